//! Everything an operation needs, handed to it as one value.

use crate::account::{BadParameters, Passwords};
use crate::application::Signer;
use crate::booking;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::hours;
use crate::hub::{self, Staffed};
use crate::key_file::KeyError;
use crate::limits::Limits;
use crate::media::Media;
use crate::metrics::Metrics;
use crate::publication;
use crate::revocation::Revocations;
use crate::selfcheck::Rooms;
use crate::terminal;
use crate::vault::Vault;
use certs::Authority;
use protocol::id::{BoothId, WardId};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// Why the parts could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum NewError {
    /// argon2 does not take what the operator set.
    #[error(transparent)]
    Passwords(#[from] BadParameters),
    /// There is no key of bookings, or none of hand-overs.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// A running server's parts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

/// The parts, in the order in which they are made.
#[derive(Debug)]
pub struct Parts {
    /// What the operator set.
    pub config: Config,
    /// What is kept.
    pub db: Db,
    /// The keys of what is sealed in it.
    pub vault: Vault,
    /// Where `now` comes from.
    pub clock: Clock,
    /// Makes booths' certificates.
    pub authority: Authority,
    /// Makes bookings' codes.
    pub booking_key: booking::Key,
    /// Signs hand-overs.
    pub signer: Signer,
    /// What Prometheus reads.
    pub metrics: Metrics,
    /// Hashes and verifies passwords.
    pub passwords: Passwords,
    /// How often something may be tried.
    pub limits: Limits,
    /// Where rights that end are announced.
    pub revocations: Revocations,
    /// What is alive.
    pub hub: hub::Handle,
    /// The booths' own programs that are alive.
    pub terminals: terminal::Handle,
    /// The booths whose device socket is open.
    pub connected: watch::Sender<BTreeSet<BoothId>>,
    /// What was read last of the wards' hours.
    pub hours: hours::Cache,
    /// The screenings that were read.
    pub screenings: publication::Cache,
    /// How many desks of each ward are free and at work, at this server.
    pub staffed: watch::Sender<BTreeMap<WardId, Staffed>>,
    /// Rooms in which a booth checks itself.
    pub rooms: Mutex<Rooms>,
    /// The SFU.
    pub media: Media,
    rng: Mutex<StdRng>,
    stopping: watch::Sender<bool>,
}

impl App {
    /// Puts the parts together. `rng` seeds every random value the server draws: from the machine in service, from a
    /// number in tests.
    ///
    /// # Errors
    /// When the operator's argon2 parameters are out of range, or a key cannot be read or made.
    pub fn new(
        config: Config,
        db: Db,
        vault: Vault,
        clock: Clock,
        authority: Authority,
        mut rng: StdRng,
    ) -> Result<Self, NewError> {
        Ok(Self(Arc::new(Parts {
            passwords: Passwords::new(&config.accounts, &mut rng)?,
            limits: Limits::new(&config, &clock),
            booking_key: booking::Key::open(&config.tls.directory, &mut rng)?,
            signer: Signer::open(&config.tls.directory, &mut rng)?,
            authority,
            metrics: Metrics::new(),
            config,
            db,
            vault,
            clock,
            revocations: Revocations::new(),
            hub: hub::Handle::new(),
            terminals: terminal::Handle::new(),
            connected: watch::Sender::default(),
            staffed: watch::Sender::default(),
            hours: hours::Cache::default(),
            screenings: publication::Cache::default(),
            rooms: Mutex::default(),
            media: Media::new(),
            rng: Mutex::new(rng),
            stopping: watch::Sender::new(false),
        })))
    }

    /// Says that the server stops: sockets say goodbye.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }

    /// Becomes true when the server stops.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.subscribe()
    }

    /// A generator of its own for one operation, so that no lock is held while it runs.
    pub fn rng(&self) -> StdRng {
        StdRng::from_rng(&mut *self.0.rng.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
