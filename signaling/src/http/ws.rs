//! `GET /ws`, the WebSocket of booths and desks, and `GET /ws/device`, that of booths' own programs.

use crate::access::{BoothCaller, Caller, Pass};
use crate::app::App;
use crate::fault::Fault;
use crate::http::guard::from_our_page;
use crate::session;
use axum::extract::State;
use axum::extract::ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection};
use axum::response::Response;
use http::HeaderMap;
use protocol::problem::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A frame over [`protocol::signal::FRAME_MAX`] is refused and the socket stays; over this the line is cut, since
/// nobody of ours sends such a thing.
const LINE_MAX: usize = 8 * protocol::signal::FRAME_MAX;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(ws)).routes(routes!(device))
}

#[utoipa::path(get, path = "/ws",
    responses((status = 101, description = "A WebSocket; see PROTOCOL.md §3"), (status = "4XX", description = "A problem document")))]
async fn ws(
    State(app): State<App>,
    headers: HeaderMap,
    caller: Caller,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Fault> {
    // A browser sends cookies with a socket that any page opens, so the page has to be ours.
    let by_cookie = match &caller {
        Caller::Account(_) => true,
        Caller::Booth(booth) => matches!(booth.pass, Pass::Session(_)),
    };
    if by_cookie && !from_our_page(&app, &headers) {
        return Err(Code::ForeignOrigin.into());
    }
    let upgrade = upgrade.map_err(|_| Code::BadMessage)?;
    Ok(upgrade.max_message_size(LINE_MAX).on_upgrade(move |socket| session::run(app, caller, socket)))
}

#[utoipa::path(get, path = "/ws/device",
    responses((status = 101, description = "A WebSocket; see PROTOCOL.md §8"), (status = "4XX", description = "A problem document")))]
async fn device(
    State(app): State<App>,
    booth: BoothCaller,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Fault> {
    if !matches!(booth.pass, Pass::Certificate(_)) {
        return Err(Code::Forbidden.into());
    }
    let upgrade = upgrade.map_err(|_| Code::BadMessage)?;
    Ok(upgrade.max_message_size(LINE_MAX).on_upgrade(move |socket| session::run_device(app, booth, socket)))
}
