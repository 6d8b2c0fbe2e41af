//! What a machine room asks a running `chikamado-sfu` over plain HTTP, on a listener of its own that no client reaches:
//! `GET /readyz` and `GET /metrics`.

use crate::node::Readiness;
use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// Who asks must have asked, and taken the answer, in this time: they are served one after the other.
const PATIENCE: Duration = Duration::from_secs(2);
/// Most of a request that is read, in bytes.
const REQUEST_MAX: u64 = 8 * 1024;

/// A status line, a content type and a body.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    status: &'static str,
    kind: &'static str,
    body: String,
}

impl Answer {
    fn words(status: &'static str, body: &str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", body: body.to_owned() }
    }
}

/// Answers until the process ends.
pub fn serve(listener: &TcpListener, ready: &Readiness, registry: &Registry) {
    for asker in listener.incoming() {
        // Who hangs up before the end has no further interest.
        let _ = asker.and_then(|stream| converse(&stream, ready, registry));
    }
}

fn converse(stream: &TcpStream, ready: &Readiness, registry: &Registry) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(REQUEST_MAX)).lines();
    let asked = lines.next().transpose()?.unwrap_or_default();
    // Read on to the empty line: closing over unread bytes would reset the connection.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let Answer { status, kind, body } = answer(&asked, ready.is_ready(), registry);
    let length = body.len();
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// What a request line is answered.
fn answer(asked: &str, ready: bool, registry: &Registry) -> Answer {
    let mut words = asked.split(' ');
    match (words.next(), words.next()) {
        (Some("GET"), Some("/readyz")) if ready => Answer::words("200 OK", "ready\n"),
        (Some("GET"), Some("/readyz")) => Answer::words("503 Service Unavailable", "not ready\n"),
        (Some("GET"), Some("/metrics")) => {
            let mut body = String::new();
            encode(&mut body, registry).expect("a string takes everything");
            Answer { status: "200 OK", kind: "application/openmetrics-text; version=1.0.0; charset=utf-8", body }
        }
        (Some("GET"), Some(_)) => Answer::words("404 Not Found", "not found\n"),
        (Some(_), Some(_)) => Answer::words("405 Method Not Allowed", "only GET\n"),
        _ => Answer::words("400 Bad Request", "not HTTP\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_question_is_refused() {
        let status = |asked| answer(asked, true, &Registry::default()).status;
        assert_eq!(status("GET /nothing HTTP/1.1"), "404 Not Found");
        assert_eq!(status("POST /readyz HTTP/1.1"), "405 Method Not Allowed");
        assert_eq!(status(""), "400 Bad Request");
    }
}
