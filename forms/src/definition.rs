//! A form definition: versioned JSON, parsed once into a value whose references all hold.

mod check;

use crate::day;
use jiff::ToSpan;
use jiff::civil::Date;
use protocol::id::{FormId, SubjectId};
use protocol::place::Identity;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Most entries any repeat may have.
pub const ENTRIES_MAX: u32 = 20;
/// Most characters any text may have.
pub const TEXT_MAX: u32 = 2000;
/// Most digits a copied number may have.
pub const DIGITS_MAX: u32 = 20;

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
    /// 申請できる人: who may fill it in for whom.
    pub acting: Acting,
    /// Its name.
    pub title: Text,
    /// 利用目的: what the answers are used for, and for nothing else.
    pub purpose: Text,
    /// In the order in which they are asked.
    pub steps: Vec<Step>,
    /// The papers that one set of answers fills; a form without any is one paper by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<Paper>>"))]
    pub papers: Vec<Paper>,
}

/// 書類: one of several papers that the same answers fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Unique in the form.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// The form's own fields that stand on it, in order.
    pub fields: Vec<String>,
    /// Made only when all of these hold.
    #[serde(default)]
    pub when: Vec<When>,
}

/// 申請できる人: who may fill a form in, besides the person it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct Acting {
    /// 代理人: whether somebody else may.
    pub proxy: Proxy,
    /// The rule in words, told before the first question.
    pub words: Text,
}

/// 代理人: whether somebody may act for the person a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Proxy {
    /// Nobody. A companion may help, the person answers.
    None,
    /// Whoever says who they are.
    Anybody,
    /// Whoever hands in a 委任状.
    WithLetter,
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
    /// Asked only when all of these hold.
    #[serde(default)]
    pub when: Vec<When>,
}

/// A condition on a choice that is asked earlier, of one option or of several.
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
        earliest: Limit,
        /// The last day possible; today when absent.
        #[serde(default)]
        latest: Limit,
        /// An earlier date beside it, before which it cannot lie.
        #[serde(default)]
        after: Option<String>,
    },
    /// 郵便番号, kept as `803-0814`.
    Postcode,
    /// 住所: free text in which hyphens between digits are made one.
    Address {
        /// Most characters.
        max_length: u32,
        /// The postcode beside it, from which its beginning is offered.
        #[serde(default)]
        of: Option<String>,
    },
    /// A Japanese telephone number.
    Telephone,
    /// An e-mail address.
    Email,
    /// 氏名: a name, in any script but without digits and signs.
    Name {
        /// Most characters.
        max_length: u32,
    },
    /// A whole number, an amount of money too; kept as `12000`.
    Number {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
        /// 円, 人, 個
        unit: Text,
    },
    /// A number that is copied off something: 金融機関コード, 口座番号, お客様番号. Kept as its digits.
    Digits {
        /// How many, at most [`DIGITS_MAX`].
        length: u32,
        /// Whether fewer will do and zeros are put before them, as before a 口座番号.
        #[serde(default)]
        pad: bool,
    },
    /// One of these; kept as the option's id.
    Choice {
        /// In the order shown.
        options: Vec<Choice>,
    },
    /// Some of these; kept as the options' ids in the order shown, with commas between.
    Several {
        /// In the order shown.
        options: Vec<Choice>,
        /// あてはまるものはない: the option that stands alone, where there is one.
        #[serde(default)]
        none: Option<Choice>,
    },
    /// 添付書類: how a paper that belongs to the form will be handed in; kept as the way's word.
    Attachment {
        /// Which ways there are.
        ways: Vec<HandIn>,
    },
    /// What follows from other answers. It is not asked; the submission holds it.
    Computed {
        /// How.
        from: Computation,
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

/// A first or last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(untagged, expecting = "not a day like 1948-04-05 and not a number of days from today")]
pub enum Limit {
    /// So many days after the day on which it is submitted, or before it.
    FromToday(i32),
    /// This day.
    Day(
        #[serde(with = "day")]
        #[cfg_attr(feature = "types", ts(type = "string"))]
        Date,
    ),
}

impl Default for Limit {
    fn default() -> Self {
        Self::FromToday(0)
    }
}

impl Limit {
    /// The day, seen from today.
    pub fn on(self, today: Date) -> Date {
        match self {
            Self::FromToday(days) => today.saturating_add(days.days()),
            Self::Day(day) => day,
        }
    }
}

/// 提出方法: how a paper that belongs to a form comes to the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum HandIn {
    /// By post.
    Post,
    /// At the ward office's counter.
    Counter,
    /// Shown to whoever comes to the home.
    Visit,
}

impl HandIn {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Post, Self::Counter, Self::Visit];

    /// As an answer is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Counter => "counter",
            Self::Visit => "visit",
        }
    }
}

/// How an answer follows from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Computation {
    /// 年齢: whole years on the day of the submission (年齢計算ニ関スル法律).
    Age {
        /// The date of birth beside it.
        of: String,
    },
    /// 合計: the yen of every entry's option, as often as its number says.
    Total {
        /// The repeat, beside it.
        repeat: String,
        /// The choice in it whose options carry yen.
        price: String,
        /// The number in it of how many; 1 each when absent.
        #[serde(default)]
        times: Option<String>,
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
    /// What it costs, where it costs something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub yen: Option<u32>,
}

/// Why a JSON text is no form definition: not JSON, an unknown or missing name, a value of a wrong type, or something
/// that does not hold together, with its place.
#[derive(Debug, thiserror::Error)]
#[error("not a form definition: {0}")]
pub struct BadDefinition(#[from] serde_json::Error);

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
}

#[cfg(test)]
mod tests;
