//! SQL of the audit log.

use crate::clock::Millis;
use crate::db::{Db, Tx};
use crate::on;
use protocol::id::WardId;
use sqlx::Result;

/// One row of one chain.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) seq: i64,
    pub(super) at: Millis,
    pub(super) actor: String,
    pub(super) act: String,
    pub(super) target: String,
    pub(super) previous: String,
    pub(super) hash: String,
}

/// Takes the chain's next number and the hash before it. The row lock on the head makes writers of one chain wait for
/// each other.
pub(super) async fn advance_head(tx: &mut Tx, ward: &WardId, writer: &str) -> Result<(i64, String)> {
    on!(Tx, tx, |conn| {
        sqlx::query("INSERT INTO audit_head (ward, writer, seq, hash) VALUES ($1, $2, 0, '') ON CONFLICT DO NOTHING")
            .bind(ward.as_str())
            .bind(writer)
            .execute(&mut **conn)
            .await?;
        sqlx::query_as("UPDATE audit_head SET seq = seq + 1 WHERE ward = $1 AND writer = $2 RETURNING seq, hash")
            .bind(ward.as_str())
            .bind(writer)
            .fetch_one(&mut **conn)
            .await
    })
}

pub(super) async fn set_head(tx: &mut Tx, ward: &WardId, writer: &str, hash: &str) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE audit_head SET hash = $3 WHERE ward = $1 AND writer = $2")
        .bind(ward.as_str())
        .bind(writer)
        .bind(hash)
        .execute(&mut **conn)
        .await
        .map(drop))
}

pub(super) async fn insert(tx: &mut Tx, ward: &WardId, writer: &str, row: &Row) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO audit (ward, writer, seq, at, actor, act, target, previous, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(ward.as_str())
    .bind(writer)
    .bind(row.seq)
    .bind(row.at)
    .bind(&row.actor)
    .bind(&row.act)
    .bind(&row.target)
    .bind(&row.previous)
    .bind(&row.hash)
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// Every chain that has a row or a head, as ward and writer.
pub(super) async fn chains(db: &Db) -> Result<Vec<(String, String)>> {
    on!(Db, db, |pool| sqlx::query_as(
        "SELECT ward, writer FROM audit UNION SELECT ward, writer FROM audit_head ORDER BY 1, 2"
    )
    .fetch_all(pool)
    .await)
}

/// The stored head: number and hash.
pub(super) async fn head(db: &Db, ward: &str, writer: &str) -> Result<Option<(i64, String)>> {
    on!(Db, db, |pool| sqlx::query_as("SELECT seq, hash FROM audit_head WHERE ward = $1 AND writer = $2")
        .bind(ward)
        .bind(writer)
        .fetch_optional(pool)
        .await)
}

/// The next rows of a chain after number `after`.
pub(super) async fn page(db: &Db, ward: &str, writer: &str, after: i64, limit: i64) -> Result<Vec<Row>> {
    on!(Db, db, |pool| sqlx::query_as(
        "SELECT seq, at, actor, act, target, previous, hash FROM audit \
         WHERE ward = $1 AND writer = $2 AND seq > $3 ORDER BY seq LIMIT $4"
    )
    .bind(ward)
    .bind(writer)
    .bind(after)
    .bind(limit)
    .fetch_all(pool)
    .await)
}
