//! 郵便番号: which places a postcode stands for, offline. Imported as a whole from 日本郵便's file, at the server's own
//! command line; asked for by area, so that the server learns of no resident's postcode before it is submitted.

mod store;

use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::fault::{Fault, Result};
use crate::place;
use forms::postcode::file;
use protocol::address::{Town, Towns};
use std::collections::BTreeMap;

/// How many digits name an area.
const AREA_DIGITS: usize = 3;

/// Replaces the postcodes by those of a file; each ward's audit log says so. Gives how many places there are.
///
/// # Errors
/// `bad-field` with the first bad rows, and then nothing is changed.
pub async fn import(app: &App, bytes: &[u8]) -> Result<usize> {
    let towns = file::read(bytes).map_err(Fault::bad_fields)?;
    let count = towns.len();
    let mut areas: BTreeMap<String, Vec<Town>> = BTreeMap::new();
    for town in towns {
        areas.entry(town.postcode[..AREA_DIGITS].to_owned()).or_default().push(town);
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::put(&mut tx, &areas).await?;
    for ward in place::wards(&mut tx.conn()).await? {
        let (actor, deed) = (Actor::Operator, Deed::PostcodesImported);
        audit::append(
            &mut tx,
            &app.config.server.node,
            now,
            Entry { ward: &ward, actor, deed, target: Target::Postcodes },
        )
        .await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// Every place whose postcode begins with the same three digits; none where the area is not known.
///
/// # Errors
/// `bad-field` for what is no area.
pub async fn of_area(app: &App, area: &str) -> Result<Towns> {
    if area.len() != AREA_DIGITS || !area.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Fault::bad_field("area", "bad-area", "郵便番号の上3けたを数字で送ってください。"));
    }
    Ok(Towns { towns: store::of_area(&app.db, area).await? })
}
