//! The real `chikamado`, in a process of its own that can be killed.

use crate::harness::{EXAMPLE, TestCity};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::{ClientConfig, RootCertStore};
use signaling::account::demo;
use signaling::booking::service;
use std::net::{TcpListener, UdpSocket};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// How long a start or an answer may take; far more than it does.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The program, and where it listens.
pub(super) struct Server {
    config: PathBuf,
    pub(super) base: String,
    child: Child,
}

impl Server {
    /// Starts it over a city's database and certificates, with nothing limited by address.
    pub(super) async fn start(city: &TestCity) -> Self {
        let free = || TcpListener::bind("127.0.0.1:0").and_then(|at| at.local_addr()).expect("a port").port();
        let (public, booths, metrics) = (free(), free(), free());
        let media = UdpSocket::bind("127.0.0.1:0").and_then(|at| at.local_addr()).expect("a port").port();
        let directory = city.directory.path();
        let keys = city.app.config.keys.database.as_ref().expect("an address");
        let mut text = EXAMPLE.to_owned();
        for (from, to) in [
            ("public = [\"127.0.0.1:8443\", \"[::1]:8443\"]", format!("public = [\"127.0.0.1:{public}\"]")),
            ("booths = [\"127.0.0.1:8444\", \"[::1]:8444\"]", format!("booths = [\"127.0.0.1:{booths}\"]")),
            ("metrics = \"127.0.0.1:9464\"", format!("metrics = \"127.0.0.1:{metrics}\"")),
            ("directory = \"var/certs\"", format!("directory = \"{}\"", directory.join("certs").display())),
            ("sqlite:var/chikamado.db", city.app.config.database.address.clone()),
            ("# database = \"sqlite:var/chikamado.keys.db\"", format!("database = \"{keys}\"")),
            ("listen = [\"127.0.0.1:40000\"]", format!("listen = [\"127.0.0.1:{media}\"]")),
            ("holds_per_address = 30", "holds_per_address = 1000000".to_owned()),
            ("looks_per_address = 120", "looks_per_address = 1000000".to_owned()),
        ] {
            assert!(text.contains(from), "{from} stands in the example");
            text = text.replace(from, &to);
        }
        let config = directory.join("config.toml");
        std::fs::write(&config, text).expect("written");
        let child = run(&config).await;
        Self { config, base: format!("https://localhost:{public}"), child }
    }

    /// `kill -9`, and a new start. How long nobody was served.
    #[expect(clippy::disallowed_methods, reason = "measures how long a start takes, decides nothing")]
    pub(super) async fn crash(&mut self) -> Duration {
        let begun = std::time::Instant::now();
        self.child.kill().await.expect("killed");
        self.child = run(&self.config).await;
        begun.elapsed()
    }
}

/// Runs the program until it serves.
async fn run(config: &PathBuf) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_chikamado"))
        .arg("--config")
        .arg(config)
        .arg("serve")
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    let mut said = Vec::new();
    let serving = async {
        while let Some(line) = lines.next_line().await.expect("a line") {
            if line.contains("\"serving\"") {
                return;
            }
            said.push(line);
        }
        panic!("it ended: {said:#?}");
    };
    timeout(PATIENCE, serving).await.expect("it serves in time");
    // whoever does not read what it says on stops it
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    child
}

/// Who asks, over TLS: anybody, staff, a telephone service.
#[derive(Clone)]
pub(super) struct Callers {
    client: reqwest::Client,
    session: String,
    token: String,
}

impl Callers {
    pub(super) async fn of(city: &TestCity, server: &Server) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(city.app.authority.certificate().clone()).expect("a root");
        let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy().timeout(PATIENCE);
        let client = client.build().expect("a client");
        let ward = super::super::WARD.parse().expect("an id");
        let (_, token) = service::add(&city.app, &ward, "電話予約（例）").await.expect("a token");
        let sign_in = serde_json::json!({ "login": "coordinator1", "password": demo::PASSWORD });
        let answer =
            client.post(format!("{}/api/session", server.base)).json(&sign_in).send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
        let cookie = answer.headers()["set-cookie"].to_str().expect("a text");
        let session = cookie.split(';').next().expect("a cookie").to_owned();
        Self { client, session, token: token.reveal().clone() }
    }

    /// One of the three paths, by its number.
    pub(super) fn ask(&self, base: &str, path: usize, what: &str, body: &serde_json::Value) -> reqwest::RequestBuilder {
        let (prefix, request) = match path % 3 {
            0 => ("/api/book/bookings", None),
            1 => ("/api/bookings", Some(("cookie", self.session.clone()))),
            _ => ("/api/v1/bookings", Some(("authorization", format!("Bearer {}", self.token)))),
        };
        let url = match (path % 3, what) {
            (0, "holds") => format!("{base}/api/book/holds"),
            (_, "holds") => format!("{base}{prefix}/holds"),
            _ => format!("{base}{prefix}"),
        };
        let asks = self.client.post(url).json(body);
        request.into_iter().fold(asks, |asks, (name, value)| asks.header(name, value))
    }

    /// What anybody sees of a code.
    pub(super) async fn look(&self, base: &str, code: &str) -> serde_json::Value {
        let body = serde_json::json!({ "code": code });
        let answer = self.client.post(format!("{base}/api/book/look")).json(&body).send().await.expect("an answer");
        answer.json().await.expect("a booking")
    }

    /// The first free times, `count` at least; those of today are left alone, as they pass while people book.
    pub(super) async fn times(&self, base: &str, subject: &str, site: &str, count: usize) -> Vec<f64> {
        let (mut times, mut from) = (Vec::new(), String::new());
        while times.len() < count {
            let url = format!("{base}/api/book/times?subject={subject}&site={site}{from}");
            let answer = self.client.get(url).send().await.expect("an answer");
            let list: protocol::booking::FreeTimes = answer.json().await.expect("times");
            if !from.is_empty() {
                times.extend(list.times.iter().map(|time| time.starts));
            }
            from = format!("&from={}", list.next.expect("there are more"));
        }
        times
    }
}
