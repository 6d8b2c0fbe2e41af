//! The plan that is being changed, beside the one that counts. A change names the revision it was made on, so that two
//! who edit at once never overwrite each other.

use super::store::plan::{self, Plans};
use super::{flawed, may_edit, store};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::operate::local_date;
use crate::clock::Millis;
use crate::db::{Conn, Tx};
use crate::fault::{Fault, Result};
use protocol::coordination::{Schedule, ScheduleSection, ScheduleSubject};
use protocol::id::WardId;
use protocol::problem::Code;
use protocol::schedule::Plan;
use schedule::Holidays;

/// What the caller's ward publishes and what it is changing.
///
/// # Errors
/// `forbidden`.
pub async fn schedule(app: &App, by: &AccountCaller) -> Result<Schedule> {
    by.somewhere(Act::SeeHours)?;
    let mut held = app.db.hold().await?;
    view(app, &mut held.conn(), &by.ward, app.clock.now()).await
}

/// Writes the draft. `meant` is the revision that was changed.
///
/// # Errors
/// `forbidden`; `stale-tag` where somebody else was faster with something else; `bad-field` with every flaw.
pub async fn write(app: &App, by: &AccountCaller, meant: u32, draft: &Plan) -> Result<Schedule> {
    may_edit(by)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let before = taken(&mut tx, &by.ward).await?;
    if before.revision != meant {
        // The answer to it may have been lost.
        return if before.current() == draft { view(app, &mut tx.conn(), &by.ward, now).await } else { Err(stale()) };
    }
    let place = store::place::place(&mut tx.conn(), &by.ward).await?;
    schedule::Plan::read(draft, &place, local_date(now, &app.config.calls)).map_err(flawed)?;
    let draft = Some(draft).filter(|draft| **draft != before.published);
    put(app, tx, by, before.revision + 1, draft, Deed::DraftChanged, now).await
}

/// Takes the draft back to what counts.
///
/// # Errors
/// `forbidden`; `stale-tag`.
pub async fn discard(app: &App, by: &AccountCaller, meant: u32) -> Result<Schedule> {
    may_edit(by)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let before = taken(&mut tx, &by.ward).await?;
    match before.draft {
        None => view(app, &mut tx.conn(), &by.ward, now).await,
        Some(_) if before.revision == meant => put(app, tx, by, meant + 1, None, Deed::DraftDropped, now).await,
        Some(_) => Err(stale()),
    }
}

async fn put(
    app: &App,
    mut tx: Tx,
    by: &AccountCaller,
    revision: u32,
    draft: Option<&Plan>,
    deed: Deed,
    now: Millis,
) -> Result<Schedule> {
    plan::put_draft(&mut tx, &by.ward, revision, draft).await?;
    let (actor, target) = (Actor::Account(&by.account), Target::Draft(&by.ward, revision));
    audit::append(&mut tx, &app.config.server.node, now, Entry { ward: &by.ward, actor, deed, target }).await?;
    let view = view(app, &mut tx.conn(), &by.ward, now).await?;
    tx.commit().await?;
    Ok(view)
}

/// Both plans, with the ward locked.
pub(super) async fn taken(tx: &mut Tx, ward: &WardId) -> Result<Plans> {
    store::lock(tx, ward).await?;
    Ok(plan::both(&mut tx.conn(), ward).await?)
}

pub(super) fn stale() -> Fault {
    Fault::because(Code::StaleTag, "ほかの人が先に下書きを変えました。違いを確かめてから、もう一度保存してください。")
}

/// A ward's schedule as it is shown.
pub(super) async fn view(app: &App, conn: &mut Conn<'_>, ward: &WardId, now: Millis) -> Result<Schedule> {
    let plans = plan::both(conn, ward).await?;
    let zone = &app.config.calls.time_zone;
    let today = local_date(now, &app.config.calls);
    let holidays: Holidays = store::holidays(conn).await?.into_iter().collect();
    let mut sections: Vec<ScheduleSection> = store::place::sections(conn, ward).await?;
    for (subject, facts) in store::place::subjects(conn, ward).await? {
        for section in sections.iter_mut().filter(|row| facts.is_of(&row.section)) {
            let (name, minutes) = (facts.name.clone(), facts.minutes);
            section.subjects.push(ScheduleSubject { subject: subject.clone(), name, minutes });
        }
    }
    Ok(Schedule {
        ward: ward.clone(),
        ward_name: store::place::ward_name(conn, ward).await?,
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        today: today.to_string(),
        sections,
        sites: store::place::sites(conn, ward).await?,
        draft: plans.current().clone(),
        published: plans.published,
        version: plans.version,
        revision: plans.revision,
        holidays_until: holidays.until().map(|date| date.to_string()),
        holidays_missing: holidays.missing_next_year(today),
    })
}
