use super::*;
use crate::identity::tests::Authority;
use protocol::problem::{Code, Problem};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// A server that answers one request with what a function makes of its body.
struct OneAnswer {
    address: Url,
    authority: Arc<Authority>,
}

impl OneAnswer {
    async fn start(answer: impl FnOnce(&Authority, serde_json::Value) -> (u16, String) + Send + 'static) -> Self {
        let authority = Arc::new(Authority::new());
        let (certificate, key) = authority.server("localhost");
        let tls = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
        let acceptor = TlsAcceptor::from(Arc::new(tls.expect("a server's TLS")));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let signer = authority.clone();
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.expect("a client");
            // A client that does not trust the server hangs up here.
            let Ok(mut stream) = acceptor.accept(stream).await else { return };
            let (status, body) = answer(&signer, read_body(&mut stream).await);
            let head = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all((head + &body).as_bytes()).await.expect("the client listens");
            stream.shutdown().await.expect("the client listens");
        });
        Self { address: format!("https://localhost:{port}/").parse().expect("a URL"), authority }
    }

    fn ask(&self, dir: &Path) -> Enrol {
        let ca = dir.join("trusted.pem");
        std::fs::write(&ca, &self.authority.pem).expect("writes");
        Enrol { server: self.address.clone(), code: "AB12".into(), dir: dir.join("state"), ca: Some(ca), again: false }
    }
}

async fn read_body(stream: &mut (impl AsyncReadExt + Unpin)) -> serde_json::Value {
    let mut text = Vec::new();
    loop {
        stream.read_buf(&mut text).await.expect("the client speaks");
        let Some(head) = text.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        if let Ok(body) = serde_json::from_slice(&text[head + 4..]) {
            return body;
        }
    }
}

fn enrolled(authority: &Authority, request: &serde_json::Value) -> (u16, String) {
    let certificate = authority.sign(request["csr"].as_str().expect("a CSR"));
    let answer = serde_json::json!({
        "booth": "kokura-1", "certificate": certificate, "ca": authority.pem, "mtls_port": 8444
    });
    (200, answer.to_string())
}

fn refused(code: Code) -> (u16, String) {
    (code.status(), serde_json::to_string(&Problem::from(code)).expect("a problem"))
}

#[tokio::test]
async fn a_code_becomes_an_identity() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = OneAnswer::start(|authority, request| {
        assert_eq!(request["code"], "AB12");
        enrolled(authority, &request)
    })
    .await;
    let ask = server.ask(dir.path());
    assert_eq!(enrol(&ask).await.expect("enrols").as_str(), "kokura-1");
    let identity = Identity::load(&ask.dir).expect("an identity");
    assert_eq!(identity.place.mtls.as_str(), "https://localhost:8444/");
    identity.tls().expect("the certificate is for the key");
}

#[tokio::test]
async fn a_wrong_code_is_told_in_the_servers_words_and_nothing_is_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = OneAnswer::start(|_, _| refused(Code::BadCode)).await;
    let ask = server.ask(dir.path());
    let error = enrol(&ask).await.expect_err("refused").to_string();
    assert!(error.contains(Code::BadCode.sentence()) && error.contains("bad-code"), "{error}");
    assert!(!ask.dir.exists());
}

#[tokio::test]
async fn an_identity_is_not_overwritten_unless_asked() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = OneAnswer::start(|authority, request| enrolled(authority, &request)).await;
    let mut ask = server.ask(dir.path());
    crate::identity::tests::enrolled(&ask.dir);
    assert!(matches!(enrol(&ask).await, Err(EnrolError::Already(_))));
    ask.again = true;
    enrol(&ask).await.expect("replaces it");
}

#[tokio::test]
async fn a_server_that_the_ca_does_not_vouch_for_is_not_told_the_code() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = OneAnswer::start(|_, _| unreachable!("the client must not speak")).await;
    let ask = server.ask(dir.path());
    std::fs::write(dir.path().join("trusted.pem"), Authority::new().pem).expect("writes");
    assert!(matches!(enrol(&ask).await, Err(EnrolError::Http(HttpError::NotBelieved(_)))));
}

#[tokio::test]
async fn an_answer_that_is_not_ours_is_told_apart() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = OneAnswer::start(|_, _| (502, "<html>bad gateway</html>".into())).await;
    let error = enrol(&server.ask(dir.path())).await.expect_err("refused");
    assert!(matches!(error, EnrolError::Http(HttpError::Unexpected(502))), "{error}");
    let server = OneAnswer::start(|_, _| (200, "{}".into())).await;
    let error = enrol(&server.ask(dir.path())).await.expect_err("refused");
    assert!(matches!(error, EnrolError::Http(HttpError::Unreadable(_))), "{error}");
}

#[tokio::test]
async fn only_https_is_spoken_to() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = "http://localhost:1/".parse().expect("a URL");
    let ask = Enrol { server, code: "x".into(), dir: dir.path().join("state"), ca: None, again: false };
    assert!(matches!(enrol(&ask).await, Err(EnrolError::BadAddress)));
}

#[tokio::test]
async fn a_certificate_that_has_ended_is_not_renewed() {
    let dir = tempfile::tempdir().expect("a folder");
    crate::identity::tests::enrolled(dir.path());
    let identity = Identity::load(dir.path()).expect("an identity");
    let error = renew_at(dir.path(), identity.ends_at()).await.expect_err("it has ended");
    assert!(matches!(error, EnrolError::Ended));
}
