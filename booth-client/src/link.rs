//! What a visit says to signaling (PROTOCOL.md section 3): numbers, resume, repeats. No I/O; times are given.

use crate::line::{Beat, Failure, Input, Output, Pulse, Talk};
use protocol::id::ResumeToken;
use protocol::signal::{Bye, ClientFrame, ClientMessage, ServerFrame, ServerMessage};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What the line brings.
#[expect(clippy::large_enum_variant, reason = "one at a time, passed on at once")]
#[derive(Debug, PartialEq)]
pub(crate) enum News {
    /// The server said this.
    Heard(ServerMessage),
    /// The booth is not let in any more.
    Revoked,
}

/// The talk of one booth in its visits.
#[derive(Debug)]
pub(crate) struct Link {
    pulse: Pulse,
    resume: Option<ResumeToken>,
    last: u32,
    unanswered: BTreeMap<u32, ClientMessage>,
}

impl Talk for Link {
    type Say = ClientMessage;
    type News = News;

    fn wake_at(&self) -> Option<Instant> {
        self.pulse.wake_at()
    }

    fn handle(&mut self, now: Instant, input: Input<'_, ClientMessage>) -> Vec<Output<News>> {
        match input {
            Input::Opened => {
                self.pulse.opened(now);
                vec![frame(0, ClientMessage::Hello { resume: self.resume.clone() })]
            }
            Input::Closed | Input::Failed(Failure::Away | Failure::Refused(_) | Failure::OutOfTime) => {
                self.pulse.closed(now);
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
                if self.pulse.is_up() { vec![frame(self.last, message)] } else { Vec::new() }
            }
            Input::Tick => match self.pulse.tick(now) {
                Some(Beat::Open) => vec![Output::Open],
                Some(Beat::Ping) => vec![frame(0, ClientMessage::Ping)],
                None => Vec::new(),
            },
        }
    }
}

impl Link {
    /// A talk that begins.
    pub(crate) fn new(now: Instant, spread: Duration) -> Self {
        Self { pulse: Pulse::new(now, spread), resume: None, last: 0, unanswered: BTreeMap::new() }
    }

    fn hear(&mut self, now: Instant, body: ServerMessage) -> Vec<Output<News>> {
        let mut out = Vec::new();
        match &body {
            ServerMessage::Welcome { resume, resumed, .. } => {
                self.resume = Some(resume.clone());
                self.pulse.welcomed(now);
                if !resumed {
                    self.start_again();
                }
                out.extend(self.unanswered.iter().map(|(id, message)| frame(*id, message.clone())));
            }
            ServerMessage::Pong => {
                self.pulse.ponged();
                return out;
            }
            ServerMessage::Done { id }
            | ServerMessage::Rang { id, .. }
            | ServerMessage::Grant { id, .. }
            | ServerMessage::Refused { id: Some(id), .. } => {
                self.unanswered.remove(id);
            }
            ServerMessage::Bye { why: Bye::Revoked } => {
                self.pulse.shut();
                out.push(Output::Tell(News::Revoked));
            }
            _ => {}
        }
        out.push(Output::Tell(News::Heard(body)));
        out
    }

    /// The server does not know this client any more: numbers start again, and only a ring is worth repeating.
    fn start_again(&mut self) {
        let old = std::mem::take(&mut self.unanswered);
        let rings = old.into_values().filter(|message| matches!(message, ClientMessage::Ring { .. }));
        self.unanswered = (1..).zip(rings).collect();
        self.last = self.unanswered.len() as u32;
    }
}

fn frame(id: u32, body: ClientMessage) -> Output<News> {
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

        fn give(&mut self, input: Input<'_, ClientMessage>) -> Vec<Output<News>> {
            self.link.handle(self.now, input)
        }

        fn hear(&mut self, body: ServerMessage) -> Vec<Output<News>> {
            let text = serde_json::to_string(&ServerFrame { v: 1, body }).expect("a frame");
            self.give(Input::Text(&text))
        }

        fn welcome(&mut self, resumed: bool) -> Vec<Output<News>> {
            self.hear(ServerMessage::Welcome {
                resume: "token".parse().expect("an id"),
                resumed,
                handled: 0,
                who: Who::Booth { booth: "b".parse().expect("an id"), ward: "w".parse().expect("an id") },
                now: 0.0,
            })
        }

        /// Waits until the link wants to be woken.
        fn sleep(&mut self) -> Vec<Output<News>> {
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
        ClientMessage::Ring {
            request,
            subject,
            language: Language::Ja,
            booking: None,
            screened: None,
            disagrees: false,
        }
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
    fn a_revoked_booth_does_not_come_back() {
        let mut sim = Sim::up();
        assert_eq!(sim.hear(ServerMessage::Bye { why: Bye::Revoked })[0], Output::Tell(News::Revoked));
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
