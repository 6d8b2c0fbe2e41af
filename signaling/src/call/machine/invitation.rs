//! Third persons: whoever is asked in comes into a free slot, and a supervisor may come to listen.

use super::super::{Call, Seat};
use super::{Invitation, Refusal, Running, Transfer};
use crate::clock::Millis;
use protocol::call::{Invitee, PartyRole, Unreached};
use protocol::id::{AccountId, PartyId};

/// How many parties a call has at most: each receives three others.
const PARTIES: usize = 4;

impl Call {
    /// Whether one more fits, besides those who are there or may still come.
    pub(super) fn has_room(&self, running: &Running) -> bool {
        let colleague = matches!(running.transfer, Some(Transfer { warm: true, consulting: None, .. }));
        self.present().count() + running.invitations.len() + usize::from(colleague) < PARTIES
    }

    pub(super) fn invite(
        &self,
        running: &mut Running,
        whom: Invitee,
        label: String,
        now: Millis,
    ) -> Result<(), Refusal> {
        if running.invitations.iter().any(|invitation| invitation.whom == whom) {
            return Err(Refusal::WrongState);
        }
        let listens_already = whom == Invitee::Supervisor && self.present().any(|party| party.listens);
        if !listens_already && !self.has_room(running) {
            return Err(Refusal::Full);
        }
        running.unreached = None;
        running.invitations.push(Invitation { whom, label, asked_at: now });
        Ok(())
    }

    /// Whoever was asked in comes; of several who could, the first. A supervisor who listens may speak from now on.
    pub(super) fn join(
        &mut self,
        running: &mut Running,
        account: AccountId,
        party: PartyId,
        whom: &Invitee,
    ) -> Result<(), Refusal> {
        let (seat, role) = (Seat::Account(account), role(whom));
        let Ok(Invitation { label, .. }) = running.withdraw(whom) else {
            let first = self.present().any(|party| party.role == role && party.seat != seat && !party.listens);
            return Err(if first { Refusal::Taken } else { Refusal::WrongState });
        };
        // another supervisor may come than the one who listens and was asked to speak
        let has_room = self.has_room(running);
        match self.parties.iter_mut().find(|known| known.seat == seat && known.listens) {
            Some(listener) if *whom == Invitee::Supervisor => {
                listener.listens = false;
                Ok(())
            }
            Some(_) | None if has_room => self.take_in(seat, party, role, label),
            Some(_) | None => Err(Refusal::Full),
        }
    }

    pub(super) fn listen(
        &mut self,
        running: &Running,
        account: AccountId,
        party: PartyId,
        label: String,
    ) -> Result<(), Refusal> {
        let seat = Seat::Account(account);
        if !self.present().any(|party| party.seat == seat) && !self.has_room(running) {
            return Err(Refusal::Full);
        }
        self.take_in(seat.clone(), party, PartyRole::Supervisor, label)?;
        self.seated(&seat)?.listens = true;
        Ok(())
    }
}

impl Running {
    /// An invitation is taken back or taken up.
    pub(super) fn withdraw(&mut self, whom: &Invitee) -> Result<Invitation, Refusal> {
        let place = self.invitations.iter().position(|invitation| invitation.whom == *whom);
        Ok(self.invitations.remove(place.ok_or(Refusal::WrongState)?))
    }

    /// An invitation came to nothing.
    pub(super) fn not_joined(&mut self, whom: &Invitee, why: Unreached) -> Result<(), Refusal> {
        self.withdraw(whom)?;
        self.unreached = Some(why);
        Ok(())
    }
}

/// What somebody who was asked in is.
const fn role(whom: &Invitee) -> PartyRole {
    match whom {
        Invitee::Interpreter => PartyRole::Interpreter,
        Invitee::Supervisor => PartyRole::Supervisor,
        Invitee::Section { .. } => PartyRole::Colleague,
    }
}
