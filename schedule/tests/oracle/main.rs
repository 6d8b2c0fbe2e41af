//! The crate beside a naive oracle that looks at every minute of a day by itself.
//!
//! ```text
//! model   what is drawn: numbers of minutes and dates, no type of the crate; and the same as it would be sent
//! draw    random models, on days on which the clocks change more often than not
//! clock   every real minute of a date in a zone and what the wall shows then
//! naive   the rules in the words of the issue, minute by minute
//! ```

mod clock;
mod draw;
mod model;
mod naive;

use clock::{Clocks, ZONES};
use draw::Draw;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::Model;
use protocol::schedule::NotOpen;
use schedule::{Almanac, Closure, Plan};
use std::collections::BTreeMap;

const CASES: usize = 100_000;
/// How many dates each plan is looked at on.
const DATES: usize = 20;

/// Which reasons were met in how many cases, so that a rule that is never drawn is noticed.
type Met = BTreeMap<NotOpen, usize>;

#[test]
fn effective_hours_are_those_of_an_oracle_that_looks_at_every_minute() {
    let mut met = Met::new();
    let mut bookable = 0;
    for (at, name) in ZONES.iter().enumerate() {
        let zone = TimeZone::get(name).expect("a zone that is bundled");
        let mut clocks = Clocks::new(&zone);
        for seed in 0..(CASES / DATES / ZONES.len()) as u64 {
            let seed = seed * ZONES.len() as u64 + at as u64;
            let mut draw = Draw::new(seed, clocks.changes().to_vec());
            let model = draw.model();
            let place = model.place();
            let plan = Plan::read(&model.plan(), &place, draw::TODAY)
                .unwrap_or_else(|flaws| panic!("seed {seed}: a drawn plan is sound: {flaws:?}"));
            let closures = closures(&model, &zone, &mut clocks, seed);
            let holidays = model.holidays();
            let almanac =
                Almanac { plan: &plan, holidays: &holidays, closures: &closures.1, place: &place, zone: &zone };
            let model = Model { closures: closures.0, ..model };
            for _ in 0..DATES {
                let date = draw.date();
                let case = Case { almanac, model: &model, date, seed };
                bookable += usize::from(case.run(&mut clocks, &mut draw, &mut met));
            }
        }
    }
    assert!(bookable > CASES / 20, "only {bookable} cases had a time to book");
    for why in [
        NotOpen::Suspended,
        NotOpen::Closure,
        NotOpen::Holiday,
        NotOpen::Building,
        NotOpen::Office,
        NotOpen::Interpreter,
        NotOpen::ClockChange,
    ] {
        assert!(met.get(&why).is_some_and(|met| *met > CASES / 1_000), "{why:?} was hardly drawn: {met:?}");
    }
}

/// A closure may not begin or end where the clocks say nothing clear; the others count.
fn closures(model: &Model, zone: &TimeZone, clocks: &mut Clocks<'_>, seed: u64) -> (Vec<model::Closed>, Vec<Closure>) {
    let mut left = vec![];
    let mut read = vec![];
    for closed in &model.closures {
        let clear = [closed.from, closed.until].iter().all(|(date, minute)| {
            let (date, minute) =
                if *minute == 1440 { (date.tomorrow().expect("not the last"), 0) } else { (*date, *minute) };
            clocks.of(date).moments(minute).len() == 1
        });
        match Closure::read(&closed.sent(), zone) {
            Ok(closure) => {
                assert!(clear, "seed {seed}: {closed:?} was read");
                left.push(closed.clone());
                read.push(closure);
            }
            Err(flaws) => assert!(!clear, "seed {seed}: {closed:?} was refused: {flaws:?}"),
        }
    }
    (left, read)
}

struct Case<'a> {
    almanac: Almanac<'a>,
    model: &'a Model,
    date: Date,
    seed: u64,
}

impl Case<'_> {
    /// Whether there was a time to book.
    fn run(&self, clocks: &mut Clocks<'_>, draw: &mut Draw, met: &mut Met) -> bool {
        let oracle = naive::Oracle { model: self.model, date: self.date, day: clocks.of(self.date) };
        let said = format!("seed {} on {} in {:?}", self.seed, self.date, self.almanac.zone.iana_name());
        let site = draw.one(&self.model.sites).id.clone();
        let site_id = site.parse().expect("an id");
        for drawn in &self.model.openings {
            let opening = self.almanac.plan.opening(&drawn.id.parse().expect("an id")).expect("it was read");
            let day = self.almanac.day(opening, &site_id, self.date);
            let minutes = day.map(|day| naive::minutes_of(&day));
            let expected = oracle.minutes(drawn, &site);
            assert_eq!(minutes, expected, "{said}: {drawn:?} at {site}");
            for why in NOT_OPEN.iter().filter(|why| expected.iter().flatten().any(|(_, found)| *found == Some(**why))) {
                *met.entry(*why).or_default() += 1;
            }
            let units: Vec<(i64, i64)> =
                self.almanac.units(opening, &site_id, self.date).iter().map(|unit| (unit.starts, unit.ends)).collect();
            assert_eq!(units, oracle.units(drawn, &site), "{said}: {drawn:?} at {site}");
        }
        let subject = draw.one(&self.model.subjects).id.clone();
        let subject_id = subject.parse().expect("an id");
        let starts: Vec<(i64, String, i64)> = self
            .almanac
            .starts(&site_id, &subject_id, self.date)
            .iter()
            .map(|start| (start.starts, start.opening.id.to_string(), start.ends))
            .collect();
        assert_eq!(starts, oracle.starts(&site, &subject), "{said}: starts of {subject} at {site}");
        self.explained(&oracle, draw, (&site, &subject), &starts, &said);
        self.stands(&oracle, draw, (&site, &subject), &starts, &said);
        self.walked_into(&oracle, draw, &site, &said);
        !starts.is_empty()
    }

    /// A time has reasons exactly where it cannot be booked, in their order, each in words.
    fn explained(
        &self,
        oracle: &naive::Oracle<'_>,
        draw: &mut Draw,
        (site, subject): (&str, &str),
        starts: &[(i64, String, i64)],
        said: &str,
    ) {
        let minute = draw.minute_near(self.model);
        let at = self.date.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        let moments = oracle.day.moments(minute);
        let now = draw.now(self.date);
        let reasons = self.almanac.explain(&site.parse().expect("an id"), &subject.parse().expect("an id"), at, now);
        let bookable = moments.len() == 1
            && starts.iter().any(|(starts, ..)| *starts == moments[0])
            && oracle.in_time(self.almanac.zone, moments[0], now);
        assert_eq!(reasons.is_empty(), bookable, "{said}: {subject} at {site} at {at}: {reasons:?}");
        assert!(reasons.is_sorted_by_key(|reason| reason.why), "{said}: {reasons:?}");
        assert!(reasons.iter().all(|reason| reason.sentence.ends_with('。')), "{said}: {reasons:?}");
    }

    fn stands(
        &self,
        oracle: &naive::Oracle<'_>,
        draw: &mut Draw,
        (site, subject): (&str, &str),
        starts: &[(i64, String, i64)],
        said: &str,
    ) {
        let section = &self.model.subject(subject).section;
        let own = draw.one(&self.model.openings).id.clone();
        let (starts, own, ends) = match starts.get(draw.below(starts.len().max(1) + 1)) {
            Some(start) => start.clone(),
            None => {
                let from = oracle.day.any_moment(draw.minute_near(self.model));
                (from, own, from + 300_000 * (1 + draw.below(24) as i64))
            }
        };
        let fits = self.almanac.fits(
            &site.parse().expect("an id"),
            &subject.parse().expect("an id"),
            &section.parse().expect("an id"),
            &own.parse().expect("an id"),
            starts,
            ends,
        );
        let expected = oracle.fits(site, subject, &own, starts, ends);
        assert_eq!(fits.is_ok(), expected, "{said}: {own} at {site} about {subject}, {starts} to {ends}: {fits:?}");
    }

    fn walked_into(&self, oracle: &naive::Oracle<'_>, draw: &mut Draw, site: &str, said: &str) {
        let at = oracle.day.any_moment(draw.minute_near(self.model));
        let section = (draw.below(2) == 0).then(|| draw.one(&self.model.sections).clone());
        let section_id = section.as_ref().map(|section| section.parse().expect("an id"));
        let site_id = site.parse().expect("an id");
        let closed = self.almanac.closed(&site_id, section_id.as_ref(), at);
        let open = oracle.walked_into(site, section.as_deref(), at);
        assert_eq!(closed.is_none(), open, "{said}: {site} {section:?} at {at}: {closed:?}");
        if let Some((why, closure)) = closed {
            let closes = matches!(why, NotOpen::Suspended | NotOpen::Closure);
            assert_eq!(closes, closure.is_some(), "{said}: {site} {section:?} at {at}");
        }
        // The oracle looks no further than this date.
        let next = self.almanac.next_open(&site_id, at);
        match oracle.next_open(site, at) {
            Some(open) => assert_eq!(next, Some(open), "{said}: {site} after {at}"),
            None => assert!(next.is_none_or(|next| next >= oracle.day.end()), "{said}: {site} after {at}: {next:?}"),
        }
    }
}

const NOT_OPEN: [NotOpen; 7] = [
    NotOpen::Suspended,
    NotOpen::Closure,
    NotOpen::Holiday,
    NotOpen::Building,
    NotOpen::Office,
    NotOpen::Interpreter,
    NotOpen::ClockChange,
];
