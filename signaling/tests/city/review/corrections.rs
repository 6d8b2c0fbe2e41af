//! 補正: what is asked of an applicant, and what they send.

use super::{correct, filed, look, wrong_address};
use crate::harness::TestCity;
use serde_json::{Value, json};
use signaling::clock::HOUR;

const DAY: i64 = 24 * HOUR;

on_both_databases! {
    async fn an_applicant_learns_by_code_and_puts_right_what_was_asked(city: TestCity) {
        let filed = filed(&city).await;
        let (reviewer, anybody) = (city.person("review1").await, city.anybody());
        let seen = look(&anybody, &filed.code.to_lowercase()).await.expect(200).json();
        assert_eq!((&seen["receipt"], &seen["status"], &seen["correction"]), (&json!(filed.receipt), &json!("submitted"), &Value::Null));
        assert!(seen["telephone"].as_str().is_some_and(|number| number.starts_with("093")) && seen.get("answers").is_none());
        let early = json!({ "code": filed.code, "answers": { "address": "小倉北区大手町1-2" } });
        correct(&anybody, "c0", &early).await.refuses(409, "wrong-state");

        filed.act(&reviewer, "review", &Value::Null).await.expect(200);
        let asked = filed.act(&reviewer, "correction", &wrong_address()).await.expect(200).json();
        assert_eq!((&asked["row"]["status"], &asked["row"]["correct_by"]), (&json!("correction"), &json!("2026-12-10")));
        let seen = look(&anybody, &filed.code).await.expect(200).json();
        assert_eq!(seen["correction"], wrong_address());
        let form = anybody.post("/api/my-application/form", &json!({ "code": filed.code })).await.expect(200).json();
        assert_eq!(form["id"], "fureai-shushu");

        let body = json!({ "code": filed.code, "answers": { "address": "小倉北区大手町１－２" } });
        let sent = correct(&anybody, "c1", &body).await.expect(200).json();
        assert_eq!((&sent["status"], &sent["correction"]), (&json!("review"), &Value::Null));
        assert_eq!(correct(&anybody, "c1", &body).await.expect(200).json(), sent, "sent twice is sent once");
        let other = json!({ "code": filed.code, "answers": { "address": "小倉北区大手町1-3" } });
        correct(&anybody, "c1", &other).await.refuses(409, "key-reused");
        correct(&anybody, "c2", &other).await.refuses(409, "wrong-state");
        let read = filed.read(&reviewer).await;
        assert_eq!((&read["answers"]["address"], &read["row"]["corrected"]), (&json!("小倉北区大手町1-2"), &json!(true)));
        assert_eq!(read["correction"], wrong_address(), "what was asked last stays to be compared with");
        assert_eq!(read["history"].as_array().expect("lines").last().expect("a line")["by"], Value::Null);
        filed.act(&reviewer, "complete", &Value::Null).await.expect(200);
    }

    async fn only_what_was_asked_and_what_that_makes_necessary_is_taken(city: TestCity) {
        let filed = filed(&city).await;
        let (reviewer, anybody) = (city.person("review1").await, city.anybody());
        filed.act(&reviewer, "review", &Value::Null).await.expect(200);
        let asked = json!({ "until": "2026-12-10", "reasons": [{ "path": "reason", "words": "理由をもう一度お選びください。" }] });
        filed.act(&reviewer, "correction", &asked).await.expect(200);
        let with = |answers: Value| json!({ "code": filed.code, "answers": answers });
        let named = |refused: Value, path: &str, code: &str| {
            let errors = refused["errors"].as_array().expect("errors").clone();
            assert!(errors.iter().any(|e| e["path"] == path && e["code"] == code), "{path} {code}: {errors:?}");
        };
        for (answers, path, code) in [
            (json!({ "name": "別 人" }), "name", "not-asked"),
            (json!({ "nickname": "はな" }), "nickname", "unknown-field"),
            (json!({ "reason": "boredom" }), "reason", "unknown-option"),
            (json!({ "reason": "other" }), "reason-other", "required"),
            (json!({ "reason": "" }), "reason", "required"),
            (json!({ "reason": "other", "reason-other": "1234-5678-9018" }), "reason-other", "my-number"),
        ] {
            named(correct(&anybody, "c1", &with(answers)).await.refuses(422, "invalid-form").json(), path, code);
        }
        correct(&anybody, "c1", &with(json!({}))).await.refuses(400, "bad-field");
        anybody.post("/api/my-application/correct", &with(json!({}))).await.refuses(400, "bad-field");
        assert_eq!(filed.read(&reviewer).await["row"]["status"], "correction", "nothing was changed");
        let body = with(json!({ "reason": "other", "reason-other": "階段の上り下りが難しい" }));
        correct(&anybody, "c1", &body).await.expect(200);
        assert_eq!(filed.read(&reviewer).await["answers"]["reason-other"], "階段の上り下りが難しい");
    }

    async fn what_is_sent_after_the_day_is_taken_and_counted_as_late_until_then(city: TestCity) {
        let filed = filed(&city).await;
        let (reviewer, anybody) = (city.person("review1").await, city.anybody());
        filed.act(&reviewer, "review", &Value::Null).await.expect(200);
        filed.act(&reviewer, "correction", &wrong_address()).await.expect(200);
        city.wait(25 * DAY);
        let reviewer = city.person("review1").await;
        let counts = reviewer.get("/api/applications").await.expect(200).json()["counts"].clone();
        assert_eq!((&counts["correction"], &counts["overdue"]), (&json!(1), &json!(1)));
        let body = json!({ "code": filed.code, "answers": { "address": "小倉北区大手町1-2" } });
        correct(&anybody, "c1", &body).await.expect(200);
        let counts = reviewer.get("/api/applications").await.expect(200).json()["counts"].clone();
        assert_eq!((&counts["correction"], &counts["overdue"], &counts["review"]), (&json!(0), &json!(0), &json!(1)));
    }
}

#[tokio::test]
async fn what_is_asked_is_refused_with_the_place_of_every_flaw() {
    let city = TestCity::on_sqlite().await;
    let filed = filed(&city).await;
    let reviewer = city.person("review1").await;
    filed.act(&reviewer, "review", &Value::Null).await.expect(200);
    let reason = |path: &str, words: &str| json!({ "path": path, "words": words });
    let long = "あ".repeat(201);
    for (until, reasons, path, code) in [
        ("2026-12-10", vec![], "reasons", "required"),
        ("2026-12-10", vec![reason("nickname", "直してください。")], "reasons/0/path", "unknown-field"),
        ("2026-12-10", vec![reason("name", "直して。"), reason("name", "直して。")], "reasons/1/path", "twice"),
        ("2026-12-10", vec![reason("name", "  ")], "reasons/0/words", "required"),
        ("2026-12-10", vec![reason("name", &long)], "reasons/0/words", "too-long"),
        ("2026-12-10", vec![reason("name", "番号は 1234-5678-9018 です")], "reasons/0/words", "my-number"),
        ("2026-12-10", vec![reason("emergency-name", "戸畑 次郎さんの字が違います")], "reasons/0/words", "private"),
        ("2026-02-30", vec![reason("name", "直してください。")], "until", "bad-date"),
        ("2026-11-21", vec![reason("name", "直してください。")], "until", "too-early"),
    ] {
        let body = json!({ "until": until, "reasons": reasons });
        let refused = filed.act(&reviewer, "correction", &body).await.refuses(400, "bad-field").json();
        assert_eq!(
            (&refused["errors"][0]["path"], &refused["errors"][0]["code"]),
            (&json!(path), &json!(code)),
            "{body}"
        );
    }
    let read = filed.read(&reviewer).await;
    assert_eq!((&read["revision"], &read["correction"]), (&json!(2), &Value::Null));
    let body = json!({ "until": "2026-11-22", "reasons": [reason("name", "直してください。")] });
    filed.act(&reviewer, "correction", &body).await.expect(200);
    let back = filed.act(&reviewer, "review", &Value::Null).await.expect(200).json();
    assert_eq!(back["row"]["status"], "review", "whoever gets no answer goes on without");
}
