//! Data channels: which there are, how much may come in on each (PROTOCOL.md §5), and what waits to go out.

use bytes::Bytes;
use protocol::problem::Code;
use protocol::relay::{BULK_MAX, PANEL_MAX};
use std::collections::VecDeque;
use std::time::Instant;

/// A channel, known by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Ends in the SFU.
    Control,
    /// Reliable and ordered.
    Panel,
    /// Lossy: only the latest matters.
    Pointer,
    /// Reliable, for files; comes last.
    Bulk,
}

impl Label {
    /// In the order in which waiting messages go out.
    pub const ALL: [Self; 4] = [Self::Control, Self::Panel, Self::Pointer, Self::Bulk];

    /// From the name that the client gave.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "control" => Self::Control,
            "panel" => Self::Panel,
            "pointer" => Self::Pointer,
            "bulk" => Self::Bulk,
            _ => return None,
        })
    }

    const fn index(self) -> usize {
        self as usize
    }

    /// Largest message in bytes; how much a second, in messages or, for `bulk`, in bytes.
    const fn limit(self) -> (usize, f64) {
        match self {
            Self::Control => (4 * 1024, 20.0),
            Self::Panel => (PANEL_MAX, 50.0),
            Self::Pointer => (1024, 60.0),
            Self::Bulk => (BULK_MAX, 2.0 * 1024.0 * 1024.0),
        }
    }

    /// What may wait for a slow receiver, in bytes.
    const fn room(self) -> usize {
        match self {
            Self::Control => 64 * 1024,
            Self::Panel => 1 << 20,
            Self::Pointer => 4 * 1024,
            Self::Bulk => 1 << 20,
        }
    }
}

/// A bucket that fills steadily and holds one second's worth.
#[derive(Debug)]
pub struct TokenBucket {
    per_second: f64,
    tokens: f64,
    filled: Instant,
}

impl TokenBucket {
    /// A full one.
    pub const fn new(per_second: f64, now: Instant) -> Self {
        Self { per_second, tokens: per_second, filled: now }
    }

    /// Takes `cost` if it is there.
    pub fn take(&mut self, cost: f64, now: Instant) -> bool {
        let earned = now.saturating_duration_since(self.filled).as_secs_f64() * self.per_second;
        self.tokens = (self.tokens + earned).min(self.per_second);
        self.filled = now;
        let there = self.tokens >= cost;
        if there {
            self.tokens -= cost;
        }
        there
    }
}

/// What one client may send, and how often it is told that it sent too much.
#[derive(Debug)]
pub struct Meters {
    buckets: [TokenBucket; 4],
    refusals: TokenBucket,
}

impl Meters {
    /// Nothing spent yet.
    pub fn new(now: Instant) -> Self {
        Self {
            buckets: Label::ALL.map(|label| TokenBucket::new(label.limit().1, now)),
            refusals: TokenBucket::new(10.0, now),
        }
    }

    /// Lets a message of `size` bytes in, or says why not.
    pub fn admit(&mut self, label: Label, size: usize, now: Instant) -> Result<(), Code> {
        if size > label.limit().0 {
            return Err(Code::TooLarge);
        }
        let cost = if label == Label::Bulk { size as f64 } else { 1.0 };
        if self.buckets[label.index()].take(cost, now) { Ok(()) } else { Err(Code::TooMany) }
    }

    /// Whether the client may be told of another refusal: a flood is not answered message by message.
    pub fn may_tell(&mut self, now: Instant) -> bool {
        self.refusals.take(1.0, now)
    }
}

/// A message on its way out. Cheap to clone, since a relayed one goes to several receivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Binary or text.
    pub binary: bool,
    /// What.
    pub data: Bytes,
}

/// The receiver is too slow; the message was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too much is waiting for this receiver")]
pub struct Backlog;

/// What waits for one client, bounded per channel.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: [VecDeque<Message>; 4],
    bytes: [usize; 4],
}

impl Outbox {
    /// Queues a message. A pointer pushes older pointers out, any other is refused when its room is full.
    pub fn push(&mut self, label: Label, message: Message) -> Result<(), Backlog> {
        let i = label.index();
        while self.bytes[i] + message.data.len() > label.room() && !self.waiting[i].is_empty() {
            if label != Label::Pointer {
                return Err(Backlog);
            }
            self.pop(label);
        }
        self.bytes[i] += message.data.len();
        self.waiting[i].push_back(message);
        Ok(())
    }

    /// The next message of a channel.
    pub fn front(&self, label: Label) -> Option<&Message> {
        self.waiting[label.index()].front()
    }

    /// Takes the next message of a channel.
    pub fn pop(&mut self, label: Label) -> Option<Message> {
        let message = self.waiting[label.index()].pop_front()?;
        self.bytes[label.index()] -= message.data.len();
        Some(message)
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.iter().all(VecDeque::is_empty)
    }

    /// Forgets what waits on a channel that has closed.
    pub fn clear(&mut self, label: Label) {
        self.waiting[label.index()].clear();
        self.bytes[label.index()] = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn message(size: usize) -> Message {
        Message { binary: true, data: Bytes::from(vec![0; size]) }
    }

    #[test]
    fn a_bucket_allows_a_second_at_once_and_then_its_rate() {
        let start = Instant::now();
        let mut meters = Meters::new(start);
        let passed = (0..100).filter(|_| meters.admit(Label::Pointer, 10, start).is_ok()).count();
        assert_eq!(passed, 60);
        let later = start + Duration::from_millis(500);
        let passed = (0..100).filter(|_| meters.admit(Label::Pointer, 10, later).is_ok()).count();
        assert_eq!(passed, 30);
    }

    #[test]
    fn bulk_is_counted_in_bytes_and_size_is_checked_first() {
        let now = Instant::now();
        let mut meters = Meters::new(now);
        let passed = (0..100).take_while(|_| meters.admit(Label::Bulk, BULK_MAX, now).is_ok()).count();
        assert_eq!(passed * BULK_MAX, 2 << 20);
        assert_eq!(meters.admit(Label::Bulk, BULK_MAX + 1, now), Err(Code::TooLarge));
        assert_eq!(meters.admit(Label::Panel, PANEL_MAX + 1, now), Err(Code::TooLarge));
    }

    #[test]
    fn a_slow_receiver_loses_old_pointers_and_is_refused_bulk() {
        let mut outbox = Outbox::default();
        for size in [1000, 1001, 1002, 1003, 1004] {
            assert_eq!(outbox.push(Label::Pointer, message(size)), Ok(()));
        }
        assert_eq!(outbox.front(Label::Pointer).map(|m| m.data.len()), Some(1001));
        let taken = (0..100).take_while(|_| outbox.push(Label::Bulk, message(BULK_MAX)).is_ok()).count();
        assert_eq!(taken, 16);
        assert_eq!(outbox.push(Label::Panel, message(10)), Ok(()));
    }
}
