//! Puts VP8 frames together from RTP packets that may come late, twice or never (RFC 7741).

use bytes::Bytes;
use std::collections::BTreeMap;

/// How many packets may wait for a missing one; at 1 Mbit/s about half a second.
const PATIENCE: usize = 64;

/// A keyframe is asked for again after this many pictures without one: half a second.
const ASK_AGAIN: u32 = 15;

/// One packet's part in a frame.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) sequence: u16,
    /// The first packet of a frame.
    pub(crate) start: bool,
    /// The last one (RTP marker).
    pub(crate) end: bool,
    pub(crate) data: Bytes,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Assembled {
    /// A whole frame that can be decoded.
    Frame(Vec<u8>),
    /// Packets are gone for good: nothing can be shown before the next keyframe, which should be asked for.
    Lost,
}

/// Waits for packets in order.
#[derive(Debug, Default)]
pub(crate) struct Assembler {
    waiting: BTreeMap<u64, Piece>,
    /// The next sequence number, extended beyond 16 bits.
    next: Option<u64>,
    needs_keyframe: bool,
    /// Pictures that were of no use since a keyframe was last asked for.
    useless: u32,
}

impl Assembler {
    /// Takes a packet, gives what is complete now, in order.
    pub(crate) fn push(&mut self, piece: Piece) -> Vec<Assembled> {
        let number = match self.next {
            None => {
                // Starting in the middle of a frame is of no use.
                self.needs_keyframe = true;
                if !piece.start {
                    return self.ask().into_iter().collect();
                }
                (1 << 16) | u64::from(piece.sequence)
            }
            Some(next) => extend(next, piece.sequence),
        };
        let next = *self.next.get_or_insert(number);
        if number < next {
            return Vec::new();
        }
        self.waiting.insert(number, piece);
        let mut out = self.complete();
        if self.waiting.len() > PATIENCE {
            self.skip();
            out.push(Assembled::Lost);
            out.extend(self.complete());
        }
        out
    }

    fn complete(&mut self) -> Vec<Assembled> {
        let mut out = Vec::new();
        while let Some(next) = self.next {
            let run = self.waiting.range(next..).zip(next..).take_while(|((number, _), expected)| *number == expected);
            let Some(((end, _), _)) = run.into_iter().find(|((_, piece), _)| piece.end) else { return out };
            let end = *end;
            let rest = self.waiting.split_off(&(end + 1));
            let pieces = std::mem::replace(&mut self.waiting, rest);
            self.next = Some(end + 1);
            out.extend(self.join(pieces.into_values()));
        }
        out
    }

    fn join(&mut self, pieces: impl Iterator<Item = Piece>) -> Option<Assembled> {
        let mut whole = Vec::new();
        for (i, piece) in pieces.enumerate() {
            if i == 0 && !piece.start {
                return None;
            }
            whole.extend_from_slice(&piece.data);
        }
        // The lowest bit of a VP8 frame says that it is not a keyframe (RFC 6386, 9.1).
        let keyframe = whole.first().is_some_and(|first| first & 1 == 0);
        if self.needs_keyframe && !keyframe {
            return self.ask();
        }
        self.needs_keyframe = false;
        self.useless = 0;
        (!whole.is_empty()).then_some(Assembled::Frame(whole))
    }

    /// Asks for a keyframe at the first picture that is of no use without one, and now and then after that: the one the
    /// sender began with may have come before the keys did.
    fn ask(&mut self) -> Option<Assembled> {
        let first = self.useless == 0;
        self.useless = (self.useless + 1) % ASK_AGAIN;
        first.then_some(Assembled::Lost)
    }

    /// Gives up what is missing: goes on at the first start that is there.
    fn skip(&mut self) {
        self.needs_keyframe = true;
        self.useless = 1;
        let incomplete = self.next;
        let later = |number: &u64| Some(*number) != incomplete;
        let start = self.waiting.iter().find(|(number, piece)| piece.start && later(number)).map(|(number, _)| *number);
        match start {
            Some(start) => self.waiting = self.waiting.split_off(&start),
            None => self.waiting.clear(),
        }
        self.next = start;
    }
}

/// The number nearest to `near` that ends in these 16 bits.
fn extend(near: u64, sequence: u16) -> u64 {
    let delta = sequence.wrapping_sub(near as u16) as i16;
    near.saturating_add_signed(i64::from(delta))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: u8 = 0;
    const DELTA: u8 = 1;

    fn piece(sequence: u16, start: bool, end: bool, first: u8) -> Piece {
        Piece { sequence, start, end, data: Bytes::from(vec![first, sequence as u8]) }
    }

    fn frame(sequence: u16, first: u8) -> Piece {
        piece(sequence, true, true, first)
    }

    fn run(pieces: impl IntoIterator<Item = Piece>) -> Vec<Assembled> {
        let mut assembler = Assembler::default();
        pieces.into_iter().flat_map(|piece| assembler.push(piece)).collect()
    }

    #[test]
    fn packets_out_of_order_and_twice_make_frames_in_order() {
        let out = run([
            piece(65_534, true, false, KEY),
            frame(0, DELTA),
            piece(65_535, false, true, 7),
            frame(0, DELTA),
            frame(1, DELTA),
        ]);
        let frames = [vec![KEY, 254, 7, 255], vec![DELTA, 0], vec![DELTA, 1]].map(Assembled::Frame);
        assert_eq!(out, frames);
    }

    #[test]
    fn nothing_is_shown_before_a_keyframe() {
        let out = run([piece(4, false, true, 9), frame(5, DELTA), frame(6, KEY), frame(7, DELTA)]);
        let shown = [vec![KEY, 6], vec![DELTA, 7]].map(Assembled::Frame);
        assert_eq!(out, [&[Assembled::Lost][..], &shown].concat());
    }

    #[test]
    fn a_keyframe_that_never_came_is_asked_for_again_but_not_with_every_picture() {
        let out = run((1..=2 * ASK_AGAIN as u16).map(|n| frame(n, DELTA)));
        assert_eq!(out, [Assembled::Lost, Assembled::Lost]);
    }

    #[test]
    fn a_packet_that_never_comes_is_given_up_and_a_keyframe_awaited() {
        let lost = 11;
        let deltas = (lost + 1..).take(PATIENCE + 1).map(|n| frame(n, DELTA));
        let key = lost + 2 + PATIENCE as u16;
        let out = run([frame(lost - 1, KEY)].into_iter().chain(deltas).chain([frame(key, KEY)]));
        let [first, lost @ .., last] = out.as_slice() else { panic!("{out:?}") };
        assert_eq!(first, &Assembled::Frame(vec![KEY, 10]));
        assert!(!lost.is_empty() && lost.iter().all(|l| *l == Assembled::Lost), "{lost:?}");
        assert_eq!(last, &Assembled::Frame(vec![KEY, key as u8]));
    }
}
