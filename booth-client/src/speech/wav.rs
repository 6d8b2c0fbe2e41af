//! Sound as a WAV file (RIFF, 16 bits, one channel). No I/O.

/// The head of a file as it is written here, in bytes.
const HEAD: u32 = 44;

/// One sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sound {
    /// Samples a second.
    rate: u32,
    /// 16 bits each, little end first.
    data: Vec<u8>,
}

impl Sound {
    /// Reads a file; none if it is no such file, or without sound. A program that writes into a pipe states a length that
    /// it did not know yet, so what is there counts.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        let mut rest = file.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WAVE")?;
        let mut rate = None;
        loop {
            let (name, after) = rest.split_at_checked(4)?;
            let (length, after) = after.split_first_chunk()?;
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            match name {
                b"fmt " => rate = Some(format(after)?),
                b"data" => {
                    let data = &after[..length.min(after.len()) & !1];
                    return (!data.is_empty()).then_some(Self { rate: rate?, data: data.to_vec() });
                }
                _ => {}
            }
            rest = after.get(length..)?;
        }
    }

    /// Plays another one after this. Both are of one voice, and so of one rate.
    pub(super) fn append(&mut self, mut other: Self) {
        self.data.append(&mut other.data);
    }

    /// The whole file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let length = u32::try_from(self.data.len()).expect("sounds are minutes long, not hours");
        let mut file = Vec::with_capacity(self.data.len() + HEAD as usize);
        file.extend_from_slice(b"RIFF");
        file.extend_from_slice(&(HEAD - 8 + length).to_le_bytes());
        file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
        file.extend_from_slice(&self.rate.to_le_bytes());
        file.extend_from_slice(&(self.rate * 2).to_le_bytes());
        file.extend_from_slice(b"\x02\0\x10\0data");
        file.extend_from_slice(&length.to_le_bytes());
        file.extend_from_slice(&self.data);
        file
    }
}

/// The rate, if it is plain samples of 16 bits on one channel.
fn format(chunk: &[u8]) -> Option<u32> {
    let chunk: &[u8; 16] = chunk.first_chunk()?;
    let plain = chunk[..4] == [1, 0, 1, 0] && chunk[14..] == [16, 0];
    plain.then(|| u32::from_le_bytes([chunk[4], chunk[5], chunk[6], chunk[7]]))
}

#[cfg(test)]
impl Sound {
    pub(super) fn samples(&self) -> Vec<f32> {
        self.data.as_chunks().0.iter().map(|sample| f32::from(i16::from_le_bytes(*sample)) / 32_768.0).collect()
    }

    pub(super) fn seconds(&self) -> f64 {
        self.data.len() as f64 / 2.0 / f64::from(self.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(data: &[u8]) -> Sound {
        Sound { rate: 16_000, data: data.to_vec() }
    }

    #[test]
    fn what_is_written_is_read_and_sounds_follow_each_other() {
        let mut both = sound(&[1, 2]);
        both.append(sound(&[3, 4]));
        let file = both.to_bytes();
        assert_eq!(file.len(), 48);
        assert_eq!(Sound::read(&file), Some(sound(&[1, 2, 3, 4])));
    }

    #[test]
    fn a_length_that_was_not_known_and_a_half_sample_do_no_harm() {
        let mut file = sound(&[1, 2, 3]).to_bytes();
        file[40..44].copy_from_slice(&[0, 0xf0, 0xff, 0x7f]);
        assert_eq!(Sound::read(&file), Some(sound(&[1, 2])));
    }

    #[test]
    fn other_chunks_are_passed_over() {
        let mut file = sound(&[1, 2]).to_bytes();
        file.splice(12..12, *b"LIST\x02\0\0\0ab");
        assert_eq!(Sound::read(&file), Some(sound(&[1, 2])));
    }

    #[test]
    fn whatever_else_is_no_sound() {
        let whole = sound(&[1, 2]).to_bytes();
        assert_eq!(Sound::read(&sound(&[]).to_bytes()), None, "nothing to hear");
        assert_eq!((0..46).find_map(|end| Sound::read(&whole[..end])), None, "cut off");
        for (at, other) in [(0, b'X'), (8, b'X'), (20, 3), (22, 2), (34, 8), (36, b'X')] {
            let mut file = whole.clone();
            file[at] = other;
            assert_eq!(Sound::read(&file), None, "{at}");
        }
    }
}
