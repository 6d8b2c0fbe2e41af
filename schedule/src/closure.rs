//! 臨時休止

use crate::flaw::Flaw;
use crate::place::Place;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use protocol::id::{SectionId, SiteId};
use protocol::schedule::{ClosureScope, NewClosure};

/// A closure in force: of everything, a site or a section, from a moment until another. Lifted ones are left out by
/// whoever makes the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// What.
    pub scope: ClosureScope,
    /// From when on, on the wall; whole minutes.
    pub from: DateTime,
    /// Until when.
    pub until: DateTime,
    /// `from`, in milliseconds since 1970.
    pub from_ms: i64,
    /// `until`, likewise.
    pub until_ms: i64,
    /// Why, for residents.
    pub reason: String,
    /// What to do instead, for residents; may be empty.
    pub instead: String,
}

impl Closure {
    /// Reads one in the ward's zone.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    #[expect(clippy::unimplemented, reason = "the skeleton that neighbours build against; the next commits fill it in")]
    pub fn read(_new: &NewClosure, _zone: &TimeZone) -> Result<Self, Vec<Flaw>> {
        unimplemented!("Closure::read")
    }

    /// Whether the ward has what it closes.
    pub fn is_of(&self, place: &Place) -> bool {
        match &self.scope {
            ClosureScope::All => true,
            ClosureScope::Site { site } => place.sites.contains_key(site),
            ClosureScope::Section { section } => place.sections.contains_key(section),
        }
    }

    /// Whether it closes a section's counter at a site; without a section, the site as a whole.
    pub fn hits(&self, site: &SiteId, section: Option<&SectionId>) -> bool {
        match &self.scope {
            ClosureScope::All => true,
            ClosureScope::Site { site: closed } => closed == site,
            ClosureScope::Section { section: closed } => Some(closed) == section,
        }
    }

    /// Whether a moment, in milliseconds since 1970, lies in it.
    pub fn holds(&self, at: i64) -> bool {
        self.from_ms <= at && at < self.until_ms
    }
}
