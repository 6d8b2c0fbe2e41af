//! `GET /api/forms/{form}` and `POST /api/calls/{call}/application`.

use crate::calls::counter;
use crate::harness::{Answer, Client, TestCity, json};
use http::{Method, Request};
use protocol::call::CallState;
use protocol::id::CallId;
use protocol::signal::ClientMessage;
use serde_json::{Value, json as value};

pub(crate) fn hanako() -> Value {
    value!({"form": "fureai-shushu", "version": 1, "answers": {
        "agree": "yes", "filled-by": "self", "name": "小倉 花子", "name-kana": "コクラ ハナコ",
        "birth-date": "1948-04-05", "postcode": "803-0814", "address": "小倉北区大手町1-1",
        "telephone": "093-582-3311", "household": "0", "reason": "stairs", "collection": "household",
        "emergency-name": "戸畑 次郎", "emergency-relation": "長男", "emergency-telephone": "090-1234-5678",
    }})
}

fn hanako_but(path: &str, answer: Value) -> Value {
    let mut body = hanako();
    body["answers"][path] = answer;
    body
}

pub(crate) async fn submit(booth: &Client, call: &CallId, key: &str, body: &Value) -> Answer {
    let mut request: Request<_> = json(Method::POST, &format!("/api/calls/{call}/application"), body.to_string());
    request.headers_mut().insert("idempotency-key", key.parse().expect("a key"));
    booth.send(request).await
}

on_both_databases! {
    async fn a_submission_is_given_one_receipt_however_often_it_is_sent(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let first = submit(&at.tablet, &call, "k1", &hanako()).await.expect(201).json();
        let receipt = first["receipt"].as_str().expect("a receipt").to_owned();
        assert_eq!(receipt.len(), 11, "{receipt}");
        at.desk.call(|call| call.receipt.as_ref() == Some(&receipt)).await;
        assert_eq!(submit(&at.tablet, &call, "k1", &hanako()).await.expect(201).json(), first);
        let restarted = city.restarted();
        let again = at.tablet.clone().on(&restarted);
        assert_eq!(submit(&again, &call, "k1", &hanako()).await.expect(201).json(), first, "after a restart too");
        let other = hanako_but("name", "小倉 華子".into());
        submit(&at.tablet, &call, "k1", &other).await.refuses(409, "key-reused");
    }

    async fn a_call_has_one_application(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let same = hanako();
        let (one, two) =
            tokio::join!(submit(&at.tablet, &call, "k1", &same), submit(&at.tablet, &call, "k2", &same));
        let first = one.expect(201).json();
        assert_eq!(two.expect(201).json(), first, "the same content is the same application, whatever its key");
        let other = hanako_but("name", "小倉 華子".into());
        let refused = submit(&at.tablet, &call, "k3", &other).await.refuses(409, "already-applied").json();
        assert!(refused["title"].as_str().expect("a sentence").contains("すでに受け付けています"));
        at.desk.call(|call| call.receipt.as_deref() == first["receipt"].as_str()).await;
    }

    async fn a_desk_that_is_away_blocks_nothing(city: TestCity) {
        let mut at = counter(&city).await;
        let ringing = at.ring().await;
        submit(&at.tablet, &ringing.call, "k1", &hanako()).await.refuses(409, "wrong-state");
        at.desk.done(crate::calls::accept(&ringing)).await;
        at.desk.done(ClientMessage::End { call: ringing.call.clone() }).await;
        at.booth.call(|call| call.state == CallState::Closed).await;
        submit(&at.tablet, &ringing.call, "k1", &hanako()).await.expect(201);
        city.wait(15 * 60_000);
        submit(&at.tablet, &ringing.call, "k1", &hanako()).await.expect(201);
    }

    async fn long_after_the_end_is_too_late(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        at.desk.done(ClientMessage::End { call: call.clone() }).await;
        city.wait(15 * 60_000);
        submit(&at.tablet, &call, "k1", &hanako()).await.refuses(410, "gone");
    }
}

#[tokio::test]
async fn every_wrong_answer_is_named_and_nothing_is_written() {
    let city = TestCity::on_sqlite().await;
    let mut at = counter(&city).await;
    let call = at.accepted().await.call;
    let long = "あ".repeat(41);
    for (path, answer, code) in [
        ("name", "", "required"),
        ("name", long.as_str(), "too-long"),
        ("birth-date", "1948-02-30", "bad-date"),
        ("nickname", "はな", "unknown-field"),
        ("postcode", "12", "bad-postcode"),
        ("reason", "boredom", "unknown-option"),
        ("name", "１２３４-５６７８-９０１８", "my-number"),
    ] {
        let refused =
            submit(&at.tablet, &call, "k1", &hanako_but(path, answer.into())).await.refuses(422, "invalid-form");
        let errors = refused.json()["errors"].clone();
        let named = errors.as_array().expect("errors").iter().any(|e| e["path"] == path && e["code"] == code);
        assert!(named, "{path}: {errors}");
    }
    submit(&at.tablet, &call, "k1", &hanako_but("name", 7.into())).await.refuses(400, "bad-field");
    submit(&at.tablet, &call, "k1", &value!({"form": "fureai-shushu", "version": 1})).await.refuses(400, "bad-field");
    let mut old = hanako();
    old["version"] = 0.into();
    submit(&at.tablet, &call, "k1", &old).await.refuses(422, "outdated-form");
    let mut other = hanako();
    other["form"] = "other".into();
    submit(&at.tablet, &call, "k1", &other).await.refuses(400, "bad-field");
    at.tablet.post(&format!("/api/calls/{call}/application"), &hanako()).await.refuses(400, "bad-field");
    let mut elsewhere = hanako_but("name", "123456789018".into());
    elsewhere["declared"] = value!(["address"]);
    submit(&at.tablet, &call, "k1", &elsewhere).await.refuses(422, "invalid-form");
    submit(&at.tablet, &call, "k1", &hanako_but("postcode", "８０３－０８１４".into())).await.expect(201);
}

#[tokio::test]
async fn what_the_resident_says_is_no_my_number_is_taken() {
    let city = TestCity::on_sqlite().await;
    let mut at = counter(&city).await;
    let call = at.accepted().await.call;
    let mut said = hanako_but("address", "大手町1-1 1234-5678-9018".into());
    said["declared"] = value!(["address"]);
    submit(&at.tablet, &call, "k1", &said).await.expect(201);
}

#[tokio::test]
async fn an_application_is_the_booths_own() {
    let city = TestCity::on_sqlite().await;
    let mut at = counter(&city).await;
    let call = at.accepted().await.call;
    for site in ["kokura-chuo", "dairi"] {
        submit(&city.booth(site).await, &call, "k1", &hanako()).await.refuses(404, "not-found");
    }
    submit(&city.person("staff1").await, &call, "k1", &hanako()).await.refuses(401, "not-signed-in");
    let nowhere: CallId = "nowhere".parse().expect("an id");
    submit(&at.tablet, &nowhere, "k1", &hanako()).await.refuses(404, "not-found");
}

#[tokio::test]
async fn a_form_is_given_to_those_who_fill_it() {
    let city = TestCity::on_sqlite().await;
    for client in [city.booth("kokura-chuo").await, city.person("staff1").await] {
        let form = client.get("/api/forms/fureai-shushu").await.expect(200).json();
        assert_eq!((&form["id"], &form["version"]), (&value!("fureai-shushu"), &value!(1)));
        client.get("/api/forms/no-such-form").await.refuses(404, "not-found");
    }
    city.anybody().get("/api/forms/fureai-shushu").await.refuses(401, "not-signed-in");
}
