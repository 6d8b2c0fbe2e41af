//! The key that signs hand-overs: Ed25519 (RFC 8032), made on the first start beside the certificate authority. Whoever
//! receives a file checks it with the public key: `openssl pkeyutl -verify -pubin -inkey handover.pub.pem -rawin -in
//! manifest.json -sigfile manifest.json.sig`.

use crate::key_file::{self, KeyError};
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::Rng;
use std::fs;
use std::path::Path;

/// The secret, beside the certificate authority. Servers that share a database share it.
const SECRET: &str = "handover.key";
/// What is given to whoever checks.
const PUBLIC: &str = "handover.pub.pem";
/// Bytes of a line of PEM (RFC 7468), encoded.
const LINE: usize = 64;

/// Signs. It has no `Debug` that shows its key.
pub struct Signer {
    pair: Ed25519KeyPair,
    public: String,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(▇▇▇)")
    }
}

impl Signer {
    /// The key in this directory, made where there is none; its public part is written beside it.
    ///
    /// # Errors
    /// When a file can neither be read nor written, or is not a key.
    pub fn open(directory: &Path, rng: &mut impl Rng) -> Result<Self, KeyError> {
        let seed = key_file::open(directory, SECRET, rng)?;
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.reveal()).expect("32 bytes are a seed");
        let der: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("an Ed25519 key has a form in DER");
        let public = pem(der.as_ref());
        let path = directory.join(PUBLIC);
        if fs::read_to_string(&path).ok().as_ref() != Some(&public) {
            fs::write(&path, &public).map_err(|error| KeyError::File(path, error))?;
        }
        Ok(Self { pair, public })
    }

    /// 64 bytes.
    pub(super) fn sign(&self, text: &[u8]) -> Vec<u8> {
        self.pair.sign(text).as_ref().to_vec()
    }

    /// The public key: a SubjectPublicKeyInfo (RFC 8410) in PEM.
    pub fn public(&self) -> &str {
        &self.public
    }
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = (0..text.len()).step_by(LINE).map(|at| &text[at..text.len().min(at + LINE)]).collect();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn what_is_signed_is_checked_with_the_public_key_that_lies_beside() {
        let directory = tempfile::TempDir::new().expect("a directory");
        let mut rng = StdRng::seed_from_u64(1);
        let signer = Signer::open(directory.path(), &mut rng).expect("a signer");
        assert_eq!(fs::read_to_string(directory.path().join(PUBLIC)).expect("a file"), signer.public());
        let again = Signer::open(directory.path(), &mut rng).expect("the same");
        assert_eq!(again.public(), signer.public());
        let key = UnparsedPublicKey::new(&ED25519, signer.pair.public_key().as_ref());
        let signature = again.sign(b"manifest");
        assert!(key.verify(b"manifest", &signature).is_ok() && key.verify(b"manifesto", &signature).is_err());
        assert_eq!(format!("{signer:?}"), "Signer(▇▇▇)");
    }
}
