//! Whom a call asks for: who may come as what, and which of its questions is meant for a person.

use super::machine::{Running, Sought, Transfer};
use super::{Call, State};
use crate::access::{AccountCaller, Act, Scope};
use protocol::call::Invitee;
use protocol::id::{AccountId, SectionId};

impl Call {
    /// What the call asks of a person: to take it over, or to come in.
    pub fn asks(&self, person: &AccountCaller) -> Option<Sought> {
        let State::Running(running) = &self.state else { return None };
        match &running.transfer {
            Some(Transfer { section, consulting: None, .. }) if self.may_answer(person, section) => {
                Some(Sought::Transfer)
            }
            Some(_) | None => {
                let mut invited = running.invitations.iter().map(|invitation| &invitation.whom);
                invited.find(|whom| self.may_come(person, whom)).cloned().map(Sought::Invitation)
            }
        }
    }

    /// As what a person who comes in does so: as who was asked in, or as one who could have been; a supervisor who was
    /// not listens, hence `None`.
    pub fn joins_as(&self, person: &AccountCaller) -> Option<Invitee> {
        let section = || person.roles.iter().find_map(|grant| grant.section.clone());
        match self.asks(person) {
            Some(Sought::Invitation(whom)) => Some(whom),
            _ if self.may(person, Act::Supervise) => None,
            _ if self.may(person, Act::Interpret) => Some(Invitee::Interpreter),
            _ => Some(Invitee::Section { section: section().unwrap_or_else(|| self.ticket.section.clone()) }),
        }
    }

    /// Whether a person may come in as this.
    pub fn may_come(&self, person: &AccountCaller, whom: &Invitee) -> bool {
        match whom {
            Invitee::Interpreter => self.may(person, Act::Interpret),
            Invitee::Supervisor => self.may(person, Act::Supervise),
            Invitee::Section { section } => self.may_answer(person, section),
        }
    }

    /// The section whose desks may accept: the one it is handed over to, or its own.
    pub fn accepting(&self) -> &SectionId {
        match &self.state {
            State::Running(Running { transfer: Some(transfer), .. }) => &transfer.section,
            _ => &self.ticket.section,
        }
    }

    /// Who was first to answer it: the colleague who talks with the desk, the desk, or who calls the booth back.
    pub fn taker(&self) -> Option<&AccountId> {
        match &self.state {
            State::Running(running) => running.consulting().or(Some(&running.desk)),
            State::Dialling { desk, .. } => Some(desk),
            _ => None,
        }
    }

    /// Whether a person answers for a section of the call's ward.
    pub fn may_answer(&self, person: &AccountCaller, section: &SectionId) -> bool {
        self.may_in(person, Act::AnswerCall, section)
    }

    /// Whether a person may do this in the call's section.
    pub fn may(&self, person: &AccountCaller, act: Act) -> bool {
        self.may_in(person, act, &self.ticket.section)
    }

    fn may_in(&self, person: &AccountCaller, act: Act, section: &SectionId) -> bool {
        person.may(act, Scope::section(&self.ticket.ward, section))
    }
}
