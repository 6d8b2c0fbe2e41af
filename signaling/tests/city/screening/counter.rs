//! 来庁: the ward office's counter, bookable in one step.

use super::{SCREENING, at_booth, given, publish, ring};
use crate::booking::{SITE, SUBJECT, TEN, WARD, count, key, look, plan, with};
use crate::calls::counter;
use crate::harness::{Answer, Client, MORNING, TestCity};
use serde_json::{Value, json as value};

const COUNTER: &str = "kokurakita-counter";

/// A ward whose counter is open with so many seats, for its own section and for the one that answers by video.
async fn open(city: &TestCity, seats: u16) -> Client {
    publish(city, SCREENING).await;
    let mut plan = plan(1);
    for (id, section) in [("counter", COUNTER), ("counter-machi", "kokurakita-machi")] {
        let mut opening = plan["openings"][0].clone();
        (opening["id"], opening["section"]) = (value!(id), value!(section));
        (opening["sites"], opening["seats"]) = (value!([COUNTER]), value!(seats));
        plan["openings"].as_array_mut().expect("openings").push(opening);
    }
    crate::booking::publish(city, WARD, &plan).await;
    city.booth(SITE).await
}

/// What a verdict says of the counter.
async fn told(booth: &Client, subject: &str, given: &Value) -> Value {
    at_booth(booth, subject, given).await.expect(200).json()["guidance"].clone()
}

fn wish(subject: &str, site: &str, starts: &Value, given: &Value) -> Value {
    value!({ "request": key(), "subject": subject, "site": site, "starts": starts, "screened": given })
}

/// A booking about 転入・転出 at the next time that is told.
async fn booked(booth: &Client) -> Value {
    let next = told(booth, "moving", &value!(null)).await["counter"]["next"].clone();
    let held =
        booth.post("/api/booth/holds", &wish("moving", COUNTER, &next["starts"], &value!(null))).await.expect(201);
    booth.post("/api/booth/bookings", &with(&held)).await.expect(201).json()
}

async fn move_to(client: &Client, booking: &Value, site: &str, starts: i64) -> Answer {
    let asks = value!({ "request": key(), "code": booking["code"], "site": site, "starts": starts });
    client.post("/api/book/move", &asks).await
}

on_both_databases! {
    async fn who_has_to_come_books_the_next_time_in_one_step_without_a_booth(city: TestCity) {
        let booth = open(&city, 1).await;
        let shown = told(&booth, "moving", &value!(null)).await;
        assert_eq!(shown["decision"]["verdict"], "in-person");
        assert_eq!((&shown["counter"]["site"], &shown["counter"]["next"]["time"]), (&value!(COUNTER), &value!("09:00")));
        let booking = booked(&booth).await;
        assert_eq!((&booking["counter"], &booking["time"]["site"]), (&value!(true), &value!(COUNTER)));
        let next = told(&booth, "moving", &value!(null)).await["counter"]["next"]["time"].clone();
        assert_eq!(next, "09:30", "the one seat of nine is taken");
        move_to(&city.anybody(), &booking, COUNTER, TEN).await.expect(200);
        city.anybody().post("/api/book/cancel", &value!({ "request": key(), "code": booking["code"] })).await.expect(200);
    }

    async fn staff_book_it_for_a_caller_and_read_which_bookings_come(city: TestCity) {
        let _booth = open(&city, 1).await;
        let staff = city.person("coordinator1").await;
        let asked = value!({ "subject": "bereavement", "site": SITE });
        let shown = staff.post("/api/bookings/screening", &asked).await.expect(200).json()["guidance"].clone();
        let wish = wish("bereavement", COUNTER, &shown["counter"]["next"]["starts"], &value!(null));
        let held = staff.post("/api/bookings/holds", &wish).await.expect(201);
        staff.post("/api/bookings", &with(&held)).await.expect(201);
        let rows = staff.get("/api/bookings").await.expect(200).json();
        assert_eq!((&rows[0]["counter"], &rows[0]["section"]), (&value!(true), &value!(COUNTER)));
        city.wait(TEN - MORNING);
        let staff = city.person("coordinator1").await;
        let settle = format!("/api/bookings/{}/settle", rows[0]["booking"].as_str().expect("an id"));
        let row = staff.post(&settle, &value!({ "settlement": "served" })).await.expect(200).json();
        assert_eq!(row["state"], "served");
    }

    async fn the_counter_takes_what_comes_but_for_open_questions_and_quiet_cards(city: TestCity) {
        let booth = open(&city, 3).await;
        let anybody = city.anybody();
        let ten = value!(TEN);
        let holds = async |subject: &str, given: &Value| anybody.post("/api/book/holds", &wish(subject, COUNTER, &ten, given)).await;
        holds(SUBJECT, &value!(null)).await.refuses(422, "unscreened");
        holds(SUBJECT, &given(1, &value!({ "talk": "no" }))).await.expect(201);
        holds("certificates", &given(1, &value!({ "card": "yes" }))).await.expect(201);
        holds("violence", &value!(null)).await.refuses(422, "not-remote");
        let at_site = wish("moving", SITE, &ten, &value!(null));
        booth.post("/api/booth/holds", &at_site).await.refuses(422, "not-remote");
        assert_eq!(told(&booth, "violence", &value!(null)).await["counter"], value!(null));
    }

    async fn a_section_of_the_counter_makes_no_booth_ring(city: TestCity) {
        open(&city, 1).await;
        let mut c = counter(&city).await;
        let shown = told(&c.tablet, "moving", &value!(null)).await;
        assert_eq!(shown["may_disagree"], false, "nobody answers it by video");
        for disagrees in [false, true] {
            assert_eq!(c.booth.refused(ring("moving", &value!(null), disagrees)).await, "not-remote");
        }
        assert_eq!(count(&city, "call").await, 0);
    }

    async fn no_booth_checks_it_in_and_it_says_where_to_go(city: TestCity) {
        let booth = open(&city, 1).await;
        let booking = booked(&booth).await;
        let code = value!({ "code": booking["code"] });
        let refused = booth.post("/api/booth/check-in", &code).await.refuses(409, "at-counter").json();
        assert!(refused["title"].as_str().expect("a sentence").contains("区役所の窓口へお越しください"));
        assert_eq!(look(&city.anybody(), &booking).await["state"], "booked");
    }

    async fn a_booth_takes_over_only_what_would_lead_to_a_call_there(city: TestCity) {
        let booth = open(&city, 2).await;
        city.booth("itozu").await;
        let anybody = city.anybody();
        let booking = booked(&booth).await;
        move_to(&anybody, &booking, SITE, TEN).await.refuses(422, "not-remote");
        let yes = given(1, &value!({ "talk": "yes" }));
        let wish = wish(SUBJECT, SITE, &value!(TEN), &yes);
        let held = anybody.post("/api/book/holds", &wish).await.expect(201);
        let booking = anybody.post("/api/book/bookings", &with(&held)).await.expect(201).json();
        move_to(&anybody, &booking, COUNTER, TEN).await.expect(200);
    }

    async fn where_no_time_is_left_it_is_said_why(city: TestCity) {
        publish(&city, SCREENING).await;
        let booth = city.booth(SITE).await;
        let why = async || told(&booth, "moving", &value!(null)).await["counter"].clone();
        assert_eq!((&why().await["next"], &why().await["none"]), (&value!(null), &value!("no-opening")));
        crate::booking::publish(&city, WARD, &plan(1)).await;
        assert_eq!(why().await["none"], "no-opening");
    }

    async fn counters_stand_apart_from_booths_wherever_one_chooses(city: TestCity) {
        open(&city, 1).await;
        let bookable = city.anybody().get("/api/book").await.expect(200).json();
        let sites = bookable["sites"].as_array().expect("sites");
        let counters: Vec<_> = sites.iter().filter(|site| site["counter"] == true).collect();
        assert_eq!(counters.len(), 1);
        assert_eq!((&counters[0]["site"], &counters[0]["near"]), (&value!(COUNTER), &value!([])));
        assert!(sites.iter().all(|site| !site["near"].as_array().expect("sites").contains(&value!(COUNTER))));
        let asks = wish(SUBJECT, COUNTER, &value!(TEN + 7), &given(1, &value!({ "talk": "yes" })));
        let others = city.anybody().post("/api/book/holds", &asks).await.refuses(409, "not-open").json();
        assert!(others["times"].as_array().expect("times").iter().all(|time| time["site"] == COUNTER));
        let administrator = city.person("admin1").await;
        let places = administrator.get("/api/sites").await.expect(200).json();
        assert!(places.as_array().expect("sites").iter().all(|site| site["site"] != COUNTER), "no device stands there");
    }
}
