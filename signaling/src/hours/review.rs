//! What publishing the draft would mean, and why a time is not open: nothing is changed by asking.

use super::store::plan;
use super::{hours, store};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::call::operate::local_date;
use crate::fault::{Fault, Result};
use jiff::civil::DateTime;
use protocol::coordination::{PlanOf, Review};
use protocol::id::{SiteId, SubjectId};
use protocol::schedule::Explanation;
use schedule::Plan;

/// What publishing the draft of the caller's ward would mean.
///
/// # Errors
/// `forbidden`.
pub async fn review(app: &App, by: &AccountCaller) -> Result<Review> {
    by.somewhere(Act::SeeHours)?;
    let now = app.clock.now();
    let mut held = app.db.hold().await?;
    let conn = &mut held.conn();
    let plans = plan::both(conn, &by.ward).await?;
    let place = store::place::place(conn, &by.ward).await?;
    let (before, _) = Plan::stored(&plans.published, &place);
    let (after, _) = Plan::stored(plans.current(), &place);
    let changes = schedule::changes(&before, &after, &place);
    let hours = hours(app, conn, &by.ward, plans.version + 1, after, place).await?;
    Ok(Review {
        revision: plans.revision,
        changes,
        findings: schedule::findings(&hours.almanac(), local_date(now, &app.config.calls)),
        affected: Vec::new(),
    })
}

/// Why a time of a plan is or is not open, for staff.
///
/// # Errors
/// `forbidden`; `bad-field` for no time, and for a site or subject that is not the ward's.
pub async fn explain(
    app: &App,
    by: &AccountCaller,
    of: PlanOf,
    site: &SiteId,
    subject: &SubjectId,
    at: &str,
) -> Result<Explanation> {
    by.somewhere(Act::SeeHours)?;
    let at = time(at)
        .ok_or_else(|| Fault::bad_field("at", "bad-time", "日時は 2026-06-04T17:30 のように書いてください。"))?;
    let mut held = app.db.hold().await?;
    let conn = &mut held.conn();
    let plans = plan::both(conn, &by.ward).await?;
    let place = store::place::place(conn, &by.ward).await?;
    if !place.sites.contains_key(site) {
        return Err(Fault::bad_field("site", "unknown", "この区にない施設です。"));
    }
    if !place.subjects.contains_key(subject) {
        return Err(Fault::bad_field("subject", "unknown", "この区がリモート窓口で扱わない用件です。"));
    }
    let plan = match of {
        PlanOf::Published => &plans.published,
        PlanOf::Draft => plans.current(),
    };
    let (plan, _) = Plan::stored(plan, &place);
    let hours = hours(app, conn, &by.ward, plans.version, plan, place).await?;
    let reasons = hours.almanac().explain(site, subject, at, app.clock.now());
    Ok(Explanation { open: reasons.is_empty(), reasons })
}

/// `2026-06-04T17:30`
fn time(text: &str) -> Option<DateTime> {
    (text.len() == 16).then(|| DateTime::strptime("%Y-%m-%dT%H:%M", text).ok()).flatten()
}
