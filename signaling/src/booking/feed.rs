//! A calendar feed of the bookings of an account's sections, for whichever calendar staff use. Its address holds 256 random
//! bits, of which the row keeps the SHA-256; a further one takes the place of the one before.

use super::service::digest;
use super::{calendar, store};
use crate::access::{self, AccountCaller, Act, Scope, granted};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::{HOUR, Millis};
use crate::fault::Result;
use crate::hours;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use protocol::booking::Feed;
use protocol::private::Private;
use protocol::problem::Code;
use rand::Rng as _;

const DAY: Millis = 24 * HOUR;
/// How far back it goes.
const BACK: Millis = 30 * DAY;

/// Makes an address for the caller.
///
/// # Errors
/// `forbidden`.
pub async fn make(app: &App, by: &AccountCaller) -> Result<Feed> {
    by.somewhere(Act::SeeBookings)?;
    let mut bits = [0; 32];
    app.rng().fill_bytes(&mut bits);
    let secret = Private::new(URL_SAFE_NO_PAD.encode(bits));
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::feed::put(&mut tx, &by.account, &digest(&secret), now).await?;
    note(app, tx, by, Deed::FeedMade, now).await?;
    Ok(Feed { path: format!("/api/feed/{}.ics", secret.reveal()) })
}

/// Ends the caller's feed, if there is one.
///
/// # Errors
/// `forbidden`.
pub async fn end(app: &App, by: &AccountCaller) -> Result<()> {
    by.somewhere(Act::SeeBookings)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if store::feed::delete(&mut tx, &by.account).await? {
        note(app, tx, by, Deed::FeedEnded, now).await?;
    }
    Ok(())
}

async fn note(app: &App, mut tx: crate::db::Tx, by: &AccountCaller, deed: Deed, now: Millis) -> Result<()> {
    let (actor, target) = (Actor::Account(&by.account), Target::Account(&by.account));
    audit::append(&mut tx, &app.config.server.node, now, Entry { ward: &by.ward, actor, deed, target }).await?;
    Ok(tx.commit().await?)
}

/// The feed behind an address: what the account may see now, from 30 days back to the horizon.
///
/// # Errors
/// `not-found`.
pub async fn read(app: &App, secret: Private<String>) -> Result<String> {
    let now = app.clock.now();
    let mut held = app.db.hold().await?;
    let account = store::feed::owner(&mut held.conn(), &digest(&secret)).await?.ok_or(Code::NotFound)?;
    drop(held);
    let (ward, roles) = access::grants(app, &account).await?.ok_or(Code::NotFound)?;
    let days = hours::published(app, &ward).await?.map_or(0, |hours| hours.rules.horizon_days);
    let span = (now - BACK, now + (Millis::from(days) + 1) * DAY);
    let mut held = app.db.hold().await?;
    let bookings = store::list::between(&mut held.conn(), &ward, span).await?;
    let seen = |booking: &super::Booking| {
        granted(&roles, Act::SeeBookings, Scope::section(&booking.ward, &booking.slot.section))
    };
    let bookings: Vec<_> = bookings.into_iter().filter(seen).collect();
    Ok(calendar::feed(app, "リモート窓口の予約", &bookings))
}
