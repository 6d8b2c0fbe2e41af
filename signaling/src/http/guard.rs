//! What holds for every request: foreign pages are refused, answers carry strict headers, and one log line says what
//! happened without saying about whom.

use super::error::problem;
use crate::app::App;
use crate::http::caller::PeerCertificate;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use protocol::id::RequestId;
use protocol::problem::{Code, Problem};
use std::time::Instant;

/// Nothing may be loaded but our own files; nothing may be inlined, framed or sent elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; \
     frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), "camera=(self), microphone=(self), geolocation=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Whether a request comes from one of our own pages. A request without an `Origin` comes from no page at all.
pub(super) fn from_our_page(app: &App, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return false };
    app.config.server.origins.iter().any(|ours| ours.as_bytes() == origin.as_bytes())
}

/// Refuses a changing request from a page that is not ours. Browsers state the origin of every such request.
pub(super) async fn origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let stated = request.headers().contains_key(header::ORIGIN);
    let certified = request.extensions().get::<PeerCertificate>().is_some();
    if request.method().is_safe() || !stated || certified || from_our_page(&app, request.headers()) {
        next.run(request).await
    } else {
        problem(Problem::from(Code::ForeignOrigin))
    }
}

/// Puts the strict headers on every answer; what the API says is not to be kept.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let keep = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let found = response.status().is_success() || response.status() == http::StatusCode::NOT_MODIFIED;
    let cache = if keep && found { "public, max-age=31536000, immutable" } else { "no-store" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// Logs and counts one request by its route's pattern, which holds no id.
pub(super) async fn log(State(app): State<App>, request: Request, next: Next) -> Response {
    #[expect(clippy::disallowed_methods, reason = "measures how long this process took, decides nothing")]
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let id = RequestId::random(&mut app.rng());
    let mut response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    app.metrics.answered(method.as_str(), &route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(request = id.as_str(), method = method.as_str(), route, status, ms, "answered a request");
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
