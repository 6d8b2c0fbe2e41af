//! 仮押さえ: a time is held while the rest is filled in.

use super::reserve::{self, New, Wish};
use super::{Asked, Booking, By, asked, content, moment, note, store};
use crate::app::App;
use crate::audit::Deed;
use crate::clock::{MINUTE, Millis, on_the_wire};
use crate::fault::Result;
use crate::{figures, screening};
use protocol::booking::{HOLD_MINUTES, Held, HoldAsked};
use protocol::id::{BookingId, HoldToken};
use protocol::problem::Code;

/// How long a hold lasts.
const LASTS: Millis = HOLD_MINUTES as Millis * MINUTE;
const ACT: &str = "hold";

/// Holds a time. A repeated request finds the hold that it made.
///
/// # Errors
/// `not-found` for a site that is not there for the caller; those of [`screening::booking`]; `not-open` and `slot-gone`,
/// with other times; `key-reused`; `hold-over` where the hold of a repeated request ran out; `too-many` from one address.
pub async fn hold(app: &App, by: By<'_>, asks: HoldAsked) -> Result<Held> {
    by.check_key(&asks.request)?;
    if let By::Public(address) = by {
        app.limits.book_holds.take(&address)?;
    }
    let wish = Wish { starts: moment(asks.starts)?, site: asks.site, subject: asks.subject };
    let mut held = app.db.hold().await?;
    let ward = store::ward_of(&mut held.conn(), &wish.site).await?.filter(|ward| by.may_hold_in(ward));
    drop(held);
    let ward = ward.ok_or(Code::NotFound)?;
    let (scope, content) = (by.scope(ACT), content(&(&wish.site, &wish.subject, wish.starts)));
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hours = reserve::enter(app, &mut tx, &ward, now).await?;
    let booking = match asked(&mut tx, &scope, &asks.request, &content).await? {
        Asked::Before(booking) => *booking,
        Asked::Never => {
            let what = (&wish.site, &wish.subject);
            let screened = asks.screened.as_ref();
            let screened = screening::booking(app, &mut tx.conn(), by, what, screened, asks.overrules).await?;
            let id = BookingId::random(&mut app.rng());
            let new = New { id: &id, ward: &ward, by, wish: &wish, verdict: screened.verdict };
            let booking = new.hold(app, &mut tx, &hours, now + LASTS, now).await?;
            if screened.overruled {
                figures::disagreed(app, &mut tx.conn(), &ward, what).await?;
                note(app, &mut tx, &booking, by.actor(), Deed::ScreeningOverruled, now).await?;
            }
            store::request::insert(&mut tx, &scope, &asks.request, &id, &content, now).await?;
            note(app, &mut tx, &booking, by.actor(), Deed::TimeHeld, now).await?;
            booking
        }
    };
    tx.commit().await?;
    shown(app, &booking)
}

fn shown(app: &App, booking: &Booking) -> Result<Held> {
    match booking.state {
        super::State::Lapsed => Err(Code::HoldOver.into()),
        // a hold that was confirmed since is told as it was
        _ => Ok(Held {
            hold: app.booking_key.hold(&booking.id),
            until: on_the_wire(booking.created_at + LASTS),
            time: booking.slot.time(&app.config.calls.time_zone),
        }),
    }
}

/// Gives a hold up. One that is over already, or that never was, is no fault.
///
/// # Errors
/// `wrong-state` for a hold that is a booking by now.
pub async fn release(app: &App, by: By<'_>, hold: &HoldToken) -> Result<()> {
    if let By::Public(address) = by {
        app.limits.book_holds.take(&address)?;
    }
    let digest = app.booking_key.hold_digest(hold);
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = store::by_hold(&mut tx.conn(), &digest).await?.filter(|found| by.may_hold_in(&found.ward)) else {
        return Ok(());
    };
    reserve::enter(app, &mut tx, &found.ward, now).await?;
    let Some(booking) = store::take(&mut tx, &found.id).await? else { return Ok(()) };
    if booking.state == super::State::Lapsed {
        return Ok(tx.commit().await?);
    }
    let lapsed = Booking { state: booking.state.clone().lapse()?, changed_at: now, ..booking };
    store::claim::release(&mut tx, &lapsed.id).await?;
    store::put(&mut tx, &lapsed).await?;
    note(app, &mut tx, &lapsed, by.actor(), Deed::HoldReleased, now).await?;
    Ok(tx.commit().await?)
}
