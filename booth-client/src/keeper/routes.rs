//! What the loopback serves: the face, the page's own routes under `/terminal`, and of the server exactly what the
//! booth's face asks of it.

use super::bridge;
use super::door::Guest;
use super::equipment;
use super::protocol::{Ending, Key, Report};
use super::server::Proven;
use super::state::{Keeper, locked};
use super::visit::DRAFT_MAX;
use crate::clock;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post, put};
use axum::{Extension, Router};
use futures_util::stream::{self, Stream, StreamExt};
use protocol::place::Language;
use protocol::problem::{Code, Problem};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::timeout;

/// How long a request may take from its head to the head of its answer.
const REQUEST: Duration = Duration::from_secs(20);
/// Largest frame of the page, in bytes. The server itself refuses from 16 KiB.
const FRAME_MAX: usize = 64 * 1024;
/// After which time a page looks for its events again.
const EVENTS_AGAIN: Duration = Duration::from_millis(500);

pub(super) type Body = Result<Bytes, BytesRejection>;

/// A refusal, as a problem document.
pub(super) struct Refused(Code);

impl From<Code> for Refused {
    fn from(code: Code) -> Self {
        Self(code)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let problem = Problem::from(self.0);
        let status = StatusCode::from_u16(problem.status).expect("problems have statuses of HTTP");
        let body = serde_json::to_vec(&problem).expect("plain values serialise");
        (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
    }
}

/// Every route.
pub(super) fn router(keeper: Arc<Keeper>) -> Router {
    Router::new()
        .route("/booth", get(async |State(keeper): State<Arc<Keeper>>| keeper.face.page()))
        .route("/assets/{name}", get(file))
        .route("/terminal/visit", get(draft).put(keep).delete(clear))
        .route("/terminal/end", post(end))
        .route("/terminal/events", get(events))
        .route("/terminal/input", post(press))
        .route("/terminal/config", get(equipment::config))
        .route("/terminal/speech", post(equipment::speak))
        .route("/terminal/print", post(equipment::print))
        .route("/terminal/health", put(equipment::health))
        .route("/api/booth", get(pass))
        .route("/api/forms/{form}", get(pass))
        .route("/api/postcodes/{area}", get(pass))
        .route("/api/calls/{call}/application", post(pass))
        .route("/api/booth/screening", post(pass))
        .route("/api/booth/check-in", post(pass))
        .route("/api/booth/holds", post(pass))
        .route("/api/booth/bookings", post(pass))
        .route("/api/booth/turn-aways", post(pass))
        .route("/api/wards/{ward}/guides", get(pass))
        .route("/api/wards/{ward}/guides/log", post(pass))
        .route("/api/book", get(pass))
        .route("/api/book/times", get(search))
        .route("/api/book/look", post(pass))
        .route("/api/book/holds/release", post(pass))
        .route("/media/whip", post(pass))
        .route("/media/whip/{session}", patch(pass).delete(pass))
        .route("/ws", get(socket))
        .fallback(async || Refused(Code::NotFound))
        .method_not_allowed_fallback(async || Refused(Code::NotFound))
        .layer(DefaultBodyLimit::max(DRAFT_MAX))
        .layer(from_fn_with_state(Arc::clone(&keeper), admit))
        .with_state(keeper)
}

/// Lets a request in or turns it away, and puts the strict headers on whatever is said.
async fn admit(
    State(keeper): State<Arc<Keeper>>,
    Extension(proven): Extension<Proven>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let judged = keeper.door.admit(&parts).and_then(|guest| within(&keeper, guest));
    let mut response = match judged {
        Ok(guest) => {
            if guest == Guest::Page {
                proven.prove();
            }
            let answering = next.run(Request::from_parts(parts, body));
            timeout(REQUEST, answering).await.unwrap_or_else(|_| Refused(Code::BadMessage).into_response())
        }
        Err(code) => {
            keeper.count_refusal();
            let mut response = Refused(code).into_response();
            // A stranger's connection is of no further use.
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            response
        }
    };
    strict(&keeper, &mut response);
    response
}

/// Whether a guest may ask now.
fn within(keeper: &Keeper, guest: Guest) -> Result<Guest, Code> {
    let now = clock::now();
    let paced = match guest {
        Guest::Anybody => true,
        Guest::Input => locked(&keeper.keys).allows(now),
        Guest::Page => {
            keeper.visit().still_on()?;
            keeper.heard_page(now);
            locked(&keeper.requests).allows(now)
        }
    };
    if paced { Ok(guest) } else { Err(Code::TooMany) }
}

fn strict(keeper: &Keeper, response: &mut Response) {
    const HEADERS: [(HeaderName, &str); 6] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), "camera=(self), microphone=(self), geolocation=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    let origin = keeper.door.origin();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         media-src 'self' blob:; font-src 'self'; connect-src {origin} {}; frame-ancestors 'none'; base-uri 'none'; \
         form-action 'none'",
        origin.replacen("http", "ws", 1)
    );
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.try_into().expect("an address is plain text"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

async fn file(State(keeper): State<Arc<Keeper>>, Path(name): Path<String>) -> Result<Response, Refused> {
    Ok(keeper.face.file(&name)?)
}

// The page's own

async fn draft(State(keeper): State<Arc<Keeper>>) -> Response {
    match keeper.visit().draft() {
        Some(draft) => ([(header::CONTENT_TYPE, "application/json")], draft.to_vec()).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn keep(State(keeper): State<Arc<Keeper>>, body: Body) -> Result<StatusCode, Refused> {
    let body = whole(body)?;
    keeper.change(|visit| visit.keep(clock::now(), &body))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn clear(State(keeper): State<Arc<Keeper>>) -> Result<StatusCode, Refused> {
    keeper.change(|visit| visit.clear())?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    why: Ending,
    submitted: bool,
    language: Language,
}

async fn end(State(keeper): State<Arc<Keeper>>, body: Body) -> Result<StatusCode, Refused> {
    let End { why, submitted, language } = read(body)?;
    keeper.change(|visit| visit.end())?;
    keeper.tell(Report::Ended { why, submitted, language });
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Press {
    key: Key,
}

async fn press(State(keeper): State<Arc<Keeper>>, body: Body) -> Result<StatusCode, Refused> {
    let Press { key } = read(body)?;
    keeper.tell(Report::Pressed { key });
    Ok(StatusCode::NO_CONTENT)
}

async fn events(State(keeper): State<Arc<Keeper>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let begin = stream::iter([Ok(Event::default().retry(EVENTS_AGAIN))]);
    let told = stream::unfold(keeper.page_events(), async |mut events| {
        loop {
            match events.recv().await {
                Ok(event) => {
                    let name = serde_json::to_value(event).expect("plain values serialise");
                    let event = Event::default().event(name.as_str().unwrap_or_default()).data("{}");
                    return Some((Ok(event), events));
                }
                // A page that is this far behind has stopped listening to its keys.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(begin.chain(told)).keep_alive(KeepAlive::default())
}

// The server's

async fn pass(State(keeper): State<Arc<Keeper>>, request: Request) -> Result<Response, Refused> {
    forward(&keeper, request, None).await
}

/// The one route whose question stands in its query.
async fn search(State(keeper): State<Arc<Keeper>>, request: Request) -> Result<Response, Refused> {
    let query = request.uri().query().unwrap_or_default().to_owned();
    if !query.bytes().all(|byte| is_plain(byte) || b"=&".contains(&byte)) {
        return Err(Code::NotFound.into());
    }
    forward(&keeper, request, Some(&query)).await
}

/// As ids are: nothing that an address could be bent with.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

async fn forward(keeper: &Keeper, request: Request, query: Option<&str>) -> Result<Response, Refused> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    if !path.bytes().all(|byte| is_plain(byte) || byte == b'/') {
        return Err(Code::NotFound.into());
    }
    let declared = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: usize| length > DRAFT_MAX) {
        return Err(Code::TooLarge.into());
    }
    let body = if parts.method == Method::GET {
        Bytes::new()
    } else {
        axum::body::to_bytes(body, DRAFT_MAX).await.map_err(|_| Code::TooLarge)?
    };
    match keeper.upstream.ask(parts.method, (path, query), &parts.headers, body).await {
        Ok(answer) => {
            keeper.server_is(Ok(()));
            if answer.refused == Some(Code::BadVersion) {
                keeper.tell(Report::Outdated);
            }
            Ok((answer.status, answer.headers, answer.body).into_response())
        }
        Err(trouble) => Err(keeper.trouble(trouble).into()),
    }
}

async fn socket(
    State(keeper): State<Arc<Keeper>>,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, Refused> {
    let upgrade = upgrade.map_err(|_| Code::BadMessage)?;
    let server = keeper.upstream.socket().await.map_err(|trouble| keeper.trouble(trouble))?;
    keeper.server_is(Ok(()));
    let carried = move |page| bridge::carry(keeper, page, server);
    Ok(upgrade.max_message_size(FRAME_MAX).max_frame_size(FRAME_MAX).on_upgrade(carried))
}

fn whole(body: Body) -> Result<Bytes, Code> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        _ => Code::BadMessage,
    })
}

pub(super) fn read<T: for<'de> Deserialize<'de>>(body: Body) -> Result<T, Code> {
    serde_json::from_slice(&whole(body)?).map_err(|_| Code::BadMessage)
}
