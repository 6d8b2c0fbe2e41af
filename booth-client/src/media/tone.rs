//! The test tone, and what pitch a received sound has.

use super::opus::RATE;

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

/// Finds the pitch of a sound that is one tone, by its rising zero crossings.
#[derive(Debug, Default)]
pub(crate) struct Pitch {
    samples: u64,
    last: f32,
    first_crossing: Option<f64>,
    last_crossing: f64,
    crossings: u64,
}

impl Pitch {
    /// Hears the next samples.
    pub(crate) fn hear(&mut self, block: &[f32]) {
        for &sample in block {
            if self.last < 0.0 && sample >= 0.0 {
                let between = f64::from(self.last / (self.last - sample));
                self.last_crossing = self.samples as f64 - 1.0 + between;
                match self.first_crossing {
                    None => self.first_crossing = Some(self.last_crossing),
                    Some(_) => self.crossings += 1,
                }
            }
            self.last = sample;
            self.samples += 1;
        }
    }

    /// Crossings a second, in hertz; `None` for less than 100 of them.
    pub(crate) fn hertz(&self) -> Option<f64> {
        let first = self.first_crossing?;
        (self.crossings >= 100).then(|| self.crossings as f64 * f64::from(RATE) / (self.last_crossing - first))
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
    fn silence_has_none() {
        let mut pitch = Pitch::default();
        pitch.hear(&[0.0; 48_000]);
        assert_eq!(pitch.hertz(), None);
    }
}
