//! Loss: what the network drops, NACK and RTX bring back, on both sides of the SFU.

use crate::harness::{TestRoom, sfu_addr};
use std::cell::Cell;
use std::rc::Rc;

/// RTP of full packets, neither STUN, DTLS nor RTCP (RFC 7983, RFC 5761).
fn is_rtp(bytes: &[u8]) -> bool {
    bytes.len() > 2 && (128..192).contains(&bytes[0]) && !(64..96).contains(&(bytes[1] & 0x7f))
}

/// How many of the sequence numbers between first and last came in slot 0, in thousandths.
fn complete(upstream: bool) -> usize {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    let lossy = Rc::new(Cell::new(0_u32));
    let counted = lossy.clone();
    room.link = Box::new(move |from, _, bytes| {
        if is_rtp(bytes) && (from != sfu_addr()) == upstream {
            counted.set(counted.get() + 1);
        }
        !is_rtp(bytes) || (from != sfu_addr()) != upstream || !counted.get().is_multiple_of(20)
    });
    room.publish(booth);
    room.drive_ms(5_000);
    room.link = Box::new(|_, _, _| true);
    room.drive_ms(1_000);
    assert!(lossy.get() > 200);
    let mut numbers: Vec<_> = room.client(desk).video(0).map(|packet| packet.seq).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let span = numbers[numbers.len() - 1] - numbers[0] + 1;
    numbers.len() * 1_000 / usize::try_from(span).unwrap()
}

#[test]
fn what_is_lost_to_the_sfu_is_asked_for_again() {
    assert_eq!(complete(true), 1_000);
}

#[test]
fn what_is_lost_from_the_sfu_is_sent_again() {
    assert_eq!(complete(false), 1_000);
}
