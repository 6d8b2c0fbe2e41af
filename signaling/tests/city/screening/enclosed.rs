//! The nearest enclosed booth, bookable in one step.

use super::{SCREENING, at_booth, enclose, given, publish};
use crate::booking::{SITE, SUBJECT, key, open, plan, with};
use serde_json::{Value, json as value};

fn hold(subject: &str, booth: &Value, given: &Value) -> Value {
    value!({
        "request": key(), "subject": subject, "site": booth["site"], "starts": booth["next"]["starts"], "screened": given
    })
}

on_both_databases! {
    async fn the_nearest_enclosed_booth_is_offered_and_booked_in_one_step(city: TestCity) {
        publish(&city, SCREENING).await;
        let booth = open(&city, 1).await;
        let no = given(1, &value!({ "talk": "no" }));
        let offered = async || at_booth(&booth, SUBJECT, &no).await.expect(200).json()["guidance"]["enclosed"].clone();
        assert_eq!(offered().await, value!([]), "no enclosed site offers it");
        enclose(&city, "itozu").await;
        let without = offered().await;
        assert_eq!((&without[0]["site"], &without[0]["next"]), (&value!("itozu"), &value!(null)), "no booth stands there");
        city.booth("itozu").await;
        let first = offered().await[0].clone();
        assert_eq!(first["access"]["en"], "12 minutes on foot from Minami-Kokura Station (example)");
        assert_eq!((&first["next"]["date"], &first["next"]["time"]), (&value!("2026-11-23"), &value!("09:00")));
        let held = booth.post("/api/booth/holds", &hold(SUBJECT, &first, &no)).await.expect(201);
        booth.post("/api/booth/bookings", &with(&held)).await.expect(201);
        assert_eq!(offered().await[0]["next"]["time"], "09:30", "the next that is left");
    }

    async fn another_wards_booth_is_offered_where_it_is_near_and_a_booth_books_it_too(city: TestCity) {
        publish(&city, SCREENING).await;
        let booth = city.booth(SITE).await;
        let mut there = plan(1);
        there["openings"][0]["section"] = value!("kokuraminami-kodomo");
        there["openings"][0]["sites"] = value!(["sone"]);
        crate::booking::publish(&city, "kokuraminami", &there).await;
        city.booth("sone").await;
        let income = given(1, &value!({ "income": "yes", "talk": "yes" }));
        let told = at_booth(&booth, "childcare", &income).await.expect(200).json()["guidance"].clone();
        assert_eq!(told["decision"]["verdict"], "enclosed-booth");
        let sites: Vec<_> = told["enclosed"].as_array().expect("booths").iter().map(|booth| booth["site"].clone()).collect();
        assert_eq!(sites, ["sone", "orio"], "near before what is near that");
        let held = booth.post("/api/booth/holds", &hold("childcare", &told["enclosed"][0], &income)).await.expect(201);
        let booking = booth.post("/api/booth/bookings", &with(&held)).await.expect(201).json();
        assert_eq!(booking["ward"], "kokuraminami");
        let staff = city.person("staff3").await;
        let asked = value!({ "subject": "childcare", "site": SITE, "given": income });
        let told = staff.post("/api/bookings/screening", &asked).await.expect(200).json()["guidance"].clone();
        assert_eq!(told["enclosed"][0]["next"], value!(null), "staff book in their ward");
    }
}
