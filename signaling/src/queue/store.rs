//! SQL of what the queue knows of the days before.

use crate::clock::Millis;
use crate::db::{Db, parse};
use crate::on;
use protocol::id::{AccountId, SubjectId, WardId};
use sqlx::Result;

/// How long the consultations took that were accepted since, by ward and subject.
pub(super) async fn consultations(db: &Db, since: Millis) -> Result<Vec<(WardId, SubjectId, Millis)>> {
    let rows: Vec<(String, String, Millis)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT ward, subject, ended_at - accepted_at FROM call WHERE accepted_at >= $1 \
         AND ended_at > accepted_at AND why = 'completed'"
    )
    .bind(since)
    .fetch_all(pool)
    .await)?;
    rows.into_iter().map(|(ward, subject, length)| Ok((parse(ward)?, parse(subject)?, length))).collect()
}

/// How many residents each desk accepted since.
pub(super) async fn served(db: &Db, since: Millis) -> Result<Vec<(AccountId, u32)>> {
    let rows: Vec<(String, i64)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT desk, COUNT(*) FROM call WHERE accepted_at >= $1 AND desk IS NOT NULL GROUP BY desk"
    )
    .bind(since)
    .fetch_all(pool)
    .await)?;
    rows.into_iter().map(|(desk, count)| Ok((parse(desk)?, u32::try_from(count).unwrap_or(u32::MAX)))).collect()
}
