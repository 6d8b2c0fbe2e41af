//! SQL of hours.

pub(super) mod closure;
pub(super) mod place;
pub(super) mod plan;

use crate::clock::Millis;
use crate::db::{Conn, Tx, parse};
use crate::on;
use jiff::civil::Date;
use protocol::id::{OpeningId, SiteId, WardId};
use schedule::Holidays;
use sqlx::Result;

/// Locks a ward's row of `hours`, making it where there is none: until the transaction ends, nobody else reserves,
/// publishes or closes there.
pub(super) async fn lock(tx: &mut Tx, ward: &WardId) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO hours (ward, version, revision) VALUES ($1, 0, 0) \
         ON CONFLICT (ward) DO UPDATE SET version = hours.version"
    )
    .bind(ward.as_str())
    .execute(&mut **conn)
    .await
    .map(drop))
}

/// The version that counts, and the stamp of everything that decides.
pub(super) async fn stamp(conn: &mut Conn<'_>, ward: &WardId) -> Result<Option<(u32, i64)>> {
    let row: Option<(i64, i64)> =
        on!(Conn, conn, |conn| sqlx::query_as("SELECT version, stamp FROM hours WHERE ward = $1")
            .bind(ward.as_str())
            .fetch_optional(&mut **conn)
            .await)?;
    row.map(|(version, stamp)| Ok((plan::number(version)?, stamp))).transpose()
}

/// Says that what decides in a ward is not what it was.
pub(super) async fn set_stamp(tx: &mut Tx, ward: &WardId, stamp: i64) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE hours SET stamp = $2 WHERE ward = $1")
        .bind(ward.as_str())
        .bind(stamp)
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// Says so of every ward, which also locks them.
pub(super) async fn raise_every_stamp(tx: &mut Tx) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE hours SET stamp = stamp + 1").execute(&mut **conn).await.map(drop))
}

/// The holidays, in order.
pub(super) async fn holidays(conn: &mut Conn<'_>) -> Result<Vec<(Date, String)>> {
    let rows: Vec<(String, String)> =
        on!(Conn, conn, |conn| sqlx::query_as("SELECT date, name FROM holiday ORDER BY date")
            .fetch_all(&mut **conn)
            .await)?;
    let date = |text: String| text.parse().map_err(|error: jiff::Error| sqlx::Error::Decode(Box::new(error)));
    rows.into_iter().map(|(text, name)| Ok((date(text)?, name))).collect()
}

/// Replaces the holidays.
pub(super) async fn put_holidays(tx: &mut Tx, holidays: &Holidays) -> Result<()> {
    on!(Tx, tx, |conn| {
        sqlx::query("DELETE FROM holiday").execute(&mut **conn).await?;
        for (date, name) in holidays.iter() {
            sqlx::query("INSERT INTO holiday (date, name) VALUES ($1, $2)")
                .bind(date.to_string())
                .bind(name)
                .execute(&mut **conn)
                .await?;
        }
        Ok(())
    })
}

/// The opening, the site and the beginning of every booking of a ward that begins between two moments, without holds and
/// what was cancelled.
pub(super) async fn booked(
    conn: &mut Conn<'_>,
    ward: &WardId,
    (from, until): (Millis, Millis),
) -> Result<Vec<(OpeningId, SiteId, Millis)>> {
    let rows: Vec<(String, String, Millis)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT opening, site, starts FROM booking WHERE ward = $1 AND starts >= $2 AND starts < $3 \
         AND state NOT IN ('held', 'lapsed', 'cancelled')"
    )
    .bind(ward.as_str())
    .bind(from)
    .bind(until)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(|(opening, site, starts)| Ok((parse(opening)?, parse(site)?, starts))).collect()
}
