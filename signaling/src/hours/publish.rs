//! What counts from now on, and what counted before. Publishing is one transaction: everybody sees the plan before or the
//! plan after, whole. Nothing is ever overwritten; taking an earlier plan up again writes it anew.

use super::draft::{stale, taken, view};
use super::store::plan::{self, Published};
use super::{changed, flawed, hours, may_edit, store};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::operate::local_date;
use crate::fault::{Fault, Result};
use protocol::coordination::{PlanVersion, Schedule};
use protocol::problem::{Code, FieldProblem};
use protocol::schedule::{Finding, Gravity, Plan};

/// How many versions are listed.
const LISTED: u32 = 200;

/// Lets the draft count. `meant` is its revision.
///
/// # Errors
/// `forbidden`; `stale-tag` where the draft is not what was looked at; `wrong-state` where nothing is changed; `bad-field`
/// with every flaw, and with every finding that blocks.
pub async fn publish(app: &App, by: &AccountCaller, meant: u32) -> Result<Schedule> {
    may_edit(by)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let before = taken(&mut tx, &by.ward).await?;
    if before.revision != meant {
        return Err(stale());
    }
    let Some(draft) = before.draft else {
        return Err(Fault::because(Code::WrongState, "下書きは、公開中の計画と同じです。公開するものはありません。"));
    };
    let (today, version) = (local_date(now, &app.config.calls), before.version + 1);
    let place = store::place::place(&mut tx.conn(), &by.ward).await?;
    let read = schedule::Plan::read(&draft, &place, today).map_err(flawed)?;
    let hours = hours(app, &mut tx.conn(), &by.ward, version, read, place).await?;
    let blocking = blocking(&draft, schedule::findings(&hours.almanac(), today));
    if !blocking.is_empty() {
        return Err(Fault::bad_fields(blocking));
    }
    let published = Published { version, body: &draft, at: now, by: Some(&by.account), rolled_back_to: None };
    plan::publish(&mut tx, &by.ward, published).await?;
    plan::put_draft(&mut tx, &by.ward, meant + 1, None).await?;
    changed(app, &mut tx, &by.ward).await?;
    let (actor, target) = (Actor::Account(&by.account), Target::Plan(&by.ward, version));
    let entry = Entry { ward: &by.ward, actor, deed: Deed::PlanPublished, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    let view = view(app, &mut tx.conn(), &by.ward, now).await?;
    tx.commit().await?;
    Ok(view)
}

/// The versions of the caller's ward, the newest first.
///
/// # Errors
/// `forbidden`.
pub async fn versions(app: &App, by: &AccountCaller) -> Result<Vec<PlanVersion>> {
    by.somewhere(Act::SeeHours)?;
    let mut held = app.db.hold().await?;
    Ok(plan::versions(&mut held.conn(), &by.ward, LISTED).await?)
}

/// Lets an earlier version's content count again, as a version of its own. It was without conflicts that block when it was
/// published, and to go back must be possible at once: findings are not asked again. A draft stays as it is.
///
/// # Errors
/// `forbidden`; `not-found` for no version of the ward; `wrong-state` where its content counts already.
pub async fn roll_back(app: &App, by: &AccountCaller, to: u32) -> Result<Schedule> {
    may_edit(by)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let before = taken(&mut tx, &by.ward).await?;
    let body = plan::body(&mut tx.conn(), &by.ward, to).await?.ok_or(Code::NotFound)?;
    if body == before.published {
        return Err(Fault::because(Code::WrongState, "この版は、いま公開中の計画と同じです。"));
    }
    let version = before.version + 1;
    let published = Published { version, body: &body, at: now, by: Some(&by.account), rolled_back_to: Some(to) };
    plan::publish(&mut tx, &by.ward, published).await?;
    let draft = before.draft.as_ref().filter(|draft| **draft != body);
    plan::put_draft(&mut tx, &by.ward, before.revision + 1, draft).await?;
    changed(app, &mut tx, &by.ward).await?;
    let (actor, target) = (Actor::Account(&by.account), Target::Plan(&by.ward, version));
    let entry = Entry { ward: &by.ward, actor, deed: Deed::PlanRolledBack, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    let view = view(app, &mut tx.conn(), &by.ward, now).await?;
    tx.commit().await?;
    Ok(view)
}

/// The findings that keep a plan from being published, each with its place in the plan.
fn blocking(plan: &Plan, findings: Vec<Finding>) -> Vec<FieldProblem> {
    let place = |finding: &Finding| plan.openings.iter().position(|opening| opening.id == finding.opening);
    let blocking = findings.into_iter().filter(|finding| finding.gravity == Gravity::Blocks);
    blocking
        .map(|finding| FieldProblem {
            path: place(&finding).map_or_else(|| "openings".to_owned(), |place| format!("openings/{place}")),
            code: crate::db::word(finding.why),
            message: finding.sentence,
        })
        .collect()
}
