//! SQL of devices: their one-time codes and certificates here, the two sides that see them later below.
//!
//! ```text
//! manage   what administrators see and change
//! report   what a booth's own program reports
//! ```

pub(super) mod manage;
pub(super) mod report;

use super::{NewCode, OneTimeCode};
use crate::clock::Millis;
use crate::db::{Tx, from_word, parse, word};
use crate::on;
use certs::BoothCertificate;
use protocol::id::{BoothId, SiteId, WardId};
use sqlx::Result;

/// A living code's row.
pub(super) struct CodeRow {
    pub(super) code_sha256: String,
    pub(super) new: NewCode,
    /// The device that is let in again.
    pub(super) device: Option<BoothId>,
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
    again: Option<&BoothId>,
    tries: u32,
    now: Millis,
    ends: Millis,
) -> Result<bool> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO device_code (selector, code_sha256, site, name, kind, tries_left, created_at, expires_at, device) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (selector) DO NOTHING"
    )
    .bind(code.selector())
    .bind(code.digest())
    .bind(new.site.as_str())
    .bind(&new.name)
    .bind(word(new.kind))
    .bind(i64::from(tries))
    .bind(now)
    .bind(ends)
    .bind(again.map(BoothId::as_str))
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Takes one try from a living code, right or wrong, and answers its row.
pub(super) async fn count_try(tx: &mut Tx, selector: &str, now: Millis) -> Result<Option<CodeRow>> {
    type Row = (String, String, String, String, Option<String>);
    let row: Option<Row> = on!(Tx, tx, |conn| sqlx::query_as(
        "UPDATE device_code SET tries_left = tries_left - 1 \
         WHERE selector = $1 AND tries_left > 0 AND used_at IS NULL AND expires_at > $2 \
         RETURNING code_sha256, site, name, kind, device"
    )
    .bind(selector)
    .bind(now)
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|(code_sha256, site, name, kind, device)| {
        let new = NewCode { site: parse(site)?, name, kind: from_word(kind)? };
        Ok(CodeRow { code_sha256, new, device: device.map(parse).transpose()? })
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

/// Writes a new device's row.
pub(super) async fn insert(tx: &mut Tx, id: &BoothId, new: &NewCode, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("INSERT INTO device (id, site, name, kind, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id.as_str())
        .bind(new.site.as_str())
        .bind(&new.name)
        .bind(word(new.kind))
        .bind(now)
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// Lets a known device in again: certificates it had count no more. Whether it may be; not once it is revoked.
pub(super) async fn let_in_again(tx: &mut Tx, id: &BoothId) -> Result<bool> {
    on!(Tx, tx, |conn| {
        sqlx::query("DELETE FROM certificate WHERE device = $1").bind(id.as_str()).execute(&mut **conn).await?;
        sqlx::query("UPDATE device SET suspended_at = NULL WHERE id = $1 AND revoked_at IS NULL")
            .bind(id.as_str())
            .execute(&mut **conn)
            .await
            .map(|done| done.rows_affected() == 1)
    })
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

/// A device's site and ward.
pub(super) async fn place_of(tx: &mut Tx, id: &BoothId) -> Result<(SiteId, WardId)> {
    let (site, ward): (String, String) = on!(Tx, tx, |conn| sqlx::query_as(
        "SELECT site.id, site.ward FROM device JOIN site ON site.id = device.site WHERE device.id = $1"
    )
    .bind(id.as_str())
    .fetch_one(&mut **conn)
    .await)?;
    Ok((parse(site)?, parse(ward)?))
}
