//! SQL of calls and their parties. A call is read for change by [`take`], which locks its row on both databases, and
//! written back by [`put`]; so a decision is always made on the call as it is.
//!
//! ```text
//! row       a call and its parties, read from their rows
//! columns   where a call stands, as the columns that say it
//! talk      what a running call notes beside its media: one of them
//! ```

mod columns;
mod row;
mod talk;

use super::{Call, Seat};
use crate::db::{Db, Tx, parse, word};
use crate::on;
use columns::Columns;
use protocol::id::{AccountId, BoothId, CallId, RequestId, WardId};
use protocol::private::Private;
use row::{PartyRow, Row};
use sqlx::Result;

/// The next 受付番号札 of a ward and day. Also makes the rings of one ward wait for each other.
pub(super) async fn next_number(tx: &mut Tx, ward: &WardId, day: &str) -> Result<u32> {
    let number: i64 = on!(Tx, tx, |conn| sqlx::query_scalar(
        "INSERT INTO ticket_counter (ward, day, last) VALUES ($1, $2, 1) \
         ON CONFLICT (ward, day) DO UPDATE SET last = ticket_counter.last + 1 RETURNING last"
    )
    .bind(ward.as_str())
    .bind(day)
    .fetch_one(&mut **conn)
    .await)?;
    small(number)
}

/// How many calls ring or run, everywhere.
pub(super) async fn live(tx: &mut Tx) -> Result<u32> {
    let count: i64 = on!(Tx, tx, |conn| sqlx::query_scalar(
        "SELECT COUNT(*) FROM call WHERE state IN \
         ('ringing', 'dialling', 'accepted', 'connecting', 'in-call', 'reconnecting')"
    )
    .fetch_one(&mut **conn)
    .await)?;
    small(count)
}

/// Whether a person is in another call than this one.
pub(super) async fn is_engaged(tx: &mut Tx, account: &AccountId, but: &CallId) -> Result<bool> {
    on!(Tx, tx, |conn| sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM call_party JOIN call ON call.id = call_party.call \
         WHERE call_party.account = $1 AND call.id <> $2 AND presence <> 'gone' \
         AND state IN ('accepted', 'connecting', 'in-call', 'reconnecting'))"
    )
    .bind(account.as_str())
    .bind(but.as_str())
    .fetch_one(&mut **conn)
    .await)
}

/// The call that a booth's request made earlier.
pub(super) async fn by_request(tx: &mut Tx, booth: &BoothId, request: &RequestId) -> Result<Option<CallId>> {
    let id: Option<String> =
        on!(Tx, tx, |conn| sqlx::query_scalar("SELECT id FROM call WHERE booth = $1 AND request = $2")
            .bind(booth.as_str())
            .bind(request.as_str())
            .fetch_optional(&mut **conn)
            .await)?;
    id.map(parse).transpose()
}

/// Writes a new call.
pub(super) async fn insert(tx: &mut Tx, call: &Call, day: &str) -> Result<()> {
    let ticket = &call.ticket;
    on!(Tx, tx, |conn| {
        sqlx::query(
        "INSERT INTO call (id, ward, booth, request, day, number, subject, subject_name, site, site_name, section, \
         section_name, language, identity_needed, form, rang_at, kept_until, epoch, revision, state, identity, \
         booked_at, verdict, disagrees) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)"
    )
    .bind(ticket.call.as_str())
    .bind(ticket.ward.as_str())
    .bind(ticket.booth.as_str())
    .bind(ticket.request.as_str())
    .bind(day)
    .bind(i64::from(ticket.number))
    .bind(ticket.subject.as_str())
    .bind(&ticket.subject_name)
    .bind(ticket.site.as_str())
    .bind(&ticket.site_name)
    .bind(ticket.section.as_str())
    .bind(&ticket.section_name)
    .bind(word(ticket.language))
    .bind(word(ticket.identity_needed))
    .bind(ticket.form.as_ref().map(|form| form.as_str()))
    .bind(ticket.rang_at)
    .bind(ticket.kept_until)
    .bind(i64::from(call.epoch))
    .bind(i64::from(call.revision))
    .bind(word(call.state.word()))
    .bind(word(call.identity))
    .bind(ticket.booked_at)
    .bind(ticket.screened.map(|screened| word(screened.verdict)))
    .bind(ticket.screened.is_some_and(|screened| screened.disagrees))
    .execute(&mut **conn)
    .await
    .map(drop)
    })?;
    put_parties(tx, call).await
}

/// Reads a call and locks its row until the transaction ends: an update that changes nothing does so on PostgreSQL,
/// and SQLite's transaction holds the write lock as it is.
pub(crate) async fn take(tx: &mut Tx, id: &CallId) -> Result<Option<Call>> {
    let row: Option<Row> =
        on!(Tx, tx, |conn| sqlx::query_as("UPDATE call SET revision = revision WHERE id = $1 RETURNING *")
            .bind(id.as_str())
            .fetch_optional(&mut **conn)
            .await)?;
    let Some(row) = row else { return Ok(None) };
    let parties: Vec<PartyRow> =
        on!(Tx, tx, |conn| sqlx::query_as("SELECT * FROM call_party WHERE call = $1 ORDER BY position")
            .bind(id.as_str())
            .fetch_all(&mut **conn)
            .await)?;
    row.call(parties).map(Some)
}

/// Writes a call back one revision on.
///
/// # Errors
/// [`sqlx::Error::RowNotFound`] if the row is not the one before it; the lock of [`take`] rules that out.
pub(crate) async fn put(tx: &mut Tx, call: &Call) -> Result<()> {
    let columns = Columns::of(&call.state);
    let done = on!(Tx, tx, |conn| {
        sqlx::query(
        "UPDATE call SET epoch = $3, revision = $2, state = $4, since = $5, desk = COALESCE($6, desk), \
         accepted_at = COALESCE($7, accepted_at), ended_at = $8, why = $9, outcome = $10, identity = $11, receipt = $12, \
         section = $13, section_name = $14, talk = $15, message = $16, alarm_since = $17, about = $18, rating = $19 \
         WHERE id = $1 AND revision = $2 - 1"
    )
    .bind(call.ticket.call.as_str())
    .bind(i64::from(call.revision))
    .bind(i64::from(call.epoch))
    .bind(word(call.state.word()))
    .bind(columns.since)
    .bind(columns.desk)
    .bind(columns.accepted_at)
    .bind(columns.ended_at)
    .bind(columns.why)
    .bind(columns.outcome)
    .bind(word(call.identity))
    .bind(call.receipt.as_deref())
    .bind(call.ticket.section.as_str())
    .bind(&call.ticket.section_name)
    .bind(columns.talk)
    .bind(call.message.as_deref())
    .bind(call.alarm_since)
    .bind(call.about.as_ref().map(|subject| subject.as_str()))
    .bind(call.rating.map(word))
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected())
    })?;
    if done == 0 {
        return Err(sqlx::Error::RowNotFound);
    }
    put_parties(tx, call).await
}

/// Writes the parties; the desk that hands a call over before the one that has it now, as there is one at a time.
async fn put_parties(tx: &mut Tx, call: &Call) -> Result<()> {
    let (principals, others): (Vec<_>, Vec<_>) =
        (0_i64..).zip(&call.parties).partition(|(_, party)| party.is_principal());
    for (position, party) in others.into_iter().chain(principals) {
        let (booth, account) = match &party.seat {
            Seat::Booth(booth) => (Some(booth.as_str()), None),
            Seat::Account(account) => (None, Some(account.as_str())),
        };
        on!(Tx, tx, |conn| {
            sqlx::query(
            "INSERT INTO call_party (id, call, position, booth, account, role, label, granted, joined, presence, \
             listens, shown) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO UPDATE \
             SET role = excluded.role, label = excluded.label, shown = excluded.shown, granted = excluded.granted, joined = excluded.joined, \
             presence = excluded.presence, listens = excluded.listens"
        )
        .bind(party.id.as_str())
        .bind(call.ticket.call.as_str())
        .bind(position)
        .bind(booth)
        .bind(account)
        .bind(word(party.role))
        .bind(&party.label)
        .bind(i64::from(party.granted))
        .bind(i64::from(party.joined))
        .bind(word(party.presence))
        .bind(party.listens)
        .bind(party.shown.as_ref().map(Private::reveal))
        .execute(&mut **conn)
        .await
        .map(drop)
        })?;
    }
    Ok(())
}

/// Every call that is not closed: what a server that starts takes up again.
pub(super) async fn not_closed(db: &Db) -> Result<Vec<CallId>> {
    let ids: Vec<String> =
        on!(Db, db, |pool| sqlx::query_scalar("SELECT id FROM call WHERE state <> 'closed' ORDER BY rang_at, number")
            .fetch_all(pool)
            .await)?;
    ids.into_iter().map(parse).collect()
}

fn small(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}
