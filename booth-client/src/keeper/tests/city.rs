//! What the tests stand on: a keeper, and a server that answers as signaling would, or worse.

use super::super::equipment::Equipment;
use super::super::face::Face;
use super::super::protocol::{Report, Start};
use super::super::state::Keeper;
use super::super::{open, server};
use crate::identity::Request as Enrolment;
use crate::identity::tests::Authority;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use protocol::private::Private;
use protocol::problem::{Code, Problem};
use protocol::signal::{Bye, ServerFrame, ServerMessage};
use rustls::server::WebPkiClientVerifier;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

pub(super) const LAUNCH: &str = "0123456789abcdef0123456789abcdef";
pub(super) const INPUT: &str = "fedcba9876543210fedcba9876543210";
const PAGE: &str = "<!doctype html><html><head><title>t</title></head></html>";
const FILES: &[(&str, &[u8])] = &[("booth.js", b"export {}"), ("forms.wasm", b"\0asm")];
/// No event of these tests takes longer.
const SOON: Duration = Duration::from_secs(10);

/// A booth with its keeper and its server.
pub(super) struct Booth {
    pub(super) port: u16,
    pub(super) keeper: Arc<Keeper>,
    pub(super) server: Server,
    pub(super) authority: Authority,
    pub(super) dir: tempfile::TempDir,
    reports: mpsc::UnboundedReceiver<Report>,
    serving: AbortHandle,
}

impl Booth {
    pub(super) async fn open() -> Self {
        Self::with(Equipment::default()).await
    }

    /// A booth that has this.
    pub(super) async fn with(equipment: Equipment) -> Self {
        let authority = Authority::new();
        let server = Server::start(&authority).await;
        let dir = tempfile::tempdir().expect("a folder");
        let mut place = crate::identity::tests::place();
        place.mtls = format!("https://localhost:{}/", server.port).parse().expect("a URL");
        let request = Enrolment::new().expect("a request");
        let certificate = authority.sign_for_good(&request.csr);
        request.keep(dir.path(), &place, &certificate, &authority.pem).expect("keeps");
        let (tell, reports) = mpsc::unbounded_channel();
        let opened = open(Start { equipment, ..start(dir.path()) }, Some(Face::new(PAGE, FILES)), tell).await;
        let Ok((listener, keeper)) = opened else { panic!("it starts") };
        let port = listener.local_addr().expect("an address").port();
        let serving = tokio::spawn(server::serve(listener, Arc::clone(&keeper))).abort_handle();
        Self { port, keeper, server, authority, dir, reports, serving }
    }

    /// What the supervisor hears next.
    pub(super) async fn report(&mut self) -> Report {
        timeout(SOON, self.reports.recv()).await.expect("it comes soon").expect("the keeper is there")
    }

    /// Nothing is left to hear.
    pub(super) fn is_quiet(&mut self) -> bool {
        self.reports.try_recv().is_err()
    }

    /// Asks as the page does.
    pub(super) async fn page(&self, method: &str, path: &str, body: &str) -> Answer {
        self.page_with(method, path, "", body).await
    }

    /// The same with further headers, each ended by `\r\n`.
    pub(super) async fn page_with(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        page_at(self.port, method, path, headers, body).await
    }

    /// Sends these bytes and reads until the keeper closes.
    pub(super) async fn raw(&self, request: &str) -> Answer {
        exchange(self.connect().await, request).await
    }

    pub(super) async fn connect(&self) -> TcpStream {
        connect(self.port).await
    }
}

impl Drop for Booth {
    fn drop(&mut self) {
        self.serving.abort();
        self.server.stop();
    }
}

/// Asks the keeper at this port as its page does, with these further headers, each ended by `\r\n`.
pub(super) async fn page_at(port: u16, method: &str, path: &str, headers: &str, body: &str) -> Answer {
    let ours = format!(
        "host: 127.0.0.1:{port}\r\norigin: http://127.0.0.1:{port}\r\ncookie: launch={LAUNCH}\r\n{headers}\
         content-length: {}\r\n",
        body.len()
    );
    let request = format!("{method} {path} HTTP/1.1\r\n{ours}connection: close\r\n\r\n{body}");
    exchange(connect(port).await, &request).await
}

async fn connect(port: u16) -> TcpStream {
    TcpStream::connect(("127.0.0.1", port)).await.expect("it listens")
}

async fn exchange(mut stream: TcpStream, request: &str) -> Answer {
    // A keeper that has refused may close before it has read everything.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut bytes = Vec::new();
    let _ = timeout(SOON, stream.read_to_end(&mut bytes)).await.expect("it answers soon");
    Answer(String::from_utf8_lossy(&bytes).into_owned())
}

pub(super) fn start(identity: &std::path::Path) -> Start {
    let token = |text: &str| Private::new(text.to_owned());
    let identity = identity.to_owned();
    Start { port: 0, launch: token(LAUNCH), input: token(INPUT), identity, equipment: Equipment::default() }
}

/// An answer as it came over the line.
pub(super) struct Answer(pub(super) String);

impl Answer {
    pub(super) fn status(&self) -> u16 {
        self.0.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0)
    }

    pub(super) fn head(&self) -> String {
        self.0.split("\r\n\r\n").next().unwrap_or_default().to_ascii_lowercase()
    }

    pub(super) fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }

    /// The code of its problem document.
    pub(super) fn code(&self) -> Code {
        assert!(self.head().contains("content-type: application/problem+json"), "{}", self.0);
        serde_json::from_str::<Problem>(self.body()).expect("a problem").code
    }
}

/// The server, and who has come to it.
pub(super) struct Server {
    pub(super) port: u16,
    /// The certificates that were shown, one a connection.
    pub(super) shown: Arc<Mutex<Vec<Vec<u8>>>>,
    listening: AbortHandle,
}

impl Server {
    async fn start(authority: &Authority) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let roots = Arc::new(crate::identity::roots(authority.pem.as_bytes()).expect("a CA"));
        let (certificate, key) = authority.server("localhost");
        let config = rustls::ServerConfig::builder()
            .with_client_cert_verifier(WebPkiClientVerifier::builder(roots).build().expect("a verifier"))
            .with_single_cert(vec![certificate], key)
            .expect("a server");
        let shown = Arc::new(Mutex::new(Vec::new()));
        let listening = tokio::spawn(listen(listener, TlsAcceptor::from(Arc::new(config)), Arc::clone(&shown)));
        Self { port, shown, listening: listening.abort_handle() }
    }

    /// How many have come.
    pub(super) fn visits(&self) -> usize {
        self.shown.lock().expect("nobody panicked").len()
    }

    /// Nobody answers any more.
    pub(super) fn stop(&self) {
        self.listening.abort();
    }
}

async fn listen(listener: TcpListener, acceptor: TlsAcceptor, shown: Arc<Mutex<Vec<Vec<u8>>>>) {
    // Ends with this task, and with it every connection.
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.expect("accepts");
        let Ok(tls) = acceptor.accept(stream).await else { continue };
        let certificate = tls.get_ref().1.peer_certificates().expect("a client certificate")[0].to_vec();
        shown.lock().expect("nobody panicked").push(certificate);
        let service = TowerToHyperService::new(routes());
        connections.spawn(async move {
            let _ = http1::Builder::new().serve_connection(TokioIo::new(tls), service).with_upgrades().await;
        });
    }
}

fn routes() -> Router {
    Router::new()
        .route("/api/booth", get(async || axum::Json("here")))
        .route("/api/forms/{form}", get(form))
        .route("/api/calls/{call}/application", post(echo))
        .route("/api/booth/screening", post(echo))
        .route("/api/booth/check-in", post(echo))
        .route("/api/booth/holds", post(echo))
        .route("/api/booth/bookings", post(echo))
        .route("/api/booth/turn-aways", post(async || StatusCode::NO_CONTENT))
        .route("/api/book", get(async || axum::Json("all")))
        .route("/api/book/times", get(async |RawQuery(query): RawQuery| axum::Json(query)))
        .route("/api/book/look", post(echo))
        .route("/api/book/holds/release", post(async || StatusCode::NO_CONTENT))
        .route("/media/whip", post(whip))
        .route("/ws", get(async |upgrade: WebSocketUpgrade| upgrade.on_upgrade(converse)))
}

async fn form(Path(form): Path<String>) -> Response {
    let json = [(header::CONTENT_TYPE, "application/json")];
    match form.as_str() {
        "half" => {
            let chunks = [Ok("{\"form\":"), Err(io::Error::other("the line broke"))];
            (json, Body::from_stream(stream::iter(chunks))).into_response()
        }
        "strange" => (StatusCode::OK, "<html>").into_response(),
        "shut" => problem(Code::NotSignedIn),
        "newer" => problem(Code::BadVersion),
        _ => (json, "{}").into_response(),
    }
}

fn problem(code: Code) -> Response {
    let problem = Problem::from(code);
    let body = serde_json::to_vec(&problem).expect("plain values serialise");
    let status = StatusCode::from_u16(problem.status).expect("a status");
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}

/// Answers with what came.
async fn echo(headers: HeaderMap, body: Bytes) -> Response {
    let names: Vec<_> = headers.keys().map(|name| name.as_str().to_owned()).collect();
    let key = headers.get("idempotency-key").map(|key| key.to_str().expect("text").to_owned());
    let body = String::from_utf8(body.to_vec()).expect("text");
    (StatusCode::CREATED, axum::Json(serde_json::json!({ "names": names, "key": key, "body": body }))).into_response()
}

async fn whip(headers: HeaderMap, offer: String) -> Response {
    let grant = headers.get(header::AUTHORIZATION).expect("a grant").to_str().expect("text").to_owned();
    let answer = [(header::CONTENT_TYPE, "application/sdp"), (header::LOCATION, "/media/whip/s1"), (header::ETAG, "e")];
    (StatusCode::CREATED, answer, format!("{grant} {offer}")).into_response()
}

/// Repeats what it hears; `revoke` makes it say goodbye, `hang up` break off, `fall silent` neither read nor write.
async fn converse(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        let Message::Text(text) = message else { continue };
        match text.as_str() {
            "fall silent" => std::future::pending().await,
            "hang up" => return,
            "revoke" => {
                let body = ServerMessage::Bye { why: Bye::Revoked };
                let frame = ServerFrame { v: protocol::VERSION, body };
                let text = serde_json::to_string(&frame).expect("plain values serialise");
                let _ = socket.send(Message::Text(text.into())).await;
            }
            _ => {
                let _ = socket.send(Message::Text(text)).await;
            }
        }
    }
}
