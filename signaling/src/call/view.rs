//! A call as one of its parties, or the queue, sees it.

use super::{Call, Seat, State};
use crate::clock::Millis;
use protocol::call::{self, CallState, CallView, CloseReason, QueueRow, RowKind, Wait, WaitStep};

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay exact in a double until the year 287396")]
const fn on_the_wire(at: Millis) -> f64 {
    at as f64
}

impl State {
    /// Why the call ended, once it has.
    pub const fn why(&self) -> Option<CloseReason> {
        match self {
            Self::Ringing | Self::Callback { .. } | Self::Dialling { .. } | Self::Running(_) => None,
            Self::WrapUp { why, .. } | Self::Closed { why, .. } => Some(*why),
        }
    }
}

impl Call {
    /// Whether the call is this seat's call now: it rings or runs with them inside, or they have to wrap it up.
    pub fn occupies(&self, seat: &Seat) -> bool {
        match &self.state {
            State::Ringing | State::Callback { .. } | State::Dialling { .. } | State::Running(_) => {
                self.present().any(|party| party.seat == *seat)
            }
            State::WrapUp { desk, .. } => matches!(seat, Seat::Account(account) if account == desk),
            State::Closed { .. } => false,
        }
    }

    /// The call as the party in `seat` sees it, standing in line like `wait` if it waits. To everybody but its
    /// desk, a call in wrap-up is closed.
    pub fn seen_by(&self, seat: &Seat, wait: Option<Wait>) -> CallView {
        let ticket = &self.ticket;
        let state = match self.state.word() {
            CallState::WrapUp if !self.occupies(seat) => CallState::Closed,
            state => state,
        };
        let parties = self.parties.iter().map(|party| call::Party {
            party: party.id.clone(),
            role: party.role,
            label: party.label.clone(),
            presence: party.presence,
        });
        CallView {
            call: ticket.call.clone(),
            epoch: self.epoch,
            number: ticket.number,
            state,
            closed: self.state.why(),
            subject: ticket.subject.clone(),
            subject_name: ticket.subject_name.clone(),
            site: ticket.site.clone(),
            site_name: ticket.site_name.clone(),
            section: ticket.section.clone(),
            section_name: ticket.section_name.clone(),
            language: ticket.language,
            identity_needed: ticket.identity_needed,
            identity: self.identity,
            form: ticket.form.clone(),
            you: self.party_of(seat).map(|party| party.id.clone()),
            parties: parties.collect(),
            wait,
            message: None,
            held_since: None,
            transfer: None,
            invited: Vec::new(),
            unreached: None,
            alarm_since: None,
            rang_at: on_the_wire(ticket.rang_at),
            accepted_at: match &self.state {
                State::Running(running) => Some(on_the_wire(running.accepted_at)),
                State::WrapUp { accepted_at, .. } => Some(on_the_wire(*accepted_at)),
                State::Ringing | State::Callback { .. } | State::Dialling { .. } | State::Closed { .. } => None,
            },
            receipt: self.receipt.clone(),
        }
    }

    /// The call's row in the queue.
    pub fn queue_row(&self, ringing: bool) -> QueueRow {
        let ticket = &self.ticket;
        QueueRow {
            call: ticket.call.clone(),
            epoch: self.epoch,
            number: ticket.number,
            kind: RowKind::Ticket { step: WaitStep::Ringing },
            subject_name: ticket.subject_name.clone(),
            site_name: ticket.site_name.clone(),
            section_name: ticket.section_name.clone(),
            language: ticket.language,
            identity_needed: ticket.identity_needed,
            rang_at: on_the_wire(ticket.rang_at),
            booked_at: None,
            ringing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::sample::{self, NOW};
    use crate::call::{Event, Limits};

    #[test]
    fn wrap_up_is_the_desks_alone() {
        let desk = Seat::Account(sample::account("sato"));
        let end = Event::End { seat: desk.clone() };
        let ended = sample::accepted().step(end, &Limits::default(), NOW).expect("it runs");
        assert_eq!(ended.seen_by(&desk, None).state, CallState::WrapUp);
        let booths = ended.seen_by(&sample::booth(), None);
        assert_eq!((booths.state, booths.closed), (CallState::Closed, Some(CloseReason::Completed)));
        assert!(ended.occupies(&desk) && !ended.occupies(&sample::booth()));
    }

    #[test]
    fn a_party_knows_which_one_it_is_and_nobodys_name() {
        let call = sample::accepted();
        let view = call.seen_by(&Seat::Account(sample::account("sato")), None);
        assert_eq!(view.you, Some(sample::party("staff")));
        let labels: Vec<_> = view.parties.iter().map(|party| party.label.as_str()).collect();
        assert_eq!(labels, ["小倉中央市民センター", "高齢者支援係"]);
        assert_eq!(call.seen_by(&Seat::Account(sample::account("ito")), None).you, None);
    }
}
