//! One client's place: it outlives its socket for a while, so that a dropped line comes back to the same numbers.

use super::SocketId;
use crate::access::Caller;
use crate::clock::Millis;
use protocol::call::{CallView, QueueRow};
use protocol::id::ResumeToken;
use protocol::signal::{ClientMessage, DeskPresence, ServerMessage};
use std::collections::VecDeque;

/// How many answers are remembered. A client resends only frames that were not answered, and flooding is cut at 50
/// frames a second, so that this is more than two seconds of the worst client.
const REMEMBERED: usize = 128;

/// One client's place.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) token: ResumeToken,
    pub(super) caller: Caller,
    /// The line that holds the place now.
    pub(super) socket: Option<SocketId>,
    /// When the last frame came.
    pub(super) heard_at: Millis,
    /// When the socket went.
    pub(super) left_at: Option<Millis>,
    /// What a desk says of itself; a call goes before it.
    pub(super) stated: DeskPresence,
    /// What was shown last.
    pub(super) shown: Shown,
    handled: u32,
    answers: VecDeque<(u32, ServerMessage)>,
    waiting: VecDeque<(u32, ClientMessage)>,
    busy: bool,
}

/// The facts that a client was sent last.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) call: Option<CallView>,
    pub(super) presence: Option<DeskPresence>,
    pub(super) queue: Option<Vec<QueueRow>>,
}

/// What becomes of a numbered frame.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "moved on at once; a box would be an allocation a message")]
pub(super) enum Heard {
    /// It was handled before; this was the answer.
    Answered(ServerMessage),
    /// It was heard before, and its answer comes.
    Waiting,
    /// It is new.
    New,
}

impl Place {
    pub(super) fn new(socket: SocketId, caller: Caller, token: ResumeToken, now: Millis) -> Self {
        Self {
            token,
            caller,
            socket: Some(socket),
            heard_at: now,
            left_at: None,
            stated: DeskPresence::Away,
            shown: Shown::default(),
            handled: 0,
            answers: VecDeque::new(),
            waiting: VecDeque::new(),
            busy: false,
        }
    }

    /// The same place over a new line. The caller is the one who stands there now; roles may have changed.
    pub(super) fn taken_up(self, socket: SocketId, caller: Caller, now: Millis) -> Self {
        Self { caller, socket: Some(socket), heard_at: now, left_at: None, shown: Shown::default(), ..self }
    }

    /// The highest number heard.
    pub(super) const fn handled(&self) -> u32 {
        self.handled
    }

    /// Takes a frame in, once.
    pub(super) fn frame(&mut self, id: u32, message: ClientMessage) -> Heard {
        if id > self.handled {
            self.handled = id;
            self.waiting.push_back((id, message));
            return Heard::New;
        }
        let answer = self.answers.iter().find(|(answered, _)| *answered == id);
        answer.map_or(Heard::Waiting, |(_, answer)| Heard::Answered(answer.clone()))
    }

    /// The frame whose turn it is: one at a time, in the order of their numbers.
    pub(super) fn next(&mut self) -> Option<(u32, ClientMessage)> {
        if self.busy {
            return None;
        }
        let next = self.waiting.pop_front();
        self.busy = next.is_some();
        next
    }

    /// Remembers the answer to the frame whose turn it was.
    pub(super) fn answer(&mut self, id: u32, answer: ServerMessage) {
        self.busy = false;
        if self.answers.len() == REMEMBERED {
            self.answers.pop_front();
        }
        self.answers.push_back((id, answer));
    }
}
