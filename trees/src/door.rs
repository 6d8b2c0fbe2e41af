//! The crate's functions as JSON calls, so that a booth or a phone walks a tree without the server: `wasm.rs` carries
//! them. Stateless, so that what is published comes with every call.

use crate::{Guide, Screening, Tree, diff};
use forms::day;
use jiff::civil::Date;
use protocol::id::TreeId;
use protocol::problem::FieldProblem;
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
    /// → `{flaws}` or `{warnings}`.
    CheckTree { tree: tree::Tree },
    /// → `{flaws}` or `{warnings}`.
    CheckScreening { screening: screening::Screening },
    /// → `{flaws}` or `{warnings}`.
    CheckGuide { guide: guide::Guide },
    /// → [`tree::Difference`]s.
    DiffTrees { older: tree::Tree, newer: tree::Tree },
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
        Call::CheckTree { tree } => value(checked(Tree::read(&tree))),
        Call::CheckScreening { screening } => value(checked(Screening::read(&screening))),
        Call::CheckGuide { guide } => value(checked(Guide::read(&guide))),
        Call::DiffTrees { older, newer } => value(diff(&older, &newer)),
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

fn checked<T>(read: Read<T>) -> Value {
    match read {
        Ok((_, warnings)) => json!({ "warnings": warnings }),
        Err(flaws) => json!({ "flaws": flaws }),
    }
}

fn date(text: &str) -> Result<Date, String> {
    day::parse(text).ok_or_else(|| format!("not a day like 1948-04-05: {text}"))
}

fn value(answer: impl Serialize) -> Result<Value, String> {
    serde_json::to_value(answer).map_err(|error| error.to_string())
}
