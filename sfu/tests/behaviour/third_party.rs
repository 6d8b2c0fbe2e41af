//! A third and a fourth party come and go; nobody negotiates again.

use crate::harness::{TestRoom, Who, party};
use protocol::media::Event;
use protocol::media::{Command, Leave};

fn all_see_all(room: &TestRoom, whos: &[Who], since: std::time::Instant) -> bool {
    whos.iter().all(|a| {
        let client = room.client(*a);
        whos.iter().filter(|b| *b != a).all(|b| client.sees(b.0, since) && client.hears(b.0, since))
    })
}

#[test]
fn a_third_party_joins_and_leaves_in_the_middle_of_a_call() {
    let mut room = TestRoom::open(&["booth", "desk", "interpreter"]);
    let [booth, desk] = room.connect(["booth", "desk"]);
    room.publish(booth);
    room.publish(desk);
    room.drive_ms(500);
    let [interpreter] = room.connect(["interpreter"]);
    room.publish(interpreter);
    let start = room.now;
    room.until("all see all", |room| all_see_all(room, &[booth, desk, interpreter], start));

    let (call, party) = (crate::harness::call(), party("interpreter"));
    room.command(Command::Remove { call, epoch: 1, party });
    room.drive_ms(100);
    assert!(room.events.iter().any(|event| matches!(event, Event::Left { why: Leave::Removed, .. })));
    assert!(room.client(interpreter).closed);
    let start = room.now;
    room.drive_ms(500);
    assert!(all_see_all(&room, &[booth, desk], start));
    assert!(!room.client(desk).sees(interpreter.0, start));
    let numbers: Vec<_> = room.client(desk).video(0).map(|packet| packet.seq).collect();
    assert!(numbers.windows(2).all(|w| w[1] == w[0] + 1), "the two of them lost nothing meanwhile");
}

#[test]
fn four_parties_see_and_hear_each_other() {
    let mut room = TestRoom::open(&["booth", "desk", "interpreter", "supervisor"]);
    let whos = room.connect(["booth", "desk", "interpreter", "supervisor"]);
    for who in whos {
        room.publish(who);
    }
    let start = room.now;
    room.until("all see all", |room| all_see_all(room, &whos, start));
    for who in whos {
        let (audio, video) = room.client(who).slots();
        assert_eq!((audio.iter().flatten().count(), video.iter().flatten().count()), (3, 3));
    }
}
