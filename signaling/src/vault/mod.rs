//! 金庫: the keys with which answers are sealed, each for one application or one hand-over, in a database of their own that
//! is kept out of backups. Whoever has the main database, its log or a backup reads nothing; where a key was destroyed,
//! nobody does, for good.
//!
//! ```text
//! seal     a text under a key, and back (no I/O)
//! store    the rows
//! ```
//!
//! A key is made before the transaction that needs it and [kept](Vault::keep) after it, so that no committed row lacks its
//! key; one that was never kept is loose, and is looked at by the sweep.

mod seal;
mod store;

pub use seal::Key;

use crate::clock::Millis;
use crate::db::{Db, OpenError};
use rand::Rng;

/// The keys' database.
#[derive(Debug, Clone)]
pub struct Vault(Db);

impl Vault {
    /// Opens the database at an address as [`Db::open`] takes it, and brings it to this build's state.
    ///
    /// # Errors
    /// Those of [`Db::open`] and [`Db::migrate_keys`].
    pub async fn open(address: &str) -> Result<Self, OpenError> {
        let db = Db::open(address).await?;
        db.migrate_keys().await?;
        Ok(Self(db))
    }

    /// The key of an id, made where there is none: a hand-over is released again after a first try that failed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn make(&self, id: &str, rng: &mut impl Rng, now: Millis) -> sqlx::Result<Key> {
        store::insert(&self.0, id, &Key::random(rng), now).await?;
        store::find(&self.0, id).await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// What was sealed with an id's key is committed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(&self, id: &str) -> sqlx::Result<()> {
        store::keep(&self.0, id).await
    }

    /// The key of an id; `None` once it was destroyed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn key(&self, id: &str) -> sqlx::Result<Option<Key>> {
        store::find(&self.0, id).await
    }

    /// The ids whose keys were made before a moment, and of which nobody said that they are kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn loose(&self, before: Millis) -> sqlx::Result<Vec<String>> {
        store::loose(&self.0, before).await
    }

    /// Destroys keys: their rows are overwritten and their traces leave the database's log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn destroy(&self, ids: &[String]) -> sqlx::Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        for id in ids {
            store::remove(&self.0, id).await?;
        }
        store::compact(&self.0).await?;
        self.0.checkpoint().await
    }

    /// Waits for connections in use and closes them.
    pub async fn close(&self) {
        self.0.close().await;
    }
}
