//! The days of a plan as a table of sites and sections, with what a draft changes.

use super::store::plan::{self, Plans};
use super::{Hours, hours, store};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::clock::Millis;
use crate::db::Conn;
use crate::fault::{Fault, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use protocol::coordination::{Block, Change, Cut, Grid, GridRow, PlanOf};
use protocol::id::{OpeningId, SectionId, SiteId, WardId};
use protocol::schedule::Holiday;
use schedule::{Almanac, Day, Opening, Plan};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most days of a grid.
pub const DAYS_MAX: u16 = 42;

/// How many bookings an opening has on a date at a site.
pub(super) type Booked = HashMap<(OpeningId, SiteId, Date), u16>;

/// Some days of the caller's ward.
///
/// # Errors
/// `forbidden`; `bad-field` for no date, no days or too many.
pub async fn grid(app: &App, by: &AccountCaller, of: PlanOf, from: &str, days: u16) -> Result<Grid> {
    by.somewhere(Act::SeeHours)?;
    let dates = dates(from, days)?;
    let mut held = app.db.hold().await?;
    let conn = &mut held.conn();
    let Plans { version, published, draft, .. } = plan::both(conn, &by.ward).await?;
    let place = store::place::place(conn, &by.ward).await?;
    let (before, _) = Plan::stored(&published, &place);
    let after = draft.map_or_else(|| before.clone(), |draft| Plan::stored(&draft, &place).0);
    let hours = hours(app, conn, &by.ward, version, before, place).await?;
    let booked = booked(conn, &by.ward, &dates, &hours.zone).await?;
    Ok(table(&hours, &after, of, &dates, &booked))
}

/// How many bookings there are on some dates in a row.
async fn booked(conn: &mut Conn<'_>, ward: &WardId, dates: &[Date], zone: &TimeZone) -> Result<Booked> {
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Ok(Booked::new()) };
    let midnight = |date: Date| date.to_zoned(zone.clone()).map_or(Millis::MAX, |at| at.timestamp().as_millisecond());
    let between = (midnight(*first), last.tomorrow().map_or(Millis::MAX, midnight));
    let mut booked = Booked::new();
    for (opening, site, starts) in store::booked(conn, ward, between).await? {
        let at = Timestamp::from_millisecond(starts).unwrap_or(Timestamp::MAX).to_zoned(zone.clone());
        *booked.entry((opening, site, at.date())).or_default() += 1;
    }
    Ok(booked)
}

fn dates(from: &str, days: u16) -> Result<Vec<Date>> {
    if days == 0 || days > DAYS_MAX {
        let words = format!("日数は1から{DAYS_MAX}までにしてください。");
        return Err(Fault::bad_field("days", "out-of-range", words));
    }
    let first: Option<Date> = (from.len() == 10).then(|| from.parse().ok()).flatten();
    let bad = || Fault::bad_field("from", "bad-date", "日付は 2026-05-04 のように書いてください。");
    let first = first.ok_or_else(bad)?;
    (0..i64::from(days)).map(|later| first.checked_add(later.days()).map_err(|_| bad())).collect()
}

/// The table of what is published, or of a draft beside it.
fn table(published: &Hours, draft: &Plan, of: PlanOf, dates: &[Date], booked: &Booked) -> Grid {
    let before = published.almanac();
    let after = Almanac { plan: draft, ..before };
    let mut rows: BTreeMap<(SiteId, SectionId), Vec<Vec<Block>>> = BTreeMap::new();
    for opening in before.plan.openings().iter().chain(after.plan.openings()) {
        for site in &opening.sites {
            rows.entry((site.clone(), opening.section.clone())).or_insert_with(|| vec![Vec::new(); dates.len()]);
        }
    }
    for ((site, section), days) in &mut rows {
        for (date, blocks) in dates.iter().zip(days) {
            let mut cell = Cell { site, section, date: *date, booked, blocks };
            match of {
                PlanOf::Published => cell.fill(before, before),
                PlanOf::Draft => cell.fill(before, after),
            }
        }
    }
    let holidays = dates.iter().filter_map(|date| {
        let name = published.holidays.on(*date)?.to_owned();
        Some(Holiday { date: date.to_string(), name })
    });
    Grid {
        dates: dates.iter().map(Date::to_string).collect(),
        holidays: holidays.collect(),
        rows: rows.into_iter().map(|((site, section), days)| GridRow { site, section, days }).collect(),
    }
}

/// One site and section on one date.
struct Cell<'a> {
    site: &'a SiteId,
    section: &'a SectionId,
    date: Date,
    booked: &'a Booked,
    blocks: &'a mut Vec<Block>,
}

impl Cell<'_> {
    fn fill(&mut self, before: Almanac<'_>, after: Almanac<'_>) {
        let here = |plan: &Plan| -> BTreeSet<OpeningId> {
            let of = plan
                .openings()
                .iter()
                .filter(|opening| opening.section == *self.section && opening.sites.contains(self.site));
            of.map(|opening| opening.id.clone()).collect()
        };
        for id in here(before.plan).union(&here(after.plan)) {
            let old = self.takes_place(before, id);
            let new = self.takes_place(after, id);
            let block = match (old, new) {
                (None, None) => continue,
                (None, Some((opening, day))) => self.block(after, opening, day, Change::Added),
                (Some((opening, day)), None) => self.block(before, opening, day, Change::Removed),
                (Some((was, then)), Some((opening, day))) => {
                    let change = if then == day && alike(was, opening) { Change::None } else { Change::Changed };
                    self.block(after, opening, day, change)
                }
            };
            self.blocks.push(block);
        }
        self.blocks.sort_by(|a, b| (&a.hours.opens, &a.opening).cmp(&(&b.hours.opens, &b.opening)));
    }

    fn takes_place<'p>(&self, almanac: Almanac<'p>, id: &OpeningId) -> Option<(&'p Opening, Day)> {
        let opening = almanac.plan.opening(id).filter(|opening| opening.section == *self.section)?;
        Some((opening, almanac.day(opening, self.site, self.date)?))
    }

    fn block(&self, almanac: Almanac<'_>, opening: &Opening, day: Day, change: Change) -> Block {
        let cut = |cut: &(schedule::Span, _)| Cut {
            hours: cut.0.hours(),
            why: cut.1,
            sentence: almanac.sentence(opening, self.site, self.date, *cut),
        };
        let booked = self.booked.get(&(opening.id.clone(), self.site.clone(), self.date));
        Block {
            opening: opening.id.clone(),
            kind: opening.kind,
            title: opening.title.clone(),
            hours: day.hours.hours(),
            open: day.open.iter().map(|span| span.hours()).collect(),
            cuts: day.cuts.iter().map(cut).collect(),
            seats: opening.seats,
            booked: booked.copied().unwrap_or(0),
            change,
        }
    }
}

/// Whether two openings are the same but for their days and sites.
fn alike(one: &Opening, other: &Opening) -> bool {
    let facts = |opening: &Opening| (opening.kind, opening.unit_minutes, opening.seats, opening.on_holidays);
    facts(one) == facts(other)
        && one.title == other.title
        && one.subjects == other.subjects
        && one.interpreter == other.interpreter
}
