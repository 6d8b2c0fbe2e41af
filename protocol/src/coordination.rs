//! What a coordinator sees and does: the plan as it is published and as it is being changed, the week, the live board,
//! the figures.

use crate::id::{OpeningId, SectionId, SiteId, SubjectId, WardId};
use crate::place::Hours;
use crate::schedule::{AffectedRow, Finding, Holiday, NotOpen, OpeningKind, Plan};
use serde::{Deserialize, Serialize};

/// The plan of a ward: `GET /api/schedule`. The draft's revision is its entity tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Schedule {
    /// Whose.
    pub ward: WardId,
    /// 小倉北区役所
    pub ward_name: String,
    /// In which zone its dates and times are: `Asia/Tokyo`.
    pub time_zone: String,
    /// Today there: `2026-05-04`.
    pub today: String,
    /// The ward's sections, by name.
    pub sections: Vec<ScheduleSection>,
    /// The ward's sites, by name.
    pub sites: Vec<ScheduleSite>,
    /// What counts.
    pub published: Plan,
    /// Its version; 0 is none yet.
    pub version: u32,
    /// What is being changed; the same as what counts where nothing is.
    pub draft: Plan,
    /// The draft's revision.
    pub revision: u32,
    /// How many holidays' years are known: the last date, none without any.
    pub holidays_until: Option<String>,
    /// Whether the next year's holidays are missing.
    pub holidays_missing: bool,
}

/// A section, as openings choose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduleSection {
    /// Which.
    pub section: SectionId,
    /// Its name.
    pub name: String,
    /// The subjects by video that it answers, in order.
    pub subjects: Vec<ScheduleSubject>,
}

/// A subject, as openings choose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduleSubject {
    /// Which.
    pub subject: SubjectId,
    /// Its name.
    pub name: String,
    /// About how long it takes unless the plan says otherwise, in minutes.
    pub minutes: u16,
}

/// A site, as openings choose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduleSite {
    /// Which.
    pub site: SiteId,
    /// Its name.
    pub name: String,
    /// How many booths stand there.
    pub booths: u16,
    /// How many of them are in order, and so can be booked.
    pub in_order: u16,
    /// 区役所の窓口: booked without a booth.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub counter: bool,
}

/// Which of the two plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PlanOf {
    /// 公開中
    Published,
    /// 下書き
    Draft,
}

/// The days of a plan: `GET /api/schedule/grid?of=draft&from=2026-05-04&days=7`; at most 42 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grid {
    /// The dates, in order.
    pub dates: Vec<String>,
    /// The holidays among them.
    pub holidays: Vec<Holiday>,
    /// One for each site and section that has an opening in either plan, by site and section.
    pub rows: Vec<GridRow>,
}

/// A site and a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GridRow {
    /// Where.
    pub site: SiteId,
    /// Who.
    pub section: SectionId,
    /// One for each date.
    pub days: Vec<Vec<Block>>,
}

/// An opening on one day at one site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Block {
    /// Which.
    pub opening: OpeningId,
    /// What it is.
    pub kind: OpeningKind,
    /// What it is called.
    pub title: Option<String>,
    /// What the opening says.
    pub hours: Hours,
    /// What is left of it.
    pub open: Vec<Hours>,
    /// What is not, and why.
    pub cuts: Vec<Cut>,
    /// How many residents at a time.
    pub seats: u16,
    /// How many bookings it has that day, at this site.
    pub booked: u16,
    /// How it differs from the published plan.
    pub change: Change,
}

/// A part of an opening that does not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cut {
    /// From when until when.
    pub hours: Hours,
    /// Why.
    pub why: NotOpen,
    /// In words.
    pub sentence: String,
}

/// How something in a draft differs from what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts", rename = "BlockChange"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Not at all.
    None,
    /// It is new.
    Added,
    /// It is another way.
    Changed,
    /// It is gone.
    Removed,
}

/// What publishing the draft would mean: `GET /api/schedule/review`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// The revision that was looked at.
    pub revision: u32,
    /// What is changed, in words.
    pub changes: Vec<String>,
    /// The conflicts, the gravest first.
    pub findings: Vec<Finding>,
    /// The bookings that could not take place any more.
    pub affected: Vec<AffectedRow>,
}

/// A version of the plan: `GET /api/schedule/versions`, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanVersion {
    /// Which.
    pub version: u32,
    /// When it was published, in milliseconds since 1970.
    pub at: f64,
    /// By whom.
    pub by: String,
    /// The version whose content it took up again, if it did.
    pub rolled_back_to: Option<u32>,
}

/// いまの様子: `GET /api/live`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Live {
    /// When this was so, in milliseconds since 1970.
    pub at: f64,
    /// How many wait.
    pub waiting: u32,
    /// How long the longest of them has waited, in seconds.
    pub longest_wait: u32,
    /// How many talk.
    pub talking: u32,
    /// How many are to be called back.
    pub callbacks: u32,
    /// How many desks are 対応可.
    pub desks_free: u32,
    /// How many desks are at work.
    pub desks_at_work: u32,
    /// Today's bookings that are still to come.
    pub bookings_ahead: u32,
    /// Bookings that are to be settled.
    pub unconfirmed: u32,
    /// Bookings hit by a closure or a plan, without a remedy.
    pub affected: u32,
    /// Each site.
    pub sites: Vec<LiveSite>,
}

/// A site of the live board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveSite {
    /// Which.
    pub site: SiteId,
    /// Its name.
    pub name: String,
    /// How many booths stand there.
    pub booths: u16,
    /// How many of them are connected.
    pub online: u16,
    /// How many of them take no visits.
    pub out_of_order: u16,
    /// How many residents wait there.
    pub waiting: u16,
    /// How many talk.
    pub talking: u16,
    /// Whether the counter is open there now; why not, if not.
    pub closed: Option<NotOpen>,
}

/// By what figures are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FiguresBy {
    /// 施設
    Site,
    /// 用件
    Subject,
    /// 標準化対象の20業務
    Task,
    /// 月日
    Day,
}

/// 集計: `GET /api/figures?by=site&from=2026-05-01&until=2026-05-31`, and the same as `/api/figures.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// By what.
    pub by: FiguresBy,
    /// The first date.
    pub from: String,
    /// The last date.
    pub until: String,
    /// All of it.
    pub whole: FigureRow,
    /// The groups, in the order of the places, subjects, tasks or days. Those that never had anything are left out, but
    /// for days.
    pub rows: Vec<FigureRow>,
}

/// What happened. A count of one to four people is hidden: none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FigureRow {
    /// The site's, subject's or task's id, or the date; empty for all of it.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Bookings whose time was in these days, but for cancelled ones.
    pub bookings: Option<u32>,
    /// Of them, those who came.
    pub attended: Option<u32>,
    /// Of them, those who did not.
    pub missed: Option<u32>,
    /// Bookings that were cancelled.
    pub cancelled: Option<u32>,
    /// Tickets.
    pub tickets: Option<u32>,
    /// Tickets that were talked with.
    pub talks: Option<u32>,
    /// Tickets that came to nothing.
    pub abandoned: Option<u32>,
    /// Who was turned away at the booth.
    pub turned_away: Option<u32>,
    /// Median wait of those who were talked with, in seconds; none below five.
    pub wait_p50: Option<u32>,
    /// 90th percentile of it.
    pub wait_p90: Option<u32>,
    /// Seats × time that was open, in minutes; none by subject and task, since an opening is for several.
    pub open_minutes: Option<u32>,
    /// Of it, what nobody booked.
    pub unused_minutes: Option<u32>,
}
