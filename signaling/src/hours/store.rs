//! SQL of hours.

pub(super) mod closure;
pub(super) mod place;
pub(super) mod plan;

use crate::db::{Conn, Tx};
use crate::on;
use jiff::civil::Date;
use protocol::id::WardId;
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

/// Locks every ward.
pub(super) async fn lock_all(tx: &mut Tx) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE hours SET version = version").execute(&mut **conn).await.map(drop))
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
