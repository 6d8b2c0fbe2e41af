//! Whether a microphone hears, and whether it hears the loudspeaker: a chirp is played and looked for in what is
//! recorded, by normalised correlation.

use super::{Taken, bad, good};
use crate::media::Level;
use protocol::device::{Lamp, Note, Part};
use std::f32::consts::{PI, TAU};
use std::time::Duration;

/// Samples a second. The chirp has nothing above 4 kHz.
pub(crate) const RATE: u32 = 16_000;
/// Samples of the chirp: a quarter of a second.
const CHIRP: usize = 4_000;
/// Its first and last pitch, in hertz. Small loudspeakers play all of it.
const PITCH: (f32, f32) = (500.0, 4_000.0);
/// Below this a microphone is off, in dBFS: a real one in a quiet room has −70 to −50.
const SILENT_DB: f64 = -85.0;
/// From this likeness on it is the chirp. Noise has about 0.06, a chirp in a room 0.4 and more.
const LIKENESS: f32 = 0.25;

/// A pitch that rises, quiet at both ends.
pub(crate) fn chirp() -> Vec<f32> {
    let length = CHIRP as f32 / RATE as f32;
    (0..CHIRP)
        .map(|n| {
            let t = n as f32 / RATE as f32;
            let phase = TAU * (PITCH.0 * t + (PITCH.1 - PITCH.0) * t * t / (2.0 * length));
            let window = (PI * n as f32 / CHIRP as f32).sin().powi(2);
            0.5 * window * phase.sin()
        })
        .collect()
}

/// Judges what a microphone recorded.
pub(crate) fn judge(taken: &Taken<Vec<f32>>) -> Lamp {
    let samples = match taken {
        Taken::Absent => return bad(Part::Microphone, Note::Absent),
        Taken::Busy => return bad(Part::Microphone, Note::Busy),
        Taken::Data(samples) => samples,
    };
    let mut level = Level::default();
    level.hear(samples);
    if level.dbfs().is_some_and(|db| db > SILENT_DB) {
        good(Part::Microphone)
    } else {
        bad(Part::Microphone, Note::Silent)
    }
}

/// Judges whether the chirp came back.
pub(crate) const fn judge_loop(echo: Option<Duration>) -> Lamp {
    match echo {
        Some(_) => good(Part::Speaker),
        None => bad(Part::Speaker, Note::NotHeard),
    }
}

/// Where in a recording the chirp begins, if it is in it.
pub(crate) fn find_chirp(recording: &[f32]) -> Option<Duration> {
    let chirp = chirp();
    let own = chirp.iter().map(|s| s * s).sum::<f32>().sqrt();
    let (at, likeness) = recording
        .windows(chirp.len())
        .enumerate()
        .map(|(at, heard)| {
            let (mut both, mut energy) = (0.0, 0.0);
            for (a, b) in heard.iter().zip(&chirp) {
                both += a * b;
                energy += a * a;
            }
            let likeness = if energy > 0.0 { (both / (energy.sqrt() * own)).abs() } else { 0.0 };
            (at, likeness)
        })
        .max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (likeness >= LIKENESS).then(|| Duration::from_secs_f64(at as f64 / f64::from(RATE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise from a small linear generator, between −`loud` and `loud`.
    fn noise(length: usize, loud: f32) -> Vec<f32> {
        let mut state = 12_345_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 * 2.0 - 1.0
        };
        (0..length).map(|_| next() * loud).collect()
    }

    #[test]
    fn a_quiet_room_is_heard_and_a_muted_microphone_is_not() {
        assert_eq!(judge(&Taken::Data(noise(1_000, 0.001))), good(Part::Microphone));
        assert_eq!(judge(&Taken::Data(vec![0.0; 1_000])), bad(Part::Microphone, Note::Silent));
        assert_eq!(judge(&Taken::Data(vec![])), bad(Part::Microphone, Note::Silent));
        assert_eq!(judge(&Taken::Absent), bad(Part::Microphone, Note::Absent));
        assert_eq!(judge(&Taken::Busy), bad(Part::Microphone, Note::Busy));
    }

    #[test]
    fn a_chirp_is_found_where_it_is_though_it_is_quiet_and_noisy() {
        let mut recording = noise(12_000, 0.02);
        for (sample, chirp) in recording[3_200..].iter_mut().zip(chirp()) {
            *sample -= chirp * 0.05;
        }
        let at = find_chirp(&recording).expect("it is in it");
        assert!(at.abs_diff(Duration::from_millis(200)) < Duration::from_millis(1), "{at:?}");
    }

    #[test]
    fn noise_a_tone_and_silence_are_no_chirp() {
        let tone: Vec<f32> = (0..12_000).map(|n| (n as f32 * 0.2).sin()).collect();
        for recording in [noise(12_000, 0.5), tone, vec![0.0; 12_000], vec![0.5; 100]] {
            assert_eq!(find_chirp(&recording), None);
        }
        assert_eq!(judge_loop(None), bad(Part::Speaker, Note::NotHeard));
    }
}
