//! Rings, holds and moves go by the verdict.

use super::{SCREENING, disagreed, enclose, given, publish, ring};
use crate::booking::{HALF, SITE, SUBJECT, TEN, WARD, count, key, open, plan, wish, with};
use crate::calls::{accept, counter};
use crate::harness::{Client, MORNING, TestCity};
use crate::hours::audited;
use protocol::call::{CallState, ScreenedAs};
use protocol::screening::Verdict;
use serde_json::{Value, json as value};
use signaling::booking::service;
use signaling::on;

/// A wish for a time, with what was answered.
fn screened(site: &str, given: &Value) -> Value {
    let mut wish = wish(TEN);
    wish["site"] = value!(site);
    wish["screened"] = given.clone();
    wish
}

/// Lets desks of 小倉北区 answer a subject that nobody answers.
async fn answered_by_a_section(city: &TestCity, subject: &str) {
    let done = on!(Db, &city.app.db, |pool| sqlx::query(
        "INSERT INTO section_subject (ward, subject, section) VALUES ('kokurakita', $1, 'kokurakita-machi')"
    )
    .bind(subject)
    .execute(pool)
    .await
    .map(drop));
    done.expect("a section");
}

async fn move_to(client: &Client, booking: &Value, site: &str, starts: i64) -> crate::harness::Answer {
    let asks = value!({ "request": key(), "code": booking["code"], "site": site, "starts": starts });
    client.post("/api/book/move", &asks).await
}

on_both_databases! {
    async fn a_ring_goes_by_its_verdict_and_officers_are_told(city: TestCity) {
        publish(&city, SCREENING).await;
        let mut c = counter(&city).await;
        assert_eq!(c.booth.refused(ring(SUBJECT, &value!(null), false)).await, "unscreened");
        assert_eq!(c.booth.refused(ring(SUBJECT, &given(1, &value!({ "talk": "maybe" })), false)).await, "unscreened");
        assert_eq!(c.booth.refused(ring(SUBJECT, &given(1, &value!({ "talk": "no" })), false)).await, "not-remote");
        assert_eq!(c.booth.refused(ring("moving", &value!(null), true)).await, "not-remote", "no section answers");
        assert_eq!(count(&city, "call").await, 0);

        c.booth.say(ring(SUBJECT, &given(1, &value!({ "talk": "quiet" })), true)).await;
        let call = c.booth.call(|call| call.state == CallState::Ringing).await;
        let told = Some(ScreenedAs { verdict: Verdict::RemotePrivate, disagrees: false });
        assert_eq!(call.screened, told, "the booth begins it by its verdict");
        let rows = c.desk.queue(|rows| !rows.is_empty()).await;
        assert_eq!(rows[0].screened, told, "nobody disagrees with a call");
        let accepted = c.desk.makes(accept(&call), |call| call.state == CallState::Accepted).await;
        assert_eq!(accepted.screened, told);
        assert_eq!(disagreed(&city).await, 0);
    }

    async fn who_finds_a_verdict_wrong_rings_all_the_same_and_is_counted(city: TestCity) {
        publish(&city, SCREENING).await;
        let mut c = counter(&city).await;
        let wishes = ring(SUBJECT, &given(1, &value!({ "talk": "no" })), true);
        c.booth.say(wishes.clone()).await;
        c.booth.call(|call| call.state == CallState::Ringing).await;
        let rows = c.desk.queue(|rows| !rows.is_empty()).await;
        assert_eq!(rows[0].screened, Some(ScreenedAs { verdict: Verdict::EnclosedBooth, disagrees: true }));
        c.booth.ask(wishes).await.expect("the call that it made");
        assert_eq!(disagreed(&city).await, 1, "a repeated ring is one");
    }

    async fn nobody_rings_from_a_quiet_card_and_it_leaves_no_trace(city: TestCity) {
        publish(&city, SCREENING).await;
        let mut c = counter(&city).await;
        answered_by_a_section(&city, "violence").await;
        let before = count(&city, "audit").await;
        let shown = super::at_booth(&c.tablet, "violence", &value!(null)).await.expect(200).json()["guidance"].clone();
        assert_eq!((&shown["office"], &shown["bring"], &shown["may_disagree"]), (&value!(null), &value!(null), &value!(false)));
        for disagrees in [false, true] {
            assert_eq!(c.booth.refused(ring("violence", &value!(null), disagrees)).await, "not-remote");
        }
        let told = value!({ "subject": "violence", "reason": "in-person" });
        c.tablet.post("/api/booth/turn-aways", &told).await.expect(204);
        assert_eq!((count(&city, "turn_away").await, count(&city, "call").await, count(&city, "audit").await), (0, 0, before));
        assert!(super::logged().contains("answered a request") && !super::logged().contains("violence"));
    }

    async fn a_time_is_held_by_its_verdict_on_every_path(city: TestCity) {
        publish(&city, SCREENING).await;
        let booth = open(&city, 3).await;
        let (anybody, staff) = (city.anybody(), city.person("staff1").await);
        let (yes, no) = (given(1, &value!({ "talk": "yes" })), given(1, &value!({ "talk": "no" })));
        let paths = [(&anybody, "/api/book/holds"), (&booth, "/api/booth/holds"), (&staff, "/api/bookings/holds")];
        for (client, path) in paths {
            client.post(path, &wish(TEN)).await.refuses(422, "unscreened");
            client.post(path, &screened(SITE, &no)).await.refuses(422, "not-remote");
        }
        let (_, token) = service::add(&city.app, &"kokurakita".parse().expect("an id"), "電話").await.expect("a token");
        let mut asks = crate::harness::json(http::Method::POST, "/api/v1/bookings/holds", wish(TEN).to_string());
        asks.headers_mut().insert("authorization", format!("Bearer {}", token.reveal()).parse().expect("a value"));
        anybody.send(asks).await.refuses(422, "unscreened");
        assert_eq!((count(&city, "booking").await, count(&city, "claim").await), (0, 0));
        anybody.post("/api/book/holds", &screened(SITE, &yes)).await.expect(201);
        let verdict = on!(Db, &city.app.db, |pool| sqlx::query_scalar::<_, Option<String>>("SELECT verdict FROM booking").fetch_one(pool).await);
        assert_eq!(verdict.expect("a booking").as_deref(), Some("remote"));
    }

    async fn staff_overrule_a_verdict_visibly_and_nobody_else_does(city: TestCity) {
        publish(&city, SCREENING).await;
        let booth = open(&city, 1).await;
        let (anybody, staff) = (city.anybody(), city.person("staff1").await);
        let overruling = |given: &Value| {
            let mut wish = screened(SITE, given);
            wish["overrules"] = value!(true);
            wish
        };
        let no = given(1, &value!({ "talk": "no" }));
        anybody.post("/api/book/holds", &overruling(&no)).await.refuses(403, "forbidden");
        booth.post("/api/booth/holds", &overruling(&no)).await.refuses(403, "forbidden");
        let wish = overruling(&no);
        let held = staff.post("/api/bookings/holds", &wish).await.expect(201);
        staff.post("/api/bookings/holds", &wish).await.expect(201);
        assert_eq!((disagreed(&city).await, audited(&city, "screening-overruled").await), (1, 1), "a repeated hold is one");
        let booking = staff.post("/api/bookings", &with(&held)).await.expect(201).json();
        move_to(&anybody, &booking, "itozu", TEN + HALF).await.refuses(409, "not-open");
        city.booth("itozu").await;
        move_to(&anybody, &booking, "itozu", TEN + HALF).await.expect(200);
        staff.post("/api/bookings/holds", &overruling(&given(1, &value!({ "talk": "yes" })))).await.expect(201);
        assert_eq!(disagreed(&city).await, 1, "what goes anyway is overruled by nobody");
    }

    async fn a_booking_moves_where_whatever_was_answered_leads_to_the_same(city: TestCity) {
        publish(&city, SCREENING).await;
        open(&city, 3).await;
        enclose(&city, "itozu").await;
        city.booth("itozu").await;
        let anybody = city.anybody();
        let held = anybody.post("/api/book/holds", &screened("itozu", &given(1, &value!({ "talk": "no" })))).await.expect(201);
        let booking = anybody.post("/api/book/bookings", &with(&held)).await.expect(201).json();
        move_to(&anybody, &booking, "itozu", TEN + HALF).await.expect(200);
        move_to(&anybody, &booking, SITE, TEN).await.refuses(422, "not-remote");
        let held = anybody.post("/api/book/holds", &screened(SITE, &given(1, &value!({ "talk": "yes" })))).await.expect(201);
        let booking = anybody.post("/api/book/bookings", &with(&held)).await.expect(201).json();
        move_to(&anybody, &booking, "itozu", TEN).await.expect(200);
    }

    async fn a_ring_with_a_booking_was_screened_when_it_was_booked(city: TestCity) {
        publish(&city, SCREENING).await;
        crate::booking::publish(&city, WARD, &plan(1)).await;
        city.booth(SITE).await;
        let anybody = city.anybody();
        let held = anybody.post("/api/book/holds", &screened(SITE, &given(1, &value!({ "talk": "yes" })))).await.expect(201);
        let booking = anybody.post("/api/book/bookings", &with(&held)).await.expect(201).json();
        city.wait(TEN - MORNING);
        let mut c = counter(&city).await;
        let code = value!({ "code": booking["code"] });
        let checked = c.tablet.post("/api/booth/check-in", &code).await.expect(200).json();
        let mut message = serde_json::to_value(ring(SUBJECT, &value!(null), false)).expect("plain values serialise");
        message["booking"] = checked["booking"].clone();
        c.booth.say(serde_json::from_value(message).expect("a ring")).await;
        c.booth.call(|call| call.state == CallState::Ringing).await;
        let rows = c.desk.queue(|rows| !rows.is_empty()).await;
        assert_eq!(rows[0].screened, Some(ScreenedAs { verdict: Verdict::Remote, disagrees: false }));
    }
}
