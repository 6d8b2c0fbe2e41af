//! One client's place: it outlives its socket for a while, so that a dropped line comes back to the same numbers.

use crate::access::Caller;
use crate::clock::Millis;
use crate::mailbox::SocketId;
use crate::turns::Turns;
use protocol::call::{RowKind, Wait};
use protocol::id::{CallId, ResumeToken, WardId};
use protocol::signal::{ClientMessage, DeskPresence, PresenceReason, ServerMessage};

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
    /// Why the server said it in the desk's stead.
    pub(super) why: Option<PresenceReason>,
    /// How the desk stands, and since when.
    pub(super) stands: (DeskPresence, Millis),
    /// What was shown last.
    pub(super) shown: Shown,
    /// Its frames.
    pub(super) turns: Turns<ClientMessage, ServerMessage>,
}

/// The facts that a client was sent last.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Its call, or that it has none.
    pub(super) call: Option<Option<ShownCall>>,
    pub(super) queue: Option<Vec<ShownRow>>,
    pub(super) presence: Option<ServerMessage>,
    pub(super) colleagues: Option<ServerMessage>,
    pub(super) desks: Option<ServerMessage>,
    pub(super) alarms: Option<ServerMessage>,
}

/// What a call's view follows from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ShownCall {
    pub(super) call: CallId,
    pub(super) revision: u32,
    pub(super) wait: Option<Wait>,
}

/// What a row of the queue follows from.
#[derive(Debug)]
pub(super) struct ShownRow {
    pub(super) call: CallId,
    pub(super) revision: u32,
    pub(super) kind: RowKind,
    pub(super) ringing: bool,
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
            why: None,
            stands: (DeskPresence::Away, now),
            shown: Shown::default(),
            turns: Turns::new(),
        }
    }

    /// The same place over a new line. The caller is the one who stands there now; roles may have changed.
    pub(super) fn taken_up(self, socket: SocketId, caller: Caller, now: Millis) -> Self {
        Self { caller, socket: Some(socket), heard_at: now, left_at: None, shown: Shown::default(), ..self }
    }

    /// The desk is away because the server found it so.
    pub(super) fn send_away(&mut self, why: PresenceReason) {
        (self.stated, self.why) = (DeskPresence::Away, Some(why));
    }

    /// Whether what happens in a ward may concern it.
    pub(super) fn is_concerned(&self, ward: &WardId) -> bool {
        let roles = || match &self.caller {
            Caller::Account(person) => person.roles.as_slice(),
            Caller::Booth(_) => &[],
        };
        self.caller.ward() == ward || roles().iter().any(|grant| grant.ward == *ward)
    }
}
