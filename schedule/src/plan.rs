//! 計画: everything that a ward publishes at once, read into what cannot be wrong.

use crate::calendar::Calendar;
use crate::time::Span;
use jiff::civil::{Date, Weekday};
use protocol::id::{CalendarId, OpeningId, SectionId, SiteId, SubjectId};
use protocol::schedule::{BookingRules, OpeningKind};
use std::collections::{BTreeMap, BTreeSet};

/// 計画. Made by [`Plan::read`] and [`Plan::stored`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub(crate) buildings: BTreeMap<SiteId, Calendar>,
    pub(crate) offices: BTreeMap<SectionId, Calendar>,
    pub(crate) interpreters: BTreeMap<CalendarId, Interpreter>,
    pub(crate) openings: Vec<Opening>,
    pub(crate) lengths: BTreeMap<SubjectId, Length>,
    pub(crate) rules: BookingRules,
}

/// 通訳
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interpreter {
    /// 手話通訳
    pub(crate) name: String,
    /// When somebody is there.
    pub(crate) calendar: Calendar,
}

/// How long a subject takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The talk, in minutes.
    pub minutes: u16,
    /// What staff need after it, in minutes.
    pub buffer_minutes: u16,
}

impl Length {
    /// Both, in minutes.
    pub fn whole(self) -> u32 {
        u32::from(self.minutes) + u32::from(self.buffer_minutes)
    }
}

/// On which days an opening takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// Every week.
    Weekly {
        /// From Monday on.
        days: [bool; 7],
        /// The first date.
        from: Date,
        /// The last date; none is until further notice.
        until: Option<Date>,
    },
    /// On these dates alone.
    Dates(BTreeSet<Date>),
}

/// 開設枠
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Which.
    pub id: OpeningId,
    /// Who answers.
    pub section: SectionId,
    /// Whose booths may book it.
    pub sites: BTreeSet<SiteId>,
    /// About what; empty is everything that the section answers at the site.
    pub subjects: BTreeSet<SubjectId>,
    /// What it is.
    pub kind: OpeningKind,
    /// What a 相談会 or 講座 is called.
    pub title: Option<String>,
    /// On which days.
    pub days: Days,
    /// But for these dates.
    pub except: BTreeSet<Date>,
    /// From when until when.
    pub hours: Span,
    /// How long a unit is, in minutes; all of its hours for a lecture.
    pub unit_minutes: u16,
    /// How many residents at the same time.
    pub seats: u16,
    /// The interpreter who has to be there.
    pub interpreter: Option<CalendarId>,
    /// Whether it takes place on holidays.
    pub on_holidays: bool,
}

impl Plan {
    /// The openings, by id.
    pub fn openings(&self) -> &[Opening] {
        &self.openings
    }

    /// One of them.
    pub fn opening(&self, id: &OpeningId) -> Option<&Opening> {
        self.openings.iter().find(|opening| opening.id == *id)
    }

    /// What holds for every booking.
    pub fn rules(&self) -> &BookingRules {
        &self.rules
    }
}

impl Opening {
    /// Whether it takes place on a date by its own pattern, whatever the calendars say.
    pub fn is_on(&self, date: Date) -> bool {
        let fits = match &self.days {
            Days::Weekly { days, from, until } => {
                days[index(date.weekday())] && *from <= date && until.is_none_or(|until| date <= until)
            }
            Days::Dates(dates) => dates.contains(&date),
        };
        fits && !self.except.contains(&date)
    }

    /// Whether it is about a subject that its section answers.
    pub fn names(&self, subject: &SubjectId) -> bool {
        self.subjects.is_empty() || self.subjects.contains(subject)
    }
}

/// 0 is Monday.
pub(crate) fn index(day: Weekday) -> usize {
    day.to_monday_zero_offset().unsigned_abs().into()
}
