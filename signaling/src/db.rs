//! One query text for SQLite and PostgreSQL, over the native drivers.
//!
//! A store function takes `&Db` to read or `&mut Tx` to write and runs its query with [`on!`], which expands the same
//! expression once per driver. Ids are TEXT, moments BIGINT milliseconds, flags BOOLEAN, documents TEXT JSON; with
//! those four both databases answer alike.

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::str::FromStr;
use std::time::Duration;

/// A database.
#[derive(Debug, Clone)]
pub enum Db {
    /// A file beside the server: one ward on one machine.
    Sqlite(SqlitePool),
    /// Shared by several servers: a city.
    Postgres(PgPool),
}

/// A transaction that has not been committed; dropped, it is rolled back.
#[derive(Debug)]
pub enum Tx {
    /// Holds SQLite's write lock from the start, so that it never fails half-way for want of it.
    Sqlite(Transaction<'static, Sqlite>),
    /// Read committed.
    Postgres(Transaction<'static, Postgres>),
}

/// A connection, taken out of the pool to read several things by it.
#[derive(Debug)]
pub enum Held {
    /// Of SQLite.
    Sqlite(PoolConnection<Sqlite>),
    /// Of PostgreSQL.
    Postgres(PoolConnection<Postgres>),
}

/// A connection, of the pool or of a transaction: what is read the same way in both takes one of these.
#[derive(Debug)]
pub enum Conn<'a> {
    /// To SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// To PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// Runs one expression on whichever database it is: `on!(Db, db, |pool| …fetch_all(pool).await)` with `db: &Db`,
/// `on!(Tx, tx, |conn| …execute(&mut **conn).await)` with `tx: &mut Tx`, or `on!(Conn, conn, |conn| …)` with `conn: &mut
/// Conn<'_>`, where it is again `&mut **conn`.
#[macro_export]
macro_rules! on {
    ($kind:ident, $db:expr, |$conn:ident| $body:expr) => {
        match $db {
            $crate::db::$kind::Sqlite($conn) => $body,
            $crate::db::$kind::Postgres($conn) => $body,
        }
    };
}

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is of neither kind.
    #[error("the database address must begin with sqlite: or postgres:")]
    Address,
    /// The driver refused.
    #[error("the database could not be opened")]
    Driver(#[from] sqlx::Error),
    /// A migration failed.
    #[error("the database could not be migrated")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// SQLite would lose acknowledged acts at a power cut.
    #[error("SQLite runs with synchronous={0}, not FULL (2)")]
    NotDurable(i64),
}

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();
static KEYS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/keys");

impl Db {
    /// Opens `sqlite:path/to/file.db` (made if it is missing) or `postgres://…`.
    pub async fn open(address: &str) -> Result<Self, OpenError> {
        if address.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(address)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                // what is deleted is overwritten, not only let go
                .pragma("secure_delete", "ON")
                .busy_timeout(Duration::from_secs(10));
            let pool = SqlitePoolOptions::new().max_connections(8).connect_with(options).await?;
            let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&pool).await?;
            if synchronous == 2 { Ok(Self::Sqlite(pool)) } else { Err(OpenError::NotDurable(synchronous)) }
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(address)?;
            Ok(Self::Postgres(PgPoolOptions::new().max_connections(16).connect_with(options).await?))
        } else {
            Err(OpenError::Address)
        }
    }

    /// Brings the tables to this build's state. Each file is applied once, in a transaction of its own.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        on!(Db, self, |pool| MIGRATIONS.run(pool).await).map_err(OpenError::from)
    }

    /// The same for the database of keys.
    pub async fn migrate_keys(&self) -> Result<(), OpenError> {
        on!(Db, self, |pool| KEYS.run(pool).await).map_err(OpenError::from)
    }

    /// Takes what was deleted out of the write-ahead log, too. PostgreSQL does so by itself as its log is recycled.
    pub async fn checkpoint(&self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(pool) => sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(pool).await.map(drop),
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Takes a connection out of the pool.
    pub async fn hold(&self) -> sqlx::Result<Held> {
        Ok(match self {
            Self::Sqlite(pool) => Held::Sqlite(pool.acquire().await?),
            Self::Postgres(pool) => Held::Postgres(pool.acquire().await?),
        })
    }

    /// Whether it answers.
    pub async fn ping(&self) -> sqlx::Result<()> {
        on!(Db, self, |pool| sqlx::query("SELECT 1").execute(pool).await.map(drop))
    }

    /// Waits for connections in use and closes them.
    pub async fn close(&self) {
        on!(Db, self, |pool| pool.close().await);
    }
}

impl Held {
    /// It, to read by.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(held) => Conn::Sqlite(held),
            Self::Postgres(held) => Conn::Postgres(held),
        }
    }
}

impl Tx {
    /// Its connection, to read by.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(tx) => Conn::Sqlite(tx),
            Self::Postgres(tx) => Conn::Postgres(tx),
        }
    }

    /// Makes everything in it hold.
    pub async fn commit(self) -> sqlx::Result<()> {
        on!(Tx, self, |tx| tx.commit().await)
    }
}

/// Reads a stored word or id back into its type; a row that does not parse is a fault of ours.
pub fn parse<T>(text: String) -> sqlx::Result<T>
where
    T: TryFrom<String>,
    T::Error: std::error::Error + Send + Sync + 'static,
{
    T::try_from(text).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}

/// A unit variant as the word that `serde` writes for it, which is how words are stored.
pub fn word<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("only unit variants are stored as words, not {other:?}"),
    }
}

/// Reads a stored JSON text back.
pub fn document<T: serde::de::DeserializeOwned>(text: &str) -> sqlx::Result<T> {
    serde_json::from_str(text).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}

/// Reads a stored word back.
pub fn from_word<T: serde::de::DeserializeOwned>(word: String) -> sqlx::Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}
