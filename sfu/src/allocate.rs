//! Which simulcast layer a receiver gets. For now one fixed rule: the better one, as long as it comes.

use std::time::{Duration, Instant};

/// A layer that has not come for this long is taken for switched off by its sender.
const STALE: Duration = Duration::from_millis(700);

/// One of two encodings of a picture, by its rid (`l`, `h`). A stream without a rid is `Low`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Rid `l`, or none.
    Low,
    /// Rid `h`.
    High,
}

/// When each layer of one source was heard last.
#[derive(Debug, Default)]
pub struct Layers {
    high: Option<Instant>,
}

impl Layers {
    /// A packet of `layer` came.
    pub fn heard(&mut self, layer: Layer, now: Instant) {
        if layer == Layer::High {
            self.high = Some(now);
        }
    }

    /// The layer to show.
    pub fn best(&self, now: Instant) -> Layer {
        let fresh = self.high.is_some_and(|at| now.saturating_duration_since(at) < STALE);
        if fresh { Layer::High } else { Layer::Low }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_layer_is_shown_as_long_as_it_comes() {
        let start = Instant::now();
        let mut layers = Layers::default();
        layers.heard(Layer::Low, start);
        assert_eq!(layers.best(start), Layer::Low);
        layers.heard(Layer::High, start);
        assert_eq!(layers.best(start), Layer::High);
        assert_eq!(layers.best(start + STALE), Layer::Low);
    }
}
