//! `/api/publications…`, `GET /api/screening/trial`, `GET /api/wards/{ward}/guides`, `POST /api/wards/{ward}/guides/log`

use super::body::Body;
use super::caller::ClientAddress;
use super::headers::{meant, tag};
use super::path::Id;
use crate::access::{AccountCaller, Caller};
use crate::app::App;
use crate::fault::Result;
use crate::limits::Neighbourhood;
use crate::publication::{draft, guides, publish, review, trial};
use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use protocol::guide::{AdviceLog, Guide};
use protocol::id::{PublicationId, WardId};
use protocol::publication::{self as wire, Publication, PublicationReview, PublicationRow, PublicationVersion, Trial};
use serde::Deserialize;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt as _};
use utoipa_axum::routes;

/// Largest screening or guide, in bytes.
const PUBLICATION_MAX: usize = 512 * 1024;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(rows))
        .routes(routes!(try_on))
        .routes(routes!(look))
        .routes(routes!(write, discard).layer(DefaultBodyLimit::max(PUBLICATION_MAX)))
        .routes(routes!(see))
        .routes(routes!(let_count))
        .routes(routes!(versions))
        .routes(routes!(roll_back))
        .routes(routes!(guides_of))
        .routes(routes!(log))
}

/// Which version to take up again.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct VersionAgain {
    version: u32,
}

#[utoipa::path(get, path = "/api/publications",
    responses((status = 200, body = [PublicationRow]), (status = "4XX", description = "A problem document")))]
async fn rows(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<PublicationRow>>> {
    draft::list(&app, &by).await.map(Json)
}

#[utoipa::path(get, path = "/api/screening/trial",
    responses((status = 200, body = Trial), (status = "4XX", description = "A problem document")))]
async fn try_on(State(app): State<App>, by: AccountCaller) -> Result<Json<Trial>> {
    trial::trial(&app, &by).await.map(Json)
}

#[utoipa::path(get, path = "/api/publications/{id}", params(("id" = String, Path)),
    responses((status = 200, body = Publication), (status = "4XX", description = "A problem document")))]
async fn look(State(app): State<App>, by: AccountCaller, Id(id): Id<PublicationId>) -> Result<Response> {
    draft::look(&app, &by, &id).await.map(tagged)
}

#[utoipa::path(put, path = "/api/publications/{id}/draft", params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = wire::Body,
    responses((status = 200, body = Publication), (status = "4XX", description = "A problem document")))]
async fn write(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<PublicationId>,
    headers: HeaderMap,
    Body(body): Body<wire::Body>,
) -> Result<Response> {
    draft::write(&app, &by, &id, meant(&headers)?, &body).await.map(tagged)
}

#[utoipa::path(delete, path = "/api/publications/{id}/draft", params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Publication), (status = "4XX", description = "A problem document")))]
async fn discard(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<PublicationId>,
    headers: HeaderMap,
) -> Result<Response> {
    draft::discard(&app, &by, &id, meant(&headers)?).await.map(tagged)
}

#[utoipa::path(get, path = "/api/publications/{id}/review", params(("id" = String, Path)),
    responses((status = 200, body = PublicationReview), (status = "4XX", description = "A problem document")))]
async fn see(State(app): State<App>, by: AccountCaller, Id(id): Id<PublicationId>) -> Result<Json<PublicationReview>> {
    review::review(&app, &by, &id).await.map(Json)
}

#[utoipa::path(post, path = "/api/publications/{id}/publish", params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Publication), (status = "4XX", description = "A problem document")))]
async fn let_count(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<PublicationId>,
    headers: HeaderMap,
) -> Result<Response> {
    publish::publish(&app, &by, &id, meant(&headers)?).await.map(tagged)
}

#[utoipa::path(get, path = "/api/publications/{id}/versions", params(("id" = String, Path)),
    responses((status = 200, body = [PublicationVersion]), (status = "4XX", description = "A problem document")))]
async fn versions(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<PublicationId>,
) -> Result<Json<Vec<PublicationVersion>>> {
    publish::versions(&app, &by, &id).await.map(Json)
}

#[utoipa::path(post, path = "/api/publications/{id}/rollback", params(("id" = String, Path)), request_body = VersionAgain,
    responses((status = 200, body = Publication), (status = "4XX", description = "A problem document")))]
async fn roll_back(
    State(app): State<App>,
    by: AccountCaller,
    Id(id): Id<PublicationId>,
    Body(to): Body<VersionAgain>,
) -> Result<Response> {
    publish::roll_back(&app, &by, &id, to.version).await.map(tagged)
}

#[utoipa::path(get, path = "/api/wards/{ward}/guides", params(("ward" = String, Path)),
    responses((status = 200, body = [Guide]), (status = "4XX", description = "A problem document")))]
async fn guides_of(
    State(app): State<App>,
    caller: Result<Caller>,
    address: ClientAddress,
    Id(ward): Id<WardId>,
) -> Result<Json<Vec<Guide>>> {
    guides::guides(&app, &ward, stranger(&caller, address)).await.map(Json)
}

#[utoipa::path(post, path = "/api/wards/{ward}/guides/log", params(("ward" = String, Path)), request_body = AdviceLog,
    responses((status = 204, description = "Kept"), (status = "4XX", description = "A problem document")))]
async fn log(
    State(app): State<App>,
    caller: Result<Caller>,
    address: ClientAddress,
    Id(ward): Id<WardId>,
    Body(said): Body<AdviceLog>,
) -> Result<StatusCode> {
    guides::log(&app, &ward, stranger(&caller, address), &said).await.map(|()| StatusCode::NO_CONTENT)
}

/// The address of whoever is neither a booth nor signed in.
fn stranger(caller: &Result<Caller>, ClientAddress(address): ClientAddress) -> Option<Neighbourhood> {
    caller.is_err().then(|| address.into())
}

fn tagged(publication: Publication) -> Response {
    ([(header::ETAG, tag(publication.revision))], Json(publication)).into_response()
}
