//! The two listeners over real sockets: who is let in, and by what.

use crate::harness::{Device, TestCity};
use certs::{Authority, BoothCertificate, BoothKey};
use protocol::device::{DeviceBye, DeviceKind};
use rcgen::{CertificateParams, KeyPair};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use serde_json::json;
use signaling::serve::booths_router;
use signaling::tls;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

struct Listener {
    city: TestCity,
    address: SocketAddr,
}

/// A key and a signing request for it.
fn key() -> (KeyPair, String) {
    let key = KeyPair::generate().expect("a key");
    let request = CertificateParams::default().serialize_request(&key).and_then(|r| r.pem()).expect("a request");
    (key, request)
}

fn issue(authority: &Authority, request: &str, now: OffsetDateTime) -> BoothCertificate {
    let key = BoothKey::from_request(request).expect("a key");
    authority.booth(&key, "booth", [9; 16], now, Duration::hours(24)).expect("a certificate")
}

impl Listener {
    /// The booths' listener on a free port. TLS has the machine's clock, so the city's stands at the same moment.
    async fn booths() -> Self {
        let city = TestCity::on_sqlite().await;
        let now = OffsetDateTime::now_utc();
        city.wait(i64::try_from(now.unix_timestamp_nanos() / 1_000_000).expect("fits") - city.app.clock.now());
        let config = tls::booths(&city.app.config.tls, &city.app.authority, now).expect("a configuration");
        let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        socket.set_nonblocking(true).expect("a mode");
        let address = socket.local_addr().expect("an address");
        let config = axum_server::tls_rustls::RustlsConfig::from_config(Arc::new(config));
        let server = axum_server::from_tcp_rustls(socket, config).expect("a server");
        let router = booths_router(city.app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(server.serve(router));
        Self { city, address }
    }

    /// Connects over TLS.
    async fn connect(
        &self,
        identity: Option<(&str, &KeyPair)>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(self.city.app.authority.certificate().clone()).expect("a root");
        let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(versions)
            .expect("versions")
            .with_root_certificates(roots);
        let config = match identity {
            None => builder.with_no_client_auth(),
            Some((pem, key)) => {
                let chain = vec![CertificateDer::from_pem_slice(pem.as_bytes()).expect("a certificate")];
                let key = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).expect("a key");
                builder.with_client_auth_cert(chain, key).expect("an identity")
            }
        };
        let name = ServerName::try_from("localhost").expect("a name");
        let tcp = TcpStream::connect(self.address).await?;
        TlsConnector::from(Arc::new(config)).connect(name, tcp).await
    }

    /// Asks `GET /api/booth` over TLS and answers the status line.
    async fn ask(
        &self,
        identity: Option<(&str, &KeyPair)>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> io::Result<String> {
        let mut stream = self.connect(identity, versions).await?;
        stream.write_all(b"GET /api/booth HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        let text = String::from_utf8_lossy(&answer);
        Ok(text.lines().next().unwrap_or_default().to_owned())
    }

    /// Enrols over the router: the booth's id and certificate.
    async fn enrol(&self, request: &str) -> (String, String) {
        let body = json!({ "code": self.city.code("kokura-chuo", DeviceKind::Enrol).await, "csr": request });
        let enrolled = self.city.anybody().post("/api/devices/enrol", &body).await.expect(200).json();
        let text = |field: &str| enrolled[field].as_str().expect("text").to_owned();
        (text("booth"), text("certificate"))
    }
}

#[tokio::test]
async fn an_enrolled_booth_is_let_in_until_it_is_revoked() {
    let listener = Listener::booths().await;
    let (key, request) = key();
    let (booth, certificate) = listener.enrol(&request).await;
    for version in [&TLS12, &TLS13] {
        let status = listener.ask(Some((&certificate, &key)), &[version]).await.expect("an answer");
        assert_eq!(status, "HTTP/1.1 200 OK");
    }
    listener.city.person("admin1").await.delete(&format!("/api/devices/{booth}")).await.expect(204);
    let status = listener.ask(Some((&certificate, &key)), &[&TLS13]).await.expect("an answer");
    assert_eq!(status, "HTTP/1.1 401 Unauthorized");
}

#[tokio::test]
async fn of_two_machines_with_one_key_neither_stays() {
    let listener = Listener::booths().await;
    signaling::live::start(&listener.city.app).await.expect("it starts");
    let (key, request) = key();
    let (_, certificate) = listener.enrol(&request).await;
    let device = async || {
        let stream = listener.connect(Some((&certificate, &key)), &[&TLS13]).await.expect("a connection");
        Device::over(stream, &[]).await
    };
    let mut told = listener.city.app.revocations.listen();
    let (mut first, mut second) = (device().await.expect("let in"), device().await.expect("let in"));
    first.hello("a").await;
    first.welcome().await;
    second.hello("b").await;
    assert_eq!(tokio::join!(first.bye(), second.bye()), (DeviceBye::Cloned, DeviceBye::Cloned));
    told.recv().await.expect("it is suspended");
    assert_eq!(device().await.err(), Some(403));
    let status = listener.ask(Some((&certificate, &key)), &[&TLS13]).await.expect("an answer");
    assert_eq!(status, "HTTP/1.1 403 Forbidden");
}

#[tokio::test]
async fn nobody_is_let_in_without_a_certificate_of_ours_that_is_good_today() {
    let listener = Listener::booths().await;
    let now = OffsetDateTime::now_utc();
    let (key, request) = key();
    let expired = issue(&listener.city.app.authority, &request, now - Duration::hours(25)).pem;
    let early = issue(&listener.city.app.authority, &request, now + Duration::hours(1)).pem;
    let other = Authority::open(&listener.city.directory.path().join("other"), now).expect("another authority");
    let foreign = issue(&other, &request, now).pem;
    assert!(listener.ask(None, &[&TLS13]).await.is_err(), "no certificate");
    for (what, pem) in [("expired", expired), ("not yet good", early), ("foreign", foreign)] {
        assert!(listener.ask(Some((&pem, &key)), &[&TLS13]).await.is_err(), "{what}");
    }
}

#[tokio::test]
async fn a_certificate_of_ours_that_no_row_knows_is_refused() {
    let listener = Listener::booths().await;
    let (key, request) = key();
    let unknown = issue(&listener.city.app.authority, &request, OffsetDateTime::now_utc()).pem;
    let status = listener.ask(Some((&unknown, &key)), &[&TLS13]).await.expect("an answer");
    assert_eq!(status, "HTTP/1.1 401 Unauthorized");
}

#[tokio::test]
async fn the_servers_own_certificate_is_no_booths() {
    let listener = Listener::booths().await;
    let now = OffsetDateTime::now_utc();
    let own = listener.city.app.authority.server(&[], now).expect("a certificate");
    let key = KeyPair::try_from(own.key.secret_der()).expect("a key");
    let pem = pem_of(&own.chain[0]);
    assert!(listener.ask(Some((&pem, &key)), &[&TLS13]).await.is_err());
}

/// PEM of a certificate.
fn pem_of(der: &CertificateDer<'_>) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}
