//! 手続きガイド: the schemes that a person can use, by the answers of a tree; the others with why not, so that nothing is
//! left out unseen.

use crate::booking::Words;
use crate::id::{ChoiceId, OutcomeId, QuestionId, SchemeId, TreeId};
use crate::tree::{Answered, Answers, Outcome, Tree};
use serde::{Deserialize, Serialize};

/// One version of a guide: it has the version and the dates of its tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// What is asked.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub tree: Tree,
    /// In the order in which they are told.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub schemes: Vec<Scheme>,
}

/// 制度: something to apply for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Unique in the guide.
    pub id: SchemeId,
    /// Its name.
    pub name: Words,
    /// What it gives, in a sentence.
    pub about: Words,
    /// Where to apply.
    pub place: Words,
    /// What to bring.
    pub bring: Words,
    /// Whether it can be applied for on-line, and how.
    #[serde(default)]
    pub online: Option<Words>,
    /// Whether its application needs a 個人番号: here it is guidance only.
    #[serde(default)]
    pub my_number: bool,
    /// Usable where any of these holds. Here or in `perhaps` is at least one.
    #[serde(default)]
    pub when: Vec<Case>,
    /// Perhaps usable, to be asked at the counter, where any of these holds.
    #[serde(default)]
    pub perhaps: Vec<Case>,
}

/// Conditions that all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// At least one, each on a question of its own.
    pub all: Vec<Test>,
}

/// A condition on one answer. It does not hold where the question is not asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// To which question.
    pub question: QuestionId,
    /// Which answers.
    pub wants: Wants,
}

/// Which answers a test wants: `{"is": ["grade-1", "grade-2"]}`, `{"between": {"from": 20}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Wants {
    /// One of these choices; of several, at least one of them.
    Is(Vec<ChoiceId>),
    /// A number, or by a day of birth an age in years.
    Between(Bounds),
}

/// Numbers, the first and the last included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// The first; however small when absent.
    #[serde(default)]
    pub from: Option<i32>,
    /// The last; however large when absent.
    #[serde(default)]
    pub until: Option<i32>,
}

/// What a guide says to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Advice {
    /// Where the tree ended.
    pub outcome: Outcome,
    /// The questions that led there, in order.
    pub answered: Vec<Answered>,
    /// The schemes that can be used.
    pub usable: Vec<Advised>,
    /// The schemes to ask about at the counter.
    pub perhaps: Vec<Advised>,
    /// All others.
    pub others: Vec<Declined>,
    /// What is kept of it.
    pub log: AdviceLog,
}

/// A scheme that can be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Advised {
    /// Which.
    pub scheme: SchemeId,
    /// Its name.
    pub name: Words,
    /// What it gives.
    pub about: Words,
    /// Where to apply.
    pub place: Words,
    /// What to bring.
    pub bring: Words,
    /// Whether it can be applied for on-line, and how.
    pub online: Option<Words>,
    /// That a 個人番号 is needed and that this is guidance only, where it is so.
    pub guidance: Option<Words>,
    /// Because of these answers.
    pub because: Vec<Ground>,
}

/// A scheme that cannot be used, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Declined {
    /// Which.
    pub scheme: SchemeId,
    /// Its name.
    pub name: Words,
    /// What speaks against it, by the case that comes nearest.
    pub because: Vec<Ground>,
}

/// One answer that speaks for or against a scheme. Only the question can be printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Ground {
    /// To which question.
    pub question: QuestionId,
    /// What was asked.
    pub ask: Words,
    /// What was answered; none where it was not asked.
    pub answer: Option<Words>,
    /// What the scheme wants.
    pub wants: Words,
}

impl std::fmt::Debug for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: ▇▇▇", self.question)
    }
}

/// What is kept of an advice: what was told by which version, and nothing of whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdviceLog {
    /// Which tree.
    pub tree: TreeId,
    /// Which version.
    pub version: u32,
    /// Where it ended.
    pub outcome: OutcomeId,
    /// The schemes that were told as usable.
    pub usable: Vec<SchemeId>,
    /// The schemes that were told as perhaps usable.
    pub perhaps: Vec<SchemeId>,
}

/// A guide that booth and desks look at together. The resident answers; the booth tells the whole after every change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct SharedGuide {
    /// Which.
    pub guide: TreeId,
    /// Its version: both read the same one.
    pub version: u32,
    /// The answers so far.
    pub answers: Answers,
    /// Where the resident looks: a question that is answered anew, or none for where the walk stands.
    pub back_at: Option<QuestionId>,
}

/// What the booth says about a guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FromWalker {
    /// The guide that is open; none where it was closed, or while the booth is covered.
    Shown {
        /// It.
        guide: Option<SharedGuide>,
    },
}

/// What a desk says about a guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FromAdviser {
    /// Asks which guide is open: on joining.
    #[serde(deserialize_with = "crate::bare::variant")]
    Look,
    /// Suggests a guide; the resident opens it.
    Suggest {
        /// Which.
        guide: TreeId,
    },
    /// Points at something on both sides; `None` ends it.
    Point {
        /// At what.
        at: Option<GuidePoint>,
    },
}

/// What is pointed at in a guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum GuidePoint {
    /// One choice of the question that is shown.
    Choice(ChoiceId),
    /// One scheme of the list.
    Scheme(SchemeId),
}
