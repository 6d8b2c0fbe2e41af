//! A form definition: versioned JSON, parsed once into a value whose references all hold.

use crate::{day, ruby};
use jiff::civil::Date;
use protocol::id::{FormId, SubjectId};
use protocol::place::Identity;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeSet;

/// Most entries any repeat may have.
pub const ENTRIES_MAX: u32 = 20;

/// Words for a person, in every language a form speaks. `easy` may hold ruby: `{漢字|かんじ}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// 日本語
    pub ja: String,
    /// やさしい日本語, with ruby.
    pub easy: String,
    /// English
    pub en: String,
}

/// 様式: one version of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Definition {
    /// Which form.
    pub id: FormId,
    /// 1, 2, 3 … Answers belong to one version.
    pub version: u32,
    /// The first day on which it may be submitted.
    #[serde(with = "day")]
    #[cfg_attr(feature = "types", ts(type = "string"))]
    pub effective_from: Date,
    /// The last day on which it may be submitted; open when absent.
    #[serde(default, with = "day::optional")]
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub effective_until: Option<Date>,
    /// 用件: what it is for.
    pub subject: SubjectId,
    /// 本人確認: what must be known of the resident before it is filled.
    pub identity: Identity,
    /// Its name.
    pub title: Text,
    /// 利用目的: what the answers are used for, and for nothing else.
    pub purpose: Text,
    /// In the order in which they are asked.
    pub steps: Vec<Step>,
}

/// A part of the form under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Unique in the form.
    pub id: String,
    /// The heading.
    pub title: Text,
    /// In the order in which they are asked.
    pub fields: Vec<Field>,
}

/// 項目: one thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Unique in the form, or among the fields of its repeat: `a-z 0-9 -`.
    pub id: String,
    /// What is asked.
    pub label: Text,
    /// How to answer.
    #[serde(default)]
    pub help: Option<Text>,
    /// What kind of answer, with its limits.
    pub kind: Kind,
    /// Whether it must be answered when it is asked.
    #[serde(default)]
    pub required: bool,
    /// Whether its value stays in the booth until the submission; in a repeat, that of every entry.
    #[serde(default)]
    pub private: bool,
    /// The HTML autocomplete purpose (WCAG 1.3.5), on a person's own device.
    #[serde(default)]
    pub autocomplete: Option<String>,
    /// Asked only then; asked always when absent.
    #[serde(default)]
    pub when: Option<When>,
}

/// A condition on a choice that is asked earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The choice: in a repeat, one of the same entry, else one of the form itself.
    pub field: String,
    /// Its options, any of which holds.
    pub is: Vec<String>,
}

/// What kind of answer a field takes. Lengths are in characters (Unicode scalar values).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Kind {
    /// Free text on one line.
    Text {
        /// Most characters.
        max_length: u32,
    },
    /// フリガナ: katakana.
    Kana {
        /// Most characters.
        max_length: u32,
        /// The field whose reading it is; see [`crate::kana::suggest`].
        #[serde(default)]
        of: Option<String>,
    },
    /// A day, written by era or not; kept as `1948-04-05`.
    Date {
        /// The first day possible.
        #[serde(with = "day")]
        #[cfg_attr(feature = "types", ts(type = "string"))]
        earliest: Date,
        /// The last day possible; today when absent.
        #[serde(default, with = "day::optional")]
        #[cfg_attr(feature = "types", ts(type = "string | null"))]
        latest: Option<Date>,
    },
    /// 郵便番号, kept as `803-0814`.
    Postcode,
    /// 住所: free text in which hyphens between digits are made one.
    Address {
        /// Most characters.
        max_length: u32,
    },
    /// A Japanese telephone number.
    Telephone,
    /// One of these; kept as the option's id.
    Choice {
        /// In the order shown.
        options: Vec<Choice>,
    },
    /// Agreement; kept as `yes`.
    Consent,
    /// Entries of the same fields. Its own answer is how many there are (`2`); theirs are at `household/0/name`.
    Repeat {
        /// Fewest entries.
        min: u32,
        /// Most entries, at most [`ENTRIES_MAX`].
        max: u32,
        /// What one entry is called.
        entry: Text,
        /// What is asked of each entry. No repeats and no consents.
        fields: Vec<Field>,
    },
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique in its choice: `a-z 0-9 -`.
    pub id: String,
    /// Its words.
    pub label: Text,
}

/// Why a JSON text is no form definition: not JSON, an unknown or missing name, a value of a wrong type, or something
/// that does not hold together, with its place.
#[derive(Debug, thiserror::Error)]
#[error("not a form definition: {0}")]
pub struct BadDefinition(#[from] serde_json::Error);

/// `place: reason`.
type Broken = String;

fn bad<T>(place: &str, reason: &str) -> Result<T, Broken> {
    Err(format!("{place}: {reason}"))
}

// Reading includes the check, so that no definition exists that does not hold together. With `remote = "Self"` serde
// derives its part as plain functions of the type, which are the ones called here.
impl<'de> Deserialize<'de> for Definition {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let definition = Self::deserialize(from)?;
        definition.check().map_err(D::Error::custom)?;
        Ok(definition)
    }
}

impl Serialize for Definition {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, to)
    }
}

impl Definition {
    /// Reads a definition.
    ///
    /// # Errors
    /// [`BadDefinition`] names the first thing that is wrong and where it stands.
    pub fn parse(json: &str) -> Result<Self, BadDefinition> {
        Ok(serde_json::from_str(json)?)
    }

    /// Whether it may be submitted on this day.
    pub fn in_force(&self, today: Date) -> bool {
        self.effective_from <= today && self.effective_until.is_none_or(|until| today <= until)
    }

    /// Every field of the form itself, with its step, in order.
    pub(crate) fn top_fields(&self) -> impl Iterator<Item = (&Step, &Field)> {
        self.steps.iter().flat_map(|step| step.fields.iter().map(move |field| (step, field)))
    }

    fn check(&self) -> Result<(), Broken> {
        if self.version == 0 {
            return bad("version", "counts from 1");
        }
        if self.effective_until.is_some_and(|until| until < self.effective_from) {
            return bad("effective_until", "is before effective_from");
        }
        check_text("title", &self.title)?;
        check_text("purpose", &self.purpose)?;
        let mut step_ids = BTreeSet::new();
        for step in &self.steps {
            check_id(&step.id, &mut step_ids)?;
            check_text(&step.id, &step.title)?;
            if step.fields.is_empty() {
                return bad(&step.id, "has no fields");
            }
        }
        let fields: Vec<&Field> = self.top_fields().map(|(_, field)| field).collect();
        if fields.is_empty() {
            return bad("steps", "has no fields");
        }
        check_fields(&fields, false)
    }
}

fn check_fields(fields: &[&Field], in_repeat: bool) -> Result<(), Broken> {
    let mut ids = BTreeSet::new();
    for (i, field) in fields.iter().enumerate() {
        check_id(&field.id, &mut ids)?;
        check_text(&field.id, &field.label)?;
        if let Some(help) = &field.help {
            check_text(&field.id, help)?;
        }
        if let Some(when) = &field.when {
            check_when(field, when, &fields[..i])?;
        }
        check_kind(field, fields, in_repeat)?;
    }
    Ok(())
}

fn check_when(field: &Field, when: &When, earlier: &[&Field]) -> Result<(), Broken> {
    let Some(other) = earlier.iter().find(|other| other.id == when.field) else {
        return bad(&field.id, "`when` names no earlier field");
    };
    let Kind::Choice { options } = &other.kind else {
        return bad(&field.id, "`when` names a field that is no choice");
    };
    if when.is.is_empty() || !when.is.iter().all(|id| options.iter().any(|option| &option.id == id)) {
        return bad(&field.id, "`when` names no option of its choice");
    }
    Ok(())
}

fn check_kind(field: &Field, siblings: &[&Field], in_repeat: bool) -> Result<(), Broken> {
    match &field.kind {
        Kind::Text { max_length: 0 } | Kind::Address { max_length: 0 } | Kind::Kana { max_length: 0, .. } => {
            bad(&field.id, "max_length is at least 1")
        }
        Kind::Kana { of: Some(of), .. }
            if !siblings.iter().any(|other| &other.id == of && matches!(other.kind, Kind::Text { .. })) =>
        {
            bad(&field.id, "`of` names no text beside it")
        }
        Kind::Date { earliest, latest: Some(latest) } if latest < earliest => {
            bad(&field.id, "latest is before earliest")
        }
        Kind::Choice { options } => {
            if options.is_empty() {
                return bad(&field.id, "has no options");
            }
            let mut ids = BTreeSet::new();
            for option in options {
                check_id(&option.id, &mut ids)?;
                check_text(&option.id, &option.label)?;
            }
            Ok(())
        }
        Kind::Consent if in_repeat => bad(&field.id, "a consent cannot stand in a repeat"),
        Kind::Repeat { .. } if in_repeat => bad(&field.id, "a repeat cannot stand in a repeat"),
        Kind::Repeat { min, max, entry, fields } => {
            if min > max || *max == 0 || *max > ENTRIES_MAX {
                return bad(&field.id, "needs min <= max, and max from 1 to 20");
            }
            if fields.is_empty() {
                return bad(&field.id, "has no fields");
            }
            check_text(&field.id, entry)?;
            check_fields(&fields.iter().collect::<Vec<_>>(), true)
        }
        _ => Ok(()),
    }
}

fn check_id<'a>(id: &'a str, seen: &mut BTreeSet<&'a str>) -> Result<(), Broken> {
    let plain = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain || id.is_empty() || id.len() > 40 {
        return bad(id, "an id is 1 to 40 characters of a-z, 0-9 and '-'");
    }
    if !seen.insert(id) {
        return bad(id, "the id stands twice");
    }
    Ok(())
}

fn check_text(place: &str, text: &Text) -> Result<(), Broken> {
    for (language, words) in [("ja", &text.ja), ("easy", &text.easy), ("en", &text.en)] {
        if words.trim().is_empty() {
            return bad(&format!("{place}, {language}"), "has no words");
        }
        if ruby::parse(words).is_none() {
            return bad(&format!("{place}, {language}"), "ruby is written {漢字|かんじ}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
