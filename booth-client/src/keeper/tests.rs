//! A keeper over its loopback port, as its page, its supervisor and a stranger on the same machine meet it.

mod city;
mod equipment;
mod line;
mod strangers;

use super::face::Face;
use super::open;
use super::protocol::{Ending, Key, Obstacle, PageEvent, Report, Stage};
use city::{Booth, INPUT, start};
use protocol::place::Language;
use protocol::problem::Code;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::sync::mpsc;

const TYPED: &str = r#"{"at":"visit","keep":{"name":"x"}}"#;

#[tokio::test]
async fn the_page_is_served_under_strict_headers_and_knows_of_its_terminal() {
    let booth = Booth::open().await;
    let page = booth.page("GET", "/booth", "").await;
    assert_eq!(page.status(), 200);
    assert!(page.body().contains(r#"<head><meta name="terminal" content="1" />"#), "{}", page.0);
    let head = page.head();
    let port = booth.port;
    assert!(head.contains(&format!("connect-src http://127.0.0.1:{port} ws://127.0.0.1:{port};")), "{head}");
    for strict in ["default-src 'none'", "frame-ancestors 'none'", "cache-control: no-store", "nosniff"] {
        assert!(head.contains(strict), "{strict} in {head}");
    }
    let script = booth.page("GET", "/assets/booth.js", "").await;
    assert!(script.head().contains("content-type: text/javascript") && script.body() == "export {}");
    assert!(booth.page("GET", "/assets/forms.wasm", "").await.head().contains("content-type: application/wasm"));
}

#[tokio::test]
async fn a_page_that_crashed_finds_its_draft_again() {
    let mut booth = Booth::open().await;
    assert_eq!(booth.page("GET", "/terminal/visit", "").await.status(), 204);
    assert_eq!(booth.page("PUT", "/terminal/visit", TYPED).await.status(), 204);
    assert_eq!(booth.report().await, Report::At { stage: Stage::Visit });
    assert_eq!(booth.page("GET", "/terminal/visit", "").await.body(), TYPED);
    booth.page("PUT", "/terminal/visit", &TYPED.replace("\"visit\"", "\"call\"")).await;
    assert_eq!(booth.report().await, Report::At { stage: Stage::Call });
    assert_eq!(booth.page("DELETE", "/terminal/visit", "").await.status(), 204);
    assert_eq!(booth.report().await, Report::At { stage: Stage::Idle });
    assert!(booth.is_quiet());
}

#[tokio::test]
async fn what_is_no_draft_is_refused_and_the_old_one_stays() {
    let booth = Booth::open().await;
    booth.page("PUT", "/terminal/visit", TYPED).await;
    assert_eq!(booth.page("PUT", "/terminal/visit", "{}").await.code(), Code::BadMessage);
    let long = format!(r#"{{"at":"visit","keep":"{}"}}"#, "x".repeat(64 * 1024));
    assert_eq!(booth.page("PUT", "/terminal/visit", &long).await.code(), Code::TooLarge);
    assert_eq!(booth.page("GET", "/terminal/visit", "").await.body(), TYPED);
}

#[tokio::test]
async fn after_the_end_the_page_is_served_nothing_and_nothing_is_kept() {
    let mut booth = Booth::open().await;
    booth.page("PUT", "/terminal/visit", TYPED).await;
    booth.report().await;
    let end = r#"{"why":"idle","submitted":true,"language":"easy"}"#;
    assert_eq!(booth.page("POST", "/terminal/end", "{}").await.code(), Code::BadMessage);
    assert_eq!(booth.page("POST", "/terminal/end", end).await.status(), 204);
    let ended = Report::Ended { why: Ending::Idle, submitted: true, language: Language::Easy };
    assert_eq!(booth.report().await, ended);
    for (method, path) in [("GET", "/terminal/visit"), ("POST", "/terminal/end"), ("GET", "/booth")] {
        assert_eq!(booth.page(method, path, end).await.code(), Code::Gone, "{path}");
    }
    assert_eq!(booth.keeper.visit().draft(), None);
    assert!(booth.is_quiet(), "it ends once");
}

#[tokio::test]
async fn a_key_reaches_the_supervisor_and_its_event_the_page() {
    let mut booth = Booth::open().await;
    let mut stream = BufReader::new(booth.connect().await);
    let port = booth.port;
    let head = format!("host: 127.0.0.1:{port}\r\ncookie: launch={}\r\n\r\n", city::LAUNCH);
    stream.write_all(format!("GET /terminal/events HTTP/1.1\r\n{head}").as_bytes()).await.expect("writes");
    let mut lines = stream.lines();
    while lines.next_line().await.expect("reads").expect("the stream stays") != "retry: 500" {}

    let press = |body: &str| {
        let length = body.len();
        format!(
            "POST /terminal/input HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer {INPUT}\r\n\
             content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    };
    assert_eq!(booth.raw(&press(r#"{"key":"together"}"#)).await.status(), 204);
    assert_eq!(booth.report().await, Report::Pressed { key: Key::Together });
    booth.keeper.tell_page(PageEvent::Together);
    while lines.next_line().await.expect("reads").expect("the stream stays") != "event: together" {}

    assert_eq!(booth.raw(&press(r#"{"key":"dance"}"#)).await.code(), Code::BadMessage);
    let mut statuses = Vec::new();
    for _ in 0..15 {
        statuses.push(booth.raw(&press(r#"{"key":"privacy"}"#)).await.status());
    }
    assert!(statuses.contains(&429), "nobody presses so often: {statuses:?}");
}

#[tokio::test]
async fn what_is_missing_at_the_start_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let (tell, _reports) = mpsc::unbounded_channel();
    let face = || Some(Face::new("", &[]));
    let why = async |start, face| open(start, face, tell.clone()).await.err();
    assert_eq!(why(start(dir.path()), None).await, Some(Obstacle::NoFace));
    assert_eq!(why(start(dir.path()), face()).await, Some(Obstacle::NoIdentity));
    crate::identity::tests::enrolled(dir.path());
    let mut short = start(dir.path());
    short.launch = protocol::private::Private::new("1".to_owned());
    assert_eq!(why(short, face()).await, Some(Obstacle::BadOrder));
    let other = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let mut taken = start(dir.path());
    taken.port = other.local_addr().expect("an address").port();
    assert_eq!(why(taken, face()).await, Some(Obstacle::PortTaken));
}
