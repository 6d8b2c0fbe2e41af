//! The time code painted into a test picture, so that the far end can say how old a picture is and whether it arrived
//! whole. Every test of the house paints and reads the same one.
//!
//! Across the top of the picture lie 32 cells of equal width; the strip's height is 1/9 of the picture's. A cell is
//! white (1) or black (0):
//!
//! ```text
//! cells  0–23   milliseconds since 1970 mod 2^24, least significant bit first
//! cells 24–27   the sender's number, 0–15, least significant bit first
//! cells 28–31   CRC-4 over the 28 bits before, in order: polynomial x^4 + x + 1, initial value 0
//! ```
//!
//! A reader samples the middle of each cell. A luma between 80 and 170 makes the code unreadable: it is neither black
//! nor white.

use super::picture::Picture;

const CELLS: usize = 32;
const DATA: usize = 28;
/// Milliseconds count in this circle, about four hours and forty minutes.
const CIRCLE: u32 = 1 << 24;

/// What a picture says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimeCode {
    /// Milliseconds since 1970 mod 2^24.
    pub(crate) at: u32,
    /// 0–15.
    pub(crate) sender: u8,
}

/// Why a picture has no time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error("a cell is neither black nor white")]
    Grey,
    #[error("the cells do not fit their checksum")]
    Damaged,
}

impl TimeCode {
    /// The code for a moment, in milliseconds since 1970.
    pub(crate) fn new(now_ms: u64, sender: u8) -> Self {
        let at = u32::try_from(now_ms % u64::from(CIRCLE)).expect("less than 2^24");
        Self { at, sender: sender & 15 }
    }

    /// How long before `now_ms` (milliseconds since 1970) it was painted; at most half the circle, negative when the
    /// sender's clock is ahead.
    pub(crate) fn age_ms(self, now_ms: u64) -> i32 {
        let now = Self::new(now_ms, 0).at;
        let ahead = (now + CIRCLE - self.at) % CIRCLE;
        let ahead = i32::try_from(ahead).expect("less than 2^24");
        if ahead < 1 << 23 { ahead } else { ahead - (1 << 24) }
    }

    fn bits(self) -> u32 {
        let data = self.at | u32::from(self.sender) << 24;
        data | crc4(data) << DATA
    }

    fn from_bits(bits: u32) -> Result<Self, Unreadable> {
        let data = bits & ((1 << DATA) - 1);
        if crc4(data) != bits >> DATA {
            return Err(Unreadable::Damaged);
        }
        Ok(Self { at: data & (CIRCLE - 1), sender: (data >> 24) as u8 })
    }

    /// Paints the strip.
    pub(crate) fn paint(self, picture: &mut Picture) {
        let (width, strip) = (picture.width, picture.height / 9);
        let bits = self.bits();
        for y in 0..strip {
            for x in 0..width {
                let white = bits >> (x * CELLS / width) & 1 == 1;
                picture.set_grey(x, y, if white { 235 } else { 16 });
            }
        }
    }

    /// Reads the strip.
    pub(crate) fn read(picture: &Picture) -> Result<Self, Unreadable> {
        let y = picture.height / 18;
        let mut bits = 0;
        for cell in 0..CELLS {
            let x = (2 * cell + 1) * picture.width / (2 * CELLS);
            match picture.luma(x, y) {
                80..=170 => return Err(Unreadable::Grey),
                luma => bits |= u32::from(luma > 170) << cell,
            }
        }
        Self::from_bits(bits)
    }
}

/// Feeds the 28 data bits, least significant first.
fn crc4(data: u32) -> u32 {
    (0..DATA).fold(0, |crc, i| {
        let feedback = (crc >> 3 ^ data >> i) & 1;
        ((crc << 1) & 0xf) ^ (feedback * 0b0011)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_369_000_123;

    fn painted(code: TimeCode) -> Picture {
        let mut picture = Picture::grey(640, 360);
        code.paint(&mut picture);
        picture
    }

    #[test]
    fn what_is_painted_is_read() {
        for (now, sender) in [(NOW, 0), (0, 15), (u64::from(CIRCLE) - 1, 7)] {
            let code = TimeCode::new(now, sender);
            assert_eq!(TimeCode::read(&painted(code)), Ok(code));
        }
    }

    #[test]
    fn any_single_wrong_cell_is_noticed() {
        let bits = TimeCode::new(NOW, 3).bits();
        for cell in 0..CELLS {
            assert_eq!(TimeCode::from_bits(bits ^ 1 << cell), Err(Unreadable::Damaged), "cell {cell}");
        }
    }

    #[test]
    fn a_picture_without_a_code_is_unreadable() {
        assert_eq!(TimeCode::read(&Picture::grey(320, 180)), Err(Unreadable::Grey));
    }

    #[test]
    fn age_survives_the_end_of_the_circle() {
        let end = u64::from(CIRCLE) * 7;
        assert_eq!(TimeCode::new(end - 40, 0).age_ms(end + 60), 100);
        assert_eq!(TimeCode::new(end + 5, 0).age_ms(end - 5), -10);
    }

    /// A fixed pair, so that readers in other languages can be checked against this one.
    #[test]
    fn the_known_answer() {
        assert_eq!(TimeCode::new(0x12_3456, 5).bits(), 0x_0512_3456 | crc4(0x0512_3456) << 28);
        assert_eq!(crc4(1), crc4_by_division(1));
        assert_eq!(crc4(0x0512_3456), crc4_by_division(0x0512_3456));
    }

    /// Long division of the 28 bits (first bit fed is the highest power) times x^4 by x^4 + x + 1.
    fn crc4_by_division(data: u32) -> u32 {
        let mut rest: u64 = 0;
        for i in 0..DATA {
            rest |= u64::from(data >> i & 1) << (DATA - 1 - i + 4);
        }
        for power in (4..DATA + 4).rev() {
            if rest >> power & 1 == 1 {
                rest ^= 0b1_0011 << (power - 4);
            }
        }
        u32::try_from(rest).expect("four bits remain")
    }
}
