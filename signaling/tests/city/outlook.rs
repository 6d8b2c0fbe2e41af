//! What is shown outside of calls: the attendant's lamps and the public board.

use crate::calls::{SITE, counter};
use crate::harness::TestCity;
use protocol::call::CallState;
use protocol::signal::ClientMessage;
use serde_json::{Value, json as value};
use signaling::on;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

async fn lamp(city: &TestCity) -> Value {
    let rows = city.person("attendant1").await.get("/api/attendance").await.expect(200).json();
    rows[0]["lamp"].clone()
}

async fn crowd(city: &TestCity) -> Value {
    city.anybody().get(&format!("/api/board/{SITE}")).await.expect(200).json()["crowd"].clone()
}

on_both_databases! {
    async fn a_booth_is_ready_then_waits_then_is_in_use_and_its_counter_is_as_busy(city: TestCity) {
        let mut at = counter(&city).await;
        assert_eq!((lamp(&city).await, crowd(&city).await), (value!("ready"), value!("free")));
        let call = at.ring().await;
        assert_eq!((lamp(&city).await, crowd(&city).await), (value!("waiting"), value!("some")));
        at.desk.done(crate::calls::accept(&call)).await;
        at.booth.call(|call| call.state == CallState::Accepted).await;
        assert_eq!((lamp(&city).await, crowd(&city).await), (value!("in-use"), value!("some")));
        at.desk.done(ClientMessage::Alarm { call: call.call, on: true }).await;
        assert_eq!(lamp(&city).await, "needs-help");
    }

    async fn a_booth_that_is_not_heard_is_away_and_a_marked_one_out_of_order(city: TestCity) {
        let tablet = city.booth(SITE).await;
        city.wait(4 * MINUTE);
        assert_eq!((lamp(&city).await, crowd(&city).await), (value!("away"), value!("out-of-order")));
        let booth = tablet.get("/api/booth").await.json()["booth"].as_str().expect("an id").to_owned();
        let order = value!({ "type": "out-of-order", "on": true });
        city.person("admin1").await.post(&format!("/api/devices/{booth}/order"), &order).await.expect(204);
        assert_eq!(lamp(&city).await, "out-of-order");
    }

    async fn a_board_says_what_can_be_asked_and_nothing_of_anybody(city: TestCity) {
        let mut at = counter(&city).await;
        at.ring().await;
        let board = city.anybody().get(&format!("/api/board/{SITE}")).await.expect(200).json();
        let mut fields: Vec<_> = board.as_object().expect("a board").keys().map(String::as_str).collect();
        fields.sort_unstable();
        let told = ["crowd", "hours", "site", "site_name", "subjects", "telephone", "ward_name"];
        assert_eq!(fields, told);
        let names: Vec<_> = board["subjects"].as_array().expect("subjects").iter().map(|s| &s["name"]).collect();
        assert!(names.iter().any(|name| name.as_str().expect("a name").contains("ごみ出し")), "{names:?}");
        city.anybody().get("/api/board/nowhere").await.refuses(404, "not-found");
        city.anybody().get("/api/board/itozu").await.refuses(404, "not-found");
    }

    async fn after_hours_a_board_says_closed(city: TestCity) {
        let _tablet = city.booth(SITE).await;
        let hours = "UPDATE site SET opens = '09:00', closes = '17:00' WHERE id = $1";
        on!(Db, &city.app.db, |pool| sqlx::query(hours).bind(SITE).execute(pool).await.map(drop)).expect("hours");
        assert_eq!(crowd(&city).await, "free");
        city.wait(8 * HOUR);
        assert_eq!(crowd(&city).await, "closed");
    }

    async fn lamps_are_for_attendants(city: TestCity) {
        for who in ["staff1", "admin1", "interpreter1", "auditor1"] {
            city.person(who).await.get("/api/attendance").await.refuses(403, "forbidden");
        }
        city.anybody().get("/api/attendance").await.refuses(401, "not-signed-in");
    }
}
