//! How well a party's media flows, in words, to signaling and to everybody in the room.

use crate::harness::{TestRoom, party, sfu_addr};
use protocol::control::FromSfu;
use protocol::media::{Event, Quality};

/// What signaling hears of the booth when one datagram in `n` is lost on its way up or down.
fn reported(n: usize, upstream: bool) -> Vec<(Quality, Quality)> {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    let address = room.client(booth).addr;
    let mut count = 0;
    room.link = Box::new(move |from, to, _| {
        if (from == address && upstream) || (from == sfu_addr() && to == address && !upstream) {
            count += 1;
        }
        count == 0 || count % n != 0 || (from != address && to != address)
    });
    room.publish(booth);
    room.publish(desk);
    room.drive_ms(8_000);
    let told = |message: &FromSfu| matches!(message, FromSfu::Quality { .. });
    let reported: Vec<_> = room
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Quality { party: p, sending, receiving, .. } if *p == party("booth") => Some((*sending, *receiving)),
            _ => None,
        })
        .collect();
    assert_eq!(reported.is_empty(), !room.client(desk).control.iter().any(told), "the room hears what signaling hears");
    reported
}

#[test]
fn a_good_line_is_not_spoken_of() {
    assert_eq!(reported(usize::MAX, true), []);
}

#[test]
fn a_lossy_line_is_named_in_its_direction() {
    assert!(reported(5, true).iter().any(|(sending, _)| *sending == Quality::Poor));
    assert!(reported(5, false).iter().any(|(_, receiving)| *receiving == Quality::Poor));
    let fair = reported(20, true);
    assert!(!fair.is_empty() && fair.iter().all(|(sending, _)| *sending != Quality::Poor), "{fair:?}");
}
