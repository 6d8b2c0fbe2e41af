//! `/media/whip`: what the door to the SFU refuses, with a real SFU behind it.

use crate::calls::counter;
use crate::harness::{Answer, Client, Socket, TestCity, credentials, fingerprint, offer};
use axum::body::Body;
use http::Request;
use protocol::call::{CallState, CallView, CloseReason};
use protocol::signal::{Bye, ClientMessage, ServerMessage};
use signaling::clock::{Clock, Millis, SECOND};

const SDP: &str = "application/sdp";
const FRAGMENT: &str = "application/trickle-ice-sdpfrag";

pub(crate) async fn post(client: &Client, kind: &str, grant: Option<&str>, body: impl Into<String>) -> Answer {
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

/// A grant for the booth of an accepted call, signed so many seconds ago by the clock that the SFU has too.
async fn granted(city: &TestCity, seconds_ago: Millis) -> String {
    set_clock(city, seconds_ago);
    let mut at = counter(city).await;
    let call = at.accepted().await;
    grant(&mut at.booth, &call).await
}

/// Sets the city's clock to the one that the SFU has, less some seconds.
pub(crate) fn set_clock(city: &TestCity, seconds_ago: Millis) {
    city.wait(Clock::System.now() - city.app.clock.now() - seconds_ago * SECOND);
}

/// A grant for the certificate of ABs.
async fn grant(socket: &mut Socket, call: &CallView) -> String {
    let fingerprint = fingerprint("AB");
    let ask = ClientMessage::RequestGrant { call: call.call.clone(), epoch: call.epoch, fingerprint };
    match socket.ask(ask).await.expect("a grant") {
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
async fn a_grant_is_for_one_certificate_and_one_join() {
    let city = TestCity::on_sqlite().await;
    let grant = granted(&city, 0).await;
    let client = city.anybody();
    post(&client, SDP, Some(&grant), offer(&fingerprint("CD"), "u")).await.refuses(403, "wrong-fingerprint");
    let joined = post(&client, SDP, Some(&grant), offer(&fingerprint("AB"), "u")).await.expect(201);
    assert!(joined.header("location").starts_with("/media/whip/") && joined.text.starts_with("v=0"));
    post(&client, SDP, Some(&grant), offer(&fingerprint("AB"), "u")).await.refuses(409, "already-joined");
}

#[tokio::test]
async fn revoking_a_booth_in_a_call_takes_its_media_and_the_desks() {
    let city = TestCity::on_sqlite().await;
    set_clock(&city, 0);
    let mut at = counter(&city).await;
    let call = at.accepted().await;
    let client = city.anybody();
    let mut sessions = Vec::new();
    for socket in [&mut at.booth, &mut at.desk] {
        let grant = grant(socket, &call).await;
        let joined = post(&client, SDP, Some(&grant), offer(&fingerprint("AB"), "u")).await.expect(201);
        sessions.push(joined.header("location").to_owned());
    }
    let trickle = async |session: &str| patch(&client, session, FRAGMENT, Some("*"), credentials("u")).await;
    for session in &sessions {
        trickle(session).await.expect(204);
    }
    let booth = at.tablet.get("/api/booth").await.json()["booth"].as_str().expect("an id").to_owned();
    city.person("admin1").await.delete(&format!("/api/devices/{booth}")).await.expect(204);
    assert_eq!(at.booth.bye().await, Bye::Revoked);
    let ended = at.desk.call(|call| call.state == CallState::WrapUp).await;
    assert_eq!(ended.closed, Some(CloseReason::Lost));
    // The SFU is told before the desk is, and takes commands in their order.
    for session in &sessions {
        trickle(session).await.refuses(404, "not-found");
    }
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
    let joined = post(&client, SDP, Some(&grant), offer(&fingerprint("AB"), "first")).await.expect(201);
    let (address, first) = (joined.header("location"), joined.header("etag"));
    let change =
        async |tag: Option<&str>, ufrag: &str| patch(&client, address, FRAGMENT, tag, credentials(ufrag)).await;

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
