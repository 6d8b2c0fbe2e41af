//! The test tone, and what pitch a received sound has.

use super::opus::RATE;
use std::collections::VecDeque;

/// The booth's own tone, in hertz.
pub(crate) const BOOTH_HZ: f32 = 440.0;
/// About −13 dBFS.
const AMPLITUDE: f32 = 0.3;

/// A sine that goes on without a click from block to block.
#[derive(Debug)]
pub(crate) struct Tone {
    phase: f32,
    step: f32,
}

impl Tone {
    pub(crate) fn new(hertz: f32) -> Self {
        Self { phase: 0.0, step: hertz / RATE as f32 }
    }

    /// Fills a block with the next samples.
    pub(crate) fn fill(&mut self, block: &mut [f32]) {
        for sample in block {
            *sample = (self.phase * std::f32::consts::TAU).sin() * AMPLITUDE;
            self.phase = (self.phase + self.step).fract();
        }
    }
}

/// Periods remembered: the last nine seconds of the booth's tone.
const PERIODS: usize = 4_096;
/// Fewer than these are no tone.
const ENOUGH: usize = 100;
/// A rise counts once the sound was this far below zero, so that noise makes none.
const DEPTH: f32 = 0.02;

/// Finds the pitch of a sound that is one tone, from the time between its rises through zero. A break or a click
/// spoils one period, which the middle of all of them does not see.
#[derive(Debug, Default)]
pub(crate) struct Pitch {
    samples: u64,
    last: f32,
    deep: bool,
    rise: Option<f64>,
    /// In samples.
    periods: VecDeque<f64>,
}

impl Pitch {
    /// Hears the next samples.
    pub(crate) fn hear(&mut self, block: &[f32]) {
        for &sample in block {
            self.deep |= sample < -DEPTH;
            if self.deep && self.last < 0.0 && sample >= 0.0 {
                self.deep = false;
                let rise = self.samples as f64 + f64::from(self.last / (self.last - sample));
                if let Some(before) = self.rise.replace(rise) {
                    self.periods.truncate(PERIODS - 1);
                    self.periods.push_front(rise - before);
                }
            }
            self.last = sample;
            self.samples += 1;
        }
    }

    /// The pitch in hertz: of the mean of those periods that are within a tenth of the middle one.
    pub(crate) fn hertz(&self) -> Option<f64> {
        let mut sorted: Vec<f64> = self.periods.iter().copied().collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let middle = *sorted.get(sorted.len() / 2)?;
        let alike: Vec<f64> = sorted.into_iter().filter(|p| (p - middle).abs() < middle / 10.0).collect();
        (alike.len() >= ENOUGH).then(|| f64::from(RATE) * alike.len() as f64 / alike.iter().sum::<f64>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_has_its_pitch() {
        for hertz in [440.0_f32, 1000.0] {
            let (mut tone, mut pitch) = (Tone::new(hertz), Pitch::default());
            let mut block = [0.0; 960];
            for _ in 0..50 {
                tone.fill(&mut block);
                pitch.hear(&block);
            }
            let heard = pitch.hertz().expect("a second of it");
            assert!((heard - f64::from(hertz)).abs() < 1.0, "{heard} for {hertz}");
        }
    }

    #[test]
    fn a_break_and_noise_before_it_do_not_change_the_pitch() {
        let (mut tone, mut pitch) = (Tone::new(440.0), Pitch::default());
        let noise: Vec<f32> = (0..960).map(|i| if i % 3 == 0 { 0.01 } else { -0.01 }).collect();
        let mut block = [0.0; 960];
        for n in 0..60 {
            tone.fill(&mut block);
            match n {
                0..10 => pitch.hear(&noise),
                30..40 => pitch.hear(&[0.0; 960]),
                _ => pitch.hear(&block),
            }
        }
        let heard = pitch.hertz().expect("a tone");
        assert!((heard - 440.0).abs() < 1.0, "{heard}");
    }

    #[test]
    fn silence_has_none() {
        let mut pitch = Pitch::default();
        pitch.hear(&[0.0; 48_000]);
        assert_eq!(pitch.hertz(), None);
    }
}
