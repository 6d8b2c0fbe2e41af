//! `GET /api/booth`, `POST /api/booth/selftest`

use super::body::Body;
use crate::access::BoothCaller;
use crate::app::App;
use crate::device::report;
use crate::fault::Result;
use crate::place;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use protocol::device::Selftest;
use protocol::place::BoothInfo;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(booth)).routes(routes!(selftest))
}

#[utoipa::path(get, path = "/api/booth",
    responses((status = 200, body = BoothInfo), (status = "4XX", description = "A problem document")))]
async fn booth(State(app): State<App>, booth: BoothCaller) -> Result<Json<BoothInfo>> {
    place::booth_info(&app, &booth).await.map(Json)
}

#[utoipa::path(post, path = "/api/booth/selftest", request_body = Selftest,
    responses((status = 204, description = "Kept"), (status = "4XX", description = "A problem document")))]
async fn selftest(State(app): State<App>, booth: BoothCaller, Body(found): Body<Selftest>) -> Result<StatusCode> {
    report::selftest(&app, &booth, &found).await?;
    Ok(StatusCode::NO_CONTENT)
}
