//! When the counter is open: hours of an opening ∩ building ∩ office ∩ interpreter − holidays − closures − what the
//! clocks leave out or show twice.

use crate::calendar::Calendar;
use crate::closure::Closure;
use crate::holidays::Holidays;
use crate::place::Place;
use crate::plan::{Length, Opening, Plan};
use crate::time::{Span, Time, joined, without};
use crate::wall::{MINUTE, Wall, part_of};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use protocol::id::{SectionId, SiteId, SubjectId};
use protocol::schedule::{ClosureScope, NotOpen, OpeningKind};

/// Everything that decides when the counters of a ward are open.
#[derive(Debug, Clone, Copy)]
pub struct Almanac<'a> {
    /// What is published, or a draft.
    pub plan: &'a Plan,
    /// The city's holidays.
    pub holidays: &'a Holidays,
    /// The closures in force and ahead; no lifted ones.
    pub closures: &'a [Closure],
    /// The ward.
    pub place: &'a Place,
    /// In whose time the plan is.
    pub zone: &'a TimeZone,
}

/// An opening on one date at one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// What the opening says.
    pub hours: Span,
    /// What is left: sorted and apart.
    pub open: Vec<Span>,
    /// What is not, and the first reason why not: sorted, and with `open` all of the hours.
    pub cuts: Vec<(Span, NotOpen)>,
}

/// What is booked: one or more of them in a row. In milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// When.
    pub starts: i64,
    /// Until when.
    pub ends: i64,
}

/// A time at which a talk can begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start<'a> {
    /// By which opening.
    pub opening: &'a Opening,
    /// What it takes, in a row.
    pub units: Vec<Unit>,
    /// When the first begins, in milliseconds since 1970.
    pub starts: i64,
    /// When the last ends, buffer included.
    pub ends: i64,
}

impl<'a> Almanac<'a> {
    /// An opening on a date at a site; none where its own pattern does not have it there and then.
    pub fn day(&self, opening: &Opening, site: &SiteId, date: Date) -> Option<Day> {
        let takes_place = opening.sites.contains(site) && opening.is_on(date);
        takes_place.then(|| self.cut(opening, site, date, &Wall::of(self.zone, date)))
    }

    /// The units of that day that are wholly open, in order. They may be apart.
    pub fn units(&self, opening: &Opening, site: &SiteId, date: Date) -> Vec<Unit> {
        self.grid(opening, site, date).into_iter().map(|(_, unit)| unit).collect()
    }

    /// Every time at which a talk about a subject can begin at a site on a date, by time and opening. Passed ones are
    /// among them; [`Almanac::within`] tells.
    pub fn starts(&self, site: &SiteId, subject: &SubjectId, date: Date) -> Vec<Start<'a>> {
        let mut starts: Vec<Start<'a>> = vec![];
        for opening in self.about(site, subject) {
            let grid = self.grid(opening, site, date);
            let needed = self.needed(opening, subject);
            let rows = grid.windows(needed).filter(|row| row[needed - 1].0 - row[0].0 == needed - 1);
            starts.extend(rows.map(|row| Start {
                opening,
                units: row.iter().map(|(_, unit)| *unit).collect(),
                starts: row[0].1.starts,
                ends: row[needed - 1].1.ends,
            }));
        }
        starts.sort_by(|a, b| (a.starts, &a.opening.id).cmp(&(b.starts, &b.opening.id)));
        starts
    }

    /// How long a subject takes: what the plan says, or else what the ward says, without a buffer.
    pub fn length(&self, subject: &SubjectId) -> Length {
        let usual = || self.place.subjects.get(subject).map_or(0, |facts| facts.minutes);
        self.plan.lengths.get(subject).copied().unwrap_or_else(|| Length { minutes: usual(), buffer_minutes: 0 })
    }

    /// The openings for a site that are about a subject.
    pub(crate) fn about(&self, site: &SiteId, subject: &SubjectId) -> impl Iterator<Item = &'a Opening> {
        let section = self.place.section_at(site, subject);
        self.plan.openings.iter().filter(move |opening| {
            Some(&opening.section) == section && opening.sites.contains(site) && opening.names(subject)
        })
    }

    /// How many units in a row a subject takes.
    pub(crate) fn needed(&self, opening: &Opening, subject: &SubjectId) -> usize {
        if opening.kind == OpeningKind::Lecture {
            return 1;
        }
        self.length(subject).whole().div_ceil(u32::from(opening.unit_minutes)).max(1) as usize
    }

    /// The units that are wholly open, each with its place on the grid.
    fn grid(&self, opening: &Opening, site: &SiteId, date: Date) -> Vec<(usize, Unit)> {
        if !opening.sites.contains(site) || !opening.is_on(date) {
            return vec![];
        }
        let wall = Wall::of(self.zone, date);
        let open = self.cut(opening, site, date, &wall).open;
        opening
            .grid()
            .enumerate()
            .filter(|(_, unit)| open.iter().any(|span| span.covers(*unit)))
            .filter_map(|(at, unit)| {
                let starts = wall.moment(unit.from())?;
                Some((at, Unit { starts, ends: starts + i64::from(unit.minutes()) * MINUTE }))
            })
            .collect()
    }

    pub(crate) fn cut(&self, opening: &Opening, site: &SiteId, date: Date, wall: &Wall<'_>) -> Day {
        let mut open = vec![opening.hours];
        let mut cuts = vec![];
        for (why, shut) in self.shut(Some(opening), &opening.section, site, date, wall) {
            for part in &shut {
                cuts.extend(open.iter().filter_map(|span| span.meet(*part)).map(|span| (span, why)));
            }
            open = without(&open, &shut);
        }
        Day { hours: opening.hours, open, cuts: touching(cuts) }
    }

    /// When a section's counter at a site is shut on a date, by reason, in the order of the reasons. Holidays and
    /// interpreters are an opening's; without one they are left out.
    pub(crate) fn shut(
        &self,
        opening: Option<&Opening>,
        section: &SectionId,
        site: &SiteId,
        date: Date,
        wall: &Wall<'_>,
    ) -> Vec<(NotOpen, Vec<Span>)> {
        let hits = |all: bool| {
            let those = self.closures.iter().filter(move |closure| (closure.scope == ClosureScope::All) == all);
            let those = those.filter(|closure| closure.hits(site, Some(section)));
            joined(those.filter_map(|closure| part_of(date, closure.from, closure.until)).collect())
        };
        let holiday = opening.is_some_and(|opening| !opening.on_holidays) && self.holidays.on(date).is_some();
        let interpreter = opening.and_then(|opening| opening.interpreter.as_ref());
        let interpreter = interpreter.and_then(|id| self.plan.interpreters.get(id));
        let outside = |calendar: Option<&Calendar>| match calendar {
            Some(calendar) => without(&[Span::DAY], calendar.on(date)),
            None => vec![],
        };
        let mut shut = vec![
            (NotOpen::Suspended, hits(true)),
            (NotOpen::Closure, hits(false)),
            (NotOpen::Holiday, if holiday { vec![Span::DAY] } else { vec![] }),
            (NotOpen::Building, outside(self.plan.buildings.get(site))),
            (NotOpen::Office, outside(self.plan.offices.get(section))),
            (NotOpen::Interpreter, outside(interpreter.map(|interpreter| &interpreter.calendar))),
            (NotOpen::ClockChange, wall.changes().iter().map(|(span, _)| *span).collect()),
        ];
        shut.retain(|(_, spans)| !spans.is_empty());
        shut
    }
}

impl Opening {
    /// Its units on the wall. What is left at the end is none.
    pub(crate) fn grid(&self) -> impl Iterator<Item = Span> {
        let end = self.hours.until().minute();
        (self.hours.from().minute()..end).step_by(self.unit_minutes.into()).map_while(move |from| {
            let until = from.checked_add(self.unit_minutes).filter(|until| *until <= end)?;
            Span::new(Time::from_minute(from)?, Time::from_minute(until)?)
        })
    }
}

/// Sorted, with what touches for the same reason made one.
fn touching(mut cuts: Vec<(Span, NotOpen)>) -> Vec<(Span, NotOpen)> {
    cuts.sort_unstable();
    let mut out: Vec<(Span, NotOpen)> = Vec::with_capacity(cuts.len());
    for (span, why) in cuts {
        match out.last_mut() {
            Some((last, same)) if *same == why && last.until() == span.from() => {
                *last = Span::new(last.from(), span.until()).unwrap_or(*last);
            }
            _ => out.push((span, why)),
        }
    }
    out
}
