//! What is wrong with something that was sent, and where.

use protocol::problem::FieldProblem;

/// One thing that is wrong, in words for whoever sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where: `openings/3/hours/closes`, `rows/12`.
    pub path: String,
    /// The stable word: `end-before-start`.
    pub code: &'static str,
    /// What is wrong and what to do, in Japanese.
    pub message: String,
}

impl Flaw {
    pub(crate) fn new(path: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self { path: path.into(), code, message: message.into() }
    }
}

impl From<Flaw> for FieldProblem {
    fn from(flaw: Flaw) -> Self {
        Self { path: flaw.path, code: flaw.code.to_owned(), message: flaw.message }
    }
}
