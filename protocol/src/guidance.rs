//! What a screening asks and says to a person: at a booth, on a phone, at a desk that books for whoever calls. Whoever asks
//! sends every answer so far; the server keeps none of them, and decides anew before anything rings or is held.

use crate::booking::{FreeTime, Words};
use crate::id::{SiteId, SubjectId};
use crate::schedule::NotOpen;
use crate::screening::Decision;
use crate::tree::{Answered, Answers, Question, Reason};
use serde::{Deserialize, Serialize};

/// The answers so far, and the version of the screening that asked for them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// 1, 2, 3 …; 0 where no screening is published.
    pub version: u32,
    /// Question → answer.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Answers,
}

/// Asks what comes next, or what is to be done: `POST /api/booth/screening`, `/api/book/screening`,
/// `/api/bookings/screening`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScreeningAsked {
    /// About what.
    pub subject: SubjectId,
    /// Where; none at a booth, which asks of its own place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub site: Option<SiteId>,
    /// The answers so far; none at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub given: Option<Given>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum ScreeningStep {
    /// A question is to be answered.
    Ask {
        /// Which: a choice.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        question: Box<Question>,
        /// What is wrong with the answer that it has, if it has one.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        refused: Option<Reason>,
        /// The questions before it, in order.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        answered: Vec<Answered>,
        /// How many questions are still to come at most, this one included.
        left: u32,
        /// The answers so far to the version that counts now: go on with these.
        given: Given,
        /// Whether the questions were changed meanwhile, so that one is asked again.
        renewed: bool,
    },
    /// What is to be done.
    Decided {
        /// What, and why.
        guidance: Box<Guidance>,
    },
}

/// What is to be done, why, and where else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guidance {
    /// The verdict and its reasons.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub decision: Decision,
    /// The answers that led there, in order.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answered: Vec<Answered>,
    /// What `ring` and a hold send along.
    pub given: Given,
    /// What to bring, wherever it is done.
    pub bring: Option<Words>,
    /// The desk at the ward office, where the verdict leads there or a call is to be offered.
    pub office: Option<OfficeDesk>,
    /// Enclosed booths of the ward, the nearest first, where the verdict leads to one.
    pub enclosed: Vec<PlaceToBook>,
    /// 区役所の窓口: the ward office's counter, where the verdict leads there, or to an enclosed booth that has no time.
    pub counter: Option<PlaceToBook>,
    /// Where a kiosk prints it, where the verdict leads to one.
    pub kiosk: Option<KioskPlace>,
    /// Whether somebody can be rung all the same by whoever finds the verdict wrong: `disagrees`.
    pub may_disagree: bool,
    /// 「申請は国民の権利です」: nobody may be kept from applying for it. The office is named, and can be called now.
    pub right_to_apply: bool,
}

/// A desk of a ward office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeDesk {
    /// 小倉北区役所
    pub ward_name: String,
    /// 保護課; none where the subject names no section.
    pub section_name: Option<String>,
    /// The number to call.
    pub telephone: String,
    /// When it is open: 月〜金 8:30〜17:15.
    pub hours: Option<Words>,
}

/// An enclosed booth, or the ward office's counter, with the next time there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceToBook {
    /// Its place.
    pub site: SiteId,
    /// Its name.
    pub site_name: String,
    /// How to get there.
    pub access: Option<Words>,
    /// The next time there that can be booked; none within the days that can be booked.
    pub next: Option<FreeTime>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub none: Option<NotOpen>,
}

/// Where certificates are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskPlace {
    /// The certificates that it prints.
    pub certificates: Vec<String>,
}
