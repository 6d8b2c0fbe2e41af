//! booth ⇄ desk: the shared e-application panel, over the data channel `panel` (reliable, ordered, JSON text) and
//! `pointer` (lossy, JSON text, at most 60 Hz). The SFU relays them in [`crate::relay`] envelopes.
//!
//! The booth is the single writer of a form: it numbers every change from 1 without a gap. The desk proposes and
//! points. A receiver that sees a gap asks for a snapshot; a number it has seen is a repetition and is ignored.
//! A private field's value never stands in any of these messages.

use crate::guide::{FromAdviser, FromWalker};
use crate::id::{FormId, PartyId, ProposalId, RequestId};
use crate::stage::{FromGuest, FromHolder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a field is: `name`, or `household/0/name` inside a repeat.
pub type Path = String;

/// A field's value as the desk may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "shown", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Shown {
    /// Not answered.
    #[serde(deserialize_with = "crate::bare::variant")]
    Empty,
    /// Answered, and everybody in the panel may read it.
    Value {
        /// The normalised answer.
        value: String,
    },
    /// 入力済: answered, private.
    #[serde(deserialize_with = "crate::bare::variant")]
    Filled,
}

/// A proposal that waits for the resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Which.
    pub id: ProposalId,
    /// For which field; never a private one.
    pub path: Path,
    /// What staff suggest.
    pub value: String,
}

/// Where the resident stands in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "at", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// At one field.
    Field {
        /// Which.
        path: Path,
    },
    /// At 入力内容の確認.
    #[serde(deserialize_with = "crate::bare::variant")]
    Check,
    /// Submitted.
    Receipt {
        /// 受付番号
        number: String,
    },
}

/// What the writer (the booth) sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FromWriter {
    /// A numbered change: exactly one of what can change.
    Change {
        /// 1, 2, 3 …
        seq: u32,
        /// What changed.
        change: Change,
    },
    /// Everything, redacted; answers [`FromReader::Snapshot`] and opens a panel.
    Snapshot {
        /// The number of the last change in it.
        seq: u32,
        /// The form.
        form: FormId,
        /// Its version.
        version: u32,
        /// The language the resident reads.
        language: crate::place::Language,
        /// Where the resident stands.
        step: Step,
        /// Every answered field.
        answers: BTreeMap<Path, Shown>,
        /// What waits for the resident.
        proposals: Vec<Proposal>,
    },
    /// Answers a [`FromReader::Compare`] of the booth's current number; any other gets no answer. Not numbered.
    Compared {
        /// The number that was compared.
        seq: u32,
        /// What came of it.
        found: Comparison,
    },
    /// No form is open.
    #[serde(deserialize_with = "crate::bare::variant")]
    NoForm,
}

/// Whether booth and desk see the same form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// They do.
    Same,
    /// They do not: the desk asks for a snapshot.
    Different,
    /// The booth is covered: its desks hold 入力済 in place of answers, and nobody may find an answer by guessing its hash.
    Covered,
}

/// What can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// A field's value.
    Answer {
        /// Which.
        path: Path,
        /// As the desk may see it.
        value: Shown,
    },
    /// One entry of a repeat was removed; later ones move up. The repeat's new count follows as its `Answer`.
    RemoveEntry {
        /// `household/1`
        path: Path,
    },
    /// The resident moved.
    Moved {
        /// To where.
        step: Step,
    },
    /// A proposal came in, and the resident sees it.
    Proposed {
        /// It.
        proposal: Proposal,
    },
    /// A proposal was settled. An accepted one is followed by its own `Answer`.
    Settled {
        /// Which.
        id: ProposalId,
        /// はい、これでいいです, or not.
        accepted: bool,
    },
}

/// What a reader (a desk) sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FromReader {
    /// Asks for everything: on joining, and after any gap.
    #[serde(deserialize_with = "crate::bare::variant")]
    Snapshot,
    /// Asks the booth to open the subject's form.
    OpenForm {
        /// Which.
        form: FormId,
    },
    /// Suggests a value. Refused by the booth for a private field, a consent and a submission.
    Propose {
        /// It.
        proposal: Proposal,
    },
    /// Takes a proposal back.
    Withdraw {
        /// Which.
        id: ProposalId,
    },
    /// Highlights a field on both sides; `None` ends it.
    Highlight {
        /// Which.
        path: Option<Path>,
    },
    /// Takes the resident to a question; the booth says so in sight and leads back. Passed over while an application is under
    /// way, after it, and for what is not asked.
    Lead {
        /// Which.
        path: Path,
    },
    /// Asks the resident to look at a question; they open it, or not. Passed over as a [`FromReader::Lead`].
    Look {
        /// Which.
        path: Path,
    },
    /// Says what the reader holds, once it has caught up: after a snapshot, and when the resident comes to the check page.
    Compare {
        /// The number of the last change in it.
        seq: u32,
        /// `Definition::fingerprint` of the forms crate: SHA-256 of the redacted form, 64 hexadecimal digits.
        fingerprint: String,
    },
}

/// 筆談: either side writes, both see. Not part of the form, not numbered, kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Lets a repetition be recognised.
    pub id: RequestId,
    /// At most [`NOTE_MAX`] characters.
    pub text: String,
    /// The writer says that its digits are no 個人番号; without that, nobody shows a note that holds one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub declared: bool,
    /// Who wrote it, where the booth says again what others wrote; from anybody else it counts for nothing. `None`: the
    /// sender.
    pub by: Option<PartyId>,
}

/// Most characters of one 筆談 note.
pub const NOTE_MAX: usize = 500;

/// One message on `panel`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "from", content = "message", rename_all = "kebab-case")]
pub enum PanelMessage {
    /// Only believed when the SFU stamped its sender as the writer.
    Writer(FromWriter),
    /// From a desk.
    Reader(FromReader),
    /// 筆談, from anybody.
    Note(Note),
    /// About the stage. Only believed when the SFU stamped its sender as the writer.
    Holder(FromHolder),
    /// About the stage, from a desk.
    Guest(FromGuest),
    /// About a guide. Only believed when the SFU stamped its sender as the writer.
    Walker(FromWalker),
    /// About a guide, from a desk.
    Adviser(FromAdviser),
}

/// One message on `pointer`: where the sender points, in thousandths of the panel's width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Pointer {
    /// 0–1000 from the left; absent when the pointer leaves.
    pub x: Option<u16>,
    /// 0–1000 from the top.
    pub y: Option<u16>,
}
