//! `POST /api/calls/{call}/application`

use super::body::Body;
use super::headers::idempotency_key;
use super::path::Id;
use crate::access::BoothCaller;
use crate::app::App;
use crate::application::{self, Receipt, Submission};
use crate::fault::Result;
use axum::Json;
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use protocol::id::CallId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(submit))
}

#[utoipa::path(post, path = "/api/calls/{call}/application",
    params(("call" = String, Path), ("Idempotency-Key" = String, Header)), request_body = Submission,
    responses((status = 201, body = Receipt), (status = "4XX", description = "A problem document")))]
async fn submit(
    State(app): State<App>,
    booth: BoothCaller,
    Id(call): Id<CallId>,
    headers: HeaderMap,
    Body(submission): Body<Submission>,
) -> Result<(StatusCode, Json<Receipt>)> {
    let receipt = application::submit(&app, &booth, &call, idempotency_key(&headers)?, submission).await?;
    Ok((StatusCode::CREATED, Json(receipt)))
}
