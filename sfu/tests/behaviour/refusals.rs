//! Offers and loads that are refused, and datagrams that get no answer.

use crate::harness::{Client, TestRoom, call, grants, sfu_addr};
use protocol::grant::Claims;
use protocol::id::CallId;
use protocol::media::{Answer, Command, Event, PatchBody};
use protocol::policy::Policy;
use protocol::problem::Code;
use sfu::{Config, DropReason};

/// What becomes of an offer that was changed on its way.
fn refusal(change: impl FnOnce(String) -> String) -> Code {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let mut client = Client::new(0, room.now);
    let claims = grants::party("booth", 1, &client.fingerprint());
    TestRoom::refused(room.join(&claims, change(client.offer())))
}

#[test]
fn an_offer_must_be_sdp_with_the_least_lines() {
    assert_eq!(refusal(|_| "hello".to_owned()), Code::BadSdp);
    assert_eq!(refusal(|_| String::new()), Code::BadSdp);
    assert_eq!(refusal(|offer| offer.replace("m=audio", "m=video")), Code::MissingLine);
    assert_eq!(refusal(|offer| offer.replace("opus/48000/2", "PCMU/8000")), Code::MissingLine);
    assert_eq!(refusal(|offer| offer.replace("a=recvonly", "a=inactive")), Code::MissingLine);
    assert_eq!(refusal(|offer| offer.replace("a=fingerprint:sha-256", "a=fingerprint:sha-1")), Code::BadSdp);
    assert_eq!(refusal(|offer| offer + &"a=x\r\n".repeat(20_000)), Code::TooLarge);
    assert_eq!(refusal(|offer| offer.replace("a=ice-ufrag", "a=no-ufrag")), Code::BadSdp);
}

#[test]
fn a_full_room_takes_nobody_else() {
    let names = ["a", "b", "c", "d", "e"];
    let mut room = TestRoom::open(&names);
    for name in &names[..4] {
        room.enter(name);
    }
    let mut fifth = Client::new(4, room.now);
    let claims = grants::party("e", 1, &fifth.fingerprint());
    assert_eq!(TestRoom::refused(room.join(&claims, fifth.offer())), Code::Full);
}

#[test]
fn a_full_or_draining_sfu_opens_no_room_and_keeps_those_it_has() {
    let mut room = TestRoom::with_config(Config { max_rooms: 1, ..Config::default() });
    room.open_room(&call(), 1, &["booth", "desk"]);
    let second: CallId = "second".parse().unwrap();
    let closed = |event: &Event| matches!(event, Event::Closed { call, fault: false, .. } if call.as_str() == "second");
    let mut client = Client::new(0, room.now);
    let claims = Claims { call: second.clone(), ..grants::party("booth", 1, &client.fingerprint()) };

    room.open_room(&second, 1, &["booth"]);
    assert_eq!(room.events_where(closed).len(), 1);
    assert_eq!(TestRoom::refused(room.join(&claims, client.offer())), Code::Full);
    room.command(Command::Drain);
    room.open_room(&second, 1, &["booth"]);
    assert_eq!(room.events_where(closed).len(), 2);
    assert_eq!(TestRoom::refused(room.join(&claims, client.offer())), Code::Draining);
    room.connect(["booth", "desk"]);
}

#[test]
fn a_session_that_is_not_known_cannot_be_patched() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, _] = room.connect(["booth", "desk"]);
    let body = PatchBody::Fragment { text: String::new() };
    assert_eq!(TestRoom::refused(room.patch(booth, body.clone())), Code::BadSdp);
    assert_eq!(room.delete(booth), Answer::Deleted);
    assert_eq!(TestRoom::refused(room.patch(booth, body)), Code::NotFound);
}

#[test]
fn a_stranger_gets_no_answer() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    room.connect(["booth", "desk"]);
    let stranger = "192.0.2.9:9".parse().unwrap();
    let stun = [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    while room.shard.poll().is_some() {}
    for datagram in [&stun[..], &[22, 254, 253, 0, 0], &[128, 111, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[], &[255; 1400]] {
        room.shard.receive(stranger, sfu_addr(), datagram, room.now);
        room.shard.flush(room.now);
    }
    assert!(room.shard.poll().is_none());
    assert_eq!(room.metrics.drops(DropReason::Unknown), 5);
}

#[test]
fn a_later_epoch_ends_the_earlier_room() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, _] = room.connect(["booth", "desk"]);
    room.open_room(&call(), 1, &["booth", "desk"]);
    assert_eq!(room.events_where(|event| matches!(event, Event::Closed { .. })).len(), 0, "the same room again");
    room.open_room(&call(), 2, &["booth", "desk"]);
    room.drive_ms(100);
    assert!(room.client(booth).closed);
    let closed = room.events_where(|event| matches!(event, Event::Closed { .. }));
    assert_eq!(closed, [Event::Closed { call: call(), epoch: 1, fault: false }]);
    room.command(Command::Close { call: call(), epoch: 1 });
    let (ward, policy) = (grants::ward(), Policy::default());
    room.command(Command::Open { call: call(), epoch: 1, ward, policy, privacy: Vec::new() });
    assert_eq!(room.metrics.rooms.get(), 1, "late commands of an earlier life are dropped");
    room.command(Command::Close { call: call(), epoch: 2 });
    assert_eq!((room.metrics.rooms.get(), room.metrics.connections.get()), (0, 0));
}
