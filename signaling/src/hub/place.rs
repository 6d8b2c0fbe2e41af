//! One client's place: it outlives its socket for a while, so that a dropped line comes back to the same numbers.

use super::office::Office;
use crate::access::Caller;
use crate::clock::Millis;
use crate::mailbox::SocketId;
use crate::turns::Turns;
use protocol::call::{CallView, QueueRow};
use protocol::id::ResumeToken;
use protocol::signal::{ClientMessage, DeskPresence, ServerMessage};

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
    /// Since when it says so.
    pub(super) stated_at: Millis,
    /// What was shown last.
    pub(super) shown: Shown,
    /// Its frames.
    pub(super) turns: Turns<ClientMessage, ServerMessage>,
}

/// The facts that a client was sent last.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) call: Option<CallView>,
    pub(super) presence: Option<DeskPresence>,
    pub(super) queue: Option<Vec<QueueRow>>,
    pub(super) office: Option<Office>,
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
            stated_at: now,
            shown: Shown::default(),
            turns: Turns::new(),
        }
    }

    /// The same place over a new line. The caller is the one who stands there now; roles may have changed.
    pub(super) fn taken_up(self, socket: SocketId, caller: Caller, now: Millis) -> Self {
        Self { caller, socket: Some(socket), heard_at: now, left_at: None, shown: Shown::default(), ..self }
    }
}
