//! The administrator's side of devices: list, rename, move, order, revoke.

use super::{check_name, store};
use crate::access::session::{self, Owner};
use crate::access::{AccountCaller, Act, Caller, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::on_the_wire;
use crate::fault::{Fault, Result};
use crate::hub;
use crate::place;
use crate::revocation::Revoked;
use crate::terminal;
use protocol::device::{DeviceOrder, DeviceRow, OfficeOrder, OutOfOrder};
use protocol::id::{BoothId, SiteId, WardId};
use protocol::problem::Code;

/// What an administrator changes of a device.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What it is called from now on.
    pub name: Option<String>,
    /// Where it stands from now on.
    pub site: Option<SiteId>,
}

/// The devices of the wards that the caller administers.
///
/// # Errors
/// `forbidden` for somebody who administers none.
pub async fn list(app: &App, by: &AccountCaller) -> Result<Vec<DeviceRow>> {
    let mut devices = Vec::new();
    for ward in by.wards(Act::ListDevices)? {
        devices.extend(store::manage::of_ward(&app.db, ward).await?.into_iter().map(|row| as_it_is_now(app, row)));
    }
    Ok(devices)
}

/// Renames a device, moves it, or both.
///
/// # Errors
/// `not-found` for the device or the site; `forbidden` unless the caller administers the ward it leaves and the ward it
/// comes to; `bad-field` for the name; `wrong-state` for a device that was revoked, or is to be moved during a call.
pub async fn change(app: &App, by: &AccountCaller, booth: &BoothId, change: Change) -> Result<DeviceRow> {
    let ward = manage(app, by, booth, Act::ManageDevice).await?;
    if let Some(name) = &change.name {
        check_name(name)?;
    }
    let site = match &change.site {
        None => None,
        Some(site) => {
            let site = place::site(&app.db, site).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
            authorise(&Caller::Account(by.clone()), Act::ManageDevice, Scope::ward(&site.ward))?;
            Some(site)
        }
    };
    let mut tx = app.db.begin().await?;
    if !store::manage::change(&mut tx, booth, change.name.as_deref(), change.site.as_ref()).await? {
        return Err(Fault::from(Code::WrongState));
    }
    if site.is_some() && store::manage::in_call(&mut tx, booth).await? {
        return Err(Fault::from(Code::WrongState));
    }
    note(app, tx, &ward, by, Deed::DeviceChanged, booth).await?;
    if let Some(place::Site { id: site, ward, .. }) = site {
        let booth = booth.clone();
        app.hub.tell(hub::Input::Moved { booth: booth.clone(), site: site.clone(), ward: ward.clone() }).await;
        app.terminals.tell(terminal::Input::Moved { booth, site, ward }).await;
    }
    let row = store::manage::one(&app.db, booth).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
    Ok(as_it_is_now(app, row))
}

/// Tells a booth something.
///
/// # Errors
/// `not-found`; `forbidden` outside the caller's wards; `wrong-state` for a device that was revoked; `booth-away` where
/// it has to be told over its socket and has none.
pub async fn order(app: &App, by: &AccountCaller, booth: &BoothId, order: OfficeOrder) -> Result<()> {
    let ward = manage(app, by, booth, Act::ManageDevice).await?;
    let connected = app.connected.borrow().contains(booth);
    let (order, deed) = match order {
        OfficeOrder::OutOfOrder { on } => {
            let mark = on.then_some(OutOfOrder::Office);
            let mut tx = app.db.begin().await?;
            if !store::report::mark(&mut tx, booth, mark).await? {
                return Err(Fault::from(Code::WrongState));
            }
            let deed = if on { Deed::DeviceMarked } else { Deed::DeviceUnmarked };
            note(app, tx, &ward, by, deed, booth).await?;
            app.terminals.tell(terminal::Input::Changed { booth: booth.clone() }).await;
            return Ok(());
        }
        OfficeOrder::Selfcheck | OfficeOrder::Restart if !connected => return Err(Fault::from(Code::BoothAway)),
        OfficeOrder::Selfcheck => (DeviceOrder::Selfcheck, Deed::SelfcheckOrdered),
        OfficeOrder::Restart => (DeviceOrder::Restart, Deed::RestartOrdered),
    };
    note(app, app.db.begin().await?, &ward, by, deed, booth).await?;
    app.terminals.tell(terminal::Input::Order { booth: booth.clone(), order }).await;
    Ok(())
}

/// Revokes a device for good: no request of it is answered any more, its sockets and media end.
///
/// # Errors
/// `not-found`; `forbidden` for a device of a ward that the caller does not administer.
pub async fn revoke(app: &App, by: &AccountCaller, booth: &BoothId) -> Result<()> {
    let ward = manage(app, by, booth, Act::RevokeDevice).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::manage::revoke(&mut tx, booth, now).await?;
    session::end_all(&mut tx, Owner::Device(booth), now).await?;
    note(app, tx, &ward, by, Deed::DeviceRevoked, booth).await?;
    app.revocations.announce(Revoked::Booth(booth.clone()));
    Ok(())
}

/// The ward of a device that the caller may do this with.
async fn manage(app: &App, by: &AccountCaller, booth: &BoothId, act: Act) -> Result<WardId> {
    let known = store::manage::known(&app.db, booth).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
    authorise(&Caller::Account(by.clone()), act, Scope::ward(&known.ward))?;
    Ok(known.ward)
}

/// Writes the audit row of what the caller did in a transaction, and makes both hold.
async fn note(
    app: &App,
    mut tx: crate::db::Tx,
    ward: &WardId,
    by: &AccountCaller,
    deed: Deed,
    booth: &BoothId,
) -> Result<()> {
    let entry = Entry { ward, actor: Actor::Account(&by.account), deed, target: Target::Device(booth) };
    audit::append(&mut tx, &app.config.server.node, app.clock.now(), entry).await?;
    Ok(tx.commit().await?)
}

/// A row, with whether the device's socket is open.
fn as_it_is_now(app: &App, row: DeviceRow) -> DeviceRow {
    let connected = app.connected.borrow().contains(&row.booth);
    let last_seen = if connected { Some(on_the_wire(app.clock.now())) } else { row.last_seen };
    DeviceRow { connected, last_seen, ..row }
}
