//! 祝日, as the city imported them from the 内閣府.

use crate::flaw::Flaw;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The holidays that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays(BTreeMap<Date, String>);

impl Holidays {
    /// Reads the 内閣府's CSV.
    ///
    /// # Errors
    /// Every bad row; nothing of the file counts then.
    #[expect(clippy::unimplemented, reason = "the skeleton that neighbours build against; the next commits fill it in")]
    pub fn read(_bytes: &[u8]) -> Result<Self, Vec<Flaw>> {
        unimplemented!("Holidays::read")
    }

    /// The name of a holiday.
    pub fn on(&self, date: Date) -> Option<&str> {
        self.0.get(&date).map(String::as_str)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &str)> {
        self.0.iter().map(|(date, name)| (*date, name.as_str()))
    }

    /// The last one that is known.
    pub fn until(&self) -> Option<Date> {
        self.0.keys().next_back().copied()
    }

    /// Whether next year's ought to be known and are not.
    #[expect(clippy::unimplemented, reason = "the skeleton that neighbours build against; the next commits fill it in")]
    pub fn missing_next_year(&self, _today: Date) -> bool {
        unimplemented!("Holidays::missing_next_year")
    }
}

impl FromIterator<(Date, String)> for Holidays {
    fn from_iter<I: IntoIterator<Item = (Date, String)>>(holidays: I) -> Self {
        Self(holidays.into_iter().collect())
    }
}
