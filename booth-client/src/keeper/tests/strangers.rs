//! Another program on the same machine, request by request. It knows the port and everything but the tokens.

use super::super::protocol::Report;
use super::city::{Booth, INPUT, LAUNCH};
use crate::clock;
use protocol::problem::Code;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const ROUTES: [(&str, &str); 28] = [
    ("GET", "/"),
    ("GET", "/booth"),
    ("GET", "/terminal/visit"),
    ("PUT", "/terminal/visit"),
    ("DELETE", "/terminal/visit"),
    ("POST", "/terminal/end"),
    ("GET", "/terminal/events"),
    ("POST", "/terminal/input"),
    ("GET", "/terminal/config"),
    ("POST", "/terminal/speech"),
    ("POST", "/terminal/print"),
    ("PUT", "/terminal/health"),
    ("GET", "/api/booth"),
    ("GET", "/api/postcodes/803"),
    ("POST", "/api/calls/c1/application"),
    ("POST", "/api/booth/screening"),
    ("POST", "/api/booth/check-in"),
    ("POST", "/api/booth/holds"),
    ("POST", "/api/booth/bookings"),
    ("POST", "/api/booth/turn-aways"),
    ("GET", "/api/wards/w1/guides"),
    ("POST", "/api/wards/w1/guides/log"),
    ("GET", "/api/book"),
    ("GET", "/api/book/times"),
    ("POST", "/api/book/look"),
    ("POST", "/api/book/holds/release"),
    ("POST", "/media/whip"),
    ("GET", "/ws"),
];

/// Sends one request with these headers.
async fn ask(booth: &Booth, method: &str, path: &str, headers: &str) -> super::city::Answer {
    let upgrade = "upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let (connection, upgrade) = if path == "/ws" { ("upgrade", upgrade) } else { ("close", "") };
    let rest = format!("{headers}connection: {connection}\r\n{upgrade}content-length: 0\r\n\r\n");
    booth.raw(&format!("{method} {path} HTTP/1.1\r\n{rest}")).await
}

#[tokio::test]
async fn no_route_answers_a_stranger() {
    let mut booth = Booth::open().await;
    let port = booth.port;
    let (host, origin) = (format!("host: 127.0.0.1:{port}\r\n"), format!("origin: http://127.0.0.1:{port}\r\n"));
    let cookie = format!("cookie: launch={LAUNCH}\r\n");
    let wrong = format!("cookie: launch={}\r\n", LAUNCH.replace('0', "1"));
    let tries = [
        ("nothing", format!("{host}{origin}")),
        ("a wrong token", format!("{host}{origin}{wrong}")),
        ("an empty token", format!("{host}{origin}cookie: launch=\r\n")),
        ("the other token", format!("{host}{origin}cookie: launch={INPUT}\r\n")),
        ("the token in the wrong place", format!("{host}{origin}authorization: Bearer {LAUNCH}\r\n")),
        ("a rebound name", format!("host: booth.example:{port}\r\n{origin}{cookie}")),
        ("two hosts", format!("{host}host: booth.example\r\n{origin}{cookie}")),
        ("a foreign page", format!("{host}origin: https://evil.example\r\n{cookie}")),
        ("a page of another port", format!("{host}origin: http://127.0.0.1:1\r\n{cookie}")),
        ("no origin at all", host.clone()),
    ];
    let mut refused = 0;
    for (what, headers) in &tries {
        for (method, path) in ROUTES {
            let answer = ask(&booth, method, path, headers).await;
            assert_eq!(answer.status(), 403, "{method} {path} with {what}: {}", answer.0);
            assert!(matches!(answer.code(), Code::Forbidden | Code::ForeignOrigin));
            assert!(!answer.0.contains(LAUNCH), "it gives the token away");
            refused += 1;
        }
    }
    assert_eq!(booth.server.visits(), 0, "nothing of it went on to the server");
    booth.keeper.round(clock::now());
    assert_eq!(booth.report().await, Report::Refused { total: refused });
    assert!(booth.is_quiet(), "the supervisor hears nothing else");
}

#[tokio::test]
async fn no_path_leads_out_of_the_list_of_files() {
    let booth = Booth::open().await;
    let host = format!("host: 127.0.0.1:{}\r\n", booth.port);
    for path in [
        "/assets/",
        "/assets/nothing.js",
        "/assets/../booth",
        "/assets/..%2fbooth",
        "/assets/%2e%2e/booth",
        "/assets//etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/booth.js%00.css",
    ] {
        let answer = ask(&booth, "GET", path, &host).await;
        assert_eq!(answer.status(), 404, "{path}: {}", answer.0);
    }
    for path in ["/api/forms/..", "/api/forms/%2e%2e", "/api/forms/..%2f..%2fmetrics", "/api/forms/a?b", "/api/session"]
    {
        let answer = booth.page("GET", path, "").await;
        assert!(path.contains('?') || answer.status() == 404, "{path}: {}", answer.0);
    }
    for (method, path) in [
        ("POST", "/api/devices/renew"),
        ("POST", "/api/session"),
        ("DELETE", "/api/devices/b"),
        // What a phone asks and no booth does.
        ("POST", "/api/book/holds"),
        ("POST", "/api/book/bookings"),
        ("POST", "/api/book/move"),
        ("POST", "/api/book/cancel"),
        ("POST", "/api/book/arrive"),
        ("GET", "/api/bookings"),
        ("GET", "/api/book/times?site=%2e%2e"),
        ("GET", "/api/book/times?site=a/b"),
    ] {
        assert_eq!(booth.page(method, path, "{}").await.status(), 404, "{path} is not the booth face's");
    }
    assert!(booth.server.visits() <= 1, "but for the form `a`");
}

#[tokio::test]
async fn what_is_too_large_is_not_taken_in() {
    let booth = Booth::open().await;
    let long = "x".repeat(64 * 1024 + 1);
    assert_eq!(booth.page("POST", "/media/whip", &long).await.code(), Code::TooLarge);
    assert_eq!(booth.page("POST", "/terminal/end", &long).await.code(), Code::TooLarge);
    let header = format!("x-long: {}\r\n", "x".repeat(64 * 1024));
    assert_eq!(booth.page_with("GET", "/booth", &header, "").await.status(), 431);
    assert_eq!(booth.server.visits(), 0);
}

#[tokio::test]
async fn a_head_that_never_ends_is_not_waited_for() {
    let booth = Booth::open().await;
    let mut stream = booth.connect().await;
    stream.write_all(b"GET /booth HTTP/1.1\r\nx-slow: ").await.expect("writes");
    let mut rest = Vec::new();
    let closed = tokio::time::timeout(std::time::Duration::from_secs(10), stream.read_to_end(&mut rest)).await;
    assert!(closed.is_ok(), "the keeper closes by itself");
    assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
}

#[tokio::test]
async fn a_thousand_connections_do_not_keep_the_page_out() {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).expect("a limit");
    setrlimit(Resource::RLIMIT_NOFILE, most, most).expect("as many files as may be");
    let booth = Booth::open().await;
    let mut held = Vec::new();
    for _ in 0..1_000 {
        let mut stream = booth.connect().await;
        // Those that were closed to make room cannot be written to.
        let _ = stream.write_all(b"GET /booth HTTP/1.1\r\n").await;
        held.push(stream);
    }
    assert_eq!(booth.page("GET", "/booth", "").await.status(), 200);
    assert_eq!(booth.page("GET", "/api/booth", "").await.status(), 200);
}
