//! What is sealed of an application: the answers and everything that tells of them.

use super::Application;
use crate::app::App;
use crate::clock::Millis;
use crate::fault::{Fault, Result};
use crate::vault::Key;
use forms::definition::Kind;
use forms::{Answers, Declared, Definition};
use protocol::application::{Correction, PromisedPaper};
use protocol::id::{ApplicationId, RequestId};
use protocol::private::Private;
use protocol::problem::Code;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What was written, and about it. It has no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Contents {
    /// Normalised.
    pub(super) answers: Answers,
    /// Of which answers the applicant said that their digits are no 個人番号.
    pub(super) declared: Declared,
    /// Of which answers staff wrote the value.
    pub(super) proposed: BTreeSet<String>,
    /// Who helped.
    pub(super) helped: Vec<String>,
    /// Tells what was sent from another submission; see [`digest`].
    pub(super) sent: String,
    /// When a promised paper came, by the field that asked for it.
    pub(super) received: BTreeMap<String, Millis>,
    /// What was asked of the applicant last.
    pub(super) correction: Option<Correction>,
    /// What the applicant sent to put it right, as digests by idempotency key.
    pub(super) corrections: BTreeMap<RequestId, String>,
}

impl Contents {
    /// As one sealed text of this application.
    pub(super) fn seal(&self, app: &App, id: &ApplicationId, key: &Key) -> String {
        let plain = Private::new(serde_json::to_vec(self).expect("texts serialise"));
        key.seal(id.as_str(), plain.reveal(), &mut app.rng())
    }

    /// The papers that were promised.
    pub(super) fn papers(&self, definition: &Definition) -> Vec<PromisedPaper> {
        let asked = definition.fields(&self.answers).into_iter();
        let papers = asked.filter(|asked| is_paper(definition, &asked.path));
        papers
            .filter_map(|asked| {
                let way = self.answers.get(&asked.path)?.clone();
                let received_at = self.received.get(&asked.path).and_then(|at| u64::try_from(*at).ok());
                Some(PromisedPaper { path: asked.path, way, received_at })
            })
            .collect()
    }

    /// How many of them have not come.
    pub(super) fn papers_missing(&self, definition: &Definition) -> u32 {
        let missing = self.papers(definition).iter().filter(|paper| paper.received_at.is_none()).count();
        u32::try_from(missing).unwrap_or(u32::MAX)
    }
}

fn is_paper(definition: &Definition, path: &str) -> bool {
    definition.field(path).is_some_and(|field| matches!(field.kind, Kind::Attachment { .. }))
}

/// Tells one text from another. Of what a person wrote, it stands nowhere but among what is sealed: a plain hash of few
/// possible answers would tell them.
pub(super) fn digest(content: &impl Serialize) -> String {
    hex::encode(Sha256::digest(serde_json::to_vec(content).expect("texts and numbers serialise")))
}

/// The key of an application.
///
/// # Errors
/// `gone` once it was destroyed.
pub(super) async fn key(app: &App, id: &str) -> Result<Key> {
    app.vault.key(id).await?.ok_or_else(|| Fault::because(Code::Gone, ERASED))
}

/// Says that what was sealed with a key is committed. Where that fails, the sweep says so later.
pub(super) async fn keep(app: &App, id: &str) {
    if let Err(error) = app.vault.keep(id).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "a key could not be marked as kept yet");
    }
}

/// What is sealed of an application.
pub(super) fn open(application: &Application, key: &Key) -> Result<Contents> {
    let plain = key.open(application.id.as_str(), &application.sealed).ok_or(Code::Internal)?;
    serde_json::from_slice(plain.reveal()).map_err(Fault::broken("a sealed application could not be read"))
}

const ERASED: &str = "保存の期限が過ぎたため、内容は消去されています。";
