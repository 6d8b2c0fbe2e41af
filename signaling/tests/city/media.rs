//! `/media/whip`: what the door to the SFU refuses, with a real SFU behind it.

use crate::calls::counter;
use crate::harness::{Answer, Client, TestCity};
use axum::body::Body;
use http::Request;
use protocol::grant::Fingerprint;
use protocol::signal::{ClientMessage, ServerMessage};
use signaling::clock::{Clock, Millis, SECOND};

const SDP: &str = "application/sdp";

async fn post(client: &Client, kind: &str, grant: Option<&str>, body: impl Into<String>) -> Answer {
    let mut request = Request::post("/media/whip").header("content-type", kind);
    if let Some(grant) = grant {
        request = request.header("authorization", format!("Bearer {grant}"));
    }
    client.send(request.body(Body::from(body.into())).expect("a request")).await
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
    let patch = |kind: &str| {
        let request = Request::patch("/media/whip/no-such-session").header("content-type", kind);
        client.send(request.body(Body::from("a=end-of-candidates")).expect("a request"))
    };
    patch("application/trickle-ice-sdpfrag").await.refuses(404, "not-found");
    patch("application/json").await.refuses(415, "unsupported-type");
    client.delete("/media/whip/no-such-session").await.refuses(404, "not-found");
}
