//! The font a sheet is set in: which glyph a character has, how wide a text is, where a line may end.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::MapVariant;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;

/// 下駄: stands where the font has no glyph, so that nothing goes missing unseen.
pub const GETA: char = '〓';
/// A ticked box. A font may lack it; then it is a tick, with a box drawn around it.
const TICKED: char = '☑';
/// Never at the start of a line (行頭禁則).
const NOT_FIRST: &str = "、。，．・：；？！゛゜ヽヾゝゞ々ー）〕］｝〉》」』】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､･ﾞﾟ,.:;?!)]}%円\u{3099}\u{309a}";
/// Never at the end of a line (行末禁則).
const NOT_LAST: &str = "（〔［｛〈《「『【([{〒¥￥";

/// What is no TrueType or OpenType font, or lacks what a sheet cannot be without.
#[derive(Debug, thiserror::Error)]
pub enum BadFont {
    /// Not a font.
    #[error("this is no TrueType or OpenType font")]
    Unreadable,
    /// A font of other scripts.
    #[error("the font has no glyph for {0}: it is not made for Japanese")]
    Lacks(char),
}

/// A font, read once and used for any number of sheets.
#[derive(Clone)]
pub struct Face {
    font: Font,
    glyphs: HashMap<char, Glyph>,
    /// 異体字: a character and the selector behind it.
    variants: HashMap<(char, char), Glyph>,
    /// Of □: left, top over the line that letters stand on, width and height, in ems.
    empty_box: (f32, f32, f32, f32),
}

/// A glyph and its width in ems.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    id: u32,
    width: f32,
}

impl Face {
    /// Reads a font file; of a collection, its first font.
    ///
    /// # Errors
    /// [`BadFont`]
    pub fn new(bytes: Vec<u8>) -> Result<Self, BadFont> {
        let read = FontRef::from_index(&bytes, 0).map_err(|_| BadFont::Unreadable)?;
        let widths = read.glyph_metrics(Size::new(1.0), LocationRef::default());
        let glyph = |id: skrifa::GlyphId| Glyph { id: id.to_u32(), width: widths.advance_width(id).unwrap_or(1.0) };
        let charmap = read.charmap();
        let glyphs: HashMap<char, Glyph> =
            charmap.mappings().filter_map(|(c, id)| Some((char::from_u32(c)?, glyph(id)))).collect();
        let variants = charmap
            .variant_mappings()
            .filter_map(|(c, selector, mapped)| {
                let (c, selector) = (char::from_u32(c)?, char::from_u32(selector)?);
                let found = match mapped {
                    MapVariant::UseDefault => *glyphs.get(&c)?,
                    MapVariant::Variant(id) => glyph(id),
                };
                Some(((c, selector), found))
            })
            .collect();
        if let Some(lacks) = [GETA, '□', '✓', '様', 'あ', '0'].into_iter().find(|c| !glyphs.contains_key(c)) {
            return Err(BadFont::Lacks(lacks));
        }
        let bounds = widths.bounds(skrifa::GlyphId::new(glyphs[&'□'].id)).ok_or(BadFont::Lacks('□'))?;
        let empty_box = (bounds.x_min, bounds.y_max, bounds.x_max - bounds.x_min, bounds.y_max - bounds.y_min);
        let font = Font::new(bytes.into(), 0).ok_or(BadFont::Unreadable)?;
        Ok(Self { font, glyphs, variants, empty_box })
    }

    pub(crate) fn font(&self) -> Font {
        self.font.clone()
    }

    /// How wide a text is on one line, in ems.
    pub(crate) fn width(&self, text: &str) -> f32 {
        self.glyphs(text).iter().map(|glyph| glyph.x_advance).sum()
    }

    /// What a text is drawn with. What the font lacks is drawn as [`GETA`], and copied as what it is.
    pub(crate) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let mut drawn = Vec::new();
        for (at, cluster) in clusters(text) {
            let range = at..at + cluster.len();
            let (glyph, width) = match self.look_up(cluster) {
                Some(glyph) => (glyph, glyph.width),
                None if cluster.starts_with(TICKED) => (self.glyphs[&'✓'], self.glyphs[&'□'].width),
                None => (self.glyphs[&GETA], self.glyphs[&GETA].width),
            };
            let offset = (width - glyph.width) / 2.0;
            drawn.push(KrillaGlyph::new(GlyphId::new(glyph.id), width, offset, 0.0, 0.0, range, None));
        }
        drawn
    }

    /// The characters of a text that the font lacks, with the selector of a 異体字.
    pub(crate) fn missing<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        clusters(text)
            .map(|(_, cluster)| cluster)
            .filter(|cluster| self.look_up(cluster).is_none() && !cluster.starts_with(TICKED))
    }

    /// The boxes that are to be drawn around the ticks of a text: as `empty_box`, from the beginning of the text.
    pub(crate) fn boxes(&self, text: &str) -> Vec<(f32, f32, f32, f32)> {
        let drawn = !self.glyphs.contains_key(&TICKED);
        let (left, top, width, height) = self.empty_box;
        let ticks = text.match_indices(TICKED).filter(|_| drawn);
        ticks.map(|(at, _)| (self.width(&text[..at]) + left, top, width, height)).collect()
    }

    fn look_up(&self, cluster: &str) -> Option<Glyph> {
        let mut chars = cluster.chars();
        let base = chars.next()?;
        match chars.next() {
            None => self.glyphs.get(&base).copied().filter(|_| !base.is_control()),
            Some(selector) => self.variants.get(&(base, selector)).copied(),
        }
    }

    /// The lines of a text, none wider than `width` (in ems): broken between Japanese characters but not within words
    /// or before 、。 and their like, unless nothing else is possible. An empty text is one empty line.
    pub(crate) fn wrap(&self, text: &str, width: f32) -> Vec<String> {
        text.split('\n').flat_map(|line| self.wrap_line(line, width)).collect()
    }

    fn wrap_line(&self, text: &str, width: f32) -> Vec<String> {
        let pieces: Vec<&str> = clusters(text).map(|(_, cluster)| cluster).collect();
        let (mut lines, mut start) = (Vec::new(), 0);
        while start < pieces.len() {
            let mut end = start;
            let mut filled = 0.0;
            while let Some(piece) = pieces.get(end) {
                filled += self.width(piece);
                if filled > width && end > start {
                    break;
                }
                end += 1;
            }
            if end < pieces.len() {
                let found =
                    |fits: fn(&str, &str) -> bool| (start + 1..=end).rev().find(|&at| fits(pieces[at - 1], pieces[at]));
                end = found(may_break).or_else(|| found(may_break_word)).unwrap_or(end);
            }
            lines.push(pieces[start..end].concat().trim_end().to_owned());
            start = end;
            while pieces.get(start).is_some_and(|piece| [" ", "　"].contains(piece)) {
                start += 1;
            }
        }
        if lines.is_empty() { vec![String::new()] } else { lines }
    }
}

/// The characters of a text, each with the selector behind it, and where they begin.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, c) = chars.next()?;
        let selector = chars.next_if(|(_, next)| matches!(next, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'));
        let end = selector.map_or(at + c.len_utf8(), |(at, selector)| at + selector.len_utf8());
        Some((at, &text[at..end]))
    })
}

fn may_break(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (before.chars().next(), after.chars().next()) else { return true };
    // Letters and digits of the Latin script, and what holds addresses and numbers of them together.
    let word = |c: char| c.is_ascii_graphic() || ('\u{c0}'..='\u{24f}').contains(&c);
    !(NOT_LAST.contains(before) || NOT_FIRST.contains(after) || (word(before) && word(after)))
}

/// Where a word that is wider than a line ends best: an e-mail address after its signs.
fn may_break_word(before: &str, after: &str) -> bool {
    [".", "-", "_", "@", "/"].contains(&before) && !NOT_FIRST.contains(after)
}

#[cfg(test)]
mod tests;
