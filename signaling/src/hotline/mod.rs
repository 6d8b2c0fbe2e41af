//! 緊急つなぎ: when a resident tells of abuse or of wanting to die, one touch brings the named office or number in, and
//! that it was used is written down: which, when, by whom, in which call; nothing of what was said.

mod store;

use crate::access::{AccountCaller, Act, Caller, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::{self, Seat, State};
use crate::db::Db;
use crate::fault::Result;
use protocol::id::{CallId, HotlineId, WardId};
use protocol::memo::Hotline;
use protocol::problem::Code;

/// Whom staff of the caller's ward can bring in, in order.
///
/// # Errors
/// `forbidden`.
pub async fn list(app: &App, by: &AccountCaller) -> Result<Vec<Hotline>> {
    by.somewhere(Act::ReadMemo)?;
    Ok(store::of_ward(&app.db, &by.ward).await?)
}

/// Those that anybody can dial, in order: not the ones that are a section of the ward's own.
pub async fn to_dial(db: &Db, ward: &WardId) -> Result<Vec<Hotline>> {
    Ok(store::of_ward(db, ward).await?.into_iter().filter(|known| known.section.is_none()).collect())
}

/// Writes down that one was used in a call. A repetition changes nothing.
///
/// # Errors
/// `not-found` for a call the caller is not in and for a hotline of another ward; `wrong-state` unless the call runs.
pub async fn note(app: &App, by: &AccountCaller, call: &CallId, hotline: &HotlineId) -> Result<()> {
    let now = app.clock.now();
    if !store::of_ward(&app.db, &by.ward).await?.iter().any(|known| known.hotline == *hotline) {
        return Err(Code::NotFound.into());
    }
    let mut tx = app.db.begin().await?;
    let call = call::store::take(&mut tx, call).await?.ok_or(Code::NotFound)?;
    let seat = Seat::Account(by.account.clone());
    if call.party_of(&seat).is_none() {
        return Err(Code::NotFound.into());
    }
    let scope = Scope::section(&call.ticket.ward, &call.ticket.section);
    authorise(&Caller::Account(by.clone()), Act::AnswerCall, scope)?;
    if !matches!(call.state, State::Running(_)) {
        return Err(Code::WrongState.into());
    }
    if store::insert(&mut tx, &call.ticket.call, hotline, &by.account, now).await? {
        let (actor, target) = (Actor::Account(&by.account), Target::Call(&call.ticket.call));
        let entry = Entry { ward: &call.ticket.ward, actor, deed: Deed::HotlineUsed, target };
        audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    }
    Ok(tx.commit().await?)
}
