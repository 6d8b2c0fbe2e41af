//! Whether a time may be booked now, and whether a booking that was made earlier still stands.

use crate::almanac::{Almanac, Unit};
use crate::plan::Opening;
use crate::time::{Span, Time};
use crate::wall::{MINUTE, Wall, shown};
use jiff::civil::Date;
use protocol::id::{OpeningId, SectionId, SiteId, SubjectId};
use protocol::schedule::{NotOpen, OpeningKind};

impl Almanac<'_> {
    /// Whether a booking that was made earlier can still take place. Its own opening carries it where it is open all the
    /// while, wherever its units now begin (a lecture must be at the very time); another opening of the section where a
    /// talk about the subject can begin and end just then.
    ///
    /// # Errors
    /// The first thing that speaks against it.
    pub fn fits(
        &self,
        site: &SiteId,
        subject: &SubjectId,
        section: &SectionId,
        opening: &OpeningId,
        starts: i64,
        ends: i64,
    ) -> Result<(), NotOpen> {
        let Some((date, span)) = self.on_wall(starts, ends) else { return Err(NotOpen::NoOpening) };
        let own = self.plan.opening(opening).filter(|own| own.section == *section);
        if own.is_some_and(|own| self.carries(own, site, subject, date, span, Unit { starts, ends })) {
            return Ok(());
        }
        let others = self.starts(site, subject, date);
        let mut others = others.iter().filter(|start| {
            start.opening.id != *opening
                && start.opening.section == *section
                && start.opening.kind != OpeningKind::Lecture
        });
        if others.any(|start| (start.starts, start.ends) == (starts, ends)) {
            return Ok(());
        }
        let own = own.filter(|own| own.sites.contains(site) && own.is_on(date));
        let wall = Wall::of(self.zone, date);
        let shut = self.shut(own, section, site, date, &wall);
        let first = shut.iter().find(|(_, spans)| spans.iter().any(|shut| shut.meet(span).is_some()));
        Err(match (first, own) {
            (Some((why, _)), _) => *why,
            (None, Some(own)) if own.hours.covers(span) && !own.names(subject) => NotOpen::Subject,
            (None, _) => NotOpen::NoOpening,
        })
    }

    /// Whether a booking of a moment can be made now, by the ward's lead time and horizon; both in milliseconds since
    /// 1970.
    ///
    /// # Errors
    /// [`NotOpen::TooSoon`], [`NotOpen::TooFar`].
    pub fn within(&self, starts: i64, now: i64) -> Result<(), NotOpen> {
        if starts < now.saturating_add(i64::from(self.plan.rules.lead_minutes) * MINUTE) {
            return Err(NotOpen::TooSoon);
        }
        let last = self.last_date(now).ok_or(NotOpen::TooFar)?;
        match shown(self.zone, starts) {
            Some(wall) if wall.date() <= last => Ok(()),
            _ => Err(NotOpen::TooFar),
        }
    }

    /// The last date that can be booked now.
    pub(crate) fn last_date(&self, now: i64) -> Option<Date> {
        let days = i64::from(self.plan.rules.horizon_days) - 1;
        shown(self.zone, now)?.date().checked_add(jiff::Span::new().days(days)).ok()
    }

    fn carries(&self, own: &Opening, site: &SiteId, subject: &SubjectId, date: Date, span: Span, booked: Unit) -> bool {
        if !own.names(subject) {
            return false;
        }
        if own.kind == OpeningKind::Lecture {
            return self.units(own, site, date).contains(&booked);
        }
        self.day(own, site, date).is_some_and(|day| day.open.iter().any(|open| open.covers(span)))
    }

    /// Where a booking stands on the wall. What is no whole minutes of one date is nowhere.
    fn on_wall(&self, starts: i64, ends: i64) -> Option<(Date, Span)> {
        let wall = shown(self.zone, starts)?;
        let minutes = u16::try_from(ends.checked_sub(starts)?.checked_div(MINUTE)?).ok()?;
        let from = Time::of(wall);
        let until = from.minute().checked_add(minutes).and_then(Time::from_minute)?;
        Some((wall.date(), Span::new(from, until)?))
    }
}
