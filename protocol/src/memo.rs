//! Beside a call: what staff say about a subject (応対メモ), and whom to bring in at once where somebody may be in danger
//! (緊急つなぎ).

use crate::id::{HotlineId, SectionId, SubjectId};
use serde::{Deserialize, Serialize};

/// Most characters of a script.
pub const SCRIPT_MAX: usize = 2_000;
/// Most characters of a phrase.
pub const PHRASE_MAX: usize = 100;
/// Most phrases of a memo.
pub const PHRASES_MAX: usize = 12;

/// What a memo says. Of a subject, never of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemoContent {
    /// What to ask and to explain, in order; lines are kept. At most [`SCRIPT_MAX`] characters.
    pub script: String,
    /// 定型文: at most [`PHRASES_MAX`], each of 1 to [`PHRASE_MAX`] characters.
    pub phrases: Vec<String>,
}

/// What `PUT /api/memos/{subject}` takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemoChange {
    /// What it says from now on.
    pub content: MemoContent,
    /// The writer says that its digits are no 個人番号.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub declared: bool,
}

/// 応対メモ of a ward and subject: `GET` and `PUT /api/memos/{subject}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Memo {
    /// About what.
    pub subject: SubjectId,
    /// Counts up with every change; 0 until somebody wrote one. Also the entity tag that a change names.
    pub revision: u32,
    /// What it says.
    pub content: MemoContent,
    /// What it said before, so that a change can be undone.
    pub before: Option<MemoContent>,
    /// Whether the reader may change it.
    pub editable: bool,
}

/// 緊急つなぎ: an office or number for somebody who may be in danger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hotline {
    /// Which.
    pub hotline: HotlineId,
    /// 児童相談所虐待対応ダイヤル
    pub name: String,
    /// For what: 子どもへの虐待.
    pub about: String,
    /// 189
    pub telephone: String,
    /// The section of the ward that can be asked into the call, where there is one.
    pub section: Option<SectionId>,
}
