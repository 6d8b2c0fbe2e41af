//! SQL of applications.

use super::{Application, Receipt};
use crate::clock::Millis;
use crate::db::{Tx, parse, word};
use crate::on;
use protocol::id::{CallId, RequestId, WardId};
use sqlx::Result;

/// What was submitted with this key, and the digest of its content.
pub(super) async fn by_key(tx: &mut Tx, call: &CallId, key: &RequestId) -> Result<Option<(Receipt, String)>> {
    let row: Option<(String, String, Millis, String)> = on!(Tx, tx, |conn| sqlx::query_as(
        "SELECT id, receipt, submitted_at, content_sha256 FROM application WHERE call = $1 AND idempotency_key = $2"
    )
    .bind(call.as_str())
    .bind(key.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|(id, receipt, submitted_at, content)| {
        Ok((Receipt { application: parse(id)?, receipt, submitted_at }, content))
    })
    .transpose()
}

/// Writes an application, and that it has to be passed on.
pub(super) async fn insert(tx: &mut Tx, ward: &WardId, application: &Application<'_>) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO application (id, ward, call, idempotency_key, content_sha256, form, version, identity, receipt, \
         answers, status, submitted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'submitted', $11)"
    )
    .bind(application.id.as_str())
    .bind(ward.as_str())
    .bind(application.call.as_str())
    .bind(application.key.as_str())
    .bind(application.content_sha256)
    .bind(application.form.as_str())
    .bind(i64::from(application.version))
    .bind(word(application.identity))
    .bind(&application.receipt)
    .bind(application.answers.reveal())
    .bind(application.submitted_at)
    .execute(&mut **conn)
    .await
    .map(drop))?;
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO outbox (id, at, kind, about) VALUES ($1, $2, 'application-submitted', $1)"
    )
    .bind(application.id.as_str())
    .bind(application.submitted_at)
    .execute(&mut **conn)
    .await
    .map(drop))
}
