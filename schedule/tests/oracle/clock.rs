//! Every real minute of a date in a zone, found by walking through time and looking at the wall.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::rc::Rc;

/// None, a whole hour north and south, half an hour.
pub(crate) const ZONES: [&str; 4] = ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];

const MINUTE: i64 = 60_000;

/// One date: for each minute on the wall, the moments at which it is shown.
pub(crate) struct Day {
    shown: Vec<Vec<i64>>,
    walk: Vec<(i64, u16)>,
}

impl Day {
    /// None in a gap, two in a fold.
    pub(crate) fn moments(&self, minute: u16) -> &[i64] {
        &self.shown[usize::from(minute)]
    }

    /// The moment of a minute on the wall, the later one if there are two; where there is none, of the next there is.
    pub(crate) fn any_moment(&self, minute: u16) -> i64 {
        let found = (minute..1440).find_map(|minute| self.moments(minute).last());
        *found.unwrap_or(&self.walk[self.walk.len() - 1].0)
    }

    /// What the wall shows at a moment, if that is of this date.
    pub(crate) fn minute_at(&self, at: i64) -> Option<u16> {
        self.walk.binary_search_by_key(&at, |(moment, _)| *moment).ok().map(|at| self.walk[at].1)
    }

    /// Its moments in order, each with what the wall shows.
    pub(crate) fn walk(&self) -> &[(i64, u16)] {
        &self.walk
    }

    /// When it is over.
    pub(crate) fn end(&self) -> i64 {
        self.walk[self.walk.len() - 1].0 + MINUTE
    }
}

pub(crate) struct Clocks<'z> {
    zone: &'z TimeZone,
    days: BTreeMap<Date, Rc<Day>>,
    changes: Vec<Date>,
}

impl<'z> Clocks<'z> {
    pub(crate) fn new(zone: &'z TimeZone) -> Self {
        let mut clocks = Self { zone, days: BTreeMap::new(), changes: vec![] };
        let unlike = |day: &Day| day.shown.iter().any(|moments| moments.len() != 1);
        let all = date(2026, 1, 1).series(jiff::Span::new().days(1)).take_while(|date| date.year() < 2029);
        // The offset at both ends of a date shows where to look closely.
        let offset = |date: Date| zone.to_offset(Timestamp::from_millisecond(utc(date)).expect("a moment"));
        let near: Vec<Date> = all.filter(|date| offset(*date) != offset(date.tomorrow().expect("a date"))).collect();
        for date in near.iter().flat_map(|date| [date.yesterday(), Ok(*date), date.tomorrow()]).flatten() {
            if unlike(&clocks.of(date)) {
                clocks.changes.push(date);
            }
        }
        clocks.changes.dedup();
        clocks
    }

    /// The dates on which the clocks are changed, 2026 to 2028.
    pub(crate) fn changes(&self) -> &[Date] {
        &self.changes
    }

    pub(crate) fn of(&mut self, date: Date) -> Rc<Day> {
        let zone = self.zone;
        self.days.entry(date).or_insert_with(|| Rc::new(walk(zone, date))).clone()
    }
}

fn utc(date: Date) -> i64 {
    TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).expect("a moment").as_millisecond()
}

fn walk(zone: &TimeZone, date: Date) -> Day {
    let mut day = Day { shown: vec![vec![]; 1440], walk: vec![] };
    for minute in -15 * 60..40 * 60 {
        let moment = utc(date) + minute * MINUTE;
        let wall = zone.to_datetime(Timestamp::from_millisecond(moment).expect("a moment"));
        if wall.date() == date {
            let minute = wall.hour() as u16 * 60 + wall.minute() as u16;
            day.shown[usize::from(minute)].push(moment);
            day.walk.push((moment, minute));
        }
    }
    day
}
