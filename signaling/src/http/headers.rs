//! What a request says beside its body: for which state a change is meant, and which act it repeats.

use crate::fault::{Fault, Result};
use http::{HeaderMap, header};
use protocol::id::RequestId;
use protocol::problem::Code;

const KEY: &str = "idempotency-key";

/// The entity tag of a revision.
pub(super) fn tag(revision: u32) -> String {
    format!("\"{revision}\"")
}

/// The revision that `If-Match` names.
pub(super) fn meant(headers: &HeaderMap) -> Result<u32> {
    let tag = headers.get(header::IF_MATCH).ok_or(Code::TagNeeded)?;
    let revision = tag.to_str().ok().and_then(|tag| tag.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok());
    Ok(revision.ok_or(Code::StaleTag)?)
}

/// The key that a repetition of the act carries too.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<RequestId> {
    let key = headers.get(KEY).and_then(|key| key.to_str().ok()?.parse().ok());
    key.ok_or_else(|| Fault::bad_field(KEY, "required", "Idempotency-Key が必要です。"))
}
