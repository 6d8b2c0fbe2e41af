//! The door: whether a booth may take a ticket, from its place's rows and the line as it is.

use super::estimate::Tail;
use super::prospect::prospect;
use crate::access::{Act, BoothCaller, Caller, Scope, authorise};
use crate::app::App;
use crate::call::operate::occupied;
use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::Result;
use crate::hours::counter::Rule;
use crate::place::{self, Site};
use protocol::call::Prospect;
use protocol::id::{SectionId, SubjectId};
use protocol::place::Subject;
use protocol::problem::Code;

/// What a booth would ring about.
pub(crate) struct Wish {
    /// From where.
    pub(crate) site: Site,
    /// About what.
    pub(crate) tile: Subject,
    /// Who answers.
    pub(crate) section: SectionId,
}

/// What a booth would ring about.
///
/// # Errors
/// `not-found` for a subject that is no tile of the booth, `not-remote` for one that no section answers.
pub(crate) async fn wish(app: &App, booth: &BoothCaller, subject: &SubjectId) -> Result<Wish> {
    let site = place::site(&app.db, &booth.site).await?.ok_or(Code::NotFound)?;
    let tile = place::subject(&app.db, &booth.site, subject).await?.ok_or(Code::NotFound)?;
    let section = tile.section.clone().ok_or(Code::NotRemote)?;
    Ok(Wish { site, tile, section })
}

/// How a ticket would stand, inside the caller's transaction. `tail` says it of the line.
pub(crate) async fn look(app: &App, tx: &mut Tx, wish: &Wish, tail: &Tail, now: Millis) -> Result<Prospect> {
    let rule = Rule::of(app, &mut tx.conn(), &wish.site).await?;
    let counter = rule.counter(&wish.site.id, Some(&wish.section), now);
    let full = occupied(app, tx, None).await? >= app.config.calls.max_active;
    Ok(prospect(counter, tail.spot(&wish.section), wish.tile.minutes, full, now))
}

/// How a ticket of the booth would stand if it was taken now.
///
/// # Errors
/// Those of [`wish`].
pub async fn ask(app: &App, booth: &BoothCaller, subject: &SubjectId, tail: &Tail) -> Result<Prospect> {
    authorise(&Caller::Booth(booth.clone()), Act::Ring, Scope::booth(&booth.ward, &booth.booth))?;
    let wish = wish(app, booth, subject).await?;
    let mut tx = app.db.begin().await?;
    look(app, &mut tx, &wish, tail, app.clock.now()).await
}
