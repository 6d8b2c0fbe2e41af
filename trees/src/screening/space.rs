//! Every combination of attributes, numbered, so that all of them can be looked at.

use super::condition::{of_answers, of_site, of_subject};
use protocol::screening::{
    Condition, Documents, Reach, Rule, Seclusion, Sensitivity, SiteAttributes, SubjectAttributes, Verdict,
};
use protocol::tree::Answers;

pub(super) const DOCUMENTS: [Documents; 4] = [Documents::None, Documents::Copy, Documents::Originals, Documents::Card];
pub(super) const SENSITIVITIES: [Sensitivity; 4] =
    [Sensitivity::Low, Sensitivity::Medium, Sensitivity::High, Sensitivity::VeryHigh];
pub(super) const REACHES: [Reach; 4] = [Reach::Whole, Reach::Guidance, Reach::InPerson, Reach::Appointment];
pub(super) const SECLUSIONS: [Seclusion; 3] = [Seclusion::Open, Seclusion::Partitioned, Seclusion::Enclosed];
pub(super) const FLAGS: [bool; 2] = [false, true];

/// How many values each attribute has: reach, danger, kiosk, documents, money and sensitivity of a subject; seclusion,
/// handset, earphone, document camera, printer and attendant of a site.
pub(super) const SIZES: [usize; 12] = [4, 2, 2, 4, 2, 4, 3, 2, 2, 2, 2, 2];
const SUBJECTS: usize = 512;
pub(super) const SITES: usize = 96;
/// How many combinations there are under one walk.
pub(super) const COMBINATIONS: usize = SUBJECTS * SITES;

/// The digits of a number, each attribute a digit of its own base.
fn digits<const N: usize>(mut number: usize, sizes: &[usize]) -> [usize; N] {
    let mut digits = [0; N];
    for (digit, size) in digits.iter_mut().zip(sizes).rev() {
        *digit = number % size;
        number /= size;
    }
    digits
}

fn subject(number: usize) -> SubjectAttributes {
    let [reach, danger, kiosk, documents, money, sensitivity] = digits(number, &SIZES[..6]);
    SubjectAttributes {
        documents: DOCUMENTS[documents],
        money: FLAGS[money],
        sensitivity: SENSITIVITIES[sensitivity],
        kiosk: FLAGS[kiosk],
        danger: FLAGS[danger],
        reach: REACHES[reach],
    }
}

fn site(number: usize) -> SiteAttributes {
    let [seclusion, handset, earphone, document_camera, printer, attendant] = digits(number, &SIZES[6..]);
    SiteAttributes {
        seclusion: SECLUSIONS[seclusion],
        handset: FLAGS[handset],
        earphone: FLAGS[earphone],
        document_camera: FLAGS[document_camera],
        printer: FLAGS[printer],
        attendant: FLAGS[attendant],
    }
}

/// Which rules hold, a bit each, for every subject, and for every site.
pub(super) struct Table<'a> {
    rules: &'a [Rule],
    subjects: Vec<u64>,
    sites: Vec<u64>,
}

impl<'a> Table<'a> {
    /// Of at most 64 rules.
    pub(super) fn new(rules: &'a [Rule]) -> Self {
        let subjects = (0..SUBJECTS).map(subject).map(|it| bits(rules, |when| of_subject(when, &it))).collect();
        let sites = (0..SITES).map(site).map(|it| bits(rules, |when| of_site(when, &it))).collect();
        Self { rules, subjects, sites }
    }

    /// The place of the rule that decides each combination after a walk; none where no rule holds.
    pub(super) fn deciders(&self, walk: &Answers) -> impl Iterator<Item = Option<usize>> {
        let walk = bits(self.rules, |when| of_answers(when, walk));
        let pairs = self.subjects.iter().flat_map(move |subject| self.sites.iter().map(move |site| subject & site));
        pairs.map(move |both| Some((both & walk).trailing_zeros() as usize).filter(|place| *place < 64))
    }

    /// The verdict on each combination after a walk.
    pub(super) fn verdicts(&self, walk: &Answers) -> impl Iterator<Item = Option<Verdict>> {
        self.deciders(walk).map(|place| place.map(|place| self.rules[place].verdict))
    }
}

fn bits(rules: &[Rule], holds: impl Fn(&Condition) -> bool) -> u64 {
    rules.iter().enumerate().filter(|(_, rule)| holds(&rule.when)).fold(0, |bits, (place, _)| bits | 1 << place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_combination_has_its_number() {
        assert_eq!(SIZES.iter().product::<usize>(), COMBINATIONS);
        assert_eq!((0..SUBJECTS).map(subject).collect::<BTreeSet<_>>().len(), SUBJECTS);
        assert_eq!((0..SITES).map(site).collect::<BTreeSet<_>>().len(), SITES);
    }
}
