//! `TestCity`: 北九州市 from `demo/kitakyushu.json` with its demonstration accounts, and clients of it.

mod client;
mod device;
pub(crate) mod log;
mod offer;
mod postgres;
mod socket;

pub(crate) use client::{Answer, Client, json};
pub(crate) use device::{CERTIFICATE, Device};
pub(crate) use offer::{credentials, fingerprint, offer};
pub(crate) use socket::{PATIENCE, Socket};

use certs::Authority;
use protocol::device::DeviceKind;
use protocol::id::WardId;
use protocol::private::Private;
use rand::SeedableRng;
use rand::rngs::StdRng;
use signaling::access::RoleGrant;
use signaling::account::{self, NewAccount, Role, demo};
use signaling::app::App;
use signaling::audit::Actor;
use signaling::clock::{Clock, Millis};
use signaling::config::Config;
use signaling::db::Db;
use signaling::device::{NewCode, admit};
use signaling::vault::Vault;
use signaling::{http, place};
use tempfile::TempDir;

pub(crate) const PLACES: &str = include_str!("../../../../demo/kitakyushu.json");
pub(crate) const EXAMPLE: &str = include_str!("../../../../config.example.toml");
/// 22 November 2026, 00:00 UTC: 9:00 in 北九州.
pub(crate) const MORNING: Millis = 1_795_305_600_000;
/// Our own pages' origin.
pub(crate) const ORIGIN: &str = "https://localhost:8443";

/// A server in this process.
pub(crate) struct TestCity {
    pub(crate) app: App,
    pub(crate) router: axum::Router,
    pub(crate) directory: TempDir,
}

/// Tells each story twice: on SQLite and on PostgreSQL.
macro_rules! on_both_databases {
    ($(async fn $name:ident($city:ident: TestCity) $body:block)+) => {$(
        async fn $name($city: $crate::harness::TestCity) $body

        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name($crate::harness::TestCity::on_sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                super::$name($crate::harness::TestCity::on_postgres().await).await;
            }
        }
    )+};
}

impl TestCity {
    pub(crate) async fn on_sqlite() -> Self {
        let directory = TempDir::new().expect("a directory");
        let [address, keys] =
            ["city.db", "keys.db"].map(|file| format!("sqlite:{}", directory.path().join(file).display()));
        Self::on(directory, &address, &keys).await
    }

    pub(crate) async fn on_postgres() -> Self {
        let (address, keys) = (postgres::new_database().await, postgres::new_keys().await);
        Self::on(TempDir::new().expect("a directory"), &address, &keys).await
    }

    async fn on(directory: TempDir, address: &str, keys: &str) -> Self {
        log::listen();
        let mut config = Config::parse(EXAMPLE).expect("the example");
        address.clone_into(&mut config.database.address);
        config.keys.database = Some(keys.to_owned());
        config.faces.directory = directory.path().join("faces");
        config.tls.directory = directory.path().join("certs");
        config.demo.enabled = true;
        config.sfu.listen = vec![([127, 0, 0, 1], 0).into()];
        config.calls.max_active = 2;
        (config.accounts.argon2_memory_kib, config.accounts.argon2_passes) = (8, 1);
        let db = Db::open(address).await.expect("a database");
        db.migrate().await.expect("a migrated database");
        place::seed(&db, &PLACES.parse().expect("places")).await.expect("seeded places");
        let vault = Vault::open(keys).await.expect("keys");
        let noon = time::OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(MORNING);
        let authority = Authority::open(&directory.path().join("certs"), noon).expect("an authority");
        let clock = Clock::manual(MORNING);
        let app = App::new(config, db, vault, clock, authority, StdRng::seed_from_u64(1)).expect("an app");
        demo::add_people(&app).await.expect("people");
        Self { router: http::router(app.clone()), app, directory }
    }

    /// The same city, served with another configuration.
    pub(crate) fn configured(self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.app.config.clone();
        change(&mut config);
        let noon = time::OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(MORNING);
        let authority = Authority::open(&self.directory.path().join("certs"), noon).expect("an authority");
        let (db, vault, clock) = (self.app.db.clone(), self.app.vault.clone(), self.app.clock.clone());
        let app = App::new(config, db, vault, clock, authority, StdRng::seed_from_u64(3)).expect("an app");
        Self { router: http::router(app.clone()), app, directory: self.directory }
    }

    /// Moves the clock.
    pub(crate) fn wait(&self, by: Millis) {
        self.app.clock.advance(by);
    }

    /// Somebody nobody knows.
    pub(crate) fn anybody(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// A signed-in person: `staff1`, `admin1` …
    pub(crate) async fn person(&self, login: &str) -> Client {
        let client = self.anybody();
        let body = serde_json::json!({ "login": login, "password": demo::PASSWORD });
        let answer = client.post("/api/session", &body).await.expect(200);
        client.keep_cookies(answer)
    }

    /// A new person, signed in, for a section of 小倉北区 or for all of it.
    pub(crate) async fn hire(&self, login: &str, role: Role, section: Option<&str>) -> Client {
        self.hire_in("kokurakita", login, role, section).await
    }

    /// The same in any ward.
    pub(crate) async fn hire_in(&self, ward: &str, login: &str, role: Role, section: Option<&str>) -> Client {
        let ward: WardId = ward.parse().expect("an id");
        let section = section.map(|section| section.parse().expect("an id"));
        let person = NewAccount {
            languages: Vec::new(),
            login: login.parse().expect("a login name"),
            name: Private::new("応援 十和（例）".to_owned()),
            family_name: None,
            seat: None,
            roles: vec![RoleGrant { role, ward: ward.clone(), section }],
            ward,
            password: Private::new(demo::PASSWORD.to_owned()),
        };
        account::add(&self.app, person, Actor::Operator).await.expect("a new person");
        self.person(login).await
    }

    /// A paired tablet at a site.
    pub(crate) async fn booth(&self, site: &str) -> Client {
        let client = self.anybody();
        let body = serde_json::json!({ "code": self.code(site, DeviceKind::Pair).await });
        let answer = client.post("/api/devices/pair", &body).await.expect(200);
        client.keep_cookies(answer)
    }

    /// A one-time code from the operator's command line.
    pub(crate) async fn code(&self, site: &str, kind: DeviceKind) -> String {
        let new = NewCode { site: site.parse().expect("an id"), name: "受付横".to_owned(), kind };
        admit::issue_code(&self.app, None, new).await.expect("a code").0.to_string()
    }
}
