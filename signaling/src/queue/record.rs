//! How long consultations took: of each ward and subject, the median and the 80th percentile of the last days.

use crate::clock::{MINUTE, Millis};
use protocol::id::{SubjectId, WardId};
use std::collections::HashMap;

/// Below so many consultations a record says nothing.
pub const ENOUGH: u32 = 8;

/// How long consultations about one subject took in one ward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Half of them took no longer.
    pub median: Millis,
    /// Four of five took no longer.
    pub p80: Millis,
    /// How many they are.
    pub samples: u32,
}

impl Record {
    /// What stands in for a record that is missing; it is never told as an estimate.
    pub const NONE: Self = Self { median: 15 * MINUTE, p80: 25 * MINUTE, samples: 0 };

    /// Of lengths in any order; [`Record::NONE`] of none.
    pub fn of(mut lengths: Vec<Millis>) -> Self {
        lengths.sort_unstable();
        let at = |percent: usize| lengths.get((lengths.len() * percent).div_ceil(100).saturating_sub(1)).copied();
        match (at(50), at(80)) {
            (Some(median), Some(p80)) => {
                Self { median, p80, samples: u32::try_from(lengths.len()).unwrap_or(u32::MAX) }
            }
            _ => Self::NONE,
        }
    }

    /// A consultation that is soon over: as far below the median as the 80th percentile is above it. Lengths of talks
    /// spread by factors, hence far means the quotient.
    pub const fn fast(&self) -> Millis {
        if self.p80 == 0 { 0 } else { self.median * self.median / self.p80 }
    }

    /// What remains of a consultation that is soon over, after `taken`.
    pub fn fast_rest(&self, taken: Millis) -> Millis {
        (self.fast() - taken).max(0)
    }

    /// What remains of a long one. The longer a talk has gone on, the less its record tells: then it may go on as long
    /// as there is between the median and the 80th percentile.
    pub fn slow_rest(&self, taken: Millis) -> Millis {
        (self.p80 - taken).max(self.p80 - self.median)
    }
}

/// The records of all wards and subjects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records(HashMap<WardId, HashMap<SubjectId, Record>>);

impl Records {
    /// Of single consultations.
    pub fn of(consultations: impl IntoIterator<Item = (WardId, SubjectId, Millis)>) -> Self {
        let mut lengths: HashMap<WardId, HashMap<SubjectId, Vec<Millis>>> = HashMap::new();
        for (ward, subject, length) in consultations {
            lengths.entry(ward).or_default().entry(subject).or_default().push(length);
        }
        let of =
            |subjects: HashMap<_, _>| subjects.into_iter().map(|(subject, all)| (subject, Record::of(all))).collect();
        Self(lengths.into_iter().map(|(ward, subjects)| (ward, of(subjects))).collect())
    }

    /// The record of a subject in a ward.
    pub fn record(&self, ward: &WardId, subject: &SubjectId) -> Record {
        self.0.get(ward).and_then(|subjects| subjects.get(subject)).copied().unwrap_or(Record::NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_the_median_and_the_80th_percentile() {
        let minutes = |list: &[i64]| Record::of(list.iter().map(|minutes| minutes * MINUTE).collect());
        assert_eq!(minutes(&[]), Record::NONE);
        assert_eq!(minutes(&[7]), Record { median: 7 * MINUTE, p80: 7 * MINUTE, samples: 1 });
        let ten = minutes(&[10, 1, 9, 2, 8, 3, 7, 4, 6, 5]);
        assert_eq!(ten, Record { median: 5 * MINUTE, p80: 8 * MINUTE, samples: 10 });
        assert_eq!(Record::of(vec![0; 9]).fast(), 0);
    }

    #[test]
    fn a_talk_that_goes_on_may_go_on() {
        let record = Record { median: 20 * MINUTE, p80: 25 * MINUTE, samples: 9 };
        assert_eq!(record.fast(), 16 * MINUTE);
        for (taken, fast, slow) in [(0, 16, 25), (10, 6, 15), (19, 0, 6), (21, 0, 5), (90, 0, 5)] {
            let rest = (record.fast_rest(taken * MINUTE), record.slow_rest(taken * MINUTE));
            assert_eq!(rest, (fast * MINUTE, slow * MINUTE), "after {taken} minutes");
        }
    }

    #[test]
    fn records_of_wards_and_subjects_are_apart() {
        let id = |text: &str| text.parse().expect("an id");
        let (kita, tax): (WardId, SubjectId) = (id("kita"), "tax".parse().expect("an id"));
        let records = Records::of([(kita.clone(), tax.clone(), MINUTE), (id("minami"), tax.clone(), 9 * MINUTE)]);
        assert_eq!(records.record(&kita, &tax).median, MINUTE);
        assert_eq!(records.record(&id("moji"), &tax), Record::NONE);
    }
}
