//! Where a call stands and what may happen next. No I/O and no clock: an event and `now` go in, and the call comes
//! out changed or the event is refused.
//!
//! ```text
//! Ringing ──accept──▶ Running: Accepted ─▶ Connecting ─▶ InCall ⇄ Reconnecting ──end, loss──▶ WrapUp ─▶ Closed
//!    └── given up, nobody came ──────────────────────────────────────────────────────────────────────────▶ Closed
//! ```

use super::{Call, Party, Seat};
use crate::clock::{MINUTE, Millis, SECOND};
use protocol::call::{CallState, CloseReason, Outcome, PartyRole, Presence};
use protocol::id::{AccountId, Attempt, BoothId, Epoch, PartyId};
use protocol::media::Leave;
use protocol::place::Identity;
use protocol::problem::Code;

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
    /// Who accepted.
    pub desk: AccountId,
    /// When.
    pub accepted_at: Millis,
    /// How far the media is.
    pub stage: Stage,
    /// Since when it is there.
    pub since: Millis,
}

/// How far the media of an accepted call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// 応答済み
    Accepted,
    /// 接続中: somebody has posted an offer.
    Connecting,
    /// 通話中: resident and desk are both connected.
    InCall,
    /// つなぎ直し中: one of the two, or the room, was lost.
    Reconnecting,
}

/// How long a call may stand still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long it rings.
    pub ringing: Millis,
    /// How long the parties may take to connect, or to come back.
    pub connecting: Millis,
    /// How long a desk may take over its wrap-up.
    pub wrap_up: Millis,
    /// How long after the end the booth may still submit, so that a line that is down does not cost the form.
    pub submitting: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        Self { ringing: 120 * SECOND, connecting: 60 * SECOND, wrap_up: 15 * MINUTE, submitting: 15 * MINUTE }
    }
}

/// What happens to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A desk takes it; `epoch` is the one it was shown.
    Accept { epoch: Epoch, desk: AccountId, party: PartyId },
    /// A third person comes in.
    Join { account: AccountId, party: PartyId, role: PartyRole, label: String },
    /// A party gets a grant, for its next attempt.
    Grant { epoch: Epoch, seat: Seat },
    /// A party's offer was answered.
    Offered { party: PartyId },
    /// A party's media stands.
    Connected { epoch: Epoch, party: PartyId, attempt: Attempt },
    /// A party is silent.
    Lost { epoch: Epoch, party: PartyId, attempt: Attempt },
    /// A party's media is gone.
    Left { epoch: Epoch, party: PartyId, attempt: Attempt, why: Leave },
    /// The room broke.
    RoomBroke { epoch: Epoch },
    /// A party ends the call; a third person only leaves it.
    End { seat: Seat },
    /// The desk finishes its wrap-up.
    WrapUp { desk: AccountId, outcome: Outcome },
    /// The desk says what is known of the resident.
    Identify { desk: AccountId, identity: Identity },
    /// The booth submits an application.
    Submit { booth: BoothId, receipt: String },
    /// The booth's place lapsed.
    BoothAway,
    /// Time passed; only a state whose time is up changes.
    Expire,
    /// The server started anew: rooms are gone.
    Restart,
    /// A booth or a person lost the right to be here.
    Revoke { seat: Seat },
}

/// Why an event does not apply. The call is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another desk has it.
    #[error("another desk accepted first")]
    Taken,
    /// It ended, or its epoch passed.
    #[error("the call does not ring or run any more")]
    Gone,
    /// It does not stand where the event fits.
    #[error("the act does not fit where the call stands")]
    WrongState,
    /// The one who asks is no party of it, hence may not even know of it.
    #[error("no such call for this caller")]
    Stranger,
    /// The resident's own device is not read yet.
    #[error("this much identity cannot be shown here")]
    IdentityNeeded,
    /// News of a room, attempt or deadline that has passed; nobody needs to be told.
    #[error("late news")]
    Late,
}

impl Refusal {
    /// What the caller is told.
    pub const fn code(self) -> Code {
        match self {
            Self::Taken => Code::Taken,
            Self::Gone | Self::Late => Code::Gone,
            Self::WrongState => Code::WrongState,
            Self::Stranger => Code::NotFound,
            Self::IdentityNeeded => Code::IdentityNeeded,
        }
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

    /// When it may not stand any longer; a call in progress may go on.
    pub const fn deadline(&self, rang_at: Millis, limits: &Limits) -> Option<Millis> {
        match self {
            Self::Ringing => Some(rang_at + limits.ringing),
            Self::Running(Running { stage: Stage::InCall, .. })
            | Self::Callback { .. }
            | Self::Dialling { .. }
            | Self::Closed { .. } => None,
            Self::Running(running) => Some(running.since + limits.connecting),
            Self::WrapUp { ended_at, .. } => Some(*ended_at + limits.wrap_up),
        }
    }
}

impl Running {
    fn at(self, stage: Stage, now: Millis) -> State {
        let since = if stage == self.stage { self.since } else { now };
        State::Running(Self { stage, since, ..self })
    }

    fn end(self, why: CloseReason, now: Millis) -> State {
        State::WrapUp { desk: self.desk, accepted_at: self.accepted_at, ended_at: now, why }
    }
}

impl Call {
    /// What an event makes of the call.
    ///
    /// # Errors
    /// The event does not apply; the caller still has the call as it was, if it kept a copy.
    pub fn step(mut self, event: Event, limits: &Limits, now: Millis) -> Result<Self, Refusal> {
        self.state = match (self.state.clone(), event) {
            (state, Event::Submit { booth, receipt }) => {
                self.submit(&booth, receipt, limits, now)?;
                state
            }
            (State::Ringing, event) => self.ringing(event, limits, now)?,
            (State::Running(running), event) => self.running(running, event, limits, now)?,
            (state @ (State::WrapUp { .. } | State::Closed { .. }), Event::End { seat }) => {
                self.party_of(&seat).ok_or(Refusal::Stranger)?;
                state
            }
            (State::WrapUp { desk, ended_at, why, .. }, event) => {
                let closed = |outcome| State::Closed { ended_at, why, outcome };
                match event {
                    Event::WrapUp { desk: by, outcome } if by == desk => closed(Some(outcome)),
                    Event::WrapUp { .. } => return Err(Refusal::Stranger),
                    Event::Revoke { seat: Seat::Account(account) } if account == desk => closed(None),
                    Event::Expire if now >= ended_at + limits.wrap_up => closed(None),
                    event => return Err(late_or(event, Refusal::Gone)),
                }
            }
            (State::Callback { .. } | State::Dialling { .. }, event) => {
                return Err(late_or(event, Refusal::WrongState));
            }
            (State::Closed { .. }, event) => return Err(late_or(event, Refusal::Gone)),
        };
        self.revision += 1;
        Ok(self)
    }

    fn ringing(&mut self, event: Event, limits: &Limits, now: Millis) -> Result<State, Refusal> {
        let closed = |why| State::Closed { ended_at: now, why, outcome: None };
        match event {
            Event::Accept { epoch, .. } if epoch != self.epoch => Err(Refusal::Gone),
            Event::Accept { desk, party, .. } => {
                let seat = Seat::Account(desk.clone());
                let label = self.ticket.section_name.clone();
                self.parties.push(Party::awaited(party, seat, PartyRole::Staff, label));
                Ok(State::Running(Running { desk, accepted_at: now, stage: Stage::Accepted, since: now }))
            }
            Event::End { seat } | Event::Revoke { seat } => {
                self.party_of(&seat).ok_or(Refusal::Stranger)?;
                Ok(closed(CloseReason::Abandoned))
            }
            Event::BoothAway => Ok(closed(CloseReason::Abandoned)),
            Event::Expire if now >= self.ticket.rang_at + limits.ringing => Ok(closed(CloseReason::Unanswered)),
            event => Err(late_or(event, Refusal::WrongState)),
        }
    }

    fn running(&mut self, running: Running, event: Event, limits: &Limits, now: Millis) -> Result<State, Refusal> {
        match event {
            Event::Accept { desk, .. } if desk == running.desk => Err(Refusal::WrongState),
            Event::Accept { .. } => Err(Refusal::Taken),
            Event::Join { account, party, role, label } => {
                self.take_in(Seat::Account(account), party, role, label)?;
                Ok(State::Running(running))
            }
            Event::Grant { epoch, seat } => {
                let current = epoch == self.epoch;
                let party = self.seated(&seat)?;
                if party.presence == Presence::Gone || !current {
                    return Err(Refusal::Gone);
                }
                party.granted += 1;
                Ok(State::Running(running))
            }
            Event::Offered { party } => {
                self.known(&party)?;
                Ok(match running.stage {
                    Stage::Accepted => running.at(Stage::Connecting, now),
                    Stage::Connecting | Stage::InCall | Stage::Reconnecting => State::Running(running),
                })
            }
            Event::Connected { epoch, party, attempt } => {
                self.heard(epoch, &party, attempt)?.presence = Presence::Present;
                Ok(self.settled(running, now))
            }
            Event::Lost { epoch, party, attempt } => {
                self.heard(epoch, &party, attempt)?.presence = Presence::Lost;
                Ok(self.settled(running, now))
            }
            Event::Left { why: Leave::Replaced, .. } => Err(Refusal::Late),
            Event::Left { epoch, party, attempt, why } => {
                let party = self.heard(epoch, &party, attempt)?;
                if !party.is_principal() {
                    party.presence = Presence::Gone;
                } else if why == Leave::TimedOut {
                    party.presence = Presence::Gone;
                    return Ok(running.end(CloseReason::Lost, now));
                } else {
                    party.presence = Presence::Lost;
                }
                Ok(self.settled(running, now))
            }
            Event::RoomBroke { epoch } if epoch != self.epoch => Err(Refusal::Late),
            // A room that breaks again before it stood is given up.
            Event::RoomBroke { .. } if running.stage == Stage::Reconnecting => {
                Ok(running.end(CloseReason::Failed, now))
            }
            Event::RoomBroke { .. } | Event::Restart => {
                self.epoch += 1;
                for party in self.parties.iter_mut().filter(|party| party.presence != Presence::Gone) {
                    party.presence = Presence::Awaited;
                }
                let since = now;
                Ok(State::Running(Running { stage: Stage::Reconnecting, since, ..running }))
            }
            Event::End { seat } => {
                let party = self.seated(&seat)?;
                if party.is_principal() {
                    return Ok(running.end(CloseReason::Completed, now));
                }
                party.presence = Presence::Gone;
                Ok(State::Running(running))
            }
            Event::Revoke { seat } => {
                let party = self.seated(&seat)?;
                party.presence = Presence::Gone;
                Ok(match party.role {
                    PartyRole::Resident => running.end(CloseReason::Lost, now),
                    PartyRole::Staff => State::Closed { ended_at: now, why: CloseReason::Lost, outcome: None },
                    PartyRole::Colleague | PartyRole::Interpreter | PartyRole::Supervisor => State::Running(running),
                })
            }
            Event::Identify { desk, .. } if desk != running.desk => Err(Refusal::Stranger),
            Event::Identify { identity: Identity::OwnDevice, .. } => Err(Refusal::IdentityNeeded),
            Event::Identify { identity, .. } => {
                self.identity = identity;
                Ok(State::Running(running))
            }
            Event::Expire => match State::Running(running.clone()).deadline(self.ticket.rang_at, limits) {
                Some(deadline) if now >= deadline => Ok(running.end(CloseReason::Lost, now)),
                _ => Err(Refusal::Late),
            },
            event @ (Event::WrapUp { .. } | Event::Submit { .. } | Event::BoothAway) => {
                Err(late_or(event, Refusal::WrongState))
            }
        }
    }

    /// Notes the receipt, whatever became of the desk since it accepted.
    fn submit(&mut self, booth: &BoothId, receipt: String, limits: &Limits, now: Millis) -> Result<(), Refusal> {
        if *booth != self.ticket.booth {
            return Err(Refusal::Stranger);
        }
        match &self.state {
            State::Ringing | State::Callback { .. } | State::Dialling { .. } => return Err(Refusal::WrongState),
            State::Running(_) => {}
            State::Closed { why: CloseReason::Abandoned | CloseReason::Unanswered, .. } => return Err(Refusal::Gone),
            State::WrapUp { ended_at, .. } | State::Closed { ended_at, .. } => {
                if now >= ended_at + limits.submitting {
                    return Err(Refusal::Gone);
                }
            }
        }
        self.receipt = Some(receipt);
        Ok(())
    }

    /// Lets a third person in, or in again.
    fn take_in(&mut self, seat: Seat, party: PartyId, role: PartyRole, label: String) -> Result<(), Refusal> {
        match self.parties.iter_mut().find(|known| known.seat == seat) {
            None => self.parties.push(Party::awaited(party, seat, role, label)),
            Some(known) if known.presence == Presence::Gone => known.presence = Presence::Awaited,
            Some(_) => return Err(Refusal::WrongState),
        }
        Ok(())
    }

    /// The stage that the two principals' presence makes.
    fn settled(&self, running: Running, now: Millis) -> State {
        let both = self.parties.iter().filter(|p| p.is_principal()).all(|p| p.presence == Presence::Present);
        let stage = match running.stage {
            _ if both => Stage::InCall,
            Stage::InCall | Stage::Reconnecting => Stage::Reconnecting,
            Stage::Accepted | Stage::Connecting => Stage::Connecting,
        };
        running.at(stage, now)
    }

    fn seated(&mut self, seat: &Seat) -> Result<&mut Party, Refusal> {
        self.parties.iter_mut().find(|party| party.seat == *seat).ok_or(Refusal::Stranger)
    }

    fn known(&mut self, party: &PartyId) -> Result<&mut Party, Refusal> {
        self.parties.iter_mut().find(|known| known.id == *party).ok_or(Refusal::Late)
    }

    /// The party that news of the SFU concerns, unless the news is late.
    fn heard(&mut self, epoch: Epoch, party: &PartyId, attempt: Attempt) -> Result<&mut Party, Refusal> {
        let current = epoch == self.epoch;
        let party = self.known(party)?;
        if !current || attempt < party.joined || party.presence == Presence::Gone {
            return Err(Refusal::Late);
        }
        party.joined = attempt;
        Ok(party)
    }
}

/// News is late where an act would be refused.
fn late_or(event: Event, refusal: Refusal) -> Refusal {
    match event {
        Event::Accept { .. }
        | Event::Join { .. }
        | Event::Grant { .. }
        | Event::End { .. }
        | Event::WrapUp { .. }
        | Event::Submit { .. }
        | Event::Identify { .. } => refusal,
        Event::Offered { .. }
        | Event::Connected { .. }
        | Event::Lost { .. }
        | Event::Left { .. }
        | Event::RoomBroke { .. }
        | Event::BoothAway
        | Event::Expire
        | Event::Restart
        | Event::Revoke { .. } => Refusal::Late,
    }
}

#[cfg(test)]
mod tests;
