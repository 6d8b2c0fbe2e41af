//! What is drawn, in plain numbers; and the same as a coordinator would send it.

use jiff::civil::Date;
use protocol::place::Hours;
use protocol::schedule as wire;
use schedule::{Holidays, Place, SiteFacts, SubjectFacts};
use std::collections::BTreeMap;

/// Minutes of a day, half open.
pub(crate) type Minutes = (u16, u16);

#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// From Monday on.
    pub(crate) week: Vec<Vec<Minutes>>,
    pub(crate) dates: BTreeMap<Date, Vec<Minutes>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Site {
    pub(crate) id: String,
    pub(crate) subjects: Vec<String>,
    pub(crate) building: Option<Calendar>,
}

#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) id: String,
    pub(crate) section: String,
    pub(crate) minutes: u16,
    /// What the plan says instead, and the buffer.
    pub(crate) length: Option<(u16, u16)>,
}

#[derive(Debug, Clone)]
pub(crate) enum Days {
    Weekly { days: Vec<usize>, from: Date, until: Option<Date> },
    Dates(Vec<Date>),
}

#[derive(Debug, Clone)]
pub(crate) struct Opening {
    pub(crate) id: String,
    pub(crate) section: String,
    pub(crate) sites: Vec<String>,
    pub(crate) subjects: Vec<String>,
    pub(crate) lecture: bool,
    pub(crate) days: Days,
    pub(crate) except: Vec<Date>,
    pub(crate) hours: Minutes,
    pub(crate) unit: u16,
    pub(crate) interpreter: Option<usize>,
    pub(crate) on_holidays: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum Scope {
    All,
    Site(String),
    Section(String),
}

#[derive(Debug, Clone)]
pub(crate) struct Closed {
    pub(crate) scope: Scope,
    pub(crate) from: (Date, u16),
    pub(crate) until: (Date, u16),
}

#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) sections: Vec<String>,
    pub(crate) offices: Vec<Option<Calendar>>,
    pub(crate) sites: Vec<Site>,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) interpreters: Vec<Calendar>,
    pub(crate) openings: Vec<Opening>,
    pub(crate) holidays: Vec<Date>,
    pub(crate) closures: Vec<Closed>,
    pub(crate) lead: u16,
    pub(crate) horizon: u16,
}

pub(crate) fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn hours(&(from, until): &Minutes) -> Hours {
    Hours { opens: time(from), closes: time(until) }
}

const WEEK: [wire::Weekday; 7] = [
    wire::Weekday::Mon,
    wire::Weekday::Tue,
    wire::Weekday::Wed,
    wire::Weekday::Thu,
    wire::Weekday::Fri,
    wire::Weekday::Sat,
    wire::Weekday::Sun,
];

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("an id")
}

fn text(dates: &[Date]) -> Vec<String> {
    dates.iter().map(Date::to_string).collect()
}

impl Calendar {
    fn sent(&self) -> wire::Calendar {
        let lines = self.week.iter().enumerate().flat_map(|(day, spans)| {
            spans.iter().map(move |span| wire::WeekHours { days: vec![WEEK[day]], hours: hours(span) })
        });
        let dates = self
            .dates
            .iter()
            .map(|(date, spans)| wire::DateHours { date: date.to_string(), hours: spans.iter().map(hours).collect() });
        wire::Calendar { week: lines.collect(), dates: dates.collect() }
    }
}

impl Closed {
    pub(crate) fn sent(&self) -> wire::NewClosure {
        let at = |(date, minute): (Date, u16)| format!("{date}T{}", time(minute));
        wire::NewClosure {
            scope: match &self.scope {
                Scope::All => wire::ClosureScope::All,
                Scope::Site(site) => wire::ClosureScope::Site { site: id(site) },
                Scope::Section(section) => wire::ClosureScope::Section { section: id(section) },
            },
            from: at(self.from),
            until: at(self.until),
            reason: "台風のため".to_owned(),
            instead: String::new(),
        }
    }
}

impl Opening {
    fn sent(&self) -> wire::Opening {
        wire::Opening {
            id: id(&self.id),
            section: id(&self.section),
            sites: self.sites.iter().map(|site| id(site)).collect(),
            subjects: self.subjects.iter().map(|subject| id(subject)).collect(),
            kind: if self.lecture { wire::OpeningKind::Lecture } else { wire::OpeningKind::Counter },
            title: self.lecture.then(|| "スマホ講座".to_owned()),
            days: match &self.days {
                Days::Weekly { days, from, until } => wire::OpeningDays::Weekly {
                    days: days.iter().map(|day| WEEK[*day]).collect(),
                    from: from.to_string(),
                    until: until.map(|until| until.to_string()),
                },
                Days::Dates(dates) => wire::OpeningDays::Dates { dates: text(dates) },
            },
            except: text(&self.except),
            hours: hours(&self.hours),
            unit_minutes: self.unit,
            seats: 2,
            interpreter: self.interpreter.map(|at| id(&format!("interpreter-{at}"))),
            on_holidays: self.on_holidays,
        }
    }
}

impl Model {
    pub(crate) fn subject(&self, subject: &str) -> &Subject {
        self.subjects.iter().find(|facts| facts.id == subject).expect("it was drawn")
    }

    pub(crate) fn site(&self, site: &str) -> &Site {
        self.sites.iter().find(|facts| facts.id == site).expect("it was drawn")
    }

    pub(crate) fn plan(&self) -> wire::Plan {
        let building = |site: &Site| {
            let calendar = site.building.as_ref()?.sent();
            Some(wire::Building { site: id(&site.id), calendar })
        };
        let office = |(section, calendar): (&String, &Option<Calendar>)| {
            Some(wire::Office { section: id(section), calendar: calendar.as_ref()?.sent() })
        };
        let interpreter = |(at, calendar): (usize, &Calendar)| wire::InterpreterHours {
            id: id(&format!("interpreter-{at}")),
            name: "手話通訳".to_owned(),
            calendar: calendar.sent(),
        };
        let length = |subject: &Subject| {
            let (minutes, buffer_minutes) = subject.length?;
            Some(wire::SubjectLength { subject: id(&subject.id), minutes, buffer_minutes })
        };
        wire::Plan {
            buildings: self.sites.iter().filter_map(building).collect(),
            offices: self.sections.iter().zip(&self.offices).filter_map(office).collect(),
            interpreters: self.interpreters.iter().enumerate().map(interpreter).collect(),
            openings: self.openings.iter().map(Opening::sent).collect(),
            lengths: self.subjects.iter().filter_map(length).collect(),
            rules: wire::BookingRules {
                lead_minutes: self.lead,
                horizon_days: self.horizon,
                ..wire::BookingRules::default()
            },
        }
    }

    pub(crate) fn place(&self) -> Place {
        let site = |site: &Site| {
            let subjects = site.subjects.iter().map(|subject| id(subject)).collect();
            (id(&site.id), SiteFacts { name: site.id.clone(), counter: false, subjects })
        };
        let subject = |subject: &Subject| {
            let (name, minutes) = (subject.id.clone(), subject.minutes);
            let section = Some(id(&subject.section));
            (id(&subject.id), SubjectFacts { name, minutes, section, at_counter: None })
        };
        Place {
            sections: self.sections.iter().map(|section| (id(section), section.clone())).collect(),
            sites: self.sites.iter().map(site).collect(),
            subjects: self.subjects.iter().map(subject).collect(),
        }
    }

    pub(crate) fn holidays(&self) -> Holidays {
        self.holidays.iter().map(|date| (*date, "祝日".to_owned())).collect()
    }
}
