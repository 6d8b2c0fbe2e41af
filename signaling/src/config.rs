//! What an operator sets, one struct per section of the TOML file. `config.example.toml` explains every knob and a
//! test parses it; an unknown key is refused, so that a typing error cannot pass for a default.

mod keeping;

pub use keeping::{Applications, Database, Keys, NoKeys};

use crate::account::ShownAs;
use crate::clock::{Millis, SECOND};
use crate::media::SfuConfig;
use crate::queue::ring::Patience;
use jiff::tz::TimeZone;
use protocol::privacy::{PrivacyRules, PrivateField};
use protocol::screening::Seclusion;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Addresses.
    pub server: Server,
    /// Certificates.
    pub tls: Tls,
    /// Where things are kept.
    pub database: Database,
    /// Where the keys are.
    #[serde(default)]
    pub keys: Keys,
    /// Sign-in.
    #[serde(default)]
    pub accounts: Accounts,
    /// Booths.
    #[serde(default)]
    pub devices: Devices,
    /// Public boards.
    #[serde(default)]
    pub boards: Boards,
    /// Calls.
    #[serde(default)]
    pub calls: Calls,
    /// What residents are told of officers.
    #[serde(default)]
    pub staff: Staff,
    /// Whose turn it is.
    #[serde(default)]
    pub queue: Queue,
    /// What is covered at booths.
    #[serde(default)]
    pub privacy: Privacy,
    /// Bookings.
    #[serde(default)]
    pub bookings: Bookings,
    /// Applications.
    #[serde(default)]
    pub applications: Applications,
    /// Mails to residents; none are sent without it.
    pub mail: Option<Mail>,
    /// The SFU inside this server.
    #[serde(default)]
    pub sfu: SfuConfig,
    /// The built web faces.
    pub faces: Faces,
    /// What is written to the log.
    #[serde(default)]
    pub log: Log,
    /// Demonstration only.
    #[serde(default)]
    pub demo: Demo,
}

/// `[server]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Where browsers come in (HTTPS, WSS).
    pub public: Vec<SocketAddr>,
    /// Where booths with a certificate come in (HTTPS, WSS, client certificate required).
    pub booths: Vec<SocketAddr>,
    /// Where Prometheus asks; without TLS, hence loopback only.
    pub metrics: SocketAddr,
    /// The origins that our own pages have: `https://madoguchi.example.lg.jp`. A changing request from another page
    /// is refused.
    pub origins: Vec<String>,
    /// Where residents' own phones find our pages; booths with a program of their own show no picture of it without.
    pub public_address: Option<String>,
    /// This server's name in the audit log; servers that share a database each have their own.
    #[serde(default = "Server::node")]
    pub node: String,
    /// How long calls in progress may go on after SIGTERM.
    #[serde(default = "Server::drain_seconds")]
    pub drain_seconds: u64,
}

impl Server {
    fn node() -> String {
        "main".to_owned()
    }
    const fn drain_seconds() -> u64 {
        10
    }
}

/// `[tls]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Holds our certificate authority: booth certificates come from it and, where `certificate` is not set, the
    /// server's too. Made on the first start; keep it as you keep a key.
    pub directory: PathBuf,
    /// Names and addresses for the server certificate that we make ourselves.
    #[serde(default)]
    pub names: Vec<String>,
    /// PEM chain from another authority.
    pub certificate: Option<PathBuf>,
    /// Its key.
    pub key: Option<PathBuf>,
}

/// `[accounts]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Accounts {
    /// argon2id memory, KiB.
    pub argon2_memory_kib: u32,
    /// argon2id passes.
    pub argon2_passes: u32,
    /// argon2id lanes.
    pub argon2_lanes: u32,
    /// A session nobody used for this long ends.
    pub idle_minutes: u32,
    /// A session ends after this long, used or not.
    pub absolute_hours: u32,
    /// Sign-ins tried per minute and login.
    pub tries_per_login: u32,
    /// Sign-ins tried per minute and client address.
    pub tries_per_address: u32,
}

impl Default for Accounts {
    /// Memory and passes as OWASP's password storage cheat sheet asks for argon2id (19 MiB, 2, 1).
    fn default() -> Self {
        Self {
            argon2_memory_kib: 19_456,
            argon2_passes: 2,
            argon2_lanes: 1,
            idle_minutes: 60,
            absolute_hours: 12,
            tries_per_login: 5,
            tries_per_address: 30,
        }
    }
}

/// `[devices]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Devices {
    /// How long a one-time code is good.
    pub code_minutes: u32,
    /// Wrong guesses before a code is dead.
    pub code_tries: u32,
    /// How long a booth's certificate is good.
    pub certificate_hours: u32,
    /// How long a paired tablet stays paired.
    pub paired_days: u32,
    /// Codes tried per minute and client address.
    pub tries_per_address: u32,
}

impl Default for Devices {
    fn default() -> Self {
        Self { code_minutes: 10, code_tries: 5, certificate_hours: 24, paired_days: 90, tries_per_address: 10 }
    }
}

/// `[boards]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Boards {
    /// Looks at a public board per minute and client address; a screen looks every 5 s.
    pub looks_per_address: u32,
}

impl Default for Boards {
    fn default() -> Self {
        Self { looks_per_address: 240 }
    }
}

/// `[calls]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Calls {
    /// Calls that may ring and run at the same time; more are refused at the door.
    pub max_active: u32,
    /// Where days begin and end, for tickets' numbers and forms' dates.
    #[serde(deserialize_with = "time_zone")]
    pub time_zone: TimeZone,
}

impl Default for Calls {
    fn default() -> Self {
        let time_zone = TimeZone::get("Asia/Tokyo").expect("the time zone database is built in");
        Self { max_active: 100, time_zone }
    }
}

/// `[staff]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Staff {
    /// What stands after the section's name: nothing, the 名字, or the seat.
    pub shown_as: ShownAs,
}

/// `[queue]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Queue {
    /// How long one desk rings before the next one does.
    pub ring_seconds: u32,
    /// How long somebody who comes into a call as a third person may take to connect.
    pub arrival_seconds: u32,
    /// How often in a row a desk may let it ring before it is 離席.
    pub missed_before_away: u32,
    /// How long a ticket waits while nobody is at work, before it goes on the list of those who are called back.
    pub nobody_seconds: u32,
    /// How many days of consultations the told waits rest on.
    pub record_days: u32,
}

impl Default for Queue {
    fn default() -> Self {
        Self { ring_seconds: 20, arrival_seconds: 45, missed_before_away: 2, nobody_seconds: 120, record_days: 60 }
    }
}

impl Queue {
    /// How long is waited for whom.
    pub fn patience(&self) -> Patience {
        Patience {
            ring: Millis::from(self.ring_seconds) * SECOND,
            arrival: Millis::from(self.arrival_seconds) * SECOND,
            nobody: Millis::from(self.nobody_seconds) * SECOND,
            misses: self.missed_before_away,
        }
    }
}

/// `[privacy]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Privacy {
    /// How secluded the sites are at which every call begins with the voices alone.
    pub voice_only_at: Vec<Seclusion>,
    /// What passes while a private field is open.
    pub private_field: PrivateField,
}

impl Privacy {
    /// What a booth at such a site is asked for.
    pub fn at(&self, seclusion: Seclusion) -> PrivacyRules {
        PrivacyRules { voice_only: self.voice_only_at.contains(&seclusion), private_field: self.private_field }
    }
}

/// `[bookings]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bookings {
    /// Wrong codes borne per minute and client address, booth or account.
    pub tries_per_address: u32,
    /// Wrong codes borne per minute from everywhere; beyond it, whoever was wrong before has to wait.
    pub wrong_in_all: u32,
    /// Times held and bookings made per minute and client address.
    pub holds_per_address: u32,
    /// Looks at free times per minute and client address.
    pub looks_per_address: u32,
    /// Days after its time for which what is personal in a booking is kept.
    pub keep_days: u32,
    /// Hours before its time at which who gave an e-mail address is reminded.
    pub reminder_hours: u32,
}

impl Default for Bookings {
    fn default() -> Self {
        Self {
            tries_per_address: 10,
            wrong_in_all: 300,
            holds_per_address: 30,
            looks_per_address: 120,
            keep_days: 30,
            reminder_hours: 24,
        }
    }
}

/// `[mail]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The mail server: `smtp://localhost:25`, or `smtps://user:password@mail.example.jp`.
    pub server: Secret,
    /// Who writes: `リモート窓口 <madoguchi@city.example.jp>`.
    pub from: String,
    /// Where residents see and change their booking: `https://madoguchi.example.lg.jp/book`.
    pub page: String,
}

/// What may hold a password.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The value itself, for use; never for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("▇▇▇")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

fn time_zone<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<TimeZone, D::Error> {
    let name = String::deserialize(deserializer)?;
    TimeZone::get(&name).map_err(serde::de::Error::custom)
}

/// `[faces]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faces {
    /// Where `npm run build` put them.
    pub directory: PathBuf,
}

/// `[log]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `error`, `warn`, `info`, `debug`, or a filter such as `info,sqlx=warn`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".to_owned() }
    }
}

/// `[demo]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Demo {
    /// Allows `seed --demo-accounts`, whose password everybody knows.
    pub enabled: bool,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("the configuration {0} could not be read")]
    Read(PathBuf, #[source] std::io::Error),
    /// The file is not as `config.example.toml`.
    #[error("the configuration is wrong")]
    Parse(#[from] toml::de::Error),
    /// Prometheus' listener has no TLS and no sign-in.
    #[error("server.metrics must be a loopback address")]
    MetricsExposed,
    /// A phone could not open it.
    #[error(
        "server.public_address is https:// and a host, as in https://madoguchi.example.lg.jp, and nothing behind it"
    )]
    NoAddress,
    /// One without the other.
    #[error("tls.certificate and tls.key are set together or not at all")]
    HalfCertificate,
}

impl Config {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|e| ConfigError::Read(path.to_owned(), e))?;
        Self::parse(&text)
    }

    /// Reads a text.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text)?;
        if !config.server.metrics.ip().is_loopback() {
            return Err(ConfigError::MetricsExposed);
        }
        if config.tls.certificate.is_some() != config.tls.key.is_some() {
            return Err(ConfigError::HalfCertificate);
        }
        if !config.server.public_address.as_deref().is_none_or(is_origin) {
            return Err(ConfigError::NoAddress);
        }
        Ok(config)
    }
}

fn is_origin(address: &str) -> bool {
    address.strip_prefix("https://").is_some_and(|host| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../config.example.toml");

    #[test]
    fn the_example_parses_and_states_the_defaults() {
        let config = Config::parse(EXAMPLE).expect("the example");
        assert_eq!(format!("{:?}", config.accounts), format!("{:?}", Accounts::default()));
        assert_eq!(format!("{:?}", config.devices), format!("{:?}", Devices::default()));
        assert_eq!(format!("{:?}", config.boards), format!("{:?}", Boards::default()));
        assert_eq!(config.queue.patience(), Patience::default());
        assert_eq!(
            (config.queue, config.calls, config.staff, config.sfu, config.bookings),
            (Queue::default(), Calls::default(), Staff::default(), SfuConfig::default(), Bookings::default())
        );
        assert_eq!(config.privacy, Privacy::default());
        assert!(!config.demo.enabled && config.mail.is_none() && config.server.public_address.is_none());
    }

    #[test]
    fn a_rule_of_the_sites_holds_where_it_says_so() {
        let text = EXAMPLE
            .replace("voice_only_at = []", "voice_only_at = [\"open\"]")
            .replace("private_field = \"masked\"", "private_field = \"voice-only\"");
        let privacy = Config::parse(&text).expect("the example with rules").privacy;
        let private_field = PrivateField::VoiceOnly;
        assert_eq!(privacy.at(Seclusion::Open), PrivacyRules { voice_only: true, private_field });
        assert_eq!(privacy.at(Seclusion::Enclosed), PrivacyRules { voice_only: false, private_field });
    }

    #[test]
    fn a_phone_can_open_the_public_address() {
        let with = |address: &str| EXAMPLE.replace("# public_address = \"https://madoguchi.example.lg.jp\"", address);
        let good = Config::parse(&with("public_address = \"https://[2001:db8::1]:8443\"")).expect("an origin");
        assert_eq!(good.server.public_address.as_deref(), Some("https://[2001:db8::1]:8443"));
        for bad in ["http://madoguchi.example.lg.jp", "https://", "https://madoguchi.example.lg.jp/book"] {
            let text = with(&format!("public_address = \"{bad}\""));
            assert!(matches!(Config::parse(&text), Err(ConfigError::NoAddress)), "{bad}");
        }
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let text = EXAMPLE.replace("idle_minutes", "idle_minuets");
        assert!(matches!(Config::parse(&text), Err(ConfigError::Parse(_))));
    }

    #[test]
    fn metrics_stay_on_this_machine() {
        let text = EXAMPLE.replace("metrics = \"127.0.0.1:", "metrics = \"0.0.0.0:");
        assert!(matches!(Config::parse(&text), Err(ConfigError::MetricsExposed)));
    }

    #[test]
    fn a_certificate_needs_its_key() {
        let text = EXAMPLE.replace("[database]", "certificate = \"a.pem\"\n[database]");
        assert!(matches!(Config::parse(&text), Err(ConfigError::HalfCertificate)));
    }
}
