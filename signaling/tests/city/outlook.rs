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
        let told = ["crowd", "hours", "notice", "site", "site_name", "subjects", "telephone", "ward_name"];
        assert_eq!(fields, told);
        let names: Vec<_> = board["subjects"].as_array().expect("subjects").iter().map(|s| &s["name"]).collect();
        assert!(names.iter().any(|name| name.as_str().expect("a name").contains("ごみ出し")), "{names:?}");
        city.anybody().get("/api/board/nowhere").await.refuses(404, "not-found");
        city.anybody().get("/api/board/itozu").await.refuses(404, "not-found");
    }

    async fn a_board_is_looked_at_so_often_from_one_address_and_no_more(city: TestCity) {
        let _tablet = city.booth(SITE).await;
        let (anybody, board) = (city.anybody(), format!("/api/board/{SITE}"));
        for _ in 0..city.app.config.boards.looks_per_address {
            anybody.get(&board).await.expect(200);
        }
        let refused = anybody.get(&board).await.refuses(429, "too-many");
        assert!(refused.json()["retry_after"].as_u64().is_some_and(|seconds| seconds <= 1), "{}", refused.json());
        city.wait(MINUTE);
        anybody.get(&board).await.expect(200);
    }

    async fn a_tablets_self_test_is_shown_to_staff_with_its_time(city: TestCity) {
        let tablet = city.booth(SITE).await;
        let (attendant, admin) = (city.person("attendant1").await, city.person("admin1").await);
        let row = attendant.get("/api/attendance").await.expect(200).json()[0].clone();
        assert_eq!((&row["faults"], &row["told_at"]), (&value!([]), &value!(null)), "nobody tried it yet");
        let found = value!({ "lamps": [
            { "part": "camera", "state": "good" },
            { "part": "microphone", "state": "bad", "note": "silent" },
        ]});
        tablet.post("/api/booth/selftest", &found).await.expect(204);
        let now = format!("{}.0", city.app.clock.now());
        let row = attendant.get("/api/attendance").await.expect(200).json()[0].clone();
        let shown = (&row["faults"], row["told_at"].to_string(), &row["lamp"]);
        assert_eq!(shown, (&value!(["microphone"]), now.clone(), &value!("ready")), "it marks nothing");
        let row = admin.get("/api/devices").await.expect(200).json()[0].clone();
        assert_eq!((&row["lamps"], row["lamps_at"].to_string()), (&found["lamps"], now));
        let mended = value!({ "lamps": [{ "part": "microphone", "state": "good" }] });
        tablet.post("/api/booth/selftest", &mended).await.expect(204);
        assert_eq!(attendant.get("/api/attendance").await.expect(200).json()[0]["faults"], value!([]));
    }

    async fn a_self_test_is_the_tablets_own_and_says_parts_alone(city: TestCity) {
        let tablet = city.booth(SITE).await;
        let path = "/api/booth/selftest";
        let lamps = |lamps: Value| value!({ "lamps": lamps });
        let good = lamps(value!([{ "part": "speaker", "state": "good" }]));
        city.anybody().post(path, &good).await.refuses(401, "not-signed-in");
        city.person("admin1").await.post(path, &good).await.refuses(401, "not-signed-in");
        for bad in [
            value!({}),
            lamps(value!([])),
            lamps(value!([{ "part": "disk", "state": "good" }])),
            lamps(value!([{ "part": "camera", "state": "good" }, { "part": "camera", "state": "bad" }])),
            lamps(value!([{ "part": "camera", "state": "good", "seen": "a face" }])),
            value!({ "lamps": good["lamps"], "by": "a name" }),
        ] {
            tablet.post(path, &bad).await.refuses(400, "bad-field");
        }
        for _ in 0..6 {
            tablet.post(path, &good).await.expect(204);
        }
        tablet.post(path, &good).await.refuses(429, "too-many");
        city.booth(SITE).await.post(path, &good).await.expect(204);
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
