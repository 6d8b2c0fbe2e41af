//! What is alive of the booths' own programs: which are connected, what they are to be told, and whether a key is in use
//! twice. No I/O and no clock: [`Terminals::handle`] takes an input and `now` and returns what is to be done.
//!
//! ```text
//! seat   one device's place: its socket, its numbered frames, who challenges it
//! task   runs it: sockets' ends, clock, operations (the only part with I/O)
//! ```
//!
//! A journey: a device says `hello`; if another start of its program still has a socket, that one is pinged first, and a
//! pong means that the key is in use twice. Otherwise the `hello` becomes [`Output::Greet`], which reads what the device
//! has to know; it comes back as [`Input::Standing`] and is said as `welcome`. Reports become [`Output::Act`].

mod seat;
pub mod task;

pub use crate::mailbox::SocketId;
pub use seat::Hello;
pub use task::Word;

use crate::access::BoothCaller;
use crate::clock::{MINUTE, Millis, SECOND};
use crate::device::Standing;
use crate::revocation::Revoked;
use crate::turns::Heard;
use protocol::device::{CLONE_MS, DeviceBye, DeviceMessage, DeviceOrder};
use protocol::id::{BoothId, InstanceId, SiteId, WardId};
use seat::{Challenger, Seat};
use std::collections::{BTreeMap, HashMap};

/// How everybody else speaks to the terminals.
pub type Handle = crate::mailbox::Handle<Input, Word>;

/// How long a silent device is thought to be there.
const LEASE: Millis = 20 * SECOND;
/// How long a device whose socket dropped keeps its numbers.
const PLACE: Millis = MINUTE;
/// How long the first of two may take to answer.
const CLONE: Millis = CLONE_MS.cast_signed();

/// What the terminals are told.
#[derive(Debug)]
pub enum Input {
    /// A device's first frame.
    Hello { socket: SocketId, booth: BoothCaller, hello: Hello },
    /// A further frame.
    Frame { socket: SocketId, id: u32, message: DeviceMessage },
    /// A WebSocket pong, with the number of its ping.
    Pong { socket: SocketId, number: u64 },
    /// A socket is gone.
    Dropped { socket: SocketId },
    /// What a device has to know, as it is now.
    Standing { booth: BoothId, standing: Standing },
    /// What a device has to know could not be read; it has to come again.
    Failed { booth: BoothId },
    /// An [`Output::Act`] was carried out or refused.
    Answered { booth: BoothId, instance: InstanceId, id: u32, answer: DeviceOrder },
    /// An administrator's order.
    Order { booth: BoothId, order: DeviceOrder },
    /// Something that a device has to know changed.
    Changed { booth: BoothId },
    /// A device was moved to another site.
    Moved { booth: BoothId, site: SiteId, ward: WardId },
    /// A right ended.
    Revoked(Revoked),
    /// Time passed.
    Tick,
    /// The server stops.
    Stop,
}

/// What is to be done.
#[derive(Debug)]
pub enum Output {
    /// Say it.
    Send { socket: SocketId, order: DeviceOrder },
    /// Send a WebSocket ping; its pong comes back as [`Input::Pong`].
    Ping { socket: SocketId, number: u64 },
    /// Say goodbye and close.
    Close { socket: SocketId, why: DeviceBye },
    /// Note who is there, and read what it has to know; comes back as [`Input::Standing`].
    Greet { booth: BoothCaller, hello: Hello },
    /// Carry out what a device reports; the result comes back as [`Input::Answered`].
    Act(Box<Act>),
    /// The device's key is in use twice.
    Suspend { booth: BoothCaller },
    /// The device was heard last now.
    Seen { booth: BoothId },
}

/// What a device reports.
#[derive(Debug)]
pub struct Act {
    /// Who.
    pub booth: BoothCaller,
    /// Which start of its program.
    pub instance: InstanceId,
    /// The frame's number.
    pub id: u32,
    /// What.
    pub message: DeviceMessage,
}

/// Everything that is alive.
#[derive(Debug, Default)]
pub struct Terminals {
    seats: BTreeMap<BoothId, Seat>,
    sockets: HashMap<SocketId, BoothId>,
    pings: u64,
}

impl Terminals {
    /// Nobody is there yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an input and says what is to be done, in order.
    pub fn handle(&mut self, input: Input, now: Millis) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Hello { socket, booth, hello } => self.hello(socket, booth, hello, now, &mut out),
            Input::Frame { socket, id, message } => self.frame(socket, id, message, now, &mut out),
            Input::Pong { socket, number } => self.pong(socket, number, &mut out),
            Input::Dropped { socket } => self.dropped(socket, now, &mut out),
            Input::Standing { booth, standing } => self.standing(&booth, standing, now, &mut out),
            Input::Failed { booth } => self.close(&booth, DeviceBye::Stopping, &mut out),
            Input::Answered { booth, instance, id, answer } => self.answered(&booth, &instance, id, answer, &mut out),
            Input::Order { booth, order } => {
                if let Some(socket) = self.seats.get(&booth).and_then(|seat| seat.socket) {
                    out.push(Output::Send { socket, order });
                }
            }
            Input::Changed { booth } => self.look_again(&booth, &mut out),
            Input::Moved { booth, site, ward } => {
                if let Some(seat) = self.seats.get_mut(&booth) {
                    (seat.booth.site, seat.booth.ward) = (site, ward);
                }
                self.look_again(&booth, &mut out);
            }
            Input::Revoked(Revoked::Booth(booth)) => self.close(&booth, DeviceBye::Revoked, &mut out),
            Input::Revoked(Revoked::Session(_) | Revoked::Account(_)) => {}
            Input::Tick => self.tick(now, &mut out),
            Input::Stop => {
                for socket in self.sockets.keys() {
                    out.push(Output::Close { socket: *socket, why: DeviceBye::Stopping });
                }
            }
        }
        out
    }

    /// The devices that have a socket.
    pub fn connected(&self) -> impl Iterator<Item = &BoothCaller> {
        self.seats.values().filter(|seat| seat.socket.is_some()).map(|seat| &seat.booth)
    }

    fn hello(&mut self, socket: SocketId, booth: BoothCaller, hello: Hello, now: Millis, out: &mut Vec<Output>) {
        let id = booth.booth.clone();
        self.sockets.insert(socket, id.clone());
        let Some(seat) = self.seats.get_mut(&id) else {
            self.seats.insert(id.clone(), Seat::new(socket, booth, hello, now));
            return self.look_again(&id, out);
        };
        match seat.socket {
            // The first one has to show whether it is still there.
            Some(first) if seat.hello.instance != hello.instance => {
                self.pings += 1;
                let challenger = Challenger { socket, booth, hello, number: self.pings, until: now + CLONE };
                if let Some(earlier) = seat.challenger.replace(challenger) {
                    self.sockets.remove(&earlier.socket);
                    out.push(Output::Close { socket: earlier.socket, why: DeviceBye::Replaced });
                }
                out.push(Output::Ping { socket: first, number: self.pings });
            }
            first => {
                if let Some(first) = first {
                    self.sockets.remove(&first);
                    out.push(Output::Close { socket: first, why: DeviceBye::Replaced });
                }
                seat.take_up(socket, booth, hello, now);
                // A challenger asked the socket that went; its question goes to the one that came.
                if let Some(challenger) = &seat.challenger {
                    out.push(Output::Ping { socket, number: challenger.number });
                }
                self.look_again(&id, out);
            }
        }
    }

    fn pong(&mut self, socket: SocketId, number: u64, out: &mut Vec<Output>) {
        let Some(id) = self.sockets.get(&socket).cloned() else { return };
        let Some(seat) = self.seats.get(&id) else { return };
        let asked = seat.challenger.as_ref().is_some_and(|challenger| challenger.number == number);
        if asked && seat.socket == Some(socket) {
            let booth = seat.booth.clone();
            self.close(&id, DeviceBye::Cloned, out);
            out.push(Output::Suspend { booth });
        }
    }

    /// Lets the challenger in, since the first one is not there any more.
    fn give_way(&mut self, id: &BoothId, now: Millis, out: &mut Vec<Output>) {
        let Some(seat) = self.seats.get_mut(id) else { return };
        let Some(Challenger { socket, booth, hello, .. }) = seat.challenger.take() else { return };
        if let Some(first) = seat.socket.take() {
            self.sockets.remove(&first);
            out.push(Output::Close { socket: first, why: DeviceBye::Replaced });
        }
        self.seats.insert(id.clone(), Seat::new(socket, booth, hello, now));
        self.look_again(id, out);
    }

    fn frame(&mut self, socket: SocketId, id: u32, message: DeviceMessage, now: Millis, out: &mut Vec<Output>) {
        let Some(seat) = self.sockets.get(&socket).and_then(|booth| self.seats.get_mut(booth)) else { return };
        if seat.socket != Some(socket) {
            return;
        }
        seat.heard_at = now;
        if message == DeviceMessage::Ping {
            out.push(Output::Send { socket, order: DeviceOrder::Pong });
            return;
        }
        match seat.turns.frame(id, message) {
            Heard::Answered(order) => out.push(Output::Send { socket, order }),
            Heard::Waiting => {}
            Heard::New => out.extend(seat.next()),
        }
    }

    fn answered(
        &mut self,
        booth: &BoothId,
        instance: &InstanceId,
        id: u32,
        answer: DeviceOrder,
        out: &mut Vec<Output>,
    ) {
        let Some(seat) = self.seats.get_mut(booth).filter(|seat| seat.hello.instance == *instance) else { return };
        seat.turns.answer(id, answer.clone());
        if let Some(socket) = seat.socket {
            out.push(Output::Send { socket, order: answer });
        }
        out.extend(seat.next());
        self.look_again(booth, out);
    }

    /// Asks for what the device has to know; what differs from what it was told is said.
    fn look_again(&self, booth: &BoothId, out: &mut Vec<Output>) {
        if let Some(seat) = self.seats.get(booth).filter(|seat| seat.socket.is_some()) {
            out.push(Output::Greet { booth: seat.booth.clone(), hello: seat.hello.clone() });
        }
    }

    fn standing(&mut self, booth: &BoothId, standing: Standing, now: Millis, out: &mut Vec<Output>) {
        let Some(seat) = self.seats.get_mut(booth) else { return };
        let Some(socket) = seat.socket else { return };
        let told = seat.told.replace(standing.clone());
        match told {
            Some(told) if told == standing => {}
            Some(told) if told.without_mark() == standing.without_mark() => {
                out.push(Output::Send { socket, order: DeviceOrder::OutOfOrder { reason: standing.out_of_order } });
            }
            _ => {
                let order = standing.welcome(booth, seat.turns.handled(), now);
                out.push(Output::Send { socket, order });
            }
        }
    }

    fn dropped(&mut self, socket: SocketId, now: Millis, out: &mut Vec<Output>) {
        let Some(id) = self.sockets.remove(&socket) else { return };
        let Some(seat) = self.seats.get_mut(&id) else { return };
        if seat.challenger.as_ref().is_some_and(|challenger| challenger.socket == socket) {
            seat.challenger = None;
        } else if seat.socket == Some(socket) {
            seat.leave(now);
            out.push(Output::Seen { booth: id.clone() });
            self.give_way(&id, now, out);
        }
    }

    /// Closes a device's sockets and forgets it.
    fn close(&mut self, booth: &BoothId, why: DeviceBye, out: &mut Vec<Output>) {
        let Some(seat) = self.seats.remove(booth) else { return };
        for socket in seat.socket.into_iter().chain(seat.challenger.map(|challenger| challenger.socket)) {
            self.sockets.remove(&socket);
            out.push(Output::Close { socket, why });
        }
    }

    fn tick(&mut self, now: Millis, out: &mut Vec<Output>) {
        let unanswered = |seat: &Seat| seat.challenger.as_ref().is_some_and(|challenger| challenger.until <= now);
        let ids = |fits: &dyn Fn(&Seat) -> bool| -> Vec<BoothId> {
            self.seats.iter().filter(|(_, seat)| fits(seat)).map(|(id, _)| id.clone()).collect()
        };
        let (late, silent) = (ids(&unanswered), ids(&|seat| seat.socket.is_some() && seat.heard_at + LEASE <= now));
        for id in late {
            self.give_way(&id, now, out);
        }
        for id in silent {
            let Some(seat) = self.seats.get_mut(&id).filter(|seat| seat.heard_at + LEASE <= now) else { continue };
            if let Some(socket) = seat.socket {
                seat.leave(now);
                self.sockets.remove(&socket);
                out.push(Output::Close { socket, why: DeviceBye::Silent });
                out.push(Output::Seen { booth: id });
            }
        }
        self.seats.retain(|_, seat| seat.left_at.is_none_or(|left_at| left_at + PLACE > now));
    }
}

#[cfg(test)]
mod tests;
