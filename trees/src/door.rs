//! The crate's functions as JSON calls, so that a booth or a phone walks a tree without the server: `wasm.rs` carries
//! them. Stateless, so that what is published comes with every call.

use crate::{Guide, Screening, Tree, check, diff};
use forms::day;
use jiff::civil::Date;
use protocol::id::TreeId;
use protocol::problem::FieldProblem;
use protocol::publication::Body;
use protocol::screening::{SiteAttributes, SubjectAttributes};
use protocol::tree::Answers;
use protocol::{guide, screening, tree};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One call: `{"call": "step", "tree": …, "answers": {}, "today": "2026-11-30"}`.
#[derive(Deserialize)]
#[serde(tag = "call", rename_all = "kebab-case", deny_unknown_fields)]
enum Call {
    /// → [`tree::Walk`].
    Step { tree: tree::Tree, answers: Answers, today: String },
    /// → [`tree::Carried`].
    Carry { older: tree::Tree, newer: tree::Tree, answers: Answers, today: String },
    /// → [`screening::Decision`] or null.
    Decide {
        screening: screening::Screening,
        subject: SubjectAttributes,
        site: SiteAttributes,
        tree: TreeId,
        answers: Answers,
        today: String,
    },
    /// → [`guide::Advice`] or null.
    Advise { guide: guide::Guide, answers: Answers, today: String },
    /// A draft → `{flaws, warnings}`.
    Check { body: Body },
    /// Two drafts → [`tree::Difference`]s; none of a screening beside a guide.
    Diff { older: Body, newer: Body },
    /// A file, the JSON of a screening or a guide → `{body}`, or `{line, column, problem}` of its first fault.
    Open { text: String },
}

/// Answers a call: `{"ok": …}`, or `{"error": "…"}` in English for the programmer whose call cannot be read.
pub fn call(request: &str) -> String {
    match serde_json::from_str(request).map_err(|error| error.to_string()).and_then(answered) {
        Ok(ok) => json!({ "ok": ok }),
        Err(error) => json!({ "error": error }),
    }
    .to_string()
}

fn answered(call: Call) -> Result<Value, String> {
    match call {
        Call::Step { tree, answers, today } => value(sound(Tree::read(&tree))?.step(&answers, date(&today)?)),
        Call::Carry { older, newer, answers, today } => {
            let (older, newer) = (sound(Tree::read(&older))?, sound(Tree::read(&newer))?);
            value(newer.carry(&older, &answers, date(&today)?))
        }
        Call::Decide { screening, subject, site, tree, answers, today } => {
            value(sound(Screening::read(&screening))?.decide(&subject, &site, &tree, &answers, date(&today)?))
        }
        Call::Advise { guide, answers, today } => value(sound(Guide::read(&guide))?.advise(&answers, date(&today)?)),
        Call::Check { body } => {
            let (flaws, warnings) = check(&body);
            Ok(json!({ "flaws": flaws, "warnings": warnings }))
        }
        Call::Diff { older, newer } => value(match (&older, &newer) {
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

type Read<T> = Result<(T, Vec<FieldProblem>), Vec<FieldProblem>>;

/// What was published has been read before.
fn sound<T>(read: Read<T>) -> Result<T, String> {
    let told = |flaws: Vec<FieldProblem>| -> Vec<String> {
        flaws.iter().map(|flaw| format!("{}: {}", flaw.path, flaw.code)).collect()
    };
    read.map(|(value, _)| value).map_err(|flaws| told(flaws).join(", "))
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

fn date(text: &str) -> Result<Date, String> {
    day::parse(text).ok_or_else(|| format!("not a day like 1948-04-05: {text}"))
}

fn value(answer: impl Serialize) -> Result<Value, String> {
    serde_json::to_value(answer).map_err(|error| error.to_string())
}
