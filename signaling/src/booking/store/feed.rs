//! SQL of calendar feeds.

use crate::clock::Millis;
use crate::db::{Conn, Tx, parse};
use crate::on;
use protocol::id::AccountId;
use sqlx::Result;

/// Gives an account its address, instead of the one before.
pub(in crate::booking) async fn put(tx: &mut Tx, account: &AccountId, digest: &str, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO feed (account, secret_sha256, created_at) VALUES ($1, $2, $3) ON CONFLICT (account) DO UPDATE \
         SET secret_sha256 = excluded.secret_sha256, created_at = excluded.created_at"
    )
    .bind(account.as_str())
    .bind(digest)
    .bind(now)
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// Whether there was one.
pub(in crate::booking) async fn delete(tx: &mut Tx, account: &AccountId) -> Result<bool> {
    on!(Tx, tx, |conn| sqlx::query("DELETE FROM feed WHERE account = $1")
        .bind(account.as_str())
        .execute(&mut **conn)
        .await
        .map(|done| done.rows_affected() > 0))
}

/// Whose address it is.
pub(in crate::booking) async fn owner(conn: &mut Conn<'_>, digest: &str) -> Result<Option<AccountId>> {
    let account: Option<String> =
        on!(Conn, conn, |conn| sqlx::query_scalar("SELECT account FROM feed WHERE secret_sha256 = $1")
            .bind(digest)
            .fetch_optional(&mut **conn)
            .await)?;
    account.map(parse).transpose()
}
