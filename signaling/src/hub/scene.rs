//! Who is in which call, and what the calls ask of people: worked out once for everybody who is shown it.

use super::Live;
use super::place::ShownRow;
use super::rings::Lines;
use crate::access::{AccountCaller, Act};
use crate::call::{Call, Seat, State};
use protocol::call::{QueueRow, RowKind, Wait};
use protocol::id::{BoothId, CallId};
use protocol::signal::DeskPresence;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The calls at one moment.
pub(super) struct Scene<'a> {
    /// First come, first.
    calls: Vec<&'a Live>,
    lines: &'a Lines,
    engaged: HashMap<Seat, &'a Call>,
    /// The booths that cannot be called: they have a call.
    taken: HashSet<&'a BoothId>,
}

/// A row as everybody with the same roles sees it, unless they are in the call.
pub(super) struct Row<'a> {
    call: &'a Call,
    kind: RowKind,
    /// Whose call it is, who do not see the row.
    seats: Vec<Seat>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(calls: &'a BTreeMap<CallId, Live>, lines: &'a Lines) -> Self {
        let mut scene = Self {
            calls: calls.values().collect(),
            lines,
            engaged: HashMap::new(),
            taken: calls.values().filter(|live| live.call.is_live()).map(|live| &live.call.ticket.booth).collect(),
        };
        scene.calls.sort_by_key(|live| (live.call.ticket.rang_at, live.call.ticket.number));
        for call in scene.calls.iter().map(|live| &live.call) {
            for seat in call.seats() {
                let known = scene.engaged.entry(seat).or_insert(call);
                // One that rings or runs goes before one that is to be wrapped up or called back.
                if !known.is_live() && call.is_live() {
                    *known = call;
                }
            }
        }
        scene
    }

    /// The seat's call.
    pub(super) fn call(&self, seat: &Seat) -> Option<&'a Call> {
        self.engaged.get(seat).copied()
    }

    /// The calls in order.
    pub(super) fn calls(&self) -> impl Iterator<Item = &'a Call> {
        self.calls.iter().map(|live| &live.call)
    }

    /// How somebody stands who says that they stand so.
    pub(super) fn presence(&self, seat: &Seat, stated: DeskPresence) -> DeskPresence {
        match self.call(seat).map(|call| &call.state) {
            Some(State::WrapUp { .. }) => DeskPresence::WrapUp,
            Some(_) => DeskPresence::InCall,
            None => stated,
        }
    }

    /// How a call stands in line, if it does.
    pub(super) fn wait(&self, call: &Call) -> Option<Wait> {
        (call.state == State::Ringing).then(|| self.lines.wait(call))
    }

    /// What the calls ask of everybody with the roles of this person.
    pub(super) fn rows(&self, person: &AccountCaller) -> Vec<Row<'a>> {
        let rows = self.calls.iter().filter_map(|live| {
            let kind = live.call.row_kind(person, self.lines.step(&live.call), self.is_reachable(live))?;
            Some(Row { call: &live.call, kind, seats: live.call.seats() })
        });
        rows.collect()
    }

    /// Whether a row rings at a desk that is 対応可: a ticket at the chosen one, what is asked of many at all of them.
    pub(super) fn rings(&self, row: &Row<'_>, person: &AccountCaller, presence: DeskPresence) -> bool {
        let rings = || match row.kind {
            RowKind::Ticket { .. } => {
                self.lines.desk(row.call) == Some(&person.account) && row.call.may(person, Act::AnswerCall)
            }
            RowKind::Transfer { .. } | RowKind::Invitation { .. } => true,
            RowKind::Callback { .. } | RowKind::Running { .. } => false,
        };
        presence == DeskPresence::Available && rings()
    }

    /// Whether the call's booth can be called: it has a socket and no other call.
    fn is_reachable(&self, live: &Live) -> bool {
        live.booth_away.is_none() && !self.taken.contains(&live.call.ticket.booth)
    }
}

impl Row<'_> {
    /// Whether somebody is in its call.
    pub(super) fn is_of(&self, seat: &Seat) -> bool {
        self.seats.contains(seat)
    }

    /// Whether somebody was shown just this.
    pub(super) fn is(&self, ringing: bool, shown: &ShownRow) -> bool {
        let same = self.call.revision == shown.revision && self.call.ticket.call == shown.call;
        same && ringing == shown.ringing && self.kind == shown.kind
    }

    /// What is remembered of it.
    pub(super) fn shown(&self, ringing: bool) -> ShownRow {
        let (call, revision, kind) = (self.call.ticket.call.clone(), self.call.revision, self.kind.clone());
        ShownRow { call, revision, kind, ringing }
    }

    /// The row as somebody sees it at whose desk it rings, or not.
    pub(super) fn view(&self, ringing: bool) -> QueueRow {
        self.call.queue_row(self.kind.clone(), ringing)
    }
}
