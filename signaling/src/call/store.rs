//! SQL of calls and their parties. A call is read for change by [`take`], which locks its row on both databases, and
//! written back by [`put`]; so a decision is always made on the call as it is.

use super::machine::Running;
use super::{Call, Party, Seat, Stage, State, Ticket};
use crate::clock::Millis;
use crate::db::{Db, Tx, from_word, parse, word};
use crate::on;
use protocol::call::{CallState, Presence};
use protocol::id::{BoothId, CallId, RequestId, WardId};
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
        "SELECT COUNT(*) FROM call WHERE state IN ('ringing', 'accepted', 'connecting', 'in-call', 'reconnecting')"
    )
    .fetch_one(&mut **conn)
    .await)?;
    small(count)
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
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO call (id, ward, booth, request, day, number, subject, subject_name, site, site_name, section, \
         section_name, language, identity_needed, form, rang_at, epoch, revision, state, identity) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
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
    .bind(i64::from(call.epoch))
    .bind(i64::from(call.revision))
    .bind(word(call.state.word()))
    .bind(word(call.identity))
    .execute(&mut **conn)
    .await
    .map(drop))?;
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
         accepted_at = COALESCE($7, accepted_at), ended_at = $8, why = $9, outcome = $10, identity = $11, receipt = $12 \
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
    .execute(&mut **conn)
    .await
    .map(|done| done.rows_affected())
    })?;
    if done == 0 {
        return Err(sqlx::Error::RowNotFound);
    }
    put_parties(tx, call).await
}

async fn put_parties(tx: &mut Tx, call: &Call) -> Result<()> {
    for (position, party) in (0_i64..).zip(&call.parties) {
        let (booth, account) = match &party.seat {
            Seat::Booth(booth) => (Some(booth.as_str()), None),
            Seat::Account(account) => (None, Some(account.as_str())),
        };
        on!(Tx, tx, |conn| sqlx::query(
            "INSERT INTO call_party (id, call, position, booth, account, role, label, granted, joined, presence) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE \
             SET granted = excluded.granted, joined = excluded.joined, presence = excluded.presence"
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
        .execute(&mut **conn)
        .await
        .map(drop))?;
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

/// A state as its columns.
#[derive(Default)]
struct Columns<'a> {
    since: Option<Millis>,
    desk: Option<&'a str>,
    accepted_at: Option<Millis>,
    ended_at: Option<Millis>,
    why: Option<String>,
    outcome: Option<String>,
}

impl<'a> Columns<'a> {
    fn of(state: &'a State) -> Self {
        match state {
            State::Ringing => Self::default(),
            State::Callback { since } => Self { since: Some(*since), ..Self::default() },
            State::Dialling { desk, since } => {
                Self { since: Some(*since), desk: Some(desk.as_str()), ..Self::default() }
            }
            State::Running(Running { desk, accepted_at, since, .. }) => Self {
                since: Some(*since),
                desk: Some(desk.as_str()),
                accepted_at: Some(*accepted_at),
                ..Self::default()
            },
            State::WrapUp { desk, accepted_at, ended_at, why } => Self {
                desk: Some(desk.as_str()),
                accepted_at: Some(*accepted_at),
                ended_at: Some(*ended_at),
                why: Some(word(why)),
                ..Self::default()
            },
            State::Closed { ended_at, why, outcome } => {
                Self { ended_at: Some(*ended_at), why: Some(word(why)), outcome: outcome.map(word), ..Self::default() }
            }
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    ward: String,
    booth: String,
    request: String,
    number: i64,
    subject: String,
    subject_name: String,
    site: String,
    site_name: String,
    section: String,
    section_name: String,
    language: String,
    identity_needed: String,
    form: Option<String>,
    rang_at: Millis,
    epoch: i64,
    revision: i64,
    state: String,
    since: Option<Millis>,
    desk: Option<String>,
    accepted_at: Option<Millis>,
    ended_at: Option<Millis>,
    why: Option<String>,
    outcome: Option<String>,
    identity: String,
    receipt: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PartyRow {
    id: String,
    booth: Option<String>,
    account: Option<String>,
    role: String,
    label: String,
    granted: i64,
    joined: i64,
    presence: String,
}

impl Row {
    fn call(self, parties: Vec<PartyRow>) -> Result<Call> {
        let state = self.state()?;
        let ticket = Ticket {
            call: parse(self.id)?,
            ward: parse(self.ward)?,
            booth: parse(self.booth)?,
            request: parse(self.request)?,
            number: small(self.number)?,
            subject: parse(self.subject)?,
            subject_name: self.subject_name,
            site: parse(self.site)?,
            site_name: self.site_name,
            section: parse(self.section)?,
            section_name: self.section_name,
            language: from_word(self.language)?,
            identity_needed: from_word(self.identity_needed)?,
            form: self.form.map(parse).transpose()?,
            rang_at: self.rang_at,
        };
        Ok(Call {
            ticket,
            epoch: small(self.epoch)?,
            revision: small(self.revision)?,
            state,
            parties: parties.into_iter().map(PartyRow::party).collect::<Result<_>>()?,
            identity: from_word(self.identity)?,
            receipt: self.receipt,
        })
    }

    fn state(&self) -> Result<State> {
        let running = |stage| {
            let desk = parse(there(self.desk.clone())?)?;
            let (accepted_at, since) = (there(self.accepted_at)?, there(self.since)?);
            Ok(State::Running(Running { desk, accepted_at, stage, since }))
        };
        match from_word(self.state.clone())? {
            CallState::Ringing => Ok(State::Ringing),
            CallState::Callback => Ok(State::Callback { since: there(self.since)? }),
            CallState::Dialling => {
                Ok(State::Dialling { desk: parse(there(self.desk.clone())?)?, since: there(self.since)? })
            }
            CallState::Accepted => running(Stage::Accepted),
            CallState::Connecting => running(Stage::Connecting),
            CallState::InCall => running(Stage::InCall),
            CallState::Reconnecting => running(Stage::Reconnecting),
            CallState::WrapUp => Ok(State::WrapUp {
                desk: parse(there(self.desk.clone())?)?,
                accepted_at: there(self.accepted_at)?,
                ended_at: there(self.ended_at)?,
                why: from_word(there(self.why.clone())?)?,
            }),
            CallState::Closed => Ok(State::Closed {
                ended_at: there(self.ended_at)?,
                why: from_word(there(self.why.clone())?)?,
                outcome: self.outcome.clone().map(from_word).transpose()?,
            }),
        }
    }
}

impl PartyRow {
    fn party(self) -> Result<Party> {
        let seat = match (self.booth, self.account) {
            (Some(booth), None) => Seat::Booth(parse(booth)?),
            (_, account) => Seat::Account(parse(there(account)?)?),
        };
        let presence: Presence = from_word(self.presence)?;
        let (granted, joined) = (small(self.granted)?, small(self.joined)?);
        Ok(Party {
            id: parse(self.id)?,
            seat,
            role: from_word(self.role)?,
            label: self.label,
            granted,
            joined,
            presence,
        })
    }
}

/// A column that its state cannot be without.
fn there<T>(column: Option<T>) -> Result<T> {
    column.ok_or_else(|| sqlx::Error::Decode("a column that the row's state asks for is null".into()))
}

fn small(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}
