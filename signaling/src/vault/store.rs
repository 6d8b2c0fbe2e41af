//! SQL of keys.

use super::Key;
use crate::clock::Millis;
use crate::db::Db;
use crate::on;
use sqlx::Result;

/// Writes a new key, unless the id has one: that is in use anew then.
pub(super) async fn insert(db: &Db, id: &str, key: &Key, at: Millis) -> Result<()> {
    on!(Db, db, |pool| sqlx::query(
        "INSERT INTO sealing_key (id, bytes, made_at) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at"
    )
    .bind(id)
    .bind(key.text().reveal())
    .bind(at)
    .execute(pool)
    .await
    .map(drop))
}

pub(super) async fn keep(db: &Db, id: &str) -> Result<()> {
    on!(Db, db, |pool| sqlx::query("UPDATE sealing_key SET kept = TRUE WHERE id = $1")
        .bind(id)
        .execute(pool)
        .await
        .map(drop))
}

pub(super) async fn find(db: &Db, id: &str) -> Result<Option<Key>> {
    let bytes: Option<String> = on!(Db, db, |pool| sqlx::query_scalar("SELECT bytes FROM sealing_key WHERE id = $1")
        .bind(id)
        .fetch_optional(pool)
        .await)?;
    bytes.map(|text| Key::read(&text).ok_or_else(|| sqlx::Error::Decode("a key has 256 bits".into()))).transpose()
}

pub(super) async fn loose(db: &Db, before: Millis) -> Result<Vec<String>> {
    on!(Db, db, |pool| sqlx::query_scalar("SELECT id FROM sealing_key WHERE NOT kept AND made_at < $1 ORDER BY id")
        .bind(before)
        .fetch_all(pool)
        .await)
}

pub(super) async fn remove(db: &Db, id: &str) -> Result<()> {
    on!(Db, db, |pool| sqlx::query("DELETE FROM sealing_key WHERE id = $1").bind(id).execute(pool).await.map(drop))
}

/// PostgreSQL leaves what was deleted in its pages until the table is written anew; SQLite overwrites it at once.
pub(super) async fn compact(db: &Db) -> Result<()> {
    match db {
        Db::Sqlite(_) => Ok(()),
        Db::Postgres(pool) => sqlx::query("VACUUM FULL sealing_key").execute(pool).await.map(drop),
    }
}
