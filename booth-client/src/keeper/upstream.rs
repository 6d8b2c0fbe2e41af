//! The way to signaling: requests and the WebSocket, over mutual TLS as this booth.

use super::protocol::Away;
use crate::identity::{self, Identity, IdentityError};
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use protocol::problem::{Code, Problem};
use reqwest::{Client, Url, redirect};
use serde::de::IgnoredAny;
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, http};
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config};

/// How long the server may take for a whole answer.
const ANSWER: Duration = Duration::from_secs(15);
/// How long it may take to be reached.
const CONNECT: Duration = Duration::from_secs(4);
/// Largest answer and frame of the server, in bytes.
const ANSWER_MAX: usize = 1024 * 1024;

/// What of a request goes on to the server.
const ASKED: [HeaderName; 4] =
    [header::CONTENT_TYPE, header::AUTHORIZATION, header::IF_MATCH, HeaderName::from_static("idempotency-key")];
/// What of an answer goes back to the page.
const ANSWERED: [HeaderName; 4] = [header::CONTENT_TYPE, header::LOCATION, header::ETAG, header::RETRY_AFTER];

/// The server's WebSocket.
pub(super) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server was not reached, or gave half an answer, or none of ours.
    Away(Away),
    /// It does not let this booth in.
    Revoked,
}

/// An answer of the server.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// What it refuses with.
    pub(super) refused: Option<Code>,
}

/// The booth's way to its server.
pub(super) struct Upstream {
    dir: PathBuf,
    line: Mutex<Line>,
}

/// What one certificate opens.
#[derive(Clone)]
struct Line {
    /// When the certificate's file was written.
    written: Option<SystemTime>,
    base: Url,
    tls: Arc<rustls::ClientConfig>,
    client: Client,
}

impl Line {
    fn open(dir: &Path, written: Option<SystemTime>) -> Result<Self, IdentityError> {
        let identity = Identity::load(dir)?;
        let tls = identity.tls()?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls.clone())
            .no_proxy()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .build()
            .expect("the TLS settings are rustls' own");
        Ok(Self { written, base: identity.place.mtls, tls: Arc::new(tls), client })
    }
}

impl Upstream {
    /// The server of the booth that this folder makes us.
    pub(super) fn open(dir: PathBuf) -> Result<Self, IdentityError> {
        let line = Mutex::new(Line::open(&dir, identity::certified_at(&dir))?);
        Ok(Self { dir, line })
    }

    /// The line as of now: a certificate renewed meanwhile opens a new one.
    fn line(&self) -> Line {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let written = identity::certified_at(&self.dir);
        if written != line.written {
            match Line::open(&self.dir, written) {
                Ok(renewed) => *line = renewed,
                Err(error) => tracing::warn!(%error, "the renewed certificate cannot be used; going on with the old"),
            }
        }
        line.clone()
    }

    /// Asks at this path, with this query, and waits for the whole answer.
    pub(super) async fn ask(
        &self,
        method: Method,
        (path, query): (&str, Option<&str>),
        headers: &HeaderMap,
        body: Bytes,
    ) -> Result<Answer, Trouble> {
        let Line { client, mut base, .. } = self.line();
        base.set_path(path);
        base.set_query(query);
        let mut request = client.request(method, base).body(body);
        for name in ASKED {
            if let Some(value) = headers.get(&name) {
                request = request.header(name, value);
            }
        }
        let mut response = request.send().await.map_err(|error| away(&error))?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| away(&error))? {
            body.extend_from_slice(&chunk);
            if body.len() > ANSWER_MAX {
                return Err(Trouble::Away(Away::Unreachable));
            }
        }
        let refused = is_ours(response.status(), response.headers(), &body)?;
        let mut headers = HeaderMap::new();
        for name in ANSWERED {
            if let Some(value) = response.headers_mut().remove(&name) {
                headers.insert(name, value);
            }
        }
        Ok(Answer { status: response.status(), headers, body: body.into(), refused })
    }

    /// Opens the WebSocket.
    pub(super) async fn socket(&self) -> Result<Socket, Trouble> {
        let Line { mut base, tls, .. } = self.line();
        base.set_path("/ws");
        base.set_scheme("wss").expect("https becomes wss");
        let limits = WebSocketConfig::default().max_message_size(Some(ANSWER_MAX)).max_frame_size(Some(ANSWER_MAX));
        let connecting = connect_async_tls_with_config(base.as_str(), Some(limits), true, Some(Connector::Rustls(tls)));
        match timeout(CONNECT, connecting).await {
            Ok(Ok((socket, _))) => Ok(socket),
            Ok(Err(tungstenite::Error::Http(answer)))
                if [http::StatusCode::UNAUTHORIZED, http::StatusCode::FORBIDDEN].contains(&answer.status()) =>
            {
                Err(Trouble::Revoked)
            }
            Ok(Err(error)) => Err(away(&error)),
            Err(_) => Err(Trouble::Away(Away::Silent)),
        }
    }
}

/// Whether it is a whole answer of a server that speaks our protocol; with what it refuses.
fn is_ours(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Result<Option<Code>, Trouble> {
    let strange = Trouble::Away(Away::Unreachable);
    let kind = headers.get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap_or("?"));
    match kind.split(';').next().unwrap_or_default().trim() {
        "application/problem+json" if status.is_client_error() || status.is_server_error() => {
            match serde_json::from_slice::<Problem>(body).map_err(|_| strange)?.code {
                Code::NotSignedIn | Code::Suspended => Err(Trouble::Revoked),
                code => Ok(Some(code)),
            }
        }
        _ if !status.is_success() => Err(strange),
        "application/json" => serde_json::from_slice::<IgnoredAny>(body).map(|_| None).map_err(|_| strange),
        "application/sdp" | "application/trickle-ice-sdpfrag" => Ok(None),
        _ if body.is_empty() => Ok(None),
        _ => Err(strange),
    }
}

/// What an error says of the server.
fn away(error: &(dyn Error + 'static)) -> Trouble {
    let mut next = Some(error);
    while let Some(cause) = next {
        if let Some(rustls::Error::InvalidCertificate(_) | rustls::Error::AlertReceived(_)) = cause.downcast_ref() {
            return Trouble::Away(Away::Certificate);
        }
        // An I/O error's source is its inner error's source, and that inner error is what is looked for.
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = inner.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source());
    }
    Trouble::Away(Away::Unreachable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(status: u16, kind: &str, body: &str) -> Result<Option<Code>, Trouble> {
        let mut headers = HeaderMap::new();
        if !kind.is_empty() {
            headers.insert(header::CONTENT_TYPE, kind.parse().expect("a header"));
        }
        is_ours(StatusCode::from_u16(status).expect("a status"), &headers, body.as_bytes())
    }

    #[test]
    fn whole_answers_of_our_server_pass() {
        assert_eq!(judge(200, "application/json; charset=utf-8", r#"{"booth":"b"}"#), Ok(None));
        assert_eq!(judge(201, "application/sdp", "v=0"), Ok(None));
        assert_eq!(judge(204, "", ""), Ok(None));
        let gone = serde_json::to_string(&Problem::from(Code::Gone)).expect("plain values serialise");
        assert_eq!(judge(410, "application/problem+json", &gone), Ok(Some(Code::Gone)));
    }

    #[test]
    fn half_and_strange_answers_do_not() {
        for (status, kind, body) in [
            (200, "application/json", r#"{"booth":"#),
            (200, "application/json", ""),
            (200, "text/html", "<html>"),
            (200, "", "hello"),
            (302, "", ""),
            (502, "text/html", "<html>"),
            (500, "application/json", "{}"),
            (403, "application/problem+json", r#"{"code":"of-tomorrow"}"#),
        ] {
            assert_eq!(judge(status, kind, body), Err(Trouble::Away(Away::Unreachable)), "{status} {kind} {body}");
        }
    }

    #[test]
    fn a_booth_that_is_not_let_in_any_more_is_told_apart() {
        for code in [Code::NotSignedIn, Code::Suspended] {
            let shut = serde_json::to_string(&Problem::from(code)).expect("plain values serialise");
            assert_eq!(judge(code.status(), "application/problem+json", &shut), Err(Trouble::Revoked));
        }
    }

    #[test]
    fn a_certificate_that_is_not_believed_is_told_apart() {
        let expired = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let wrapped = tungstenite::Error::Io(io::Error::new(io::ErrorKind::InvalidData, expired));
        assert_eq!(away(&wrapped), Trouble::Away(Away::Certificate));
        assert_eq!(away(&io::Error::other("no route")), Trouble::Away(Away::Unreachable));
    }
}
