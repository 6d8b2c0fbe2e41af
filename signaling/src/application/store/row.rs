//! An application, read from its row.

use crate::application::{Application, Stage};
use crate::clock::Millis;
use crate::db::{from_word, parse};
use protocol::application::ApplicationStatus;
use sqlx::{Error, Result};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: String,
    ward: String,
    section: String,
    section_name: String,
    call: String,
    idempotency_key: String,
    form: String,
    version: i64,
    identity: String,
    receipt: String,
    code_round: i64,
    sealed: String,
    status: String,
    revision: i64,
    submitted_at: Millis,
    reviewer: Option<String>,
    correct_by: Option<String>,
    corrected: bool,
    papers_missing: i64,
    batch: Option<String>,
    handed_over_at: Option<Millis>,
    erase_at: Option<Millis>,
    erased_at: Option<Millis>,
    reviewer_name: Option<String>,
    reviewer_seat: Option<String>,
    telephone: String,
}

impl TryFrom<Row> for Application {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let stage = stage(&row)?;
        Ok(Self {
            id: parse(row.id)?,
            ward: parse(row.ward)?,
            section: parse(row.section)?,
            section_name: row.section_name,
            call: parse(row.call)?,
            key: parse(row.idempotency_key)?,
            form: parse(row.form)?,
            version: small(row.version)?,
            identity: from_word(row.identity)?,
            receipt: row.receipt,
            code_round: small(row.code_round)?,
            sealed: row.sealed,
            stage,
            corrected: row.corrected,
            papers_missing: small(row.papers_missing)?,
            revision: small(row.revision)?,
            submitted_at: row.submitted_at,
            erase_at: row.erase_at,
            erased_at: row.erased_at,
            reviewer_name: row.reviewer_name.map(|name| called(name, row.reviewer_seat)),
            telephone: row.telephone,
        })
    }
}

fn stage(row: &Row) -> Result<Stage> {
    let lacks = |what: &str| Error::Decode(format!("an application without its {what}").into());
    let reviewer = || parse(row.reviewer.clone().ok_or_else(|| lacks("reviewer"))?);
    let batch = || row.batch.clone().map(parse).transpose();
    Ok(match from_word(row.status.clone())? {
        ApplicationStatus::Submitted => Stage::Submitted,
        ApplicationStatus::Review => Stage::Review { reviewer: reviewer()? },
        ApplicationStatus::Correction => {
            let until = row.correct_by.as_deref().and_then(|day| day.parse().ok());
            Stage::Correction { reviewer: reviewer()?, until: until.ok_or_else(|| lacks("day"))? }
        }
        ApplicationStatus::Complete => Stage::Complete { reviewer: reviewer()?, batch: batch()? },
        ApplicationStatus::HandedOver => Stage::HandedOver {
            reviewer: reviewer()?,
            batch: batch()?.ok_or_else(|| lacks("batch"))?,
            at: row.handed_over_at.ok_or_else(|| lacks("hand-over"))?,
        },
    })
}

/// What colleagues call somebody: name and seat.
pub(super) fn called(name: String, seat: Option<String>) -> String {
    match seat {
        Some(seat) => format!("{name} {seat}"),
        None => name,
    }
}

fn small(number: i64) -> Result<u32> {
    u32::try_from(number).map_err(|error| Error::Decode(error.into()))
}
