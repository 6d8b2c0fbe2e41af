//! 臨時休止: it acts at once, whatever is published, and nothing is cancelled by it.

use super::{changed, flawed, may_edit, store, tell};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::{HOUR, Millis};
use crate::db::Conn;
use crate::fault::{Fault, Result};
use jiff::tz::TimeZone;
use protocol::id::{ClosureId, RequestId, WardId};
use protocol::problem::Code;
use protocol::schedule::{Closure as Made, NewClosure};
use schedule::{Closure, Flaw};

/// For how long a closure that is over stays on the list.
const LISTED: Millis = 30 * 24 * HOUR;

/// The closures of the caller's ward that are in force or ahead, and those of the last 30 days, by their beginning.
///
/// # Errors
/// `forbidden`.
pub async fn list(app: &App, by: &AccountCaller) -> Result<Vec<Made>> {
    by.somewhere(Act::SeeHours)?;
    let mut held = app.db.hold().await?;
    let since = app.clock.now() - LISTED;
    Ok(store::closure::ending_after(&mut held.conn(), &by.ward, Some(since)).await?)
}

/// Closes. It acts from its own time on. The same request made again closes once.
///
/// # Errors
/// `forbidden`; `bad-field` with every flaw; `key-reused` where the request closed something else.
pub async fn make(app: &App, by: &AccountCaller, request: RequestId, new: NewClosure) -> Result<Made> {
    may_edit(by)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::lock(&mut tx, &by.ward).await?;
    if let Some(made) = store::closure::by_request(&mut tx.conn(), &by.ward, &request).await? {
        return if made.what == new { Ok(made) } else { Err(Code::KeyReused.into()) };
    }
    let closure = Closure::read(&new, &app.config.calls.time_zone).map_err(flawed)?;
    if !closure.is_of(&store::place::place(&mut tx.conn(), &by.ward).await?) {
        return Err(Fault::bad_field("scope", "unknown", "この区にない施設か担当課です。一覧から選び直してください。"));
    }
    if closure.until_ms <= now {
        return Err(Fault::bad_field("until", "past", "終わりの時刻を過ぎています。これからの時刻にしてください。"));
    }
    let id = ClosureId::random(&mut app.rng());
    let made = store::closure::Made {
        id: &id,
        request: &request,
        what: &new,
        from_at: closure.from_ms,
        until_at: closure.until_ms,
        by: &by.account,
        at: now,
    };
    store::closure::insert(&mut tx, &by.ward, made).await?;
    changed(app, &mut tx, &by.ward).await?;
    let (actor, target) = (Actor::Account(&by.account), Target::Closure(&id));
    let entry = Entry { ward: &by.ward, actor, deed: Deed::ClosureMade, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    tell(app, &by.ward).await;
    Ok(Made { id, what: new, lifted: false })
}

/// Lifts a closure at once. Lifting twice is lifting.
///
/// # Errors
/// `forbidden`; `not-found` for no closure of the ward.
pub async fn lift(app: &App, by: &AccountCaller, closure: &ClosureId) -> Result<Made> {
    may_edit(by)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::lock(&mut tx, &by.ward).await?;
    let lifted = store::closure::lift(&mut tx, &by.ward, closure, now).await?;
    let (made, by_this) = lifted.ok_or(Code::NotFound)?;
    if by_this {
        changed(app, &mut tx, &by.ward).await?;
        let (actor, target) = (Actor::Account(&by.account), Target::Closure(closure));
        let entry = Entry { ward: &by.ward, actor, deed: Deed::ClosureLifted, target };
        audit::append(&mut tx, &app.config.server.node, now, entry).await?;
        tx.commit().await?;
        tell(app, &by.ward).await;
    }
    Ok(made)
}

/// A ward's closures that were not lifted.
pub(super) async fn standing(conn: &mut Conn<'_>, ward: &WardId, zone: &TimeZone) -> Result<Vec<Closure>> {
    let closures = store::closure::ending_after(conn, ward, None).await?;
    let standing = closures.iter().filter(|closure| !closure.lifted);
    standing.map(|closure| Closure::read(&closure.what, zone).map_err(ours)).collect()
}

/// What was kept is read as it was written; where it is not, that is a fault of ours.
fn ours(flaws: Vec<Flaw>) -> Fault {
    let flaws: Vec<String> = flaws.into_iter().map(|flaw| format!("{} {}", flaw.path, flaw.code)).collect();
    Fault::Broken { what: "a stored closure cannot be read", source: flaws.join(", ").into() }
}
