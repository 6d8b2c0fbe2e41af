//! `/api/selfcheck`: a booth alone with the real SFU.

use crate::calls::{SITE, counter, ring};
use crate::devices::enrol;
use crate::harness::{Client, TestCity, fingerprint, offer};
use crate::media::{post, set_clock};
use serde_json::{Value, json};

const SDP: &str = "application/sdp";

fn request() -> Value {
    json!({ "fingerprints": [fingerprint("AB").as_str(), fingerprint("CD").as_str()] })
}

async fn open(booth: &Client) -> Value {
    booth.post("/api/selfcheck", &request()).await.expect(201).json()
}

/// Joins one of the two parties.
async fn join(city: &TestCity, room: &Value, party: usize, pair: &str) -> crate::harness::Answer {
    let token = room["parties"][party]["token"].as_str().expect("a grant");
    post(&city.anybody(), SDP, Some(token), offer(&fingerprint(pair), "u")).await
}

fn path(room: &Value) -> String {
    format!("/api/selfcheck/{}", room["room"].as_str().expect("an id"))
}

on_both_databases! {
    async fn a_booth_joins_its_own_room_twice_and_closes_it(city: TestCity) {
        set_clock(&city, 0);
        let mut at = counter(&city).await;
        let (_, serial) = enrol(&city, SITE).await;
        let booth = city.anybody().with_certificate(&serial);
        let room = open(&booth).await;
        join(&city, &room, 0, "CD").await.refuses(403, "wrong-fingerprint");
        for (party, pair) in [(0, "AB"), (1, "CD")] {
            join(&city, &room, party, pair).await.expect(201);
        }
        at.ring().await;
        let rows = at.desk.queue(|rows| !rows.is_empty()).await;
        assert_eq!(rows.len(), 1, "the desk hears of the call alone");
        booth.delete(&path(&room)).await.expect(204);
        booth.delete(&path(&room)).await.refuses(404, "not-found");
        join(&city, &room, 0, "AB").await.refuses(410, "gone");
    }

    async fn a_room_closes_after_a_minute_or_when_the_next_one_opens(city: TestCity) {
        set_clock(&city, 0);
        city.go_live().await;
        let (_, serial) = enrol(&city, SITE).await;
        let booth = city.anybody().with_certificate(&serial);
        let first = open(&booth).await;
        let second = open(&booth).await;
        join(&city, &first, 0, "AB").await.refuses(410, "gone");
        join(&city, &second, 0, "AB").await.expect(201);
        city.wait(60_000);
        city.until_no_room_is_open().await;
        booth.delete(&path(&second)).await.refuses(404, "not-found");
        join(&city, &second, 1, "CD").await.refuses(410, "gone");
    }

    async fn a_room_counts_where_calls_are_counted(city: TestCity) {
        let mut at = counter(&city).await;
        let booth = city.anybody().with_certificate(&enrol(&city, SITE).await.1);
        let other = city.anybody().with_certificate(&enrol(&city, SITE).await.1);
        assert_eq!(city.app.config.calls.max_active, 2, "as the harness sets it");
        open(&booth).await;
        open(&other).await;
        assert_eq!(at.booth.refused(ring("r1")).await, "full");
        other.delete(&path(&open(&other).await)).await.expect(204);
        at.ring().await;
        other.post("/api/selfcheck", &request()).await.refuses(503, "full");
        open(&booth).await;
    }

    async fn a_room_is_a_certified_booths_own(city: TestCity) {
        city.go_live().await;
        let (id, serial) = enrol(&city, SITE).await;
        let booth = city.anybody().with_certificate(&serial);
        let other = city.anybody().with_certificate(&enrol(&city, SITE).await.1);
        let room = open(&booth).await;
        other.delete(&path(&room)).await.refuses(404, "not-found");
        city.booth(SITE).await.post("/api/selfcheck", &request()).await.refuses(403, "forbidden");
        city.person("admin1").await.post("/api/selfcheck", &request()).await.refuses(401, "not-signed-in");
        for bad in [json!({}), json!({ "fingerprints": ["AB"] }), json!({ "fingerprints": ["x", "y"] })] {
            booth.post("/api/selfcheck", &bad).await.refuses(400, "bad-field");
        }
        city.person("admin1").await.delete(&format!("/api/devices/{id}")).await.expect(204);
        city.until_no_room_is_open().await;
    }
}

impl TestCity {
    /// Waits for every self-check room to be closed: by time, or by a revocation.
    async fn until_no_room_is_open(&self) {
        let empty = async {
            while self.app.rooms.lock().expect("no panic").count(None) > 0 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), empty).await.expect("it closes in time");
    }
}
