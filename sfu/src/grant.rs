//! Reads a media grant: a JWT that signaling signed with ES256. What it allows is up to [`crate::room`].

use jsonwebtoken::{Algorithm, DecodingKey, Validation, dangerous};
use protocol::grant::{AUDIENCE, Claims};
use protocol::id::CallId;

/// How far signaling's clock may run ahead of ours, in seconds.
const CLOCK_SKEW: u64 = 30;

/// The key with which signaling's signature is checked.
#[derive(Clone)]
pub struct GrantKey(DecodingKey);

/// The key is not a P-256 public key in PEM.
#[derive(Debug, thiserror::Error)]
#[error("the grant key is not an EC public key in PEM")]
pub struct BadKey(#[source] jsonwebtoken::errors::Error);

/// The grant is missing, forged, expired or for something else. Deliberately says no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a grant that is good now")]
pub struct BadGrant;

impl GrantKey {
    /// From a `BEGIN PUBLIC KEY` block.
    pub fn from_ec_public_pem(pem: &[u8]) -> Result<Self, BadKey> {
        DecodingKey::from_ec_pem(pem).map(Self).map_err(BadKey)
    }

    /// The claims of a grant that is good at `unix` (seconds since 1970).
    pub fn read(&self, token: &str, unix: u64) -> Result<Claims, BadGrant> {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["aud", "exp"]);
        validation.validate_exp = false; // against the argument below, not against the system's clock
        let claims = jsonwebtoken::decode::<Claims>(token, &self.0, &validation).map_err(|_| BadGrant)?.claims;
        let good = unix < claims.exp && claims.iat <= unix + CLOCK_SKEW;
        if good { Ok(claims) } else { Err(BadGrant) }
    }
}

/// Which call a grant speaks of, unchecked: enough to find the worker that will check it.
pub fn call_of(token: &str) -> Option<CallId> {
    #[derive(serde::Deserialize)]
    struct Call {
        call: CallId,
    }
    dangerous::insecure_decode_claims::<Call>(token).ok().map(|claims| claims.call)
}
