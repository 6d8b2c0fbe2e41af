//! `/api/devices` and below: one-time codes, enrolment, renewal, pairing, the administrator's list and acts.

use super::body::Body;
use super::caller::{ClientAddress, DEVICE_COOKIE, set_cookie};
use super::path::Id;
use crate::access::{AccountCaller, BoothCaller};
use crate::app::App;
use crate::clock::Millis;
use crate::device::{NewCode, admit, manage};
use crate::fault::Result;
use crate::place;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use protocol::device::{DeviceKind, DeviceRow, OfficeOrder};
use protocol::id::{BoothId, SiteId};
use protocol::place::BoothInfo;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(issue_code))
        .routes(routes!(enrol))
        .routes(routes!(renew))
        .routes(routes!(pair))
        .routes(routes!(list))
        .routes(routes!(change, revoke))
        .routes(routes!(issue_code_again))
        .routes(routes!(order))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeRequest {
    site: SiteId,
    name: String,
    kind: DeviceKind,
}

#[derive(Serialize, ToSchema)]
struct IssuedCode {
    /// `7HKM-XA3E-94TR`
    code: String,
    /// Milliseconds since 1970.
    expires_at: Millis,
}

#[utoipa::path(post, path = "/api/devices/codes", request_body = CodeRequest,
    responses((status = 200, body = IssuedCode), (status = "4XX", description = "A problem document")))]
async fn issue_code(
    State(app): State<App>,
    by: AccountCaller,
    Body(CodeRequest { site, name, kind }): Body<CodeRequest>,
) -> Result<Json<IssuedCode>> {
    let (code, expires_at) = admit::issue_code(&app, Some(&by), NewCode { site, name, kind }).await?;
    Ok(Json(IssuedCode { code: code.to_string(), expires_at }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Enrolment {
    code: String,
    /// PKCS#10, PEM.
    csr: String,
}

#[derive(Serialize, ToSchema)]
struct Enrolled {
    booth: String,
    /// PEM.
    certificate: String,
    /// PEM.
    ca: String,
    /// Where the booth comes in from now on.
    mtls_port: u16,
}

#[utoipa::path(post, path = "/api/devices/enrol", request_body = Enrolment,
    responses((status = 200, body = Enrolled), (status = "4XX", description = "A problem document")))]
async fn enrol(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(body): Body<Enrolment>,
) -> Result<Json<Enrolled>> {
    let (booth, certificate) = admit::enrol(&app, &body.code, &body.csr, address).await?;
    Ok(Json(Enrolled {
        booth: booth.to_string(),
        certificate: certificate.pem,
        ca: app.authority.pem().to_owned(),
        mtls_port: app.config.server.booths.first().map_or(0, std::net::SocketAddr::port),
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Renewal {
    /// PKCS#10, PEM.
    csr: String,
}

#[derive(Serialize, ToSchema)]
struct Renewed {
    /// PEM.
    certificate: String,
    /// PEM.
    ca: String,
}

#[utoipa::path(post, path = "/api/devices/renew", request_body = Renewal,
    responses((status = 200, body = Renewed), (status = "4XX", description = "A problem document")))]
async fn renew(State(app): State<App>, booth: BoothCaller, Body(body): Body<Renewal>) -> Result<Json<Renewed>> {
    let certificate = admit::renew(&app, &booth, &body.csr).await?.pem;
    Ok(Json(Renewed { certificate, ca: app.authority.pem().to_owned() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Pairing {
    code: String,
}

#[utoipa::path(post, path = "/api/devices/pair", request_body = Pairing,
    responses((status = 200, body = BoothInfo, description = "Paired; sets `__Host-device`"), (status = "4XX", description = "A problem document")))]
async fn pair(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(body): Body<Pairing>,
) -> Result<impl IntoResponse> {
    let (booth, token) = admit::pair(&app, &body.code, address).await?;
    let days = i64::from(app.config.devices.paired_days);
    Ok((set_cookie(DEVICE_COOKIE, &token, days * 86_400), Json(place::booth_info(&app, &booth).await?)))
}

#[utoipa::path(get, path = "/api/devices",
    responses((status = 200, body = [DeviceRow]), (status = "4XX", description = "A problem document")))]
async fn list(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<DeviceRow>>> {
    manage::list(&app, &by).await.map(Json)
}

#[utoipa::path(post, path = "/api/devices/{booth}/code", params(("booth" = String, Path)),
    responses((status = 200, body = IssuedCode), (status = "4XX", description = "A problem document")))]
async fn issue_code_again(
    State(app): State<App>,
    by: AccountCaller,
    Id(booth): Id<BoothId>,
) -> Result<Json<IssuedCode>> {
    let (code, expires_at) = admit::issue_code_again(&app, &by, &booth).await?;
    Ok(Json(IssuedCode { code: code.to_string(), expires_at }))
}

/// What is left out stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Change {
    name: Option<String>,
    site: Option<SiteId>,
}

#[utoipa::path(patch, path = "/api/devices/{booth}", params(("booth" = String, Path)), request_body = Change,
    responses((status = 200, body = DeviceRow), (status = "4XX", description = "A problem document")))]
async fn change(
    State(app): State<App>,
    by: AccountCaller,
    Id(booth): Id<BoothId>,
    Body(Change { name, site }): Body<Change>,
) -> Result<Json<DeviceRow>> {
    manage::change(&app, &by, &booth, manage::Change { name, site }).await.map(Json)
}

#[utoipa::path(post, path = "/api/devices/{booth}/order", params(("booth" = String, Path)), request_body = OfficeOrder,
    responses((status = 204, description = "Told, or held"), (status = "4XX", description = "A problem document")))]
async fn order(
    State(app): State<App>,
    by: AccountCaller,
    Id(booth): Id<BoothId>,
    Body(order): Body<OfficeOrder>,
) -> Result<StatusCode> {
    manage::order(&app, &by, &booth, order).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(delete, path = "/api/devices/{booth}", params(("booth" = String, Path)),
    responses((status = 204, description = "Revoked"), (status = "4XX", description = "A problem document")))]
async fn revoke(State(app): State<App>, by: AccountCaller, Id(booth): Id<BoothId>) -> Result<StatusCode> {
    manage::revoke(&app, &by, &booth).await?;
    Ok(StatusCode::NO_CONTENT)
}
