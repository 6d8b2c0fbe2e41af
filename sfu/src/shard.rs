//! The SFU without its sockets: the rooms of one worker, driven by commands, datagrams and time.
//!
//! ```text
//! command(…)  receive(…)  timeout(…)   then   flush(…)   then   poll() until it is empty
//! ```
//!
//! Whatever happens in a call happens inside [`Shard::with_call`]: a panic there closes that call and no other.

use crate::call::{Call, Context, Newcomer};
use crate::config::Config;
use crate::demux::{CallKey, Demux, Found, Place};
use crate::grant::GrantKey;
use crate::metrics::{Drop, Metrics};
use crate::offer;
use crate::peer::Identity;
use crate::room::{Limits, Room};
use protocol::grant::Claims;
use protocol::id::{CallId, Epoch, MediaSessionId, WardId};
use protocol::media::{Answer, Command, Event, PatchBody, Request};
use protocol::policy::Policy;
use protocol::privacy::PartyPrivacy;
use protocol::problem::Code;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;
use str0m::net::Transmit;

/// What a shard wants done.
#[derive(Debug)]
pub enum Output {
    /// Send a datagram.
    Transmit(Transmit),
    /// Tell signaling.
    Event(Event),
}

/// The rooms of one worker.
pub struct Shard {
    /// Stands in front of session names, so that a PATCH finds its worker.
    number: usize,
    config: Config,
    grants: GrantKey,
    identity: Identity,
    metrics: Metrics,
    /// What answers name: the worker's addresses as clients see them.
    candidates: Vec<SocketAddr>,
    rng: StdRng,
    draining: bool,
    calls: Vec<Option<Call>>,
    by_call: HashMap<CallId, CallKey>,
    sessions: HashMap<MediaSessionId, Place>,
    session_of: HashMap<Place, MediaSessionId>,
    demux: Demux,
    /// Calls with something to flush.
    touched: Vec<CallKey>,
    transmits: VecDeque<Transmit>,
    events: VecDeque<Event>,
    gone: Vec<Place>,
}

impl Shard {
    /// A shard without rooms. `seed` names sessions: it must not be guessable.
    pub fn new(
        number: usize,
        config: Config,
        grants: GrantKey,
        identity: Identity,
        metrics: Metrics,
        candidates: Vec<SocketAddr>,
        seed: [u8; 32],
    ) -> Self {
        Self {
            number,
            config,
            grants,
            identity,
            metrics,
            candidates,
            rng: StdRng::from_seed(seed),
            draining: false,
            calls: Vec::new(),
            by_call: HashMap::new(),
            sessions: HashMap::new(),
            session_of: HashMap::new(),
            demux: Demux::default(),
            touched: Vec::new(),
            transmits: VecDeque::new(),
            events: VecDeque::new(),
            gone: Vec::new(),
        }
    }

    /// Takes a command in. `unix` is the time in seconds since 1970, for grants.
    pub fn command(&mut self, command: Command, now: Instant, unix: u64) {
        match command {
            Command::Open { call, epoch, ward, policy, privacy } => {
                self.open(call, epoch, ward, policy, privacy, now);
            }
            Command::Join { request, grant, offer } => {
                let answer = self.join(&grant, offer, now, unix).unwrap_or_else(refused);
                self.events.push_back(Event::Answer { request, answer });
            }
            Command::Patch { request, session, ice, body } => {
                let answer = self.patch(&session, ice.as_deref(), body, now).unwrap_or_else(refused);
                self.events.push_back(Event::Answer { request, answer });
            }
            Command::Delete { request, session } => self.delete(request, &session, now),
            Command::Remove { call, epoch, party } => {
                self.with_epoch(&call, epoch, now, |call, cx| call.remove(&party, cx));
            }
            Command::SetPolicy { call, epoch, policy } => {
                self.with_epoch(&call, epoch, now, |call, cx| call.set_policy(policy, cx));
            }
            Command::Cover { call, epoch, party, by } => {
                self.with_epoch(&call, epoch, now, |call, cx| call.cover(party, by, cx));
            }
            Command::Close { call, epoch } => {
                if let Some(key) = self.with_epoch(&call, epoch, now, |call, cx| call.close(cx)) {
                    self.discard(key);
                }
            }
            Command::Drain => self.draining = true,
        }
    }

    /// Takes a datagram in that came `from` a client `to` one of the candidates. What it leads to leaves after
    /// [`Self::flush`].
    pub fn receive(&mut self, from: SocketAddr, to: SocketAddr, bytes: &[u8], now: Instant) {
        self.metrics.packets_in.inc();
        self.metrics.bytes_in.inc_by(bytes.len() as u64);
        let found = self.demux.find(from, bytes);
        let (Some(Found::ByName(place)) | Some(Found::ByAddress(place))) = found else {
            return self.metrics.dropped(Drop::Unknown);
        };
        let taken = self.with_call(place.call, now, |call, cx| call.receive(place.seat, from, to, bytes, cx));
        match (found, taken) {
            (Some(Found::ByName(_)), Some(true)) if self.session_of.contains_key(&place) => {
                self.demux.learn(place, from)
            }
            (_, Some(true) | None) => {}
            (_, Some(false)) => self.metrics.dropped(Drop::Unknown),
        }
        if !self.touched.contains(&place.call) {
            self.touched.push(place.call);
        }
    }

    /// Lets everything leave that the datagrams since the last flush led to.
    pub fn flush(&mut self, now: Instant) {
        for key in std::mem::take(&mut self.touched) {
            self.with_call(key, now, |call, cx| call.flush(cx));
        }
    }

    /// Time passed.
    pub fn timeout(&mut self, now: Instant) {
        for index in 0..self.calls.len() {
            let due = |call: &Call| call.deadline().is_some_and(|at| at <= now);
            if self.calls[index].as_ref().is_some_and(due) {
                self.with_call(CallKey(index), now, |call, cx| call.timeout(cx));
            }
        }
    }

    /// When [`Self::timeout`] is due.
    pub fn deadline(&self) -> Option<Instant> {
        self.calls.iter().flatten().filter_map(Call::deadline).min()
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> Option<Output> {
        if let Some(datagram) = self.transmits.pop_front() {
            self.metrics.packets_out.inc();
            self.metrics.bytes_out.inc_by(datagram.contents.len() as u64);
            return Some(Output::Transmit(datagram));
        }
        self.events.pop_front().map(Output::Event)
    }

    /// Where a call is.
    pub fn find(&self, call: &CallId) -> Option<CallKey> {
        self.by_call.get(call).copied()
    }

    /// The one way into a call. If `work` panics, the call is closed with a fault, and everybody else goes on.
    pub fn with_call<R>(
        &mut self,
        key: CallKey,
        now: Instant,
        work: impl FnOnce(&mut Call, &mut Context<'_>) -> R,
    ) -> Option<R> {
        let call = self.calls.get_mut(key.0)?.as_mut()?;
        let mut cx = Context {
            now,
            metrics: &self.metrics,
            transmits: &mut self.transmits,
            events: &mut self.events,
            gone: &mut self.gone,
        };
        // Nothing of the call is seen again after a panic, and the queues beside it hold whole values only.
        let done = catch_unwind(AssertUnwindSafe(|| work(call, &mut cx)));
        while let Some(place) = self.gone.pop() {
            self.forget(place);
        }
        match done {
            Ok(result) => Some(result),
            Err(_) => {
                self.metrics.panics.inc();
                tracing::error!("a call broke and was closed");
                if let Some(closed) = self.calls[key.0].as_ref().map(|call| call.room().closed(true)) {
                    self.events.push_back(closed);
                }
                self.discard(key);
                None
            }
        }
    }

    fn open(
        &mut self,
        call: CallId,
        epoch: Epoch,
        ward: WardId,
        policy: Policy,
        privacy: Vec<PartyPrivacy>,
        now: Instant,
    ) {
        let mut earlier = Vec::new();
        if let Some(key) = self.find(&call) {
            let open = self.calls[key.0].as_ref().map(|c| c.room().epoch());
            if open == Some(epoch) {
                self.with_call(key, now, |call, cx| {
                    call.keep_covered(privacy, cx);
                    call.set_policy(policy, cx);
                });
                return;
            }
            if open > Some(epoch) {
                return;
            }
            earlier = self.calls[key.0].as_ref().map(|call| call.room().privacy()).unwrap_or_default();
            self.with_call(key, now, |call, cx| call.close(cx));
            self.discard(key);
        }
        if self.draining || self.by_call.len() >= self.config.max_rooms {
            tracing::warn!(draining = self.draining, rooms = self.by_call.len(), "a room was refused");
            self.events.push_back(Event::Closed { call, epoch, fault: false });
            return;
        }
        let limits = Limits {
            parties: self.config.max_parties_per_room,
            lost_after: self.config.lost_after(),
            removed_after: self.config.removed_after(),
        };
        let free = self.calls.iter().position(Option::is_none).unwrap_or(self.calls.len());
        let key = CallKey(free);
        let version = policy.version;
        let privacy = privacy.into_iter().chain(earlier).collect();
        let room = Call::new(key, Room::open(call.clone(), epoch, ward, policy, privacy, limits));
        if free == self.calls.len() {
            self.calls.push(Some(room));
        } else {
            self.calls[free] = Some(room);
        }
        self.by_call.insert(call.clone(), key);
        self.metrics.rooms.inc();
        self.events.push_back(Event::PolicyApplied { call, epoch, version });
    }

    fn join(&mut self, grant: &str, offer: String, now: Instant, unix: u64) -> Result<Answer, Code> {
        let claims = self.grants.read(grant, unix).map_err(|_| Code::BadGrant)?;
        let Some(key) = self.find(&claims.call) else { return Err(self.no_room()) };
        let Claims { call, party, .. } = claims.clone();
        let (identity, candidates) = (self.identity.clone(), self.candidates.clone());
        let mut rng = StdRng::from_rng(&mut self.rng);
        let newcomer =
            Newcomer { claims: &claims, offer, identity: &identity, candidates: &candidates, unix, rng: &mut rng };
        let joined = self.with_call(key, now, |call, cx| call.join(newcomer, cx)).ok_or(Code::Internal)??;
        let place = Place { call: key, seat: joined.seat };
        let random = MediaSessionId::random(&mut self.rng);
        let session: MediaSessionId =
            format!("{}-{random}", self.number).parse().expect("a number, a dash and an id are an id");
        self.demux.name(place, joined.ufrag.clone());
        self.sessions.insert(session.clone(), place);
        self.session_of.insert(place, session.clone());
        self.metrics.connections.inc();
        let sdp = self.with_start_bitrate(&joined.answer);
        Ok(Answer::Joined { session, call, party, ice: joined.ufrag, sdp })
    }

    fn with_start_bitrate(&self, answer: &str) -> String {
        offer::with_start_bitrate(answer, self.config.start_bitrate_kbps)
    }

    /// Why there is no such room.
    fn no_room(&self) -> Code {
        if self.draining {
            Code::Draining
        } else if self.by_call.len() >= self.config.max_rooms {
            Code::Full
        } else {
            Code::Gone
        }
    }

    fn patch(
        &mut self,
        session: &MediaSessionId,
        ice: Option<&str>,
        body: PatchBody,
        now: Instant,
    ) -> Result<Answer, Code> {
        let place = *self.sessions.get(session).ok_or(Code::NotFound)?;
        let patched = self
            .with_call(place.call, now, |call, cx| call.patch(place.seat, ice, body, cx))
            .ok_or(Code::Internal)??;
        self.demux.name(place, patched.ufrag.clone());
        let body = patched.body.map(|body| self.with_start_bitrate(&body));
        Ok(Answer::Patched { ice: patched.ufrag, body })
    }

    fn delete(&mut self, request: Request, session: &MediaSessionId, now: Instant) {
        let answer = match self.sessions.get(session).copied() {
            Some(place) => {
                self.with_call(place.call, now, |call, cx| call.delete(place.seat, cx));
                Answer::Deleted
            }
            None => refused(Code::NotFound),
        };
        self.events.push_back(Event::Answer { request, answer });
    }

    /// Into a call of this very epoch; a command of another is late, and dropped.
    fn with_epoch(
        &mut self,
        call: &CallId,
        epoch: Epoch,
        now: Instant,
        work: impl FnOnce(&mut Call, &mut Context<'_>),
    ) -> Option<CallKey> {
        let key = self.find(call)?;
        let current = self.calls[key.0].as_ref().is_some_and(|c| c.room().epoch() == epoch);
        if !current {
            return None;
        }
        self.with_call(key, now, work).map(|()| key)
    }

    /// Drops a call and every way to it.
    fn discard(&mut self, key: CallKey) {
        if self.calls[key.0].take().is_some() {
            self.metrics.rooms.dec();
        }
        self.by_call.retain(|_, k| *k != key);
        let places: Vec<_> = self.session_of.keys().filter(|place| place.call == key).copied().collect();
        for place in places {
            self.forget(place);
        }
    }

    fn forget(&mut self, place: Place) {
        self.demux.forget(place);
        if let Some(session) = self.session_of.remove(&place) {
            self.sessions.remove(&session);
            self.metrics.connections.dec();
        }
    }
}

fn refused(code: Code) -> Answer {
    Answer::Refused { code }
}
