//! `GET /api/postcodes/{area}`

use crate::app::App;
use crate::fault::Result;
use crate::postcode;
use axum::Json;
use axum::extract::{Path, State};
use protocol::address::Towns;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(of_area))
}

#[utoipa::path(get, path = "/api/postcodes/{area}", params(("area" = String, Path)),
    responses((status = 200, body = Towns), (status = "4XX", description = "A problem document")))]
async fn of_area(State(app): State<App>, Path(area): Path<String>) -> Result<Json<Towns>> {
    postcode::of_area(&app, &area).await.map(Json)
}
