//! SQL of idempotency keys.

use crate::clock::Millis;
use crate::db::{Tx, parse};
use crate::on;
use protocol::id::{BookingId, RequestId};
use sqlx::Result;

/// What a key was used for: which booking, and the digest of what was asked.
pub(in crate::booking) async fn find(tx: &mut Tx, scope: &str, key: &RequestId) -> Result<Option<(BookingId, String)>> {
    let row: Option<(String, String)> = on!(Tx, tx, |conn| sqlx::query_as(
        "SELECT booking, content_sha256 FROM booking_request WHERE scope = $1 AND key = $2"
    )
    .bind(scope)
    .bind(key.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|(booking, content)| Ok((parse(booking)?, content))).transpose()
}

/// Notes what a key was used for.
pub(in crate::booking) async fn insert(
    tx: &mut Tx,
    scope: &str,
    key: &RequestId,
    booking: &BookingId,
    content: &str,
    at: Millis,
) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO booking_request (scope, key, booking, content_sha256, at) VALUES ($1, $2, $3, $4, $5)"
    )
    .bind(scope)
    .bind(key.as_str())
    .bind(booking.as_str())
    .bind(content)
    .bind(at)
    .execute(&mut **conn)
    .await
    .map(drop))
}
