//! SQL of hotlines.

use crate::clock::Millis;
use crate::db::{Db, Tx, parse};
use crate::on;
use protocol::id::{AccountId, CallId, HotlineId, WardId};
use protocol::memo::Hotline;
use sqlx::Result;

/// A ward's own and every ward's, in order.
pub(super) async fn of_ward(db: &Db, ward: &WardId) -> Result<Vec<Hotline>> {
    let rows: Vec<(String, String, String, String, Option<String>)> = on!(Db, db, |pool| {
        sqlx::query_as(
        "SELECT id, name, about, telephone, section FROM hotline WHERE ward IS NULL OR ward = $1 ORDER BY position, id"
    )
    .bind(ward.as_str())
    .fetch_all(pool)
    .await
    })?;
    rows.into_iter()
        .map(|(hotline, name, about, telephone, section)| {
            let section = section.map(parse).transpose()?;
            Ok(Hotline { hotline: parse(hotline)?, name, about, telephone, section })
        })
        .collect()
}

/// Writes down a use; false if it was written before.
pub(super) async fn insert(
    tx: &mut Tx,
    call: &CallId,
    hotline: &HotlineId,
    by: &AccountId,
    at: Millis,
) -> Result<bool> {
    let done = on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO hotline_use (call, hotline, account, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
    )
    .bind(call.as_str())
    .bind(hotline.as_str())
    .bind(by.as_str())
    .bind(at)
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected()))?;
    Ok(done > 0)
}
