//! `/api/schedule…`, `/api/holidays`, `/api/closures…`

use super::body::Body;
use super::headers::{idempotency_key, meant, tag};
use super::path::Id;
use super::query::Asked;
use crate::access::AccountCaller;
use crate::app::App;
use crate::fault::{Fault, Result};
use crate::hours::{closure, draft, grid, holidays, publish, review};
use axum::Json;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use protocol::coordination::{Grid, PlanOf, PlanVersion, Review, Schedule};
use protocol::id::{ClosureId, SiteId, SubjectId};
use protocol::problem::Code;
use protocol::schedule::{Closure, Explanation, Holiday, NewClosure, Plan};
use serde::Deserialize;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt as _};
use utoipa_axum::routes;

/// Largest plan, in bytes.
const PLAN_MAX: usize = 512 * 1024;
/// Largest file of holidays, in bytes.
const HOLIDAYS_MAX: usize = 256 * 1024;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(schedule))
        .routes(routes!(write, discard).layer(DefaultBodyLimit::max(PLAN_MAX)))
        .routes(routes!(days))
        .routes(routes!(look))
        .routes(routes!(let_count))
        .routes(routes!(versions))
        .routes(routes!(roll_back))
        .routes(routes!(explain))
        .routes(routes!(known, import).layer(DefaultBodyLimit::max(HOLIDAYS_MAX)))
        .routes(routes!(closures, close))
        .routes(routes!(lift))
}

/// Which days of which plan.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
struct Days {
    #[param(inline)]
    of: PlanOf,
    from: String,
    days: u16,
}

/// Which version to take up again.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct BackTo {
    version: u32,
}

/// Which time is asked about.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Question {
    of: PlanOf,
    site: SiteId,
    subject: SubjectId,
    /// `2026-06-04T17:30`
    at: String,
}

#[utoipa::path(get, path = "/api/schedule",
    responses((status = 200, body = Schedule), (status = "4XX", description = "A problem document")))]
async fn schedule(State(app): State<App>, by: AccountCaller) -> Result<Response> {
    draft::schedule(&app, &by).await.map(tagged)
}

#[utoipa::path(put, path = "/api/schedule/draft", params(("If-Match" = String, Header)), request_body = Plan,
    responses((status = 200, body = Schedule), (status = "4XX", description = "A problem document")))]
async fn write(
    State(app): State<App>,
    by: AccountCaller,
    headers: HeaderMap,
    Body(plan): Body<Plan>,
) -> Result<Response> {
    draft::write(&app, &by, meant(&headers)?, &plan).await.map(tagged)
}

#[utoipa::path(delete, path = "/api/schedule/draft", params(("If-Match" = String, Header)),
    responses((status = 200, body = Schedule), (status = "4XX", description = "A problem document")))]
async fn discard(State(app): State<App>, by: AccountCaller, headers: HeaderMap) -> Result<Response> {
    draft::discard(&app, &by, meant(&headers)?).await.map(tagged)
}

#[utoipa::path(get, path = "/api/schedule/grid", params(Days),
    responses((status = 200, body = Grid), (status = "4XX", description = "A problem document")))]
async fn days(State(app): State<App>, by: AccountCaller, Asked(asked): Asked<Days>) -> Result<Json<Grid>> {
    grid::grid(&app, &by, asked.of, &asked.from, asked.days).await.map(Json)
}

#[utoipa::path(get, path = "/api/schedule/review",
    responses((status = 200, body = Review), (status = "4XX", description = "A problem document")))]
async fn look(State(app): State<App>, by: AccountCaller) -> Result<Json<Review>> {
    review::review(&app, &by).await.map(Json)
}

#[utoipa::path(post, path = "/api/schedule/publish", params(("If-Match" = String, Header)),
    responses((status = 200, body = Schedule), (status = "4XX", description = "A problem document")))]
async fn let_count(State(app): State<App>, by: AccountCaller, headers: HeaderMap) -> Result<Response> {
    publish::publish(&app, &by, meant(&headers)?).await.map(tagged)
}

#[utoipa::path(get, path = "/api/schedule/versions",
    responses((status = 200, body = [PlanVersion]), (status = "4XX", description = "A problem document")))]
async fn versions(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<PlanVersion>>> {
    publish::versions(&app, &by).await.map(Json)
}

#[utoipa::path(post, path = "/api/schedule/rollback", request_body = BackTo,
    responses((status = 200, body = Schedule), (status = "4XX", description = "A problem document")))]
async fn roll_back(State(app): State<App>, by: AccountCaller, Body(to): Body<BackTo>) -> Result<Response> {
    publish::roll_back(&app, &by, to.version).await.map(tagged)
}

#[utoipa::path(post, path = "/api/schedule/explain", request_body = Question,
    responses((status = 200, body = Explanation), (status = "4XX", description = "A problem document")))]
async fn explain(State(app): State<App>, by: AccountCaller, Body(asked): Body<Question>) -> Result<Json<Explanation>> {
    let Question { of, site, subject, at } = asked;
    review::explain(&app, &by, of, &site, &subject, &at).await.map(Json)
}

#[utoipa::path(get, path = "/api/holidays",
    responses((status = 200, body = [Holiday]), (status = "4XX", description = "A problem document")))]
async fn known(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<Holiday>>> {
    holidays::list(&app, &by).await.map(Json)
}

#[utoipa::path(put, path = "/api/holidays", request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = [Holiday]), (status = "4XX", description = "A problem document")))]
async fn import(
    State(app): State<App>,
    by: AccountCaller,
    headers: HeaderMap,
    file: std::result::Result<Bytes, BytesRejection>,
) -> Result<Json<Vec<Holiday>>> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().is_none_or(|kind| !kind.trim().eq_ignore_ascii_case("text/csv")) {
        return Err(Code::UnsupportedType.into());
    }
    let file = file.map_err(|_| Fault::from(Code::TooLarge))?;
    holidays::import(&app, Some(&by), &file).await.map(Json)
}

#[utoipa::path(get, path = "/api/closures",
    responses((status = 200, body = [Closure]), (status = "4XX", description = "A problem document")))]
async fn closures(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<Closure>>> {
    closure::list(&app, &by).await.map(Json)
}

#[utoipa::path(post, path = "/api/closures", params(("Idempotency-Key" = String, Header)), request_body = NewClosure,
    responses((status = 201, body = Closure), (status = "4XX", description = "A problem document")))]
async fn close(
    State(app): State<App>,
    by: AccountCaller,
    headers: HeaderMap,
    Body(new): Body<NewClosure>,
) -> Result<(StatusCode, Json<Closure>)> {
    let made = closure::make(&app, &by, idempotency_key(&headers)?, new).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

#[utoipa::path(post, path = "/api/closures/{closure}/lift", params(("closure" = String, Path)),
    responses((status = 200, body = Closure), (status = "4XX", description = "A problem document")))]
async fn lift(State(app): State<App>, by: AccountCaller, Id(closure): Id<ClosureId>) -> Result<Json<Closure>> {
    closure::lift(&app, &by, &closure).await.map(Json)
}

fn tagged(schedule: Schedule) -> Response {
    ([(header::ETAG, tag(schedule.revision))], Json(schedule)).into_response()
}
