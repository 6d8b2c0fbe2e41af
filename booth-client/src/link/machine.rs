//! The WebSocket's bookkeeping (PROTOCOL.md section 3): numbers, resume, pings. No I/O; times are given.

use protocol::id::ResumeToken;
use protocol::signal::{Bye, ClientFrame, ClientMessage, PING_MS, ServerFrame, ServerMessage};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const PING: Duration = Duration::from_millis(PING_MS);
const RETRY_FIRST: Duration = Duration::from_millis(500);
const RETRY_LONGEST: Duration = Duration::from_secs(8);
/// A client that misses this many pongs opens a new socket.
const PONGS_MISSED: u32 = 2;

/// What happens to the link.
#[derive(Debug)]
pub(crate) enum Input<'a> {
    /// The socket is open.
    Opened,
    /// The socket closed, or did not open.
    Closed,
    /// A text frame came.
    Text(&'a str),
    /// The booth has something to say.
    Say(ClientMessage),
    /// Time passed.
    Tick,
}

/// What the link wants.
#[expect(clippy::large_enum_variant, reason = "one at a time, passed on at once")]
#[derive(Debug, PartialEq)]
pub(crate) enum Output {
    /// Open a socket, after closing the one there is.
    Open,
    /// Send a text frame.
    Text(String),
    /// The server said this.
    Heard(ServerMessage),
    /// The booth is not let in any more.
    Revoked,
}

#[derive(Debug)]
enum Socket {
    /// Down; to be opened at this time.
    Down {
        retry_at: Instant,
    },
    Opening,
    /// Open, `hello` said.
    Greeting {
        since: Instant,
    },
    Up {
        ping_at: Instant,
        pongs_due: u32,
    },
    /// Revoked: stays down.
    Shut,
}

/// The link's state.
#[derive(Debug)]
pub(crate) struct Link {
    socket: Socket,
    resume: Option<ResumeToken>,
    last: u32,
    unanswered: BTreeMap<u32, ClientMessage>,
    backoff: Duration,
    spread: Duration,
}

impl Link {
    /// A link that opens at once. `spread` is added to every wait before a retry, so that the booths of a city do not
    /// all come back in the same moment; draw it anew for each booth.
    pub(crate) fn new(now: Instant, spread: Duration) -> Self {
        Self {
            socket: Socket::Down { retry_at: now },
            resume: None,
            last: 0,
            unanswered: BTreeMap::new(),
            backoff: RETRY_FIRST,
            spread,
        }
    }

    /// When to give [`Input::Tick`] at the latest.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        match self.socket {
            Socket::Down { retry_at } => Some(retry_at),
            Socket::Greeting { since } => Some(since + PING * PONGS_MISSED),
            Socket::Up { ping_at, .. } => Some(ping_at),
            Socket::Opening | Socket::Shut => None,
        }
    }

    /// Moves on.
    pub(crate) fn handle(&mut self, now: Instant, input: Input<'_>) -> Vec<Output> {
        match input {
            Input::Opened => {
                self.socket = Socket::Greeting { since: now };
                vec![frame(0, ClientMessage::Hello { resume: self.resume.clone() })]
            }
            Input::Closed => {
                if !matches!(self.socket, Socket::Shut) {
                    self.fall(now);
                }
                Vec::new()
            }
            Input::Text(text) => match serde_json::from_str::<ServerFrame>(text) {
                Ok(ServerFrame { v, body }) if protocol::speaks(v) => self.hear(now, body),
                _ => {
                    tracing::warn!("the server sent a frame that this version does not know");
                    Vec::new()
                }
            },
            Input::Say(message) => {
                self.last += 1;
                self.unanswered.insert(self.last, message.clone());
                if matches!(self.socket, Socket::Up { .. }) { vec![frame(self.last, message)] } else { Vec::new() }
            }
            Input::Tick => self.tick(now),
        }
    }

    fn tick(&mut self, now: Instant) -> Vec<Output> {
        match &mut self.socket {
            Socket::Down { retry_at } if *retry_at <= now => {
                self.socket = Socket::Opening;
                vec![Output::Open]
            }
            Socket::Greeting { since } if *since + PING * PONGS_MISSED <= now => {
                self.socket = Socket::Opening;
                vec![Output::Open]
            }
            Socket::Up { pongs_due, ping_at } if *ping_at <= now => {
                if *pongs_due >= PONGS_MISSED {
                    self.socket = Socket::Opening;
                    return vec![Output::Open];
                }
                *pongs_due += 1;
                *ping_at = now + PING;
                vec![frame(0, ClientMessage::Ping)]
            }
            _ => Vec::new(),
        }
    }

    fn hear(&mut self, now: Instant, body: ServerMessage) -> Vec<Output> {
        let mut out = Vec::new();
        match &body {
            ServerMessage::Welcome { resume, resumed, .. } => {
                self.resume = Some(resume.clone());
                self.socket = Socket::Up { ping_at: now + PING, pongs_due: 0 };
                self.backoff = RETRY_FIRST;
                if !resumed {
                    self.start_again();
                }
                out.extend(self.unanswered.iter().map(|(id, message)| frame(*id, message.clone())));
            }
            ServerMessage::Pong => {
                if let Socket::Up { pongs_due, .. } = &mut self.socket {
                    *pongs_due = 0;
                }
                return out;
            }
            ServerMessage::Done { id } | ServerMessage::Rang { id, .. } | ServerMessage::Grant { id, .. } => {
                self.unanswered.remove(id);
            }
            ServerMessage::Refused { id: Some(id), .. } => {
                self.unanswered.remove(id);
            }
            ServerMessage::Bye { why: Bye::Revoked } => {
                self.socket = Socket::Shut;
                out.push(Output::Revoked);
            }
            _ => {}
        }
        out.push(Output::Heard(body));
        out
    }

    /// The server does not know this client any more: numbers start again, and only a ring is worth repeating.
    fn start_again(&mut self) {
        let old = std::mem::take(&mut self.unanswered);
        let rings = old.into_values().filter(|message| matches!(message, ClientMessage::Ring { .. }));
        self.unanswered = (1..).zip(rings).collect();
        self.last = self.unanswered.len() as u32;
    }

    fn fall(&mut self, now: Instant) {
        self.socket = Socket::Down { retry_at: now + self.backoff + self.spread };
        self.backoff = (self.backoff * 2).min(RETRY_LONGEST);
    }
}

fn frame(id: u32, body: ClientMessage) -> Output {
    let frame = ClientFrame { v: protocol::VERSION, id, body };
    Output::Text(serde_json::to_string(&frame).expect("plain values serialise"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use protocol::place::Language;
    use protocol::problem::{Code, Problem};
    use protocol::signal::Who;

    /// A link in virtual time, with what it last put out.
    struct Sim {
        now: Instant,
        link: Link,
    }

    impl Sim {
        fn up() -> Self {
            let now = clock::now();
            let mut sim = Self { now, link: Link::new(now, Duration::ZERO) };
            assert_eq!(sim.give(Input::Tick), [Output::Open]);
            sim.give(Input::Opened);
            sim.welcome(false);
            sim
        }

        fn give(&mut self, input: Input<'_>) -> Vec<Output> {
            self.link.handle(self.now, input)
        }

        fn hear(&mut self, body: ServerMessage) -> Vec<Output> {
            let text = serde_json::to_string(&ServerFrame { v: 1, body }).expect("a frame");
            self.give(Input::Text(&text))
        }

        fn welcome(&mut self, resumed: bool) -> Vec<Output> {
            self.hear(ServerMessage::Welcome {
                resume: "token".parse().expect("an id"),
                resumed,
                handled: 0,
                who: Who::Booth { booth: "b".parse().expect("an id"), ward: "w".parse().expect("an id") },
                now: 0.0,
            })
        }

        /// Waits until the link wants to be woken.
        fn sleep(&mut self) -> Vec<Output> {
            self.now = self.link.wake_at().expect("it waits for something");
            self.give(Input::Tick)
        }

        fn cut(&mut self) {
            self.give(Input::Closed);
            assert_eq!(self.sleep(), [Output::Open]);
        }
    }

    fn ring() -> ClientMessage {
        let (request, subject) = ("r".parse().expect("an id"), "garbage-support".parse().expect("an id"));
        ClientMessage::Ring { request, subject, language: Language::Ja }
    }

    fn end() -> ClientMessage {
        ClientMessage::End { call: "c".parse().expect("an id") }
    }

    #[test]
    fn frames_are_numbered_and_the_greeting_is_not() {
        let now = clock::now();
        let mut sim = Sim { now, link: Link::new(now, Duration::ZERO) };
        sim.give(Input::Tick);
        assert_eq!(sim.give(Input::Say(ring())), [], "nothing is said before the welcome");
        assert_eq!(sim.give(Input::Opened), [frame(0, ClientMessage::Hello { resume: None })]);
        assert_eq!(sim.welcome(false)[0], frame(1, ring()));
        assert_eq!(sim.give(Input::Say(end())), [frame(2, end())]);
    }

    #[test]
    fn after_a_cut_it_resumes_and_repeats_what_has_no_answer() {
        let mut sim = Sim::up();
        sim.give(Input::Say(ring()));
        sim.give(Input::Say(end()));
        sim.hear(ServerMessage::Rang { id: 1, call: "c".parse().expect("an id") });
        sim.cut();
        let resume = Some("token".parse().expect("an id"));
        assert_eq!(sim.give(Input::Opened), [frame(0, ClientMessage::Hello { resume })]);
        assert_eq!(sim.welcome(true)[0], frame(2, end()));
    }

    #[test]
    fn a_server_that_forgot_is_told_the_ring_alone_from_number_one() {
        let mut sim = Sim::up();
        for message in [end(), ring(), end()] {
            sim.give(Input::Say(message));
        }
        sim.cut();
        sim.give(Input::Opened);
        let out = sim.welcome(false);
        assert_eq!(out[0], frame(1, ring()));
        assert_eq!(out.len(), 2, "the ring and the welcome");
        assert_eq!(sim.give(Input::Say(end())), [frame(2, end())]);
    }

    #[test]
    fn a_refusal_is_an_answer_too() {
        let mut sim = Sim::up();
        sim.give(Input::Say(ring()));
        sim.hear(ServerMessage::Refused { id: Some(1), problem: Problem::from(Code::Full) });
        sim.cut();
        sim.give(Input::Opened);
        assert_eq!(sim.welcome(true).len(), 1, "only the welcome");
    }

    #[test]
    fn two_missed_pongs_open_a_new_socket() {
        let mut sim = Sim::up();
        let ping = [frame(0, ClientMessage::Ping)];
        assert_eq!(sim.sleep(), ping);
        sim.hear(ServerMessage::Pong);
        assert_eq!(sim.sleep(), ping);
        assert_eq!(sim.sleep(), ping);
        assert_eq!(sim.sleep(), [Output::Open]);
    }

    #[test]
    fn a_server_that_is_down_is_asked_less_and_less_often() {
        let now = clock::now();
        let mut sim = Sim { now, link: Link::new(now, Duration::from_millis(70)) };
        let mut waits = Vec::new();
        for _ in 0..7 {
            assert_eq!(sim.sleep(), [Output::Open]);
            let before = sim.now;
            sim.give(Input::Closed);
            waits.push((sim.link.wake_at().expect("it retries") - before).as_millis());
        }
        assert_eq!(waits, [570, 1_070, 2_070, 4_070, 8_070, 8_070, 8_070]);
    }

    #[test]
    fn a_revoked_booth_does_not_come_back() {
        let mut sim = Sim::up();
        assert_eq!(sim.hear(ServerMessage::Bye { why: Bye::Revoked })[0], Output::Revoked);
        sim.give(Input::Closed);
        assert_eq!(sim.link.wake_at(), None);
    }

    #[test]
    fn a_frame_it_cannot_read_changes_nothing() {
        let mut sim = Sim::up();
        for text in ["{", r#"{"v":9,"body":{"type":"pong"}}"#, r#"{"v":1,"body":{"type":"dance"}}"#] {
            assert_eq!(sim.give(Input::Text(text)), []);
        }
        assert_eq!(sim.give(Input::Say(ring())), [frame(1, ring())]);
    }
}
