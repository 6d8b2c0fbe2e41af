//! Joining: two parties see and hear each other, quickly.

use crate::harness::{TestRoom, party};
use protocol::media::Event;
use protocol::policy::Line;
use std::time::Duration;

#[test]
fn two_parties_see_and_hear_each_other() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    let start = room.now;
    room.publish(booth);
    room.publish(desk);
    room.until("both see and hear each other", |room| {
        let (booth, desk) = (room.client(booth), room.client(desk));
        booth.sees(1, start) && booth.hears(1, start) && desk.sees(0, start) && desk.hears(0, start)
    });
    assert!(room.now - start < Duration::from_millis(100), "took {:?}", room.now - start);
    assert!(!room.client(booth).sees(0, start), "nobody gets their own picture");

    let connected = room.events_where(|event| matches!(event, Event::Connected { .. }));
    assert_eq!(connected.len(), 2);
    let lines = vec![Line::Microphone, Line::Camera];
    let tracks = |event: &Event| matches!(event, Event::Tracks { party: p, lines: l, .. } if *p == party("booth") && *l == lines);
    assert_eq!(room.events_where(tracks).len(), 1);
}

#[test]
fn a_newcomer_gets_a_keyframe_first() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth] = room.connect(["booth"]);
    room.publish(booth);
    room.drive_ms(1_000);
    let [desk] = room.connect(["desk"]);
    let connected = room.now;
    room.until("the desk sees the booth", |room| room.client(desk).sees(0, connected - Duration::from_secs(1)));
    let first = room.client(desk).video(0).next().unwrap();
    assert!(first.keyframe);
    assert!(first.at - connected < Duration::from_millis(200));
}
