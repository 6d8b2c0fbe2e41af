//! Files that are published at the server's own command line, such as `demo/screening.json`.

use super::publish::{New, count, flawed};
use super::{alike, id_of, numbered, read, store};
use crate::app::App;
use crate::audit::Deed;
use crate::fault::{Fault, Result};
use crate::place;
use protocol::id::WardId;
use protocol::publication::Body;
use serde_json::Value;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the file is neither a screening nor a guide")]
pub struct NeitherOf(#[from] serde_json::Error);

/// Reads a file: a [`Body`], or what stands in one. What has `schemes` is a guide.
///
/// # Errors
/// When it is neither.
pub fn parse(text: &str) -> std::result::Result<Body, NeitherOf> {
    let value: Value = serde_json::from_str(text)?;
    Ok(if value.get("is").is_some() {
        serde_json::from_value(value)?
    } else if value.get("schemes").is_some() {
        Body::Guide { guide: serde_json::from_value(value)? }
    } else {
        Body::Screening { screening: serde_json::from_value(value)? }
    })
}

/// Publishes a body in some wards, or in every one where none is named, and answers which wards got a version. Where the
/// newest one is the same already there is none; with `first` none where anything was published before. Drafts stay.
///
/// # Errors
/// `bad-field` for a guide under the screening's id; `not-found` for a ward that is not there; `flawed` with every flaw, and then nothing is changed.
pub async fn publish(app: &App, body: &Body, wards: &[WardId], first: bool) -> Result<Vec<WardId>> {
    read(&numbered(body, 1)).map_err(flawed)?;
    let id = id_of(body)?;
    let mut tx = app.db.begin().await?;
    let every = place::wards(&mut tx.conn()).await?;
    if let Some(unknown) = wards.iter().find(|ward| !every.contains(ward)) {
        return Err(Fault::because(protocol::problem::Code::NotFound, format!("区「{unknown}」がありません。")));
    }
    let mut got = Vec::new();
    for ward in every.into_iter().filter(|ward| wards.is_empty() || wards.contains(ward)) {
        let before = store::take(&mut tx, &ward, &id).await?;
        if before.published.as_ref().is_some_and(|now| first || alike(now, body)) {
            continue;
        }
        let body = numbered(body, before.version + 1);
        let new = New { body, by: None, rolled_back_to: None, at: app.clock.now() };
        count(app, &mut tx, &ward, before, new, Deed::PublicationPublished).await?;
        got.push(ward);
    }
    tx.commit().await?;
    Ok(got)
}
