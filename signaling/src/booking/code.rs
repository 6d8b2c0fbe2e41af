//! Codes and tokens of bookings, and the key from which they are made. A code is derived from its booking, so a repeated
//! request is told the same one, while the database alone tells none: it keeps another digest of it.

use crate::key_file::{self, KeyError};
use forms::width;
use hmac::{Hmac, KeyInit as _, Mac as _};
use protocol::booking::{CODE_ALPHABET, CODE_LENGTH};
use protocol::id::{ApplicationId, BookingId, HoldToken};
use protocol::private::Private;
use rand::Rng;
use sha2::Sha256;
use std::path::Path;

/// The key's file, beside the certificate authority.
const FILE: &str = "booking.key";
/// Longest text that is read as a code, in bytes.
const TYPED_MAX: usize = 64;

/// 256 bits behind every code. It has no `Debug` that shows them.
#[derive(Clone)]
pub struct Key(Private<Vec<u8>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(▇▇▇)")
    }
}

impl Key {
    /// The key of `booking.key` in this directory, made where there is none. Servers that share a database share it.
    ///
    /// # Errors
    /// When the file can neither be read nor written, or is not a key.
    pub fn open(directory: &Path, rng: &mut impl Rng) -> Result<Self, KeyError> {
        key_file::open(directory, FILE, rng).map(Self)
    }

    fn mac(&self, purpose: &str, text: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.reveal()).expect("a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(b"/");
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The code of a booking. Another round gives another one, where a code is taken.
    pub(super) fn code(&self, booking: &BookingId, round: u32) -> Code {
        self.letters("code", &format!("{booking}/{round}"))
    }

    /// The code of an application, in the same way.
    pub(crate) fn application_code(&self, application: &ApplicationId, round: u32) -> Code {
        self.letters("application-code", &format!("{application}/{round}"))
    }

    fn letters(&self, purpose: &str, text: &str) -> Code {
        let mac = self.mac(purpose, text);
        let mut number = u128::from_be_bytes(mac[..16].try_into().expect("16 of 32 bytes"));
        let alphabet = CODE_ALPHABET.as_bytes();
        let count = u128::try_from(alphabet.len()).expect("a small number");
        let mut code = String::with_capacity(CODE_LENGTH);
        for _ in 0..CODE_LENGTH {
            code.push(char::from(alphabet[usize::try_from(number % count).expect("an index")]));
            number /= count;
        }
        Code(Private::new(code))
    }

    /// What finds the row of a code.
    pub(super) fn code_digest(&self, code: &Code) -> String {
        hex::encode(self.mac("code-lookup", code.0.reveal()))
    }

    /// The same of an application's code.
    pub(crate) fn application_code_digest(&self, code: &Code) -> String {
        hex::encode(self.mac("application-code-lookup", code.0.reveal()))
    }

    /// The token of a hold.
    pub(super) fn hold(&self, booking: &BookingId) -> HoldToken {
        let text = hex::encode(&self.mac("hold", booking.as_str())[..16]);
        text.parse().expect("hexadecimal digits are an id")
    }

    /// What finds the row of a hold.
    pub(super) fn hold_digest(&self, hold: &HoldToken) -> String {
        hex::encode(self.mac("hold-lookup", hold.as_str()))
    }

    /// What stands for a person's telephone number or address.
    pub(super) fn person(&self, contact: &Private<String>) -> String {
        hex::encode(self.mac("person", contact.reveal()))
    }

    /// What stands for a booking in calendars, for good.
    pub(super) fn calendar(&self, booking: &BookingId) -> String {
        hex::encode(&self.mac("calendar", booking.as_str())[..16])
    }
}

/// A booking's or an application's code. It has no `Display`: whoever shows it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code(Private<String>);

impl Code {
    /// What somebody typed, whatever it is: full width, lower case, spaces and hyphens are all one. A text that no code
    /// can be is not told from a wrong one.
    pub(crate) fn typed(text: &str) -> Self {
        let cut = text.char_indices().map(|(at, _)| at).find(|at| *at >= TYPED_MAX).unwrap_or(text.len());
        let plain = width::ascii(&text[..cut]).replace('-', "").to_ascii_uppercase();
        Self(Private::new(plain))
    }

    /// For the person whose it is.
    pub(crate) fn reveal(&self) -> String {
        self.0.reveal().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;
    use std::collections::BTreeSet;
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    fn key() -> Key {
        Key(Private::new(vec![7; 32]))
    }

    fn booking(n: u32) -> BookingId {
        format!("booking-{n}").parse().expect("an id")
    }

    #[test]
    fn a_booking_has_the_same_code_again_and_another_in_another_round() {
        let (a, b) = (key().code(&booking(1), 0), key().code(&booking(1), 0));
        assert_eq!(a, b);
        assert_ne!(a, key().code(&booking(1), 1));
        assert_ne!(a, Key(Private::new(vec![8; 32])).code(&booking(1), 0));
        let text = a.reveal();
        assert!(text.len() == CODE_LENGTH && text.chars().all(|c| CODE_ALPHABET.contains(c)), "{text}");
    }

    #[test]
    fn codes_use_the_whole_alphabet_and_hardly_meet() {
        let codes: BTreeSet<String> = (0..10_000).map(|n| key().code(&booking(n), 0).reveal()).collect();
        assert_eq!(codes.len(), 10_000);
        let used: BTreeSet<char> = codes.iter().flat_map(|code| code.chars()).collect();
        assert_eq!(used, CODE_ALPHABET.chars().collect());
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = Code(Private::new("ABCD2345".to_owned()));
        for typed in
            ["ABCD2345", "abcd2345", "ＡＢＣＤ２３４５", " ABCD 2345 ", "abcd-2345", "ａｂｃｄー２３４５", "ABCD　2345"]
        {
            assert_eq!(Code::typed(typed), code, "{typed}");
        }
        for other in ["ABCD2346", "ABCD234", "", "あいうえお", &"A".repeat(10_000)] {
            assert_ne!(Code::typed(other), code, "{other}");
        }
    }

    #[test]
    fn the_key_is_made_once_and_for_its_owner_alone() {
        let directory = tempfile::TempDir::new().expect("a directory");
        let mut rng = StdRng::seed_from_u64(1);
        let made = Key::open(directory.path(), &mut rng).expect("a key");
        let read = Key::open(directory.path(), &mut rng).expect("the same");
        assert_eq!(made.code(&booking(1), 0), read.code(&booking(1), 0));
        let path = directory.path().join(FILE);
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
        fs::write(&path, "short").expect("written");
        assert!(matches!(Key::open(directory.path(), &mut rng), Err(KeyError::Length(_))));
    }

    #[test]
    fn neither_key_nor_code_is_printed() {
        assert_eq!(format!("{:?} {:?}", key(), key().code(&booking(1), 0)), "Key(▇▇▇) Code(▇▇▇)");
    }
}
