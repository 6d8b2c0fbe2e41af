//! Where things are kept, and for how long.

use serde::Deserialize;
use std::path::PathBuf;

/// `[database]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite:path` or `postgres://…`.
    pub address: String,
}

/// `[keys]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keys {
    /// `sqlite:path` or `postgres://…`; where it is missing, see [`Keys::address`].
    pub database: Option<String>,
}

/// `[applications]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Applications {
    /// Days after its hand-over for which an application can be read.
    pub keep_days: u32,
    /// The font of sheets: TrueType, with Japanese glyphs.
    pub font: PathBuf,
}

impl Default for Applications {
    fn default() -> Self {
        Self { keep_days: 365, font: PathBuf::from("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf") }
    }
}

/// The keys' database is not said, or is the main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("[keys] database must be said where [database] is PostgreSQL, and must be another database")]
pub struct NoKeys;

impl Keys {
    /// Where the keys are: as it is said, or beside a main database that is a file, `var/chikamado.db` →
    /// `var/chikamado.keys.db`. Servers that share a database share its keys, so that there is no such place for PostgreSQL.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn address(&self, main: &Database) -> Result<String, NoKeys> {
        match &self.database {
            Some(own) if *own != main.address => Ok(own.clone()),
            Some(_) => Err(NoKeys),
            None => {
                let path = main.address.strip_prefix("sqlite:").ok_or(NoKeys)?;
                Ok(format!("sqlite:{}.keys.db", path.strip_suffix(".db").unwrap_or(path)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(own: Option<&str>, main: &str) -> Result<String, NoKeys> {
        Keys { database: own.map(str::to_owned) }.address(&Database { address: main.to_owned() })
    }

    #[test]
    fn the_keys_are_beside_a_file_or_where_it_is_said_and_never_in_the_main_database() {
        assert_eq!(keys(None, "sqlite:var/chikamado.db").as_deref(), Ok("sqlite:var/chikamado.keys.db"));
        assert_eq!(keys(None, "sqlite:city").as_deref(), Ok("sqlite:city.keys.db"));
        assert_eq!(keys(Some("sqlite:/safe/keys.db"), "postgres://db/city").as_deref(), Ok("sqlite:/safe/keys.db"));
        assert_eq!(keys(None, "postgres://db/city"), Err(NoKeys));
        assert_eq!(keys(Some("sqlite:city.db"), "sqlite:city.db"), Err(NoKeys));
    }
}
