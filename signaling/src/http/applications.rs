//! `/api/applications` and below: 形式審査.

use super::body::Body;
use super::headers::{meant, tag};
use super::path::Id;
use super::query::Asked;
use crate::access::AccountCaller;
use crate::app::App;
use crate::application::list::{self, Wanted};
use crate::application::package::{self, Format};
use crate::application::review;
use crate::fault::Result;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use protocol::application::{Correction, NotePaper, ReviewedApplication, Worklist};
use protocol::id::ApplicationId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(worklist))
        .routes(routes!(read))
        .routes(routes!(form))
        .routes(routes!(begin))
        .routes(routes!(ask))
        .routes(routes!(paper))
        .routes(routes!(complete))
        .routes(routes!(file))
}

#[utoipa::path(get, path = "/api/applications",
    params(("status" = Option<String>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Worklist), (status = "4XX", description = "A problem document")))]
async fn worklist(State(app): State<App>, by: AccountCaller, Asked(wanted): Asked<Wanted>) -> Result<Json<Worklist>> {
    list::list(&app, &by, wanted).await.map(Json)
}

#[utoipa::path(get, path = "/api/applications/{application}", params(("application" = String, Path)),
    responses((status = 200, body = ReviewedApplication), (status = "4XX", description = "A problem document")))]
async fn read(State(app): State<App>, by: AccountCaller, Id(id): Id<ApplicationId>) -> Result<Response> {
    review::read(&app, &by, &id).await.map(tagged)
}

#[utoipa::path(get, path = "/api/applications/{application}/form", params(("application" = String, Path)),
    responses((status = 200, body = Object, description = "The definition it was filled by; see forms/src/definition"), (status = "4XX", description = "A problem document")))]
async fn form(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<ApplicationId>,
) -> Result<Json<&'static forms::Definition>> {
    review::form(&app, &by, &id).await.map(Json)
}

#[utoipa::path(post, path = "/api/applications/{application}/review",
    params(("application" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = ReviewedApplication), (status = "4XX", description = "A problem document")))]
async fn begin(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<ApplicationId>,
    headers: HeaderMap,
) -> Result<Response> {
    review::begin(&app, &by, &id, meant(&headers)?).await.map(tagged)
}

#[utoipa::path(post, path = "/api/applications/{application}/correction",
    params(("application" = String, Path), ("If-Match" = String, Header)), request_body = Correction,
    responses((status = 200, body = ReviewedApplication), (status = "4XX", description = "A problem document")))]
async fn ask(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<ApplicationId>,
    headers: HeaderMap,
    Body(asked): Body<Correction>,
) -> Result<Response> {
    review::ask(&app, &by, &id, meant(&headers)?, asked).await.map(tagged)
}

#[utoipa::path(post, path = "/api/applications/{application}/papers",
    params(("application" = String, Path), ("If-Match" = String, Header)), request_body = NotePaper,
    responses((status = 200, body = ReviewedApplication), (status = "4XX", description = "A problem document")))]
async fn paper(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<ApplicationId>,
    headers: HeaderMap,
    Body(paper): Body<NotePaper>,
) -> Result<Response> {
    review::paper(&app, &by, &id, meant(&headers)?, paper).await.map(tagged)
}

#[utoipa::path(post, path = "/api/applications/{application}/complete",
    params(("application" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = ReviewedApplication), (status = "4XX", description = "A problem document")))]
async fn complete(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<ApplicationId>,
    headers: HeaderMap,
) -> Result<Response> {
    review::complete(&app, &by, &id, meant(&headers)?).await.map(tagged)
}

#[utoipa::path(get, path = "/api/applications/{application}/package/{format}",
    params(("application" = String, Path), ("format" = String, Path, description = "pdf, json or csv")),
    responses((status = 200, body = Vec<u8>), (status = "4XX", description = "A problem document")))]
async fn file(
    State(app): State<App>,
    by: AccountCaller,
    Id((id, format)): Id<(ApplicationId, Format)>,
) -> Result<impl IntoResponse> {
    let (receipt, bytes) = package::export(&app, &by, &id, format).await?;
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{receipt}.{}\"", format.ending())),
    ];
    Ok((headers, bytes))
}

fn tagged(application: ReviewedApplication) -> Response {
    ([(header::ETAG, tag(application.revision))], Json(application)).into_response()
}
