//! What a draft can be tried out on.

use super::may_edit;
use crate::access::AccountCaller;
use crate::app::App;
use crate::fault::Result;
use crate::place;
use protocol::publication::Trial;

/// The subjects and sites of the caller's ward, with what a screening decides by.
///
/// # Errors
/// `forbidden`.
pub async fn trial(app: &App, by: &AccountCaller) -> Result<Trial> {
    may_edit(by)?;
    let mut held = app.db.hold().await?;
    place::trial(&mut held.conn(), &by.ward).await
}
