//! What time alone does: holds run out, reminders fall due, personal data goes.

use super::{reserve, store};
use crate::app::App;
use crate::clock::{HOUR, Millis};
use crate::fault::Result;

/// Lets holds go that ran out, in every ward.
///
/// # Errors
/// When the database fails.
pub async fn let_go(app: &App) -> Result<()> {
    let now = app.clock.now();
    let mut held = app.db.hold().await?;
    let wards = store::wards_run_out(&mut held.conn(), now).await?;
    drop(held);
    for ward in wards {
        let mut tx = app.db.begin().await?;
        reserve::enter(app, &mut tx, &ward, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Erases what is personal in bookings that are kept no longer. How many.
///
/// # Errors
/// When the database fails.
pub async fn erase(app: &App) -> Result<u64> {
    let before = app.clock.now() - Millis::from(app.config.bookings.keep_days) * 24 * HOUR;
    let mut tx = app.db.begin().await?;
    let erased = store::erase(&mut tx, before).await?;
    tx.commit().await?;
    Ok(erased)
}
