//! Certificates: our own authority, what it makes for the server, and the identities of booths.
//!
//! ```text
//! authority   opens or makes the authority in a directory; issues server and booth certificates
//! request     what a booth asks for: only its public key is taken, and only if it can sign with the other half
//! ```
//!
//! A journey: `chikamado` opens its [`Authority`]; a booth makes a key, sends a signing request with its one-time code,
//! and [`BoothKey::from_request`] proves that it holds the key; [`Authority::booth`] answers a certificate of 24 hours
//! in the booth's name. The booths' listener trusts this authority and no other.
//!
//! Time and serial numbers are arguments.

mod authority;
mod request;

pub use authority::{Authority, BoothCertificate, ServerCertificate, serial_of};
pub use request::BoothKey;

use std::path::PathBuf;

/// Why a certificate could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the authority could not be read or written.
    #[error("{0} could not be read or written")]
    File(PathBuf, #[source] std::io::Error),
    /// Others on this machine could read the authority's key.
    #[error("{0} must be readable by its owner only (mode 0600), but its mode is {1:o}")]
    KeyExposed(PathBuf, u32),
    /// The certificate is there and its key is not, or the other way round.
    #[error("{0} holds half of an authority; restore the missing file or move the other away")]
    Half(PathBuf),
    /// The authority's key is not the one its certificate names.
    #[error("{0} holds a key and a certificate that do not belong together")]
    Mismatch(PathBuf),
    /// The text is no certificate signing request, or its signature is not by the key in it.
    #[error("the certificate signing request is not valid")]
    Request(#[source] rcgen::Error),
    /// The request's key is of a kind that booths do not use.
    #[error("a booth's key is ECDSA P-256 or Ed25519")]
    KeyKind,
    /// A name is neither a DNS name nor an address.
    #[error("{0} is neither a DNS name nor an address")]
    Name(String),
    /// The bytes are no certificate.
    #[error("not a certificate")]
    NotACertificate,
    /// The cryptographic library failed.
    #[error("a certificate could not be made")]
    Make(#[from] rcgen::Error),
}
