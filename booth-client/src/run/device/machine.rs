//! The device socket's bookkeeping (PROTOCOL.md section 8): numbers, repeats, pings, back-off. No I/O; times are given.

use protocol::device::{DeviceBye, DeviceFrame, DeviceMessage, DeviceOrder, OrderFrame};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// How often the line is tried.
const PING: Duration = Duration::from_secs(5);
/// After so many pings without an answer the line is opened anew.
const PONGS_MISSED: u32 = 2;
/// The wait after the first failure; it doubles.
const RETRY_FIRST: Duration = Duration::from_millis(500);
/// The longest wait.
const RETRY_LONGEST: Duration = Duration::from_secs(8);
/// A booth that is cut off for days keeps this many messages.
const KEPT: usize = 200;

/// What happened to the line.
#[derive(Debug)]
pub(super) enum Input<'a> {
    Tick,
    Opened,
    Closed,
    Text(&'a str),
    Say(DeviceMessage),
}

/// What is to be done with it.
#[derive(Debug, PartialEq)]
pub(super) enum Output {
    /// Open a new socket; the old one is of no use.
    Open,
    /// Send this.
    Text(String),
    /// The server said this.
    Heard(DeviceOrder),
}

#[derive(Debug)]
enum Socket {
    Down {
        retry_at: Instant,
    },
    Opening,
    Greeting {
        since: Instant,
    },
    Up {
        ping_at: Instant,
        pongs_due: u32,
    },
    /// The office does not want this device any more.
    Shut,
}

#[derive(Debug)]
struct Waiting {
    /// Its number on this socket, once it was sent.
    id: Option<u32>,
    message: DeviceMessage,
}

#[derive(Debug)]
pub(super) struct Line {
    hello: DeviceMessage,
    socket: Socket,
    waiting: VecDeque<Waiting>,
    last: u32,
    backoff: Duration,
    spread: Duration,
}

impl Line {
    /// A line that opens at once and greets with `hello`. `spread` keeps booths from coming back all at once.
    pub(super) fn new(now: Instant, spread: Duration, hello: DeviceMessage) -> Self {
        let socket = Socket::Down { retry_at: now };
        Self { hello, socket, waiting: VecDeque::new(), last: 0, backoff: RETRY_FIRST, spread }
    }

    /// Whether the office has greeted and answers.
    pub(super) fn is_up(&self) -> bool {
        matches!(self.socket, Socket::Up { .. })
    }

    /// When to be given the time next.
    pub(super) fn wake_at(&self) -> Option<Instant> {
        match self.socket {
            Socket::Down { retry_at } => Some(retry_at),
            Socket::Greeting { since } => Some(since + PING * PONGS_MISSED),
            Socket::Up { ping_at, .. } => Some(ping_at),
            Socket::Opening | Socket::Shut => None,
        }
    }

    pub(super) fn handle(&mut self, now: Instant, input: Input<'_>) -> Vec<Output> {
        match input {
            Input::Opened => {
                self.socket = Socket::Greeting { since: now };
                vec![frame(0, self.hello.clone())]
            }
            Input::Closed => {
                if !matches!(self.socket, Socket::Shut) {
                    self.socket = Socket::Down { retry_at: now + self.backoff + self.spread };
                    self.backoff = (self.backoff * 2).min(RETRY_LONGEST);
                }
                Vec::new()
            }
            Input::Text(text) => match serde_json::from_str::<OrderFrame>(text) {
                Ok(OrderFrame { v, body }) if protocol::speaks(v) => self.hear(now, body),
                _ => {
                    tracing::warn!("the server gave an order that this version does not know");
                    Vec::new()
                }
            },
            Input::Say(message) => {
                self.keep(message);
                if matches!(self.socket, Socket::Up { .. }) { self.send() } else { Vec::new() }
            }
            Input::Tick => self.tick(now),
        }
    }

    /// Only the newest health is worth saying, and only so much is kept.
    fn keep(&mut self, message: DeviceMessage) {
        if matches!(message, DeviceMessage::Health { .. }) {
            self.waiting.retain(|old| old.id.is_some() || !matches!(old.message, DeviceMessage::Health { .. }));
        }
        self.waiting.push_back(Waiting { id: None, message });
        if self.waiting.len() > KEPT {
            self.waiting.pop_front();
        }
    }

    /// Numbers and sends whatever was not sent on this socket.
    fn send(&mut self) -> Vec<Output> {
        let mut out = Vec::new();
        for waiting in self.waiting.iter_mut().filter(|waiting| waiting.id.is_none()) {
            self.last += 1;
            waiting.id = Some(self.last);
            out.push(frame(self.last, waiting.message.clone()));
        }
        out
    }

    fn tick(&mut self, now: Instant) -> Vec<Output> {
        match &mut self.socket {
            Socket::Down { retry_at } if *retry_at <= now => {}
            Socket::Greeting { since } if *since + PING * PONGS_MISSED <= now => {}
            Socket::Up { ping_at, pongs_due } if *ping_at <= now => {
                if *pongs_due < PONGS_MISSED {
                    *pongs_due += 1;
                    *ping_at = now + PING;
                    return vec![frame(0, DeviceMessage::Ping)];
                }
            }
            _ => return Vec::new(),
        }
        self.socket = Socket::Opening;
        vec![Output::Open]
    }

    fn hear(&mut self, now: Instant, body: DeviceOrder) -> Vec<Output> {
        let mut out = Vec::new();
        match &body {
            // Said again when something of it changed; only the first of a socket is the answer to `hello`.
            DeviceOrder::Welcome { handled, .. } if matches!(self.socket, Socket::Greeting { .. }) => {
                self.socket = Socket::Up { ping_at: now + PING, pongs_due: 0 };
                self.backoff = RETRY_FIRST;
                self.waiting.retain(|waiting| waiting.id.is_none_or(|id| id > *handled));
                self.waiting.iter_mut().for_each(|waiting| waiting.id = None);
                self.last = *handled;
                out = self.send();
            }
            DeviceOrder::Pong => {
                if let Socket::Up { pongs_due, .. } = &mut self.socket {
                    *pongs_due = 0;
                }
                return out;
            }
            DeviceOrder::Done { id } | DeviceOrder::Refused { id: Some(id), .. } => {
                self.waiting.retain(|waiting| waiting.id != Some(*id));
            }
            DeviceOrder::Bye { why: DeviceBye::Revoked | DeviceBye::Cloned } => self.socket = Socket::Shut,
            _ => {}
        }
        out.push(Output::Heard(body));
        out
    }
}

fn frame(id: u32, body: DeviceMessage) -> Output {
    let frame = DeviceFrame { v: protocol::VERSION, id, body };
    Output::Text(serde_json::to_string(&frame).expect("plain values serialise"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use protocol::device::{Lamp, LampState, Part, WipeReason};
    use protocol::problem::{Code, Problem};

    struct Sim {
        now: Instant,
        line: Line,
    }

    impl Sim {
        fn new() -> Self {
            let now = clock::now();
            Self { now, line: Line::new(now, Duration::ZERO, hello()) }
        }

        fn up() -> Self {
            let mut sim = Self::new();
            assert_eq!(sim.give(Input::Tick), [Output::Open]);
            assert_eq!(sim.give(Input::Opened), [frame(0, hello())]);
            assert_eq!(sim.welcome(0).len(), 1);
            sim
        }

        fn give(&mut self, input: Input<'_>) -> Vec<Output> {
            self.line.handle(self.now, input)
        }

        fn hear(&mut self, body: DeviceOrder) -> Vec<Output> {
            let text = serde_json::to_string(&OrderFrame { v: protocol::VERSION, body }).expect("serialises");
            self.give(Input::Text(&text))
        }

        fn welcome(&mut self, handled: u32) -> Vec<Output> {
            self.hear(DeviceOrder::Welcome {
                booth: "b".parse().expect("an id"),
                site: "s".parse().expect("an id"),
                site_name: "例".into(),
                telephone: "000".into(),
                nearest: None,
                hours: None,
                out_of_order: None,
                handled,
                now: 0.0,
            })
        }

        fn cut(&mut self, handled: u32) -> Vec<Output> {
            self.give(Input::Closed);
            assert_eq!(self.sleep(), [Output::Open]);
            self.give(Input::Opened);
            self.welcome(handled)
        }

        fn sleep(&mut self) -> Vec<Output> {
            self.now = self.line.wake_at().expect("it waits for something");
            self.give(Input::Tick)
        }
    }

    fn hello() -> DeviceMessage {
        DeviceMessage::Hello { instance: "0".repeat(32).parse().expect("an id"), version: "1".into(), browser: None }
    }

    fn wiped(took_ms: u32) -> DeviceMessage {
        DeviceMessage::Wiped { why: WipeReason::Ended, took_ms }
    }

    fn health(state: LampState) -> DeviceMessage {
        DeviceMessage::Health { lamps: vec![Lamp { part: Part::Clock, state, note: None }] }
    }

    #[test]
    fn what_is_said_before_the_welcome_waits_for_it() {
        let mut sim = Sim::new();
        assert_eq!(sim.give(Input::Say(wiped(1))), []);
        sim.give(Input::Tick);
        sim.give(Input::Opened);
        assert_eq!(sim.welcome(0)[0], frame(1, wiped(1)));
    }

    #[test]
    fn after_a_cut_what_was_not_handled_is_said_again_without_gaps() {
        let mut sim = Sim::up();
        for took in 1..=3 {
            sim.give(Input::Say(wiped(took)));
        }
        sim.hear(DeviceOrder::Done { id: 1 });
        let out = sim.cut(2);
        assert_eq!(out[0], frame(3, wiped(3)));
        assert_eq!(out.len(), 2, "and the welcome");
        assert_eq!(sim.cut(0)[0], frame(1, wiped(3)), "a server that was restarted counts from one");
    }

    #[test]
    fn a_second_welcome_repeats_nothing() {
        let mut sim = Sim::up();
        sim.give(Input::Say(wiped(1)));
        assert_eq!(sim.welcome(0).len(), 1);
    }

    #[test]
    fn of_the_health_that_waits_only_the_newest_is_said() {
        let mut sim = Sim::new();
        for state in [LampState::Good, LampState::Bad] {
            sim.give(Input::Say(health(state)));
        }
        sim.give(Input::Tick);
        sim.give(Input::Opened);
        let out = sim.welcome(0);
        assert_eq!(out[0], frame(1, health(LampState::Bad)));
        assert_eq!(out.len(), 2);
    }

    #[test]
    fn days_without_a_line_do_not_fill_the_memory() {
        let mut sim = Sim::new();
        for took in 0..1_000 {
            sim.give(Input::Say(wiped(took)));
        }
        assert_eq!(sim.line.waiting.len(), KEPT);
    }

    #[test]
    fn a_refusal_is_an_answer_too() {
        let mut sim = Sim::up();
        sim.give(Input::Say(wiped(1)));
        sim.hear(DeviceOrder::Refused { id: Some(1), problem: Problem::from(Code::WrongState) });
        assert_eq!(sim.cut(0).len(), 1);
    }

    #[test]
    fn two_missed_pongs_open_a_new_socket() {
        let mut sim = Sim::up();
        let ping = [frame(0, DeviceMessage::Ping)];
        assert_eq!(sim.sleep(), ping);
        assert_eq!(sim.hear(DeviceOrder::Pong), []);
        assert_eq!(sim.sleep(), ping);
        assert_eq!(sim.sleep(), ping);
        assert_eq!(sim.sleep(), [Output::Open]);
    }

    #[test]
    fn a_device_that_was_revoked_or_cloned_does_not_come_back() {
        for why in [DeviceBye::Revoked, DeviceBye::Cloned] {
            let mut sim = Sim::up();
            assert_eq!(sim.hear(DeviceOrder::Bye { why }), [Output::Heard(DeviceOrder::Bye { why })]);
            sim.give(Input::Closed);
            assert_eq!(sim.line.wake_at(), None);
        }
        let mut sim = Sim::up();
        sim.hear(DeviceOrder::Bye { why: DeviceBye::Stopping });
        sim.give(Input::Closed);
        assert!(sim.line.wake_at().is_some(), "a server that stops comes back");
    }

    #[test]
    fn an_order_it_cannot_read_changes_nothing() {
        let mut sim = Sim::up();
        for text in ["{", r#"{"v":9,"body":{"type":"restart"}}"#, r#"{"v":1,"body":{"type":"dance"}}"#] {
            assert_eq!(sim.give(Input::Text(text)), []);
        }
    }
}
