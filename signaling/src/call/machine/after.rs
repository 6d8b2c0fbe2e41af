//! After the talk: the wrap-up, and what the booth may still send.

use super::super::{Call, Seat};
use super::{Event, Limits, Refusal, State};
use crate::clock::Millis;
use protocol::call::{CloseReason, Outcome};
use protocol::id::{AccountId, BoothId};
use protocol::signal::Rating;

impl Call {
    pub(super) fn wrap_up(
        &mut self,
        desk: &AccountId,
        event: Event,
        closed: impl FnOnce(Option<Outcome>) -> State,
        limits: &Limits,
        now: Millis,
    ) -> Result<State, Refusal> {
        match event {
            Event::WrapUp { desk: by, .. } if by != *desk => Err(Refusal::Stranger),
            Event::WrapUp { subject, outcome, .. } => {
                self.about = Some(subject);
                Ok(if outcome == Outcome::CallBack { self.call_back(now) } else { closed(Some(outcome)) })
            }
            Event::Revoke { seat: Seat::Account(account) } if account == *desk => Ok(closed(None)),
            Event::Expire if self.is_due(limits, now) => Ok(closed(None)),
            event => Err(event.refused(Refusal::Gone)),
        }
    }

    /// Notes the receipt, whatever became of the desk since it accepted.
    pub(super) fn submit(
        &mut self,
        booth: &BoothId,
        receipt: String,
        limits: &Limits,
        now: Millis,
    ) -> Result<(), Refusal> {
        if !matches!(self.state, State::Running(_)) {
            self.had_talk(booth, limits, now)?;
        } else if *booth != self.ticket.booth {
            return Err(Refusal::Stranger);
        }
        self.receipt = Some(receipt);
        Ok(())
    }

    /// Notes how the resident found it, once.
    pub(super) fn rate(
        &mut self,
        booth: &BoothId,
        rating: Rating,
        limits: &Limits,
        now: Millis,
    ) -> Result<(), Refusal> {
        self.had_talk(booth, limits, now)?;
        if self.rating.is_some() {
            return Err(Refusal::WrongState);
        }
        self.rating = Some(rating);
        Ok(())
    }

    /// Whether the booth's talk is over, and not for long. A ticket that a desk put on the callback list had one.
    fn had_talk(&self, booth: &BoothId, limits: &Limits, now: Millis) -> Result<(), Refusal> {
        if *booth != self.ticket.booth {
            return Err(Refusal::Stranger);
        }
        match &self.state {
            State::Callback { .. } | State::Dialling { .. } if self.parties.len() > 1 => Ok(()),
            State::Ringing | State::Callback { .. } | State::Dialling { .. } | State::Running(_) => {
                Err(Refusal::WrongState)
            }
            State::Closed { why: CloseReason::Abandoned | CloseReason::Unanswered, .. } => Err(Refusal::Gone),
            State::WrapUp { ended_at, .. } | State::Closed { ended_at, .. } => {
                if now < ended_at + limits.submitting {
                    Ok(())
                } else {
                    Err(Refusal::Gone)
                }
            }
        }
    }
}
