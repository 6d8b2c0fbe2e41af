//! Signs media grants: short JWTs (ES256) that the SFU checks again.
//!
//! The key is drawn when the server starts and never leaves it. A grant lives for a minute and names an epoch that a
//! restart raises, so that a key kept on disk would protect nothing and could be stolen.

use crate::clock::{Millis, SECOND};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use protocol::grant::{AUDIENCE, Bearer, Claims};
use protocol::id::{CallId, Epoch, PartyId, RequestId, WardId};
use rand::Rng;
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256};

/// How long a grant is good.
const GOOD_FOR: Millis = 60 * SECOND;

/// The room that a grant is for.
#[derive(Debug, Clone, Copy)]
pub struct RoomLife<'a> {
    /// Whose.
    pub ward: &'a WardId,
    /// Which.
    pub call: &'a CallId,
    /// Which life of it.
    pub epoch: Epoch,
}

/// The key that signs.
pub(super) struct Signer {
    key: EncodingKey,
    public_pem: String,
}

impl Signer {
    /// Draws a key.
    pub(super) fn new() -> Self {
        let pair = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("the machine has random bits");
        let key = EncodingKey::from_ec_der(pair.serialized_der());
        Self { key, public_pem: pair.public_key_pem() }
    }

    /// The half that checks, as a `BEGIN PUBLIC KEY` block.
    pub(super) fn public_pem(&self) -> &str {
        &self.public_pem
    }

    /// A grant for a party of a room.
    pub(super) fn sign(
        &self,
        room: RoomLife<'_>,
        party: &PartyId,
        bearer: Bearer,
        rng: &mut impl Rng,
        now: Millis,
    ) -> String {
        let seconds = |at: Millis| u64::try_from(at / SECOND).unwrap_or_default();
        let claims = Claims {
            aud: AUDIENCE.to_owned(),
            exp: seconds(now + GOOD_FOR),
            iat: seconds(now),
            jti: RequestId::random(rng),
            ward: room.ward.clone(),
            call: room.call.clone(),
            epoch: room.epoch,
            party: party.clone(),
            bearer,
        };
        jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &self.key).expect("plain claims are signed")
    }
}
