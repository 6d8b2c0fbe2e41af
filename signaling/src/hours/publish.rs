//! What counts from now on, and what counted before. Publishing is one transaction: everybody sees the plan before or the
//! plan after, whole. Nothing is ever overwritten; taking an earlier plan up again writes it anew.

use super::draft::{stale, taken, view};
use super::store::plan::{self, Published};
use super::{changed, flawed, holidays, hours, may_edit, store, tell};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::operate::local_date;
use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use crate::place::Municipality;
use protocol::coordination::{PlanVersion, Schedule};
use protocol::id::WardId;
use protocol::problem::{Code, FieldProblem};
use protocol::schedule::{Finding, Gravity, Plan};
use schedule::Place;

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
    count(app, &mut tx, &by.ward, published, Deed::PlanPublished).await?;
    plan::put_draft(&mut tx, &by.ward, meant + 1, None).await?;
    let view = view(app, &mut tx.conn(), &by.ward, now).await?;
    tx.commit().await?;
    tell(app, &by.ward).await;
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

/// A plan that counted from a moment on, and until which.
#[derive(Debug)]
pub struct Counted {
    /// The plan, without what the ward has lost since.
    pub plan: schedule::Plan,
    /// From when on.
    pub from: Millis,
    /// Until when: the next version's beginning.
    pub until: Millis,
}

impl Counted {
    /// How much of a time it counted.
    pub fn of(&self, (from, until): (Millis, Millis)) -> Millis {
        (until.min(self.until) - from.max(self.from)).max(0)
    }
}

/// The plans of a ward that counted at some time between two moments, the earliest first. Before the first was published
/// there was none.
///
/// # Errors
/// When the database fails.
pub async fn counted(app: &App, ward: &WardId, place: &Place, between: (Millis, Millis)) -> Result<Vec<Counted>> {
    let mut held = app.db.hold().await?;
    let versions = plan::counted(&mut held.conn(), ward, between).await?;
    let ends: Vec<Millis> = versions.iter().skip(1).map(|(at, _)| *at).chain([Millis::MAX]).collect();
    let counted = versions.into_iter().zip(ends);
    Ok(counted
        .map(|((from, body), until)| Counted { plan: schedule::Plan::stored(&body, place).0, from, until })
        .collect())
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
    count(app, &mut tx, &by.ward, published, Deed::PlanRolledBack).await?;
    let draft = before.draft.as_ref().filter(|draft| **draft != body);
    plan::put_draft(&mut tx, &by.ward, before.revision + 1, draft).await?;
    let view = view(app, &mut tx.conn(), &by.ward, now).await?;
    tx.commit().await?;
    tell(app, &by.ward).await;
    Ok(view)
}

/// Publishes the plans and holidays of a municipality's file where there are none yet, at the server's own command line.
///
/// # Errors
/// `bad-field` with every flaw and every conflict that blocks.
pub async fn publish_first(app: &App, file: &Municipality) -> Result<()> {
    if holidays::known(app).await?.until().is_none() {
        holidays::put(app, &file.holidays()?, Actor::Operator).await?;
    }
    let now = app.clock.now();
    let today = local_date(now, &app.config.calls);
    for (ward, body) in file.plans() {
        let mut tx = app.db.begin().await?;
        if taken(&mut tx, ward).await?.version > 0 {
            continue;
        }
        let place = store::place::place(&mut tx.conn(), ward).await?;
        let read = schedule::Plan::read(body, &place, today).map_err(flawed)?;
        let hours = hours(app, &mut tx.conn(), ward, 1, read, place).await?;
        let blocking = blocking(body, schedule::findings(&hours.almanac(), today));
        if !blocking.is_empty() {
            return Err(Fault::bad_fields(blocking));
        }
        let published = Published { version: 1, body, at: now, by: None, rolled_back_to: None };
        count(app, &mut tx, ward, published, Deed::PlanPublished).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Lets a version count from the transaction's end on, and writes that down.
async fn count(app: &App, tx: &mut Tx, ward: &WardId, published: Published<'_>, deed: Deed) -> Result<()> {
    let actor = published.by.map_or(Actor::Operator, Actor::Account);
    let (target, now) = (Target::Plan(ward, published.version), published.at);
    plan::publish(tx, ward, published).await?;
    changed(app, tx, ward).await?;
    audit::append(tx, &app.config.server.node, now, Entry { ward, actor, deed, target }).await
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
