//! One-time codes, as somebody reads them off one screen and types them on another: `7HKM-XA3E-94TR`.
//!
//! The first four characters find the row, so that wrong guesses are counted against one code; the other eight are the
//! secret (35 bits; five guesses hit once in 10,000,000,000).

use rand::{Rng, RngExt};
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// No character that looks like another: no 0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V.
const ALPHABET: &[u8; 22] = b"34679ACEFGHJKMNPRTVWXY";
const SELECTOR: usize = 4;
const LENGTH: usize = 12;

/// A one-time code. It has no `Debug`, so that it gets into no log.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode(String);

/// A text has not the shape of a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a one-time code")]
pub struct BadCode;

impl OneTimeCode {
    /// A new code.
    pub fn random(rng: &mut impl Rng) -> Self {
        Self((0..LENGTH).map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())])).collect())
    }

    /// What finds the row; opens nothing by itself.
    pub fn selector(&self) -> &str {
        &self.0[..SELECTOR]
    }

    /// What the row keeps.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(&self.0))
    }

    /// Whether this is the code behind a digest; takes the same time whichever character is wrong.
    pub fn fits(&self, digest: &str) -> bool {
        self.digest().as_bytes().ct_eq(digest.as_bytes()).into()
    }
}

impl fmt::Display for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }
}

/// Reads what a person typed: small or capital, full or half width, with any dashes and spaces.
impl std::str::FromStr for OneTimeCode {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        if text.len() > 4 * LENGTH {
            return Err(BadCode);
        }
        let half = |c: char| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        };
        let code: String = text
            .chars()
            .map(half)
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | 'ー' | '－' | '−'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let plain = code.len() == LENGTH && code.bytes().all(|b| ALPHABET.contains(&b));
        if plain { Ok(Self(code)) } else { Err(BadCode) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn what_is_shown_is_read_back_however_it_is_typed() {
        let code = OneTimeCode::random(&mut StdRng::seed_from_u64(1));
        let shown = code.to_string();
        let wide: String = shown.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).expect("a character")).collect();
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', ""), format!(" {shown} "), wide] {
            assert!(typed.parse() == Ok(code.clone()), "{typed}");
        }
    }

    #[test]
    fn a_text_of_another_shape_is_refused() {
        for bad in ["", "ABCD", "7HKM-XA3E-94T0", "7HKM-XA3E-94TRR", "７ＨＫＭ", &"A".repeat(10_000)] {
            assert!(bad.parse::<OneTimeCode>().is_err(), "{bad}");
        }
    }

    #[test]
    fn only_the_same_code_fits() {
        let mut rng = StdRng::seed_from_u64(2);
        let (a, b) = (OneTimeCode::random(&mut rng), OneTimeCode::random(&mut rng));
        assert!(a.fits(&a.digest()) && !a.fits(&b.digest()) && !a.fits(""));
    }
}
