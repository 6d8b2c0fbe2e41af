//! HTTP: handlers parse, call one operation, render. PROTOCOL.md §2 is the table of routes; a test compares it with
//! the OpenAPI document, which is collected from the same `routes()` that make the router.
//!
//! ```text
//! error    faults → status and problem document     caller   cookie or certificate → who is asking
//! body     JSON, with typed refusals                guard    origin, limits, security headers
//! session, devices, accounts, booth                  application, forms, whip, ws   the call's routes
//! ```

mod application;
mod body;
mod caller;
mod error;
mod forms;
mod whip;
mod ws;

pub use body::Body;
pub use caller::PeerCertificate;

use crate::app::App;
use axum::Router;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(info(title = "リモート窓口", version = "1", description = "See PROTOCOL.md for who speaks when."))]
struct Document;

fn assemble() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(application::routes())
        .merge(forms::routes())
        .merge(whip::routes())
        .merge(ws::routes())
}

/// Every route, ready to serve.
pub fn router(app: App) -> Router {
    let (router, _document) = assemble().split_for_parts();
    router.fallback(error::no_such_page).method_not_allowed_fallback(error::no_such_method).with_state(app)
}

/// The OpenAPI document of every route.
pub fn document() -> utoipa::openapi::OpenApi {
    assemble().split_for_parts().1
}
