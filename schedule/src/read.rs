//! What a coordinator sent → a plan that cannot be wrong, or everything that is wrong with it, by its path.

mod calendars;
mod openings;

use crate::closure::FIRST_DATE;
use crate::flaw::Flaw;
use crate::place::Place;
use crate::plan::{Length, Plan};
use crate::time::{Span, Time};
use forms::{day, my_number, width};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use protocol::place::Hours;
use protocol::schedule::{self as wire, DATES_MAX, OPENINGS_MAX, TITLE_MAX};
use std::collections::{BTreeMap, BTreeSet};

/// How far ahead dates may lie, in years.
const YEARS_AHEAD: i16 = 5;
/// The longest talk and the longest buffer, in minutes.
const LENGTH_MAX: u16 = 480;

impl Plan {
    /// Reads what was sent; `today` on the ward's wall.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(plan: &wire::Plan, place: &Place, today: Date) -> Result<Self, Vec<Flaw>> {
        let last = today.saturating_add(YEARS_AHEAD.years());
        let (plan, flaws) = Reader { place, last, flaws: vec![] }.plan(plan);
        if flaws.is_empty() { Ok(plan) } else { Err(flaws) }
    }

    /// Reads what was once accepted and stored. Where the ward has lost a section, a site, a subject or an interpreter
    /// since, what cannot be without it is left out and told; nothing is ever open longer for it. Dates may lie far.
    pub fn stored(plan: &wire::Plan, place: &Place) -> (Self, Vec<Flaw>) {
        Reader { place, last: Date::MAX, flaws: vec![] }.plan(plan)
    }
}

/// Reads with eyes open: goes on after a flaw, so that all of them are told at once.
struct Reader<'a> {
    place: &'a Place,
    last: Date,
    flaws: Vec<Flaw>,
}

impl Reader<'_> {
    fn plan(mut self, sent: &wire::Plan) -> (Plan, Vec<Flaw>) {
        let mut plan = Plan::default();
        let place = self.place;
        for (at, building) in sent.buildings.iter().enumerate() {
            let path = format!("buildings/{at}");
            self.known(&format!("{path}/site"), place.sites.contains_key(&building.site), UNKNOWN_SITE);
            let calendar = self.calendar(&format!("{path}/calendar"), &building.calendar);
            self.once(&path, "site", plan.buildings.insert(building.site.clone(), calendar).is_some());
        }
        for (at, office) in sent.offices.iter().enumerate() {
            let path = format!("offices/{at}");
            self.known(&format!("{path}/section"), place.sections.contains_key(&office.section), UNKNOWN_SECTION);
            let calendar = self.calendar(&format!("{path}/calendar"), &office.calendar);
            self.once(&path, "section", plan.offices.insert(office.section.clone(), calendar).is_some());
        }
        for (at, interpreter) in sent.interpreters.iter().enumerate() {
            let path = format!("interpreters/{at}");
            let name =
                self.title(&format!("{path}/name"), &interpreter.name, "通訳の名称を入力してください。例：手話通訳");
            let calendar = self.calendar(&format!("{path}/calendar"), &interpreter.calendar);
            let interpreter_read = crate::plan::Interpreter { name, calendar };
            self.once(&path, "id", plan.interpreters.insert(interpreter.id.clone(), interpreter_read).is_some());
        }
        if sent.openings.len() > OPENINGS_MAX {
            self.flaw("openings", "too-many", format!("開設枠は{OPENINGS_MAX}個までにしてください。"));
        }
        let mut ids = BTreeSet::new();
        for (at, opening) in sent.openings.iter().take(OPENINGS_MAX).enumerate() {
            let path = format!("openings/{at}");
            self.once(&path, "id", !ids.insert(&opening.id));
            plan.openings.extend(self.opening(&path, opening, &plan.interpreters));
        }
        plan.openings.sort_by(|a, b| a.id.cmp(&b.id));
        plan.openings.dedup_by(|a, b| a.id == b.id);
        plan.lengths = self.lengths(&sent.lengths);
        plan.rules = self.rules(&sent.rules);
        (plan, self.flaws)
    }

    fn lengths(&mut self, sent: &[wire::SubjectLength]) -> BTreeMap<protocol::id::SubjectId, Length> {
        let mut lengths = BTreeMap::new();
        for (at, length) in sent.iter().enumerate() {
            let path = format!("lengths/{at}");
            self.known(&format!("{path}/subject"), self.place.subjects.contains_key(&length.subject), UNKNOWN_SUBJECT);
            let (minutes, buffer_minutes) = (length.minutes, length.buffer_minutes);
            if !(1..=LENGTH_MAX).contains(&minutes) {
                let message = format!("所要時間は1分から{LENGTH_MAX}分までにしてください。");
                self.flaw(&format!("{path}/minutes"), "bad-length", message);
            }
            if buffer_minutes > LENGTH_MAX {
                let message = format!("後の準備は{LENGTH_MAX}分までにしてください。");
                self.flaw(&format!("{path}/buffer_minutes"), "bad-length", message);
            }
            let before = lengths.insert(length.subject.clone(), Length { minutes, buffer_minutes });
            self.once(&path, "subject", before.is_some());
        }
        lengths
    }

    fn rules(&mut self, rules: &wire::BookingRules) -> wire::BookingRules {
        for (field, value, least, most, what) in [
            ("lead_minutes", rules.lead_minutes, 0, 20_160, "予約の締め切り（分前）"),
            ("horizon_days", rules.horizon_days, 1, 366, "予約できる日数"),
            ("per_person", rules.per_person, 1, 50, "1人の予約の数"),
            ("early_minutes", rules.early_minutes, 0, 240, "受付の始まり（分前）"),
            ("late_minutes", rules.late_minutes, 0, 240, "受付の終わり（分後）"),
        ] {
            if !(least..=most).contains(&value) {
                let message = format!("{what}は{least}から{most}までにしてください。");
                self.flaw(&format!("rules/{field}"), "bad-rule", message);
            }
        }
        rules.clone()
    }

    fn date(&mut self, path: &str, text: &str) -> Option<Date> {
        let Some(date) = day::parse(text) else {
            self.flaw(path, "bad-date", "日付を確かめてください。例：2026-06-04".to_owned());
            return None;
        };
        if date < FIRST_DATE {
            self.flaw(path, "too-early", "日付が古すぎます。年を確かめてください。".to_owned());
            return None;
        }
        if date > self.last {
            self.flaw(path, "too-late", format!("日付が先すぎます。{YEARS_AHEAD}年先までにしてください。"));
            return None;
        }
        Some(date)
    }

    /// A list of dates, each once.
    fn dates(&mut self, path: &str, texts: &[String]) -> BTreeSet<Date> {
        let mut dates = BTreeSet::new();
        if texts.len() > DATES_MAX {
            self.flaw(path, "too-many", format!("日付は{DATES_MAX}日までにしてください。"));
        }
        for (at, text) in texts.iter().take(DATES_MAX).enumerate() {
            let path = format!("{path}/{at}");
            let Some(date) = self.date(&path, text) else { continue };
            if !dates.insert(date) {
                self.flaw(&path, "twice", "同じ日付が2回あります。どちらかを消してください。".to_owned());
            }
        }
        dates
    }

    fn hours(&mut self, path: &str, hours: &Hours) -> Option<Span> {
        let mut time = |field: &str, text: &str| {
            let time = Time::parse(text);
            if time.is_none() {
                let message = "時刻を確かめてください。例：09:00。終わりは24:00までです。".to_owned();
                self.flaw(&format!("{path}/{field}"), "bad-time", message);
            }
            time
        };
        let (opens, closes) = (time("opens", &hours.opens), time("closes", &hours.closes));
        let (opens, closes) = (opens?, closes?);
        let span = Span::new(opens, closes);
        if span.is_none() {
            let message = "終わりの時刻は始まりより後にしてください。日をまたぐ時間は2日に分けてください。";
            self.flaw(&format!("{path}/closes"), "end-before-start", message.to_owned());
        }
        span
    }

    /// Days of the week, each once and at least one.
    fn days(&mut self, path: &str, days: &[wire::Weekday]) -> [bool; 7] {
        let mut found = [false; 7];
        if days.is_empty() {
            self.flaw(path, "required", "曜日を1つ以上選んでください。".to_owned());
        }
        for (at, day) in days.iter().enumerate() {
            if std::mem::replace(&mut found[index(*day)], true) {
                self.flaw(&format!("{path}/{at}"), "twice", "同じ曜日が2回あります。".to_owned());
            }
        }
        found
    }

    fn title(&mut self, path: &str, text: &str, missing: &str) -> String {
        let text = width::text(text);
        if text.is_empty() {
            self.flaw(path, "required", missing.to_owned());
        }
        if text.chars().count() > TITLE_MAX {
            self.flaw(path, "too-long", format!("{TITLE_MAX}文字以内で入力してください。"));
        }
        if my_number::is_in(&text) {
            self.flaw(path, "my-number", "個人番号（マイナンバー）は入力しないでください。".to_owned());
        }
        text
    }

    fn known(&mut self, path: &str, known: bool, (code, message): (&'static str, &str)) {
        if !known {
            self.flaw(path, code, message.to_owned());
        }
    }

    fn once(&mut self, path: &str, field: &str, twice: bool) {
        if twice {
            let message = "同じものが2つあります。どちらかを消してください。".to_owned();
            self.flaw(&format!("{path}/{field}"), "twice", message);
        }
    }

    fn flaw(&mut self, path: &str, code: &'static str, message: String) {
        self.flaws.push(Flaw::new(path, code, message));
    }
}

const UNKNOWN_SITE: (&str, &str) = ("unknown-site", "この施設は区にありません。選び直してください。");
const UNKNOWN_SECTION: (&str, &str) = ("unknown-section", "この担当課は区にありません。選び直してください。");
const UNKNOWN_SUBJECT: (&str, &str) =
    ("unknown-subject", "この用件を受け付ける担当課がありません。選び直してください。");

/// 0 is Monday.
fn index(day: wire::Weekday) -> usize {
    crate::plan::index(match day {
        wire::Weekday::Mon => Weekday::Monday,
        wire::Weekday::Tue => Weekday::Tuesday,
        wire::Weekday::Wed => Weekday::Wednesday,
        wire::Weekday::Thu => Weekday::Thursday,
        wire::Weekday::Fri => Weekday::Friday,
        wire::Weekday::Sat => Weekday::Saturday,
        wire::Weekday::Sun => Weekday::Sunday,
    })
}
