//! The lines of the wards: which ticket rings at which desk, and what follows from the passing of time.

use super::scene::Scene;
use super::{Hub, Live, Output};
use crate::access::{AccountCaller, Caller};
use crate::call::machine::Running;
use crate::call::{Call, Event, Seat, Sought, State};
use crate::clock::{Millis, SECOND};
use crate::queue::estimate::{Forecast, Tail};
use crate::queue::line::{Desk, Posts, Standing, Waiting};
use crate::queue::ring::{Patience, Rings, Verdict};
use protocol::call::{Estimate, Presence, Wait, WaitStep};
use protocol::id::{AccountId, CallId, PartyId, WardId};
use protocol::signal::{DeskPresence, PresenceReason};
use std::collections::{BTreeMap, HashMap};

/// How old a told wait may be.
const AGE: Millis = 10 * SECOND;

/// The lines of all wards, as they were settled last.
#[derive(Debug, Default)]
pub(super) struct Lines(HashMap<WardId, Line>);

#[derive(Debug)]
struct Line {
    rings: Rings,
    forecast: Forecast,
    /// When it was settled.
    at: Millis,
    /// Whether somebody waits.
    waited: bool,
}

impl Lines {
    /// The desk at which a ticket rings.
    pub(super) fn desk(&self, call: &Call) -> Option<&AccountId> {
        self.0.get(&call.ticket.ward)?.rings.desk(&call.ticket.call)
    }

    /// What is being done for a ticket.
    pub(super) fn step(&self, call: &Call) -> WaitStep {
        self.0.get(&call.ticket.ward).map_or(WaitStep::InLine, |line| line.rings.step(&call.ticket.call))
    }

    /// How a ticket stands.
    pub(super) fn wait(&self, call: &Call) -> Wait {
        let spot = self.0.get(&call.ticket.ward).map(|line| line.forecast.spot(&call.ticket.call));
        Wait {
            ahead: spot.map_or(0, |spot| spot.ahead),
            estimate: spot.map_or(Estimate::Unknown { samples: 0 }, |spot| spot.estimate()),
            step: self.step(call),
        }
    }

    /// How a ticket of this ward would stand.
    pub(super) fn tail(&self, ward: &WardId) -> Tail {
        self.0.get(ward).map(|line| line.forecast.tail().clone()).unwrap_or_default()
    }

    /// The rings of a ticket's ward.
    pub(super) fn rings(&mut self, ward: &WardId) -> Option<&mut Rings> {
        self.0.get_mut(ward).map(|line| &mut line.rings)
    }

    /// The wards whose lines have to be settled although nothing happened.
    pub(super) fn due(&self, now: Millis) -> Vec<WardId> {
        let is_due =
            |line: &Line| line.rings.due().is_some_and(|due| due <= now) || line.waited && line.at + AGE <= now;
        self.0.iter().filter(|(_, line)| is_due(line)).map(|(ward, _)| ward.clone()).collect()
    }
}

impl Hub {
    /// Settles a ward's line and shows everybody what changed for them.
    pub(super) fn refresh(&mut self, ward: &WardId, now: Millis, out: &mut Vec<Output>) {
        while self.settle(ward, now, out) {}
        self.show_ward(ward, out);
    }

    /// Whether somebody was found to be away, which changes the line again.
    fn settle(&mut self, ward: &WardId, now: Millis, out: &mut Vec<Output>) -> bool {
        let scene = Scene::of(&self.calls, &self.lines);
        for (seat, place) in self.places.iter_mut().filter(|(_, place)| place.is_concerned(ward)) {
            let presence = scene.presence(seat, place.stated);
            if place.stands.0 != presence {
                place.stands = (presence, now);
            }
        }
        let desks: Vec<Desk> = self
            .places
            .iter()
            .filter(|(_, place)| place.is_concerned(ward) && place.stands.0 != DeskPresence::Away)
            .filter_map(|(seat, place)| match &place.caller {
                Caller::Account(person) => Some((seat, person, place.stands)),
                Caller::Booth(_) => None,
            })
            .map(|(seat, person, stands)| Desk {
                account: person.account.clone(),
                posts: Posts::of(&person.roles, ward),
                languages: person.languages.clone(),
                served: self.almanac.served.get(&person.account).copied().unwrap_or(0),
                standing: standing(scene.call(seat), stands),
            })
            .collect();
        let mut tickets: Vec<Waiting> =
            scene.calls().filter(|call| call.ticket.ward == *ward).filter_map(waiting).collect();
        tickets.sort_by_key(Waiting::turn);
        let fresh = || Line { rings: Rings::new(self.patience), forecast: Forecast::default(), at: now, waited: false };
        let line = self.lines.0.entry(ward.clone()).or_insert_with(fresh);
        let verdicts = line.rings.settle(&tickets, &desks, now);
        line.forecast = Forecast::play(&tickets, &desks, |subject| self.almanac.records.record(ward, subject), now);
        (line.at, line.waited) = (now, !tickets.is_empty());
        let mut away = false;
        for verdict in verdicts {
            match verdict {
                Verdict::Away(account) => {
                    if let Some(place) = self.places.get_mut(&Seat::Account(account)) {
                        place.send_away(PresenceReason::Unanswered);
                        away = true;
                    }
                }
                Verdict::Unanswered(call) => {
                    if let Some(live) = self.calls.get_mut(&call).filter(|live| live.may_ask(now)) {
                        live.asked = Some(now);
                        out.push(Output::Step { call, event: Event::Unanswered });
                    }
                }
            }
        }
        away
    }

    /// Whether a desk could answer a ticket.
    pub(super) fn could_answer(&self, call: &Call, desk: &AccountId) -> bool {
        let (ward, section) = (&call.ticket.ward, &call.ticket.section);
        let answers = |person: &AccountCaller| Posts::of(&person.roles, ward).tier(section).is_some();
        self.places.get(&Seat::Account(desk.clone())).is_some_and(|place| {
            let Caller::Account(person) = &place.caller else { return false };
            place.stands.0 != DeskPresence::Away && answers(person)
        })
    }

    /// A ticket was given to one desk. Answers its ward; a ticket that is gone by then has none.
    pub(super) fn assign(&mut self, call: &CallId, desk: &AccountId) -> Option<WardId> {
        let ward = self.calls.get(call)?.call.ticket.ward.clone();
        self.lines.rings(&ward)?.assign(call, desk);
        Some(ward)
    }
}

impl Live {
    /// Whom nobody of was heard in time, while the call asks for them.
    pub(super) fn unreached(&self, patience: &Patience, now: Millis) -> Option<Event> {
        let State::Running(Running { transfer, invitations, .. }) = &self.call.state else { return None };
        let late = |asked_at: Millis| asked_at + patience.ring <= now;
        let transfer = transfer.as_ref().filter(|transfer| transfer.consulting.is_none() && late(transfer.asked_at));
        let invitation = || invitations.iter().find(|invitation| late(invitation.asked_at));
        let invited = || invitation().map(|invitation| Sought::Invitation(invitation.whom.clone()));
        let what = transfer.map(|_| Sought::Transfer).or_else(invited)?;
        Some(Event::Unreached { what })
    }

    /// Who came in and has not connected in time.
    pub(super) fn absent(&self, patience: &Patience, now: Millis) -> Option<Event> {
        let (party, _) = self.arriving.iter().find(|(_, since)| **since + patience.arrival <= now)?;
        Some(Event::Absent { epoch: self.call.epoch, party: party.clone() })
    }
}

/// Since when a call waits for those who came into it and have not connected; in a new room anew.
pub(super) fn arriving(known: Option<&Live>, call: &Call, now: Millis) -> BTreeMap<PartyId, Millis> {
    let State::Running(_) = call.state else { return BTreeMap::new() };
    let known = known.filter(|known| known.call.epoch == call.epoch);
    let since = |party: &PartyId| known.and_then(|known| known.arriving.get(party)).copied().unwrap_or(now);
    let awaited = call.parties.iter().filter(|party| party.presence == Presence::Awaited && !party.is_principal());
    awaited.map(|party| (party.id.clone(), since(&party.id))).collect()
}

fn waiting(call: &Call) -> Option<Waiting> {
    let ticket = &call.ticket;
    (call.state == State::Ringing).then(|| Waiting {
        call: ticket.call.clone(),
        section: ticket.section.clone(),
        subject: ticket.subject.clone(),
        language: ticket.language,
        number: ticket.number,
        rang_at: ticket.rang_at,
        booked_at: ticket.booked_at,
    })
}

fn standing(call: Option<&Call>, (presence, since): (DeskPresence, Millis)) -> Standing {
    match (call, presence) {
        (Some(call), DeskPresence::WrapUp) => Standing::Writing { subject: Some(call.ticket.subject.clone()) },
        (Some(call), _) => Standing::Talking { subject: call.ticket.subject.clone(), since },
        (None, DeskPresence::Available) => Standing::Free { since },
        (None, _) => Standing::Writing { subject: None },
    }
}
