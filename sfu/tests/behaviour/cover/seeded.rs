//! One call drawn from a seed, with everything that may happen to it while its booth is covered and uncovered again, and
//! what of a covered line left the SFU all the same.
//!
//! Signaling is played by two lines: it remembers what the SFU told last of the booth's privacy, and hands that over
//! when it opens the room again. Pages are played at their worst: one that comes anew remembers nothing.

use crate::harness::{Client, LATENCY, TestRoom, Who, call, grants, party};
use protocol::control::ToSfu;
use protocol::grant::Claims;
use protocol::media::Command;
use protocol::policy::{Line, Policy};
use protocol::privacy::{CoveredBy, PartyPrivacy, Privacy};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How long after it heard of a cover the SFU may pass on what it had.
const STILL: Duration = Duration::from_millis(50);
const STEPS: usize = 14;

/// What a call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Packets of a covered line that left more than 50 ms after the cover.
    pub late: usize,
    /// Times that a booth came back, or its room did, and was seen or heard though it had not lifted its cover.
    pub uncovered_returns: usize,
    /// The longest that anything left after a cover.
    pub last_packet: Duration,
    /// How often it was covered, and how often it or its room came back covered.
    pub covers: usize,
    pub returns: usize,
}

/// A life of the booth's privacy: from one change or return to the next.
struct Stretch {
    from: Instant,
    privacy: Privacy,
    returned: bool,
}

struct World {
    room: TestRoom,
    rng: StdRng,
    booth: Who,
    others: Vec<(Who, &'static str)>,
    booths: Vec<Who>,
    attempt: u32,
    epoch: u32,
    version: u32,
    held: bool,
    /// Percent of all datagrams.
    loss: Rc<Cell<u64>>,
    stretches: Vec<Stretch>,
    /// How much of what the SFU told signaling has heard.
    heard: usize,
    requests: u32,
}

/// Plays the call of a seed.
pub fn play(seed: u64) -> Found {
    let mut world = World::begin(seed);
    for _ in 0..STEPS {
        world.step();
        let ms = world.rng.random_range(20..400);
        world.pass(ms);
    }
    world.look_again();
    world.found()
}

impl World {
    fn begin(seed: u64) -> Self {
        let mut room = TestRoom::open(&["booth", "desk"]);
        let [booth, desk] = room.connect(["booth", "desk"]);
        room.publish(booth);
        room.publish(desk);
        let loss = Rc::new(Cell::new(0));
        let (percent, mut dice) = (loss.clone(), StdRng::seed_from_u64(!seed));
        room.link = Box::new(move |_, _, _| dice.random_range(0..100) >= percent.get());
        let start = room.now;
        let mut world = Self {
            room,
            rng: StdRng::seed_from_u64(seed),
            booth,
            others: vec![(desk, "desk")],
            booths: vec![booth],
            attempt: 1,
            epoch: 1,
            version: 1,
            held: false,
            loss,
            stretches: vec![Stretch { from: start, privacy: Privacy::Off, returned: false }],
            heard: 0,
            requests: 0,
        };
        world.pass(300);
        world
    }

    fn step(&mut self) {
        match self.rng.random_range(0..20) {
            0..=2 => self.say(Privacy::Covered { by: CoveredBy::Booth }),
            3 => self.say(Privacy::Covered { by: CoveredBy::Sensor }),
            4..=5 => self.cover(CoveredBy::Desk),
            6 => self.cover(CoveredBy::Policy),
            7 => self.say(Privacy::Partial { by: CoveredBy::Booth }),
            8 => self.say(Privacy::Off),
            9..=10 => {
                let percent = self.rng.random_range(1..30);
                self.loss.set(percent);
            }
            11 => self.loss.set(0),
            12..=13 => self.reload(),
            14 => self.reopen(false),
            15 => self.reopen(true),
            16..=17 => self.third(),
            18 => self.transfer(),
            _ => self.hold(),
        }
    }

    /// The booth's own word; it may get lost on its way and come late.
    fn say(&mut self, privacy: Privacy) {
        self.requests += 1;
        let message = ToSfu::SetPrivacy { id: self.requests, privacy };
        self.room.client_mut(self.booth).tell_sfu(&message);
    }

    fn cover(&mut self, by: CoveredBy) {
        self.room.command(Command::Cover { call: call(), epoch: self.epoch, party: party("booth"), by });
        self.hear();
        assert!(matches!(self.privacy(), Privacy::Covered { .. }), "a cover is done at once");
    }

    /// The page crashes and comes anew.
    fn reload(&mut self) {
        self.attempt += 1;
        self.leave(self.booth);
        self.booth = self.enter("booth", self.attempt);
        self.booths.push(self.booth);
        self.returned();
    }

    /// The room breaks, or the whole SFU does and knows nothing any more; everybody comes anew.
    fn reopen(&mut self, forgotten: bool) {
        self.hear();
        if forgotten {
            self.room.command(Command::Close { call: call(), epoch: self.epoch });
        }
        self.epoch += 1;
        self.version = 1;
        let (policy, privacy) = (self.policy(), self.told());
        let (epoch, ward) = (self.epoch, grants::ward());
        self.room.command(Command::Open { call: call(), epoch, ward, policy, privacy });
        self.hear();
        let before = std::mem::take(&mut self.others);
        for who in before.iter().map(|(who, _)| *who).chain([self.booth]) {
            self.leave(who);
        }
        for (_, name) in before {
            let who = self.enter(name, 1);
            self.others.push((who, name));
        }
        self.attempt = 1;
        self.booth = self.enter("booth", 1);
        self.booths.push(self.booth);
        self.returned();
    }

    /// A third person comes, or goes.
    fn third(&mut self) {
        if let Some(at) = self.others.iter().position(|(_, name)| *name == "third") {
            let (who, _) = self.others.remove(at);
            self.leave(who);
            self.apply_policy();
            return;
        }
        let who = Who(self.room.clients.len());
        self.others.push((who, "third"));
        self.apply_policy();
        let attempt = u32::try_from(self.room.clients.len()).unwrap();
        self.enter("third", attempt);
    }

    /// The call goes to another desk.
    fn transfer(&mut self) {
        let (who, name) = self.others.remove(0);
        self.leave(who);
        let next = if name == "desk" { "other-desk" } else { "desk" };
        self.others.insert(0, (Who(self.room.clients.len()), next));
        self.apply_policy();
        let attempt = u32::try_from(self.room.clients.len()).unwrap();
        self.enter(next, attempt);
    }

    fn hold(&mut self) {
        self.held = !self.held;
        self.apply_policy();
    }

    fn apply_policy(&mut self) {
        self.version += 1;
        let policy = self.policy();
        self.room.command(Command::SetPolicy { call: call(), epoch: self.epoch, policy });
    }

    fn policy(&self) -> Policy {
        let names = self.others.iter().map(|(_, name)| *name);
        let parties: Vec<_> = names.chain((!self.held).then_some("booth")).map(party).collect();
        Policy::open(self.version, &parties)
    }

    fn enter(&mut self, name: &'static str, attempt: u32) -> Who {
        let epoch = self.epoch;
        let client = Client::new(self.room.clients.len(), self.room.now);
        let who = self.room.enter_with(client, |claims| Claims { epoch, ..claims }, name, attempt);
        let percent = self.loss.replace(0);
        self.room.until("it is connected", |room| room.client(who).ready());
        self.loss.set(percent);
        self.hear();
        self.room.publish(who);
        who
    }

    fn leave(&mut self, who: Who) {
        for line in Line::ALL {
            self.room.send(who, line, false);
        }
        self.room.client_mut(who).die();
    }

    fn pass(&mut self, ms: u64) {
        self.room.drive_ms(ms);
        self.hear();
    }

    /// Signaling hears what the SFU tells; a change begins when it was told.
    fn hear(&mut self) {
        let news = &self.room.told_privacy[self.heard..];
        self.stretches.extend(news.iter().map(|&(from, privacy)| Stretch { from, privacy, returned: false }));
        self.heard = self.room.told_privacy.len();
    }

    fn privacy(&self) -> Privacy {
        self.stretches.last().unwrap().privacy
    }

    fn told(&self) -> Vec<PartyPrivacy> {
        let privacy = self.privacy();
        if privacy == Privacy::Off { Vec::new() } else { vec![PartyPrivacy { party: party("booth"), privacy }] }
    }

    fn returned(&mut self) {
        let privacy = self.privacy();
        self.stretches.push(Stretch { from: self.room.now, privacy, returned: true });
    }

    /// The resident lifts the cover in the end, and everything flows: the call was alive, and what is counted could pass.
    fn look_again(&mut self) {
        self.loss.set(0);
        self.held = false;
        self.apply_policy();
        self.pass(200);
        self.say(Privacy::Off);
        let start = self.room.now;
        let (booth, (desk, _)) = (self.booth, self.others[0]);
        self.room.until("booth and desk see and hear each other", |room| {
            let [one, other] = [room.client(booth), room.client(desk)];
            one.sees(desk.0, start)
                && one.hears(desk.0, start)
                && other.sees(booth.0, start)
                && other.hears(booth.0, start)
        });
        self.hear();
    }

    fn found(&self) -> Found {
        let covered = |stretch: &&Stretch| matches!(stretch.privacy, Privacy::Covered { .. });
        let mut found = Found {
            covers: self.stretches.iter().filter(covered).filter(|stretch| !stretch.returned).count(),
            returns: self.stretches.iter().filter(covered).filter(|stretch| stretch.returned).count(),
            late: usize::try_from(self.room.metrics.too_late.get()).unwrap(),
            ..Found::default()
        };
        for (index, stretch) in self.stretches.iter().enumerate() {
            let until = self.stretches.get(index + 1).map_or(self.room.now, |next| next.from);
            let since = self.since(index);
            let passed = self.passed(stretch, until);
            found.uncovered_returns += usize::from(stretch.returned && passed.iter().any(|at| *at > since + STILL));
            found.late += passed.iter().filter(|at| !stretch.returned && **at > since + STILL).count();
            let last = passed.iter().max().map(|at| at.saturating_duration_since(since));
            found.last_packet = found.last_packet.max(last.unwrap_or_default());
        }
        found
    }

    /// Since when as little passes as in this stretch.
    fn since(&self, index: usize) -> Instant {
        let passes = |i: usize| Line::ALL.map(|line| self.stretches[i].privacy.passes(line));
        let mut first = index;
        while first > 0 && passes(first - 1) == passes(index) {
            first -= 1;
        }
        self.stretches[first].from
    }

    /// When what this stretch forbids left the SFU within it.
    fn passed(&self, stretch: &Stretch, until: Instant) -> Vec<Instant> {
        let is_booth = |number: usize| self.booths.iter().any(|booth| booth.0 == number);
        let clients = self.room.clients.iter().enumerate();
        let packets = clients.flat_map(|(who, client)| client.received.iter().map(move |packet| (who, client, packet)));
        packets
            .filter(|(who, _, packet)| is_booth(*who) || is_booth(usize::from(packet.painted)))
            .filter(|(_, client, packet)| {
                let line = if client.is_audio(packet) { Line::Microphone } else { Line::Camera };
                !stretch.privacy.passes(line)
            })
            .map(|(_, _, packet)| packet.at - LATENCY)
            .filter(|at| *at > stretch.from && *at < until)
            .collect()
    }
}
