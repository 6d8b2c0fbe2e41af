//! `GET /api/forms/{form}`

use super::path::Id;
use crate::access::Caller;
use crate::app::App;
use crate::fault::Result;
use crate::form;
use axum::Json;
use axum::extract::State;
use protocol::id::FormId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(definition))
}

#[utoipa::path(get, path = "/api/forms/{form}", params(("form" = String, Path)),
    responses((status = 200, body = Object, description = "The definition in force today; see forms/src/definition"), (status = "4XX", description = "A problem document")))]
async fn definition(
    State(app): State<App>,
    caller: Caller,
    Id(form): Id<FormId>,
) -> Result<Json<&'static forms::Definition>> {
    form::definition(&app, &caller, &form).map(Json)
}
