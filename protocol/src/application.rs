//! 申請の審査: what the back office does with an application after its 受付番号 was given, and what its applicant may learn.
//!
//! ```text
//! 提出済 → 形式審査 → 審査済 → 引渡し済        補正のお願い: back from the applicant, it is 形式審査 again
//!              ⇅
//!         補正のお願い
//! ```
//!
//! A submission has arrived in law (行政手続法 第7条): what is missing is asked for, nothing is sent back.

use crate::booking::Words;
use crate::id::{ApplicationId, BatchId, FormId, SectionId, WardId};
use crate::place::Identity;
use crate::problem::FieldProblem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most applications of one hand-over.
pub const BATCH_MAX: usize = 200;
/// Most rows of one page of the work list.
pub const WORKLIST_MAX: usize = 200;
/// Most characters of what is asked of an applicant, for one field.
pub const REASON_MAX: usize = 200;

/// 状態: where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ApplicationStatus {
    /// 提出済: nobody has looked at it.
    Submitted,
    /// 形式審査: somebody does.
    Review,
    /// 補正のお願い: the applicant was asked to put something right.
    Correction,
    /// 審査済: complete, and waits for the hand-over.
    Complete,
    /// 引渡し済: released to the section that decides.
    HandedOver,
}

/// One line of the work list. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationRow {
    /// Which.
    pub id: ApplicationId,
    /// 受付番号
    pub receipt: String,
    /// In which ward it was submitted.
    pub ward: WardId,
    /// Which section helped.
    pub section: SectionId,
    /// What that is called.
    pub section_name: String,
    /// Which form.
    pub form: FormId,
    /// The version that was filled.
    pub version: u32,
    /// What the form is called.
    pub title: Words,
    /// Where it stands.
    pub status: ApplicationStatus,
    /// In milliseconds since 1970.
    pub submitted_at: u64,
    /// Who looks at it, or did last: by name and seat, as colleagues know them.
    pub reviewer: Option<String>,
    /// The day until which the applicant was asked, `2026-12-15`.
    pub correct_by: Option<String>,
    /// Whether the applicant has put right what was asked.
    pub corrected: bool,
    /// How many papers were promised and have not come.
    pub papers_missing: u32,
    /// The day on which its key is destroyed, once it was handed over.
    pub erase_on: Option<String>,
    /// Whether that has happened: the row stays, nobody can read what was written.
    pub erased: bool,
}

/// How many applications stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCounts {
    /// 提出済
    pub submitted: u32,
    /// 形式審査
    pub review: u32,
    /// 補正のお願い
    pub correction: u32,
    /// Of those, past their day.
    pub overdue: u32,
    /// 審査済
    pub complete: u32,
    /// 引渡し済
    pub handed_over: u32,
}

/// 作業一覧: `GET /api/applications?status=…&after=…`, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Worklist {
    /// Of every application whom the caller may see, whatever was asked for.
    pub counts: StatusCounts,
    /// At most [`WORKLIST_MAX`].
    pub rows: Vec<ApplicationRow>,
    /// Whether more follow: ask for `after` the last one's id.
    pub more: bool,
}

/// A paper that the applicant promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PromisedPaper {
    /// The field that asked for it.
    pub path: String,
    /// How it comes: `post`, `counter`, `visit`.
    pub way: String,
    /// When it came, in milliseconds since 1970.
    pub received_at: Option<u64>,
}

/// What happened to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ApplicationDeed {
    /// By the applicant.
    Submitted,
    /// Its review began.
    Reviewed,
    /// The applicant was asked to put something right.
    CorrectionAsked,
    /// The applicant did.
    Corrected,
    /// A paper came.
    PaperReceived,
    /// It was found complete.
    Completed,
    /// It was put into a hand-over.
    Prepared,
    /// It was taken out of one again.
    PutBack,
    /// A second person released it.
    HandedOver,
    /// Its package was read.
    Exported,
    /// Its key was destroyed.
    Erased,
}

/// One line of what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationHistory {
    /// In milliseconds since 1970.
    pub at: u64,
    /// What.
    pub deed: ApplicationDeed,
    /// By whom of the staff; none for the applicant and the system.
    pub by: Option<String>,
}

/// 補正のお願い: what is asked of an applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What is to be put right, by field; at least one. Never a private field's content.
    pub reasons: Vec<CorrectionReason>,
    /// Until which day, `2026-12-15`; not before today.
    pub until: String,
}

/// Why one field is to be put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectionReason {
    /// Which field.
    pub path: String,
    /// In plain words, 1 to [`REASON_MAX`] characters; no 個人番号.
    pub words: String,
}

/// One application, for whoever reviews it: `GET /api/applications/{id}`; its entity tag is the revision, and every act on it
/// needs that as `If-Match`. `GET /api/applications/{id}/form` is the definition it was filled by. Reading is a deed of the
/// audit log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewedApplication {
    /// Its line.
    pub row: ApplicationRow,
    /// Raised by every act.
    pub revision: u32,
    /// 本人確認 at the time.
    pub identity: Identity,
    /// Path → answer, normalised, private ones too; empty once erased.
    pub answers: BTreeMap<String, String>,
    /// Path → what follows from the answers.
    pub computed: BTreeMap<String, String>,
    /// Of which answers the value was written by staff and accepted by the applicant.
    pub proposed: Vec<String>,
    /// Who helped: section and seat, never a name.
    pub helped: Vec<String>,
    /// What the formal check finds by itself now.
    pub findings: Vec<FieldProblem>,
    /// The papers that were promised.
    pub papers: Vec<PromisedPaper>,
    /// What was asked of the applicant last.
    pub correction: Option<Correction>,
    /// The oldest first.
    pub history: Vec<ApplicationHistory>,
}

/// `POST /api/applications/{id}/papers`: a paper came, or it had not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotePaper {
    /// The field that asked for it.
    pub path: String,
    /// Whether it is here.
    pub received: bool,
}

/// 引渡し: applications that leave together as one signed file. One person prepares it, another releases it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Batch {
    /// Which.
    pub id: BatchId,
    /// In milliseconds since 1970.
    pub prepared_at: u64,
    /// By whom.
    pub prepared_by: String,
    /// Whether that was the caller, who cannot release it.
    pub own: bool,
    /// When it was released.
    pub released_at: Option<u64>,
    /// By whom.
    pub released_by: Option<String>,
    /// SHA-256 of the manifest, hexadecimal, once it was released.
    pub manifest_sha256: Option<String>,
    /// What is in it.
    pub lines: Vec<BatchLine>,
}

/// One application of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchLine {
    /// Which.
    pub id: ApplicationId,
    /// 受付番号
    pub receipt: String,
    /// What the form is called.
    pub title: Words,
}

/// `POST /api/batches`: 引渡しの準備.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewBatch {
    /// 1 to [`BATCH_MAX`] applications that are 審査済.
    pub applications: Vec<ApplicationId>,
}

/// `GET /api/batches`, the newest first: `POST …/{id}/release`, `DELETE …/{id}` before that, `GET …/{id}/file` after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Batches {
    /// At most a hundred.
    pub batches: Vec<Batch>,
}

/// `POST /api/my-application`: what an applicant asks with the code of the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByApplicationCode {
    /// As it was typed.
    pub code: String,
}

/// What whoever has the code learns. No answer is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnApplication {
    /// 受付番号
    pub receipt: String,
    /// Which form; `POST /api/my-application/form` is its definition, for the fields to be put right.
    pub form: FormId,
    /// The version that was filled.
    pub version: u32,
    /// What the form is called.
    pub title: Words,
    /// Where it stands.
    pub status: ApplicationStatus,
    /// In milliseconds since 1970.
    pub submitted_at: u64,
    /// What is asked, while it is 補正のお願い.
    pub correction: Option<Correction>,
    /// Which section to call, and its number.
    pub section_name: String,
    /// The ward office's number.
    pub telephone: String,
}

/// `POST /api/my-application/correct`, with an idempotency key: the fields that were asked for, and no other.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectByCode {
    /// The code of the receipt.
    pub code: String,
    /// Path → answer.
    pub answers: BTreeMap<String, String>,
    /// The paths of answers of which the applicant says that their digits are no 個人番号.
    #[serde(default)]
    pub declared: Vec<String>,
}

impl std::fmt::Debug for ReviewedApplication {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReviewedApplication").field("row", &self.row).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for CorrectByCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("▇▇▇")
    }
}
