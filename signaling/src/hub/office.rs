//! What staff are shown of each other: whom a call could be handed over to, how the desks stand, who asks for help.
//! Worked out once for everybody in a ward.

use super::place::Place;
use super::scene::Scene;
use crate::access::{AccountCaller, Act, Caller, Scope};
use crate::call::{Call, Seat};
use crate::clock::on_the_wire;
use crate::queue::almanac::Almanac;
use crate::queue::line::Posts;
use protocol::call::{AlarmRow, DeskRow, SectionRow};
use protocol::id::{AccountId, SectionId, WardId};
use protocol::signal::{DeskPresence, ServerMessage};
use std::collections::{BTreeMap, HashMap};

/// A ward's office at one moment.
pub(super) struct Office<'a> {
    ward: &'a WardId,
    people: HashMap<AccountId, Colleague>,
    sections: Vec<SectionRow>,
    interpreters: u32,
    supervisors: u32,
    /// Everybody's desk, by name.
    desks: Vec<DeskRow>,
    alarms: ServerMessage,
}

/// Somebody of the ward, as the others count on them.
struct Colleague {
    presence: DeskPresence,
    posts: Posts,
    interprets: bool,
    supervises: bool,
}

impl<'a> Office<'a> {
    pub(super) fn of(ward: &'a WardId, scene: &Scene<'_>, places: &BTreeMap<Seat, Place>, almanac: &Almanac) -> Self {
        let staff = || {
            places.iter().filter_map(|(seat, place)| match &place.caller {
                Caller::Account(person) if person.ward == *ward => Some((seat, place, person)),
                Caller::Account(_) | Caller::Booth(_) => None,
            })
        };
        let people: HashMap<_, _> =
            staff().map(|(_, place, person)| (person.account.clone(), Colleague::of(person, place, ward))).collect();
        let mut desks: Vec<_> = staff().map(|(seat, place, person)| desk(seat, place, person, scene)).collect();
        desks.sort_by(|a, b| (&a.name, &a.account).cmp(&(&b.name, &b.account)));
        let mut alarms: Vec<_> = scene.calls().filter(|call| call.ticket.ward == *ward).filter_map(alarm).collect();
        alarms.sort_by(|a, b| a.since.total_cmp(&b.since));
        let sections = almanac.sections.get(ward).into_iter().flatten();
        Self {
            ward,
            sections: sections.map(|(section, name)| row(section, name, people.values())).collect(),
            interpreters: count(people.values(), |one| one.interprets && one.is_free()),
            supervisors: count(people.values(), |one| one.supervises && one.is_free()),
            people,
            desks,
            alarms: ServerMessage::Alarms { rows: alarms },
        }
    }

    /// Whom a call could be handed over to; nobody counts themselves.
    pub(super) fn colleagues(&self, reader: &AccountCaller) -> ServerMessage {
        let mut sections = self.sections.clone();
        let (mut interpreters, mut supervisors) = (self.interpreters, self.supervisors);
        if let Some(reader) = self.people.get(&reader.account) {
            for row in sections.iter_mut().filter(|row| reader.posts.tier(&row.section).is_some()) {
                row.available -= u32::from(reader.is_free());
                row.busy -= u32::from(reader.is_busy());
            }
            interpreters -= u32::from(reader.interprets && reader.is_free());
            supervisors -= u32::from(reader.supervises && reader.is_free());
        }
        ServerMessage::Colleagues { sections, interpreters, supervisors }
    }

    /// To a supervisor: the desks of the sections that they supervise.
    pub(super) fn desks(&self, reader: &AccountCaller) -> Option<ServerMessage> {
        let sees = |section: &Option<SectionId>| {
            reader.may(Act::Supervise, Scope { section: section.as_ref(), ..Scope::ward(self.ward) })
        };
        let posts = |row: &&DeskRow| self.people.get(&row.account).is_some_and(|one| one.posts.staff.iter().any(sees));
        let rows = || self.desks.iter().filter(posts).cloned().collect();
        reader.may_somewhere(Act::Supervise, self.ward).then(|| ServerMessage::Desks { rows: rows() })
    }

    /// Who asks for help.
    pub(super) const fn alarms(&self) -> &ServerMessage {
        &self.alarms
    }
}

impl Colleague {
    fn of(person: &AccountCaller, place: &Place, ward: &WardId) -> Self {
        Self {
            presence: place.stands.0,
            posts: Posts::of(&person.roles, ward),
            interprets: person.may_somewhere(Act::Interpret, ward),
            supervises: person.may_somewhere(Act::Supervise, ward),
        }
    }

    fn is_free(&self) -> bool {
        self.presence == DeskPresence::Available
    }

    fn is_busy(&self) -> bool {
        matches!(self.presence, DeskPresence::InCall | DeskPresence::WrapUp)
    }
}

fn count<'a>(people: impl Iterator<Item = &'a Colleague>, is: impl Fn(&Colleague) -> bool) -> u32 {
    u32::try_from(people.filter(|one| is(one)).count()).unwrap_or(u32::MAX)
}

fn row<'a>(section: &SectionId, name: &str, people: impl Iterator<Item = &'a Colleague> + Clone) -> SectionRow {
    let answering = people.filter(|one| one.posts.tier(section).is_some());
    SectionRow {
        section: section.clone(),
        name: name.to_owned(),
        available: count(answering.clone(), Colleague::is_free),
        busy: count(answering, Colleague::is_busy),
    }
}

fn desk(seat: &Seat, place: &Place, person: &AccountCaller, scene: &Scene<'_>) -> DeskRow {
    let call = scene.call(seat);
    DeskRow {
        account: person.account.clone(),
        name: person.name.reveal().clone(),
        presence: place.stands.0,
        since: on_the_wire(place.stands.1),
        number: call.map(|call| call.ticket.number),
        subject_name: call.map(|call| call.ticket.subject_name.clone()),
    }
}

fn alarm(call: &Call) -> Option<AlarmRow> {
    Some(AlarmRow {
        since: on_the_wire(call.alarm_since?),
        call: call.ticket.call.clone(),
        number: call.ticket.number,
        site_name: call.ticket.site_name.clone(),
        section_name: call.ticket.section_name.clone(),
    })
}
