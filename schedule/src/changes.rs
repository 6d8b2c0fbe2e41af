//! How one plan differs from another, in words.

use crate::place::Place;
use crate::plan::Plan;

/// One sentence for each thing that is not the same.
#[expect(clippy::unimplemented, reason = "the skeleton that neighbours build against; the next commits fill it in")]
pub fn changes(_before: &Plan, _after: &Plan, _place: &Place) -> Vec<String> {
    unimplemented!("changes")
}
