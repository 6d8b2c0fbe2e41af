//! What the two listeners show and ask for. TLS 1.2 and 1.3 only.

use crate::config;
use certs::{Authority, ServerCertificate};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{NoClientAuth, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::path::PathBuf;
use std::sync::Arc;
use time::OffsetDateTime;

/// Why a listener has no certificate.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// Our authority could not make it.
    #[error(transparent)]
    Make(#[from] certs::Error),
    /// A configured file could not be read.
    #[error("{0} holds no certificate or key in PEM")]
    File(PathBuf, #[source] rustls_pki_types::pem::Error),
    /// The library refused it.
    #[error("the certificate cannot be used")]
    Use(#[from] rustls::Error),
    /// Our authority cannot be trusted by the booths' listener.
    #[error("the authority cannot be used")]
    Trust(#[from] rustls::server::VerifierBuilderError),
}

/// For browsers: the operator's certificate, or one of ours.
pub fn public(config: &config::Tls, authority: &Authority, now: OffsetDateTime) -> Result<ServerConfig, TlsError> {
    let certificate = match (&config.certificate, &config.key) {
        (Some(chain), Some(key)) => read(chain, key)?,
        _ => authority.server(&config.names, now)?,
    };
    server(Arc::new(NoClientAuth), certificate)
}

/// For booths: our own certificate, and a client certificate of our authority is asked for. Whether the booth was
/// revoked is looked up on every request.
pub fn booths(config: &config::Tls, authority: &Authority, now: OffsetDateTime) -> Result<ServerConfig, TlsError> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.certificate().clone())?;
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider()).build()?;
    server(verifier, authority.server(&config.names, now)?)
}

fn server(clients: Arc<dyn ClientCertVerifier>, own: ServerCertificate) -> Result<ServerConfig, TlsError> {
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(clients)
        .with_single_cert(own.chain, own.key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

fn read(chain: &PathBuf, key: &PathBuf) -> Result<ServerCertificate, TlsError> {
    let file = |path: &PathBuf| {
        let path = path.clone();
        move |e| TlsError::File(path, e)
    };
    let chain_of = CertificateDer::pem_file_iter(chain).and_then(Iterator::collect);
    Ok(ServerCertificate {
        chain: chain_of.map_err(file(chain))?,
        key: PrivateKeyDer::from_pem_file(key).map_err(file(key))?,
    })
}
