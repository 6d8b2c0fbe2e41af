//! Signaling's side of grants: a key, and claims to sign with it.

use super::{UNIX, call};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use protocol::grant::{AUDIENCE, Bearer, Claims, Fingerprint};
use protocol::id::{RequestId, WardId};
use protocol::policy::Line;
use sfu::GrantKey;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

fn pair() -> &'static rcgen::KeyPair {
    static PAIR: OnceLock<rcgen::KeyPair> = OnceLock::new();
    PAIR.get_or_init(|| rcgen::KeyPair::generate().unwrap())
}

pub fn key() -> GrantKey {
    GrantKey::from_ec_public_pem(pair().public_key_pem().as_bytes()).unwrap()
}

pub fn ward() -> WardId {
    "kokurakita".parse().unwrap()
}

pub fn sign(claims: &Claims) -> String {
    sign_with(pair(), claims)
}

pub fn sign_with(pair: &rcgen::KeyPair, claims: &Claims) -> String {
    let key = EncodingKey::from_ec_pem(pair.serialize_pem().as_bytes()).unwrap();
    jsonwebtoken::encode(&Header::new(Algorithm::ES256), claims, &key).unwrap()
}

/// A party's grant: reads the panel; "booth" writes it.
pub fn party(name: &str, attempt: u32, fingerprint: &Fingerprint) -> Claims {
    claims(
        name,
        Bearer::Party { attempt, fingerprint: fingerprint.clone(), panel_writer: name == "booth", panel_reader: true },
    )
}

/// A camera's grant for a line of a party.
pub fn ingest(name: &str, line: Line) -> Claims {
    claims(name, Bearer::Ingest { line })
}

fn claims(name: &str, bearer: Bearer) -> Claims {
    static DRAWN: AtomicU32 = AtomicU32::new(0);
    let jti: RequestId = format!("grant-{}", DRAWN.fetch_add(1, Ordering::Relaxed)).parse().unwrap();
    Claims {
        aud: AUDIENCE.to_owned(),
        exp: UNIX + 60,
        iat: UNIX,
        jti,
        ward: ward(),
        call: call(),
        epoch: 1,
        party: super::party(name),
        bearer,
    }
}
