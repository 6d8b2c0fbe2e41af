//! Answers in the words of a paper form: days by their era, amounts with 円, options by their labels.

use forms::definition::{Computation, Field, HandIn, Kind};
use forms::{day, era::EraDate};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use protocol::place::Identity;

/// An answer as a person reads it; as it was kept where the definition has no other words for it.
pub(crate) fn answer(field: &Field, value: &str) -> String {
    let words = match &field.kind {
        Kind::Date { .. } => day::parse(value).map(by_era),
        Kind::Number { unit, .. } => value.parse().ok().map(|number| format!("{}{}", thousands(number), unit.ja)),
        Kind::Choice { options } => {
            options.iter().find(|option| option.id == value).map(|option| option.label.ja.clone())
        }
        Kind::Several { options, none } => value
            .split(',')
            .map(|id| options.iter().chain(none).find(|option| option.id == id).map(|option| option.label.ja.as_str()))
            .collect::<Option<Vec<_>>>()
            .map(|labels| labels.join("、")),
        Kind::Attachment { .. } => {
            HandIn::ALL.into_iter().find(|way| way.word() == value).map(|way| hand_in(way).to_owned())
        }
        Kind::Computed { from: Computation::Total { .. } } => {
            value.parse().ok().map(|yen| format!("{}円", thousands(yen)))
        }
        Kind::Computed { from: Computation::Age { .. } } => Some(format!("{value}歳")),
        Kind::Consent => (value == "yes").then(|| "同意する".to_owned()),
        Kind::Repeat { .. } => Some(format!("{value}件")),
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}

/// 令和8年12月1日; by the Christian era before 明治.
pub(crate) fn by_era(day: Date) -> String {
    EraDate::of(day).map_or_else(|| format!("{}年{}月{}日", day.year(), day.month(), day.day()), |day| day.to_string())
}

/// 12,000
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

/// How a paper comes.
pub(crate) const fn hand_in(way: HandIn) -> &'static str {
    match way {
        HandIn::Post => "郵送",
        HandIn::Counter => "窓口に持参",
        HandIn::Visit => "訪問のときに提示",
    }
}

/// What was known of the applicant.
pub(crate) const fn identity(identity: Identity) -> &'static str {
    match identity {
        Identity::None => "していない",
        Identity::SelfStated => "申請者の申し出による",
        Identity::OwnDevice => "申請者が自分の端末とカードで確認",
    }
}

/// A moment (milliseconds since 1970) as clocks in Japan show it. There has been no summer time since 1951.
pub(crate) fn in_japan(at: u64) -> DateTime {
    let at = i64::try_from(at).ok().and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    Offset::constant(9).to_datetime(at.unwrap_or(jiff::Timestamp::MAX))
}

/// The same for programs: `2026-12-01T09:45:00+09:00`.
pub(crate) fn iso(at: u64) -> String {
    format!("{}+09:00", in_japan(at).strftime("%Y-%m-%dT%H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn amounts_have_their_thousands_parted() {
        for (number, words) in [(0, "0"), (999, "999"), (1000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(thousands(number), words);
        }
    }

    #[test]
    fn days_are_written_by_their_era() {
        assert_eq!(by_era(date(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(by_era(date(1800, 1, 2)), "1800年1月2日");
    }

    #[test]
    fn a_moment_is_told_by_the_clocks_of_japan() {
        assert_eq!(in_japan(1_796_050_800_000).to_string(), "2026-12-01T00:00:00");
    }
}
