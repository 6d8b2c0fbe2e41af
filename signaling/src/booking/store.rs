//! SQL of bookings. A booking is changed only under its ward's lock ([`crate::hours::lock`]) or its own row's
//! ([`take`]).
//!
//! ```text
//! claim     which places are taken                request   idempotency keys
//! list      what staff see                        service   telephone services, feeds
//! post      mails that have to be sent       place     where and about what can be booked
//! ```

pub(super) mod claim;
pub(super) mod feed;
pub(super) mod list;
pub(super) mod place;
pub(super) mod post;
pub(super) mod request;
pub(super) mod service;

use super::{Booking, Contact, Slot, State, stored};
use crate::clock::Millis;
use crate::db::{Conn, Tx, from_word, parse, word};
use crate::on;
use crate::place::is_discreet;
use protocol::booking::{BookingState, Words};
use protocol::id::{BookingId, SiteId, SubjectId, WardId};
use protocol::private::Private;
use sqlx::Result;

/// A booking with the names of its place; `$1` and on stand in what is put after it.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT booking.*, ward.name AS ward_name, ward.telephone AS ward_telephone, subject.name_easy, \
             subject.name_en, subject.handling, subject.about, site.counter FROM booking \
             JOIN ward ON ward.id = booking.ward JOIN subject ON subject.id = booking.subject \
             JOIN site ON site.id = booking.site ",
            $rest
        )
    };
}
pub(super) use select;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: String,
    ward: String,
    ward_name: String,
    ward_telephone: String,
    site: String,
    site_name: String,
    section: String,
    section_name: String,
    subject: String,
    subject_name: String,
    name_easy: Option<String>,
    name_en: Option<String>,
    handling: String,
    about: Option<String>,
    counter: bool,
    opening: String,
    title: Option<String>,
    starts: Millis,
    ends: Millis,
    state: String,
    channel: String,
    language: String,
    code_round: i64,
    hold_digest: Option<String>,
    held_until: Millis,
    telephone: Option<String>,
    email: Option<String>,
    telephone_key: Option<String>,
    email_key: Option<String>,
    sequence: i64,
    remedy: String,
    hit: Option<String>,
    verdict: Option<String>,
    arrived_at: Option<Millis>,
    arrived_booth: Option<String>,
    call: Option<String>,
    created_at: Millis,
    changed_at: Millis,
}

impl TryFrom<Row> for Booking {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self> {
        let state = match from_word(row.state)? {
            BookingState::Held => State::Held { until: row.held_until },
            BookingState::Booked => State::Booked,
            BookingState::Arrived => State::Arrived {
                at: row.arrived_at.ok_or_else(|| sqlx::Error::Decode("an arrival without its time".into()))?,
                booth: row.arrived_booth.map(parse).transpose()?,
            },
            BookingState::Served => State::Served { call: row.call.map(parse).transpose()? },
            BookingState::Missed => State::Missed,
            BookingState::Cancelled => State::Cancelled,
            BookingState::Lapsed => State::Lapsed,
        };
        let slot = Slot {
            site: parse(row.site)?,
            site_name: row.site_name,
            counter: row.counter,
            section: parse(row.section)?,
            section_name: row.section_name,
            opening: parse(row.opening)?,
            title: row.title,
            starts: row.starts,
            ends: row.ends,
        };
        let contact = Contact {
            telephone: row.telephone.map(Private::new),
            email: row.email.map(Private::new),
            telephone_key: row.telephone_key,
            email_key: row.email_key,
        };
        Ok(Self {
            id: parse(row.id)?,
            ward: parse(row.ward)?,
            ward_name: row.ward_name,
            telephone: row.ward_telephone,
            slot,
            subject: parse(row.subject)?,
            subject_name: Words { ja: row.subject_name, easy: row.name_easy, en: row.name_en },
            discreet: is_discreet(from_word(row.handling)?, row.about.as_deref())?,
            state,
            channel: from_word(row.channel)?,
            language: from_word(row.language)?,
            code_round: small(row.code_round)?,
            hold_digest: row.hold_digest,
            contact,
            sequence: small(row.sequence)?,
            remedy: from_word(row.remedy)?,
            hit: row.hit.map(from_word).transpose()?,
            verdict: row.verdict.map(from_word).transpose()?,
            created_at: row.created_at,
            changed_at: row.changed_at,
        })
    }
}

pub(super) fn small(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}

/// The booking behind a code's digest.
pub(super) async fn by_code(conn: &mut Conn<'_>, digest: &str) -> Result<Option<Booking>> {
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!("WHERE booking.code_digest = $1"))
        .bind(digest)
        .fetch_optional(&mut **conn)
        .await)?;
    row.map(Booking::try_from).transpose()
}

/// The booking behind a hold's digest.
pub(super) async fn by_hold(conn: &mut Conn<'_>, digest: &str) -> Result<Option<Booking>> {
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!("WHERE booking.hold_digest = $1"))
        .bind(digest)
        .fetch_optional(&mut **conn)
        .await)?;
    row.map(Booking::try_from).transpose()
}

/// A booking.
pub(super) async fn by_id(conn: &mut Conn<'_>, id: &BookingId) -> Result<Option<Booking>> {
    let row: Option<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!("WHERE booking.id = $1"))
        .bind(id.as_str())
        .fetch_optional(&mut **conn)
        .await)?;
    row.map(Booking::try_from).transpose()
}

/// Reads a booking and locks its row until the transaction ends.
pub(super) async fn take(tx: &mut Tx, id: &BookingId) -> Result<Option<Booking>> {
    on!(Tx, tx, |conn| sqlx::query("UPDATE booking SET revision = revision + 1 WHERE id = $1")
        .bind(id.as_str())
        .execute(&mut **conn)
        .await
        .map(drop))?;
    by_id(&mut tx.conn(), id).await
}

/// Writes a booking, new or as it is from now on.
pub(super) async fn put(tx: &mut Tx, booking: &Booking) -> Result<()> {
    let Booking { slot, contact, .. } = booking;
    let held_until = match booking.state {
        State::Held { until } => until,
        _ => 0,
    };
    let (arrived_at, arrived_booth) = match &booking.state {
        State::Arrived { at, booth } => (Some(*at), booth.as_ref()),
        _ => (None, None),
    };
    let call = match &booking.state {
        State::Served { call } => call.as_ref(),
        _ => None,
    };
    on!(Tx, tx, |conn| {
        sqlx::query(
        "INSERT INTO booking (id, ward, site, site_name, section, section_name, subject, subject_name, opening, title, \
         starts, ends, state, channel, language, code_round, hold_digest, held_until, telephone, email, telephone_key, \
         email_key, sequence, remedy, hit, arrived_at, arrived_booth, call, created_at, changed_at, \
         verdict) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
         $24, $25, $26, $27, $28, $29, $30, $31) \
         ON CONFLICT (id) DO UPDATE SET site = excluded.site, site_name = excluded.site_name, \
         section = excluded.section, section_name = excluded.section_name, opening = excluded.opening, \
         title = excluded.title, starts = excluded.starts, ends = excluded.ends, state = excluded.state, \
         channel = excluded.channel, language = excluded.language, held_until = excluded.held_until, \
         telephone = excluded.telephone, email = excluded.email, telephone_key = excluded.telephone_key, \
         email_key = excluded.email_key, sequence = excluded.sequence, remedy = excluded.remedy, hit = excluded.hit, \
         arrived_at = COALESCE(excluded.arrived_at, booking.arrived_at), \
         arrived_booth = COALESCE(excluded.arrived_booth, booking.arrived_booth), \
         call = excluded.call, changed_at = excluded.changed_at"
    )
    .bind(booking.id.as_str())
    .bind(booking.ward.as_str())
    .bind(slot.site.as_str())
    .bind(&slot.site_name)
    .bind(slot.section.as_str())
    .bind(&slot.section_name)
    .bind(booking.subject.as_str())
    .bind(&booking.subject_name.ja)
    .bind(slot.opening.as_str())
    .bind(slot.title.as_deref())
    .bind(slot.starts)
    .bind(slot.ends)
    .bind(stored(booking.state.word()))
    .bind(word(booking.channel))
    .bind(word(booking.language))
    .bind(i64::from(booking.code_round))
    .bind(booking.hold_digest.as_deref())
    .bind(held_until)
    .bind(contact.telephone.as_ref().map(|telephone| telephone.reveal().as_str()))
    .bind(contact.email.as_ref().map(|email| email.reveal().as_str()))
    .bind(contact.telephone_key.as_deref())
    .bind(contact.email_key.as_deref())
    .bind(i64::from(booking.sequence))
    .bind(word(booking.remedy))
    .bind(booking.hit.map(word))
    .bind(arrived_at)
    .bind(arrived_booth.map(|booth| booth.as_str()))
    .bind(call.map(|call| call.as_str()))
    .bind(booking.created_at)
    .bind(booking.changed_at)
    .bind(booking.verdict.map(word))
    .execute(&mut **conn)
    .await
    .map(drop)
    })
}

/// Gives a booking its code; false if another booking has it.
pub(super) async fn set_code(tx: &mut Tx, id: &BookingId, digest: &str, round: u32) -> Result<bool> {
    let done = on!(Tx, tx, |conn| {
        sqlx::query(
            "UPDATE booking SET code_digest = $2, code_round = $3 WHERE id = $1 \
             AND NOT EXISTS (SELECT 1 FROM booking AS other WHERE other.code_digest = $2 AND other.id <> $1)",
        )
        .bind(id.as_str())
        .bind(digest)
        .bind(i64::from(round))
        .execute(&mut **conn)
        .await
        .map(|done| done.rows_affected())
    })?;
    Ok(done == 1)
}

/// The holds of a ward that ran out.
pub(super) async fn run_out(conn: &mut Conn<'_>, ward: &WardId, now: Millis) -> Result<Vec<Booking>> {
    let rows: Vec<Row> = on!(Conn, conn, |conn| sqlx::query_as(select!(
        "WHERE booking.state = 'held' AND booking.held_until <= $2 AND booking.ward = $1"
    ))
    .bind(ward.as_str())
    .bind(now)
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(Booking::try_from).collect()
}

/// The wards in which holds ran out.
pub(super) async fn wards_run_out(conn: &mut Conn<'_>, now: Millis) -> Result<Vec<WardId>> {
    let wards: Vec<String> = on!(Conn, conn, |conn| sqlx::query_scalar(
        "SELECT DISTINCT ward FROM booking WHERE state = 'held' AND held_until <= $1 ORDER BY ward"
    )
    .bind(now)
    .fetch_all(&mut **conn)
    .await)?;
    wards.into_iter().map(parse).collect()
}

/// How many bookings that lie ahead somebody has, besides one.
pub(super) async fn ahead_of(tx: &mut Tx, contact: &Contact, but: &BookingId, now: Millis) -> Result<u32> {
    let count: i64 = on!(Tx, tx, |conn| sqlx::query_scalar(
        "SELECT COUNT(*) FROM booking WHERE id <> $1 AND state IN ('booked', 'arrived') AND ends > $2 \
         AND (telephone_key = $3 OR email_key = $4)"
    )
    .bind(but.as_str())
    .bind(now)
    .bind(contact.telephone_key.as_deref())
    .bind(contact.email_key.as_deref())
    .fetch_one(&mut **conn)
    .await)?;
    small(count)
}

/// How many booths of a ward's sites are in order, by site.
pub(super) async fn booths(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<(SiteId, u32)>> {
    let rows: Vec<(String, i64)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT device.site, COUNT(*) FROM device JOIN site ON site.id = device.site WHERE site.ward = $1 \
         AND device.revoked_at IS NULL AND device.suspended_at IS NULL AND device.out_of_order IS NULL \
         GROUP BY device.site"
    )
    .bind(ward.as_str())
    .fetch_all(&mut **conn)
    .await)?;
    rows.into_iter().map(|(site, count)| Ok((parse(site)?, small(count)?))).collect()
}

/// The ward of a site, and the site's name.
pub(super) async fn ward_of(conn: &mut Conn<'_>, site: &SiteId) -> Result<Option<WardId>> {
    let ward: Option<String> = on!(Conn, conn, |conn| sqlx::query_scalar("SELECT ward FROM site WHERE id = $1")
        .bind(site.as_str())
        .fetch_optional(&mut **conn)
        .await)?;
    ward.map(parse).transpose()
}

/// The names of a ward and a subject.
pub(super) struct Names {
    pub(super) ward_name: String,
    pub(super) telephone: String,
    pub(super) subject_name: Words,
    pub(super) discreet: bool,
}

/// The names of a ward and a subject, for a booking that is made.
pub(super) async fn names(conn: &mut Conn<'_>, ward: &WardId, subject: &SubjectId) -> Result<Option<Names>> {
    type Found = (String, String, String, Option<String>, Option<String>, String, Option<String>);
    let row: Option<Found> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT ward.name, ward.telephone, subject.name, subject.name_easy, subject.name_en, subject.handling, \
         subject.about FROM ward JOIN subject ON subject.id = $2 WHERE ward.id = $1"
    )
    .bind(ward.as_str())
    .bind(subject.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    row.map(|(ward_name, telephone, ja, easy, en, handling, about)| {
        let discreet = is_discreet(from_word(handling)?, about.as_deref())?;
        Ok(Names { ward_name, telephone, subject_name: Words { ja, easy, en }, discreet })
    })
    .transpose()
}

/// Erases what is personal in bookings whose time is long past, and drops what nobody needs any more. How many bookings
/// were erased.
pub(super) async fn erase(tx: &mut Tx, before: Millis) -> Result<u64> {
    on!(Tx, tx, |conn| {
        sqlx::query("DELETE FROM booking_request WHERE at < $1").bind(before).execute(&mut **conn).await?;
        sqlx::query("DELETE FROM claim WHERE booking IN (SELECT id FROM booking WHERE ends < $1)")
            .bind(before)
            .execute(&mut **conn)
            .await?;
        sqlx::query(
            "UPDATE booking SET telephone = NULL, email = NULL, telephone_key = NULL, email_key = NULL, \
             code_digest = NULL, hold_digest = NULL WHERE ends < $1 AND (telephone IS NOT NULL OR email IS NOT NULL \
             OR telephone_key IS NOT NULL OR email_key IS NOT NULL OR code_digest IS NOT NULL)",
        )
        .bind(before)
        .execute(&mut **conn)
        .await
        .map(|done| done.rows_affected())
    })
}
