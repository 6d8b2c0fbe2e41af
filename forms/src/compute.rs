//! What follows from answers and is not asked: ages and totals.

use crate::answers::{Answers, answer, holds};
use crate::day;
use crate::definition::{Computation, Definition, Field, Kind};
use crate::validate::count;
use jiff::civil::Date;

impl Definition {
    /// Everything that can be computed of normalised answers, by path: ages in years, totals in yen. What it follows from
    /// being absent, it is absent. It stands beside the answers, never among them.
    pub fn computed(&self, answers: &Answers, today: Date) -> Answers {
        let kept = self.kept(answers);
        let mut all = Answers::new();
        for (_, field) in self.top_fields() {
            match &field.kind {
                Kind::Computed { from } if holds(&field.when, "", &kept) => {
                    all.extend(self.value_of(from, "", &kept, today).map(|value| (field.id.clone(), value)));
                }
                Kind::Repeat { fields, .. } => {
                    for entry in 0..entries(&field.id, &kept) {
                        let prefix = format!("{}/{entry}/", field.id);
                        for sub in fields.iter().filter(|sub| holds(&sub.when, &prefix, &kept)) {
                            if let Kind::Computed { from } = &sub.kind {
                                let value = self.value_of(from, &prefix, &kept, today);
                                all.extend(value.map(|value| (format!("{prefix}{}", sub.id), value)));
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        all
    }

    fn value_of(&self, from: &Computation, prefix: &str, answers: &Answers, today: Date) -> Option<String> {
        match from {
            Computation::Age { of } => {
                let born = day::parse(answer(answers, &format!("{prefix}{of}"))?)?;
                Some(age(born, today)?.to_string())
            }
            Computation::Total { repeat, price, times } => {
                let mut total = 0_u64;
                for entry in 0..entries(repeat, answers) {
                    let at = |field: &String| answer(answers, &format!("{repeat}/{entry}/{field}"));
                    let yen = self.yen(&format!("{repeat}/{entry}/{price}"), at(price)?)?;
                    let times = times.as_ref().map_or(Some(1), |times| at(times)?.parse().ok())?;
                    total = total.saturating_add(yen.saturating_mul(times));
                }
                Some(total.to_string())
            }
        }
    }

    fn yen(&self, path: &str, chosen: &str) -> Option<u64> {
        let Field { kind: Kind::Choice { options }, .. } = self.field(path)? else { return None };
        options.iter().find(|option| option.id == chosen)?.yen.map(u64::from)
    }
}

fn entries(repeat: &str, answers: &Answers) -> u32 {
    answer(answers, repeat).and_then(count).unwrap_or(0)
}

/// Whole years. In law a year is complete at the end of the day before the birthday (年齢計算ニ関スル法律), which in forms is
/// written as the birthday itself; whoever was born on 29 February turns a year older on 28 February at midnight, written
/// as 1 March in a common year. `None` for somebody not yet born.
fn age(born: Date, today: Date) -> Option<i16> {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    let years = today.year() - born.year() - i16::from(!had_birthday);
    (born <= today).then_some(years)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use crate::example::answers;
    use jiff::civil::date;

    #[test]
    fn an_age_is_counted_in_whole_years() {
        for (born, today, years) in [
            (date(1948, 4, 5), date(2026, 4, 4), Some(77)),
            (date(1948, 4, 5), date(2026, 4, 5), Some(78)),
            (date(2024, 2, 29), date(2025, 2, 28), Some(0)),
            (date(2024, 2, 29), date(2025, 3, 1), Some(1)),
            (date(2026, 11, 20), date(2026, 11, 20), Some(0)),
            (date(2026, 11, 21), date(2026, 11, 20), None),
        ] {
            assert_eq!(age(born, today), years, "{born} {today}");
        }
    }

    #[test]
    fn a_total_is_what_every_entry_costs() {
        let today = date(2026, 11, 20);
        let form = builtin::in_force(&"bulky-waste".parse().expect("an id"), today).expect("it ships");
        let some = |changes: &[(&str, &str)]| {
            let mut all = answers(&[
                ("items", "2"),
                ("items/0/item", "bicycle"),
                ("items/0/number", "1"),
                ("items/1/item", "futon"),
                ("items/1/number", "3"),
            ]);
            all.extend(answers(changes));
            form.computed(&all, today).get("fee").cloned()
        };
        assert_eq!(some(&[]).as_deref(), Some("1400"), "500 + 3 × 300");
        assert_eq!(some(&[("items", "1")]).as_deref(), Some("500"), "what is not asked does not count");
        assert_eq!(some(&[("items/1/number", "")]), None, "while something is missing there is no total");
        assert_eq!(some(&[("items/1/item", "piano")]), None);
    }
}
