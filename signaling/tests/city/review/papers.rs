//! Papers that were promised.

use super::filed_with;
use serde_json::{Value, json};
use signaling::on;

fn centre() -> Value {
    json!({ "form": "centre-use", "version": 1, "answers": {
        "agree": "yes", "group": "歌う会", "name": "小倉 花子", "name-kana": "コクラ ハナコ", "postcode": "803-0814",
        "address": "小倉北区大手町1-1", "telephone": "093-582-3311", "day": "2026-12-10", "rooms": "1",
        "rooms/0/room": "hall", "rooms/0/sessions": "1", "sessions": "morning", "people": "20", "activity": "合唱",
        "equipment": "none", "rules": "yes", "members": "post",
    }})
}

on_both_databases! {
    async fn a_promised_paper_is_noted_when_it_comes(city: TestCity) {
        on!(Db, &city.app.db, |pool| sqlx::query("UPDATE subject SET form = 'centre-use' WHERE id = 'garbage-support'")
            .execute(pool).await.map(drop)).expect("another form");
        let filed = filed_with(&city, &centre()).await;
        let reviewer = city.person("review1").await;
        let read = filed.read(&reviewer).await;
        assert_eq!(read["papers"], json!([{ "path": "members", "way": "post", "received_at": null }]));
        assert_eq!((&read["row"]["papers_missing"], &read["computed"]["fee"].is_string()), (&json!(1), &true));
        let note = |path: &str, received: bool| json!({ "path": path, "received": received });
        filed.act(&reviewer, "papers", &note("name", true)).await.refuses(400, "bad-field");
        let came = filed.act(&reviewer, "papers", &note("members", true)).await.expect(200).json();
        assert_eq!((&came["row"]["papers_missing"], came["papers"][0]["received_at"].is_u64()), (&json!(0), true));
        let had_not = filed.act(&reviewer, "papers", &note("members", false)).await.expect(200).json();
        assert_eq!(had_not["row"]["papers_missing"], 1);
        let filed = filed.completed(&reviewer).await;
        filed.act(&reviewer, "papers", &note("members", true)).await.refuses(409, "wrong-state");
    }
}
