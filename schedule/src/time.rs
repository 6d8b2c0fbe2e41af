//! Times of day, and what lies between two of them, on the wall: whole minutes of one day.

use jiff::civil::{Date, DateTime, Weekday};
use std::fmt;

/// A minute of a day, `00:00` to `24:00`; the last is the midnight that ends the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time(u16);

impl Time {
    /// `00:00`
    pub const MIDNIGHT: Self = Self(0);
    /// `24:00`
    pub const END: Self = Self(24 * 60);

    /// A minute of the day; none past its end.
    pub fn from_minute(minute: u16) -> Option<Self> {
        (minute <= Self::END.0).then_some(Self(minute))
    }

    /// Reads `09:00` and nothing else. `24:00` is one, `24:01` is not.
    pub fn parse(text: &str) -> Option<Self> {
        let [a, b, b':', c, d] = text.as_bytes() else { return None };
        let digit = |c: &u8| c.is_ascii_digit().then(|| u16::from(c - b'0'));
        let (hour, minute) = (digit(a)? * 10 + digit(b)?, digit(c)? * 10 + digit(d)?);
        if minute < 60 { Self::from_minute(hour * 60 + minute) } else { None }
    }

    /// The minute of a moment on the wall; what is less than a minute goes.
    pub fn of(at: DateTime) -> Self {
        Self(at.hour().unsigned_abs() as u16 * 60 + at.minute().unsigned_abs() as u16)
    }

    /// Minutes since midnight.
    pub fn minute(self) -> u16 {
        self.0
    }

    /// On a date. `24:00` is the next date's `00:00`; none where time ends.
    pub fn on(self, date: Date) -> Option<DateTime> {
        let day = if self == Self::END { date.tomorrow().ok()? } else { date };
        let minute = self.0 % Self::END.0;
        Some(day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// From a time until a later one of the same day, half open and never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    from: Time,
    until: Time,
}

impl Span {
    /// The whole day.
    pub const DAY: Self = Self { from: Time::MIDNIGHT, until: Time::END };

    /// None where nothing lies between.
    pub fn new(from: Time, until: Time) -> Option<Self> {
        (from < until).then_some(Self { from, until })
    }

    /// Its first minute.
    pub fn from(self) -> Time {
        self.from
    }

    /// The minute after its last.
    pub fn until(self) -> Time {
        self.until
    }

    /// How long it is.
    pub fn minutes(self) -> u16 {
        self.until.0 - self.from.0
    }

    /// Whether a minute lies in it.
    pub fn holds(self, at: Time) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether another lies in it whole.
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && other.until <= self.until
    }

    /// What both have.
    pub fn meet(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.until.min(other.until))
    }

    /// As the wire has it.
    pub fn hours(self) -> protocol::place::Hours {
        protocol::place::Hours { opens: self.from.to_string(), closes: self.until.to_string() }
    }
}

impl fmt::Display for Span {
    /// `9:00から17:15まで`, as a sentence has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}から{}まで", spoken(self.from), spoken(self.until))
    }
}

/// `9:00`, as a sentence has it.
pub(crate) fn spoken(time: Time) -> String {
    format!("{}:{:02}", time.minute() / 60, time.minute() % 60)
}

/// `6月4日（木）`
pub(crate) fn spoken_date(date: Date) -> String {
    let day = match date.weekday() {
        Weekday::Monday => '月',
        Weekday::Tuesday => '火',
        Weekday::Wednesday => '水',
        Weekday::Thursday => '木',
        Weekday::Friday => '金',
        Weekday::Saturday => '土',
        Weekday::Sunday => '日',
    };
    format!("{}月{}日（{day}）", date.month(), date.day())
}

/// Some spans of a day without what others take: sorted, and apart.
pub(crate) fn without(spans: &[Span], taken: &[Span]) -> Vec<Span> {
    taken.iter().fold(spans.to_vec(), |left, cut| {
        left.into_iter()
            .flat_map(|span| {
                let before = Span::new(span.from, span.until.min(cut.from));
                let after = Span::new(span.from.max(cut.until), span.until);
                [before, after]
            })
            .flatten()
            .collect()
    })
}

/// Sorted, with what touches made one.
pub(crate) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            _ => out.push(span),
        }
    }
    out
}
