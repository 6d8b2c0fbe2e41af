//! Password hashing: argon2id, with as much work for an unknown login as for a known one.

use crate::config;
use crate::fault::{Fault, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use protocol::private::Private;
use rand::Rng;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Fewest characters of a password.
pub const PASSWORD_MIN: usize = 12;
/// Most bytes of a password that is looked at.
pub const PASSWORD_MAX: usize = 256;
/// How many hashes are computed at once: each takes the configured memory.
const AT_ONCE: usize = 2;

/// Hashes and verifies with the operator's parameters.
#[derive(Debug)]
pub struct Passwords {
    argon2: Argon2<'static>,
    /// The hash of nothing anybody knows, to verify against where there is no account.
    decoy: String,
    turns: Arc<Semaphore>,
}

/// The parameters are outside what argon2 allows.
#[derive(Debug, thiserror::Error)]
#[error("the argon2 parameters in [accounts] are out of range")]
pub struct BadParameters;

impl Passwords {
    /// Takes the parameters from the configuration.
    pub fn new(config: &config::Accounts, rng: &mut impl Rng) -> std::result::Result<Self, BadParameters> {
        let params = Params::new(config.argon2_memory_kib, config.argon2_passes, config.argon2_lanes, None)
            .map_err(|_| BadParameters)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut nobody = [0; 32];
        rng.fill_bytes(&mut nobody);
        let decoy = hash(&argon2, &nobody, rng).map_err(|_| BadParameters)?;
        Ok(Self { argon2, decoy, turns: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// A hash for storing (PHC string).
    pub async fn hash(&self, password: Private<String>, mut rng: impl Rng + Send + 'static) -> Result<String> {
        let argon2 = self.argon2.clone();
        self.in_turn(move || hash(&argon2, password.reveal().as_bytes(), &mut rng)).await
    }

    /// Whether the password is the one behind `stored`; without an account never, and just as slowly.
    pub async fn verify(&self, password: Private<String>, stored: Option<String>) -> Result<bool> {
        let argon2 = self.argon2.clone();
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.clone());
        self.in_turn(move || {
            let parsed = PasswordHash::new(&stored).map_err(Fault::broken("a stored password hash does not parse"))?;
            Ok(argon2.verify_password(password.reveal().as_bytes(), &parsed).is_ok() && known)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Fault::broken("the server is stopping"))?;
        let work = move || {
            let _turn = turn;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(Fault::broken("hashing a password panicked"))?
    }
}

fn hash(argon2: &Argon2<'static>, password: &[u8], rng: &mut impl Rng) -> Result<String> {
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    let hash: PasswordHash =
        argon2.hash_password_with_salt(password, &salt).map_err(Fault::broken("hashing a password failed"))?;
    Ok(hash.to_string())
}
