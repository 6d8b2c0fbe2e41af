//! What a coordinator sent → a plan that cannot be wrong, or everything that is wrong with it.

use crate::flaw::Flaw;
use crate::place::Place;
use crate::plan::Plan;
use jiff::civil::Date;
use protocol::schedule as wire;

#[expect(clippy::unimplemented, reason = "the skeleton that neighbours build against; the next commits fill it in")]
impl Plan {
    /// Reads what was sent.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(_plan: &wire::Plan, _place: &Place, _today: Date) -> Result<Self, Vec<Flaw>> {
        unimplemented!("Plan::read")
    }

    /// Reads what was once accepted and stored. Where the ward has lost a section, site or subject since, what named it
    /// is left out, and told; dates may have become far.
    pub fn stored(_plan: &wire::Plan, _place: &Place) -> (Self, Vec<Flaw>) {
        unimplemented!("Plan::stored")
    }
}
