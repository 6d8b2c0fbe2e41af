//! A call and its parties, read from their rows.

use super::super::machine::Running;
use super::super::{Call, Party, Seat, Stage, State, Ticket};
use super::small;
use super::talk::Talk;
use crate::clock::Millis;
use crate::db::{from_word, parse};
use protocol::call::{CallState, Presence, ScreenedAs};
use protocol::private::Private;
use sqlx::Result;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
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
    booked_at: Option<Millis>,
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
    verdict: Option<String>,
    disagrees: bool,
}

#[derive(sqlx::FromRow)]
pub(super) struct PartyRow {
    id: String,
    booth: Option<String>,
    account: Option<String>,
    role: String,
    label: String,
    granted: i64,
    joined: i64,
    presence: String,
    listens: bool,
    shown: Option<String>,
}

impl Row {
    pub(super) fn call(self, parties: Vec<PartyRow>) -> Result<Call> {
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
            booked_at: self.booked_at,
            screened: screened(self.verdict, self.disagrees)?,
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
            let talk = Talk::read(self.talk.as_deref())?;
            let Talk { held_since, privacy, uncovering, transfer, handed, invitations, unreached, companions } = talk;
            Ok(State::Running(Running {
                desk,
                accepted_at,
                stage,
                since,
                held_since,
                privacy,
                uncovering,
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
            shown: self.shown.map(Private::new),
            granted,
            joined,
            presence,
            listens: self.listens,
        })
    }
}

fn screened(verdict: Option<String>, disagrees: bool) -> Result<Option<ScreenedAs>> {
    verdict.map(|verdict| Ok(ScreenedAs { verdict: from_word(verdict)?, disagrees })).transpose()
}

/// A column that its state cannot be without.
fn there<T>(column: Option<T>) -> Result<T> {
    column.ok_or_else(|| sqlx::Error::Decode("a column that the row's state asks for is null".into()))
}
