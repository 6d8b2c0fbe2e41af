//! Whether this machine's clock is wrong, where a certificate that does not hold leaves nobody to ask.
//!
//! A certificate out of its time means a wrong clock here, or an office that forgot to renew. Which of both, the office's
//! own `Date` says (RFC 9110 6.6.1): it is asked over TLS with everything checked but the time, so that only our own
//! authority's server is believed.

use crate::clock;
use crate::health::machine::read_date;
use crate::http::disbelief;
use crate::identity::Identity;
use reqwest::{Response, Url};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

/// How long the office may take to tell its time.
const ANSWER: Duration = Duration::from_secs(5);

/// Whether a certificate did not hold yet, or no longer, by this machine's clock.
pub(crate) fn is_out_of_time(error: &(dyn Error + 'static)) -> bool {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    disbelief(error)
        .is_some_and(|why| matches!(why, Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. }))
}

/// How far this machine's clock is from the office's, whatever the time on certificates; none if it does not tell.
pub(crate) async fn apart(identity: &Identity) -> Option<Duration> {
    let verifier = Arc::new(AnyTime::new(identity.roots().clone())?);
    let stranger = ClientConfig::builder().with_root_certificates(identity.roots().clone()).with_no_client_auth();
    // By the office's clock our own certificate may have ended, too: then the port for everybody tells.
    for (base, tls) in [(&identity.place.mtls, identity.tls().ok()?), (&identity.place.server, stranger)] {
        if let Some(apart) = ask(base, tls, verifier.clone()).await {
            return Some(apart);
        }
    }
    None
}

async fn ask(base: &Url, mut tls: ClientConfig, verifier: Arc<AnyTime>) -> Option<Duration> {
    tls.dangerous().set_certificate_verifier(verifier);
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy().timeout(ANSWER).build().ok()?;
    of(&client.get(base.join("/healthz").ok()?).send().await.ok()?)
}

/// How far this machine's clock is from the one that an answer states, in whole seconds, cut.
pub(crate) fn of(response: &Response) -> Option<Duration> {
    let date = read_date(response.headers().get("date")?.to_str().ok()?)?;
    Some(clock::since_1970().abs_diff(date + Duration::from_millis(500)))
}

/// Believes our authority's servers at any time.
#[derive(Debug)]
struct AnyTime(Arc<WebPkiServerVerifier>);

impl AnyTime {
    fn new(roots: RootCertStore) -> Option<Self> {
        WebPkiServerVerifier::builder(Arc::new(roots)).build().ok().map(Self)
    }
}

impl ServerCertVerifier for AnyTime {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let parsed = x509_parser::parse_x509_certificate(end_entity).ok();
        let began = parsed.and_then(|(_, leaf)| u64::try_from(leaf.validity.not_before.timestamp()).ok());
        let then = began.map_or(now, |seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds)));
        self.0.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, then)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::{HttpError, Server};
    use crate::identity::tests::{Authority, enrolled};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    #[test]
    fn a_certificate_out_of_its_time_is_found_deep_in_an_error() {
        let tls = |why| std::io::Error::other(rustls::Error::InvalidCertificate(why));
        let wrapped = |why| std::io::Error::other(tls(why));
        assert!(is_out_of_time(&wrapped(rustls::CertificateError::NotValidYet)));
        assert!(is_out_of_time(&tls(rustls::CertificateError::Expired)));
        assert!(!is_out_of_time(&wrapped(rustls::CertificateError::UnknownIssuer)));
        assert!(!is_out_of_time(&std::io::Error::other("a cut cable")));
    }

    /// A server whose certificate ended years ago, and what it answers.
    async fn expired(dir: &std::path::Path, authority: &Authority, date: &str) -> Identity {
        let (certificate, key) = authority.server_until("localhost", 2001);
        let tls = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
        let acceptor = TlsAcceptor::from(Arc::new(tls.expect("a server's TLS")));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let answer = format!("HTTP/1.1 200 OK\r\ndate: {date}\r\ncontent-length: 0\r\n\r\n");
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that does not trust the server hangs up here.
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let mut asked = [0; 1_024];
                let _ = stream.read(&mut asked).await;
                stream.write_all(answer.as_bytes()).await.expect("the client listens");
            }
        });
        let mut identity = Identity::load(dir).expect("an identity");
        identity.place.mtls = format!("https://localhost:{port}/").parse().expect("a URL");
        identity.place.server = identity.place.mtls.clone();
        identity
    }

    #[tokio::test]
    async fn an_office_whose_certificate_does_not_hold_tells_the_time_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let authority = enrolled(folder.path());
        let identity = expired(folder.path(), &authority, "Sun, 06 Nov 1994 08:49:37 GMT").await;
        let years = apart(&identity).await.expect("it tells").as_secs() / (365 * 86_400);
        assert!(years >= 31, "{years}");
    }

    #[tokio::test]
    async fn a_request_that_fails_for_the_time_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let authority = enrolled(folder.path());
        let identity = expired(folder.path(), &authority, "Sun, 06 Nov 1994 08:49:37 GMT").await;
        let server = Server::new(identity.place.mtls.clone(), identity.tls().expect("TLS"));
        assert!(matches!(server.get::<serde_json::Value>("/").await, Err(HttpError::OutOfTime(_))));
    }

    #[tokio::test]
    async fn a_server_of_another_authority_is_not_asked_for_the_time() {
        let folder = tempfile::tempdir().expect("a folder");
        enrolled(folder.path());
        let identity = expired(folder.path(), &Authority::new(), "Sun, 06 Nov 1994 08:49:37 GMT").await;
        assert_eq!(apart(&identity).await, None);
    }
}
