//! SQL of telephone services.

use crate::access::TokenCaller;
use crate::booking::service::Service;
use crate::clock::Millis;
use crate::db::{Conn, Tx, parse};
use crate::on;
use protocol::id::{TokenId, WardId};
use sqlx::Result;

pub(in crate::booking) async fn is_ward(conn: &mut Conn<'_>, ward: &WardId) -> Result<bool> {
    let count: i64 = on!(Conn, conn, |conn| sqlx::query_scalar("SELECT COUNT(*) FROM ward WHERE id = $1")
        .bind(ward.as_str())
        .fetch_one(&mut **conn)
        .await)?;
    Ok(count > 0)
}

pub(in crate::booking) async fn insert(
    tx: &mut Tx,
    token: &TokenId,
    ward: &WardId,
    name: &str,
    digest: &str,
    now: Millis,
) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO api_token (id, ward, name, token_sha256, created_at) VALUES ($1, $2, $3, $4, $5)"
    )
    .bind(token.as_str())
    .bind(ward.as_str())
    .bind(name)
    .bind(digest)
    .bind(now)
    .execute(&mut **conn)
    .await
    .map(drop))
}

pub(in crate::booking) async fn list(conn: &mut Conn<'_>) -> Result<Vec<Service>> {
    type Found = (String, String, String, Millis, Option<Millis>);
    let rows: Vec<Found> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, ward, name, created_at, revoked_at FROM api_token ORDER BY ward, created_at, id"
    )
    .fetch_all(&mut **conn)
    .await)?;
    let service = |(token, ward, name, created_at, revoked_at)| {
        Ok(Service { token: parse(token)?, ward: parse(ward)?, name, created_at, revoked_at })
    };
    rows.into_iter().map(service).collect()
}

/// Ends a token; its ward, if it was alive.
pub(in crate::booking) async fn revoke(tx: &mut Tx, token: &TokenId, now: Millis) -> Result<Option<WardId>> {
    let ward: Option<String> = on!(Tx, tx, |conn| sqlx::query_scalar(
        "UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING ward"
    )
    .bind(token.as_str())
    .bind(now)
    .fetch_optional(&mut **conn)
    .await)?;
    ward.map(parse).transpose()
}

pub(in crate::booking) async fn by_digest(conn: &mut Conn<'_>, digest: &str) -> Result<Option<TokenCaller>> {
    let row: Option<(String, String)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, ward FROM api_token WHERE token_sha256 = $1 AND revoked_at IS NULL"
    )
    .bind(digest)
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|(token, ward)| Ok(TokenCaller { token: parse(token)?, ward: parse(ward)? })).transpose()
}
