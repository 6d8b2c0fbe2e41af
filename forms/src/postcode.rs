//! 郵便番号.

#[cfg(feature = "import")]
pub mod file;

use crate::width;

/// Its one written form `803-0814`; `None` unless it has seven digits.
pub fn normalise(raw: &str) -> Option<String> {
    let typed = width::ascii(raw);
    let digits: String = typed.trim_start_matches('〒').chars().filter(|c| *c != '-').collect();
    let seven = digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit());
    seven.then(|| format!("{}-{}", &digits[..3], &digits[3..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_digits_in_any_dress() {
        for raw in ["8030814", "803-0814", "〒８０３－０８１４", " 803 ー 0814 "] {
            assert_eq!(normalise(raw).as_deref(), Some("803-0814"), "{raw}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for raw in ["803081", "80308145", "803-08l4", "小倉北区"] {
            assert_eq!(normalise(raw), None, "{raw}");
        }
    }
}
