//! `POST /api/booth/screening`, `/api/book/screening`, `/api/bookings/screening`, `/api/v1/screening`

use super::body::Body;
use super::caller::ClientAddress;
use crate::access::{AccountCaller, BoothCaller, TokenCaller};
use crate::app::App;
use crate::booking::By;
use crate::fault::Result;
use crate::screening::step;
use axum::Json;
use axum::extract::State;
use protocol::guidance::{ScreeningAsked, ScreeningStep};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(booth)).routes(routes!(public)).routes(routes!(staff)).routes(routes!(service))
}

#[utoipa::path(post, path = "/api/booth/screening", request_body = ScreeningAsked,
    responses((status = 200, body = ScreeningStep), (status = "4XX", description = "A problem document")))]
async fn booth(
    State(app): State<App>,
    booth: BoothCaller,
    Body(asked): Body<ScreeningAsked>,
) -> Result<Json<ScreeningStep>> {
    step(&app, By::Booth(&booth), asked).await.map(Json)
}

#[utoipa::path(post, path = "/api/book/screening", request_body = ScreeningAsked,
    responses((status = 200, body = ScreeningStep), (status = "4XX", description = "A problem document")))]
async fn public(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(asked): Body<ScreeningAsked>,
) -> Result<Json<ScreeningStep>> {
    step(&app, By::Public(address.into()), asked).await.map(Json)
}

#[utoipa::path(post, path = "/api/bookings/screening", request_body = ScreeningAsked,
    responses((status = 200, body = ScreeningStep), (status = "4XX", description = "A problem document")))]
async fn staff(
    State(app): State<App>,
    by: AccountCaller,
    Body(asked): Body<ScreeningAsked>,
) -> Result<Json<ScreeningStep>> {
    step(&app, By::staff(&by)?, asked).await.map(Json)
}

#[utoipa::path(post, path = "/api/v1/screening", params(("Authorization" = String, Header)), request_body = ScreeningAsked,
    responses((status = 200, body = ScreeningStep), (status = "4XX", description = "A problem document")))]
async fn service(
    State(app): State<App>,
    by: TokenCaller,
    Body(asked): Body<ScreeningAsked>,
) -> Result<Json<ScreeningStep>> {
    step(&app, By::Service(&by), asked).await.map(Json)
}
