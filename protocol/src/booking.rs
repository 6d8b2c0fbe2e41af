//! 予約: a time at a booth, kept for somebody without an account. A short code, read out and printed, is all that it
//! takes to find it again.

use crate::guidance::Given;
use crate::id::{BookingId, HoldToken, RequestId, SectionId, SiteId, SubjectId, WardId};
use crate::place::Language;
use crate::schedule::{BookingRules, Closure, NotOpen, Remedy};
use crate::screening::Seclusion;
use serde::{Deserialize, Serialize};

/// Characters of a booking code: none looks or sounds like another.
pub const CODE_ALPHABET: &str = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many of them a code has; shown in two groups of four.
pub const CODE_LENGTH: usize = 8;
/// Longest e-mail address, in bytes (RFC 5321 §4.5.3.1.3).
pub const EMAIL_MAX: usize = 254;
/// How long a time is held while the rest is filled in, in minutes.
pub const HOLD_MINUTES: u16 = 5;

/// On which way a booking came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A resident's own browser.
    Public,
    /// A booth.
    Booth,
    /// Staff, for somebody who called.
    Staff,
    /// A telephone service.
    Api,
}

/// How a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BookingState {
    /// 仮押さえ: held while the rest is filled in.
    Held,
    /// 予約済
    Booked,
    /// 受付済: checked in.
    Arrived,
    /// 対応済: it became a ticket, or was settled as having taken place.
    Served,
    /// 来所なし: settled by a coordinator, never by itself.
    Missed,
    /// 取消
    Cancelled,
    /// The hold ran out.
    Lapsed,
}

/// A subject as it can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookableSubject {
    /// Which.
    pub subject: SubjectId,
    /// As the city names it, or as a tile names it where neighbours must not read it.
    pub name: Words,
    /// About how long it takes, in minutes.
    pub minutes: u16,
    /// What to bring.
    pub bring: Words,
}

/// A text in the faces' languages; what is missing falls back to Japanese.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Words {
    /// 日本語
    pub ja: String,
    /// やさしい日本語
    pub easy: Option<String>,
    /// English
    pub en: Option<String>,
}

/// A place with a booth, or a counter of a ward office, as it can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookableSite {
    /// Which.
    pub site: SiteId,
    /// 小倉中央市民センター
    pub name: String,
    /// Whose.
    pub ward: WardId,
    /// How to get there: 「小倉駅から歩いて8分」.
    pub access: Words,
    /// What neighbours there can see and hear.
    pub seclusion: Seclusion,
    /// The subjects that can be booked there, in the order of the tiles.
    pub subjects: Vec<SubjectId>,
    /// The sites nearby, the nearest first.
    pub near: Vec<SiteId>,
    /// 区役所の窓口: people come in person. It is not offered among booths, but where a verdict or a subject leads there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub counter: bool,
}

/// A ward office and what holds for its bookings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookableWard {
    /// Which.
    pub ward: WardId,
    /// 小倉北区役所
    pub name: String,
    /// Its number, shown on every page.
    pub telephone: String,
    /// What holds for its bookings.
    pub rules: BookingRules,
    /// What is closed now or later, that residents should know of.
    pub closures: Vec<Closure>,
}

/// What can be booked: `GET /api/book`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bookable {
    /// 北九州市
    pub municipality: String,
    /// In which zone every date and time is: `Asia/Tokyo`.
    pub time_zone: String,
    /// The wards that have published hours, by name.
    pub wards: Vec<BookableWard>,
    /// The subjects, in order.
    pub subjects: Vec<BookableSubject>,
    /// The sites, by ward and name.
    pub sites: Vec<BookableSite>,
}

/// A time that can be booked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FreeTime {
    /// Where.
    pub site: SiteId,
    /// Which moment, in milliseconds since 1970: what is sent back to book it.
    pub starts: f64,
    /// When it ends.
    pub ends: f64,
    /// Its date on the wall: `2026-06-04`.
    pub date: String,
    /// Its time on the wall: `10:30`.
    pub time: String,
    /// What a 相談会 or 講座 is called.
    pub title: Option<String>,
}

/// The earliest free times: `GET /api/book/times?subject=…&site=…&from=2026-06-04`. `site` may be given more than once;
/// the times of all of them are one list, the earliest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FreeTimes {
    /// The times of whole days: of as many days as it takes to have a dozen, and of further ones while all of it is 40 times
    /// at most.
    pub times: Vec<FreeTime>,
    /// The date on which the next list begins; none where there is no more.
    pub next: Option<String>,
    /// Why there is none at all, where there is none.
    pub none: Option<NotOpen>,
}

/// Asks for a time to be held: `POST /api/book/holds`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldAsked {
    /// The idempotency key: the same key is the same hold.
    pub request: RequestId,
    /// About what.
    pub subject: SubjectId,
    /// Where.
    pub site: SiteId,
    /// When.
    pub starts: f64,
    /// The answers to the screening; it is decided anew by them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub screened: Option<Given>,
    /// Staff book all the same, whatever the verdict: it is counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub overrules: bool,
}

/// A time that is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Held {
    /// What makes it one's own.
    pub hold: HoldToken,
    /// Until when, in milliseconds since 1970.
    pub until: f64,
    /// What is held.
    pub time: FreeTime,
}

/// Makes a hold a booking: `POST /api/book/bookings`; staff and telephone services send the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewBooking {
    /// The idempotency key: the same key is the same booking, with the same code.
    pub request: RequestId,
    /// The hold.
    pub hold: HoldToken,
    /// What the resident speaks.
    pub language: Language,
    /// A telephone number for the case that the counter closes; any width, with or without hyphens.
    pub telephone: Option<String>,
    /// An e-mail address for the confirmation and a reminder.
    pub email: Option<String>,
}

/// A booking as whoever has its code sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Booking {
    /// `ABCD2345`; shown in two groups of four.
    pub code: String,
    /// How it stands.
    pub state: BookingState,
    /// About what.
    pub subject: SubjectId,
    /// Its name.
    pub subject_name: Words,
    /// When and where.
    pub time: FreeTime,
    /// The site's name.
    pub site_name: String,
    /// The ward.
    pub ward: WardId,
    /// The office to call.
    pub ward_name: String,
    /// Its number.
    pub telephone: String,
    /// When it can be checked in, in milliseconds since 1970.
    pub check_in_from: f64,
    /// Until when.
    pub check_in_until: f64,
    /// What the resident speaks.
    pub language: Language,
    /// Whether a telephone number was given.
    pub has_telephone: bool,
    /// Whether an e-mail address was given.
    pub has_email: bool,
    /// Why it cannot take place as booked, once its time was closed: choose another one.
    pub disrupted: Option<NotOpen>,
    /// 来庁: at the ward office's counter, in person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub counter: bool,
}

/// Names a booking by its code: `POST /api/book/look`, `/api/book/calendar`, `/api/booth/check-in`. Full width, lower
/// case, spaces and hyphens are all one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByCode {
    /// The code.
    pub code: String,
}

/// Takes a booking back: `POST /api/book/cancel`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelByCode {
    /// The idempotency key.
    pub request: RequestId,
    /// The code.
    pub code: String,
}

/// Moves a booking to another time and place: `POST /api/book/move`. The old time is free in the same moment, or
/// nothing was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveByCode {
    /// The idempotency key.
    pub request: RequestId,
    /// The code.
    pub code: String,
    /// Where to.
    pub site: SiteId,
    /// When, in milliseconds since 1970.
    pub starts: f64,
}

/// A booking that was checked in at a booth: `POST /api/booth/check-in`. The booth rings with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckedIn {
    /// Which; named by `ring`.
    pub booking: BookingId,
    /// About what.
    pub subject: SubjectId,
    /// Its time.
    pub time: FreeTime,
    /// What the resident speaks.
    pub language: Language,
}

/// A booking as staff and coordinators see it: `GET /api/bookings`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingRow {
    /// Which.
    pub booking: BookingId,
    /// How it stands.
    pub state: BookingState,
    /// 未確認: its time to check in has passed and nobody came; to be settled.
    pub unconfirmed: bool,
    /// When, in milliseconds since 1970.
    pub starts: f64,
    /// When it ends.
    pub ends: f64,
    /// Its date on the wall: `2026-06-04`.
    pub date: String,
    /// Its time on the wall: `10:30`.
    pub time: String,
    /// Where.
    pub site: SiteId,
    /// The site's name.
    pub site_name: String,
    /// Who answers.
    pub section: SectionId,
    /// About what.
    pub subject: SubjectId,
    /// Its name.
    pub subject_name: String,
    /// What a 相談会 or 講座 is called.
    pub title: Option<String>,
    /// What the resident speaks.
    pub language: Language,
    /// On which way it came.
    pub channel: Channel,
    /// The number to call, where one was given.
    pub telephone: Option<String>,
    /// Whether they can be written to.
    pub has_email: bool,
    /// 来庁: at the ward office's counter, in person; it never rings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub counter: bool,
}

/// Moves a booking for somebody who called: `POST /api/bookings/{booking}/move`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveBooking {
    /// The idempotency key.
    pub request: RequestId,
    /// Where to.
    pub site: SiteId,
    /// When, in milliseconds since 1970.
    pub starts: f64,
}

/// Cancels a booking, or takes its cancelling back where its time is still free: `POST /api/bookings/{booking}/cancel`,
/// `/restore`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeBooking {
    /// The idempotency key.
    pub request: RequestId,
}

/// Settles a booking of which nobody knows: `POST /api/bookings/{booking}/settle`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettleBooking {
    /// As what.
    pub settlement: Settlement,
}

/// Notes what was done about a booking that cannot take place: `POST /api/bookings/{booking}/remedy`. Only
/// [`Remedy::Open`], [`Remedy::Offered`], which writes to the resident, and [`Remedy::Called`] are noted so; the others
/// follow from moving and cancelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoteRemedy {
    /// What.
    pub remedy: Remedy,
}

/// Gives a hold up: `POST /api/book/holds/release`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReleaseHold {
    /// Which.
    pub hold: HoldToken,
}

/// A calendar feed of one's sections' bookings: `POST /api/feed`. A further one takes the place of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Feed {
    /// Its path on this server: `/api/feed/….ics`. Whoever has it reads the feed.
    pub path: String,
}

/// How a coordinator settles a booking of which nobody knows: `POST /api/bookings/{booking}/settle`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Settlement {
    /// 来所あり
    Served,
    /// 来所なし
    Missed,
    /// Back to 未確認, where it was settled by mistake.
    Reopen,
}
