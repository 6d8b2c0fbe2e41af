//! Counts what happened, and hides counts of few people. No I/O.

use crate::clock::{MINUTE, Millis, SECOND};
use protocol::booking::BookingState;
use protocol::coordination::FigureRow;
use std::collections::BTreeMap;

/// Below so many people a count is hidden.
pub(super) const FEW: u32 = 5;

/// One thing that happened, in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// A ticket. How long it waited, where it was talked with; whether it came to nothing.
    Ticket {
        /// From its turn until it was accepted.
        waited: Option<Millis>,
        /// Whether it closed without a talk.
        abandoned: bool,
    },
    /// A booking whose time was in these days.
    Booking {
        /// How it stands.
        state: BookingState,
        /// How long it is.
        length: Millis,
    },
    /// So many were turned away.
    TurnedAway(u32),
    /// Seats × time.
    Open(Millis),
}

/// What was counted of one group.
#[derive(Debug, Default)]
struct Tally {
    bookings: u32,
    attended: u32,
    missed: u32,
    cancelled: u32,
    tickets: u32,
    abandoned: u32,
    turned_away: u32,
    waits: Vec<Millis>,
    open: Millis,
    used: Millis,
}

impl Tally {
    fn add(&mut self, fact: Fact) {
        match fact {
            Fact::Ticket { waited, abandoned } => {
                self.tickets += 1;
                self.abandoned += u32::from(abandoned);
                self.waits.extend(waited);
            }
            Fact::Booking { state, length } => self.add_booking(state, length),
            Fact::TurnedAway(count) => self.turned_away += count,
            Fact::Open(length) => self.open += length,
        }
    }

    fn add_booking(&mut self, state: BookingState, length: Millis) {
        match state {
            BookingState::Held | BookingState::Lapsed => return,
            BookingState::Cancelled => {
                self.cancelled += 1;
                return;
            }
            BookingState::Arrived | BookingState::Served => self.attended += 1,
            BookingState::Missed => self.missed += 1,
            BookingState::Booked => {}
        }
        self.bookings += 1;
        self.used += length;
    }

    fn is_empty(&self) -> bool {
        self.bookings + self.cancelled + self.tickets + self.turned_away == 0 && self.open == 0
    }

    fn row(mut self, key: String, name: String, told_open: bool) -> FigureRow {
        self.waits.sort_unstable();
        let talks = u32::try_from(self.waits.len()).unwrap_or(u32::MAX);
        let unused = (self.open - self.used).max(0);
        FigureRow {
            key,
            name,
            bookings: Some(self.bookings),
            attended: Some(self.attended),
            missed: Some(self.missed),
            cancelled: Some(self.cancelled),
            tickets: Some(self.tickets),
            talks: Some(talks),
            abandoned: Some(self.abandoned),
            turned_away: Some(self.turned_away),
            wait_p50: percentile(&self.waits, 50),
            wait_p90: percentile(&self.waits, 90),
            open_minutes: told_open.then(|| minutes(self.open)),
            unused_minutes: told_open.then(|| minutes(unused)),
        }
    }
}

/// The whole, and the groups in the order in which they are given. A group without anything is left out, unless `all`
/// are wanted. `told_open` says whether the time that was open can be told by group.
pub(super) fn figures(
    groups: Vec<(String, String)>,
    facts: &[(String, Fact)],
    whole_open: Millis,
    all: bool,
    told_open: bool,
) -> (FigureRow, Vec<FigureRow>) {
    let mut whole = Tally { open: whole_open, ..Tally::default() };
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (key, fact) in facts {
        tallies.entry(key).or_default().add(*fact);
        if !matches!(fact, Fact::Open(_)) {
            whole.add(*fact);
        }
    }
    let mut rows = Vec::new();
    for (key, name) in groups {
        let tally = tallies.remove(key.as_str()).unwrap_or_default();
        if all || !tally.is_empty() {
            rows.push(tally.row(key, name, told_open));
        }
    }
    let mut whole = whole.row(String::new(), String::new(), true);
    hide(&mut whole, &mut rows);
    (whole, rows)
}

type Column = fn(&mut FigureRow) -> &mut Option<u32>;

const COLUMNS: [Column; 8] = [
    |row| &mut row.bookings,
    |row| &mut row.attended,
    |row| &mut row.missed,
    |row| &mut row.cancelled,
    |row| &mut row.tickets,
    |row| &mut row.talks,
    |row| &mut row.abandoned,
    |row| &mut row.turned_away,
];

/// Hides every count of one to four people. Where a single group's count would be hidden, the whole would give it away:
/// the smallest other one is hidden with it.
fn hide(whole: &mut FigureRow, rows: &mut [FigureRow]) {
    let is_few = |count: u32| (1..FEW).contains(&count);
    for column in COLUMNS {
        let cell = column(whole);
        if cell.is_some_and(is_few) {
            *cell = None;
        }
        let shown = column(whole).is_some();
        let mut hidden = 0;
        for row in rows.iter_mut() {
            let cell = column(row);
            if cell.is_some_and(is_few) {
                *cell = None;
                hidden += 1;
            }
        }
        if hidden == 1 && shown {
            let told = rows.iter_mut().filter_map(|row| Some(column(row)).filter(|cell| cell.is_some_and(|n| n > 0)));
            if let Some(cell) = told.min_by_key(|cell| **cell) {
                *cell = None;
            }
        }
    }
}

/// The nearest-rank percentile in seconds; none of fewer than five.
fn percentile(sorted: &[Millis], percent: usize) -> Option<u32> {
    if sorted.len() < FEW as usize {
        return None;
    }
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).map(|wait| u32::try_from(wait / SECOND).unwrap_or(u32::MAX))
}

fn minutes(length: Millis) -> u32 {
    u32::try_from(length / MINUTE).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["a", "b", "c"];

    fn tally(facts: &[(&str, Fact)]) -> (FigureRow, Vec<FigureRow>) {
        let groups = NAMES.map(|name| (name.to_owned(), name.to_uppercase()));
        let facts: Vec<_> = facts.iter().map(|(key, fact)| ((*key).to_owned(), *fact)).collect();
        figures(groups.into(), &facts, 600 * MINUTE, false, true)
    }

    fn waited(minutes: i64) -> Fact {
        Fact::Ticket { waited: Some(minutes * MINUTE), abandoned: false }
    }

    #[test]
    fn waits_are_told_as_percentiles_of_those_who_were_talked_with() {
        let gone = Fact::Ticket { waited: None, abandoned: true };
        let facts: Vec<_> = (1..=10).map(|minutes| ("a", waited(minutes))).chain([("a", gone); 5]).collect();
        let (whole, rows) = tally(&facts);
        assert_eq!((rows[0].wait_p50, rows[0].wait_p90), (Some(5 * 60), Some(9 * 60)));
        assert_eq!((rows[0].tickets, rows[0].talks, rows[0].abandoned), (Some(15), Some(10), Some(5)));
        assert_eq!((whole.tickets, whole.name.as_str(), rows.len()), (Some(15), "", 1));
    }

    #[test]
    fn few_people_are_hidden_and_so_are_their_waits() {
        let (whole, rows) = tally(&[("a", waited(1)), ("a", waited(2)), ("a", waited(3)), ("a", waited(4))]);
        assert_eq!((whole.tickets, rows[0].tickets, rows[0].talks, rows[0].wait_p50), (None, None, None, None));
        assert_eq!(rows[0].abandoned, Some(0), "nobody is a count that says nothing of anybody");
    }

    #[test]
    fn a_single_hidden_group_is_not_given_away_by_the_whole() {
        let facts = [("a", Fact::TurnedAway(9)), ("b", Fact::TurnedAway(3)), ("c", Fact::TurnedAway(7))];
        let (whole, rows) = tally(&facts);
        let counts: Vec<_> = rows.iter().map(|row| row.turned_away).collect();
        assert_eq!((whole.turned_away, counts), (Some(19), vec![Some(9), None, None]));
        let (_, rows) = tally(&[("a", Fact::TurnedAway(9)), ("b", Fact::TurnedAway(3)), ("c", Fact::TurnedAway(2))]);
        let counts: Vec<_> = rows.iter().map(|row| row.turned_away).collect();
        assert_eq!(counts, [Some(9), None, None], "two hidden ones keep each other's secret");
    }

    #[test]
    fn open_time_that_nobody_booked_is_told_and_holds_count_for_nothing() {
        let booking = |state| ("a", Fact::Booking { state, length: 30 * MINUTE });
        let facts = [
            booking(BookingState::Booked),
            booking(BookingState::Served),
            booking(BookingState::Missed),
            booking(BookingState::Cancelled),
            booking(BookingState::Held),
            booking(BookingState::Lapsed),
            ("a", Fact::Open(300 * MINUTE)),
        ];
        let (whole, rows) = tally(&facts);
        assert_eq!((rows[0].open_minutes, rows[0].unused_minutes), (Some(300), Some(210)));
        assert_eq!((whole.open_minutes, whole.unused_minutes), (Some(600), Some(510)));
        let many: Vec<_> = std::iter::repeat_n(facts, 5).flatten().collect();
        let (_, rows) = tally(&many);
        let row = &rows[0];
        let counts = (row.bookings, row.attended, row.missed, row.cancelled);
        assert_eq!(counts, (Some(15), Some(5), Some(5), Some(5)));
    }
}
