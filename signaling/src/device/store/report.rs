//! SQL of what a booth's own program reports.

use crate::clock::Millis;
use crate::db::{Db, Tx, from_word, word};
use crate::on;
use crate::terminal::Hello;
use protocol::device::{Lamp, OutOfOrder};
use protocol::id::{BoothId, SiteId, WardId};
use protocol::selfcheck::SelfcheckReport;
use sqlx::Result;

/// Who said hello, and that it is there.
pub(in crate::device) async fn hello(db: &Db, id: &BoothId, hello: &Hello, now: Millis) -> Result<()> {
    on!(Db, db, |pool| sqlx::query("UPDATE device SET version = $2, browser = $3, last_seen_at = $4 WHERE id = $1")
        .bind(id.as_str())
        .bind(&hello.version)
        .bind(hello.browser.as_deref())
        .bind(now)
        .execute(pool)
        .await
        .map(drop))
}

pub(in crate::device) async fn seen(db: &Db, id: &BoothId, now: Millis) -> Result<()> {
    on!(Db, db, |pool| sqlx::query("UPDATE device SET last_seen_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(now)
        .execute(pool)
        .await
        .map(drop))
}

pub(in crate::device) async fn lamps(db: &Db, id: &BoothId, lamps: &[Lamp], now: Millis) -> Result<()> {
    on!(Db, db, |pool| sqlx::query("UPDATE device SET lamps = $2, lamps_at = $3 WHERE id = $1")
        .bind(id.as_str())
        .bind(json(lamps))
        .bind(now)
        .execute(pool)
        .await
        .map(drop))
}

pub(in crate::device) async fn selfcheck(
    tx: &mut Tx,
    id: &BoothId,
    report: &SelfcheckReport,
    now: Millis,
) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "UPDATE device SET selfcheck = $2, selfcheck_at = $3, lamps = $4, lamps_at = $3 WHERE id = $1"
    )
    .bind(id.as_str())
    .bind(json(report))
    .bind(now)
    .bind(json(&report.lamps))
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// The booth's mark, if it has one.
pub(in crate::device) async fn out_of_order(db: &Db, id: &BoothId) -> Result<Option<OutOfOrder>> {
    let mark: Option<Option<String>> =
        on!(Db, db, |pool| sqlx::query_scalar("SELECT out_of_order FROM device WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(pool)
            .await)?;
    mark.flatten().map(from_word).transpose()
}

/// The booth's mark, with its row locked until the transaction ends.
pub(in crate::device) async fn take_mark(tx: &mut Tx, id: &BoothId) -> Result<Option<OutOfOrder>> {
    let mark: Option<Option<String>> = on!(Tx, tx, |conn| sqlx::query_scalar(
        "UPDATE device SET out_of_order = out_of_order WHERE id = $1 RETURNING out_of_order"
    )
    .bind(id.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    mark.flatten().map(from_word).transpose()
}

/// Marks a booth, or takes its mark away; not one that was revoked.
pub(in crate::device) async fn mark(tx: &mut Tx, id: &BoothId, mark: Option<OutOfOrder>) -> Result<bool> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE device SET out_of_order = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id.as_str())
        .bind(mark.map(word))
        .execute(&mut **conn)
        .await
        .map(|done| done.rows_affected() == 1))
}

pub(in crate::device) async fn suspend(tx: &mut Tx, id: &BoothId, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE device SET suspended_at = $2 WHERE id = $1 AND suspended_at IS NULL")
        .bind(id.as_str())
        .bind(now)
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// Another site of the ward with a booth that was heard since then and is in order.
pub(in crate::device) async fn nearest(
    db: &Db,
    ward: &WardId,
    but: &SiteId,
    heard_since: Millis,
) -> Result<Option<String>> {
    on!(Db, db, |pool| sqlx::query_scalar(
        "SELECT site.name FROM site JOIN device ON device.site = site.id \
         WHERE site.ward = $1 AND site.id <> $2 AND device.last_seen_at > $3 AND device.out_of_order IS NULL \
         AND device.suspended_at IS NULL AND device.revoked_at IS NULL ORDER BY site.name LIMIT 1"
    )
    .bind(ward.as_str())
    .bind(but.as_str())
    .bind(heard_since)
    .fetch_optional(pool)
    .await)
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("plain values serialise")
}
