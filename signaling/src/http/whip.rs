//! `POST /media/whip`, `PATCH` and `DELETE /media/whip/{session}`: offers and their answers, in the shape of WHIP
//! (RFC 9725). A session's entity tag names its ICE session, so that a candidate which comes late does not meet a
//! restarted one.

use super::path::Id;
use crate::app::App;
use crate::call::{Event, operate};
use crate::fault::{Fault, Result};
use axum::extract::State;
use axum::extract::rejection::StringRejection;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use protocol::id::MediaSessionId;
use protocol::media::PatchBody;
use protocol::problem::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

const SDP: &str = "application/sdp";
const FRAGMENT: &str = "application/trickle-ice-sdpfrag";

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(join, options)).routes(routes!(patch, leave))
}

#[utoipa::path(post, path = "/media/whip",
    responses((status = 201, description = "`application/sdp`: the answer; `Location` and `ETag` name the session"), (status = "4XX", description = "A problem document")))]
async fn join(
    State(app): State<App>,
    headers: HeaderMap,
    body: std::result::Result<String, StringRejection>,
) -> Result<Response> {
    if content_type(&headers) != Some(SDP) {
        return Err(Code::UnsupportedType.into());
    }
    let grant = bearer(&headers).ok_or(Code::BadGrant)?;
    let joined = app.media.join(grant, text(body)?).await?;
    operate::notice(&app, &joined.call, Event::Offered { party: joined.party }).await;
    let location = format!("/media/whip/{}", joined.session);
    let headers =
        [(header::CONTENT_TYPE, SDP.to_owned()), (header::LOCATION, location), (header::ETAG, etag(&joined.ice))];
    Ok((StatusCode::CREATED, headers, joined.sdp).into_response())
}

#[utoipa::path(options, path = "/media/whip",
    responses((status = 200, description = "`Accept-Post` says what an offer is sent as")))]
async fn options() -> impl IntoResponse {
    [("accept-post", SDP)]
}

#[utoipa::path(patch, path = "/media/whip/{session}", params(("session" = String, Path)),
    responses((status = 204, description = "Taken"), (status = 200, description = "New ICE credentials, in the form of the request"), (status = "4XX", description = "A problem document")))]
async fn patch(
    State(app): State<App>,
    Id(session): Id<MediaSessionId>,
    headers: HeaderMap,
    body: std::result::Result<String, StringRejection>,
) -> Result<Response> {
    let (kind, body) = match content_type(&headers) {
        Some(FRAGMENT) => (FRAGMENT, PatchBody::Fragment { text: text(body)? }),
        Some(SDP) => (SDP, PatchBody::Offer { sdp: text(body)? }),
        _ => return Err(Code::UnsupportedType.into()),
    };
    let patched = app.media.patch(session, meant(&headers)?, body).await?;
    let tag = [(header::ETAG, etag(&patched.ice))];
    Ok(match patched.body {
        None => (StatusCode::NO_CONTENT, tag).into_response(),
        Some(answer) => (StatusCode::OK, tag, [(header::CONTENT_TYPE, kind)], answer).into_response(),
    })
}

#[utoipa::path(delete, path = "/media/whip/{session}", params(("session" = String, Path)),
    responses((status = 200, description = "Left"), (status = "4XX", description = "A problem document")))]
async fn leave(State(app): State<App>, Id(session): Id<MediaSessionId>) -> Result<StatusCode> {
    app.media.delete(session).await.map(|()| StatusCode::OK)
}

/// The media type without its parameters.
fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()?.split(';').next().map(str::trim)
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::to_owned)
}

fn text(body: std::result::Result<String, StringRejection>) -> Result<String> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::from(Code::TooLarge),
        _ => Fault::from(Code::BadSdp),
    })
}

/// The entity tag of an ICE session.
fn etag(ice: &str) -> String {
    format!("\"{ice}\"")
}

/// The ICE session that `If-Match` names; none for `*`, whichever there is.
fn meant(headers: &HeaderMap) -> Result<Option<String>> {
    let tag = headers.get(header::IF_MATCH).ok_or(Code::TagNeeded)?.to_str().map_err(|_| Code::StaleTag)?;
    if tag.trim() == "*" {
        return Ok(None);
    }
    let ice = tag.trim().strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    Ok(Some(ice.ok_or(Code::StaleTag)?.to_owned()))
}
