//! Ways in: one-time codes, enrolment, renewal, pairing.

use super::{NewCode, OneTimeCode, check_name, store};
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
use protocol::device::DeviceKind;
use protocol::id::{BoothId, SiteId, WardId};
use protocol::problem::Code;
use rand::Rng;
use std::net::IpAddr;

/// A code that was spent, before what it was for.
struct Redeemed {
    tx: Tx,
    booth: BoothId,
    site: SiteId,
    ward: WardId,
    again: bool,
}

/// Hands out a one-time code; answers it and when it ends. `by` is nobody at the server's own command line.
///
/// # Errors
/// `not-found` for a site that does not exist, `forbidden` outside the caller's wards, `bad-field` for the name.
pub async fn issue_code(app: &App, by: Option<&AccountCaller>, new: NewCode) -> Result<(OneTimeCode, Millis)> {
    check_name(&new.name)?;
    let site = place::site(&app.db, &new.site).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
    let actor = match by {
        Some(person) => {
            authorise(&Caller::Account(person.clone()), Act::IssueDeviceCode, Scope::ward(&site.ward))?;
            Actor::Account(&person.account)
        }
        None => Actor::Operator,
    };
    hand_out(app, &site.ward, actor, &new, None).await
}

/// Hands out a code that lets a device in again, under a new key or cookie: one that was suspended, or whose machine
/// was replaced. It keeps its name, place and history.
///
/// # Errors
/// `not-found`; `forbidden` outside the caller's wards; `wrong-state` for a device that was revoked.
pub async fn issue_code_again(app: &App, by: &AccountCaller, booth: &BoothId) -> Result<(OneTimeCode, Millis)> {
    let known = store::manage::known(&app.db, booth).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
    authorise(&Caller::Account(by.clone()), Act::IssueDeviceCode, Scope::ward(&known.ward))?;
    if known.revoked {
        return Err(Fault::from(Code::WrongState));
    }
    hand_out(app, &known.ward, Actor::Account(&by.account), &known.as_new, Some(booth)).await
}

async fn hand_out(
    app: &App,
    ward: &WardId,
    actor: Actor<'_>,
    new: &NewCode,
    again: Option<&BoothId>,
) -> Result<(OneTimeCode, Millis)> {
    let config = &app.config.devices;
    let now = app.clock.now();
    let ends = now + Millis::from(config.code_minutes) * MINUTE;
    let mut rng = app.rng();
    let mut tx = app.db.begin().await?;
    store::delete_dead_codes(&mut tx, now).await?;
    let mut code = OneTimeCode::random(&mut rng);
    // Two living codes with one selector are rare; then another is drawn.
    while !store::insert_code(&mut tx, &code, new, again, config.code_tries, now, ends).await? {
        code = OneTimeCode::random(&mut rng);
    }
    let entry = Entry { ward, actor, deed: Deed::CodeIssued, target: Target::Code(code.selector()) };
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
    let mut redeemed = redeem(app, code, DeviceKind::Enrol).await?;
    let certificate = certify(app, &mut redeemed.tx, &redeemed.booth, &key).await?;
    let (booth, ..) = redeemed.commit(app, Deed::DeviceEnrolled).await?;
    Ok((booth, certificate))
}

/// Lets a tablet in: its cookie's value, and who it is now.
///
/// # Errors
/// `too-many`, `bad-code`.
pub async fn pair(app: &App, code: &str, from: IpAddr) -> Result<(BoothCaller, Token)> {
    app.limits.code_address.take(&from.into())?;
    let mut redeemed = redeem(app, code, DeviceKind::Pair).await?;
    let (now, lasts) = (app.clock.now(), Millis::from(app.config.devices.paired_days) * 24 * HOUR);
    let owner = Owner::Device(&redeemed.booth);
    let (session, token) = session::open(&mut redeemed.tx, &mut app.rng(), owner, now, lasts).await?;
    let (booth, site, ward) = redeemed.commit(app, Deed::DevicePaired).await?;
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

/// Spends a code and writes the device's row. The transaction it opened goes on with what the code was for. A wrong
/// guess is counted and committed before it is refused.
async fn redeem(app: &App, code: &str, kind: DeviceKind) -> Result<Redeemed> {
    let refused = || Fault::from(Code::BadCode);
    let code: OneTimeCode = code.parse().map_err(|_| refused())?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(row) = store::count_try(&mut tx, code.selector(), now).await? else { return Err(refused()) };
    if !code.fits(&row.code_sha256) || row.new.kind != kind {
        tx.commit().await?;
        return Err(refused());
    }
    store::spend(&mut tx, code.selector(), now).await?;
    let (booth, again) = match row.device {
        None => {
            let booth = BoothId::random(&mut app.rng());
            store::insert(&mut tx, &booth, &row.new, now).await?;
            (booth, false)
        }
        Some(booth) => {
            if !store::let_in_again(&mut tx, &booth).await? {
                return Err(refused());
            }
            session::end_all(&mut tx, Owner::Device(&booth), now).await?;
            (booth, true)
        }
    };
    let (site, ward) = store::place_of(&mut tx, &booth).await?;
    Ok(Redeemed { tx, booth, site, ward, again })
}

impl Redeemed {
    /// Writes the audit row and makes it all hold. What came in under the old key or cookie is told to go.
    async fn commit(mut self, app: &App, deed: Deed) -> Result<(BoothId, SiteId, WardId)> {
        let (actor, target) = (Actor::Booth(&self.booth), Target::Device(&self.booth));
        let entry = Entry { ward: &self.ward, actor, deed, target };
        audit::append(&mut self.tx, &app.config.server.node, app.clock.now(), entry).await?;
        self.tx.commit().await?;
        if self.again {
            app.revocations.announce(Revoked::Booth(self.booth.clone()));
        }
        Ok((self.booth, self.site, self.ward))
    }
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
