//! One device's place. It outlives its socket for a while, so that a dropped line comes back to the same numbers.

use super::{Act, Output};
use crate::access::BoothCaller;
use crate::clock::Millis;
use crate::device::Standing;
use crate::mailbox::SocketId;
use crate::turns::Turns;
use protocol::device::{DeviceMessage, DeviceOrder};
use protocol::id::InstanceId;

/// Longest version that a device may state, in bytes.
const VERSION_MAX: usize = 120;

/// What a device says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hello {
    /// Which start of its program.
    pub instance: InstanceId,
    /// The program's version.
    pub version: String,
    /// The browser's version.
    pub browser: Option<String>,
}

impl Hello {
    /// Unless a version is longer than any has to be.
    pub fn new(instance: InstanceId, version: String, browser: Option<String>) -> Option<Self> {
        let fits = version.len() <= VERSION_MAX && browser.as_ref().is_none_or(|browser| browser.len() <= VERSION_MAX);
        fits.then_some(Self { instance, version, browser })
    }
}

/// A second socket of another start of the program, until it is known whether the first one is still there.
#[derive(Debug)]
pub(super) struct Challenger {
    pub(super) socket: SocketId,
    pub(super) booth: BoothCaller,
    pub(super) hello: Hello,
    /// Of the ping that the first one has to answer.
    pub(super) number: u64,
    pub(super) until: Millis,
}

/// One device's place.
#[derive(Debug)]
pub(super) struct Seat {
    pub(super) booth: BoothCaller,
    pub(super) hello: Hello,
    pub(super) socket: Option<SocketId>,
    /// When the last frame came.
    pub(super) heard_at: Millis,
    /// When the socket went.
    pub(super) left_at: Option<Millis>,
    /// Its frames.
    pub(super) turns: Turns<DeviceMessage, DeviceOrder>,
    /// What it was told over this socket.
    pub(super) told: Option<Standing>,
    pub(super) challenger: Option<Challenger>,
}

impl Seat {
    pub(super) const fn new(socket: SocketId, booth: BoothCaller, hello: Hello, now: Millis) -> Self {
        Self {
            booth,
            hello,
            socket: Some(socket),
            heard_at: now,
            left_at: None,
            turns: Turns::new(),
            told: None,
            challenger: None,
        }
    }

    /// A new line; numbers go on if it is the same start of the program.
    pub(super) fn take_up(&mut self, socket: SocketId, booth: BoothCaller, hello: Hello, now: Millis) {
        if self.hello.instance != hello.instance {
            self.turns = Turns::new();
        }
        (self.booth, self.hello) = (booth, hello);
        (self.socket, self.heard_at, self.left_at, self.told) = (Some(socket), now, None, None);
    }

    /// The line is gone.
    pub(super) const fn leave(&mut self, now: Millis) {
        self.socket = None;
        self.left_at = Some(now);
    }

    /// Starts on the frame whose turn it is.
    pub(super) fn next(&mut self) -> Option<Output> {
        let (id, message) = self.turns.next()?;
        let (booth, instance) = (self.booth.clone(), self.hello.instance.clone());
        Some(Output::Act(Box::new(Act { booth, instance, id, message })))
    }
}
