//! Who is in a room and who receives what: the decisions of one call, without sockets, clocks or media.
//!
//! A *seat* is one joined connection: a party, or a camera that fills one of a party's lines. Every operation takes
//! what happened and leaves [`Effect`]s: what to tell clients and signaling, which slots changed hands, whose
//! connection to drop. Media finds its way by [`Room::targets`], which is worked out again only when something changes.

mod asked;
mod seating;

use crate::offer::{Kind, Shape};
use protocol::control::{FromSfu, PartyQuality};
use protocol::grant::{Bearer, Claims};
use protocol::id::{Attempt, CallId, Epoch, PartyId, RequestId, WardId};
use protocol::media::{Event, Leave, Quality};
use protocol::policy::{Line, Policy};
use protocol::privacy::{PartyPrivacy, Privacy};
use protocol::problem::Code;
use seating::Slot;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant};

/// A joined connection, by its place in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat(pub usize);

/// Where a source's packets go: a slot, by the order of the receiver's slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Whose slot.
    pub receiver: Seat,
    /// Which.
    pub slot: usize,
}

/// How many, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Parties in the room.
    pub parties: usize,
    /// Silence after which a party is lost.
    pub lost_after: Duration,
    /// Silence after which it is removed.
    pub removed_after: Duration,
}

/// What follows from an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Tell the client over its `control` channel.
    Tell(Seat, FromSfu),
    /// Tell signaling.
    Report(Event),
    /// The slot's occupant changed; whether there is one now.
    Refill(Target, bool),
    /// The seat is free; drop its connection.
    Vacate(Seat),
}

/// One call's room.
#[derive(Debug)]
pub struct Room {
    call: CallId,
    epoch: Epoch,
    ward: WardId,
    limits: Limits,
    policy: Policy,
    seats: Vec<Option<Member>>,
    /// The highest attempt that joined, kept when the party leaves: a grant joins once.
    attempts: BTreeMap<PartyId, Attempt>,
    /// Ingest grants that joined, with their expiry in seconds since 1970.
    spent: BTreeMap<RequestId, u64>,
    /// Of whom not everything passes. Kept when the party leaves, for its next attempt and the room's next life.
    privacy: BTreeMap<PartyId, Privacy>,
    effects: VecDeque<Effect>,
}

#[derive(Debug)]
struct Member {
    party: PartyId,
    role: Role,
    presence: Presence,
    /// When anything came from it last, or when it joined.
    heard: Instant,
    /// By [`Line`]: whether media comes, and where it goes.
    live: [bool; 3],
    targets: [Vec<Target>; 3],
}

#[derive(Debug)]
enum Role {
    Party {
        attempt: Attempt,
        panel_writer: bool,
        panel_reader: bool,
        slots: Vec<Slot>,
        slots_version: u32,
        quality: (Quality, Quality),
        sound_first: bool,
    },
    Ingest {
        line: Line,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// Answered, but not connected.
    Joining,
    Present,
    /// Silent; what it was before.
    Lost {
        connected: bool,
    },
}

impl Room {
    /// An empty room, in which these parties are covered already.
    pub fn open(
        call: CallId,
        epoch: Epoch,
        ward: WardId,
        policy: Policy,
        privacy: Vec<PartyPrivacy>,
        limits: Limits,
    ) -> Self {
        let mut room = Self {
            call,
            epoch,
            ward,
            limits,
            policy,
            seats: Vec::new(),
            attempts: BTreeMap::new(),
            spent: BTreeMap::new(),
            privacy: BTreeMap::new(),
            effects: VecDeque::new(),
        };
        room.keep_covered(privacy);
        room.effects.clear();
        room
    }

    /// The room's life.
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// What follows from the operations so far, in order.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// Whether a grant may join with an offer of this shape. Changes nothing.
    pub fn may_join(&self, claims: &Claims, shape: &Shape) -> Result<(), Code> {
        if claims.ward != self.ward || claims.call != self.call || claims.epoch != self.epoch {
            return Err(Code::BadGrant);
        }
        match &claims.bearer {
            Bearer::Party { attempt, fingerprint, .. } => {
                if self.attempts.get(&claims.party).is_some_and(|joined| joined >= attempt) {
                    return Err(Code::AlreadyJoined);
                }
                if *fingerprint != shape.fingerprint {
                    return Err(Code::WrongFingerprint);
                }
                let others = self.members().filter(|(_, m)| m.attempt().is_some() && m.party != claims.party);
                if others.count() >= self.limits.parties { Err(Code::Full) } else { Ok(()) }
            }
            Bearer::Ingest { .. } => {
                if self.spent.contains_key(&claims.jti) {
                    return Err(Code::BadGrant);
                }
                let cameras = self.members().filter(|(_, m)| m.attempt().is_none());
                if cameras.count() >= self.limits.parties { Err(Code::Full) } else { Ok(()) }
            }
        }
    }

    /// Seats the bearer of a grant that [`Self::may_join`]. Who sat there before in its stead leaves.
    pub fn join(&mut self, claims: &Claims, shape: &Shape, unix: u64, now: Instant) -> Seat {
        let role = match &claims.bearer {
            Bearer::Party { attempt, panel_writer, panel_reader, .. } => {
                self.attempts.insert(claims.party.clone(), *attempt);
                Role::Party {
                    attempt: *attempt,
                    panel_writer: *panel_writer,
                    panel_reader: *panel_reader,
                    slots: shape.slots.iter().map(|(kind, _)| Slot::empty(*kind)).collect(),
                    slots_version: 1,
                    quality: (Quality::Good, Quality::Good),
                    sound_first: false,
                }
            }
            Bearer::Ingest { line } => {
                self.spent.retain(|_, expiry| *expiry > unix);
                self.spent.insert(claims.jti.clone(), claims.exp);
                Role::Ingest { line: *line }
            }
        };
        let older = self.find(&claims.party, |m| m.stands_for(&role));
        let member = Member {
            party: claims.party.clone(),
            role,
            presence: Presence::Joining,
            heard: now,
            live: [false; 3],
            targets: Default::default(),
        };
        let free = self.seats.iter().position(Option::is_none).unwrap_or_else(|| {
            self.seats.push(None);
            self.seats.len() - 1
        });
        // Found before the older seat is freed: for a moment both connections are there.
        self.seats[free] = Some(member);
        match older {
            Some(older) => self.leave(older, Leave::Replaced),
            None => self.reseat(),
        }
        Seat(free)
    }

    /// ICE and DTLS stand.
    pub fn connected(&mut self, seat: Seat, now: Instant) {
        let Some(member) = self.member_mut(seat) else { return };
        let was_lost = matches!(member.presence, Presence::Lost { .. });
        member.presence = Presence::Present;
        member.heard = now;
        self.report_connected(seat);
        if was_lost {
            self.tell_lost();
        }
    }

    /// Something came from the seat's client.
    pub fn heard(&mut self, seat: Seat, now: Instant) {
        let Some(member) = self.member_mut(seat) else { return };
        match member.presence {
            // A client that only ever knocks is not there; its silence counts from joining.
            Presence::Joining | Presence::Lost { connected: false } => {}
            Presence::Present => member.heard = now,
            Presence::Lost { connected: true } => self.connected(seat, now),
        }
    }

    /// Media comes, or stopped coming, on a line.
    pub fn live(&mut self, seat: Seat, line: Line, live: bool) {
        let Some(member) = self.member_mut(seat) else { return };
        if member.live[line as usize] == live {
            return;
        }
        member.live[line as usize] = live;
        let party = member.party.clone();
        self.report_tracks(party);
        self.reseat();
    }

    /// Replaces the matrix, unless the room has this or a later version.
    pub fn set_policy(&mut self, policy: Policy) {
        if policy.version <= self.policy.version {
            return;
        }
        self.policy = policy;
        self.reseat();
        for seat in self.party_seats() {
            self.tell(seat, self.policy_message(seat));
        }
        let (call, epoch, version) = (self.call.clone(), self.epoch, self.policy.version);
        self.effects.push_back(Effect::Report(Event::PolicyApplied { call, epoch, version }));
    }

    /// The party's client has the matrix of this version.
    pub fn acknowledge(&mut self, seat: Seat, version: u32) {
        let Some(party) = self.member(seat).map(|m| m.party.clone()) else { return };
        let (call, epoch) = (self.call.clone(), self.epoch);
        self.effects.push_back(Effect::Report(Event::PolicyAcknowledged { call, epoch, party, version }));
    }

    /// The party's `control` channel opened: it gets every fact whole.
    pub fn control_opened(&mut self, seat: Seat) {
        self.tell(seat, self.slots_message(seat));
        self.tell(seat, self.policy_message(seat));
        for fact in [self.privacy_message(), self.sound_first_message(), self.lost_message()] {
            self.tell(seat, fact);
        }
    }

    /// The party's network, as measured.
    pub fn measured(&mut self, seat: Seat, sending: Quality, receiving: Quality) {
        let Some(Member { party, role: Role::Party { quality, .. }, .. }) = self.member_mut(seat) else { return };
        if *quality == (sending, receiving) {
            return;
        }
        *quality = (sending, receiving);
        let party = party.clone();
        let (call, epoch) = (self.call.clone(), self.epoch);
        self.effects.push_back(Effect::Report(Event::Quality { call, epoch, party, sending, receiving }));
        let parties = self
            .members()
            .filter_map(|(_, m)| match &m.role {
                Role::Party { quality: (sending, receiving), .. } => {
                    Some(PartyQuality { party: m.party.clone(), sending: *sending, receiving: *receiving })
                }
                Role::Ingest { .. } => None,
            })
            .collect();
        self.tell_all(FromSfu::Quality { parties });
    }

    /// Time passed: who is lost, who is removed.
    pub fn tick(&mut self, now: Instant) {
        let Limits { lost_after, removed_after, .. } = self.limits;
        for index in 0..self.seats.len() {
            let Some(member) = &mut self.seats[index] else { continue };
            let silent = now.saturating_duration_since(member.heard);
            if silent >= removed_after {
                self.leave(Seat(index), Leave::TimedOut);
            } else if silent >= lost_after && !matches!(member.presence, Presence::Lost { .. }) {
                member.presence = Presence::Lost { connected: member.presence == Presence::Present };
                if let Some(attempt) = member.attempt() {
                    let (call, epoch, party) = (self.call.clone(), self.epoch, member.party.clone());
                    self.effects.push_back(Effect::Report(Event::Lost { call, epoch, party, attempt }));
                    self.tell_lost();
                }
            }
        }
    }

    /// When [`Self::tick`] has something to do next.
    pub fn deadline(&self) -> Option<Instant> {
        let next = |m: &Member| match m.presence {
            Presence::Joining | Presence::Present => m.heard + self.limits.lost_after,
            Presence::Lost { .. } => m.heard + self.limits.removed_after,
        };
        self.members().map(|(_, m)| next(m)).min()
    }

    /// Frees a seat.
    pub fn leave(&mut self, seat: Seat, why: Leave) {
        let Some(member) = self.seats.get_mut(seat.0).and_then(Option::take) else { return };
        self.effects.push_back(Effect::Vacate(seat));
        self.reseat();
        if member.live.contains(&true) {
            self.report_tracks(member.party.clone());
        }
        if let Some(attempt) = member.attempt() {
            let (call, epoch, party) = (self.call.clone(), self.epoch, member.party.clone());
            self.effects.push_back(Effect::Report(Event::Left { call, epoch, party, attempt, why }));
            if matches!(member.presence, Presence::Lost { .. }) {
                self.tell_lost();
            }
            if member.has_sound_first() {
                self.tell_all(self.sound_first_message());
            }
        }
    }

    /// Frees every seat of a party.
    pub fn remove(&mut self, party: &PartyId) {
        while let Some(seat) = self.find(party, |_| true) {
            self.leave(seat, Leave::Removed);
        }
    }

    /// Frees every seat and ends the room.
    pub fn close(&mut self) {
        for index in 0..self.seats.len() {
            self.leave(Seat(index), Leave::Removed);
        }
        self.effects.push_back(Effect::Report(self.closed(false)));
    }

    /// That the room is gone, by a fault or not.
    pub fn closed(&self, fault: bool) -> Event {
        Event::Closed { call: self.call.clone(), epoch: self.epoch, fault }
    }

    /// Where the packets of a seat's line go.
    pub fn targets(&self, seat: Seat, line: Line) -> &[Target] {
        self.member(seat).map_or(&[], |m| &m.targets[line as usize])
    }

    /// Who sits in a slot.
    pub fn source(&self, target: Target) -> Option<(Seat, Line)> {
        match &self.member(target.receiver)?.role {
            Role::Party { slots, .. } => slots.get(target.slot)?.source(),
            Role::Ingest { .. } => None,
        }
    }

    /// Who sends over the panel's channels, whether it is the writer, and who reads it; nothing if the sender may not.
    pub fn relay(&self, seat: Seat) -> Option<(&PartyId, bool, impl Iterator<Item = Seat>)> {
        let member = self.member(seat)?;
        let Role::Party { panel_writer, panel_reader: true, .. } = member.role else { return None };
        let reads = |m: &Member| matches!(m.role, Role::Party { panel_reader: true, .. });
        let readers = self.members().filter(move |(other, m)| *other != seat && reads(m)).map(|(other, _)| other);
        Some((&member.party, panel_writer, readers))
    }

    fn members(&self) -> impl Iterator<Item = (Seat, &Member)> {
        self.seats.iter().enumerate().filter_map(|(i, m)| Some((Seat(i), m.as_ref()?)))
    }

    fn member(&self, seat: Seat) -> Option<&Member> {
        self.seats.get(seat.0)?.as_ref()
    }

    fn member_mut(&mut self, seat: Seat) -> Option<&mut Member> {
        self.seats.get_mut(seat.0)?.as_mut()
    }

    fn find(&self, party: &PartyId, also: impl Fn(&Member) -> bool) -> Option<Seat> {
        self.members().find(|(_, m)| m.party == *party && also(m)).map(|(seat, _)| seat)
    }

    fn party_seats(&self) -> Vec<Seat> {
        self.members().filter(|(_, m)| m.attempt().is_some()).map(|(seat, _)| seat).collect()
    }

    fn report_connected(&mut self, seat: Seat) {
        let Some(member) = self.member(seat) else { return };
        let Some(attempt) = member.attempt() else { return };
        let (call, epoch, party) = (self.call.clone(), self.epoch, member.party.clone());
        self.effects.push_back(Effect::Report(Event::Connected { call, epoch, party, attempt }));
    }

    fn report_tracks(&mut self, party: PartyId) {
        let live = |line: &Line| self.members().any(|(_, m)| m.party == party && m.live[*line as usize]);
        let lines = Line::ALL.into_iter().filter(live).collect();
        let (call, epoch) = (self.call.clone(), self.epoch);
        self.effects.push_back(Effect::Report(Event::Tracks { call, epoch, party, lines }));
    }

    /// Tells one client something.
    pub fn tell(&mut self, seat: Seat, message: FromSfu) {
        self.effects.push_back(Effect::Tell(seat, message));
    }

    fn tell_all(&mut self, message: FromSfu) {
        for seat in self.party_seats() {
            self.tell(seat, message.clone());
        }
    }

    fn tell_lost(&mut self) {
        self.tell_all(self.lost_message());
    }

    fn lost_message(&self) -> FromSfu {
        let lost = |m: &Member| m.attempt().is_some() && matches!(m.presence, Presence::Lost { .. });
        FromSfu::Lost { parties: self.members().filter(|(_, m)| lost(m)).map(|(_, m)| m.party.clone()).collect() }
    }

    fn policy_message(&self, seat: Seat) -> FromSfu {
        let me = self.member(seat).map(|m| &m.party);
        let flows = || self.policy.allow.iter();
        let seen_by: BTreeSet<_> = flows().filter(|f| Some(&f.source) == me).map(|f| &f.receiver).collect();
        let sees: BTreeSet<_> = flows().filter(|f| Some(&f.receiver) == me).map(|f| &f.source).collect();
        FromSfu::Policy {
            version: self.policy.version,
            seen_by: seen_by.into_iter().cloned().collect(),
            sees: sees.into_iter().cloned().collect(),
        }
    }

    fn slots_message(&self, seat: Seat) -> FromSfu {
        let slots = match self.member(seat).map(|m| &m.role) {
            Some(Role::Party { slots, .. }) => slots.as_slice(),
            Some(Role::Ingest { .. }) | None => &[],
        };
        let named = |kind: Kind| slots.iter().filter(move |s| s.kind() == kind).map(|s| self.named(s)).collect();
        FromSfu::Slots { version: self.slots_version(seat), audio: named(Kind::Audio), video: named(Kind::Video) }
    }
}

impl Member {
    const fn attempt(&self) -> Option<Attempt> {
        match self.role {
            Role::Party { attempt, .. } => Some(attempt),
            Role::Ingest { .. } => None,
        }
    }

    /// Whether a newcomer of this role takes the member's place.
    fn stands_for(&self, newcomer: &Role) -> bool {
        match (&self.role, newcomer) {
            (Role::Party { .. }, Role::Party { .. }) => true,
            (Role::Ingest { line: mine }, Role::Ingest { line: theirs }) => mine == theirs,
            (Role::Party { .. }, Role::Ingest { .. }) | (Role::Ingest { .. }, Role::Party { .. }) => false,
        }
    }
}
