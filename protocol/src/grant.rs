//! The media grant: a short-lived JWT (ES256) that says what its bearer may do in one room. Signaling signs it, the
//! SFU checks it again.

use crate::id::{Attempt, CallId, Epoch, PartyId, RequestId, WardId};
use crate::policy::Line;
use serde::{Deserialize, Serialize};

/// The audience of every media grant.
pub const AUDIENCE: &str = "chikamado-sfu";

/// A DTLS certificate's SHA-256, as 32 upper-case hexadecimal pairs joined by colons (RFC 8122).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts", type = "string"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(String);

/// Why a text is not a fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint is 32 hexadecimal pairs joined by colons")]
pub struct BadFingerprint;

impl TryFrom<String> for Fingerprint {
    type Error = BadFingerprint;
    fn try_from(text: String) -> Result<Self, BadFingerprint> {
        let pair = |p: &str| p.len() == 2 && p.bytes().all(|b| b.is_ascii_hexdigit());
        if text.split(':').count() == 32 && text.split(':').all(pair) {
            Ok(Self(text.to_ascii_uppercase()))
        } else {
            Err(BadFingerprint)
        }
    }
}
impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.0
    }
}
impl Fingerprint {
    /// The pairs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the bearer may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Bearer {
    /// A participant who sends and receives.
    Party {
        /// Replaces an earlier join of the same party if higher.
        attempt: Attempt,
        /// The certificate the bearer stated before the grant was made.
        fingerprint: Fingerprint,
        /// Its numbered form changes count: the SFU stamps it as the writer.
        panel_writer: bool,
        /// Panel, bulk and pointer messages reach it, and it may send them.
        panel_reader: bool,
    },
    /// A WHIP camera that only sends: single-use (`jti`), pinned by its first offer.
    Ingest {
        /// Which line of the party the camera fills.
        line: Line,
    },
}

/// The grant's claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Always [`AUDIENCE`].
    pub aud: String,
    /// Seconds since 1970.
    pub exp: u64,
    /// Seconds since 1970.
    pub iat: u64,
    /// Drawn anew for each grant.
    pub jti: RequestId,
    /// Whose call it is.
    pub ward: WardId,
    /// The room.
    pub call: CallId,
    /// The room's life.
    pub epoch: Epoch,
    /// Who.
    pub party: PartyId,
    /// As what.
    pub bearer: Bearer,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_32_pairs() {
        let pairs = ["aB"; 32].join(":");
        assert_eq!(Fingerprint::try_from(pairs.clone()).map(String::from), Ok(pairs.to_uppercase()));
        for bad in [["AB"; 31].join(":"), ["ABC"; 32].join(":"), ["GG"; 32].join(":"), String::new()] {
            assert_eq!(Fingerprint::try_from(bad), Err(BadFingerprint));
        }
    }
}
