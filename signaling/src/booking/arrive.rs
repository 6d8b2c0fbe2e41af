//! 受付: the resident is there. By their own phone it is known that they come; at a booth, which booth rings with the
//! booking. A call then serves it, once.

use super::{Booking, By, State, WardHours, by_code, note, on_the_wall, store};
use crate::access::BoothCaller;
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use crate::{hours, place};
use protocol::booking::{self as wire, CheckedIn};
use protocol::id::{BookingId, CallId, SubjectId};
use protocol::problem::{Code, Problem};
use protocol::screening::Verdict;

/// Checks a booking in from the resident's own phone. Coming twice is coming once.
///
/// # Errors
/// `bad-code`, `too-many`; `too-early`, whose title says from when, and `too-late`; `wrong-state` for a booking that is
/// over.
pub async fn by_phone(app: &App, by: By<'_>, code: &str) -> Result<wire::Booking> {
    let found = by_code(app, &by, code).await?;
    let (booking, hours) = arrive(app, &by, found, None).await?;
    Ok(booking.seen(app, Some(&hours)))
}

/// Checks a booking in at a booth of its ward, which rings with it then. Another site than the booked one will do, if the
/// subject is offered there: the resident is there, the desk is the same.
///
/// # Errors
/// Those of [`by_phone`]; `bad-code` for a booking of another ward too; `at-counter` for one at the ward office's counter;
/// `not-remote` where the subject is not offered.
pub async fn at_booth(app: &App, booth: &BoothCaller, code: &str) -> Result<CheckedIn> {
    let by = By::Booth(booth);
    let found = by_code(app, &by, code).await?;
    if found.slot.counter {
        return Err(Code::AtCounter.into());
    }
    if place::subject(&app.db, &booth.site, &found.subject).await?.is_none() {
        return Err(Code::NotRemote.into());
    }
    let (booking, _) = arrive(app, &by, found, Some(booth)).await?;
    Ok(CheckedIn {
        time: booking.slot.time(&app.config.calls.time_zone),
        booking: booking.id,
        subject: booking.subject,
        language: booking.language,
    })
}

async fn arrive(app: &App, by: &By<'_>, found: Booking, booth: Option<&BoothCaller>) -> Result<(Booking, WardHours)> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hours = hours::lock(app, &mut tx, &found.ward).await?.ok_or(Code::WrongState)?;
    let hours = WardHours { ward: found.ward.clone(), hours };
    let before = store::take(&mut tx, &found.id).await?.ok_or(Code::BadCode)?;
    let state = before.state.clone().arrive(now, booth.map(|booth| booth.booth.clone()))?;
    if before.state == State::Booked {
        check_window(&before, &hours, now)?;
    }
    if state == before.state {
        return Ok((before, hours));
    }
    let booking = Booking { state, changed_at: now, ..before };
    store::put(&mut tx, &booking).await?;
    note(app, &mut tx, &booking, by.actor(), Deed::BookingArrived, now).await?;
    tx.commit().await?;
    Ok((booking, hours))
}

fn check_window(booking: &Booking, hours: &WardHours, now: Millis) -> Result<()> {
    let (from, until) = booking.window(&hours.rules);
    if now < from {
        let (date, time) = on_the_wall(from, &hours.zone);
        let (today, _) = on_the_wall(now, &hours.zone);
        let day = if date == today { String::new() } else { format!("{}の", spoken(&date)) };
        let time = time.strip_prefix('0').unwrap_or(&time);
        let title = format!("まだ受付の時間ではありません。{day}{time}から受付できます。");
        return Err(Fault::from(Problem { title, ..Problem::from(Code::TooEarly) }));
    }
    if now > until { Err(Code::TooLate.into()) } else { Ok(()) }
}

/// `2026-06-04` as 6月4日.
fn spoken(date: &str) -> String {
    let mut parts = date.split('-').skip(1).map(|part| part.trim_start_matches('0'));
    format!("{}月{}日", parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// The booked time of a booking that was checked in at this booth, and what the screening said, for the ring that takes it
/// up. Locks the ward, as everything that changes bookings does.
///
/// # Errors
/// `not-found` for a booking that is not the ward's; `wrong-state` for one that was not checked in here, is about something
/// else, or was served.
pub(crate) async fn ringing(
    app: &App,
    tx: &mut Tx,
    booth: &BoothCaller,
    subject: &SubjectId,
    id: &BookingId,
) -> Result<(Millis, Option<Verdict>)> {
    hours::lock(app, tx, &booth.ward).await?;
    let booking = store::take(tx, id).await?.filter(|booking| booking.ward == booth.ward).ok_or(Code::NotFound)?;
    let here = matches!(&booking.state, State::Arrived { booth: Some(at), .. } if *at == booth.booth);
    if here && booking.subject == *subject {
        Ok((booking.slot.starts, booking.verdict))
    } else {
        Err(Code::WrongState.into())
    }
}

/// A call serves a booking, in the transaction that writes the call.
pub(crate) async fn serve(
    app: &App,
    tx: &mut Tx,
    booth: &BoothCaller,
    id: &BookingId,
    call: &CallId,
    now: Millis,
) -> Result<()> {
    let booking = store::take(tx, id).await?.ok_or(Code::NotFound)?;
    let state = booking.state.clone().serve(&booth.booth, call.clone())?;
    let booking = Booking { state, changed_at: now, ..booking };
    store::put(tx, &booking).await?;
    note(app, tx, &booking, Actor::Booth(&booth.booth), Deed::BookingServed, now).await
}
