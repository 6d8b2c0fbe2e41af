//! What the queue knows of the days before: read from the rows, handed to the hub now and then.

use super::record::Records;
use super::store;
use crate::app::App;
use crate::call::operate::start_of_day;
use crate::clock::{HOUR, Millis};
use crate::fault::Result;
use crate::hub::Input;
use crate::place;
use protocol::id::{AccountId, SectionId, WardId};
use std::collections::HashMap;
use std::time::Duration;

/// How often it is read anew.
const EVERY: Duration = Duration::from_secs(5 * 60);

/// What is known.
#[derive(Debug, Clone, Default)]
pub struct Almanac {
    /// How long consultations took.
    pub records: Records,
    /// The sections of each ward, in order.
    pub sections: HashMap<WardId, Vec<(SectionId, String)>>,
    /// How many residents somebody served today.
    pub served: HashMap<AccountId, u32>,
}

/// Reads it and hands it to the hub.
///
/// # Errors
/// When the database fails.
pub async fn hand_over(app: &App) -> Result<()> {
    let now = app.clock.now();
    let since = now - Millis::from(app.config.queue.record_days) * 24 * HOUR;
    let mut sections: HashMap<WardId, Vec<(SectionId, String)>> = HashMap::new();
    for (section, name, ward) in place::sections(&app.db).await? {
        sections.entry(ward).or_default().push((section, name));
    }
    let almanac = Almanac {
        records: Records::of(store::consultations(&app.db, since).await?),
        sections,
        served: store::served(&app.db, start_of_day(now, &app.config.calls)).await?.into_iter().collect(),
    };
    app.hub.tell(Input::Almanac(Box::new(almanac))).await;
    Ok(())
}

/// Hands it over now and then, until the server ends.
pub async fn keep(app: App) {
    let mut every = tokio::time::interval(EVERY);
    every.tick().await;
    loop {
        every.tick().await;
        if let Err(fault) = hand_over(&app).await {
            tracing::error!(error = &fault as &dyn std::error::Error, "the record of consultations could not be read");
        }
    }
}
