//! Figures and the live board.

use crate::calls::{SITE, accept, counter};
use crate::harness::{Client, TestCity};
use crate::hours::{but, opening, plan, publish};
use protocol::call::CallState;
use serde_json::{Value, json as value};
use signaling::clock::HOUR;

const TODAY: &str = "from=2026-11-22&until=2026-11-22";

async fn turn_away(booth: &Client, subject: &str, times: u32) {
    for _ in 0..times {
        let told = value!({ "subject": subject, "reason": "not-remote" });
        booth.post("/api/booth/turn-aways", &told).await.expect(204);
    }
}

async fn figures(city: &TestCity, by: &str) -> Value {
    city.person("coordinator1").await.get(&format!("/api/figures?by={by}&{TODAY}")).await.expect(200).json()
}

on_both_databases! {
    async fn who_was_turned_away_is_counted_by_day_site_subject_and_task_and_few_are_hidden(city: TestCity) {
        let booth = city.booth(SITE).await;
        turn_away(&booth, "moving", 6).await;
        turn_away(&booth, "dog-vaccination", 3).await;
        turn_away(&booth, "disability", 2).await;
        let by_subject = figures(&city, "subject").await;
        let told: Vec<_> =
            by_subject["rows"].as_array().expect("rows").iter().map(|row| (&row["key"], &row["turned_away"])).collect();
        let hidden = value!(null);
        let expected = [("dog-vaccination", &hidden), ("moving", &value!(6)), ("disability", &hidden)]
            .map(|(key, count)| (value!(key), count.clone()));
        assert_eq!(told, expected.iter().map(|(key, count)| (key, count)).collect::<Vec<_>>());
        assert_eq!(by_subject["whole"]["turned_away"], 11);
        let by_site = figures(&city, "site").await;
        assert_eq!((&by_site["rows"][0]["key"], &by_site["rows"][0]["turned_away"]), (&value!(SITE), &value!(11)));
        let by_task = figures(&city, "task").await;
        let names: Vec<_> = by_task["rows"].as_array().expect("rows").iter().map(|row| row["name"].clone()).collect();
        assert_eq!(names, ["住民基本台帳", "障害者福祉", "標準化対象業務のほか"].map(|name| value!(name)));
        let by_day = figures(&city, "day").await;
        assert_eq!((&by_day["rows"][0]["key"], &by_day["rows"][0]["turned_away"]), (&value!("2026-11-22"), &value!(11)));
    }

    async fn whoever_chose_the_quiet_card_is_counted_nowhere(city: TestCity) {
        let booth = city.booth(SITE).await;
        turn_away(&booth, "violence", 6).await;
        let figures = figures(&city, "subject").await;
        assert_eq!((&figures["rows"], &figures["whole"]["turned_away"]), (&value!([]), &value!(0)));
        let other = value!({ "subject": "nothing", "reason": "full" });
        booth.post("/api/booth/turn-aways", &other).await.refuses(404, "not-found");
        let odd = value!({ "subject": "moving", "reason": "rain" });
        booth.post("/api/booth/turn-aways", &odd).await.refuses(400, "bad-field");
        city.anybody().post("/api/booth/turn-aways", &other).await.refuses(401, "not-signed-in");
    }

    async fn a_spreadsheet_gets_the_same_table(city: TestCity) {
        let booth = city.booth(SITE).await;
        turn_away(&booth, "moving", 7).await;
        let coordinator = city.person("coordinator1").await;
        let file = coordinator.get(&format!("/api/figures.csv?by=site&{TODAY}")).await.expect(200);
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert!(file.text.starts_with('\u{feff}') && file.text.contains("\"小倉中央市民センター\",0,0,0,0,0,0,0,7,,,"));
    }

    async fn every_flaw_of_what_is_asked_is_refused_and_only_those_who_run_the_counter_see_it(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        for query in [
            "by=site",
            "by=moon&from=2026-11-22&until=2026-11-22",
            "by=site&from=2026-11-31&until=2026-12-01",
            "by=site&from=2026-11-22&until=2026-11-21",
            "by=site&from=2025-11-21&until=2026-11-22",
        ] {
            coordinator.get(&format!("/api/figures?{query}")).await.refuses(400, "bad-field");
        }
        for path in [format!("/api/figures?by=site&{TODAY}"), format!("/api/figures.csv?by=site&{TODAY}"), "/api/live".to_owned()] {
            city.person("staff1").await.get(&path).await.refuses(403, "forbidden");
            city.anybody().get(&path).await.refuses(401, "not-signed-in");
        }
    }

    async fn open_time_is_that_of_the_plan_that_counted_then(city: TestCity) {
        publish(&city, &plan(&[opening("o1")])).await;
        // Tuesday at noon: one seat less, and mornings alone from then on.
        city.wait(51 * HOUR);
        let mornings = but(opening("o1"), "hours", value!({ "opens": "09:00", "closes": "13:00" }));
        publish(&city, &plan(&[but(mornings, "seats", value!(1))])).await;
        let query = "/api/figures?by=day&from=2026-11-20&until=2026-11-25";
        let told = city.person("coordinator1").await.get(query).await.expect(200).json();
        let days: Vec<_> = told["rows"].as_array().expect("rows").iter().map(|row| row["open_minutes"].as_u64()).collect();
        let (friday, weekend) = (Some(0), Some(0));
        let monday = Some(2 * 450);
        let tuesday = Some(2 * 180 + 60);
        let wednesday = Some(240);
        assert_eq!(days, [friday, weekend, weekend, monday, tuesday, wednesday], "nothing was published on the Friday before");
        assert_eq!(told["whole"]["open_minutes"], 900 + 420 + 240);
    }

    async fn the_live_board_follows_a_ticket_from_its_ring_to_its_talk(city: TestCity) {
        let mut at = counter(&city).await;
        let coordinator = city.person("coordinator1").await;
        let live = || async { coordinator.get("/api/live").await.expect(200).json() };
        let call = at.ring().await;
        // less than the hub's patience with a silent line
        city.wait(15_000);
        let waits = live().await;
        assert_eq!((&waits["waiting"], &waits["longest_wait"], &waits["talking"]), (&value!(1), &value!(15), &value!(0)));
        let site = &waits["sites"][0];
        assert_eq!((&site["site"], &site["booths"], &site["waiting"]), (&value!(SITE), &value!(1), &value!(1)));
        at.desk.done(accept(&call)).await;
        at.booth.call(|call| call.state == CallState::Accepted).await;
        let talks = live().await;
        assert_eq!((&talks["waiting"], &talks["longest_wait"], &talks["talking"]), (&value!(0), &value!(0), &value!(1)));
    }
}
