//! Answers as a flat map from path to value, and which fields are to be asked given the answers so far.
//!
//! A path is `name`, or `household/0/name` inside a repeat. An absent and an empty value both mean: not answered.
//! A repeat's own answer (`household` = `2`) is how many entries it has, so that "nobody" is an answer too.

use crate::definition::{Definition, Field, Kind, Paper, Step, When};
use crate::validate::count;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Path → value.
pub type Answers = BTreeMap<String, String>;

/// The paths of answers of which the resident says that their digits are no 個人番号.
pub type Declared = BTreeSet<String>;

/// One field that is to be asked now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
pub struct Asked {
    /// Where its answer goes.
    pub path: String,
    /// The id of its step.
    pub step: String,
    /// Inside a repeat, which entry, from 0.
    pub entry: Option<u32>,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether its value stays in the booth.
    pub private: bool,
}

/// The answer at a path, where there is one.
pub(crate) fn answer<'a>(answers: &'a Answers, path: &str) -> Option<&'a str> {
    answers.get(path).map(String::as_str).filter(|value| !value.trim().is_empty())
}

/// A path that fits the definition.
pub(crate) struct Place<'a> {
    pub(crate) field: &'a Field,
    /// The repeat it is inside of, and the entry's number.
    pub(crate) inside: Option<(&'a Field, u32)>,
}

impl Place<'_> {
    pub(crate) fn private(&self) -> bool {
        self.field.private || self.inside.is_some_and(|(repeat, _)| repeat.private)
    }
}

impl Definition {
    /// Every field to be asked now, in order: repeats with as many entries as were answered, conditions applied, what is
    /// computed left out.
    pub fn fields(&self, answers: &Answers) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (step, field) in self.top_fields() {
            if !holds(&field.when, "", answers) || matches!(field.kind, Kind::Computed { .. }) {
                continue;
            }
            asked.push(ask(step, field, field.id.clone(), None, false));
            if let Kind::Repeat { max, fields, .. } = &field.kind {
                let entries = answer(answers, &field.id).and_then(count).unwrap_or(0).min(*max);
                for entry in 0..entries {
                    let prefix = format!("{}/{entry}/", field.id);
                    let asks =
                        |sub: &&Field| holds(&sub.when, &prefix, answers) && !matches!(sub.kind, Kind::Computed { .. });
                    for sub in fields.iter().filter(asks) {
                        asked.push(ask(step, sub, format!("{prefix}{}", sub.id), Some(entry), field.private));
                    }
                }
            }
        }
        asked
    }

    /// The papers that the answers fill, in order; none where the form is one paper by itself.
    pub fn papers(&self, answers: &Answers) -> Vec<&Paper> {
        self.papers.iter().filter(|paper| holds(&paper.when, "", answers)).collect()
    }

    /// The field that a path names; `None` when the form has none there.
    pub fn field(&self, path: &str) -> Option<&Field> {
        self.place(path).map(|place| place.field)
    }

    /// The answers without those that are not asked (any more) and without empty ones: what a submission holds.
    pub fn kept(&self, answers: &Answers) -> Answers {
        self.fields(answers)
            .into_iter()
            .filter_map(|asked| answer(answers, &asked.path).map(|value| (asked.path.clone(), value.to_owned())))
            .collect()
    }

    /// Removes one entry (`household/1`) of a repeat: later ones move up and the count falls by one.
    /// A path that is no entry changes nothing.
    pub fn remove_entry(&self, answers: &mut Answers, path: &str) {
        let Some((repeat, removed)) = path.split_once('/').and_then(|(id, entry)| Some((id, number(entry)?))) else {
            return;
        };
        let Some(Field { kind: Kind::Repeat { max, fields, .. }, .. }) = self.field(repeat) else {
            return;
        };
        let entries = answer(answers, repeat).and_then(count).unwrap_or(0).min(*max);
        if removed >= entries {
            return;
        }
        for entry in removed..entries {
            for field in fields {
                let next = answers.remove(&format!("{repeat}/{}/{}", entry + 1, field.id));
                let here = format!("{repeat}/{entry}/{}", field.id);
                match next {
                    Some(value) => answers.insert(here, value),
                    None => answers.remove(&here),
                };
            }
        }
        answers.insert(repeat.to_owned(), (entries - 1).to_string());
    }

    /// The field at a path, with the repeat around it. Entry numbers are bounded by the repeat's `max`.
    pub(crate) fn place(&self, path: &str) -> Option<Place<'_>> {
        let mut parts = path.split('/');
        let first = parts.next()?;
        let (_, top) = self.top_fields().find(|(_, field)| field.id == first)?;
        let Some(entry) = parts.next() else {
            return Some(Place { field: top, inside: None });
        };
        let Kind::Repeat { max, fields, .. } = &top.kind else {
            return None;
        };
        let entry = number(entry).filter(|entry| entry < max)?;
        let id = parts.next()?;
        let field = fields.iter().find(|field| field.id == id)?;
        parts.next().is_none().then_some(Place { field, inside: Some((top, entry)) })
    }
}

/// An entry's number as it is written in a path: no sign, no leading zero.
fn number(text: &str) -> Option<u32> {
    let n: u32 = text.parse().ok()?;
    (n.to_string() == text).then_some(n)
}

/// Whether every condition holds.
pub(crate) fn holds(conditions: &[When], prefix: &str, answers: &Answers) -> bool {
    conditions.iter().all(|when| {
        answer(answers, &format!("{prefix}{}", when.field))
            .is_some_and(|chosen| chosen.split(',').any(|chosen| when.is.iter().any(|id| id == chosen)))
    })
}

fn ask(step: &Step, field: &Field, path: String, entry: Option<u32>, in_private: bool) -> Asked {
    Asked { path, step: step.id.clone(), entry, required: field.required, private: field.private || in_private }
}

#[cfg(test)]
mod tests;
