//! 画面をかくす: the SFU itself stops picture and sound, both ways, before it says done; nothing but the party lifts it.

mod bench;
mod seeded;

use crate::harness::{Client, LATENCY, TestRoom, Who, call, grants, party, sfu_addr};
use protocol::control::{FromSfu, ToSfu};
use protocol::media::{Command, Event};
use protocol::policy::{Line, Policy};
use protocol::privacy::{CoveredBy, PartyPrivacy, Privacy};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

const COVERED: Privacy = Privacy::Covered { by: CoveredBy::Booth };
const PARTIAL: Privacy = Privacy::Partial { by: CoveredBy::Booth };

/// A booth and a desk who see and hear each other.
fn call_of_two() -> (TestRoom, Who, Who) {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.publish(desk);
    room.drive_ms(500);
    (room, booth, desk)
}

/// The party's own word, until the SFU has done it.
fn set(room: &mut TestRoom, who: Who, id: u32, privacy: Privacy) {
    room.client_mut(who).tell_sfu(&ToSfu::SetPrivacy { id, privacy });
    room.until("it is done", |room| room.client(who).control.contains(&FromSfu::Done { id }));
    room.drive_ms(1); // what was on its way together with the answer
}

fn told(privacy: Privacy) -> FromSfu {
    FromSfu::Privacy { parties: vec![PartyPrivacy { party: party("booth"), privacy }] }
}

/// Whether the two see each other, hear each other, from now on.
fn flows(room: &mut TestRoom, booth: Who, desk: Who) -> [bool; 2] {
    let start = room.now;
    room.drive_ms(1_000);
    let both = |fits: fn(&Client, usize, std::time::Instant) -> bool| {
        let ways = [fits(room.client(desk), booth.0, start), fits(room.client(booth), desk.0, start)];
        assert_eq!(ways[0], ways[1], "one way only");
        ways[0]
    };
    [both(Client::sees), both(Client::hears)]
}

#[test]
fn a_covered_party_is_neither_seen_nor_heard_and_gets_nothing() {
    let (mut room, booth, desk) = call_of_two();
    set(&mut room, booth, 7, COVERED);
    assert_eq!(flows(&mut room, booth, desk), [false, false]);
    assert!(room.client(desk).control.contains(&told(COVERED)));
    assert!(room.events.iter().any(|event| matches!(event, Event::Privacy { privacy: COVERED, .. })));
    assert_eq!((room.metrics.covers.get(), room.metrics.too_late.get()), (1, 0));

    // 筆談 goes on behind the cover.
    room.client_mut(booth).say("panel", false, b"hello");
    room.until("the note is there", |room| !room.client(desk).relayed.is_empty());

    let start = room.now;
    set(&mut room, booth, 8, Privacy::Off);
    assert_eq!(flows(&mut room, booth, desk), [true, true]);
    assert!(room.client(desk).video(0).find(|p| p.at >= start).unwrap().keyframe);
}

#[test]
fn a_partial_cover_lets_the_voices_through_and_no_picture() {
    let (mut room, booth, desk) = call_of_two();
    room.send(booth, Line::Second, true);
    set(&mut room, booth, 1, COVERED);
    set(&mut room, booth, 2, PARTIAL);
    assert_eq!(flows(&mut room, booth, desk), [false, true]);
    assert!(room.client(desk).control.contains(&told(PARTIAL)));
    set(&mut room, booth, 3, Privacy::Off);
    assert_eq!(flows(&mut room, booth, desk), [true, true]);
}

#[test]
fn the_office_covers_and_only_the_party_itself_lifts_it() {
    let (mut room, booth, desk) = call_of_two();
    let by_desk = Privacy::Covered { by: CoveredBy::Desk };
    let cover = |by| Command::Cover { call: call(), epoch: 1, party: party("booth"), by };
    room.command(cover(CoveredBy::Desk));
    room.command(cover(CoveredBy::Policy));
    room.drive_ms(100);
    assert!(room.client(booth).control.contains(&told(by_desk)), "the booth learns that it is covered, and by whom");
    assert_eq!(room.client(desk).control.last(), Some(&told(by_desk)), "the first reason stays");
    assert_eq!(flows(&mut room, booth, desk), [false, false]);
    set(&mut room, desk, 1, Privacy::Off);
    assert_eq!(flows(&mut room, booth, desk), [false, false], "a desk speaks for itself only");
    set(&mut room, booth, 1, Privacy::Off);
    assert_eq!(flows(&mut room, booth, desk), [true, true]);
}

#[test]
fn nobody_who_asks_for_it_again_gets_what_was_sent_before_the_cover() {
    let (mut room, _, desk) = call_of_two();
    // The desk's line loses everything for a while, and is whole again for one picture just before the cover: with that
    // it knows what it has not got, and asks for it.
    let [lossy, passed] = [true, false].map(|now| Rc::new(Cell::new(now)));
    let (to_desk, is_lossy, has_passed) = (room.client(desk).addr, lossy.clone(), passed.clone());
    room.link = Box::new(move |from, to, bytes| {
        // RTP of full pictures, neither STUN, DTLS nor RTCP.
        let is_media = bytes.len() > 2 && (128..192).contains(&bytes[0]) && !(64..96).contains(&(bytes[1] & 0x7f));
        if from != sfu_addr() || to != to_desk || !is_media {
            return true;
        }
        has_passed.set(has_passed.get() || (!is_lossy.get() && bytes[1] & 0x80 != 0));
        !is_lossy.get()
    });
    room.drive_ms(200);
    lossy.set(false);
    room.until("a picture is on its way", |_| passed.get());
    room.command(Command::Cover { call: call(), epoch: 1, party: party("booth"), by: CoveredBy::Desk });
    let marked = room.now;
    room.drive_ms(2_000);
    let late = |p: &&crate::harness::Received| p.at > marked + LATENCY + Duration::from_millis(1);
    assert_eq!(room.client(desk).received.iter().filter(late).count(), 0);
    assert_eq!(room.metrics.too_late.get(), 0);
}

#[test]
fn the_cover_outlives_a_new_attempt_the_party_s_leaving_and_the_room() {
    let (mut room, booth, desk) = call_of_two();
    set(&mut room, booth, 1, COVERED);
    let again = room.enter_with(Client::new(2, room.now), |claims| claims, "booth", 2);
    room.until("the booth is back", |room| room.client(again).ready());
    room.publish(again);
    assert_eq!(flows(&mut room, again, desk), [false, false]);
    assert!(room.client(again).control.contains(&told(COVERED)), "a page that did not know is told");

    room.delete(again);
    let third = room.enter_with(Client::new(3, room.now), |claims| claims, "booth", 3);
    room.until("the booth is back", |room| room.client(third).ready());
    room.publish(third);
    assert_eq!(flows(&mut room, third, desk), [false, false]);

    // Signaling opens the room anew and has not heard of the cover yet.
    room.open_room(&call(), 2, &["booth", "desk"]);
    let [booth, desk] = enter_epoch(&mut room, 2);
    assert_eq!(flows(&mut room, booth, desk), [false, false]);
}

#[test]
fn a_room_that_opens_for_somebody_covered_opens_covered() {
    let mut room = TestRoom::with_config(sfu::Config::default());
    let policy = Policy::open(1, &[party("booth"), party("desk")]);
    let privacy = vec![PartyPrivacy { party: party("booth"), privacy: PARTIAL }];
    let open =
        |privacy| Command::Open { call: call(), epoch: 1, ward: grants::ward(), policy: policy.clone(), privacy };
    room.command(open(privacy));
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.publish(desk);
    assert_eq!(flows(&mut room, booth, desk), [false, true]);
    // Opened a second time, it may be covered more, and never less.
    room.command(open(Vec::new()));
    assert_eq!(flows(&mut room, booth, desk), [false, true]);
    room.command(open(vec![PartyPrivacy { party: party("booth"), privacy: COVERED }]));
    assert_eq!(flows(&mut room, booth, desk), [false, false]);
}

/// Booth and desk join the room's next life, and send.
fn enter_epoch(room: &mut TestRoom, epoch: u32) -> [Who; 2] {
    let whos = ["booth", "desk"].map(|name| {
        let client = Client::new(room.clients.len(), room.now);
        room.enter_with(client, |claims| protocol::grant::Claims { epoch, ..claims }, name, 1)
    });
    room.until("both are there", |room| whos.iter().all(|who| room.client(*who).ready()));
    whos.map(|who| {
        room.publish(who);
        who
    })
}

#[test]
fn what_is_no_request_is_refused_and_the_channel_stays() {
    use protocol::problem::Code;
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, _] = room.connect(["booth", "desk"]);
    for (text, id) in [
        ("no json", None),
        (r#"{"type":"dance","id":4}"#, Some(4)),
        (r#"{"type":"set-privacy","id":5,"privacy":{"is":"covered"}}"#, Some(5)),
    ] {
        room.client_mut(booth).say("control", false, text.as_bytes());
        room.drive_ms(50);
        assert_eq!(room.client(booth).control.last(), Some(&FromSfu::Refused { id, code: Code::BadMessage }), "{text}");
    }
    room.client_mut(booth).tell_sfu(&ToSfu::SetPrivacy { id: 6, privacy: Privacy::Off });
    room.drive_ms(50);
    assert_eq!(room.client(booth).control.last(), Some(&FromSfu::Done { id: 6 }));
}
