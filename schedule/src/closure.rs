//! 臨時休止

use crate::flaw::Flaw;
use crate::place::Place;
use crate::time::{Time, spoken, spoken_date};
use crate::wall::{self, Change, Wall};
use forms::{day, my_number};
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use protocol::id::{SectionId, SiteId};
use protocol::schedule::{CLOSURE_WORDS_MAX, ClosureScope, NewClosure};

/// The longest closure, in milliseconds: a year.
const LONGEST: i64 = 366 * 24 * 60 * wall::MINUTE;
/// Dates before it are slips of the pen.
pub(crate) const FIRST_DATE: Date = date(2000, 1, 1);

/// A closure: of everything, a site or a section, from a moment until another. Whoever makes the list for an
/// [`crate::Almanac`] leaves lifted ones out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// What.
    pub scope: ClosureScope,
    /// From when on, on the wall; whole minutes.
    pub from: DateTime,
    /// Until when.
    pub until: DateTime,
    /// `from`, in milliseconds since 1970.
    pub from_ms: i64,
    /// `until`, likewise.
    pub until_ms: i64,
    /// Why, for residents: 「台風のため」.
    pub reason: String,
    /// What to do instead, for residents; may be empty.
    pub instead: String,
}

impl Closure {
    /// Reads one in the ward's zone.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(new: &NewClosure, zone: &TimeZone) -> Result<Self, Vec<Flaw>> {
        let mut flaws = vec![];
        let from = moment("from", &new.from, zone, &mut flaws);
        let until = moment("until", &new.until, zone, &mut flaws);
        let reason = words("reason", &new.reason, &mut flaws);
        let instead = words("instead", &new.instead, &mut flaws);
        if reason.is_empty() && flaws.iter().all(|flaw| flaw.path != "reason") {
            flaws.push(Flaw::new("reason", "required", "休止の理由を入力してください。例：台風のため"));
        }
        let (Some((from, from_ms)), Some((until, until_ms))) = (from, until) else { return Err(flaws) };
        if until_ms <= from_ms {
            flaws.push(Flaw::new("until", "end-before-start", "終わりは始まりより後にしてください。"));
        } else if until_ms - from_ms > LONGEST {
            flaws.push(Flaw::new("until", "too-long", "休止は1年以内にしてください。"));
        }
        if !flaws.is_empty() {
            return Err(flaws);
        }
        Ok(Self { scope: new.scope.clone(), from, until, from_ms, until_ms, reason, instead })
    }

    /// Whether the ward has what it closes.
    pub fn is_of(&self, place: &Place) -> bool {
        match &self.scope {
            ClosureScope::All => true,
            ClosureScope::Site { site } => place.sites.contains_key(site),
            ClosureScope::Section { section } => place.sections.contains_key(section),
        }
    }

    /// Whether it closes a section's counter at a site; without a section, the site as a whole.
    pub fn hits(&self, site: &SiteId, section: Option<&SectionId>) -> bool {
        match &self.scope {
            ClosureScope::All => true,
            ClosureScope::Site { site: closed } => closed == site,
            ClosureScope::Section { section: closed } => Some(closed) == section,
        }
    }

    /// Whether a moment, in milliseconds since 1970, lies in it.
    pub fn holds(&self, at: i64) -> bool {
        self.from_ms <= at && at < self.until_ms
    }
}

/// Reads `2026-06-04T13:00`.
fn moment(path: &str, text: &str, zone: &TimeZone, flaws: &mut Vec<Flaw>) -> Option<(DateTime, i64)> {
    let read = || {
        let (on, at) = text.split_once('T')?;
        let (on, at) = (day::parse(on)?, Time::parse(at)?);
        // The wall of the date itself says more about a time that is not there.
        Some((on, at, at.on(on)?))
    };
    let Some((on, at, wall)) = read() else {
        flaws.push(Flaw::new(path, "bad-time", "日時を確かめてください。例：2026-06-04T13:00"));
        return None;
    };
    if on < FIRST_DATE {
        flaws.push(Flaw::new(path, "too-early", "日付が古すぎます。年を確かめてください。"));
        return None;
    }
    match wall::the_moment(zone, wall) {
        Ok(ms) => Some((wall, ms)),
        Err(change) => {
            let day = Wall::of(zone, wall.date());
            let met = day.changes().iter().find(|(span, _)| span.holds(Time::of(wall)));
            let (first, last) = met.map_or((at, at), |(span, _)| (span.from(), span.until()));
            let (first, last, at) = (spoken(first), spoken(last), spoken(Time::of(wall)));
            let on = spoken_date(wall.date());
            let (code, message) = match change {
                Change::Gap => (
                    "in-gap",
                    format!(
                        "{on}は{first}に時計を{last}へ進めるため、{at}はありません。{last}か、その後にしてください。"
                    ),
                ),
                Change::Fold => (
                    "in-fold",
                    format!(
                        "{on}は時計を戻すため、{at}が2回あります。{first}より前か、{last}か、その後にしてください。"
                    ),
                ),
            };
            flaws.push(Flaw::new(path, code, message));
            None
        }
    }
}

fn words(path: &str, text: &str, flaws: &mut Vec<Flaw>) -> String {
    let text = forms::width::text(text);
    if text.chars().count() > CLOSURE_WORDS_MAX {
        let message = format!("{CLOSURE_WORDS_MAX}文字以内で入力してください。");
        flaws.push(Flaw::new(path, "too-long", message));
    }
    if my_number::is_in(&text) {
        flaws.push(Flaw::new(path, "my-number", "個人番号（マイナンバー）は入力しないでください。"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typhoon(from: &str, until: &str) -> NewClosure {
        NewClosure {
            scope: ClosureScope::All,
            from: from.to_owned(),
            until: until.to_owned(),
            reason: "台風のため".to_owned(),
            instead: String::new(),
        }
    }

    fn read(closure: &NewClosure, zone: &str) -> Result<Closure, Vec<(String, &'static str)>> {
        let zone = TimeZone::get(zone).expect("a zone that is bundled");
        let named = |flaws: Vec<Flaw>| flaws.into_iter().map(|flaw| (flaw.path, flaw.code)).collect();
        Closure::read(closure, &zone).map_err(named)
    }

    #[test]
    fn a_closure_lasts_from_a_moment_until_another() {
        let closure = read(&typhoon("2026-06-04T13:00", "2026-06-04T24:00"), "Asia/Tokyo").expect("a closure");
        assert_eq!(closure.until, date(2026, 6, 5).at(0, 0, 0, 0));
        assert_eq!(closure.until_ms - closure.from_ms, 11 * 60 * wall::MINUTE);
        assert!(closure.holds(closure.from_ms) && !closure.holds(closure.until_ms));
    }

    #[test]
    fn everything_that_is_wrong_is_named() {
        for (from, until, path, code) in [
            ("2026-06-04", "2026-06-04T17:15", "from", "bad-time"),
            ("2026-06-04T13:00", "2026-06-31T17:15", "until", "bad-time"),
            ("2026-06-04T13:00", "2026-06-04T24:01", "until", "bad-time"),
            ("2026-06-04T13:00:00", "2026-06-04T17:15", "from", "bad-time"),
            ("2026-06-04T13:00", "2026-06-04T13:00", "until", "end-before-start"),
            ("2026-06-04T13:00", "2026-06-04T12:00", "until", "end-before-start"),
            ("2026-06-04T13:00", "2027-06-06T12:00", "until", "too-long"),
            ("1926-06-04T13:00", "1926-06-04T14:00", "from", "too-early"),
        ] {
            let flaws = read(&typhoon(from, until), "Asia/Tokyo").expect_err("flaws");
            assert!(flaws.contains(&(path.to_owned(), code)), "{from} {until}: {flaws:?}");
        }
        let wordless = NewClosure { reason: " ".into(), ..typhoon("x", "y") };
        let flaws = read(&wordless, "Asia/Tokyo").expect_err("flaws");
        assert_eq!(flaws, [("from".into(), "bad-time"), ("until".into(), "bad-time"), ("reason".into(), "required")]);
        let wordy = NewClosure {
            reason: "あ".repeat(121),
            instead: "1234-5678-9018".into(),
            ..typhoon("2026-06-04T13:00", "2026-06-04T14:00")
        };
        let flaws = read(&wordy, "Asia/Tokyo").expect_err("flaws");
        assert_eq!(flaws, [("reason".into(), "too-long"), ("instead".into(), "my-number")]);
    }

    #[test]
    fn a_time_in_a_gap_or_fold_of_the_clock_gets_a_clear_answer() {
        let berlin = TimeZone::get("Europe/Berlin").expect("a zone that is bundled");
        let flaw =
            |from: &str, until: &str| Closure::read(&typhoon(from, until), &berlin).expect_err("a flaw").remove(0);
        let gap = flaw("2026-03-29T02:30", "2026-03-29T12:00");
        assert_eq!((gap.path.as_str(), gap.code), ("from", "in-gap"));
        assert_eq!(
            gap.message,
            "3月29日（日）は2:00に時計を3:00へ進めるため、2:30はありません。3:00か、その後にしてください。"
        );
        let fold = flaw("2026-10-25T01:00", "2026-10-25T02:00");
        assert_eq!((fold.path.as_str(), fold.code), ("until", "in-fold"));
        assert_eq!(
            fold.message,
            "10月25日（日）は時計を戻すため、2:00が2回あります。2:00より前か、3:00か、その後にしてください。"
        );
    }
}
