//! SQL of what a plan speaks about: a ward's sections, its sites and the subjects that are answered by video, if only in a
//! closed room, or at the counter of its office.

use crate::db::{Conn, parse};
use crate::on;
use protocol::coordination::{ScheduleSection, ScheduleSite};
use protocol::id::{SiteId, SubjectId, WardId};
use schedule::{Place, SiteFacts, SubjectFacts};
use sqlx::Result;
use std::collections::BTreeSet;

/// What hours have to know of a ward.
pub(in crate::hours) async fn place(conn: &mut Conn<'_>, ward: &WardId) -> Result<Place> {
    let mut place = Place::default();
    for row in sections(conn, ward).await? {
        place.sections.insert(row.section, row.name);
    }
    place.subjects = subjects(conn, ward).await?.into_iter().collect();
    for site in sites(conn, ward).await? {
        let facts = SiteFacts { name: site.name, counter: site.counter, subjects: BTreeSet::new() };
        place.sites.insert(site.site, facts);
    }
    let tiles = "SELECT site_subject.site, site_subject.subject FROM site_subject \
         JOIN site ON site.id = site_subject.site WHERE site.ward = $1";
    for (site, subject) in pairs(conn, tiles, ward).await? {
        let (site, subject): (SiteId, SubjectId) = (parse(site)?, parse(subject)?);
        if let Some(site) = place.sites.get_mut(&site).filter(|_| place.subjects.contains_key(&subject)) {
            site.subjects.insert(subject);
        }
    }
    Ok(place)
}

/// 小倉北区役所
pub(in crate::hours) async fn ward_name(conn: &mut Conn<'_>, ward: &WardId) -> Result<String> {
    on!(Conn, conn, |conn| sqlx::query_scalar("SELECT name FROM ward WHERE id = $1")
        .bind(ward.as_str())
        .fetch_one(&mut **conn)
        .await)
}

/// A ward's sections, by name, without their subjects.
pub(in crate::hours) async fn sections(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<ScheduleSection>> {
    let rows = pairs(conn, "SELECT id, name FROM section WHERE ward = $1 ORDER BY name, id", ward).await?;
    rows.into_iter()
        .map(|(section, name)| Ok(ScheduleSection { section: parse(section)?, name, subjects: Vec::new() }))
        .collect()
}

/// What a ward answers, in order: by video what is handled so, at its counter everything that a section answers.
pub(in crate::hours) async fn subjects(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<(SubjectId, SubjectFacts)>> {
    type Found = (String, String, i64, Option<String>, Option<String>);
    let rows: Vec<Found> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT subject.id, subject.name, subject.minutes, \
         CASE WHEN subject.handling IN ('remote', 'guide', 'private-room') THEN section_subject.section END, \
         COALESCE(counter_subject.section, section_subject.section) FROM subject \
         LEFT JOIN section_subject ON section_subject.subject = subject.id AND section_subject.ward = $1 \
         LEFT JOIN counter_subject ON counter_subject.subject = subject.id AND counter_subject.ward = $1 \
         WHERE section_subject.section IS NOT NULL OR counter_subject.section IS NOT NULL ORDER BY subject.position"
    )
    .bind(ward.as_str())
    .fetch_all(&mut **conn)
    .await)?;
    let minutes = |minutes: i64| u16::try_from(minutes).map_err(|error| sqlx::Error::Decode(Box::new(error)));
    rows.into_iter()
        .map(|(subject, name, long, section, counter)| {
            let (section, at_counter) = (section.map(parse).transpose()?, counter.map(parse).transpose()?);
            Ok((parse(subject)?, SubjectFacts { name, minutes: minutes(long)?, section, at_counter }))
        })
        .collect()
}

/// A ward's sites with their booths, by name.
pub(in crate::hours) async fn sites(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<ScheduleSite>> {
    let rows: Vec<(String, String, bool, i64, i64)> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT site.id, site.name, site.counter, COUNT(device.id), COUNT(CASE WHEN device.out_of_order IS NULL \
         AND device.suspended_at IS NULL THEN device.id END) FROM site \
         LEFT JOIN device ON device.site = site.id AND device.revoked_at IS NULL \
         WHERE site.ward = $1 GROUP BY site.id, site.name, site.counter ORDER BY site.name, site.id"
    )
    .bind(ward.as_str())
    .fetch_all(&mut **conn)
    .await)?;
    let count = |count: i64| u16::try_from(count).unwrap_or(u16::MAX);
    rows.into_iter()
        .map(|(site, name, counter, booths, in_order)| {
            Ok(ScheduleSite { site: parse(site)?, name, booths: count(booths), in_order: count(in_order), counter })
        })
        .collect()
}

async fn pairs(conn: &mut Conn<'_>, query: &'static str, ward: &WardId) -> Result<Vec<(String, String)>> {
    on!(Conn, conn, |conn| sqlx::query_as(query).bind(ward.as_str()).fetch_all(&mut **conn).await)
}
