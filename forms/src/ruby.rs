//! Ruby in texts for people, in one syntax: `{漢字|かんじ}`. There is no escape: a text cannot hold a brace of its own.

/// A piece of text, with its reading above it where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What is written.
    pub base: &'a str,
    /// How it is read.
    pub reading: Option<&'a str>,
}

/// The pieces of a text; `None` when its braces are not `{漢字|かんじ}`.
pub fn parse(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        push_plain(&mut pieces, before)?;
        let (inside, next) = after.split_once('}')?;
        let (base, reading) = inside.split_once('|')?;
        if base.is_empty() || reading.is_empty() || inside.contains('{') || reading.contains('|') {
            return None;
        }
        pieces.push(Piece { base, reading: Some(reading) });
        rest = next;
    }
    push_plain(&mut pieces, rest)?;
    Some(pieces)
}

fn push_plain<'a>(pieces: &mut Vec<Piece<'a>>, base: &'a str) -> Option<()> {
    if base.contains(['}', '|']) {
        return None;
    }
    if !base.is_empty() {
        pieces.push(Piece { base, reading: None });
    }
    Some(())
}

/// The text without its readings, for places that cannot show ruby; as it is when it is not well written.
pub fn plain(text: &str) -> String {
    parse(text).map_or_else(|| text.to_owned(), |pieces| pieces.iter().map(|piece| piece.base).collect())
}

/// Whether exactly the pieces with kanji have a reading, as やさしい日本語 wants; for tests of texts.
#[cfg(test)]
pub(crate) fn reads_every_kanji(text: &str) -> bool {
    let kanji = |base: &str| base.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    parse(text).is_some_and(|pieces| pieces.iter().all(|piece| kanji(piece.base) == piece.reading.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_stand_over_their_words() {
        let pieces = parse("お{名前|なまえ}を").expect("well written");
        let reading = |i: usize| (pieces[i].base, pieces[i].reading);
        assert_eq!((reading(0), reading(1), reading(2)), (("お", None), ("名前", Some("なまえ")), ("を", None)));
        assert_eq!(plain("お{名前|なまえ}を"), "お名前を");
    }

    #[test]
    fn other_braces_are_refused() {
        for bad in ["{名前}", "{名前|}", "{|なまえ}", "{名前|なまえ", "名前}", "{a|{b|c}}", "a|b", "{a|b|c}"]
        {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
