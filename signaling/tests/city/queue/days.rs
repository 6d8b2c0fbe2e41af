//! Days of a ward office from seeds: residents come, officers answer or do not, talk and go for lunch. Over all of them
//! nobody is lost, served twice or starved, and what people were told of their wait is held against the truth.

use super::day::{Day, Plan};
use signaling::queue::line::HEADSTART;

const DAYS: u64 = 10_000;

#[test]
fn on_no_day_is_a_ticket_lost_doubled_starved_or_served_twice() {
    for day in (0..DAYS).map(|seed| Day::play(seed, Plan::Eventful)) {
        let seed = day.seed();
        assert!(day.ends.iter().all(|ends| ends.len() == 1), "day {seed}: every ticket ends once: {:?}", day.ends);
        for talks in &day.talks {
            let apart = talks.windows(2).all(|pair| pair[0].1 <= pair[1].0);
            assert!(apart, "day {seed}: a desk has one at a time: {talks:?}");
        }
        for (first, second) in &day.overtaken {
            let ahead = second.due() - first.due();
            let pinned = second.booked_at.is_some() && ahead < HEADSTART;
            assert!(pinned, "day {seed}: {first:?} was overtaken by {second:?}");
        }
    }
}

#[test]
fn what_people_are_told_holds_on_three_days_of_four() {
    let (mut held, mut told) = (0, 0);
    for day in (0..DAYS).map(|seed| Day::play(seed, Plan::Steady)) {
        told += day.told.len();
        held += day.ranges_that_held();
    }
    let share = held * 1_000 / told;
    println!("the wait lay in its range {share} times of 1,000, among {told} ranges on {DAYS} days");
    assert!(share >= 750, "{share} of 1,000");
}
