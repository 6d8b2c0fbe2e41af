//! `/api/my-application` and below: an applicant's own, by the code of the receipt. Nothing but the code is needed.

use super::body::Body;
use super::caller::ClientAddress;
use super::headers::idempotency_key;
use crate::app::App;
use crate::application::mine;
use crate::fault::Result;
use axum::Json;
use axum::extract::State;
use http::HeaderMap;
use protocol::application::{ByApplicationCode, CorrectByCode, OwnApplication};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(look)).routes(routes!(form)).routes(routes!(correct))
}

#[utoipa::path(post, path = "/api/my-application", request_body = ByApplicationCode,
    responses((status = 200, body = OwnApplication), (status = "4XX", description = "A problem document")))]
async fn look(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(ByApplicationCode { code }): Body<ByApplicationCode>,
) -> Result<Json<OwnApplication>> {
    mine::look(&app, address.into(), &code).await.map(Json)
}

#[utoipa::path(post, path = "/api/my-application/form", request_body = ByApplicationCode,
    responses((status = 200, body = Object, description = "The definition it was filled by; see forms/src/definition"), (status = "4XX", description = "A problem document")))]
async fn form(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(ByApplicationCode { code }): Body<ByApplicationCode>,
) -> Result<Json<&'static forms::Definition>> {
    mine::form(&app, address.into(), &code).await.map(Json)
}

#[utoipa::path(post, path = "/api/my-application/correct", params(("Idempotency-Key" = String, Header)),
    request_body = CorrectByCode,
    responses((status = 200, body = OwnApplication), (status = "4XX", description = "A problem document")))]
async fn correct(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Body(sent): Body<CorrectByCode>,
) -> Result<Json<OwnApplication>> {
    mine::correct(&app, address.into(), idempotency_key(&headers)?, sent).await.map(Json)
}
