//! 受付, by phone and at a booth, and the call that serves a booking.

use super::{SITE, SUBJECT, TEN, book, look, open};
use crate::calls::counter;
use crate::harness::{Answer, Client, MORNING};
use protocol::call::CallState;
use protocol::place::Language;
use protocol::signal::ClientMessage;
use serde_json::{Value, json};
use signaling::clock::MINUTE;

async fn check_in(booth: &Client, booking: &Value) -> Answer {
    booth.post("/api/booth/check-in", &json!({ "code": booking["code"] })).await
}

async fn arrive(client: &Client, booking: &Value) -> Answer {
    client.post("/api/book/arrive", &json!({ "code": booking["code"] })).await
}

fn ring(request: &str, subject: &str, booking: &Value) -> ClientMessage {
    let id = booking["booking"].as_str().expect("an id").parse().expect("an id");
    ClientMessage::Ring {
        request: request.parse().expect("an id"),
        subject: subject.parse().expect("an id"),
        language: Language::Ja,
        booking: Some(id),
        screened: None,
        disagrees: false,
    }
}

on_both_databases! {
    async fn who_comes_early_is_told_from_when_and_who_comes_late_is_told_so(city: TestCity) {
        let booth = open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        let early = check_in(&booth, &booking).await.refuses(409, "too-early").json();
        assert_eq!(early["title"], "まだ受付の時間ではありません。11月23日の9:45から受付できます。");
        city.wait(TEN - MORNING - 16 * MINUTE);
        let early = arrive(&city.anybody(), &booking).await.refuses(409, "too-early").json();
        assert_eq!(early["title"], "まだ受付の時間ではありません。9:45から受付できます。");
        city.wait(MINUTE);
        assert_eq!(arrive(&city.anybody(), &booking).await.expect(200).json()["state"], "arrived");
        assert_eq!(arrive(&city.anybody(), &booking).await.expect(200).json()["state"], "arrived", "twice is once");
        let missed = book(&city.anybody(), TEN + super::HALF).await;
        city.wait(15 * MINUTE + 41 * MINUTE);
        check_in(&booth, &missed).await.refuses(409, "too-late");
        check_in(&booth, &booking).await.expect(200);
        assert_eq!(look(&city.anybody(), &missed).await["state"], "booked", "nobody is missed by itself");
    }

    async fn a_booth_of_the_ward_will_do_and_no_other(city: TestCity) {
        open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        city.wait(TEN - MORNING);
        let elsewhere = city.booth("dairi").await;
        check_in(&elsewhere, &booking).await.refuses(403, "bad-code");
        let checked = check_in(&city.booth("itozu").await, &booking).await.expect(200).json();
        assert_eq!((&checked["time"]["site"], &checked["subject"]), (&json!(SITE), &json!(SUBJECT)));
        check_in(&city.booth("itozu").await, &json!({ "code": "22222222" })).await.refuses(403, "bad-code");
        city.anybody().post("/api/booth/check-in", &json!({ "code": booking["code"] })).await.refuses(401, "not-signed-in");
    }

    async fn a_call_serves_the_booking_that_was_checked_in_at_its_booth(city: TestCity) {
        open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        city.wait(TEN - MORNING - 5 * MINUTE);
        let mut at = counter(&city).await;
        let checked = check_in(&at.tablet, &booking).await.expect(200).json();
        at.booth.say(ring("r1", SUBJECT, &checked)).await;
        let call = at.booth.call(|call| call.state == CallState::Ringing).await;
        assert_eq!(call.booked_at, Some(TEN as f64));
        let rows = at.desk.queue(|rows| !rows.is_empty()).await;
        assert_eq!(rows[0].booked_at, Some(TEN as f64));
        assert_eq!(look(&city.anybody(), &booking).await["state"], "served");
        at.booth.done(ClientMessage::End { call: call.call.clone() }).await;
        assert_eq!(at.booth.refused(ring("r2", SUBJECT, &checked)).await, "wrong-state");
        check_in(&at.tablet, &booking).await.refuses(409, "wrong-state");
    }

    async fn a_booking_rings_only_where_it_was_checked_in_and_about_its_subject(city: TestCity) {
        let other = open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        city.wait(TEN - MORNING);
        let mut at = counter(&city).await;
        let checked = check_in(&other, &booking).await.expect(200).json();
        assert_eq!(at.booth.refused(ring("r1", SUBJECT, &checked)).await, "wrong-state");
        check_in(&at.tablet, &booking).await.expect(200);
        assert_eq!(at.booth.refused(ring("r2", "bulky-waste", &checked)).await, "wrong-state");
        assert_eq!(at.booth.refused(ring("r3", SUBJECT, &json!({ "booking": "nobodys" }))).await, "not-found");
        at.booth.say(ring("r4", SUBJECT, &checked)).await;
        at.booth.call(|call| call.state == CallState::Ringing).await;
    }

    async fn a_booth_books_a_later_day(city: TestCity) {
        let booth = open(&city, 1).await;
        let held = booth.post("/api/booth/holds", &super::wish(TEN)).await.expect(201);
        let booking = booth.post("/api/booth/bookings", &super::with(&held)).await.expect(201).json();
        assert_eq!(look(&city.anybody(), &booking).await["time"]["time"], "10:00");
        city.anybody().post("/api/booth/holds", &super::wish(TEN)).await.refuses(401, "not-signed-in");
        let foreign = city.booth("dairi").await;
        foreign.post("/api/booth/holds", &super::wish(TEN)).await.refuses(409, "slot-gone");
        foreign.post("/api/booth/holds", &super::wish(TEN + super::HALF)).await.expect(201);
    }
}
