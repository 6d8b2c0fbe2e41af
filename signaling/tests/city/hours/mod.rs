//! リモート窓口の時間: the plan as it is drafted, published and taken back; closures; holidays; walk-ins.

mod closures;
mod demonstration;
mod drafts;
mod grid;
mod holidays;
mod walk_ins;

use crate::harness::{Answer, Client, TestCity, json};
use http::Method;
use serde_json::{Value, json as value};
use signaling::on;

const MACHI: &str = "kokurakita-machi";
const DRAFT: &str = "/api/schedule/draft";
const PUBLISH: &str = "/api/schedule/publish";

const WORKDAYS: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];

/// まちづくり推進課 on workdays from nine to half past four, for two sites.
pub(crate) fn opening(id: &str) -> Value {
    value!({
        "id": id, "section": MACHI, "sites": ["itozu", "kokura-chuo"], "subjects": [], "kind": "counter", "title": null,
        "days": { "is": "weekly", "days": WORKDAYS, "from": "2026-11-01", "until": null }, "except": [],
        "hours": { "opens": "09:00", "closes": "16:30" }, "unit_minutes": 30, "seats": 2, "interpreter": null,
        "on_holidays": false
    })
}

pub(crate) fn plan(openings: &[Value]) -> Value {
    let week = value!([{ "days": WORKDAYS, "hours": { "opens": "08:30", "closes": "17:15" } }]);
    value!({
        "buildings": [], "interpreters": [], "lengths": [], "openings": openings,
        "offices": [{ "section": MACHI, "calendar": { "week": week, "dates": [] } }],
        "rules": { "lead_minutes": 30, "horizon_days": 60, "per_person": 3, "early_minutes": 15, "late_minutes": 10 }
    })
}

/// With one thing of an opening put another way.
pub(crate) fn but(mut opening: Value, field: &str, is: Value) -> Value {
    opening[field] = is;
    opening
}

/// A change that says for which revision it is meant.
pub(crate) async fn change(client: &Client, method: Method, path: &str, tag: Option<u64>, body: &Value) -> Answer {
    let mut request = json(method, path, body.to_string());
    if let Some(tag) = tag {
        request.headers_mut().insert("if-match", format!("\"{tag}\"").parse().expect("a tag"));
    }
    client.send(request).await
}

/// Drafts and publishes a plan for 小倉北区.
pub(crate) async fn publish(city: &TestCity, plan: &Value) {
    let coordinator = city.person("coordinator1").await;
    let revision = coordinator.get("/api/schedule").await.expect(200).json()["revision"].as_u64();
    let drafted = change(&coordinator, Method::PUT, DRAFT, revision, plan).await.expect(200).json();
    change(&coordinator, Method::POST, PUBLISH, drafted["revision"].as_u64(), &Value::Null).await.expect(200);
}

/// How often an act was written down.
pub(crate) async fn audited(city: &TestCity, act: &str) -> i64 {
    let count = on!(Db, &city.app.db, |pool| sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE act = $1")
        .bind(act)
        .fetch_one(pool)
        .await);
    count.expect("a count")
}

/// The paths of a refusal's errors.
pub(crate) fn paths(refusal: &Answer) -> Vec<String> {
    let errors = refusal.json()["errors"].as_array().expect("errors").clone();
    errors.iter().map(|error| error["path"].as_str().expect("a path").to_owned()).collect()
}
