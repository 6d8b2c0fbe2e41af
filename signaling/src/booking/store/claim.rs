//! SQL of claims: which places are taken.

use crate::clock::Millis;
use crate::db::{Conn, Tx, parse};
use crate::on;
use protocol::id::{BookingId, OpeningId, SectionId, SiteId, SubjectId, WardId};
use sqlx::{QueryBuilder, Result};

/// Five minutes of one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::booking) struct Claim {
    pub(in crate::booking) resource: String,
    pub(in crate::booking) bucket: i64,
    pub(in crate::booking) place: i64,
}

/// Claims places. How many of them were free; unless it is all of them, roll back.
pub(in crate::booking) async fn insert(tx: &mut Tx, booking: &BookingId, claims: &[Claim]) -> Result<u64> {
    if claims.is_empty() {
        return Ok(0);
    }
    on!(Tx, tx, |conn| {
        let mut query = QueryBuilder::new("INSERT INTO claim (resource, bucket, place, booking) ");
        query.push_values(claims, |mut row, claim| {
            row.push_bind(&claim.resource).push_bind(claim.bucket).push_bind(claim.place).push_bind(booking.as_str());
        });
        query.push(" ON CONFLICT DO NOTHING");
        query.build().execute(&mut **conn).await.map(|done| done.rows_affected())
    })
}

/// Gives up whatever a booking claims.
pub(in crate::booking) async fn release(tx: &mut Tx, booking: &BookingId) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query("DELETE FROM claim WHERE booking = $1")
        .bind(booking.as_str())
        .execute(&mut **conn)
        .await
        .map(drop))
}

/// The places of openings and sites that are taken in a ward between two moments. A hold that ran out takes none.
pub(in crate::booking) async fn taken(
    conn: &mut Conn<'_>,
    ward: &WardId,
    from: Millis,
    until: Millis,
    now: Millis,
) -> Result<Vec<Claim>> {
    let rows: Vec<(String, i64, i64)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT claim.resource, claim.bucket, claim.place FROM booking JOIN claim ON claim.booking = booking.id \
         WHERE booking.ward = $1 AND booking.starts < $3 AND booking.ends > $2 \
         AND claim.resource NOT LIKE 'person/%' AND (booking.state <> 'held' OR booking.held_until > $4)"
    )
    .bind(ward.as_str())
    .bind(from)
    .bind(until)
    .bind(now)
    .fetch_all(&mut **conn)
    .await)?;
    Ok(rows.into_iter().map(|(resource, bucket, place)| Claim { resource, bucket, place }).collect())
}

/// A booking whose opening is not there any more: it counts against whichever opening of the section carries it.
#[derive(Debug, Clone)]
pub(in crate::booking) struct Carried {
    pub(in crate::booking) section: SectionId,
    pub(in crate::booking) site: SiteId,
    pub(in crate::booking) subject: SubjectId,
    pub(in crate::booking) starts: Millis,
    pub(in crate::booking) ends: Millis,
}

/// The bookings of a ward between two moments whose opening is none of these: the plan was changed under them.
pub(in crate::booking) async fn carried(
    conn: &mut Conn<'_>,
    ward: &WardId,
    from: Millis,
    until: Millis,
    now: Millis,
    openings: &[&OpeningId],
) -> Result<Vec<Carried>> {
    type Found = (String, String, String, Millis, Millis);
    let rows: Vec<Found> = on!(Conn, conn, |conn| {
        let mut query = QueryBuilder::new(
            "SELECT section, site, subject, starts, ends FROM booking \
             WHERE state NOT IN ('cancelled', 'lapsed') AND ward = ",
        );
        query.push_bind(ward.as_str()).push(" AND starts < ").push_bind(until).push(" AND ends > ").push_bind(from);
        query.push(" AND (state <> 'held' OR held_until > ").push_bind(now).push(")");
        if !openings.is_empty() {
            query.push(" AND opening NOT IN (");
            let mut list = query.separated(", ");
            for opening in openings {
                list.push_bind(opening.as_str());
            }
            query.push(")");
        }
        query.build_query_as().fetch_all(&mut **conn).await
    })?;
    let carried = |(section, site, subject, starts, ends)| {
        Ok(Carried { section: parse(section)?, site: parse(site)?, subject: parse(subject)?, starts, ends })
    };
    rows.into_iter().map(carried).collect()
}
