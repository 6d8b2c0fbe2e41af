//! Random models. One seed is one model.

use crate::model::{Calendar, Closed, Days, Minutes, Model, Opening, Scope, Site, Subject};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp, ToSpan};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

pub(crate) const TODAY: Date = date(2026, 6, 1);

pub(crate) struct Draw {
    rng: StdRng,
    changes: Vec<Date>,
    /// Dates near each other, so that exceptions, holidays and closures meet the dates that are looked at.
    near: Date,
}

impl Draw {
    /// `changes`: the dates on which clocks change in the zone.
    pub(crate) fn new(seed: u64, changes: Vec<Date>) -> Self {
        let mut draw = Self { rng: StdRng::seed_from_u64(seed), changes, near: TODAY };
        draw.near = if draw.one_in(4) || draw.changes.is_empty() {
            date(2026, 1, 10).saturating_add((draw.below(1_050) as i64).days())
        } else {
            *draw.one(&draw.changes.clone())
        };
        draw
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.rng.next_u64() % end as u64) as usize
    }

    pub(crate) fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    /// Of the same fortnight as the others, the day of the change every other time.
    pub(crate) fn date(&mut self) -> Date {
        if self.one_in(2) { self.near } else { self.near.saturating_add((self.below(15) as i64 - 7).days()) }
    }

    fn dates(&mut self, most: usize) -> Vec<Date> {
        let count = self.below(most + 1);
        let mut dates: Vec<Date> = (0..count).map(|_| self.date()).collect();
        dates.sort();
        dates.dedup();
        dates
    }

    /// Minutes in steps; more often than not in the small hours, in which clocks change.
    fn minutes(&mut self, step: u16) -> Minutes {
        let steps = usize::from(1440 / step);
        let first = if self.one_in(2) { self.below(steps / 6) } else { self.below(steps) };
        let longest = if self.one_in(3) { steps } else { steps / 4 };
        let last = first + 1 + self.below(longest.min(steps - first));
        (first as u16 * step, last as u16 * step)
    }

    /// Up to two hours of a day, apart.
    fn day(&mut self) -> Vec<Minutes> {
        match self.below(6) {
            0 => vec![],
            1 => {
                let (a, b) = (self.minutes(1), self.minutes(1));
                if a.1 <= b.0 || b.1 <= a.0 { vec![a, b] } else { vec![a] }
            }
            2 => vec![self.minutes(1)],
            _ => vec![(self.below(90) as u16, 1440 - self.below(300) as u16)],
        }
    }

    fn calendar(&mut self) -> Calendar {
        let week = (0..7).map(|_| self.day()).collect();
        let dates = self.dates(3).into_iter().map(|date| (date, self.day())).collect();
        Calendar { week, dates }
    }

    fn some<'t, T>(&mut self, of: &'t [T]) -> Vec<&'t T> {
        of.iter().filter(|_| !self.one_in(3)).collect()
    }

    pub(crate) fn model(&mut self) -> Model {
        let sections = vec!["section-0".to_owned(), "section-1".to_owned()];
        let offices = sections.iter().map(|_| (!self.one_in(3)).then(|| self.calendar())).collect();
        let subjects: Vec<Subject> = (0..4)
            .map(|at| Subject {
                id: format!("subject-{at}"),
                section: sections[at % 2].clone(),
                minutes: *self.one(&[0, 10, 20, 30, 45, 60]),
                length: self.one_in(2).then(|| (*self.one(&[5, 20, 30, 50, 60]), *self.one(&[0, 0, 5, 10, 30]))),
            })
            .collect();
        let ids: Vec<String> = subjects.iter().map(|subject| subject.id.clone()).collect();
        let sites: Vec<Site> = (0..2)
            .map(|at| Site {
                id: format!("site-{at}"),
                subjects: self.some(&ids).into_iter().cloned().collect(),
                building: (!self.one_in(3)).then(|| self.calendar()),
            })
            .collect();
        let interpreters = vec![self.calendar()];
        let openings = (0..1 + self.below(4)).map(|at| self.opening(at, &sections, &sites, &subjects)).collect();
        let closures = (0..self.below(3)).map(|_| self.closed(&sites, &sections)).collect();
        let (lead, horizon) = (*self.one(&[0, 30, 1440]), 1 + self.below(40) as u16);
        let holidays = self.dates(2);
        Model { sections, offices, sites, subjects, interpreters, openings, holidays, closures, lead, horizon }
    }

    fn opening(&mut self, at: usize, sections: &[String], sites: &[Site], subjects: &[Subject]) -> Opening {
        let section = self.one(sections).clone();
        let mut at_sites: Vec<String> = self.some(sites).into_iter().map(|site| site.id.clone()).collect();
        if at_sites.is_empty() {
            at_sites.push(sites[0].id.clone());
        }
        let own: Vec<String> =
            subjects.iter().filter(|subject| subject.section == section).map(|subject| subject.id.clone()).collect();
        let named = if self.one_in(2) { self.some(&own).into_iter().cloned().collect() } else { vec![] };
        let hours = self.minutes(5);
        let units: Vec<u16> = [5, 10, 20, 30, 45, 60].into_iter().filter(|unit| *unit <= hours.1 - hours.0).collect();
        let mut on = self.dates(4);
        if on.is_empty() {
            on.push(self.near);
        }
        let days = if self.one_in(3) {
            Days::Dates(on)
        } else {
            let mut days: Vec<usize> = (0..7).filter(|_| !self.one_in(4)).collect();
            if days.is_empty() {
                days.push(6);
            }
            let from = self.near.saturating_sub((self.below(30) as i64).days());
            let until = self.one_in(3).then(|| from.saturating_add((self.below(60) as i64).days()));
            Days::Weekly { days, from, until }
        };
        Opening {
            id: format!("opening-{at}"),
            section,
            sites: at_sites,
            subjects: named,
            lecture: self.one_in(5),
            days,
            except: if self.one_in(4) { self.dates(2) } else { vec![] },
            hours,
            unit: *self.one(&units),
            interpreter: self.one_in(4).then_some(0),
            on_holidays: self.one_in(4),
        }
    }

    fn closed(&mut self, sites: &[Site], sections: &[String]) -> Closed {
        let scope = match self.below(3) {
            0 => Scope::All,
            1 => Scope::Site(self.one(sites).id.clone()),
            _ => Scope::Section(self.one(sections).clone()),
        };
        let on = self.date();
        let (from, until) = self.minutes(1);
        let days = if self.one_in(3) { self.below(4) as i64 } else { 0 };
        Closed { scope, from: (on, from), until: (on.saturating_add(days.days()), until) }
    }

    /// A minute of a day, most often one at which something begins.
    pub(crate) fn minute_near(&mut self, model: &Model) -> u16 {
        let opening = self.one(&model.openings);
        let (from, until) = opening.hours;
        let step = if self.one_in(4) { 1 } else { opening.unit };
        let steps = usize::from((until - from) / step) + 1;
        let minute = from + self.below(steps) as u16 * step;
        if self.one_in(10) { self.below(1440) as u16 } else { minute.min(1439) }
    }

    /// In milliseconds since 1970: about a month before a date, or about then.
    pub(crate) fn now(&mut self, date: Date) -> i64 {
        let days = if self.one_in(2) { self.below(40) } else { self.below(2) };
        let minutes = self.below(1440) as i64;
        let on = jiff::tz::TimeZone::UTC.to_timestamp(date.at(12, 0, 0, 0)).expect("a moment");
        let now: Timestamp = on - Span::new().hours(24 * days as i64).minutes(minutes);
        now.as_millisecond()
    }
}
