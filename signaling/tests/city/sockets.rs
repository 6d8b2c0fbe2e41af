//! `/ws` itself: who is let in, what is refused, what a dropped line loses.

use crate::calls::{SITE, accept, counter, ring};
use crate::harness::{ORIGIN, PATIENCE, Socket, TestCity};
use futures_util::StreamExt;
use protocol::signal::{Bye, ClientMessage, DeskPresence, FRAME_MAX, ServerMessage};

on_both_databases! {
    async fn a_dropped_line_comes_back_to_the_same_numbers(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.ring().await;
        let token = at.booth.token.clone();
        drop(at.booth);
        let mut back = Socket::resume(at.address, &at.tablet, token).await;
        assert_eq!((back.resumed, back.handled), (true, 1));
        let found = back.call(|_| true).await;
        assert_eq!(found.call, call.call, "the facts follow the welcome");
        back.frame(1, ring("another")).await;
        let answer = back.answer(1).await.expect("answered from memory");
        assert_eq!(answer, ServerMessage::Rang { id: 1, call: call.call });
    }

    async fn a_newer_socket_takes_the_place(city: TestCity) {
        let mut at = counter(&city).await;
        let _newer = Socket::open(at.address, &at.tablet).await;
        assert_eq!(at.booth.bye().await, Bye::Replaced);
    }

    async fn a_revoked_booth_and_a_revoked_person_lose_their_sockets(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.ring().await;
        at.desk.done(accept(&call)).await;
        let admin = city.person("admin1").await;
        let device = admin.get("/api/devices").await.json()[0]["booth"].as_str().expect("a booth").to_owned();
        admin.delete(&format!("/api/devices/{device}")).await.expect(204);
        assert_eq!(at.booth.bye().await, Bye::Revoked);
        assert_eq!(Socket::dial(at.address, &at.tablet, Some(ORIGIN)).await.err(), Some(401));

        let me = city.person("staff1").await.get("/api/session").await.json();
        let path = format!("/api/accounts/{}/revoke", me["account"].as_str().expect("an account"));
        admin.post(&path, &serde_json::Value::Null).await.expect(204);
        assert_eq!(at.desk.bye().await, Bye::Revoked);
    }

    async fn a_signed_out_desk_loses_its_socket(city: TestCity) {
        let address = city.go_live().await;
        let person = city.person("staff1").await;
        let mut desk = Socket::desk(address, &person).await;
        person.delete("/api/session").await.expect(204);
        assert_eq!(desk.bye().await, Bye::Revoked);
    }
}

#[tokio::test]
async fn only_our_own_pages_open_a_socket() {
    let city = TestCity::on_sqlite().await;
    let address = city.listen().await;
    let person = city.person("staff1").await;
    for origin in [Some("https://evil.example"), Some("null"), None] {
        assert_eq!(Socket::dial(address, &person, origin).await.err(), Some(403), "{origin:?}");
    }
    assert_eq!(Socket::dial(address, &city.anybody(), Some(ORIGIN)).await.err(), Some(401));
}

#[tokio::test]
async fn a_bad_frame_is_refused_and_the_socket_stays() {
    let city = TestCity::on_sqlite().await;
    let address = city.go_live().await;
    let mut desk = Socket::open(address, &city.person("staff1").await).await;
    let long = format!(r#"{{"v":1,"id":4,"body":{{"type":"ping"}},"x":"{}"}}"#, "x".repeat(FRAME_MAX));
    let cases = [
        ("not json", None, "bad-message"),
        (r#"{"v":1,"id":4,"body":{"type":"dance"}}"#, Some(4), "bad-message"),
        (r#"{"v":1,"id":4,"body":{"type":"ping"},"more":true}"#, Some(4), "bad-message"),
        (r#"{"v":1,"id":4,"body":{"type":"end","call":"a/b"}}"#, Some(4), "bad-message"),
        (r#"{"v":7,"id":4,"body":{"type":"ping"}}"#, Some(4), "bad-version"),
        (r#"{"v":1,"id":4,"body":{"type":"hello","resume":null}}"#, Some(4), "wrong-state"),
        (long.as_str(), None, "too-large"),
    ];
    for (text, id, code) in cases {
        desk.text(text).await;
        assert_eq!(desk.refusal().await, (id, code.to_owned()), "{}", &text[..text.len().min(60)]);
    }
    desk.done(ClientMessage::SetPresence { presence: DeskPresence::Available }).await;
}

#[tokio::test]
async fn nothing_is_heard_before_hello() {
    let city = TestCity::on_sqlite().await;
    let address = city.go_live().await;
    let mut booth = Socket::dial(address, &city.booth(SITE).await, Some(ORIGIN)).await.expect("it is let in");
    booth.say(ring("r1")).await;
    assert_eq!(booth.refusal().await, (Some(1), "wrong-state".to_owned()));
    booth.text(r#"{"v":9,"id":0,"body":{"type":"hello","of":"tomorrow"}}"#).await;
    assert_eq!(booth.refusal().await, (Some(0), "bad-version".to_owned()), "nor from a page of another version");
}

#[tokio::test]
async fn twenty_refusals_in_a_minute_are_enough() {
    let city = TestCity::on_sqlite().await;
    let address = city.go_live().await;
    let mut desk = Socket::open(address, &city.person("staff1").await).await;
    for _ in 0..21 {
        desk.text("x").await;
        desk.refusal().await;
    }
    assert_eq!(desk.bye().await, Bye::Flooding);
}

#[tokio::test]
async fn more_than_fifty_frames_a_second_are_a_flood() {
    let city = TestCity::on_sqlite().await;
    let address = city.go_live().await;
    let mut desk = Socket::open(address, &city.person("staff1").await).await;
    for _ in 0..50 {
        desk.frame(0, ClientMessage::Ping).await;
    }
    assert_eq!(desk.bye().await, Bye::Flooding, "hello was the first of them");
}

#[tokio::test]
async fn a_client_that_does_not_read_loses_its_socket_and_costs_the_others_nothing() {
    let city = TestCity::on_sqlite().await;
    let mut at = counter(&city).await;
    let mut slow = city.slow(&city.person("staff2").await).await;
    // Each ring and each end is a whole queue to every desk: far more than the slow one's buffers and its line hold.
    for round in 0..150 {
        let rang = at.booth.ask(ring(&format!("r{round}"))).await.expect("it rings");
        let ServerMessage::Rang { call, .. } = rang else { panic!("{rang:?}") };
        at.desk.queue(|rows| rows.iter().any(|row| row.call == call)).await;
        at.booth.done(ClientMessage::End { call }).await;
        at.desk.queue(<[_]>::is_empty).await;
        // Slowly enough to be no flood, and soon enough to keep every lease.
        city.wait(60);
    }
    let read = async { while let Some(Ok(_)) = slow.next().await {} };
    tokio::time::timeout(PATIENCE, read).await.expect("the line ends");
    at.booth.ask(ring("last")).await.expect("the others go on");
}

#[tokio::test]
async fn a_silent_desk_is_let_go() {
    let city = TestCity::on_sqlite().await;
    let address = city.go_live().await;
    let mut desk = Socket::desk(address, &city.person("staff1").await).await;
    city.wait(20_000);
    assert_eq!(desk.bye().await, Bye::Silent);
}
