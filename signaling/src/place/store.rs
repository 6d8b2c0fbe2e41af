//! SQL of places and subjects.

use super::seed::{self, Municipality};
use super::{Facts, Site};
use crate::db::{Conn, Db, Tx, document, from_word, parse, word};
use crate::on;
use protocol::booking::Words;
use protocol::id::{FormId, SectionId, SiteId, SubjectId, TreeId, WardId};
use protocol::place::{Handling, Hours, SiteRow, Subject, SubjectRow};
use protocol::publication::{TrialSite, TrialSubject};
use protocol::screening::{Seclusion, Sensitivity, SiteAttributes, SubjectAttributes};
use sqlx::Result;

pub(super) async fn site(db: &Db, id: &SiteId) -> Result<Option<Site>> {
    type Row = (String, String, String, String, String, String, Option<String>, Option<String>);
    let row: Option<Row> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT site.id, site.name, ward.id, ward.name, ward.municipality, ward.telephone, site.opens, site.closes \
         FROM site JOIN ward ON ward.id = site.ward WHERE site.id = $1"
    )
    .bind(id.as_str())
    .fetch_optional(pool)
    .await)?;
    row.map(|(id, name, ward, ward_name, municipality, telephone, opens, closes)| {
        let hours = opens.zip(closes).map(|(opens, closes)| Hours { opens, closes });
        Ok(Site { id: parse(id)?, name, ward: parse(ward)?, ward_name, municipality, telephone, hours })
    })
    .transpose()
}

/// A ward's sites with booths, by name.
pub(super) async fn sites(db: &Db, ward: &WardId) -> Result<Vec<SiteRow>> {
    let rows: Vec<(String, String)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT id, name FROM site WHERE ward = $1 AND NOT counter ORDER BY name, id"
    )
    .bind(ward.as_str())
    .fetch_all(pool)
    .await)?;
    rows.into_iter().map(|(site, name)| Ok(SiteRow { site: parse(site)?, name })).collect()
}

/// The subjects that a ward answers, in order.
pub(super) async fn answered(db: &Db, ward: &WardId) -> Result<Vec<SubjectRow>> {
    let rows: Vec<(String, String, String)> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT subject.id, subject.name, section_subject.section FROM section_subject \
         JOIN subject ON subject.id = section_subject.subject WHERE section_subject.ward = $1 ORDER BY subject.position"
    )
    .bind(ward.as_str())
    .fetch_all(pool)
    .await)?;
    let row = |(subject, name, section)| Ok(SubjectRow { subject: parse(subject)?, name, section: parse(section)? });
    rows.into_iter().map(row).collect()
}

#[derive(sqlx::FromRow)]
struct Tile {
    id: String,
    name: String,
    name_easy: Option<String>,
    name_en: Option<String>,
    handling: String,
    identity: String,
    minutes: i64,
    form: Option<String>,
    section: Option<String>,
    about: Option<String>,
}

impl TryFrom<Tile> for Subject {
    type Error = sqlx::Error;

    fn try_from(tile: Tile) -> Result<Self> {
        let handling = from_word(tile.handling)?;
        let discreet = is_discreet(handling, tile.about.as_deref())?;
        Ok(Self {
            id: parse(tile.id)?,
            name: tile.name,
            name_easy: tile.name_easy,
            name_en: tile.name_en,
            handling,
            identity: from_word(tile.identity)?,
            minutes: u16::try_from(tile.minutes).map_err(|e| sqlx::Error::Decode(Box::new(e)))?,
            form: tile.form.map(parse).transpose()?,
            section: tile.section.map(parse).transpose()?,
            discreet,
        })
    }
}

/// Whether nobody is to read from three metres what a subject is about.
pub(crate) fn is_discreet(handling: Handling, about: Option<&str>) -> Result<bool> {
    let about: Option<SubjectAttributes> = about.map(document).transpose()?;
    Ok(matches!(handling, Handling::PrivateRoom | Handling::QuietCard)
        || about.is_some_and(|about| about.sensitivity == Sensitivity::VeryHigh))
}

const TILES: &str = "SELECT subject.id, subject.name, subject.name_easy, subject.name_en, subject.handling, \
     subject.identity, subject.minutes, subject.form, section_subject.section, subject.about \
     FROM site_subject JOIN site ON site.id = site_subject.site \
     JOIN subject ON subject.id = site_subject.subject \
     LEFT JOIN section_subject ON section_subject.subject = subject.id AND section_subject.ward = site.ward \
     WHERE site_subject.site = $1 AND ($2 = '' OR subject.id = $2) ORDER BY subject.position";

/// A site's tiles, in order.
pub(super) async fn tiles(db: &Db, site: &SiteId) -> Result<Vec<Subject>> {
    select(db, site, "").await
}

/// One of a site's tiles.
pub(super) async fn tile(db: &Db, site: &SiteId, subject: &SubjectId) -> Result<Option<Subject>> {
    Ok(select(db, site, subject.as_str()).await?.pop())
}

async fn select(db: &Db, site: &SiteId, subject: &str) -> Result<Vec<Subject>> {
    let rows: Vec<Tile> =
        on!(Db, db, |pool| sqlx::query_as(TILES).bind(site.as_str()).bind(subject).fetch_all(pool).await)?;
    rows.into_iter().map(Subject::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct FactsRow {
    ward: String,
    counter: bool,
    privacy: String,
    handset: bool,
    earphone: bool,
    document_camera: bool,
    printer: bool,
    attendant: bool,
    handling: String,
    about: Option<String>,
    screening: Option<String>,
    bring: Option<String>,
    section: Option<String>,
}

impl TryFrom<FactsRow> for Facts {
    type Error = sqlx::Error;

    fn try_from(row: FactsRow) -> Result<Self> {
        let FactsRow { handset, earphone, document_camera, printer, attendant, .. } = row;
        let seclusion = from_word(row.privacy)?;
        Ok(Self {
            ward: parse(row.ward)?,
            site: SiteAttributes { seclusion, handset, earphone, document_camera, printer, attendant },
            counter: row.counter,
            handling: from_word(row.handling)?,
            about: row.about.as_deref().map(document).transpose()?,
            tree: row.screening.map(parse).transpose()?,
            bring: row.bring.as_deref().map(document).transpose()?,
            section: row.section.map(parse).transpose()?,
        })
    }
}

/// What is screened by at a site about a subject; none where it is no tile there.
pub(super) async fn facts(conn: &mut Conn<'_>, site: &SiteId, subject: &SubjectId) -> Result<Option<Facts>> {
    let row: Option<FactsRow> = on!(Conn, conn, |conn| {
        sqlx::query_as(
        "SELECT site.ward, site.counter, site.privacy, site.handset, site.earphone, site.document_camera, site.printer, \
         site.attendant, subject.handling, subject.about, subject.screening, subject.bring, \
         CASE WHEN site.counter THEN COALESCE(counter_subject.section, section_subject.section) \
         ELSE section_subject.section END AS section \
         FROM site_subject JOIN site ON site.id = site_subject.site JOIN subject ON subject.id = site_subject.subject \
         LEFT JOIN section_subject ON section_subject.subject = subject.id AND section_subject.ward = site.ward \
         LEFT JOIN counter_subject ON counter_subject.subject = subject.id AND counter_subject.ward = site.ward \
         WHERE site.id = $1 AND subject.id = $2"
    )
    .bind(site.as_str())
    .bind(subject.as_str())
    .fetch_optional(&mut **conn)
    .await
    })?;
    row.map(Facts::try_from).transpose()
}

/// What neighbours of a booth there can see and hear.
pub(super) async fn seclusion(db: &Db, site: &SiteId) -> Result<Seclusion> {
    let word: String = on!(Db, db, |pool| sqlx::query_scalar("SELECT privacy FROM site WHERE id = $1")
        .bind(site.as_str())
        .fetch_one(pool)
        .await)?;
    from_word(word)
}

/// The subjects that are tiles somewhere in a ward.
pub(super) async fn trial_subjects(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<TrialSubject>> {
    let rows: Vec<(String, String, Option<String>, Option<String>)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, name, screening, about FROM subject WHERE id IN (SELECT site_subject.subject FROM site_subject \
         JOIN site ON site.id = site_subject.site WHERE site.ward = $1) ORDER BY position"
    )
    .bind(ward.as_str())
    .fetch_all(&mut **conn)
    .await)?;
    let read = |(subject, name, tree, about): (String, String, Option<String>, Option<String>)| {
        let about = about.as_deref().map(document).transpose()?;
        Ok(TrialSubject { subject: parse(subject)?, name, tree: tree.map(parse).transpose()?, about })
    };
    rows.into_iter().map(read).collect()
}

#[derive(sqlx::FromRow)]
struct TrialSiteRow {
    id: String,
    name: String,
    privacy: String,
    handset: bool,
    earphone: bool,
    document_camera: bool,
    printer: bool,
    attendant: bool,
}

/// A ward's sites with booths, by name.
pub(super) async fn trial_sites(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<TrialSite>> {
    let rows: Vec<TrialSiteRow> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, name, privacy, handset, earphone, document_camera, printer, attendant FROM site \
         WHERE ward = $1 AND NOT counter ORDER BY name, id"
    )
    .bind(ward.as_str())
    .fetch_all(&mut **conn)
    .await)?;
    let read = |row: TrialSiteRow| {
        let TrialSiteRow { name, handset, earphone, document_camera, printer, attendant, .. } = row;
        let seclusion = from_word(row.privacy)?;
        let about = SiteAttributes { seclusion, handset, earphone, document_camera, printer, attendant };
        Ok(TrialSite { site: parse(row.id)?, name, about })
    };
    rows.into_iter().map(read).collect()
}

/// The sites that a site names as near, the nearest first.
pub(super) async fn near(conn: &mut Conn<'_>, site: &SiteId) -> Result<Vec<SiteId>> {
    let near: Option<Option<String>> =
        on!(Conn, conn, |conn| sqlx::query_scalar("SELECT near FROM site WHERE id = $1")
            .bind(site.as_str())
            .fetch_optional(&mut **conn)
            .await)?;
    Ok(near.flatten().as_deref().map(document).transpose()?.unwrap_or_default())
}

/// The counter of a ward's office.
pub(super) async fn counter(conn: &mut Conn<'_>, ward: &WardId) -> Result<Option<SiteId>> {
    let site: Option<String> = on!(Conn, conn, |conn| sqlx::query_scalar(
        "SELECT id FROM site WHERE ward = $1 AND counter ORDER BY id LIMIT 1"
    )
    .bind(ward.as_str())
    .fetch_optional(&mut **conn)
    .await)?;
    site.map(parse).transpose()
}

/// How to get to a site.
pub(super) async fn access(conn: &mut Conn<'_>, site: &SiteId) -> Result<Option<Words>> {
    let access: Option<Option<String>> =
        on!(Conn, conn, |conn| sqlx::query_scalar("SELECT access FROM site WHERE id = $1")
            .bind(site.as_str())
            .fetch_optional(&mut **conn)
            .await)?;
    access.flatten().as_deref().map(document).transpose()
}

/// The certificates that a ward's kiosks print.
pub(super) async fn kiosk_certificates(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<String>> {
    let listed: Option<Option<String>> =
        on!(Conn, conn, |conn| sqlx::query_scalar("SELECT kiosk_certificates FROM ward WHERE id = $1")
            .bind(ward.as_str())
            .fetch_optional(&mut **conn)
            .await)?;
    Ok(listed.flatten().as_deref().map(document).transpose()?.unwrap_or_default())
}

pub(super) async fn wards_of(db: &Db, subject: &SubjectId) -> Result<Vec<WardId>> {
    let wards: Vec<String> = on!(Db, db, |pool| sqlx::query_scalar(
        "SELECT DISTINCT ward FROM site JOIN site_subject ON site_subject.site = site.id \
         WHERE subject = $1 AND NOT counter"
    )
    .bind(subject.as_str())
    .fetch_all(pool)
    .await)?;
    wards.into_iter().map(parse).collect()
}

/// Every section, by ward and id.
pub(super) async fn sections(db: &Db) -> Result<Vec<(SectionId, String, WardId)>> {
    let rows: Vec<(String, String, String)> =
        on!(Db, db, |pool| sqlx::query_as("SELECT id, name, ward FROM section ORDER BY ward, id")
            .fetch_all(pool)
            .await)?;
    rows.into_iter().map(|(id, name, ward)| Ok((parse(id)?, name, parse(ward)?))).collect()
}

pub(super) async fn section(db: &Db, id: &SectionId) -> Result<Option<(WardId, String)>> {
    let row: Option<(String, String)> =
        on!(Db, db, |pool| sqlx::query_as("SELECT ward, name FROM section WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(pool)
            .await)?;
    row.map(|(ward, name)| Ok((parse(ward)?, name))).transpose()
}

/// Writes a municipality's places; what is there already is brought to what the file says.
pub(super) async fn put(tx: &mut Tx, data: &Municipality) -> Result<()> {
    for ward in &data.wards {
        put_ward(tx, data, ward).await?;
    }
    for (position, subject) in data.subjects.iter().enumerate() {
        put_subject(tx, i64::try_from(position).unwrap_or(i64::MAX), subject).await?;
    }
    for section in &data.sections {
        put_section(tx, section).await?;
    }
    for site in &data.sites {
        let every = || data.subjects.iter().map(|subject| subject.id.clone()).collect();
        put_site(tx, site, &site.subjects.clone().unwrap_or_else(every)).await?;
    }
    for (position, hotline) in data.hotlines.iter().enumerate() {
        put_hotline(tx, i64::try_from(position).unwrap_or(i64::MAX), hotline).await?;
    }
    Ok(())
}

async fn put_ward(tx: &mut Tx, data: &Municipality, ward: &seed::Ward) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO ward (id, municipality, name, telephone, kiosk_certificates) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id) DO UPDATE SET municipality = excluded.municipality, name = excluded.name, \
         telephone = excluded.telephone, kiosk_certificates = excluded.kiosk_certificates"
    )
    .bind(ward.id.as_str())
    .bind(&data.municipality.name)
    .bind(&ward.name)
    .bind(&ward.telephone)
    .bind(json(&data.kiosk_certificates))
    .execute(&mut **conn)
    .await
    .map(drop))
}

async fn put_subject(tx: &mut Tx, position: i64, subject: &seed::SeedSubject) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO subject (id, position, name, name_easy, name_en, handling, identity, minutes, form, task, bring, \
         about, screening) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (id) DO UPDATE SET position = excluded.position, \
         name = excluded.name, name_easy = excluded.name_easy, name_en = excluded.name_en, \
         handling = excluded.handling, identity = excluded.identity, minutes = excluded.minutes, form = excluded.form, \
         task = excluded.task, bring = excluded.bring, about = excluded.about, screening = excluded.screening"
    )
    .bind(subject.id.as_str())
    .bind(position)
    .bind(subject.tile.as_ref().unwrap_or(&subject.name))
    .bind(&subject.name_easy)
    .bind(&subject.name_en)
    .bind(word(subject.handling))
    .bind(word(subject.identity))
    .bind(i64::from(subject.minutes))
    .bind(subject.form.as_ref().map(FormId::as_str))
    .bind(&subject.task)
    .bind(subject.bring.words().as_ref().map(json))
    .bind(subject.about.attributes().as_ref().map(json))
    .bind(subject.screening.as_ref().map(TreeId::as_str))
    .execute(&mut **conn)
    .await
    .map(drop))
}

async fn put_section(tx: &mut Tx, section: &seed::Section) -> Result<()> {
    on!(Tx, tx, |conn| {
        sqlx::query(
            "INSERT INTO section (id, ward, name) VALUES ($1, $2, $3) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        )
        .bind(section.id.as_str())
        .bind(section.ward.as_str())
        .bind(&section.name)
        .execute(&mut **conn)
        .await?;
        let own = if section.counter {
            "INSERT INTO counter_subject (ward, subject, section) VALUES ($1, $2, $3) \
             ON CONFLICT (ward, subject) DO UPDATE SET section = excluded.section"
        } else {
            "INSERT INTO section_subject (ward, subject, section) VALUES ($1, $2, $3) \
             ON CONFLICT (ward, subject) DO UPDATE SET section = excluded.section"
        };
        for subject in &section.subjects {
            sqlx::query(own)
                .bind(section.ward.as_str())
                .bind(subject.as_str())
                .bind(section.id.as_str())
                .execute(&mut **conn)
                .await?;
        }
        Ok(())
    })
}

async fn put_hotline(tx: &mut Tx, position: i64, hotline: &seed::SeedHotline) -> Result<()> {
    on!(Tx, tx, |conn| sqlx::query(
        "INSERT INTO hotline (id, ward, position, name, about, telephone, section) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (id) DO UPDATE SET ward = excluded.ward, position = excluded.position, name = excluded.name, \
         about = excluded.about, telephone = excluded.telephone, section = excluded.section"
    )
    .bind(hotline.id.as_str())
    .bind(hotline.ward.as_ref().map(|ward| ward.as_str()))
    .bind(position)
    .bind(&hotline.name)
    .bind(&hotline.about)
    .bind(&hotline.telephone)
    .bind(hotline.section.as_ref().map(|section| section.as_str()))
    .execute(&mut **conn)
    .await
    .map(drop))
}

async fn put_site(tx: &mut Tx, site: &seed::Site, subjects: &Vec<SubjectId>) -> Result<()> {
    on!(Tx, tx, |conn| {
        sqlx::query(
            "INSERT INTO site (id, ward, name, kind, privacy, opens, closes, access, near, handset, earphone, \
             document_camera, printer, attendant, counter) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
             ON CONFLICT (id) DO UPDATE SET ward = excluded.ward, name = excluded.name, kind = excluded.kind, \
             privacy = excluded.privacy, opens = excluded.opens, closes = excluded.closes, access = excluded.access, \
             near = excluded.near, handset = excluded.handset, earphone = excluded.earphone, \
             document_camera = excluded.document_camera, printer = excluded.printer, attendant = excluded.attendant, \
             counter = excluded.counter",
        )
        .bind(site.id.as_str())
        .bind(site.ward.as_str())
        .bind(&site.name)
        .bind(&site.kind)
        .bind(word(site.privacy))
        .bind(site.hours.as_ref().map(|hours| &hours.opens))
        .bind(site.hours.as_ref().map(|hours| &hours.closes))
        .bind(site.access.words().as_ref().map(json))
        .bind(json(&site.near))
        .bind(site.handset)
        .bind(site.earphone)
        .bind(site.document_camera)
        .bind(site.printer)
        .bind(site.attendant)
        .bind(site.kind == seed::WARD_OFFICE)
        .execute(&mut **conn)
        .await?;
        sqlx::query("DELETE FROM site_subject WHERE site = $1").bind(site.id.as_str()).execute(&mut **conn).await?;
        for subject in subjects {
            sqlx::query("INSERT INTO site_subject (site, subject) VALUES ($1, $2)")
                .bind(site.id.as_str())
                .bind(subject.as_str())
                .execute(&mut **conn)
                .await?;
        }
        Ok(())
    })
}

/// A list or words as they are kept.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts serialise")
}

/// Every subject with its name and 標準化対象業務, in order.
pub(super) async fn tasks(db: &Db) -> Result<Vec<(SubjectId, String, Option<String>)>> {
    let rows: Vec<(String, String, Option<String>)> =
        on!(Db, db, |pool| sqlx::query_as("SELECT id, name, task FROM subject ORDER BY position")
            .fetch_all(pool)
            .await)?;
    rows.into_iter().map(|(subject, name, task)| Ok((parse(subject)?, name, task))).collect()
}

/// Every ward, in order.
pub(crate) async fn wards(conn: &mut Conn<'_>) -> Result<Vec<WardId>> {
    let wards: Vec<String> =
        on!(Conn, conn, |conn| sqlx::query_scalar("SELECT id FROM ward ORDER BY id").fetch_all(&mut **conn).await)?;
    wards.into_iter().map(parse).collect()
}
