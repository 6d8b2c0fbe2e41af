//! 祝日: never written into a program, always imported, and as a whole: from the 内閣府's file, by a coordinator's screen or
//! at the server's own command line. They are every ward's.

use super::{changed_everywhere, flawed, may_edit, store};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::operate::local_date;
use crate::fault::Result;
use crate::place;
use protocol::schedule::Holiday;
use schedule::Holidays;
use std::time::Duration;

/// How often it is looked whether next year's are there.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// The holidays, in order.
///
/// # Errors
/// `forbidden`.
pub async fn list(app: &App, by: &AccountCaller) -> Result<Vec<Holiday>> {
    by.somewhere(Act::SeeHours)?;
    Ok(listed(&known(app).await?))
}

/// Replaces the holidays with those of a file. `by` is none at the server's own command line.
///
/// # Errors
/// `forbidden`; `bad-field` with every bad row, and then nothing is changed.
pub async fn import(app: &App, by: Option<&AccountCaller>, file: &[u8]) -> Result<Vec<Holiday>> {
    if let Some(by) = by {
        may_edit(by)?;
    }
    let holidays = Holidays::read(file).map_err(flawed)?;
    let actor = by.map_or(Actor::Operator, |by| Actor::Account(&by.account));
    put(app, &holidays, actor).await?;
    Ok(listed(&holidays))
}

/// Replaces them; each ward's audit log says so, as each ward's hours are touched.
pub(super) async fn put(app: &App, holidays: &Holidays, actor: Actor<'_>) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    changed_everywhere(&mut tx).await?;
    store::put_holidays(&mut tx, holidays).await?;
    for ward in place::wards(&mut tx.conn()).await? {
        let entry = Entry { ward: &ward, actor, deed: Deed::HolidaysImported, target: Target::Holidays };
        audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    }
    tx.commit().await?;
    app.metrics.holidays_missing(missing(app, holidays));
    Ok(())
}

/// Those that are known.
pub(super) async fn known(app: &App) -> Result<Holidays> {
    let mut held = app.db.hold().await?;
    Ok(store::holidays(&mut held.conn()).await?.into_iter().collect())
}

/// Says in the log and in a gauge when the next year's are due and not there, until the server ends.
pub async fn watch(app: App) {
    let mut every = tokio::time::interval(EVERY);
    let mut told = false;
    loop {
        every.tick().await;
        match known(&app).await {
            Ok(holidays) => {
                let missing = missing(&app, &holidays);
                app.metrics.holidays_missing(missing);
                if missing && !told {
                    let until = holidays.until().map(|date| date.to_string());
                    tracing::warn!(until, "next year's holidays are missing: import the file of the Cabinet Office");
                }
                told = missing;
            }
            Err(fault) => {
                tracing::error!(error = &fault as &dyn std::error::Error, "the holidays could not be read");
            }
        }
    }
}

fn missing(app: &App, holidays: &Holidays) -> bool {
    holidays.missing_next_year(local_date(app.clock.now(), &app.config.calls))
}

fn listed(holidays: &Holidays) -> Vec<Holiday> {
    holidays.iter().map(|(date, name)| Holiday { date: date.to_string(), name: name.to_owned() }).collect()
}
