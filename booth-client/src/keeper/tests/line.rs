//! The line to the server: whole answers, half ones, none; and the WebSocket with everything that ends it.

use super::super::protocol::{Away, Report};
use super::city::{Booth, LAUNCH};
use crate::identity::Identity;
use futures_util::{SinkExt, StreamExt};
use protocol::problem::Code;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Opens the page's socket.
async fn socket(booth: &Booth) -> tungstenite::Result<Socket> {
    let port = booth.port;
    let mut request = format!("ws://127.0.0.1:{port}/ws?as=booth").into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("origin", format!("http://127.0.0.1:{port}").parse().expect("a header"));
    headers.insert("cookie", format!("launch={LAUNCH}").parse().expect("a header"));
    connect_async(request).await.map(|(socket, _)| socket)
}

/// The next text; `None` once the keeper closes.
async fn heard(socket: &mut Socket) -> Option<String> {
    loop {
        match timeout(Duration::from_secs(10), socket.next()).await.expect("something comes") {
            Some(Ok(Message::Text(text))) => return Some(text.to_string()),
            Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
            Some(Ok(_)) => {}
        }
    }
}

#[tokio::test]
async fn requests_go_on_as_this_booth_and_without_the_cookie() {
    let mut booth = Booth::open().await;
    assert_eq!(booth.page("GET", "/api/booth", "").await.body(), "\"here\"");
    assert_eq!(booth.report().await, Report::Reached);
    let asked = booth.page_with(
        "POST",
        "/api/calls/c1/application",
        "content-type: application/json\r\nidempotency-key: k1\r\nx-other: 1\r\n",
        r#"{"form":"f"}"#,
    );
    let answer = asked.await;
    assert_eq!(answer.status(), 201);
    let echo: serde_json::Value = serde_json::from_str(answer.body()).expect("JSON");
    assert_eq!((echo["key"].as_str(), echo["body"].as_str()), (Some("k1"), Some(r#"{"form":"f"}"#)));
    let names = echo["names"].to_string();
    assert!(!names.contains("cookie") && !names.contains("x-other") && !names.contains("origin"), "{names}");
    let whip = "content-type: application/sdp\r\nauthorization: Bearer grant\r\n";
    let joined = booth.page_with("POST", "/media/whip", whip, "v=0").await;
    assert!(joined.head().contains("location: /media/whip/s1"), "{}", joined.0);
    assert_eq!(joined.body(), "Bearer grant v=0");
    assert!(booth.is_quiet(), "being reached is news once");
}

#[tokio::test]
async fn what_a_booking_or_a_screening_needs_goes_on_with_its_question() {
    let booth = Booth::open().await;
    let json = "content-type: application/json\r\n";
    let code = r#"{"code":"ABCD2345"}"#;
    for path in
        ["/api/booth/screening", "/api/booth/check-in", "/api/booth/holds", "/api/booth/bookings", "/api/book/look"]
    {
        let answer = booth.page_with("POST", path, json, code).await;
        let echo: serde_json::Value = serde_json::from_str(answer.body()).expect("JSON");
        assert_eq!(echo["body"].as_str(), Some(code), "{path}");
    }
    for path in ["/api/booth/turn-aways", "/api/book/holds/release"] {
        assert_eq!(booth.page_with("POST", path, json, "{}").await.status(), 204, "{path}");
    }
    assert_eq!(booth.page("GET", "/api/book", "").await.body(), "\"all\"");
    let query = "subject=garbage-support&site=kokura-chuo&site=sone&from=2026-06-04";
    let times = booth.page("GET", &format!("/api/book/times?{query}"), "").await;
    assert_eq!(times.body(), format!("\"{query}\""));
    let other = booth.page("GET", "/api/booth?as=another", "").await;
    assert_eq!(other.body(), "\"here\"", "no other route has a question");
}

#[tokio::test]
async fn half_and_strange_answers_are_told_as_no_answer() {
    let mut booth = Booth::open().await;
    for form in ["half", "strange"] {
        assert_eq!(booth.page("GET", &format!("/api/forms/{form}"), "").await.code(), Code::Unreachable, "{form}");
    }
    assert_eq!(booth.report().await, Report::Away { why: Away::Unreachable });
    assert_eq!(booth.page("GET", "/api/forms/waste", "").await.status(), 200);
    assert_eq!(booth.report().await, Report::Reached);
}

#[tokio::test]
async fn a_server_that_is_gone_is_told_at_once() {
    let mut booth = Booth::open().await;
    booth.server.stop();
    assert_eq!(booth.page("GET", "/api/booth", "").await.code(), Code::Unreachable);
    assert_eq!(booth.report().await, Report::Away { why: Away::Unreachable });
    match socket(&booth).await {
        Err(tungstenite::Error::Http(answer)) => assert_eq!(answer.status().as_u16(), 502),
        other => panic!("the socket is refused, not {other:?}"),
    }
}

#[tokio::test]
async fn a_booth_that_is_revoked_or_outdated_is_told_to_the_supervisor() {
    let mut booth = Booth::open().await;
    assert_eq!(booth.page("GET", "/api/forms/shut", "").await.code(), Code::NotSignedIn);
    assert_eq!(booth.report().await, Report::Revoked);
    assert_eq!(booth.page("GET", "/api/forms/newer", "").await.code(), Code::BadVersion);
    assert_eq!((booth.report().await, booth.report().await), (Report::Reached, Report::Outdated));
    let mut page = socket(&booth).await.expect("opens");
    page.send(Message::text("revoke")).await.expect("sends");
    assert_eq!(booth.report().await, Report::Revoked);
    assert!(heard(&mut page).await.is_some_and(|text| text.contains("revoked")), "the page hears it too");
}

#[tokio::test]
async fn a_server_of_another_authority_is_not_believed() {
    let mut booth = Booth::open().await;
    let other = crate::identity::tests::Authority::new();
    std::fs::write(booth.dir.path().join("ca.pem"), &other.pem).expect("writes");
    renew(&booth);
    assert_eq!(booth.page("GET", "/api/booth", "").await.code(), Code::Unreachable);
    assert_eq!(booth.report().await, Report::Away { why: Away::Certificate });
    assert!(socket(&booth).await.is_err());
    assert!(booth.is_quiet(), "for the same reason");
}

/// Puts the next certificate in its place, for the key there is.
fn renew(booth: &Booth) {
    let identity = Identity::load(booth.dir.path()).expect("an identity");
    let next = booth.authority.sign_for_good(&identity.request().expect("a request"));
    std::fs::write(booth.dir.path().join("certificate.pem"), next).expect("writes");
}

#[tokio::test]
async fn a_renewed_certificate_is_shown_from_the_next_request_on() {
    let booth = Booth::open().await;
    booth.page("GET", "/api/booth", "").await;
    booth.page("GET", "/api/booth", "").await;
    renew(&booth);
    assert_eq!(booth.page("GET", "/api/booth", "").await.status(), 200);
    let shown = booth.server.shown.lock().expect("nobody panicked").clone();
    assert_eq!(shown.len(), 2, "one connection for each certificate");
    assert_ne!(shown[0], shown[1]);
}

#[tokio::test]
async fn the_socket_carries_both_ways_and_a_new_page_begins_anew() {
    let mut booth = Booth::open().await;
    let mut page = socket(&booth).await.expect("opens");
    assert_eq!(booth.report().await, Report::Reached);
    page.send(Message::text("hello")).await.expect("sends");
    assert_eq!(heard(&mut page).await.as_deref(), Some("hello"));
    drop(page);
    let mut next = socket(&booth).await.expect("opens");
    next.send(Message::text("hello again")).await.expect("sends");
    assert_eq!(heard(&mut next).await.as_deref(), Some("hello again"));
    assert_eq!(booth.server.visits(), 2, "one to one");
}

#[tokio::test]
async fn a_server_that_breaks_off_or_falls_silent_closes_the_page_within_five_seconds() {
    let mut booth = Booth::open().await;
    for (word, why) in [("hang up", Away::Unreachable), ("fall silent", Away::Silent)] {
        let mut page = socket(&booth).await.expect("opens");
        assert_eq!(booth.report().await, Report::Reached);
        page.send(Message::text(word)).await.expect("sends");
        let closed = timeout(Duration::from_secs(5), heard(&mut page)).await;
        assert_eq!(closed.expect("within five seconds"), None, "{word}");
        assert_eq!(booth.report().await, Report::Away { why });
    }
}

#[tokio::test]
async fn a_page_that_floods_is_closed_before_it_floods_the_server() {
    let booth = Booth::open().await;
    let mut page = socket(&booth).await.expect("opens");
    let mut echoes = 0;
    for n in 0..200 {
        // Once the keeper has closed, nothing can be sent.
        let _ = page.send(Message::text(n.to_string())).await;
    }
    while heard(&mut page).await.is_some() {
        echoes += 1;
    }
    assert!(echoes <= 40 + 10, "{echoes} frames reached the server");
    let mut page = socket(&booth).await.expect("opens");
    page.send(Message::binary(vec![0])).await.expect("sends");
    assert_eq!(heard(&mut page).await, None, "nothing of ours is binary");
}
