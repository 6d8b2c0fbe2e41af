//! At which desk a ticket rings, and where it goes on when nobody answers: the next desk, then a supervisor, then the
//! list of those who are called back. While everybody who could answer is taken, it waits.

use super::line::{Desk, Pools, Tier, Waiting};
use crate::clock::{Millis, SECOND};
use protocol::call::WaitStep;
use protocol::id::{AccountId, CallId, SectionId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How long is waited for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How long one desk rings.
    pub ring: Millis,
    /// How long somebody who comes into a call may take to connect.
    pub arrival: Millis,
    /// How long a ticket waits while nobody at all is at work.
    pub nobody: Millis,
    /// How often in a row a desk may let it ring before it is 離席.
    pub misses: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { ring: 20 * SECOND, arrival: 45 * SECOND, nobody: 120 * SECOND, misses: 2 }
    }
}

/// What follows from the passing of time. Said again until it has come true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody who could answer did.
    Unanswered(CallId),
    /// The desk did not answer too often: it is 離席.
    Away(AccountId),
}

/// The rings of one ward.
#[derive(Debug, Default)]
pub struct Rings {
    patience: Patience,
    rings: BTreeMap<CallId, Ring>,
    /// How often in a row a desk let it ring, and when last.
    misses: BTreeMap<AccountId, (u32, Millis)>,
    /// When something changes by itself.
    due: Option<Millis>,
}

/// How one ticket rings.
#[derive(Debug, Default)]
struct Ring {
    at: Option<At>,
    /// What was being done for it when a desk let it pass; this is told until something else is done.
    last: Option<WaitStep>,
    /// Who let it pass, and when. Who went free again since then may be asked again.
    passed: BTreeMap<AccountId, Millis>,
    /// The desk that a supervisor gave it to.
    assigned: Option<AccountId>,
    /// Since when nobody is at work.
    nobody_since: Option<Millis>,
}

#[derive(Debug)]
struct At {
    desk: AccountId,
    tier: Tier,
    since: Millis,
}

impl Rings {
    /// Nothing rings yet.
    pub fn new(patience: Patience) -> Self {
        Self { patience, ..Self::default() }
    }

    /// When [`Rings::settle`] has to be asked although nothing else happened.
    pub const fn due(&self) -> Option<Millis> {
        self.due
    }

    /// The desk at which a ticket rings.
    pub fn desk(&self, call: &CallId) -> Option<&AccountId> {
        self.rings.get(call)?.at.as_ref().map(|at| &at.desk)
    }

    /// What is being done for a ticket.
    pub fn step(&self, call: &CallId) -> WaitStep {
        self.rings.get(call).map_or(WaitStep::InLine, Ring::step)
    }

    /// A supervisor gives a ticket to one desk: it rings there as soon as that desk is free.
    pub fn assign(&mut self, call: &CallId, desk: &AccountId) {
        let ring = self.rings.entry(call.clone()).or_default();
        ring.passed.remove(desk);
        ring.assigned = Some(desk.clone());
        if ring.at.as_ref().is_some_and(|at| at.desk != *desk) {
            ring.at = None;
        }
    }

    /// The desk at which a ticket rings says that it will not answer: it goes on at once, and does not count as missed.
    /// Answers whether it rang there.
    pub fn decline(&mut self, call: &CallId, desk: &AccountId, now: Millis) -> bool {
        let Some(ring) = self.rings.get_mut(call).filter(|ring| ring.is_at(desk)) else { return false };
        ring.pass(now);
        self.misses.remove(desk);
        true
    }

    /// Brings the rings to what the line and the desks are now. `tickets` are all that wait in the ward, in the order
    /// of their turns; `desks` is everybody at work.
    pub fn settle(&mut self, tickets: &[Waiting], desks: &[Desk], now: Millis) -> Vec<Verdict> {
        let waiting: HashSet<&CallId> = tickets.iter().map(|ticket| &ticket.call).collect();
        self.rings.retain(|call, _| waiting.contains(call));
        let mut floor = Floor::of(desks);
        let mut verdicts = self.run_out(&mut floor, now);
        let pools = Pools::of(tickets.iter().map(|ticket| &ticket.section), desks);
        let is_given = |ticket: &&Waiting| self.rings.get(&ticket.call).is_some_and(|ring| ring.assigned.is_some());
        let (given, others): (Vec<&Waiting>, Vec<&Waiting>) = tickets.iter().partition(is_given);
        // Sections in which a ticket that was not asked for anywhere yet finds nobody: nor does the next one.
        let mut taken: HashSet<&SectionId> = HashSet::new();
        for ticket in given.into_iter().chain(others).filter(|ticket| ticket.due() <= now) {
            let ring = self.rings.get(&ticket.call);
            if ring.is_some_and(|ring| ring.at.is_some()) || ring.is_none() && taken.contains(&ticket.section) {
                continue;
            }
            match look(ticket, ring, pools.pool(&ticket.section), &floor) {
                Next::Rings(tier, desk) => {
                    floor.free.remove(&desk.account);
                    let ring = self.rings.entry(ticket.call.clone()).or_default();
                    ring.at = Some(At { desk: desk.account.clone(), tier, since: now });
                    ring.nobody_since = None;
                }
                Next::Waits => {
                    if ring.is_none() {
                        taken.insert(&ticket.section);
                    }
                    self.rings.entry(ticket.call.clone()).and_modify(|ring| {
                        (ring.nobody_since, ring.last) = (None, None);
                    });
                }
                Next::Nobody => {
                    let ring = self.rings.entry(ticket.call.clone()).or_default();
                    ring.last = None;
                    if *ring.nobody_since.get_or_insert(now) + self.patience.nobody <= now {
                        verdicts.push(Verdict::Unanswered(ticket.call.clone()));
                    }
                }
                Next::Unanswered => verdicts.push(Verdict::Unanswered(ticket.call.clone())),
            }
        }
        let again = (!verdicts.is_empty()).then_some(now + self.patience.ring);
        self.due = self.dues().chain(tickets.iter().map(Waiting::due)).filter(|at| *at > now).chain(again).min();
        verdicts
    }

    /// Ends the rings whose desk is not free any more or did not answer; the other desks go on being rung.
    fn run_out(&mut self, floor: &mut Floor<'_>, now: Millis) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        for ring in self.rings.values_mut() {
            let Some(at) = &ring.at else { continue };
            let free_since = floor.at_work.get(&at.desk).and_then(|desk| desk.free_since());
            let Some(free_since) = free_since.filter(|since| *since <= at.since) else {
                ring.at = None;
                continue;
            };
            if at.since + self.patience.ring > now {
                floor.free.remove(&at.desk);
                continue;
            }
            let desk = at.desk.clone();
            ring.pass(now);
            let (count, last) = self.misses.entry(desk.clone()).or_default();
            *count = if *last >= free_since { *count + 1 } else { 1 };
            *last = now;
            if *count >= self.patience.misses {
                self.misses.remove(&desk);
                floor.free.remove(&desk);
                floor.at_work.remove(&desk);
                verdicts.push(Verdict::Away(desk));
            }
        }
        verdicts
    }

    fn dues(&self) -> impl Iterator<Item = Millis> {
        let patience = self.patience;
        self.rings.values().filter_map(move |ring| match &ring.at {
            Some(at) => Some(at.since + patience.ring),
            None => ring.nobody_since.map(|since| since + patience.nobody),
        })
    }
}

impl Ring {
    fn is_at(&self, desk: &AccountId) -> bool {
        self.at.as_ref().is_some_and(|at| at.desk == *desk)
    }

    fn step(&self) -> WaitStep {
        match (&self.at, self.passed.is_empty()) {
            (None, _) => self.last.unwrap_or(WaitStep::InLine),
            (Some(At { tier: Tier::Supervisor, .. }), _) => WaitStep::RingingSupervisor,
            (Some(_), true) => WaitStep::Ringing,
            (Some(_), false) => WaitStep::RingingNext,
        }
    }

    /// The desk at which it rings does not answer.
    fn pass(&mut self, now: Millis) {
        self.last = Some(self.step());
        let Some(At { desk, .. }) = self.at.take() else { return };
        if self.assigned.as_ref() == Some(&desk) {
            self.assigned = None;
        }
        self.passed.insert(desk, now);
    }

    fn was_passed_by(&self, desk: &Desk) -> bool {
        let passed = self.passed.get(&desk.account);
        passed.is_some_and(|at| desk.free_since().is_some_and(|since| since <= *at))
    }
}

/// Who is there, and who of them can be rung.
struct Floor<'a> {
    at_work: HashMap<&'a AccountId, &'a Desk>,
    free: HashSet<&'a AccountId>,
}

impl<'a> Floor<'a> {
    fn of(desks: &'a [Desk]) -> Self {
        let free = desks.iter().filter(|desk| desk.free_since().is_some()).map(|desk| &desk.account).collect();
        Self { at_work: desks.iter().map(|desk| (&desk.account, desk)).collect(), free }
    }
}

/// What becomes of a ticket that does not ring.
enum Next<'a> {
    Rings(Tier, &'a Desk),
    /// Whoever could answer is taken.
    Waits,
    /// Nobody is at work.
    Nobody,
    /// Everybody was asked.
    Unanswered,
}

fn look<'a>(ticket: &Waiting, ring: Option<&Ring>, pool: &[(Tier, &'a Desk)], floor: &Floor<'_>) -> Next<'a> {
    let is_free = |desk: &Desk| floor.free.contains(&desk.account);
    let here = || pool.iter().filter(|(_, desk)| floor.at_work.contains_key(&desk.account));
    let left = || here().filter(|(_, desk)| !ring.is_some_and(|ring| ring.was_passed_by(desk)));
    let given = ring.and_then(|ring| ring.assigned.as_ref());
    if let Some((tier, desk)) = left().find(|(_, desk)| given == Some(&desk.account)) {
        return if is_free(desk) { Next::Rings(*tier, desk) } else { Next::Waits };
    }
    let best = |supervisor: bool| {
        let fits = left().filter(|(tier, desk)| (*tier == Tier::Supervisor) == supervisor && is_free(desk));
        fits.min_by_key(|(tier, desk)| (*tier, desk.rank(ticket.language)))
    };
    if let Some((tier, desk)) = best(false) {
        return Next::Rings(*tier, desk);
    }
    let asked = ring.is_some_and(|ring| !ring.passed.is_empty());
    if !asked && here().any(|(tier, _)| *tier != Tier::Supervisor) {
        return Next::Waits;
    }
    match best(true) {
        Some((tier, desk)) => Next::Rings(*tier, desk),
        None if left().next().is_some() => Next::Waits,
        None if asked => Next::Unanswered,
        None => Next::Nobody,
    }
}

#[cfg(test)]
mod tests;
