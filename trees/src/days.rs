//! Days as numbers, and ages.

use jiff::SignedDuration;
use jiff::civil::Date;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
pub(crate) fn number(date: Date) -> i64 {
    date.duration_since(EPOCH).as_hours() / 24
}

/// The day of a number; the nearest that there is, where there is none.
pub(crate) fn of(number: i64) -> Date {
    EPOCH.saturating_add(SignedDuration::from_hours(number.saturating_mul(24)))
}

/// The age in full years, which is reached on the birthday itself; who was born on 29 February reaches it on 1 March of
/// a common year. Negative before the birth.
pub(crate) fn age(born: Date, today: Date) -> i64 {
    let birthday_to_come = (today.month(), today.day()) < (born.month(), born.day());
    i64::from(today.year()) - i64::from(born.year()) - i64::from(birthday_to_come)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_found_again_by_its_number() {
        for day in [Date::MIN, date(1948, 4, 5), EPOCH, date(2024, 2, 29), Date::MAX] {
            assert_eq!(of(number(day)), day);
        }
        assert_eq!(number(date(1970, 1, 2)), 1);
        assert_eq!(number(date(1969, 12, 31)), -1);
    }

    #[test]
    fn an_age_is_reached_on_the_birthday() {
        let born = date(1948, 4, 5);
        assert_eq!(age(born, date(2026, 4, 4)), 77);
        assert_eq!(age(born, date(2026, 4, 5)), 78);
        assert_eq!(age(date(2008, 2, 29), date(2026, 2, 28)), 17);
        assert_eq!(age(date(2008, 2, 29), date(2026, 3, 1)), 18);
        assert_eq!(age(born, date(1948, 4, 4)), -1);
    }
}
