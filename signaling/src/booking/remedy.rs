//! What is done about a booking that cannot take place. Nothing is cancelled by itself: somebody offers other times, moves
//! it, calls, or cancels it.

use super::mail::{self, Letter};
use super::{Booking, By, change, note, reserve, store};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::Deed;
use crate::fault::{Fault, Result};
use protocol::booking::BookingRow;
use protocol::id::BookingId;
use protocol::problem::Code;
use protocol::schedule::Remedy;

/// Notes what was done; offering writes to the resident, with three other times.
///
/// # Errors
/// `not-found`, `forbidden`; `bad-field` for what follows from moving or cancelling alone, and for an offer without an
/// address; `wrong-state` for a booking that can take place.
pub async fn note_remedy(app: &App, person: &AccountCaller, id: &BookingId, remedy: Remedy) -> Result<BookingRow> {
    let found = change::found(app, person, id, Act::SettleBooking).await?;
    if matches!(remedy, Remedy::Moved | Remedy::Cancelled) {
        let words = "変更や取消は、予約の変更・取消の操作で行ってください。";
        return Err(Fault::bad_field("remedy", "bad-remedy", words));
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let hours = reserve::enter(app, &mut tx, &found.ward, now).await?;
    let before = store::take(&mut tx, id).await?.ok_or(Code::NotFound)?;
    let why = before.disrupted(Some(&hours)).ok_or(Code::WrongState)?;
    if remedy == Remedy::Offered && before.contact.email.is_none() {
        let words = "メールアドレスがありません。電話でお知らせください。";
        return Err(Fault::bad_field("remedy", "no-email", words));
    }
    let booking = Booking { remedy, hit: Some(why), changed_at: now, ..before };
    store::put(&mut tx, &booking).await?;
    note(app, &mut tx, &booking, By::Account(person).actor(), Deed::RemedyNoted, now).await?;
    if remedy == Remedy::Offered {
        mail::write(app, &mut tx, &booking, Letter::Offer, now).await?;
    }
    tx.commit().await?;
    Ok(booking.row(&hours.rules, app))
}
