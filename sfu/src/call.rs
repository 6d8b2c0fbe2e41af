//! One call: its room and its peers, and everything that moves between them. Whatever a fault may break is owned here,
//! so that the shard can drop a broken call whole.

use crate::channel::{Label, Message};
use crate::demux::{CallKey, Place};
use crate::keyframe::{self, Need};
use crate::metrics::{Drop, Metrics};
use crate::offer::{self, Credentials, Offerer, Shape};
use crate::peer::{Identity, Media, Peer, PeerEvent};
use crate::room::{Effect, Room, Seat, Target};
use bytes::Bytes;
use protocol::control::{FromSfu, ToSfu};
use protocol::grant::{Bearer, Claims};
use protocol::id::PartyId;
use protocol::media::{Event, Leave, PatchBody, Quality};
use protocol::policy::{Line, Policy};
use protocol::privacy::{CoveredBy, PartyPrivacy, Privacy};
use protocol::problem::Code;
use protocol::relay;
use rand::rngs::StdRng;
use std::collections::{BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use str0m::net::Transmit;

/// What a call needs from its shard, and what it leaves there.
pub struct Context<'a> {
    pub(crate) now: Instant,
    pub(crate) metrics: &'a Metrics,
    pub(crate) transmits: &'a mut VecDeque<Transmit>,
    pub(crate) events: &'a mut VecDeque<Event>,
    /// Connections that are gone.
    pub(crate) gone: &'a mut Vec<Place>,
}

/// Who wants to join, and what that takes.
pub(crate) struct Newcomer<'a> {
    pub(crate) claims: &'a Claims,
    pub(crate) offer: String,
    pub(crate) identity: &'a Identity,
    pub(crate) candidates: &'a [SocketAddr],
    /// Seconds since 1970.
    pub(crate) unix: u64,
    pub(crate) rng: &'a mut StdRng,
}

/// What a new connection is called, to the network and to the client.
pub(crate) struct Joined {
    pub(crate) seat: Seat,
    pub(crate) ufrag: String,
    pub(crate) answer: String,
}

/// What a PATCH came to.
pub(crate) struct Patched {
    /// The connection's name, a new one after a restart.
    pub(crate) ufrag: String,
    /// What the client gets.
    pub(crate) body: Option<String>,
}

/// A room and its peers.
#[derive(Debug)]
pub struct Call {
    key: CallKey,
    room: Room,
    /// By seat.
    peers: Vec<Option<Peer>>,
    /// What peers' datagrams came to, still to be acted on.
    found: VecDeque<(Seat, PeerEvent)>,
    /// Peers that were written to, still to be flushed.
    written: BTreeSet<Seat>,
    /// When to ask for keyframes that slots wait for. At the next flush if it is due, so that a keyframe which comes of
    /// itself is not asked for.
    chase: Option<Instant>,
}

impl Call {
    pub(crate) const fn new(key: CallKey, room: Room) -> Self {
        Self { key, room, peers: Vec::new(), found: VecDeque::new(), written: BTreeSet::new(), chase: None }
    }

    pub(crate) const fn room(&self) -> &Room {
        &self.room
    }

    /// When [`Self::timeout`] is due.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        let peers = self.peers.iter().flatten().map(Peer::deadline);
        peers.chain(self.chase).chain(self.room.deadline()).min()
    }

    /// Joins the bearer of a grant.
    pub(crate) fn join(&mut self, newcomer: Newcomer<'_>, cx: &mut Context<'_>) -> Result<Joined, Code> {
        let Newcomer { claims, offer, identity, candidates, unix, rng } = newcomer;
        let offerer = match &claims.bearer {
            Bearer::Party { .. } => Offerer::Party,
            Bearer::Ingest { line } => Offerer::Ingest(*line),
        };
        let shape = Shape::read(&offer, offerer)?;
        self.room.may_join(claims, &shape)?;
        let (mut peer, answer) = Peer::accept(identity, candidates, offer, shape.clone(), rng, cx.now)?;
        let ufrag = peer.ufrag();
        let seat = self.room.join(claims, &shape, unix, cx.now);
        if self.peers.len() <= seat.0 {
            self.peers.resize_with(seat.0 + 1, || None);
        }
        self.peers[seat.0] = Some(peer);
        self.written.insert(seat);
        self.settle(cx);
        Ok(Joined { seat, ufrag, answer })
    }

    /// Restarts ICE, or takes a trickled candidate, which an ICE-lite server has no use for. `ice` is the ufrag of the
    /// ICE session that the client means.
    pub(crate) fn patch(
        &mut self,
        seat: Seat,
        ice: Option<&str>,
        body: PatchBody,
        cx: &mut Context<'_>,
    ) -> Result<Patched, Code> {
        let peer = self.peers.get_mut(seat.0).and_then(Option::as_mut).ok_or(Code::NotFound)?;
        let ufrag = peer.ufrag();
        if ice.is_some_and(|meant| meant != ufrag) {
            return Err(Code::StaleTag);
        }
        let body = match body {
            PatchBody::Fragment { text } => {
                let credentials = Credentials::read(&text)?;
                if peer.knows(credentials) {
                    return Ok(Patched { ufrag, body: None });
                }
                offer::fragment_of(&peer.restart(credentials)?)
            }
            PatchBody::Offer { sdp } => {
                let offerer = match peer.shape().sends.as_slice() {
                    [(line, _)] if peer.shape().slots.is_empty() => Offerer::Ingest(*line),
                    _ => Offerer::Party,
                };
                let shape = Shape::read(&sdp, offerer)?;
                if shape.fingerprint != peer.shape().fingerprint {
                    return Err(Code::WrongFingerprint);
                }
                if shape != *peer.shape() {
                    return Err(Code::MissingLine);
                }
                peer.reoffer(sdp)?
            }
        };
        let ufrag = peer.ufrag();
        self.written.insert(seat);
        self.settle(cx);
        Ok(Patched { ufrag, body: Some(body) })
    }

    /// The client takes its connection away.
    pub(crate) fn delete(&mut self, seat: Seat, cx: &mut Context<'_>) {
        self.room.leave(seat, Leave::Itself);
        self.settle(cx);
    }

    pub(crate) fn remove(&mut self, party: &PartyId, cx: &mut Context<'_>) {
        self.room.remove(party);
        self.settle(cx);
    }

    pub(crate) fn set_policy(&mut self, policy: Policy, cx: &mut Context<'_>) {
        self.room.set_policy(policy);
        self.settle(cx);
    }

    pub(crate) fn cover(&mut self, party: PartyId, by: CoveredBy, cx: &mut Context<'_>) {
        self.room.cover(party, by);
        self.settle(cx);
    }

    pub(crate) fn keep_covered(&mut self, accounts: Vec<PartyPrivacy>, cx: &mut Context<'_>) {
        self.room.keep_covered(accounts);
        self.settle(cx);
    }

    pub(crate) fn close(&mut self, cx: &mut Context<'_>) {
        self.room.close();
        self.settle(cx);
    }

    /// Takes a datagram in. False if the seat's client did not send it. What it leads to at other peers leaves by
    /// [`Self::flush`].
    pub(crate) fn receive(
        &mut self,
        seat: Seat,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        cx: &mut Context<'_>,
    ) -> bool {
        let Some(Some(peer)) = self.peers.get_mut(seat.0) else { return false };
        if !peer.receive(from, to, bytes, cx.now) {
            return false;
        }
        self.room.heard(seat, cx.now);
        self.written.remove(&seat);
        self.poll(seat, cx);
        self.act(cx);
        true
    }

    /// Time passed.
    pub(crate) fn timeout(&mut self, cx: &mut Context<'_>) {
        for index in 0..self.peers.len() {
            if self.peers[index].as_ref().is_some_and(|peer| peer.deadline() <= cx.now) {
                self.written.insert(Seat(index));
            }
        }
        self.room.tick(cx.now);
        self.settle(cx);
    }

    /// Lets everything leave that was written to peers.
    pub(crate) fn flush(&mut self, cx: &mut Context<'_>) {
        loop {
            if self.chase.is_some_and(|at| at <= cx.now) {
                self.chase_keyframes(cx);
            }
            let Some(seat) = self.written.pop_first() else { return };
            if let Some(Some(peer)) = self.peers.get_mut(seat.0) {
                peer.timeout(cx.now);
                self.poll(seat, cx);
                self.act(cx);
            }
        }
    }

    fn settle(&mut self, cx: &mut Context<'_>) {
        self.apply(cx);
        self.flush(cx);
    }

    fn poll(&mut self, seat: Seat, cx: &mut Context<'_>) {
        let Some(Some(peer)) = self.peers.get_mut(seat.0) else { return };
        let (transmits, found) = (&mut *cx.transmits, &mut self.found);
        peer.poll(cx.now, |datagram| transmits.push_back(datagram), |event| found.push_back((seat, event)));
    }

    /// Acts on what peers found, until nothing is left.
    fn act(&mut self, cx: &mut Context<'_>) {
        while let Some((seat, event)) = self.found.pop_front() {
            match event {
                PeerEvent::Media(media) => self.forward(seat, &media, cx),
                PeerEvent::Connected => self.room.connected(seat, cx.now),
                PeerEvent::Closed => self.room.leave(seat, Leave::Itself),
                PeerEvent::Paused(line) => self.room.live(seat, line, false),
                PeerEvent::KeyframeWanted { slot } => self.keyframe_wanted(Target { receiver: seat, slot }, cx),
                PeerEvent::Opened(Label::Control) => self.room.control_opened(seat),
                PeerEvent::Opened(_) => {}
                PeerEvent::Message { label: Label::Control, data, .. } => self.control(seat, &data),
                PeerEvent::Message { label, binary, data } => self.relay(seat, label, binary, &data, cx),
                PeerEvent::Refused { code, tell } => {
                    cx.metrics.dropped(Drop::OverLimit);
                    if tell {
                        self.tell(seat, &FromSfu::Refused { id: None, code });
                    }
                }
                PeerEvent::Measured { sending, receiving, round_trip } => {
                    self.room.measured(seat, quality(sending, round_trip), quality(receiving, round_trip));
                }
                PeerEvent::LeftLate { after } => cx.metrics.left_late(after),
            }
            self.apply(cx);
        }
    }

    /// A packet's way from its source to every slot that shows it.
    fn forward(&mut self, seat: Seat, media: &Media, cx: &mut Context<'_>) {
        let line = media.line;
        self.room.live(seat, line, true);
        self.apply(cx);
        let Some(Some(source)) = self.peers.get(seat.0) else { return };
        let wanted = source.best_layer(line, cx.now);
        let mut waits = false;
        for target in self.room.targets(seat, line) {
            let Some(Some(receiver)) = self.peers.get_mut(target.receiver.0) else { continue };
            if receiver.send(target.slot, media, wanted, cx.now) {
                cx.metrics.forwarded.inc();
                self.written.insert(target.receiver);
            } else {
                cx.metrics.dropped(Drop::NoKeyframe);
            }
            waits |= receiver.awaits_keyframe(target.slot, wanted);
        }
        if waits && self.chase.is_none() {
            self.chase = Some(cx.now);
        }
    }

    /// Asks every source for the keyframes that slots wait for, and sees to it that it asks again.
    fn chase_keyframes(&mut self, cx: &mut Context<'_>) {
        self.chase = None;
        for index in 0..self.peers.len() {
            for line in [Line::Camera, Line::Second] {
                let Some(source) = &self.peers[index] else { continue };
                let wanted = source.best_layer(line, cx.now);
                let waits = |target: &Target| {
                    let receiver = self.peers.get(target.receiver.0).and_then(Option::as_ref);
                    receiver.is_some_and(|peer| peer.awaits_keyframe(target.slot, wanted))
                };
                if self.room.targets(Seat(index), line).iter().any(waits) {
                    self.ask_keyframe(Seat(index), line, Need::SlotWaits, cx);
                    self.chase = Some(cx.now + keyframe::RETRY);
                }
            }
        }
    }

    fn keyframe_wanted(&mut self, target: Target, cx: &mut Context<'_>) {
        if let Some((source, line)) = self.room.source(target) {
            self.ask_keyframe(source, line, Need::ReceiverAsks, cx);
        }
    }

    fn ask_keyframe(&mut self, seat: Seat, line: Line, need: Need, cx: &mut Context<'_>) {
        let Some(Some(source)) = self.peers.get_mut(seat.0) else { return };
        let wanted = source.best_layer(line, cx.now);
        if source.ask_keyframe(line, wanted, need, cx.now) {
            cx.metrics.keyframe_requests.inc();
            self.written.insert(seat);
        }
    }

    fn control(&mut self, seat: Seat, data: &[u8]) {
        match serde_json::from_slice::<ToSfu>(data) {
            Ok(ToSfu::SetPrivacy { id, privacy }) => {
                self.room.set_privacy(seat, privacy);
                self.room.tell(seat, FromSfu::Done { id });
            }
            Ok(ToSfu::SoundFirst { id, on }) => {
                self.room.put_sound_first(seat, on);
                self.room.tell(seat, FromSfu::Done { id });
            }
            Ok(ToSfu::PolicyAck { version }) => self.room.acknowledge(seat, version),
            Err(_) => self.tell(seat, &FromSfu::Refused { id: request_id(data), code: Code::BadMessage }),
        }
    }

    /// Stamps the sender and passes the message to everybody else who may read.
    fn relay(&mut self, seat: Seat, label: Label, binary: bool, data: &[u8], cx: &mut Context<'_>) {
        let Some((sender, writer, readers)) = self.room.relay(seat) else {
            return self.tell(seat, &FromSfu::Refused { id: None, code: Code::Forbidden });
        };
        let message = Message { binary: true, data: Bytes::from(relay::encode(sender, writer, !binary, data)) };
        let mut backlog = false;
        for reader in readers {
            let Some(Some(peer)) = self.peers.get_mut(reader.0) else { continue };
            if peer.post(label, message.clone()) {
                self.written.insert(reader);
            } else {
                cx.metrics.dropped(Drop::SlowReceiver);
                backlog = true;
            }
        }
        if backlog && label == Label::Bulk {
            self.tell(seat, &FromSfu::Refused { id: None, code: Code::TooMany });
        }
    }

    fn tell(&mut self, seat: Seat, message: &FromSfu) {
        let Some(Some(peer)) = self.peers.get_mut(seat.0) else { return };
        let text = serde_json::to_vec(message).expect("plain values serialise");
        if peer.post(Label::Control, Message { binary: false, data: Bytes::from(text) }) {
            self.written.insert(seat);
        }
    }

    /// Does what the room decided.
    fn apply(&mut self, cx: &mut Context<'_>) {
        while let Some(effect) = self.room.poll_effect() {
            match effect {
                Effect::Tell(seat, message) => self.tell(seat, &message),
                Effect::Report(event) => {
                    if matches!(event, Event::Privacy { privacy: Privacy::Covered { .. }, .. }) {
                        cx.metrics.covers.inc();
                    }
                    cx.events.push_back(event);
                }
                Effect::Refill(Target { receiver, slot }, occupied) => {
                    if let Some(Some(peer)) = self.peers.get_mut(receiver.0) {
                        peer.refill(slot, occupied, cx.now);
                    }
                    if occupied {
                        self.chase = Some(cx.now);
                    }
                }
                Effect::Vacate(seat) => self.vacate(seat, cx),
            }
        }
    }

    fn vacate(&mut self, seat: Seat, cx: &mut Context<'_>) {
        let Some(mut peer) = self.peers.get_mut(seat.0).and_then(Option::take) else { return };
        self.written.remove(&seat);
        self.found.retain(|(found, _)| *found != seat);
        peer.close();
        peer.poll(cx.now, |datagram| cx.transmits.push_back(datagram), |_| {});
        cx.gone.push(Place { call: self.key, seat });
    }
}

/// In the words of [`Quality`].
fn quality(loss: f32, round_trip: Duration) -> Quality {
    if loss > 0.10 || round_trip > Duration::from_secs(1) {
        Quality::Poor
    } else if loss > 0.03 || round_trip > Duration::from_millis(400) {
        Quality::Fair
    } else {
        Quality::Good
    }
}

/// The number of a request that is otherwise unknown.
fn request_id(data: &[u8]) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct Numbered {
        id: u32,
    }
    serde_json::from_slice::<Numbered>(data).ok().map(|numbered| numbered.id)
}
