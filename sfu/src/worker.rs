//! One thread: the sockets and the clock around one [`Shard`]. It decides nothing.

#![expect(clippy::disallowed_methods, reason = "the rim: here the clock is read, and handed in")]

use crate::config::Config;
use crate::metrics::{Drop, Metrics};
use crate::shard::{Output, Shard};
use mio::net::UdpSocket;
use mio::{Events, Interest, Poll, Token, Waker};
use protocol::media::{Command, Event};
use socket2::{Domain, Protocol, Socket, Type};
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The token of the waker; sockets have 0, 1, 2 …
const WAKER: Token = Token(usize::MAX);
/// Datagrams read from one socket before others, and what is to be sent, have their turn.
const BATCH: usize = 64;
/// Largest datagram; the media engine sends none over 1,500 bytes.
const DATAGRAM_MAX: usize = 2048;

/// What a worker is told.
#[derive(Debug)]
pub(crate) enum Message {
    Command(Command),
    Stop,
}

/// A bound socket, and how clients see it.
#[derive(Debug)]
pub(crate) struct Port {
    socket: UdpSocket,
    /// Every address that answers name. The first stands for the socket inside the media engine.
    pub(crate) public: Vec<SocketAddr>,
    /// There may be more to read: the poll tells of new datagrams only.
    ready: bool,
}

impl Port {
    /// Binds an address.
    pub(crate) fn bind(addr: SocketAddr, config: &Config) -> io::Result<Self> {
        let socket = Socket::new(Domain::for_address(addr), Type::DGRAM, Some(Protocol::UDP))?;
        if addr.is_ipv6() {
            socket.set_only_v6(true)?;
        }
        socket.set_recv_buffer_size(config.socket_buffer_bytes)?;
        socket.set_send_buffer_size(config.socket_buffer_bytes)?;
        socket.set_nonblocking(true)?;
        socket.bind(&addr.into())?;
        let socket = UdpSocket::from_std(socket.into());
        let public = config.public_addrs(socket.local_addr()?);
        Ok(Self { socket, public, ready: false })
    }

    pub(crate) fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }
}

/// A shard and its surroundings.
pub(crate) struct Worker {
    shard: Shard,
    ports: Vec<Port>,
    poll: Poll,
    inbox: Receiver<Message>,
    events: Arc<dyn Fn(Event) + Send + Sync>,
    metrics: Metrics,
}

impl Worker {
    /// Ready to run; the waker is to be woken after each message.
    pub(crate) fn new(
        shard: Shard,
        mut ports: Vec<Port>,
        inbox: Receiver<Message>,
        events: Arc<dyn Fn(Event) + Send + Sync>,
        metrics: Metrics,
    ) -> io::Result<(Self, Waker)> {
        let poll = Poll::new()?;
        for (index, port) in ports.iter_mut().enumerate() {
            poll.registry().register(&mut port.socket, Token(index), Interest::READABLE)?;
        }
        let waker = Waker::new(poll.registry(), WAKER)?;
        Ok((Self { shard, ports, poll, inbox, events, metrics }, waker))
    }

    /// Works until it is told to stop.
    pub(crate) fn run(mut self) -> io::Result<()> {
        let mut events = Events::with_capacity(64);
        let mut buffer = vec![0; DATAGRAM_MAX];
        loop {
            match self.poll.poll(&mut events, Some(self.patience())) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                done => done?,
            }
            for event in &events {
                if let Some(port) = self.ports.get_mut(event.token().0) {
                    port.ready = true;
                }
            }
            let now = Instant::now();
            while let Ok(message) = self.inbox.try_recv() {
                match message {
                    Message::Command(command) => self.shard.command(command, now, unix()),
                    Message::Stop => return Ok(()),
                }
            }
            let received = self.receive(&mut buffer, now);
            self.shard.flush(now);
            if self.shard.deadline().is_some_and(|at| at <= now) {
                self.shard.timeout(now);
            }
            self.send(received.then_some(now));
        }
    }

    /// How long nothing needs to be done unless something comes.
    fn patience(&self) -> Duration {
        if self.ports.iter().any(|port| port.ready) {
            return Duration::ZERO;
        }
        let far = Duration::from_secs(1);
        self.shard.deadline().map_or(far, |at| at.saturating_duration_since(Instant::now()).min(far))
    }

    /// Reads a batch from each ready socket. Whether there was anything.
    fn receive(&mut self, buffer: &mut [u8], now: Instant) -> bool {
        let mut any = false;
        for port in self.ports.iter_mut().filter(|port| port.ready) {
            for _ in 0..BATCH {
                match port.socket.recv_from(buffer) {
                    Ok((length, from)) => {
                        any = true;
                        self.shard.receive(from, port.public[0], &buffer[..length], now);
                    }
                    Err(error) => {
                        // Besides "nothing there", an earlier datagram's ICMP error may come up here; it is over then.
                        port.ready = !matches!(error.kind(), ErrorKind::WouldBlock);
                        break;
                    }
                }
            }
        }
        any
    }

    /// Sends what is to be sent. `arrived` is when the datagrams came that led to it.
    fn send(&mut self, arrived: Option<Instant>) {
        while let Some(output) = self.shard.poll() {
            match output {
                Output::Event(event) => (self.events)(event),
                Output::Transmit(datagram) => {
                    let port = self.ports.iter().find(|port| port.public.contains(&datagram.source));
                    let sent = port.map(|port| port.socket.send_to(&datagram.contents, datagram.destination));
                    match sent {
                        Some(Ok(_)) => {
                            if let Some(at) = arrived {
                                self.metrics.transit.observe(at.elapsed().as_secs_f64());
                            }
                        }
                        // Lost like any other datagram: NACK and DTLS ask again.
                        Some(Err(_)) | None => self.metrics.dropped(Drop::SocketFull),
                    }
                }
            }
        }
    }
}

fn unix() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
