//! SQL of hand-overs.

use super::row::called;
use super::{in_reach, reviewer};
use crate::access::AccountCaller;
use crate::clock::Millis;
use crate::db::{Conn, Tx, parse};
use crate::on;
use protocol::id::{AccountId, BatchId, WardId};
use sqlx::{FromRow, Result};

/// A hand-over as its row says.
pub(in crate::application) struct Prepared {
    pub(in crate::application) id: BatchId,
    pub(in crate::application) ward: WardId,
    pub(in crate::application) prepared_at: Millis,
    pub(in crate::application) prepared_by: AccountId,
    /// As colleagues know them.
    pub(in crate::application) preparer: String,
    pub(in crate::application) released: Option<Released>,
}

/// That somebody released it.
pub(in crate::application) struct Released {
    pub(in crate::application) at: Millis,
    /// As colleagues know them.
    pub(in crate::application) releaser: String,
    pub(in crate::application) manifest_sha256: String,
    /// Empty once its key was destroyed.
    pub(in crate::application) sealed: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    ward: String,
    prepared_at: Millis,
    prepared_by: String,
    preparer_name: String,
    preparer_seat: Option<String>,
    released_at: Option<Millis>,
    releaser_name: Option<String>,
    releaser_seat: Option<String>,
    manifest_sha256: Option<String>,
    sealed: Option<String>,
}

impl TryFrom<Row> for Prepared {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self> {
        let released = match (row.released_at, row.releaser_name, row.manifest_sha256) {
            (Some(at), Some(name), Some(manifest_sha256)) => {
                let sealed = row.sealed.unwrap_or_default();
                Some(Released { at, releaser: called(name, row.releaser_seat), manifest_sha256, sealed })
            }
            _ => None,
        };
        Ok(Self {
            id: parse(row.id)?,
            ward: parse(row.ward)?,
            prepared_at: row.prepared_at,
            prepared_by: parse(row.prepared_by)?,
            preparer: called(row.preparer_name, row.preparer_seat),
            released,
        })
    }
}

macro_rules! select_batch {
    ($sealed:literal, $rest:expr) => {
        concat!(
            "SELECT batch.id, batch.ward, batch.prepared_at, batch.prepared_by, preparer.name AS preparer_name, \
             preparer.seat AS preparer_seat, batch.released_at, releaser.name AS releaser_name, \
             releaser.seat AS releaser_seat, batch.manifest_sha256, ",
            $sealed,
            " AS sealed FROM batch JOIN account AS preparer ON preparer.id = batch.prepared_by \
             LEFT JOIN account AS releaser ON releaser.id = batch.released_by ",
            $rest
        )
    };
}

pub(in crate::application) async fn by_id(conn: &mut Conn<'_>, id: &BatchId) -> Result<Option<Prepared>> {
    let row: Option<Row> =
        on!(Conn, conn, |conn| sqlx::query_as(select_batch!("batch.sealed", "WHERE batch.id = $1"))
            .bind(id.as_str())
            .fetch_optional(&mut **conn)
            .await)?;
    row.map(Prepared::try_from).transpose()
}

/// Reads a hand-over and locks its row until the transaction ends.
pub(in crate::application) async fn take(tx: &mut Tx, id: &BatchId) -> Result<Option<Prepared>> {
    let locked = on!(Tx, tx, |conn| sqlx::query("UPDATE batch SET prepared_at = prepared_at WHERE id = $1")
        .bind(id.as_str())
        .execute(&mut **conn)
        .await
        .map(|done| done.rows_affected()))?;
    if locked == 0 { Ok(None) } else { by_id(&mut tx.conn(), id).await }
}

/// The newest ones of which somebody may see every application, without their files.
pub(in crate::application) async fn list(conn: &mut Conn<'_>, by: &AccountCaller, most: i64) -> Result<Vec<Prepared>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(select_batch!(
        "NULL",
        concat!(
            "WHERE EXISTS (SELECT 1 FROM application WHERE application.batch = batch.id AND ",
            in_reach!(),
            ") AND NOT EXISTS (SELECT 1 FROM application WHERE application.batch = batch.id AND NOT ",
            in_reach!(),
            ") ORDER BY batch.prepared_at DESC, batch.id LIMIT $3"
        )
    ))
    .bind(by.account.as_str())
    .bind(reviewer())
    .bind(most)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Prepared::try_from).collect()
}

pub(in crate::application) async fn insert(
    tx: &mut Tx,
    id: &BatchId,
    ward: &WardId,
    by: &AccountId,
    now: Millis,
) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("INSERT INTO batch (id, ward, prepared_at, prepared_by) VALUES ($1, $2, $3, $4)")
        .bind(id.as_str())
        .bind(ward.as_str())
        .bind(now)
        .bind(by.as_str())
        .execute(&mut **conn)
        .await
        .map(drop))
}

pub(in crate::application) async fn remove(tx: &mut Tx, id: &BatchId) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("DELETE FROM batch WHERE id = $1")
        .bind(id.as_str())
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// Writes that somebody released it, with its sealed file.
pub(in crate::application) async fn release(
    tx: &mut Tx,
    id: &BatchId,
    by: &AccountId,
    now: Millis,
    (manifest_sha256, sealed): (&str, &str),
) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "UPDATE batch SET released_at = $2, released_by = $3, manifest_sha256 = $4, sealed = $5 WHERE id = $1"
    )
    .bind(id.as_str())
    .bind(now)
    .bind(by.as_str())
    .bind(manifest_sha256)
    .bind(sealed)
    .execute(&mut **conn)
    .await
    .map(drop))
}
