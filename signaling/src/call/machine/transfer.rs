//! つなぎ替え: a call is handed over to another section. The resident is held from the first ring there until somebody
//! has the call. Cold: whoever accepts has it. Warm: they come in and talk with the desk, which completes or cancels.

use super::super::{Call, Seat};
use super::{Event, Refusal, Running, Stage, State, Transfer};
use crate::clock::Millis;
use protocol::call::{Handed, PartyRole, Presence, Unreached};
use protocol::id::{AccountId, Epoch, PartyId};

impl Call {
    /// What the desk does about a handing over.
    pub(super) fn hand(&mut self, mut running: Running, event: Event, now: Millis) -> Result<State, Refusal> {
        match (event, running.transfer.take()) {
            (Event::Transfer { section, section_name, note, warm, .. }, None) => {
                if warm && !self.has_room(&running) {
                    return Err(Refusal::Full);
                }
                running.held_since.get_or_insert(now);
                running.unreached = None;
                running.transfer =
                    Some(Transfer { section, section_name, note, warm, asked_at: now, consulting: None });
                Ok(State::Running(running))
            }
            (Event::CompleteTransfer { .. }, Some(transfer @ Transfer { consulting: Some(_), .. })) => {
                Ok(self.hand_over(running, transfer, now))
            }
            (Event::CancelTransfer { .. }, Some(transfer)) => {
                if let Some(colleague) = transfer.consulting {
                    self.seated(&Seat::Account(colleague))?.presence = Presence::Gone;
                }
                running.kept(None)
            }
            (event, _) => Err(event.refused(Refusal::WrongState)),
        }
    }

    /// A desk accepts a call that another one has.
    pub(super) fn answer_transfer(
        &mut self,
        mut running: Running,
        epoch: Epoch,
        desk: AccountId,
        party: PartyId,
        now: Millis,
    ) -> Result<State, Refusal> {
        let transfer = match running.transfer.take() {
            _ if desk == running.desk => return Err(Refusal::WrongState),
            Some(transfer) if transfer.consulting.as_ref() == Some(&desk) => return Err(Refusal::WrongState),
            Some(transfer) if transfer.consulting.is_none() => transfer,
            Some(_) | None => return Err(Refusal::Taken),
        };
        if epoch != self.epoch {
            return Err(Refusal::Gone);
        }
        let (seat, label) = (Seat::Account(desk.clone()), transfer.section_name.clone());
        match self.parties.iter_mut().find(|known| known.seat == seat && known.presence != Presence::Gone) {
            // somebody who was asked in before, or listens
            Some(inside) => (inside.role, inside.label, inside.listens) = (PartyRole::Colleague, label, false),
            None => self.take_in(seat, party, PartyRole::Colleague, label)?,
        }
        let transfer = Transfer { consulting: Some(desk), ..transfer };
        if transfer.warm {
            running.transfer = Some(transfer);
            return Ok(State::Running(running));
        }
        Ok(self.hand_over(running, transfer, now))
    }

    /// Nobody comes: the call stays where it is.
    pub(super) fn not_handed(running: Running, why: Unreached) -> Result<State, Refusal> {
        match running.transfer {
            Some(Transfer { consulting: None, .. }) => running.kept(Some(why)),
            Some(_) | None => Err(Refusal::WrongState),
        }
    }

    /// A third person left. Where that was the colleague whom the desk talked with, the call stays where it is.
    pub(super) fn without(running: Running, seat: &Seat, why: Unreached) -> Result<State, Refusal> {
        match running.consulting() {
            Some(colleague) if matches!(seat, Seat::Account(account) if account == colleague) => {
                running.kept(Some(why))
            }
            Some(_) | None => Ok(State::Running(running)),
        }
    }

    /// The desk is lost for good: a colleague who talked with it has the call, if both they and the resident are there.
    pub(super) fn succeeded(
        &mut self,
        mut running: Running,
        otherwise: impl FnOnce(Running) -> State,
        now: Millis,
    ) -> State {
        let is_there = |seat: &Seat| self.party_of(seat).is_some_and(|party| party.presence == Presence::Present);
        let resident = Seat::Booth(self.ticket.booth.clone());
        let colleague = running.consulting().cloned().map(Seat::Account);
        match running.transfer.take_if(|_| is_there(&resident) && colleague.is_some_and(|seat| is_there(&seat))) {
            Some(transfer) => self.hand_over(running, transfer, now),
            None => otherwise(running),
        }
    }

    /// The call is that of the colleague who answered; the desk is out, and free.
    fn hand_over(&mut self, running: Running, transfer: Transfer, now: Millis) -> State {
        let handed = self.brought_by(&transfer).map(Box::new);
        let desk = transfer.consulting.unwrap_or_else(|| running.desk.clone());
        let seat = Seat::Account(desk.clone());
        for party in &mut self.parties {
            if party.seat == seat {
                party.role = PartyRole::Staff;
            } else if party.role == PartyRole::Staff {
                (party.role, party.presence) = (PartyRole::Colleague, Presence::Gone);
            }
        }
        (self.ticket.section, self.ticket.section_name) = (transfer.section, transfer.section_name);
        let (stage, since, held_since) = (Stage::Connecting, now, None);
        self.settled(Running { desk, stage, since, held_since, handed, unreached: None, ..running }, now)
    }

    /// What a handing over brings to whoever receives the call.
    pub(in super::super) fn brought_by(&self, transfer: &Transfer) -> Option<Handed> {
        let Transfer { note, .. } = transfer;
        (!note.is_empty()).then(|| Handed { from: self.ticket.section_name.clone(), note: note.clone() })
    }
}

impl Running {
    /// Who talks with the desk about taking the call over.
    pub(in super::super) fn consulting(&self) -> Option<&AccountId> {
        self.transfer.as_ref().and_then(|transfer| transfer.consulting.as_ref())
    }

    /// The call stays with its desk, and the resident is held no more.
    fn kept(self, unreached: Option<Unreached>) -> Result<State, Refusal> {
        Ok(State::Running(Self { transfer: None, held_since: None, unreached, ..self }))
    }
}
