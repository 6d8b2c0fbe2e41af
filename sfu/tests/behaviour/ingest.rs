//! WHIP cameras: a single-use grant, pinned by its first offer, that fills one line of a party.

use crate::harness::{Client, TestRoom, Who, grants, party};
use protocol::control::Source;
use protocol::media::{Answer, Event, PatchBody};
use protocol::policy::Line;
use protocol::problem::Code;

fn join_camera(room: &mut TestRoom, simulcast: bool) -> Who {
    let camera = Client::camera(room.clients.len(), room.now, simulcast);
    let who = room.enter_with(camera, |_| grants::ingest("booth", Line::Second), "booth", 1);
    room.until("the camera is connected", |room| room.client(who).ready());
    room.send(who, Line::Second, true);
    who
}

#[test]
fn a_camera_fills_a_line_of_its_party() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    let camera = join_camera(&mut room, false);
    let start = room.now;
    room.until("the desk sees it", |room| room.client(desk).sees(camera.0, start));
    assert_eq!(room.client(desk).slots().1[0], Some(Source { party: party("booth"), line: Line::Second }));
    assert!(!room.client(booth).sees(camera.0, start), "the party itself does not get it");
    let tracks = |event: &Event| matches!(event, Event::Tracks { lines, .. } if *lines == [Line::Second]);
    assert_eq!(room.events_where(tracks).len(), 1);
    assert_eq!(room.delete(camera), Answer::Deleted);
    assert_eq!(room.events_where(|event| matches!(event, Event::Left { .. })), [], "the party has not left");
}

#[test]
fn a_grant_serves_once() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let camera = Client::camera(0, room.now, false);
    let other = Client::camera(1, room.now, false);
    let claims = grants::ingest("booth", Line::Second);
    assert!(matches!(room.join(&claims, camera.offer()), Answer::Joined { .. }));
    assert_eq!(TestRoom::refused(room.join(&claims, camera.offer())), Code::BadGrant);
    assert_eq!(TestRoom::refused(room.join(&claims, other.offer())), Code::BadGrant);
}

#[test]
fn its_first_offer_pins_the_certificate() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let camera = join_camera(&mut room, false);
    let sdp = Client::camera(9, room.now, false).offer();
    assert_eq!(TestRoom::refused(room.patch(camera, PatchBody::Offer { sdp })), Code::WrongFingerprint);
    let sdp = room.client_mut(camera).restart_offer();
    assert!(matches!(room.patch(camera, PatchBody::Offer { sdp }), Answer::Patched { body: Some(_), .. }));
}

#[test]
fn a_camera_offers_one_line() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let whole = Client::new(0, room.now);
    assert_eq!(TestRoom::refused(room.join(&grants::ingest("booth", Line::Second), whole.offer())), Code::MissingLine);
    let camera = Client::camera(1, room.now, false);
    let claims = grants::ingest("booth", Line::Microphone);
    assert_eq!(TestRoom::refused(room.join(&claims, camera.offer())), Code::MissingLine, "a picture is no sound");
}

#[test]
fn of_two_layers_the_better_one_is_shown_while_it_comes() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [_, desk] = room.connect(["booth", "desk"]);
    let camera = join_camera(&mut room, true);
    room.drive_ms(2_000);
    let shown = |room: &TestRoom, since| room.client(desk).video(0).filter(|p| p.at >= since).count();
    let start = room.now;
    room.drive_ms(1_000);
    assert!((24..=26).contains(&shown(&room, start)), "one layer at a time, 25 packets a second");
    room.client_mut(camera).set_layer("h", false);
    room.drive_ms(1_500);
    let start = room.now;
    room.drive_ms(1_000);
    assert!((24..=26).contains(&shown(&room, start)), "the other layer goes on");
    let numbers: Vec<_> = room.client(desk).video(0).map(|packet| packet.seq).collect();
    assert!(numbers.windows(2).all(|w| w[1] == w[0] + 1), "in one continuous stream");
}
