//! ブース端末: how a booth comes to be known, and how it stops being known.
//!
//! An administrator hands out a one-time code for a site. A native booth makes a key and *enrols*: code and signing
//! request for a certificate of 24 hours, which it renews by itself on the booths' port. A tablet's browser *pairs*:
//! code for a cookie. Either becomes a row that can be revoked, which takes its sockets and media.

mod code;
mod store;

pub use code::{BadCode, OneTimeCode};

use crate::access::session::{self, Owner, Token};
use crate::access::{AccountCaller, Act, BoothCaller, Caller, Pass, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::{HOUR, MINUTE, Millis};
use crate::db::Tx;
use crate::fault::{Fault, Result};
use crate::place;
use crate::revocation::Revoked;
use certs::{BoothCertificate, BoothKey};
use protocol::id::{BoothId, SiteId, WardId};
use protocol::problem::Code;
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// Longest name of a device, in characters.
pub const NAME_MAX: usize = 60;

/// How a device is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A native booth with a key and a certificate.
    Enrol,
    /// A tablet's browser with a cookie.
    Pair,
}

/// A device to be let in.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// Where it will stand.
    pub site: SiteId,
    /// What administrators call it: 「受付横」.
    pub name: String,
    /// How it will be let in.
    pub kind: Kind,
}

/// A device that is known, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Which.
    pub booth: BoothId,
    /// Where it stands.
    pub site: SiteId,
    /// The site's name.
    pub site_name: String,
    /// What administrators call it.
    pub name: String,
    /// How it was let in.
    pub kind: Kind,
    /// When it was let in.
    pub created_at: Millis,
    /// When it was revoked.
    pub revoked_at: Option<Millis>,
}

/// Hands out a one-time code; answers it and when it ends. `by` is nobody at the server's own command line.
///
/// # Errors
/// `not-found` for a site that does not exist, `forbidden` outside the caller's wards, `bad-field` for the name.
pub async fn issue_code(app: &App, by: Option<&AccountCaller>, new: NewCode) -> Result<(OneTimeCode, Millis)> {
    let length = new.name.chars().count();
    if length == 0 || length > NAME_MAX {
        let message = format!("名前は1文字以上{NAME_MAX}文字以内にしてください。");
        return Err(Fault::bad_field("name", "length", message));
    }
    let site = place::site(&app.db, &new.site).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
    let actor = match by {
        Some(person) => {
            authorise(&Caller::Account(person.clone()), Act::IssueDeviceCode, Scope::ward(&site.ward))?;
            Actor::Account(&person.account)
        }
        None => Actor::Operator,
    };
    let config = &app.config.devices;
    let now = app.clock.now();
    let ends = now + Millis::from(config.code_minutes) * MINUTE;
    let mut rng = app.rng();
    let mut tx = app.db.begin().await?;
    store::delete_dead_codes(&mut tx, now).await?;
    let mut code = OneTimeCode::random(&mut rng);
    // Two living codes with one selector are rare; then another is drawn.
    while !store::insert_code(&mut tx, &code, &new, config.code_tries, now, ends).await? {
        code = OneTimeCode::random(&mut rng);
    }
    let entry = Entry { ward: &site.ward, actor, deed: Deed::CodeIssued, target: Target::Code(code.selector()) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    Ok((code, ends))
}

/// Lets a native booth in: its first certificate.
///
/// # Errors
/// `too-many`, `bad-code`, `bad-field` for a request that is not signed by its own key.
pub async fn enrol(app: &App, code: &str, request: &str, from: IpAddr) -> Result<(BoothId, BoothCertificate)> {
    app.limits.code_address.take(&from.into())?;
    let key = booth_key(request)?;
    let (mut tx, booth, ward) = redeem(app, code, Kind::Enrol).await?;
    let now = app.clock.now();
    let certificate = certify(app, &mut tx, &booth, &key).await?;
    let (actor, target) = (Actor::Booth(&booth), Target::Device(&booth));
    let entry = Entry { ward: &ward, actor, deed: Deed::DeviceEnrolled, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    Ok((booth, certificate))
}

/// Lets a tablet in: its cookie's value, and who it is now.
///
/// # Errors
/// `too-many`, `bad-code`.
pub async fn pair(app: &App, code: &str, from: IpAddr) -> Result<(BoothCaller, Token)> {
    app.limits.code_address.take(&from.into())?;
    let (mut tx, booth, ward) = redeem(app, code, Kind::Pair).await?;
    let now = app.clock.now();
    let lasts = Millis::from(app.config.devices.paired_days) * 24 * HOUR;
    let (session, token) = session::open(&mut tx, &mut app.rng(), Owner::Device(&booth), now, lasts).await?;
    let (actor, target) = (Actor::Booth(&booth), Target::Device(&booth));
    let entry = Entry { ward: &ward, actor, deed: Deed::DevicePaired, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    let site = store::site_of(&mut tx, &booth).await?;
    tx.commit().await?;
    Ok((BoothCaller { booth, site, ward, pass: Pass::Session(session) }, token))
}

/// The next certificate of a booth that came with one.
///
/// # Errors
/// `forbidden` for a paired tablet; `bad-field` as for [`enrol`].
pub async fn renew(app: &App, booth: &BoothCaller, request: &str) -> Result<BoothCertificate> {
    authorise(&Caller::Booth(booth.clone()), Act::RenewCertificate, Scope::booth(&booth.ward, &booth.booth))?;
    if !matches!(booth.pass, Pass::Certificate(_)) {
        return Err(Fault::from(Code::Forbidden));
    }
    let key = booth_key(request)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let certificate = certify(app, &mut tx, &booth.booth, &key).await?;
    let (actor, target) = (Actor::Booth(&booth.booth), Target::Device(&booth.booth));
    let entry = Entry { ward: &booth.ward, actor, deed: Deed::CertificateRenewed, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    Ok(certificate)
}

/// The devices of the wards that the caller administers.
///
/// # Errors
/// `forbidden` for somebody who administers none.
pub async fn list(app: &App, by: &AccountCaller) -> Result<Vec<Device>> {
    let caller = Caller::Account(by.clone());
    let mut wards: Vec<&WardId> = by.roles.iter().map(|grant| &grant.ward).collect();
    wards.sort();
    wards.dedup();
    wards.retain(|ward| authorise(&caller, Act::ListDevices, Scope::ward(ward)).is_ok());
    if wards.is_empty() {
        return Err(Fault::from(Code::Forbidden));
    }
    let mut devices = Vec::new();
    for ward in wards {
        devices.extend(store::of_ward(&app.db, ward).await?);
    }
    Ok(devices)
}

/// Revokes a device: no request of it is answered any more, its sockets and media end.
///
/// # Errors
/// `not-found`; `forbidden` for a device of a ward that the caller does not administer.
pub async fn revoke(app: &App, by: &AccountCaller, booth: &BoothId) -> Result<()> {
    let Some(ward) = store::ward_of(&app.db, booth).await? else { return Err(Fault::from(Code::NotFound)) };
    authorise(&Caller::Account(by.clone()), Act::RevokeDevice, Scope::ward(&ward))?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::revoke(&mut tx, booth, now).await?;
    session::end_all(&mut tx, Owner::Device(booth), now).await?;
    let actor = Actor::Account(&by.account);
    let entry = Entry { ward: &ward, actor, deed: Deed::DeviceRevoked, target: Target::Device(booth) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    app.revocations.announce(Revoked::Booth(booth.clone()));
    Ok(())
}

/// Spends a code and writes the device's row. The transaction it opened goes on with what the code was for. A wrong
/// guess is counted and committed before it is refused.
async fn redeem(app: &App, code: &str, kind: Kind) -> Result<(Tx, BoothId, WardId)> {
    let refused = || Fault::from(Code::BadCode);
    let code: OneTimeCode = code.parse().map_err(|_| refused())?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(row) = store::count_try(&mut tx, code.selector(), now).await? else { return Err(refused()) };
    if !code.fits(&row.code_sha256) || row.kind != kind {
        tx.commit().await?;
        return Err(refused());
    }
    store::spend(&mut tx, code.selector(), now).await?;
    let booth = BoothId::random(&mut app.rng());
    let ward = store::insert(&mut tx, &booth, &row, now).await?;
    Ok((tx, booth, ward))
}

async fn certify(app: &App, tx: &mut Tx, booth: &BoothId, key: &BoothKey) -> Result<BoothCertificate> {
    let mut serial = [0; 16];
    app.rng().fill_bytes(&mut serial);
    let now = time::OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(app.clock.now());
    let lasts = time::Duration::hours(i64::from(app.config.devices.certificate_hours));
    let certificate = app
        .authority
        .booth(key, booth.as_str(), serial, now, lasts)
        .map_err(Fault::broken("a booth certificate could not be made"))?;
    store::insert_certificate(tx, booth, &certificate).await?;
    Ok(certificate)
}

fn booth_key(request: &str) -> Result<BoothKey> {
    BoothKey::from_request(request)
        .map_err(|_| Fault::bad_field("csr", "bad-csr", "証明書の申請（CSR）が正しくありません。"))
}
