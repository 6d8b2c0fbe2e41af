//! Where a call stands and what may happen next. No I/O and no clock: an event and `now` go in, and the call comes
//! out changed or the event is refused.
//!
//! ```text
//! Ringing ──accept──▶ Running: Accepted ─▶ Connecting ─▶ InCall ⇄ Reconnecting ──end, loss──▶ WrapUp ─▶ Closed
//!    │                   ▲                                                                      │          ▲
//!    ├─nobody answered─▶ Callback ⇄ Dialling (answered: Running) ◀──────outcome: call back──────┘          │
//!    └── given up; a callback: also at the end of the day, or closed by a desk ────────────────────────────┘
//!
//! state       where it stands, for how long
//! event       what happens, and the refusals
//! waiting     Ringing, Callback, Dialling
//! running     media, holding, who comes and goes
//! transfer    a call is handed over to another section
//! invitation  third persons
//! after       wrap-up, submission and rating
//! ```

mod after;
mod event;
mod invitation;
mod running;
mod state;
mod transfer;
mod waiting;

pub use event::{Event, Refusal, Sought};
pub use state::{Invitation, Limits, Running, Stage, State, Transfer};

use super::{Call, Party, Seat};
use crate::clock::Millis;
use protocol::call::{PartyRole, Presence};
use protocol::id::PartyId;

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
            (state, Event::Rate { booth, rating }) => {
                self.rate(&booth, rating, limits, now)?;
                state
            }
            (State::Ringing, event) => self.ringing(event, now)?,
            (State::Callback { since }, event) => self.callback(since, event, now)?,
            (State::Dialling { desk, .. }, event) => self.dialling(desk, event, limits, now)?,
            (State::Running(running), event) => self.running(running, event, limits, now)?,
            (state @ (State::WrapUp { .. } | State::Closed { .. }), Event::End { seat }) => {
                self.party_of(&seat).ok_or(Refusal::Stranger)?;
                state
            }
            (State::WrapUp { desk, ended_at, why, .. }, event) => {
                let closed = |outcome| State::Closed { ended_at, why, outcome };
                self.wrap_up(&desk, event, closed, limits, now)?
            }
            (State::Closed { .. }, event) => return Err(event.refused(Refusal::Gone)),
        };
        match self.state {
            State::Ringing | State::Callback { .. } | State::Dialling { .. } => self.alarm_since = None,
            State::Running(_) => self.message = None,
            State::WrapUp { .. } | State::Closed { .. } => (self.alarm_since, self.message) = (None, None),
        }
        self.revision += 1;
        Ok(self)
    }

    /// Lets somebody in, or in again.
    fn take_in(&mut self, seat: Seat, party: PartyId, role: PartyRole, label: String) -> Result<(), Refusal> {
        match self.parties.iter_mut().find(|known| known.seat == seat) {
            None => self.parties.push(Party::awaited(party, seat, role, label)),
            Some(known) if known.presence == Presence::Gone => {
                (known.role, known.label, known.presence, known.listens) = (role, label, Presence::Awaited, false);
            }
            Some(_) => return Err(Refusal::WrongState),
        }
        Ok(())
    }

    fn seated(&mut self, seat: &Seat) -> Result<&mut Party, Refusal> {
        self.parties.iter_mut().find(|party| party.seat == *seat).ok_or(Refusal::Stranger)
    }
}

#[cfg(test)]
mod tests;
