//! いまの様子: what a coordinator sees of a ward at a glance.

use super::{HEARD, store};
use crate::access::{AccountCaller, Act, Caller, Scope, authorise};
use crate::app::App;
use crate::clock::{Millis, SECOND, on_the_wire};
use crate::fault::Result;
use crate::{booking, hours, place};
use protocol::coordination::{Live, LiveSite};
use protocol::outlook::{BoothLamp, BoothRow};

/// The caller's ward as it is now. Desks are counted where this server has their sockets.
///
/// # Errors
/// `forbidden`.
pub async fn live(app: &App, by: &AccountCaller) -> Result<Live> {
    let ward = &by.ward;
    authorise(&Caller::Account(by.clone()), Act::SeeFigures, Scope::ward(ward))?;
    let now = app.clock.now();
    let booths = store::booths(&app.db, ward, now - HEARD).await?;
    let line = store::line(&app.db, ward).await?;
    let hours = hours::published(app, ward).await?;
    let almanac = hours.as_ref().map(|hours| hours.almanac());
    let desks = app.staffed.borrow().get(ward).copied().unwrap_or_default();
    let bookings = booking::list::glance(app, ward).await?;
    let sites = place::sites_of(&app.db, ward).await?.into_iter().map(|row| {
        let closed = almanac.as_ref().and_then(|almanac| almanac.closed(&row.site, None, now)).map(|(why, _)| why);
        let here: Vec<_> = booths.iter().filter(|booth| booth.site == row.site).collect();
        LiveSite {
            booths: count(&here, |_| true),
            online: count(&here, |lamp| lamp != BoothLamp::Away),
            out_of_order: count(&here, |lamp| lamp == BoothLamp::OutOfOrder),
            waiting: count(&here, |lamp| lamp == BoothLamp::Waiting),
            talking: count(&here, |lamp| matches!(lamp, BoothLamp::InUse | BoothLamp::NeedsHelp)),
            site: row.site,
            name: row.name,
            closed,
        }
    });
    Ok(Live {
        at: on_the_wire(now),
        waiting: line.waiting,
        longest_wait: line.oldest.map_or(0, |rang_at| seconds(now - rang_at)),
        talking: line.talking,
        callbacks: line.callbacks,
        desks_free: desks.free,
        desks_at_work: desks.at_work,
        bookings_ahead: bookings.ahead_today,
        unconfirmed: bookings.unconfirmed,
        affected: bookings.affected,
        sites: sites.filter(|site| site.booths > 0).collect(),
    })
}

fn count(booths: &[&BoothRow], is: impl Fn(BoothLamp) -> bool) -> u16 {
    u16::try_from(booths.iter().filter(|booth| is(booth.lamp)).count()).unwrap_or(u16::MAX)
}

fn seconds(length: Millis) -> u32 {
    u32::try_from(length / SECOND).unwrap_or(0)
}
