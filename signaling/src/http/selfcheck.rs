//! `POST /api/selfcheck` and `DELETE /api/selfcheck/{room}`

use super::body::Body;
use super::path::Id;
use crate::access::BoothCaller;
use crate::app::App;
use crate::fault::Result;
use crate::selfcheck;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use protocol::id::CallId;
use protocol::selfcheck::{SelfcheckRequest, SelfcheckRoom};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(open)).routes(routes!(close))
}

#[utoipa::path(post, path = "/api/selfcheck", request_body = SelfcheckRequest,
    responses((status = 201, body = SelfcheckRoom), (status = "4XX", description = "A problem document")))]
async fn open(
    State(app): State<App>,
    booth: BoothCaller,
    Body(request): Body<SelfcheckRequest>,
) -> Result<(StatusCode, Json<SelfcheckRoom>)> {
    Ok((StatusCode::CREATED, Json(selfcheck::open(&app, &booth, request).await?)))
}

#[utoipa::path(delete, path = "/api/selfcheck/{room}", params(("room" = String, Path)),
    responses((status = 204, description = "Closed"), (status = "4XX", description = "A problem document")))]
async fn close(State(app): State<App>, booth: BoothCaller, Id(room): Id<CallId>) -> Result<StatusCode> {
    selfcheck::close(&app, &booth, &room)?;
    Ok(StatusCode::NO_CONTENT)
}
