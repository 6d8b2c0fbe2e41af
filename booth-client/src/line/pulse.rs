//! The pulse of a line to the server: when it opens, greets, pings, and comes back. No I/O; times are given.

use std::time::{Duration, Instant};

/// How often the line is tried.
const PING: Duration = Duration::from_millis(protocol::signal::PING_MS);
/// After so many pings without an answer the line is opened anew.
const PONGS_MISSED: u32 = 2;
/// The wait after the first failure; it doubles.
const RETRY_FIRST: Duration = Duration::from_millis(500);
/// The longest wait.
const RETRY_LONGEST: Duration = Duration::from_secs(8);

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beat {
    /// Open a new socket; the old one is of no use.
    Open,
    /// Send a ping.
    Ping,
}

#[derive(Debug)]
enum Socket {
    /// Down; to be opened at this time.
    Down {
        retry_at: Instant,
    },
    Opening,
    /// Open, `hello` said.
    Greeting {
        since: Instant,
    },
    Up {
        ping_at: Instant,
        pongs_due: u32,
    },
    /// The server does not want this booth any more: stays down.
    Shut,
}

/// A line's pulse.
#[derive(Debug)]
pub(crate) struct Pulse {
    socket: Socket,
    backoff: Duration,
    spread: Duration,
}

impl Pulse {
    /// Opens at once. `spread` is added to every wait before a retry, so that the booths of a city do not all come back in
    /// the same moment; draw it anew for each line.
    pub(crate) fn new(now: Instant, spread: Duration) -> Self {
        Self { socket: Socket::Down { retry_at: now }, backoff: RETRY_FIRST, spread }
    }

    /// When to be given the time at the latest.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        match self.socket {
            Socket::Down { retry_at } => Some(retry_at),
            Socket::Greeting { since } => Some(since + PING * PONGS_MISSED),
            Socket::Up { ping_at, .. } => Some(ping_at),
            Socket::Opening | Socket::Shut => None,
        }
    }

    /// Time passed.
    pub(crate) fn tick(&mut self, now: Instant) -> Option<Beat> {
        match &mut self.socket {
            Socket::Down { retry_at } if *retry_at <= now => {}
            Socket::Greeting { since } if *since + PING * PONGS_MISSED <= now => {}
            Socket::Up { ping_at, pongs_due } if *ping_at <= now => {
                if *pongs_due < PONGS_MISSED {
                    *pongs_due += 1;
                    *ping_at = now + PING;
                    return Some(Beat::Ping);
                }
            }
            _ => return None,
        }
        self.socket = Socket::Opening;
        Some(Beat::Open)
    }

    /// The socket is open, and `hello` is said.
    pub(crate) fn opened(&mut self, now: Instant) {
        self.socket = Socket::Greeting { since: now };
    }

    /// The socket closed, or did not open.
    pub(crate) fn closed(&mut self, now: Instant) {
        if !matches!(self.socket, Socket::Shut) {
            self.socket = Socket::Down { retry_at: now + self.backoff + self.spread };
            self.backoff = (self.backoff * 2).min(RETRY_LONGEST);
        }
    }

    /// The server answered `hello`.
    pub(crate) fn welcomed(&mut self, now: Instant) {
        self.socket = Socket::Up { ping_at: now + PING, pongs_due: 0 };
        self.backoff = RETRY_FIRST;
    }

    /// The server answered a ping.
    pub(crate) fn ponged(&mut self) {
        if let Socket::Up { pongs_due, .. } = &mut self.socket {
            *pongs_due = 0;
        }
    }

    /// Never again.
    pub(crate) fn shut(&mut self) {
        self.socket = Socket::Shut;
    }

    /// Whether something may be said.
    pub(crate) fn is_up(&self) -> bool {
        matches!(self.socket, Socket::Up { .. })
    }

    /// Whether the answer to `hello` is waited for.
    pub(crate) fn is_greeting(&self) -> bool {
        matches!(self.socket, Socket::Greeting { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    /// Waits until the pulse wants to be woken.
    fn sleep(now: &mut Instant, pulse: &mut Pulse) -> Option<Beat> {
        *now = pulse.wake_at().expect("it waits for something");
        pulse.tick(*now)
    }

    #[test]
    fn two_missed_pongs_open_a_new_socket() {
        let mut now = clock::now();
        let mut pulse = Pulse::new(now, Duration::ZERO);
        assert_eq!(sleep(&mut now, &mut pulse), Some(Beat::Open));
        pulse.opened(now);
        assert!(pulse.is_greeting());
        pulse.welcomed(now);
        assert!(pulse.is_up());
        assert_eq!(sleep(&mut now, &mut pulse), Some(Beat::Ping));
        pulse.ponged();
        assert_eq!(sleep(&mut now, &mut pulse), Some(Beat::Ping));
        assert_eq!(sleep(&mut now, &mut pulse), Some(Beat::Ping));
        assert_eq!(sleep(&mut now, &mut pulse), Some(Beat::Open));
        assert_eq!(pulse.wake_at(), None, "the rim is at it");
    }

    #[test]
    fn a_greeting_that_has_no_answer_is_tried_on_another_socket() {
        let mut now = clock::now();
        let mut pulse = Pulse::new(now, Duration::ZERO);
        sleep(&mut now, &mut pulse);
        pulse.opened(now);
        assert_eq!(sleep(&mut now, &mut pulse), Some(Beat::Open));
    }

    #[test]
    fn a_server_that_is_down_is_asked_less_and_less_often() {
        let mut now = clock::now();
        let mut pulse = Pulse::new(now, Duration::from_millis(70));
        let waits: Vec<u128> = (0..7)
            .map(|_| {
                assert_eq!(sleep(&mut now, &mut pulse), Some(Beat::Open));
                pulse.closed(now);
                (pulse.wake_at().expect("it retries") - now).as_millis()
            })
            .collect();
        assert_eq!(waits, [570, 1_070, 2_070, 4_070, 8_070, 8_070, 8_070]);
    }

    #[test]
    fn a_line_that_was_shut_stays_so() {
        let now = clock::now();
        let mut pulse = Pulse::new(now, Duration::ZERO);
        pulse.shut();
        pulse.closed(now);
        assert_eq!(pulse.wake_at(), None);
    }
}
