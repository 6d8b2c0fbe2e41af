//! `POST /api/accounts/{account}/revoke`

use super::path::Id;
use crate::access::AccountCaller;
use crate::account;
use crate::app::App;
use crate::fault::Result;
use axum::extract::State;
use http::StatusCode;
use protocol::id::AccountId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(revoke))
}

#[utoipa::path(post, path = "/api/accounts/{account}/revoke", params(("account" = String, Path)),
    responses((status = 204, description = "Every session of the account is ended"), (status = "4XX", description = "A problem document")))]
async fn revoke(State(app): State<App>, by: AccountCaller, Id(account): Id<AccountId>) -> Result<StatusCode> {
    account::revoke(&app, &by, &account).await?;
    Ok(StatusCode::NO_CONTENT)
}
