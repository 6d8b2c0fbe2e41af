//! SQL of closures.

use crate::clock::Millis;
use crate::db::{Conn, Tx, parse};
use crate::on;
use protocol::id::{AccountId, ClosureId, RequestId, SectionId, SiteId, WardId};
use protocol::schedule::{Closure, ClosureScope, NewClosure};
use sqlx::Result;

/// A closure that was made.
pub(in crate::hours) struct Made<'a> {
    pub(in crate::hours) id: &'a ClosureId,
    pub(in crate::hours) request: &'a RequestId,
    pub(in crate::hours) what: &'a NewClosure,
    pub(in crate::hours) from_at: Millis,
    pub(in crate::hours) until_at: Millis,
    pub(in crate::hours) by: &'a AccountId,
    pub(in crate::hours) at: Millis,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    scope: String,
    site: Option<String>,
    section: Option<String>,
    from_words: String,
    until_words: String,
    reason: String,
    instead: String,
    lifted_at: Option<Millis>,
}

impl Row {
    fn read(self) -> Result<Closure> {
        let scope = match (self.scope.as_str(), self.site, self.section) {
            ("site", Some(site), None) => ClosureScope::Site { site: parse(site)? },
            ("section", None, Some(section)) => ClosureScope::Section { section: parse(section)? },
            ("all", None, None) => ClosureScope::All,
            (other, ..) => return Err(sqlx::Error::Decode(format!("no scope of a closure: {other}").into())),
        };
        let (from, until) = (self.from_words, self.until_words);
        Ok(Closure {
            id: parse(self.id)?,
            what: NewClosure { scope, from, until, reason: self.reason, instead: self.instead },
            lifted: self.lifted_at.is_some(),
        })
    }
}

/// A ward's closures that end after a moment, by their beginning; without a moment every one.
pub(in crate::hours) async fn ending_after(
    conn: &mut Conn<'_>,
    ward: &WardId,
    after: Option<Millis>,
) -> Result<Vec<Closure>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, scope, site, section, from_words, until_words, reason, instead, lifted_at FROM closure \
         WHERE ward = $1 AND until_at > $2 ORDER BY from_at, id"
    )
    .bind(ward.as_str())
    .bind(after.unwrap_or(Millis::MIN))
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Row::read).collect()
}

/// The closure that an idempotency key made.
pub(in crate::hours) async fn by_request(
    conn: &mut Conn<'_>,
    ward: &WardId,
    request: &RequestId,
) -> Result<Option<Closure>> {
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, scope, site, section, from_words, until_words, reason, instead, lifted_at FROM closure \
         WHERE ward = $1 AND request = $2"
    )
    .bind(ward.as_str())
    .bind(request.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(Row::read).transpose()
}

pub(in crate::hours) async fn insert(tx: &mut Tx, ward: &WardId, made: Made<'_>) -> Result<()> {
    let (scope, site, section) = match &made.what.scope {
        ClosureScope::All => ("all", None, None),
        ClosureScope::Site { site } => ("site", Some(site), None),
        ClosureScope::Section { section } => ("section", None, Some(section)),
    };
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO closure (id, ward, request, scope, site, section, from_at, until_at, from_words, until_words, \
         reason, instead, at, account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    )
    .bind(made.id.as_str())
    .bind(ward.as_str())
    .bind(made.request.as_str())
    .bind(scope)
    .bind(site.map(SiteId::as_str))
    .bind(section.map(SectionId::as_str))
    .bind(made.from_at)
    .bind(made.until_at)
    .bind(&made.what.from)
    .bind(&made.what.until)
    .bind(&made.what.reason)
    .bind(&made.what.instead)
    .bind(made.at)
    .bind(made.by.as_str())
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// Lifts a closure of the ward; answers it as it is now and whether it was this that lifted it.
pub(in crate::hours) async fn lift(
    tx: &mut Tx,
    ward: &WardId,
    closure: &ClosureId,
    at: Millis,
) -> Result<Option<(Closure, bool)>> {
    let done = on!(Tx, tx, |conn| sqlx::query(
        "UPDATE closure SET lifted_at = $3 WHERE ward = $1 AND id = $2 AND lifted_at IS NULL"
    )
    .bind(ward.as_str())
    .bind(closure.as_str())
    .bind(at)
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected()))?;
    let row: Option<Row> = on!(Tx, tx, |conn| sqlx::query_as(
        "SELECT id, scope, site, section, from_words, until_words, reason, instead, lifted_at FROM closure \
         WHERE ward = $1 AND id = $2"
    )
    .bind(ward.as_str())
    .bind(closure.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|row| Ok((row.read()?, done > 0))).transpose()
}
