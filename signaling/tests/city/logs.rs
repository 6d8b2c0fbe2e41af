//! Logs hold no personal data, no secret and no id out of a path.

use crate::harness::{TestCity, log};
use http::{Method, header};
use serde_json::{Value, json};
use signaling::account::demo;

#[tokio::test]
async fn what_is_planted_is_not_found() {
    let city = TestCity::on_sqlite().await;
    let staff = city.person("staff1").await;
    let token = staff.cookies().trim_start_matches("__Host-session=").to_owned();
    let me = staff.get("/api/session").await.expect(200).json();
    let account = me["account"].as_str().expect("an id").to_owned();
    let wrong = json!({ "login": "planted-login", "password": "planted-password" });
    city.anybody().post("/api/session", &wrong).await.expect(401);
    let code = city.code("kokura-chuo", protocol::device::DeviceKind::Pair).await;
    // Refused for what stands in it, which nobody reads about.
    let mut memo = crate::harness::json(
        Method::PUT,
        "/api/memos/garbage-support",
        json!({ "content": { "script": "1234-5678-9018", "phrases": [] } }).to_string(),
    );
    memo.headers_mut().insert(header::IF_MATCH, "\"0\"".parse().expect("a value"));
    let refused = staff.send(memo).await.expect(400);
    assert!(!refused.json().to_string().contains("1234-5678-9018"));
    city.anybody().post("/api/devices/pair", &json!({ "code": code })).await.expect(200);
    staff.post(&format!("/api/accounts/{account}/revoke"), &Value::Null).await.expect(403);
    let mut agent = crate::harness::json(Method::GET, "/api/session?planted-query", String::new());
    agent.headers_mut().insert(header::USER_AGENT, "planted-agent".parse().expect("a value"));
    city.anybody().send(agent).await.expect(401);

    let text = log::text();
    for planted in [
        demo::PASSWORD,
        "planted",
        "1234-5678-9018",
        "職員 一郎",
        token.as_str(),
        code.as_str(),
        format!("/api/accounts/{account}").as_str(),
    ] {
        assert!(!text.contains(planted), "{planted} in the log");
    }
    let answered: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .filter(|line: &Value| line["fields"]["message"] == "answered a request")
        .collect();
    assert_eq!(answered.len(), 7);
    let refused = answered.iter().find(|line| line["fields"]["status"] == 403).expect("a line");
    assert_eq!(refused["fields"]["route"], "/api/accounts/{account}/revoke");
    assert_eq!(refused["fields"]["request"].as_str().map(str::len), Some(26));
}
