//! What can be booked and when: the published hours without what is taken.

use super::reserve::{Wish, date_of};
use super::seat::{Taken, buckets};
use super::store::{self, claim::Claim};
use super::{By, WardHours, on_the_wall};
use crate::app::App;
use crate::clock::{Millis, on_the_wire};
use crate::db::Conn;
use crate::fault::{Fault, Result};
use crate::hours::Hours;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan as _};
use protocol::booking::{Bookable, BookableSite, BookableSubject, BookableWard, FreeTime, FreeTimes};
use protocol::id::{SiteId, SubjectId, WardId};
use protocol::problem::Code;
use protocol::schedule::{NotOpen, Reason};
use schedule::{Missing, Start};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Most sites of one question.
pub const SITES_MAX: usize = 12;
/// A list has so many times at least, as long as there are as many: enough to choose from, also late on the first day.
const TIMES_MIN: usize = 12;
/// Days beyond that are listed while all of their times fit into so many.
const TIMES: usize = 40;
/// How many other times a refusal offers, and how many of them at the same site.
const OTHERS: usize = 6;
const OTHERS_HERE: usize = 4;
/// How many days around it are searched for them.
const AROUND: i64 = 14;
/// How many days are read at once.
const STRIDE: i64 = 7;

/// The places of a ward between two moments, and which of them are taken.
pub(super) struct Place<'a> {
    ward: &'a WardId,
    hours: &'a Hours,
    booths: BTreeMap<SiteId, u32>,
    taken: BTreeMap<String, Taken>,
    carried: Vec<store::claim::Carried>,
}

impl<'a> Place<'a> {
    pub(super) async fn read(
        conn: &mut Conn<'_>,
        ward: &'a WardId,
        hours: &'a Hours,
        (from, until): (Millis, Millis),
        now: Millis,
    ) -> Result<Self> {
        let booths = store::booths(conn, ward).await?.into_iter().collect();
        let mut taken: BTreeMap<String, Taken> = BTreeMap::new();
        for Claim { resource, bucket, place } in store::claim::taken(conn, ward, from, until, now).await? {
            taken.entry(resource).or_default().take(bucket, place);
        }
        let known: Vec<_> = hours.plan.openings().iter().map(|opening| &opening.id).collect();
        let carried = store::claim::carried(conn, ward, from, until, now, &known).await?;
        Ok(Self { ward, hours, booths, taken, carried })
    }

    /// Whether somebody can be seen at a site at all: at a booth in order, or at a counter, which needs none.
    pub(super) fn is_there(&self, site: &SiteId) -> bool {
        self.hours.place.is_counter(site) || self.booths(site) > 0
    }

    /// How many booths of a site are in order.
    fn booths(&self, site: &SiteId) -> u32 {
        self.booths.get(site).copied().unwrap_or(0)
    }

    /// The claims that a booking of this time would make; `None` where a seat or a booth is missing.
    pub(super) fn places(&self, start: &Start<'_>, site: &SiteId) -> Option<Vec<Claim>> {
        let mut claims = self.seat(start)?;
        claims.extend(self.booth(start, site)?);
        Some(claims)
    }

    /// What is missing for a booking of this time.
    fn missing(&self, start: &Start<'_>, site: &SiteId) -> Vec<Missing> {
        let seat = self.seat(start).is_none().then_some(Missing::Seat);
        let booth = self.booth(start, site).is_none().then(|| Missing::Booth { in_order: self.booths(site) });
        seat.into_iter().chain(booth).collect()
    }

    /// The claims of a seat.
    fn seat(&self, start: &Start<'_>) -> Option<Vec<Claim>> {
        let opening = start.opening;
        let resource = format!("opening/{}/{}", self.ward, opening.id);
        let none = Taken::default();
        let mut taken = Cow::Borrowed(self.taken.get(&resource).unwrap_or(&none));
        for booking in &self.carried {
            let here = opening.sites.contains(&booking.site) && opening.names(&booking.subject);
            if booking.section == opening.section && here {
                taken.to_mut().besides(buckets(booking.starts, booking.ends));
            }
        }
        let places = taken.choose(buckets(start.starts, start.ends), u32::from(opening.seats))?;
        Some(claims(&resource, places))
    }

    /// The claims of a booth; none at a counter, whose seats are all that it has.
    fn booth(&self, start: &Start<'_>, site: &SiteId) -> Option<Vec<Claim>> {
        if self.hours.place.is_counter(site) {
            return Some(Vec::new());
        }
        let resource = format!("site/{site}");
        let none = Taken::default();
        let taken = self.taken.get(&resource).unwrap_or(&none);
        let places = taken.choose(buckets(start.starts, start.ends), self.booths(site))?;
        Some(claims(&resource, places))
    }
}

fn claims(resource: &str, places: Vec<(i64, i64)>) -> Vec<Claim> {
    places.into_iter().map(|(bucket, place)| Claim { resource: resource.to_owned(), bucket, place }).collect()
}

/// What speaks against a time of some hours that are open then, published or not: seats and booths that are taken or out
/// of order. Nothing where one opening has a place left, and where none of them can begin then.
pub(crate) async fn taken(
    conn: &mut Conn<'_>,
    ward: &WardId,
    hours: &Hours,
    (site, subject): (&SiteId, &SubjectId),
    at: DateTime,
    now: Millis,
) -> Result<Vec<Reason>> {
    let almanac = hours.almanac();
    let mut starts = almanac.starts(site, subject, at.date());
    let begins = |start: &Start<'_>| Timestamp::from_millisecond(start.starts).unwrap_or(Timestamp::MAX);
    starts.retain(|start| hours.zone.to_datetime(begins(start)) == at);
    let (Some(from), Some(until)) =
        (starts.iter().map(|start| start.starts).min(), starts.iter().map(|start| start.ends).max())
    else {
        return Ok(Vec::new());
    };
    let place = Place::read(conn, ward, hours, (from, until), now).await?;
    let missing: Vec<_> = starts.iter().map(|start| (start, place.missing(start, site))).collect();
    if missing.iter().any(|(_, missing)| missing.is_empty()) {
        return Ok(Vec::new());
    }
    let mut reasons: Vec<Reason> = missing
        .into_iter()
        .flat_map(|(start, missing)| missing.into_iter().map(|what| almanac.missing(start, site, what)))
        .collect();
    reasons.sort_by_key(|reason| reason.why);
    reasons.dedup();
    Ok(reasons)
}

/// What a search found.
#[derive(Debug, Default)]
struct Found {
    times: Vec<FreeTime>,
    /// Whether a time was open, free or not.
    open: bool,
    /// Whether a site with an open time has a booth in order, or needs none.
    booth: bool,
}

/// The free times about a subject at some sites of a ward, on some days.
async fn search(
    conn: &mut Conn<'_>,
    hours: &WardHours,
    sites: &[SiteId],
    subject: &SubjectId,
    (first, days): (Date, i64),
    now: Millis,
) -> Result<Found> {
    let almanac = hours.almanac();
    let dates = (0..days).filter_map(|day| first.checked_add(day.days()).ok());
    let mut starts: Vec<(&SiteId, Start<'_>)> = Vec::new();
    for date in dates {
        for site in sites {
            let open = almanac.starts(site, subject, date).into_iter();
            starts.extend(open.filter(|start| almanac.within(start.starts, now).is_ok()).map(|start| (site, start)));
        }
    }
    let (Some(from), Some(until)) =
        (starts.iter().map(|(_, start)| start.starts).min(), starts.iter().map(|(_, start)| start.ends).max())
    else {
        return Ok(Found::default());
    };
    let place = Place::read(conn, &hours.ward, hours, (from, until), now).await?;
    let booth = starts.iter().any(|(site, _)| place.is_there(site));
    let mut seen = BTreeSet::new();
    let mut times = Vec::new();
    for (site, start) in starts {
        if place.places(&start, site).is_some() && seen.insert((start.starts, site)) {
            let (date, time) = on_the_wall(start.starts, &hours.zone);
            times.push(FreeTime {
                site: site.clone(),
                starts: on_the_wire(start.starts),
                ends: on_the_wire(start.ends),
                date,
                time,
                title: start.opening.title.clone(),
            });
        }
    }
    Ok(Found { times, open: true, booth })
}

/// The earliest free times of some sites, from a date on; today where none is named. They are those of whole days: a day
/// that begins before there are [`TIMES_MIN`] is listed to its end, however many it has.
///
/// # Errors
/// `bad-field`; `not-found` for a site that is not there; `too-many` from one address.
pub async fn times(
    app: &App,
    by: By<'_>,
    subject: &SubjectId,
    sites: &[SiteId],
    from: Option<Date>,
) -> Result<FreeTimes> {
    if let By::Public(address) = by {
        app.limits.book_looks.take(&address)?;
    }
    if sites.is_empty() || sites.len() > SITES_MAX {
        let words = format!("施設は1か所以上{SITES_MAX}か所以内で選んでください。");
        return Err(Fault::bad_field("site", "count", words));
    }
    let now = app.clock.now();
    let wards = by_ward(app, sites).await?;
    let mut published = Vec::new();
    for (ward, sites) in wards {
        if by.sees(&ward) {
            published.extend(WardHours::published(app, &ward).await?.map(|hours| (hours, sites)));
        }
    }
    let Some(end) = published.iter().filter_map(|(hours, _)| last_day(hours, now)).max() else {
        return Ok(FreeTimes { times: Vec::new(), next: None, none: Some(NotOpen::NoOpening) });
    };
    let today = published.iter().map(|(hours, _)| date_of(hours, now)).min().expect("one at least");
    let mut day = from.unwrap_or(today).max(today);
    let (mut times, mut next): (Vec<FreeTime>, _) = (Vec::new(), None);
    let (mut open, mut booth) = (false, false);
    let mut held = app.db.hold().await?;
    while day <= end && next.is_none() {
        let mut found = Vec::new();
        for (hours, sites) in &published {
            let some = search(&mut held.conn(), hours, sites, subject, (day, STRIDE), now).await?;
            found.extend(some.times);
            (open, booth) = (open || some.open, booth || some.booth);
        }
        found.sort_by(|a, b| a.starts.total_cmp(&b.starts).then_with(|| place_of(sites, a).cmp(&place_of(sites, b))));
        let mut days: BTreeMap<String, Vec<FreeTime>> = BTreeMap::new();
        for time in found {
            days.entry(time.date.clone()).or_default().push(time);
        }
        for (date, of_day) in days {
            if times.len() >= TIMES_MIN && times.len() + of_day.len() > TIMES {
                next = Some(date);
                break;
            }
            times.extend(of_day);
        }
        day = day.saturating_add(STRIDE.days());
    }
    let none = times.is_empty().then(|| none_left((open, booth), &published, subject, now));
    Ok(FreeTimes { times, next, none })
}

/// Why no time is left, where some were open, with or without a booth in order, or none at all.
fn none_left(
    (open, booth): (bool, bool),
    published: &[(WardHours, Vec<SiteId>)],
    subject: &SubjectId,
    now: Millis,
) -> NotOpen {
    match (open, booth) {
        (true, true) => NotOpen::Full,
        (true, false) => NotOpen::Booth,
        (false, _) => why_none(published, subject, now),
    }
}

/// The next time about a subject at a site that can be booked, or why there is none within the days that can be.
///
/// # Errors
/// When the database fails.
pub(crate) async fn next(
    app: &App,
    ward: &WardId,
    site: &SiteId,
    subject: &SubjectId,
) -> Result<std::result::Result<FreeTime, NotOpen>> {
    let now = app.clock.now();
    let Some(hours) = WardHours::published(app, ward).await? else { return Ok(Err(NotOpen::NoOpening)) };
    let (mut open, mut booth) = (false, false);
    let end = last_day(&hours, now).unwrap_or(Date::MAX);
    let mut day = date_of(&hours, now);
    let mut held = app.db.hold().await?;
    while day <= end {
        let here = std::slice::from_ref(site);
        let found = search(&mut held.conn(), &hours, here, subject, (day, STRIDE), now).await?;
        if let Some(first) = found.times.into_iter().min_by(|a, b| a.starts.total_cmp(&b.starts)) {
            return Ok(Ok(first));
        }
        (open, booth) = (open || found.open, booth || found.booth);
        day = day.saturating_add(STRIDE.days());
    }
    Ok(Err(none_left((open, booth), &[(hours, vec![site.clone()])], subject, now)))
}

/// The sites of a question, each once, by their wards.
async fn by_ward(app: &App, sites: &[SiteId]) -> Result<BTreeMap<WardId, Vec<SiteId>>> {
    let mut held = app.db.hold().await?;
    let mut wards: BTreeMap<WardId, Vec<SiteId>> = BTreeMap::new();
    for site in sites {
        let ward = store::ward_of(&mut held.conn(), site).await?.ok_or(Code::NotFound)?;
        let of_ward = wards.entry(ward).or_default();
        if !of_ward.contains(site) {
            of_ward.push(site.clone());
        }
    }
    Ok(wards)
}

/// Why nothing is open at all: a closure, where one is in force; else what the plan lacks.
fn why_none(published: &[(WardHours, Vec<SiteId>)], subject: &SubjectId, now: Millis) -> NotOpen {
    let mut offered = false;
    for (hours, sites) in published {
        for site in sites {
            let section = hours.place.section_at(site, subject);
            offered |= section.is_some();
            let closed = hours.closures.iter().any(|closure| closure.until_ms > now && closure.hits(site, section));
            if closed
                && let Some((why @ (NotOpen::Suspended | NotOpen::Closure), _)) =
                    hours.almanac().closed(site, section, now)
            {
                return why;
            }
        }
    }
    if offered { NotOpen::NoOpening } else { NotOpen::Subject }
}

fn place_of(sites: &[SiteId], time: &FreeTime) -> usize {
    sites.iter().position(|site| *site == time.site).unwrap_or(usize::MAX)
}

/// The last day that can be booked.
fn last_day(hours: &WardHours, now: Millis) -> Option<Date> {
    date_of(hours, now).checked_add((i64::from(hours.rules.horizon_days) - 1).max(0).days()).ok()
}

/// Other times near one that was wished for: at the same site, the nearest first, and some at the other sites of the ward;
/// told in the order of time.
pub(super) async fn others(conn: &mut Conn<'_>, hours: &WardHours, wish: &Wish, now: Millis) -> Result<Vec<FreeTime>> {
    let first = date_of(hours, wish.starts).saturating_sub((AROUND / 2).days()).max(date_of(hours, now));
    let days = (first, AROUND);
    let wished = on_the_wire(wish.starts);
    let distance = |time: &FreeTime| (time.starts - wished).abs();
    let here = std::slice::from_ref(&wish.site);
    let mut times = search(conn, hours, here, &wish.subject, days, now).await?.times;
    times.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    let elsewhere: Vec<SiteId> = store::list::near(conn, &hours.ward, &wish.site).await?;
    let mut there = search(conn, hours, &elsewhere, &wish.subject, days, now).await?.times;
    there.sort_by(|a, b| {
        distance(a).total_cmp(&distance(b)).then_with(|| place_of(&elsewhere, a).cmp(&place_of(&elsewhere, b)))
    });
    let beside = there.len().min(OTHERS - OTHERS_HERE);
    times.truncate(OTHERS - beside);
    let more = OTHERS - times.len();
    times.extend(there.into_iter().take(more));
    times.sort_by(|a, b| a.starts.total_cmp(&b.starts));
    Ok(times)
}

/// Why a site cannot be booked at all.
pub(super) fn no_booth(hours: &WardHours, site: &SiteId) -> String {
    format!("{}のブースは、いまお使いいただけません。", hours.place.site_name(site))
}

/// What can be booked, and where: the wards that have published hours, and of their tiles what an opening is about.
///
/// # Errors
/// `too-many` from one address.
pub async fn bookable(app: &App, by: By<'_>) -> Result<Bookable> {
    if let By::Public(address) = by {
        app.limits.book_looks.take(&address)?;
    }
    let now = app.clock.now();
    let mut held = app.db.hold().await?;
    let places = store::place::places(&mut held.conn()).await?;
    let subjects = store::place::subjects(&mut held.conn()).await?;
    drop(held);
    let mut bookable = Bookable {
        municipality: places.first().map(|place| place.municipality.clone()).unwrap_or_default(),
        time_zone: app.config.calls.time_zone.iana_name().unwrap_or("UTC").to_owned(),
        wards: Vec::new(),
        subjects: Vec::new(),
        sites: Vec::new(),
    };
    let mut wards: Vec<&WardId> = places.iter().map(|place| &place.ward).collect();
    wards.dedup();
    for ward in wards.into_iter().filter(|ward| by.sees(ward)) {
        let Some(hours) = WardHours::published(app, ward).await? else { continue };
        let of_ward: Vec<_> = places.iter().filter(|place| place.ward == *ward).collect();
        for place in &of_ward {
            let offered = |subject: &&BookableSubject| is_offered(&hours, &place.site, &subject.subject);
            let offered: Vec<_> = subjects.iter().filter(offered).map(|subject| subject.subject.clone()).collect();
            if offered.is_empty() {
                continue;
            }
            bookable.sites.push(BookableSite {
                site: place.site.clone(),
                name: place.name.clone(),
                ward: ward.clone(),
                access: place.access.clone(),
                seclusion: place.seclusion,
                subjects: offered,
                near: place.near.clone(),
                counter: place.counter,
            });
        }
        if let Some(place) = of_ward.first() {
            let mut held = app.db.hold().await?;
            bookable.wards.push(BookableWard {
                ward: ward.clone(),
                name: place.ward_name.clone(),
                telephone: place.telephone.clone(),
                rules: hours.rules.clone(),
                closures: store::place::closures(&mut held.conn(), ward, now).await?,
            });
        }
    }
    let known: BTreeSet<SiteId> = bookable.sites.iter().map(|site| site.site.clone()).collect();
    for site in &mut bookable.sites {
        site.near.retain(|near| known.contains(near));
    }
    bookable.subjects = subjects
        .into_iter()
        .filter(|subject| bookable.sites.iter().any(|site| site.subjects.contains(&subject.subject)))
        .collect();
    Ok(bookable)
}

/// Whether an opening of the plan is about a subject at a site.
fn is_offered(hours: &WardHours, site: &SiteId, subject: &SubjectId) -> bool {
    hours.plan.openings().iter().any(|opening| {
        opening.sites.contains(site) && opening.names(subject) && hours.place.answers(&opening.section, site, subject)
    })
}
