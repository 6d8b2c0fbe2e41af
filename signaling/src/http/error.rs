//! The one file that turns refusals and faults into answers: RFC 9457 problem documents.

use crate::fault::Fault;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use protocol::problem::{Code, Problem};

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        if self.code() == Code::Internal {
            tracing::error!(error = causes(&self), "an operation failed");
        }
        problem(self.into_problem())
    }
}

/// An error and what caused it, in one line.
fn causes(error: &dyn std::error::Error) -> String {
    let rest = std::iter::successors(error.source(), |cause| cause.source());
    rest.fold(error.to_string(), |line, cause| format!("{line}: {cause}"))
}

/// A problem document with its status and, where it says when to come back, `Retry-After`.
pub(super) fn problem(problem: Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let retry_after = problem.retry_after;
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// 404 for a path that we do not have.
pub(super) async fn no_such_page() -> Fault {
    Fault::from(Code::NotFound)
}

/// 405 for a path that we have with another method.
pub(super) async fn no_such_method() -> Fault {
    Fault::from(Code::WrongMethod)
}
