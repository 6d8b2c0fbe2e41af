//! 画面をかくす: how much of a party passes, and who asked for less. Anybody may cover; only the party itself, over its own
//! `control` channel, lifts a cover or a part of it: that is its consent.
//!
//! ```text
//! Off ──cover──▶ Covered ──the party──▶ Partial ──the party──▶ Off
//!                   ▲  └───────the party, all at once────────────▲
//!                   └──────cover───────────┘
//! ```

use crate::id::PartyId;
use crate::policy::Line;
use serde::{Deserialize, Serialize};

/// Who asked for a cover: why staff see none of the resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum CoveredBy {
    /// Whoever is at the booth: its button or its key.
    Booth,
    /// The desk, for the resident's sake.
    Desk,
    /// A rule of the site or of the subject.
    Policy,
    /// A sensor of the booth: somebody came near.
    Sensor,
    /// A rule of the municipality, since a private field is open: the screen itself stays, for the resident to write.
    PrivateField,
}

/// How much of a party passes. Of the panel everything does: 筆談 goes on behind the cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Privacy {
    /// Picture and sound, as the matrix has it.
    #[default]
    Off,
    /// Neither picture nor sound, from the party or to it.
    Covered {
        /// Who asked.
        by: CoveredBy,
    },
    /// 声だけもどす: sound, and no picture.
    Partial {
        /// Who had asked for the cover.
        by: CoveredBy,
    },
}

impl Privacy {
    /// Covered at once, whoever asks. Who is covered stays so for the first one's reason, unless that left the screen.
    #[must_use]
    pub const fn cover(self, by: CoveredBy) -> Self {
        self.stricter(Self::Covered { by })
    }

    /// Of two accounts of one party, the one that lets less pass; the first of two alike.
    #[must_use]
    pub const fn stricter(self, other: Self) -> Self {
        if other.strictness() > self.strictness() { other } else { self }
    }

    /// Whether a line may pass, from the party or to it.
    pub const fn passes(self, line: Line) -> bool {
        match self {
            Self::Off => true,
            Self::Partial { .. } => matches!(line, Line::Microphone),
            Self::Covered { .. } => false,
        }
    }

    const fn strictness(self) -> u8 {
        match self {
            Self::Off => 0,
            Self::Partial { by: CoveredBy::PrivateField } => 1,
            Self::Partial { .. } => 2,
            Self::Covered { by: CoveredBy::PrivateField } => 3,
            Self::Covered { .. } => 4,
        }
    }
}

/// What a municipality asks for at a booth, whatever the verdict. An older server asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrivacyRules {
    /// Every call begins with the voices alone here, as one that a screening calls private.
    pub voice_only: bool,
    /// While a private field is open in a call.
    pub private_field: PrivateField,
}

/// What becomes of a resident's picture and sound while they write into a private field. Its value is never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PrivateField {
    /// Both go on.
    #[default]
    Masked,
    /// No picture passes until the resident brings it back.
    VoiceOnly,
    /// Neither passes until the resident brings them back.
    Covered,
}

/// One party's privacy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct PartyPrivacy {
    /// Whose.
    pub party: PartyId,
    /// It.
    pub privacy: Privacy,
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFF: Privacy = Privacy::Off;
    const PARTIAL: Privacy = Privacy::Partial { by: CoveredBy::Booth };
    const COVERED: Privacy = Privacy::Covered { by: CoveredBy::Desk };

    #[test]
    fn a_cover_stops_every_line_and_a_partial_one_every_picture() {
        for line in Line::ALL {
            assert!(OFF.passes(line) && !COVERED.passes(line));
            assert_eq!(PARTIAL.passes(line), line == Line::Microphone);
        }
    }

    #[test]
    fn anybody_covers_and_the_first_reason_stays() {
        assert_eq!(OFF.cover(CoveredBy::Policy), Privacy::Covered { by: CoveredBy::Policy });
        assert_eq!(PARTIAL.cover(CoveredBy::Desk), COVERED);
        assert_eq!(COVERED.cover(CoveredBy::Sensor), COVERED);
    }

    #[test]
    fn what_left_the_screen_gives_way_to_what_covers_it() {
        let by = CoveredBy::PrivateField;
        let writing = OFF.cover(by);
        assert_eq!(writing, Privacy::Covered { by });
        assert_eq!((writing.cover(CoveredBy::Desk), COVERED.cover(by)), (COVERED, COVERED));
        assert_eq!((PARTIAL.stricter(Privacy::Partial { by }), PARTIAL.stricter(writing)), (PARTIAL, writing));
    }

    #[test]
    fn two_accounts_come_to_the_one_that_lets_less_pass() {
        for (one, other, both) in [(OFF, PARTIAL, PARTIAL), (PARTIAL, COVERED, COVERED), (OFF, COVERED, COVERED)] {
            assert_eq!((one.stricter(other), other.stricter(one)), (both, both));
        }
    }

    #[test]
    fn it_reads_as_prose_says() {
        let json = r#"{"party":"p","privacy":{"is":"covered","by":"desk"}}"#;
        let read: PartyPrivacy = serde_json::from_str(json).expect("a party's privacy");
        assert_eq!(serde_json::to_string(&read).expect("plain values serialise"), json);
    }
}
