//! What publishing a draft would mean.

use super::draft::judged;
use super::{Sound, may_edit, numbered, read, store};
use crate::access::AccountCaller;
use crate::app::App;
use crate::fault::Result;
use protocol::id::PublicationId;
use protocol::problem::Code;
use protocol::publication::{Body, PublicationReview};
use protocol::screening::VerdictChange;
use protocol::tree::Difference;

/// The differences between what counts and the draft, and whose verdict they change.
///
/// # Errors
/// `forbidden`; `not-found`.
pub async fn review(app: &App, by: &AccountCaller, id: &PublicationId) -> Result<PublicationReview> {
    may_edit(by)?;
    let mut held = app.db.hold().await?;
    let kept = store::kept(&mut held.conn(), &by.ward, Some(id)).await?.pop();
    drop(held);
    let kept = kept.filter(|kept| !kept.is_nothing()).ok_or(Code::NotFound)?;
    let (flaws, warnings) = judged(&kept);
    // Their numbers are no difference.
    let next = kept.version + 1;
    let before = kept.published.as_ref().map(|body| numbered(body, next));
    let after = kept.draft.as_ref().map(|body| numbered(body, next));
    let both = before.as_ref().zip(after.as_ref());
    Ok(PublicationReview {
        revision: kept.revision,
        differences: both.map(|(before, after)| differences(before, after)).unwrap_or_default(),
        verdicts: both.map(|(before, after)| verdicts(before, after)).unwrap_or_default(),
        flaws,
        warnings,
    })
}

fn differences(before: &Body, after: &Body) -> Vec<Difference> {
    match (before, after) {
        (Body::Screening { screening: before }, Body::Screening { screening: after }) => trees::diff(before, after),
        (Body::Guide { guide: before }, Body::Guide { guide: after }) => trees::diff(before, after),
        // An id stands for one kind alone.
        _ => Vec::new(),
    }
}

fn verdicts(before: &Body, after: &Body) -> Vec<VerdictChange> {
    match (read(before), read(after)) {
        (Ok((Sound::Screening(before), _)), Ok((Sound::Screening(after), _))) => before.changes(&after),
        _ => Vec::new(),
    }
}
