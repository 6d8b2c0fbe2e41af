//! リモート窓口の時間: what coordinators publish, closures, holidays. The crate `schedule` decides when a counter is
//! open; here it is kept, changed, published and told.
//!
//! ```text
//! closure    臨時休止: made, lifted, listed            counter    whether a walk-in finds the counter open
//! draft      the plan being changed                  publish    what counts from now on, and what did before
//! grid       the days of a plan, as a table          review     what publishing would mean
//! holidays   祝日, imported as a whole                 store      their SQL
//! ```
//!
//! A journey: a coordinator changes the draft under its revision; [`Hours`] of the draft say which conflicts and which
//! bookings that would mean; publishing writes a version, and from its commit on [`published`] answers it. Whoever
//! reserves asks [`lock`] instead, which holds the ward's row until the transaction ends: no time is given away by one
//! plan while another begins to count.

mod closure;
mod store;

use crate::app::App;
use crate::db::{Conn, Tx};
use crate::fault::Result;
use jiff::tz::TimeZone;
use protocol::id::WardId;
use protocol::schedule::BookingRules;
use schedule::{Almanac, Closure, Holidays, Place, Plan};

/// Everything that decides when a ward's counter is open.
#[derive(Debug, Clone)]
pub struct Hours {
    /// The version of the plan.
    pub version: u32,
    /// The plan.
    pub plan: Plan,
    /// What holds for every booking.
    pub rules: BookingRules,
    /// 祝日
    pub holidays: Holidays,
    /// 臨時休止, without those that were lifted.
    pub closures: Vec<Closure>,
    /// The ward's sections, sites and subjects.
    pub place: Place,
    /// In which zone its dates and times are.
    pub zone: TimeZone,
}

impl Hours {
    /// What answers questions about them.
    pub fn almanac(&self) -> Almanac<'_> {
        let Self { plan, holidays, closures, place, zone, .. } = self;
        Almanac { plan, holidays, closures, place, zone }
    }
}

/// What a ward publishes now; none where nothing ever was.
///
/// # Errors
/// When the database fails.
pub async fn published(app: &App, ward: &WardId) -> Result<Option<Hours>> {
    let mut held = app.db.hold().await?;
    read(app, &mut held.conn(), ward).await
}

/// The same inside a transaction that gives times away or takes them back, having locked the ward: until it ends nobody
/// else reserves, publishes or closes there.
///
/// # Errors
/// When the database fails.
pub async fn lock(app: &App, tx: &mut Tx, ward: &WardId) -> Result<Option<Hours>> {
    store::lock(tx, ward).await?;
    read(app, &mut tx.conn(), ward).await
}

async fn read(app: &App, conn: &mut Conn<'_>, ward: &WardId) -> Result<Option<Hours>> {
    let Some((version, plan)) = store::plan::published(conn, ward).await? else { return Ok(None) };
    let place = store::place::place(conn, ward).await?;
    with(app, conn, ward, version, plan, place).await.map(Some)
}

/// The hours of a plan that was stored. What the ward has lost since it was is left out of it.
async fn with(
    app: &App,
    conn: &mut Conn<'_>,
    ward: &WardId,
    version: u32,
    plan: protocol::schedule::Plan,
    place: Place,
) -> Result<Hours> {
    let zone = app.config.calls.time_zone.clone();
    let (plan, _lost) = Plan::stored(&plan, &place);
    Ok(Hours {
        version,
        rules: plan.rules().clone(),
        plan,
        holidays: store::holidays(conn).await?.into_iter().collect(),
        closures: closure::standing(conn, ward, &zone).await?,
        place,
        zone,
    })
}
