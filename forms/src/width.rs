//! 全角・半角: one written form for what a keyboard, a handwriting pad or a phone may give.
//!
//! Not NFKC: that (and even NFC) rewrites the compatibility ideographs in which names are registered (神 U+FA19) and
//! turns ① or ㈱ into other characters. Only widths change here, and marks are joined to their kana. A test holds these
//! few tables to NFKC's; its own would make up a third of the WebAssembly module.

/// Half-width punctuation and katakana, U+FF61 to U+FF9D, in full width.
const FULL_WIDTH: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Free text: letters, digits and the space become half-width, katakana full-width; 濁点 are joined to their kana;
/// line breaks and runs of spaces become one space; invisible and control characters go.
/// Variation selectors stay, as they choose the written form of a name.
pub fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        if c.is_whitespace() || c == '\u{3000}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !invisible(c) {
            push_joined(&mut out, narrow_or_widen(c));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// For what is made of ASCII alone (numbers, days): full-width ASCII becomes half-width, hyphens of all kinds become
/// `-`, spaces go.
pub fn ascii(raw: &str) -> String {
    raw.chars()
        .filter(|c| !c.is_whitespace() && !invisible(*c))
        .map(|c| if is_hyphen(c) { '-' } else { narrow(c) })
        .collect()
}

/// The half-width form of full-width ASCII; any other character as it is.
pub fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).expect("the full-width forms mirror ASCII"),
        other => other,
    }
}

/// Makes hyphens between digits one kind, as in house numbers: `1丁目２−３` is left alone but for the widths,
/// `１ー２－３` becomes `1-2-3`. Expects [`text`].
pub fn join_house_numbers(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let between = |i: usize| i > 0 && digit(i - 1) && digit(i + 1);
    chars.iter().enumerate().map(|(i, &c)| if is_hyphen(c) && between(i) { '-' } else { c }).collect()
}

/// What people type for a hyphen; the long-vowel mark counts, as it is the hyphen key of a kana keyboard.
pub fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{30fc}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff70}'
    )
}

/// Characters that nobody sees: controls, zero widths, direction marks.
pub fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn narrow_or_widen(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' => narrow(c),
        '｡'..='ﾝ' => FULL_WIDTH.chars().nth((u32::from(c) - 0xff61) as usize).unwrap_or(c),
        'ﾞ' | '゛' => '\u{3099}',
        'ﾟ' | '゜' => '\u{309a}',
        other => other,
    }
}

/// Appends, joining 濁点 and 半濁点 to the kana before them; one that joins nothing is shown by itself.
fn push_joined(out: &mut String, c: char) {
    let joined = match c {
        '\u{3099}' => out.chars().next_back().and_then(voiced).ok_or('゛'),
        '\u{309a}' => out.chars().next_back().and_then(half_voiced).ok_or('゜'),
        other => Err(other),
    };
    if joined.is_ok() {
        out.pop();
    }
    out.push(joined.unwrap_or_else(|alone| alone));
}

/// か → が. In Unicode a voiced kana follows its plain one, but for う and ワ to ヲ.
fn voiced(c: char) -> Option<char> {
    match c {
        'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち' | 'つ' | 'て' | 'と'
        | 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ゝ' | 'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ'
        | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' | 'ヽ' => {
            char::from_u32(u32::from(c) + 1)
        }
        'う' => Some('ゔ'),
        'ウ' => Some('ヴ'),
        'ワ'..='ヲ' => char::from_u32(u32::from(c) + 8),
        _ => None,
    }
}

/// は → ぱ
fn half_voiced(c: char) -> Option<char> {
    match c {
        'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => {
            char::from_u32(u32::from(c) + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::compose;

    #[test]
    fn the_tables_are_those_of_unicode() {
        for c in '！'..='～' {
            assert_eq!(narrow(c).to_string(), c.nfkc().to_string());
        }
        for c in '｡'..='ﾝ' {
            assert_eq!(narrow_or_widen(c).to_string(), c.nfkc().to_string());
        }
        for c in '\u{3000}'..='\u{30ff}' {
            assert_eq!(voiced(c), compose(c, '\u{3099}'), "{c}");
            assert_eq!(half_voiced(c), compose(c, '\u{309a}'), "{c}");
        }
    }

    #[test]
    fn widths_become_one() {
        assert_eq!(text("　ＡＢＣ１２３　ﾔﾏﾀﾞ\n太郎 "), "ABC123 ヤマダ 太郎");
        assert_eq!(text("か\u{3099}は゜"), "がぱ");
        assert_eq!(text("ﾞ"), "゛");
        assert_eq!(ascii("８０３ー０８１４"), "803-0814");
        assert_eq!(join_house_numbers(&text("大手町１ー１－２コーポ")), "大手町1-1-2コーポ");
    }

    #[test]
    fn a_name_keeps_its_registered_characters() {
        for name in ["神\u{fa19}", "山\u{fa11}", "葛\u{e0100}城", "①㈱"] {
            assert_eq!(text(name), name);
        }
    }

    #[test]
    fn what_nobody_sees_goes() {
        assert_eq!(text("a\u{202e}b\u{200b}c\u{7}"), "abc");
    }
}
