//! What is shown outside of calls: the attendant's lamps, the coordinator's live board, the public board of a site. Read
//! from rows, so that any server of a city shows the same.

mod live;
mod store;

pub use live::live;

use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::clock::{MINUTE, Millis};
use crate::fault::Result;
use crate::hours::counter::Rule;
use crate::place;
use crate::queue::prospect::Counter;
use protocol::id::SiteId;
use protocol::outlook::{Board, BoardSubject, BoothLamp, BoothRow, Crowd};
use protocol::place::Handling;
use protocol::problem::Code;
use std::net::IpAddr;

/// For how long a booth that was heard counts as there; it is heard each minute.
const HEARD: Millis = 3 * MINUTE;
/// From so many on, those who wait are a crowd.
const CROWD: u32 = 3;

/// The booths of the wards whose attendant the caller is, by site and name.
///
/// # Errors
/// `forbidden` for somebody who attends none.
pub async fn attendance(app: &App, by: &AccountCaller) -> Result<Vec<BoothRow>> {
    let mut rows = Vec::new();
    for ward in by.wards(Act::Attend)? {
        rows.extend(store::booths(&app.db, ward, app.clock.now() - HEARD).await?);
    }
    Ok(rows)
}

/// What anybody may know of a site's counter.
///
/// # Errors
/// `not-found` for no site, and for one without booths; `too-many`.
pub async fn board(app: &App, site: &SiteId, from: IpAddr) -> Result<Board> {
    app.limits.board_address.take(&from.into())?;
    let now = app.clock.now();
    let site = place::site(&app.db, site).await?.ok_or(Code::NotFound)?;
    let mut booths = store::booths(&app.db, &site.ward, now - HEARD).await?;
    booths.retain(|row| row.site == site.id);
    if booths.is_empty() {
        return Err(Code::NotFound.into());
    }
    let waiting = store::waiting(&app.db, &site.ward).await?;
    let rule = Rule::of(app, &mut app.db.hold().await?.conn(), &site).await?;
    let tiles = place::tiles(&app.db, &site.id).await?;
    let remote = tiles
        .into_iter()
        .filter(|tile| matches!(tile.handling, Handling::Remote | Handling::Guide) && tile.section.is_some());
    Ok(Board {
        crowd: match rule.counter(&site.id, None, now) {
            Counter::Open { .. } => crowd(&booths, waiting),
            Counter::Closed { .. } => Crowd::Closed,
        },
        subjects: remote
            .map(|tile| BoardSubject { name: tile.name, name_easy: tile.name_easy, name_en: tile.name_en })
            .collect(),
        notice: rule.notices(&site.id, now).into_iter().find(|notice| notice.section.is_none()),
        hours: rule.today(&site.id, now),
        site: site.id,
        site_name: site.name,
        ward_name: site.ward_name,
        telephone: site.telephone,
    })
}

fn crowd(booths: &[BoothRow], waiting: u32) -> Crowd {
    let lamp = |lamp: BoothLamp| booths.iter().any(|row| row.lamp == lamp);
    if booths.iter().all(|row| matches!(row.lamp, BoothLamp::OutOfOrder | BoothLamp::Away)) {
        Crowd::OutOfOrder
    } else if waiting >= CROWD {
        Crowd::Full
    } else if waiting > 0 || !lamp(BoothLamp::Ready) {
        Crowd::Some
    } else {
        Crowd::Free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(lamp: BoothLamp) -> BoothRow {
        let id = |text: &str| text.parse().expect("an id");
        let site = "site".parse().expect("an id");
        BoothRow {
            booth: id("booth"),
            name: String::new(),
            site,
            site_name: String::new(),
            lamp,
            faults: Vec::new(),
            told_at: None,
        }
    }

    #[test]
    fn a_counter_is_as_busy_as_its_booths_and_those_who_wait() {
        use BoothLamp::{Away, InUse, NeedsHelp, OutOfOrder, Ready, Waiting};
        for (lamps, waiting, expected) in [
            (&[Ready][..], 0, Crowd::Free),
            (&[Ready, InUse], 0, Crowd::Free),
            (&[Ready], 1, Crowd::Some),
            (&[InUse], 0, Crowd::Some),
            (&[NeedsHelp, OutOfOrder], 0, Crowd::Some),
            (&[Waiting], 3, Crowd::Full),
            (&[Ready], 3, Crowd::Full),
            (&[Away, OutOfOrder], 3, Crowd::OutOfOrder),
        ] {
            let booths: Vec<_> = lamps.iter().copied().map(row).collect();
            assert_eq!(crowd(&booths, waiting), expected, "{lamps:?} {waiting}");
        }
    }
}
