//! How often the page failed lately, and what follows from it: at first it is back at once, then later and later, and at
//! last a page that says so stands there while the booth goes on trying.

use std::time::{Duration, Instant};

/// A page that stood this long has not failed lately.
const STEADY: Duration = Duration::from_secs(60);
/// After so many failures in a row somebody is told.
const MANY: u32 = 5;
/// How long they are told before the next try.
const TOLD: Duration = Duration::from_secs(60);
/// The wait after the second failure; it doubles from there.
const WAIT: Duration = Duration::from_millis(500);
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);

#[derive(Debug, Default)]
pub(super) struct Failures {
    /// In a row.
    count: u32,
    launch_at: Option<Instant>,
    told_until: Option<Instant>,
}

impl Failures {
    /// One more.
    pub(super) fn count(&mut self, now: Instant) {
        self.count += 1;
        let wait = match self.count {
            1 => Duration::ZERO,
            more => (WAIT * 2_u32.pow((more - 2).min(8))).min(LONGEST),
        };
        self.launch_at = Some(now + wait);
        // A failure of the page that tells them must not put off the next try for ever.
        if self.count >= MANY && !self.given_up(now) {
            self.told_until = Some(now + wait + TOLD);
        }
    }

    /// The page has been up since `since`.
    pub(super) fn steady(&mut self, since: Instant, now: Instant) {
        if since + STEADY <= now {
            *self = Self::default();
        }
    }

    /// Whether a browser may be started.
    pub(super) fn may_launch(&self, now: Instant) -> bool {
        self.launch_at.is_none_or(|at| at <= now)
    }

    /// Whether to say that the page fails, instead of trying it again.
    pub(super) fn given_up(&self, now: Instant) -> bool {
        self.told_until.is_some_and(|until| now < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn the_first_failure_costs_no_wait_and_the_next_ones_more_and_more() {
        let now = clock::now();
        let mut failures = Failures::default();
        let waits: Vec<u128> = (0..10)
            .map(|_| {
                failures.count(now);
                failures.launch_at.map_or(0, |at| (at - now).as_millis())
            })
            .collect();
        assert_eq!(waits, [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    }

    #[test]
    fn after_five_it_is_said_for_a_minute_and_then_tried_again() {
        let now = clock::now();
        let mut failures = Failures::default();
        for _ in 0..4 {
            failures.count(now);
        }
        assert!(!failures.given_up(now));
        failures.count(now);
        assert!(failures.given_up(now));
        let later = now + TOLD + Duration::from_secs(4);
        assert!(!failures.given_up(later));
        failures.count(later);
        assert!(failures.given_up(later), "one more failure is enough");
    }

    #[test]
    fn a_steady_page_is_forgiven() {
        let now = clock::now();
        let mut failures = Failures::default();
        for _ in 0..3 {
            failures.count(now);
        }
        failures.steady(now, now + Duration::from_secs(59));
        assert!(!failures.may_launch(now));
        failures.steady(now, now + STEADY);
        assert!(failures.may_launch(now));
    }
}
