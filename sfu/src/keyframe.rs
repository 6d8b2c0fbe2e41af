//! When a source is asked for a keyframe (PLI, RFC 4585).

use std::time::{Duration, Instant};

/// A slot that waits asks again after this long. A first PLI goes unanswered now and then; asking again here
/// brought the picture back after 100 ms instead of 360 ms.
pub const RETRY: Duration = Duration::from_millis(150);
/// Receivers that lose packets ask often; the source, whose keyframes everybody pays for, hears of it this often.
const FROM_RECEIVERS: Duration = Duration::from_millis(500);

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A slot shows nothing before it comes.
    SlotWaits,
    /// A receiver lost part of the picture.
    ReceiverAsks,
}

/// One source's memory of when it was asked.
#[derive(Debug, Default)]
pub struct Throttle {
    asked: Option<Instant>,
}

impl Throttle {
    /// Whether to ask now.
    pub fn ask(&mut self, need: Need, now: Instant) -> bool {
        let pause = match need {
            Need::SlotWaits => RETRY,
            Need::ReceiverAsks => FROM_RECEIVERS,
        };
        let due = self.asked.is_none_or(|at| now.saturating_duration_since(at) >= pause);
        if due {
            self.asked = Some(now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_receivers_make_one_request() {
        let start = Instant::now();
        let mut throttle = Throttle::default();
        let asked = |throttle: &mut Throttle, need, ms| throttle.ask(need, start + Duration::from_millis(ms));
        assert!(asked(&mut throttle, Need::ReceiverAsks, 0));
        assert!(!asked(&mut throttle, Need::ReceiverAsks, 400));
        assert!(asked(&mut throttle, Need::SlotWaits, 400), "a waiting slot may ask sooner");
        assert!(!asked(&mut throttle, Need::SlotWaits, 500));
        assert!(asked(&mut throttle, Need::SlotWaits, 550));
    }
}
