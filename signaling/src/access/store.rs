//! SQL of sessions, and of the callers behind sessions and certificates.

use super::session::Owner;
use super::{AccountCaller, BoothCaller, Pass, RoleGrant};
use crate::clock::Millis;
use crate::db::{Db, Tx, from_word, parse};
use crate::on;
use protocol::id::{AccountId, BoothId, SessionId, WardId};
use protocol::private::Private;
use sqlx::Result;

pub(super) async fn insert_session(
    tx: &mut Tx,
    id: &SessionId,
    token_sha256: &str,
    owner: Owner<'_>,
    now: Millis,
    expires_at: Millis,
) -> Result<()> {
    let (account, device) = columns(owner);
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO session (id, token_sha256, account, device, created_at, last_used_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $5, $6)"
    )
    .bind(id.as_str())
    .bind(token_sha256)
    .bind(account)
    .bind(device)
    .bind(now)
    .bind(expires_at)
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// The person behind a token, unless the session expired, was ended, or was not used since `unused_since`.
pub(super) async fn account_by_token(
    db: &Db,
    token_sha256: &str,
    now: Millis,
    unused_since: Millis,
) -> Result<Option<AccountCaller>> {
    let row: Option<(String, String, String, String)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT session.id, account.id, account.name, account.ward \
         FROM session JOIN account ON account.id = session.account \
         WHERE session.token_sha256 = $1 AND session.revoked_at IS NULL AND account.revoked_at IS NULL \
         AND session.expires_at > $2 AND session.last_used_at > $3"
    )
    .bind(token_sha256)
    .bind(now)
    .bind(unused_since)
    .fetch_optional(pool)
    .await)?;
    let Some((session, account, name, ward)) = row else { return Ok(None) };
    let roles = roles(db, &account).await?;
    let languages: Vec<String> = on!(Db, db, |pool| sqlx::query_scalar(
        "SELECT language FROM account_language WHERE account = $1 ORDER BY language"
    )
    .bind(&account)
    .fetch_all(pool)
    .await)?;
    Ok(Some(AccountCaller {
        session: parse(session)?,
        account: parse(account)?,
        name: Private::new(name),
        ward: parse(ward)?,
        roles,
        languages: languages.into_iter().map(from_word).collect::<Result<_>>()?,
    }))
}

async fn roles(db: &Db, account: &str) -> Result<Vec<RoleGrant>> {
    let roles: Vec<(String, String, Option<String>)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT role, ward, section FROM account_role WHERE account = $1 ORDER BY role, ward, section"
    )
    .bind(account)
    .fetch_all(pool)
    .await)?;
    let grant = |(role, ward, section): (String, String, Option<String>)| {
        Ok(RoleGrant { role: from_word(role)?, ward: parse(ward)?, section: section.map(parse).transpose()? })
    };
    roles.into_iter().map(grant).collect()
}

/// The ward and the roles of an account that was not revoked.
pub(super) async fn grants(db: &Db, account: &AccountId) -> Result<Option<(WardId, Vec<RoleGrant>)>> {
    let ward: Option<String> =
        on!(Db, db, |pool| sqlx::query_scalar("SELECT ward FROM account WHERE id = $1 AND revoked_at IS NULL")
            .bind(account.as_str())
            .fetch_optional(pool)
            .await)?;
    let Some(ward) = ward else { return Ok(None) };
    Ok(Some((parse(ward)?, roles(db, account.as_str()).await?)))
}

type BoothRow = (String, String, String, String);

fn booth(row: BoothRow, pass: impl FnOnce(String) -> Result<Pass>) -> Result<BoothCaller> {
    let (key, booth, site, ward) = row;
    Ok(BoothCaller { booth: parse(booth)?, site: parse(site)?, ward: parse(ward)?, pass: pass(key)? })
}

/// The paired tablet behind a token.
pub(super) async fn booth_by_token(db: &Db, token_sha256: &str, now: Millis) -> Result<Option<BoothCaller>> {
    let row: Option<BoothRow> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT session.id, device.id, device.site, site.ward \
         FROM session JOIN device ON device.id = session.device JOIN site ON site.id = device.site \
         WHERE session.token_sha256 = $1 AND session.revoked_at IS NULL AND device.revoked_at IS NULL \
         AND session.expires_at > $2"
    )
    .bind(token_sha256)
    .bind(now)
    .fetch_optional(pool)
    .await)?;
    row.map(|row| booth(row, |id| Ok(Pass::Session(parse(id)?)))).transpose()
}

/// The booth behind a certificate of ours, and whether it is suspended.
pub(super) async fn booth_by_certificate(db: &Db, serial: &str, now: Millis) -> Result<Option<(BoothCaller, bool)>> {
    type Row = (String, String, String, String, Option<Millis>);
    let row: Option<Row> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT certificate.serial, device.id, device.site, site.ward, device.suspended_at \
         FROM certificate JOIN device ON device.id = certificate.device JOIN site ON site.id = device.site \
         WHERE certificate.serial = $1 AND device.revoked_at IS NULL \
         AND certificate.not_before <= $2 AND certificate.not_after > $2"
    )
    .bind(serial)
    .bind(now)
    .fetch_optional(pool)
    .await)?;
    row.map(|(serial, id, site, ward, suspended_at)| {
        let booth = booth((serial, id, site, ward), |serial| Ok(Pass::Certificate(serial)))?;
        Ok((booth, suspended_at.is_some()))
    })
    .transpose()
}

/// Whether a device has a certificate that is good now, and is let in.
pub(super) async fn device_is_certified(db: &Db, id: &BoothId, now: Millis) -> Result<bool> {
    let certificates: i64 = on!(Db, db, |pool| sqlx::query_scalar(
        "SELECT COUNT(*) FROM certificate JOIN device ON device.id = certificate.device \
         WHERE device.id = $1 AND device.revoked_at IS NULL AND device.suspended_at IS NULL \
         AND certificate.not_before <= $2 AND certificate.not_after > $2"
    )
    .bind(id.as_str())
    .bind(now)
    .fetch_one(pool)
    .await)?;
    Ok(certificates > 0)
}

/// When a session that is alive was last used. A tablet's session does not end by being idle.
pub(super) async fn alive(db: &Db, id: &SessionId, now: Millis, unused_since: Millis) -> Result<Option<Millis>> {
    on!(Db, db, |pool| sqlx::query_scalar(
        "SELECT session.last_used_at FROM session \
         LEFT JOIN account ON account.id = session.account LEFT JOIN device ON device.id = session.device \
         WHERE session.id = $1 AND session.revoked_at IS NULL AND session.expires_at > $2 \
         AND account.revoked_at IS NULL AND device.revoked_at IS NULL \
         AND (session.device IS NOT NULL OR session.last_used_at > $3)"
    )
    .bind(id.as_str())
    .bind(now)
    .bind(unused_since)
    .fetch_optional(pool)
    .await)
}

pub(super) async fn set_last_used(db: &Db, id: &SessionId, now: Millis) -> Result<()> {
    on!(Db, db, |pool| sqlx::query("UPDATE session SET last_used_at = $2 WHERE id = $1 AND last_used_at < $2")
        .bind(id.as_str())
        .bind(now)
        .execute(pool)
        .await
        .map(drop))
}

pub(super) async fn end_session(tx: &mut Tx, id: &SessionId, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id.as_str())
        .bind(now)
        .execute(&mut **conn)
        .await
        .map(drop))
}

pub(super) async fn end_sessions(tx: &mut Tx, owner: Owner<'_>, now: Millis) -> Result<()> {
    let (account, device) = columns(owner);
    on!(Tx, tx, |conn| sqlx::query(
        "UPDATE session SET revoked_at = $3 WHERE (account = $1 OR device = $2) AND revoked_at IS NULL"
    )
    .bind(account)
    .bind(device)
    .bind(now)
    .execute(&mut **conn)
    .await
    .map(drop))
}

fn columns(owner: Owner<'_>) -> (Option<&str>, Option<&str>) {
    match owner {
        Owner::Account(id) => (Some(id.as_str()), None),
        Owner::Device(id) => (None, Some(id.as_str())),
    }
}
