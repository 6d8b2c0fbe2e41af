//! 臨時休止: it acts at once, whatever is published, and nothing is cancelled by it.

use super::store;
use crate::db::Conn;
use crate::fault::{Fault, Result};
use jiff::tz::TimeZone;
use protocol::id::WardId;
use schedule::{Closure, Flaw};

/// A ward's closures that were not lifted.
pub(super) async fn standing(conn: &mut Conn<'_>, ward: &WardId, zone: &TimeZone) -> Result<Vec<Closure>> {
    let closures = store::closure::ending_after(conn, ward, None).await?;
    let standing = closures.iter().filter(|closure| !closure.lifted);
    standing.map(|closure| Closure::read(&closure.what, zone).map_err(ours)).collect()
}

/// What was kept is read as it was written; where it is not, that is a fault of ours.
fn ours(flaws: Vec<Flaw>) -> Fault {
    let flaws: Vec<String> = flaws.into_iter().map(|flaw| format!("{} {}", flaw.path, flaw.code)).collect();
    Fault::Broken { what: "a stored closure cannot be read", source: flaws.join(", ").into() }
}
