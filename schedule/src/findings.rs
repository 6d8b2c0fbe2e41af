//! Conflicts of a plan, before it is published.

use crate::almanac::Almanac;
use jiff::civil::Date;
use protocol::schedule::Finding;

/// What the next twelve months hold against each opening, the gravest first.
#[expect(clippy::unimplemented, reason = "the skeleton that neighbours build against; the next commits fill it in")]
pub fn findings(_almanac: &Almanac<'_>, _today: Date) -> Vec<Finding> {
    unimplemented!("findings")
}
