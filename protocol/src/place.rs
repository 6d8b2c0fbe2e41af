//! Where and about what: values that booth and desk are shown.

use crate::device::OutOfOrder;
use crate::id::{BoothId, FormId, SectionId, SiteId, SubjectId, WardId};
use crate::memo::Hotline;
use crate::privacy::PrivacyRules;
use crate::schedule::Notice;
use serde::{Deserialize, Serialize};

/// A language a face speaks. やさしい日本語 (`easy`) is a language of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// 日本語
    Ja,
    /// やさしい日本語
    Easy,
    /// English
    En,
}

/// 本人確認: how far it is known who the resident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// Nobody asked: general guidance only.
    None,
    /// The resident said who they are; nothing is disclosed from records.
    SelfStated,
    /// The resident signed in on their own phone and card; staff never see a PIN.
    OwnDevice,
}

/// How a subject is handled at a booth. Anything but `Remote` and `Guide` does not ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Handling {
    /// By video, with a form where there is one.
    Remote,
    /// By video, general guidance only.
    Guide,
    /// At the ward office.
    InPerson,
    /// At the ward office, by appointment.
    BookInPerson,
    /// In a closed room.
    PrivateRoom,
    /// At a certificate kiosk or convenience store.
    Kiosk,
    /// A quiet card with telephone numbers; nothing is recorded.
    QuietCard,
}

/// 用件: a tile on the booth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subject {
    /// Which.
    pub id: SubjectId,
    /// As the city names it.
    pub name: String,
    /// The name in やさしい日本語, where there is one.
    pub name_easy: Option<String>,
    /// The name in English, where there is one.
    pub name_en: Option<String>,
    /// Whether and how a booth handles it.
    pub handling: Handling,
    /// What must be known of the resident before more than general guidance is given.
    pub identity: Identity,
    /// About how long it takes, in minutes.
    pub minutes: u16,
    /// The form that is filled together, where there is one.
    pub form: Option<FormId>,
    /// The section whose desks ring; `None` where nothing rings.
    pub section: Option<SectionId>,
    /// What nobody is to read from three metres: no tile names it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub discreet: bool,
}

/// A subject as it is chosen from a list at a desk: `GET /api/subjects`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectRow {
    /// Which.
    pub subject: SubjectId,
    /// ごみ出し支援
    pub name: String,
    /// The section of the ward that answers.
    pub section: SectionId,
}

/// A place where a booth may stand, as it is chosen from a list: `GET /api/sites`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteRow {
    /// Which.
    pub site: SiteId,
    /// 小倉中央市民センター
    pub name: String,
}

/// When a site is open, every day, in its own time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// `09:00`
    pub opens: String,
    /// `17:00`
    pub closes: String,
}

/// What a booth knows about itself and its surroundings: `GET /api/booth`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoothInfo {
    /// This device.
    pub booth: BoothId,
    /// Its place.
    pub site: SiteId,
    /// The place's name: 小倉中央市民センター.
    pub site_name: String,
    /// The ward that answers.
    pub ward: WardId,
    /// 小倉北区役所
    pub ward_name: String,
    /// The municipality's name: 北九州市.
    pub municipality: String,
    /// The telephone number to show when the line is down.
    pub telephone: String,
    /// Another site of the ward with a booth that is connected and in order.
    pub nearest: Option<String>,
    /// The tiles, in order.
    pub subjects: Vec<Subject>,
    /// Why the booth takes no visits, if it takes none.
    pub out_of_order: Option<OutOfOrder>,
    /// 臨時休止 here now: of the whole counter or of single sections. An older server says nothing about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<Notice>>"))]
    pub notices: Vec<Notice>,
    /// What is covered here by rule, besides what a verdict asks for.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<PrivacyRules>"))]
    pub privacy: PrivacyRules,
    /// Where residents' own phones find our pages: `https://madoguchi.example.lg.jp`; no picture leads there without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub public_address: Option<String>,
    /// What somebody in danger can call themselves. It comes with the place, so that nothing is asked when it is read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<Hotline>>"))]
    pub hotlines: Vec<Hotline>,
}
