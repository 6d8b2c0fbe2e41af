//! The crate's functions as JSON calls, so that a booth or a phone walks a tree without the server: `wasm.rs` carries
//! them. Stateless, so that what is published comes with every call. Whoever edits asks more, by a module of its own.

#[cfg(feature = "editor")]
mod editor;

use crate::{Guide, Tree};
use forms::day;
use jiff::civil::Date;
use protocol::problem::FieldProblem;
use protocol::tree::Answers;
use protocol::{guide, tree};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One call: `{"call": "step", "tree": …, "answers": {}, "today": "2026-11-30"}`.
#[derive(Deserialize)]
#[serde(tag = "call", rename_all = "kebab-case", deny_unknown_fields)]
enum Call {
    /// → [`tree::Walk`].
    Step { tree: tree::Tree, answers: Answers, today: String },
    /// → [`tree::Carried`].
    Carry { older: Box<tree::Tree>, newer: Box<tree::Tree>, answers: Answers, today: String },
    /// → [`guide::Advice`] or null.
    Advise { guide: guide::Guide, answers: Answers, today: String },
    /// What whoever edits asks besides.
    #[cfg(feature = "editor")]
    #[serde(untagged)]
    Editor(editor::Call),
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
        Call::Advise { guide, answers, today } => value(sound(Guide::read(&guide))?.advise(&answers, date(&today)?)),
        #[cfg(feature = "editor")]
        Call::Editor(call) => editor::answered(call),
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

fn date(text: &str) -> Result<Date, String> {
    day::parse(text).ok_or_else(|| format!("not a day like 1948-04-05: {text}"))
}

fn value(answer: impl Serialize) -> Result<Value, String> {
    serde_json::to_value(answer).map_err(|error| error.to_string())
}
