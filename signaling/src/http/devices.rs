//! `/api/devices` and below: one-time codes, enrolment, renewal, pairing, list, revocation.

use super::body::Body;
use super::caller::{ClientAddress, DEVICE_COOKIE, set_cookie};
use super::path::Id;
use crate::access::{AccountCaller, BoothCaller};
use crate::app::App;
use crate::clock::Millis;
use crate::device::{self, Kind, NewCode};
use crate::fault::Result;
use crate::place;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use protocol::id::{BoothId, SiteId};
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
        .routes(routes!(revoke))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeRequest {
    #[schema(value_type = String)]
    site: SiteId,
    name: String,
    kind: Kind,
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
    let (code, expires_at) = device::issue_code(&app, Some(&by), NewCode { site, name, kind }).await?;
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
    let (booth, certificate) = device::enrol(&app, &body.code, &body.csr, address).await?;
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
    let certificate = device::renew(&app, &booth, &body.csr).await?.pem;
    Ok(Json(Renewed { certificate, ca: app.authority.pem().to_owned() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Pairing {
    code: String,
}

#[utoipa::path(post, path = "/api/devices/pair", request_body = Pairing,
    responses((status = 200, body = Object, description = "`BoothInfo` of protocol/src/place.rs; sets `__Host-device`"), (status = "4XX", description = "A problem document")))]
async fn pair(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(body): Body<Pairing>,
) -> Result<impl IntoResponse> {
    let (booth, token) = device::pair(&app, &body.code, address).await?;
    let days = i64::from(app.config.devices.paired_days);
    Ok((set_cookie(DEVICE_COOKIE, &token, days * 86_400), Json(place::booth_info(&app, &booth).await?)))
}

/// A device that is known, or was.
#[derive(Serialize, ToSchema)]
struct Device {
    booth: String,
    site: String,
    site_name: String,
    name: String,
    kind: Kind,
    /// Milliseconds since 1970.
    created_at: Millis,
    /// Milliseconds since 1970; absent while the device is let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Millis>,
}

impl From<device::Device> for Device {
    fn from(device: device::Device) -> Self {
        let device::Device { booth, site, site_name, name, kind, created_at, revoked_at } = device;
        Self { booth: booth.to_string(), site: site.to_string(), site_name, name, kind, created_at, revoked_at }
    }
}

#[utoipa::path(get, path = "/api/devices",
    responses((status = 200, body = [Device]), (status = "4XX", description = "A problem document")))]
async fn list(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<Device>>> {
    Ok(Json(device::list(&app, &by).await?.into_iter().map(Device::from).collect()))
}

#[utoipa::path(delete, path = "/api/devices/{booth}", params(("booth" = String, Path)),
    responses((status = 204, description = "Revoked"), (status = "4XX", description = "A problem document")))]
async fn revoke(State(app): State<App>, by: AccountCaller, Id(booth): Id<BoothId>) -> Result<StatusCode> {
    device::revoke(&app, &by, &booth).await?;
    Ok(StatusCode::NO_CONTENT)
}
