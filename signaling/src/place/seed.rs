//! Loads a municipality's places from a JSON file such as `demo/kitakyushu.json`. Loading twice changes nothing.

use super::store;
use crate::db::Db;
use crate::fault::{Fault, Result};
use crate::hours;
use jiff::civil::Time;
use protocol::booking::Words;
use protocol::id::{FormId, HotlineId, SectionId, SiteId, SubjectId, TreeId, WardId};
use protocol::place::{Handling, Hours, Identity};
use protocol::schedule::{Holiday, Plan};
use protocol::screening::{Documents, Reach, Seclusion, Sensitivity, SubjectAttributes};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The kind of a site that is a counter of the ward office: people come there in person, and no booth stands there.
pub(super) const WARD_OFFICE: &str = "ward-office";

/// What of the file is a place or a subject; its background figures are left alone.
#[derive(Debug, Clone, Deserialize)]
pub struct Municipality {
    pub(super) municipality: Name,
    pub(super) wards: Vec<Ward>,
    pub(super) sites: Vec<Site>,
    pub(super) sections: Vec<Section>,
    pub(super) subjects: Vec<SeedSubject>,
    #[serde(default)]
    pub(super) hotlines: Vec<SeedHotline>,
    /// What kiosks and convenience stores print.
    #[serde(default)]
    pub(super) kiosk_certificates: Vec<String>,
    /// What wards publish where they have nothing yet.
    #[serde(default)]
    hours: BTreeMap<WardId, Plan>,
    #[serde(default)]
    holidays: Vec<Holiday>,
}

impl Municipality {
    /// The plans of its wards.
    pub fn plans(&self) -> &BTreeMap<WardId, Plan> {
        &self.hours
    }

    /// The holidays that the file knows.
    ///
    /// # Errors
    /// `bad-field` for what is no date.
    pub fn holidays(&self) -> Result<schedule::Holidays> {
        let date = |(at, row): (usize, &Holiday)| {
            let date = row.date.parse().map_err(|_| {
                Fault::bad_field(
                    format!("holidays/{at}/date"),
                    "bad-date",
                    "日付は 2026-05-04 のように書いてください。",
                )
            })?;
            Ok((date, row.name.clone()))
        };
        self.holidays.iter().enumerate().map(date).collect()
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Name {
    pub(super) name: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Ward {
    pub(super) id: WardId,
    pub(super) name: String,
    pub(super) telephone: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Site {
    pub(super) id: SiteId,
    pub(super) ward: WardId,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) privacy: Seclusion,
    #[serde(default)]
    pub(super) handset: bool,
    #[serde(default)]
    pub(super) earphone: bool,
    #[serde(default)]
    pub(super) document_camera: bool,
    #[serde(default)]
    pub(super) printer: bool,
    #[serde(default)]
    pub(super) attendant: bool,
    /// When a booth there may be used, every day.
    pub(super) hours: Option<Hours>,
    pub(super) subjects: Option<Vec<SubjectId>>,
    /// How to get there.
    #[serde(flatten)]
    pub(super) access: Access,
    /// The sites near it, the nearest first.
    #[serde(default)]
    pub(super) near: Vec<SiteId>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Access {
    pub(super) access: Option<String>,
    pub(super) access_easy: Option<String>,
    pub(super) access_en: Option<String>,
}

impl Access {
    pub(super) fn words(&self) -> Option<Words> {
        let Self { access, access_easy, access_en } = self.clone();
        access.map(|ja| Words { ja, easy: access_easy, en: access_en })
    }
}

/// What to bring.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Bring {
    pub(super) bring: Option<String>,
    pub(super) bring_easy: Option<String>,
    pub(super) bring_en: Option<String>,
}

impl Bring {
    pub(super) fn words(&self) -> Option<Words> {
        let Self { bring, bring_easy, bring_en } = self.clone();
        bring.map(|ja| Words { ja, easy: bring_easy, en: bring_en })
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Section {
    pub(super) id: SectionId,
    pub(super) ward: WardId,
    pub(super) name: String,
    pub(super) subjects: Vec<SubjectId>,
    /// It answers these at the ward office's counter alone, so that no booth rings it.
    #[serde(default)]
    pub(super) counter: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct SeedSubject {
    pub(super) id: SubjectId,
    pub(super) name: String,
    /// What the tile says where neighbours must not read the name itself.
    pub(super) tile: Option<String>,
    pub(super) name_easy: Option<String>,
    pub(super) name_en: Option<String>,
    pub(super) handling: Handling,
    pub(super) identity: Identity,
    pub(super) minutes: u16,
    pub(super) form: Option<FormId>,
    /// 標準化対象業務, by which figures are grouped.
    pub(super) task: Option<String>,
    #[serde(flatten)]
    pub(super) bring: Bring,
    #[serde(flatten)]
    pub(super) about: About,
    /// The tree of the screening that is asked about it.
    pub(super) screening: Option<TreeId>,
}

/// What a subject is about. Where a part is missing, it is not screened.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct About {
    documents: Option<Documents>,
    money: Option<bool>,
    sensitivity: Option<Sensitivity>,
    kiosk: Option<bool>,
    danger: Option<bool>,
    reach: Option<Reach>,
}

impl About {
    pub(super) fn attributes(&self) -> Option<SubjectAttributes> {
        Some(SubjectAttributes {
            documents: self.documents?,
            money: self.money?,
            sensitivity: self.sensitivity?,
            kiosk: self.kiosk?,
            danger: self.danger?,
            reach: self.reach?,
        })
    }
}

/// Whom staff bring in at once; without a ward, in every ward.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SeedHotline {
    pub(super) id: HotlineId,
    pub(super) ward: Option<WardId>,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) telephone: String,
    pub(super) section: Option<SectionId>,
}

/// Why places could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The text is not such a file.
    #[error("the file does not describe a municipality")]
    Parse(#[from] serde_json::Error),
    /// A site's hours are no times of a day, or end before they begin.
    #[error("hours are written as 09:00 and 17:00, the earlier first")]
    Hours,
    /// A row names something that is not there, or the database failed.
    #[error("the places could not be written")]
    Database(#[from] sqlx::Error),
}

impl std::str::FromStr for Municipality {
    type Err = SeedError;
    fn from_str(text: &str) -> std::result::Result<Self, SeedError> {
        let data: Self = serde_json::from_str(text)?;
        let open = |hours: &Hours| time(&hours.opens).zip(time(&hours.closes)).is_some_and(|(from, to)| from < to);
        if data.sites.iter().filter_map(|site| site.hours.as_ref()).all(open) {
            Ok(data)
        } else {
            Err(SeedError::Hours)
        }
    }
}

/// `09:00`, in two digits each.
fn time(text: &str) -> Option<Time> {
    (text.len() == 5).then(|| Time::strptime("%H:%M", text).ok()).flatten()
}

/// Writes all of it, or nothing.
pub async fn seed(db: &Db, data: &Municipality) -> std::result::Result<(), SeedError> {
    let mut tx = db.begin().await?;
    store::put(&mut tx, data).await?;
    hours::changed_everywhere(&mut tx).await?;
    Ok(tx.commit().await?)
}
