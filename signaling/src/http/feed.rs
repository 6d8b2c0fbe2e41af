//! `POST` and `DELETE /api/feed`, `GET /api/feed/{file}`: the bookings of one's sections, for a calendar program.

use crate::access::AccountCaller;
use crate::app::App;
use crate::booking::feed;
use crate::fault::{Fault, Result};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use http::{StatusCode, header};
use protocol::booking::Feed;
use protocol::private::Private;
use protocol::problem::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(make, end)).routes(routes!(read))
}

#[utoipa::path(post, path = "/api/feed",
    responses((status = 201, body = Feed), (status = "4XX", description = "A problem document")))]
async fn make(State(app): State<App>, by: AccountCaller) -> Result<(StatusCode, Json<Feed>)> {
    Ok((StatusCode::CREATED, Json(feed::make(&app, &by).await?)))
}

#[utoipa::path(delete, path = "/api/feed",
    responses((status = 204, description = "Ended"), (status = "4XX", description = "A problem document")))]
async fn end(State(app): State<App>, by: AccountCaller) -> Result<StatusCode> {
    feed::end(&app, &by).await.map(|()| StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/feed/{file}", params(("file" = String, Path)),
    responses((status = 200, content_type = "text/calendar", body = String), (status = "4XX", description = "A problem document")))]
async fn read(State(app): State<App>, Path(file): Path<String>) -> Result<impl IntoResponse> {
    let secret = file.strip_suffix(".ics").ok_or_else(|| Fault::from(Code::NotFound))?;
    let calendar = feed::read(&app, Private::new(secret.to_owned())).await?;
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar))
}
