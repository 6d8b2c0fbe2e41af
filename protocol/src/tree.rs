//! 質問の流れ: questions that lead to an outcome, one page each. Coordinators publish trees with the first and last date
//! on which they count; the screening and the guide ask by them. The crate `trees` reads these values into a tree that
//! cannot be wrong, and walks it. Dates are `2026-04-01`.

use crate::booking::Words;
use crate::id::{ChoiceId, OutcomeId, QuestionId, ReasonId, TreeId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One version of one tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// Which.
    pub id: TreeId,
    /// 1, 2, 3 … Answers are kept with the version that asked for them.
    pub version: u32,
    /// The first date on which it counts.
    pub effective_from: String,
    /// The last date on which it counts; none is until further notice.
    #[serde(default)]
    pub effective_until: Option<String>,
    /// What it is called.
    pub title: Words,
    /// Where it begins.
    pub start: Target,
    /// In the order in which they are listed; each names what comes next.
    pub questions: Vec<Question>,
    /// Where it can end.
    pub outcomes: Vec<Outcome>,
}

/// What comes next: `{"question": "age"}`, `{"outcome": "ask-only"}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A question.
    Question(QuestionId),
    /// The end.
    Outcome(OutcomeId),
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique in the tree; the same in every version that means the same.
    pub id: QuestionId,
    /// What is asked.
    pub ask: Words,
    /// How to answer.
    #[serde(default)]
    pub help: Option<Words>,
    /// What kind of answer, and where each leads.
    pub kind: QuestionKind,
}

/// What kind of answer a question takes. Every answer leads somewhere, exactly one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum QuestionKind {
    /// One of these.
    Choice {
        /// In the order shown.
        choices: Vec<Choice>,
    },
    /// As many of these as hold, or none of them. The first in order that holds leads on.
    Several {
        /// In the order shown.
        choices: Vec<Choice>,
        /// どれでもない: chosen alone.
        none: Choice,
    },
    /// A day.
    Date {
        /// The first day possible.
        earliest: String,
        /// The last day possible; today when absent.
        #[serde(default)]
        latest: Option<String>,
        /// Together every day possible, each once.
        ranges: Vec<DateRange>,
    },
    /// A day of birth up to today, which leads on by the age in full years on the day that is asked.
    BirthDate {
        /// Together every age from 0 to [`AGE_MAX`], each once.
        ranges: Vec<NumberRange>,
    },
    /// A whole number.
    Number {
        /// The smallest possible.
        min: i32,
        /// The largest possible.
        max: i32,
        /// What is counted: 人, 円.
        unit: Words,
        /// Together every number possible, each once.
        ranges: Vec<NumberRange>,
    },
    /// 郵便番号, which leads on by its first digits.
    Postcode {
        /// No two share a postcode.
        areas: Vec<Area>,
        /// Where all others lead.
        otherwise: Target,
    },
}

/// The highest age that is asked for, in years.
pub const AGE_MAX: i32 = 150;

/// One choice of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique in its question; the same in every version that means the same.
    pub id: ChoiceId,
    /// Its words.
    pub label: Words,
    /// Where it leads.
    pub then: Target,
}

/// Days, the first and the last included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct DateRange {
    /// The first; from the first day possible when absent.
    #[serde(default)]
    pub from: Option<String>,
    /// The last; to the last day possible when absent.
    #[serde(default)]
    pub until: Option<String>,
    /// Where they lead.
    pub then: Target,
}

/// Numbers, the first and the last included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct NumberRange {
    /// The first; from the smallest possible when absent.
    #[serde(default)]
    pub from: Option<i32>,
    /// The last; to the largest possible when absent.
    #[serde(default)]
    pub until: Option<i32>,
    /// Where they lead.
    pub then: Target,
}

/// Postcodes that begin alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// 1 to 7 digits each: `803`, `8030814`.
    pub begins: Vec<String>,
    /// Where they lead.
    pub then: Target,
}

/// Where a tree ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts", rename = "TreeOutcome"))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Unique in the tree.
    pub id: OutcomeId,
    /// What came of it.
    pub title: Words,
    /// Why.
    #[serde(default)]
    pub reasons: Vec<Reason>,
}

/// Why something is as it is, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The stable word: `originals-need-the-counter`.
    pub id: ReasonId,
    /// In words.
    pub words: Words,
}

/// An answer as it is given or kept. It is about a person, and cannot be printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(untagged)]
pub enum Answer {
    /// The id of the one choice, or what was typed: `昭和23年4月5日`, `３`, `803-0814`.
    One(String),
    /// The ids of every choice that holds, or that of none of them.
    Several(BTreeSet<ChoiceId>),
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("▇▇▇")
    }
}

/// Question → answer.
pub type Answers = BTreeMap<QuestionId, Answer>;

/// A question that has its answer. Only the question can be printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Answered {
    /// Which.
    pub question: QuestionId,
    /// What was asked.
    pub ask: Words,
    /// The answer in its one way of writing.
    pub answer: Answer,
    /// The answer in words; of a day of birth the age alone.
    pub words: Words,
}

impl std::fmt::Debug for Answered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: ▇▇▇", self.question)
    }
}

/// Where a walk through a tree stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "is", rename_all = "kebab-case")]
#[expect(clippy::large_enum_variant, reason = "one is made for a page and goes straight onto the wire")]
pub enum Walk {
    /// A question is to be answered.
    Ask {
        /// Which.
        question: Question,
        /// What is wrong with the answer that it has, if it has one.
        refused: Option<Reason>,
        /// The questions before it, in order.
        answered: Vec<Answered>,
        /// How many questions are still to come at most, this one included.
        left: u32,
    },
    /// The end.
    End {
        /// Where.
        outcome: Outcome,
        /// The questions that led there, in order. Other answers had no part in it.
        answered: Vec<Answered>,
    },
}

/// Answers to one version, taken over to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Carried {
    /// Those that still say what they said.
    pub answers: Answers,
    /// The questions whose answer was lost and that are asked again, if the walk comes to them.
    pub asked_again: BTreeSet<QuestionId>,
}

/// What was done to a part of something that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// One thing that is not the same in two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Difference {
    /// Where, by ids: `questions/age/kind/choices/child/then`.
    pub path: String,
    /// What was done.
    pub edit: Edit,
    /// As it was; none where it is new.
    pub before: Option<String>,
    /// As it is; none where it is gone.
    pub after: Option<String>,
    /// In words, in Japanese, for the coordinator.
    pub words: String,
}
