//! A year of a city: the bookable units of every opening at 140 sites on each of 365 dates.

use crate::report::Figure;
use anyhow::Context;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use protocol::id::{OpeningId, SectionId, SiteId, SubjectId};
use protocol::place::Hours;
use protocol::schedule::{
    Building, Calendar, DateHours, InterpreterHours, Office, Opening, OpeningDays, OpeningKind, Plan, WeekHours,
    Weekday,
};
use schedule::{Almanac, Closure, Holidays, Place, SiteFacts, SubjectFacts};
use std::hint::black_box;
use std::time::Instant;

const SITES: usize = 140;
const DAYS: usize = 365;
const FIRST: Date = date(2026, 4, 1);
/// Wards of 20 sites with sections of their own.
const SECTIONS: usize = 7;
const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// In Tokyo and, as clocks are changed there, in Berlin.
pub(crate) fn measure() -> anyhow::Result<Vec<Figure>> {
    let place = place()?;
    let plan = schedule::Plan::read(&plan()?, &place, FIRST).ok().context("the bench's plan is sound")?;
    let holidays: Holidays = dates().step_by(23).map(|date| (date, "祝日".to_owned())).collect();
    let mut figures = vec![];
    for (name, suffix) in [("Asia/Tokyo", ""), ("Europe/Berlin", ".berlin")] {
        let zone = TimeZone::get(name)?;
        let closures = closures(&zone)?;
        let almanac = Almanac { plan: &plan, holidays: &holidays, closures: &closures, place: &place, zone: &zone };
        let start = Instant::now();
        let units = expand(&almanac);
        let seconds = start.elapsed().as_secs_f64();
        let note = format!("{SITES} sites × {DAYS} days, {} openings, {units} units", plan.openings().len());
        figures.push(
            Figure::new(format!("hours.expand_year_140_sites{suffix}"), seconds, "s").goal(1.0).note(note.clone()),
        );
        figures.push(
            Figure::new(format!("hours.days_per_second{suffix}"), (SITES * DAYS) as f64 / seconds, "1/s").note(note),
        );
        let start = Instant::now();
        let found = schedule::findings(&almanac, FIRST).len();
        let seconds = start.elapsed().as_secs_f64();
        let note = format!("conflicts of the same year, {found} findings");
        figures.push(Figure::new(format!("hours.findings_140_sites{suffix}"), seconds, "s").note(note));
    }
    Ok(figures)
}

fn expand(almanac: &Almanac<'_>) -> usize {
    let openings = almanac.plan.openings();
    let sites = almanac.place.sites.keys();
    sites
        .flat_map(|site| openings.iter().filter(move |opening| opening.sites.contains(site)).map(move |o| (site, o)))
        .map(|(site, opening)| dates().map(|date| black_box(almanac.units(opening, site, date)).len()).sum::<usize>())
        .sum()
}

fn dates() -> impl Iterator<Item = Date> {
    FIRST.series(jiff::Span::new().days(1)).take(DAYS)
}

fn section(at: usize) -> anyhow::Result<SectionId> {
    Ok(format!("section-{at}").parse()?)
}

fn site(at: usize) -> anyhow::Result<SiteId> {
    Ok(format!("site-{at}").parse()?)
}

fn hours(opens: &str, closes: &str) -> Hours {
    Hours { opens: opens.to_owned(), closes: closes.to_owned() }
}

fn calendar(days: &[Weekday], opens: &str, closes: &str, closed: &[Date]) -> Calendar {
    let dates = closed.iter().map(|date| DateHours { date: date.to_string(), hours: vec![] }).collect();
    Calendar { week: vec![WeekHours { days: days.to_vec(), hours: hours(opens, closes) }], dates }
}

/// Each section has a counter for its sites every workday, a clinic on Saturdays and a lecture with an interpreter.
fn plan() -> anyhow::Result<Plan> {
    let new_year: Vec<Date> = date(2026, 12, 29).series(jiff::Span::new().days(1)).take(6).collect();
    let mut plan = Plan::default();
    for at in 0..SITES {
        let week = [&WORKDAYS[..], &[Weekday::Sat]].concat();
        plan.buildings.push(Building { site: site(at)?, calendar: calendar(&week, "09:00", "22:00", &new_year) });
    }
    plan.interpreters.push(InterpreterHours {
        id: "sign".parse()?,
        name: "手話通訳".to_owned(),
        calendar: calendar(&[Weekday::Tue, Weekday::Thu], "13:00", "17:00", &new_year),
    });
    for at in 0..SECTIONS {
        let sites = (0..SITES).filter(|site| site % SECTIONS == at).map(site).collect::<Result<Vec<_>, _>>()?;
        plan.offices.push(Office {
            section: section(at)?,
            calendar: calendar(&[&WORKDAYS[..], &[Weekday::Sat]].concat(), "08:30", "17:15", &new_year),
        });
        let weekly =
            |days: &[Weekday]| OpeningDays::Weekly { days: days.to_vec(), from: FIRST.to_string(), until: None };
        let counter = Opening {
            id: format!("counter-{at}").parse::<OpeningId>()?,
            section: section(at)?,
            sites,
            subjects: vec![format!("subject-{at}").parse()?],
            kind: OpeningKind::Counter,
            title: None,
            days: weekly(&WORKDAYS),
            except: vec![],
            hours: hours("09:00", "16:30"),
            unit_minutes: 30,
            seats: 2,
            interpreter: None,
            on_holidays: false,
        };
        let clinic = Opening {
            id: format!("clinic-{at}").parse()?,
            kind: OpeningKind::Clinic,
            title: Some("土曜相談会".to_owned()),
            days: weekly(&[Weekday::Sat]),
            ..counter.clone()
        };
        let lecture = Opening {
            id: format!("lecture-{at}").parse()?,
            subjects: vec![format!("lesson-{at}").parse()?],
            kind: OpeningKind::Lecture,
            title: Some("スマホ講座".to_owned()),
            days: weekly(&[Weekday::Thu]),
            hours: hours("14:00", "15:30"),
            interpreter: Some("sign".parse()?),
            ..counter.clone()
        };
        plan.openings.extend([counter, clinic, lecture]);
    }
    Ok(plan)
}

fn place() -> anyhow::Result<Place> {
    let mut place = Place::default();
    for at in 0..SECTIONS {
        place.sections.insert(section(at)?, format!("区役所{at} まちづくり推進課"));
        for name in ["subject", "lesson"] {
            let id: SubjectId = format!("{name}-{at}").parse()?;
            let (name, section) = (name.to_owned(), Some(section(at)?));
            place.subjects.insert(id, SubjectFacts { name, minutes: 30, section, at_counter: None });
        }
    }
    for at in 0..SITES {
        let subjects = place.subjects.keys().cloned().collect();
        place.sites.insert(site(at)?, SiteFacts { name: format!("市民センター{at}"), counter: false, subjects });
    }
    Ok(place)
}

/// A typhoon in September and a site that is being repaired in May.
fn closures(zone: &TimeZone) -> anyhow::Result<Vec<Closure>> {
    let closure = |scope, from: &str, until: &str| {
        let new = protocol::schedule::NewClosure {
            scope,
            from: from.to_owned(),
            until: until.to_owned(),
            reason: "台風のため".to_owned(),
            instead: String::new(),
        };
        Closure::read(&new, zone).ok().context("the bench's closures are sound")
    };
    let repaired = protocol::schedule::ClosureScope::Site { site: site(3)? };
    Ok(vec![
        closure(protocol::schedule::ClosureScope::All, "2026-09-10T12:00", "2026-09-12T09:00")?,
        closure(repaired, "2026-05-07T00:00", "2026-05-20T24:00")?,
    ])
}
