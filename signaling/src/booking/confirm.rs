//! A hold becomes a booking, and its code is told.

use super::mail::{self, Letter};
use super::reserve::{self, Wish};
use super::{Asked, Booking, By, Contact, State, WardHours, asked, content, note, store};
use crate::app::App;
use crate::audit::Deed;
use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use forms::{email, telephone};
use protocol::booking::{self as wire, NewBooking};
use protocol::private::Private;
use protocol::problem::{Code, FieldProblem, Problem};

const ACT: &str = "confirm";
/// A code that is taken is drawn anew; more often than this is no accident.
const ROUNDS: u32 = 8;

/// Makes a hold a booking. A repeated request is told the same code. A hold that ran out is taken anew where its time is
/// still free, so that nobody loses it to the clock alone.
///
/// # Errors
/// `bad-field`; `hold-over`, with other times, where it is not; `overlapping`, `too-many-bookings`, `key-reused`.
pub async fn confirm(app: &App, by: By<'_>, new: NewBooking) -> Result<wire::Booking> {
    by.check_key(&new.request)?;
    if let By::Public(address) = by {
        app.limits.book_holds.take(&address)?;
    }
    let contact = contact(app, &new)?;
    let told = |value: &Option<Private<String>>| value.as_ref().map(|value| app.booking_key.person(value));
    let content = content(&(&new.hold, new.language, told(&contact.telephone), told(&contact.email)));
    let scope = by.scope(ACT);
    let digest = app.booking_key.hold_digest(&new.hold);
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let found = store::by_hold(&mut tx.conn(), &digest).await?.filter(|found| by.may_hold_in(&found.ward));
    let found = found.ok_or(Code::HoldOver)?;
    let hours = reserve::enter(app, &mut tx, &found.ward, now).await?;
    if let Asked::Before(booking) = asked(&mut tx, &scope, &new.request, &content).await? {
        return Ok(booking.seen(app, Some(&hours)));
    }
    let booking = store::take(&mut tx, &found.id).await?.ok_or(Code::HoldOver)?;
    let is_held = matches!(booking.state, State::Held { .. });
    let state = booking.state.clone().confirm()?;
    let booking = Booking { state, contact, language: new.language, changed_at: now, ..booking };
    check_cap(&mut tx, &hours, &booking, now).await?;
    let booking = if is_held {
        store::put(&mut tx, &booking).await?;
        reserve::claim_person(&mut tx, &booking).await?;
        booking
    } else {
        take_anew(&mut tx, &hours, booking, now).await?
    };
    let booking = give_code(app, &mut tx, booking).await?;
    store::request::insert(&mut tx, &scope, &new.request, &booking.id, &content, now).await?;
    note(app, &mut tx, &booking, by.actor(), Deed::BookingMade, now).await?;
    mail::write(app, &mut tx, &booking, Letter::Confirmed, now).await?;
    tx.commit().await?;
    Ok(booking.seen(app, Some(&hours)))
}

/// The time of a hold that ran out, if nobody else has taken it.
async fn take_anew(tx: &mut Tx, hours: &WardHours, booking: Booking, now: Millis) -> Result<Booking> {
    let slot = &booking.slot;
    let wish = Wish { site: slot.site.clone(), subject: booking.subject.clone(), starts: slot.starts };
    let id = booking.id.clone();
    let make = |slot| Booking { slot, ..booking };
    reserve::reserve(tx, hours, &id, &wish, make, now).await.map_err(|fault| match fault.code() {
        Code::SlotGone | Code::NotOpen => {
            let times = fault.into_problem().times;
            Fault::from(Problem { times, ..Problem::from(Code::HoldOver) })
        }
        _ => fault,
    })
}

/// Nobody has more bookings ahead than the ward allows.
async fn check_cap(tx: &mut Tx, hours: &WardHours, booking: &Booking, now: Millis) -> Result<()> {
    if booking.contact.keys().next().is_none() {
        return Ok(());
    }
    let ahead = store::ahead_of(tx, &booking.contact, &booking.id, now).await?;
    if ahead >= u32::from(hours.rules.per_person) { Err(Code::TooManyBookings.into()) } else { Ok(()) }
}

async fn give_code(app: &App, tx: &mut Tx, booking: Booking) -> Result<Booking> {
    for code_round in 0..ROUNDS {
        let digest = app.booking_key.code_digest(&app.booking_key.code(&booking.id, code_round));
        if store::set_code(tx, &booking.id, &digest, code_round).await? {
            return Ok(Booking { code_round, ..booking });
        }
    }
    Err(Code::Internal.into())
}

/// What was said of how to reach them, in its one way.
fn contact(app: &App, new: &NewBooking) -> Result<Contact> {
    let mut errors = Vec::new();
    let mut flaw = |path: &str, code: &str, message: &str| {
        errors.push(FieldProblem { path: path.to_owned(), code: code.to_owned(), message: message.to_owned() });
    };
    let given =
        |value: &Option<String>| value.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let telephone = given(&new.telephone).and_then(|raw| {
        let number = telephone::normalise(&raw);
        if number.is_none() {
            flaw("telephone", "bad-telephone", "電話番号を、市外局番から数字10けたか11けたで入れてください。");
        }
        number.map(Private::new)
    });
    let email = given(&new.email).and_then(|raw| {
        let address = email::normalise(&raw);
        if address.is_none() {
            flaw("email", "bad-email", "メールアドレスを、「name@example.jp」のように入れてください。");
        }
        address.map(Private::new)
    });
    if !errors.is_empty() {
        return Err(Problem { errors, ..Problem::from(Code::BadField) }.into());
    }
    Ok(Contact {
        telephone_key: telephone.as_ref().map(|number| app.booking_key.person(&digits(number))),
        email_key: email.as_ref().map(|address| app.booking_key.person(&lower(address))),
        telephone,
        email,
    })
}

/// However its groups are written, it is one number.
fn digits(number: &Private<String>) -> Private<String> {
    Private::new(number.reveal().replace('-', ""))
}

/// Mail systems do not tell a person's addresses apart by case.
fn lower(address: &Private<String>) -> Private<String> {
    Private::new(address.reveal().to_ascii_lowercase())
}
