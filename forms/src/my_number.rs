//! 個人番号 (My Number): this product neither asks for nor keeps one, so a free text that holds one is stopped.

use crate::width;

/// Whether twelve digits have a valid check digit (行政手続における特定の個人を識別するための番号の利用等に関する法律
/// に規定する個人番号…に関する省令 第5条).
pub fn is_valid(digits: &[u8; 12]) -> bool {
    let sum: u32 = (1..=11u32)
        .map(|n| {
            let digit = u32::from(digits[11 - n as usize]);
            digit * if n <= 6 { n + 1 } else { n - 5 }
        })
        .sum();
    let check = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    u32::from(digits[11]) == check
}

/// Whether a text holds one, however it is spaced, hyphenated or wide. A group of digits counts as a whole, so longer
/// numbers such as a 法人番号 (13 digits) pass.
pub fn is_in(text: &str) -> bool {
    runs(text).iter().any(|groups| (0..groups.len()).any(|start| groups_spell_one(&groups[start..])))
}

/// Whether the first groups together are twelve digits with a valid check digit.
fn groups_spell_one(groups: &[Vec<u8>]) -> bool {
    let mut digits = Vec::with_capacity(12);
    for group in groups {
        digits.extend_from_slice(group);
        if digits.len() >= 12 {
            return <[u8; 12]>::try_from(digits).is_ok_and(|twelve| is_valid(&twelve));
        }
    }
    false
}

/// Runs of digit groups with at most three separators between neighbours.
fn runs(text: &str) -> Vec<Vec<Vec<u8>>> {
    let mut runs = vec![];
    let mut run: Vec<Vec<u8>> = vec![];
    let mut gap = 0;
    for c in text.chars().filter(|c| c.is_whitespace() || !width::invisible(*c)) {
        match digit(c) {
            Some(d) if gap == 0 && !run.is_empty() => run.last_mut().expect("just seen").push(d),
            Some(d) => {
                run.push(vec![d]);
                gap = 0;
            }
            None if separates(c) && gap < 3 => gap += 1,
            None => {
                runs.push(std::mem::take(&mut run));
                gap = 0;
            }
        }
    }
    runs.push(run);
    runs
}

/// A digit in any of the forms people have: 1, １, 一, ①.
fn digit(c: char) -> Option<u8> {
    let digit = width::narrow(c).to_digit(10).or_else(|| match c {
        '①'..='⑨' => Some(u32::from(c) - u32::from('①') + 1),
        '⓪' | '零' => Some(0),
        kanji => "〇一二三四五六七八九".chars().position(|k| k == kanji).map(|d| d as u32),
    });
    digit.map(|d| d as u8)
}

fn separates(c: char) -> bool {
    c.is_whitespace()
        || width::is_hyphen(c)
        || matches!(width::narrow(c), '.' | ',' | '/' | '_' | '・' | '､' | '、' | '｡' | '。' | '･' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_every_dress() {
        for text in [
            "123456789018",
            "番号は1234-5678-9018です",
            "１２３４　５６７８　９０１８",
            "1 2 3 4 5 6 7 8 9 0 1 8",
            "1234 - 5678 - 9018",
            "12345678\u{200b}9018",
            "一二三四五六七八九〇一八",
            "①②③④⑤⑥⑦⑧⑨⓪①⑧",
            "１２３４．５６７８／９０１８",
            "電話093-582-3311 123456789018",
        ] {
            assert!(is_in(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_pass() {
        for text in ["123456789012", "1234567890123", "093-582-3311", "大手町1-1", "", "12345678901"] {
            assert!(!is_in(text), "{text}");
        }
    }
}
