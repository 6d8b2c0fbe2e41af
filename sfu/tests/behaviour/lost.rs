//! A party that falls silent is lost after 5 s and removed after 60 s.

use crate::harness::{Client, TestRoom, party};
use protocol::control::FromSfu;
use protocol::media::{Answer, Event, Leave};
use protocol::problem::Code;
use std::time::Duration;

fn lost(event: &Event) -> bool {
    matches!(event, Event::Lost { .. })
}

#[test]
fn a_silent_party_is_lost_after_5_s_and_removed_after_60_s() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(1_000);
    room.client_mut(booth).die();
    let silence = room.now;
    room.until("it is lost", |room| room.events.iter().any(lost));
    let after = room.now - silence;
    assert!(after > Duration::from_millis(4_900) && after < Duration::from_millis(5_100), "lost after {after:?}");
    room.drive_ms(100);
    assert_eq!(room.client(desk).control.last(), Some(&FromSfu::Lost { parties: vec![party("booth")] }));

    room.drive(Duration::from_secs(54));
    assert!(!room.events.iter().any(|event| matches!(event, Event::Left { .. })));
    room.drive(Duration::from_secs(2));
    let left = |event: &Event| matches!(event, Event::Left { why: Leave::TimedOut, .. });
    assert!(room.events.iter().any(left));
    assert_eq!(room.client(desk).control.last(), Some(&FromSfu::Lost { parties: vec![] }));
    assert_eq!(TestRoom::refused(room.delete(booth)), Code::NotFound);
}

#[test]
fn a_party_that_is_heard_again_is_back() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(1_000);
    room.client_mut(booth).die();
    room.drive(Duration::from_secs(8));
    room.client_mut(booth).revive();
    let start = room.now;
    room.until("the desk sees it", |room| room.client(desk).sees(booth.0, start));
    assert_eq!(
        room.client(desk).control.iter().rev().find(|m| matches!(m, FromSfu::Lost { .. })),
        Some(&FromSfu::Lost { parties: vec![] })
    );
    let connected = |event: &Event| matches!(event, Event::Connected { party: p, .. } if *p == party("booth"));
    assert_eq!(room.events_where(connected).len(), 2);
}

#[test]
fn a_party_that_never_connects_is_lost_and_removed_too() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let mut client = Client::new(0, room.now);
    client.die();
    room.enter_with(client, |claims| claims, "booth", 1);
    room.drive(Duration::from_secs(6));
    assert_eq!(room.events_where(lost).len(), 1);
    room.drive(Duration::from_secs(60));
    assert!(room.events.iter().any(|event| matches!(event, Event::Left { why: Leave::TimedOut, .. })));
    assert_eq!(room.metrics.connections.get(), 0);
}

#[test]
fn a_client_that_says_goodbye_is_gone_at_once() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(300);
    assert_eq!(room.delete(booth), Answer::Deleted);
    assert!(room.events.iter().any(|event| matches!(event, Event::Left { why: Leave::Itself, .. })));
    room.drive_ms(100);
    assert_eq!(room.client(desk).slots().1, [None, None, None, None]);
    assert_eq!(TestRoom::refused(room.delete(booth)), Code::NotFound);
}
