//! `/api/bookings` and `/api/affected`: what staff do with bookings, for residents who called.

use super::body::Body;
use super::path::Id;
use crate::access::AccountCaller;
use crate::app::App;
use crate::booking::list::Filter;
use crate::booking::{By, change, confirm, hold, list, remedy};
use crate::fault::{Fault, Result};
use axum::Json;
use axum::extract::{RawQuery, State};
use http::StatusCode;
use protocol::booking::{
    Booking, BookingRow, ByCode, ChangeBooking, Held, HoldAsked, MoveBooking, NewBooking, NoteRemedy, SettleBooking,
};
use protocol::id::BookingId;
use protocol::schedule::AffectedRow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(rows, book))
        .routes(routes!(search))
        .routes(routes!(holds))
        .routes(routes!(move_))
        .routes(routes!(cancel))
        .routes(routes!(restore))
        .routes(routes!(settle))
        .routes(routes!(note))
        .routes(routes!(affected))
}

#[utoipa::path(get, path = "/api/bookings",
    params(("from" = Option<String>, Query), ("until" = Option<String>, Query), ("site" = Option<String>, Query),
        ("section" = Option<String>, Query), ("state" = Option<String>, Query), ("unconfirmed" = Option<bool>, Query)),
    responses((status = 200, body = [BookingRow]), (status = "4XX", description = "A problem document")))]
async fn rows(State(app): State<App>, by: AccountCaller, RawQuery(query): RawQuery) -> Result<Json<Vec<BookingRow>>> {
    list::list(&app, &by, filter(query.as_deref())?).await.map(Json)
}

/// Reads what a query asks; ids, dates and words need no escapes.
fn filter(query: Option<&str>) -> Result<Filter> {
    let mut filter = Filter::default();
    for (name, value) in query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('=')) {
        let bad = || Fault::bad_field(name, "bad-value", "項目の形が正しくありません。");
        match name {
            "from" => filter.from = Some(value.parse().map_err(|_| bad())?),
            "until" => filter.until = Some(value.parse().map_err(|_| bad())?),
            "site" => filter.site = Some(value.parse().map_err(|_| bad())?),
            "section" => filter.section = Some(value.parse().map_err(|_| bad())?),
            "state" => filter.state = Some(serde_json::from_value(value.into()).map_err(|_| bad())?),
            "unconfirmed" => filter.unconfirmed = value.parse().map_err(|_| bad())?,
            _ => return Err(bad()),
        }
    }
    Ok(filter)
}

#[utoipa::path(post, path = "/api/bookings/search", request_body = ByCode,
    responses((status = 200, body = [BookingRow]), (status = "4XX", description = "A problem document")))]
async fn search(
    State(app): State<App>,
    by: AccountCaller,
    Body(ByCode { code }): Body<ByCode>,
) -> Result<Json<Vec<BookingRow>>> {
    list::search(&app, &by, &code).await.map(Json)
}

#[utoipa::path(post, path = "/api/bookings/holds", request_body = HoldAsked,
    responses((status = 201, body = Held), (status = "4XX", description = "A problem document")))]
async fn holds(
    State(app): State<App>,
    by: AccountCaller,
    Body(asks): Body<HoldAsked>,
) -> Result<(StatusCode, Json<Held>)> {
    let by = By::staff(&by)?;
    Ok((StatusCode::CREATED, Json(hold::hold(&app, by, asks).await?)))
}

#[utoipa::path(post, path = "/api/bookings", request_body = NewBooking,
    responses((status = 201, body = Booking), (status = "4XX", description = "A problem document")))]
async fn book(
    State(app): State<App>,
    by: AccountCaller,
    Body(new): Body<NewBooking>,
) -> Result<(StatusCode, Json<Booking>)> {
    let by = By::staff(&by)?;
    Ok((StatusCode::CREATED, Json(confirm::confirm(&app, by, new).await?)))
}

#[utoipa::path(post, path = "/api/bookings/{booking}/move", params(("booking" = String, Path)), request_body = MoveBooking,
    responses((status = 200, body = BookingRow), (status = "4XX", description = "A problem document")))]
async fn move_(
    State(app): State<App>,
    by: AccountCaller,
    Id(booking): Id<BookingId>,
    Body(asks): Body<MoveBooking>,
) -> Result<Json<BookingRow>> {
    change::move_by_id(&app, &by, &booking, asks).await.map(Json)
}

#[utoipa::path(post, path = "/api/bookings/{booking}/cancel", params(("booking" = String, Path)), request_body = ChangeBooking,
    responses((status = 200, body = BookingRow), (status = "4XX", description = "A problem document")))]
async fn cancel(
    State(app): State<App>,
    by: AccountCaller,
    Id(booking): Id<BookingId>,
    Body(ChangeBooking { request }): Body<ChangeBooking>,
) -> Result<Json<BookingRow>> {
    change::cancel_by_id(&app, &by, &booking, &request).await.map(Json)
}

#[utoipa::path(post, path = "/api/bookings/{booking}/restore", params(("booking" = String, Path)), request_body = ChangeBooking,
    responses((status = 200, body = BookingRow), (status = "4XX", description = "A problem document")))]
async fn restore(
    State(app): State<App>,
    by: AccountCaller,
    Id(booking): Id<BookingId>,
    Body(ChangeBooking { request }): Body<ChangeBooking>,
) -> Result<Json<BookingRow>> {
    change::restore(&app, &by, &booking, &request).await.map(Json)
}

#[utoipa::path(post, path = "/api/bookings/{booking}/settle", params(("booking" = String, Path)), request_body = SettleBooking,
    responses((status = 200, body = BookingRow), (status = "4XX", description = "A problem document")))]
async fn settle(
    State(app): State<App>,
    by: AccountCaller,
    Id(booking): Id<BookingId>,
    Body(SettleBooking { settlement }): Body<SettleBooking>,
) -> Result<Json<BookingRow>> {
    change::settle(&app, &by, &booking, settlement).await.map(Json)
}

#[utoipa::path(post, path = "/api/bookings/{booking}/remedy", params(("booking" = String, Path)), request_body = NoteRemedy,
    responses((status = 200, body = BookingRow), (status = "4XX", description = "A problem document")))]
async fn note(
    State(app): State<App>,
    by: AccountCaller,
    Id(booking): Id<BookingId>,
    Body(NoteRemedy { remedy }): Body<NoteRemedy>,
) -> Result<Json<BookingRow>> {
    remedy::note_remedy(&app, &by, &booking, remedy).await.map(Json)
}

#[utoipa::path(get, path = "/api/affected",
    responses((status = 200, body = [AffectedRow]), (status = "4XX", description = "A problem document")))]
async fn affected(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<AffectedRow>>> {
    list::affected(&app, &by).await.map(Json)
}
