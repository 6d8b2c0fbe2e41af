//! フリガナ: readings in katakana.

use crate::width;

/// Hiragana to katakana; everything else stays.
pub fn katakana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// Whether a text is a reading: katakana, the long-vowel mark, ・ and spaces.
pub fn is_katakana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | '・' | ' '))
}

/// A reading in its one written form: full-width katakana; `None` when it holds anything else.
pub fn normalise(raw: &str) -> Option<String> {
    let kana = katakana(&width::text(raw));
    is_katakana(&kana).then_some(kana)
}

/// The reading of a name that was itself typed in kana. `None` for anything with kanji: their reading cannot be known
/// from how they are written (東海林 is ショウジ or トウカイリン), so the person is asked.
pub fn suggest(name: &str) -> Option<String> {
    normalise(name).filter(|kana| !kana.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_become_full_width_katakana() {
        for raw in ["こくら　はなこ", "ｺｸﾗ ﾊﾅｺ", "コクラ ハナコ"] {
            assert_eq!(normalise(raw).as_deref(), Some("コクラ ハナコ"), "{raw}");
        }
        assert_eq!(normalise("ゔぁいおりん").as_deref(), Some("ヴァイオリン"));
    }

    #[test]
    fn anything_else_is_no_reading() {
        for raw in ["小倉", "Kokura", "コクラ1", "ｺｸﾗ子"] {
            assert_eq!(normalise(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_reading_is_suggested_only_where_it_is_known() {
        assert_eq!(suggest("はなこ").as_deref(), Some("ハナコ"));
        assert_eq!(suggest("花子"), None);
        assert_eq!(suggest(" "), None);
    }
}
