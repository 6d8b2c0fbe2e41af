//! `GET /api/subjects`, `GET` and `PUT /api/memos/{subject}`, `GET /api/hotlines`, `POST /api/calls/{call}/hotline`

use super::body::Body;
use super::headers::{meant, tag};
use super::path::Id;
use crate::access::AccountCaller;
use crate::app::App;
use crate::fault::Result;
use crate::{hotline, memo, place};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use protocol::id::{CallId, HotlineId, SubjectId};
use protocol::memo::{Hotline, Memo, MemoChange};
use protocol::place::SubjectRow;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(subjects))
        .routes(routes!(read, write))
        .routes(routes!(hotlines))
        .routes(routes!(use_hotline))
}

/// Which hotline was used.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct HotlineUse {
    hotline: HotlineId,
}

#[utoipa::path(get, path = "/api/subjects",
    responses((status = 200, body = [SubjectRow]), (status = "4XX", description = "A problem document")))]
async fn subjects(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<SubjectRow>>> {
    place::subjects(&app, &by).await.map(Json)
}

#[utoipa::path(get, path = "/api/memos/{subject}", params(("subject" = String, Path)),
    responses((status = 200, body = Memo), (status = "4XX", description = "A problem document")))]
async fn read(State(app): State<App>, by: AccountCaller, Id(subject): Id<SubjectId>) -> Result<Response> {
    memo::read(&app, &by, &subject).await.map(tagged)
}

#[utoipa::path(put, path = "/api/memos/{subject}",
    params(("subject" = String, Path), ("If-Match" = String, Header)), request_body = MemoChange,
    responses((status = 200, body = Memo), (status = "4XX", description = "A problem document")))]
async fn write(
    State(app): State<App>,
    by: AccountCaller,
    Id(subject): Id<SubjectId>,
    headers: HeaderMap,
    Body(change): Body<MemoChange>,
) -> Result<Response> {
    memo::write(&app, &by, &subject, meant(&headers)?, change).await.map(tagged)
}

#[utoipa::path(get, path = "/api/hotlines",
    responses((status = 200, body = [Hotline]), (status = "4XX", description = "A problem document")))]
async fn hotlines(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<Hotline>>> {
    hotline::list(&app, &by).await.map(Json)
}

#[utoipa::path(post, path = "/api/calls/{call}/hotline", params(("call" = String, Path)), request_body = HotlineUse,
    responses((status = 204, description = "Written down"), (status = "4XX", description = "A problem document")))]
async fn use_hotline(
    State(app): State<App>,
    by: AccountCaller,
    Id(call): Id<CallId>,
    Body(used): Body<HotlineUse>,
) -> Result<StatusCode> {
    hotline::note(&app, &by, &call, &used.hotline).await.map(|()| StatusCode::NO_CONTENT)
}

fn tagged(memo: Memo) -> Response {
    ([(header::ETAG, tag(memo.revision))], Json(memo)).into_response()
}
