//! A text under a key: AES-256-GCM (NIST SP 800-38D), with a random nonce and the id of what it belongs to as associated
//! data, so that a sealed text put into another row opens nothing.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use protocol::private::Private;
use rand::Rng;

const LENGTH: usize = 32;

/// 256 bits. It has no `Debug` that shows them, and is overwritten when it is dropped.
#[derive(Clone)]
pub struct Key(Private<Vec<u8>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(▇▇▇)")
    }
}

impl Key {
    /// A new one.
    pub fn random(rng: &mut impl Rng) -> Self {
        let mut bytes = vec![0; LENGTH];
        rng.fill_bytes(&mut bytes);
        Self(Private::new(bytes))
    }

    /// One as it is stored.
    pub(super) fn read(text: &str) -> Option<Self> {
        let bytes = Private::new(hex::decode(text).ok()?);
        (bytes.reveal().len() == LENGTH).then_some(Self(bytes))
    }

    /// As it is stored.
    pub(super) fn text(&self) -> Private<String> {
        Private::new(hex::encode(self.0.reveal()))
    }

    fn cipher(&self) -> LessSafeKey {
        LessSafeKey::new(UnboundKey::new(&AES_256_GCM, self.0.reveal()).expect("a key of 256 bits"))
    }

    /// Seals bytes that belong to `about`: base64 of nonce, ciphertext and tag. A key seals few texts, far fewer than the
    /// 2³² after which random nonces might meet.
    pub fn seal(&self, about: &str, plain: &[u8], rng: &mut impl Rng) -> String {
        let mut nonce = [0; NONCE_LEN];
        rng.fill_bytes(&mut nonce);
        let mut sealed = Vec::with_capacity(NONCE_LEN + plain.len() + AES_256_GCM.tag_len());
        sealed.extend_from_slice(plain);
        let (nonce_text, aad) = (nonce, Aad::from(about.as_bytes()));
        let done = self.cipher().seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed);
        done.expect("a text shorter than 64 GiB");
        sealed.splice(..0, nonce_text);
        STANDARD.encode(sealed)
    }

    /// What was sealed; `None` where it is not of this key, not about this, or was changed.
    pub fn open(&self, about: &str, sealed: &str) -> Option<Private<Vec<u8>>> {
        let bytes = STANDARD.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut rest = rest.to_vec();
        let length = self.cipher().open_in_place(nonce, Aad::from(about.as_bytes()), &mut rest).ok()?.len();
        rest.truncate(length);
        Some(Private::new(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn rng() -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(1)
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_with_its_key_and_id_alone(plain in proptest::collection::vec(any::<u8>(), 0..200), at in 0_usize..300) {
            let mut rng = rng();
            let (key, other) = (Key::random(&mut rng), Key::random(&mut rng));
            let sealed = key.seal("a", &plain, &mut rng);
            let opened = key.open("a", &sealed).expect("opened");
            prop_assert_eq!(opened.reveal(), &plain);
            prop_assert!(key.open("b", &sealed).is_none(), "moved to another row");
            prop_assert!(other.open("a", &sealed).is_none(), "another key");
            let mut bytes = STANDARD.decode(&sealed).expect("base64");
            let at = at % bytes.len();
            bytes[at] ^= 1;
            prop_assert!(key.open("a", &STANDARD.encode(bytes)).is_none(), "changed");
        }
    }

    #[test]
    fn the_same_text_is_never_sealed_alike() {
        let mut rng = rng();
        let key = Key::random(&mut rng);
        assert_ne!(key.seal("a", b"text", &mut rng), key.seal("a", b"text", &mut rng));
    }

    #[test]
    fn a_key_is_read_as_it_was_stored_and_never_printed() {
        let mut rng = rng();
        let key = Key::random(&mut rng);
        let read = Key::read(key.text().reveal()).expect("a key");
        assert_eq!(read.open("a", &key.seal("a", b"text", &mut rng)).expect("opened").reveal(), b"text");
        assert!(Key::read("00").is_none() && Key::read("no key").is_none());
        assert_eq!(format!("{key:?}"), "Key(▇▇▇)");
    }
}
