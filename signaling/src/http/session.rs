//! `POST`, `GET` and `DELETE /api/session`: signing in, who am I, signing out.

use super::body::Body;
use super::caller::{ClientAddress, SESSION_COOKIE, clear_cookie, set_cookie};
use crate::access::AccountCaller;
use crate::account::{self, Role};
use crate::app::App;
use crate::fault::Result;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use protocol::private::Private;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sign_in, who_am_i, sign_out))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    login: String,
    #[schema(value_type = String)]
    password: Private<String>,
}

/// The signed-in person, for their own screen.
#[derive(Serialize, ToSchema)]
struct Me {
    account: String,
    name: String,
    ward: String,
    sections: Vec<Section>,
    /// What residents are told of them besides the section, by `[staff] shown_as`; null for nothing.
    shown: Option<String>,
    roles: Vec<Role>,
}

#[derive(Serialize, ToSchema)]
struct Section {
    id: String,
    name: String,
}

async fn me(app: &App, person: AccountCaller) -> Result<Json<Me>> {
    let sections = account::sections(app, &person).await?;
    let mut roles: Vec<Role> = person.roles.iter().map(|grant| grant.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut held = app.db.hold().await?;
    let shown = account::shown(app, held.conn(), &person.account).await?;
    Ok(Json(Me {
        account: person.account.to_string(),
        name: person.name.reveal().clone(),
        ward: person.ward.to_string(),
        sections: sections.into_iter().map(|(id, name)| Section { id: id.to_string(), name }).collect(),
        shown: shown.map(|shown| shown.reveal().clone()),
        roles,
    }))
}

#[utoipa::path(post, path = "/api/session", request_body = SignIn,
    responses((status = 200, body = Me, description = "Signed in; sets `__Host-session`"), (status = "4XX", description = "A problem document")))]
async fn sign_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Body(body): Body<SignIn>,
) -> Result<impl IntoResponse> {
    let (person, token) = account::sign_in(&app, &body.login, body.password, address).await?;
    let hours = i64::from(app.config.accounts.absolute_hours);
    Ok((set_cookie(SESSION_COOKIE, &token, hours * 3_600), me(&app, person).await?))
}

#[utoipa::path(get, path = "/api/session",
    responses((status = 200, body = Me), (status = "4XX", description = "A problem document")))]
async fn who_am_i(State(app): State<App>, person: AccountCaller) -> Result<Json<Me>> {
    me(&app, person).await
}

#[utoipa::path(delete, path = "/api/session",
    responses((status = 204, description = "Signed out"), (status = "4XX", description = "A problem document")))]
async fn sign_out(State(app): State<App>, person: AccountCaller) -> Result<impl IntoResponse> {
    account::sign_out(&app, &person).await?;
    Ok((StatusCode::NO_CONTENT, clear_cookie(SESSION_COOKIE)))
}
