//! `GET /api/attendance`, `GET /api/board/{site}`, `GET /api/live`

use super::caller::ClientAddress;
use super::path::Id;
use crate::access::AccountCaller;
use crate::app::App;
use crate::fault::Result;
use crate::outlook;
use axum::Json;
use axum::extract::State;
use protocol::coordination::Live;
use protocol::id::SiteId;
use protocol::outlook::{Board, BoothRow};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(attendance)).routes(routes!(board)).routes(routes!(live))
}

#[utoipa::path(get, path = "/api/attendance",
    responses((status = 200, body = [BoothRow]), (status = "4XX", description = "A problem document")))]
async fn attendance(State(app): State<App>, by: AccountCaller) -> Result<Json<Vec<BoothRow>>> {
    outlook::attendance(&app, &by).await.map(Json)
}

#[utoipa::path(get, path = "/api/board/{site}", params(("site" = String, Path)),
    responses((status = 200, body = Board), (status = "4XX", description = "A problem document")))]
async fn board(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Id(site): Id<SiteId>,
) -> Result<Json<Board>> {
    outlook::board(&app, &site, address).await.map(Json)
}

#[utoipa::path(get, path = "/api/live",
    responses((status = 200, body = Live), (status = "4XX", description = "A problem document")))]
async fn live(State(app): State<App>, by: AccountCaller) -> Result<Json<Live>> {
    outlook::live(&app, &by).await.map(Json)
}
