//! SQL of what residents are told of places and subjects before they come, and of how figures group them.

use crate::db::{Db, Tx, parse};
use crate::on;
use protocol::booking::{BookableSite, BookableSubject, Words};
use protocol::id::{SiteId, SubjectId, WardId};
use sqlx::Result;
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct SubjectRow {
    id: String,
    minutes: i64,
    name: String,
    name_easy: Option<String>,
    name_en: Option<String>,
    bring: Option<String>,
    bring_easy: Option<String>,
    bring_en: Option<String>,
}

/// The subjects that are handled by video, in order.
pub(crate) async fn subjects(db: &Db) -> Result<Vec<BookableSubject>> {
    let rows: Vec<SubjectRow> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT id, minutes, name, name_easy, name_en, bring, bring_easy, bring_en FROM subject \
         WHERE handling IN ('remote', 'guide') ORDER BY position"
    )
    .fetch_all(pool)
    .await)?;
    rows.into_iter()
        .map(|row| {
            Ok(BookableSubject {
                subject: parse(row.id)?,
                name: Words { ja: row.name, easy: row.name_easy, en: row.name_en },
                minutes: u16::try_from(row.minutes).map_err(|e| sqlx::Error::Decode(Box::new(e)))?,
                bring: Words { ja: row.bring.unwrap_or_default(), easy: row.bring_easy, en: row.bring_en },
            })
        })
        .collect()
}

/// Every site by ward and name, with the subjects that its ward answers by video there.
pub(crate) async fn sites(db: &Db) -> Result<Vec<BookableSite>> {
    type Row = (String, String, String, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = on!(Db, db, |pool| sqlx::query_as(
        "SELECT id, name, ward, access, access_easy, access_en FROM site ORDER BY ward, name, id"
    )
    .fetch_all(pool)
    .await)?;
    let mut subjects = pairs::<SubjectId>(
        db,
        "SELECT site_subject.site, site_subject.subject FROM site_subject JOIN site ON site.id = site_subject.site \
         JOIN section_subject ON section_subject.ward = site.ward AND section_subject.subject = site_subject.subject \
         JOIN subject ON subject.id = site_subject.subject WHERE subject.handling IN ('remote', 'guide') \
         ORDER BY subject.position",
    )
    .await?;
    let mut near = pairs::<SiteId>(db, "SELECT site, near FROM site_near ORDER BY position").await?;
    rows.into_iter()
        .map(|(id, name, ward, access, easy, en)| {
            let site: SiteId = parse(id)?;
            Ok(BookableSite {
                subjects: subjects.remove(&site).unwrap_or_default(),
                near: near.remove(&site).unwrap_or_default(),
                ward: parse::<WardId>(ward)?,
                access: Words { ja: access.unwrap_or_default(), easy, en },
                site,
                name,
            })
        })
        .collect()
}

/// What belongs to each site, in order.
async fn pairs<T>(db: &Db, text: &'static str) -> Result<BTreeMap<SiteId, Vec<T>>>
where
    T: TryFrom<String>,
    T::Error: std::error::Error + Send + Sync + 'static,
{
    let rows: Vec<(String, String)> = on!(Db, db, |pool| sqlx::query_as(text).fetch_all(pool).await)?;
    let mut lists: BTreeMap<SiteId, Vec<T>> = BTreeMap::new();
    for (site, item) in rows {
        lists.entry(parse(site)?).or_default().push(parse(item)?);
    }
    Ok(lists)
}

/// Writes which sites are near a site, in place of those that were.
pub(super) async fn put_near(tx: &mut Tx, site: &SiteId, near: &[SiteId]) -> Result<()> {
    on!(Tx, tx, |conn| {
        sqlx::query("DELETE FROM site_near WHERE site = $1").bind(site.as_str()).execute(&mut **conn).await?;
        for (position, other) in near.iter().enumerate() {
            sqlx::query("INSERT INTO site_near (site, near, position) VALUES ($1, $2, $3)")
                .bind(site.as_str())
                .bind(other.as_str())
                .bind(i64::try_from(position).unwrap_or(i64::MAX))
                .execute(&mut **conn)
                .await?;
        }
        Ok(())
    })
}

/// Every subject with its name and 標準化対象業務, in order.
pub(crate) async fn tasks(db: &Db) -> Result<Vec<(SubjectId, String, Option<String>)>> {
    let rows: Vec<(String, String, Option<String>)> =
        on!(Db, db, |pool| sqlx::query_as("SELECT id, name, task FROM subject ORDER BY position")
            .fetch_all(pool)
            .await)?;
    rows.into_iter().map(|(subject, name, task)| Ok((parse(subject)?, name, task))).collect()
}
