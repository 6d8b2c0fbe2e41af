//! Openings.

use super::{Reader, UNKNOWN_SECTION, UNKNOWN_SITE, UNKNOWN_SUBJECT};
use crate::plan::{Days, Interpreter, Opening};
use crate::time::{Span, spoken};
use protocol::id::{CalendarId, SiteId, SubjectId};
use protocol::schedule::{self as wire, OpeningKind};
use std::collections::{BTreeMap, BTreeSet};

/// Bookings claim whole steps of so many minutes.
const STEP: u16 = 5;
/// Most residents at the same time.
const SEATS_MAX: u16 = 100;

impl Reader<'_> {
    /// None where too little is left of it to take place.
    pub(super) fn opening(
        &mut self,
        path: &str,
        sent: &wire::Opening,
        interpreters: &BTreeMap<CalendarId, Interpreter>,
    ) -> Option<Opening> {
        let before = self.flaws.len();
        let hours = self.opening_hours(&format!("{path}/hours"), &sent.hours, sent.kind);
        let unit_minutes = hours.map_or(STEP, |hours| self.unit(path, sent, hours));
        if !(1..=SEATS_MAX).contains(&sent.seats) {
            self.flaw(&format!("{path}/seats"), "bad-seats", format!("席数は1から{SEATS_MAX}までにしてください。"));
        }
        let title = match sent.kind {
            OpeningKind::Counter => None,
            OpeningKind::Clinic | OpeningKind::Lecture => {
                let text = sent.title.as_deref().unwrap_or_default();
                Some(self.title(&format!("{path}/title"), text, "相談会・講座の名称を入力してください。"))
            }
        };
        let days = self.opening_days(&format!("{path}/days"), &sent.days);
        let except = self.dates(&format!("{path}/except"), &sent.except);
        self.known(&format!("{path}/section"), self.place.sections.contains_key(&sent.section), UNKNOWN_SECTION);
        let there = sent.interpreter.as_ref().is_none_or(|id| interpreters.contains_key(id));
        self.known(
            &format!("{path}/interpreter"),
            there,
            ("unknown-interpreter", "この通訳の勤務時間がありません。通訳を登録するか、選び直してください。"),
        );
        let whole = self.flaws.len() == before;
        let sites = self.sites(path, &sent.sites);
        let subjects = self.subjects(path, sent);
        // Without the subjects that it was about it would be about all.
        let about = sent.subjects.is_empty() || !subjects.is_empty();
        (whole && about && !sites.is_empty()).then_some(())?;
        Some(Opening {
            id: sent.id.clone(),
            section: sent.section.clone(),
            sites,
            subjects,
            kind: sent.kind,
            title,
            days: days?,
            except,
            hours: hours?,
            unit_minutes,
            seats: sent.seats,
            interpreter: sent.interpreter.clone(),
            on_holidays: sent.on_holidays,
        })
    }

    fn opening_hours(&mut self, path: &str, sent: &protocol::place::Hours, kind: OpeningKind) -> Option<Span> {
        let hours = self.hours(path, sent)?;
        let lecture = kind == OpeningKind::Lecture;
        for (field, time, held) in [("opens", hours.from(), true), ("closes", hours.until(), lecture)] {
            if held && !time.minute().is_multiple_of(STEP) {
                let message = format!("時刻は{STEP}分きざみで入力してください。");
                self.flaw(&format!("{path}/{field}"), "bad-step", message);
            }
        }
        Some(hours)
    }

    fn unit(&mut self, path: &str, sent: &wire::Opening, hours: Span) -> u16 {
        if sent.kind == OpeningKind::Lecture {
            return hours.minutes();
        }
        let path = format!("{path}/unit_minutes");
        if sent.unit_minutes == 0 || !sent.unit_minutes.is_multiple_of(STEP) {
            self.flaw(&path, "bad-unit", format!("1枠の長さは{STEP}分きざみで、{STEP}分以上にしてください。"));
        } else if sent.unit_minutes > hours.minutes() {
            let (from, until) = (spoken(hours.from()), spoken(hours.until()));
            let message = format!("1枠の長さが開設時間（{from}から{until}まで）より長くなっています。");
            self.flaw(&path, "bad-unit", message);
        }
        sent.unit_minutes
    }

    fn opening_days(&mut self, path: &str, sent: &wire::OpeningDays) -> Option<Days> {
        match sent {
            wire::OpeningDays::Weekly { days, from, until } => {
                let days = self.days(&format!("{path}/days"), days);
                let from = self.date(&format!("{path}/from"), from);
                let last = until.as_ref().map(|until| self.date(&format!("{path}/until"), until));
                let (from, until) = (from?, last.map_or(Some(None), |date| date.map(Some))?);
                if until.is_some_and(|until| until < from) {
                    let message = "最後の日は最初の日より後にしてください。".to_owned();
                    self.flaw(&format!("{path}/until"), "until-before-from", message);
                }
                Some(Days::Weekly { days, from, until })
            }
            wire::OpeningDays::Dates { dates } => {
                if dates.is_empty() {
                    self.flaw(&format!("{path}/dates"), "required", "日付を1日以上選んでください。".to_owned());
                }
                Some(Days::Dates(self.dates(&format!("{path}/dates"), dates)))
            }
        }
    }

    fn sites(&mut self, path: &str, sent: &[SiteId]) -> BTreeSet<SiteId> {
        let mut sites = BTreeSet::new();
        if sent.is_empty() {
            self.flaw(&format!("{path}/sites"), "required", "施設を1つ以上選んでください。".to_owned());
        }
        for (at, site) in sent.iter().enumerate() {
            let known = self.place.sites.contains_key(site);
            self.known(&format!("{path}/sites/{at}"), known, UNKNOWN_SITE);
            if known && !sites.insert(site.clone()) {
                self.once(path, &format!("sites/{at}"), true);
            }
        }
        sites
    }

    fn subjects(&mut self, path: &str, sent: &wire::Opening) -> BTreeSet<SubjectId> {
        let mut subjects = BTreeSet::new();
        for (at, subject) in sent.subjects.iter().enumerate() {
            let facts = self.place.subjects.get(subject);
            let own = facts.is_some_and(|facts| facts.is_of(&sent.section));
            let at = format!("subjects/{at}");
            if facts.is_none() {
                self.known(&format!("{path}/{at}"), false, UNKNOWN_SUBJECT);
            } else if !own {
                let message = "この用件は別の担当課が受け付けます。担当課か用件を選び直してください。".to_owned();
                self.flaw(&format!("{path}/{at}"), "other-section", message);
            }
            if own && !subjects.insert(subject.clone()) {
                self.once(path, &at, true);
            }
        }
        subjects
    }
}
