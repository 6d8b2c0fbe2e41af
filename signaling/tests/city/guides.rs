//! 手続きガイド: what is read, and what is kept of what they said.

use crate::booking::count;
use crate::screening::{GUIDE, SCREENING, publish};
use serde_json::{Value, json as value};
use signaling::on;

const GUIDES: &str = "/api/wards/kokurakita/guides";
const LOG: &str = "/api/wards/kokurakita/guides/log";

fn said() -> Value {
    let guide: Value = serde_json::from_str(GUIDE).expect("JSON");
    let scheme = |at: usize| guide["schemes"][at]["id"].clone();
    value!({
        "tree": "disability-welfare", "version": 1, "outcome": guide["tree"]["outcomes"][0]["id"],
        "usable": [scheme(0), scheme(2)], "perhaps": [scheme(1)]
    })
}

on_both_databases! {
    async fn anybody_reads_the_guides_of_a_ward(city: TestCity) {
        assert_eq!(city.anybody().get(GUIDES).await.expect(200).json(), value!([]));
        publish(&city, SCREENING).await;
        publish(&city, GUIDE).await;
        let guides = city.anybody().get(GUIDES).await.expect(200).json();
        assert_eq!(guides.as_array().map(Vec::len), Some(1), "a screening is no guide");
        assert_eq!((&guides[0]["tree"]["id"], &guides[0]["tree"]["version"]), (&value!("disability-welfare"), &value!(1)));
        city.anybody().get("/api/wards/nowhere/guides").await.refuses(404, "not-found");
    }

    async fn what_a_guide_said_is_kept_without_whom(city: TestCity) {
        publish(&city, GUIDE).await;
        for client in [&city.anybody(), &city.booth("kokura-chuo").await, &city.person("staff1").await] {
            client.post(LOG, &said()).await.expect(204);
        }
        type Row = (String, String, String, i64, String, String, String);
        let rows: Vec<Row> = on!(Db, &city.app.db, |pool| sqlx::query_as("SELECT ward, day, tree, version, outcome, usable, perhaps FROM advice").fetch_all(pool).await).expect("rows");
        let said = said();
        let list = |told: &Value| told.to_string();
        let expected: Row = ("kokurakita".into(), "2026-11-22".into(), "disability-welfare".into(), 1, said["outcome"].as_str().expect("an id").into(), list(&said["usable"]), list(&said["perhaps"]));
        assert_eq!(rows, vec![expected; 3], "one is like another, whoever told it");
    }

    async fn what_no_guide_can_have_said_is_refused(city: TestCity) {
        publish(&city, GUIDE).await;
        let anybody = city.anybody();
        let with = |field: &str, is: Value| {
            let mut said = said();
            said[field] = is;
            said
        };
        for (field, is) in [("tree", value!("other")), ("version", value!(2)), ("tree", value!("screening"))] {
            anybody.post(LOG, &with(field, is)).await.refuses(404, "not-found");
        }
        let (first, second) = (said()["usable"][0].clone(), said()["usable"][1].clone());
        let odd = [
            ("outcome", value!("other")), ("usable", value!(["other"])), ("usable", value!([first, first])),
            ("usable", value!([second, first])), ("perhaps", value!([first])), ("perhaps", value!(["other"])), ("name", value!("花子")),
        ];
        for (field, is) in odd {
            anybody.post(LOG, &with(field, is)).await.refuses(400, "bad-field");
        }
        anybody.post("/api/wards/moji/guides/log", &said()).await.expect(204);
        anybody.post("/api/wards/nowhere/guides/log", &said()).await.refuses(404, "not-found");
        assert_eq!(count(&city, "advice").await, 1);
    }

    async fn strangers_are_limited_and_booths_and_desks_are_not(city: TestCity) {
        let city = city.configured(|config| config.bookings.looks_per_address = 1);
        publish(&city, GUIDE).await;
        let anybody = city.anybody();
        anybody.get(GUIDES).await.expect(200);
        anybody.get(GUIDES).await.refuses(429, "too-many");
        anybody.post(LOG, &said()).await.refuses(429, "too-many");
        for client in [city.booth("kokura-chuo").await, city.person("staff1").await] {
            client.get(GUIDES).await.expect(200);
            client.post(LOG, &said()).await.expect(204);
        }
    }
}
