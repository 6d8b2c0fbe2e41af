//! `/metrics`: what the server says of itself, in words that name nobody.

use crate::calls::{SITE, counter};
use crate::devices::enrol;
use crate::harness::{Device, TestCity};
use protocol::call::CallState;
use signaling::http::metrics_router;

async fn metrics(city: &TestCity) -> String {
    let client = crate::harness::Client::new(metrics_router(city.app.clone()));
    client.get("/metrics").await.expect(200).text
}

/// Waits for the hub and the terminals to have said what is: they do so several times a second.
async fn until(city: &TestCity, lines: &[&str]) -> String {
    let all = async {
        loop {
            let text = metrics(city).await;
            if lines.iter().all(|line| text.lines().any(|found| found == *line)) {
                return text;
            }
            tokio::task::yield_now().await;
        }
    };
    match tokio::time::timeout(std::time::Duration::from_secs(20), all).await {
        Ok(text) => text,
        Err(_) => panic!("not {lines:?} in {}", metrics(city).await),
    }
}

#[tokio::test]
async fn sockets_calls_and_rooms_are_counted_without_an_id() {
    let city = TestCity::on_sqlite().await;
    let mut at = counter(&city).await;
    let address = city.listen_for_booths().await;
    let (booth, serial) = enrol(&city, SITE).await;
    let mut device = Device::open(address, &serial, "a").await;
    device.welcome().await;
    let call = at.accepted().await;
    assert_eq!(call.state, CallState::Accepted);
    let text = until(
        &city,
        &[
            "chikamado_sockets{kind=\"booth\"} 1",
            "chikamado_sockets{kind=\"desk\"} 1",
            "chikamado_sockets{kind=\"device\"} 1",
            "chikamado_calls{state=\"accepted\"} 1",
            "chikamado_calls{state=\"ringing\"} 0",
            "chikamado_applications_total 0",
        ],
    )
    .await;
    assert!(text.contains("chikamado_sfu_rooms"), "the SFU's figures stand beside them");
    for id in [call.call.as_str(), booth.as_str(), serial.as_str()] {
        assert!(!text.contains(id), "{id}");
    }
}
