//! SQL of what time alone does.

use crate::clock::Millis;
use crate::db::{Conn, Tx, parse};
use crate::on;
use protocol::id::{ApplicationId, BatchId};
use sqlx::Result;

/// Applications whose keys are due, with their hand-over.
pub(in crate::application) async fn due(
    conn: &mut Conn<'_>,
    now: Millis,
    most: i64,
) -> Result<Vec<(ApplicationId, Option<BatchId>)>> {
    let rows: Vec<(String, Option<String>)> = on!(Conn, conn, |conn| {
        sqlx::query_as(
        "SELECT id, batch FROM application WHERE erase_at <= $1 AND erased_at IS NULL ORDER BY erase_at, id LIMIT $2"
    )
    .bind(now)
    .bind(most)
    .fetch_all(&mut **conn)
    .await
    })?;
    rows.into_iter().map(|(id, batch)| Ok((parse(id)?, batch.map(parse).transpose()?))).collect()
}

/// Whether something that is sealed with the key of this id is there.
pub(in crate::application) async fn needs_key(conn: &mut Conn<'_>, id: &str) -> Result<bool> {
    let count: i64 = on!(Conn, conn, |conn| sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM application WHERE id = $1 AND erased_at IS NULL) \
         + (SELECT COUNT(*) FROM batch WHERE id = $1 AND sealed <> '')"
    )
    .bind(id)
    .fetch_one(&mut **conn)
    .await)?;
    Ok(count > 0)
}

/// Empties the file of a hand-over, which nobody can read any more.
pub(in crate::application) async fn empty_batch(tx: &mut Tx, id: &BatchId) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE batch SET sealed = '' WHERE id = $1")
        .bind(id.as_str())
        .execute(&mut **conn)
        .await
        .map(drop))
}
