//! Whether a ticket can be taken: told before it is, and decided by the same rule when it is.

use super::estimate::Spot;
use crate::clock::{MINUTE, Millis, on_the_wire};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use protocol::call::{Estimate, Prospect};
use protocol::place::Hours;

/// Whether the counter at a site is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// It is.
    Open {
        /// Until when, where hours are set.
        closes_at: Option<Millis>,
        /// From when on tomorrow.
        reopens_at: Option<Millis>,
    },
    /// It is not.
    Closed {
        /// From when on.
        opens_at: Option<Millis>,
    },
}

impl Counter {
    /// By the site's hours, every day in the ward office's time zone. Without hours it never closes.
    pub fn at(hours: Option<&Hours>, now: Millis, zone: &TimeZone) -> Self {
        let times = hours.and_then(|hours| time(&hours.opens).zip(time(&hours.closes)));
        let Some((opens, closes)) = times else { return Self::Open { closes_at: None, reopens_at: None } };
        let local = Timestamp::from_millisecond(now).unwrap_or(Timestamp::MAX).to_zoned(zone.clone());
        let today = |time: Time| moment(&local, 0, time);
        let tomorrow = moment(&local, 1, opens);
        if local.time() < opens {
            Self::Closed { opens_at: today(opens) }
        } else if local.time() >= closes {
            Self::Closed { opens_at: tomorrow }
        } else {
            Self::Open { closes_at: today(closes), reopens_at: tomorrow }
        }
    }
}

fn time(text: &str) -> Option<Time> {
    Time::strptime("%H:%M", text).ok()
}

/// A time of day so many days on. A day on which the clock is changed is as long as it is.
fn moment(local: &Zoned, days: i64, time: Time) -> Option<Millis> {
    let date = local.date().checked_add(days.days()).ok()?;
    let at = date.to_datetime(time).to_zoned(local.time_zone().clone()).ok()?;
    Some(at.timestamp().as_millisecond())
}

/// How a ticket would stand that is taken now. `minutes` is how long the subject is thought to take, where there is no
/// record; `full` whether no room is left for another call.
pub fn prospect(counter: Counter, spot: Spot, minutes: u16, full: bool, now: Millis) -> Prospect {
    let (closes_at, reopens_at) = match counter {
        Counter::Open { closes_at, reopens_at } => (closes_at, reopens_at),
        Counter::Closed { opens_at } => return Prospect::Closed { opens_at: opens_at.map(on_the_wire) },
    };
    if spot.seats == 0 {
        return Prospect::Nobody;
    }
    if full {
        return Prospect::Full;
    }
    let estimate = spot.estimate();
    let waits = match estimate {
        Estimate::Now => 0,
        Estimate::Range { .. } => spot.slow,
        // Those before, and the talk that runs, share the desks.
        Estimate::Unknown { .. } => {
            Millis::from(minutes) * MINUTE * Millis::from(spot.ahead + 1) / Millis::from(spot.seats)
        }
    };
    if closes_at.is_some_and(|closes_at| now + waits >= closes_at) {
        return Prospect::Closing { opens_at: reopens_at.map(on_the_wire) };
    }
    Prospect::Open { ahead: spot.ahead, estimate }
}

#[cfg(test)]
mod tests {
    use super::super::sample::NOW;
    use super::*;
    use crate::clock::HOUR;

    const OPEN: Counter = Counter::Open { closes_at: Some(NOW + HOUR), reopens_at: Some(NOW + 23 * HOUR) };
    const FREE: Spot = Spot { ahead: 0, seats: 1, fast: 0, slow: 0, samples: u32::MAX };

    fn counter(opens: &str, closes: &str) -> Counter {
        let hours = Hours { opens: opens.to_owned(), closes: closes.to_owned() };
        Counter::at(Some(&hours), NOW, &TimeZone::get("Asia/Tokyo").expect("it is built in"))
    }

    #[test]
    fn a_counter_keeps_its_hours() {
        // it is ten o'clock
        assert_eq!(
            counter("09:00", "17:00"),
            Counter::Open { closes_at: Some(NOW + 7 * HOUR), reopens_at: Some(NOW + 23 * HOUR) }
        );
        assert_eq!(counter("10:30", "17:00"), Counter::Closed { opens_at: Some(NOW + HOUR / 2) });
        assert_eq!(counter("09:00", "10:00"), Counter::Closed { opens_at: Some(NOW + 23 * HOUR) });
        let without = Counter::at(None, NOW, &TimeZone::UTC);
        assert_eq!(without, Counter::Open { closes_at: None, reopens_at: None });
    }

    #[test]
    fn an_hour_is_the_clocks_where_the_clock_is_changed() {
        let paris = TimeZone::get("Europe/Paris").expect("it is built in");
        let hours = Hours { opens: "09:00".to_owned(), closes: "17:00".to_owned() };
        let evening = "2026-03-28T18:00:00+01:00".parse::<Timestamp>().expect("a moment").as_millisecond();
        assert_eq!(Counter::at(Some(&hours), evening, &paris), Counter::Closed { opens_at: Some(evening + 14 * HOUR) });
    }

    #[test]
    fn nobody_gets_a_ticket_whose_turn_would_come_after_closing() {
        let spot = |slow| Spot { ahead: 3, fast: slow / 2, slow, samples: 8, ..FREE };
        let ask = |spot| prospect(OPEN, spot, 20, false, NOW);
        assert!(matches!(ask(spot(59 * MINUTE)), Prospect::Open { ahead: 3, .. }));
        assert!(matches!(ask(spot(60 * MINUTE)), Prospect::Closing { opens_at: Some(_) }));
        assert!(matches!(ask(FREE), Prospect::Open { ahead: 0, estimate: Estimate::Now }));
        let unknown = |ahead, seats| Spot { ahead, seats, slow: MINUTE, samples: 0, ..FREE };
        assert!(matches!(ask(unknown(1, 1)), Prospect::Open { .. }), "two talks of 20 minutes");
        assert!(matches!(ask(unknown(2, 1)), Prospect::Closing { .. }), "three");
        assert!(matches!(ask(unknown(2, 2)), Prospect::Open { .. }), "three at two desks");
    }

    #[test]
    fn why_no_ticket_can_be_taken_is_said() {
        let closed = Counter::Closed { opens_at: None };
        assert_eq!(prospect(closed, FREE, 20, false, NOW), Prospect::Closed { opens_at: None });
        assert_eq!(prospect(OPEN, Spot { seats: 0, ..FREE }, 20, false, NOW), Prospect::Nobody);
        assert_eq!(prospect(OPEN, FREE, 20, true, NOW), Prospect::Full);
    }
}
