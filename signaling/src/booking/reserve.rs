//! The one way to a time, for every path: the public page, booths, staff, telephone services, moves. Inside one
//! transaction that holds the ward's lock it looks whether the time is open and free, and writes claims; the key of
//! `claim` decides.

use super::free::{self, Place};
use super::seat::buckets;
use super::store::claim::Claim;
use super::{Booking, By, Slot, State, WardHours, note, store};
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use crate::hours;
use jiff::Timestamp;
use protocol::id::{BookingId, SiteId, SubjectId, WardId};
use protocol::problem::{Code, Problem};
use protocol::schedule::NotOpen;
use protocol::screening::Verdict;

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub(super) site: SiteId,
    pub(super) subject: SubjectId,
    pub(super) starts: Millis,
}

/// Locks a ward, lets holds go that ran out, and answers its hours.
///
/// # Errors
/// `not-open` where nothing was ever published.
pub(super) async fn enter(app: &App, tx: &mut Tx, ward: &WardId, now: Millis) -> Result<WardHours> {
    let hours = hours::lock(app, tx, ward).await?.ok_or(Code::NotOpen)?;
    let hours = WardHours { ward: ward.clone(), hours };
    let_go(app, tx, ward, now).await?;
    Ok(hours)
}

/// Lets the holds of a locked ward go that ran out.
async fn let_go(app: &App, tx: &mut Tx, ward: &WardId, now: Millis) -> Result<()> {
    for booking in store::run_out(&mut tx.conn(), ward, now).await? {
        store::claim::release(tx, &booking.id).await?;
        let lapsed = Booking { state: booking.state.clone().lapse()?, changed_at: now, ..booking };
        store::put(tx, &lapsed).await?;
        note(app, tx, &lapsed, Actor::Server, Deed::HoldLapsed, now).await?;
    }
    Ok(())
}

/// Takes a time for a booking, new or moved, and writes the booking that `make` makes of it. Whatever it claimed before
/// is given up in the same transaction, or nothing is changed.
///
/// # Errors
/// `not-open` and `slot-gone`, with other times; `overlapping`.
pub(super) async fn reserve(
    tx: &mut Tx,
    hours: &WardHours,
    id: &BookingId,
    wish: &Wish,
    make: impl FnOnce(Slot) -> Booking + Send,
    now: Millis,
) -> Result<Booking> {
    store::claim::release(tx, id).await?;
    let (slot, mut claims) = choose(tx, hours, wish, now).await?;
    let booking = make(slot);
    store::put(tx, &booking).await?;
    claims.sort();
    let wanted = claims.len();
    if store::claim::insert(tx, id, &claims).await? != wanted as u64 {
        return Err(gone(tx, hours, wish, now).await?);
    }
    claim_person(tx, &booking).await?;
    Ok(booking)
}

/// Keeps a person's bookings apart, as far as they said who they are.
///
/// # Errors
/// `overlapping`.
pub(super) async fn claim_person(tx: &mut Tx, booking: &Booking) -> Result<()> {
    let Slot { starts, ends, .. } = booking.slot;
    let mut claims = Vec::new();
    for key in booking.contact.keys() {
        let resource = format!("person/{key}");
        claims.extend(buckets(starts, ends).map(|bucket| Claim { resource: resource.clone(), bucket, place: 0 }));
    }
    claims.sort();
    if store::claim::insert(tx, &booking.id, &claims).await? == claims.len() as u64 {
        Ok(())
    } else {
        Err(Code::Overlapping.into())
    }
}

/// The opening that has the time, a seat of it and a booth.
async fn choose(tx: &mut Tx, hours: &WardHours, wish: &Wish, now: Millis) -> Result<(Slot, Vec<Claim>)> {
    let date = date_of(hours, wish.starts);
    let almanac = hours.almanac();
    let starts = almanac.starts(&wish.site, &wish.subject, date);
    let starts: Vec<_> = starts.into_iter().filter(|start| start.starts == wish.starts).collect();
    let Some(ends) = starts.iter().map(|start| start.ends).max() else {
        return Err(closed(tx, hours, wish, now).await?);
    };
    if almanac.within(wish.starts, now).is_err() {
        return Err(closed(tx, hours, wish, now).await?);
    }
    let place = Place::read(&mut tx.conn(), &hours.ward, hours, (wish.starts, ends), now).await?;
    if !place.is_there(&wish.site) {
        return Err(refusal(tx, hours, wish, now, Code::NotOpen, Some(free::no_booth(hours, &wish.site))).await?);
    }
    for start in &starts {
        if let Some(claims) = place.places(start, &wish.site) {
            let slot = Slot {
                site: wish.site.clone(),
                site_name: hours.place.site_name(&wish.site).to_owned(),
                counter: hours.place.is_counter(&wish.site),
                section: start.opening.section.clone(),
                section_name: hours.place.section_name(&start.opening.section).to_owned(),
                opening: start.opening.id.clone(),
                title: start.opening.title.clone(),
                starts: start.starts,
                ends: start.ends,
            };
            return Ok((slot, claims));
        }
    }
    Err(gone(tx, hours, wish, now).await?)
}

/// The refusal of a time that is not open, in the words of the first thing that speaks against it.
async fn closed(tx: &mut Tx, hours: &WardHours, wish: &Wish, now: Millis) -> Result<Fault> {
    let moment = Timestamp::from_millisecond(wish.starts).unwrap_or(Timestamp::MAX);
    let wall = hours.zone.to_datetime(moment);
    let reasons = hours.almanac().explain(&wish.site, &wish.subject, wall, now);
    let title = reasons.into_iter().next().map(|reason| reason.sentence);
    refusal(tx, hours, wish, now, Code::NotOpen, title).await
}

async fn gone(tx: &mut Tx, hours: &WardHours, wish: &Wish, now: Millis) -> Result<Fault> {
    refusal(tx, hours, wish, now, Code::SlotGone, None).await
}

/// A refusal that offers other times.
pub(super) async fn refusal(
    tx: &mut Tx,
    hours: &WardHours,
    wish: &Wish,
    now: Millis,
    code: Code,
    title: Option<String>,
) -> Result<Fault> {
    let mut problem = Problem::from(code);
    if let Some(title) = title {
        problem.title = format!("{title}別の時間をお選びください。");
    }
    problem.times = free::others(&mut tx.conn(), hours, wish, now).await?;
    Ok(problem.into())
}

/// The date of a moment in the ward's zone.
pub(super) fn date_of(hours: &WardHours, at: Millis) -> jiff::civil::Date {
    hours.zone.to_datetime(Timestamp::from_millisecond(at).unwrap_or(Timestamp::MAX)).date()
}

/// A new booking of a time.
pub(super) struct New<'a> {
    pub(super) id: &'a BookingId,
    pub(super) ward: &'a WardId,
    pub(super) by: By<'a>,
    pub(super) wish: &'a Wish,
    /// What the screening said.
    pub(super) verdict: Option<Verdict>,
}

impl New<'_> {
    /// Holds the time.
    ///
    /// # Errors
    /// Those of [`reserve`]; `not-found` for a subject that is not there.
    pub(super) async fn hold(
        self,
        app: &App,
        tx: &mut Tx,
        hours: &WardHours,
        until: Millis,
        now: Millis,
    ) -> Result<Booking> {
        let Self { id, ward, by, wish, verdict } = self;
        let names = store::names(&mut tx.conn(), ward, &wish.subject).await?;
        let store::Names { ward_name, telephone, subject_name, discreet } = names.ok_or(Code::NotFound)?;
        let make = |slot| Booking {
            id: id.clone(),
            ward: ward.clone(),
            ward_name,
            telephone,
            slot,
            subject: wish.subject.clone(),
            subject_name,
            discreet,
            state: State::Held { until },
            channel: by.channel(),
            language: protocol::place::Language::Ja,
            code_round: 0,
            hold_digest: Some(app.booking_key.hold_digest(&app.booking_key.hold(id))),
            contact: super::Contact::default(),
            sequence: 0,
            remedy: protocol::schedule::Remedy::Open,
            hit: None::<NotOpen>,
            verdict,
            created_at: now,
            changed_at: now,
        };
        reserve(tx, hours, id, wish, make, now).await
    }
}
