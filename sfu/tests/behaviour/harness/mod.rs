//! A whole SFU and its clients in one thread and in virtual time: a [`Shard`], real str0m peers as browsers, and a
//! network that delivers every datagram after 5 ms, unless the test says otherwise.

mod client;
pub mod grants;

pub use client::{Client, Received};
use protocol::grant::Claims;
use protocol::id::{CallId, MediaSessionId, PartyId};
use protocol::media::{Answer, Command, Event, PatchBody};
use protocol::policy::{Line, Policy};
use protocol::privacy::Privacy;
use protocol::problem::Code;
use sfu::{Config, Identity, Metrics, Output, Shard};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// One way over the network.
pub const LATENCY: Duration = Duration::from_millis(5);
/// Seconds since 1970 when a test begins.
pub const UNIX: u64 = 1_800_000_000;

/// A client, by the order of joining.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who(pub usize);

type Link = Box<dyn FnMut(SocketAddr, SocketAddr, &[u8]) -> bool>;

struct Datagram {
    due: Instant,
    from: SocketAddr,
    to: SocketAddr,
    bytes: Vec<u8>,
}

/// An SFU with a room, and who takes part.
pub struct TestRoom {
    pub shard: Shard,
    pub metrics: Metrics,
    pub now: Instant,
    pub clients: Vec<Client>,
    pub events: Vec<Event>,
    /// When the SFU told how much of somebody passes, and what.
    pub told_privacy: Vec<(Instant, Privacy)>,
    /// Looks at each datagram on its way, from and to; false loses it.
    pub link: Link,
    start: Instant,
    network: VecDeque<Datagram>,
    requests: u64,
}

pub fn sfu_addr() -> SocketAddr {
    "10.0.0.1:4000".parse().unwrap()
}

pub fn call() -> CallId {
    "call".parse().unwrap()
}

pub fn party(name: &str) -> PartyId {
    name.parse().unwrap()
}

impl TestRoom {
    /// A room in which `parties` may see and hear each other.
    pub fn open(parties: &[&str]) -> Self {
        let mut room = Self::with_config(Config::default());
        room.open_room(&call(), 1, parties);
        room
    }

    /// An SFU without rooms.
    pub fn with_config(config: Config) -> Self {
        static IDENTITY: OnceLock<Identity> = OnceLock::new();
        let now = Instant::now();
        let identity = IDENTITY.get_or_init(|| Identity::warm(now).unwrap()).clone();
        let metrics = Metrics::default();
        let shard = Shard::new(0, config, grants::key(), identity, metrics.clone(), vec![sfu_addr()], [7; 32]);
        Self {
            shard,
            metrics,
            now,
            clients: Vec::new(),
            events: Vec::new(),
            told_privacy: Vec::new(),
            link: Box::new(|_, _, _| true),
            start: now,
            network: VecDeque::new(),
            requests: 0,
        }
    }

    pub fn open_room(&mut self, call: &CallId, epoch: u32, parties: &[&str]) {
        let parties: Vec<_> = parties.iter().map(|name| party(name)).collect();
        let policy = Policy::open(1, &parties);
        self.command(Command::Open { call: call.clone(), epoch, ward: grants::ward(), policy, privacy: Vec::new() });
    }

    pub fn command(&mut self, command: Command) {
        let unix = UNIX + (self.now - self.start).as_secs();
        self.shard.command(command, self.now, unix);
        self.collect();
    }

    /// Sends a command that is answered.
    pub fn ask(&mut self, command: impl FnOnce(u64) -> Command) -> Answer {
        self.requests += 1;
        let request = self.requests;
        self.command(command(request));
        let mine = |event: &Event| matches!(event, Event::Answer { request: r, .. } if *r == request);
        let at = self.events.iter().position(mine).expect("every request is answered");
        match self.events.remove(at) {
            Event::Answer { answer, .. } => answer,
            _ => unreachable!("it was found as an answer"),
        }
    }

    /// Joins with a grant; what becomes of it.
    pub fn join(&mut self, claims: &Claims, offer: String) -> Answer {
        let grant = grants::sign(claims);
        self.ask(|request| Command::Join { request, grant, offer })
    }

    /// A refusal's code.
    pub fn refused(answer: Answer) -> Code {
        match answer {
            Answer::Refused { code } => code,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// A client joins as `name`, by its first attempt.
    pub fn enter(&mut self, name: &str) -> Who {
        let client = Client::new(self.clients.len(), self.now);
        self.enter_with(client, |claims| claims, name, 1)
    }

    /// A client joins; the test may change the grant first.
    pub fn enter_with(
        &mut self,
        mut client: Client,
        change: impl FnOnce(Claims) -> Claims,
        name: &str,
        attempt: u32,
    ) -> Who {
        let claims = change(grants::party(name, attempt, &client.fingerprint()));
        let offer = client.offer();
        match self.join(&claims, offer) {
            Answer::Joined { session, sdp, .. } => client.answered(session, &sdp),
            other => panic!("{name} was not let in: {other:?}"),
        }
        self.clients.push(client);
        Who(self.clients.len() - 1)
    }

    /// Clients join one after the other, and everybody is connected.
    pub fn connect<const N: usize>(&mut self, names: [&str; N]) -> [Who; N] {
        let whos = names.map(|name| self.enter(name));
        self.until("everybody is connected", |room| whos.iter().all(|who| room.client(*who).ready()));
        whos
    }

    pub fn client(&self, who: Who) -> &Client {
        &self.clients[who.0]
    }

    pub fn client_mut(&mut self, who: Who) -> &mut Client {
        &mut self.clients[who.0]
    }

    /// Microphone and camera on.
    pub fn publish(&mut self, who: Who) {
        self.send(who, Line::Microphone, true);
        self.send(who, Line::Camera, true);
    }

    /// A line on or off.
    pub fn send(&mut self, who: Who, line: Line, on: bool) {
        let now = self.now;
        self.client_mut(who).set_sending(line, on, now);
    }

    /// Asks for a keyframe in a video slot.
    pub fn ask_keyframe(&mut self, who: Who, slot: usize) {
        let now = self.now;
        self.client_mut(who).ask_keyframe(slot, now);
    }

    pub fn session(&self, who: Who) -> MediaSessionId {
        self.client(who).session.clone().expect("joined")
    }

    pub fn patch(&mut self, who: Who, body: PatchBody) -> Answer {
        self.patch_meant_for(who, None, body)
    }

    /// A PATCH for this very ICE session.
    pub fn patch_meant_for(&mut self, who: Who, ice: Option<String>, body: PatchBody) -> Answer {
        let session = self.session(who);
        self.ask(|request| Command::Patch { request, session, ice, body })
    }

    pub fn delete(&mut self, who: Who) -> Answer {
        let session = self.session(who);
        self.ask(|request| Command::Delete { request, session })
    }

    /// Lets time pass, with everything that happens in it.
    pub fn drive(&mut self, time: Duration) {
        let end = self.now + time;
        self.collect();
        while self.step(end) {}
        self.now = end;
    }

    pub fn drive_ms(&mut self, ms: u64) {
        self.drive(Duration::from_millis(ms));
    }

    /// Lets time pass until `done`, at most 10 s of it.
    pub fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        let end = self.now + Duration::from_secs(10);
        self.collect();
        while !done(self) {
            assert!(self.step(end), "10 s passed, but not: {what}");
        }
    }

    /// Does what is due next, if that is before `end`.
    fn step(&mut self, end: Instant) -> bool {
        let clients = self.clients.iter().map(Client::deadline);
        let network = self.network.front().map(|datagram| datagram.due);
        let Some(next) = clients.chain(network).chain(self.shard.deadline()).min() else { return false };
        if next > end {
            return false;
        }
        self.now = self.now.max(next);
        while self.network.front().is_some_and(|datagram| datagram.due <= self.now) {
            let Some(Datagram { from, to, bytes, .. }) = self.network.pop_front() else { break };
            if to == sfu_addr() {
                self.shard.receive(from, to, &bytes, self.now);
                self.shard.flush(self.now);
            } else if let Some(client) = self.clients.iter_mut().find(|client| client.addr == to) {
                client.receive(from, &bytes, self.now);
            }
            self.collect();
        }
        if self.shard.deadline().is_some_and(|at| at <= self.now) {
            self.shard.timeout(self.now);
        }
        for client in &mut self.clients {
            client.timeout(self.now);
        }
        self.collect();
        true
    }

    /// Puts what leaves onto the network.
    fn collect(&mut self) {
        let mut sent = Vec::new();
        while let Some(output) = self.shard.poll() {
            match output {
                Output::Event(event) => {
                    if let Event::Privacy { privacy, .. } = event {
                        self.told_privacy.push((self.now, privacy));
                    }
                    self.events.push(event);
                }
                Output::Transmit(t) => sent.push((t.source, t.destination, t.contents.to_vec())),
            }
        }
        for client in &mut self.clients {
            sent.extend(client.take_sent().into_iter().map(|(to, bytes)| (client.addr, to, bytes)));
        }
        for (from, to, bytes) in sent {
            if (self.link)(from, to, &bytes) {
                self.network.push_back(Datagram { due: self.now + LATENCY, from, to, bytes });
            }
        }
    }

    /// The events of a kind, in order.
    pub fn events_where(&self, kind: impl Fn(&Event) -> bool) -> Vec<Event> {
        self.events.iter().filter(|event| kind(event)).cloned().collect()
    }
}
