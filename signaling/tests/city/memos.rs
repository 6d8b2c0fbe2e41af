//! What staff have beside a call: subjects, 応対メモ, 緊急つなぎ.

use crate::calls::counter;
use crate::harness::{Answer, Client, TestCity, json};
use http::Method;
use serde_json::{Value, json as value};
use signaling::on;

const MEMO: &str = "/api/memos/garbage-support";

fn says(script: &str) -> Value {
    value!({ "script": script, "phrases": ["確認して折り返します"] })
}

async fn write(client: &Client, path: &str, tag: Option<&str>, content: &Value) -> Answer {
    change(client, path, tag, &value!({ "content": content })).await
}

async fn change(client: &Client, path: &str, tag: Option<&str>, change: &Value) -> Answer {
    let mut request = json(Method::PUT, path, change.to_string());
    if let Some(tag) = tag {
        request.headers_mut().insert("if-match", tag.parse().expect("a tag"));
    }
    client.send(request).await
}

/// How often a hotline's use was audited.
async fn noted(city: &TestCity) -> i64 {
    let count =
        on!(Db, &city.app.db, |pool| sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE act = 'hotline-used'")
            .fetch_one(pool)
            .await);
    count.expect("a count")
}

on_both_databases! {
    async fn a_memo_is_written_read_and_taken_back_by_the_section_that_answers(city: TestCity) {
        let staff = city.person("staff1").await;
        let none = staff.get(MEMO).await.expect(200);
        assert_eq!(none.header("etag"), "\"0\"");
        assert_eq!(none.json()["content"], value!({ "script": "", "phrases": [] }));
        write(&staff, MEMO, Some("\"0\""), &says("  量と曜日をきく\n場所を確かめる ")).await.expect(200);
        let second = write(&staff, MEMO, Some("\"1\""), &says("量をきく")).await.expect(200).json();
        assert_eq!(second["before"]["script"], "量と曜日をきく\n場所を確かめる", "what it said before is there to go back to");
        let read = city.person("coordinator1").await.get(MEMO).await.expect(200);
        assert_eq!((read.header("etag"), &read.json()), ("\"2\"", &second));
    }

    async fn two_who_change_a_memo_at_once_do_not_overwrite_each_other(city: TestCity) {
        let (one, two) = (city.person("staff1").await, city.person("staff2").await);
        let (ours, theirs) = (says("一"), says("二"));
        let (first, second) =
            tokio::join!(write(&one, MEMO, Some("\"0\""), &ours), write(&two, MEMO, Some("\"0\""), &theirs));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        write(&one, MEMO, Some("\"7\""), &says("三")).await.refuses(412, "stale-tag");
    }

    async fn every_flaw_of_a_memo_is_refused_with_its_place(city: TestCity) {
        let staff = city.person("staff1").await;
        write(&staff, MEMO, None, &says("一")).await.refuses(428, "tag-needed");
        for tag in ["0", "\"one\"", "*"] {
            write(&staff, MEMO, Some(tag), &says("一")).await.refuses(412, "stale-tag");
        }
        let phrases = |phrases: Vec<String>| value!({ "script": "", "phrases": phrases });
        for (content, path, code) in [
            (says(&"あ".repeat(2_001)), "script", "too-long"),
            (says("番号は 1234 5678 9018"), "script", "my-number"),
            (phrases(vec!["はい".to_owned(), " ".to_owned()]), "phrases/1", "required"),
            (phrases(vec!["あ".repeat(101)]), "phrases/0", "too-long"),
            (phrases(vec!["はい".to_owned(); 13]), "phrases", "too-many"),
        ] {
            let refused = write(&staff, MEMO, Some("\"0\""), &content).await.refuses(400, "bad-field").json();
            assert_eq!((&refused["errors"][0]["path"], &refused["errors"][0]["code"]), (&path.into(), &code.into()));
        }
        write(&staff, MEMO, Some("\"0\""), &value!({ "script": "", "phrases": [], "x": 1 })).await.refuses(400, "bad-field");
        let more = value!({ "content": says("一"), "declared": true, "x": 1 });
        change(&staff, MEMO, Some("\"0\""), &more).await.refuses(400, "bad-field");
        assert_eq!(staff.get(MEMO).await.json()["revision"], 0, "nothing was written");
    }

    async fn a_number_that_its_writer_says_is_no_my_number_stands_in_a_memo(city: TestCity) {
        let staff = city.person("staff1").await;
        let said = value!({ "content": says("口座 1234-5678-9018"), "declared": true });
        let memo = change(&staff, MEMO, Some("\"0\""), &said).await.expect(200).json();
        assert_eq!(memo["content"]["script"], "口座 1234-5678-9018");
    }

    async fn a_memo_is_read_in_its_ward_and_changed_by_its_section_only(city: TestCity) {
        let (staff, admin) = (city.person("staff1").await, city.person("admin1").await);
        let other = staff.get("/api/memos/childcare").await.expect(200).json();
        assert_eq!(other["editable"], false, "another section's memo helps after a transfer");
        write(&staff, "/api/memos/childcare", Some("\"0\""), &says("一")).await.refuses(403, "forbidden");
        staff.get("/api/memos/nothing").await.refuses(404, "not-found");
        for path in [MEMO, "/api/subjects", "/api/hotlines"] {
            admin.get(path).await.refuses(403, "forbidden");
            city.anybody().get(path).await.refuses(401, "not-signed-in");
            city.booth(crate::calls::SITE).await.get(path).await.refuses(401, "not-signed-in");
        }
        write(&admin, MEMO, Some("\"0\""), &says("一")).await.refuses(403, "forbidden");
    }

    async fn staff_see_the_subjects_their_ward_answers(city: TestCity) {
        let subjects = city.person("staff1").await.get("/api/subjects").await.expect(200).json();
        let garbage = value!({ "subject": "garbage-support", "name": "高齢者ごみ出し支援（ふれあい収集）の利用申込（例）", "section": "kokurakita-machi" });
        assert!(subjects.as_array().expect("subjects").contains(&garbage), "{subjects}");
    }

    async fn a_hotline_is_noted_once_by_staff_in_the_call_and_by_nobody_else(city: TestCity) {
        let mut at = counter(&city).await;
        let (staff, other) = (city.person("staff1").await, city.person("staff2").await);
        let lines = staff.get("/api/hotlines").await.expect(200).json();
        assert_eq!(lines[0]["telephone"], "110");
        let ringing = at.ring().await;
        let path = format!("/api/calls/{}/hotline", ringing.call);
        let used = value!({ "hotline": "child-abuse-189" });
        staff.post(&path, &used).await.refuses(404, "not-found");
        at.desk.done(crate::calls::accept(&ringing)).await;
        for _ in 0..2 {
            staff.post(&path, &used).await.expect(204);
        }
        other.post(&path, &used).await.refuses(404, "not-found");
        staff.post(&path, &value!({ "hotline": "nobody" })).await.refuses(404, "not-found");
        staff.post("/api/calls/nothing/hotline", &used).await.refuses(404, "not-found");
        at.tablet.post(&path, &used).await.refuses(401, "not-signed-in");
        assert_eq!(noted(&city).await, 1);
        at.desk.done(protocol::signal::ClientMessage::End { call: ringing.call.clone() }).await;
        staff.post(&path, &used).await.refuses(409, "wrong-state");
    }
}
