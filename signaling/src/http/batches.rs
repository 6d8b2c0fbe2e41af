//! `/api/batches` and below: 引渡し.

use super::body::Body;
use super::path::Id;
use crate::access::AccountCaller;
use crate::app::App;
use crate::application::batch;
use crate::fault::Result;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use http::{StatusCode, header};
use protocol::application::{Batch, Batches, NewBatch};
use protocol::id::BatchId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, prepare))
        .routes(routes!(key))
        .routes(routes!(release))
        .routes(routes!(drop))
        .routes(routes!(file))
}

#[utoipa::path(get, path = "/api/batches",
    responses((status = 200, body = Batches), (status = "4XX", description = "A problem document")))]
async fn list(State(app): State<App>, by: AccountCaller) -> Result<Json<Batches>> {
    batch::list(&app, &by).await.map(Json)
}

#[utoipa::path(post, path = "/api/batches", request_body = NewBatch,
    responses((status = 201, body = Batch), (status = "4XX", description = "A problem document")))]
async fn prepare(
    State(app): State<App>,
    by: AccountCaller,
    Body(new): Body<NewBatch>,
) -> Result<(StatusCode, Json<Batch>)> {
    Ok((StatusCode::CREATED, Json(batch::prepare(&app, &by, new).await?)))
}

#[utoipa::path(get, path = "/api/batches/key",
    responses((status = 200, content_type = "application/x-pem-file", body = String), (status = "4XX", description = "A problem document")))]
async fn key(State(app): State<App>, by: AccountCaller) -> Result<impl IntoResponse> {
    let key = batch::key(&app, &by)?.to_owned();
    Ok(([(header::CONTENT_TYPE, "application/x-pem-file")], key))
}

#[utoipa::path(post, path = "/api/batches/{batch}/release", params(("batch" = String, Path)),
    responses((status = 200, body = Batch), (status = "4XX", description = "A problem document")))]
async fn release(State(app): State<App>, by: AccountCaller, Id(id): Id<BatchId>) -> Result<Json<Batch>> {
    batch::release(&app, &by, &id).await.map(Json)
}

#[utoipa::path(delete, path = "/api/batches/{batch}", params(("batch" = String, Path)),
    responses((status = 204, description = "Given up"), (status = "4XX", description = "A problem document")))]
async fn drop(State(app): State<App>, by: AccountCaller, Id(id): Id<BatchId>) -> Result<StatusCode> {
    batch::drop(&app, &by, &id).await.map(|()| StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/batches/{batch}/file", params(("batch" = String, Path)),
    responses((status = 200, content_type = "application/zip", body = Vec<u8>), (status = "4XX", description = "A problem document")))]
async fn file(State(app): State<App>, by: AccountCaller, Id(id): Id<BatchId>) -> Result<impl IntoResponse> {
    let bytes = batch::file(&app, &by, &id).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.zip\"")),
    ];
    Ok((headers, bytes))
}
