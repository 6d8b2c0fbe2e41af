//! Bookings, on every path that there is.

mod arrival;
mod codes;
mod crash;
mod mails;
mod model;
mod public;
mod staff;

use crate::harness::{Answer, Client, TestCity};
use serde_json::{Value, json};
use signaling::clock::{HOUR, MINUTE, Millis};
use signaling::on;
use std::cell::Cell;

pub(crate) const WARD: &str = "kokurakita";
pub(crate) const SITE: &str = "kokura-chuo";
pub(crate) const SUBJECT: &str = "garbage-support";
/// Monday 23 November 2026, 10:00 in 北九州: a day and an hour after the tests' morning.
pub(crate) const TEN: Millis = crate::harness::MORNING + 25 * HOUR;
pub(crate) const HALF: Millis = 30 * MINUTE;

/// まちづくり推進課 on weekdays from nine to half past four, with so many seats, for three sites.
pub(crate) fn plan(seats: u16) -> Value {
    json!({
        "buildings": [], "offices": [], "interpreters": [], "lengths": [],
        "openings": [{
            "id": "machi", "section": "kokurakita-machi", "sites": [SITE, "itozu", "mall-example"], "subjects": [],
            "kind": "counter", "title": null,
            "days": { "is": "weekly", "days": ["mon", "tue", "wed", "thu", "fri"], "from": "2026-11-01", "until": null },
            "except": [], "hours": { "opens": "09:00", "closes": "16:30" }, "unit_minutes": 30, "seats": seats,
            "interpreter": null, "on_holidays": false
        }],
        "rules": { "lead_minutes": 30, "horizon_days": 60, "per_person": 2, "early_minutes": 15, "late_minutes": 10 }
    })
}

/// Makes a plan count at once.
pub(crate) async fn publish(city: &TestCity, ward: &str, plan: &Value) {
    let body = plan.to_string();
    on!(Db, &city.app.db, |pool| {
        sqlx::query(
            "INSERT INTO hours (ward, version, stamp, revision) VALUES ($1, 1, 1, 1) \
             ON CONFLICT (ward) DO UPDATE SET version = hours.version + 1, stamp = hours.stamp + 1",
        )
        .bind(ward)
        .execute(pool)
        .await
        .expect("a version");
        sqlx::query(
            "INSERT INTO plan (ward, version, body, at) SELECT ward, version, $2, 0 FROM hours WHERE ward = $1",
        )
        .bind(ward)
        .bind(body)
        .execute(pool)
        .await
        .expect("a plan");
    });
}

/// A counter with so many seats and one booth, which can be booked.
pub(crate) async fn open(city: &TestCity, seats: u16) -> Client {
    publish(city, WARD, &plan(seats)).await;
    city.booth(SITE).await
}

/// An idempotency key that nothing else has.
pub(crate) fn key() -> String {
    thread_local!(static COUNT: Cell<u32> = const { Cell::new(0) });
    let n = COUNT.replace(COUNT.get() + 1);
    format!("request-of-a-test-{n:04}")
}

pub(crate) fn wish(starts: Millis) -> Value {
    json!({ "request": key(), "subject": SUBJECT, "site": SITE, "starts": starts })
}

pub(crate) fn with(hold: &Answer) -> Value {
    json!({ "request": key(), "hold": hold.json()["hold"], "language": "ja", "telephone": null, "email": null })
}

pub(crate) async fn hold(client: &Client, starts: Millis) -> Answer {
    client.post("/api/book/holds", &wish(starts)).await
}

/// A booking by anybody.
pub(crate) async fn book(client: &Client, starts: Millis) -> Value {
    let held = hold(client, starts).await.expect(201);
    client.post("/api/book/bookings", &with(&held)).await.expect(201).json()
}

pub(crate) async fn look(client: &Client, booking: &Value) -> Value {
    client.post("/api/book/look", &json!({ "code": booking["code"] })).await.expect(200).json()
}

/// How many rows a table has.
pub(crate) async fn count(city: &TestCity, of: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {of}"));
    on!(Db, &city.app.db, |pool| sqlx::query_scalar(sql).fetch_one(pool).await.expect("a count"))
}
