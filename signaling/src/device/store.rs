//! SQL of devices, their one-time codes and certificates.

use super::{Device, Kind, NewCode, OneTimeCode};
use crate::clock::Millis;
use crate::db::{Db, Tx, from_word, parse, word};
use crate::on;
use certs::BoothCertificate;
use protocol::id::{BoothId, SiteId, WardId};
use sqlx::Result;

/// A living code's row.
pub(super) struct CodeRow {
    pub(super) code_sha256: String,
    pub(super) site: SiteId,
    pub(super) name: String,
    pub(super) kind: Kind,
}

pub(super) async fn delete_dead_codes(tx: &mut Tx, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "DELETE FROM device_code WHERE expires_at <= $1 OR used_at IS NOT NULL OR tries_left <= 0"
    )
    .bind(now)
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// Whether the row was written; not if the selector is taken by a living code.
pub(super) async fn insert_code(
    tx: &mut Tx,
    code: &OneTimeCode,
    new: &NewCode,
    tries: u32,
    now: Millis,
    ends: Millis,
) -> Result<bool> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO device_code (selector, code_sha256, site, name, kind, tries_left, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (selector) DO NOTHING"
    )
    .bind(code.selector())
    .bind(code.digest())
    .bind(new.site.as_str())
    .bind(&new.name)
    .bind(word(new.kind))
    .bind(i64::from(tries))
    .bind(now)
    .bind(ends)
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Takes one try from a living code, right or wrong, and answers its row.
pub(super) async fn count_try(tx: &mut Tx, selector: &str, now: Millis) -> Result<Option<CodeRow>> {
    let row: Option<(String, String, String, String)> = on!(Tx, tx, |conn| sqlx::query_as(
        "UPDATE device_code SET tries_left = tries_left - 1 \
         WHERE selector = $1 AND tries_left > 0 AND used_at IS NULL AND expires_at > $2 \
         RETURNING code_sha256, site, name, kind"
    )
    .bind(selector)
    .bind(now)
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|(code_sha256, site, name, kind)| {
        Ok(CodeRow { code_sha256, site: parse(site)?, name, kind: from_word(kind)? })
    })
    .transpose()
}

pub(super) async fn spend(tx: &mut Tx, selector: &str, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE device_code SET used_at = $2 WHERE selector = $1")
        .bind(selector)
        .bind(now)
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// Writes a device's row and answers its ward.
pub(super) async fn insert(tx: &mut Tx, id: &BoothId, code: &CodeRow, now: Millis) -> Result<WardId> {
    let ward: String = on!(Tx, tx, |conn| {
        sqlx::query("INSERT INTO device (id, site, name, kind, created_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(id.as_str())
            .bind(code.site.as_str())
            .bind(&code.name)
            .bind(word(code.kind))
            .bind(now)
            .execute(&mut **conn)
            .await?;
        sqlx::query_scalar("SELECT ward FROM site WHERE id = $1").bind(code.site.as_str()).fetch_one(&mut **conn).await
    })?;
    parse(ward)
}

pub(super) async fn insert_certificate(tx: &mut Tx, booth: &BoothId, certificate: &BoothCertificate) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO certificate (serial, device, not_before, not_after) VALUES ($1, $2, $3, $4)"
    )
    .bind(&certificate.serial)
    .bind(booth.as_str())
    .bind(certificate.not_before.unix_timestamp() * 1_000)
    .bind(certificate.not_after.unix_timestamp() * 1_000)
    .execute(&mut **conn)
    .await
    .map(drop))
}

pub(super) async fn site_of(tx: &mut Tx, id: &BoothId) -> Result<SiteId> {
    let site: String = on!(Tx, tx, |conn| sqlx::query_scalar("SELECT site FROM device WHERE id = $1")
        .bind(id.as_str())
        .fetch_one(&mut **conn)
        .await)?;
    parse(site)
}

pub(super) async fn ward_of(db: &Db, id: &BoothId) -> Result<Option<WardId>> {
    let ward: Option<String> = on!(Db, db, |pool| sqlx::query_scalar(
        "SELECT site.ward FROM device JOIN site ON site.id = device.site WHERE device.id = $1"
    )
    .bind(id.as_str())
    .fetch_optional(pool)
    .await)?;
    ward.map(parse).transpose()
}

type DeviceRow = (String, String, String, String, String, Millis, Option<Millis>);

pub(super) async fn of_ward(db: &Db, ward: &WardId) -> Result<Vec<Device>> {
    let rows: Vec<DeviceRow> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT device.id, device.site, site.name, device.name, device.kind, device.created_at, device.revoked_at \
         FROM device JOIN site ON site.id = device.site WHERE site.ward = $1 ORDER BY device.created_at, device.id"
    )
    .bind(ward.as_str())
    .fetch_all(pool)
    .await)?;
    rows.into_iter()
        .map(|(booth, site, site_name, name, kind, created_at, revoked_at)| {
            let (booth, site, kind) = (parse(booth)?, parse(site)?, from_word(kind)?);
            Ok(Device { booth, site, site_name, name, kind, created_at, revoked_at })
        })
        .collect()
}

pub(super) async fn revoke(tx: &mut Tx, id: &BoothId, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id.as_str())
        .bind(now)
        .execute(&mut **conn)
        .await
        .map(drop))
}
