//! `GET /healthz`, `/readyz`, `/api/openapi.json`; and `/metrics` for the loopback listener.

use crate::app::App;
use crate::fault::{Fault, Result};
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use http::header;
use protocol::problem::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(readyz)).routes(routes!(openapi))
}

/// The process runs.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "The process runs")))]
async fn healthz() -> &'static str {
    "ok\n"
}

/// The server can do its work: the database answers.
#[utoipa::path(get, path = "/readyz",
    responses((status = 200, description = "Ready"), (status = 503, description = "A problem document")))]
async fn readyz(State(app): State<App>) -> Result<&'static str> {
    if let Err(error) = app.db.ping().await {
        tracing::warn!(error = &error as &dyn std::error::Error, "not ready: the database does not answer");
        return Err(Fault::from(Code::Draining));
    }
    Ok("ready\n")
}

#[utoipa::path(get, path = "/api/openapi.json", responses((status = 200, body = Object)))]
async fn openapi() -> Json<utoipa::openapi::OpenApi> {
    Json(super::document())
}

/// `/metrics`, for a listener of its own.
pub fn metrics_router(app: App) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(app)
}

async fn metrics(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], app.metrics.text())
}
