//! 手続きガイド as anybody reads them; the faces walk them. What they said is kept without whom: which version, where it
//! ended, which schemes.

use super::store;
use crate::app::App;
use crate::call::operate::local_date;
use crate::fault::{Fault, Result};
use crate::limits::Neighbourhood;
use protocol::guide::{AdviceLog, Guide};
use protocol::id::{SchemeId, WardId};
use protocol::problem::Code;
use protocol::publication::Body;

/// The guides of a ward that count today. `stranger` is the address of somebody whom we do not know.
///
/// # Errors
/// `not-found` for no ward; `too-many` from one address.
pub async fn guides(app: &App, ward: &WardId, stranger: Option<Neighbourhood>) -> Result<Vec<Guide>> {
    if let Some(address) = stranger {
        app.limits.book_looks.take(&address)?;
    }
    let mut held = app.db.hold().await?;
    if !store::is_ward(&mut held.conn(), ward).await? {
        return Err(Code::NotFound.into());
    }
    let today = local_date(app.clock.now(), &app.config.calls);
    let guide = |body| match body {
        Body::Guide { guide } => Some(guide),
        Body::Screening { .. } => None,
    };
    Ok(store::all_in_force(&mut held.conn(), ward, today).await?.into_iter().filter_map(guide).collect())
}

/// Keeps what a guide said.
///
/// # Errors
/// `not-found` for no such version; `bad-field` for what that version cannot have said; `too-many` from one address.
pub async fn log(app: &App, ward: &WardId, stranger: Option<Neighbourhood>, said: &AdviceLog) -> Result<()> {
    if let Some(address) = stranger {
        app.limits.book_looks.take(&address)?;
    }
    let mut held = app.db.hold().await?;
    let id = said.tree.as_str().parse().expect("an id is an id");
    let Some(Body::Guide { guide }) = store::body(&mut held.conn(), ward, &id, said.version).await? else {
        return Err(Code::NotFound.into());
    };
    check(&guide, said)?;
    let today = local_date(app.clock.now(), &app.config.calls);
    Ok(store::log(&mut held.conn(), ward, today, said).await?)
}

/// Known outcomes and schemes alone, each scheme once and in the order in which the guide tells them: nothing else can be
/// said by it.
fn check(guide: &Guide, said: &AdviceLog) -> Result<()> {
    let unknown = |path: &str| Fault::bad_field(path, "unknown", "このガイドにないものです。");
    if !guide.tree.outcomes.iter().any(|outcome| outcome.id == said.outcome) {
        return Err(unknown("outcome"));
    }
    let in_order = |told: &[SchemeId]| {
        let mut places = told.iter().map(|id| guide.schemes.iter().position(|scheme| scheme.id == *id));
        let mut last = None;
        places.all(|place| place.is_some() && std::mem::replace(&mut last, place) < place)
    };
    if !in_order(&said.usable) || said.usable.iter().any(|scheme| said.perhaps.contains(scheme)) {
        return Err(unknown("usable"));
    }
    if in_order(&said.perhaps) { Ok(()) } else { Err(unknown("perhaps")) }
}
