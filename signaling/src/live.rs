//! Starts and stops what is alive in a server: the hub, the terminals, the SFU, the calls that a restart left.

use crate::app::App;
use crate::call::operate;
use crate::fault::Fault;
use crate::hub::{self, Input};
use crate::media::{Media, StartError};
use crate::{booking, hours, queue, selfcheck, terminal};

/// Why it could not be started.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The SFU could not.
    #[error(transparent)]
    Media(#[from] StartError),
    /// The calls could not be taken up.
    #[error("the calls could not be taken up")]
    Calls(#[source] Fault),
}

/// Starts the SFU, the hub and the terminals, and takes up the calls that are not closed. Call it before the listeners open.
pub async fn start(app: &App) -> Result<(), LiveError> {
    Media::start(app)?;
    tokio::spawn(hub::task::run(app.clone()));
    tokio::spawn(terminal::task::run(app.clone()));
    tokio::spawn(selfcheck::watch(app.clone()));
    tokio::spawn(booking::task::run(app.clone()));
    queue::almanac::hand_over(app).await.map_err(LiveError::Calls)?;
    tokio::spawn(queue::almanac::keep(app.clone()));
    tokio::spawn(hours::holidays::watch(app.clone()));
    operate::recover(app).await.map_err(LiveError::Calls)
}

/// Takes no new calls from now on; those in progress go on.
pub async fn drain(app: &App) {
    app.hub.tell(Input::Drain).await;
}

/// Says goodbye on every socket. The clients come back to the next server and find their calls.
pub async fn stop(app: &App) {
    app.hub.tell(Input::Stop).await;
    app.terminals.tell(terminal::Input::Stop).await;
}
