//! When it will be a ticket's turn: what runs and waits is played on to its end by the [`Record`]s, once fast and once
//! slowly; between the two lies the answer. Those who booked take their seats at their time.

use super::line::{Desk, Standing, Tier, Waiting};
use super::record::{ENOUGH, Record};
use crate::clock::{MINUTE, Millis};
use protocol::call::Estimate;
use protocol::id::{CallId, SectionId, SubjectId};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// How long a wrap-up takes.
const WRAP_UP: Millis = MINUTE;
/// People say how long it will take in steps of so many minutes.
const STEP: Millis = 5 * MINUTE;

/// How one stands in line, or would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// How many of the section are before.
    pub ahead: u32,
    /// How many answer for the section, staff before supervisors.
    pub seats: u32,
    /// How long until it is one's turn, if all goes fast.
    pub fast: Millis,
    /// And if all goes slowly.
    pub slow: Millis,
    /// The smallest record that this rests on; [`u32::MAX`] where it rests on none.
    pub samples: u32,
}

impl Spot {
    /// With nobody at work.
    const NOBODY: Self = Self { ahead: 0, seats: 0, fast: 0, slow: 0, samples: 0 };

    /// As the resident is told.
    pub fn estimate(&self) -> Estimate {
        if self.seats > 0 && self.slow == 0 {
            return Estimate::Now;
        }
        if self.seats == 0 || self.samples < ENOUGH {
            return Estimate::Unknown { samples: self.samples };
        }
        let minutes = |steps: Millis| u16::try_from(steps * STEP / MINUTE).unwrap_or(u16::MAX);
        let (from, to) = (minutes(self.fast / STEP), minutes((self.slow + STEP - 1) / STEP));
        Estimate::Range { from, to, samples: self.samples }
    }
}

/// How everybody in a ward stands.
#[derive(Debug, Clone, Default)]
pub struct Forecast {
    tickets: HashMap<CallId, Spot>,
    tail: Tail,
}

/// How a ticket would stand that is taken now, for each section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tail {
    sections: HashMap<SectionId, Spot>,
    /// For a section without desks of its own and without a line.
    elsewhere: Option<Spot>,
}

impl Tail {
    /// How a ticket of this section would stand.
    pub fn spot(&self, section: &SectionId) -> Spot {
        self.sections.get(section).copied().or(self.elsewhere).unwrap_or(Spot::NOBODY)
    }
}

impl Forecast {
    /// Plays on what is now. `tickets` are all that wait in the ward, in the order of their turns; `desks` is everybody
    /// at work.
    pub fn play(tickets: &[Waiting], desks: &[Desk], record: impl Fn(&SubjectId) -> Record, now: Millis) -> Self {
        let mut office = Office::new(desks, &record, now);
        let spots = tickets.iter().map(|ticket| (ticket.call.clone(), office.seat(ticket, &record(&ticket.subject))));
        let tickets = spots.collect();
        Self { tickets, tail: office.tail() }
    }

    /// How a ticket stands.
    pub fn spot(&self, call: &CallId) -> Spot {
        self.tickets.get(call).copied().unwrap_or(Spot::NOBODY)
    }

    /// How the next ones would stand.
    pub const fn tail(&self) -> &Tail {
        &self.tail
    }
}

/// The ward's desks, and how far they are.
struct Office<'a> {
    desks: &'a [Desk],
    now: Millis,
    plays: Plays,
    sections: HashMap<&'a SectionId, Room>,
    /// Staff of the whole ward alone.
    elsewhere: Room,
}

/// When each desk is free, in both plays.
struct Plays {
    fast: Vec<Millis>,
    slow: Vec<Millis>,
    /// The smallest record that this rests on.
    samples: Vec<u32>,
}

/// Who answers for a section: the desk that is free first, on top. A desk may answer for several, so an entry's time
/// may have passed; then it is put back with the true one.
#[derive(Default)]
struct Room {
    fast: Seats,
    slow: Seats,
    ahead: u32,
}

impl<'a> Office<'a> {
    fn new(desks: &'a [Desk], record: &impl Fn(&SubjectId) -> Record, now: Millis) -> Self {
        let start = |desk: &Desk| match &desk.standing {
            Standing::Free { .. } => (now, now, u32::MAX),
            Standing::Writing { subject } => {
                // Nobody knows how long somebody writes who did not talk.
                let samples = subject.as_ref().map_or(0, |subject| record(subject).samples);
                (now + WRAP_UP, now + WRAP_UP, samples)
            }
            Standing::Talking { subject, since } => {
                let (record, taken) = (record(subject), now - since);
                let ends = |rest: Millis| now + rest + WRAP_UP;
                (ends(record.fast_rest(taken)), ends(record.slow_rest(taken)), record.samples)
            }
        };
        let starts: Vec<_> = desks.iter().map(start).collect();
        let plays = Plays {
            fast: starts.iter().map(|start| start.0).collect(),
            slow: starts.iter().map(|start| start.1).collect(),
            samples: starts.iter().map(|start| start.2).collect(),
        };
        let mut office = Self { desks, now, plays, sections: HashMap::new(), elsewhere: Room::default() };
        let posts = desks.iter().flat_map(|desk| desk.posts.staff.iter().chain(&desk.posts.supervisor)).flatten();
        for section in posts {
            office.open(section);
        }
        office.elsewhere = office.room(|desk| match (&desk.posts.staff, &desk.posts.supervisor) {
            (staff, _) if staff.contains(&None) => Some(Tier::Duty),
            (_, supervisor) => supervisor.contains(&None).then_some(Tier::Supervisor),
        });
        office
    }

    fn open(&mut self, section: &'a SectionId) {
        if !self.sections.contains_key(section) {
            self.sections.insert(section, self.room(|desk| desk.posts.tier(section)));
        }
    }

    fn room(&self, tier: impl Fn(&Desk) -> Option<Tier>) -> Room {
        let all = self.desks.iter().enumerate().filter_map(|(at, desk)| tier(desk).map(|tier| (tier, at)));
        let (lead, staff): (Vec<_>, Vec<_>) = all.partition(|(tier, _)| *tier == Tier::Supervisor);
        let seats = if staff.is_empty() { lead } else { staff };
        let heap = |free: &[Millis]| seats.iter().map(|(tier, at)| Reverse((free[*at], *tier, *at))).collect();
        Room { fast: heap(&self.plays.fast), slow: heap(&self.plays.slow), ahead: 0 }
    }

    /// Seats a ticket at the desk that is free for it first, and says how it stood before.
    fn seat(&mut self, ticket: &'a Waiting, record: &Record) -> Spot {
        self.open(&ticket.section);
        let Self { sections, plays, now, .. } = self;
        let Some(room) = sections.get_mut(&ticket.section) else { return Spot::NOBODY };
        let booked = ticket.booked_at.map_or(*now, |booked_at| booked_at.max(*now));
        let spot = room.spot(plays, *now);
        let samples = if spot.samples == u32::MAX { record.samples } else { spot.samples };
        let spot = Spot { fast: spot.fast.max(booked - *now), slow: spot.slow.max(booked - *now), samples, ..spot };
        for (seats, play, length) in
            [(&mut room.fast, &mut plays.fast, record.fast()), (&mut room.slow, &mut plays.slow, record.p80)]
        {
            if let Some(desk) = take(seats, play, booked, length + WRAP_UP) {
                plays.samples[desk] = plays.samples[desk].min(record.samples);
            }
        }
        room.ahead += 1;
        spot
    }

    fn tail(mut self) -> Tail {
        let elsewhere = self.elsewhere.spot(&self.plays, self.now);
        let sections = self.sections.iter_mut();
        let sections = sections.map(|(section, room)| ((*section).clone(), room.spot(&self.plays, self.now))).collect();
        Tail { sections, elsewhere: Some(elsewhere) }
    }
}

impl Room {
    fn spot(&mut self, plays: &Plays, now: Millis) -> Spot {
        let seats = u32::try_from(self.fast.len()).unwrap_or(u32::MAX);
        let firsts = (first(&mut self.fast, &plays.fast), first(&mut self.slow, &plays.slow));
        let (Some((fast, desk)), Some((slow, other))) = firsts else {
            return Spot { ahead: self.ahead, ..Spot::NOBODY };
        };
        let samples = plays.samples[desk].min(plays.samples[other]);
        Spot { ahead: self.ahead, seats, fast: fast.max(now) - now, slow: slow.max(now) - now, samples }
    }
}

type Seats = BinaryHeap<Reverse<(Millis, Tier, usize)>>;

/// When the first desk is free, and which it is.
fn first(seats: &mut Seats, free: &[Millis]) -> Option<(Millis, usize)> {
    loop {
        let mut top = seats.peek_mut()?;
        let Reverse((at, _, desk)) = &mut *top;
        if *at == free[*desk] {
            return Some((*at, *desk));
        }
        *at = free[*desk];
    }
}

/// Gives the first desk that is free to somebody who comes at `from` and stays for `length`; answers which it is.
fn take(seats: &mut Seats, free: &mut [Millis], from: Millis, length: Millis) -> Option<usize> {
    let (at, desk) = first(seats, free)?;
    free[desk] = at.max(from) + length;
    Some(desk)
}

#[cfg(test)]
mod tests {
    use super::super::line::Posts;
    use super::super::sample::{NOW, call, desk, section, supervisor, talking, ticket};
    use super::*;

    const RECORD: Record = Record { median: 20 * MINUTE, p80: 25 * MINUTE, samples: 40 };

    fn play(tickets: &[Waiting], desks: &[Desk]) -> Forecast {
        Forecast::play(tickets, desks, |_| RECORD, NOW)
    }

    fn told(forecast: &Forecast, number: u32) -> (u32, Estimate) {
        let spot = forecast.spot(&call(number));
        (spot.ahead, spot.estimate())
    }

    fn range(from: u16, to: u16) -> Estimate {
        Estimate::Range { from, to, samples: 40 }
    }

    #[test]
    fn a_free_desk_means_now_and_needs_no_record() {
        let forecast = Forecast::play(&[ticket(1, NOW)], &[desk("sato", Some("care"))], |_| Record::NONE, NOW);
        assert_eq!(told(&forecast, 1), (0, Estimate::Now));
        let next = forecast.tail().spot(&section("care"));
        assert_eq!((next.ahead, next.estimate()), (1, Estimate::Unknown { samples: 0 }));
    }

    #[test]
    fn the_line_is_played_on_by_those_who_answer() {
        let sato = talking(desk("sato", Some("care")), NOW - 10 * MINUTE);
        let line: Vec<_> = (1..=3).map(|number| ticket(number, NOW)).collect();
        let alone = play(&line, std::slice::from_ref(&sato));
        // 6+1 and 15+1 minutes of the talk that runs, then 16+1 and 25+1 of each before
        assert_eq!([1, 2, 3].map(|n| told(&alone, n)), [(0, range(5, 20)), (1, range(20, 45)), (2, range(40, 70))]);
        let two = play(&line, &[sato, desk("suzuki", Some("care"))]);
        assert_eq!([1, 2].map(|n| told(&two, n)), [(0, Estimate::Now), (1, range(5, 20))]);
    }

    #[test]
    fn it_says_so_where_the_record_is_short() {
        let sato = talking(desk("sato", Some("care")), NOW);
        for (samples, known) in [(7, false), (8, true)] {
            let record = |_: &SubjectId| Record { samples, ..RECORD };
            let estimate = Forecast::play(&[ticket(1, NOW)], std::slice::from_ref(&sato), record, NOW).spot(&call(1));
            assert_eq!(matches!(estimate.estimate(), Estimate::Range { samples: 8, .. }), known, "{estimate:?}");
            assert_eq!(estimate.estimate() == Estimate::Unknown { samples }, !known);
        }
    }

    #[test]
    fn a_duty_desk_serves_every_section_and_each_of_them_knows() {
        let tax = Waiting { section: section("tax"), ..ticket(1, NOW) };
        let forecast = play(&[tax, ticket(2, NOW)], &[desk("duty", None)]);
        assert_eq!([1, 2].map(|n| told(&forecast, n)), [(0, Estimate::Now), (0, range(15, 30))]);
        assert_eq!(forecast.tail().spot(&section("housing")).seats, 1, "a section without desks or a line, too");
    }

    #[test]
    fn supervisors_count_where_nobody_else_is_at_work() {
        let seats = |desks: &[Desk]| play(&[], desks).tail().spot(&section("care")).seats;
        assert_eq!(seats(&[supervisor("lead")]), 1);
        assert_eq!(seats(&[supervisor("lead"), desk("sato", Some("care")), desk("duty", None)]), 2);
        let elsewhere = Posts { staff: vec![Some(section("tax"))], supervisor: Vec::new() };
        assert_eq!(seats(&[Desk { posts: elsewhere, ..desk("tax", None) }]), 0);
        assert_eq!(play(&[ticket(1, NOW)], &[]).spot(&call(1)).estimate(), Estimate::Unknown { samples: 0 });
    }

    #[test]
    fn who_booked_takes_a_seat_at_their_time() {
        let booked = Waiting { booked_at: Some(NOW + 12 * MINUTE), ..ticket(1, NOW) };
        let forecast = play(&[booked, ticket(2, NOW)], &[desk("sato", Some("care"))]);
        assert_eq!(told(&forecast, 1), (0, range(10, 15)));
        assert_eq!(told(&forecast, 2), (1, range(25, 40)), "the seat is kept for the one who booked");
    }

    #[test]
    fn nobody_is_told_zero_to_zero() {
        let subject = Some(ticket(1, NOW).subject);
        let writing = Desk { standing: Standing::Writing { subject }, ..desk("sato", Some("care")) };
        let spot = Forecast::play(&[ticket(1, NOW)], &[writing], |_| RECORD, NOW).spot(&call(1));
        assert_eq!((spot.fast, spot.slow), (MINUTE, MINUTE));
        assert_eq!(spot.estimate(), range(0, 5));
    }
}
