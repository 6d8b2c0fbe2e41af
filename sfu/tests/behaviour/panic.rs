//! A fault in one call closes that call; the others lose nothing.

use crate::harness::{Client, LATENCY, TestRoom, Who, call};
use protocol::grant::Claims;
use protocol::id::CallId;
use protocol::media::{Event, Leave};

#[test]
fn a_panicking_call_is_closed_and_the_other_flows_on() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    let other: CallId = "other".parse().unwrap();
    room.open_room(&other, 1, &["booth", "desk"]);
    let enter = |room: &mut TestRoom, name: &str| -> Who {
        let client = Client::new(room.clients.len(), room.now);
        let call = other.clone();
        room.enter_with(client, |claims| Claims { call, ..claims }, name, 1)
    };
    let (their_booth, their_desk) = (enter(&mut room, "booth"), enter(&mut room, "desk"));
    room.until("all are connected", |room| room.clients.iter().all(Client::ready));
    for who in [booth, desk, their_booth, their_desk] {
        room.publish(who);
    }
    room.drive_ms(500);

    let broken = room.shard.find(&call()).unwrap();
    let now = room.now;
    let silenced = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = room.shard.with_call(broken, now, |_, _| panic!("an injected fault"));
    std::panic::set_hook(silenced);
    assert_eq!(result, None);
    room.drive_ms(1_000);

    let closed = room.events_where(|event| matches!(event, Event::Closed { .. }));
    assert_eq!(closed, [Event::Closed { call: call(), epoch: 1, fault: true }]);
    assert!(!room.client(desk).sees(booth.0, now + LATENCY));
    let numbers: Vec<_> = room.client(their_desk).video(0).map(|packet| packet.seq).collect();
    assert!(numbers.len() >= 35 && numbers.windows(2).all(|w| w[1] == w[0] + 1), "not a packet is missing");
    assert_eq!((room.metrics.panics.get(), room.metrics.rooms.get(), room.metrics.connections.get()), (1, 1, 2));

    room.open_room(&call(), 2, &["booth", "desk"]);
    let change = |claims| Claims { epoch: 2, ..claims };
    let back = room.enter_with(Client::new(4, room.now), change, "booth", 2);
    room.until("the call is up again", |room| room.client(back).ready());
    assert!(!room.events.iter().any(|event| matches!(event, Event::Left { why: Leave::Removed, .. })));
}
