//! What each place is shown. Facts are whole and derived from what is alive; one is sent where it differs from the
//! one sent last.

use super::office::Office;
use super::place::Place;
use super::{Hub, Live, Output, SocketId};
use crate::access::{AccountCaller, Act, Caller};
use crate::call::{Call, Seat, State};
use protocol::call::{CallView, Estimate, QueueRow, RowKind, Wait, WaitStep};
use protocol::id::WardId;
use protocol::signal::{DeskPresence, ServerMessage};

impl Hub {
    /// Shows everybody of a ward what changed for them.
    pub(super) fn show_ward(&mut self, ward: &WardId, out: &mut Vec<Output>) {
        let seats: Vec<Seat> =
            self.places.iter().filter(|(_, place)| place.caller.ward() == ward).map(|(seat, _)| seat.clone()).collect();
        for seat in &seats {
            self.show(seat, false, out);
        }
    }

    /// Shows one place everything, also that it has no call.
    pub(super) fn show_all(&mut self, seat: &Seat, out: &mut Vec<Output>) {
        self.show(seat, true, out);
    }

    fn show(&mut self, seat: &Seat, whole: bool, out: &mut Vec<Output>) {
        let call = self.call_of(seat);
        let facts = self.places.get(seat).and_then(|place| match &place.caller {
            Caller::Account(person) => {
                let presence = self.presence(seat, place);
                Some((presence, self.queue(person, presence), self.office(person)))
            }
            Caller::Booth(_) => None,
        });
        let Some(place) = self.places.get_mut(seat) else { return };
        let Some(socket) = place.socket else { return };
        if whole || place.shown.call != call {
            place.shown.call.clone_from(&call);
            out.push(Output::Send { socket, message: ServerMessage::Call { call } });
        }
        let Some((presence, rows, office)) = facts else { return };
        if place.shown.presence != Some(presence) {
            place.shown.presence = Some(presence);
            out.push(Output::Send { socket, message: ServerMessage::Presence { presence, why: None } });
        }
        if place.shown.queue.as_ref() != Some(&rows) {
            place.shown.queue = Some(rows.clone());
            out.push(Output::Send { socket, message: ServerMessage::Queue { rows } });
        }
        show_office(place, socket, office, out);
    }

    /// A call that ended is shown once more, closed, to those who were in it; then they have none.
    pub(super) fn show_end(&mut self, call: &Call, out: &mut Vec<Output>) {
        if call.state.why().is_none() {
            return;
        }
        for (seat, place) in &mut self.places {
            let shown = place.shown.call.as_ref().is_some_and(|shown| shown.call == call.ticket.call);
            if let (true, false, Some(socket)) = (shown, call.occupies(seat), place.socket) {
                let view = call.seen_by(seat, None);
                place.shown.call = Some(view.clone());
                out.push(Output::Send { socket, message: ServerMessage::Call { call: Some(view) } });
            }
        }
    }

    /// The people of a ward who are at their desks and will take calls, now or after the one they have.
    pub(super) fn attending(&self, ward: &WardId) -> Vec<AccountCaller> {
        let there = self.places.iter().filter(|(seat, place)| self.presence(seat, place) != DeskPresence::Away);
        there
            .filter_map(|(_, place)| match &place.caller {
                Caller::Account(person) if person.ward == *ward => Some(person.clone()),
                Caller::Account(_) | Caller::Booth(_) => None,
            })
            .collect()
    }

    /// The people of a ward who are 対応可.
    pub(super) fn available(&self, ward: &WardId) -> Vec<AccountCaller> {
        let there = self.places.iter().filter(|(seat, place)| self.presence(seat, place) == DeskPresence::Available);
        there
            .filter_map(|(_, place)| match &place.caller {
                Caller::Account(person) if person.ward == *ward => Some(person.clone()),
                Caller::Account(_) | Caller::Booth(_) => None,
            })
            .collect()
    }

    pub(super) fn presence(&self, seat: &Seat, place: &Place) -> DeskPresence {
        let mut calls = self.calls.values().filter(|live| live.call.occupies(seat));
        match calls.next().map(|live| &live.call.state) {
            Some(State::WrapUp { .. }) => DeskPresence::WrapUp,
            Some(_) => DeskPresence::InCall,
            None => place.stated,
        }
    }

    /// The seat's call: one that rings or runs before one that is to be wrapped up or called back.
    fn call_of(&self, seat: &Seat) -> Option<CallView> {
        let mut calls = self.calls.values().map(|live| &live.call).filter(|call| call.occupies(seat));
        let first = calls.next()?;
        let call = std::iter::once(first).chain(calls).find(|call| call.is_live()).unwrap_or(first);
        Some(call.seen_by(seat, self.wait_of(call)))
    }

    fn wait_of(&self, call: &Call) -> Option<Wait> {
        if call.state != State::Ringing {
            return None;
        }
        let rings = |other: &Call| other.state == State::Ringing && other.ticket.section == call.ticket.section;
        let before = |other: &Call| order(other) < order(call);
        let ahead = self.calls.values().filter(|live| rings(&live.call) && before(&live.call)).count();
        let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
        Some(Wait { ahead, estimate: Estimate::Unknown { samples: 0 }, step: WaitStep::Ringing })
    }

    /// What the ward's calls ask of a person.
    fn queue(&self, person: &AccountCaller, presence: DeskPresence) -> Vec<QueueRow> {
        let seat = Seat::Account(person.account.clone());
        let mut rows: Vec<_> = self
            .calls
            .values()
            .filter(|live| !live.call.occupies(&seat))
            .filter_map(|live| live.call.row_kind(person, self.is_reachable(live)).map(|kind| (&live.call, kind)))
            .collect();
        rows.sort_by_key(|(call, _)| order(call));
        let row = |(call, kind): (&Call, RowKind)| {
            let answers = match kind {
                RowKind::Ticket { .. } => call.may(person, Act::AnswerCall),
                RowKind::Transfer { .. } | RowKind::Invitation { .. } => true,
                RowKind::Callback { .. } | RowKind::Running { .. } => false,
            };
            call.queue_row(kind, answers && presence == DeskPresence::Available)
        };
        rows.into_iter().map(row).collect()
    }

    /// Whether the call's booth can be called: it has a socket and no other call.
    fn is_reachable(&self, live: &Live) -> bool {
        let is_its = |other: &Call| other.ticket.booth == live.call.ticket.booth && other.is_live();
        live.booth_away.is_none() && !self.calls.values().any(|other| is_its(&other.call))
    }
}

/// Sends what changed of it.
fn show_office(place: &mut Place, socket: SocketId, office: Office, out: &mut Vec<Output>) {
    let shown = place.shown.office.as_ref();
    let colleagues = |office: &Office| (office.sections.clone(), office.interpreters, office.supervisors);
    let mut messages = Vec::new();
    if shown.map(colleagues) != Some(colleagues(&office)) {
        let (sections, interpreters, supervisors) = colleagues(&office);
        messages.push(ServerMessage::Colleagues { sections, interpreters, supervisors });
    }
    if shown.map(|shown| &shown.alarms) != Some(&office.alarms) {
        messages.push(ServerMessage::Alarms { rows: office.alarms.clone() });
    }
    if let Some(rows) = office.desks.clone().filter(|rows| shown.and_then(|shown| shown.desks.as_ref()) != Some(rows)) {
        messages.push(ServerMessage::Desks { rows });
    }
    out.extend(messages.into_iter().map(|message| Output::Send { socket, message }));
    place.shown.office = Some(office);
}

/// First come, first served.
fn order(call: &Call) -> (i64, u32) {
    (call.ticket.rang_at, call.ticket.number)
}
