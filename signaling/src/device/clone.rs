//! A key that is in use twice: somebody copied it, and nobody can tell which of the two is the booth. Both are stopped.

use super::store;
use crate::access::BoothCaller;
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::fault::Result;
use crate::revocation::Revoked;

/// Suspends a device: no request of it is answered until it is let in again under a new key, its sockets and media end.
pub async fn suspend(app: &App, booth: &BoothCaller) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::report::suspend(&mut tx, &booth.booth, now).await?;
    let target = Target::Device(&booth.booth);
    let entry = Entry { ward: &booth.ward, actor: Actor::Server, deed: Deed::DeviceSuspended, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    app.revocations.announce(Revoked::Booth(booth.booth.clone()));
    Ok(())
}
