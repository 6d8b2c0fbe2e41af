//! The hours that come with the demonstration's places.

use super::audited;
use crate::harness::{PLACES, TestCity};
use serde_json::{Value, json as value};
use signaling::hours::publish;
use signaling::place::Municipality;

async fn publish_first(city: &TestCity) {
    let places: Municipality = PLACES.parse().expect("places");
    publish::publish_first(&city.app, &places).await.expect("plans without conflicts that block");
}

async fn crowd(city: &TestCity, site: &str) -> Value {
    city.anybody().get(&format!("/api/board/{site}")).await.expect(200).json()["crowd"].clone()
}

on_both_databases! {
    async fn the_demonstrations_hours_are_published_where_there_are_none_yet(city: TestCity) {
        let _booths = (city.booth("kokura-chuo").await, city.booth("mall-example").await);
        assert_eq!(crowd(&city, "kokura-chuo").await, "free", "nothing is published: it never closes");
        for _ in 0..2 {
            publish_first(&city).await;
        }
        assert_eq!(audited(&city, "plan-published").await, 3);
        assert_eq!(audited(&city, "holidays-imported").await, 7);
        let coordinator = city.person("coordinator1").await;
        let schedule = coordinator.get("/api/schedule").await.expect(200).json();
        assert_eq!((&schedule["version"], &schedule["holidays_missing"]), (&value!(1), &value!(false)));
        assert_eq!(coordinator.get("/api/schedule/versions").await.json()[0]["by"], "サーバーの管理者");

        // It is Sunday.
        assert_eq!(crowd(&city, "kokura-chuo").await, "closed");
        assert_eq!(crowd(&city, "mall-example").await, "free", "whoever tries it finds a counter that is open");
        let grid = coordinator.get("/api/schedule/grid?of=published&from=2026-11-23&days=1").await.expect(200).json();
        let cuts = |row: &Value| row["days"][0][0]["cuts"][0]["why"].clone();
        let rows = grid["rows"].as_array().expect("rows");
        let machi = rows.iter().find(|row| row["site"] == "kokura-chuo" && row["section"] == super::MACHI);
        assert_eq!(machi.map(cuts), Some(value!("holiday")));
    }

    async fn a_file_whose_plan_has_flaws_publishes_nothing_there(city: TestCity) {
        let places: Municipality = PLACES.replace("\"opens\": \"15:00\", \"closes\": \"19:00\"", "\"opens\": \"19:00\", \"closes\": \"15:00\"").parse().expect("places");
        let refused = publish::publish_first(&city.app, &places).await.expect_err("an end before its start");
        assert_eq!(refused.code(), protocol::problem::Code::BadField);
        assert_eq!(city.person("coordinator1").await.get("/api/schedule").await.json()["version"], 0);
    }
}
