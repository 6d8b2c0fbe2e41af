//! SQL of applications.

use super::{Application, Receipt};
use crate::clock::Millis;
use crate::db::{Tx, parse, word};
use crate::on;
use protocol::id::{CallId, RequestId, WardId};
use sqlx::Result;

/// A call's application as it was submitted.
pub(super) struct Submitted {
    pub(super) receipt: Receipt,
    pub(super) key: RequestId,
    pub(super) content_sha256: String,
}

/// The call's application, if it has one.
pub(super) async fn of_call(tx: &mut Tx, call: &CallId) -> Result<Option<Submitted>> {
    let row: Option<(String, String, Millis, String, String)> = on!(Tx, tx, |conn| sqlx::query_as(
        "SELECT id, receipt, submitted_at, idempotency_key, content_sha256 FROM application WHERE call = $1"
    )
    .bind(call.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|(id, receipt, submitted_at, key, content_sha256)| {
        let receipt = Receipt { application: parse(id)?, receipt, submitted_at };
        Ok(Submitted { receipt, key: parse(key)?, content_sha256 })
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
