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

pub mod closure;
pub mod counter;
pub mod draft;
pub mod grid;
pub mod holidays;
pub mod publish;
pub mod review;
mod store;

use crate::access::{AccountCaller, Act, Caller, Scope, authorise};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::fault::{Fault, Result};
use crate::hub::Input;
use jiff::tz::TimeZone;
use protocol::id::WardId;
use protocol::problem::FieldProblem;
use protocol::schedule::BookingRules;
use rand::RngExt;
use schedule::{Almanac, Closure, Flaw, Holidays, Place, Plan};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

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

/// What was read last of each ward, under the stamp that the ward's row had then. The row is looked at each time, so that
/// a change made by any server counts at once.
#[derive(Debug, Default)]
pub struct Cache(Mutex<HashMap<WardId, (i64, Arc<Hours>)>>);

impl Cache {
    fn find(&self, ward: &WardId, stamp: i64) -> Option<Arc<Hours>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(ward).filter(|(of, _)| *of == stamp).map(|(_, hours)| Arc::clone(hours))
    }

    fn keep(&self, ward: &WardId, stamp: i64, hours: &Arc<Hours>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(ward.clone(), (stamp, Arc::clone(hours)));
    }
}

/// What a ward publishes now; none where nothing ever was.
///
/// # Errors
/// When the database fails.
pub async fn published(app: &App, ward: &WardId) -> Result<Option<Arc<Hours>>> {
    let mut held = app.db.hold().await?;
    read(app, &mut held.conn(), ward).await
}

/// The same inside a transaction that gives times away or takes them back, having locked the ward: until it ends nobody
/// else reserves, publishes or closes there.
///
/// # Errors
/// When the database fails.
pub async fn lock(app: &App, tx: &mut Tx, ward: &WardId) -> Result<Option<Arc<Hours>>> {
    store::lock(tx, ward).await?;
    read(app, &mut tx.conn(), ward).await
}

/// The stamp is read first: what is kept under it may be newer, never older.
pub(crate) async fn read(app: &App, conn: &mut Conn<'_>, ward: &WardId) -> Result<Option<Arc<Hours>>> {
    let Some((_, stamp)) = store::stamp(conn, ward).await?.filter(|(version, _)| *version > 0) else {
        return Ok(None);
    };
    if let Some(hours) = app.hours.find(ward, stamp) {
        return Ok(Some(hours));
    }
    let Some((version, plan)) = store::plan::published(conn, ward).await? else { return Ok(None) };
    let place = store::place::place(conn, ward).await?;
    // What the ward has lost since it was published is left out of it.
    let (plan, _lost) = Plan::stored(&plan, &place);
    let hours = Arc::new(hours(app, conn, ward, version, plan, place).await?);
    app.hours.keep(ward, stamp, &hours);
    Ok(Some(hours))
}

/// Everything that decides under a plan.
async fn hours(app: &App, conn: &mut Conn<'_>, ward: &WardId, version: u32, plan: Plan, place: Place) -> Result<Hours> {
    let zone = app.config.calls.time_zone.clone();
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

/// Says that what decides in a ward is not what it was. Drawn, not counted: a transaction that is rolled back leaves no
/// stamp that a later one could have again. Half of the range is left to [`changed_everywhere`].
async fn changed(app: &App, tx: &mut Tx, ward: &WardId) -> Result<()> {
    Ok(store::set_stamp(tx, ward, app.rng().random_range(1..i64::MAX / 2)).await?)
}

/// Tells the booths of a ward, once other hours count there.
async fn tell(app: &App, ward: &WardId) {
    app.hub.tell(Input::HoursChanged { ward: ward.clone() }).await;
}

/// Says so of every ward, and locks them: after holidays or names were changed.
///
/// # Errors
/// When the database fails.
pub async fn changed_everywhere(tx: &mut Tx) -> sqlx::Result<()> {
    store::raise_every_stamp(tx).await
}

/// Why something that was sent is not taken: everything that is wrong with it.
fn flawed(flaws: Vec<Flaw>) -> Fault {
    Fault::bad_fields(flaws.into_iter().map(FieldProblem::from).collect())
}

fn may_edit(by: &AccountCaller) -> Result<()> {
    authorise(&Caller::Account(by.clone()), Act::EditHours, Scope::ward(&by.ward))
}
