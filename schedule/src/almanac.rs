//! When the counter is open: hours of an opening ∩ building ∩ office ∩ interpreter − holidays − closures.

use crate::closure::Closure;
use crate::holidays::Holidays;
use crate::place::Place;
use crate::plan::{Opening, Plan};
use crate::time::Span;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use protocol::id::{OpeningId, SectionId, SiteId, SubjectId};
use protocol::schedule::{NotOpen, Reason};

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

#[expect(clippy::unimplemented, reason = "the skeleton that neighbours build against; the next commits fill it in")]
impl<'a> Almanac<'a> {
    /// An opening on a date at a site; none where its own pattern does not have it there and then.
    pub fn day(&self, _opening: &Opening, _site: &SiteId, _date: Date) -> Option<Day> {
        unimplemented!("Almanac::day")
    }

    /// The units of that day that are wholly open, in order. They may be apart.
    pub fn units(&self, _opening: &Opening, _site: &SiteId, _date: Date) -> Vec<Unit> {
        unimplemented!("Almanac::units")
    }

    /// Every time at which a talk about a subject can begin at a site on a date, by time and opening. Passed ones are
    /// among them; [`Almanac::within`] tells.
    pub fn starts(&self, _site: &SiteId, _subject: &SubjectId, _date: Date) -> Vec<Start<'a>> {
        unimplemented!("Almanac::starts")
    }

    /// Why nobody can come to a site's counter (a section's, where one is given) without a booking at a moment, and the
    /// closure, where that is why; none where it is open. Lectures do not open a counter.
    pub fn closed(
        &self,
        _site: &SiteId,
        _section: Option<&SectionId>,
        _at: i64,
    ) -> Option<(NotOpen, Option<&'a Closure>)> {
        unimplemented!("Almanac::closed")
    }

    /// The first moment from `from` on at which a site's counter is open, within a year.
    pub fn next_open(&self, _site: &SiteId, _from: i64) -> Option<i64> {
        unimplemented!("Almanac::next_open")
    }

    /// Everything that speaks against a talk about a subject that begins at a time on the wall, in the order of
    /// [`NotOpen`]; nothing where it could be booked. Seats and booths are not known here.
    pub fn explain(&self, _site: &SiteId, _subject: &SubjectId, _at: DateTime, _now: i64) -> Vec<Reason> {
        unimplemented!("Almanac::explain")
    }

    /// Why a part of a day does not take place, in words.
    pub fn sentence(&self, _opening: &Opening, _site: &SiteId, _date: Date, _cut: (Span, NotOpen)) -> String {
        unimplemented!("Almanac::sentence")
    }

    /// Whether a booking that was made earlier can still take place: its own opening, or another one of the section
    /// about the subject, is open all the while.
    ///
    /// # Errors
    /// The first thing that speaks against it.
    pub fn fits(
        &self,
        _site: &SiteId,
        _subject: &SubjectId,
        _section: &SectionId,
        _opening: &OpeningId,
        _starts: i64,
        _ends: i64,
    ) -> Result<(), NotOpen> {
        unimplemented!("Almanac::fits")
    }

    /// Whether a booking of a moment can be made now, by the ward's lead time and horizon.
    ///
    /// # Errors
    /// [`NotOpen::TooSoon`], [`NotOpen::TooFar`].
    pub fn within(&self, _starts: i64, _now: i64) -> Result<(), NotOpen> {
        unimplemented!("Almanac::within")
    }
}
