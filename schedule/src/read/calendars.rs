//! Calendars of buildings, offices and interpreters.

use super::Reader;
use crate::calendar::Calendar;
use crate::time::{Span, joined};
use protocol::schedule::{self as wire, DATES_MAX};

/// Most lines of a week.
const WEEK_MAX: usize = 50;
/// Most hours of a date.
const HOURS_MAX: usize = 10;

impl Reader<'_> {
    pub(super) fn calendar(&mut self, path: &str, sent: &wire::Calendar) -> Calendar {
        let mut calendar = Calendar::default();
        if sent.week.len() > WEEK_MAX {
            self.flaw(&format!("{path}/week"), "too-many", format!("曜日の時間は{WEEK_MAX}行までにしてください。"));
        }
        for (at, line) in sent.week.iter().take(WEEK_MAX).enumerate() {
            let path = format!("{path}/week/{at}");
            let days = self.days(&format!("{path}/days"), &line.days);
            let Some(span) = self.hours(&format!("{path}/hours"), &line.hours) else { continue };
            let mut over = false;
            for (spans, _) in calendar.week.iter_mut().zip(days).filter(|(_, named)| *named) {
                over |= spans.iter().any(|other| other.meet(span).is_some());
                spans.push(span);
            }
            self.apart(&format!("{path}/hours"), over);
        }
        if sent.dates.len() > DATES_MAX {
            self.flaw(&format!("{path}/dates"), "too-many", format!("日付は{DATES_MAX}日までにしてください。"));
        }
        for (at, exception) in sent.dates.iter().take(DATES_MAX).enumerate() {
            let path = format!("{path}/dates/{at}");
            let spans = self.exception(&path, &exception.hours);
            let Some(date) = self.date(&format!("{path}/date"), &exception.date) else { continue };
            self.once(&path, "date", calendar.dates.insert(date, spans).is_some());
        }
        calendar.week = calendar.week.map(joined);
        calendar
    }

    fn exception(&mut self, path: &str, sent: &[protocol::place::Hours]) -> Vec<Span> {
        if sent.len() > HOURS_MAX {
            self.flaw(&format!("{path}/hours"), "too-many", format!("1日の時間は{HOURS_MAX}個までにしてください。"));
        }
        let mut spans: Vec<Span> = vec![];
        for (at, hours) in sent.iter().take(HOURS_MAX).enumerate() {
            let path = format!("{path}/hours/{at}");
            let Some(span) = self.hours(&path, hours) else { continue };
            self.apart(&path, spans.iter().any(|other| other.meet(span).is_some()));
            spans.push(span);
        }
        joined(spans)
    }

    fn apart(&mut self, path: &str, over: bool) {
        if over {
            let message = "同じ日のほかの時間と重なっています。どちらかを直してください。".to_owned();
            self.flaw(path, "overlapping-hours", message);
        }
    }
}
