//! What a booth and a counter show to those who are not in a call: the attendant's lamps and the public board. Never
//! who, about what, or in which call.

use crate::device::Part;
use crate::id::{BoothId, SiteId, SubjectId};
use crate::place::Hours;
use crate::schedule::Notice;
use serde::{Deserialize, Serialize};

/// How a booth stands, for the attendant of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BoothLamp {
    /// 応援: the officer in a call with it asks for help.
    NeedsHelp,
    /// 調整中: it takes no visits.
    OutOfOrder,
    /// 応答なし: it was not heard for minutes.
    Away,
    /// 呼び出し中: somebody waits in it.
    Waiting,
    /// 使用中: somebody talks in it.
    InUse,
    /// 利用できます
    Ready,
}

/// A booth in the attendant's list: `GET /api/attendance`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoothRow {
    /// Which.
    pub booth: BoothId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub site: SiteId,
    /// The site's name.
    pub site_name: String,
    /// How it stands.
    pub lamp: BoothLamp,
    /// What of it does not work, as it said last.
    pub faults: Vec<Part>,
    /// When it said so, in milliseconds since 1970; `None` if it never did.
    pub told_at: Option<f64>,
}

/// How busy the counter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Crowd {
    /// 空き: a booth of the site is free, and nobody waits in the ward.
    Free,
    /// 少し混んでいます: every booth of the site is taken, or somebody waits.
    Some,
    /// 混雑: three or more wait.
    Full,
    /// 休止中: no booth of the site takes visits.
    OutOfOrder,
    /// 時間外
    Closed,
}

/// What a signage screen of a site shows: `GET /api/board/{site}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Board {
    /// Which site.
    pub site: SiteId,
    /// Its name.
    pub site_name: String,
    /// The ward office that answers.
    pub ward_name: String,
    /// Its telephone number.
    pub telephone: String,
    /// When the counter is open, where that is known.
    pub hours: Option<Hours>,
    /// How busy it is.
    pub crowd: Crowd,
    /// 臨時休止 of the whole counter, while it is in force.
    pub notice: Option<Notice>,
    /// What can be asked about by video, in the order of the tiles: its names in the faces' languages.
    pub subjects: Vec<BoardSubject>,
}

/// A subject on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardSubject {
    /// ごみ出し支援
    pub name: String,
    /// In やさしい日本語, where there is one.
    pub name_easy: Option<String>,
    /// In English, where there is one.
    pub name_en: Option<String>,
}

/// Why a booth turned somebody away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TurnAwayReason {
    /// The subject is not handled by video.
    NotRemote,
    /// The screening: at an enclosed booth.
    EnclosedBooth,
    /// The screening: at the ward office.
    InPerson,
    /// The screening: at a kiosk or convenience store.
    Kiosk,
    /// The screening's verdict was found wrong, and somebody was rung all the same.
    Disagreed,
    /// Nobody was at work.
    Nobody,
    /// The counter was closed, or would have been before the turn came.
    Closed,
    /// No room was left for another call.
    Full,
}

/// A booth turned somebody away: `POST /api/booth/turn-aways`. It is counted by day, and nothing else is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TurnAway {
    /// About what.
    pub subject: SubjectId,
    /// Why.
    pub reason: TurnAwayReason,
}
