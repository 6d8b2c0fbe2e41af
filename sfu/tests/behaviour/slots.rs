//! Receive slots: who sits where, refilled without a new offer, with one continuous stream each.

use crate::harness::{Client, Received, TestRoom, Who, party};
use protocol::control::Source;
use protocol::policy::Line;
use std::time::Duration;

fn camera_of(name: &str) -> Option<Source> {
    Some(Source { party: party(name), line: Line::Camera })
}

#[test]
fn control_says_who_sits_in_which_slot() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(200);
    let (audio, video) = room.client(desk).slots();
    assert_eq!(audio, [Some(Source { party: party("booth"), line: Line::Microphone }), None, None]);
    assert_eq!(video, [camera_of("booth"), None, None, None]);
    assert_eq!(room.client(booth).slots().1, [None, None, None, None]);
}

#[test]
fn fewer_offered_slots_are_fewer_slots() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let client = Client::with_slots(0, room.now, 1, 1);
    let desk = room.enter_with(client, |claims| claims, "desk", 1);
    let booth = room.enter("booth");
    room.until("both are connected", |room| room.client(desk).ready() && room.client(booth).ready());
    room.publish(booth);
    room.drive_ms(100);
    room.send(booth, Line::Second, true);
    room.drive_ms(500);
    assert_eq!(room.client(desk).slots().1, [camera_of("booth")], "one slot, one picture");
}

#[test]
fn a_second_camera_takes_a_slot_of_its_own_and_frees_it() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(300);
    room.send(booth, Line::Second, true);
    room.drive_ms(300);
    let second = Some(Source { party: party("booth"), line: Line::Second });
    assert_eq!(room.client(desk).slots().1[..2], [camera_of("booth"), second]);
    assert!(room.client(desk).video(1).next().is_some_and(|packet| packet.keyframe));
    room.send(booth, Line::Second, false);
    room.drive_ms(4_000);
    assert_eq!(room.client(desk).slots().1[..2], [camera_of("booth"), None]);
}

/// One source leaves, another takes its slot: the receiver sees one stream that never stumbles.
#[test]
fn a_refilled_slot_is_one_continuous_stream() {
    let mut room = TestRoom::open(&["booth", "desk", "interpreter"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(500);
    room.delete(booth);
    room.drive_ms(500);
    let [interpreter] = room.connect(["interpreter"]);
    room.publish(interpreter);
    room.drive_ms(500);

    let desk = room.client(desk);
    assert_eq!(desk.slots().1[0], camera_of("interpreter"));
    let painted: Vec<_> = desk.video(0).map(|packet| packet.painted).collect();
    assert!(painted.contains(&0) && painted.contains(&2), "both were seen in the same slot");
    let change = painted.iter().position(|p| *p == 2).unwrap();
    assert!(desk.video(0).nth(change).unwrap().keyframe, "the change happens at a keyframe");
    continuous(desk.video(0), 90_000);
    continuous(desk.audio(0), 48_000);
    let pictures: Vec<_> = desk.video(0).map(|packet| packet.picture.unwrap()).collect();
    assert!(pictures.windows(2).all(|w| w[1] == (w[0] + 1) & 0x7fff), "picture ids go on by one");
}

/// One SSRC, sequence numbers by one, and timestamps by the time that passed.
fn continuous<'a>(packets: impl Iterator<Item = &'a Received>, rate: u32) {
    let packets: Vec<_> = packets.collect();
    assert!(packets.len() > 10);
    for pair in packets.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        assert_eq!(a.ssrc, b.ssrc);
        assert_eq!(b.seq, a.seq + 1);
        let stated = Duration::from_secs_f64(f64::from(b.timestamp.wrapping_sub(a.timestamp)) / f64::from(rate));
        let passed = b.at - a.at;
        assert!(stated.abs_diff(passed) < Duration::from_millis(45), "{stated:?} stated, {passed:?} passed");
    }
}

#[test]
fn a_keyframe_is_asked_for_until_it_comes() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(300);
    room.client_mut(booth).set_answering_keyframes(false);
    let before = room.client(booth).keyframe_requests.len();
    // The desk comes back by a second attempt: its slot needs a keyframe, which the booth keeps to itself.
    let client = Client::new(2, room.now);
    let again = room.enter_with(client, |claims| claims, "desk", 2);
    room.until("the desk is back", |room| room.client(again).ready());
    room.drive_ms(1_000);
    assert!(room.client(again).video(0).next().is_none(), "nothing is shown without a keyframe");
    let asked = room.client(booth).keyframe_requests[before..].to_vec();
    assert!((5..=9).contains(&asked.len()), "asked {} times in a second", asked.len());
    assert!(asked.windows(2).all(|w| w[1] - w[0] >= Duration::from_millis(140)));
    room.client_mut(booth).set_answering_keyframes(true);
    room.until("the picture is there", |room| room.client(again).video(0).next().is_some());
    assert!(room.client(desk).closed);
}

#[test]
fn receivers_that_ask_often_are_not_passed_on_often() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(1_000);
    let before = room.client(booth).keyframe_requests.len();
    for _ in 0..50 {
        room.ask_keyframe(desk, 0);
        room.drive_ms(20);
    }
    let asked = room.client(booth).keyframe_requests.len() - before;
    assert!((1..=3).contains(&asked), "asked {asked} times in a second");
}

#[test]
fn a_line_without_a_track_takes_no_slot() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, Who(_)] = room.connect(["booth", "desk"]);
    room.drive_ms(1_000);
    assert_eq!(room.client(booth).slots().0, [None, None, None]);
}
