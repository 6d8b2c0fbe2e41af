//! `GET /api/sites`

use crate::access::AccountCaller;
use crate::app::App;
use crate::fault::Result;
use crate::place;
use axum::Json;
use axum::extract::State;
use protocol::place::SiteRow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

#[utoipa::path(get, path = "/api/sites",
    responses((status = 200, body = [SiteRow]), (status = "4XX", description = "A problem document")))]
async fn list(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<SiteRow>>> {
    place::sites(&app, &by).await.map(Json)
}
