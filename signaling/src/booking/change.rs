//! What becomes of a booking: looked at, moved, cancelled, restored, settled.

use super::mail::{self, Letter};
use super::reserve::{self, Wish};
use super::{Asked, Booking, By, State, WardHours, asked, by_code, content, moment, note, store};
use crate::access::{AccountCaller, Act, Scope};
use crate::app::App;
use crate::audit::Deed;
use crate::clock::Millis;
use crate::fault::Result;
use crate::screening;
use protocol::booking::{self as wire, BookingRow, CancelByCode, MoveBooking, MoveByCode, Settlement};
use protocol::id::{BookingId, RequestId};
use protocol::problem::Code;
use protocol::schedule::Remedy;

const MOVE: &str = "move";
const CANCEL: &str = "cancel";
const RESTORE: &str = "restore";

/// The booking behind a code.
///
/// # Errors
/// `bad-code`, `too-many`.
pub async fn look(app: &App, by: By<'_>, code: &str) -> Result<wire::Booking> {
    let booking = by_code(app, &by, code).await?;
    let hours = WardHours::published(app, &booking.ward).await?;
    Ok(booking.seen(app, hours.as_ref()))
}

/// Moves a booking to another time and place. The old time is free in the same moment, or nothing was changed.
///
/// # Errors
/// `bad-code`, `too-many`; `wrong-state` for a booking that is over; `not-remote` where the screening may say something
/// else at the other site; `not-open` and `slot-gone`, with other times;
/// `overlapping`; `key-reused`.
pub async fn move_by_code(app: &App, by: By<'_>, asks: MoveByCode) -> Result<wire::Booking> {
    by.check_key(&asks.request)?;
    let starts = moment(asks.starts)?;
    let found = by_code(app, &by, &asks.code).await?;
    let wish = Wish { site: asks.site, subject: found.subject.clone(), starts };
    let (booking, hours) = move_to(app, by, found, &asks.request, wish).await?;
    Ok(booking.seen(app, Some(&hours)))
}

/// Moves a booking for somebody who called.
///
/// # Errors
/// `not-found`, `forbidden`, and those of [`move_by_code`].
pub async fn move_by_id(app: &App, person: &AccountCaller, id: &BookingId, asks: MoveBooking) -> Result<BookingRow> {
    let starts = moment(asks.starts)?;
    let found = found(app, person, id, Act::BookFor).await?;
    let wish = Wish { site: asks.site, subject: found.subject.clone(), starts };
    let (booking, hours) = move_to(app, By::Account(person), found, &asks.request, wish).await?;
    Ok(booking.row(&hours.rules, app))
}

async fn move_to(
    app: &App,
    by: By<'_>,
    found: Booking,
    request: &RequestId,
    wish: Wish,
) -> Result<(Booking, WardHours)> {
    let (scope, content) = (by.scope(MOVE), content(&(&found.id, &wish.site, wish.starts)));
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hours = reserve::enter(app, &mut tx, &found.ward, now).await?;
    if let Asked::Before(booking) = asked(&mut tx, &scope, request, &content).await? {
        return Ok((*booking, hours));
    }
    if store::ward_of(&mut tx.conn(), &wish.site).await?.as_ref() != Some(&found.ward) {
        return Err(Code::NotFound.into());
    }
    let before = store::take(&mut tx, &found.id).await?.ok_or(Code::NotFound)?;
    let state = before.state.clone().moved()?;
    check_not_over(&before, now)?;
    let sites = (&before.slot.site, &wish.site);
    screening::moving(app, &mut tx.conn(), &wish.subject, sites, before.verdict).await?;
    let why = before.disrupted(Some(&hours));
    let id = before.id.clone();
    let make = |slot| Booking {
        state,
        slot,
        sequence: before.sequence + 1,
        remedy: if why.is_some() { Remedy::Moved } else { before.remedy },
        hit: why.or(before.hit),
        changed_at: now,
        ..before
    };
    let booking = reserve::reserve(&mut tx, &hours, &id, &wish, make, now).await?;
    store::request::insert(&mut tx, &scope, request, &id, &content, now).await?;
    note(app, &mut tx, &booking, by.actor(), Deed::BookingMoved, now).await?;
    mail::write(app, &mut tx, &booking, Letter::Moved, now).await?;
    tx.commit().await?;
    Ok((booking, hours))
}

/// Takes a booking back. Cancelling twice is cancelling once.
///
/// # Errors
/// `bad-code`, `too-many`; `wrong-state` for a booking that is over; `key-reused`.
pub async fn cancel_by_code(app: &App, by: By<'_>, asks: CancelByCode) -> Result<wire::Booking> {
    by.check_key(&asks.request)?;
    let found = by_code(app, &by, &asks.code).await?;
    let (booking, hours) = cancel(app, by, found, &asks.request).await?;
    Ok(booking.seen(app, Some(&hours)))
}

/// Takes a booking back for somebody who called.
///
/// # Errors
/// `not-found`, `forbidden`, and those of [`cancel_by_code`].
pub async fn cancel_by_id(
    app: &App,
    person: &AccountCaller,
    id: &BookingId,
    request: &RequestId,
) -> Result<BookingRow> {
    let found = found(app, person, id, Act::BookFor).await?;
    let (booking, hours) = cancel(app, By::Account(person), found, request).await?;
    Ok(booking.row(&hours.rules, app))
}

async fn cancel(app: &App, by: By<'_>, found: Booking, request: &RequestId) -> Result<(Booking, WardHours)> {
    let (scope, content) = (by.scope(CANCEL), content(&found.id));
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hours = reserve::enter(app, &mut tx, &found.ward, now).await?;
    if let Asked::Before(booking) = asked(&mut tx, &scope, request, &content).await? {
        return Ok((*booking, hours));
    }
    let before = store::take(&mut tx, &found.id).await?.ok_or(Code::NotFound)?;
    if before.state == State::Cancelled {
        return Ok((before, hours));
    }
    let state = before.state.clone().cancel()?;
    check_not_over(&before, now)?;
    let why = before.disrupted(Some(&hours));
    let booking = Booking {
        state,
        sequence: before.sequence + 1,
        remedy: if why.is_some() { Remedy::Cancelled } else { before.remedy },
        hit: why.or(before.hit),
        changed_at: now,
        ..before
    };
    store::claim::release(&mut tx, &booking.id).await?;
    store::put(&mut tx, &booking).await?;
    store::request::insert(&mut tx, &scope, request, &booking.id, &content, now).await?;
    note(app, &mut tx, &booking, by.actor(), Deed::BookingCancelled, now).await?;
    mail::write(app, &mut tx, &booking, Letter::Cancelled, now).await?;
    tx.commit().await?;
    Ok((booking, hours))
}

/// Takes the cancelling of a booking back: the same time again, if it is still free.
///
/// # Errors
/// `not-found`, `forbidden`; `wrong-state` for a booking that was not cancelled; `not-open` and `slot-gone`, with other
/// times; `overlapping`; `key-reused`.
pub async fn restore(app: &App, person: &AccountCaller, id: &BookingId, request: &RequestId) -> Result<BookingRow> {
    let found = found(app, person, id, Act::BookFor).await?;
    let by = By::Account(person);
    let (scope, content) = (by.scope(RESTORE), content(&found.id));
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hours = reserve::enter(app, &mut tx, &found.ward, now).await?;
    if let Asked::Before(booking) = asked(&mut tx, &scope, request, &content).await? {
        return Ok(booking.row(&hours.rules, app));
    }
    let before = store::take(&mut tx, &found.id).await?.ok_or(Code::NotFound)?;
    let state = before.state.clone().restore()?;
    let wish = Wish { site: before.slot.site.clone(), subject: before.subject.clone(), starts: before.slot.starts };
    let make = |slot| {
        let sequence = before.sequence + 1;
        Booking { state, slot, sequence, remedy: Remedy::Open, hit: None, changed_at: now, ..before }
    };
    let booking = reserve::reserve(&mut tx, &hours, id, &wish, make, now).await?;
    store::request::insert(&mut tx, &scope, request, id, &content, now).await?;
    note(app, &mut tx, &booking, by.actor(), Deed::BookingRestored, now).await?;
    mail::write(app, &mut tx, &booking, Letter::Confirmed, now).await?;
    tx.commit().await?;
    Ok(booking.row(&hours.rules, app))
}

/// Says what came of a booking of which nobody knows.
///
/// # Errors
/// `not-found`, `forbidden`; `wrong-state` before its time, and for what a call served.
pub async fn settle(app: &App, person: &AccountCaller, id: &BookingId, settlement: Settlement) -> Result<BookingRow> {
    let found = found(app, person, id, Act::SettleBooking).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hours = reserve::enter(app, &mut tx, &found.ward, now).await?;
    let before = store::take(&mut tx, id).await?.ok_or(Code::NotFound)?;
    let state = before.state.clone().settle(settlement)?;
    if now < before.slot.starts {
        return Err(Code::WrongState.into());
    }
    let booking = Booking { state, changed_at: now, ..before };
    store::put(&mut tx, &booking).await?;
    let deed = match settlement {
        Settlement::Served => Deed::BookingSettled,
        Settlement::Missed => Deed::BookingMissed,
        Settlement::Reopen => Deed::BookingReopened,
    };
    note(app, &mut tx, &booking, By::Account(person).actor(), deed, now).await?;
    tx.commit().await?;
    Ok(booking.row(&hours.rules, app))
}

/// Whose time has gone by is settled, not changed.
fn check_not_over(booking: &Booking, now: Millis) -> Result<()> {
    if now < booking.slot.ends { Ok(()) } else { Err(Code::WrongState.into()) }
}

/// A booking that a person may do something with; one of another ward is not there for them.
pub(super) async fn found(app: &App, person: &AccountCaller, id: &BookingId, act: Act) -> Result<Booking> {
    let mut held = app.db.hold().await?;
    let booking = store::by_id(&mut held.conn(), id).await?;
    let booking = booking.filter(|booking| person.roles.iter().any(|grant| grant.ward == booking.ward));
    let booking = booking.ok_or(Code::NotFound)?;
    let scope = Scope::section(&booking.ward, &booking.slot.section);
    if person.may(act, scope) { Ok(booking) } else { Err(Code::Forbidden.into()) }
}
