//! `/media/whip`: what the door to the SFU refuses, with a real SFU behind it.

use crate::calls::counter;
use crate::harness::{Answer, Client, TestCity};
use axum::body::Body;
use http::Request;
use protocol::grant::Fingerprint;
use protocol::signal::{ClientMessage, ServerMessage};
use signaling::clock::{Clock, Millis, SECOND};

const SDP: &str = "application/sdp";
const FRAGMENT: &str = "application/trickle-ice-sdpfrag";
const PASSWORD: &str = "aPasswordOfTwentyTwoCh";

async fn post(client: &Client, kind: &str, grant: Option<&str>, body: impl Into<String>) -> Answer {
    let mut request = Request::post("/media/whip").header("content-type", kind);
    if let Some(grant) = grant {
        request = request.header("authorization", format!("Bearer {grant}"));
    }
    client.send(request.body(Body::from(body.into())).expect("a request")).await
}

async fn patch(client: &Client, address: &str, kind: &str, tag: Option<&str>, body: impl Into<String>) -> Answer {
    let mut request = Request::patch(address).header("content-type", kind);
    if let Some(tag) = tag {
        request = request.header("if-match", tag);
    }
    client.send(request.body(Body::from(body.into())).expect("a request")).await
}

/// The least that may join, with the fingerprint that [`granted`] states.
fn offer(ufrag: &str) -> String {
    let fingerprint = ["AB"; 32].join(":");
    let lines = [
        ("audio", "111 opus/48000/2", "sendonly"),
        ("audio", "111 opus/48000/2", "recvonly"),
        ("video", "96 VP8/90000", "recvonly"),
    ];
    let mut sdp = format!(
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\n\
         a=fingerprint:sha-256 {fingerprint}\r\na=setup:actpass\r\n"
    );
    for (mid, (kind, codec, direction)) in lines.iter().enumerate() {
        let number = codec.split(' ').next().expect("a payload type");
        sdp += &format!(
            "m={kind} 9 UDP/TLS/RTP/SAVPF {number}\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:{ufrag}\r\na=ice-pwd:{PASSWORD}\r\n\
             a=mid:{mid}\r\na={direction}\r\na=rtcp-mux\r\na=rtpmap:{codec}\r\n"
        );
    }
    sdp
}

/// A grant for the booth of an accepted call, signed so many seconds ago by the clock that the SFU has too.
async fn granted(city: &TestCity, seconds_ago: Millis) -> String {
    city.wait(Clock::System.now() - city.app.clock.now() - seconds_ago * SECOND);
    let mut at = counter(city).await;
    let call = at.accepted().await;
    let fingerprint = Fingerprint::try_from(["AB"; 32].join(":")).expect("a fingerprint");
    let ask = ClientMessage::RequestGrant { call: call.call, epoch: call.epoch, fingerprint };
    match at.booth.ask(ask).await.expect("a grant") {
        ServerMessage::Grant { token, .. } => token,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_offer_that_cannot_join_is_refused_with_its_reason() {
    let city = TestCity::on_sqlite().await;
    let grant = granted(&city, 0).await;
    let client = city.anybody();
    post(&client, "text/plain", Some(&grant), "v=0").await.refuses(415, "unsupported-type");
    post(&client, SDP, None, "v=0").await.refuses(401, "bad-grant");
    post(&client, SDP, Some("no.such.grant"), "v=0").await.refuses(401, "bad-grant");
    post(&client, SDP, Some(&grant), "this is not SDP").await.refuses(400, "bad-sdp");
    post(&client, SDP, Some(&grant), "x".repeat(70_000)).await.refuses(413, "too-large");
}

#[tokio::test]
async fn an_old_grant_and_a_foreign_one_open_nothing() {
    let city = TestCity::on_sqlite().await;
    let old = granted(&city, 61).await;
    post(&city.anybody(), SDP, Some(&old), "v=0").await.refuses(401, "bad-grant");
    let foreign = granted(&TestCity::on_sqlite().await, 0).await;
    post(&city.anybody(), SDP, Some(&foreign), "v=0").await.refuses(401, "bad-grant");
}

#[tokio::test]
async fn a_session_nobody_has_is_not_found() {
    let city = TestCity::on_sqlite().await;
    city.go_live().await;
    let client = city.anybody();
    let address = "/media/whip/no-such-session";
    patch(&client, address, FRAGMENT, Some("*"), "a=end-of-candidates").await.refuses(404, "not-found");
    patch(&client, address, "application/json", Some("*"), "{}").await.refuses(415, "unsupported-type");
    client.delete(address).await.refuses(404, "not-found");
}

#[tokio::test]
async fn a_change_says_for_which_ice_session_it_is_meant() {
    let city = TestCity::on_sqlite().await;
    let grant = granted(&city, 0).await;
    let client = city.anybody();
    let joined = post(&client, SDP, Some(&grant), offer("first")).await.expect(201);
    let (address, first) = (joined.header("location"), joined.header("etag"));
    let change = async |tag: Option<&str>, ufrag: &str| {
        let fragment = format!("a=ice-ufrag:{ufrag}\r\na=ice-pwd:{PASSWORD}\r\n");
        patch(&client, address, FRAGMENT, tag, fragment).await
    };

    change(None, "first").await.refuses(428, "tag-needed");
    change(Some("\"another\""), "first").await.refuses(412, "stale-tag");
    change(Some("no quotes"), "first").await.refuses(412, "stale-tag");
    assert_eq!(change(Some(first), "first").await.expect(204).header("etag"), first);

    assert_ne!(change(Some("*"), "second").await.expect(200).header("etag"), first);
    change(Some(first), "second").await.refuses(412, "stale-tag");
}

#[tokio::test]
async fn the_door_says_what_it_takes() {
    let city = TestCity::on_sqlite().await;
    let asked = Request::options("/media/whip").body(Body::empty()).expect("a request");
    assert_eq!(city.anybody().send(asked).await.expect(200).header("accept-post"), SDP);
}
