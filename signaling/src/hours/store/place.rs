//! SQL of what a plan speaks about: a ward's sections, its sites and the subjects that are answered by video.

use crate::db::{Conn, parse};
use crate::on;
use protocol::id::{SiteId, SubjectId, WardId};
use schedule::{Place, SiteFacts, SubjectFacts};
use sqlx::Result;
use std::collections::BTreeSet;

pub(in crate::hours) async fn place(conn: &mut Conn<'_>, ward: &WardId) -> Result<Place> {
    let mut place = Place::default();
    for (section, name) in named(conn, "SELECT id, name FROM section WHERE ward = $1", ward).await? {
        place.sections.insert(parse(section)?, name);
    }
    for (subject, name, minutes, section) in subjects(conn, ward).await? {
        let minutes = u16::try_from(minutes).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        place.subjects.insert(parse(subject)?, SubjectFacts { name, minutes, section: parse(section)? });
    }
    for (site, name) in named(conn, "SELECT id, name FROM site WHERE ward = $1", ward).await? {
        place.sites.insert(parse(site)?, SiteFacts { name, subjects: BTreeSet::new() });
    }
    let tiles = "SELECT site_subject.site, site_subject.subject FROM site_subject \
         JOIN site ON site.id = site_subject.site WHERE site.ward = $1";
    for (site, subject) in named(conn, tiles, ward).await? {
        let (site, subject): (SiteId, SubjectId) = (parse(site)?, parse(subject)?);
        if let Some(site) = place.sites.get_mut(&site).filter(|_| place.subjects.contains_key(&subject)) {
            site.subjects.insert(subject);
        }
    }
    Ok(place)
}

async fn named(conn: &mut Conn<'_>, query: &'static str, ward: &WardId) -> Result<Vec<(String, String)>> {
    on!(Conn, conn, |conn| sqlx::query_as(query).bind(ward.as_str()).fetch_all(&mut **conn).await)
}

async fn subjects(conn: &mut Conn<'_>, ward: &WardId) -> Result<Vec<(String, String, i64, String)>> {
    on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT subject.id, subject.name, subject.minutes, section_subject.section FROM section_subject \
         JOIN subject ON subject.id = section_subject.subject \
         WHERE section_subject.ward = $1 AND subject.handling IN ('remote', 'guide')"
    )
    .bind(ward.as_str())
    .fetch_all(&mut **conn)
    .await)
}
