//! 和暦⇔西暦. First days by the law or edict that named each era; the last day of 明治 and of 大正 is also the first of
//! the next, and both ways of writing it are read.
//!
//! 明治元年 is counted from the day of its edict (旧暦9月8日, 1868-10-23). Until 明治5年 Japan had a lunar calendar; days
//! here are Gregorian throughout, as nobody alive was born then.

use crate::width;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// 元号
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Era {
    /// 明治, from 1868-10-23
    Meiji,
    /// 大正, from 1912-07-30
    Taisho,
    /// 昭和, from 1926-12-25
    Showa,
    /// 平成, from 1989-01-08
    Heisei,
    /// 令和, from 2019-05-01
    Reiwa,
}

/// A day by its era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(deny_unknown_fields)]
pub struct EraDate {
    /// 元号
    pub era: Era,
    /// 年, from 1 (元年).
    pub year: i16,
    /// 月
    pub month: i8,
    /// 日
    pub day: i8,
}

impl Era {
    /// Oldest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// 明治 …
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The name as one character.
    const fn square(self) -> char {
        match self {
            Self::Meiji => '㍾',
            Self::Taisho => '㍽',
            Self::Showa => '㍼',
            Self::Heisei => '㍻',
            Self::Reiwa => '㋿',
        }
    }

    /// M T S H R
    const fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    /// Its first day.
    pub const fn first_day(self) -> Date {
        match self {
            Self::Meiji => Date::constant(1868, 10, 23),
            Self::Taisho => Date::constant(1912, 7, 30),
            Self::Showa => Date::constant(1926, 12, 25),
            Self::Heisei => Date::constant(1989, 1, 8),
            Self::Reiwa => Date::constant(2019, 5, 1),
        }
    }

    /// The last day that may be written in it.
    const fn last_day(self) -> Date {
        match self {
            Self::Meiji => Date::constant(1912, 7, 30),
            Self::Taisho => Date::constant(1926, 12, 25),
            Self::Showa => Date::constant(1989, 1, 7),
            Self::Heisei => Date::constant(2019, 4, 30),
            Self::Reiwa => Date::MAX,
        }
    }
}

impl EraDate {
    /// The day by its era; `None` before 明治.
    pub fn of(date: Date) -> Option<Self> {
        let era = Era::ALL.into_iter().rev().find(|era| era.first_day() <= date)?;
        let year = date.year() - era.first_day().year() + 1;
        Some(Self { era, year, month: date.month(), day: date.day() })
    }

    /// The day itself; `None` when there is no such day in the era (昭和64年1月8日, 令和元年2月30日).
    pub fn date(self) -> Option<Date> {
        if self.year < 1 {
            return None;
        }
        let year = self.era.first_day().year().checked_add(self.year - 1)?;
        let date = Date::new(year, self.month, self.day).ok()?;
        (self.era.first_day()..=self.era.last_day()).contains(&date).then_some(date)
    }
}

impl std::fmt::Display for EraDate {
    /// 昭和23年4月5日, 令和元年5月1日
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { era, year, month, day } = self;
        match year {
            1 => write!(f, "{}元年{month}月{day}日", era.name()),
            _ => write!(f, "{}{year}年{month}月{day}日", era.name()),
        }
    }
}

/// Reads a day as people write it: `S23.4.5`, `昭和23年4月5日`, `昭23/4/5`, `S230405`, `1948-04-05`, `1948年4月5日`,
/// `19480405`, in any width. `None` for anything else and for days that never were.
pub fn parse(raw: &str) -> Option<Date> {
    let typed = width::ascii(raw).to_ascii_uppercase();
    match Era::ALL.into_iter().find_map(|era| Some((era, after_era(&typed, era)?))) {
        Some((era, rest)) => {
            let [year, month, day] = numbers(rest, 6)?;
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            EraDate { era, year, month, day }.date()
        }
        None => {
            let [year, month, day] = numbers(&typed, 8)?;
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            (year >= 1000).then(|| Date::new(year, month, day).ok()).flatten()
        }
    }
}

/// What follows 昭和, 昭, ㍼ or S.
fn after_era(typed: &str, era: Era) -> Option<&str> {
    let name = era.name();
    let first = name.chars().next()?;
    typed.strip_prefix(name).or_else(|| typed.strip_prefix([first, era.square(), era.letter()]))
}

/// Year, month and day, parted by `-`, `/`, `.` or 年月日, or as so many digits in a row.
fn numbers(text: &str, in_a_row: usize) -> Option<[i16; 3]> {
    let ascii_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if text.len() == in_a_row && ascii_digits(text) {
        let (year, rest) = text.split_at(in_a_row - 4);
        return Some([year.parse().ok()?, rest[..2].parse().ok()?, rest[2..].parse().ok()?]);
    }
    let mut parts = text.strip_suffix('日').unwrap_or(text).split(['-', '/', '.', '年', '月']);
    let mut next = || match parts.next()? {
        "元" => Some(1),
        part if part.len() <= 4 && ascii_digits(part) => part.parse().ok(),
        _ => None,
    };
    let read = [next()?, next()?, next()?];
    parts.next().is_none().then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    #[test]
    fn every_day_survives_the_way_to_its_era_and_back() {
        for day in Era::Meiji.first_day().series(1.day()).take_while(|day| day.year() <= 2100) {
            let by_era = EraDate::of(day).expect("not before 明治");
            assert_eq!(by_era.date(), Some(day));
            assert_eq!(parse(&by_era.to_string()), Some(day));
            assert_eq!(parse(&day.to_string()), Some(day));
        }
        assert_eq!(EraDate::of(date(1868, 10, 22)), None);
    }

    #[test]
    fn eras_change_on_their_day() {
        for (day, written) in [
            (date(1912, 7, 29), "明治45年7月29日"),
            (date(1912, 7, 30), "大正元年7月30日"),
            (date(1926, 12, 24), "大正15年12月24日"),
            (date(1926, 12, 25), "昭和元年12月25日"),
            (date(1989, 1, 7), "昭和64年1月7日"),
            (date(1989, 1, 8), "平成元年1月8日"),
            (date(2019, 4, 30), "平成31年4月30日"),
            (date(2019, 5, 1), "令和元年5月1日"),
        ] {
            assert_eq!(EraDate::of(day).map(|d| d.to_string()).as_deref(), Some(written));
        }
        assert_eq!(parse("明治45年7月30日"), Some(date(1912, 7, 30)));
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for raw in [
            "S23.4.5",
            "s23/4/5",
            "昭和23年4月5日",
            "昭和２３年４月５日",
            "昭23-4-5",
            "S230405",
            "㍼23年4月5日",
            "1948-04-05",
            "1948/4/5",
            "1948年4月5日",
            "１９４８．４．５",
            "19480405",
            " 昭和 23年 4月 5日 ",
        ] {
            assert_eq!(parse(raw), Some(date(1948, 4, 5)), "{raw}");
        }
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for raw in [
            "昭和64年1月8日",
            "平成31年5月1日",
            "昭和0年1月1日",
            "平成元年1月7日",
            "1948-02-30",
            "S23.13.1",
            "48-04-05",
            "S23.4",
            "令和",
            "1948-04-05-01",
            "1948-4-",
            "２３",
            "",
            "昭和99999年1月1日",
            "-1948-4-5",
            "元-1-1",
        ] {
            assert_eq!(parse(raw), None, "{raw}");
        }
    }
}
