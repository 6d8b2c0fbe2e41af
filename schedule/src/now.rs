//! Whether a counter is open at a moment, and when it next is: for who comes without a booking.

use crate::almanac::Almanac;
use crate::closure::Closure;
use crate::plan::Opening;
use crate::time::Time;
use crate::wall::{Wall, shown};
use protocol::id::{SectionId, SiteId};
use protocol::schedule::{ClosureScope, NotOpen, OpeningKind};

/// How many dates are looked through for the next that is open.
const YEAR: usize = 366;

impl<'a> Almanac<'a> {
    /// Why nobody can come to a site's counter (a section's, where one is given) without a booking at a moment in
    /// milliseconds since 1970, and the closure, where that is why; none where it is open. Lectures open no counter.
    pub fn closed(
        &self,
        site: &SiteId,
        section: Option<&SectionId>,
        at: i64,
    ) -> Option<(NotOpen, Option<&'a Closure>)> {
        let Some(wall) = shown(self.zone, at) else { return Some((NotOpen::NoOpening, None)) };
        let (date, time) = (wall.date(), Time::of(wall));
        let today: Vec<_> = self
            .walked_into(site, section)
            .filter_map(|opening| self.day(opening, site, date).map(|day| (opening, day)))
            .collect();
        if today.iter().any(|(_, day)| day.open.iter().any(|span| span.holds(time))) {
            return None;
        }
        // Each opening that there would be has its own first reason; the counter's is the first of them.
        let cuts = today.iter().flat_map(|(_, day)| &day.cuts);
        let cut = cuts.filter(|(span, _)| span.holds(time)).map(|(_, why)| *why).min();
        let why = self.closure_at(site, section, at).map(why_of).or(cut).unwrap_or_else(|| {
            if self.holidays.on(date).is_some() && today.iter().all(|(_, day)| day.open.is_empty()) {
                return NotOpen::Holiday;
            }
            let shut = |calendar: Option<&crate::Calendar>| {
                calendar.is_some_and(|calendar| !calendar.on(date).iter().any(|span| span.holds(time)))
            };
            if shut(self.plan.buildings.get(site)) {
                NotOpen::Building
            } else if shut(section.and_then(|section| self.plan.offices.get(section))) {
                NotOpen::Office
            } else {
                NotOpen::NoOpening
            }
        });
        let closes = matches!(why, NotOpen::Suspended | NotOpen::Closure);
        let closure = closes.then(|| {
            let sections = today.iter().map(|(opening, _)| &opening.section);
            self.closure_at(site, section, at)
                .or_else(|| sections.filter_map(|section| self.closure_at(site, Some(section), at)).next())
        });
        Some((why, closure.flatten()))
    }

    /// The first moment from `from` on at which a site's counter is open, within a year; milliseconds since 1970.
    pub fn next_open(&self, site: &SiteId, from: i64) -> Option<i64> {
        let today = shown(self.zone, from)?.date();
        today.series(jiff::Span::new().days(1)).take(YEAR).find_map(|date| {
            let wall = Wall::of(self.zone, date);
            let days = self.walked_into(site, None).filter_map(|opening| self.day(opening, site, date));
            days.flat_map(|day| day.open)
                .filter_map(|span| Some((wall.moment(span.from())?, wall.moment(span.until())?)))
                .filter(|(_, ends)| *ends > from)
                .map(|(starts, _)| starts.max(from))
                .min()
        })
    }

    fn walked_into<'s>(
        &self,
        site: &'s SiteId,
        section: Option<&'s SectionId>,
    ) -> impl Iterator<Item = &'a Opening> + use<'a, 's> {
        self.plan.openings.iter().filter(move |opening| {
            opening.kind != OpeningKind::Lecture
                && opening.sites.contains(site)
                && section.is_none_or(|section| opening.section == *section)
        })
    }

    /// The closure that holds at a moment: of everything before any other, then the one that ends last.
    fn closure_at(&self, site: &SiteId, section: Option<&SectionId>, at: i64) -> Option<&'a Closure> {
        let holds = self.closures.iter().filter(|closure| closure.hits(site, section) && closure.holds(at));
        holds.max_by_key(|closure| (closure.scope == ClosureScope::All, closure.until_ms))
    }
}

fn why_of(closure: &Closure) -> NotOpen {
    if closure.scope == ClosureScope::All { NotOpen::Suspended } else { NotOpen::Closure }
}
