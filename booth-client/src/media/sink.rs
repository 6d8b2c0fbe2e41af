//! What the booth sees and hears: decodes every slot, reads time codes, measures sound.

use super::assemble::{Assembled, Assembler, Piece};
use super::level::Level;
use super::opus;
use super::timecode::TimeCode;
use super::tone::Pitch;
use super::vp8;
use anyhow::Result;
use bytes::Bytes;
use rtc::rtp::codec::vp8::Vp8Packet;
use rtc::rtp::packetizer::Depacketizer;
use std::collections::BTreeMap;

/// One slot's pictures.
struct Screen {
    assembler: Assembler,
    decoder: vp8::Decoder,
}

/// One slot's sound.
struct Speaker {
    decoder: opus::Decoder,
    level: Level,
    pitch: Pitch,
}

/// Decodes and measures.
#[derive(Default)]
pub(crate) struct Sink {
    screens: BTreeMap<usize, Screen>,
    speakers: BTreeMap<usize, Speaker>,
    seen: Seen,
}

/// What was seen and heard.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Pictures decoded.
    pub(crate) frames: u64,
    /// Pictures whose time code was read.
    pub(crate) codes: u64,
    /// Pictures without a readable time code.
    pub(crate) code_errors: u64,
    /// How old each picture was when it was decoded, in milliseconds.
    pub(crate) ages_ms: Vec<i32>,
    /// The loudest slot's level.
    pub(crate) level_db: Option<f64>,
    /// Its pitch, if it is a tone.
    pub(crate) pitch_hz: Option<f64>,
    /// Receive slots that carried pictures.
    pub(crate) video_slots: Vec<usize>,
    /// Receive slots that carried sound.
    pub(crate) audio_slots: Vec<usize>,
}

impl Sink {
    /// Takes a packet of a picture slot at `now_ms` (milliseconds since 1970). Answers whether a keyframe is needed.
    pub(crate) fn picture(
        &mut self,
        slot: usize,
        sequence: u16,
        marker: bool,
        payload: &Bytes,
        now_ms: u64,
    ) -> Result<bool> {
        let mut descriptor = Vp8Packet::default();
        let Ok(data) = descriptor.depacketize(payload) else { return Ok(false) };
        let piece = Piece { sequence, start: descriptor.s == 1 && descriptor.pid == 0, end: marker, data };
        if let std::collections::btree_map::Entry::Vacant(free) = self.screens.entry(slot) {
            free.insert(Screen { assembler: Assembler::default(), decoder: vp8::Decoder::new()? });
        }
        let screen = self.screens.get_mut(&slot).expect("it was made just now");
        let mut needs_keyframe = false;
        for assembled in screen.assembler.push(piece) {
            match assembled {
                Assembled::Lost => needs_keyframe = true,
                Assembled::Frame(frame) => match screen.decoder.decode(&frame) {
                    Ok(Some(picture)) => {
                        self.seen.frames += 1;
                        match TimeCode::read(&picture) {
                            Ok(code) => {
                                self.seen.codes += 1;
                                self.seen.ages_ms.push(code.age_ms(now_ms));
                            }
                            Err(_) => self.seen.code_errors += 1,
                        }
                    }
                    Ok(None) => {}
                    Err(_) => needs_keyframe = true,
                },
            }
        }
        Ok(needs_keyframe)
    }

    /// Takes a packet of a sound slot.
    pub(crate) fn sound(&mut self, slot: usize, packet: &[u8]) -> Result<()> {
        if let std::collections::btree_map::Entry::Vacant(free) = self.speakers.entry(slot) {
            let decoder = opus::Decoder::new()?;
            free.insert(Speaker { decoder, level: Level::default(), pitch: Pitch::default() });
        }
        let speaker = self.speakers.get_mut(&slot).expect("it was made just now");
        let samples = speaker.decoder.decode(packet)?;
        speaker.level.hear(samples);
        speaker.pitch.hear(samples);
        Ok(())
    }

    /// Pictures decoded so far.
    pub(crate) fn frames(&self) -> u64 {
        self.seen.frames
    }

    /// What was seen and heard up to now.
    pub(crate) fn seen(&self) -> Seen {
        let loudest = self
            .speakers
            .values()
            .filter_map(|speaker| Some((speaker.level.dbfs()?, speaker)))
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        Seen {
            level_db: loudest.map(|(dbfs, _)| dbfs),
            pitch_hz: loudest.and_then(|(_, speaker)| speaker.pitch.hertz()),
            video_slots: self.screens.keys().copied().collect(),
            audio_slots: self.speakers.keys().copied().collect(),
            ..self.seen.clone()
        }
    }
}

#[cfg(all(test, feature = "vpx"))]
mod tests {
    use super::*;
    use crate::media::picture::Picture;
    use crate::media::tone::Tone;

    /// One packet for a whole frame: a VP8 descriptor that says "start of partition 0", then the frame.
    fn packet(frame: &[u8]) -> Bytes {
        [&[0x10], frame].concat().into()
    }

    #[test]
    fn pictures_are_counted_and_dated() {
        let mut encoder = vp8::Encoder::new(320, 180, 25, 600).expect("an encoder");
        let mut sink = Sink::default();
        for n in 0..10 {
            let now = 5_000_000 + n * 40;
            let mut picture = Picture::bars(320, 180, n);
            if n != 9 {
                TimeCode::new(now, 4).paint(&mut picture);
            }
            for frame in encoder.encode(&picture, n == 0).expect("encodes") {
                let wants = sink.picture(2, n as u16, true, &packet(&frame.data), now + 70).expect("takes it");
                assert!(!wants);
            }
        }
        let seen = sink.seen();
        assert_eq!((seen.frames, seen.codes, seen.code_errors), (10, 9, 1));
        assert_eq!(seen.ages_ms, [70; 9]);
        assert_eq!(seen.video_slots, [2]);
    }

    #[test]
    fn a_broken_frame_asks_for_a_keyframe() {
        let mut sink = Sink::default();
        assert!(sink.picture(0, 1, true, &packet(&[0, 0xff, 0xff]), 0).expect("takes it"));
        assert_eq!(sink.frames(), 0);
    }

    #[test]
    fn the_loudest_slot_is_reported() {
        let (mut sink, mut encoder) = (Sink::default(), opus::Encoder::new().expect("opus"));
        let mut tone = Tone::new(660.0);
        let mut block = [0.0; opus::BLOCK];
        for _ in 0..50 {
            tone.fill(&mut block);
            sink.sound(1, &encoder.encode(&block).expect("encodes")).expect("hears");
        }
        let silence = opus::Encoder::new().and_then(|mut e| e.encode(&[0.0; opus::BLOCK])).expect("encodes");
        sink.sound(0, &silence).expect("hears");
        let seen = sink.seen();
        assert_eq!(seen.audio_slots, [0, 1]);
        assert!(seen.level_db.is_some_and(|db| db > -16.0));
        assert!(seen.pitch_hz.is_some_and(|hz| (hz - 660.0).abs() < 3.0));
    }
}
