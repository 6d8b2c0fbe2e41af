//! 引渡し: prepared by one, released by another, as one signed file.

use super::{Filed, filed};
use crate::harness::TestCity;
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::Engine as _;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use signaling::account::Role;
use std::io::{Cursor, Read};

/// Before an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410).
const PREFIX: usize = 12;

async fn prepared(city: &TestCity) -> (Filed, String) {
    let one = city.person("review1").await;
    let filed = filed(city).await.completed(&one).await;
    let batch = one.post("/api/batches", &json!({ "applications": [filed.id] })).await.expect(201).json();
    assert_eq!((&batch["own"], &batch["prepared_by"]), (&json!(true), &json!("審査 一葉（例） 11番")));
    (filed, format!("/api/batches/{}", batch["id"].as_str().expect("an id")))
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

on_both_databases! {
    async fn one_prepares_and_another_releases_a_signed_file(city: TestCity) {
        let (filed, path) = prepared(&city).await;
        let (one, two) = (city.person("review1").await, city.person("review2").await);
        let release = format!("{path}/release");
        let file = format!("{path}/file");
        two.get(&file).await.refuses(409, "wrong-state");
        one.post(&release, &Value::Null).await.refuses(403, "same-person");
        let listed = two.get("/api/batches").await.expect(200).json()["batches"][0].clone();
        assert_eq!((&listed["own"], &listed["lines"][0]["receipt"]), (&json!(false), &json!(filed.receipt)));
        let released = two.post(&release, &Value::Null).await.expect(200).json();
        assert_eq!(released["released_by"], "審査 二郎（例） 12番");
        two.post(&release, &Value::Null).await.refuses(409, "wrong-state");
        one.delete(&path).await.refuses(409, "wrong-state");

        let answer = one.get(&file).await.expect(200);
        assert_eq!(answer.header("content-type"), "application/zip");
        assert_eq!(two.get(&file).await.expect(200).bytes, answer.bytes, "the same file for whoever reads it");
        let mut archive = zip::ZipArchive::new(Cursor::new(answer.bytes)).expect("an archive");
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            archive.by_name(name).expect("a file").read_to_end(&mut bytes).expect("whole");
            bytes
        };
        let (manifest, signature) = (read("manifest.json"), read("manifest.json.sig"));
        assert_eq!(released["manifest_sha256"], json!(sha256(&manifest)));
        let pem = one.get("/api/batches/key").await.expect(200).text;
        let public: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let public = base64::engine::general_purpose::STANDARD.decode(public).expect("base64");
        let key = UnparsedPublicKey::new(&ED25519, &public[PREFIX..]);
        key.verify(&manifest, &signature).expect("signed by the server");
        let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
        for listed in manifest["files"].as_array().expect("files") {
            let bytes = read(listed["name"].as_str().expect("a name"));
            assert_eq!((&listed["sha256"], &listed["size"]), (&json!(sha256(&bytes)), &json!(bytes.len())));
        }
        let document: Value = serde_json::from_slice(&read(&format!("{}/application.json", filed.receipt))).expect("JSON");
        let name = document["answers"].as_array().expect("answers").iter().find(|answer| answer["path"] == "name");
        assert_eq!((&name.expect("a name")["value"], &document["helped"]), (&json!("小倉 花子"), &filed.helped));
        assert!(read(&format!("{}/application.pdf", filed.receipt)).starts_with(b"%PDF-"));
        let table = String::from_utf8(read(&format!("{}/application.csv", filed.receipt))).expect("text");
        assert!(table.contains("小倉 花子") && table.contains("household"), "{table}");

        let seen = filed.read(&one).await;
        assert_eq!((&seen["row"]["status"], &seen["row"]["erase_on"]), (&json!("handed-over"), &json!("2027-11-22")));
        assert_eq!(document["place"]["ward"], "小倉北区");
        let deeds: Vec<_> = seen["history"].as_array().expect("lines").iter().map(|line| line["deed"].clone()).collect();
        assert_eq!(deeds[3..], ["prepared", "handed-over", "exported", "exported"].map(Value::from));
    }

    async fn one_application_is_taken_as_a_file_and_that_is_written_down(city: TestCity) {
        let filed = filed(&city).await;
        let one = city.person("review1").await;
        let path = |format: &str| format!("/api/applications/{}/package/{format}", filed.id);
        for (format, kind, begins) in
            [("pdf", "application/pdf", "%PDF-"), ("json", "application/json", "{"), ("csv", "text/csv; charset=utf-8", "\u{feff}")]
        {
            let answer = one.get(&path(format)).await.expect(200);
            assert_eq!(answer.header("content-type"), kind);
            assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{}.{format}\"", filed.receipt));
            assert!(answer.bytes.starts_with(begins.as_bytes()), "{format}");
        }
        let deeds = filed.read(&one).await["history"].as_array().expect("lines").len();
        assert_eq!(deeds, 1 + 3, "submitted, and three files");
        one.get(&path("docx")).await.refuses(404, "not-found");
        city.person("coordinator1").await.get(&path("pdf")).await.refuses(403, "forbidden");
        let foreign = city.hire_in("moji", "review3", Role::Reviewer, None).await;
        foreign.get(&path("pdf")).await.refuses(404, "not-found");
    }

    async fn a_hand_over_that_is_given_up_leaves_what_was_complete(city: TestCity) {
        let (filed, path) = prepared(&city).await;
        let one = city.person("review1").await;
        one.post("/api/batches", &json!({ "applications": [filed.id] })).await.refuses(409, "wrong-state");
        one.delete(&path).await.expect(204);
        one.delete(&path).await.refuses(404, "not-found");
        assert_eq!(one.get("/api/batches").await.expect(200).json()["batches"], json!([]));
        assert_eq!(filed.read(&one).await["row"]["status"], "complete");
        one.post("/api/batches", &json!({ "applications": [filed.id] })).await.expect(201);
    }

    async fn what_is_not_complete_or_not_theirs_is_not_handed_over(city: TestCity) {
        let filed = filed(&city).await;
        let one = city.person("review1").await;
        let both = json!({ "applications": [filed.id] });
        let refused = one.post("/api/batches", &both).await.refuses(409, "wrong-state").json();
        assert_eq!((&refused["errors"][0]["path"], &refused["errors"][0]["code"]), (&json!("applications/0"), &json!("not-complete")));
        one.post("/api/batches", &json!({ "applications": [] })).await.refuses(400, "bad-field");
        one.post("/api/batches", &json!({ "applications": [filed.id, filed.id] })).await.refuses(400, "bad-field");
        one.post("/api/batches", &json!({ "applications": vec!["a"; 201] })).await.refuses(400, "bad-field");
        one.post("/api/batches", &json!({ "applications": ["nowhere"] })).await.refuses(404, "not-found");
        let foreign = city.hire_in("moji", "review3", Role::Reviewer, None).await;
        foreign.post("/api/batches", &both).await.refuses(404, "not-found");
        let filed = filed.completed(&one).await;
        let batch = one.post("/api/batches", &both).await.expect(201).json();
        let path = format!("/api/batches/{}", batch["id"].as_str().expect("an id"));
        assert_eq!(foreign.get("/api/batches").await.expect(200).json()["batches"], json!([]));
        foreign.post(&format!("{path}/release"), &Value::Null).await.refuses(404, "not-found");
        foreign.get(&format!("{path}/file")).await.refuses(404, "not-found");
        foreign.delete(&path).await.refuses(404, "not-found");
        assert_eq!(filed.read(&one).await["row"]["status"], "complete");
    }
}
