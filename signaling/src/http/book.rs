//! `/api/book` and below: booking by anybody, and with a code what becomes of it. Nothing but the code is needed.

use super::body::Body;
use super::caller::ClientAddress;
use crate::app::App;
use crate::booking::{By, arrive, calendar, change, confirm, free, hold};
use crate::fault::{Fault, Result};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::IntoResponse;
use http::{StatusCode, header};
use jiff::civil::Date;
use protocol::booking::{
    Bookable, Booking, ByCode, CancelByCode, FreeTimes, Held, HoldAsked, MoveByCode, NewBooking, ReleaseHold,
};
use protocol::id::{SiteId, SubjectId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(bookable))
        .routes(routes!(times))
        .routes(routes!(holds))
        .routes(routes!(release))
        .routes(routes!(bookings))
        .routes(routes!(look))
        .routes(routes!(move_))
        .routes(routes!(cancel))
        .routes(routes!(arrived))
        .routes(routes!(calendar_file))
}

/// What a query about free times asks.
pub(super) struct TimesAsked {
    pub(super) subject: SubjectId,
    pub(super) sites: Vec<SiteId>,
    pub(super) from: Option<Date>,
}

impl TimesAsked {
    /// Reads `subject=…&site=…&site=…&from=2026-06-04`. Ids and dates need no escapes.
    pub(super) fn read(query: Option<&str>) -> Result<Self> {
        let (mut subject, mut sites, mut from) = (None, Vec::new(), None);
        for (name, value) in query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('=')) {
            let bad = || Fault::bad_field(name, "bad-value", "項目の形が正しくありません。");
            match name {
                "subject" => subject = Some(value.parse().map_err(|_| bad())?),
                "site" => sites.push(value.parse().map_err(|_| bad())?),
                "from" => from = Some(value.parse().map_err(|_| bad())?),
                _ => return Err(bad()),
            }
        }
        let subject = subject.ok_or_else(|| Fault::bad_field("subject", "required", "用件を選んでください。"))?;
        Ok(Self { subject, sites, from })
    }
}

#[utoipa::path(get, path = "/api/book",
    responses((status = 200, body = Bookable), (status = "4XX", description = "A problem document")))]
async fn bookable(State(app): State<App>, ClientAddress(address): ClientAddress) -> Result<Json<Bookable>> {
    free::bookable(&app, By::Public(address.into())).await.map(Json)
}

#[utoipa::path(get, path = "/api/book/times",
    params(("subject" = String, Query), ("site" = Vec<String>, Query), ("from" = Option<String>, Query)),
    responses((status = 200, body = FreeTimes), (status = "4XX", description = "A problem document")))]
async fn times(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    RawQuery(query): RawQuery,
) -> Result<Json<FreeTimes>> {
    let TimesAsked { subject, sites, from } = TimesAsked::read(query.as_deref())?;
    free::times(&app, By::Public(address.into()), &subject, &sites, from).await.map(Json)
}

#[utoipa::path(post, path = "/api/book/holds", request_body = HoldAsked,
    responses((status = 201, body = Held), (status = "4XX", description = "A problem document")))]
async fn holds(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(asks): Body<HoldAsked>,
) -> Result<(StatusCode, Json<Held>)> {
    let held = hold::hold(&app, By::Public(address.into()), asks).await?;
    Ok((StatusCode::CREATED, Json(held)))
}

#[utoipa::path(post, path = "/api/book/holds/release", request_body = ReleaseHold,
    responses((status = 204, description = "Given up"), (status = "4XX", description = "A problem document")))]
async fn release(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(ReleaseHold { hold }): Body<ReleaseHold>,
) -> Result<StatusCode> {
    hold::release(&app, By::Public(address.into()), &hold).await.map(|()| StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/book/bookings", request_body = NewBooking,
    responses((status = 201, body = Booking), (status = "4XX", description = "A problem document")))]
async fn bookings(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(new): Body<NewBooking>,
) -> Result<(StatusCode, Json<Booking>)> {
    let booking = confirm::confirm(&app, By::Public(address.into()), new).await?;
    Ok((StatusCode::CREATED, Json(booking)))
}

#[utoipa::path(post, path = "/api/book/look", request_body = ByCode,
    responses((status = 200, body = Booking), (status = "4XX", description = "A problem document")))]
async fn look(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(ByCode { code }): Body<ByCode>,
) -> Result<Json<Booking>> {
    change::look(&app, By::Public(address.into()), &code).await.map(Json)
}

#[utoipa::path(post, path = "/api/book/move", request_body = MoveByCode,
    responses((status = 200, body = Booking), (status = "4XX", description = "A problem document")))]
async fn move_(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(asks): Body<MoveByCode>,
) -> Result<Json<Booking>> {
    change::move_by_code(&app, By::Public(address.into()), asks).await.map(Json)
}

#[utoipa::path(post, path = "/api/book/cancel", request_body = CancelByCode,
    responses((status = 200, body = Booking), (status = "4XX", description = "A problem document")))]
async fn cancel(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(asks): Body<CancelByCode>,
) -> Result<Json<Booking>> {
    change::cancel_by_code(&app, By::Public(address.into()), asks).await.map(Json)
}

#[utoipa::path(post, path = "/api/book/arrive", request_body = ByCode,
    responses((status = 200, body = Booking), (status = "4XX", description = "A problem document")))]
async fn arrived(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(ByCode { code }): Body<ByCode>,
) -> Result<Json<Booking>> {
    arrive::by_phone(&app, By::Public(address.into()), &code).await.map(Json)
}

#[utoipa::path(post, path = "/api/book/calendar", request_body = ByCode,
    responses((status = 200, content_type = "text/calendar", body = String), (status = "4XX", description = "A problem document")))]
async fn calendar_file(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(ByCode { code }): Body<ByCode>,
) -> Result<impl IntoResponse> {
    let file = calendar::of_code(&app, By::Public(address.into()), &code).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"yoyaku.ics\""),
    ];
    Ok((headers, file))
}
