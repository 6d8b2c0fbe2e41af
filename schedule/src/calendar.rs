//! 曜日ごとの時間と例外の日: when a building, an office or an interpreter is there.

use crate::plan::index;
use crate::time::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Hours of every weekday, and dates that are not like theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// From Monday on; each sorted and apart.
    pub(crate) week: [Vec<Span>; 7],
    /// Instead of the week's; none is closed all day.
    pub(crate) dates: BTreeMap<Date, Vec<Span>>,
}

impl Calendar {
    /// The hours of a date, sorted and apart.
    pub fn on(&self, date: Date) -> &[Span] {
        self.dates.get(&date).unwrap_or(&self.week[index(date.weekday())])
    }
}
