//! SQL of places as they can be booked.

use crate::clock::Millis;
use crate::db::{Conn, document, from_word, parse};
use crate::on;
use protocol::booking::{BookableSubject, Words};
use protocol::id::{SiteId, WardId};
use protocol::schedule::{Closure, ClosureScope, NewClosure};
use protocol::screening::Seclusion;
use sqlx::Result;

/// A site and its ward.
pub(in crate::booking) struct Place {
    pub(in crate::booking) site: SiteId,
    pub(in crate::booking) name: String,
    pub(in crate::booking) access: Words,
    pub(in crate::booking) seclusion: Seclusion,
    pub(in crate::booking) near: Vec<SiteId>,
    pub(in crate::booking) counter: bool,
    pub(in crate::booking) ward: WardId,
    pub(in crate::booking) ward_name: String,
    pub(in crate::booking) telephone: String,
    pub(in crate::booking) municipality: String,
}

/// Every site, by ward and name, with the sites that are near: those that it names, then the others of its ward. A counter
/// is near none.
pub(in crate::booking) async fn places(conn: &mut Conn<'_>) -> Result<Vec<Place>> {
    type Found = (String, String, Option<String>, String, Option<String>, bool, String, String, String, String);
    let rows: Vec<Found> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT site.id, site.name, site.access, site.privacy, site.near, site.counter, ward.id, ward.name, \
         ward.telephone, ward.municipality FROM site JOIN ward ON ward.id = site.ward \
         ORDER BY ward.name, ward.id, site.name, site.id"
    )
    .fetch_all(&mut **conn)
    .await)?;
    let place = |(site, name, access, privacy, near, counter, ward, ward_name, telephone, municipality): Found| {
        Ok(Place {
            site: parse(site)?,
            name,
            access: words(access)?,
            seclusion: from_word(privacy)?,
            near: near.as_deref().map(document).transpose()?.unwrap_or_default(),
            counter,
            ward: parse(ward)?,
            ward_name,
            telephone,
            municipality,
        })
    };
    let mut places: Vec<Place> = rows.into_iter().map(place).collect::<Result<_>>()?;
    let booths = places.iter().filter(|place| !place.counter);
    let of: Vec<(SiteId, WardId)> = booths.map(|place| (place.site.clone(), place.ward.clone())).collect();
    for place in places.iter_mut().filter(|place| !place.counter) {
        for (site, ward) in &of {
            if *ward == place.ward && *site != place.site && !place.near.contains(site) {
                place.near.push(site.clone());
            }
        }
    }
    Ok(places)
}

/// Every subject, in order.
pub(in crate::booking) async fn subjects(conn: &mut Conn<'_>) -> Result<Vec<BookableSubject>> {
    type Found = (String, String, Option<String>, Option<String>, i64, Option<String>);
    let rows: Vec<Found> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, name, name_easy, name_en, minutes, bring FROM subject ORDER BY position"
    )
    .fetch_all(&mut **conn)
    .await)?;
    let subject = |(subject, ja, easy, en, minutes, bring)| {
        Ok(BookableSubject {
            subject: parse(subject)?,
            name: Words { ja, easy, en },
            minutes: u16::try_from(minutes).map_err(|e: std::num::TryFromIntError| sqlx::Error::Decode(Box::new(e)))?,
            bring: words(bring)?,
        })
    };
    rows.into_iter().map(subject).collect()
}

/// The closures of a ward that are in force or ahead, by their beginning.
pub(in crate::booking) async fn closures(conn: &mut Conn<'_>, ward: &WardId, now: Millis) -> Result<Vec<Closure>> {
    type Found = (String, Option<String>, Option<String>, String, String, String, String);
    let rows: Vec<Found> = on!(Conn, conn, |conn| sqlx::query_as(
        "SELECT id, site, section, from_words, until_words, reason, instead FROM closure \
         WHERE ward = $1 AND until_at > $2 AND lifted_at IS NULL ORDER BY from_at, id"
    )
    .bind(ward.as_str())
    .bind(now)
    .fetch_all(&mut **conn)
    .await)?;
    let closure = |(id, site, section, from, until, reason, instead): Found| {
        let scope = match (site, section) {
            (Some(site), _) => ClosureScope::Site { site: parse(site)? },
            (None, Some(section)) => ClosureScope::Section { section: parse(section)? },
            (None, None) => ClosureScope::All,
        };
        let what = NewClosure { scope, from, until, reason, instead };
        Ok(Closure { id: parse(id)?, what, lifted: false })
    };
    rows.into_iter().map(closure).collect()
}

fn words(text: Option<String>) -> Result<Words> {
    Ok(text.as_deref().map(document).transpose()?.unwrap_or_default())
}
