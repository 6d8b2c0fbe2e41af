//! The days of a plan as a table, and why a time is not open.

use super::{DRAFT, but, change, opening, plan, publish};
use crate::booking::{HALF, SITE, TEN, book, hold, key};
use crate::harness::{Client, TestCity};
use http::Method;
use serde_json::{Value, json as value};
use signaling::clock::HOUR;

const EXPLAIN: &str = "/api/schedule/explain";

async fn days(city: &TestCity, of: &str, from: &str, days: u32) -> Value {
    let path = format!("/api/schedule/grid?of={of}&from={from}&days={days}");
    city.person("staff1").await.get(&path).await.expect(200).json()
}

fn question(at: &str) -> Value {
    value!({ "of": "published", "site": "itozu", "subject": "garbage-support", "at": at })
}

/// What speaks against Monday at ten at a site.
async fn reasons(staff: &Client, of: &str, site: &str) -> Vec<(String, String)> {
    let asks = but(but(question("2026-11-23T10:00"), "of", value!(of)), "site", value!(site));
    let told = staff.post(EXPLAIN, &asks).await.expect(200).json();
    let reasons = told["reasons"].as_array().expect("reasons").clone();
    assert_eq!(told["open"], reasons.is_empty());
    let text = |word: &Value| word.as_str().expect("a text").to_owned();
    reasons.iter().map(|reason| (text(&reason["why"]), text(&reason["sentence"]))).collect()
}

fn said(why: &str, sentence: &str) -> (String, String) {
    (why.to_owned(), sentence.to_owned())
}

on_both_databases! {
    async fn a_grid_shows_each_day_with_what_cuts_it(city: TestCity) {
        super::holidays::import(&city, "2026/11/23,勤労感謝の日").await.expect(200);
        let late = but(opening("o1"), "hours", value!({ "opens": "15:00", "closes": "18:00" }));
        publish(&city, &plan(&[late])).await;
        let grid = days(&city, "published", "2026-11-22", 3).await;
        assert_eq!(grid["dates"], value!(["2026-11-22", "2026-11-23", "2026-11-24"]));
        assert_eq!(grid["holidays"], value!([{ "date": "2026-11-23", "name": "勤労感謝の日" }]));
        let rows: Vec<_> = grid["rows"].as_array().expect("rows").iter().map(|row| &row["site"]).collect();
        assert_eq!(rows, ["itozu", "kokura-chuo"]);
        let [sunday, holiday, tuesday] = [0, 1, 2].map(|day| &grid["rows"][0]["days"][day]);
        assert_eq!(sunday, &value!([]), "it does not take place by its own days");
        assert_eq!((&holiday[0]["open"], &holiday[0]["cuts"][0]["why"]), (&value!([]), &value!("holiday")));
        assert_eq!(tuesday[0]["open"], value!([{ "opens": "15:00", "closes": "17:15" }]));
        let cut = &tuesday[0]["cuts"][0];
        assert_eq!((&cut["why"], &cut["hours"]), (&value!("office"), &value!({ "opens": "17:15", "closes": "18:00" })));
        assert!(cut["sentence"].as_str().expect("a sentence").contains("17:15"), "{cut}");
        assert_eq!((&tuesday[0]["seats"], &tuesday[0]["booked"], &tuesday[0]["change"]), (&value!(2), &value!(0), &value!("none")));
    }

    async fn a_drafts_grid_says_what_is_new_changed_and_gone(city: TestCity) {
        let on = |id: &str, hours: [&str; 2]| but(opening(id), "hours", value!({ "opens": hours[0], "closes": hours[1] }));
        publish(&city, &plan(&[on("stays", ["09:00", "10:00"]), on("changes", ["10:00", "11:00"]), on("goes", ["11:00", "12:00"])])).await;
        let draft = plan(&[on("stays", ["09:00", "10:00"]), but(on("changes", ["10:00", "11:00"]), "seats", value!(1)), on("comes", ["13:00", "14:00"])]);
        change(&city.person("coordinator1").await, Method::PUT, DRAFT, Some(2), &draft).await.expect(200);
        let changes = |grid: Value| -> Vec<(String, String)> {
            let blocks = grid["rows"][0]["days"][0].as_array().expect("blocks").clone();
            blocks.iter().map(|block| (block["opening"].as_str().expect("an id").to_owned(), block["change"].as_str().expect("a word").to_owned())).collect()
        };
        let told = [("stays", "none"), ("changes", "changed"), ("goes", "removed"), ("comes", "added")];
        let told = told.map(|(id, word)| (id.to_owned(), word.to_owned()));
        assert_eq!(changes(days(&city, "draft", "2026-11-24", 1).await), told);
        let published = changes(days(&city, "published", "2026-11-24", 1).await);
        assert!(published.iter().all(|(_, word)| word == "none") && published.len() == 3, "{published:?}");
    }

    async fn a_grid_counts_the_bookings_of_each_block_without_holds_and_what_was_cancelled(city: TestCity) {
        publish(&city, &plan(&[opening("o1")])).await;
        for _ in 0..2 {
            city.booth(SITE).await;
        }
        let booked = async || {
            let grid = days(&city, "published", "2026-11-23", 2).await;
            let rows = grid["rows"].as_array().expect("rows").clone();
            rows.iter().map(|row| [0, 1].map(|day| row["days"][day][0]["booked"].as_u64().expect("a count"))).collect::<Vec<_>>()
        };
        let anybody = city.anybody();
        book(&anybody, TEN).await;
        let cancelled = book(&anybody, TEN).await;
        book(&anybody, TEN + HALF).await;
        book(&anybody, TEN + 24 * HOUR).await;
        hold(&anybody, TEN + 2 * HALF).await.expect(201);
        assert_eq!(booked().await, [[0, 0], [3, 1]], "itozu, then kokura-chuo");
        let cancel = value!({ "request": key(), "code": cancelled["code"] });
        anybody.post("/api/book/cancel", &cancel).await.expect(200);
        assert_eq!(booked().await, [[0, 0], [2, 1]]);
    }

    async fn a_grid_of_no_days_or_too_many_is_refused(city: TestCity) {
        let staff = city.person("staff1").await;
        for query in [
            "of=draft&from=2026-11-22&days=0", "of=draft&from=2026-11-22&days=43", "of=draft&from=2026-11-31&days=7",
            "of=draft&from=22.11.2026&days=7", "of=later&from=2026-11-22&days=7", "of=draft&days=7",
            "of=draft&from=2026-11-22&days=7&site=itozu", "of=draft&from=9999-12-31&days=7", "of=draft&from=2026-11-22&days=-1",
        ] {
            staff.get(&format!("/api/schedule/grid?{query}")).await.refuses(400, "bad-field");
        }
        assert_eq!(days(&city, "draft", "2026-11-22", 42).await["dates"].as_array().map(Vec::len), Some(42));
    }

    async fn why_a_time_is_not_open_is_said_in_words(city: TestCity) {
        publish(&city, &plan(&[opening("o1")])).await;
        city.booth("itozu").await;
        let staff = city.person("staff1").await;
        assert_eq!(staff.post(EXPLAIN, &question("2026-11-24T10:00")).await.expect(200).json(), value!({ "open": true, "reasons": [] }));
        let evening = staff.post(EXPLAIN, &question("2026-11-24T17:30")).await.expect(200).json();
        assert_eq!((&evening["open"], &evening["reasons"][0]["why"]), (&value!(false), &value!("office")));
        assert!(evening["reasons"][0]["sentence"].as_str().expect("a sentence").contains("17:15"), "{evening}");
        let draft = but(question("2026-11-24T10:00"), "of", value!("draft"));
        assert_eq!(staff.post(EXPLAIN, &draft).await.expect(200).json()["open"], true);
        for (field, is) in [
            ("at", "2026-11-24"), ("at", "2026-11-24T10:00:00"), ("at", "2026-13-24T10:00"), ("site", "dairi"), ("subject", "violence"), ("of", "none"),
        ] {
            let refused = staff.post(EXPLAIN, &but(question("2026-11-24T10:00"), field, value!(is))).await;
            refused.refuses(400, "bad-field");
        }
        city.anybody().post(EXPLAIN, &question("2026-11-24T10:00")).await.refuses(401, "not-signed-in");
        city.person("admin1").await.post(EXPLAIN, &question("2026-11-24T10:00")).await.refuses(403, "forbidden");
    }

    async fn seats_and_booths_that_are_taken_or_out_of_order_are_said_too(city: TestCity) {
        publish(&city, &plan(&[opening("o1")])).await;
        let staff = city.person("staff1").await;
        let no_booth = |site: &str| said("booth", &format!("{site}には、いま使えるブースがありません。"));
        assert_eq!(reasons(&staff, "published", "itozu").await, [no_booth("到津市民センター")]);
        for _ in 0..2 {
            city.booth(SITE).await;
        }
        city.booth("itozu").await;
        assert_eq!(reasons(&staff, "published", SITE).await, []);
        book(&city.anybody(), TEN).await;
        assert_eq!(reasons(&staff, "published", SITE).await, [], "a seat and a booth are left");
        hold(&city.anybody(), TEN).await.expect(201);
        let full = said("full", "11月23日（月）10:00は、2席のすべてに予約が入っています。");
        let booths = said("booth", "11月23日（月）10:00は、小倉中央市民センターで使える2台のブースのすべてに予約が入っています。");
        assert_eq!(reasons(&staff, "published", SITE).await, [full.clone(), booths.clone()]);
        assert_eq!(reasons(&staff, "published", "itozu").await, [full], "its sites share the seats");
        let more = plan(&[but(opening("o1"), "seats", value!(3))]);
        change(&city.person("coordinator1").await, Method::PUT, DRAFT, Some(2), &more).await.expect(200);
        assert_eq!(reasons(&staff, "draft", SITE).await, [booths], "a draft is asked by its own seats");
        assert_eq!(reasons(&staff, "draft", "itozu").await, []);
    }
}
