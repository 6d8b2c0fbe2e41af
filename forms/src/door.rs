//! The crate's functions as JSON calls, for browsers: `exports.rs` carries them. Stateless, so a definition comes with
//! every call. `vectors/*.json` holds calls with their answers; the Rust and the TypeScript tests run the same ones.

use crate::answers::{Answers, Declared};
use crate::day;
use crate::definition::Definition;
use crate::era::{self, EraDate};
use crate::{kana, my_number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One call: `{"call": "parse-date", "text": "S23.4.5"}`.
#[derive(Deserialize)]
#[serde(tag = "call", rename_all = "kebab-case", deny_unknown_fields)]
enum Call {
    /// → the definition in full, if it holds together.
    Definition { definition: Definition },
    /// → `{value}` or `{error}`, a [`crate::FieldError`].
    Normalise {
        definition: Definition,
        path: String,
        raw: String,
        #[serde(default)]
        declared: bool,
    },
    /// → [`crate::FieldError`]s.
    Validate {
        definition: Definition,
        answers: Answers,
        #[serde(default)]
        declared: Declared,
        #[serde(with = "day")]
        today: Date,
    },
    /// → [`crate::Asked`] fields.
    Fields { definition: Definition, answers: Answers },
    /// → answers.
    Kept { definition: Definition, answers: Answers },
    /// → [`crate::Field`] or null.
    Field { definition: Definition, path: String },
    /// → [`crate::Access`] or null.
    Access { definition: Definition, path: String },
    /// → path → value of what follows from the answers.
    Computed {
        definition: Definition,
        answers: Answers,
        #[serde(with = "day")]
        today: Date,
    },
    /// → hexadecimal.
    Fingerprint { definition: Definition, answers: Answers },
    /// → `1948-04-05` or null.
    ParseDate { text: String },
    /// → [`EraDate`], or null before 明治.
    ToEra {
        #[serde(with = "day")]
        date: Date,
    },
    /// → `1948-04-05`, or null for a day the era does not have.
    FromEra { date: EraDate },
    /// → `昭和23年4月5日`, or null before 明治.
    EraText {
        #[serde(with = "day")]
        date: Date,
    },
    /// → `ハナコ` or null.
    SuggestKana { name: String },
    /// → true or false.
    HoldsMyNumber { text: String },
}

/// Answers a call: `{"ok": …}`, or `{"error": "…"}` in English for the programmer whose call cannot be read.
pub fn call(request: &str) -> String {
    match serde_json::from_str(request).and_then(answered) {
        Ok(ok) => json!({ "ok": ok }),
        Err(error) => json!({ "error": error.to_string() }),
    }
    .to_string()
}

fn answered(call: Call) -> serde_json::Result<Value> {
    match call {
        Call::Definition { definition } => value(definition),
        Call::Normalise { definition, path, raw, declared } => Ok(match definition.normalise(&path, &raw, declared) {
            Ok(value) => json!({ "value": value }),
            Err(error) => json!({ "error": error }),
        }),
        Call::Validate { definition, answers, declared, today } => {
            value(definition.validate(&answers, &declared, today))
        }
        Call::Fields { definition, answers } => value(definition.fields(&answers)),
        Call::Kept { definition, answers } => value(definition.kept(&answers)),
        Call::Field { definition, path } => value(definition.field(&path)),
        Call::Access { definition, path } => value(definition.access(&path)),
        Call::Computed { definition, answers, today } => value(definition.computed(&answers, today)),
        Call::Fingerprint { definition, answers } => value(definition.fingerprint(&answers)),
        Call::ParseDate { text } => value(era::parse(&text).map(day::text)),
        Call::ToEra { date } => value(EraDate::of(date)),
        Call::FromEra { date } => value(date.date().map(day::text)),
        Call::EraText { date } => value(EraDate::of(date).map(|date| date.to_string())),
        Call::SuggestKana { name } => value(kana::suggest(&name)),
        Call::HoldsMyNumber { text } => value(my_number::is_in(&text)),
    }
}

fn value(answer: impl Serialize) -> serde_json::Result<Value> {
    serde_json::to_value(answer)
}

#[cfg(test)]
mod tests;
