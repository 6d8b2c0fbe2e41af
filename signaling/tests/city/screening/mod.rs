//! 事前確認: what is asked and said, what rings and holds are measured by, and what is left of it afterwards.

mod counter;
mod enclosed;
mod enforced;
mod leftovers;
mod steps;
mod versions;

use crate::harness::{Answer, Client, TestCity};
use protocol::id::WardId;
use protocol::signal::ClientMessage;
use serde_json::{Value, json as value};
use signaling::on;
use signaling::publication::operator;

pub(crate) const SCREENING: &str = include_str!("../../../../demo/screening.json");
pub(crate) const GUIDE: &str = include_str!("../../../../demo/guide-disability.json");

/// Publishes a file in every ward.
pub(crate) async fn publish(city: &TestCity, text: &str) -> Vec<WardId> {
    let body = operator::parse(text).expect("a screening or a guide");
    operator::publish(&city.app, &body, &[], false).await.expect("sound")
}

pub(crate) fn given(version: u32, answers: &Value) -> Value {
    value!({ "version": version, "answers": answers })
}

/// Asks at a booth, of its own site.
async fn at_booth(booth: &Client, subject: &str, given: &Value) -> Answer {
    booth.post("/api/booth/screening", &value!({ "subject": subject, "given": given })).await
}

fn ring(subject: &str, given: &Value, disagrees: bool) -> ClientMessage {
    let message = value!({
        "type": "ring", "request": crate::booking::key(), "subject": subject, "language": "ja", "screened": given,
        "disagrees": disagrees
    });
    serde_json::from_value(message).expect("a ring")
}

/// How often somebody went on against a verdict.
async fn disagreed(city: &TestCity) -> i64 {
    let count = on!(Db, &city.app.db, |pool| sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM turn_away WHERE reason = 'disagreed'"
    )
    .fetch_one(pool)
    .await);
    count.expect("a count")
}

/// What our own code logged.
fn logged() -> String {
    let lines = crate::harness::log::text();
    lines.lines().filter(|line| line.contains("\"target\":\"signaling")).collect()
}

/// Makes a site a closed room.
async fn enclose(city: &TestCity, site: &str) {
    let done = on!(Db, &city.app.db, |pool| sqlx::query("UPDATE site SET privacy = 'enclosed' WHERE id = $1")
        .bind(site)
        .execute(pool)
        .await
        .map(drop));
    done.expect("a site");
}
