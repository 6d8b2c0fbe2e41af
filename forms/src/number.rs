//! Numbers: those that count, and those that are copied off something.

use crate::width;

/// How many, out of what was typed: `１２，０００円` is 12000. `None` for what is no whole number, with a sign, a fraction
/// or with commas that part anything but thousands.
pub fn parse(raw: &str, unit: &str) -> Option<u64> {
    let typed = width::ascii(raw);
    let typed = typed.strip_suffix(&width::ascii(unit)).unwrap_or(&typed);
    let typed = typed.strip_prefix(['¥', '￥', '\\']).unwrap_or(typed).replace('、', ",");
    let groups: Vec<&str> = typed.split(',').collect();
    let parted = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    let digits = groups.concat();
    let plain = !digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit());
    if parted && plain { digits.parse().ok() } else { None }
}

/// So many digits, hyphens and spaces taken out; with `pad`, zeros before them where there are fewer, as a bank writes a
/// 口座番号. `None` for anything else.
pub fn digits(raw: &str, length: u32, pad: bool) -> Option<String> {
    let digits = width::ascii(raw).replace('-', "");
    let length = length as usize;
    let fits = digits.bytes().all(|b| b.is_ascii_digit())
        && if pad { (1..=length).contains(&digits.len()) } else { digits.len() == length };
    fits.then(|| format!("{digits:0>length$}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (raw, number) in [
            ("12000", 12_000),
            ("１２，０００円", 12_000),
            ("¥1,234,567", 1_234_567),
            ("０", 0),
            (" 7 円", 7),
            ("007", 7),
            ("1、000", 1000),
        ] {
            assert_eq!(parse(raw, "円"), Some(number), "{raw}");
        }
    }

    #[test]
    fn what_is_no_whole_number_is_refused() {
        for raw in [
            "",
            "円",
            "-1",
            "1.5",
            "1,00",
            "12,0000",
            ",100",
            "100,",
            "一万",
            "1万",
            "1e3",
            "9999999999999999999",
            "３人",
        ] {
            assert_eq!(parse(raw, "円"), None, "{raw}");
        }
    }

    #[test]
    fn copied_digits_keep_their_zeros() {
        assert_eq!(digits("０００９", 4, false).as_deref(), Some("0009"));
        assert_eq!(digits("123-4567", 7, true).as_deref(), Some("1234567"));
        assert_eq!(digits("45", 7, true).as_deref(), Some("0000045"));
        for (raw, length, pad) in
            [("009", 4, false), ("00091", 4, false), ("12345678", 7, true), ("12a", 7, true), ("-", 7, true)]
        {
            assert_eq!(digits(raw, length, pad), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn a_number_comes_back_from_how_it_is_written(number in 0u64..1_000_000_000_000) {
            prop_assert_eq!(parse(&number.to_string(), "円"), Some(number));
            prop_assert_eq!(parse(&format!("{number}円"), "円"), Some(number));
        }
    }
}
