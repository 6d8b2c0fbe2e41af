//! 自己点検の部屋: a room on the real SFU in which a booth is both parties, to measure its line. No call, no row but the
//! audit's, and no desk ever hears of it.

mod rooms;

pub use rooms::{Room, Rooms};

use crate::access::{Act, BoothCaller, Caller, Pass, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::operate;
use crate::clock::Millis;
use crate::fault::{Fault, Result};
use crate::media::RoomLife;
use crate::revocation::Revoked;
use protocol::grant::Bearer;
use protocol::id::{CallId, PartyId};
use protocol::media::Command;
use protocol::policy::Policy;
use protocol::problem::{Code, Problem};
use protocol::selfcheck::{SELFCHECK_MS, SelfcheckParty, SelfcheckRequest, SelfcheckRoom};
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::interval;

/// How long a room stays open.
const OPEN: Millis = SELFCHECK_MS.cast_signed();
/// The only life of a room.
const EPOCH: u32 = 1;
/// How often it is looked for rooms whose time is up.
const TICK: Duration = Duration::from_millis(500);

/// Opens a room for a booth; the one it had is closed.
///
/// # Errors
/// `forbidden` without a certificate, `full`, `draining`.
pub async fn open(app: &App, booth: &BoothCaller, request: SelfcheckRequest) -> Result<SelfcheckRoom> {
    authorise(&Caller::Booth(booth.clone()), Act::Report, Scope::booth(&booth.ward, &booth.booth))?;
    if !matches!(booth.pass, Pass::Certificate(_)) {
        return Err(Fault::from(Code::Forbidden));
    }
    if *app.stopping().borrow() {
        return Err(Fault::from(Code::Draining));
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if operate::occupied(app, &mut tx, Some(&booth.booth)).await? >= app.config.calls.max_active {
        return Err(operate::full());
    }
    let target = Target::Device(&booth.booth);
    let entry = Entry { ward: &booth.ward, actor: Actor::Booth(&booth.booth), deed: Deed::SelfcheckOpened, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;

    let mut rng = app.rng();
    let room = CallId::random(&mut rng);
    let parties = [PartyId::random(&mut rng), PartyId::random(&mut rng)];
    let closes_at = now + OPEN;
    let earlier = rooms(app).open(booth.booth.clone(), Room { id: room.clone(), closes_at });
    close_all(app, earlier);
    let (ward, policy) = (booth.ward.clone(), Policy::open(1, &parties));
    app.media.send(Command::Open { call: room.clone(), epoch: EPOCH, ward, policy, privacy: Vec::new() });
    let ticket = RoomLife { ward: &booth.ward, call: &room, epoch: EPOCH };
    let mut parties = parties.into_iter().zip(request.fingerprints).map(|(party, fingerprint)| {
        let bearer = Bearer::Party { attempt: 1, fingerprint, panel_writer: true, panel_reader: true };
        let token = app.media.grant(ticket, &party, bearer, &mut rng, now);
        SelfcheckParty { party, token, url: "/media/whip".to_owned() }
    });
    let mut next = || parties.next().ok_or_else(|| Fault::from(Code::Internal));
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay exact in a double")]
    let closes_at = closes_at as f64;
    Ok(SelfcheckRoom { parties: [next()?, next()?], room, closes_at })
}

/// Closes a booth's room.
///
/// # Errors
/// `not-found` for a room that is not open, or another booth's.
pub fn close(app: &App, booth: &BoothCaller, room: &CallId) -> Result<()> {
    let closed = rooms(app).close(&booth.booth, room).ok_or_else(|| Fault::from(Problem::from(Code::NotFound)))?;
    close_all(app, Some(closed));
    Ok(())
}

/// Closes the rooms whose time is up, or whose booth lost its right, until the process ends.
pub async fn watch(app: App) {
    let mut revoked = app.revocations.listen();
    let mut tick = interval(TICK);
    loop {
        let closed: Vec<Room> = tokio::select! {
            revoked = revoked.recv() => match revoked {
                Ok(Revoked::Booth(booth)) => rooms(&app).of(&booth).into_iter().collect(),
                Ok(Revoked::Session(_) | Revoked::Account(_)) | Err(RecvError::Lagged(_)) => Vec::new(),
                Err(RecvError::Closed) => return,
            },
            _ = tick.tick() => rooms(&app).due(app.clock.now()),
        };
        close_all(&app, closed);
    }
}

/// The rooms that are open now.
pub(crate) fn rooms(app: &App) -> MutexGuard<'_, Rooms> {
    app.rooms.lock().unwrap_or_else(PoisonError::into_inner)
}

fn close_all(app: &App, closed: impl IntoIterator<Item = Room>) {
    for room in closed {
        app.media.send(Command::Close { call: room.id, epoch: EPOCH });
    }
}
