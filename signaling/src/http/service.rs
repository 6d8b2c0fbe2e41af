//! `/api/v1/bookings` and below: the booking API of a telephone service, with `Authorization: Bearer <token>`. Every act
//! carries an idempotency key; a repeated one is answered as the first time.

use super::body::Body;
use super::book::TimesAsked;
use crate::access::TokenCaller;
use crate::app::App;
use crate::booking::{By, change, confirm, free, hold};
use crate::fault::Result;
use axum::Json;
use axum::extract::{RawQuery, State};
use http::StatusCode;
use protocol::booking::{
    Bookable, Booking, ByCode, CancelByCode, FreeTimes, Held, HoldAsked, MoveByCode, NewBooking, ReleaseHold,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(bookable))
        .routes(routes!(times))
        .routes(routes!(holds))
        .routes(routes!(release))
        .routes(routes!(book))
        .routes(routes!(look))
        .routes(routes!(move_))
        .routes(routes!(cancel))
}

#[utoipa::path(get, path = "/api/v1/bookable", params(("Authorization" = String, Header)),
    responses((status = 200, body = Bookable), (status = "4XX", description = "A problem document")))]
async fn bookable(State(app): State<App>, by: TokenCaller) -> Result<Json<Bookable>> {
    free::bookable(&app, By::Service(&by)).await.map(Json)
}

#[utoipa::path(get, path = "/api/v1/times",
    params(("Authorization" = String, Header), ("subject" = String, Query), ("site" = Vec<String>, Query),
        ("from" = Option<String>, Query)),
    responses((status = 200, body = FreeTimes), (status = "4XX", description = "A problem document")))]
async fn times(State(app): State<App>, by: TokenCaller, RawQuery(query): RawQuery) -> Result<Json<FreeTimes>> {
    let TimesAsked { subject, sites, from } = TimesAsked::read(query.as_deref())?;
    free::times(&app, By::Service(&by), &subject, &sites, from).await.map(Json)
}

#[utoipa::path(post, path = "/api/v1/bookings/holds", params(("Authorization" = String, Header)), request_body = HoldAsked,
    responses((status = 201, body = Held), (status = "4XX", description = "A problem document")))]
async fn holds(
    State(app): State<App>,
    by: TokenCaller,
    Body(asks): Body<HoldAsked>,
) -> Result<(StatusCode, Json<Held>)> {
    Ok((StatusCode::CREATED, Json(hold::hold(&app, By::Service(&by), asks).await?)))
}

#[utoipa::path(post, path = "/api/v1/bookings/holds/release", params(("Authorization" = String, Header)), request_body = ReleaseHold,
    responses((status = 204, description = "Given up"), (status = "4XX", description = "A problem document")))]
async fn release(
    State(app): State<App>,
    by: TokenCaller,
    Body(ReleaseHold { hold }): Body<ReleaseHold>,
) -> Result<StatusCode> {
    hold::release(&app, By::Service(&by), &hold).await.map(|()| StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/bookings", params(("Authorization" = String, Header)), request_body = NewBooking,
    responses((status = 201, body = Booking), (status = "4XX", description = "A problem document")))]
async fn book(
    State(app): State<App>,
    by: TokenCaller,
    Body(new): Body<NewBooking>,
) -> Result<(StatusCode, Json<Booking>)> {
    Ok((StatusCode::CREATED, Json(confirm::confirm(&app, By::Service(&by), new).await?)))
}

#[utoipa::path(post, path = "/api/v1/bookings/look", params(("Authorization" = String, Header)), request_body = ByCode,
    responses((status = 200, body = Booking), (status = "4XX", description = "A problem document")))]
async fn look(State(app): State<App>, by: TokenCaller, Body(ByCode { code }): Body<ByCode>) -> Result<Json<Booking>> {
    change::look(&app, By::Service(&by), &code).await.map(Json)
}

#[utoipa::path(post, path = "/api/v1/bookings/move", params(("Authorization" = String, Header)), request_body = MoveByCode,
    responses((status = 200, body = Booking), (status = "4XX", description = "A problem document")))]
async fn move_(State(app): State<App>, by: TokenCaller, Body(asks): Body<MoveByCode>) -> Result<Json<Booking>> {
    change::move_by_code(&app, By::Service(&by), asks).await.map(Json)
}

#[utoipa::path(post, path = "/api/v1/bookings/cancel", params(("Authorization" = String, Header)), request_body = CancelByCode,
    responses((status = 200, body = Booking), (status = "4XX", description = "A problem document")))]
async fn cancel(State(app): State<App>, by: TokenCaller, Body(asks): Body<CancelByCode>) -> Result<Json<Booking>> {
    change::cancel_by_code(&app, By::Service(&by), asks).await.map(Json)
}
