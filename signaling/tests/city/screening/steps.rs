//! What is asked and said, about every subject at every site.

use super::{SCREENING, at_booth, given, publish};
use crate::harness::{Client, PLACES};
use serde_json::{Value, json as value};
use signaling::place;

const QUIET: &str = "quiet-card";

/// Every tile of every site.
fn tiles() -> Vec<(String, String)> {
    let places: Value = serde_json::from_str(PLACES).expect("JSON");
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().expect("a list").iter().map(|it| it["id"].as_str().expect("an id").to_owned()).collect()
    };
    let every = ids(&places["subjects"]);
    assert_eq!((every.len(), ids(&places["sites"]).len()), (23, 17));
    let mut tiles = Vec::new();
    for site in places["sites"].as_array().expect("sites") {
        let id = site["id"].as_str().expect("an id");
        let own = site["subjects"]
            .as_array()
            .map(|own| own.iter().map(|it| it.as_str().expect("an id").to_owned()).collect());
        tiles.extend(own.unwrap_or_else(|| every.clone()).into_iter().map(|subject| (id.to_owned(), subject)));
    }
    tiles
}

async fn ask(client: &Client, site: &str, subject: &str, given: &Value) -> Value {
    let asked = value!({ "site": site, "subject": subject, "given": given });
    client.post("/api/book/screening", &asked).await.expect(200).json()
}

/// Walks every way from here to its ends, and says how they end.
async fn walk(client: &Client, site: &str, subject: &str, start: Value) -> Vec<Value> {
    let (mut open, mut ends) = (vec![start], Vec::new());
    while let Some(given) = open.pop() {
        let step = ask(client, site, subject, &given).await;
        if step["is"] == "decided" {
            ends.push(step["guidance"].clone());
            continue;
        }
        assert_eq!((&step["is"], &step["refused"], &step["renewed"]), (&value!("ask"), &value!(null), &value!(false)));
        for choice in step["question"]["kind"]["choices"].as_array().expect("choices") {
            let mut further = step["given"].clone();
            further["answers"][step["question"]["id"].as_str().expect("an id")] = choice["id"].clone();
            open.push(further);
        }
    }
    ends
}

on_both_databases! {
    async fn every_walk_about_every_subject_at_every_site_ends_in_one_verdict(city: TestCity) {
        let city = city.configured(|config| config.bookings.looks_per_address = 100_000);
        publish(&city, SCREENING).await;
        let anybody = city.anybody();
        let mut seen = std::collections::BTreeSet::new();
        for (site, subject) in tiles() {
            for end in walk(&anybody, &site, &subject, value!(null)).await {
                let verdict = end["decision"]["verdict"].as_str().expect("a verdict").to_owned();
                let goes = ["remote", "remote-private", "online-with-help"].contains(&verdict.as_str());
                assert!(!end["decision"]["reasons"].as_array().expect("reasons").is_empty(), "{site} {subject}");
                assert_eq!(end["office"].is_null(), goes || verdict == QUIET, "{site} {subject} {verdict}");
                assert_eq!(end["kiosk"].is_null(), verdict != "kiosk", "{site} {subject}");
                assert_eq!(end["right_to_apply"], subject == "public-assistance", "{site} {subject}");
                assert_eq!(verdict == QUIET, subject == "violence", "{site} {subject}");
                assert!(verdict == "enclosed-booth" || end["enclosed"] == value!([]), "{site} {subject}");
                assert_eq!(end["may_disagree"], false, "nobody rings from a phone");
                seen.insert(verdict);
            }
        }
        assert_eq!(seen.len(), 7, "{seen:?}");
    }

    async fn a_booth_is_asked_one_question_after_another_and_told_what_to_do(city: TestCity) {
        publish(&city, SCREENING).await;
        let booth = city.booth("kokura-chuo").await;
        let first = at_booth(&booth, "resident-tax", &value!(null)).await.expect(200).json();
        assert_eq!((&first["question"]["id"], &first["left"], &first["answered"]), (&value!("papers"), &value!(2), &value!([])));
        assert_eq!(first["given"], given(1, &value!({})));
        let second = at_booth(&booth, "resident-tax", &given(1, &value!({ "papers": "yes" }))).await.expect(200).json();
        assert_eq!((&second["question"]["id"], &second["left"]), (&value!("talk"), &value!(1)));
        assert_eq!(second["answered"][0]["words"]["ja"], "出します");
        let odd = at_booth(&booth, "resident-tax", &given(1, &value!({ "papers": "perhaps" }))).await.expect(200).json();
        assert_eq!((&odd["question"]["id"], odd["refused"].is_null()), (&value!("papers"), false));
        let answers = given(1, &value!({ "papers": "yes", "talk": "yes" }));
        let end = at_booth(&booth, "resident-tax", &answers).await.expect(200).json()["guidance"].clone();
        assert_eq!((&end["decision"]["verdict"], &end["decision"]["version"]), (&value!("in-person"), &value!(1)));
        assert_eq!((&end["given"], &end["may_disagree"], &end["right_to_apply"]), (&answers, &value!(true), &value!(false)));
        assert_eq!(end["office"], value!({
            "ward_name": "小倉北区役所", "section_name": "小倉北区役所 国保年金・税務課（例）", "telephone": "093-000-1222（例）",
            "hours": null
        }));
        assert!(end["bring"]["ja"].is_string(), "{end}");
    }

    async fn livelihood_is_guided_to_its_desk_and_never_turned_away(city: TestCity) {
        publish(&city, SCREENING).await;
        let hours: Value = serde_json::from_str(PLACES).expect("JSON");
        crate::booking::publish(&city, "kokurakita", &hours["hours"]["kokurakita"]).await;
        let booth = city.booth("kokura-chuo").await;
        let end = at_booth(&booth, "public-assistance", &value!(null)).await.expect(200).json()["guidance"].clone();
        assert_eq!((&end["decision"]["verdict"], &end["right_to_apply"]), (&value!("in-person"), &value!(true)));
        assert_eq!(end["office"]["telephone"], "093-000-1222（例）");
        assert_eq!(end["office"]["hours"]["ja"], "月〜金 8:30〜17:15", "what all offices have in common");
        assert_eq!(end["may_disagree"], false, "no section answers by video");
        let kiosk = at_booth(&booth, "certificates", &given(1, &value!({ "card": "yes" }))).await.expect(200).json()["guidance"].clone();
        assert_eq!(kiosk["kiosk"]["certificates"].as_array().map(Vec::len), Some(5));
    }

    async fn without_a_screening_the_verdict_follows_the_handling(city: TestCity) {
        let booth = city.booth("kokura-chuo").await;
        let expected = [
            ("garbage-support", "remote"), ("resident-tax", "remote"), ("moving", "in-person"), ("bereavement", "in-person"),
            ("disability", "enclosed-booth"), ("certificates", "kiosk"), ("violence", "quiet-card"),
        ];
        for (subject, verdict) in expected {
            let end = at_booth(&booth, subject, &value!(null)).await.expect(200).json()["guidance"].clone();
            assert_eq!((&end["decision"]["verdict"], &end["given"]), (&value!(verdict), &given(0, &value!({}))), "{subject}");
            assert!(end["decision"]["reasons"][0]["words"]["easy"].is_string());
        }
        super::enclose(&city, "kokura-chuo").await;
        let inside = at_booth(&booth, "disability", &value!(null)).await.expect(200).json();
        assert_eq!(inside["guidance"]["decision"]["verdict"], "remote", "it is a closed room");
    }

    async fn a_place_file_that_says_nothing_of_subjects_loads_and_they_are_not_screened(city: TestCity) {
        publish(&city, SCREENING).await;
        let mut places: Value = serde_json::from_str(PLACES).expect("JSON");
        places.as_object_mut().expect("an object").remove("kiosk_certificates");
        let unsaid = ["documents", "screening", "handset", "earphone", "document_camera", "printer", "attendant"];
        for list in ["subjects", "sites"] {
            for thing in places[list].as_array_mut().expect("a list") {
                thing.as_object_mut().expect("an object").retain(|key, _| !unsaid.contains(&key.as_str()));
            }
        }
        place::seed(&city.app.db, &places.to_string().parse().expect("places")).await.expect("seeded places");
        let booth = city.booth("kokura-chuo").await;
        let end = at_booth(&booth, "garbage-support", &value!(null)).await.expect(200).json()["guidance"].clone();
        assert_eq!((&end["decision"]["verdict"], &end["given"]), (&value!("remote"), &given(0, &value!({}))));
        let kiosk = at_booth(&booth, "certificates", &value!(null)).await.expect(200).json()["guidance"].clone();
        assert_eq!(kiosk["kiosk"], value!({ "certificates": [] }));
    }

    async fn a_screening_is_refused_where_it_cannot_be(city: TestCity) {
        publish(&city, SCREENING).await;
        let (anybody, booth, staff) = (city.anybody(), city.booth("kokura-chuo").await, city.person("staff1").await);
        let asks = |subject: &str, site: &str| value!({ "subject": subject, "site": site });
        for (client, path) in [(&anybody, "/api/book/screening"), (&staff, "/api/bookings/screening")] {
            let nowhere = client.post(path, &value!({ "subject": "water" })).await.refuses(400, "bad-field").json();
            assert_eq!(nowhere["errors"][0]["path"], "site");
            client.post(path, &asks("water", "nowhere")).await.refuses(404, "not-found");
            client.post(path, &asks("nothing", "kokura-chuo")).await.refuses(404, "not-found");
            client.post(path, &asks("water", "kokura-chuo")).await.expect(200);
        }
        anybody.post("/api/book/screening", &asks("childcare", "sone")).await.expect(200);
        staff.post("/api/bookings/screening", &asks("childcare", "sone")).await.refuses(404, "not-found");
        booth.post("/api/booth/screening", &value!({ "subject": "water", "why": 1 })).await.refuses(400, "bad-field");
        anybody.post("/api/booth/screening", &asks("water", "kokura-chuo")).await.refuses(401, "not-signed-in");
        anybody.post("/api/bookings/screening", &asks("water", "kokura-chuo")).await.refuses(401, "not-signed-in");
        anybody.post("/api/v1/screening", &asks("water", "kokura-chuo")).await.refuses(401, "not-signed-in");
        city.person("admin1").await.post("/api/bookings/screening", &asks("water", "kokura-chuo")).await.refuses(403, "forbidden");
        let city = city.configured(|config| config.bookings.looks_per_address = 1);
        let anybody = city.anybody();
        anybody.post("/api/book/screening", &asks("water", "kokura-chuo")).await.expect(200);
        anybody.post("/api/book/screening", &asks("water", "kokura-chuo")).await.refuses(429, "too-many");
    }
}
