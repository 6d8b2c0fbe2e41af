//! The draft, what it would mean, and how it comes to count.

use super::{DRAFT, PUBLISH, audited, but, change, opening, paths, plan, publish};
use crate::booking::{HALF, SITE, TEN, book, hold, key, look};
use crate::harness::Client;
use http::Method;
use serde_json::{Value, json as value};
use signaling::account::Role;
use signaling::clock::HOUR;

const SCHEDULE: &str = "/api/schedule";

on_both_databases! {
    async fn a_plan_is_drafted_published_changed_and_taken_back(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        let empty = coordinator.get(SCHEDULE).await.expect(200);
        assert_eq!((empty.header("etag"), &empty.json()["version"]), ("\"0\"", &value!(0)));
        assert_eq!((&empty.json()["today"], &empty.json()["time_zone"]), (&value!("2026-11-22"), &value!("Asia/Tokyo")));

        let first = plan(&[opening("o1")]);
        let drafted = change(&coordinator, Method::PUT, DRAFT, Some(0), &first).await.expect(200);
        assert_eq!((drafted.header("etag"), &drafted.json()["draft"]), ("\"1\"", &first));
        assert_eq!(drafted.json()["published"]["openings"], value!([]), "nothing counts yet");
        let review = coordinator.get("/api/schedule/review").await.expect(200).json();
        assert_eq!(review["revision"], 1);
        assert!(!review["changes"].as_array().expect("sentences").is_empty());

        let published = change(&coordinator, Method::POST, PUBLISH, Some(1), &Value::Null).await.expect(200).json();
        assert_eq!((&published["version"], &published["published"], &published["draft"]), (&value!(1), &first, &first));
        publish(&city, &plan(&[but(opening("o1"), "seats", value!(5))])).await;
        let back = coordinator.post("/api/schedule/rollback", &value!({ "version": 1 })).await.expect(200).json();
        assert_eq!((&back["version"], &back["published"]), (&value!(3), &first));
        let versions = coordinator.get("/api/schedule/versions").await.expect(200).json();
        let told: Vec<_> = versions.as_array().expect("rows").iter().map(|row| (&row["version"], &row["rolled_back_to"])).collect();
        assert_eq!(told, [(&value!(3), &value!(1)), (&value!(2), &Value::Null), (&value!(1), &Value::Null)]);
        assert_eq!(versions[0]["by"], "運用 四郎（例）");
        for (act, times) in [("draft-changed", 2), ("plan-published", 2), ("plan-rolled-back", 1)] {
            assert_eq!(audited(&city, act).await, times, "{act}");
        }
    }

    async fn going_back_leaves_the_draft_as_it_is(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        publish(&city, &plan(&[opening("o1")])).await;
        publish(&city, &plan(&[])).await;
        let draft = plan(&[opening("o2")]);
        change(&coordinator, Method::PUT, DRAFT, Some(4), &draft).await.expect(200);
        let back = coordinator.post("/api/schedule/rollback", &value!({ "version": 1 })).await.expect(200).json();
        assert_eq!((&back["draft"], &back["revision"]), (&draft, &value!(6)), "and whoever edits is told that something changed");
        coordinator.post("/api/schedule/rollback", &value!({ "version": 1 })).await.refuses(409, "wrong-state");
        coordinator.post("/api/schedule/rollback", &value!({ "version": 9 })).await.refuses(404, "not-found");
        coordinator.post("/api/schedule/rollback", &value!({ "version": "1" })).await.refuses(400, "bad-field");
    }

    async fn a_review_counts_the_bookings_that_the_draft_would_hit(city: TestCity) {
        publish(&city, &plan(&[opening("o1")])).await;
        city.booth(SITE).await;
        let (ten, half_past) = (book(&city.anybody(), TEN).await, book(&city.anybody(), TEN + HALF).await);
        book(&city.anybody(), TEN + 3 * HOUR).await;
        hold(&city.anybody(), TEN + 24 * HOUR).await.expect(201);
        let coordinator = city.person("coordinator1").await;
        let affected = async |client: &Client| client.get("/api/schedule/review").await.expect(200).json()["affected"].clone();
        assert_eq!(affected(&coordinator).await, value!([]), "nothing is changed yet");

        let afternoons = but(opening("o1"), "hours", value!({ "opens": "13:00", "closes": "16:30" }));
        change(&coordinator, Method::PUT, DRAFT, Some(2), &plan(&[afternoons])).await.expect(200);
        let rows = affected(&coordinator).await;
        let told: Vec<_> = rows.as_array().expect("rows").iter().map(|row| (row["starts"].as_f64(), row["why"].clone())).collect();
        let expected = [&ten, &half_past].map(|booking| (booking["time"]["starts"].as_f64(), value!("no-opening")));
        assert_eq!(told, expected, "neither a hold nor what still fits");
        assert_eq!((&rows[0]["site_name"], &rows[0]["remedy"]), (&value!("小倉中央市民センター"), &value!("open")));
        assert!(rows[0]["sentence"].as_str().expect("a sentence").contains("13:00から16:30"), "{rows}");
        assert_eq!(look(&city.anybody(), &ten).await["disrupted"], Value::Null, "nothing is hit before it is published");

        let cancel = value!({ "request": key(), "code": ten["code"] });
        city.anybody().post("/api/book/cancel", &cancel).await.expect(200);
        assert_eq!(affected(&coordinator).await.as_array().map(Vec::len), Some(1));
        let elsewhere = city.hire("staff9", Role::Staff, Some("kokurakita-kodomo")).await;
        assert_eq!(affected(&elsewhere).await, value!([]), "another section's bookings are not shown");
    }

    async fn two_who_edit_at_once_do_not_overwrite_each_other(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        let other = city.hire("coordinator2", Role::Coordinator, None).await;
        let (ours, theirs) = (plan(&[opening("o1")]), plan(&[opening("o2")]));
        let (first, second) = tokio::join!(
            change(&coordinator, Method::PUT, DRAFT, Some(0), &ours),
            change(&other, Method::PUT, DRAFT, Some(0), &theirs)
        );
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        let kept = coordinator.get(SCHEDULE).await.json();
        assert_eq!(kept["revision"], 1);
        let again = change(&coordinator, Method::PUT, DRAFT, Some(0), &kept["draft"]).await.expect(200);
        assert_eq!(again.header("etag"), "\"1\"", "the same draft sent again is one change");
        let stale = change(&coordinator, Method::POST, PUBLISH, Some(0), &Value::Null).await.refuses(412, "stale-tag");
        assert!(stale.json()["title"].as_str().expect("a title").contains("下書き"), "{}", stale.text);
    }

    async fn a_draft_is_taken_back_to_what_counts(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        change(&coordinator, Method::PUT, DRAFT, Some(0), &plan(&[opening("o1")])).await.expect(200);
        change(&coordinator, Method::DELETE, DRAFT, None, &Value::Null).await.refuses(428, "tag-needed");
        change(&coordinator, Method::DELETE, DRAFT, Some(0), &Value::Null).await.refuses(412, "stale-tag");
        let back = change(&coordinator, Method::DELETE, DRAFT, Some(1), &Value::Null).await.expect(200).json();
        assert_eq!((&back["draft"], &back["revision"]), (&back["published"], &value!(2)));
        change(&coordinator, Method::DELETE, DRAFT, Some(1), &Value::Null).await.expect(200);
        change(&coordinator, Method::POST, PUBLISH, Some(2), &Value::Null).await.refuses(409, "wrong-state");
        assert_eq!(audited(&city, "draft-dropped").await, 1);
    }

    async fn every_flaw_of_a_draft_is_named_and_nothing_is_written(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        let good = plan(&[opening("o1")]);
        change(&coordinator, Method::PUT, DRAFT, None, &good).await.refuses(428, "tag-needed");
        change(&coordinator, Method::PUT, DRAFT, Some(7), &good).await.refuses(412, "stale-tag");
        let backwards = but(opening("o2"), "hours", value!({ "opens": "16:30", "closes": "09:00" }));
        let nowhere = but(opening("o3"), "sites", value!(["dairi"]));
        let flawed = plan(&[opening("o1"), backwards, nowhere]);
        let refused = change(&coordinator, Method::PUT, DRAFT, Some(0), &flawed).await.refuses(400, "bad-field");
        assert_eq!(paths(&refused), ["openings/1/hours/closes", "openings/2/sites/0"]);
        let unknown = but(good.clone(), "colour", value!("red"));
        change(&coordinator, Method::PUT, DRAFT, Some(0), &unknown).await.refuses(400, "bad-field");
        let large = but(good, "padding", value!("x".repeat(600 * 1024)));
        change(&coordinator, Method::PUT, DRAFT, Some(0), &large).await.refuses(413, "too-large");
        assert_eq!(coordinator.get(SCHEDULE).await.json()["revision"], 0);
        assert_eq!(audited(&city, "draft-changed").await, 0);
    }

    async fn a_plan_larger_than_other_bodies_is_taken(city: TestCity) {
        let openings: Vec<Value> = (0..250).map(|n| but(opening(&format!("o{n}")), "days", value!({ "is": "dates", "dates": [format!("2027-{:02}-{:02}", 1 + n % 12, 1 + n / 12)] }))).collect();
        let large = plan(&openings);
        assert!(large.to_string().len() > 64 * 1024);
        change(&city.person("coordinator1").await, Method::PUT, DRAFT, Some(0), &large).await.expect(200);
    }

    async fn conflicts_that_block_are_named_and_nothing_is_published(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        change(&coordinator, Method::POST, PUBLISH, Some(0), &Value::Null).await.refuses(409, "wrong-state");
        let over_each_other = plan(&[opening("o1"), but(opening("o2"), "sites", value!(["itozu"]))]);
        change(&coordinator, Method::PUT, DRAFT, Some(0), &over_each_other).await.expect(200);
        let findings = coordinator.get("/api/schedule/review").await.expect(200).json()["findings"].clone();
        assert_eq!((&findings[0]["gravity"], &findings[0]["why"]), (&value!("blocks"), &value!("overlap")));
        change(&coordinator, Method::POST, PUBLISH, None, &Value::Null).await.refuses(428, "tag-needed");
        let refused = change(&coordinator, Method::POST, PUBLISH, Some(1), &Value::Null).await.refuses(400, "bad-field");
        assert!(paths(&refused).iter().all(|path| path.starts_with("openings/")), "{}", refused.text);
        assert_eq!(coordinator.get(SCHEDULE).await.json()["version"], 0);
    }

    async fn staff_look_at_the_hours_of_their_ward_and_coordinators_alone_change_them(city: TestCity) {
        publish(&city, &plan(&[opening("o1")])).await;
        let reads = [SCHEDULE, "/api/schedule/grid?of=draft&from=2026-11-23&days=7", "/api/schedule/review", "/api/schedule/versions", "/api/holidays", "/api/closures"];
        let nothing = Value::Null;
        let writes = [
            (Method::PUT, DRAFT, plan(&[])), (Method::DELETE, DRAFT, nothing.clone()), (Method::POST, PUBLISH, nothing.clone()),
            (Method::POST, "/api/schedule/rollback", value!({ "version": 1 })), (Method::POST, "/api/closures/c/lift", nothing),
        ];
        let (staff, admin, tablet) = (city.person("staff1").await, city.person("admin1").await, city.booth("itozu").await);
        for path in reads {
            staff.get(path).await.expect(200);
            admin.get(path).await.refuses(403, "forbidden");
            city.anybody().get(path).await.refuses(401, "not-signed-in");
            tablet.get(path).await.refuses(401, "not-signed-in");
        }
        // of one section, not of the ward
        let narrow = city.hire("coordinator2", Role::Coordinator, Some(super::MACHI)).await;
        for (method, path, body) in writes {
            for client in [&staff, &narrow, &admin] {
                change(client, method.clone(), path, Some(2), &body).await.refuses(403, "forbidden");
            }
            change(&city.anybody(), method.clone(), path, Some(2), &body).await.refuses(401, "not-signed-in");
        }
        let elsewhere = city.hire_in("moji", "coordinator3", Role::Coordinator, None).await;
        assert_eq!(elsewhere.get(SCHEDULE).await.expect(200).json()["version"], 0, "another ward's plan is another's");
        elsewhere.post("/api/schedule/rollback", &value!({ "version": 1 })).await.refuses(404, "not-found");
    }
}
