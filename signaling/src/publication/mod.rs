//! What a ward's coordinators publish besides hours: 事前確認 and 手続きガイド. The crate `trees` reads it into what cannot
//! be wrong; here it is kept, changed, published and told.
//!
//! ```text
//! draft     what is being changed, flaws and all      publish   what counts from its date on, and what did before
//! review    what publishing would mean                guides    手続きガイド as anybody reads them, and what they said
//! operator  files published at the command line       trial     the subjects and sites that a draft is tried out on
//! store     their SQL
//! ```
//!
//! A journey: a coordinator changes a draft under its revision, which is kept with its flaws; the review says whose verdict
//! would change; publishing refuses every flaw and writes the next version, which counts on its own dates. Older versions
//! stay, so that answers to them are taken over in the midst of a visit.

pub mod draft;
pub mod guides;
pub mod operator;
pub mod publish;
pub mod review;
mod store;
pub mod trial;

use crate::access::{AccountCaller, Act, Caller, Scope, authorise};
use crate::app::App;
use crate::db::Conn;
use crate::fault::{Fault, Result};
use jiff::civil::Date;
use protocol::id::{PublicationId, WardId};
use protocol::problem::FieldProblem;
use protocol::publication::Body;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The id of a ward's screening.
const SCREENING: &str = "screening";

/// The screenings that were read: a version never changes, and to read one looks at every combination.
#[derive(Debug, Default)]
pub struct Cache(Mutex<HashMap<(WardId, u32), Arc<trees::Screening>>>);

impl Cache {
    fn find(&self, ward: &WardId, version: u32) -> Option<Arc<trees::Screening>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(ward.clone(), version)).map(Arc::clone)
    }

    fn keep(&self, ward: &WardId, version: u32, screening: &Arc<trees::Screening>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((ward.clone(), version), Arc::clone(screening));
    }
}

/// The screening of a ward that counts on a date; none where none does.
///
/// # Errors
/// When the database fails, or what was published cannot be read any more.
pub(crate) async fn screening(
    app: &App,
    conn: &mut Conn<'_>,
    ward: &WardId,
    on: Date,
) -> Result<Option<Arc<trees::Screening>>> {
    match store::in_force(conn, ward, &screening_id(), on).await? {
        Some(version) => screening_of(app, conn, ward, version).await,
        None => Ok(None),
    }
}

/// One version of a ward's screening; none where there never was such a version.
///
/// # Errors
/// Those of [`screening`].
pub(crate) async fn screening_of(
    app: &App,
    conn: &mut Conn<'_>,
    ward: &WardId,
    version: u32,
) -> Result<Option<Arc<trees::Screening>>> {
    if let Some(known) = app.screenings.find(ward, version) {
        return Ok(Some(known));
    }
    let Some(Body::Screening { screening }) = store::body(conn, ward, &screening_id(), version).await? else {
        return Ok(None);
    };
    let unsound = |flaws| Fault::broken("a published screening could not be read")(Unsound(flaws));
    let read = Arc::new(trees::Screening::read(&screening).map_err(unsound)?.0);
    app.screenings.keep(ward, version, &read);
    Ok(Some(read))
}

/// What is wrong with something that was published.
#[derive(Debug, thiserror::Error)]
#[error("{} flaws, the first at {}", .0.len(), .0.first().map_or("nowhere", |flaw| &flaw.path))]
struct Unsound(Vec<FieldProblem>);

fn screening_id() -> PublicationId {
    SCREENING.parse().expect("an id")
}

/// Something sound.
enum Sound {
    Screening(trees::Screening),
    Guide,
}

/// Reads a body: it and its warnings, or its flaws.
fn read(body: &Body) -> std::result::Result<(Sound, Vec<FieldProblem>), Vec<FieldProblem>> {
    match body {
        Body::Screening { screening } => {
            trees::Screening::read(screening).map(|(screening, warnings)| (Sound::Screening(screening), warnings))
        }
        Body::Guide { guide } => trees::Guide::read(guide).map(|(_, warnings)| (Sound::Guide, warnings)),
    }
}

/// The same with its own number, which whoever publishes it sets.
fn numbered(body: &Body, version: u32) -> Body {
    let mut body = body.clone();
    match &mut body {
        Body::Screening { screening } => screening.version = version,
        Body::Guide { guide } => guide.tree.version = version,
    }
    body
}

/// Whether two say the same, whatever their numbers.
fn alike(one: &Body, other: &Body) -> bool {
    numbered(one, 0) == numbered(other, 0)
}

/// The id under which a body is published.
///
/// # Errors
/// `bad-field` for a guide that would stand under the screening's.
fn id_of(body: &Body) -> Result<PublicationId> {
    match body {
        Body::Screening { .. } => Ok(screening_id()),
        Body::Guide { guide } if guide.tree.id.as_str() == SCREENING => {
            let words = format!("「{SCREENING}」は事前確認のIDです。ガイドには別のIDをつけてください。");
            Err(Fault::bad_field("guide/tree/id", "another-id", words))
        }
        Body::Guide { guide } => Ok(guide.tree.id.as_str().parse().expect("an id is an id")),
    }
}

/// The first and the last date on which it counts.
fn effective(body: &Body) -> (&str, Option<&str>) {
    match body {
        Body::Screening { screening } => (&screening.effective_from, screening.effective_until.as_deref()),
        Body::Guide { guide } => (&guide.tree.effective_from, guide.tree.effective_until.as_deref()),
    }
}

fn may_edit(by: &AccountCaller) -> Result<()> {
    authorise(&Caller::Account(by.clone()), Act::EditPublications, Scope::ward(&by.ward))
}
