//! A ticket that waits: it rings, it is on the callback list, or an officer calls its booth.

use super::super::{Call, Seat};
use super::{Event, Limits, Refusal, Running, State};
use crate::clock::Millis;
use protocol::call::{CloseReason, Outcome, PartyRole, Presence};
use protocol::id::{AccountId, PartyId};
use protocol::place::Identity;

impl Call {
    pub(super) fn ringing(&mut self, event: Event, now: Millis) -> Result<State, Refusal> {
        match event {
            Event::Accept { epoch, .. } if epoch != self.epoch => Err(Refusal::Gone),
            Event::Accept { desk, party, .. } => self.begin(desk, party, now),
            Event::Unanswered => Ok(State::Callback { since: now }),
            Event::Tell { text } => Ok(self.tell(text, State::Ringing)),
            Event::End { seat } | Event::Revoke { seat } => {
                self.party_of(&seat).ok_or(Refusal::Stranger)?;
                Ok(closed(CloseReason::Abandoned, None, now))
            }
            Event::BoothAway => Ok(closed(CloseReason::Abandoned, None, now)),
            Event::Expire if now >= self.ticket.kept_until => Ok(closed(CloseReason::Unanswered, None, now)),
            event => Err(event.refused(Refusal::WrongState)),
        }
    }

    /// The booth need not be there: the ticket keeps its number, and the booth may be another resident's meanwhile.
    pub(super) fn callback(&mut self, since: Millis, event: Event, now: Millis) -> Result<State, Refusal> {
        match event {
            Event::Accept { .. } => Err(Refusal::Gone),
            Event::Tell { text } => Ok(self.tell(text, State::Callback { since })),
            Event::Dial { desk } => Ok(State::Dialling { desk, since: now }),
            Event::WrapUp { outcome: Outcome::CallBack, .. } => Err(Refusal::WrongState),
            Event::WrapUp { subject, outcome, .. } => {
                self.about = Some(subject);
                let why = match outcome {
                    Outcome::NotConnected => CloseReason::Unanswered,
                    Outcome::Solved | Outcome::AskedToVisit | Outcome::CallBack => CloseReason::Completed,
                };
                Ok(closed(why, Some(outcome), now))
            }
            Event::End { seat } | Event::Revoke { seat } => {
                self.resident(&seat)?;
                Ok(closed(CloseReason::Abandoned, None, now))
            }
            Event::Expire if now >= self.ticket.kept_until => Ok(closed(CloseReason::Unanswered, None, now)),
            event => Err(event.refused(Refusal::WrongState)),
        }
    }

    pub(super) fn dialling(
        &mut self,
        desk: AccountId,
        event: Event,
        limits: &Limits,
        now: Millis,
    ) -> Result<State, Refusal> {
        let back = State::Callback { since: now };
        match event {
            Event::Accept { .. } => Err(Refusal::Gone),
            Event::Dial { desk: by } if by != desk => Err(Refusal::Taken),
            Event::Answer { booth, .. } if booth != self.ticket.booth => Err(Refusal::Stranger),
            Event::Answer { party, .. } => self.begin(desk, party, now),
            Event::End { seat: Seat::Account(account) } if account == desk => Ok(back),
            Event::Revoke { seat: Seat::Account(account) } if account == desk => Ok(back),
            Event::End { seat } => self.resident(&seat).map(|()| back),
            Event::Revoke { seat } => {
                self.resident(&seat)?;
                Ok(closed(CloseReason::Abandoned, None, now))
            }
            Event::BoothAway | Event::Restart => Ok(back),
            Event::Expire if self.is_due(limits, now) => Ok(back),
            event => Err(event.refused(Refusal::WrongState)),
        }
    }

    /// Goes on the callback list after a talk. Whoever answers at the booth next time may be somebody else, and is
    /// heard in a room of its own.
    pub(super) fn call_back(&mut self, now: Millis) -> State {
        self.epoch += 1;
        self.identity = Identity::None;
        for party in &mut self.parties {
            (party.role, party.presence) = match party.role {
                PartyRole::Resident => (PartyRole::Resident, Presence::Awaited),
                PartyRole::Staff => (PartyRole::Colleague, Presence::Gone),
                role => (role, Presence::Gone),
            };
        }
        State::Callback { since: now }
    }

    fn begin(&mut self, desk: AccountId, party: PartyId, now: Millis) -> Result<State, Refusal> {
        let (seat, label) = (Seat::Account(desk.clone()), self.ticket.section_name.clone());
        self.take_in(seat, party, PartyRole::Staff, label)?;
        Ok(State::Running(Running::accepted(desk, now)))
    }

    fn tell(&mut self, text: String, state: State) -> State {
        self.message = (!text.is_empty()).then_some(text);
        state
    }

    /// Whether the seat is the resident's; nobody else is a party of a ticket that waits.
    fn resident(&self, seat: &Seat) -> Result<(), Refusal> {
        match seat {
            Seat::Booth(booth) if *booth == self.ticket.booth => Ok(()),
            Seat::Booth(_) | Seat::Account(_) => Err(Refusal::Stranger),
        }
    }
}

const fn closed(why: CloseReason, outcome: Option<Outcome>, now: Millis) -> State {
    State::Closed { ended_at: now, why, outcome }
}
