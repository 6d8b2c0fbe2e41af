//! Stories of a booth's own program: the machine, and a database that answers at once.

use super::*;
use crate::access::Pass;
use crate::call::sample::NOW;
use protocol::device::OutOfOrder;

struct Office {
    terminals: Terminals,
    now: Millis,
    standing: Standing,
    said: Vec<(SocketId, DeviceOrder)>,
    pings: Vec<(SocketId, u64)>,
    closed: Vec<(SocketId, DeviceBye)>,
    acts: Vec<Act>,
    suspended: usize,
}

fn standing(out_of_order: Option<OutOfOrder>) -> Standing {
    Standing {
        site: "kokura-chuo".parse().expect("an id"),
        site_name: "小倉中央市民センター".to_owned(),
        telephone: "093-582-3311".to_owned(),
        nearest: None,
        hours: None,
        out_of_order,
    }
}

fn booth() -> BoothCaller {
    BoothCaller {
        booth: "booth".parse().expect("an id"),
        site: "kokura-chuo".parse().expect("an id"),
        ward: "kokurakita".parse().expect("an id"),
        pass: Pass::Certificate("1".to_owned()),
    }
}

const ONE: SocketId = SocketId(1);
const TWO: SocketId = SocketId(2);
const THREE: SocketId = SocketId(3);

impl Office {
    fn new() -> Self {
        Self {
            terminals: Terminals::new(),
            now: NOW,
            standing: standing(None),
            said: Vec::new(),
            pings: Vec::new(),
            closed: Vec::new(),
            acts: Vec::new(),
            suspended: 0,
        }
    }

    fn tell(&mut self, input: Input) {
        for output in self.terminals.handle(input, self.now) {
            match output {
                Output::Send { socket, order } => self.said.push((socket, order)),
                Output::Ping { socket, number } => self.pings.push((socket, number)),
                Output::Close { socket, why } => self.closed.push((socket, why)),
                Output::Greet { booth, .. } => {
                    let standing = self.standing.clone();
                    self.tell(Input::Standing { booth: booth.booth, standing });
                }
                Output::Act(act) => self.acts.push(*act),
                Output::Suspend { .. } => self.suspended += 1,
                Output::Seen { .. } => {}
            }
        }
    }

    fn hello(&mut self, socket: SocketId, instance: &str) {
        let instance = instance.parse().expect("an id");
        let hello = Hello::new(instance, "0.1.0".to_owned(), None).expect("a version");
        self.tell(Input::Hello { socket, booth: booth(), hello });
    }

    fn wiped(&mut self, socket: SocketId, id: u32) {
        let message = DeviceMessage::Wiped { why: protocol::device::WipeReason::Ended, took_ms: 800 };
        self.tell(Input::Frame { socket, id, message });
    }

    fn done(&mut self) {
        let act = self.acts.remove(0);
        let answer = DeviceOrder::Done { id: act.id };
        self.tell(Input::Answered { booth: act.booth.booth, instance: act.instance, id: act.id, answer });
    }

    /// The numbers that were welcomed, by socket.
    fn welcomes(&self) -> Vec<(SocketId, u32)> {
        let welcome = |(socket, order): &(SocketId, DeviceOrder)| match order {
            DeviceOrder::Welcome { handled, .. } => Some((*socket, *handled)),
            _ => None,
        };
        self.said.iter().filter_map(welcome).collect()
    }

    fn pass(&mut self, milliseconds: Millis) {
        self.now += milliseconds;
        self.tell(Input::Tick);
    }
}

#[test]
fn a_second_program_with_the_same_key_stops_both() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.hello(TWO, "b");
    assert_eq!(office.welcomes(), [(ONE, 0)], "the second waits");
    let (asked, number) = office.pings[0];
    assert_eq!(asked, ONE);
    office.tell(Input::Pong { socket: ONE, number: number + 1 });
    office.tell(Input::Pong { socket: TWO, number });
    assert_eq!(office.suspended, 0, "neither another ping's answer nor the wrong one's counts");
    office.tell(Input::Pong { socket: ONE, number });
    assert_eq!(office.closed, [(ONE, DeviceBye::Cloned), (TWO, DeviceBye::Cloned)]);
    assert_eq!(office.suspended, 1);
    office.wiped(ONE, 1);
    assert!(office.acts.is_empty(), "neither is heard any more");
}

#[test]
fn a_program_whose_older_start_is_dead_takes_its_place_after_three_seconds() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.hello(TWO, "b");
    office.pass(2_999);
    assert!(office.closed.is_empty());
    office.pass(1);
    assert_eq!(office.closed, [(ONE, DeviceBye::Replaced)]);
    assert_eq!((office.welcomes(), office.suspended), (vec![(ONE, 0), (TWO, 0)], 0));
    let number = office.pings[0].1;
    office.tell(Input::Pong { socket: ONE, number });
    assert_eq!(office.suspended, 0, "too late");
}

#[test]
fn a_program_that_started_anew_is_welcome_as_soon_as_the_older_line_is_down() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.hello(TWO, "b");
    office.tell(Input::Dropped { socket: ONE });
    assert_eq!(office.welcomes(), [(ONE, 0), (TWO, 0)]);
    office.pass(3_000);
    assert_eq!((office.suspended, office.closed.len()), (0, 0));
}

#[test]
fn the_first_ones_new_line_has_to_answer_the_same_question() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.hello(TWO, "b");
    office.hello(THREE, "a");
    assert_eq!(office.closed, [(ONE, DeviceBye::Replaced)]);
    let (asked, number) = office.pings[1];
    assert_eq!(asked, THREE);
    office.tell(Input::Pong { socket: THREE, number });
    assert_eq!(office.suspended, 1);
}

#[test]
fn a_challenger_that_leaves_asks_nothing_more() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.hello(TWO, "b");
    office.tell(Input::Dropped { socket: TWO });
    let number = office.pings[0].1;
    office.tell(Input::Pong { socket: ONE, number });
    office.pass(3_000);
    assert_eq!((office.suspended, office.closed.len(), office.welcomes().len()), (0, 0, 1));
}

#[test]
fn a_dropped_line_comes_back_to_its_numbers_and_another_start_does_not() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.wiped(ONE, 1);
    office.tell(Input::Dropped { socket: ONE });
    office.done();
    office.hello(TWO, "a");
    assert_eq!(office.welcomes(), [(ONE, 0), (TWO, 1)]);
    office.wiped(TWO, 1);
    assert!(office.acts.is_empty(), "handled once");
    assert_eq!(office.said.last(), Some(&(TWO, DeviceOrder::Done { id: 1 })));
    office.tell(Input::Dropped { socket: TWO });
    office.hello(THREE, "b");
    assert_eq!(office.welcomes().last(), Some(&(THREE, 0)));
}

#[test]
fn what_changed_is_said_and_what_did_not_is_not() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    let changed = || Input::Changed { booth: booth().booth };
    office.tell(changed());
    assert_eq!(office.said.len(), 1);
    office.standing = standing(Some(OutOfOrder::Office));
    office.tell(changed());
    let order = DeviceOrder::OutOfOrder { reason: Some(OutOfOrder::Office) };
    assert_eq!(office.said.last(), Some(&(ONE, order)));
    office.standing.site_name = "到津市民センター".to_owned();
    office.tell(changed());
    assert_eq!(office.welcomes().len(), 2);
}

#[test]
fn a_move_is_said_and_reports_come_from_the_new_place() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.standing.site_name = "到津市民センター".to_owned();
    let (site, ward) = ("itozu".parse().expect("an id"), booth().ward);
    office.tell(Input::Moved { booth: booth().booth, site, ward });
    assert_eq!(office.welcomes().len(), 2);
    office.wiped(ONE, 1);
    assert_eq!(office.acts[0].booth.site.as_str(), "itozu");
}

#[test]
fn an_order_reaches_the_socket_that_is_there() {
    let mut office = Office::new();
    office.tell(Input::Order { booth: booth().booth, order: DeviceOrder::Restart });
    assert!(office.said.is_empty());
    office.hello(ONE, "a");
    office.tell(Input::Order { booth: booth().booth, order: DeviceOrder::Selfcheck });
    assert_eq!(office.said.last(), Some(&(ONE, DeviceOrder::Selfcheck)));
}

#[test]
fn a_silent_device_loses_its_socket_and_a_revoked_one_at_once() {
    let mut office = Office::new();
    office.hello(ONE, "a");
    office.pass(19_999);
    office.tell(Input::Frame { socket: ONE, id: 0, message: DeviceMessage::Ping });
    assert_eq!(office.said.last(), Some(&(ONE, DeviceOrder::Pong)));
    office.pass(19_999);
    assert!(office.closed.is_empty());
    office.pass(1);
    assert_eq!(office.closed, [(ONE, DeviceBye::Silent)]);
    office.hello(TWO, "a");
    office.tell(Input::Revoked(Revoked::Booth(booth().booth)));
    assert_eq!(office.closed.last(), Some(&(TWO, DeviceBye::Revoked)));
    assert_eq!(office.terminals.connected().count(), 0);
}

#[test]
fn a_version_is_not_a_novel() {
    let instance = || "a".parse().expect("an id");
    assert!(Hello::new(instance(), "x".repeat(120), Some("x".repeat(120))).is_some());
    assert!(Hello::new(instance(), "x".repeat(121), None).is_none());
    assert!(Hello::new(instance(), String::new(), Some("x".repeat(121))).is_none());
}
