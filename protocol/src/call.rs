//! A call as its parties and the desk's queue see it. Facts, never deltas.

use crate::id::{CallId, Epoch, FormId, PartyId, SectionId, SiteId, SubjectId};
use crate::place::{Identity, Language};
use serde::{Deserialize, Serialize};

/// Where a call stands. The machine that moves it is `signaling/src/call/machine.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum CallState {
    /// 呼び出し中: desks ring, nobody has accepted.
    Ringing,
    /// 応答済み: exactly one desk has accepted; the room is being opened.
    Accepted,
    /// 接続中: the parties exchange offers.
    Connecting,
    /// 通話中
    InCall,
    /// つなぎ直し中: a party or the server was lost; the call waits for it.
    Reconnecting,
    /// 後処理: media is closed, the desk writes its outcome.
    WrapUp,
    /// 終了
    Closed,
}

/// Why a call closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum CloseReason {
    /// The parties ended it.
    Completed,
    /// The resident left before anybody accepted.
    Abandoned,
    /// Nobody accepted in time.
    Unanswered,
    /// A party was lost and did not come back.
    Lost,
    /// The server could not go on.
    Failed,
}

/// 相談の結果, chosen at wrap-up. No free text, hence no personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// 案内して終わった
    Advised,
    /// 申請を受け付けた
    Applied,
    /// 来庁をお願いした
    AskedToVisit,
    /// 別の担当を案内した
    Referred,
    /// 途中で終わった
    BrokenOff,
}

/// What a party is in a call. The SFU never learns this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum PartyRole {
    /// 住民, at the booth: the single writer of the form.
    Resident,
    /// 職員
    Staff,
    /// 通訳
    Interpreter,
    /// 上席
    Supervisor,
}

/// Whether a party's media is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Expected, not yet joined.
    Awaited,
    /// Joined and heard from.
    Present,
    /// Silent for 5 s or more.
    Lost,
    /// Gone.
    Gone,
}

/// One participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Party {
    /// Which; also the source's name on the `control` channel.
    pub party: PartyId,
    /// What it is in this call.
    pub role: PartyRole,
    /// How it is called on screen: the section's or the site's name, never a resident's.
    pub label: String,
    /// Whether its media is there.
    pub presence: Presence,
}

/// A call as one of its parties sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct CallView {
    /// Which.
    pub call: CallId,
    /// The room's life.
    pub epoch: Epoch,
    /// 受付番号札: called by number, never by name. Counts within a ward and day.
    pub number: u32,
    /// Where it stands.
    pub state: CallState,
    /// Why it closed.
    pub closed: Option<CloseReason>,
    /// About what.
    pub subject: SubjectId,
    /// The subject's name.
    pub subject_name: String,
    /// Where the booth is.
    pub site: SiteId,
    /// The site's name.
    pub site_name: String,
    /// The section that answers.
    pub section: SectionId,
    /// The section's name.
    pub section_name: String,
    /// What the resident reads and speaks.
    pub language: Language,
    /// What must be known of the resident for more than general guidance.
    pub identity_needed: Identity,
    /// What is known.
    pub identity: Identity,
    /// The form that is filled together.
    pub form: Option<FormId>,
    /// Which party the reader of this view is.
    pub you: Option<PartyId>,
    /// Everybody in the call.
    pub parties: Vec<Party>,
    /// How many tickets are before this one while it rings.
    pub ahead: u32,
    /// When it rang, in milliseconds since 1970.
    pub rang_at: f64,
    /// When it was accepted.
    pub accepted_at: Option<f64>,
    /// 受付番号 of the submitted application.
    pub receipt: Option<String>,
}

/// One row of the desk's queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct QueueRow {
    /// Which.
    pub call: CallId,
    /// The room's life; an accept states it.
    pub epoch: Epoch,
    /// The ticket's number.
    pub number: u32,
    /// About what.
    pub subject_name: String,
    /// From where.
    pub site_name: String,
    /// In which language.
    pub language: Language,
    /// What the subject asks of 本人確認.
    pub identity_needed: Identity,
    /// When it rang, in milliseconds since 1970.
    pub rang_at: f64,
    /// Whether it rings at the reader's desk now.
    pub ringing: bool,
}
