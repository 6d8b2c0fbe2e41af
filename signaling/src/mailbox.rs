//! How the rest of the server speaks to something that lives alone, in a task of its own, and how it speaks to its
//! sockets: inputs go into a mailbox, words go out over a line per socket.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio::sync::mpsc;

/// How many inputs may wait before those who bring them have to.
const SIZE: usize = 1024;

/// One WebSocket of one mailbox, counted from the server's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SocketId(pub u64);

/// The end of a session's line that words are put into. A session that does not keep up loses its line.
pub type Line<W> = mpsc::Sender<W>;

/// What lies in a mailbox.
#[derive(Debug)]
pub(crate) enum Mail<I, W> {
    /// An input.
    Input(Box<I>),
    /// A new socket.
    Attach(SocketId, Line<W>),
}

/// The slot of a mailbox.
#[derive(Debug)]
pub struct Handle<I, W> {
    sender: mpsc::Sender<Mail<I, W>>,
    mailbox: Mutex<Option<mpsc::Receiver<Mail<I, W>>>>,
    sockets: AtomicU64,
}

impl<I, W> Handle<I, W> {
    /// Nobody empties it yet; what is told waits.
    pub fn new() -> Self {
        let (sender, mailbox) = mpsc::channel(SIZE);
        Self { sender, mailbox: Mutex::new(Some(mailbox)), sockets: AtomicU64::new(1) }
    }

    /// Tells something. Returns when it is in the mailbox.
    pub async fn tell(&self, input: I) {
        let _ = self.sender.send(Mail::Input(Box::new(input))).await;
    }

    /// A number for a new socket, whose words from now on go into `line`.
    pub async fn attach(&self, line: Line<W>) -> SocketId {
        let socket = SocketId(self.sockets.fetch_add(1, Ordering::Relaxed));
        let _ = self.sender.send(Mail::Attach(socket, line)).await;
        socket
    }

    /// The mailbox, for the one who empties it; the first call gets it.
    pub(crate) fn take(&self) -> Option<mpsc::Receiver<Mail<I, W>>> {
        self.mailbox.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<I, W> Default for Handle<I, W> {
    fn default() -> Self {
        Self::new()
    }
}

/// The lines of the sockets that are open.
#[derive(Debug)]
pub(crate) struct Lines<W>(HashMap<SocketId, Line<W>>);

impl<W> Lines<W> {
    pub(crate) fn new() -> Self {
        Self(HashMap::new())
    }

    pub(crate) fn attach(&mut self, socket: SocketId, line: Line<W>) {
        self.0.insert(socket, line);
    }

    pub(crate) fn detach(&mut self, socket: SocketId) {
        self.0.remove(&socket);
    }

    /// Says a word; a line that is full is taken away, which ends its session.
    pub(crate) fn say(&mut self, socket: SocketId, word: W) {
        if self.0.get(&socket).is_some_and(|line| line.try_send(word).is_err()) {
            self.0.remove(&socket);
        }
    }

    /// Says the last word.
    pub(crate) fn close(&mut self, socket: SocketId, word: W) {
        if let Some(line) = self.0.remove(&socket) {
            let _ = line.try_send(word);
        }
    }
}
