//! The wall and the moments behind it: where clocks are changed, a time of day is there twice or never.

use crate::time::{Span, Time};
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// Milliseconds of a minute.
pub(crate) const MINUTE: i64 = 60_000;
/// How far a change of the clocks can reach into another date: no zone has ever moved by more than a day.
const REACH: SignedDuration = SignedDuration::from_hours(26);

/// How the clocks are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Forward: these times are not there.
    Gap,
    /// Back: these times are there twice.
    Fold,
}

/// One date in one zone.
#[derive(Debug, Clone)]
pub(crate) struct Wall<'z> {
    zone: &'z TimeZone,
    date: Date,
    /// In milliseconds since 1970; none where the date lies out of all time.
    midnight: Option<i64>,
    changes: Vec<(Span, Change)>,
}

impl<'z> Wall<'z> {
    pub(crate) fn of(zone: &'z TimeZone, date: Date) -> Self {
        let start = moment(zone, date.at(0, 0, 0, 0));
        let changes = start.map(|start| changes(zone, date, start)).unwrap_or_default();
        Self { zone, date, midnight: start.map(Timestamp::as_millisecond), changes }
    }

    /// What of the date is there twice or never.
    pub(crate) fn changes(&self) -> &[(Span, Change)] {
        &self.changes
    }

    /// The moment of a time of the date, in milliseconds since 1970. A time that is not there is the one that the
    /// clocks show instead, one that is there twice is the first.
    pub(crate) fn moment(&self, time: Time) -> Option<i64> {
        // Where nothing is changed, the offset is that of midnight all day.
        if self.changes.is_empty() {
            return self.midnight.map(|midnight| midnight + i64::from(time.minute()) * MINUTE);
        }
        moment(self.zone, time.on(self.date)?).map(Timestamp::as_millisecond)
    }
}

fn changes(zone: &TimeZone, date: Date, start: Timestamp) -> Vec<(Span, Change)> {
    let (Ok(first), Ok(last)) = (start.checked_sub(REACH), start.checked_add(REACH * 2)) else { return vec![] };
    let mut found = vec![];
    for transition in zone.following(first).take_while(|transition| transition.timestamp() < last) {
        let at = transition.timestamp();
        let Ok(before) = at.checked_sub(SignedDuration::from_nanos(1)) else { continue };
        let old = zone.to_offset(before).to_datetime(at);
        let new = transition.offset().to_datetime(at);
        let (from, until, change) = if old < new { (old, new, Change::Gap) } else { (new, old, Change::Fold) };
        found.extend(part_of(date, from, until).map(|span| (span, change)));
    }
    found
}

fn moment(zone: &TimeZone, at: DateTime) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(at).compatible().ok()
}

/// What of a date lies between two times on the wall.
pub(crate) fn part_of(date: Date, from: DateTime, until: DateTime) -> Option<Span> {
    if from.date() > date || until.date() < date {
        return None;
    }
    let from = if from.date() < date { Time::MIDNIGHT } else { Time::of(from) };
    let until = if until.date() > date { Time::END } else { Time::of(until) };
    Span::new(from, until)
}

/// What the wall shows at a moment, in milliseconds since 1970; none out of all time.
pub(crate) fn shown(zone: &TimeZone, at: i64) -> Option<DateTime> {
    Timestamp::from_millisecond(at).ok().map(|at| zone.to_datetime(at))
}

/// The one moment of a time on the wall, in milliseconds since 1970, or why there is not one.
pub(crate) fn the_moment(zone: &TimeZone, at: DateTime) -> Result<i64, Change> {
    let found = zone.to_ambiguous_timestamp(at);
    match found.offset() {
        AmbiguousOffset::Gap { .. } => Err(Change::Gap),
        AmbiguousOffset::Fold { .. } => Err(Change::Fold),
        // Out of all time there are no clocks.
        AmbiguousOffset::Unambiguous { .. } => {
            found.compatible().map(Timestamp::as_millisecond).map_err(|_| Change::Gap)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a zone that is bundled")
    }

    fn changes_on(name: &str, on: Date) -> Vec<(String, Change)> {
        Wall::of(&zone(name), on).changes().iter().map(|(span, change)| (span.to_string(), *change)).collect()
    }

    #[test]
    fn an_hour_is_missing_in_spring_and_there_twice_in_autumn() {
        let berlin = "Europe/Berlin";
        assert_eq!(changes_on(berlin, date(2026, 3, 29)), [("2:00から3:00まで".into(), Change::Gap)]);
        assert_eq!(changes_on(berlin, date(2026, 10, 25)), [("2:00から3:00まで".into(), Change::Fold)]);
        assert_eq!(changes_on(berlin, date(2026, 10, 26)), []);
        assert_eq!(changes_on("Asia/Tokyo", date(2026, 3, 29)), []);
    }

    #[test]
    fn half_an_hour_and_midnight_are_no_exceptions() {
        let lord_howe = "Australia/Lord_Howe";
        assert_eq!(changes_on(lord_howe, date(2026, 10, 4)), [("2:00から2:30まで".into(), Change::Gap)]);
        assert_eq!(changes_on(lord_howe, date(2026, 4, 5)), [("1:30から2:00まで".into(), Change::Fold)]);
        // Havana puts its clocks forward at midnight, Azores once put theirs back at 1:00 to midnight.
        assert_eq!(changes_on("America/Havana", date(2026, 3, 8)), [("0:00から1:00まで".into(), Change::Gap)]);
        assert_eq!(changes_on("Atlantic/Azores", date(2025, 10, 26)), [("0:00から1:00まで".into(), Change::Fold)]);
        // Samoa left a whole date out.
        assert_eq!(changes_on("Pacific/Apia", date(2011, 12, 30)), [("0:00から24:00まで".into(), Change::Gap)]);
    }

    #[test]
    fn moments_go_on_after_a_change() {
        let berlin = zone("Europe/Berlin");
        let wall = Wall::of(&berlin, date(2026, 3, 29));
        let at = |hour: u16| wall.moment(Time::from_minute(hour * 60).expect("an hour")).expect("a moment");
        assert_eq!(at(3) - at(0), 2 * 60 * MINUTE);
        assert_eq!(at(24) - at(0), 23 * 60 * MINUTE);
        assert_eq!(shown(&berlin, at(3)), Some(date(2026, 3, 29).at(3, 0, 0, 0)));
    }
}
