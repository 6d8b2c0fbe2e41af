//! `/api/booth/check-in`, `/api/booth/holds`, `/api/booth/bookings`: what a booth does with bookings.

use super::body::Body;
use crate::access::BoothCaller;
use crate::app::App;
use crate::booking::{By, arrive, confirm, hold};
use crate::fault::Result;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use protocol::booking::{Booking, ByCode, CheckedIn, Held, HoldAsked, NewBooking};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(check_in)).routes(routes!(holds)).routes(routes!(bookings))
}

#[utoipa::path(post, path = "/api/booth/check-in", request_body = ByCode,
    responses((status = 200, body = CheckedIn), (status = "4XX", description = "A problem document")))]
async fn check_in(
    State(app): State<App>,
    booth: BoothCaller,
    Body(ByCode { code }): Body<ByCode>,
) -> Result<Json<CheckedIn>> {
    arrive::at_booth(&app, &booth, &code).await.map(Json)
}

#[utoipa::path(post, path = "/api/booth/holds", request_body = HoldAsked,
    responses((status = 201, body = Held), (status = "4XX", description = "A problem document")))]
async fn holds(
    State(app): State<App>,
    booth: BoothCaller,
    Body(asks): Body<HoldAsked>,
) -> Result<(StatusCode, Json<Held>)> {
    Ok((StatusCode::CREATED, Json(hold::hold(&app, By::Booth(&booth), asks).await?)))
}

#[utoipa::path(post, path = "/api/booth/bookings", request_body = NewBooking,
    responses((status = 201, body = Booking), (status = "4XX", description = "A problem document")))]
async fn bookings(
    State(app): State<App>,
    booth: BoothCaller,
    Body(new): Body<NewBooking>,
) -> Result<(StatusCode, Json<Booking>)> {
    Ok((StatusCode::CREATED, Json(confirm::confirm(&app, By::Booth(&booth), new).await?)))
}
