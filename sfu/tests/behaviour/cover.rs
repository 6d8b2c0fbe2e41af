//! 画面をかくす: the SFU itself stops picture and sound, both ways, before it says done.

use crate::harness::{Client, TestRoom, party};
use protocol::control::{FromSfu, ToSfu};
use protocol::media::Event;

#[test]
fn a_covered_party_is_neither_seen_nor_heard_and_gets_nothing() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.publish(desk);
    room.drive_ms(500);
    room.client_mut(booth).tell_sfu(&ToSfu::Cover { id: 7, covered: true });
    room.until("it is done", |room| room.client(booth).control.contains(&FromSfu::Done { id: 7 }));
    room.drive_ms(1); // what was on its way together with the answer
    let done = room.now;
    room.drive_ms(1_000);
    assert!(!room.client(desk).sees(booth.0, done) && !room.client(desk).hears(booth.0, done));
    assert!(!room.client(booth).sees(desk.0, done) && !room.client(booth).hears(desk.0, done));
    assert!(room.client(desk).control.contains(&FromSfu::Covered { parties: vec![party("booth")] }));
    assert!(room.events.iter().any(|event| matches!(event, Event::Covered { covered: true, .. })));

    // 筆談 goes on behind the cover.
    room.client_mut(booth).say("panel", false, b"hello");
    room.until("the note is there", |room| !room.client(desk).relayed.is_empty());

    room.client_mut(booth).tell_sfu(&ToSfu::Cover { id: 8, covered: false });
    let start = room.now;
    room.until("they see each other again", |room| {
        room.client(desk).sees(booth.0, start) && room.client(booth).sees(desk.0, start)
    });
    assert!(room.client(desk).video(0).find(|p| p.at >= start).unwrap().keyframe);
}

#[test]
fn the_cover_outlives_a_new_attempt() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.client_mut(booth).tell_sfu(&ToSfu::Cover { id: 1, covered: true });
    room.drive_ms(100);
    let again = room.enter_with(Client::new(2, room.now), |claims| claims, "booth", 2);
    room.until("the booth is back", |room| room.client(again).ready());
    room.publish(again);
    let start = room.now;
    room.drive_ms(500);
    assert!(!room.client(desk).sees(again.0, start));
    assert!(room.client(again).control.contains(&FromSfu::Covered { parties: vec![party("booth")] }));
}

#[test]
fn what_is_no_request_is_refused_and_the_channel_stays() {
    use protocol::problem::Code;
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, _] = room.connect(["booth", "desk"]);
    for (text, id) in
        [("no json", None), (r#"{"type":"dance","id":4}"#, Some(4)), (r#"{"type":"cover","id":5}"#, Some(5))]
    {
        room.client_mut(booth).say("control", false, text.as_bytes());
        room.drive_ms(50);
        assert_eq!(room.client(booth).control.last(), Some(&FromSfu::Refused { id, code: Code::BadMessage }), "{text}");
    }
    room.client_mut(booth).tell_sfu(&ToSfu::Cover { id: 6, covered: false });
    room.drive_ms(50);
    assert_eq!(room.client(booth).control.last(), Some(&FromSfu::Done { id: 6 }));
}
