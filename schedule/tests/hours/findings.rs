//! What stands against a plan before it is published.

use crate::town::{TODAY, Town, counter, hours, id, lecture, on, plan};
use protocol::schedule::{ClosureScope, Finding, FindingKind, Gravity, Opening, OpeningDays, Plan, SubjectLength};
use schedule::findings;

fn found(town: &Town) -> Vec<Finding> {
    findings(&town.almanac(), TODAY)
}

fn found_in(change: impl FnOnce(&mut Plan)) -> Vec<Finding> {
    let mut sent = plan();
    change(&mut sent);
    found(&Town::with(&sent))
}

fn kinds(findings: &[Finding]) -> Vec<(FindingKind, &str, u16)> {
    findings.iter().map(|finding| (finding.why, finding.opening.as_str(), finding.dates)).collect()
}

#[test]
fn holidays_and_closed_buildings_warn_with_their_first_date_and_how_many_there_are() {
    let findings = found(&Town::new());
    // 海の日 and a 休日 are known; the library is closed on the lecture's Saturday, 森の分館 has no calendar.
    assert_eq!(kinds(&findings), [(FindingKind::Building, "lecture", 1), (FindingKind::Holiday, "counter", 2)]);
    assert_eq!(findings[1].date.as_deref(), Some("2026-07-20"));
    assert_eq!(
        findings[1].sentence,
        "「小倉北区役所 まちづくり推進課の9:00から16:30までの枠」は、1年のうち2日、一部または全部が開きません。\
         7月20日（月）は祝日（海の日）です。"
    );
    assert_eq!(
        findings[0].sentence,
        "「スマホ講座」は、6月6日（土）に一部または全部が開きません。6月6日（土）は小倉中央市民センターの休館日です。"
    );
    assert!(findings.iter().all(|finding| finding.gravity == Gravity::Warns));
}

#[test]
fn two_openings_about_the_same_subject_over_each_other_block() {
    let twin = |change: fn(&mut Opening)| {
        let mut twin = Opening { id: id("twin"), hours: hours("16:00", "17:00"), ..counter() };
        change(&mut twin);
        let findings = found_in(|plan| plan.openings.push(twin));
        findings.into_iter().find(|finding| finding.why == FindingKind::Overlap)
    };
    let overlap = twin(|_| {}).expect("they overlap");
    assert_eq!((overlap.gravity, overlap.opening), (Gravity::Blocks, id("counter")));
    // A year of workdays from 1 June 2026 on, less two holidays.
    assert_eq!((overlap.date.as_deref(), overlap.dates), (Some("2026-06-01"), 259));
    assert!(overlap.sentence.starts_with("6月1日（月）など259日、小倉中央市民センターで"), "{}", overlap.sentence);
    let apart: [fn(&mut Opening); 5] = [
        |twin| twin.hours = hours("16:30", "17:00"),
        |twin| twin.section = id("digital"),
        |twin| twin.except = vec!["2026-06-06".to_owned()],
        |twin| twin.days = OpeningDays::Dates { dates: vec!["2026-07-20".to_owned()] },
        |twin| twin.days = OpeningDays::Dates { dates: vec!["2026-06-07".to_owned()] },
    ];
    let overlaps: Vec<bool> = apart.into_iter().map(|change| twin(change).is_some()).collect();
    assert_eq!(overlaps, [false, false, true, false, false], "only a common minute that is open is an overlap");
    let findings = found_in(|plan| {
        plan.openings[0].subjects = vec![id("garbage")];
        plan.openings.push(Opening { id: id("twin"), subjects: vec![id("move")], ..counter() });
    });
    assert!(findings.iter().all(|finding| finding.why != FindingKind::Overlap), "they are about other subjects");
}

#[test]
fn the_gravest_comes_first() {
    let findings = found_in(|plan| plan.openings.push(Opening { id: id("twin"), ..counter() }));
    assert!(findings.len() > 2);
    assert_eq!((findings[0].gravity, findings[0].why), (Gravity::Blocks, FindingKind::Overlap));
    assert!(findings[1..].iter().all(|finding| finding.gravity == Gravity::Warns));
}

#[test]
fn an_opening_that_never_takes_place_blocks() {
    let never = |change: fn(&mut Plan)| {
        let findings = found_in(change);
        findings.into_iter().any(|finding| finding.why == FindingKind::Never && finding.gravity == Gravity::Blocks)
    };
    let sunday_holiday = |plan: &mut Plan| {
        let clinic = OpeningDays::Dates { dates: vec!["2026-07-20".to_owned()] };
        plan.openings[0].days = clinic;
    };
    assert!(never(sunday_holiday), "its only date is a holiday");
    assert!(never(|plan| plan.openings[0].hours = hours("18:00", "19:00")), "nobody is in the office then");
    assert!(never(|plan| plan.openings[1].except = vec!["2026-06-06".to_owned()]), "its only date is left out");
    assert!(never(|plan| plan.openings[0].hours = hours("17:00", "17:30")), "half a unit is none");
    assert!(!never(|_| {}));
    let passed = |plan: &mut Plan| plan.openings[1].days = OpeningDays::Dates { dates: vec!["2026-05-30".to_owned()] };
    assert!(!never(passed), "what has passed holds nothing up");
    let ends = |plan: &mut Plan| {
        let (days, from) = (vec![protocol::schedule::Weekday::Mon], "2026-04-01".to_owned());
        plan.openings[0].days = OpeningDays::Weekly { days, from, until: Some("2026-06-01".to_owned()) };
        plan.buildings[0].calendar.dates.push(on("2026-06-01", &[]));
        plan.openings[0].sites = vec![id("chuo")];
    };
    assert!(!never(ends), "what was open until last week is no slip");
    let later = |plan: &mut Plan| {
        let days = vec![protocol::schedule::Weekday::Wed];
        plan.openings[0].days = OpeningDays::Weekly { days, from: "2028-04-01".to_owned(), until: None };
    };
    assert!(!never(later), "what begins in two years is looked at from then on");
}

#[test]
fn a_closure_warns_and_does_not_make_an_opening_never_take_place() {
    let town = Town::new().closed(ClosureScope::All, "2026-06-06T00:00", "2026-06-06T24:00");
    let findings = found(&town);
    let closure = findings.iter().find(|finding| finding.why == FindingKind::Closure).expect("it is told");
    assert_eq!((closure.opening.as_str(), closure.gravity), ("lecture", Gravity::Warns));
    assert!(findings.iter().all(|finding| finding.why != FindingKind::Never), "{findings:?}");
    assert!(findings.iter().any(|finding| finding.why == FindingKind::Building), "a closure hides nothing else");
}

#[test]
fn offices_interpreters_clocks_and_long_subjects_warn() {
    let findings = found_in(|plan| {
        plan.offices[0].calendar.dates.push(on("2026-06-04", &[("08:30", "12:00")]));
        plan.openings[0].interpreter = Some(id("sign"));
    });
    let kinds: Vec<FindingKind> = findings.iter().map(|finding| finding.why).collect();
    assert!(kinds.contains(&FindingKind::Office) && kinds.contains(&FindingKind::Interpreter), "{kinds:?}");
    let long = found_in(|plan| {
        plan.openings[0].hours = hours("09:00", "10:00");
        plan.openings[0].subjects = vec![id("garbage"), id("move")];
        plan.lengths = vec![SubjectLength { subject: id("move"), minutes: 60, buffer_minutes: 10 }];
    });
    let short = long.iter().find(|finding| finding.why == FindingKind::TooShort).expect("it is told");
    assert!(short.sentence.contains("「引っこしの相談」には90分（後の準備10分を含む）"), "{}", short.sentence);
    let mut sent = plan();
    (sent.buildings, sent.offices) = (vec![], vec![]);
    let days = OpeningDays::Weekly {
        days: vec![protocol::schedule::Weekday::Sun],
        from: "2026-06-01".to_owned(),
        until: None,
    };
    sent.openings = vec![Opening { days, hours: hours("00:00", "06:00"), ..counter() }];
    let clocks = found(&Town::with(&sent).in_zone("Europe/Berlin"));
    let change = clocks.iter().find(|finding| finding.why == FindingKind::ClockChange).expect("it is told");
    assert_eq!((change.dates, change.date.as_deref()), (2, Some("2026-10-25")));
}

#[test]
fn a_site_where_nothing_can_be_asked_never_has_the_opening() {
    let mut town = Town::with(&Plan { openings: vec![Opening { sites: vec![id("mori")], ..lecture() }], ..plan() });
    if let Some(site) = town.place.sites.get_mut(&id("mori")) {
        site.subjects.clear();
    }
    let findings = found(&town);
    assert_eq!(kinds(&findings), [(FindingKind::Never, "lecture", 0)]);
    assert_eq!(
        findings[0].sentence,
        "「スマホ講座」の施設では、受け付ける用件がありません。施設か用件を選び直してください。"
    );
}
