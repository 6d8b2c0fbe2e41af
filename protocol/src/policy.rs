//! Who may see and hear whom: a matrix source × receiver. What it does not name is covered.

use crate::id::PartyId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One thing a party sends, by the order of its send lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// First audio line.
    Microphone,
    /// First video line.
    Camera,
    /// Second video line: document camera or screen.
    Second,
}

impl Line {
    /// Every line, in the order of the offer.
    pub const ALL: [Self; 3] = [Self::Microphone, Self::Camera, Self::Second];
}

/// One permitted flow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Flow {
    /// Who sends.
    pub source: PartyId,
    /// What.
    pub line: Line,
    /// Who may receive it.
    pub receiver: PartyId,
}

/// The matrix: the flows that pass, and no other. A higher version replaces a lower one whole; a lower or equal one
/// is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Policy {
    /// Counts within an epoch.
    pub version: u32,
    /// What passes.
    pub allow: BTreeSet<Flow>,
}

impl Policy {
    /// Everybody of `parties` sees and hears everybody else.
    pub fn open(version: u32, parties: &[PartyId]) -> Self {
        let allow = parties
            .iter()
            .flat_map(|source| parties.iter().filter(move |r| *r != source).map(move |r| (source, r)))
            .flat_map(|(source, receiver)| {
                Line::ALL.map(|line| Flow { source: source.clone(), line, receiver: receiver.clone() })
            })
            .collect();
        Self { version, allow }
    }

    /// Whether a flow passes. Unknown means covered.
    pub fn passes(&self, source: &PartyId, line: Line, receiver: &PartyId) -> bool {
        self.allow.contains(&Flow { source: source.clone(), line, receiver: receiver.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_means_covered() {
        let [a, b, c] = ["a", "b", "c"].map(|p| p.parse().expect("an id"));
        let policy = Policy::open(1, &[a, b]);
        let [a, b]: [PartyId; 2] = ["a", "b"].map(|p| p.parse().expect("an id"));
        assert!(policy.passes(&a, Line::Camera, &b) && policy.passes(&b, Line::Second, &a));
        assert!(!policy.passes(&a, Line::Camera, &c) && !policy.passes(&c, Line::Microphone, &a));
        assert!(!policy.passes(&a, Line::Camera, &a));
        assert!(!Policy::default().passes(&a, Line::Camera, &b));
    }
}
