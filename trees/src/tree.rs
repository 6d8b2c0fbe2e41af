//! A tree that cannot be wrong: every target exists, every answer leads somewhere exactly one way, every walk ends.

use jiff::civil::Date;
use protocol::id::{QuestionId, TreeId};
use protocol::tree::{self as wire, Outcome, Question};

/// One version of one tree, read and compiled.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(crate) wire: wire::Tree,
    pub(crate) effective: Effective,
    pub(crate) start: Goal,
    /// Of each question, by its place in the list.
    pub(crate) routes: Vec<Routes>,
    /// Of each question: how many are still to come at most, itself included.
    pub(crate) left: Vec<u32>,
}

/// The dates on which something counts, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Effective {
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
}

impl Effective {
    pub(crate) fn on(self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}

/// What comes next, by its place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    Question(usize),
    Outcome(usize),
}

/// Where the answers of a question lead.
#[derive(Debug, Clone)]
pub(crate) enum Routes {
    /// By the choices in order; of several, none of them is the last.
    Choices(Vec<Goal>),
    /// By numbers, ages, or days since 1970; together all that is possible, each once, ascending.
    Ranges(Vec<Range>),
    /// By first digits, no two of which begin alike.
    Areas { begins: Vec<(String, Goal)>, otherwise: Goal },
}

/// The first and the last included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) goal: Goal,
}

impl Routes {
    /// Every goal.
    pub(crate) fn goals(&self) -> Vec<Goal> {
        match self {
            Self::Choices(goals) => goals.clone(),
            Self::Ranges(ranges) => ranges.iter().map(|range| range.goal).collect(),
            Self::Areas { begins, otherwise } => begins.iter().map(|(_, goal)| *goal).chain([*otherwise]).collect(),
        }
    }
}

impl Tree {
    /// What was published.
    pub fn wire(&self) -> &wire::Tree {
        &self.wire
    }

    /// Which.
    pub fn id(&self) -> &TreeId {
        &self.wire.id
    }

    /// Which version.
    pub fn version(&self) -> u32 {
        self.wire.version
    }

    /// Whether it counts on a date.
    pub fn in_force(&self, date: Date) -> bool {
        self.effective.on(date)
    }

    /// A question by its id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.place(id).map(|at| &self.wire.questions[at])
    }

    pub(crate) fn place(&self, id: &QuestionId) -> Option<usize> {
        self.wire.questions.iter().position(|question| question.id == *id)
    }

    pub(crate) fn outcome(&self, at: usize) -> &Outcome {
        &self.wire.outcomes[at]
    }
}

/// The version of a tree that counts on a date; the highest, should there be several.
pub fn in_force<'a>(trees: impl IntoIterator<Item = &'a Tree>, id: &TreeId, date: Date) -> Option<&'a Tree> {
    trees.into_iter().filter(|tree| tree.id() == id && tree.in_force(date)).max_by_key(|tree| tree.version())
}
