//! Drives many callers from one thread.

use crate::caller::Caller;
use anyhow::{Result, bail};
use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Token};
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

/// Callers under one poll.
pub(crate) struct Fleet {
    callers: Vec<Caller>,
    poll: Poll,
    events: Events,
}

impl Fleet {
    /// Takes callers over.
    pub(crate) fn new(callers: Vec<Caller>) -> Result<Self> {
        let poll = Poll::new()?;
        for (index, caller) in callers.iter().enumerate() {
            let fd = caller.socket.as_raw_fd();
            poll.registry().register(&mut SourceFd(&fd), Token(index), Interest::READABLE)?;
        }
        Ok(Self { callers, poll, events: Events::with_capacity(1024) })
    }

    /// Runs until every caller is connected and has received something.
    pub(crate) fn connect(&mut self, patience: Duration) -> Result<()> {
        let deadline = Instant::now() + patience;
        while !self.callers.iter().all(|c| c.connected() && c.seen.packets > 0) {
            if Instant::now() > deadline {
                let missing = self.callers.iter().filter(|c| c.seen.packets == 0).count();
                bail!("{missing} of {} callers received nothing in {patience:?}", self.callers.len());
            }
            self.turn(Duration::from_millis(5))?;
        }
        Ok(())
    }

    /// Runs for a while and tells what was received meanwhile: packets, and transit times in order.
    pub(crate) fn run(&mut self, period: Duration) -> Result<(u64, Vec<Duration>)> {
        for caller in &mut self.callers {
            caller.seen = Default::default();
        }
        let end = Instant::now() + period;
        while Instant::now() < end {
            self.turn(Duration::from_millis(5))?;
        }
        let packets = self.callers.iter().map(|c| c.seen.packets).sum();
        let mut transits: Vec<Duration> = self.callers.iter().flat_map(|c| c.seen.transits.iter().copied()).collect();
        transits.sort_unstable();
        Ok((packets, transits))
    }

    fn turn(&mut self, most: Duration) -> Result<()> {
        let now = Instant::now();
        for caller in self.callers.iter_mut().filter(|c| c.next() <= now) {
            caller.tick(now)?;
        }
        let next = self.callers.iter().map(Caller::next).min().unwrap_or(now);
        let wait = next.saturating_duration_since(Instant::now()).min(most);
        self.poll.poll(&mut self.events, Some(wait))?;
        let mut bytes = [0; 2048];
        for event in &self.events {
            self.callers[event.token().0].receive(&mut bytes)?;
        }
        Ok(())
    }
}
