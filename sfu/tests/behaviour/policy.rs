//! The matrix: who may see and hear whom. Unknown means covered.

use crate::harness::{TestRoom, call, party};
use protocol::control::{FromSfu, ToSfu};
use protocol::media::{Command, Event};
use protocol::policy::{Flow, Line, Policy};

fn flow(source: &str, line: Line, receiver: &str) -> Flow {
    Flow { source: party(source), line, receiver: party(receiver) }
}

fn set(room: &mut TestRoom, epoch: u32, version: u32, allow: &[Flow]) {
    let policy = Policy { version, allow: allow.iter().cloned().collect() };
    room.command(Command::SetPolicy { call: call(), epoch, policy });
}

#[test]
fn what_the_matrix_does_not_name_does_not_pass() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk, stranger] = room.connect(["booth", "desk", "stranger"]);
    for who in [booth, desk, stranger] {
        room.publish(who);
    }
    let start = room.now;
    room.drive_ms(1_000);
    assert!(room.client(desk).sees(booth.0, start));
    assert!(room.client(stranger).received.is_empty(), "nobody named the stranger");
    assert!(!room.client(desk).sees(stranger.0, start) && !room.client(desk).hears(stranger.0, start));
}

#[test]
fn a_new_matrix_is_in_force_at_once_line_by_line() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(500);
    set(&mut room, 1, 2, &[flow("booth", Line::Microphone, "desk")]);
    room.drive_ms(10); // what was on its way
    let start = room.now;
    room.drive_ms(500);
    assert!(room.client(desk).hears(booth.0, start) && !room.client(desk).sees(booth.0, start));

    set(&mut room, 1, 3, &[flow("booth", Line::Camera, "desk")]);
    let start = room.now;
    room.until("the picture is back", |room| room.client(desk).sees(booth.0, start));
    let first = room.client(desk).video(0).find(|packet| packet.at >= start).unwrap();
    assert!(first.keyframe, "and begins with a keyframe");
    let applied: Vec<_> = room
        .events
        .iter()
        .filter_map(|event| match event {
            Event::PolicyApplied { version, .. } => Some(*version),
            _ => None,
        })
        .collect();
    assert_eq!(applied, [1, 2, 3]);
}

#[test]
fn an_older_matrix_or_epoch_is_ignored() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    set(&mut room, 1, 1, &[]);
    set(&mut room, 0, 9, &[]);
    let start = room.now;
    room.drive_ms(500);
    assert!(room.client(desk).sees(booth.0, start));
}

#[test]
fn clients_learn_their_part_and_acknowledge_it() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, _] = room.connect(["booth", "desk"]);
    set(&mut room, 1, 2, &[flow("booth", Line::Camera, "desk")]);
    room.drive_ms(100);
    let told = FromSfu::Policy { version: 2, seen_by: vec![party("desk")], sees: vec![] };
    assert_eq!(room.client(booth).control.last(), Some(&told));
    room.client_mut(booth).tell_sfu(&ToSfu::PolicyAck { version: 2 });
    let acknowledged =
        |event: &Event| matches!(event, Event::PolicyAcknowledged { party: p, version: 2, .. } if *p == party("booth"));
    room.until("signaling knows", |room| room.events.iter().any(acknowledged));
}
