//! A call as its parties and the desk's queue see it. Facts, never deltas.

use crate::id::{AccountId, CallId, Epoch, FormId, PartyId, SectionId, SiteId, SubjectId};
use crate::place::{Identity, Language};
use crate::privacy::Privacy;
use crate::screening::Verdict;
use crate::signal::DeskPresence;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a call stands. The machine that moves it is `signaling/src/call/machine.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum CallState {
    /// 呼び出し中: the ticket waits, and desks ring in turn; nobody has accepted.
    Ringing,
    /// 折り返し待ち: nobody could answer, or an officer promised to come back; the ticket keeps its number and place.
    Callback,
    /// 折り返し中: an officer calls the booth, and nobody there has answered yet.
    Dialling,
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
    /// 解決
    Solved,
    /// 来庁案内
    AskedToVisit,
    /// 折返し: the ticket goes to the callback list.
    CallBack,
    /// つながらず終了
    NotConnected,
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
    /// 別の担当の職員: somebody of a second office, or the one a call is handed over to.
    Colleague,
    /// 通訳
    Interpreter,
    /// 責任者: listens; both sides are shown it.
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
    /// How it is called on screen: the site's name, or the section's and what `[staff] shown_as` lets residents know of the
    /// officer, a seat or a 名字. Never a resident's.
    pub label: String,
    /// Whether its media is there.
    pub presence: Presence,
    /// Whether it only listens: the SFU passes nothing of it on.
    pub listens: bool,
}

/// How long a ticket will wait, as far as the record of the last days tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Estimate {
    /// A desk is free for it.
    #[serde(deserialize_with = "crate::bare::variant")]
    Now,
    /// In so many minutes.
    Range {
        /// At least about.
        from: u16,
        /// At most about.
        to: u16,
        /// How many consultations of the record it rests on.
        samples: u32,
    },
    /// The record is too short to say.
    Unknown {
        /// How many consultations it holds.
        samples: u32,
    },
}

/// What is being done for a ticket that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum WaitStep {
    /// 順番待ち: every desk that could answer is taken.
    InLine,
    /// 呼び出し中: a desk rings.
    Ringing,
    /// 別の職員を呼び出し中: the first one did not answer.
    RingingNext,
    /// 責任者を呼び出し中
    RingingSupervisor,
}

/// How a ticket stands in line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// How many are served before it: 前に n 組.
    pub ahead: u32,
    /// How long it will take.
    pub estimate: Estimate,
    /// What is being done.
    pub step: WaitStep,
}

/// Whether a subject can be asked about at a booth, and how long that would take. Told before a ticket is taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Prospect {
    /// A ticket can be taken.
    Open {
        /// How many would be before it.
        ahead: u32,
        /// How long it would wait.
        estimate: Estimate,
    },
    /// Nobody is 対応可 or will be soon.
    #[serde(deserialize_with = "crate::bare::variant")]
    Nobody,
    /// It would not be its turn before the counter closes.
    Closing {
        /// When it opens next, in milliseconds since 1970, where that is known.
        opens_at: Option<f64>,
    },
    /// The counter is closed now.
    Closed {
        /// When it opens next.
        opens_at: Option<f64>,
    },
    /// The set capacity is reached.
    #[serde(deserialize_with = "crate::bare::variant")]
    Full,
}

/// How far a handing over is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum TransferStage {
    /// The other section rings.
    Ringing,
    /// 職員どうしで話しています: the resident is held.
    Consulting,
}

/// つなぎ替え: a call on its way to another section. The resident is held meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// To which section.
    pub section: SectionId,
    /// Its name.
    pub section_name: String,
    /// Whether the two officers talk first; otherwise whoever accepts has the call at once.
    pub warm: bool,
    /// How far it is.
    pub stage: TransferStage,
}

/// What the officer before wrote for whoever takes the call over. Holds no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Handed {
    /// From which section.
    pub from: String,
    /// What.
    pub note: String,
}

/// Who is asked in as a third person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "who", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Invitee {
    /// Any interpreter of the ward.
    #[serde(deserialize_with = "crate::bare::variant")]
    Interpreter,
    /// Any supervisor of the section.
    #[serde(deserialize_with = "crate::bare::variant")]
    Supervisor,
    /// An officer of another section of the ward.
    Section {
        /// Which.
        section: SectionId,
    },
}

/// Why an attempt to bring somebody in came to nothing; shown to the desk until the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Unreached {
    /// Nobody accepted in time.
    Unanswered,
    /// Somebody declined.
    Declined,
    /// Somebody came, and their media never stood.
    NotConnected,
}

/// 付き添い: what somebody is who is at the booth with the resident, and is not the applicant. A kind, never a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Companion {
    /// 家族
    Family,
    /// 介護や支援の人
    Carer,
    /// 民生委員
    WelfareCommissioner,
    /// そのほか
    Other,
}

/// What became of a desk's wish that the resident lifts the cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Uncovering {
    /// The booth shows the question.
    Asked,
    /// The resident wants to stay covered.
    Declined,
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
    /// How it stands in line, while it waits.
    pub wait: Option<Wait>,
    /// What the office says to the resident who waits.
    pub message: Option<String>,
    /// 保留: since when, in milliseconds since 1970. The SFU passes nothing between resident and officers.
    pub held_since: Option<f64>,
    /// 画面をかくす: how much of the resident passes, as far as signaling has heard; the `control` channel is first to know.
    pub privacy: Privacy,
    /// Whether a desk asked the resident to lift the cover, and what became of it.
    pub uncovering: Option<Uncovering>,
    /// What the screening said before it rang, to the resident and officers; none where nothing was screened.
    pub screened: Option<ScreenedAs>,
    /// The handing over that is under way.
    pub transfer: Option<Transfer>,
    /// What came with the call; to the officer who took it over, or is about to.
    pub handed: Option<Handed>,
    /// Who is asked in, and has not come yet.
    pub invited: Vec<Invitee>,
    /// What became of the last transfer or invitation, where it came to nothing; to officers only.
    pub unreached: Option<Unreached>,
    /// 付き添い: who is said to be with the resident, while the call runs.
    pub companions: BTreeSet<Companion>,
    /// 応援: the officer asked colleagues for help, since when; to officers only.
    pub alarm_since: Option<f64>,
    /// When it rang, in milliseconds since 1970.
    pub rang_at: f64,
    /// The time that was booked; none for a walk-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub booked_at: Option<f64>,
    /// When it was accepted.
    pub accepted_at: Option<f64>,
    /// 受付番号 of the submitted application.
    pub receipt: Option<String>,
}

/// What a row of the queue asks of its reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum RowKind {
    /// A resident waits: `accept`.
    Ticket {
        /// What is being done for them.
        step: WaitStep,
    },
    /// A call is handed over to the reader's section: `accept` or `decline`.
    Transfer {
        /// From which section.
        from: String,
        /// What its officer writes. Holds no name.
        note: String,
        /// Whether the two talk first.
        warm: bool,
    },
    /// The reader is asked in as a third person: `join` or `decline`.
    Invitation {
        /// By which section.
        from: String,
        /// As whom.
        whom: Invitee,
    },
    /// 折り返し待ち: `dial`.
    Callback {
        /// Since when, in milliseconds since 1970.
        since: f64,
        /// Whether the booth is free and connected, so that it can be called.
        reachable: bool,
    },
    /// A call runs, to supervisors: `join` to listen.
    Running {
        /// Since when, in milliseconds since 1970.
        since: f64,
    },
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
    /// What it asks of the reader.
    pub kind: RowKind,
    /// About what.
    pub subject: SubjectId,
    /// The subject's name.
    pub subject_name: String,
    /// From where.
    pub site_name: String,
    /// The section that answers.
    pub section_name: String,
    /// In which language.
    pub language: Language,
    /// What the subject asks of 本人確認.
    pub identity_needed: Identity,
    /// When the resident took the ticket, in milliseconds since 1970.
    pub rang_at: f64,
    /// The time that was booked; none for a walk-in.
    pub booked_at: Option<f64>,
    /// Whether it rings at the reader's desk now.
    pub ringing: bool,
    /// What the screening said before it rang; none where nothing was screened.
    pub screened: Option<ScreenedAs>,
}

/// What a screening said before a call or a booking, as staff see it. The answers are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct ScreenedAs {
    /// The verdict.
    pub verdict: Verdict,
    /// The resident found it wrong and wants to talk to somebody all the same.
    pub disagrees: bool,
}

/// A section as somebody who hands over or asks in sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct SectionRow {
    /// Which.
    pub section: SectionId,
    /// Its name.
    pub name: String,
    /// How many officers of it are 対応可.
    pub available: u32,
    /// How many are at their desks and taken.
    pub busy: u32,
}

/// A desk as its supervisor sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct DeskRow {
    /// Whose.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// How it stands.
    pub presence: DeskPresence,
    /// Since when, in milliseconds since 1970.
    pub since: f64,
    /// The number of the ticket it serves.
    pub number: Option<u32>,
    /// What that is about.
    pub subject_name: Option<String>,
}

/// 応援: an officer asks colleagues for help.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct AlarmRow {
    /// In which call.
    pub call: CallId,
    /// The ticket's number.
    pub number: u32,
    /// Where the booth is.
    pub site_name: String,
    /// The section whose officer asks.
    pub section_name: String,
    /// Since when, in milliseconds since 1970.
    pub since: f64,
}
