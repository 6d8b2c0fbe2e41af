//! A day as text, `1948-04-05`, the form in which answers and definitions hold it. By hand, since jiff's own reader and
//! writer, which know every form of ISO 8601, would make the WebAssembly module a third larger.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Reads `1948-04-05` and nothing else; `None` for days that never were.
pub fn parse(text: &str) -> Option<Date> {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse::<i16>().ok()
    };
    let hyphens = text.len() == 10 && [4, 7].iter().all(|&at| text.as_bytes()[at] == b'-');
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    if hyphens { Date::new(year, month as i8, day as i8).ok() } else { None }
}

/// Writes `1948-04-05`.
pub fn text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

pub(crate) fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&text(*date))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text).ok_or_else(|| D::Error::custom("not a day like 1948-04-05"))
}

/// The same where there may be no day: `#[serde(default, with = "day::optional")]`.
pub(crate) mod optional {
    use super::{Date, Deserialize, Deserializer, Error, Serializer};

    pub(crate) fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::serialize(date, to),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
        super::parse(&text).map(Some).ok_or_else(|| D::Error::custom("not a day like 1948-04-05"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        let day = parse("1948-04-05").expect("a day");
        assert_eq!(text(day), "1948-04-05");
    }

    #[test]
    fn nothing_else_is_read() {
        for bad in ["1948-02-30", "1948-4-5", "19480405", "1948/04/05", "+948-04-05", "1948-04-051", "１948-04-0", ""]
        {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
