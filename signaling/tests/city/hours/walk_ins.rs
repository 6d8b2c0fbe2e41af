//! Who comes without a booking: where a ward publishes a plan, it decides.

use super::{but, opening, plan, publish};
use crate::calls::{SITE, counter, ring};
use crate::harness::MORNING;
use protocol::call::Prospect;
use serde_json::json as value;
use signaling::clock::HOUR;

/// The morning is a Sunday's, the Monday after it a holiday: nine o'clock on Tuesday.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact in a double")]
const TUESDAY: f64 = (MORNING + 48 * HOUR) as f64;

on_both_databases! {
    async fn a_walk_in_finds_the_counter_open_when_the_plan_says_so(city: TestCity) {
        super::holidays::import(&city, "2026/11/23,勤労感謝の日").await.expect(200);
        let mut at = counter(&city).await;
        assert!(matches!(at.booth.prospect().await, Prospect::Open { .. }), "nothing is published yet");
        publish(&city, &plan(&[opening("o1")])).await;
        assert_eq!(at.booth.prospect().await, Prospect::Closed { opens_at: Some(TUESDAY) });
        assert_eq!(at.booth.refused(ring("r1")).await, "closing");
        let board = city.anybody().get(&format!("/api/board/{SITE}")).await.expect(200).json();
        assert_eq!((&board["crowd"], &board["hours"], &board["notice"]), (&value!("closed"), &value!(null), &value!(null)));

        let sundays = value!({ "is": "weekly", "days": ["sun"], "from": "2026-11-01", "until": null });
        let mut open = plan(&[opening("o1"), but(opening("o2"), "days", sundays.clone())]);
        open["offices"] = value!([]);
        publish(&city, &open).await;
        assert!(matches!(at.booth.prospect().await, Prospect::Open { .. }), "what is published counts at once");
        let board = city.anybody().get(&format!("/api/board/{SITE}")).await.expect(200).json();
        assert_eq!((&board["crowd"], &board["hours"]), (&value!("free"), &value!({ "opens": "09:00", "closes": "16:30" })));
        at.ring().await;

        let lecture = but(but(but(opening("o3"), "days", sundays), "kind", value!("lecture")), "title", value!("スマホ講座"));
        let mut lectures = plan(&[lecture]);
        lectures["offices"] = value!([]);
        publish(&city, &lectures).await;
        assert!(matches!(at.booth.prospect().await, Prospect::Closed { .. }), "a lecture is no counter");
    }

    async fn a_section_without_an_opening_is_closed_while_another_is_open(city: TestCity) {
        let sundays = value!({ "is": "weekly", "days": ["sun"], "from": "2026-11-01", "until": null });
        let kodomo = but(but(opening("o1"), "days", sundays), "section", value!("kokurakita-kodomo"));
        let mut at = counter(&city).await;
        publish(&city, &plan(&[kodomo])).await;
        assert_eq!(at.booth.prospect().await, Prospect::Closed { opens_at: None });
        let board = city.anybody().get(&format!("/api/board/{SITE}")).await.expect(200).json();
        assert_eq!(board["crowd"], "free", "the board speaks of the counter as a whole");
    }

    async fn names_that_are_loaded_anew_count_at_once(city: TestCity) {
        publish(&city, &plan(&[opening("o1")])).await;
        let staff = city.person("staff1").await;
        let question = value!({ "of": "published", "site": "itozu", "subject": "garbage-support", "at": "2026-11-24T17:30" });
        staff.post("/api/schedule/explain", &question).await.expect(200);
        let renamed = crate::harness::PLACES.replace("到津市民センター", "到津の新しいセンター");
        signaling::place::seed(&city.app.db, &renamed.parse().expect("places")).await.expect("seeded anew");
        let hours = signaling::hours::published(&city.app, &"kokurakita".parse().expect("an id")).await.expect("it reads").expect("a plan");
        let name = hours.place.sites.values().find(|site| site.name.contains("到津")).map(|site| site.name.clone());
        assert_eq!(name.as_deref(), Some("到津の新しいセンター"));
    }
}
