//! `GET /api/figures`, `GET /api/figures.csv`, `POST /api/booth/turn-aways`

use super::body::Body;
use crate::access::{AccountCaller, BoothCaller};
use crate::app::App;
use crate::fault::{Fault, Result};
use crate::figures::{self, Days};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use protocol::coordination::{Figures, FiguresBy};
use protocol::outlook::TurnAway;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(table)).routes(routes!(turn_away))
}

/// Which figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    by: FiguresBy,
    from: String,
    until: String,
}

fn asked(query: std::result::Result<Query<Asked>, QueryRejection>) -> Result<(FiguresBy, Days)> {
    let words = "集計の種類（by）と、始まり（from）、終わり（until）の日付が要ります。";
    let Query(Asked { by, from, until }) = query.map_err(|_| Fault::bad_field("by", "required", words))?;
    Ok((by, Days::read(&from, &until)?))
}

#[utoipa::path(get, path = "/api/figures",
    params(("by" = FiguresBy, Query), ("from" = String, Query), ("until" = String, Query)),
    responses((status = 200, body = Figures), (status = "4XX", description = "A problem document")))]
async fn read(
    State(app): State<App>,
    caller: AccountCaller,
    query: std::result::Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Figures>> {
    let (by, days) = asked(query)?;
    figures::figures(&app, &caller, by, days).await.map(Json)
}

#[utoipa::path(get, path = "/api/figures.csv",
    params(("by" = FiguresBy, Query), ("from" = String, Query), ("until" = String, Query)),
    responses((status = 200, content_type = "text/csv", body = String),
        (status = "4XX", description = "A problem document")))]
async fn table(
    State(app): State<App>,
    caller: AccountCaller,
    query: std::result::Result<Query<Asked>, QueryRejection>,
) -> Result<Response> {
    let (by, days) = asked(query)?;
    let text = figures::csv(&app, &caller, by, days).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.csv\""),
    ];
    Ok((headers, text).into_response())
}

#[utoipa::path(post, path = "/api/booth/turn-aways", request_body = TurnAway,
    responses((status = 204, description = "Counted"), (status = "4XX", description = "A problem document")))]
async fn turn_away(State(app): State<App>, booth: BoothCaller, Body(told): Body<TurnAway>) -> Result<StatusCode> {
    figures::turn_away(&app, &booth, &told).await.map(|()| StatusCode::NO_CONTENT)
}
