//! 受付番号: read aloud at a counter and over the telephone, typed by people who see badly.

use rand::{Rng, RngExt};

/// A number of ten digits in two groups: `48201-73965`. Digits alone have no look-alikes and sound alike to nobody;
/// nine are random and say nothing of the person or the order, the tenth finds every single wrong digit.
pub(super) fn draw(rng: &mut impl Rng) -> String {
    let nine: u32 = rng.random_range(0..1_000_000_000);
    let ten = u64::from(nine) * 10 + u64::from(check_digit(nine));
    format!("{:05}-{:05}", ten / 100_000, ten % 100_000)
}

/// The check digit of ISO/IEC 7064, MOD 11,10.
fn check_digit(nine: u32) -> u32 {
    let digits = format!("{nine:09}");
    let sum = digits.bytes().fold(10, |product, digit| {
        let sum = (product + u32::from(digit - b'0')) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - sum) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn a_receipt_is_two_groups_of_five_digits() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
        for _ in 0..100 {
            let receipt = draw(&mut rng);
            let (left, right) = receipt.split_once('-').expect("two groups");
            assert!([left, right].iter().all(|g| g.len() == 5 && g.bytes().all(|b| b.is_ascii_digit())), "{receipt}");
        }
    }

    #[test]
    fn one_wrong_digit_is_found() {
        let whole = |nine: u32| format!("{nine:09}{}", check_digit(nine));
        let right = whole(482_017_396);
        for place in 0..9 {
            for digit in b'0'..=b'9' {
                let mut typed = right.clone().into_bytes();
                if typed[place] == digit {
                    continue;
                }
                typed[place] = digit;
                let typed = String::from_utf8(typed).expect("digits");
                let nine: u32 = typed[..9].parse().expect("digits");
                assert_ne!(whole(nine), typed, "a wrong digit at {place}");
            }
        }
    }
}
