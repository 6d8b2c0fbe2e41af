//! ICE restart by PATCH: new credentials, the same call.

use crate::harness::TestRoom;
use protocol::media::{Answer, PatchBody};
use protocol::problem::Code;
use std::time::Duration;

fn fragment_of(offer: &str) -> String {
    let carried = |line: &&str| line.starts_with("a=ice-ufrag") || line.starts_with("a=ice-pwd");
    offer.lines().filter(carried).take(2).map(|line| format!("{line}\r\n")).collect()
}

#[test]
fn a_whole_offer_restarts_ice_without_a_gap() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(500);
    let sdp = room.client_mut(booth).restart_offer();
    let Answer::Patched { body: Some(answer), .. } = room.patch(booth, PatchBody::Offer { sdp }) else {
        panic!("a restart is answered");
    };
    room.client_mut(booth).restart_answered(&answer);
    room.drive_ms(2_000);
    let times: Vec<_> = room.client(desk).video(0).map(|packet| packet.at).collect();
    let gap = times.windows(2).map(|w| w[1] - w[0]).max().unwrap();
    assert!(gap < Duration::from_millis(150), "a gap of {gap:?}");
    room.client_mut(booth).say("panel", false, b"still here");
    room.until("the channel lives", |room| !room.client(desk).relayed.is_empty());
}

#[test]
fn a_fragment_restarts_ice_and_is_answered_by_one() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, _] = room.connect(["booth", "desk"]);
    let offer = room.client_mut(booth).restart_offer();
    let text = fragment_of(&offer);
    let Answer::Patched { body: Some(body), ice } = room.patch(booth, PatchBody::Fragment { text: text.clone() })
    else {
        panic!("a restart is answered");
    };
    assert!(body.contains("a=ice-ufrag:") && body.contains("a=ice-pwd:") && body.contains("a=candidate:"));
    assert!(!body.contains("m=") && !body.contains("a=fingerprint"));
    let again = room.patch(booth, PatchBody::Fragment { text });
    assert_eq!(again, Answer::Patched { ice, body: None }, "the same credentials are a trickled candidate");
}

#[test]
fn a_patch_that_is_meant_for_an_earlier_ice_session_is_stale() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, _] = room.connect(["booth", "desk"]);
    let trickle = fragment_of(&room.client(booth).offer());
    let Answer::Patched { ice: first, body: None } = room.patch(booth, PatchBody::Fragment { text: trickle.clone() })
    else {
        panic!("a trickled candidate is taken");
    };
    let restart = PatchBody::Offer { sdp: room.client_mut(booth).restart_offer() };
    let Answer::Patched { ice: second, .. } = room.patch_meant_for(booth, Some(first.clone()), restart.clone()) else {
        panic!("it was meant for the one there was");
    };
    assert_ne!(first, second);
    assert_eq!(TestRoom::refused(room.patch_meant_for(booth, Some(first), restart)), Code::StaleTag);
}

#[test]
fn a_restart_keeps_the_lines_and_the_certificate() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    let stranger = room.client(desk).offer();
    let fewer = room.client(booth).offer().replace("a=recvonly", "a=inactive");
    assert_eq!(TestRoom::refused(room.patch(booth, PatchBody::Offer { sdp: stranger })), Code::WrongFingerprint);
    assert_eq!(TestRoom::refused(room.patch(booth, PatchBody::Offer { sdp: fewer })), Code::MissingLine);
    assert_eq!(TestRoom::refused(room.patch(booth, PatchBody::Offer { sdp: "x".to_owned() })), Code::BadSdp);
}
