//! What each place is shown. Facts are whole and derived from what is alive; one is sent where it differs from the
//! one sent last.

use super::office::Office;
use super::place::{Place, ShownCall};
use super::scene::{Row, Scene};
use super::{Hub, Output};
use crate::access::{AccountCaller, Caller, RoleGrant};
use crate::call::{Call, Seat};
use protocol::id::WardId;
use protocol::signal::{DeskPresence, ServerMessage};
use std::collections::BTreeMap;

impl Hub {
    /// Shows everybody whom a ward concerns what changed for them.
    pub(super) fn show_ward(&mut self, ward: &WardId, out: &mut Vec<Output>) {
        let scene = Scene::of(&self.calls, &self.lines);
        let office = Office::of(ward, &scene, &self.places, &self.almanac);
        let mut audiences: BTreeMap<Vec<RoleGrant>, Vec<Row<'_>>> = BTreeMap::new();
        for (seat, place) in self.places.iter_mut().filter(|(_, place)| place.is_concerned(ward)) {
            let Some(socket) = place.socket else { continue };
            let mut say = |message| out.push(Output::Send { socket, message });
            place.show_call(seat, &scene, &mut say);
            let Caller::Account(person) = place.caller.clone() else { continue };
            let presence = place.stands.0;
            let why = place.why.filter(|_| presence == DeskPresence::Away);
            tell(&mut place.shown.presence, ServerMessage::Presence { presence, why }, &mut say);
            let rows = audiences.entry(person.roles.clone()).or_insert_with(|| scene.rows(&person));
            place.show_queue(seat, &person, &scene, rows, &mut say);
            if person.ward == *ward {
                let shown = &mut place.shown;
                tell(&mut shown.colleagues, office.colleagues(&person), &mut say);
                office.desks(&person).into_iter().for_each(|fact| tell(&mut shown.desks, fact, &mut say));
                tell(&mut shown.alarms, office.alarms().clone(), &mut say);
            }
        }
    }

    /// A call that ended is shown once more, closed, to those who were in it; then they have none.
    pub(super) fn show_end(&mut self, call: &Call, out: &mut Vec<Output>) {
        if call.state.why().is_none() {
            return;
        }
        for (seat, place) in &mut self.places {
            let shown = place.shown.call.iter().flatten().any(|shown| shown.call == call.ticket.call);
            if let (true, false, Some(socket)) = (shown, call.occupies(seat), place.socket) {
                let view = call.seen_by(seat, None);
                out.push(Output::Send { socket, message: ServerMessage::Call { call: Some(view) } });
            }
        }
    }

    /// Tells the booths of a ward to ask once more how it is with their place.
    pub(super) fn tell_booths(&self, ward: &WardId, out: &mut Vec<Output>) {
        let booths = self.places.values().filter(|place| match &place.caller {
            Caller::Booth(booth) => booth.ward == *ward,
            Caller::Account(_) => false,
        });
        let told = |socket| Output::Send { socket, message: ServerMessage::PlaceChanged };
        out.extend(booths.filter_map(|place| place.socket).map(told));
    }

    /// The people of a ward who are 対応可.
    pub(super) fn available(&self, ward: &WardId) -> Vec<AccountCaller> {
        let there = self.places.values().filter(|place| place.stands.0 == DeskPresence::Available);
        there
            .filter_map(|place| match &place.caller {
                Caller::Account(person) if person.ward == *ward => Some(person.clone()),
                Caller::Account(_) | Caller::Booth(_) => None,
            })
            .collect()
    }
}

impl Place {
    fn show_call(&mut self, seat: &Seat, scene: &Scene<'_>, say: &mut impl FnMut(ServerMessage)) {
        let call = scene.call(seat).map(|call| (call, scene.wait(call)));
        let shown =
            call.map(|(call, wait)| ShownCall { call: call.ticket.call.clone(), revision: call.revision, wait });
        if self.shown.call.as_ref() != Some(&shown) {
            self.shown.call = Some(shown);
            say(ServerMessage::Call { call: call.map(|(call, wait)| call.seen_by(seat, wait)) });
        }
    }

    fn show_queue(
        &mut self,
        seat: &Seat,
        person: &AccountCaller,
        scene: &Scene<'_>,
        rows: &[Row<'_>],
        say: &mut impl FnMut(ServerMessage),
    ) {
        let presence = self.stands.0;
        let seen = || rows.iter().filter(|row| !row.is_of(seat)).map(|row| (row, scene.rings(row, person, presence)));
        let is_known = self.shown.queue.as_ref().is_some_and(|shown| {
            shown.len() == seen().count() && seen().zip(shown).all(|((row, ringing), shown)| row.is(ringing, shown))
        });
        if !is_known {
            self.shown.queue = Some(seen().map(|(row, ringing)| row.shown(ringing)).collect());
            say(ServerMessage::Queue { rows: seen().map(|(row, ringing)| row.view(ringing)).collect() });
        }
    }
}

/// Says a fact that differs from the one said last.
fn tell(shown: &mut Option<ServerMessage>, fact: ServerMessage, say: &mut impl FnMut(ServerMessage)) {
    if shown.as_ref() != Some(&fact) {
        *shown = Some(fact.clone());
        say(fact);
    }
}
