//! SQL of memos.

use crate::clock::Millis;
use crate::db::{Db, Tx};
use crate::on;
use protocol::id::{AccountId, SubjectId, WardId};
use protocol::memo::MemoContent;
use sqlx::Result;

/// The newest revisions, newest first: what counts, and what it said before.
pub(super) async fn latest(db: &Db, ward: &WardId, subject: &SubjectId) -> Result<Vec<(u32, MemoContent)>> {
    let rows: Vec<(i64, String, String)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT revision, script, phrases FROM memo WHERE ward = $1 AND subject = $2 ORDER BY revision DESC LIMIT 2"
    )
    .bind(ward.as_str())
    .bind(subject.as_str())
    .fetch_all(pool)
    .await)?;
    let decode = |error: Box<dyn std::error::Error + Send + Sync>| sqlx::Error::Decode(error);
    rows.into_iter()
        .map(|(revision, script, phrases)| {
            let phrases = serde_json::from_str(&phrases).map_err(|error| decode(error.into()))?;
            Ok((u32::try_from(revision).map_err(|error| decode(error.into()))?, MemoContent { script, phrases }))
        })
        .collect()
}

/// Whether a revision is there.
pub(super) async fn is_there(tx: &mut Tx, ward: &WardId, subject: &SubjectId, revision: u32) -> Result<bool> {
    let count: i64 = on!(Tx, tx, |conn| sqlx::query_scalar(
        "SELECT COUNT(*) FROM memo WHERE ward = $1 AND subject = $2 AND revision = $3"
    )
    .bind(ward.as_str())
    .bind(subject.as_str())
    .bind(i64::from(revision))
    .fetch_one(&mut **conn)
    .await)?;
    Ok(count > 0)
}

/// Writes a revision; false if there is one of this number already.
pub(super) async fn insert(
    tx: &mut Tx,
    ward: &WardId,
    subject: &SubjectId,
    revision: u32,
    content: &MemoContent,
    by: &AccountId,
    at: Millis,
) -> Result<bool> {
    let phrases = serde_json::to_string(&content.phrases).expect("texts serialise");
    let done = on!(Tx, tx, |conn| {
        sqlx::query(
        "INSERT INTO memo (ward, subject, revision, script, phrases, account, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT DO NOTHING"
    )
    .bind(ward.as_str())
    .bind(subject.as_str())
    .bind(i64::from(revision))
    .bind(&content.script)
    .bind(phrases)
    .bind(by.as_str())
    .bind(at)
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected())
    })?;
    Ok(done > 0)
}
