//! 作業一覧: the applications that somebody may see.

use super::{Application, found, somewhere, store, today};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::fault::{Fault, Result};
use protocol::application::{ApplicationStatus, WORKLIST_MAX, Worklist};
use protocol::id::ApplicationId;
use serde::Deserialize;

/// What a query asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// In one status; in any without it.
    status: Option<ApplicationStatus>,
    /// After this one.
    after: Option<ApplicationId>,
}

/// A page of the work list.
///
/// # Errors
/// `forbidden`; `bad-field` where `after` is none that they may see.
pub async fn list(app: &App, by: &AccountCaller, wanted: Wanted) -> Result<Worklist> {
    somewhere(by, Act::SeeApplications)?;
    let after = match &wanted.after {
        None => None,
        Some(id) => {
            let bad = |_| Fault::bad_field("after", "bad-value", "一覧を読み込み直してください。");
            Some(found(app, by, Act::SeeApplications, id).await.map_err(bad)?)
        }
    };
    let mut held = app.db.hold().await?;
    let mut conn = held.conn();
    let mut found = store::list(&mut conn, by, wanted.status, after.as_ref(), WORKLIST_MAX + 1).await?;
    let counts = store::counts(&mut conn, by, &today(app, app.clock.now()).to_string()).await?;
    let more = found.len() > WORKLIST_MAX;
    found.truncate(WORKLIST_MAX);
    Ok(Worklist { counts, rows: found.iter().map(|found: &Application| found.row(app)).collect(), more })
}
