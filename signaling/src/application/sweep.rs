//! What time alone does: keys that are due are destroyed, and keys that nothing needs.

use super::{note, store, tell};
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::clock::HOUR;
use crate::fault::Result;
use protocol::application::ApplicationDeed;
use protocol::id::{ApplicationId, BatchId};
use std::collections::BTreeSet;

/// A transaction that a key was made for has ended long before.
const LOOSE_FOR: i64 = HOUR;
/// Most applications of one round.
const ROUND: i64 = 500;

/// Destroys the keys of applications whose time is over, with those of the files they left in, and keys without anything
/// that is sealed with them. How many applications were erased.
///
/// # Errors
/// When a database fails. What was done stays, and the rest is done the next time.
pub async fn sweep(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mut held = app.db.hold().await?;
    let due = store::sweep::due(&mut held.conn(), now, ROUND).await?;
    let mut useless = Vec::new();
    for id in app.vault.loose(now - LOOSE_FOR).await? {
        if store::sweep::needs_key(&mut held.conn(), &id).await? {
            app.vault.keep(&id).await?;
        } else {
            useless.push(id);
        }
    }
    drop(held);
    let batches: BTreeSet<&BatchId> = due.iter().filter_map(|(_, batch)| batch.as_ref()).collect();
    useless.extend(due.iter().map(|(id, _)| id.to_string()));
    useless.extend(batches.iter().map(ToString::to_string));
    // first, so that no row says of something that can be read that it cannot
    app.vault.destroy(&useless).await?;
    for (id, _) in &due {
        erase(app, id).await?;
    }
    let mut tx = app.db.begin().await?;
    for batch in batches {
        store::sweep::empty_batch(&mut tx, batch).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

/// Writes down that nobody can read it any more.
async fn erase(app: &App, id: &ApplicationId) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(mut application) = store::take(&mut tx, id).await?.filter(|found| found.erased_at.is_none()) else {
        return Ok(());
    };
    application.sealed.clear();
    application.erased_at = Some(now);
    store::put(&mut tx, &application).await?;
    tell(&mut tx, id, ApplicationDeed::Erased, None, now).await?;
    note(app, &mut tx, &application, Actor::Server, Deed::ApplicationErased, now).await?;
    Ok(tx.commit().await?)
}
