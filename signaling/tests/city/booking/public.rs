//! `/api/book`, by anybody.

use super::{HALF, SITE, SUBJECT, TEN, book, count, hold, key, look, open, plan, publish, wish, with};
use crate::harness::{Answer, Client, MORNING, TestCity};
use serde_json::{Value, json};
use signaling::clock::{HOUR, MINUTE, Millis, SECOND};
use signaling::on;

async fn times(client: &Client, rest: &str) -> Value {
    client.get(&format!("/api/book/times?subject={SUBJECT}&site={SITE}{rest}")).await.expect(200).json()
}

fn starts(times: &Value) -> Vec<Millis> {
    let times = times.as_array().expect("times").iter();
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    times.map(|time| time["starts"].as_f64().expect("a moment") as Millis).collect()
}

fn moved(booking: &Value, to: Millis) -> Value {
    json!({ "request": key(), "code": booking["code"], "site": SITE, "starts": to })
}

fn refused_field(answer: Answer) -> Value {
    answer.refuses(400, "bad-field").json()["errors"][0]["path"].clone()
}

async fn mark_all(city: &TestCity, mark: Option<&str>) {
    on!(Db, &city.app.db, |pool| {
        let done = sqlx::query("UPDATE device SET out_of_order = $1").bind(mark).execute(pool).await;
        done.map(drop).expect("marked");
    });
}

on_both_databases! {
    async fn a_time_is_held_booked_looked_at_moved_and_cancelled(city: TestCity) {
        open(&city, 1).await;
        let anybody = city.anybody();
        let held = hold(&anybody, TEN).await.expect(201).json();
        assert_eq!((&held["time"]["date"], &held["time"]["time"]), (&json!("2026-11-23"), &json!("10:00")));
        assert_eq!(held["until"].as_f64(), Some((MORNING + 5 * MINUTE) as f64));
        let asks = json!({ "request": key(), "hold": held["hold"], "language": "easy", "telephone": "０９３ー５８２ー１２３４", "email": null });
        let booking = anybody.post("/api/book/bookings", &asks).await.expect(201).json();
        assert_eq!((&booking["state"], &booking["has_telephone"]), (&json!("booked"), &json!(true)));
        assert!(booking["subject_name"]["ja"].as_str().expect("a name").starts_with("高齢者ごみ出し支援"));
        assert_eq!(booking["site_name"], "小倉中央市民センター");
        assert_eq!(booking["check_in_from"].as_f64(), Some((TEN - 15 * MINUTE) as f64));
        assert_eq!(booking["check_in_until"].as_f64(), Some((TEN + 10 * MINUTE) as f64));
        assert_eq!(booking["disrupted"], Value::Null);
        assert_eq!(look(&anybody, &booking).await, booking);

        let later = anybody.post("/api/book/move", &moved(&booking, TEN + HALF)).await.expect(200).json();
        assert_eq!((&later["code"], &later["time"]["time"]), (&booking["code"], &json!("10:30")));
        book(&anybody, TEN).await;

        let cancel = json!({ "request": key(), "code": booking["code"] });
        let cancelled = anybody.post("/api/book/cancel", &cancel).await.expect(200).json();
        assert_eq!(cancelled["state"], "cancelled");
        assert_eq!(anybody.post("/api/book/cancel", &cancel).await.expect(200).json(), cancelled, "twice is once");
        book(&anybody, TEN + HALF).await;
    }

    async fn what_can_be_booked_is_told_with_its_places_and_rules(city: TestCity) {
        let nothing = city.anybody().get("/api/book").await.expect(200).json();
        assert_eq!((&nothing["wards"], &nothing["sites"], &nothing["subjects"]), (&json!([]), &json!([]), &json!([])));
        open(&city, 1).await;
        let told = city.anybody().get("/api/book").await.expect(200).json();
        assert_eq!((&told["municipality"], &told["time_zone"]), (&json!("北九州市"), &json!("Asia/Tokyo")));
        assert_eq!(told["wards"].as_array().map(Vec::len), Some(1));
        assert_eq!((&told["wards"][0]["name"], &told["wards"][0]["rules"]["per_person"]), (&json!("小倉北区役所"), &json!(2)));
        let sites: Vec<_> = told["sites"].as_array().expect("sites").iter().map(|site| site["site"].clone()).collect();
        assert_eq!(sites.len(), 3, "those that an opening names: {sites:?}");
        let subjects = told["subjects"].as_array().expect("subjects");
        assert!(subjects.iter().any(|subject| subject["subject"] == SUBJECT));
        assert!(subjects.iter().all(|subject| subject["subject"] != "childcare"), "another section answers it");
    }

    async fn the_earliest_free_times_of_whole_days_are_listed(city: TestCity) {
        open(&city, 1).await;
        let first = times(&city.anybody(), "").await;
        let listed = first["times"].as_array().expect("times");
        assert_eq!((listed.len(), &listed[0]["date"], &listed[0]["time"]), (30, &json!("2026-11-23"), &json!("09:00")));
        assert_eq!((&first["next"], &first["none"]), (&json!("2026-11-25"), &Value::Null));
        book(&city.anybody(), TEN).await;
        let without = times(&city.anybody(), "").await;
        assert!(!starts(&without["times"]).contains(&TEN));
        let next = times(&city.anybody(), "&from=2026-11-25").await;
        assert_eq!(next["times"][0]["date"], "2026-11-25");
        let end = times(&city.anybody(), "&from=2027-01-20").await;
        assert_eq!((starts(&end["times"]).len(), &end["next"]), (15, &Value::Null), "the horizon ends on that day");
        let beyond = times(&city.anybody(), "&from=2028-01-01").await;
        assert_eq!((&beyond["times"], &beyond["next"]), (&json!([]), &Value::Null));
    }

    async fn a_list_that_begins_late_in_a_day_goes_on_until_there_is_enough_to_choose_from(city: TestCity) {
        let mut short = plan(1);
        short["openings"][0]["days"] = json!({ "is": "weekly", "days": ["sun", "mon", "tue", "wed"], "from": "2026-11-01", "until": null });
        short["openings"][0]["unit_minutes"] = json!(10);
        publish(&city, super::WARD, &short).await;
        city.booth(SITE).await;
        let listed = times(&city.anybody(), "").await;
        let days = |listed: &Value| {
            let mut days: Vec<(String, usize)> = Vec::new();
            for time in listed["times"].as_array().expect("times") {
                let date = time["date"].as_str().expect("a date").to_owned();
                match days.last_mut() {
                    Some((last, count)) if *last == date => *count += 1,
                    _ => days.push((date, 1)),
                }
            }
            days
        };
        let whole = days(&listed)[0].1;
        assert!(whole > 12, "today alone is enough: {listed}");
        assert_eq!((days(&listed).len(), &listed["next"]), (1, &json!("2026-11-23")), "a second day would be more than fits");
        // an hour before the end two are left, beyond the lead time
        city.wait(6 * HOUR + 30 * MINUTE);
        let late = days(&times(&city.anybody(), "").await);
        let [(today, left), (tomorrow, all)] = late.as_slice() else { panic!("two days: {late:?}") };
        assert_eq!((today.as_str(), tomorrow.as_str()), ("2026-11-22", "2026-11-23"));
        assert!((1..12).contains(left) && *all > 40 - left, "{late:?}");
    }

    async fn times_of_several_sites_are_one_list(city: TestCity) {
        open(&city, 2).await;
        city.booth("itozu").await;
        let both = times(&city.anybody(), "&site=itozu").await;
        let sites: Vec<_> = both["times"].as_array().expect("times").iter().take(3).map(|time| time["site"].clone()).collect();
        assert_eq!(sites, [SITE, "itozu", SITE]);
    }

    async fn an_empty_list_says_why(city: TestCity) {
        assert_eq!(times(&city.anybody(), "").await["none"], "no-opening", "nothing was published");
        publish(&city, super::WARD, &plan(1)).await;
        assert_eq!(times(&city.anybody(), "").await["none"], "booth", "no booth stands there");
        city.booth(SITE).await;
        let other = city.anybody().get(&format!("/api/book/times?subject=childcare&site={SITE}")).await.expect(200).json();
        assert_eq!(other["none"], "no-opening", "its section has none");
        let mut short = plan(1);
        short["openings"][0]["days"] = json!({ "is": "dates", "dates": ["2026-11-23"] });
        short["openings"][0]["hours"] = json!({ "opens": "10:00", "closes": "10:30" });
        publish(&city, super::WARD, &short).await;
        book(&city.anybody(), TEN).await;
        assert_eq!(times(&city.anybody(), "").await["none"], "full");
    }

    async fn the_last_seat_is_held_by_one_and_others_are_offered_other_times(city: TestCity) {
        open(&city, 1).await;
        hold(&city.anybody(), TEN).await.expect(201);
        let gone = hold(&city.anybody(), TEN).await.refuses(409, "slot-gone").json();
        let others = starts(&gone["times"]);
        assert!((1..=6).contains(&others.len()) && !others.contains(&TEN), "{others:?}");
        assert!(others.contains(&(TEN - HALF)) && others.contains(&(TEN + HALF)), "earlier and later: {others:?}");
    }

    async fn booths_and_seats_are_each_counted(city: TestCity) {
        open(&city, 2).await;
        hold(&city.anybody(), TEN).await.expect(201);
        hold(&city.anybody(), TEN).await.refuses(409, "slot-gone");
        city.booth(SITE).await;
        hold(&city.anybody(), TEN).await.expect(201);
        city.booth("itozu").await;
        let there = json!({ "request": key(), "subject": SUBJECT, "site": "itozu", "starts": TEN });
        city.anybody().post("/api/book/holds", &there).await.refuses(409, "slot-gone");
    }

    async fn a_booth_that_is_out_of_order_cannot_be_booked(city: TestCity) {
        open(&city, 1).await;
        mark_all(&city, Some("selfcheck")).await;
        hold(&city.anybody(), TEN).await.refuses(409, "not-open");
        assert_eq!(times(&city.anybody(), "").await["none"], "booth");
        mark_all(&city, None).await;
        hold(&city.anybody(), TEN).await.expect(201);
    }

    async fn a_request_that_comes_again_changes_nothing(city: TestCity) {
        open(&city, 1).await;
        let anybody = city.anybody();
        let asks = wish(TEN);
        let held = anybody.post("/api/book/holds", &asks).await.expect(201);
        assert_eq!(anybody.post("/api/book/holds", &asks).await.expect(201).text, held.text);
        let mut other = asks.clone();
        other["starts"] = json!(TEN + HALF);
        anybody.post("/api/book/holds", &other).await.refuses(409, "key-reused");

        let new = with(&held);
        let booking = anybody.post("/api/book/bookings", &new).await.expect(201);
        assert_eq!(anybody.post("/api/book/bookings", &new).await.expect(201).text, booking.text, "the same code");
        assert_eq!(anybody.post("/api/book/holds", &asks).await.expect(201).text, held.text, "also after it was booked");
        let mut other = new.clone();
        other["language"] = json!("en");
        anybody.post("/api/book/bookings", &other).await.refuses(409, "key-reused");
        anybody.post("/api/book/bookings", &with(&held)).await.refuses(409, "wrong-state");

        let asks = moved(&booking.json(), TEN + HALF);
        let later = anybody.post("/api/book/move", &asks).await.expect(200);
        assert_eq!(anybody.post("/api/book/move", &asks).await.expect(200).text, later.text);
        assert_eq!((count(&city, "booking").await, count(&city, "claim").await), (1, 12));
    }

    async fn a_hold_runs_out_and_its_time_is_there_for_others(city: TestCity) {
        open(&city, 1).await;
        let (slow, fast) = (city.anybody(), city.anybody());
        let held = hold(&slow, TEN).await.expect(201);
        city.wait(5 * MINUTE - SECOND);
        hold(&fast, TEN).await.refuses(409, "slot-gone");
        city.wait(SECOND);
        assert!(starts(&times(&fast, "").await["times"]).contains(&TEN));
        book(&fast, TEN).await;
        let over = slow.post("/api/book/bookings", &with(&held)).await.refuses(410, "hold-over").json();
        assert!(!starts(&over["times"]).is_empty());
    }

    async fn a_hold_that_ran_out_is_booked_all_the_same_while_nobody_took_its_time(city: TestCity) {
        open(&city, 1).await;
        let held = hold(&city.anybody(), TEN).await.expect(201);
        city.wait(20 * MINUTE);
        assert!(starts(&times(&city.anybody(), "").await["times"]).contains(&TEN));
        city.anybody().post("/api/book/bookings", &with(&held)).await.expect(201);
        hold(&city.anybody(), TEN).await.refuses(409, "slot-gone");
    }

    async fn a_hold_that_is_given_up_is_free_at_once(city: TestCity) {
        open(&city, 1).await;
        let held = hold(&city.anybody(), TEN).await.expect(201).json();
        let release = json!({ "hold": held["hold"] });
        city.anybody().post("/api/book/holds/release", &release).await.expect(204);
        city.anybody().post("/api/book/holds/release", &release).await.expect(204);
        city.anybody().post("/api/book/holds/release", &json!({ "hold": "nobodys" })).await.expect(204);
        let held = hold(&city.anybody(), TEN).await.expect(201);
        city.anybody().post("/api/book/bookings", &with(&held)).await.expect(201);
        city.anybody().post("/api/book/holds/release", &json!({ "hold": held.json()["hold"] })).await.refuses(409, "wrong-state");
    }

    async fn one_person_has_one_booking_at_a_time_and_not_too_many(city: TestCity) {
        open(&city, 5).await;
        for _ in 0..4 {
            city.booth(SITE).await;
        }
        let anybody = city.anybody();
        let with_number = async |starts: Millis, telephone: &str| {
            let held = hold(&anybody, starts).await.expect(201);
            let mut new = with(&held);
            new["telephone"] = json!(telephone);
            new["email"] = json!("Hanako@example.jp");
            anybody.post("/api/book/bookings", &new).await
        };
        let first = with_number(TEN, "093-582-1234").await.expect(201).json();
        with_number(TEN, "0935821234").await.refuses(409, "overlapping");
        with_number(TEN, "090-1234-5678").await.refuses(409, "overlapping");
        with_number(TEN + HALF, "０９３５８２１２３４").await.expect(201);
        with_number(TEN + 2 * HALF, "093-582-1234").await.refuses(409, "too-many-bookings");
        anybody.post("/api/book/move", &moved(&first, TEN + HALF)).await.refuses(409, "overlapping");
        assert_eq!(look(&anybody, &first).await["time"]["time"], "10:00", "nothing was changed");
        let cancel = json!({ "request": key(), "code": first["code"] });
        anybody.post("/api/book/cancel", &cancel).await.expect(200);
        with_number(TEN, "093-582-1234").await.expect(201);
    }

    async fn a_time_that_is_not_open_is_refused_with_its_reason(city: TestCity) {
        open(&city, 1).await;
        let anybody = city.anybody();
        let sunday = hold(&anybody, MORNING + HOUR).await.refuses(409, "not-open").json();
        assert!(sunday["title"].as_str().expect("a title").contains("11月22日"), "{sunday}");
        for starts in [TEN + 5 * MINUTE, TEN - 7 * 24 * HOUR, TEN + 63 * 24 * HOUR] {
            let refused = hold(&anybody, starts).await.refuses(409, "not-open").json();
            assert!(refused["times"].as_array().expect("times").len() <= 6);
        }
        city.wait(24 * HOUR + 31 * MINUTE);
        hold(&anybody, TEN).await.refuses(409, "not-open");
        let nowhere = json!({ "request": key(), "subject": SUBJECT, "site": "dairi", "starts": TEN });
        anybody.post("/api/book/holds", &nowhere).await.refuses(409, "not-open");
    }

    async fn bad_input_is_named(city: TestCity) {
        open(&city, 1).await;
        let anybody = city.anybody();
        for starts in [json!(-1), json!(0.5), json!(1e300)] {
            let mut asks = wish(TEN);
            asks["starts"] = starts;
            assert_eq!(refused_field(anybody.post("/api/book/holds", &asks).await), "starts");
        }
        let mut asks = wish(TEN);
        asks["request"] = json!("short");
        assert_eq!(refused_field(anybody.post("/api/book/holds", &asks).await), "request");
        asks["request"] = json!(key());
        asks["site"] = json!("atlantis");
        anybody.post("/api/book/holds", &asks).await.refuses(404, "not-found");

        let held = hold(&anybody, TEN).await.expect(201);
        for (field, value) in [("telephone", "12"), ("telephone", "093-582"), ("email", "hanako"), ("email", "a@b@c.jp")] {
            let mut new = with(&held);
            new[field] = json!(value);
            assert_eq!(refused_field(anybody.post("/api/book/bookings", &new).await), field);
        }
        let mut new = with(&held);
        (new["telephone"], new["email"]) = (json!(" "), json!(""));
        let booking = anybody.post("/api/book/bookings", &new).await.expect(201).json();
        assert_eq!((&booking["has_telephone"], &booking["has_email"]), (&json!(false), &json!(false)));

        let many = format!("/api/book/times?subject={SUBJECT}{}", format!("&site={SITE}").repeat(13));
        for (path, field) in [
            (many.as_str(), "site"),
            ("/api/book/times?subject=garbage-support", "site"),
            ("/api/book/times?site=kokura-chuo", "subject"),
            ("/api/book/times?subject=garbage-support&site=kokura-chuo&from=yesterday", "from"),
            ("/api/book/times?subject=garbage-support&site=kokura-chuo&when=now", "when"),
        ] {
            assert_eq!(refused_field(anybody.get(path).await), field, "{path}");
        }
        anybody.get("/api/book/times?subject=garbage-support&site=atlantis").await.refuses(404, "not-found");
    }

    async fn a_booking_that_is_over_stays_as_it_was(city: TestCity) {
        open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        city.wait(26 * HOUR);
        city.anybody().post("/api/book/move", &moved(&booking, TEN + 24 * HOUR)).await.refuses(409, "wrong-state");
        let cancel = json!({ "request": key(), "code": booking["code"] });
        city.anybody().post("/api/book/cancel", &cancel).await.refuses(409, "wrong-state");
    }

    async fn a_plan_that_changes_under_a_booking_still_counts_its_seat(city: TestCity) {
        open(&city, 1).await;
        city.booth("itozu").await;
        let booking = book(&city.anybody(), TEN).await;
        let mut renewed = plan(1);
        renewed["openings"][0]["id"] = json!("machi-anew");
        publish(&city, super::WARD, &renewed).await;
        let there = json!({ "request": key(), "subject": SUBJECT, "site": "itozu", "starts": TEN });
        city.anybody().post("/api/book/holds", &there).await.refuses(409, "slot-gone");
        assert_eq!(look(&city.anybody(), &booking).await["disrupted"], Value::Null, "another opening carries it");
        let mut gone = renewed.clone();
        gone["openings"][0]["except"] = json!(["2026-11-23"]);
        publish(&city, super::WARD, &gone).await;
        assert_eq!(look(&city.anybody(), &booking).await["disrupted"], "no-opening");
    }
}

#[tokio::test]
async fn one_address_holds_a_few_times_a_minute() {
    let city = TestCity::on_sqlite().await;
    open(&city, 1).await;
    for _ in 0..30 {
        hold(&city.anybody(), TEN).await;
    }
    hold(&city.anybody(), TEN).await.refuses(429, "too-many");
}

#[tokio::test]
async fn a_page_of_another_origin_books_nothing() {
    let city = TestCity::on_sqlite().await;
    open(&city, 1).await;
    let mut request = crate::harness::json(http::Method::POST, "/api/book/holds", wish(TEN).to_string());
    request.headers_mut().insert("origin", "https://evil.example".parse().expect("a value"));
    city.anybody().send(request).await.refuses(403, "foreign-origin");
}
