//! Whether the page is there (pure): it is asked where it is, its picture is looked at, and a page that went astray is
//! brought back. Times are given.

use crate::terminal::Fault;
use std::time::{Duration, Instant};

/// How often the page is asked.
const ASK: Duration = Duration::from_millis(500);
/// How often its picture is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// How soon after one that was empty.
const LOOK_AGAIN: Duration = Duration::from_millis(400);
/// So many empty pictures in a row are a fault; one may be a page that is just being drawn.
const EMPTY: u32 = 2;
/// How soon a page that went astray is brought back again, if it did not come.
const BACK: Duration = Duration::from_secs(1);
/// A page that was brought back so often without coming is a fault.
const ASTRAY: u32 = 5;

/// What the page is seen to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// Ours, and drawn.
    Ready,
    /// Ours, and not drawn yet.
    Loading,
    /// Another page, or an error page of the browser's.
    Astray,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Ask the page what it is.
    Ask,
    /// Take its picture.
    Look,
    /// Bring it back.
    Bring,
    /// Say that it is up.
    SayUp,
    /// Say that it failed; nothing follows.
    SayFailed(Fault),
}

/// One page, from its first answer on.
#[derive(Debug)]
pub(super) struct Watch {
    /// How long it may be silent.
    patience: Duration,
    up: bool,
    failed: bool,
    asked_at: Option<Instant>,
    ask_at: Instant,
    look_at: Instant,
    empty: u32,
    brought_at: Option<Instant>,
    astray: u32,
}

impl Watch {
    pub(super) fn new(now: Instant, patience: Duration) -> Self {
        Self {
            patience,
            up: false,
            failed: false,
            asked_at: None,
            ask_at: now,
            look_at: now + LOOK,
            empty: 0,
            brought_at: None,
            astray: 0,
        }
    }

    pub(super) fn tick(&mut self, now: Instant) -> Vec<Deed> {
        let mut deeds = Vec::new();
        if self.failed {
            return deeds;
        }
        match self.asked_at {
            // Until it was up once, the terminal's own limit holds: the first page may be slow.
            Some(since) if self.up && since + self.patience <= now => return self.fail(Fault::Hung),
            Some(_) => {}
            None if self.ask_at <= now => {
                self.asked_at = Some(now);
                deeds.push(Deed::Ask);
            }
            None => {}
        }
        if self.up && self.look_at <= now {
            self.look_at = now + LOOK;
            deeds.push(Deed::Look);
        }
        deeds
    }

    /// The page answered.
    pub(super) fn answered(&mut self, now: Instant, seen: Seen) -> Vec<Deed> {
        self.asked_at = None;
        // A page that is coming up is looked for more often, so that it is back as soon as it is.
        self.ask_at = now + if self.up { ASK } else { ASK / 10 };
        if self.failed {
            return Vec::new();
        }
        match seen {
            Seen::Astray => self.stray(now),
            Seen::Loading => Vec::new(),
            Seen::Ready => {
                (self.brought_at, self.astray) = (None, 0);
                if self.up {
                    return Vec::new();
                }
                self.up = true;
                vec![Deed::SayUp]
            }
        }
    }

    /// The page went elsewhere.
    pub(super) fn stray(&mut self, now: Instant) -> Vec<Deed> {
        if self.failed || self.brought_at.is_some_and(|at| now < at + BACK) {
            return Vec::new();
        }
        self.brought_at = Some(now);
        self.astray += 1;
        if self.astray > ASTRAY { self.fail(Fault::Gone) } else { vec![Deed::Bring] }
    }

    /// A picture was taken.
    pub(super) fn looked(&mut self, now: Instant, empty: bool) -> Vec<Deed> {
        self.empty = if empty { self.empty + 1 } else { 0 };
        if empty {
            self.look_at = self.look_at.min(now + LOOK_AGAIN);
        }
        if self.empty >= EMPTY && !self.failed { self.fail(Fault::Black) } else { Vec::new() }
    }

    /// Its process crashed.
    pub(super) fn crashed(&mut self) -> Vec<Deed> {
        if self.failed { Vec::new() } else { self.fail(Fault::Gone) }
    }

    fn fail(&mut self, fault: Fault) -> Vec<Deed> {
        self.failed = true;
        vec![Deed::SayFailed(fault)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    const PATIENCE: Duration = Duration::from_millis(1_500);

    fn up() -> (Instant, Watch) {
        let now = clock::now();
        let mut watch = Watch::new(now, PATIENCE);
        assert_eq!(watch.tick(now), [Deed::Ask]);
        assert_eq!(watch.answered(now, Seen::Loading), []);
        assert_eq!(watch.tick(now + ASK), [Deed::Ask]);
        assert_eq!(watch.answered(now + ASK, Seen::Ready), [Deed::SayUp]);
        (now + ASK, watch)
    }

    #[test]
    fn a_page_that_answers_is_up_once_and_is_asked_again() {
        let (now, mut watch) = up();
        assert!(watch.tick(now + ASK).contains(&Deed::Ask));
        assert_eq!(watch.answered(now + ASK, Seen::Ready), []);
    }

    #[test]
    fn a_page_that_is_silent_is_hung_and_this_is_said_once() {
        let (now, mut watch) = up();
        watch.tick(now + ASK);
        let still = watch.tick(now + ASK + PATIENCE - Duration::from_millis(1));
        assert!(!still.contains(&Deed::SayFailed(Fault::Hung)), "{still:?}");
        assert_eq!(watch.tick(now + ASK + PATIENCE), [Deed::SayFailed(Fault::Hung)]);
        assert_eq!(watch.tick(now + ASK + PATIENCE * 2), []);
        assert_eq!(watch.answered(now + ASK + PATIENCE * 2, Seen::Ready), [], "it is too late");
    }

    #[test]
    fn a_page_that_never_answered_is_not_called_hung() {
        let now = clock::now();
        let mut watch = Watch::new(now, PATIENCE);
        watch.tick(now);
        assert_eq!(watch.tick(now + PATIENCE * 4), []);
    }

    #[test]
    fn a_page_astray_is_brought_back_and_one_that_does_not_come_is_a_fault() {
        let (mut now, mut watch) = up();
        assert_eq!(watch.stray(now), [Deed::Bring]);
        assert_eq!(watch.answered(now, Seen::Astray), [], "it is on its way");
        watch.answered(now, Seen::Ready);
        for _ in 0..ASTRAY {
            now += BACK;
            assert_eq!(watch.answered(now, Seen::Astray), [Deed::Bring]);
        }
        assert_eq!(watch.answered(now + BACK, Seen::Astray), [Deed::SayFailed(Fault::Gone)]);
    }

    #[test]
    fn two_empty_pictures_are_a_fault_and_one_is_not() {
        let (now, mut watch) = up();
        assert!(watch.tick(now + LOOK).contains(&Deed::Look));
        assert_eq!(watch.looked(now + LOOK, true), []);
        assert_eq!(watch.looked(now + LOOK, false), []);
        assert_eq!(watch.looked(now + LOOK, true), []);
        assert_eq!(watch.looked(now + LOOK, true), [Deed::SayFailed(Fault::Black)]);
    }

    #[test]
    fn after_an_empty_picture_the_next_look_is_sooner() {
        let (now, mut watch) = up();
        watch.tick(now + LOOK);
        watch.looked(now + LOOK, true);
        assert!(watch.tick(now + LOOK + LOOK_AGAIN).contains(&Deed::Look));
        watch.looked(now + LOOK + LOOK_AGAIN, false);
        assert!(!watch.tick(now + LOOK + LOOK_AGAIN * 2).contains(&Deed::Look));
    }

    #[test]
    fn a_crash_is_said_once() {
        let (_, mut watch) = up();
        assert_eq!(watch.crashed(), [Deed::SayFailed(Fault::Gone)]);
        assert_eq!(watch.crashed(), []);
    }
}
