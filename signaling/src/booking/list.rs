//! What staff and coordinators see of bookings, and which of them a closure or a new plan hits.

use super::{Booking, State, WardHours, code, on_the_wall, store};
use crate::access::{AccountCaller, Act, Scope};
use crate::app::App;
use crate::clock::{HOUR, Millis, on_the_wire};
use crate::db::{Conn, Db};
use crate::fault::{Fault, Result};
use jiff::ToSpan as _;
use jiff::civil::Date;
use protocol::booking::{BookingRow, BookingState};
use protocol::id::{BookingId, OpeningId, SectionId, SiteId, SubjectId, WardId};
use protocol::place::Language;
use protocol::problem::Code;
use protocol::schedule::{AffectedRow, BookingRules, Remedy};

/// Most days of one list.
const DAYS_MAX: i32 = 92;
/// For how long a booking that was moved or cancelled because of a closure stays in the worklist.
const REMEDIED: Millis = 7 * 24 * HOUR;

/// Which bookings are asked for.
#[derive(Debug, Default)]
pub struct Filter {
    /// The first date; today.
    pub from: Option<Date>,
    /// The last date; 7 days after the first.
    pub until: Option<Date>,
    /// At one site.
    pub site: Option<SiteId>,
    /// Of one section.
    pub section: Option<SectionId>,
    /// In one state.
    pub state: Option<BookingState>,
    /// 未確認 alone, whenever their time was.
    pub unconfirmed: bool,
}

/// The bookings of the caller's ward, as far as they are of their sections, by time. Holds are not among them.
///
/// # Errors
/// `forbidden`, `bad-field`.
pub async fn list(app: &App, by: &AccountCaller, filter: Filter) -> Result<Vec<BookingRow>> {
    by.somewhere(Act::SeeBookings)?;
    let now = app.clock.now();
    let zone = &app.config.calls.time_zone;
    let today = crate::call::operate::local_date(now, &app.config.calls);
    let from = filter.from.unwrap_or(today);
    let until = filter.until.unwrap_or_else(|| from.saturating_add(7.days()));
    if until < from || (until - from).get_days() > DAYS_MAX {
        let words = format!("日付は、早いほうから{DAYS_MAX}日以内で選んでください。");
        return Err(Fault::bad_field("until", "bad-range", words));
    }
    let midnight = |date: Date| date.to_zoned(zone.clone()).map(|at| at.timestamp().as_millisecond());
    let bad = |_| Fault::bad_field("from", "bad-date", "日付の形が正しくありません。");
    let span = (midnight(from).map_err(bad)?, midnight(until.saturating_add(1.day())).map_err(bad)?);
    let hours = WardHours::published(app, &by.ward).await?;
    let rules = hours.map(|hours| hours.rules.clone()).unwrap_or_default();
    let mut held = app.db.hold().await?;
    let bookings = if filter.unconfirmed {
        store::list::unsettled(&mut held.conn(), &by.ward, now).await?
    } else {
        store::list::between(&mut held.conn(), &by.ward, span).await?
    };
    let rows = bookings
        .into_iter()
        .filter(|booking| by.may(Act::SeeBookings, Scope::section(&booking.ward, &booking.slot.section)))
        .map(|booking| booking.row_at(&rules, app, now))
        .filter(|row| filter.site.as_ref().is_none_or(|site| row.site == *site))
        .filter(|row| filter.section.as_ref().is_none_or(|section| row.section == *section))
        .filter(|row| filter.state.is_none_or(|state| row.state == state))
        .filter(|row| !filter.unconfirmed || row.unconfirmed);
    Ok(rows.collect())
}

/// A ward's bookings at a glance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Glance {
    /// Today's that are still to come.
    pub ahead_today: u32,
    /// 未確認
    pub unconfirmed: u32,
    /// Those that cannot take place and without a remedy.
    pub affected: u32,
}

/// A ward's bookings at a glance.
///
/// # Errors
/// When the database fails.
pub async fn glance(app: &App, ward: &WardId) -> Result<Glance> {
    let now = app.clock.now();
    let hours = WardHours::published(app, ward).await?;
    let rules = hours.as_ref().map(|hours| hours.rules.clone()).unwrap_or_default();
    let end = crate::call::operate::end_of_day(now, &app.config.calls);
    let mut held = app.db.hold().await?;
    let unsettled = store::list::unsettled(&mut held.conn(), ward, now).await?;
    let ahead = store::list::ahead(&mut held.conn(), ward, now).await?;
    let is_unconfirmed = |one: &&Booking| one.is_unconfirmed(one.window(&rules).1, now);
    let is_hit = |one: &&Booking| one.remedy == Remedy::Open && one.disrupted(hours.as_ref()).is_some();
    Ok(Glance {
        ahead_today: count(ahead.iter().filter(|one| (now..end).contains(&one.slot.starts)).count()),
        unconfirmed: count(unsettled.iter().filter(is_unconfirmed).count()),
        affected: count(ahead.iter().filter(is_hit).count()),
    })
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// The booking of the caller's ward behind a code; none is no fault.
///
/// # Errors
/// `forbidden`.
pub async fn search(app: &App, by: &AccountCaller, typed: &str) -> Result<Vec<BookingRow>> {
    by.somewhere(Act::SeeBookings)?;
    let digest = app.booking_key.code_digest(&code::Code::typed(typed));
    let mut held = app.db.hold().await?;
    let found = store::by_code(&mut held.conn(), &digest).await?;
    let found = found.filter(|booking| {
        let scope = Scope::section(&booking.ward, &booking.slot.section);
        by.ward == booking.ward && by.may(Act::SeeBookings, scope)
    });
    drop(held);
    let hours = WardHours::published(app, &by.ward).await?;
    let rules = hours.map(|hours| hours.rules.clone()).unwrap_or_default();
    Ok(found.map(|booking| booking.row(&rules, app)).into_iter().collect())
}

/// A booking that lies ahead, as far as hours have to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// Which.
    pub booking: BookingId,
    /// Where.
    pub site: SiteId,
    /// About what.
    pub subject: SubjectId,
    /// Who answers.
    pub section: SectionId,
    /// By which opening.
    pub opening: OpeningId,
    /// When.
    pub starts: Millis,
    /// Until when.
    pub ends: Millis,
    /// The site's name.
    pub site_name: String,
    /// The subject's name.
    pub subject_name: String,
    /// What the resident speaks.
    pub language: Language,
    /// The number to call, where one was given.
    pub telephone: Option<protocol::private::Private<String>>,
    /// Whether they can be written to.
    pub has_email: bool,
    /// What was done about it, where it cannot take place.
    pub remedy: Remedy,
}

/// The bookings of a ward whose time has not passed and who are still expected, by time.
///
/// # Errors
/// When the database fails.
pub async fn ahead(db: &Db, ward: &WardId, now: Millis) -> Result<Vec<Ahead>> {
    let mut held = db.hold().await?;
    ahead_by(&mut held.conn(), ward, now).await
}

/// The same by a connection that is at hand.
///
/// # Errors
/// When the database fails.
pub async fn ahead_by(conn: &mut Conn<'_>, ward: &WardId, now: Millis) -> Result<Vec<Ahead>> {
    Ok(store::list::ahead(conn, ward, now).await?.into_iter().map(Ahead::from).collect())
}

impl From<Booking> for Ahead {
    fn from(booking: Booking) -> Self {
        Self {
            booking: booking.id,
            site: booking.slot.site,
            subject: booking.subject,
            section: booking.slot.section,
            opening: booking.slot.opening,
            starts: booking.slot.starts,
            ends: booking.slot.ends,
            site_name: booking.slot.site_name,
            subject_name: booking.subject_name.ja,
            language: booking.language,
            has_email: booking.contact.email.is_some(),
            telephone: booking.contact.telephone,
            remedy: booking.remedy,
        }
    }
}

/// 作業一覧: the bookings of the caller's ward that cannot take place as booked, and those that were moved or cancelled for
/// it in the last week.
///
/// # Errors
/// `forbidden`.
pub async fn affected(app: &App, by: &AccountCaller) -> Result<Vec<AffectedRow>> {
    by.somewhere(Act::SeeBookings)?;
    let now = app.clock.now();
    let Some(hours) = WardHours::published(app, &by.ward).await? else { return Ok(Vec::new()) };
    let mut held = app.db.hold().await?;
    let ahead = store::list::ahead(&mut held.conn(), &by.ward, now).await?;
    let remedied = store::list::remedied(&mut held.conn(), &by.ward, now - REMEDIED).await?;
    let rows = ahead.into_iter().filter(|booking| booking.disrupted(Some(&hours)).is_some());
    let rows = rows.chain(remedied.into_iter().filter(|booking| booking.disrupted(Some(&hours)).is_none()));
    let mut rows: Vec<AffectedRow> = rows
        .filter(|booking| by.may(Act::SeeBookings, Scope::section(&booking.ward, &booking.slot.section)))
        .filter_map(|booking| booking.affected(&hours))
        .collect();
    rows.sort_by(|a, b| a.starts.total_cmp(&b.starts));
    Ok(rows)
}

impl Booking {
    /// As staff see it.
    pub(super) fn row(&self, rules: &BookingRules, app: &App) -> BookingRow {
        self.row_at(rules, app, app.clock.now())
    }

    fn row_at(&self, rules: &BookingRules, app: &App, now: Millis) -> BookingRow {
        let (date, time) = on_the_wall(self.slot.starts, &app.config.calls.time_zone);
        let (_, last) = self.window(rules);
        BookingRow {
            booking: self.id.clone(),
            state: self.state.word(),
            unconfirmed: self.is_unconfirmed(last, now),
            starts: on_the_wire(self.slot.starts),
            ends: on_the_wire(self.slot.ends),
            date,
            time,
            site: self.slot.site.clone(),
            site_name: self.slot.site_name.clone(),
            section: self.slot.section.clone(),
            subject: self.subject.clone(),
            subject_name: self.subject_name.ja.clone(),
            title: self.slot.title.clone(),
            language: self.language,
            channel: self.channel,
            telephone: self.contact.telephone.as_ref().map(|number| number.reveal().clone()),
            has_email: self.contact.email.is_some(),
            counter: self.slot.counter,
        }
    }

    /// 未確認: nobody knows what came of it. Who arrived and was never called is asked about once the time is over.
    fn is_unconfirmed(&self, last: Millis, now: Millis) -> bool {
        match self.state {
            State::Booked => now > last,
            State::Arrived { .. } => now > self.slot.ends.max(last),
            _ => false,
        }
    }

    /// As a row of the worklist.
    fn affected(&self, hours: &WardHours) -> Option<AffectedRow> {
        let why = self.disrupted(Some(hours)).or(self.hit)?;
        let moment = jiff::Timestamp::from_millisecond(self.slot.starts).ok()?;
        let wall = hours.zone.to_datetime(moment);
        let reasons = hours.almanac().explain(&self.slot.site, &self.subject, wall, 0);
        let told = reasons.into_iter().find(|reason| reason.why == why).map(|reason| reason.sentence);
        Some(AffectedRow {
            booking: self.id.clone(),
            starts: on_the_wire(self.slot.starts),
            site_name: self.slot.site_name.clone(),
            subject_name: self.subject_name.ja.clone(),
            language: self.language,
            telephone: self.contact.telephone.as_ref().map(|number| number.reveal().clone()),
            has_email: self.contact.email.is_some(),
            why,
            sentence: told.unwrap_or_else(|| match self.remedy {
                Remedy::Moved => "別の時間に変わりました。".to_owned(),
                Remedy::Cancelled => "取り消されました。".to_owned(),
                Remedy::Open | Remedy::Offered | Remedy::Called => "予約の時間に開いていません。".to_owned(),
            }),
            remedy: self.remedy,
        })
    }
}

/// A booking behind an id that somebody of the ward may read.
///
/// # Errors
/// `not-found`, `forbidden`.
pub async fn one(app: &App, by: &AccountCaller, id: &BookingId) -> Result<BookingRow> {
    let booking = super::change::found(app, by, id, Act::SeeBookings).await?;
    let hours = WardHours::published(app, &booking.ward).await?.ok_or(Code::NotFound)?;
    Ok(booking.row(&hours.rules, app))
}
