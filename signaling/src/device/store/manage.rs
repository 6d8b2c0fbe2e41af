//! SQL of what administrators see and change.

use crate::clock::Millis;
use crate::clock::on_the_wire;
use crate::db::{Db, Tx, document, from_word, parse};
use crate::device::NewCode;
use crate::on;
use protocol::device::{DeviceRow, DeviceState};
use protocol::id::{BoothId, SiteId, WardId};
use protocol::selfcheck::LastSelfcheck;
use sqlx::Result;

/// What has to be known of a device before anything is done with it.
pub(in crate::device) struct Known {
    pub(in crate::device) ward: WardId,
    /// As it would be let in again.
    pub(in crate::device) as_new: NewCode,
    pub(in crate::device) revoked: bool,
}

pub(in crate::device) async fn known(db: &Db, id: &BoothId) -> Result<Option<Known>> {
    type Row = (String, String, String, String, Option<Millis>);
    let row: Option<Row> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT site.ward, site.id, device.name, device.kind, device.revoked_at \
         FROM device JOIN site ON site.id = device.site WHERE device.id = $1"
    )
    .bind(id.as_str())
    .fetch_optional(pool)
    .await)?;
    row.map(|(ward, site, name, kind, revoked_at)| {
        let as_new = NewCode { site: parse(site)?, name, kind: from_word(kind)? };
        Ok(Known { ward: parse(ward)?, as_new, revoked: revoked_at.is_some() })
    })
    .transpose()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    site: String,
    site_name: String,
    name: String,
    kind: String,
    created_at: Millis,
    suspended_at: Option<Millis>,
    revoked_at: Option<Millis>,
    last_seen_at: Option<Millis>,
    version: Option<String>,
    browser: Option<String>,
    lamps: Option<String>,
    lamps_at: Option<Millis>,
    out_of_order: Option<String>,
    selfcheck: Option<String>,
    selfcheck_at: Option<Millis>,
    certificate_ends: Option<Millis>,
}

const ROWS: &str = "SELECT device.id, device.site, site.name AS site_name, device.name, device.kind, \
     device.created_at, device.suspended_at, device.revoked_at, device.last_seen_at, device.version, device.browser, \
     device.lamps, device.lamps_at, device.out_of_order, device.selfcheck, device.selfcheck_at, \
     (SELECT MAX(not_after) FROM certificate WHERE certificate.device = device.id) AS certificate_ends \
     FROM device JOIN site ON site.id = device.site \
     WHERE (site.ward = $1 OR $1 = '') AND (device.id = $2 OR $2 = '') ORDER BY device.created_at, device.id";

/// A ward's devices, in the order in which they were let in first; none is connected here.
pub(in crate::device) async fn of_ward(db: &Db, ward: &WardId) -> Result<Vec<DeviceRow>> {
    select(db, ward.as_str(), "").await
}

/// One device.
pub(in crate::device) async fn one(db: &Db, id: &BoothId) -> Result<Option<DeviceRow>> {
    Ok(select(db, "", id.as_str()).await?.pop())
}

async fn select(db: &Db, ward: &str, id: &str) -> Result<Vec<DeviceRow>> {
    let rows: Vec<Row> = on!(Db, db, |pool| sqlx::query_as(ROWS).bind(ward).bind(id).fetch_all(pool).await)?;
    rows.into_iter().map(DeviceRow::try_from).collect()
}

impl TryFrom<Row> for DeviceRow {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self> {
        let state = match (row.revoked_at, row.suspended_at) {
            (Some(_), _) => DeviceState::Revoked,
            (None, Some(_)) => DeviceState::Suspended,
            (None, None) => DeviceState::Enrolled,
        };
        let selfcheck = match (row.selfcheck_at, row.selfcheck) {
            (Some(at), Some(report)) => Some(LastSelfcheck { at: on_the_wire(at), report: document(&report)? }),
            _ => None,
        };
        Ok(Self {
            booth: parse(row.id)?,
            site: parse(row.site)?,
            site_name: row.site_name,
            name: row.name,
            kind: from_word(row.kind)?,
            state,
            created_at: on_the_wire(row.created_at),
            certificate_ends: row.certificate_ends.map(on_the_wire),
            connected: false,
            last_seen: row.last_seen_at.map(on_the_wire),
            version: row.version,
            browser: row.browser,
            lamps: row.lamps.as_deref().map(document).transpose()?.unwrap_or_default(),
            lamps_at: row.lamps_at.map(on_the_wire),
            out_of_order: row.out_of_order.map(from_word).transpose()?,
            selfcheck,
        })
    }
}

/// Renames and moves a device; not one that was revoked.
pub(in crate::device) async fn change(
    tx: &mut Tx,
    id: &BoothId,
    name: Option<&str>,
    site: Option<&SiteId>,
) -> Result<bool> {
    on!(Tx, tx, |conn| sqlx::query(
        "UPDATE device SET name = COALESCE($2, name), site = COALESCE($3, site) WHERE id = $1 AND revoked_at IS NULL"
    )
    .bind(id.as_str())
    .bind(name)
    .bind(site.map(SiteId::as_str))
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Whether a call of the device rings or runs.
pub(in crate::device) async fn in_call(tx: &mut Tx, id: &BoothId) -> Result<bool> {
    let calls: i64 = on!(Tx, tx, |conn| sqlx::query_scalar(
        "SELECT COUNT(*) FROM call WHERE booth = $1 \
         AND state IN ('ringing', 'accepted', 'connecting', 'in-call', 'reconnecting')"
    )
    .bind(id.as_str())
    .fetch_one(&mut **conn)
    .await)?;
    Ok(calls > 0)
}

pub(in crate::device) async fn revoke(tx: &mut Tx, id: &BoothId, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id.as_str())
        .bind(now)
        .execute(&mut **conn)
        .await
        .map(drop))
}
