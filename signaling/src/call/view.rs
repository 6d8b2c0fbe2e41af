//! A call as one of its parties, or the queue, sees it.

use super::machine::{Running, Transfer};
use super::{Call, Seat, Sought, State};
use crate::access::{AccountCaller, Act};
use crate::clock::on_the_wire;
use protocol::call::{
    self, CallState, CallView, CloseReason, Handed, Invitee, PartyRole, QueueRow, RowKind, TransferStage, Wait,
    WaitStep,
};

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
    /// Whose call it is now: it waits or runs with them inside, they call its booth, or they have to wrap it up.
    pub fn seats(&self) -> Vec<Seat> {
        match &self.state {
            State::Ringing | State::Callback { .. } | State::Running(_) => {
                self.present().map(|party| party.seat.clone()).collect()
            }
            State::Dialling { desk, .. } => {
                vec![Seat::Booth(self.ticket.booth.clone()), Seat::Account(desk.clone())]
            }
            State::WrapUp { desk, .. } => vec![Seat::Account(desk.clone())],
            State::Closed { .. } => Vec::new(),
        }
    }

    /// Whether the call is this seat's call now.
    pub fn occupies(&self, seat: &Seat) -> bool {
        self.seats().contains(seat)
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
            label: party.called(),
            presence: party.presence,
            listens: party.listens,
        });
        let running = match &self.state {
            State::Running(running) => Some(running),
            _ => None,
        };
        let is_officer = matches!(seat, Seat::Account(_))
            && self.party_of(seat).is_some_and(|party| party.role != PartyRole::Interpreter);
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
            message: self.message.clone(),
            held_since: running.and_then(|running| running.held_since).map(on_the_wire),
            privacy: running.map(|running| running.privacy).unwrap_or_default(),
            uncovering: running.and_then(|running| running.uncovering),
            transfer: running.and_then(|running| running.transfer.as_ref()).map(shown),
            handed: running.and_then(|running| self.handed_to(seat, running)),
            invited: running.into_iter().flat_map(|r| &r.invitations).map(|i| i.whom.clone()).collect(),
            unreached: running.filter(|_| is_officer).and_then(|running| running.unreached),
            companions: running.map(|running| running.companions.clone()).unwrap_or_default(),
            alarm_since: self.alarm_since.filter(|_| is_officer).map(on_the_wire),
            rang_at: on_the_wire(ticket.rang_at),
            booked_at: ticket.booked_at.map(on_the_wire),
            accepted_at: match &self.state {
                State::Running(running) => Some(running.accepted_at),
                State::WrapUp { accepted_at, .. } => Some(*accepted_at),
                State::Ringing | State::Callback { .. } | State::Dialling { .. } | State::Closed { .. } => None,
            }
            .map(on_the_wire),
            receipt: self.receipt.clone(),
            screened: ticket.screened.filter(|_| is_officer || matches!(seat, Seat::Booth(_))),
        }
    }

    /// What came with the call for whoever has it, or is about to.
    fn handed_to(&self, seat: &Seat, running: &Running) -> Option<Handed> {
        let Seat::Account(account) = seat else { return None };
        match &running.transfer {
            Some(transfer) if transfer.consulting.as_ref() == Some(account) => self.brought_by(transfer),
            Some(_) | None => running.handed.as_deref().filter(|_| running.desk == *account).cloned(),
        }
    }

    /// What the call asks of a person who is not in it; nothing, where it does not concern them. `step` is what is being
    /// done for it while it waits, `reachable` whether its booth can be called.
    pub fn row_kind(&self, person: &AccountCaller, step: WaitStep, reachable: bool) -> Option<RowKind> {
        let from = || self.ticket.section_name.clone();
        match &self.state {
            State::Ringing => self.may(person, Act::SeeQueue).then_some(RowKind::Ticket { step }),
            State::Callback { since } => {
                let since = on_the_wire(*since);
                self.may(person, Act::AnswerCall).then_some(RowKind::Callback { since, reachable })
            }
            State::Running(Running { transfer, accepted_at, .. }) => match (self.asks(person), transfer) {
                (Some(Sought::Transfer), Some(transfer)) => {
                    Some(RowKind::Transfer { from: from(), note: transfer.note.clone(), warm: transfer.warm })
                }
                (Some(Sought::Invitation(whom)), _) => Some(RowKind::Invitation { from: from(), whom }),
                _ => {
                    let since = on_the_wire(*accepted_at);
                    self.may(person, Act::Supervise).then_some(RowKind::Running { since })
                }
            },
            State::Dialling { .. } | State::WrapUp { .. } | State::Closed { .. } => None,
        }
    }

    /// The call's row in the queue.
    pub fn queue_row(&self, kind: RowKind, ringing: bool) -> QueueRow {
        let ticket = &self.ticket;
        let asks_interpreter = matches!(kind, RowKind::Invitation { whom: Invitee::Interpreter, .. });
        QueueRow {
            call: ticket.call.clone(),
            epoch: self.epoch,
            number: ticket.number,
            kind,
            subject: ticket.subject.clone(),
            subject_name: ticket.subject_name.clone(),
            site_name: ticket.site_name.clone(),
            section_name: ticket.section_name.clone(),
            language: ticket.language,
            identity_needed: ticket.identity_needed,
            rang_at: on_the_wire(ticket.rang_at),
            booked_at: ticket.booked_at.map(on_the_wire),
            ringing,
            screened: ticket.screened.filter(|_| !asks_interpreter),
        }
    }
}

fn shown(transfer: &Transfer) -> call::Transfer {
    call::Transfer {
        section: transfer.section.clone(),
        section_name: transfer.section_name.clone(),
        warm: transfer.warm,
        stage: if transfer.consulting.is_some() { TransferStage::Consulting } else { TransferStage::Ringing },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::sample::{self, NOW};
    use crate::call::{Event, Limits};
    use protocol::screening::Verdict;

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
    #[test]
    fn officers_and_the_booth_are_told_the_verdict_and_nobody_else() {
        let screened = Some(call::ScreenedAs { verdict: Verdict::EnclosedBooth, disagrees: true });
        let mut call = sample::accepted();
        call.ticket.screened = screened;
        let (staff, third) = (Seat::Account(sample::account("sato")), Seat::Account(sample::account("ito")));
        for (whom, told) in [(Invitee::Interpreter, None), (Invitee::Supervisor, screened)] {
            let step = |call: Call, event| call.step(event, &Limits::default(), NOW).expect("it runs");
            let call = step(step(call.clone(), sample::invite(whom.clone())), sample::join(whom.clone()));
            assert_eq!((call.seen_by(&staff, None).screened, call.seen_by(&third, None).screened), (screened, told));
            assert_eq!(call.seen_by(&sample::booth(), None).screened, screened);
            let row = call.queue_row(RowKind::Invitation { from: String::new(), whom }, false);
            assert_eq!(row.screened, told);
        }
    }
}
