//! What is being changed, beside what counts. A draft is kept with its flaws, so that nothing is lost; a change names the
//! revision it was made on, so that two who edit at once never overwrite each other.

use super::store::{self, Kept};
use super::{alike, id_of, may_edit, numbered, read};
use crate::access::AccountCaller;
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::operate::local_date;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use protocol::booking::Words;
use protocol::id::PublicationId;
use protocol::problem::{Code, FieldProblem};
use protocol::publication::{Body, Publication, PublicationRow};

/// What the caller's ward publishes, and what it is changing.
///
/// # Errors
/// `forbidden`.
pub async fn list(app: &App, by: &AccountCaller) -> Result<Vec<PublicationRow>> {
    may_edit(by)?;
    let mut held = app.db.hold().await?;
    let all = store::kept(&mut held.conn(), &by.ward, None).await?;
    Ok(all.into_iter().filter(|kept| !kept.is_nothing()).map(row).collect())
}

/// One of them.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn look(app: &App, by: &AccountCaller, id: &PublicationId) -> Result<Publication> {
    may_edit(by)?;
    let mut held = app.db.hold().await?;
    let kept = store::kept(&mut held.conn(), &by.ward, Some(id)).await?.pop();
    Ok(view(app, kept.filter(|kept| !kept.is_nothing()).ok_or(Code::NotFound)?))
}

/// Writes the draft. `meant` is the revision that was changed; 0 begins something new.
///
/// # Errors
/// `forbidden`; `bad-field` for a body of another id; `stale-tag` where somebody else was faster with something else.
pub async fn write(app: &App, by: &AccountCaller, id: &PublicationId, meant: u32, draft: &Body) -> Result<Publication> {
    may_edit(by)?;
    if id_of(draft)? != *id {
        return Err(Fault::bad_field("is", "another-id", "下書きの種類かIDが、宛先と違います。"));
    }
    let mut tx = app.db.begin().await?;
    let before = store::take(&mut tx, &by.ward, id).await?;
    let begins = meant == 0 && before.is_nothing();
    if before.revision != meant && !begins {
        // The answer to it may have been lost.
        let same = before.draft.as_ref().or(before.published.as_ref()).is_some_and(|now| now == draft);
        return if same { Ok(view(app, before)) } else { Err(stale()) };
    }
    let draft = Some(draft).filter(|draft| !before.published.as_ref().is_some_and(|now| alike(now, draft)));
    put(app, tx, by, before, draft, Deed::PublicationDrafted).await
}

/// Takes the draft back to what counts.
///
/// # Errors
/// `forbidden`; `not-found`; `stale-tag`.
pub async fn discard(app: &App, by: &AccountCaller, id: &PublicationId, meant: u32) -> Result<Publication> {
    may_edit(by)?;
    let mut tx = app.db.begin().await?;
    let before = store::take(&mut tx, &by.ward, id).await?;
    match before.draft {
        None if before.revision == 0 => Err(Code::NotFound.into()),
        None => Ok(view(app, before)),
        Some(_) if before.revision == meant => put(app, tx, by, before, None, Deed::PublicationDropped).await,
        Some(_) => Err(stale()),
    }
}

async fn put(
    app: &App,
    mut tx: Tx,
    by: &AccountCaller,
    before: Kept,
    draft: Option<&Body>,
    deed: Deed,
) -> Result<Publication> {
    let after = Kept { revision: before.revision + 1, draft: draft.cloned(), ..before };
    store::put_draft(&mut tx, &by.ward, &after.id, after.revision, draft).await?;
    let target = Target::Publication(&by.ward, &after.id, after.revision);
    let entry = Entry { ward: &by.ward, actor: Actor::Account(&by.account), deed, target };
    audit::append(&mut tx, &app.config.server.node, app.clock.now(), entry).await?;
    tx.commit().await?;
    Ok(view(app, after))
}

pub(super) fn stale() -> Fault {
    Fault::because(Code::StaleTag, "ほかの人が先に下書きを変えました。違いを確かめてから、もう一度保存してください。")
}

/// What is wrong with a draft, and what should be looked at.
pub(super) fn judged(kept: &Kept) -> (Vec<FieldProblem>, Vec<FieldProblem>) {
    match kept.draft.as_ref().map(|draft| read(&numbered(draft, kept.version + 1))) {
        None => (Vec::new(), Vec::new()),
        Some(Ok((_, warnings))) => (Vec::new(), warnings),
        Some(Err(flaws)) => (flaws, Vec::new()),
    }
}

/// It, as it is shown.
pub(super) fn view(app: &App, kept: Kept) -> Publication {
    let (flaws, warnings) = judged(&kept);
    let Kept { id, version, published, revision, draft } = kept;
    let today = local_date(app.clock.now(), &app.config.calls).to_string();
    Publication { id, revision, version, published, draft, flaws, warnings, today }
}

fn row(kept: Kept) -> PublicationRow {
    let title = kept.draft.as_ref().or(kept.published.as_ref()).map_or_else(Words::default, title);
    PublicationRow {
        title,
        version: kept.version,
        effective_from: kept.published.as_ref().map(|body| super::effective(body).0.to_owned()),
        has_draft: kept.draft.is_some(),
        id: kept.id,
    }
}

fn title(body: &Body) -> Words {
    match body {
        Body::Guide { guide } => guide.tree.title.clone(),
        Body::Screening { .. } => Words {
            ja: "事前確認".to_owned(),
            easy: Some("はじめの {質問|しつもん}".to_owned()),
            en: Some("Screening".to_owned()),
        },
    }
}
