//! 氏名: names of people, as they are registered.

use crate::width;

/// A name in its one written form: one space between its parts; `None` when it holds a digit, a sign or a picture.
/// Letters of any script stay as they are, with the marks and variation selectors that choose their shape.
pub fn normalise(raw: &str) -> Option<String> {
    let name = width::text(raw);
    let letter = name.chars().any(char::is_alphabetic);
    (letter && name.chars().all(may_stand)).then_some(name)
}

fn may_stand(c: char) -> bool {
    c.is_alphabetic() || shapes(c) || matches!(c, ' ' | '・' | '-' | '\'' | '’' | '.' | 'ー' | '々' | '〆' | '〇')
}

/// Combining accents, and variation selectors: those for writing (U+FE00 to U+FE0E) and for 漢字 (U+E0100 to U+E01EF), not
/// the one that asks for a picture.
fn shapes(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0e}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_script_stay_as_they_are_registered() {
        for name in [
            "小倉 花子",
            "佐々木 すみれ",
            "葛\u{e0100}城 神\u{fa19}",
            "Nguyễn Văn A",
            "O’Brien-Smith J.",
            "ジョン・スミス",
            "김민수",
            "𠮷田 太郎",
        ] {
            assert_eq!(normalise(name).as_deref(), Some(name));
        }
        assert_eq!(normalise("　小倉　　花子 ").as_deref(), Some("小倉 花子"));
    }

    #[test]
    fn digits_signs_and_pictures_are_no_name() {
        for bad in ["小倉1", "花子🌸", "a@b.jp", "(株)小倉", "・", "花子\u{fe0f}", "小倉＃", "<b>花子</b>", "½"]
        {
            assert_eq!(normalise(bad), None, "{bad}");
        }
    }
}
