//! How often something may happen. No clock: `now` is an argument.

use std::time::{Duration, Instant};

/// So many at once, and then as many each second.
#[derive(Debug)]
pub(super) struct Pace {
    most: u32,
    /// When the bucket was, or will be, full.
    full_at: Option<Instant>,
}

impl Pace {
    /// `most` at once, and `most` a second.
    pub(super) const fn a_second(most: u32) -> Self {
        Self { most, full_at: None }
    }

    /// Counts one; whether it is still within the pace.
    pub(super) fn allows(&mut self, now: Instant) -> bool {
        let one = Duration::from_secs(1) / self.most;
        let full_at = self.full_at.filter(|at| *at > now).unwrap_or(now) + one;
        let within = full_at <= now + Duration::from_secs(1);
        if within {
            self.full_at = Some(full_at);
        }
        within
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn ten_a_second_pass_and_no_more() {
        let (mut pace, start) = (Pace::a_second(10), clock::now());
        assert_eq!((0..30).filter(|_| pace.allows(start)).count(), 10);
        assert!(!pace.allows(start + Duration::from_millis(99)));
        assert!(pace.allows(start + Duration::from_millis(100)));
        assert_eq!((0..30).filter(|_| pace.allows(start + Duration::from_secs(60))).count(), 10, "no saving up");
    }
}
