//! 個人番号 (My Number): this product neither asks for nor keeps one, so a free text that holds one is stopped. Where it
//! stands is told, never which it is.
//!
//! **A number as it is written.** Digits in any dress (1, １, 一, ①, 〇) stand in *groups*; groups are joined by marks
//! (`1234-5678-9018`, ・, の), more loosely by spaces (`１２３４　５６７８　９０１８`), most loosely by what divides lists (、 , /
//! and line breaks). Words, and a full stop with a space, end everything. Groups that together have exactly twelve digits
//! are looked at
//!
//! - where they are one group, whatever stands beside it;
//! - else where they are no part of a longer number: what joins a further group to them is looser than, or another than,
//!   what joins them inside, or that group belongs to a number of its own. The twelve digits of `1234 5678 9018 3456` are
//!   a part of sixteen; those of `093-582-3311 1234 5678 9018` and `0935823311 1234 5678 9018` are not;
//! - and where no part of them is a telephone number: `093-582-3311 12`.
//!
//! So thirteen digits in a row hold none (a 法人番号, however it is cut), and neither do eleven (a telephone). One in ten
//! of all other numbers with twelve digits has a valid check digit, hence whoever wrote it may say that it is none.

use crate::{telephone, width};
use protocol::private::Private;
use std::cmp::Ordering;
use std::ops::Range;

/// How many digits one has.
const LENGTH: usize = 12;
/// Groups of more digits than this stand for themselves.
const PIECE: usize = 4;

/// The last digit of the number that begins with eleven digits, each 0 to 9
/// (行政手続における特定の個人を識別するための番号の利用等に関する法律の規定による通知カード及び個人番号カード並びに情報提供
/// ネットワークシステムによる特定個人情報の提供等に関する省令 第5条).
pub fn check_digit(eleven: &[u8; 11]) -> u8 {
    let weighted = eleven.iter().rev().zip((2..=7).chain(2..=6)).map(|(digit, weight)| u32::from(*digit) * weight);
    match weighted.sum::<u32>() % 11 {
        0 | 1 => 0,
        rest => u8::try_from(11 - rest).expect("2 to 9"),
    }
}

/// Where a text holds one, as ranges of bytes, in order.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let groups = groups(text);
    let mut found = vec![];
    let mut first = 0;
    while first < groups.len() {
        match twelve(&groups[first..]).map(|count| first..first + count) {
            Some(window) if stands_alone(&groups, &window) && !holds_telephone(text, &groups[window.clone()]) => {
                let span = groups[window.start].span.start..groups[window.end - 1].span.end;
                if is_valid(&text[span.clone()]) {
                    found.push(span);
                    first = window.end;
                    continue;
                }
            }
            _ => {}
        }
        first += 1;
    }
    found
}

/// Whether a text holds one.
pub fn is_in(text: &str) -> bool {
    !find(text).is_empty()
}

/// Digits without anything between them.
struct Group {
    span: Range<usize>,
    count: usize,
    /// What joins it to the group before it, if anything does.
    joint: Option<char>,
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![];
    let mut gap = Gap::Broken;
    let mut was_ringed = false;
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace() || !width::invisible(*c)) {
        let end = at + c.len_utf8();
        let is_ringed = matches!(c, '①'..='⑨' | '⓪');
        // ① before other digits is a place in a list.
        if digit(c).is_some() && std::mem::replace(&mut was_ringed, is_ringed) != is_ringed {
            gap = Gap::Broken;
        }
        match (digit(c), groups.last_mut()) {
            (Some(_), Some(group)) if gap == Gap::None => {
                group.count += 1;
                group.span.end = end;
            }
            (Some(_), _) => {
                groups.push(Group { span: at..end, count: 1, joint: gap.joint() });
                gap = Gap::None;
            }
            (None, _) => gap = gap.with(c),
        }
    }
    groups
}

/// How many of the first groups have twelve digits together.
fn twelve(groups: &[Group]) -> Option<usize> {
    let joined = groups.iter().enumerate().take_while(|(at, group)| *at == 0 || group.joint.is_some());
    let mut digits = 0;
    for (at, group) in joined {
        digits += group.count;
        if digits >= LENGTH {
            return (digits == LENGTH).then_some(at + 1);
        }
    }
    None
}

/// Whether these groups are no part of a longer number.
fn stands_alone(groups: &[Group], window: &Range<usize>) -> bool {
    let own = &groups[window.clone()];
    let Some(loosest) = loosest(own) else { return true };
    let in_pieces = own.iter().all(|group| group.count <= PIECE);
    // `beyond`: what joins that group to the one behind it.
    let apart = |joint: char, beside: &Group, beyond: Option<char>| match looseness(joint).cmp(&loosest) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => {
            let is_other = own[1..].iter().all(|group| group.joint != Some(joint));
            let is_whole = in_pieces && beside.count > PIECE;
            is_other || is_whole || beyond.is_some_and(|beyond| looseness(beyond) < loosest)
        }
    };
    let before = own[0].joint.is_none_or(|joint| {
        let beside = &groups[window.start - 1];
        apart(joint, beside, beside.joint)
    });
    before
        && groups.get(window.end).is_none_or(|beside| {
            let beyond = groups.get(window.end + 1).and_then(|group| group.joint);
            beside.joint.is_none_or(|joint| apart(joint, beside, beyond))
        })
}

/// Whether a telephone number stands in it, with something joined more loosely.
fn holds_telephone(text: &str, own: &[Group]) -> bool {
    let Some(loosest) = loosest(own) else { return false };
    let mut parts = own.chunk_by(|_, next| next.joint.is_some_and(|joint| looseness(joint) < loosest));
    parts.any(|part| {
        let span = part[0].span.start..part[part.len() - 1].span.end;
        telephone::normalise(&text[span]).is_some()
    })
}

/// How loosely groups are joined where they are joined most loosely; `None`: they are one.
fn loosest(groups: &[Group]) -> Option<u8> {
    groups[1..].iter().filter_map(|group| group.joint).map(looseness).max()
}

const fn looseness(joint: char) -> u8 {
    match joint {
        '\n' | ',' | '、' | '､' | '/' | ';' | '。' | '｡' => 2,
        ' ' => 1,
        _ => 0,
    }
}

fn is_valid(text: &str) -> bool {
    let mut written = text.chars().filter_map(digit);
    let digits = Private::new(std::array::from_fn::<u8, LENGTH, _>(|_| written.next().expect("twelve digits")));
    let (eleven, last) = digits.reveal().split_first_chunk::<11>().expect("twelve digits");
    last == [check_digit(eleven)]
}

/// What stood since the last digit.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    /// Nothing.
    None,
    /// What may join: its kind, its last character, and how often it changed.
    Joint { kind: char, last: char, steps: u8 },
    /// What ends a number, or no digit at all.
    Broken,
}

impl Gap {
    fn with(self, c: char) -> Self {
        let Some(c) = separator(c) else { return Self::Broken };
        match self {
            Self::None => Self::Joint { kind: c, last: c, steps: 1 },
            Self::Joint { last, .. } if last == c => self,
            Self::Joint { last: '.' | '。', .. } if c.is_whitespace() => Self::Broken,
            Self::Joint { steps: 3.., .. } | Self::Broken => Self::Broken,
            Self::Joint { kind, steps, .. } => {
                let kind = if kind.is_whitespace() && (c == '\n' || !c.is_whitespace()) { c } else { kind };
                Self::Joint { kind, last: c, steps: steps + 1 }
            }
        }
    }

    const fn joint(self) -> Option<char> {
        match self {
            Self::Joint { kind, .. } => Some(kind),
            Self::None | Self::Broken => None,
        }
    }
}

/// A digit in any of the forms people have: 1, １, 一, ①.
fn digit(c: char) -> Option<u8> {
    let digit = width::narrow(c).to_digit(10).or_else(|| match c {
        '①'..='⑨' => Some(u32::from(c) - u32::from('①') + 1),
        '⓪' | '零' | '○' | '◯' => Some(0),
        kanji => "〇一二三四五六七八九".chars().position(|k| k == kanji).map(|d| d as u32),
    });
    digit.map(|d| d as u8)
}

/// What people set between digits, in one form of each kind.
fn separator(c: char) -> Option<char> {
    match width::narrow(c) {
        hyphen if width::is_hyphen(hyphen) => Some('-'),
        'の' | 'ノ' | 'ﾉ' => Some('の'),
        '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        space if space.is_whitespace() => Some(' '),
        other => (!other.is_alphanumeric()).then_some(other),
    }
}

#[cfg(test)]
mod tests;
