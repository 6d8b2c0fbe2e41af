//! 拠点と用件: wards, their sites with booths, their sections with desks, and what residents may ask about.

mod seed;
mod store;

pub(crate) use store::is_discreet;

pub use seed::{Municipality, SeedError, seed};

use crate::access::{AccountCaller, Act, BoothCaller, Caller, Scope, authorise};
use crate::app::App;
use crate::db::{Conn, Db};
use crate::device;
use crate::fault::{Fault, Result};
use crate::hotline;
use crate::hours::counter::Rule;
use protocol::booking::Words;
use protocol::id::{SectionId, SiteId, SubjectId, TreeId, WardId};
use protocol::place::{BoothInfo, Handling, Hours, SiteRow, Subject, SubjectRow};
use protocol::problem::Code;
use protocol::publication::Trial;
use protocol::screening::{SiteAttributes, SubjectAttributes};

/// A place with a booth, or a counter of the ward office, and the ward it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Which.
    pub id: SiteId,
    /// 小倉中央市民センター
    pub name: String,
    /// The ward that answers.
    pub ward: WardId,
    /// 小倉北区役所
    pub ward_name: String,
    /// 北九州市
    pub municipality: String,
    /// The ward's number, shown when the line is down.
    pub telephone: String,
    /// When it is open, where that is known.
    pub hours: Option<Hours>,
}

/// What a screening decides by: a subject at a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The site's ward.
    pub ward: WardId,
    /// What the site has.
    pub site: SiteAttributes,
    /// Whether it is a counter of the ward office.
    pub counter: bool,
    /// How the subject is handled where it is not screened.
    pub handling: Handling,
    /// What the subject is about; none where nobody said it.
    pub about: Option<SubjectAttributes>,
    /// What is asked about it.
    pub tree: Option<TreeId>,
    /// What to bring.
    pub bring: Option<Words>,
    /// The section of the ward that answers there.
    pub section: Option<SectionId>,
}

/// What a booth shows of itself: its place and its tiles.
pub async fn booth_info(app: &App, booth: &BoothCaller) -> Result<BoothInfo> {
    authorise(&Caller::Booth(booth.clone()), Act::SeePlace, Scope::booth(&booth.ward, &booth.booth))?;
    let site = site(&app.db, &booth.site).await?.ok_or_else(|| Fault::from(Code::NotFound))?;
    let rule = Rule::of(app, &mut app.db.hold().await?.conn(), &site).await?;
    let seclusion = store::seclusion(&app.db, &site.id).await?;
    Ok(BoothInfo {
        privacy: app.config.privacy.at(seclusion),
        public_address: app.config.server.public_address.clone(),
        hotlines: hotline::to_dial(&app.db, &site.ward).await?,
        notices: rule.notices(&site.id, app.clock.now()),
        booth: booth.booth.clone(),
        nearest: device::report::nearest(app, &site).await?,
        subjects: store::tiles(&app.db, &site.id).await?,
        site: site.id,
        site_name: site.name,
        ward: site.ward,
        ward_name: site.ward_name,
        municipality: site.municipality,
        telephone: site.telephone,
        out_of_order: device::report::mark(app, &booth.booth).await?,
    })
}

/// The sites of the wards whose devices the caller administers.
///
/// # Errors
/// `forbidden` for somebody who administers none.
pub async fn sites(app: &App, by: &AccountCaller) -> Result<Vec<SiteRow>> {
    let mut sites = Vec::new();
    for ward in by.wards(Act::ListSites)? {
        sites.extend(store::sites(&app.db, ward).await?);
    }
    Ok(sites)
}

/// A ward's sites with booths, by name.
pub async fn sites_of(db: &Db, ward: &WardId) -> Result<Vec<SiteRow>> {
    Ok(store::sites(db, ward).await?)
}

/// The subjects that the caller's ward answers.
///
/// # Errors
/// `forbidden` for somebody who reads no memos.
pub async fn subjects(app: &App, by: &AccountCaller) -> Result<Vec<SubjectRow>> {
    by.somewhere(Act::ReadMemo)?;
    Ok(store::answered(&app.db, &by.ward).await?)
}

/// Which section of a ward answers a subject.
pub async fn answering(db: &Db, ward: &WardId, subject: &SubjectId) -> Result<Option<SectionId>> {
    let rows = store::answered(db, ward).await?;
    Ok(rows.into_iter().find(|row| row.subject == *subject).map(|row| row.section))
}

/// A site.
pub async fn site(db: &Db, id: &SiteId) -> Result<Option<Site>> {
    Ok(store::site(db, id).await?)
}

/// A site's tiles, in order.
pub async fn tiles(db: &Db, site: &SiteId) -> Result<Vec<Subject>> {
    Ok(store::tiles(db, site).await?)
}

/// A subject as one site offers it, with the section of the site's ward that answers; `None` if it is no tile there.
pub async fn subject(db: &Db, site: &SiteId, subject: &SubjectId) -> Result<Option<Subject>> {
    Ok(store::tile(db, site, subject).await?)
}

/// Every ward, in order.
pub(crate) async fn wards(conn: &mut Conn<'_>) -> Result<Vec<WardId>> {
    Ok(store::wards(conn).await?)
}

/// The wards whose booths offer a subject.
pub async fn wards_of(db: &Db, subject: &SubjectId) -> Result<Vec<WardId>> {
    Ok(store::wards_of(db, subject).await?)
}

/// Every section: its id, name and ward, by ward and id.
pub async fn sections(db: &Db) -> Result<Vec<(SectionId, String, WardId)>> {
    Ok(store::sections(db).await?)
}

/// A section's ward and name.
pub async fn section(db: &Db, id: &SectionId) -> Result<Option<(WardId, String)>> {
    Ok(store::section(db, id).await?)
}

/// Every subject with its name and 標準化対象業務, in order.
pub async fn tasks(db: &Db) -> Result<Vec<(SubjectId, String, Option<String>)>> {
    Ok(store::tasks(db).await?)
}

/// What is screened by at a site about a subject; none where it is no tile there.
pub(crate) async fn facts(conn: &mut Conn<'_>, site: &SiteId, subject: &SubjectId) -> Result<Option<Facts>> {
    Ok(store::facts(conn, site, subject).await?)
}

/// A ward's subjects and sites, with what a screening decides by.
///
/// # Errors
/// When the database fails.
pub(crate) async fn trial(conn: &mut Conn<'_>, ward: &WardId) -> Result<Trial> {
    let subjects = store::trial_subjects(conn, ward).await?;
    Ok(Trial { subjects, sites: store::trial_sites(conn, ward).await? })
}

/// The sites near a site, the nearest first: those that it names, then those that they name, and so on; at last the others
/// of its ward. Itself is none of them, and no counter.
pub(crate) async fn near(db: &Db, ward: &WardId, site: &SiteId) -> Result<Vec<SiteId>> {
    let mut found = vec![site.clone()];
    let mut held = db.hold().await?;
    let mut looked = 0;
    while let Some(at) = found.get(looked).cloned() {
        looked += 1;
        for near in store::near(&mut held.conn(), &at).await? {
            if !found.contains(&near) {
                found.push(near);
            }
        }
    }
    drop(held);
    for row in store::sites(db, ward).await? {
        if !found.contains(&row.site) {
            found.push(row.site);
        }
    }
    found.remove(0);
    Ok(found)
}

/// The counter of a ward's office, where it has one.
pub(crate) async fn counter(conn: &mut Conn<'_>, ward: &WardId) -> Result<Option<SiteId>> {
    Ok(store::counter(conn, ward).await?)
}

/// How to get to a site.
pub(crate) async fn access(conn: &mut Conn<'_>, site: &SiteId) -> Result<Option<Words>> {
    Ok(store::access(conn, site).await?)
}

/// The certificates that a ward's kiosks print.
pub(crate) async fn kiosk_certificates(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<String>> {
    Ok(store::kiosk_certificates(conn, ward).await?)
}
