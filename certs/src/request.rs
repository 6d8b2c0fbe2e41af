//! A booth's signing request.

use crate::Error;
use rcgen::{CertificateSigningRequestParams, PublicKey};

/// The public key of a booth that has proved to hold the private one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoothKey(pub(crate) PublicKey);

impl BoothKey {
    /// Takes the key, and nothing else, out of a PKCS#10 request (PEM). Names and extensions in it are the booth's
    /// wishes and are not looked at.
    ///
    /// # Errors
    /// [`Error::Request`] when it does not parse or is not signed by its own key; [`Error::KeyKind`].
    pub fn from_request(pem: &str) -> Result<Self, Error> {
        let request = CertificateSigningRequestParams::from_pem(pem).map_err(Error::Request)?;
        let kind = rcgen::PublicKeyData::algorithm(&request.public_key);
        if kind == &rcgen::PKCS_ECDSA_P256_SHA256 || kind == &rcgen::PKCS_ED25519 {
            Ok(Self(request.public_key))
        } else {
            Err(Error::KeyKind)
        }
    }
}
