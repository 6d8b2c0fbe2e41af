//! Who comes without a booking, and bookings that were made before a plan or a closure.

use crate::town::{Town, counter, hours, id, plan};
use jiff::civil::date;
use protocol::schedule::{ClosureScope, NotOpen, Opening, Plan};

fn closed(town: &Town, at: &str) -> Option<NotOpen> {
    town.almanac().closed(&id("chuo"), None, town.at(at)).map(|(why, _)| why)
}

#[test]
fn a_counter_says_whether_it_is_open_now() {
    let town = Town::new();
    assert_eq!(closed(&town, "2026-06-04T10:00"), None);
    assert_eq!(closed(&town, "2026-06-04T16:30"), Some(NotOpen::NoOpening));
    assert_eq!(closed(&town, "2026-06-04T23:00"), Some(NotOpen::Building));
    assert_eq!(closed(&town, "2026-07-20T10:00"), Some(NotOpen::Holiday));
    assert_eq!(closed(&town, "2026-07-20T19:00"), Some(NotOpen::Holiday), "nothing opens all day");
    let (machi, digital) = (id("machi"), id("digital"));
    let almanac = town.almanac();
    assert_eq!(almanac.closed(&id("chuo"), Some(&machi), town.at("2026-06-04T10:00")), None);
    let other = almanac.closed(&id("mori"), Some(&digital), town.at("2026-06-06T14:00"));
    assert_eq!(other, Some((NotOpen::NoOpening, None)), "a lecture opens no counter");
}

#[test]
fn a_closure_is_told_with_its_words_and_the_widest_first() {
    let town = Town::new()
        .closed(ClosureScope::Site { site: id("chuo") }, "2026-06-04T09:00", "2026-06-05T12:00")
        .closed(ClosureScope::All, "2026-06-04T13:00", "2026-06-04T17:00");
    let almanac = town.almanac();
    let at = |at: &str| almanac.closed(&id("chuo"), None, town.at(at));
    assert_eq!(at("2026-06-04T10:00"), Some((NotOpen::Closure, Some(&town.closures[0]))));
    assert_eq!(at("2026-06-04T14:00"), Some((NotOpen::Suspended, Some(&town.closures[1]))));
    assert_eq!(almanac.closed(&id("mori"), None, town.at("2026-06-04T10:00")), None);
    assert_eq!(almanac.next_open(&id("chuo"), town.at("2026-06-04T10:00")), Some(town.at("2026-06-05T12:00")));
}

#[test]
fn the_next_time_that_is_open_is_found_over_weekends_and_holidays() {
    let town = Town::new();
    let next = |from: &str| town.almanac().next_open(&id("chuo"), town.at(from));
    assert_eq!(next("2026-06-04T10:01"), Some(town.at("2026-06-04T10:01")), "it is open now");
    assert_eq!(next("2026-07-17T16:30"), Some(town.at("2026-07-21T09:00")));
    let nothing = Town::with(&Plan { openings: vec![], ..plan() });
    assert_eq!(nothing.almanac().next_open(&id("chuo"), town.at("2026-06-04T10:00")), None);
}

/// A booking about ごみ出し支援 at 小倉中央市民センター on 4 June.
fn fits(town: &Town, opening: &str, starts: &str, ends: &str) -> Result<(), NotOpen> {
    let (starts, ends) = (town.at(&format!("2026-06-04T{starts}")), town.at(&format!("2026-06-04T{ends}")));
    town.almanac().fits(&id("chuo"), &id("garbage"), &id("machi"), &id(opening), starts, ends)
}

#[test]
fn a_booking_stands_as_long_as_its_time_is_open() {
    assert_eq!(fits(&Town::new(), "counter", "16:00", "16:30"), Ok(()));
    let earlier = |change: fn(&mut Opening)| {
        let mut sent = plan();
        change(&mut sent.openings[0]);
        fits(&Town::with(&sent), "counter", "16:00", "16:30")
    };
    assert_eq!(earlier(|opening| opening.hours = hours("09:15", "17:00")), Ok(()), "units that moved do not matter");
    assert_eq!(earlier(|opening| opening.hours = hours("09:00", "16:00")), Err(NotOpen::NoOpening));
    assert_eq!(earlier(|opening| opening.subjects = vec![id("move")]), Err(NotOpen::Subject));
    assert_eq!(earlier(|opening| opening.except = vec!["2026-06-04".to_owned()]), Err(NotOpen::NoOpening));
    assert_eq!(earlier(|opening| opening.interpreter = Some(id("sign"))), Ok(()));
    let town = Town::new().closed(ClosureScope::All, "2026-06-04T16:15", "2026-06-04T17:00");
    assert_eq!(fits(&town, "counter", "16:00", "16:30"), Err(NotOpen::Suspended));
    assert_eq!(fits(&town, "counter", "15:45", "16:15"), Ok(()));
}

#[test]
fn another_opening_of_the_section_carries_a_booking_that_it_would_offer_itself() {
    let renamed = Opening { id: id("other"), ..counter() };
    let town = Town::with(&Plan { openings: vec![renamed.clone()], ..plan() });
    assert_eq!(fits(&town, "counter", "16:00", "16:30"), Ok(()));
    assert_eq!(fits(&town, "counter", "15:45", "16:15"), Err(NotOpen::NoOpening), "no talk begins then");
    assert_eq!(fits(&town, "counter", "14:00", "15:30"), Err(NotOpen::NoOpening), "a lecture's hours are no talk");
}

#[test]
fn a_day_is_cut_into_units_and_starts() {
    let town = Town::new();
    let almanac = town.almanac();
    let on = date(2026, 6, 4);
    let units = almanac.units(&almanac.plan.openings()[0], &id("chuo"), on);
    assert_eq!(units.len(), 15);
    assert_eq!((units[0].starts, units[14].ends), (town.at("2026-06-04T09:00"), town.at("2026-06-04T16:30")));
    let starts = almanac.starts(&id("chuo"), &id("move"), on);
    assert_eq!(starts.len(), 14, "40 minutes take two units");
    assert_eq!(starts[0].ends - starts[0].starts, 60 * 60_000);
    let lecture = almanac.starts(&id("mori"), &id("phone"), date(2026, 6, 6));
    assert_eq!(lecture.len(), 1);
    assert_eq!(lecture[0].ends - lecture[0].starts, 90 * 60_000);
}
