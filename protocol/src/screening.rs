//! 事前確認 (screening): whether a subject can be handled at a site, before anything rings or is booked. What a subject is
//! about × what a site has × the answers of a short tree → exactly one verdict. The rules are data that coordinators
//! publish; desk, hours, telephone and what to bring belong to the place and are added by who shows the verdict.

use crate::booking::Words;
use crate::id::{ChoiceId, QuestionId, ReasonId, RuleId, TreeId};
use crate::place::Handling;
use crate::tree::{Answers, Reason, Tree};
use serde::{Deserialize, Serialize};

/// 書類: what has to be handed over or shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Documents {
    /// Nothing.
    None,
    /// A copy, which can be sent.
    Copy,
    /// Originals.
    Originals,
    /// A card with a chip, at the counter's reader.
    Card,
}

/// How much it harms when neighbours hear it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// Hardly.
    Low,
    /// Income, family.
    Medium,
    /// Illness, disability, debts.
    High,
    /// Livelihood, safety.
    VeryHigh,
}

/// How much of a subject a remote counter can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// All of it.
    Whole,
    /// General guidance; the application goes elsewhere, or needs a 個人番号.
    Guidance,
    /// Nothing: it is done at the ward office.
    InPerson,
    /// Nothing: it is done at the ward office, by appointment.
    Appointment,
}

/// What a subject is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct SubjectAttributes {
    /// What has to be handed over or shown.
    pub documents: Documents,
    /// Whether something is paid at the counter.
    pub money: bool,
    /// How private it is.
    pub sensitivity: Sensitivity,
    /// Whether it is one of the certificates that a kiosk or convenience store prints.
    pub kiosk: bool,
    /// Whether who asks may be in danger.
    pub danger: bool,
    /// How much of it a remote counter can do.
    pub reach: Reach,
}

/// What neighbours of a booth can see and hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Seclusion {
    /// The screen and the loudspeaker.
    Open,
    /// The loudspeaker.
    Partitioned,
    /// Nothing: a closed room or box.
    Enclosed,
}

/// What a site has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct SiteAttributes {
    /// What neighbours can see and hear.
    pub seclusion: Seclusion,
    /// 受話器
    pub handset: bool,
    /// An earphone or bone conduction.
    pub earphone: bool,
    /// 書類カメラ
    pub document_camera: bool,
    /// A printer.
    pub printer: bool,
    /// Somebody who helps.
    pub attendant: bool,
}

/// What comes of a screening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// By video, here.
    Remote,
    /// By video, here, with picture and sound kept from neighbours.
    RemotePrivate,
    /// By video, at an enclosed booth.
    EnclosedBooth,
    /// At the ward office.
    InPerson,
    /// At a certificate kiosk or convenience store.
    Kiosk,
    /// On-line, with help.
    OnlineWithHelp,
    /// A quiet card with telephone numbers; nothing rings, nothing is recorded.
    QuietCard,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 7] = [
        Self::Remote,
        Self::RemotePrivate,
        Self::EnclosedBooth,
        Self::InPerson,
        Self::Kiosk,
        Self::OnlineWithHelp,
        Self::QuietCard,
    ];

    /// How a booth handles a subject of this reach under it.
    pub const fn handling(self, reach: Reach) -> Handling {
        match (self, reach) {
            (Self::Remote | Self::RemotePrivate, Reach::Whole) | (Self::OnlineWithHelp, _) => Handling::Remote,
            (Self::Remote | Self::RemotePrivate, _) => Handling::Guide,
            (Self::EnclosedBooth, _) => Handling::PrivateRoom,
            (Self::InPerson, Reach::Appointment) => Handling::BookInPerson,
            (Self::InPerson, _) => Handling::InPerson,
            (Self::Kiosk, _) => Handling::Kiosk,
            (Self::QuietCard, _) => Handling::QuietCard,
        }
    }
}

/// One version of a municipality's screening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// 1, 2, 3 …
    pub version: u32,
    /// The first date on which it counts.
    pub effective_from: String,
    /// The last date on which it counts; none is until further notice.
    #[serde(default)]
    pub effective_until: Option<String>,
    /// What is asked; each subject names its tree. A question that stands in several trees has the same choices in all.
    /// Screening trees ask choices only.
    pub trees: Vec<Tree>,
    /// The reasons that rules give.
    pub reasons: Vec<Reason>,
    /// In order; the first whose conditions hold decides. The last has no condition and catches all.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Unique in the screening.
    pub id: RuleId,
    /// What it is called among coordinators, in Japanese.
    pub title: String,
    /// When it decides.
    #[serde(default)]
    pub when: Condition,
    /// What it decides.
    pub verdict: Verdict,
    /// Why, at least one.
    pub reasons: Vec<ReasonId>,
    /// 手続きガイド is all that is wanted: a face opens it, and rings only if it is asked to all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub guide: bool,
}

/// Conditions that all hold. What is left out may be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    /// One of these.
    pub documents: Option<Vec<Documents>>,
    /// Whether something is paid.
    pub money: Option<bool>,
    /// One of these.
    pub sensitivity: Option<Vec<Sensitivity>>,
    /// Whether a kiosk prints it.
    pub kiosk: Option<bool>,
    /// Whether who asks may be in danger.
    pub danger: Option<bool>,
    /// One of these.
    pub reach: Option<Vec<Reach>>,
    /// One of these.
    pub seclusion: Option<Vec<Seclusion>>,
    /// Whether there is a handset.
    pub handset: Option<bool>,
    /// Whether there is an earphone.
    pub earphone: Option<bool>,
    /// Whether there is a document camera.
    pub document_camera: Option<bool>,
    /// Whether there is a printer.
    pub printer: Option<bool>,
    /// Whether somebody helps.
    pub attendant: Option<bool>,
    /// Each holds; an answer to a question that was not asked does not.
    pub answers: Vec<AnswerIs>,
}

/// A condition on an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct AnswerIs {
    /// To which question.
    pub question: QuestionId,
    /// One of these.
    pub is: Vec<ChoiceId>,
}

/// What was decided, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Decision {
    /// What.
    pub verdict: Verdict,
    /// What it is called: what the person does next.
    pub title: Words,
    /// Why, in order.
    pub reasons: Vec<Reason>,
    /// 手続きガイド is all that is wanted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub guide: bool,
    /// By which rule.
    pub rule: RuleId,
    /// Of which version.
    pub version: u32,
}

/// Combinations whose verdict is not the same in two versions, told together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct VerdictChange {
    /// Under which tree.
    pub tree: TreeId,
    /// After any of these walks through it.
    pub walks: Vec<Answers>,
    /// For which subjects and sites. Its `answers` are empty: the walks say them.
    pub when: Condition,
    /// As it was; none where the older version had no such walk.
    pub before: Option<Verdict>,
    /// As it is; none where the newer version has no such walk.
    pub after: Option<Verdict>,
    /// How many combinations.
    pub combinations: u32,
    /// In words, in Japanese, for the coordinator.
    pub words: String,
}
