//! Who sits in which receive slot.
//!
//! One rule: a slot holds a source exactly while the source is live, the matrix lets it pass, neither side's
//! privacy keeps it back and, for a picture, neither has the sound first. A source that sits keeps its slot; one that comes back gets the slot
//! it had, if that is still free; other free slots are filled in a fixed order: microphones, cameras, then second cameras
//! and screens, each by seat.

use super::{Effect, Member, Role, Room, Seat, Target};
use crate::offer::Kind;
use protocol::control::Source;
use protocol::policy::Line;

/// One receive slot.
#[derive(Debug)]
pub(super) struct Slot {
    kind: Kind,
    source: Option<(Seat, Line)>,
    /// Who sat here last.
    last: Option<Source>,
}

impl Slot {
    pub(super) const fn empty(kind: Kind) -> Self {
        Self { kind, source: None, last: None }
    }

    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) const fn source(&self) -> Option<(Seat, Line)> {
        self.source
    }
}

impl Room {
    /// Works out every receiver's slots and every source's targets anew, and says what changed.
    pub(super) fn reseat(&mut self) {
        for receiver in self.party_seats() {
            let before = self.sources(receiver);
            let mut after = before.clone();
            self.free(receiver, &mut after);
            self.fill(receiver, &mut after);
            if after == before {
                continue;
            }
            for (slot, (now, then)) in after.iter().zip(&before).enumerate() {
                if now != then {
                    self.effects.push_back(Effect::Refill(Target { receiver, slot }, now.is_some()));
                }
            }
            self.seat(receiver, after);
            self.tell(receiver, self.slots_message(receiver));
        }
        self.aim();
    }

    fn free(&self, receiver: Seat, sources: &mut [Option<(Seat, Line)>]) {
        for source in sources {
            if source.is_some_and(|(seat, line)| !self.passes(seat, line, receiver)) {
                *source = None;
            }
        }
    }

    fn fill(&self, receiver: Seat, sources: &mut [Option<(Seat, Line)>]) {
        let slots = self.slots(receiver);
        for line in Line::ALL {
            for (seat, member) in self.members() {
                let source = Some((seat, line));
                if !self.passes(seat, line, receiver) || sources.contains(&source) {
                    continue;
                }
                let free = |i: &usize| sources[*i].is_none() && slots[*i].kind == Kind::of(line);
                let had =
                    |i: &usize| slots[*i].last.as_ref().is_some_and(|s| s.party == member.party && s.line == line);
                let mut candidates = (0..sources.len()).filter(free);
                if let Some(slot) = candidates.clone().find(had).or_else(|| candidates.next()) {
                    sources[slot] = source;
                }
            }
        }
    }

    /// Whether a line passes to a receiver now.
    fn passes(&self, source: Seat, line: Line, receiver: Seat) -> bool {
        let (Some(from), Some(to)) = (self.member(source), self.member(receiver)) else { return false };
        from.live[line as usize]
            && from.party != to.party
            && [&from.party, &to.party].into_iter().all(|party| self.privacy_of(party).passes(line))
            && (line == Line::Microphone || !(from.has_sound_first() || to.has_sound_first()))
            && self.provides(source, from, line)
            && self.policy.passes(&from.party, line, &to.party)
    }

    /// A camera that was joined for a line stands in for the party's own.
    fn provides(&self, seat: Seat, member: &Member, line: Line) -> bool {
        let ingest = |m: &Member| matches!(m.role, Role::Ingest { line: l } if l == line) && m.live[line as usize];
        !self.members().any(|(other, m)| other != seat && m.party == member.party && ingest(m))
    }

    fn slots(&self, seat: Seat) -> &[Slot] {
        match self.member(seat).map(|m| &m.role) {
            Some(Role::Party { slots, .. }) => slots,
            Some(Role::Ingest { .. }) | None => &[],
        }
    }

    fn sources(&self, seat: Seat) -> Vec<Option<(Seat, Line)>> {
        self.slots(seat).iter().map(Slot::source).collect()
    }

    fn seat(&mut self, receiver: Seat, sources: Vec<Option<(Seat, Line)>>) {
        let named: Vec<_> = sources.iter().map(|s| s.and_then(|source| self.name(source))).collect();
        let Some(Member { role: Role::Party { slots, slots_version, .. }, .. }) = self.member_mut(receiver) else {
            return;
        };
        *slots_version += 1;
        for ((slot, source), name) in slots.iter_mut().zip(sources).zip(named) {
            slot.source = source;
            slot.last = name.or_else(|| slot.last.take());
        }
    }

    fn aim(&mut self) {
        let mut targets = Vec::new();
        for receiver in self.party_seats() {
            for (slot, source) in self.sources(receiver).into_iter().enumerate() {
                targets.extend(source.map(|source| (source, Target { receiver, slot })));
            }
        }
        for member in self.seats.iter_mut().flatten() {
            member.targets.iter_mut().for_each(Vec::clear);
        }
        for ((seat, line), target) in targets {
            if let Some(member) = self.member_mut(seat) {
                member.targets[line as usize].push(target);
            }
        }
    }

    fn name(&self, (seat, line): (Seat, Line)) -> Option<Source> {
        self.member(seat).map(|m| Source { party: m.party.clone(), line })
    }

    pub(super) fn named(&self, slot: &Slot) -> Option<Source> {
        slot.source.and_then(|source| self.name(source))
    }

    pub(super) fn slots_version(&self, seat: Seat) -> u32 {
        match self.member(seat).map(|m| &m.role) {
            Some(Role::Party { slots_version, .. }) => *slots_version,
            Some(Role::Ingest { .. }) | None => 0,
        }
    }
}
