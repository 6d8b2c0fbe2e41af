//! What the SFU tells → operations on calls, one after the other, so that a call hears them in their order.

use crate::app::App;
use crate::call::{self, operate};
use protocol::id::CallId;
use protocol::media::Event;
use tokio::sync::mpsc;

/// Follows the SFU until it ends.
pub(super) async fn follow(app: App, mut events: mpsc::UnboundedReceiver<Event>) {
    while let Some(event) = events.recv().await {
        if let Some((call, event)) = news(event) {
            operate::notice(&app, &call, event).await;
        }
    }
}

/// What an event means for a call. The rest is between the SFU and its clients.
fn news(event: Event) -> Option<(CallId, call::Event)> {
    match event {
        Event::Connected { call, epoch, party, attempt } => {
            Some((call, call::Event::Connected { epoch, party, attempt }))
        }
        Event::Lost { call, epoch, party, attempt } => Some((call, call::Event::Lost { epoch, party, attempt })),
        Event::Privacy { call, epoch, party, privacy } => Some((call, call::Event::Privacy { epoch, party, privacy })),
        Event::Left { call, epoch, party, attempt, why } => {
            Some((call, call::Event::Left { epoch, party, attempt, why }))
        }
        Event::Closed { call, epoch, fault: true } => Some((call, call::Event::RoomBroke { epoch })),
        Event::Closed { fault: false, .. }
        | Event::Answer { .. }
        | Event::Tracks { .. }
        | Event::Quality { .. }
        | Event::PolicyApplied { .. }
        | Event::PolicyAcknowledged { .. } => None,
    }
}
