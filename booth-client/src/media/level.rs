//! How loud a sound is.

/// What silence is said to be, in dBFS.
const SILENCE_DB: f64 = -120.0;

/// The level over everything heard.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Level {
    samples: u64,
    square_sum: f64,
}

impl Level {
    /// Hears samples between −1 and 1.
    pub(crate) fn hear(&mut self, block: &[f32]) {
        self.samples += block.len() as u64;
        self.square_sum += block.iter().map(|s| f64::from(*s).powi(2)).sum::<f64>();
    }

    /// Root mean square in dB below full scale; `None` when nothing was heard. A full sine has −3.
    pub(crate) fn dbfs(&self) -> Option<f64> {
        if self.samples == 0 {
            return None;
        }
        let power = self.square_sum / self.samples as f64;
        Some((10.0 * power.log10()).max(SILENCE_DB))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_below_full_scale() {
        let level = |block: &[f32]| {
            let mut level = Level::default();
            level.hear(block);
            level.dbfs()
        };
        assert_eq!(level(&[]), None);
        assert_eq!(level(&[0.0; 10]), Some(SILENCE_DB));
        assert_eq!(level(&[1.0, -1.0]), Some(0.0));
        let tenth = level(&[0.1, -0.1]).expect("heard");
        assert!((tenth + 20.0).abs() < 0.001, "{tenth}");
    }
}
