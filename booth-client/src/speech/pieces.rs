//! A text in the lengths that a synthesiser takes. No I/O.

/// Most characters of a piece. Open JTalk reads one line of 1,023 bytes, and widens a letter to three of them.
const LONGEST: usize = 200;
/// What ends a sentence.
const ENDS: [char; 6] = ['。', '！', '？', '.', '!', '?'];

/// As many whole sentences of a line as fit, each time; only a sentence that is longer is cut. What nobody could read
/// aloud is left out.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for line in text.lines() {
        let mut piece = String::new();
        let mut length = 0;
        for part in line.split_inclusive(ENDS).flat_map(cut) {
            let more = part.chars().count();
            if length + more > LONGEST {
                pieces.push(std::mem::take(&mut piece));
                length = 0;
            }
            piece.push_str(part);
            length += more;
        }
        pieces.push(piece);
    }
    pieces.retain(|piece| piece.chars().any(char::is_alphanumeric));
    pieces
}

/// A sentence in parts that are not too long.
fn cut(sentence: &str) -> impl Iterator<Item = &str> {
    let mut rest = sentence;
    std::iter::from_fn(move || {
        let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
        let part;
        (part, rest) = rest.split_at(end);
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_sentences_stay_together_and_lines_do_not() {
        assert_eq!(pieces("はい。いいえ。\nおわり"), ["はい。いいえ。", "おわり"]);
    }

    #[test]
    fn a_long_text_is_cut_between_sentences_and_a_long_sentence_anywhere() {
        let sentence = format!("{}。", "あ".repeat(119));
        assert_eq!(pieces(&sentence.repeat(3)), [sentence.as_str(); 3]);
        let lengths: Vec<_> = pieces(&"ｱ".repeat(450)).iter().map(|piece| piece.chars().count()).collect();
        assert_eq!(lengths, [200, 200, 50]);
    }

    #[test]
    fn what_has_no_sound_is_left_out() {
        assert!(pieces("").is_empty());
        assert_eq!(pieces("☆\n――\n3番"), ["3番"]);
    }

    #[test]
    fn nothing_else_is_lost() {
        let text = "今日は。".repeat(250);
        assert_eq!(pieces(&text).concat(), text);
    }
}
