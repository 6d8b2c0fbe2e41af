//! リモート窓口の時間: what coordinators publish. Dates are `2026-05-04`, times of day `09:00`, both in the ward's own
//! zone; moments on the wire are milliseconds since 1970 (UTC). The crate `schedule` reads these into types that cannot
//! be wrong.

use crate::id::{BookingId, CalendarId, ClosureId, OpeningId, SectionId, SiteId, SubjectId};
use crate::place::{Hours, Language};
use serde::{Deserialize, Serialize};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Weekday {
    /// 月
    Mon,
    /// 火
    Tue,
    /// 水
    Wed,
    /// 木
    Thu,
    /// 金
    Fri,
    /// 土
    Sat,
    /// 日
    Sun,
}

/// Hours on some days of every week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WeekHours {
    /// On which.
    pub days: Vec<Weekday>,
    /// From when until when.
    pub hours: Hours,
}

/// A date that is not like its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DateHours {
    /// `2026-12-29`
    pub date: String,
    /// Its hours, instead of the week's; none is closed all day.
    pub hours: Vec<Hours>,
}

/// 曜日ごとの時間と例外の日.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Every week. Several hours on one day are a day with a pause.
    pub week: Vec<WeekHours>,
    /// The exceptions, each date once.
    pub dates: Vec<DateHours>,
}

/// 施設の開館時間. A site without one is always open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Building {
    /// Whose.
    pub site: SiteId,
    /// When it is open.
    pub calendar: Calendar,
}

/// 担当課の執務時間. A section without one works at any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Whose.
    pub section: SectionId,
    /// When it works.
    pub calendar: Calendar,
}

/// 通訳の勤務時間. Absences are dates without hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InterpreterHours {
    /// Which; openings name it.
    pub id: CalendarId,
    /// 手話通訳, 英語通訳
    pub name: String,
    /// When somebody is there.
    pub calendar: Calendar,
}

/// On which days an opening takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum OpeningDays {
    /// Every week on these days.
    Weekly {
        /// Which.
        days: Vec<Weekday>,
        /// The first date.
        from: String,
        /// The last date; none is until further notice.
        until: Option<String>,
    },
    /// On these dates alone.
    Dates {
        /// Which, each once.
        dates: Vec<String>,
    },
}

/// What an opening is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OpeningKind {
    /// 相談窓口: one resident and one officer at a time and seat.
    Counter,
    /// 相談会: the same with a title, on days of its own.
    Clinic,
    /// 講座: one lecturer and many booths; the whole of its hours is one unit, its seats are its capacity.
    Lecture,
}

/// 開設枠: remote-counter hours of a section for some sites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Which; it stays when the opening is changed.
    pub id: OpeningId,
    /// Who answers.
    pub section: SectionId,
    /// Whose booths may book it, at least one. They share the seats.
    pub sites: Vec<SiteId>,
    /// About what; empty is everything that the section answers at the site.
    pub subjects: Vec<SubjectId>,
    /// What it is.
    pub kind: OpeningKind,
    /// What a 相談会 or 講座 is called.
    pub title: Option<String>,
    /// On which days.
    pub days: OpeningDays,
    /// Dates on which it does not take place all the same.
    pub except: Vec<String>,
    /// From when until when.
    pub hours: Hours,
    /// How long a unit is, in minutes: units are cut from `opens` on. 30 is the rule.
    pub unit_minutes: u16,
    /// How many residents at the same time; named staff are assigned later.
    pub seats: u16,
    /// The interpreter who has to be there.
    pub interpreter: Option<CalendarId>,
    /// Whether it takes place on holidays.
    pub on_holidays: bool,
}

/// How long a subject takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SubjectLength {
    /// Which.
    pub subject: SubjectId,
    /// The talk, in minutes. It takes as many units in a row as talk and buffer need.
    pub minutes: u16,
    /// What staff need after it, in minutes.
    pub buffer_minutes: u16,
}

/// What holds for every booking of the ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BookingRules {
    /// How long before its time a booking can still be made, in minutes.
    pub lead_minutes: u16,
    /// How many days ahead, today included, can be booked.
    pub horizon_days: u16,
    /// How many bookings that lie ahead one person may have.
    pub per_person: u16,
    /// How long before its time a booking is checked in at the earliest, in minutes.
    pub early_minutes: u16,
    /// How long after its time at the latest, in minutes.
    pub late_minutes: u16,
}

impl Default for BookingRules {
    fn default() -> Self {
        Self { lead_minutes: 30, horizon_days: 60, per_person: 3, early_minutes: 15, late_minutes: 10 }
    }
}

/// 計画: everything that a ward publishes at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 開館時間, each site once.
    pub buildings: Vec<Building>,
    /// 執務時間, each section once.
    pub offices: Vec<Office>,
    /// 通訳, each id once.
    pub interpreters: Vec<InterpreterHours>,
    /// 開設枠, each id once.
    pub openings: Vec<Opening>,
    /// How long subjects take that do not take what `Subject::minutes` says, without a buffer.
    pub lengths: Vec<SubjectLength>,
    /// What holds for every booking.
    pub rules: BookingRules,
}

/// Most openings of a plan.
pub const OPENINGS_MAX: usize = 500;
/// Most dates of a list.
pub const DATES_MAX: usize = 400;
/// Longest title or name, in characters.
pub const TITLE_MAX: usize = 60;
/// Longest words about a closure, in characters.
pub const CLOSURE_WORDS_MAX: usize = 120;

/// Why a time is not open. The first that applies, in this order, is the one that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NotOpen {
    /// 全窓口休止: everything is suspended.
    Suspended,
    /// 臨時休止
    Closure,
    /// 祝日
    Holiday,
    /// 閉館
    Building,
    /// 執務時間の外
    Office,
    /// 通訳がいない
    Interpreter,
    /// The clocks are changed in it.
    ClockChange,
    /// No opening is then.
    NoOpening,
    /// No opening then is about the subject, or it is too long for what is left.
    Subject,
    /// It has passed, or is too soon.
    TooSoon,
    /// It lies too far ahead.
    TooFar,
    /// Every seat is taken.
    Full,
    /// Every booth of the site is taken or out of order.
    Booth,
}

/// Why a time is or is not open, in words for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Explanation {
    /// Whether somebody could book it.
    pub open: bool,
    /// Everything that speaks against it, in the order of [`NotOpen`].
    pub reasons: Vec<Reason>,
}

/// One thing that speaks against a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts", rename = "Objection"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// What.
    pub why: NotOpen,
    /// 「6月4日（木）は17:15までが小倉北区役所 まちづくり推進課の執務時間です。」
    pub sentence: String,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// The plan cannot be published.
    Blocks,
    /// It can, and part of it will not take place.
    Warns,
}

/// A conflict in a plan, before it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// How grave.
    pub gravity: Gravity,
    /// What stands against it.
    pub why: FindingKind,
    /// Which opening.
    pub opening: OpeningId,
    /// The first date that it concerns.
    pub date: Option<String>,
    /// How many dates of the next twelve months it concerns.
    pub dates: u16,
    /// In words.
    pub sentence: String,
}

/// What stands against an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// Two openings of one section for one site lie over each other and are about the same subject.
    Overlap,
    /// It never takes place.
    Never,
    /// 閉館
    Building,
    /// 執務時間の外
    Office,
    /// 通訳がいない
    Interpreter,
    /// 祝日
    Holiday,
    /// 臨時休止
    Closure,
    /// The clocks are changed in it.
    ClockChange,
    /// A subject that it names takes longer than it does.
    TooShort,
}

/// 祝日
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holiday {
    /// `2026-05-04`
    pub date: String,
    /// みどりの日
    pub name: String,
}

/// What a closure covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ClosureScope {
    /// 全窓口休止: every site of the ward (台風、計画運休).
    #[serde(deserialize_with = "crate::bare::variant")]
    All,
    /// One site.
    Site {
        /// Which.
        site: SiteId,
    },
    /// One section, at every site.
    Section {
        /// Which.
        section: SectionId,
    },
}

/// 臨時休止 as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewClosure {
    /// What.
    pub scope: ClosureScope,
    /// From when on: `2026-06-04T13:00`.
    pub from: String,
    /// Until when: `2026-06-04T17:15`.
    pub until: String,
    /// Why, for residents: 「台風のため」.
    pub reason: String,
    /// What to do instead, for residents; empty is the telephone number alone.
    pub instead: String,
}

/// 臨時休止
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Closure {
    /// Which.
    pub id: ClosureId,
    /// What, when and why.
    #[serde(flatten)]
    pub what: NewClosure,
    /// Whether it was lifted.
    pub lifted: bool,
}

/// 臨時休止 that is in force, as residents are told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Whether it is 全窓口休止.
    pub all: bool,
    /// What alone is closed: the subjects of this section. None is the whole counter.
    pub section: Option<SectionId>,
    /// Why: 「台風のため」.
    pub reason: String,
    /// What to do instead; empty is the telephone number alone.
    pub instead: String,
    /// When the counter opens next, in milliseconds since 1970, where that is known.
    pub opens_at: Option<f64>,
}

/// 作業一覧の行: a booking that a closure or a new plan hits. Nothing is cancelled by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AffectedRow {
    /// Which booking.
    pub booking: BookingId,
    /// Its time, in milliseconds since 1970.
    pub starts: f64,
    /// Where.
    pub site_name: String,
    /// About what.
    pub subject_name: String,
    /// What the resident speaks.
    pub language: Language,
    /// The number to call, where one was given.
    pub telephone: Option<String>,
    /// Whether they can be written to.
    pub has_email: bool,
    /// Why it cannot take place.
    pub why: NotOpen,
    /// In words.
    pub sentence: String,
    /// What was done about it; [`Remedy::Open`] until then.
    pub remedy: Remedy,
}

/// What was done about a booking that cannot take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// 未対応
    Open,
    /// 別の時間を案内: other times were offered by mail.
    Offered,
    /// 変更: it was moved.
    Moved,
    /// 電話済: the resident was called.
    Called,
    /// 取消: it was cancelled.
    Cancelled,
}
