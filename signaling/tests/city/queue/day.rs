//! One day of one ward office, drawn from a seed: moments in order, each followed by the queue's own decisions.

use protocol::call::Estimate;
use protocol::id::{AccountId, CallId, SectionId};
use protocol::place::Language;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use signaling::clock::{HOUR, MINUTE, Millis, SECOND};
use signaling::queue::estimate::Forecast;
use signaling::queue::line::{Desk, Posts, Standing, Waiting};
use signaling::queue::record::Record;
use signaling::queue::ring::{Patience, Rings, Verdict};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// When the office opens. Residents come for four hours.
const OPENS: Millis = 1_795_305_600_000;
const HOURS: Millis = 4 * HOUR;
/// The median length of a talk, and how far lengths spread: the standard deviation of their logarithm.
const MEDIAN: f64 = 15.0 * 60_000.0;
const SPREAD: f64 = 0.45;

/// What kind of day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Bookings, foreign residents, lunch, officers who do not answer, residents who give up.
    Eventful,
    /// One section, whose demand and officers stay as they are. A record of such days exists.
    Steady,
}

/// What became of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Served,
    CalledBack,
    GaveUp,
}

/// What happens at a moment. The number is the ticket's or the desk's place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happens {
    Comes(usize),
    GivesUp(usize),
    /// The desk answers the ticket that began to ring there at a moment.
    Answers(usize, usize, Millis),
    Parts(usize),
    Writes(usize),
    Leaves(usize),
    Returns(usize),
    /// The rings' own time has come.
    Due,
}

/// A day that is over.
#[derive(Debug)]
pub(crate) struct Day {
    seed: u64,
    pub(crate) tickets: Vec<Waiting>,
    /// What became of each ticket, every time something did.
    pub(crate) ends: Vec<Vec<End>>,
    /// From when to when each desk talked.
    pub(crate) talks: Vec<Vec<(Millis, Millis)>>,
    /// Who began to ring although somebody who came before them did not yet, each with the one who came before.
    pub(crate) overtaken: Vec<(Waiting, Waiting)>,
    /// What each was told of the wait, in minutes, and how long it was.
    pub(crate) told: Vec<((u16, u16), Millis)>,
}

struct Office {
    day: Day,
    plan: Plan,
    rng: ChaCha8Rng,
    now: Millis,
    agenda: BinaryHeap<Reverse<(Millis, Happens)>>,
    line: Vec<Waiting>,
    desks: Vec<Desk>,
    present: Vec<bool>,
    rings: Rings,
    /// For when their own time stands on the agenda.
    due: Option<Millis>,
    rung: BTreeMap<CallId, (AccountId, Millis)>,
    /// Who began to ring at least once.
    asked: BTreeSet<CallId>,
    record: Record,
    expects: BTreeMap<CallId, (u16, u16)>,
}

impl Day {
    pub(crate) fn play(seed: u64, plan: Plan) -> Self {
        let mut office = Office::open(seed, plan);
        let mut moments = 0;
        while let Some(Reverse((at, happens))) = office.agenda.pop() {
            office.now = at;
            office.happens(happens);
            office.settle();
            moments += 1;
            assert!(moments < 20_000, "day {seed} does not end");
        }
        assert_eq!(office.line, [], "on day {seed} somebody waits for ever");
        office.day
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// How many of those who were told a range waited so long.
    pub(crate) fn ranges_that_held(&self) -> usize {
        let minutes = |minutes: u16| Millis::from(minutes) * MINUTE;
        let held = |((from, to), wait): &&((u16, u16), Millis)| (minutes(*from)..=minutes(*to)).contains(wait);
        self.told.iter().filter(held).count()
    }
}

impl Office {
    fn open(seed: u64, plan: Plan) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let desks: Vec<Desk> = match plan {
            Plan::Eventful => {
                [("a", Some("care")), ("b", Some("care")), ("c", Some("tax")), ("d", None), ("lead", None)]
                    .map(|(name, post)| desk(name, post))
                    .to_vec()
            }
            Plan::Steady => ["a", "b", "c"].map(|name| desk(name, Some("care"))).to_vec(),
        };
        let record = Record::of((0..200).map(|_| length(&mut rng)).collect());
        let mut office = Self {
            plan,
            now: OPENS,
            agenda: BinaryHeap::new(),
            line: Vec::new(),
            present: vec![true; desks.len()],
            rings: Rings::new(Patience::default()),
            due: None,
            rung: BTreeMap::new(),
            asked: BTreeSet::new(),
            record,
            expects: BTreeMap::new(),
            day: Day {
                seed,
                tickets: Vec::new(),
                ends: Vec::new(),
                talks: vec![Vec::new(); desks.len()],
                overtaken: Vec::new(),
                told: Vec::new(),
            },
            desks,
            rng,
        };
        office.residents();
        office.lunch();
        office
    }

    /// Who comes, and when.
    fn residents(&mut self) {
        // three desks at nine tenths of what they can do
        let between = MEDIAN * (SPREAD * SPREAD / 2.0).exp() / 3.0 / 0.9;
        let mut at = OPENS;
        loop {
            at += millis(-between * self.rng.random::<f64>().max(1e-9).ln());
            if at > OPENS + HOURS {
                return;
            }
            let place = self.day.tickets.len();
            let number = u32::try_from(place).expect("a small number") + 1;
            let eventful = self.plan == Plan::Eventful;
            let booked = eventful && self.rng.random_bool(0.3);
            let wait = 4 * MINUTE - millis(self.rng.random::<f64>() * 480_000.0);
            let ticket = Waiting {
                call: id(&format!("call-{number}")),
                section: id(if eventful && self.rng.random_bool(0.3) { "tax" } else { "care" }),
                subject: id("garbage-support"),
                language: if self.rng.random_bool(0.1) { Language::En } else { Language::Ja },
                number,
                rang_at: at,
                booked_at: booked.then_some(at + wait),
            };
            self.day.tickets.push(ticket);
            self.day.ends.push(Vec::new());
            self.agenda.push(Reverse((at, Happens::Comes(place))));
            if eventful && self.rng.random_bool(0.1) {
                let patience = millis(self.rng.random::<f64>() * 1_800_000.0);
                self.agenda.push(Reverse((at + patience, Happens::GivesUp(place))));
            }
        }
    }

    fn lunch(&mut self) {
        if self.plan == Plan::Steady {
            return;
        }
        for desk in 0..self.desks.len() {
            let leaves = OPENS + millis(self.rng.random::<f64>() * 10_800_000.0);
            self.agenda.push(Reverse((leaves, Happens::Leaves(desk))));
        }
    }

    fn happens(&mut self, happens: Happens) {
        match happens {
            Happens::Comes(ticket) => {
                let ticket = self.day.tickets[ticket].clone();
                let at = self.line.partition_point(|other| other.turn() <= ticket.turn());
                self.line.insert(at, ticket);
            }
            Happens::GivesUp(ticket) => {
                let call = self.day.tickets[ticket].call.clone();
                self.end(&call, End::GaveUp);
            }
            Happens::Answers(ticket, desk, since) => self.answers(ticket, desk, since),
            Happens::Parts(desk) => {
                let subject = Some(self.day.tickets[0].subject.clone());
                self.desks[desk].standing = Standing::Writing { subject };
                self.agenda.push(Reverse((self.now + MINUTE, Happens::Writes(desk))));
            }
            Happens::Writes(desk) => self.desks[desk].standing = Standing::Free { since: self.now },
            Happens::Leaves(desk) if self.desks[desk].free_since().is_none() => {
                self.agenda.push(Reverse((self.now + MINUTE, Happens::Leaves(desk))));
            }
            Happens::Leaves(desk) => self.leaves(desk, 30 * MINUTE),
            Happens::Returns(desk) => {
                self.present[desk] = true;
                self.desks[desk].standing = Standing::Free { since: self.now };
            }
            Happens::Due => {}
        }
    }

    fn leaves(&mut self, desk: usize, length: Millis) {
        if std::mem::replace(&mut self.present[desk], false) {
            self.agenda.push(Reverse((self.now + length, Happens::Returns(desk))));
        }
    }

    fn answers(&mut self, ticket: usize, desk: usize, since: Millis) {
        let (call, account) = (self.day.tickets[ticket].call.clone(), self.desks[desk].account.clone());
        if self.rung.get(&call) != Some(&(account, since)) {
            return;
        }
        self.end(&call, End::Served);
        let ends = self.now + length(&mut self.rng);
        self.day.talks[desk].push((self.now, ends));
        if let Some(told) = self.expects.remove(&call) {
            self.day.told.push((told, self.now - self.day.tickets[ticket].rang_at));
        }
        self.desks[desk].served += 1;
        let subject = self.day.tickets[ticket].subject.clone();
        self.desks[desk].standing = Standing::Talking { subject, since: self.now };
        self.agenda.push(Reverse((ends, Happens::Parts(desk))));
    }

    /// Only who waits can come to an end, as in the database.
    fn end(&mut self, call: &CallId, end: End) {
        let Some(at) = self.line.iter().position(|ticket| ticket.call == *call) else { return };
        let ticket = self.line.remove(at);
        self.rung.remove(call);
        self.day.ends[place(&ticket)].push(end);
    }

    fn settle(&mut self) {
        loop {
            let at_work: Vec<Desk> = self
                .desks
                .iter()
                .zip(&self.present)
                .filter(|(_, present)| **present)
                .map(|(desk, _)| desk.clone())
                .collect();
            let verdicts = self.rings.settle(&self.line, &at_work, self.now);
            if verdicts.is_empty() {
                self.tell(&at_work);
                break;
            }
            for verdict in verdicts {
                match verdict {
                    Verdict::Unanswered(call) => self.end(&call, End::CalledBack),
                    Verdict::Away(account) => {
                        let desk = self.desks.iter().position(|desk| desk.account == account).expect("a desk");
                        self.leaves(desk, 10 * MINUTE);
                    }
                }
            }
        }
        self.ring();
        if let Some(due) = self.rings.due().filter(|due| self.due != Some(*due)) {
            self.due = Some(due);
            self.agenda.push(Reverse((due, Happens::Due)));
        }
    }

    /// Says to who has just come how long it will take.
    fn tell(&mut self, at_work: &[Desk]) {
        let Some(ticket) = self.line.iter().find(|ticket| ticket.rang_at == self.now) else { return };
        let forecast = Forecast::play(&self.line, at_work, |_| self.record, self.now);
        if let Estimate::Range { from, to, .. } = forecast.spot(&ticket.call).estimate() {
            self.expects.entry(ticket.call.clone()).or_insert((from, to));
        }
    }

    /// What officers make of the tickets that began to ring at their desks.
    fn ring(&mut self) {
        for ticket in self.line.clone() {
            let Some(account) = self.rings.desk(&ticket.call).cloned() else {
                self.rung.remove(&ticket.call);
                continue;
            };
            if self.rung.get(&ticket.call).is_some_and(|(at, _)| *at == account) {
                continue;
            }
            let is_before = |other: &&Waiting| {
                let waits = other.section == ticket.section && other.due() <= self.now;
                waits && other.due() < ticket.due() && self.rings.desk(&other.call).is_none()
            };
            // One who was let pass at one desk is sought another, or the supervisor, whoever waits.
            if self.asked.insert(ticket.call.clone()) {
                let before = self.line.iter().filter(is_before).filter(|other| !self.asked.contains(&other.call));
                self.day.overtaken.extend(before.map(|first| (first.clone(), ticket.clone())));
            }
            self.rung.insert(ticket.call.clone(), (account.clone(), self.now));
            let desk = self.desks.iter().position(|desk| desk.account == account).expect("a desk");
            if self.plan == Plan::Steady || self.rng.random_bool(0.85) {
                let after = 2 * SECOND + millis(self.rng.random::<f64>() * 6_000.0);
                let answers = Happens::Answers(place(&ticket), desk, self.now);
                self.agenda.push(Reverse((self.now + after, answers)));
            }
        }
    }
}

/// Where it stands in the day's list.
fn place(ticket: &Waiting) -> usize {
    usize::try_from(ticket.number).expect("a small number") - 1
}

fn desk(name: &str, post: Option<&str>) -> Desk {
    let section: Option<SectionId> = post.map(id);
    let lead = name == "lead";
    Desk {
        account: id(name),
        posts: Posts {
            staff: if lead { Vec::new() } else { vec![section] },
            supervisor: if lead { vec![None] } else { Vec::new() },
        },
        languages: if name == "b" { vec![Language::En] } else { Vec::new() },
        served: 0,
        standing: Standing::Free { since: OPENS },
    }
}

/// How long a talk is.
fn length(rng: &mut ChaCha8Rng) -> Millis {
    let (angle, radius) = (rng.random::<f64>() * std::f64::consts::TAU, rng.random::<f64>().max(1e-12));
    millis(MEDIAN * (SPREAD * (-2.0 * radius.ln()).sqrt() * angle.cos()).exp())
}

#[expect(clippy::cast_possible_truncation, reason = "moments of a day")]
fn millis(length: f64) -> Millis {
    length as Millis
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("an id")
}
