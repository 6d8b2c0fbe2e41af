//! What desks are shown beside their queue: who could be brought in, who asks for help, and to supervisors the desks.

use super::place::Place;
use super::{Hub, Seat};
use crate::access::{AccountCaller, Act, Caller, Scope, authorise};
use crate::call::State;
use crate::clock::on_the_wire;
use protocol::call::{AlarmRow, DeskRow, SectionRow};
use protocol::id::{SectionId, WardId};
use protocol::signal::DeskPresence;

/// A section as the hub knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which.
    pub id: SectionId,
    /// Its name.
    pub name: String,
    /// Whose.
    pub ward: WardId,
}

/// What a desk is shown beside its queue.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Office {
    pub(super) sections: Vec<SectionRow>,
    pub(super) interpreters: u32,
    pub(super) supervisors: u32,
    pub(super) alarms: Vec<AlarmRow>,
    /// None but to supervisors.
    pub(super) desks: Option<Vec<DeskRow>>,
}

impl Hub {
    /// What `reader` is shown; nobody counts themselves.
    pub(super) fn office(&self, reader: &AccountCaller) -> Office {
        let ward = &reader.ward;
        let others: Vec<(&AccountCaller, DeskPresence)> = self
            .places
            .iter()
            .filter_map(|(seat, place)| match &place.caller {
                Caller::Account(person) if person.ward == *ward && person.account != reader.account => {
                    Some((person, self.presence(seat, place)))
                }
                Caller::Account(_) | Caller::Booth(_) => None,
            })
            .collect();
        let count = |act: Act, scope: Scope<'_>, wanted: fn(DeskPresence) -> bool| {
            let fits =
                |(person, presence): &&(&AccountCaller, DeskPresence)| wanted(*presence) && may(person, act, scope);
            u32::try_from(others.iter().filter(fits).count()).unwrap_or(u32::MAX)
        };
        let free: fn(DeskPresence) -> bool = |presence| presence == DeskPresence::Available;
        let taken: fn(DeskPresence) -> bool =
            |presence| !matches!(presence, DeskPresence::Available | DeskPresence::Away);
        let sections = self.sections.iter().filter(|section| section.ward == *ward).map(|section| {
            let scope = Scope::section(ward, &section.id);
            SectionRow {
                section: section.id.clone(),
                name: section.name.clone(),
                available: count(Act::AnswerCall, scope, free),
                busy: count(Act::AnswerCall, scope, taken),
            }
        });
        Office {
            sections: sections.collect(),
            interpreters: count(Act::Interpret, Scope::ward(ward), free),
            supervisors: count(Act::Supervise, Scope::ward(ward), free),
            alarms: self.alarms(ward),
            desks: reader.somewhere(Act::Supervise).is_ok().then(|| self.desks(reader)),
        }
    }

    fn alarms(&self, ward: &WardId) -> Vec<AlarmRow> {
        let calls = self.calls.values().map(|live| &live.call).filter(|call| call.ticket.ward == *ward);
        let mut rows: Vec<_> = calls
            .filter_map(|call| {
                Some(AlarmRow {
                    since: on_the_wire(call.alarm_since?),
                    call: call.ticket.call.clone(),
                    number: call.ticket.number,
                    site_name: call.ticket.site_name.clone(),
                    section_name: call.ticket.section_name.clone(),
                })
            })
            .collect();
        rows.sort_by(|a, b| a.since.total_cmp(&b.since));
        rows
    }

    /// The desks of the sections that `reader` supervises.
    fn desks(&self, reader: &AccountCaller) -> Vec<DeskRow> {
        let mut rows: Vec<_> = self
            .places
            .iter()
            .filter_map(|(seat, place)| match &place.caller {
                Caller::Account(person) if is_supervised(reader, person) => Some(self.desk(seat, place, person)),
                Caller::Account(_) | Caller::Booth(_) => None,
            })
            .collect();
        rows.sort_by(|a, b| (&a.name, &a.account).cmp(&(&b.name, &b.account)));
        rows
    }

    fn desk(&self, seat: &Seat, place: &Place, person: &AccountCaller) -> DeskRow {
        let call = self.calls.values().map(|live| &live.call).find(|call| call.occupies(seat));
        let since = match call.map(|call| &call.state) {
            Some(State::Running(running)) => running.accepted_at,
            Some(State::WrapUp { ended_at, .. }) => *ended_at,
            Some(State::Dialling { since, .. }) => *since,
            Some(State::Ringing | State::Callback { .. } | State::Closed { .. }) | None => place.stated_at,
        };
        DeskRow {
            account: person.account.clone(),
            name: person.name.reveal().clone(),
            presence: self.presence(seat, place),
            since: on_the_wire(since),
            number: call.map(|call| call.ticket.number),
            subject_name: call.map(|call| call.ticket.subject_name.clone()),
        }
    }
}

/// Whether one answers for a section that the other supervises.
fn is_supervised(supervisor: &AccountCaller, person: &AccountCaller) -> bool {
    person.roles.iter().any(|grant| {
        let scope = Scope { section: grant.section.as_ref(), ..Scope::ward(&grant.ward) };
        may(person, Act::AnswerCall, scope) && may(supervisor, Act::Supervise, scope)
    })
}

fn may(person: &AccountCaller, act: Act, scope: Scope<'_>) -> bool {
    authorise(&Caller::Account(person.clone()), act, scope).is_ok()
}
