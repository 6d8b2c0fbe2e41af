//! Codes: read however they are typed, and not to be guessed.

use super::{TEN, book, open};
use crate::harness::{Answer, Client, TestCity, json as request};
use axum::extract::ConnectInfo;
use http::Method;
use protocol::booking::CODE_ALPHABET;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use signaling::clock::SECOND;
use std::net::{Ipv4Addr, SocketAddr};

async fn look(client: &Client, code: &str) -> Answer {
    client.post("/api/book/look", &json!({ "code": code })).await
}

/// The same from an address.
async fn look_from(client: &Client, address: u32, code: &str) -> Answer {
    let mut asks = request(Method::POST, "/api/book/look", json!({ "code": code }).to_string());
    asks.extensions_mut().insert(ConnectInfo(SocketAddr::from((Ipv4Addr::from_bits(address), 5))));
    client.send(asks).await
}

on_both_databases! {
    async fn a_code_is_accepted_however_it_is_typed(city: TestCity) {
        open(&city, 1).await;
        let code = book(&city.anybody(), TEN).await["code"].as_str().expect("a code").to_owned();
        let wide: String = code.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("a character")).collect();
        let (first, last) = code.split_at(4);
        for typed in [code.to_lowercase(), wide, format!(" {first} {last} "), format!("{first}-{last}"), format!("{first}ー{last}")] {
            assert_eq!(look(&city.anybody(), &typed).await.expect(200).json()["code"], code);
        }
    }

    async fn every_wrong_code_gets_the_same_answer(city: TestCity) {
        open(&city, 1).await;
        let booking = book(&city.anybody(), TEN).await;
        let first = look(&city.anybody(), "22222222").await.refuses(403, "bad-code");
        for wrong in ["", "2222222", "あ", "0OIL1OIL", &"2".repeat(5_000)] {
            city.wait(60 * SECOND);
            assert_eq!(look(&city.anybody(), wrong).await.refuses(403, "bad-code").text, first.text, "{wrong}");
        }
        city.wait(60 * SECOND);
        for path in ["/api/book/move", "/api/book/cancel", "/api/book/arrive"] {
            let mut body = json!({ "request": super::key(), "code": "22222222", "site": super::SITE, "starts": TEN });
            let fields = body.as_object_mut().expect("an object");
            if path != "/api/book/move" {
                fields.remove("site");
                fields.remove("starts");
            }
            if path == "/api/book/arrive" {
                fields.remove("request");
            }
            assert_eq!(city.anybody().post(path, &body).await.refuses(403, "bad-code").text, first.text, "{path}");
        }
        assert_eq!(look(&city.anybody(), booking["code"].as_str().expect("a code")).await.expect(200).json()["state"], "booked");
    }
}

/// PROMISES: 100,000 guesses from 500 addresses hit nothing, and a real user is still served.
#[tokio::test]
async fn a_hundred_thousand_guesses_find_nothing_and_lock_nobody_out() {
    let city = TestCity::on_sqlite().await;
    open(&city, 1).await;
    let code = book(&city.anybody(), TEN).await["code"].as_str().expect("a code").to_owned();
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(22);
    let alphabet = CODE_ALPHABET.as_bytes();
    let (mut looked, mut slowed) = (0, 0);
    for round in 0..200_u32 {
        for address in 0..500_u32 {
            let guess: String = (0..8).map(|_| char::from(alphabet[rng.random_range(0..alphabet.len())])).collect();
            let answer = look_from(&city.anybody(), 0x0a00_0000 + address, &guess).await;
            match answer.status.as_u16() {
                403 => looked += 1,
                429 => slowed += 1,
                other => panic!("{other}: {}", answer.text),
            }
        }
        city.wait(SECOND);
        let real = look_from(&city.anybody(), 0x0b00_0000 + round, &code).await.expect(200);
        assert_eq!(real.json()["code"], code, "a real user is served in round {round}");
    }
    assert_eq!(looked + slowed, 100_000);
    assert!(looked < 4_000, "{looked} guesses were looked at");
}
