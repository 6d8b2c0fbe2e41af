//! The built web faces: `/desk`, `/coordinator`, `/office`, `/booth`, `/board/{site}`, `/book`, `/assets/*`, and a plain page
//! at `/` that leads to them.

use super::error;
use crate::app::App;
use crate::fault::{Fault, Result};
use axum::Router;
use axum::extract::State;
use axum::handler::HandlerWithoutStateExt;
use axum::response::Html;
use axum::routing::get;
use protocol::problem::Code;
use std::path::Path;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

const START: &str = "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>リモート窓口</title>\
     <h1>リモート窓口</h1><ul><li><a href=\"/book\">予約（住民の方）</a></li>\
     <li><a href=\"/booth\">ブース（住民の方）</a></li>\
     <li><a href=\"/desk\">窓口（職員）</a></li>\
     <li><a href=\"/coordinator\">窓口の運用（時間と予約）</a></li>\
     <li><a href=\"/office\">申請の審査</a></li></ul></html>";

pub(super) fn routes(directory: &Path) -> Router<App> {
    let missing = error::no_such_page.into_service();
    Router::new()
        .route("/", get(async || Html(START)))
        .route("/desk", get(async |State(app): State<App>| face(&app, "desk.html").await))
        .route("/coordinator", get(async |State(app): State<App>| face(&app, "coordinator.html").await))
        .route("/office", get(async |State(app): State<App>| face(&app, "office.html").await))
        .route("/booth", get(async |State(app): State<App>| face(&app, "booth.html").await))
        .route("/board/{site}", get(async |State(app): State<App>| face(&app, "board.html").await))
        .route("/book", get(async |State(app): State<App>| face(&app, "book.html").await))
        .nest_service("/assets", ServeDir::new(directory.join("assets")).fallback(missing))
        .layer(CompressionLayer::new())
}

async fn face(app: &App, file: &str) -> Result<Html<Vec<u8>>> {
    let page = tokio::fs::read(app.config.faces.directory.join(file)).await;
    page.map(Html).map_err(|_| Fault::from(Code::NotFound))
}
