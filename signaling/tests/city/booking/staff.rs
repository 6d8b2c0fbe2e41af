//! `/api/bookings`: what staff and coordinators do; and `/api/v1`, what a telephone service does.

use super::{HALF, SITE, SUBJECT, TEN, book, key, look, open, plan, publish, wish, with};
use crate::harness::{Answer, Client, TestCity, json as request};
use http::Method;
use serde_json::{Value, json};
use signaling::account::Role;
use signaling::booking::service;
use signaling::clock::{HOUR, MINUTE, Millis};

async fn book_for(client: &Client, starts: Millis) -> Value {
    let held = client.post("/api/bookings/holds", &wish(starts)).await.expect(201);
    let mut new = with(&held);
    new["telephone"] = json!("093-582-1234");
    client.post("/api/bookings", &new).await.expect(201).json()
}

async fn rows(client: &Client, query: &str) -> Vec<Value> {
    let answer = client.get(&format!("/api/bookings?{query}")).await.expect(200).json();
    answer.as_array().expect("rows").clone()
}

/// The row of a booking, found by its code.
async fn row(client: &Client, booking: &Value) -> Value {
    client.post("/api/bookings/search", &json!({ "code": booking["code"] })).await.expect(200).json()[0].clone()
}

async fn act(client: &Client, row: &Value, act: &str, body: &Value) -> Answer {
    let id = row["booking"].as_str().expect("an id");
    client.post(&format!("/api/bookings/{id}/{act}"), body).await
}

fn asked() -> Value {
    json!({ "request": key() })
}

/// A telephone service.
struct Service {
    client: Client,
    token: String,
}

impl Service {
    async fn of(city: &TestCity, ward: &str) -> Self {
        let ward = ward.parse().expect("an id");
        let (_, secret) = service::add(&city.app, &ward, "電話予約（例）").await.expect("a token");
        Self { client: city.anybody(), token: secret.reveal().clone() }
    }

    async fn ask(&self, method: Method, path: &str, body: &Value) -> Answer {
        let mut asks = request(method, path, body.to_string());
        asks.headers_mut().insert("authorization", format!("Bearer {}", self.token).parse().expect("a value"));
        self.client.send(asks).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path, body).await
    }
}

on_both_databases! {
    async fn staff_book_for_somebody_who_called_and_find_them_by_their_code(city: TestCity) {
        open(&city, 1).await;
        let staff = city.person("staff1").await;
        let booking = book_for(&staff, TEN).await;
        assert_eq!(look(&city.anybody(), &booking).await, booking);
        let row = row(&staff, &booking).await;
        assert_eq!((&row["channel"], &row["telephone"], &row["time"]), (&json!("staff"), &json!("093-582-1234"), &json!("10:00")));
        assert_eq!(rows(&staff, "from=2026-11-23").await, std::slice::from_ref(&row));
        assert_eq!(rows(&staff, &format!("site={SITE}&section=kokurakita-machi&state=booked")).await, [row]);
        assert!(rows(&staff, "from=2026-11-24").await.is_empty() && rows(&staff, "state=cancelled").await.is_empty());
        let none = staff.post("/api/bookings/search", &json!({ "code": "22222222" })).await.expect(200);
        assert_eq!(none.json(), json!([]));
    }

    async fn staff_move_cancel_and_take_it_back(city: TestCity) {
        open(&city, 1).await;
        let staff = city.person("staff1").await;
        let booking = book_for(&staff, TEN).await;
        let row = row(&staff, &booking).await;
        let to = json!({ "request": key(), "site": SITE, "starts": TEN + HALF });
        let moved = act(&staff, &row, "move", &to).await.expect(200).json();
        assert_eq!(moved["time"], "10:30");
        assert_eq!(act(&staff, &row, "move", &to).await.expect(200).json(), moved, "a retry");
        act(&staff, &row, "restore", &asked()).await.refuses(409, "wrong-state");
        let cancel = asked();
        let cancelled = act(&staff, &row, "cancel", &cancel).await.expect(200).json();
        assert_eq!(act(&staff, &row, "cancel", &cancel).await.expect(200).json(), cancelled);
        assert_eq!(cancelled["state"], "cancelled");
        assert_eq!(act(&staff, &row, "restore", &asked()).await.expect(200).json()["state"], "booked");
        act(&staff, &row, "cancel", &asked()).await.expect(200);
        book(&city.anybody(), TEN + HALF).await;
        act(&staff, &row, "restore", &asked()).await.refuses(409, "slot-gone");
    }

    async fn what_nobody_knows_of_is_settled_and_nothing_is_missed_by_itself(city: TestCity) {
        open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        let coordinator = city.person("coordinator1").await;
        let found = row(&coordinator, &booking).await;
        let settle = |settlement: &str| json!({ "settlement": settlement });
        act(&coordinator, &found, "settle", &settle("missed")).await.refuses(409, "wrong-state");
        assert!(rows(&coordinator, "unconfirmed=true").await.is_empty());
        city.wait(25 * HOUR + 11 * MINUTE);
        let coordinator = city.person("coordinator1").await;
        assert_eq!(rows(&coordinator, "unconfirmed=true").await.len(), 1);
        let staff = city.person("staff1").await;
        act(&staff, &found, "settle", &settle("missed")).await.refuses(403, "forbidden");
        for (how, state, open) in [("missed", "missed", 0), ("served", "served", 0), ("reopen", "booked", 1)] {
            assert_eq!(act(&coordinator, &found, "settle", &settle(how)).await.expect(200).json()["state"], state);
            assert_eq!(rows(&coordinator, "unconfirmed=true").await.len(), open);
        }
    }

    async fn a_closed_day_lists_the_bookings_that_it_hits_and_what_was_done(city: TestCity) {
        open(&city, 3).await;
        city.booth(SITE).await;
        city.booth(SITE).await;
        let coordinator = city.person("coordinator1").await;
        let called = book_for(&coordinator, TEN).await;
        let (moved, cancelled) = (book(&city.anybody(), TEN).await, book(&city.anybody(), TEN).await);
        let affected = async || coordinator.get("/api/affected").await.expect(200).json();
        assert_eq!(affected().await, json!([]));
        let found = row(&coordinator, &called).await;
        act(&coordinator, &found, "remedy", &json!({ "remedy": "called" })).await.refuses(409, "wrong-state");

        let mut closed = plan(3);
        closed["openings"][0]["except"] = json!(["2026-11-23"]);
        publish(&city, super::WARD, &closed).await;
        let hit = affected().await;
        assert_eq!(hit.as_array().map(Vec::len), Some(3));
        assert_eq!((&hit[0]["why"], &hit[0]["remedy"]), (&json!("no-opening"), &json!("open")));
        assert_eq!(look(&city.anybody(), &called).await["state"], "booked", "nothing is cancelled by itself");
        act(&coordinator, &found, "remedy", &json!({ "remedy": "called" })).await.expect(200);
        act(&coordinator, &found, "remedy", &json!({ "remedy": "offered" })).await.refuses(400, "bad-field");
        act(&coordinator, &found, "remedy", &json!({ "remedy": "moved" })).await.refuses(400, "bad-field");
        let to = json!({ "request": key(), "site": SITE, "starts": TEN + 24 * HOUR });
        act(&coordinator, &row(&coordinator, &moved).await, "move", &to).await.expect(200);
        act(&coordinator, &row(&coordinator, &cancelled).await, "cancel", &asked()).await.expect(200);
        let left = affected().await;
        let remedies: Vec<_> = left.as_array().expect("rows").iter().map(|row| row["remedy"].clone()).collect();
        assert!(["called", "moved", "cancelled"].iter().all(|remedy| remedies.contains(&json!(remedy))), "{remedies:?}");
        assert_eq!(left.as_array().expect("rows")[0]["telephone"], "093-582-1234");
    }

    async fn who_may_not_is_refused(city: TestCity) {
        open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        let staff = city.person("staff1").await;
        let found = row(&staff, &booking).await;
        for login in ["interpreter1", "attendant1", "auditor1", "admin1"] {
            let other = city.person(login).await;
            other.get("/api/bookings").await.refuses(403, "forbidden");
            other.get("/api/affected").await.refuses(403, "forbidden");
            other.post("/api/bookings/holds", &wish(TEN)).await.refuses(403, "forbidden");
            other.post("/api/bookings/search", &json!({ "code": booking["code"] })).await.refuses(403, "forbidden");
            act(&other, &found, "cancel", &asked()).await.refuses(403, "forbidden");
        }
        city.anybody().get("/api/bookings").await.refuses(401, "not-signed-in");
        let children = city.person("staff3").await;
        assert!(rows(&children, "").await.is_empty(), "another section's");
        assert_eq!(row(&children, &booking).await, Value::Null);
        act(&children, &found, "cancel", &asked()).await.refuses(403, "forbidden");
        let stranger = city.hire_in("moji", "mojistaff", Role::Coordinator, None).await;
        assert!(rows(&stranger, "").await.is_empty());
        for doing in ["cancel", "restore"] {
            act(&stranger, &found, doing, &asked()).await.refuses(404, "not-found");
        }
        act(&stranger, &found, "settle", &json!({ "settlement": "missed" })).await.refuses(404, "not-found");
        act(&stranger, &found, "remedy", &json!({ "remedy": "called" })).await.refuses(404, "not-found");
        stranger.post("/api/bookings/holds", &wish(TEN)).await.refuses(404, "not-found");
    }

    async fn a_list_that_cannot_be_read_is_refused_by_its_field(city: TestCity) {
        let staff = city.person("staff1").await;
        for (query, field) in [
            ("from=tomorrow", "from"),
            ("from=2026-11-23&until=2026-11-22", "until"),
            ("from=2026-01-01&until=2026-12-31", "until"),
            ("state=lost", "state"),
            ("color=red", "color"),
        ] {
            let refused = staff.get(&format!("/api/bookings?{query}")).await.refuses(400, "bad-field");
            assert_eq!(refused.json()["errors"][0]["path"], field, "{query}");
        }
    }

    async fn a_telephone_service_books_moves_and_cancels_in_its_ward(city: TestCity) {
        open(&city, 1).await;
        let service = Service::of(&city, super::WARD).await;
        let bookable = service.ask(Method::GET, "/api/v1/bookable", &Value::Null).await.expect(200).json();
        assert_eq!(bookable["wards"][0]["ward"], super::WARD);
        let times = format!("/api/v1/times?subject={SUBJECT}&site={SITE}");
        let times = service.ask(Method::GET, &times, &Value::Null).await.expect(200).json();
        assert_eq!(times["times"][0]["time"], "09:00");
        let asks = wish(TEN);
        let held = service.post("/api/v1/bookings/holds", &asks).await.expect(201);
        assert_eq!(service.post("/api/v1/bookings/holds", &asks).await.expect(201).text, held.text);
        let booking = service.post("/api/v1/bookings", &with(&held)).await.expect(201).json();
        let to = json!({ "request": key(), "code": booking["code"], "site": SITE, "starts": TEN + HALF });
        service.post("/api/v1/bookings/move", &to).await.expect(200);
        let by_code = json!({ "code": booking["code"] });
        assert_eq!(service.post("/api/v1/bookings/look", &by_code).await.expect(200).json()["time"]["time"], "10:30");
        let cancel = json!({ "request": key(), "code": booking["code"] });
        assert_eq!(service.post("/api/v1/bookings/cancel", &cancel).await.expect(200).json()["state"], "cancelled");
        let held = service.post("/api/v1/bookings/holds", &wish(TEN)).await.expect(201).json();
        service.post("/api/v1/bookings/holds/release", &json!({ "hold": held["hold"] })).await.expect(204);
        book(&city.anybody(), TEN).await;
    }

    async fn a_telephone_service_without_its_token_or_of_another_ward_gets_nothing(city: TestCity) {
        open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        let mut service = Service::of(&city, "moji").await;
        service.post("/api/v1/bookings/holds", &wish(TEN)).await.refuses(404, "not-found");
        service.post("/api/v1/bookings/look", &json!({ "code": booking["code"] })).await.refuses(403, "bad-code");
        let known = service::list(&city.app).await.expect("a list");
        service::revoke(&city.app, &known[0].token).await.expect("revoked");
        service::revoke(&city.app, &known[0].token).await.expect_err("revoked before");
        service.post("/api/v1/bookings/holds", &wish(TEN)).await.refuses(401, "not-signed-in");
        service.token = "guess".to_owned();
        service.post("/api/v1/bookings/look", &json!({ "code": "22222222" })).await.refuses(401, "not-signed-in");
        city.anybody().post("/api/v1/bookings", &json!({})).await.refuses(401, "not-signed-in");
        let nowhere = "atlantis".parse().expect("an id");
        service::add(&city.app, &nowhere, "電話").await.expect_err("no such ward");
    }
}
