//! Each flaw of a plan is named by its path, its word and a sentence.

use crate::town::{TODAY, WORKDAYS, counter, every, hours, id, lecture, on, place, plan};
use jiff::civil::date;
use protocol::schedule::{DATES_MAX, OPENINGS_MAX, OpeningDays, Plan, SubjectLength, Weekday};

fn flaws(change: impl FnOnce(&mut Plan)) -> Vec<(String, &'static str)> {
    let mut sent = plan();
    change(&mut sent);
    match schedule::Plan::read(&sent, &place(), TODAY) {
        Ok(_) => vec![],
        Err(flaws) => {
            assert!(flaws.iter().all(|flaw| flaw.message.contains('。')), "{flaws:?}");
            flaws.into_iter().map(|flaw| (flaw.path, flaw.code)).collect()
        }
    }
}

fn one(path: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(path.to_owned(), code)]
}

/// What is wrong with the counter once it is changed.
fn counter_flaws(change: impl FnOnce(&mut protocol::schedule::Opening)) -> Vec<(String, &'static str)> {
    flaws(|plan| change(&mut plan.openings[0]))
}

#[test]
fn a_sound_plan_has_none() {
    assert_eq!(flaws(|_| {}), []);
}

#[test]
fn hours_end_after_they_begin() {
    let with = |opens: &str, closes: &str| counter_flaws(|opening| opening.hours = hours(opens, closes));
    assert_eq!(with("09:00", "09:00"), one("openings/0/hours/closes", "end-before-start"));
    assert_eq!(with("16:30", "09:00"), one("openings/0/hours/closes", "end-before-start"));
    assert_eq!(with("9:00", "16:30"), one("openings/0/hours/opens", "bad-time"));
    assert_eq!(with("09:00", "24:30"), one("openings/0/hours/closes", "bad-time"));
    assert_eq!(with("09:0０", "16:30")[0], one("openings/0/hours/opens", "bad-time")[0]);
    assert_eq!(with("09:02", "16:30"), one("openings/0/hours/opens", "bad-step"));
    assert_eq!(with("00:00", "24:00"), []);
    let of_lecture = flaws(|plan| plan.openings[1].hours = hours("14:00", "15:32"));
    assert_eq!(of_lecture, one("openings/1/hours/closes", "bad-step"));
}

#[test]
fn units_fit_into_the_hours_in_steps_of_five_minutes() {
    for (unit, sound) in [(0, false), (7, false), (5, true), (450, true), (455, false)] {
        let found = counter_flaws(|opening| opening.unit_minutes = unit);
        let expected = if sound { vec![] } else { one("openings/0/unit_minutes", "bad-unit") };
        assert_eq!(found, expected, "{unit}");
    }
    assert_eq!(flaws(|plan| plan.openings[1].unit_minutes = 0), [], "a lecture is one unit");
}

#[test]
fn seats_sites_and_titles_are_asked_for() {
    assert_eq!(counter_flaws(|opening| opening.seats = 0), one("openings/0/seats", "bad-seats"));
    assert_eq!(counter_flaws(|opening| opening.seats = 101), one("openings/0/seats", "bad-seats"));
    assert_eq!(counter_flaws(|opening| opening.sites = vec![]), one("openings/0/sites", "required"));
    let titled = |title: Option<&str>| flaws(|plan| plan.openings[1].title = title.map(str::to_owned));
    assert_eq!(titled(None), one("openings/1/title", "required"));
    assert_eq!(titled(Some("　")), one("openings/1/title", "required"));
    assert_eq!(titled(Some(&"あ".repeat(61))), one("openings/1/title", "too-long"));
    assert_eq!(titled(Some("番号は1234-5678-9018")), one("openings/1/title", "my-number"));
}

#[test]
fn what_the_ward_does_not_have_is_named() {
    let unknown = counter_flaws(|opening| opening.sites = vec![id("chuo"), id("moon")]);
    assert_eq!(unknown, one("openings/0/sites/1", "unknown-site"));
    assert_eq!(counter_flaws(|opening| opening.section = id("moon")), one("openings/0/section", "unknown-section"));
    let of_nobody = counter_flaws(|opening| opening.subjects = vec![id("moon")]);
    assert_eq!(of_nobody, one("openings/0/subjects/0", "unknown-subject"));
    let of_others = counter_flaws(|opening| opening.subjects = vec![id("phone")]);
    assert_eq!(of_others, one("openings/0/subjects/0", "other-section"));
    let interpreter = counter_flaws(|opening| opening.interpreter = Some(id("moon")));
    assert_eq!(interpreter, one("openings/0/interpreter", "unknown-interpreter"));
    assert_eq!(flaws(|plan| plan.buildings[0].site = id("moon")), one("buildings/0/site", "unknown-site"));
    assert_eq!(flaws(|plan| plan.offices[0].section = id("moon")), one("offices/0/section", "unknown-section"));
    let length = SubjectLength { subject: id("moon"), minutes: 30, buffer_minutes: 0 };
    assert_eq!(flaws(|plan| plan.lengths = vec![length]), one("lengths/0/subject", "unknown-subject"));
}

#[test]
fn nothing_stands_there_twice() {
    assert_eq!(flaws(|plan| plan.openings.push(counter())), one("openings/2/id", "twice"));
    assert_eq!(flaws(|plan| plan.buildings.push(plan.buildings[0].clone())), one("buildings/1/site", "twice"));
    assert_eq!(flaws(|plan| plan.offices.push(plan.offices[0].clone())), one("offices/1/section", "twice"));
    assert_eq!(flaws(|plan| plan.interpreters.push(plan.interpreters[0].clone())), one("interpreters/1/id", "twice"));
    let length = SubjectLength { subject: id("move"), minutes: 30, buffer_minutes: 0 };
    assert_eq!(flaws(|plan| plan.lengths = vec![length.clone(), length]), one("lengths/1/subject", "twice"));
    let sites = counter_flaws(|opening| opening.sites = vec![id("chuo"), id("chuo")]);
    assert_eq!(sites, one("openings/0/sites/1", "twice"));
    let subjects = counter_flaws(|opening| opening.subjects = vec![id("move"), id("move")]);
    assert_eq!(subjects, one("openings/0/subjects/1", "twice"));
    let except = vec!["2026-06-04".to_owned(), "2026-06-04".to_owned()];
    assert_eq!(counter_flaws(|opening| opening.except = except), one("openings/0/except/1", "twice"));
    let dates = flaws(|plan| plan.buildings[0].calendar.dates = vec![on("2026-08-13", &[]), on("2026-08-13", &[])]);
    assert_eq!(dates, one("buildings/0/calendar/dates/1/date", "twice"));
    let days = flaws(|plan| plan.offices[0].calendar.week[0].days = vec![Weekday::Mon, Weekday::Mon]);
    assert_eq!(days, one("offices/0/calendar/week/0/days/1", "twice"));
}

#[test]
fn hours_of_one_day_lie_apart() {
    let week =
        |opens: &str| flaws(|plan| plan.offices[0].calendar.week.extend(every(&[Weekday::Fri], opens, "19:00").week));
    assert_eq!(week("17:00"), one("offices/0/calendar/week/1/hours", "overlapping-hours"));
    assert_eq!(week("17:15"), [], "what touches does not overlap");
    let same = flaws(|plan| {
        let week = &mut plan.offices[0].calendar.week;
        week.push(week[0].clone());
    });
    assert_eq!(same, one("offices/0/calendar/week/1/hours", "overlapping-hours"));
    let date = on("2026-08-13", &[("09:00", "12:00"), ("11:00", "13:00")]);
    let dates = flaws(|plan| plan.interpreters[0].calendar.dates = vec![date]);
    assert_eq!(dates, one("interpreters/0/calendar/dates/0/hours/1", "overlapping-hours"));
}

#[test]
fn dates_are_real_and_near() {
    let from = |from: &str, until: Option<&str>| {
        let (days, from, until) = (WORKDAYS.to_vec(), from.to_owned(), until.map(str::to_owned));
        counter_flaws(|opening| opening.days = OpeningDays::Weekly { days, from, until })
    };
    assert_eq!(from("2026-02-30", None), one("openings/0/days/from", "bad-date"));
    assert_eq!(from("2026-04-01", Some("soon")), one("openings/0/days/until", "bad-date"));
    assert_eq!(from("2026-04-01", Some("2026-03-31")), one("openings/0/days/until", "until-before-from"));
    assert_eq!(from("1999-12-31", None), one("openings/0/days/from", "too-early"));
    assert_eq!(from("2031-06-02", None), one("openings/0/days/from", "too-late"));
    assert_eq!(from("2031-06-01", None), []);
    let none = OpeningDays::Dates { dates: vec![] };
    assert_eq!(counter_flaws(|opening| opening.days = none), one("openings/0/days/dates", "required"));
    let never = OpeningDays::Weekly { days: vec![], from: "2026-04-01".to_owned(), until: None };
    assert_eq!(counter_flaws(|opening| opening.days = never), one("openings/0/days/days", "required"));
}

#[test]
fn lists_end_somewhere() {
    let openings = |plan: &mut Plan| {
        plan.openings = (0..=OPENINGS_MAX)
            .map(|at| protocol::schedule::Opening { id: id(&format!("opening-{at}")), ..counter() })
            .collect();
    };
    assert_eq!(flaws(openings), one("openings", "too-many"));
    let dates: Vec<String> =
        date(2026, 1, 1).series(jiff::Span::new().days(1)).take(DATES_MAX + 1).map(|date| date.to_string()).collect();
    assert_eq!(counter_flaws(|opening| opening.except = dates), one("openings/0/except", "too-many"));
}

#[test]
fn lengths_and_rules_are_reasonable() {
    let length = |minutes, buffer_minutes| {
        flaws(|plan| plan.lengths = vec![SubjectLength { subject: id("move"), minutes, buffer_minutes }])
    };
    assert_eq!(length(0, 0), one("lengths/0/minutes", "bad-length"));
    assert_eq!(length(481, 0), one("lengths/0/minutes", "bad-length"));
    assert_eq!(length(30, 481), one("lengths/0/buffer_minutes", "bad-length"));
    assert_eq!(flaws(|plan| plan.rules.horizon_days = 0), one("rules/horizon_days", "bad-rule"));
    assert_eq!(flaws(|plan| plan.rules.per_person = 0), one("rules/per_person", "bad-rule"));
    assert_eq!(flaws(|plan| plan.rules.lead_minutes = u16::MAX), one("rules/lead_minutes", "bad-rule"));
    assert_eq!(flaws(|plan| plan.interpreters[0].name = " ".to_owned()), one("interpreters/0/name", "required"));
}

#[test]
fn every_flaw_is_told_at_once() {
    let found = flaws(|plan| {
        plan.openings[0].seats = 0;
        plan.openings[1].title = None;
        plan.rules.per_person = 0;
    });
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["openings/0/seats", "openings/1/title", "rules/per_person"]);
}

#[test]
fn what_the_ward_has_lost_since_is_left_out_and_nothing_is_open_longer() {
    let mut sent = plan();
    sent.openings[0].subjects = vec![id("garbage"), id("move")];
    let only = protocol::schedule::Opening { id: id("only"), subjects: vec![id("move")], ..counter() };
    sent.openings.push(only);
    let mut place = place();
    place.sites.remove(&id("mori"));
    place.subjects.remove(&id("move"));
    place.sections.remove(&id("digital"));
    let (plan, lost) = schedule::Plan::stored(&sent, &place);
    let openings: Vec<&str> = plan.openings().iter().map(|opening| opening.id.as_str()).collect();
    assert_eq!(openings, ["counter"], "the lecture has lost its section, the other its only subject");
    assert_eq!(plan.openings()[0].sites, [id("chuo")].into());
    assert_eq!(plan.openings()[0].subjects, [id("garbage")].into());
    assert!(lost.iter().any(|flaw| (flaw.path.as_str(), flaw.code) == ("openings/1/section", "unknown-section")));
    let (again, none) = schedule::Plan::stored(&crate::town::plan(), &crate::town::place());
    assert_eq!((again.openings().len(), none), (2, vec![]));
    assert_eq!(lecture().kind, protocol::schedule::OpeningKind::Lecture);
}
