//! 執務時間 in words, as somebody is told who has to go there.

use crate::plan::Plan;
use crate::time::{Span, spoken};
use protocol::booking::Words;
use protocol::id::SectionId;

type Week = [Vec<Span>; 7];

/// How weekdays are called, from Monday on.
const JA: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
const EASY: [&str; 7] = ["{月|げつ}", "{火|か}", "{水|すい}", "{木|もく}", "{金|きん}", "{土|ど}", "{日|にち}"];
const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Plan {
    /// When a section's office works, every week: 「月〜金 8:30〜17:15」. Without a section, or where that one has no
    /// calendar, what all offices of the ward have in common. None where nothing is known.
    pub fn office_hours(&self, section: Option<&SectionId>) -> Option<Words> {
        let own = section.and_then(|section| self.offices.get(section)).map(|calendar| calendar.week.clone());
        let week = own.or_else(|| {
            let mut weeks = self.offices.values().map(|calendar| calendar.week.clone());
            let first = weeks.next()?;
            Some(weeks.fold(first, |a, b| std::array::from_fn(|day| both(&a[day], &b[day]))))
        })?;
        let groups = groups(&week);
        (!groups.is_empty()).then(|| Words {
            ja: told(&groups, &JA, "・", "、"),
            easy: Some(told(&groups, &EASY, "・", "、")),
            en: Some(told(&groups, &EN, ", ", "; ").replace('〜', "–")),
        })
    }
}

fn both(a: &[Span], b: &[Span]) -> Vec<Span> {
    a.iter().flat_map(|one| b.iter().filter_map(|other| one.meet(*other))).collect()
}

/// The days that are alike, by the first of them, and their hours; days without hours are left out.
fn groups(week: &Week) -> Vec<(Vec<usize>, &[Span])> {
    let mut groups: Vec<(Vec<usize>, &[Span])> = Vec::new();
    for (day, hours) in week.iter().enumerate().filter(|(_, hours)| !hours.is_empty()) {
        match groups.iter_mut().find(|(_, known)| *known == hours) {
            Some((days, _)) => days.push(day),
            None => groups.push((vec![day], hours)),
        }
    }
    groups
}

fn told(groups: &[(Vec<usize>, &[Span])], names: &[&str; 7], and: &str, next: &str) -> String {
    let hours = |spans: &[Span]| {
        let spans = spans.iter().map(|span| format!("{}〜{}", spoken(span.from()), spoken(span.until())));
        spans.collect::<Vec<_>>().join(and)
    };
    let group = |(days, spans): &(Vec<usize>, &[Span])| format!("{} {}", run(days, names, and), hours(spans));
    groups.iter().map(group).collect::<Vec<_>>().join(next)
}

/// 月〜水・金: three days in a row and more are told by the first and the last.
fn run(days: &[usize], names: &[&str; 7], and: &str) -> String {
    let rows = days.chunk_by(|a, b| a + 1 == *b);
    let row = |row: &[usize]| match row {
        [first, _, .., last] => format!("{}〜{}", names[*first], names[*last]),
        few => few.iter().map(|day| names[*day]).collect::<Vec<_>>().join(and),
    };
    rows.map(row).collect::<Vec<_>>().join(and)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::time::Time;

    fn span(from: &str, until: &str) -> Span {
        let time = |text| Time::parse(text).expect("a time");
        Span::new(time(from), time(until)).expect("a span")
    }

    fn office(section: &str, thursday: &str) -> (SectionId, Calendar) {
        let day = |at| match at {
            3 => vec![span("08:30", thursday)],
            0..=4 => vec![span("08:30", "17:15")],
            _ => vec![],
        };
        (section.parse().expect("an id"), Calendar { week: std::array::from_fn(day), ..Calendar::default() })
    }

    #[test]
    fn hours_are_told_by_days_that_are_alike() {
        let plan = Plan { offices: [office("a", "17:15"), office("b", "19:00")].into(), ..Plan::default() };
        let told = |section: Option<&str>| {
            let section: Option<SectionId> = section.map(|section| section.parse().expect("an id"));
            plan.office_hours(section.as_ref()).expect("hours")
        };
        assert_eq!(told(Some("a")).ja, "月〜金 8:30〜17:15");
        assert_eq!(told(Some("b")).ja, "月〜水・金 8:30〜17:15、木 8:30〜19:00");
        assert_eq!(told(Some("b")).en.as_deref(), Some("Mon–Wed, Fri 8:30–17:15; Thu 8:30–19:00"));
        assert_eq!(told(Some("a")).easy.as_deref(), Some("{月|げつ}〜{金|きん} 8:30〜17:15"));
        assert_eq!((told(None).ja, told(Some("c")).ja), (told(Some("a")).ja, told(Some("a")).ja));
        assert_eq!(Plan::default().office_hours(None), None);
    }
}
