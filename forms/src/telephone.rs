//! Japanese telephone numbers (総務省 電気通信番号計画): ten digits, or eleven for 0X0 and 0800 numbers.

use crate::width;

/// Its one written form; `None` when no Japanese number is written so.
///
/// Groups follow from the number itself where they are certain. For other area codes (there are over 500, of two to
/// five digits) the groups that the person typed are kept if they are possible, and else the digits stand alone:
/// a wrong guess would look like a wrong number.
pub fn normalise(raw: &str) -> Option<String> {
    let typed = national(&width::ascii(raw));
    let groups: Vec<&str> = typed.split(['-', '(', ')']).filter(|group| !group.is_empty()).collect();
    let digits: String = groups.concat();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || !digits.starts_with('0') || digits.starts_with("00") {
        return None;
    }
    let eleven =
        digits.starts_with("0800") || matches!(digits.get(..3), Some("020" | "050" | "060" | "070" | "080" | "090"));
    if digits.len() != if eleven { 11 } else { 10 } {
        return None;
    }
    Some(match certain(&digits) {
        Some((first, second)) => dashed(&digits, first, second),
        None if possible(&groups) => groups.join("-"),
        None => digits,
    })
}

/// `+81 93…` as `093…`.
fn national(typed: &str) -> String {
    match typed.strip_prefix("+81") {
        Some(rest) => format!("0{}", rest.trim_start_matches("(0)").trim_start_matches(['-', '0'])),
        None => typed.to_owned(),
    }
}

/// Lengths of the first two groups, where the first digits decide them.
fn certain(digits: &str) -> Option<(usize, usize)> {
    let lengths = [
        (&["020", "050", "060", "070", "080", "090"][..], (3, 4)),
        (&["0120", "0570", "0990"], (4, 3)),
        (&["03", "06"], (2, 4)),
        // Around Kitakyushu: 0930 行橋, 0940 宗像, 0947 田川, 0948 飯塚, 0949 直方; 093 and 092 themselves.
        (&["0930", "0940", "0947", "0948", "0949"], (4, 2)),
        (&["093", "092"], (3, 3)),
    ];
    if digits.starts_with("0800") {
        return Some((4, 3));
    }
    if digits.starts_with("0920") {
        return Some((4, 2)); // 壱岐, 対馬: not of 092
    }
    lengths.iter().find(|(prefixes, _)| prefixes.iter().any(|p| digits.starts_with(p))).map(|(_, lengths)| *lengths)
}

/// Area code and exchange have six digits together, the last group four.
fn possible(groups: &[&str]) -> bool {
    let [area, exchange, last] = groups else {
        return false;
    };
    (2..=5).contains(&area.len()) && area.len() + exchange.len() == 6 && last.len() == 4
}

fn dashed(digits: &str, first: usize, second: usize) -> String {
    format!("{}-{}-{}", &digits[..first], &digits[first..first + second], &digits[first + second..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_take_their_groups() {
        for (raw, written) in [
            ("0935823311", "093-582-3311"),
            ("（０９３）５８２－３３１１", "093-582-3311"),
            ("09012345678", "090-1234-5678"),
            ("0312345678", "03-1234-5678"),
            ("0120444555", "0120-444-555"),
            ("08001234567", "0800-123-4567"),
            ("0930231234", "0930-23-1234"),
            ("+81-93-582-3311", "093-582-3311"),
        ] {
            assert_eq!(normalise(raw).as_deref(), Some(written), "{raw}");
        }
    }

    #[test]
    fn elsewhere_the_typed_groups_are_believed_when_possible() {
        assert_eq!(normalise("0154-23-1234").as_deref(), Some("0154-23-1234"));
        assert_eq!(normalise("0154231234").as_deref(), Some("0154231234"));
        assert_eq!(normalise("015423-1234").as_deref(), Some("0154231234"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for raw in
            ["12345", "935823311", "0901234567", "093-582-33111", "0012345678", "093-582-331a", "+1 212 555 0100"]
        {
            assert_eq!(normalise(raw), None, "{raw}");
        }
    }
}
