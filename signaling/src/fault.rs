//! Why an operation did not happen: a refusal that the caller is told, or a fault of ours that is logged.

use protocol::problem::{Code, FieldProblem, Problem};

/// The result of an operation.
pub type Result<T> = std::result::Result<T, Fault>;

/// Why an operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The caller asked for something that is refused; nothing was changed.
    #[error("refused: {}", .0.code.word())]
    Refused(Box<Problem>),
    /// The database failed; the transaction was rolled back.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// Something of ours failed that is neither the caller's nor the database's fault.
    #[error("{what}")]
    Broken {
        /// What, as a sentence without personal data.
        what: &'static str,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Fault {
    /// For `map_err`: a fault of ours, with what failed.
    pub fn broken<E: std::error::Error + Send + Sync + 'static>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |source| Self::Broken { what, source: Box::new(source) }
    }

    /// A refusal that tells when to come back.
    pub fn too_many(retry_after: u32) -> Self {
        let mut problem = Problem::from(Code::TooMany);
        problem.retry_after = Some(retry_after);
        Self::from(problem)
    }

    /// A refusal that names one wrong field of the request.
    pub fn bad_field(path: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        let mut problem = Problem::from(Code::BadField);
        problem.errors.push(FieldProblem { path: path.into(), code: code.to_owned(), message: message.into() });
        Self::from(problem)
    }

    /// A refusal that names every wrong field of the request.
    pub fn bad_fields(errors: Vec<FieldProblem>) -> Self {
        let mut problem = Problem::from(Code::BadField);
        problem.errors = errors;
        Self::from(problem)
    }

    /// A refusal whose own sentence says it better than its code's.
    pub fn because(code: Code, title: impl Into<String>) -> Self {
        let mut problem = Problem::from(code);
        problem.title = title.into();
        Self::from(problem)
    }

    /// The code the caller is told.
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(problem) => problem.code,
            Self::Database(_) | Self::Broken { .. } => Code::Internal,
        }
    }

    /// The document the caller is told. A fault of ours says no more than that.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Refused(problem) => *problem,
            Self::Database(_) | Self::Broken { .. } => Problem::from(Code::Internal),
        }
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self::from(Problem::from(code))
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}
