//! Where a call stands, and how long it may stand there.

use super::super::Call;
use crate::clock::{MINUTE, Millis, SECOND};
use protocol::call::{CallState, CloseReason, Companion, Handed, Invitee, Outcome, Uncovering, Unreached};
use protocol::id::{AccountId, SectionId};
use protocol::privacy::Privacy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a call stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// 呼び出し中
    Ringing,
    /// 折り返し待ち
    Callback {
        /// Since when.
        since: Millis,
    },
    /// 折り返し中: an officer calls the booth.
    Dialling {
        /// Whose desk.
        desk: AccountId,
        /// Since when.
        since: Millis,
    },
    /// Accepted by exactly one desk, and not ended.
    Running(Running),
    /// 後処理: the room is closed, the desk writes its outcome.
    WrapUp {
        /// Whose.
        desk: AccountId,
        /// When it was accepted.
        accepted_at: Millis,
        /// When the room was closed.
        ended_at: Millis,
        /// Why.
        why: CloseReason,
    },
    /// 終了
    Closed {
        /// When the parties parted.
        ended_at: Millis,
        /// Why.
        why: CloseReason,
        /// What the desk wrote, if it did.
        outcome: Option<Outcome>,
    },
}

/// An accepted call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Whose it is: who accepted, or took it over.
    pub desk: AccountId,
    /// When it was accepted first.
    pub accepted_at: Millis,
    /// How far the media is.
    pub stage: Stage,
    /// Since when it is there.
    pub since: Millis,
    /// 保留: since when nothing passes between the resident and the others.
    pub held_since: Option<Millis>,
    /// 画面をかくす: how much of the resident passes, as the SFU told last or the desk asked since. A room that is opened
    /// again begins with it.
    pub privacy: Privacy,
    /// What became of the desk's wish that it be lifted.
    pub uncovering: Option<Uncovering>,
    /// つなぎ替え: the handing over that is under way; the resident is held meanwhile.
    pub transfer: Option<Transfer>,
    /// What the desk that handed the call over wrote for the one that has it.
    pub handed: Option<Box<Handed>>,
    /// Who is asked in, and has not come yet.
    pub invitations: Vec<Invitation>,
    /// What became of the last attempt to bring somebody in, where it came to nothing.
    pub unreached: Option<Unreached>,
    /// 付き添い: who is said to be with the resident.
    pub companions: BTreeSet<Companion>,
}

/// A call on its way to another section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// To which section.
    pub section: SectionId,
    /// Its name.
    pub section_name: String,
    /// What the next officer should know.
    pub note: String,
    /// Whether the two officers talk first.
    pub warm: bool,
    /// Since when it rings there.
    pub asked_at: Millis,
    /// Who accepted, and talks with the desk.
    pub consulting: Option<AccountId>,
}

/// Somebody who is asked in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Whom.
    pub whom: Invitee,
    /// The name that they will have on screen.
    pub label: String,
    /// Since when.
    pub asked_at: Millis,
}

/// How far the media of an accepted call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// 応答済み
    Accepted,
    /// 接続中: somebody has posted an offer, or the desk that took the call over is not there yet.
    Connecting,
    /// 通話中: resident and desk are both connected.
    InCall,
    /// つなぎ直し中: one of the two, or the room, was lost.
    Reconnecting,
}

/// How long a call may stand still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long the booth is called back at a time.
    pub dialling: Millis,
    /// How long the parties may take to connect, or to come back.
    pub connecting: Millis,
    /// How long a desk may take over its wrap-up.
    pub wrap_up: Millis,
    /// How long after the end the booth may still submit, so that a line that is down does not cost the form, and say
    /// how it was.
    pub submitting: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        Self { dialling: 60 * SECOND, connecting: 60 * SECOND, wrap_up: 15 * MINUTE, submitting: 15 * MINUTE }
    }
}

impl State {
    /// The word of the protocol.
    pub const fn word(&self) -> CallState {
        match self {
            Self::Ringing => CallState::Ringing,
            Self::Callback { .. } => CallState::Callback,
            Self::Dialling { .. } => CallState::Dialling,
            Self::Running(running) => match running.stage {
                Stage::Accepted => CallState::Accepted,
                Stage::Connecting => CallState::Connecting,
                Stage::InCall => CallState::InCall,
                Stage::Reconnecting => CallState::Reconnecting,
            },
            Self::WrapUp { .. } => CallState::WrapUp,
            Self::Closed { .. } => CallState::Closed,
        }
    }
}

impl Running {
    /// A call that `desk` accepts.
    pub(super) const fn accepted(desk: AccountId, now: Millis) -> Self {
        Self {
            desk,
            accepted_at: now,
            stage: Stage::Accepted,
            since: now,
            held_since: None,
            privacy: Privacy::Off,
            uncovering: None,
            transfer: None,
            handed: None,
            invitations: Vec::new(),
            unreached: None,
            companions: BTreeSet::new(),
        }
    }

    pub(super) fn at(self, stage: Stage, now: Millis) -> State {
        let since = if stage == self.stage { self.since } else { now };
        State::Running(Self { stage, since, ..self })
    }

    pub(super) fn end(self, why: CloseReason, now: Millis) -> State {
        State::WrapUp { desk: self.desk, accepted_at: self.accepted_at, ended_at: now, why }
    }
}

impl Call {
    /// When it may not stand where it does any longer. A call in progress may go on, and a ticket waits its turn until
    /// the day ends.
    pub fn deadline(&self, limits: &Limits) -> Option<Millis> {
        match &self.state {
            State::Ringing | State::Callback { .. } => Some(self.ticket.kept_until),
            State::Dialling { since, .. } => Some(since + limits.dialling),
            State::Running(Running { stage: Stage::InCall, .. }) | State::Closed { .. } => None,
            State::Running(running) => Some(running.since + limits.connecting),
            State::WrapUp { ended_at, .. } => Some(ended_at + limits.wrap_up),
        }
    }
    pub(super) fn is_due(&self, limits: &Limits, now: Millis) -> bool {
        self.deadline(limits).is_some_and(|deadline| now >= deadline)
    }
}
