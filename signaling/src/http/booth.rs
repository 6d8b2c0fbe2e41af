//! `GET /api/booth`

use crate::access::BoothCaller;
use crate::app::App;
use crate::fault::Result;
use crate::place;
use axum::Json;
use axum::extract::State;
use protocol::place::BoothInfo;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(booth))
}

#[utoipa::path(get, path = "/api/booth",
    responses((status = 200, body = BoothInfo), (status = "4XX", description = "A problem document")))]
async fn booth(State(app): State<App>, booth: BoothCaller) -> Result<Json<BoothInfo>> {
    place::booth_info(&app, &booth).await.map(Json)
}
