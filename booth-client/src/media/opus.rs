//! Opus (RFC 6716): 48 kHz, one channel, 20 ms a packet, with in-band error correction.

use anyhow::{Context, Result};

/// Samples a second.
pub(crate) const RATE: u32 = 48_000;
/// Samples in one packet of 20 ms.
pub(crate) const BLOCK: usize = 960;
/// The longest packet that Opus allows is 120 ms.
const LONGEST: usize = 5_760;

/// Blocks in, packets out.
pub(crate) struct Encoder(::opus::Encoder);

impl Encoder {
    pub(crate) fn new() -> Result<Self> {
        let mut encoder = ::opus::Encoder::new(RATE, ::opus::Channels::Mono, ::opus::Application::Voip)
            .context("the Opus encoder does not start")?;
        encoder.set_inband_fec(true).context("the Opus encoder refuses error correction")?;
        Ok(Self(encoder))
    }

    /// One packet out of [`BLOCK`] samples.
    pub(crate) fn encode(&mut self, block: &[f32]) -> Result<Vec<u8>> {
        self.0.encode_vec_float(block, 1_275).context("a block was not encoded")
    }
}

/// Packets in, samples out.
pub(crate) struct Decoder {
    opus: ::opus::Decoder,
    samples: Vec<f32>,
}

impl Decoder {
    pub(crate) fn new() -> Result<Self> {
        let opus = ::opus::Decoder::new(RATE, ::opus::Channels::Mono).context("the Opus decoder does not start")?;
        Ok(Self { opus, samples: vec![0.0; LONGEST] })
    }

    /// The packet's samples.
    pub(crate) fn decode(&mut self, packet: &[u8]) -> Result<&[f32]> {
        let n = self.opus.decode_float(packet, &mut self.samples, false).context("a packet was not decoded")?;
        Ok(&self.samples[..n])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{level::Level, tone};

    #[test]
    fn a_tone_keeps_its_pitch_and_level() {
        let (mut encoder, mut decoder) = (Encoder::new().expect("opus"), Decoder::new().expect("opus"));
        let (mut tone, mut pitch, mut level) =
            (tone::Tone::new(tone::BOOTH_HZ), tone::Pitch::default(), Level::default());
        let mut block = [0.0; BLOCK];
        for _ in 0..50 {
            tone.fill(&mut block);
            let packet = encoder.encode(&block).expect("encodes");
            let heard = decoder.decode(&packet).expect("decodes");
            assert_eq!(heard.len(), BLOCK);
            pitch.hear(heard);
            level.hear(heard);
        }
        let (hertz, dbfs) = (pitch.hertz().expect("a tone"), level.dbfs().expect("a sound"));
        assert!((hertz - 440.0).abs() < 3.0, "{hertz} Hz");
        assert!((-16.0..-11.0).contains(&dbfs), "{dbfs} dBFS");
    }

    #[test]
    fn what_is_not_opus_is_an_error() {
        assert!(Decoder::new().expect("opus").decode(&[0xff; 3]).is_err());
    }
}
