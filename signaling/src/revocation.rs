//! Tells everything that is alive when a right ends, so that sockets and media go at once. A listener that lags or
//! starts late must look again for itself: [`crate::access::still_holds`].

use protocol::id::{AccountId, BoothId, SessionId};
use tokio::sync::broadcast;

/// A right that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revoked {
    /// A session was signed out or revoked.
    Session(SessionId),
    /// A booth was revoked, however it signs in.
    Booth(BoothId),
    /// An account was revoked, with every session of it.
    Account(AccountId),
}

/// Where ended rights are announced, after the transaction that ended them was committed.
#[derive(Debug, Clone)]
pub struct Revocations(broadcast::Sender<Revoked>);

impl Revocations {
    /// Nobody listens yet.
    pub fn new() -> Self {
        Self(broadcast::Sender::new(256))
    }

    /// Announces; it is no fault if nobody listens.
    pub fn announce(&self, revoked: Revoked) {
        let _ = self.0.send(revoked);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Revoked> {
        self.0.subscribe()
    }
}

impl Default for Revocations {
    fn default() -> Self {
        Self::new()
    }
}
