//! What reviewers read and do, and what nobody else may.

use super::{filed, look, wrong_address};
use crate::harness::TestCity;
use serde_json::{Value, json};
use signaling::account::Role;

on_both_databases! {
    async fn an_application_goes_from_the_pile_to_complete(city: TestCity) {
        let filed = filed(&city).await;
        assert_eq!(filed.helped, json!(["小倉北区役所 まちづくり推進課（例） 3番"]), "section and seat, no name");
        let reviewer = city.person("review1").await;
        let list = reviewer.get("/api/applications").await.expect(200).json();
        assert_eq!((&list["counts"]["submitted"], &list["more"]), (&json!(1), &json!(false)));
        let row = &list["rows"][0];
        assert_eq!((&row["receipt"], &row["status"], &row["reviewer"]), (&json!(filed.receipt), &json!("submitted"), &Value::Null));
        let read = reviewer.get(&filed.path()).await.expect(200);
        assert_eq!(read.header("etag"), "\"1\"");
        let read = read.json();
        assert_eq!((&read["answers"]["name"], &read["answers"]["emergency-telephone"]), (&json!("小倉 花子"), &json!("090-1234-5678")));
        assert_eq!((&read["findings"], &read["helped"], &read["identity"]), (&json!([]), &filed.helped, &json!("self-stated")));
        assert_eq!(reviewer.get(&format!("{}/form", filed.path())).await.expect(200).json()["id"], "fureai-shushu");

        let taken = filed.act(&reviewer, "review", &Value::Null).await.expect(200);
        assert_eq!(taken.header("etag"), "\"2\"");
        assert_eq!(taken.json()["row"]["reviewer"], "審査 一葉（例） 11番");
        let done = filed.act(&reviewer, "complete", &Value::Null).await.expect(200).json();
        let deeds: Vec<_> = done["history"].as_array().expect("lines").iter().map(|line| line["deed"].as_str().expect("a word")).collect();
        assert_eq!(deeds, ["submitted", "reviewed", "completed"]);
        let complete = reviewer.get("/api/applications?status=complete").await.expect(200).json();
        assert_eq!((&complete["rows"][0]["id"], &complete["counts"]["complete"]), (&json!(filed.id), &json!(1)));
        assert_eq!(reviewer.get("/api/applications?status=submitted").await.expect(200).json()["rows"], json!([]));
        assert_eq!(look(&city.anybody(), &filed.code).await.expect(200).json()["status"], "complete");
    }

    async fn an_act_names_the_revision_that_was_read(city: TestCity) {
        let filed = filed(&city).await;
        let (one, two) = (city.person("review1").await, city.person("review2").await);
        let path = format!("{}/review", filed.path());
        one.post(&path, &Value::Null).await.refuses(428, "tag-needed");
        one.post_if(&path, &json!(1), &Value::Null).await.expect(200);
        let refused = two.post_if(&path, &json!(1), &Value::Null).await.refuses(412, "stale-tag");
        assert!(refused.json()["title"].as_str().expect("a sentence").contains("読み込み直して"));
        let taken = two.post_if(&path, &json!(2), &Value::Null).await.expect(200).json();
        assert_eq!(taken["row"]["reviewer"], "審査 二郎（例） 12番", "a colleague takes it over");
    }

    async fn what_is_complete_or_untouched_is_not_moved_by_the_wrong_act(city: TestCity) {
        let filed = filed(&city).await;
        let reviewer = city.person("review1").await;
        filed.act(&reviewer, "complete", &Value::Null).await.refuses(409, "wrong-state");
        filed.act(&reviewer, "correction", &wrong_address()).await.refuses(409, "wrong-state");
        let filed = filed.completed(&reviewer).await;
        for (act, body) in [("review", Value::Null), ("complete", Value::Null), ("correction", wrong_address())] {
            filed.act(&reviewer, act, &body).await.refuses(409, "wrong-state");
        }
        assert_eq!(filed.read(&reviewer).await["revision"], 3);
    }

    async fn a_reviewer_reads_their_own_ward_and_section_alone(city: TestCity) {
        let filed = filed(&city).await;
        let foreign = city.hire_in("moji", "review3", Role::Reviewer, None).await;
        let other = city.hire("review4", Role::Reviewer, Some("kokurakita-kodomo")).await;
        let own = city.hire("review5", Role::Reviewer, Some("kokurakita-machi")).await;
        for stranger in [foreign, other] {
            let list = stranger.get("/api/applications").await.expect(200).json();
            assert_eq!((&list["rows"], &list["counts"]["submitted"]), (&json!([]), &json!(0)));
            stranger.get(&filed.path()).await.refuses(404, "not-found");
            stranger.get(&format!("{}/form", filed.path())).await.refuses(404, "not-found");
            for act in ["review", "complete"] {
                stranger.post_if(&format!("{}/{act}", filed.path()), &json!(1), &Value::Null).await.refuses(404, "not-found");
            }
            stranger.get(&format!("/api/applications?after={}", filed.id)).await.refuses(400, "bad-field");
        }
        assert_eq!(own.get("/api/applications").await.expect(200).json()["rows"][0]["id"], json!(filed.id));
        filed.act(&own, "review", &Value::Null).await.expect(200);
    }
}

#[tokio::test]
async fn nobody_but_reviewers_reads_or_does_anything() {
    let city = TestCity::on_sqlite().await;
    let filed = filed(&city).await;
    for login in ["staff1", "lead1", "interpreter1", "coordinator1", "attendant1", "auditor1", "admin1"] {
        let person = city.person(login).await;
        for path in [
            "/api/applications",
            &filed.path(),
            &format!("{}/form", filed.path()),
            "/api/batches",
            "/api/batches/key",
            "/api/batches/b/file",
        ] {
            person.get(path).await.refuses(403, "forbidden");
        }
        for (act, body) in [
            ("review", Value::Null),
            ("complete", Value::Null),
            ("correction", wrong_address()),
            ("papers", json!({ "path": "name", "received": true })),
        ] {
            let path = format!("{}/{act}", filed.path());
            person.post_if(&path, &json!(1), &body).await.refuses(403, "forbidden");
        }
        person.post("/api/batches", &json!({ "applications": [filed.id] })).await.refuses(403, "forbidden");
        person.post("/api/batches/b/release", &Value::Null).await.refuses(403, "forbidden");
        person.delete("/api/batches/b").await.refuses(403, "forbidden");
    }
    city.anybody().get("/api/applications").await.refuses(401, "not-signed-in");
    city.person("review1").await.get("/api/applications?since=1").await.refuses(400, "bad-field");
}

#[tokio::test]
async fn that_an_application_was_read_stands_in_the_audit_log() {
    let city = TestCity::on_sqlite().await;
    let filed = filed(&city).await;
    let reviewer = city.person("review1").await;
    filed.read(&reviewer).await;
    filed.act(&reviewer, "review", &Value::Null).await.expect(200);
    let acts = super::sealed::texts(&city.app.db, "SELECT act FROM audit ORDER BY seq").await;
    for act in ["application-submitted", "application-read", "application-reviewed"] {
        assert!(acts.iter().any(|written| written == act), "{act}: {acts:?}");
    }
}
