//! SQL of what staff see.

use super::{Booking, Row, select};
use crate::clock::Millis;
use crate::db::{Conn, document, parse};
use crate::on;
use protocol::id::{SiteId, WardId};
use sqlx::Result;

/// The bookings of a ward that begin between two moments, by time; no holds.
pub(in crate::booking) async fn between(
    conn: &mut Conn<'_>,
    ward: &WardId,
    (from, until): (Millis, Millis),
) -> Result<Vec<Booking>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!(
        "WHERE booking.ward = $1 AND booking.starts >= $2 AND booking.starts < $3 \
         AND booking.state NOT IN ('held', 'lapsed') ORDER BY booking.starts, booking.site_name, booking.id"
    ))
    .bind(ward.as_str())
    .bind(from)
    .bind(until)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Booking::try_from).collect()
}

/// The bookings of a ward that began before a moment, and of which nobody said what came of them, by time.
pub(in crate::booking) async fn unsettled(conn: &mut Conn<'_>, ward: &WardId, before: Millis) -> Result<Vec<Booking>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!(
        "WHERE booking.ward = $1 AND booking.starts < $2 AND booking.state IN ('booked', 'arrived') \
         ORDER BY booking.starts, booking.site_name, booking.id"
    ))
    .bind(ward.as_str())
    .bind(before)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Booking::try_from).collect()
}

/// The bookings of a ward that are still expected.
pub(in crate::booking) async fn ahead(conn: &mut Conn<'_>, ward: &WardId, now: Millis) -> Result<Vec<Booking>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!(
        "WHERE booking.ward = $1 AND booking.ends > $2 AND booking.state = 'booked' \
         ORDER BY booking.starts, booking.site_name, booking.id"
    ))
    .bind(ward.as_str())
    .bind(now)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Booking::try_from).collect()
}

/// The bookings of a ward that were moved or cancelled since, because they could not take place.
pub(in crate::booking) async fn remedied(conn: &mut Conn<'_>, ward: &WardId, since: Millis) -> Result<Vec<Booking>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!(
        "WHERE booking.ward = $1 AND booking.changed_at >= $2 AND booking.remedy IN ('moved', 'cancelled') \
         AND booking.hit IS NOT NULL"
    ))
    .bind(ward.as_str())
    .bind(since)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Booking::try_from).collect()
}

/// The other sites of a ward: those that the site names as near, the nearest first, then the others by name. A counter is
/// near none of the booths, and they are not near it.
pub(in crate::booking) async fn near(conn: &mut Conn<'_>, ward: &WardId, site: &SiteId) -> Result<Vec<SiteId>> {
    let rows: Vec<(String, Option<String>)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, near FROM site WHERE ward = $1 AND counter = (SELECT counter FROM site WHERE id = $2) \
             ORDER BY name, id"
    )
    .bind(ward.as_str())
    .bind(site.as_str())
    .fetch_all(&mut **conn)
    .await)?;
    let own = rows.iter().find(|(id, _)| id == site.as_str()).and_then(|(_, near)| near.as_deref());
    let mut near: Vec<String> = own.map(document).transpose()?.unwrap_or_default();
    near.retain(|id| rows.iter().any(|(known, _)| known == id));
    let others = rows.into_iter().map(|(id, _)| id).filter(|id| id != site.as_str());
    let others: Vec<String> = others.filter(|id| !near.contains(id)).collect();
    near.into_iter().chain(others).map(parse).collect()
}
