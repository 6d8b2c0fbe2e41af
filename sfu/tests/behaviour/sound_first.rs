//! 音声優先: the SFU itself passes no picture from or to whoever asks for it, and sound goes on.

use crate::harness::{Client, TestRoom, Who, party};
use protocol::control::{FromSfu, ToSfu};

fn put_sound_first(room: &mut TestRoom, who: Who, id: u32, on: bool) {
    room.client_mut(who).tell_sfu(&ToSfu::SoundFirst { id, on });
    room.until("it is done", |room| room.client(who).control.contains(&FromSfu::Done { id }));
    room.drive_ms(1); // what was on its way together with the answer
}

fn told(room: &TestRoom, who: Who) -> Option<&FromSfu> {
    room.client(who).control.iter().rev().find(|m| matches!(m, FromSfu::SoundFirst { .. }))
}

#[test]
fn no_picture_passes_either_way_and_sound_goes_on() {
    let mut room = TestRoom::open(&["booth", "desk", "interpreter"]);
    let [booth, desk, interpreter] = room.connect(["booth", "desk", "interpreter"]);
    for who in [booth, desk, interpreter] {
        room.publish(who);
    }
    room.drive_ms(500);
    put_sound_first(&mut room, desk, 7, true);
    let done = room.now;
    room.drive_ms(1_000);
    for (one, other) in [(booth, desk), (desk, booth), (interpreter, desk), (desk, interpreter)] {
        assert!(!room.client(one).sees(other.0, done) && room.client(one).hears(other.0, done));
    }
    assert!(room.client(booth).sees(interpreter.0, done) && room.client(interpreter).sees(booth.0, done));
    for who in [booth, desk, interpreter] {
        assert_eq!(told(&room, who), Some(&FromSfu::SoundFirst { parties: vec![party("desk")] }));
    }

    put_sound_first(&mut room, desk, 8, false);
    let start = room.now;
    room.until("they see each other again", |room| {
        room.client(desk).sees(booth.0, start) && room.client(booth).sees(desk.0, start)
    });
    assert_eq!(told(&room, booth), Some(&FromSfu::SoundFirst { parties: vec![] }));
}

#[test]
fn whoever_comes_later_is_told_who_has_the_sound_first() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth] = room.connect(["booth"]);
    put_sound_first(&mut room, booth, 1, true);
    let desk = room.enter("desk");
    room.until("it is told", |room| told(room, desk).is_some());
    assert_eq!(told(&room, desk), Some(&FromSfu::SoundFirst { parties: vec![party("booth")] }));
}

#[test]
fn a_new_connection_begins_with_pictures() {
    let mut room = TestRoom::open(&["booth", "desk"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(desk);
    put_sound_first(&mut room, booth, 1, true);
    let again = room.enter_with(Client::new(2, room.now), |claims| claims, "booth", 2);
    room.until("the booth is back", |room| room.client(again).ready());
    let start = room.now;
    room.until("it sees the desk", |room| room.client(again).sees(desk.0, start));
    assert_eq!(told(&room, desk), Some(&FromSfu::SoundFirst { parties: vec![] }));
}
