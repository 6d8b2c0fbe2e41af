//! Whether somebody who comes without a booking finds the counter open. Where a ward publishes a plan, its openings
//! decide, but for lectures; elsewhere the daily hours of the site. A closure closes either.

use super::{Hours, closure, read};
use crate::app::App;
use crate::clock::{Millis, on_the_wire};
use crate::db::Conn;
use crate::fault::Result;
use crate::place::Site;
use crate::queue::prospect::Counter;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use protocol::id::{SectionId, SiteId};
use protocol::place;
use protocol::schedule::{ClosureScope, Notice, OpeningKind};
use schedule::{Closure, Span};
use std::sync::Arc;

/// How far it is looked for the next time that is open.
const AHEAD_DAYS: i64 = 92;

/// What decides at a site.
#[derive(Debug)]
pub enum Rule {
    /// The plan that its ward publishes.
    Plan(Arc<Hours>),
    /// Nothing was ever published there: its hours, every day, and closures.
    Daily {
        /// Where they are known.
        hours: Option<place::Hours>,
        /// Without those that were lifted.
        closures: Vec<Closure>,
        /// In which zone.
        zone: TimeZone,
    },
}

impl Rule {
    /// What decides at a site now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &App, conn: &mut Conn<'_>, site: &Site) -> Result<Self> {
        if let Some(hours) = read(app, conn, &site.ward).await? {
            return Ok(Self::Plan(hours));
        }
        let zone = app.config.calls.time_zone.clone();
        let closures = closure::standing(conn, &site.ward, &zone).await?;
        Ok(Self::Daily { hours: site.hours.clone(), closures, zone })
    }

    /// Whether the counter of a site, or of one section there, is open at a moment.
    pub fn counter(&self, site: &SiteId, section: Option<&SectionId>, now: Millis) -> Counter {
        match self {
            Self::Plan(hours) => planned(hours, site, section, now),
            Self::Daily { hours, closures, zone } => {
                let hits: Vec<&Closure> = closures.iter().filter(|closure| closure.hits(site, section)).collect();
                daily(hours.as_ref(), &hits, zone, now)
            }
        }
    }

    /// The closures that are in force at a site at a moment, as residents are told: those of the whole counter first.
    pub fn notices(&self, site: &SiteId, now: Millis) -> Vec<Notice> {
        let closures = match self {
            Self::Plan(hours) => &hours.closures,
            Self::Daily { closures, .. } => closures,
        };
        let mut notices: Vec<Notice> = closures
            .iter()
            .filter(|closure| closure.holds(now))
            .filter_map(|closure| {
                let section = match &closure.scope {
                    ClosureScope::All => None,
                    ClosureScope::Site { site: closed } if closed == site => None,
                    ClosureScope::Site { .. } => return None,
                    ClosureScope::Section { section } => Some(section.clone()),
                };
                let opens_at = match self.counter(site, section.as_ref(), now) {
                    Counter::Open { .. } => None,
                    Counter::Closed { opens_at } => opens_at,
                };
                Some(Notice {
                    all: closure.scope == ClosureScope::All,
                    section,
                    reason: closure.reason.clone(),
                    instead: closure.instead.clone(),
                    opens_at: opens_at.map(on_the_wire),
                })
            })
            .collect();
        notices.sort_by_key(|notice| (!notice.all, notice.section.is_some()));
        notices
    }

    /// From when until when a site's counter is open today, where that is one stretch with or without pauses.
    pub fn today(&self, site: &SiteId, now: Millis) -> Option<place::Hours> {
        match self {
            Self::Plan(hours) => {
                let spans = open_on(hours, site, None, local(now, &hours.zone));
                let (opens, closes) = (spans.first()?.from(), spans.last()?.until());
                Some(place::Hours { opens: opens.to_string(), closes: closes.to_string() })
            }
            Self::Daily { hours, .. } => hours.clone(),
        }
    }
}

/// By the openings of a plan.
fn planned(hours: &Hours, site: &SiteId, section: Option<&SectionId>, now: Millis) -> Counter {
    let mut stretches = stretches(hours, site, section, now);
    match stretches.next() {
        Some((from, until)) if from <= now => {
            Counter::Open { closes_at: Some(until), reopens_at: stretches.next().map(|(from, _)| from) }
        }
        later => Counter::Closed { opens_at: later.map(|(from, _)| from) },
    }
}

/// When it is open from a moment on: what has not passed, in order, with what touches made one.
fn stretches<'a>(
    hours: &'a Hours,
    site: &'a SiteId,
    section: Option<&'a SectionId>,
    now: Millis,
) -> impl Iterator<Item = (Millis, Millis)> + 'a {
    let today = local(now, &hours.zone);
    let days = (0..=AHEAD_DAYS).map_while(move |later| today.checked_add(later.days()).ok());
    let mut spans = days
        .flat_map(move |date| {
            open_on(hours, site, section, date).into_iter().filter_map(move |span| moments(span, date, &hours.zone))
        })
        .filter(move |(_, until)| *until > now)
        .peekable();
    std::iter::from_fn(move || {
        let (from, mut until) = spans.next()?;
        while let Some((_, later)) = spans.next_if(|(next, _)| *next <= until) {
            until = until.max(later);
        }
        Some((from, until))
    })
}

/// When a site's counter is open on a date, in order and apart.
fn open_on(hours: &Hours, site: &SiteId, section: Option<&SectionId>, date: Date) -> Vec<Span> {
    let almanac = hours.almanac();
    let counters = hours.plan.openings().iter().filter(|opening| {
        opening.kind != OpeningKind::Lecture && section.is_none_or(|section| opening.section == *section)
    });
    let days = counters.filter_map(|opening| almanac.day(opening, site, date));
    let mut spans: Vec<Span> = days.flat_map(|day| day.open).collect();
    spans.sort();
    spans.into_iter().fold(Vec::new(), |mut apart: Vec<Span>, span| {
        match apart.last_mut() {
            Some(last) if span.from() <= last.until() => {
                *last = Span::new(last.from(), last.until().max(span.until())).unwrap_or(*last);
            }
            _ => apart.push(span),
        }
        apart
    })
}

/// By the site's hours, every day, without what closures take.
fn daily(hours: Option<&place::Hours>, closures: &[&Closure], zone: &TimeZone, now: Millis) -> Counter {
    let over = |at: Millis| closures.iter().filter(|closure| closure.holds(at)).map(|closure| closure.until_ms).max();
    // Closures that follow on each other are waited for together.
    let mut from = now;
    while let Some(until) = over(from) {
        from = until;
    }
    let begins = |after: Millis| closures.iter().map(|closure| closure.from_ms).filter(|at| *at > after).min();
    match Counter::at(hours, from, zone) {
        Counter::Closed { opens_at } => Counter::Closed { opens_at },
        Counter::Open { .. } if from > now => Counter::Closed { opens_at: Some(from) },
        Counter::Open { closes_at, reopens_at } => match begins(now) {
            Some(closes) if closes_at.is_none_or(|at| closes < at) => {
                let reopens = match daily(hours, closures, zone, closes) {
                    Counter::Closed { opens_at } => opens_at,
                    Counter::Open { .. } => reopens_at,
                };
                Counter::Open { closes_at: Some(closes), reopens_at: reopens }
            }
            _ => Counter::Open { closes_at, reopens_at },
        },
    }
}

fn local(now: Millis, zone: &TimeZone) -> Date {
    Timestamp::from_millisecond(now).unwrap_or(Timestamp::MAX).to_zoned(zone.clone()).date()
}

/// A span of a date as moments.
pub(crate) fn moments(span: Span, date: Date, zone: &TimeZone) -> Option<(Millis, Millis)> {
    let at = |time: schedule::Time| Some(zone.to_timestamp(time.on(date)?).ok()?.as_millisecond());
    Some((at(span.from())?, at(span.until())?))
}
