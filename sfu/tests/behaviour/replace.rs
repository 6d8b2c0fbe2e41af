//! Attempts: a higher one takes the party's place, any other is refused.

use crate::harness::{Client, TestRoom, grants, party};
use protocol::media::{Answer, Event, Leave};
use protocol::problem::Code;

#[test]
fn a_higher_attempt_takes_the_place_and_the_slot() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.drive_ms(500);
    let again = room.enter_with(Client::new(2, room.now), |claims| claims, "booth", 2);
    room.until("the booth is back", |room| room.client(again).ready());
    room.publish(again);
    let start = room.now;
    room.until("the desk sees it again", |room| room.client(desk).sees(again.0, start));
    assert!(room.client(desk).video(0).any(|packet| packet.painted == 2), "in the slot it had");
    assert!(room.client(booth).closed, "the older connection was told goodbye");
    let left = |event: &Event| matches!(event, Event::Left { party: p, attempt: 1, why: Leave::Replaced, .. } if *p == party("booth"));
    assert!(room.events.iter().any(left));
    assert!(room.events.iter().any(|event| matches!(event, Event::Connected { attempt: 2, .. })));
}

#[test]
fn the_same_or_a_lower_attempt_is_refused_even_after_it_left() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let mut second = Client::new(5, room.now);
    let first = room.enter_with(Client::new(0, room.now), |claims| claims, "booth", 3);
    for attempt in [3, 2] {
        let claims = grants::party("booth", attempt, &second.fingerprint());
        assert_eq!(TestRoom::refused(room.join(&claims, second.offer())), Code::AlreadyJoined);
    }
    assert_eq!(room.delete(first), Answer::Deleted);
    let claims = grants::party("booth", 3, &second.fingerprint());
    assert_eq!(TestRoom::refused(room.join(&claims, second.offer())), Code::AlreadyJoined);
}
