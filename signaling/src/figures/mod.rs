//! 集計: what happened in a ward, counted by site, subject, 標準化対象業務 or day. Counts of few people are hidden.
//!
//! ```text
//! tally   counts and hides      csv   the same as a table for spreadsheets      store   their SQL
//! ```
//!
//! A booth's turn-aways are counted here too: by day, site, subject and reason, and nothing else is kept of them.

mod csv;
mod store;
mod tally;

use crate::access::{AccountCaller, Act, BoothCaller, Caller, Scope, authorise};
use crate::app::App;
use crate::clock::Millis;
use crate::db::Conn;
use crate::fault::{Fault, Result};
use crate::hours::counter::moments;
use crate::hours::publish::{self, Counted};
use crate::hours::{self, Hours};
use crate::place;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use protocol::coordination::{Figures, FiguresBy};
use protocol::id::{SiteId, SubjectId, WardId};
use protocol::outlook::{TurnAway, TurnAwayReason};
use protocol::place::Handling;
use protocol::problem::Code;
use schedule::Almanac;
use std::collections::BTreeMap;
use tally::Fact;

/// Most days that are counted at once.
const DAYS_MAX: i32 = 366;

/// Something that happened, and where it counts.
struct Seen {
    site: SiteId,
    subject: SubjectId,
    day: String,
    fact: Fact,
}

/// The days to count, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    from: Date,
    until: Date,
}

impl Days {
    /// Reads them as they are asked for: `2026-05-01`.
    ///
    /// # Errors
    /// `bad-field` for what is no date, an end before its beginning, and more than a year.
    pub fn read(from: &str, until: &str) -> Result<Self> {
        let date = |path: &str, text: &str| {
            let words = "日付は 2026-05-01 のように書いてください。";
            text.parse::<Date>().map_err(|_| Fault::bad_field(path, "bad-date", words))
        };
        let days = Self { from: date("from", from)?, until: date("until", until)? };
        if days.until < days.from {
            return Err(Fault::bad_field("until", "too-early", "終わりの日が、始まりの日より前です。"));
        }
        if days.until.since(days.from).map_or(i32::MAX, |span| span.get_days()) >= DAYS_MAX {
            return Err(Fault::bad_field("until", "too-late", "一度に集計できるのは1年までです。"));
        }
        Ok(days)
    }

    /// From the first midnight until the last.
    fn between(self, zone: &TimeZone) -> (Millis, Millis) {
        (midnight(self.from, zone), midnight(self.until.tomorrow().unwrap_or(Date::MAX), zone))
    }

    fn dates(self) -> impl Iterator<Item = Date> {
        self.from.series(1.day()).take_while(move |date| *date <= self.until)
    }
}

/// What happened in the caller's ward.
///
/// # Errors
/// `forbidden`.
pub async fn figures(app: &App, caller: &AccountCaller, by: FiguresBy, days: Days) -> Result<Figures> {
    let ward = &caller.ward;
    authorise(&Caller::Account(caller.clone()), Act::SeeFigures, Scope::ward(ward))?;
    let zone = &app.config.calls.time_zone;
    let tasks = place::tasks(&app.db).await?;
    let task_of: BTreeMap<_, _> = tasks.iter().map(|(subject, _, task)| (subject.clone(), task.clone())).collect();
    let key = |seen: &Seen| match by {
        FiguresBy::Site => seen.site.to_string(),
        FiguresBy::Subject => seen.subject.to_string(),
        FiguresBy::Task => task_of.get(&seen.subject).cloned().flatten().unwrap_or_default(),
        FiguresBy::Day => seen.day.clone(),
    };
    let mut facts: Vec<_> = seen(app, ward, days, zone).await?.iter().map(|one| (key(one), one.fact)).collect();
    let mut whole_open = 0;
    if let Some(hours) = hours::published(app, ward).await? {
        let counted = publish::counted(app, ward, &hours.place, days.between(zone)).await?;
        for (site, day, length) in open(&hours, &counted, days) {
            whole_open += if site.is_none() { length } else { 0 };
            match (by, site) {
                (FiguresBy::Site, Some(site)) => facts.push((site.into(), Fact::Open(length))),
                (FiguresBy::Day, None) => facts.push((day, Fact::Open(length))),
                _ => {}
            }
        }
    }
    let groups = groups(app, ward, by, days, tasks).await?;
    let (is_daily, tells_open) = (by == FiguresBy::Day, matches!(by, FiguresBy::Site | FiguresBy::Day));
    let (whole, rows) = tally::figures(groups, &facts, whole_open, is_daily, tells_open);
    Ok(Figures { by, from: days.from.to_string(), until: days.until.to_string(), whole, rows })
}

/// The same as CSV.
///
/// # Errors
/// `forbidden`.
pub async fn csv(app: &App, caller: &AccountCaller, by: FiguresBy, days: Days) -> Result<String> {
    figures(app, caller, by, days).await.map(|figures| csv::csv(&figures))
}

/// Counts somebody whom a booth turned away. Whoever chose the quiet card is not counted.
///
/// # Errors
/// `not-found` for a subject that is no tile of the booth.
pub async fn turn_away(app: &App, booth: &BoothCaller, told: &TurnAway) -> Result<()> {
    authorise(&Caller::Booth(booth.clone()), Act::Ring, Scope::booth(&booth.ward, &booth.booth))?;
    let mut held = app.db.hold().await?;
    let facts = place::facts(&mut held.conn(), &booth.site, &told.subject).await?.ok_or(Code::NotFound)?;
    if facts.handling == Handling::QuietCard || facts.about.is_some_and(|about| about.danger) {
        return Ok(());
    }
    let day = day_of(app.clock.now(), &app.config.calls.time_zone);
    let what = (&booth.site, &told.subject);
    Ok(store::turn_away(&mut held.conn(), &booth.ward, what, &day, told.reason).await?)
}

/// Counts somebody who went on against the screening's verdict, inside the transaction of the act itself.
pub(crate) async fn disagreed(
    app: &App,
    conn: &mut Conn<'_>,
    ward: &WardId,
    what: (&SiteId, &SubjectId),
) -> Result<()> {
    let day = day_of(app.clock.now(), &app.config.calls.time_zone);
    Ok(store::turn_away(conn, ward, what, &day, TurnAwayReason::Disagreed).await?)
}

async fn seen(app: &App, ward: &WardId, days: Days, zone: &TimeZone) -> Result<Vec<Seen>> {
    let (from, until) = (days.from.to_string(), days.until.to_string());
    let mut seen = store::tickets(&app.db, ward, &from, &until).await?;
    seen.extend(store::turn_aways(&app.db, ward, &from, &until).await?);
    let (first, last) = days.between(zone);
    let bookings = store::bookings(&app.db, ward, first, last).await?;
    seen.extend(bookings.into_iter().map(|(starts, one)| Seen { day: day_of(starts, zone), ..one }));
    Ok(seen)
}

/// The groups in their order, each with its key and name.
async fn groups(
    app: &App,
    ward: &WardId,
    by: FiguresBy,
    days: Days,
    tasks: Vec<(SubjectId, String, Option<String>)>,
) -> Result<Vec<(String, String)>> {
    Ok(match by {
        FiguresBy::Site => {
            let sites = place::sites_of(&app.db, ward).await?;
            sites.into_iter().map(|row| (row.site.into(), row.name)).collect()
        }
        FiguresBy::Subject => tasks.into_iter().map(|(subject, name, _)| (subject.into(), name)).collect(),
        FiguresBy::Task => {
            let mut names: Vec<_> = tasks.into_iter().filter_map(|(_, _, task)| task).collect();
            names.sort();
            names.dedup();
            let named = names.into_iter().map(|task| (task.clone(), task));
            named.chain([(String::new(), "標準化対象業務のほか".to_owned())]).collect()
        }
        FiguresBy::Day => days.dates().map(|date| (date.to_string(), date.to_string())).collect(),
    })
}

/// Seats × time of every opening, by the plan that counted at each moment: at each of its sites, and once for all of them,
/// which is without a site. Sites that share seats each count them. Holidays and closures are those that are known now.
fn open(hours: &Hours, counted: &[Counted], days: Days) -> Vec<(Option<SiteId>, String, Millis)> {
    let mut lengths = Vec::new();
    for date in days.dates() {
        let whole_day = Days { from: date, until: date }.between(&hours.zone);
        let mut of_day = 0;
        for version in counted.iter().filter(|version| version.of(whole_day) > 0) {
            let almanac = Almanac { plan: &version.plan, ..hours.almanac() };
            for opening in version.plan.openings() {
                let mut longest = 0;
                for site in &opening.sites {
                    let Some(day) = almanac.day(opening, site, date) else { continue };
                    let spans = day.open.iter().filter_map(|span| moments(*span, date, &hours.zone));
                    let length = spans.map(|span| version.of(span)).sum::<Millis>() * Millis::from(opening.seats);
                    lengths.push((Some(site.clone()), date.to_string(), length));
                    longest = longest.max(length);
                }
                of_day += longest;
            }
        }
        lengths.push((None, date.to_string(), of_day));
    }
    lengths
}

fn midnight(date: Date, zone: &TimeZone) -> Millis {
    date.to_zoned(zone.clone()).map_or(Millis::MAX, |at| at.timestamp().as_millisecond())
}

fn day_of(at: Millis, zone: &TimeZone) -> String {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::MAX).to_zoned(zone.clone()).date().to_string()
}
