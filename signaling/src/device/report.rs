//! What a booth's own program reports over its device socket, what a person at a tablet found, and what a device has to
//! know.

use super::store;
use crate::access::{Act, BoothCaller, Caller, Pass, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::{MINUTE, Millis, on_the_wire};
use crate::fault::{Fault, Result};
use crate::place;
use crate::terminal::Hello;
use protocol::device::{DeviceMessage, DeviceOrder, LAMPS_MAX, Lamp, OutOfOrder, Part, Selftest, WipeReason};
use protocol::id::{BoothId, SiteId};
use protocol::place::Hours;
use protocol::problem::Code;
use protocol::selfcheck::SelfcheckReport;
use std::time::Duration;

/// For how long a booth that was heard counts as connected for its neighbours; it is heard each minute.
const HEARD: Millis = 3 * MINUTE;
/// What a person can try by eye and ear.
const PERSONS: [Part; 3] = [Part::Camera, Part::Microphone, Part::Speaker];

/// What a device has to know, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub site: SiteId,
    /// The site's name.
    pub site_name: String,
    /// The number to show when the line is down.
    pub telephone: String,
    /// Another site of the ward with a booth that is connected and in order.
    pub nearest: Option<String>,
    /// When the site is open.
    pub hours: Option<Hours>,
    /// Why it takes no visits.
    pub out_of_order: Option<OutOfOrder>,
}

impl Standing {
    /// The same, but for the mark.
    pub fn without_mark(&self) -> Self {
        Self { out_of_order: None, ..self.clone() }
    }

    /// As it is said to the device.
    pub fn welcome(self, booth: &BoothId, handled: u32, now: Millis) -> DeviceOrder {
        let Self { site, site_name, telephone, nearest, hours, out_of_order } = self;
        let (booth, now) = (booth.clone(), on_the_wire(now));
        DeviceOrder::Welcome { booth, site, site_name, telephone, nearest, hours, out_of_order, handled, now }
    }
}

/// Notes who is there, and reads what it has to know.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn greet(app: &App, booth: &BoothCaller, hello: &Hello) -> Result<Standing> {
    may_report(booth)?;
    store::report::hello(&app.db, &booth.booth, hello, app.clock.now()).await?;
    let site = place::site(&app.db, &booth.site).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
    Ok(Standing {
        nearest: nearest(app, &site).await?,
        out_of_order: mark(app, &booth.booth).await?,
        site: site.id,
        site_name: site.name,
        telephone: site.telephone,
        hours: site.hours,
    })
}

/// Why a booth takes no visits, if it takes none.
pub async fn mark(app: &App, booth: &BoothId) -> Result<Option<OutOfOrder>> {
    Ok(store::report::out_of_order(&app.db, booth).await?)
}

/// Another site of the ward with a booth that is connected and in order.
pub async fn nearest(app: &App, site: &place::Site) -> Result<Option<String>> {
    Ok(store::report::nearest(&app.db, &site.ward, &site.id, app.clock.now() - HEARD).await?)
}

/// Notes when a device was heard last.
pub async fn seen(app: &App, booth: &BoothId) -> Result<()> {
    Ok(store::report::seen(&app.db, booth, app.clock.now()).await?)
}

/// Carries out what a device reports and says what it is answered.
pub async fn carry_out(app: &App, booth: &BoothCaller, id: u32, message: DeviceMessage) -> DeviceOrder {
    match perform(app, booth, message).await {
        Ok(()) => DeviceOrder::Done { id },
        Err(fault) => {
            if fault.code() == Code::Internal {
                tracing::error!(error = &fault as &dyn std::error::Error, "a report could not be taken in");
            }
            DeviceOrder::Refused { id: Some(id), problem: fault.into_problem() }
        }
    }
}

async fn perform(app: &App, booth: &BoothCaller, message: DeviceMessage) -> Result<()> {
    may_report(booth)?;
    match message {
        DeviceMessage::Hello { .. } | DeviceMessage::Ping => Err(Fault::from(Code::WrongState)),
        DeviceMessage::Health { lamps } => {
            check_lamps(&lamps)?;
            Ok(store::report::lamps(&app.db, &booth.booth, &lamps, app.clock.now()).await?)
        }
        DeviceMessage::Wiped { why, took_ms } => {
            app.metrics.wiped(Duration::from_millis(took_ms.into()));
            let tx = app.db.begin().await?;
            note(app, tx, booth, wiped(why)).await
        }
        DeviceMessage::Selfcheck { report } => selfcheck(app, booth, &report).await,
        DeviceMessage::OutOfOrder { reason: OutOfOrder::Office, .. } => Err(Fault::from(Code::Forbidden)),
        DeviceMessage::OutOfOrder { on, reason } => {
            let mut tx = app.db.begin().await?;
            // The office's mark is the office's to take away, and goes before every other.
            if store::report::take_mark(&mut tx, &booth.booth).await? == Some(OutOfOrder::Office) {
                return if on { Ok(()) } else { Err(Fault::from(Code::WrongState)) };
            }
            store::report::mark(&mut tx, &booth.booth, on.then_some(reason)).await?;
            note(app, tx, booth, if on { Deed::DeviceMarked } else { Deed::DeviceUnmarked }).await
        }
    }
}

/// Keeps what a person found who tried the parts of a paired tablet. It marks nothing: a tablet without sound still has
/// 筆談, and whoever reads the lamps decides.
///
/// # Errors
/// `forbidden` for a booth whose own program reports, `bad-field`, `too-many`.
pub async fn selftest(app: &App, booth: &BoothCaller, Selftest { lamps }: &Selftest) -> Result<()> {
    may_report(booth)?;
    if matches!(booth.pass, Pass::Certificate(_)) {
        return Err(Code::Forbidden.into());
    }
    check_lamps(lamps)?;
    if lamps.is_empty() || !lamps.iter().all(|lamp| PERSONS.contains(&lamp.part)) {
        return Err(Fault::bad_field("lamps", "part", "カメラ、マイク、スピーカーのほかは、人には試せません。"));
    }
    app.limits.selftest.take(&booth.booth)?;
    Ok(store::report::lamps(&app.db, &booth.booth, lamps, app.clock.now()).await?)
}

/// Keeps the report; one that did not pass marks the booth, one that passed takes that mark away.
async fn selfcheck(app: &App, booth: &BoothCaller, report: &SelfcheckReport) -> Result<()> {
    check_lamps(&report.lamps)?;
    let mut tx = app.db.begin().await?;
    let before = store::report::take_mark(&mut tx, &booth.booth).await?;
    store::report::selfcheck(&mut tx, &booth.booth, report, app.clock.now()).await?;
    match (before, report.passed) {
        (None, false) => {
            store::report::mark(&mut tx, &booth.booth, Some(OutOfOrder::Selfcheck)).await?;
            note(app, tx, booth, Deed::DeviceMarked).await
        }
        (Some(OutOfOrder::Selfcheck), true) => {
            store::report::mark(&mut tx, &booth.booth, None).await?;
            note(app, tx, booth, Deed::DeviceUnmarked).await
        }
        _ => Ok(tx.commit().await?),
    }
}

fn may_report(booth: &BoothCaller) -> Result<()> {
    authorise(&Caller::Booth(booth.clone()), Act::Report, Scope::booth(&booth.ward, &booth.booth))
}

/// One lamp a part, and not more than there can be.
fn check_lamps(lamps: &[Lamp]) -> Result<()> {
    let mut parts: Vec<_> = lamps.iter().map(|lamp| lamp.part).collect();
    parts.sort_unstable();
    parts.dedup();
    if lamps.len() > LAMPS_MAX || parts.len() != lamps.len() {
        return Err(Fault::bad_field("lamps", "twice", "同じ部品が2回書かれています。"));
    }
    Ok(())
}

const fn wiped(why: WipeReason) -> Deed {
    match why {
        WipeReason::Ended => Deed::WipedAfterEnd,
        WipeReason::Idle => Deed::WipedAfterIdle,
        WipeReason::Crash => Deed::WipedAfterCrash,
        WipeReason::Start => Deed::WipedAtStart,
        WipeReason::Restart => Deed::WipedForRestart,
    }
}

async fn note(app: &App, mut tx: crate::db::Tx, booth: &BoothCaller, deed: Deed) -> Result<()> {
    let (actor, target) = (Actor::Booth(&booth.booth), Target::Device(&booth.booth));
    let entry = Entry { ward: &booth.ward, actor, deed, target };
    audit::append(&mut tx, &app.config.server.node, app.clock.now(), entry).await?;
    Ok(tx.commit().await?)
}
