//! SQL of figures.

use super::{Seen, tally::Fact};
use crate::clock::Millis;
use crate::db::{Conn, Db, from_word, parse};
use crate::on;
use protocol::id::{SiteId, SubjectId, WardId};
use protocol::outlook::TurnAwayReason;
use sqlx::Result;

/// The tickets of some days, both included.
pub(super) async fn tickets(db: &Db, ward: &WardId, from: &str, until: &str) -> Result<Vec<Seen>> {
    type Row = (String, String, String, Millis, Option<Millis>, Option<Millis>, String);
    let rows: Vec<Row> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT site, subject, day, rang_at, booked_at, accepted_at, state FROM call \
         WHERE ward = $1 AND day >= $2 AND day <= $3"
    )
    .bind(ward.as_str())
    .bind(from)
    .bind(until)
    .fetch_all(pool)
    .await)?;
    let seen = |(site, subject, day, rang_at, booked_at, accepted_at, state): Row| {
        let due = booked_at.map_or(rang_at, |booked_at| booked_at.max(rang_at));
        let fact = Fact::Ticket {
            waited: accepted_at.map(|accepted_at| (accepted_at - due).max(0)),
            abandoned: accepted_at.is_none() && state == "closed",
        };
        Ok(Seen { site: parse(site)?, subject: parse(subject)?, day, fact })
    };
    rows.into_iter().map(seen).collect()
}

/// The bookings whose time begins between two moments, with that moment.
pub(super) async fn bookings(db: &Db, ward: &WardId, from: Millis, until: Millis) -> Result<Vec<(Millis, Seen)>> {
    let rows: Vec<(String, String, Millis, Millis, String)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT site, subject, starts, ends, state FROM booking WHERE ward = $1 AND starts >= $2 AND starts < $3"
    )
    .bind(ward.as_str())
    .bind(from)
    .bind(until)
    .fetch_all(pool)
    .await)?;
    let seen = |(site, subject, starts, ends, state)| {
        let fact = Fact::Booking { state: from_word(state)?, length: ends - starts };
        Ok((starts, Seen { site: parse(site)?, subject: parse(subject)?, day: String::new(), fact }))
    };
    rows.into_iter().map(seen).collect()
}

/// How often somebody was turned away in some days, both included.
pub(super) async fn turn_aways(db: &Db, ward: &WardId, from: &str, until: &str) -> Result<Vec<Seen>> {
    let rows: Vec<(String, String, String, i64)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT site, subject, day, count FROM turn_away WHERE ward = $1 AND day >= $2 AND day <= $3"
    )
    .bind(ward.as_str())
    .bind(from)
    .bind(until)
    .fetch_all(pool)
    .await)?;
    let seen = |(site, subject, day, count)| {
        let fact = Fact::TurnedAway(u32::try_from(count).unwrap_or(u32::MAX));
        Ok(Seen { site: parse(site)?, subject: parse(subject)?, day, fact })
    };
    rows.into_iter().map(seen).collect()
}

/// Counts one more who was turned away.
pub(super) async fn turn_away(
    conn: &mut Conn<'_>,
    ward: &WardId,
    (site, subject): (&SiteId, &SubjectId),
    day: &str,
    reason: TurnAwayReason,
) -> Result<()> {
    on!(Conn, conn, |conn| sqlx::query(
        "INSERT INTO turn_away (ward, site, subject, day, reason, count) VALUES ($1, $2, $3, $4, $5, 1) \
         ON CONFLICT (ward, day, site, subject, reason) DO UPDATE SET count = turn_away.count + 1"
    )
    .bind(ward.as_str())
    .bind(site.as_str())
    .bind(subject.as_str())
    .bind(day)
    .bind(crate::db::word(reason))
    .execute(&mut **conn)
    .await
    .map(drop))
}
