//! What one socket may do in a time. No clock: `now` is an argument.

use crate::clock::{MINUTE, Millis, SECOND};
use std::collections::VecDeque;

/// Most frames in a second.
const FRAMES: usize = 50;
/// Most refusals in a minute.
const REFUSALS: usize = 20;

/// A sliding window: at most so many in such a time.
#[derive(Debug)]
struct Window {
    most: usize,
    length: Millis,
    moments: VecDeque<Millis>,
}

impl Window {
    fn new(most: usize, length: Millis) -> Self {
        Self { most, length, moments: VecDeque::with_capacity(most) }
    }

    /// Counts one; whether it is still within the limit.
    fn count(&mut self, now: Millis) -> bool {
        while self.moments.front().is_some_and(|first| first + self.length <= now) {
            self.moments.pop_front();
        }
        let within = self.moments.len() < self.most;
        if within {
            self.moments.push_back(now);
        }
        within
    }
}

/// The limits of one socket.
#[derive(Debug)]
pub(super) struct Limits {
    frames: Window,
    refusals: Window,
}

impl Limits {
    /// Nothing has happened yet.
    pub(super) fn new() -> Self {
        Self { frames: Window::new(FRAMES, SECOND), refusals: Window::new(REFUSALS, MINUTE) }
    }

    /// Counts a frame; `false` when there are too many.
    pub(super) fn frame(&mut self, now: Millis) -> bool {
        self.frames.count(now)
    }

    /// Counts a refusal; `false` when there are too many.
    pub(super) fn refusal(&mut self, now: Millis) -> bool {
        self.refusals.count(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_frames_a_second_pass_and_no_more() {
        let mut limits = Limits::new();
        assert!((0..50).all(|n| limits.frame(n)));
        assert!(!limits.frame(999), "the fifty-first within a second");
        assert!(limits.frame(1_000), "the first one is a second old");
        assert!(!limits.frame(1_000), "the second one is not");
    }

    #[test]
    fn twenty_refusals_a_minute_pass_and_no_more() {
        let mut limits = Limits::new();
        assert!((0..20).all(|_| limits.refusal(0)));
        assert!(!limits.refusal(59_999));
        assert!(limits.refusal(60_000));
    }
}
