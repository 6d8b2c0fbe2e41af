//! SQL of calls and their parties. A call is read for change by [`take`], which locks its row on both databases, and
//! written back by [`put`]; so a decision is always made on the call as it is.

use super::machine::{Invitation, Running, Transfer};
use super::{Call, Party, Seat, Stage, State, Ticket};
use crate::clock::Millis;
use crate::db::{Db, Tx, from_word, parse, word};
use crate::on;
use protocol::call::{CallState, Companion, Handed, Presence, Unreached};
use protocol::id::{AccountId, BoothId, CallId, RequestId, WardId};
use serde::{Deserialize, Serialize};
use sqlx::Result;
use std::collections::BTreeSet;

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
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO call (id, ward, booth, request, day, number, subject, subject_name, site, site_name, section, \
         section_name, language, identity_needed, form, rang_at, kept_until, epoch, revision, state, identity) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)"
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
        on!(Tx, tx, |conn| sqlx::query(
            "INSERT INTO call_party (id, call, position, booth, account, role, label, granted, joined, presence, \
             listens) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE \
             SET role = excluded.role, label = excluded.label, granted = excluded.granted, joined = excluded.joined, \
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
    talk: Option<String>,
}

impl<'a> Columns<'a> {
    fn of(state: &'a State) -> Self {
        match state {
            State::Ringing => Self::default(),
            State::Callback { since } => Self { since: Some(*since), ..Self::default() },
            State::Dialling { desk, since } => {
                Self { since: Some(*since), desk: Some(desk.as_str()), ..Self::default() }
            }
            State::Running(running) => Self {
                since: Some(running.since),
                desk: Some(running.desk.as_str()),
                accepted_at: Some(running.accepted_at),
                talk: Some(Talk::of(running).json()),
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
    kept_until: Millis,
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
    talk: Option<String>,
    message: Option<String>,
    alarm_since: Option<Millis>,
    about: Option<String>,
    rating: Option<String>,
}

/// What a running call notes beside its media, as one column.
#[derive(Default, Serialize, Deserialize)]
struct Talk {
    held_since: Option<Millis>,
    transfer: Option<Transfer>,
    #[serde(default)]
    handed: Option<Handed>,
    invitations: Vec<Invitation>,
    unreached: Option<Unreached>,
    #[serde(default)]
    companions: BTreeSet<Companion>,
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
    listens: bool,
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
            kept_until: self.kept_until,
        };
        Ok(Call {
            ticket,
            epoch: small(self.epoch)?,
            revision: small(self.revision)?,
            state,
            parties: parties.into_iter().map(PartyRow::party).collect::<Result<_>>()?,
            identity: from_word(self.identity)?,
            receipt: self.receipt,
            message: self.message,
            alarm_since: self.alarm_since,
            about: self.about.map(parse).transpose()?,
            rating: self.rating.map(from_word).transpose()?,
        })
    }

    fn state(&self) -> Result<State> {
        let running = |stage| {
            let desk = parse(there(self.desk.clone())?)?;
            let (accepted_at, since) = (there(self.accepted_at)?, there(self.since)?);
            let Talk { held_since, transfer, handed, invitations, unreached, companions } =
                Talk::read(self.talk.as_deref())?;
            Ok(State::Running(Running {
                desk,
                accepted_at,
                stage,
                since,
                held_since,
                transfer,
                handed,
                invitations,
                unreached,
                companions,
            }))
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
            listens: self.listens,
        })
    }
}

impl Talk {
    fn of(running: &Running) -> Self {
        Self {
            held_since: running.held_since,
            transfer: running.transfer.clone(),
            handed: running.handed.clone(),
            invitations: running.invitations.clone(),
            unreached: running.unreached,
            companions: running.companions.clone(),
        }
    }

    fn json(&self) -> String {
        serde_json::to_string(self).expect("plain values serialise")
    }

    /// A call that ran before there was such a column has none.
    fn read(text: Option<&str>) -> Result<Self> {
        let talk = text.map(serde_json::from_str).transpose().map_err(|e| sqlx::Error::Decode(Box::new(e)))?;
        Ok(talk.unwrap_or_default())
    }
}

/// A column that its state cannot be without.
fn there<T>(column: Option<T>) -> Result<T> {
    column.ok_or_else(|| sqlx::Error::Decode("a column that the row's state asks for is null".into()))
}

fn small(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}
