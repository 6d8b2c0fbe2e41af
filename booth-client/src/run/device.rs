//! The talk of the device socket (PROTOCOL.md section 8): numbers, repeats, what to make of the server's answers. No I/O;
//! times are given.

use crate::line::{Beat, Failure, Input, Output, Pulse, Talk};
use protocol::device::{DeviceBye, DeviceFrame, DeviceMessage, DeviceOrder, OrderFrame};
use protocol::problem::Code;
use serde::Deserialize;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// A booth that is cut off for days keeps this many messages.
const KEPT: usize = 200;

/// What the line brings.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum News {
    /// The office said this.
    Heard(DeviceOrder),
    /// The office is not reached; the line goes on trying.
    Away,
    /// The office is there, and speaks another version.
    Outdated,
    /// By this machine's clock the office's certificate does not hold.
    OutOfTime,
}

#[derive(Debug)]
struct Waiting {
    /// Its number on this socket, once it was sent.
    id: Option<u32>,
    message: DeviceMessage,
}

/// The talk of one start of the program.
#[derive(Debug)]
pub(super) struct Device {
    hello: DeviceMessage,
    pulse: Pulse,
    waiting: VecDeque<Waiting>,
    last: u32,
}

/// What a frame of any version says first.
#[derive(Deserialize)]
struct Versioned {
    v: u16,
}

impl Talk for Device {
    type Say = DeviceMessage;
    type News = News;

    fn wake_at(&self) -> Option<Instant> {
        self.pulse.wake_at()
    }

    fn handle(&mut self, now: Instant, input: Input<'_, DeviceMessage>) -> Vec<Output<News>> {
        match input {
            Input::Opened => {
                self.pulse.opened(now);
                vec![frame(0, self.hello.clone())]
            }
            Input::Closed | Input::Failed(Failure::Away) => self.fell(now, News::Away),
            Input::Failed(Failure::OutOfTime) => self.fell(now, News::OutOfTime),
            Input::Failed(Failure::Refused(code)) => self.fell(now, turned_away(code)),
            Input::Text(text) => self.read(now, text),
            Input::Say(message) => {
                self.keep(message);
                if self.pulse.is_up() { self.send() } else { Vec::new() }
            }
            Input::Tick => match self.pulse.tick(now) {
                Some(Beat::Open) => vec![Output::Open],
                Some(Beat::Ping) => vec![frame(0, DeviceMessage::Ping)],
                None => Vec::new(),
            },
        }
    }
}

impl Device {
    /// A talk that begins with `hello`.
    pub(super) fn new(now: Instant, spread: Duration, hello: DeviceMessage) -> Self {
        Self { hello, pulse: Pulse::new(now, spread), waiting: VecDeque::new(), last: 0 }
    }

    fn fell(&mut self, now: Instant, news: News) -> Vec<Output<News>> {
        self.pulse.closed(now);
        vec![Output::Tell(news)]
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
    fn send(&mut self) -> Vec<Output<News>> {
        let mut out = Vec::new();
        for waiting in self.waiting.iter_mut().filter(|waiting| waiting.id.is_none()) {
            self.last += 1;
            waiting.id = Some(self.last);
            out.push(frame(self.last, waiting.message.clone()));
        }
        out
    }

    fn read(&mut self, now: Instant, text: &str) -> Vec<Output<News>> {
        match (serde_json::from_str(text), serde_json::from_str(text)) {
            (Ok(OrderFrame { v, body }), _) if protocol::speaks(v) => self.hear(now, body),
            (_, Ok(Versioned { v })) if !protocol::speaks(v) => vec![Output::Tell(News::Outdated)],
            _ => {
                tracing::warn!("the office gave an order that this version does not know");
                Vec::new()
            }
        }
    }

    fn hear(&mut self, now: Instant, body: DeviceOrder) -> Vec<Output<News>> {
        let mut out = Vec::new();
        match &body {
            // Said again when something of it changed; only the first of a socket is the answer to `hello`.
            DeviceOrder::Welcome { handled, .. } if self.pulse.is_greeting() => {
                self.pulse.welcomed(now);
                self.waiting.retain(|waiting| waiting.id.is_none_or(|id| id > *handled));
                self.waiting.iter_mut().for_each(|waiting| waiting.id = None);
                self.last = *handled;
                out = self.send();
            }
            DeviceOrder::Pong => {
                self.pulse.ponged();
                return out;
            }
            DeviceOrder::Refused { problem, .. } if problem.code == Code::BadVersion => {
                return vec![Output::Tell(News::Outdated)];
            }
            DeviceOrder::Done { id } | DeviceOrder::Refused { id: Some(id), .. } => {
                self.waiting.retain(|waiting| waiting.id != Some(*id));
            }
            DeviceOrder::Bye { why: DeviceBye::Revoked | DeviceBye::Cloned } => self.pulse.shut(),
            _ => {}
        }
        out.push(Output::Tell(News::Heard(body)));
        out
    }
}

/// What a server means that does not open the socket. The certificate itself is good, or there would be no answer at all.
fn turned_away(code: Code) -> News {
    match code {
        Code::NotSignedIn => News::Heard(DeviceOrder::Bye { why: DeviceBye::Revoked }),
        Code::Suspended => News::Heard(DeviceOrder::Bye { why: DeviceBye::Cloned }),
        Code::BadVersion => News::Outdated,
        _ => News::Away,
    }
}

fn frame(id: u32, body: DeviceMessage) -> Output<News> {
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
        device: Device,
    }

    impl Sim {
        fn new() -> Self {
            let now = clock::now();
            Self { now, device: Device::new(now, Duration::ZERO, hello()) }
        }

        fn up() -> Self {
            let mut sim = Self::new();
            assert_eq!(sim.give(Input::Tick), [Output::Open]);
            assert_eq!(sim.give(Input::Opened), [frame(0, hello())]);
            assert_eq!(sim.welcome(0).len(), 1);
            sim
        }

        fn give(&mut self, input: Input<'_, DeviceMessage>) -> Vec<Output<News>> {
            self.device.handle(self.now, input)
        }

        fn hear(&mut self, body: DeviceOrder) -> Vec<Output<News>> {
            let text = serde_json::to_string(&OrderFrame { v: protocol::VERSION, body }).expect("serialises");
            self.give(Input::Text(&text))
        }

        fn welcome(&mut self, handled: u32) -> Vec<Output<News>> {
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

        fn cut(&mut self, handled: u32) -> Vec<Output<News>> {
            self.give(Input::Closed);
            assert_eq!(self.sleep(), [Output::Open]);
            self.give(Input::Opened);
            self.welcome(handled)
        }

        fn sleep(&mut self) -> Vec<Output<News>> {
            self.now = self.device.wake_at().expect("it waits for something");
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
        assert_eq!(sim.device.waiting.len(), KEPT);
    }

    #[test]
    fn a_refusal_is_an_answer_too() {
        let mut sim = Sim::up();
        sim.give(Input::Say(wiped(1)));
        sim.hear(DeviceOrder::Refused { id: Some(1), problem: Problem::from(Code::WrongState) });
        assert_eq!(sim.cut(0).len(), 1);
    }

    #[test]
    fn a_device_that_was_revoked_or_cloned_does_not_come_back() {
        for why in [DeviceBye::Revoked, DeviceBye::Cloned] {
            let mut sim = Sim::up();
            assert_eq!(sim.hear(DeviceOrder::Bye { why }), [Output::Tell(News::Heard(DeviceOrder::Bye { why }))]);
            sim.give(Input::Closed);
            assert_eq!(sim.device.wake_at(), None);
        }
        let mut sim = Sim::up();
        sim.hear(DeviceOrder::Bye { why: DeviceBye::Stopping });
        sim.give(Input::Closed);
        assert!(sim.device.wake_at().is_some(), "a server that stops comes back");
    }

    #[test]
    fn a_server_that_turns_the_socket_away_is_understood() {
        for (code, news) in [
            (Code::NotSignedIn, News::Heard(DeviceOrder::Bye { why: DeviceBye::Revoked })),
            (Code::Suspended, News::Heard(DeviceOrder::Bye { why: DeviceBye::Cloned })),
            (Code::BadVersion, News::Outdated),
            (Code::Internal, News::Away),
        ] {
            let mut sim = Sim::new();
            sim.give(Input::Tick);
            assert_eq!(sim.give(Input::Failed(Failure::Refused(code))), [Output::Tell(news)]);
            assert!(sim.device.wake_at().is_some(), "a fresh code may let it in again");
        }
    }

    #[test]
    fn a_server_of_another_version_and_one_of_another_time_are_told_apart() {
        let mut sim = Sim::up();
        let outdated = [Output::Tell(News::Outdated)];
        for text in [r#"{"v":9,"body":{"type":"restart"}}"#, r#"{"v":9,"of":"tomorrow"}"#] {
            assert_eq!(sim.give(Input::Text(text)), outdated);
        }
        assert_eq!(sim.hear(DeviceOrder::Refused { id: Some(1), problem: Problem::from(Code::BadVersion) }), outdated);
        sim.give(Input::Closed);
        assert_eq!(sim.give(Input::Failed(Failure::OutOfTime)), [Output::Tell(News::OutOfTime)]);
    }

    #[test]
    fn an_order_it_cannot_read_changes_nothing() {
        let mut sim = Sim::up();
        for text in ["{", r#"{"v":1,"body":{"type":"dance"}}"#] {
            assert_eq!(sim.give(Input::Text(text)), []);
        }
    }
}
