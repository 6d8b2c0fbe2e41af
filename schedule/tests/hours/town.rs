//! 小倉北区, small: two sections, two sites, three subjects, and a plan to change.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use protocol::place::Hours;
use protocol::schedule::{
    Building, Calendar, ClosureScope, DateHours, InterpreterHours, NewClosure, Office, Opening, OpeningDays,
    OpeningKind, Plan, WeekHours, Weekday,
};
use schedule::{Almanac, Closure, Holidays, Place, SiteFacts, SubjectFacts};
use std::fmt::Debug;
use std::str::FromStr;

/// A Monday.
pub(crate) const TODAY: Date = date(2026, 6, 1);
pub(crate) const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

pub(crate) fn id<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("an id")
}

pub(crate) fn hours(opens: &str, closes: &str) -> Hours {
    Hours { opens: opens.to_owned(), closes: closes.to_owned() }
}

pub(crate) fn every(days: &[Weekday], opens: &str, closes: &str) -> Calendar {
    Calendar { week: vec![WeekHours { days: days.to_vec(), hours: hours(opens, closes) }], dates: vec![] }
}

/// The counter of まちづくり推進課, at both sites, every workday from 9:00 to 16:30.
pub(crate) fn counter() -> Opening {
    Opening {
        id: id("counter"),
        section: id("machi"),
        sites: vec![id("chuo"), id("mori")],
        subjects: vec![],
        kind: OpeningKind::Counter,
        title: None,
        days: OpeningDays::Weekly { days: WORKDAYS.to_vec(), from: "2026-04-01".to_owned(), until: None },
        except: vec![],
        hours: hours("09:00", "16:30"),
        unit_minutes: 30,
        seats: 2,
        interpreter: None,
        on_holidays: false,
    }
}

/// A lecture about phones, once, where the counter has nothing.
pub(crate) fn lecture() -> Opening {
    Opening {
        id: id("lecture"),
        section: id("digital"),
        kind: OpeningKind::Lecture,
        title: Some("スマホ講座".to_owned()),
        days: OpeningDays::Dates { dates: vec!["2026-06-06".to_owned()] },
        hours: hours("14:00", "15:30"),
        seats: 20,
        ..counter()
    }
}

pub(crate) fn plan() -> Plan {
    Plan {
        buildings: vec![Building { site: id("chuo"), calendar: every(&WORKDAYS, "09:00", "22:00") }],
        offices: vec![Office { section: id("machi"), calendar: every(&WORKDAYS, "08:30", "17:15") }],
        interpreters: vec![InterpreterHours {
            id: id("sign"),
            name: "手話通訳".to_owned(),
            calendar: every(&[Weekday::Tue, Weekday::Thu], "13:00", "17:00"),
        }],
        openings: vec![counter(), lecture()],
        ..Plan::default()
    }
}

pub(crate) fn on(date: &str, spans: &[(&str, &str)]) -> DateHours {
    DateHours { date: date.to_owned(), hours: spans.iter().map(|(opens, closes)| hours(opens, closes)).collect() }
}

/// Everything that an almanac borrows.
pub(crate) struct Town {
    pub(crate) place: Place,
    pub(crate) plan: schedule::Plan,
    pub(crate) holidays: Holidays,
    pub(crate) closures: Vec<Closure>,
    pub(crate) zone: TimeZone,
}

impl Town {
    pub(crate) fn new() -> Self {
        Self::with(&plan())
    }

    pub(crate) fn with(sent: &Plan) -> Self {
        let place = place();
        let plan = schedule::Plan::read(sent, &place, TODAY).expect("a sound plan");
        let holidays = [(date(2026, 7, 20), "海の日".to_owned()), (date(2026, 9, 22), "休日".to_owned())];
        let zone = TimeZone::get("Asia/Tokyo").expect("a zone that is bundled");
        Self { place, plan, holidays: holidays.into_iter().collect(), closures: vec![], zone }
    }

    pub(crate) fn in_zone(self, zone: &str) -> Self {
        Self { zone: TimeZone::get(zone).expect("a zone that is bundled"), ..self }
    }

    pub(crate) fn closed(mut self, scope: ClosureScope, from: &str, until: &str) -> Self {
        let (reason, instead) = ("台風のため".to_owned(), String::new());
        let closure = NewClosure { scope, from: from.to_owned(), until: until.to_owned(), reason, instead };
        self.closures.push(Closure::read(&closure, &self.zone).expect("a closure"));
        self
    }

    pub(crate) fn almanac(&self) -> Almanac<'_> {
        Almanac {
            plan: &self.plan,
            holidays: &self.holidays,
            closures: &self.closures,
            place: &self.place,
            zone: &self.zone,
        }
    }

    /// The moment of a time on the wall.
    pub(crate) fn at(&self, text: &str) -> i64 {
        let at = text.parse::<jiff::civil::DateTime>().expect("a time on the wall");
        self.zone.to_timestamp(at).expect("a moment").as_millisecond()
    }
}

pub(crate) fn place() -> Place {
    let subject = |name: &str, minutes, section: &str| SubjectFacts {
        name: name.to_owned(),
        minutes,
        section: Some(id(section)),
        at_counter: None,
    };
    let site = |name: &str, subjects: &[&str]| SiteFacts {
        name: name.to_owned(),
        counter: false,
        subjects: subjects.iter().map(|subject| id(subject)).collect(),
    };
    Place {
        sections: [
            (id("machi"), "小倉北区役所 まちづくり推進課".to_owned()),
            (id("digital"), "小倉北区役所 総務企画課".to_owned()),
        ]
        .into(),
        sites: [
            (id("chuo"), site("小倉中央市民センター", &["garbage", "move", "phone"])),
            (id("mori"), site("森の分館", &["garbage", "phone"])),
        ]
        .into(),
        subjects: [
            (id("garbage"), subject("ごみ出し支援", 30, "machi")),
            (id("move"), subject("引っこしの相談", 40, "machi")),
            (id("phone"), subject("スマホの相談", 30, "digital")),
        ]
        .into(),
    }
}
