//! What counts from its date on, and what counted before. A version is written once and never changed; taking an earlier
//! one up again writes it anew.

use super::draft::{stale, view};
use super::store::{self, Kept, Published};
use super::{alike, may_edit, numbered, read};
use crate::access::AccountCaller;
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use protocol::id::{AccountId, PublicationId, WardId};
use protocol::problem::{Code, FieldProblem, Problem};
use protocol::publication::{Body, Publication, PublicationVersion};

/// How many versions are listed.
const LISTED: u32 = 200;

/// Publishes the draft as the next version. `meant` is its revision.
///
/// # Errors
/// `forbidden`; `not-found`; `stale-tag` where the draft is not what was looked at; `wrong-state` where nothing is changed;
/// `flawed` with every flaw.
pub async fn publish(app: &App, by: &AccountCaller, id: &PublicationId, meant: u32) -> Result<Publication> {
    may_edit(by)?;
    let mut tx = app.db.begin().await?;
    let before = store::take(&mut tx, &by.ward, id).await?;
    if before.revision == 0 {
        return Err(Code::NotFound.into());
    }
    if before.revision != meant {
        return Err(stale());
    }
    let Some(draft) = before.draft.clone() else {
        return Err(Fault::because(Code::WrongState, "下書きは、公開中の版と同じです。公開するものはありません。"));
    };
    let body = numbered(&draft, before.version + 1);
    read(&body).map_err(flawed)?;
    let after = Kept { draft: None, ..before };
    let new = New { body, by: Some(&by.account), rolled_back_to: None, at: app.clock.now() };
    let after = count(app, &mut tx, &by.ward, after, new, Deed::PublicationPublished).await?;
    tx.commit().await?;
    Ok(view(app, after))
}

/// The versions of one, the newest first.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn versions(app: &App, by: &AccountCaller, id: &PublicationId) -> Result<Vec<PublicationVersion>> {
    may_edit(by)?;
    let mut held = app.db.hold().await?;
    if store::kept(&mut held.conn(), &by.ward, Some(id)).await?.is_empty() {
        return Err(Code::NotFound.into());
    }
    Ok(store::versions(&mut held.conn(), &by.ward, id, LISTED).await?)
}

/// Publishes an earlier version's content again, as a version of its own. A draft stays as it is.
///
/// # Errors
/// `forbidden`; `not-found` for no version of the ward's; `wrong-state` where the newest one is the same; `flawed` where
/// what was sound then is not any more.
pub async fn roll_back(app: &App, by: &AccountCaller, id: &PublicationId, to: u32) -> Result<Publication> {
    may_edit(by)?;
    let mut tx = app.db.begin().await?;
    let before = store::take(&mut tx, &by.ward, id).await?;
    let earlier = store::body(&mut tx.conn(), &by.ward, id, to).await?.ok_or(Code::NotFound)?;
    if before.published.as_ref().is_some_and(|now| alike(now, &earlier)) {
        return Err(Fault::because(Code::WrongState, "この版は、いま公開中の版と同じです。"));
    }
    let body = numbered(&earlier, before.version + 1);
    read(&body).map_err(flawed)?;
    let draft = before.draft.clone().filter(|draft| !alike(draft, &body));
    let after = Kept { draft, ..before };
    let new = New { body, by: Some(&by.account), rolled_back_to: Some(to), at: app.clock.now() };
    let after = count(app, &mut tx, &by.ward, after, new, Deed::PublicationRolledBack).await?;
    tx.commit().await?;
    Ok(view(app, after))
}

/// What is published next.
pub(super) struct New<'a> {
    /// With its number, and sound.
    pub(super) body: Body,
    /// None: at the server's own command line.
    pub(super) by: Option<&'a AccountId>,
    pub(super) rolled_back_to: Option<u32>,
    pub(super) at: Millis,
}

/// Writes the next version down, with the draft that is left.
pub(super) async fn count(
    app: &App,
    tx: &mut Tx,
    ward: &WardId,
    before: Kept,
    new: New<'_>,
    deed: Deed,
) -> Result<Kept> {
    let New { body, by, rolled_back_to, at } = new;
    let version = before.version + 1;
    let published = Published { version, body: &body, at, by, rolled_back_to };
    store::publish(tx, ward, &before.id, published).await?;
    let after = Kept { version, published: Some(body), revision: before.revision + 1, ..before };
    store::put_draft(tx, ward, &after.id, after.revision, after.draft.as_ref()).await?;
    let target = Target::Publication(ward, &after.id, version);
    let actor = by.map_or(Actor::Operator, Actor::Account);
    audit::append(tx, &app.config.server.node, at, Entry { ward, actor, deed, target }).await?;
    Ok(after)
}

pub(super) fn flawed(errors: Vec<FieldProblem>) -> Fault {
    Problem { errors, ..Problem::from(Code::Flawed) }.into()
}
