//! SQL of mails that have to be sent.

use super::{Booking, Row, select};
use crate::clock::Millis;
use crate::db::{Conn, Db, Tx, parse};
use crate::on;
use protocol::id::BookingId;
use sqlx::Result;

/// A mail of the outbox.
#[derive(Debug)]
pub(in crate::booking) struct Item {
    id: String,
    pub(in crate::booking) kind: String,
    pub(in crate::booking) about: BookingId,
    pub(in crate::booking) at: Millis,
    pub(in crate::booking) tries: i64,
}

pub(in crate::booking) async fn insert(
    tx: &mut Tx,
    id: &str,
    kind: &str,
    booking: &BookingId,
    now: Millis,
) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("INSERT INTO outbox (id, at, kind, about, due_at) VALUES ($1, $2, $3, $4, $2)")
        .bind(id)
        .bind(now)
        .bind(kind)
        .bind(booking.as_str())
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// What is due, the oldest first.
pub(in crate::booking) async fn due(conn: &mut Conn<'_>, now: Millis) -> Result<Vec<Item>> {
    let rows: Vec<(String, String, String, Millis, i64)> = on!(Conn, conn, |conn| {
        sqlx::query_as(
        "SELECT id, kind, about, at, tries FROM outbox WHERE kind LIKE 'mail-%' AND due_at <= $1 ORDER BY at, id LIMIT 50"
    )
    .bind(now)
    .fetch_all(&mut **conn)
    .await
    })?;
    rows.into_iter()
        .map(|(id, kind, about, at, tries)| Ok(Item { id, kind, about: parse(about)?, at, tries }))
        .collect()
}

/// Counts a try, and says when the next one would be; false if another server was faster.
pub(in crate::booking) async fn claim(db: &Db, item: &Item, next: Millis) -> Result<bool> {
    on!(Db, db, |pool| {
        sqlx::query("UPDATE outbox SET tries = tries + 1, due_at = $3 WHERE id = $1 AND tries = $2")
            .bind(&item.id)
            .bind(item.tries)
            .bind(next)
            .execute(pool)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

pub(in crate::booking) async fn delete(tx: &mut Tx, item: &Item) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("DELETE FROM outbox WHERE id = $1")
        .bind(&item.id)
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// The bookings of which somebody is to be reminded, marked as reminded. One that was made or moved later than the
/// reminder would have been sent needs none.
pub(in crate::booking) async fn to_remind(tx: &mut Tx, now: Millis, before: Millis) -> Result<Vec<Booking>> {
    let rows: Vec<Row> = on!(Tx, tx, |conn| {
        let rows = sqlx::query_as(select!(
            "WHERE booking.state = 'booked' AND booking.email IS NOT NULL AND booking.starts > $1 \
             AND booking.starts <= $1 + $2 AND booking.changed_at < booking.starts - $2 \
             AND (booking.reminded_for IS NULL OR booking.reminded_for <> booking.starts)"
        ))
        .bind(now)
        .bind(before)
        .fetch_all(&mut **conn)
        .await?;
        sqlx::query(
            "UPDATE booking SET reminded_for = starts WHERE state = 'booked' AND email IS NOT NULL AND starts > $1 \
             AND starts <= $1 + $2",
        )
        .bind(now)
        .bind(before)
        .execute(&mut **conn)
        .await?;
        Ok::<_, sqlx::Error>(rows)
    })?;
    rows.into_iter().map(Booking::try_from).collect()
}
