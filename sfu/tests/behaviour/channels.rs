//! `panel`, `bulk` and `pointer`: relayed inside the room with the sender stamped, within limits.

use crate::harness::{Client, TestRoom, Who, party};
use protocol::control::FromSfu;
use protocol::grant::{Bearer, Claims};
use protocol::problem::Code;
use protocol::relay::{BULK_MAX, Envelope, PANEL_MAX};
use sfu::DropReason;

fn relayed<'a>(room: &'a TestRoom, who: Who, label: &str) -> Vec<&'a Envelope> {
    room.client(who).relayed.iter().filter(|(l, _)| l == label).map(|(_, envelope)| envelope).collect()
}

fn refusals(room: &TestRoom, who: Who, code: Code) -> usize {
    let refusal = FromSfu::Refused { id: None, code };
    room.client(who).control.iter().filter(|message| **message == refusal).count()
}

#[test]
fn the_sfu_says_who_sent_it_and_whether_that_is_the_writer() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.client_mut(booth).say("panel", false, b"change 1");
    room.client_mut(desk).say("panel", true, b"propose");
    room.drive_ms(100);
    let from = |sender: &str, writer, text, payload: &[u8]| Envelope {
        sender: party(sender),
        writer,
        text,
        payload: payload.to_vec(),
    };
    assert_eq!(relayed(&room, desk, "panel"), [&from("booth", true, true, b"change 1")]);
    assert_eq!(relayed(&room, booth, "panel"), [&from("desk", false, false, b"propose")]);
}

#[test]
fn only_readers_read_and_write() {
    let mut room = TestRoom::open(&["booth", "desk", "guest"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    let blind = |mut claims: Claims| {
        if let Bearer::Party { panel_reader, .. } = &mut claims.bearer {
            *panel_reader = false;
        }
        claims
    };
    let guest = room.enter_with(Client::new(2, room.now), blind, "guest", 1);
    room.until("the guest is there", |room| room.client(guest).ready());
    room.client_mut(booth).say("panel", false, b"change 1");
    room.client_mut(guest).say("panel", false, b"let me in");
    room.drive_ms(100);
    assert_eq!(relayed(&room, desk, "panel").len(), 1);
    assert!(relayed(&room, guest, "panel").is_empty());
    assert_eq!(refusals(&room, guest, Code::Forbidden), 1);
}

#[test]
fn panel_messages_arrive_in_order_and_whole() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    for number in 0..100_u8 {
        room.client_mut(booth).say("panel", true, &vec![number; 1_000]);
        room.drive_ms(25);
    }
    room.drive_ms(200);
    let numbers: Vec<_> = relayed(&room, desk, "panel").iter().map(|envelope| envelope.payload[0]).collect();
    assert_eq!(numbers, (0..100).collect::<Vec<u8>>());
}

#[test]
fn a_message_over_a_limit_is_refused_and_the_channel_stays() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.client_mut(booth).say("panel", true, &vec![0; PANEL_MAX + 1]);
    room.drive_ms(300);
    assert_eq!(refusals(&room, booth, Code::TooLarge), 1);
    room.client_mut(booth).say("panel", true, &vec![0; PANEL_MAX]);
    room.drive_ms(300);
    assert_eq!(relayed(&room, desk, "panel").len(), 1);

    for _ in 0..200 {
        room.client_mut(booth).say("pointer", true, b"x");
        room.drive_ms(1);
    }
    room.drive_ms(100);
    assert!((60..=80).contains(&relayed(&room, desk, "pointer").len()), "a second's worth, and its rate");
    let told = refusals(&room, booth, Code::TooMany);
    assert!((1..=15).contains(&told), "a flood of refusals is not answered one by one, but {told} times");
    assert!(room.metrics.drops(DropReason::OverLimit) >= 120);
    room.drive_ms(2_000);
    room.client_mut(booth).say("pointer", true, b"x");
    let before = relayed(&room, desk, "pointer").len();
    room.drive_ms(100);
    assert_eq!(relayed(&room, desk, "pointer").len(), before + 1);
}

#[test]
fn a_file_goes_through_in_chunks() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    for number in 0..10_u8 {
        room.client_mut(desk).say("bulk", true, &vec![number; BULK_MAX]);
        room.drive_ms(250);
    }
    room.until("all is there", |room| relayed(room, booth, "bulk").len() == 10);
    for (number, chunk) in relayed(&room, booth, "bulk").iter().enumerate() {
        assert_eq!(chunk.payload, vec![number as u8; BULK_MAX]);
    }
}

/// A receiver whose line is dead holds nobody else up: pointers are dropped, files are refused, notes wait.
#[test]
fn a_slow_receiver_is_refused_files() {
    let mut room = TestRoom::open(&["booth", "desk", "interpreter"]);
    let [booth, desk, interpreter] = room.connect(["booth", "desk", "interpreter"]);
    room.client_mut(interpreter).die();
    room.client_mut(desk).say("panel", true, b"note");
    for _ in 0..30 {
        room.client_mut(desk).say("bulk", true, &vec![1; BULK_MAX]);
        room.drive_ms(100);
    }
    assert_eq!(relayed(&room, booth, "bulk").len(), 30, "the booth gets all of it");
    assert!(refusals(&room, desk, Code::TooMany) > 0, "and the desk knows that somebody does not");
    room.client_mut(interpreter).revive();
    room.until("the note is there", |room| !relayed(room, interpreter, "panel").is_empty());
    assert!(relayed(&room, interpreter, "bulk").len() < 30);
}
