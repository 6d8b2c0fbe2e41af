//! SQL of accounts.

use super::{NewAccount, Plate};
use crate::access::RoleGrant;
use crate::clock::Millis;
use crate::db::{Conn, Db, Tx, parse, word};
use crate::on;
use protocol::id::{AccountId, SectionId, WardId};
use protocol::place::Language;
use sqlx::Result;

/// What signing in needs of an account.
pub(super) struct Known {
    pub(super) id: AccountId,
    pub(super) ward: WardId,
    pub(super) password_hash: String,
}

/// Whether the row was written; not if the login is taken.
pub(super) async fn insert(
    tx: &mut Tx,
    id: &AccountId,
    new: &NewAccount,
    password_hash: &str,
    now: Millis,
) -> Result<bool> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO account (id, ward, login, name, password_hash, created_at, family_name, seat) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (login) DO NOTHING"
    )
    .bind(id.as_str())
    .bind(new.ward.as_str())
    .bind(&new.login.0)
    .bind(new.name.reveal())
    .bind(password_hash)
    .bind(now)
    .bind(new.family_name.as_ref().map(Plate::as_str))
    .bind(new.seat.as_ref().map(Plate::as_str))
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn insert_role(tx: &mut Tx, id: &AccountId, grant: &RoleGrant) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO account_role (account, role, ward, section) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
    )
    .bind(id.as_str())
    .bind(word(grant.role))
    .bind(grant.ward.as_str())
    .bind(grant.section.as_ref().map(SectionId::as_str))
    .execute(&mut **conn)
    .await
    .map(drop))
}

pub(super) async fn insert_language(tx: &mut Tx, id: &AccountId, language: Language) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO account_language (account, language) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    )
    .bind(id.as_str())
    .bind(word(language))
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// An account that is not revoked.
pub(super) async fn by_login(db: &Db, login: &str) -> Result<Option<Known>> {
    let row: Option<(String, String, String)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT id, ward, password_hash FROM account WHERE login = $1 AND revoked_at IS NULL"
    )
    .bind(login)
    .fetch_optional(pool)
    .await)?;
    row.map(|(id, ward, password_hash)| Ok(Known { id: parse(id)?, ward: parse(ward)?, password_hash })).transpose()
}

pub(super) async fn name(tx: &mut Tx, id: &AccountId) -> Result<Option<String>> {
    on!(Tx, tx, |conn| sqlx::query_scalar("SELECT name FROM account WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(&mut **conn)
        .await)
}

/// 名字 and 座席番号.
pub(super) async fn plates(conn: &mut Conn<'_>, id: &AccountId) -> Result<Option<(Option<String>, Option<String>)>> {
    on!(Conn, conn, |conn| sqlx::query_as("SELECT family_name, seat FROM account WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(&mut **conn)
        .await)
}

pub(super) async fn ward_of(db: &Db, id: &AccountId) -> Result<Option<WardId>> {
    let ward: Option<String> = on!(Db, db, |pool| sqlx::query_scalar("SELECT ward FROM account WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(pool)
        .await)?;
    ward.map(parse).transpose()
}

pub(super) async fn revoke(tx: &mut Tx, id: &AccountId, now: Millis) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE account SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(id.as_str())
        .bind(now)
        .execute(&mut **conn)
        .await
        .map(drop))
}

pub(super) async fn sections(db: &Db, id: &AccountId) -> Result<Vec<(SectionId, String)>> {
    let rows: Vec<(String, String)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT DISTINCT section.id, section.name FROM account_role \
         JOIN section ON section.ward = account_role.ward \
         AND (account_role.section IS NULL OR account_role.section = section.id) \
         WHERE account_role.account = $1 ORDER BY section.id"
    )
    .bind(id.as_str())
    .fetch_all(pool)
    .await)?;
    rows.into_iter().map(|(id, name)| Ok((parse(id)?, name))).collect()
}
