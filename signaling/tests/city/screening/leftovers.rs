//! What is left afterwards: nothing.

use super::{SCREENING, at_booth, given, publish, ring};
use crate::booking::{SITE, SUBJECT, TEN, WARD, plan, wish, with};
use crate::calls::{accept, counter, end, wrap_up};
use crate::harness::TestCity;
use protocol::call::CallState;
use serde_json::json as value;

/// What was answered is neither logged nor written: not in a row, not in the audit log. The database's own files are read.
#[tokio::test]
async fn answers_leave_nothing_behind() {
    let city = TestCity::on_sqlite().await;
    publish(&city, SCREENING).await;
    let mut c = counter(&city).await;
    let answers = given(1, &value!({ "talk": "quiet", "planted-question": "planted-answer" }));
    let step = at_booth(&c.tablet, SUBJECT, &answers).await.expect(200).json();
    assert_eq!(step["guidance"]["decision"]["verdict"], "remote-private");
    at_booth(&c.tablet, SUBJECT, &given(1, &value!({ "talk": "planted-answer" }))).await.expect(200);
    c.booth.say(ring(SUBJECT, &answers, true)).await;
    let call = c.booth.call(|call| call.state == CallState::Ringing).await;
    assert_eq!(call.site.as_str(), SITE);
    c.desk.done(accept(&call)).await;
    c.desk.done(end(&call)).await;
    c.desk.done(wrap_up(&call.call)).await;
    crate::booking::publish(&city, WARD, &plan(1)).await;
    let mut asks = wish(TEN);
    asks["screened"] = answers.clone();
    let held = city.anybody().post("/api/book/holds", &asks).await.expect(201);
    city.anybody().post("/api/book/bookings", &with(&held)).await.expect(201);
    let log = super::logged();
    assert!(log.contains("answered a request") && !log.contains("planted"), "in the log");
    for file in ["city.db", "city.db-wal"] {
        let bytes = std::fs::read(city.directory.path().join(file)).expect("a file of the database");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("planted"), "in {file}");
    }
}
