//! The calls of whoever edits: what residents never ask, and need not fetch.

use super::{date, sound, value};
use crate::{Screening, check, diff};
use protocol::id::TreeId;
use protocol::publication::Body;
use protocol::screening::{self, SiteAttributes, SubjectAttributes};
use protocol::tree::Answers;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(tag = "call", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Call {
    /// → [`screening::Decision`] or null.
    Decide {
        screening: screening::Screening,
        subject: SubjectAttributes,
        site: SiteAttributes,
        tree: TreeId,
        answers: Answers,
        today: String,
    },
    /// A draft → `{flaws, warnings}`.
    Check { body: Body },
    /// Two drafts → [`protocol::tree::Difference`]s; none of a screening beside a guide.
    Diff { older: Box<Body>, newer: Box<Body> },
    /// A file, the JSON of a screening or a guide → `{body}`, or `{line, column, problem}` of its first fault.
    Open { text: String },
}

pub(super) fn answered(call: Call) -> Result<Value, String> {
    match call {
        Call::Decide { screening, subject, site, tree, answers, today } => {
            value(sound(Screening::read(&screening))?.decide(&subject, &site, &tree, &answers, date(&today)?))
        }
        Call::Check { body } => {
            let (flaws, warnings) = check(&body);
            Ok(json!({ "flaws": flaws, "warnings": warnings }))
        }
        Call::Diff { older, newer } => value(match (&*older, &*newer) {
            (Body::Screening { screening: older }, Body::Screening { screening: newer }) => diff(older, newer),
            (Body::Guide { guide: older }, Body::Guide { guide: newer }) => diff(older, newer),
            _ => vec![],
        }),
        Call::Open { text } => Ok(opened(&text).map_or_else(
            |fault| json!({ "line": fault.line(), "column": fault.column(), "problem": fault.to_string() }),
            |body| json!({ "body": body }),
        )),
    }
}

/// Reads a file by what it has: a guide has schemes. Each is read from the text itself, so that a fault has its line.
fn opened(text: &str) -> Result<Body, serde_json::Error> {
    let is_guide = serde_json::from_str::<Value>(text)?.get("schemes").is_some();
    Ok(if is_guide {
        Body::Guide { guide: serde_json::from_str(text)? }
    } else {
        Body::Screening { screening: serde_json::from_str(text)? }
    })
}
