//! The rules, minute by minute, from the words of the issue: effective hours are the intersection of the calendars of
//! building, office and interpreter, less holidays and closures; nothing is offered in a minute that the clocks leave
//! out or show twice.

use crate::clock::Day;
use crate::model::{Calendar, Days, Minutes, Model, Opening, Scope, Subject};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use protocol::schedule::NotOpen;
use std::rc::Rc;

pub(crate) struct Oracle<'a> {
    pub(crate) model: &'a Model,
    pub(crate) date: Date,
    pub(crate) day: Rc<Day>,
}

fn lies(minute: u16, spans: &[Minutes]) -> bool {
    spans.iter().any(|(from, until)| *from <= minute && minute < *until)
}

fn weekday(date: Date) -> usize {
    date.weekday().to_monday_zero_offset() as usize
}

fn calendar_holds(calendar: &Calendar, date: Date, minute: u16) -> bool {
    match calendar.dates.get(&date) {
        Some(spans) => lies(minute, spans),
        None => lies(minute, &calendar.week[weekday(date)]),
    }
}

/// What the crate says of each minute: open, or why not.
pub(crate) fn minutes_of(day: &schedule::Day) -> Vec<(u16, Option<NotOpen>)> {
    let open = day.open.iter().map(|span| (*span, None));
    let cuts = day.cuts.iter().map(|(span, why)| (*span, Some(*why)));
    let mut minutes: Vec<_> = open
        .chain(cuts)
        .flat_map(|(span, why)| (span.from().minute()..span.until().minute()).map(move |minute| (minute, why)))
        .collect();
    minutes.sort();
    minutes
}

impl Oracle<'_> {
    fn takes_place(&self, opening: &Opening, site: &str) -> bool {
        let on = match &opening.days {
            Days::Weekly { days, from, until } => {
                days.contains(&weekday(self.date)) && self.date >= *from && until.is_none_or(|until| self.date <= until)
            }
            Days::Dates(dates) => dates.contains(&self.date),
        };
        on && !opening.except.contains(&self.date) && opening.sites.iter().any(|other| other == site)
    }

    /// The first reason why a minute of an opening is not open.
    fn shut(&self, opening: &Opening, site: &str, minute: u16) -> Option<NotOpen> {
        let model = self.model;
        let closed = |all: bool| {
            model.closures.iter().any(|closure| {
                let hits = match &closure.scope {
                    Scope::All => all,
                    Scope::Site(closed) => !all && closed == site,
                    Scope::Section(closed) => !all && *closed == opening.section,
                };
                hits && closure.from <= (self.date, minute) && (self.date, minute) < closure.until
            })
        };
        if closed(true) {
            return Some(NotOpen::Suspended);
        }
        if closed(false) {
            return Some(NotOpen::Closure);
        }
        if model.holidays.contains(&self.date) && !opening.on_holidays {
            return Some(NotOpen::Holiday);
        }
        let section = model.sections.iter().position(|section| *section == opening.section).expect("it was drawn");
        let holds =
            |calendar: Option<&Calendar>| calendar.is_none_or(|calendar| calendar_holds(calendar, self.date, minute));
        if !holds(model.site(site).building.as_ref()) {
            return Some(NotOpen::Building);
        }
        if !holds(model.offices[section].as_ref()) {
            return Some(NotOpen::Office);
        }
        if !holds(opening.interpreter.map(|at| &model.interpreters[at])) {
            return Some(NotOpen::Interpreter);
        }
        if self.day.moments(minute).len() != 1 {
            return Some(NotOpen::ClockChange);
        }
        None
    }

    pub(crate) fn minutes(&self, opening: &Opening, site: &str) -> Option<Vec<(u16, Option<NotOpen>)>> {
        if !self.takes_place(opening, site) {
            return None;
        }
        let (from, until) = opening.hours;
        Some((from..until).map(|minute| (minute, self.shut(opening, site, minute))).collect())
    }

    fn open(&self, opening: &Opening, site: &str, minute: u16) -> bool {
        let (from, until) = opening.hours;
        self.takes_place(opening, site)
            && from <= minute
            && minute < until
            && self.shut(opening, site, minute).is_none()
    }

    /// The units that begin at a minute, so many in a row, if each of their minutes is open.
    fn row(&self, opening: &Opening, site: &str, from: u16, long: u16) -> Option<(i64, i64)> {
        if from + long > opening.hours.1 || !(from..from + long).all(|minute| self.open(opening, site, minute)) {
            return None;
        }
        let first = self.day.moments(from)[0];
        let last = self.day.moments(from + long - 1)[0];
        Some((first, last + 60_000))
    }

    fn unit(opening: &Opening) -> u16 {
        if opening.lecture { opening.hours.1 - opening.hours.0 } else { opening.unit }
    }

    fn grid(opening: &Opening) -> impl Iterator<Item = u16> {
        let (from, until) = opening.hours;
        let unit = Self::unit(opening);
        (from..until).filter(move |minute| (minute - from) % unit == 0)
    }

    pub(crate) fn units(&self, opening: &Opening, site: &str) -> Vec<(i64, i64)> {
        Self::grid(opening).filter_map(|from| self.row(opening, site, from, Self::unit(opening))).collect()
    }

    /// As many whole units as talk and buffer need, at least one.
    fn long(opening: &Opening, subject: &Subject) -> u16 {
        let unit = Self::unit(opening);
        let (minutes, buffer) = subject.length.unwrap_or((subject.minutes, 0));
        let mut long = unit;
        while !opening.lecture && long < minutes + buffer {
            long += unit;
        }
        long
    }

    /// Start, opening, end.
    pub(crate) fn starts(&self, site: &str, subject: &str) -> Vec<(i64, String, i64)> {
        let subject = self.model.subject(subject);
        if !self.model.site(site).subjects.contains(&subject.id) {
            return vec![];
        }
        let mut starts = vec![];
        for opening in &self.model.openings {
            let about = opening.subjects.is_empty() || opening.subjects.contains(&subject.id);
            if opening.section != subject.section || !about {
                continue;
            }
            for from in Self::grid(opening) {
                if let Some((first, last)) = self.row(opening, site, from, Self::long(opening, subject)) {
                    starts.push((first, opening.id.clone(), last));
                }
            }
        }
        starts.sort();
        starts
    }

    pub(crate) fn in_time(&self, zone: &TimeZone, at: i64, now: i64) -> bool {
        let date = |at: i64| zone.to_datetime(Timestamp::from_millisecond(at).expect("a moment")).date();
        let soon = at - now < i64::from(self.model.lead) * 60_000;
        let mut last = date(now);
        for _ in 1..self.model.horizon {
            last = last.tomorrow().expect("not the last");
        }
        !soon && date(at) <= last
    }

    /// Whether a booking can take place: every minute of it is open in its own opening, or another one offers just it.
    pub(crate) fn fits(&self, site: &str, subject: &str, own: &str, starts: i64, ends: i64) -> bool {
        let facts = self.model.subject(subject);
        let others = self.starts(site, subject);
        let lecture = |id: &str| self.model.openings.iter().any(|opening| opening.id == id && opening.lecture);
        let offered = |start: &(i64, String, i64)| start.0 == starts && start.2 == ends && !lecture(&start.1);
        if others.iter().any(|start| start.1 != own && offered(start)) {
            return true;
        }
        let Some(opening) = self.model.openings.iter().find(|opening| opening.id == own) else { return false };
        let about = opening.subjects.is_empty() || opening.subjects.contains(&subject.to_owned());
        if opening.section != facts.section || !about {
            return false;
        }
        if opening.lecture {
            return self.units(opening, site).contains(&(starts, ends));
        }
        // The wall must not leap in between.
        let Some(first) = self.day.minute_at(starts) else { return false };
        (starts..ends).step_by(60_000).zip(first..).all(|(at, expected)| {
            self.day.minute_at(at).is_some_and(|minute| minute == expected && self.open(opening, site, minute))
        })
    }

    pub(crate) fn walked_into(&self, site: &str, section: Option<&str>, at: i64) -> bool {
        self.day.minute_at(at).is_some_and(|minute| {
            self.model.openings.iter().any(|opening| {
                !opening.lecture
                    && section.is_none_or(|section| opening.section == section)
                    && self.open(opening, site, minute)
            })
        })
    }

    pub(crate) fn next_open(&self, site: &str, from: i64) -> Option<i64> {
        let later = self.day.walk().iter().filter(|(at, _)| *at >= from);
        later.map(|(at, _)| *at).find(|at| self.walked_into(site, None, *at))
    }
}
