//! Codes of applications are not to be guessed.

use super::{correct, filed, look};
use crate::harness::{Answer, Client, TestCity, json as request};
use axum::extract::ConnectInfo;
use http::Method;
use protocol::booking::CODE_ALPHABET;
use serde_json::json;
use signaling::clock::SECOND;
use std::net::{Ipv4Addr, SocketAddr};

async fn look_from(client: &Client, address: u32, code: &str) -> Answer {
    let mut asks = request(Method::POST, "/api/my-application", json!({ "code": code }).to_string());
    asks.extensions_mut().insert(ConnectInfo(SocketAddr::from((Ipv4Addr::from_bits(address), 5))));
    client.send(asks).await
}

#[tokio::test]
async fn a_wrong_code_is_answered_alike_and_only_so_often() {
    let city = TestCity::on_sqlite().await;
    let filed = filed(&city).await;
    let anybody = city.anybody();
    assert!(filed.code.len() == 8 && filed.code.chars().all(|c| CODE_ALPHABET.contains(c)), "{}", filed.code);
    let first = look(&anybody, "22222222").await.refuses(403, "bad-code").text;
    for wrong in ["", "あ", &filed.receipt, &filed.id] {
        assert_eq!(look(&anybody, wrong).await.refuses(403, "bad-code").text, first, "{wrong}");
    }
    city.wait(60 * SECOND);
    anybody.post("/api/my-application/form", &json!({ "code": "22222222" })).await.refuses(403, "bad-code");
    correct(&anybody, "c", &json!({ "code": "22222222", "answers": {} })).await.refuses(403, "bad-code");
    city.wait(60 * SECOND);
    let answers = [0; 12].map(|_| look_from(&anybody, 0x0a00_0001, "22222222"));
    let mut limited = 0;
    for answer in answers {
        limited += u32::from(answer.await.status == 429);
    }
    assert_eq!(limited, 2, "ten a minute are borne");
    look_from(&anybody, 0x0a00_0002, &filed.code).await.expect(200);
    anybody.post("/api/book/look", &json!({ "code": filed.code })).await.refuses(403, "bad-code");
}
