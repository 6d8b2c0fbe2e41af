//! The seam to the SFU: commands go out, requests are paired with their answers, events become operations on calls.
//! By default the SFU runs in this process; the same values may cross a network.
//!
//! ```text
//! grant    signs what a client may do in a room
//! events   what the SFU tells → operations on calls
//! ```

mod events;
mod grant;

pub use grant::RoomLife;
pub use sfu::Config as SfuConfig;

use crate::app::App;
use crate::clock::Millis;
use crate::fault::{Fault, Result};
use grant::Signer;
use protocol::grant::Bearer;
use protocol::id::{CallId, MediaSessionId, PartyId};
use protocol::media::{Answer, Command, Event, PatchBody, Request};
use protocol::problem::Code;
use rand::Rng;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// How long the SFU may take to answer.
const ANSWER: Duration = Duration::from_secs(5);

/// Where the SFU is.
enum Link {
    /// In this process.
    Here(sfu::Sfu),
}

impl Link {
    fn send(&self, command: Command) {
        match self {
            Self::Here(sfu) => sfu.send(command),
        }
    }
}

/// The SFU as the rest of the server sees it.
pub struct Media {
    signer: Signer,
    link: OnceLock<Link>,
    waiting: Arc<Waiting>,
}

/// Requests whose answer has not come.
#[derive(Default)]
struct Waiting {
    last: AtomicU64,
    answers: Mutex<HashMap<Request, oneshot::Sender<Answer>>>,
}

impl Waiting {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Request, oneshot::Sender<Answer>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A party's offer was taken.
#[derive(Debug)]
pub struct Joined {
    /// Names the media resource.
    pub session: MediaSessionId,
    /// In which call.
    pub call: CallId,
    /// Who.
    pub party: PartyId,
    /// Names its ICE session.
    pub ice: String,
    /// The answer.
    pub sdp: String,
}

/// Candidates were taken, or ICE was restarted.
#[derive(Debug)]
pub struct Patched {
    /// Names the ICE session that there is now.
    pub ice: String,
    /// The new credentials, after a restart.
    pub body: Option<String>,
}

/// The SFU could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its sockets or threads could not be had.
    #[error("the SFU could not be started")]
    Sfu(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It runs already.
    #[error("the SFU runs already")]
    Twice,
}

impl Media {
    /// No SFU yet: commands go nowhere, requests are refused as `draining`.
    pub fn new() -> Self {
        Self { signer: Signer::new(), link: OnceLock::new(), waiting: Arc::default() }
    }

    /// Starts the SFU in this process; what it tells moves the calls of `app`.
    pub fn start(app: &App) -> std::result::Result<(), StartError> {
        let broken = |e: Box<dyn std::error::Error + Send + Sync>| StartError::Sfu(e);
        let key = sfu::GrantKey::from_ec_public_pem(app.media.signer.public_pem().as_bytes())
            .map_err(|e| broken(Box::new(e)))?;
        let (told, events) = mpsc::unbounded_channel();
        let waiting = Arc::clone(&app.media.waiting);
        let sfu = sfu::Sfu::start(app.config.sfu.clone(), key, move |event| match event {
            Event::Answer { request, answer } => {
                if let Some(asker) = waiting.lock().remove(&request) {
                    let _ = asker.send(answer);
                }
            }
            event => {
                let _ = told.send(event);
            }
        })
        .map_err(|e| broken(Box::new(e)))?;
        app.metrics.register(|registry| sfu.register(registry));
        app.media.link.set(Link::Here(sfu)).map_err(|_| StartError::Twice)?;
        tokio::spawn(events::follow(app.clone(), events));
        Ok(())
    }

    /// Sends a command that has no answer.
    pub fn send(&self, command: Command) {
        if let Some(link) = self.link.get() {
            link.send(command);
        }
    }

    /// Signs a grant for a party of a room.
    pub fn grant(
        &self,
        room: RoomLife<'_>,
        party: &PartyId,
        bearer: Bearer,
        rng: &mut impl Rng,
        now: Millis,
    ) -> String {
        self.signer.sign(room, party, bearer, rng, now)
    }

    /// A party, or a camera, joins with its offer.
    pub async fn join(&self, grant: String, offer: String) -> Result<Joined> {
        match self.ask(|request| Command::Join { request, grant, offer }).await? {
            Answer::Joined { session, call, party, ice, sdp } => Ok(Joined { session, call, party, ice, sdp }),
            other => Err(refusal(other)),
        }
    }

    /// Trickles candidates or restarts ICE. `ice` names the ICE session that is meant, if it must be a certain one.
    pub async fn patch(&self, session: MediaSessionId, ice: Option<String>, body: PatchBody) -> Result<Patched> {
        match self.ask(|request| Command::Patch { request, session, ice, body }).await? {
            Answer::Patched { ice, body } => Ok(Patched { ice, body }),
            other => Err(refusal(other)),
        }
    }

    /// Takes the media away.
    pub async fn delete(&self, session: MediaSessionId) -> Result<()> {
        match self.ask(|request| Command::Delete { request, session }).await? {
            Answer::Deleted => Ok(()),
            other => Err(refusal(other)),
        }
    }

    async fn ask(&self, command: impl FnOnce(Request) -> Command) -> Result<Answer> {
        let link = self.link.get().ok_or(Code::Draining)?;
        let request = self.waiting.last.fetch_add(1, Ordering::Relaxed) + 1;
        let (asker, answer) = oneshot::channel();
        self.waiting.lock().insert(request, asker);
        link.send(command(request));
        let answer = timeout(ANSWER, answer).await;
        self.waiting.lock().remove(&request);
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(Fault::broken("the SFU dropped a request")(error)),
            Err(error) => Err(Fault::broken("the SFU did not answer")(error)),
        }
    }
}

/// An answer of another kind than the request's is a fault of ours.
fn refusal(answer: Answer) -> Fault {
    match answer {
        Answer::Refused { code } => code.into(),
        Answer::Joined { .. } | Answer::Patched { .. } | Answer::Deleted => Code::Internal.into(),
    }
}

impl Default for Media {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Media {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Media").field("started", &self.link.get().is_some()).finish_non_exhaustive()
    }
}
