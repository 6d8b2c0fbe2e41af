//! HTTP: handlers parse, call one operation, render. PROTOCOL.md §2 is the table of routes; a test compares it with
//! the OpenAPI document, which is collected from the same `routes()` that make the router.
//!
//! ```text
//! error    faults → status and problem document     caller   cookie or certificate → who is asking
//! body     JSON, with typed refusals                path     the id in a path
//! headers  entity tags, idempotency keys            query    what an address asks
//! guard    origin, security headers, log            faces    the built web pages
//! session, devices, accounts, booth, sites         application, forms, whip, ws   the call's routes
//! selfcheck   a booth's own room           memos    what staff have beside a call
//! outlook     what is shown outside of calls   hours    when counters are open           health
//! book, bookings, booth_bookings, service   booking by anybody, by staff, at a booth, by a telephone service
//! feed        bookings as a calendar for desks   figures  what happened, counted
//! applications, batches, my_application   審査, 引渡し, and what an applicant does by code
//! publications, screening   what else coordinators publish, and what it says to a person        postcodes   places by area
//! ```

mod accounts;
mod application;
mod applications;
mod batches;
mod body;
mod book;
mod bookings;
mod booth;
mod booth_bookings;
mod caller;
mod devices;
mod error;
mod faces;
mod feed;
mod figures;
mod forms;
mod guard;
mod headers;
mod health;
mod hours;
mod memos;
mod my_application;
mod outlook;
mod path;
mod postcodes;
mod publications;
mod query;
mod screening;
mod selfcheck;
mod service;
mod session;
mod sites;
mod whip;
mod ws;

pub use caller::PeerCertificate;
pub use health::metrics_router;

use crate::app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// Largest request body, in bytes.
pub const BODY_MAX: usize = 64 * 1024;

#[derive(OpenApi)]
#[openapi(info(title = "リモート窓口", version = "1", description = "See PROTOCOL.md for who speaks when."))]
struct Document;

fn assemble() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(session::routes())
        .merge(accounts::routes())
        .merge(devices::routes())
        .merge(booth::routes())
        .merge(sites::routes())
        .merge(health::routes())
        .merge(application::routes())
        .merge(applications::routes())
        .merge(batches::routes())
        .merge(my_application::routes())
        .merge(forms::routes())
        .merge(whip::routes())
        .merge(ws::routes())
        .merge(selfcheck::routes())
        .merge(memos::routes())
        .merge(outlook::routes())
        .merge(hours::routes())
        .merge(book::routes())
        .merge(bookings::routes())
        .merge(booth_bookings::routes())
        .merge(service::routes())
        .merge(feed::routes())
        .merge(figures::routes())
        .merge(publications::routes())
        .merge(screening::routes())
        .merge(postcodes::routes())
}

/// Every route, ready to serve.
pub fn router(app: App) -> Router {
    let (api, _document) = assemble().split_for_parts();
    api.merge(faces::routes(&app.config.faces.directory))
        .fallback(error::no_such_page)
        .method_not_allowed_fallback(error::no_such_method)
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(from_fn_with_state(app.clone(), guard::origin))
        .layer(from_fn_with_state(app.clone(), guard::log))
        .layer(from_fn(guard::headers))
        .with_state(app)
}

/// The OpenAPI document of every route.
pub fn document() -> utoipa::openapi::OpenApi {
    assemble().split_for_parts().1
}
