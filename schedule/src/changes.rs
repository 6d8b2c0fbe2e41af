//! How one plan differs from another, in words.

use crate::calendar::Calendar;
use crate::place::Place;
use crate::plan::{Days, Opening, Plan};
use crate::time::spoken_date;
use crate::words;
use jiff::civil::Date;
use protocol::schedule::{BookingRules, OpeningKind};
use std::collections::{BTreeMap, BTreeSet};

/// How many dates a sentence names.
const NAMED: usize = 5;

/// One sentence for each thing that is not the same.
pub fn changes(before: &Plan, after: &Plan, place: &Place) -> Vec<String> {
    let mut said = vec![];
    for opening in &before.openings {
        if after.opening(&opening.id).is_none() {
            said.push(format!("開設枠{}を削除します。", words::name(opening, place)));
        }
    }
    for opening in &after.openings {
        match before.opening(&opening.id) {
            None => said.push(added(opening, place)),
            Some(old) => said.extend(changed(before, old, after, opening, place)),
        }
    }
    calendars(&before.buildings, &after.buildings, |site| place.site_name(site), "開館時間", &mut said);
    calendars(&before.offices, &after.offices, |section| place.section_name(section), "執務時間", &mut said);
    interpreters(before, after, &mut said);
    let subjects: BTreeSet<_> = before.lengths.keys().chain(after.lengths.keys()).collect();
    for subject in subjects {
        let words = |plan: &Plan| match plan.lengths.get(subject) {
            Some(length) => format!("{}分（後の準備{}分）", length.minutes, length.buffer_minutes),
            None => "標準の長さ".to_owned(),
        };
        let what = format!("「{}」の所要時間", place.subject_name(subject));
        differs(&what, &words(before), &words(after), &mut said);
    }
    rules(&before.rules, &after.rules, &mut said);
    said
}

fn added(opening: &Opening, place: &Place) -> String {
    let (name, days, hours) = (words::name(opening, place), days(&opening.days), opening.hours);
    let (sites, seats) = (opening.sites.len(), opening.seats);
    format!("開設枠{name}を追加します：{days}、{hours}、{sites}施設、{seats}席。")
}

fn changed(before: &Plan, old: &Opening, after: &Plan, new: &Opening, place: &Place) -> Vec<String> {
    let mut said = vec![];
    let name = words::name(old, place);
    let mut field = |what: &str, was: String, is: String| differs(&format!("{name}の{what}"), &was, &is, &mut said);
    field("担当課", place.section_name(&old.section).into(), place.section_name(&new.section).into());
    field("種類", kind(old.kind).into(), kind(new.kind).into());
    field("名称", old.title.clone().unwrap_or_default(), new.title.clone().unwrap_or_default());
    field("日", days(&old.days), days(&new.days));
    field("時間", old.hours.to_string(), new.hours.to_string());
    field("1枠の長さ", format!("{}分", old.unit_minutes), format!("{}分", new.unit_minutes));
    field("席数", format!("{}席", old.seats), format!("{}席", new.seats));
    let interpreter = |plan: &Plan, opening: &Opening| {
        let found = opening.interpreter.as_ref().and_then(|id| plan.interpreters.get(id));
        found.map_or_else(|| "なし".to_owned(), |interpreter| interpreter.name.clone())
    };
    field("通訳", interpreter(before, old), interpreter(after, new));
    let holidays = |opening: &Opening| if opening.on_holidays { "開く" } else { "開かない" }.to_owned();
    field("祝日", holidays(old), holidays(new));
    let subjects = |opening: &Opening| match opening.subjects.len() {
        0 => "担当課のすべての用件".to_owned(),
        _ => opening.subjects.iter().map(|subject| place.subject_name(subject)).collect::<Vec<_>>().join("・"),
    };
    field("用件", subjects(old), subjects(new));
    let names = |sites: Vec<&str>| sites.join("・");
    let gone: Vec<&str> = old.sites.difference(&new.sites).map(|site| place.site_name(site)).collect();
    let come: Vec<&str> = new.sites.difference(&old.sites).map(|site| place.site_name(site)).collect();
    if !gone.is_empty() {
        said.push(format!("{name}の施設から{}を除きます。", names(gone)));
    }
    if !come.is_empty() {
        said.push(format!("{name}の施設に{}を加えます。", names(come)));
    }
    let left: Vec<Date> = new.except.difference(&old.except).copied().collect();
    let back: Vec<Date> = old.except.difference(&new.except).copied().collect();
    if !left.is_empty() {
        said.push(format!("{name}を{}は休みにします。", dates(&left)));
    }
    if !back.is_empty() {
        said.push(format!("{name}の{}の休みを取り消します。", dates(&back)));
    }
    said
}

fn differs(what: &str, was: &str, is: &str, said: &mut Vec<String>) {
    if was == is {
        return;
    }
    said.push(match (was, is) {
        ("", is) => format!("{what}を「{is}」にします。"),
        (was, "") => format!("{what}「{was}」をなくします。"),
        (was, is) => format!("{what}を「{was}」から「{is}」に変えます。"),
    });
}

fn calendars<'p, K: Ord>(
    before: &'p BTreeMap<K, Calendar>,
    after: &'p BTreeMap<K, Calendar>,
    name: impl Fn(&'p K) -> &'p str,
    what: &str,
    said: &mut Vec<String>,
) {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    for key in keys {
        match (before.get(key), after.get(key)) {
            (None, Some(_)) => said.push(format!("{}の{what}を登録します。", name(key))),
            (Some(_), None) => {
                said.push(format!("{}の{what}をなくします。いつでも開いているものとします。", name(key)))
            }
            (Some(old), Some(new)) => calendar(&format!("{}の{what}", name(key)), old, new, said),
            (None, None) => {}
        }
    }
}

fn calendar(what: &str, old: &Calendar, new: &Calendar, said: &mut Vec<String>) {
    let changed: Vec<&str> = (0..7).filter(|day| old.week[*day] != new.week[*day]).map(|day| WEEK[day]).collect();
    if !changed.is_empty() {
        said.push(format!("{what}を変えます：{}曜日。", changed.join("・")));
    }
    let dates_named: BTreeSet<Date> = old.dates.keys().chain(new.dates.keys()).copied().collect();
    let changed: Vec<Date> =
        dates_named.into_iter().filter(|date| old.dates.get(date) != new.dates.get(date)).collect();
    if !changed.is_empty() {
        said.push(format!("{what}を変えます：{}。", dates(&changed)));
    }
}

fn interpreters(before: &Plan, after: &Plan, said: &mut Vec<String>) {
    let keys: BTreeSet<_> = before.interpreters.keys().chain(after.interpreters.keys()).collect();
    for key in keys {
        match (before.interpreters.get(key), after.interpreters.get(key)) {
            (None, Some(new)) => said.push(format!("通訳「{}」を追加します。", new.name)),
            (Some(old), None) => said.push(format!("通訳「{}」を削除します。", old.name)),
            (Some(old), Some(new)) => {
                differs("通訳の名称", &old.name, &new.name, said);
                calendar(&format!("通訳「{}」の勤務時間", new.name), &old.calendar, &new.calendar, said);
            }
            (None, None) => {}
        }
    }
}

fn rules(old: &BookingRules, new: &BookingRules, said: &mut Vec<String>) {
    for (what, was, is, unit) in [
        ("予約の締め切り", old.lead_minutes, new.lead_minutes, "分前"),
        ("予約できる期間", old.horizon_days, new.horizon_days, "日先まで"),
        ("1人の予約の数", old.per_person, new.per_person, "件まで"),
        ("受付の始まり", old.early_minutes, new.early_minutes, "分前"),
        ("受付の終わり", old.late_minutes, new.late_minutes, "分後"),
    ] {
        differs(what, &format!("{was}{unit}"), &format!("{is}{unit}"), said);
    }
}

const WEEK: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

fn kind(kind: OpeningKind) -> &'static str {
    match kind {
        OpeningKind::Counter => "相談窓口",
        OpeningKind::Clinic => "相談会",
        OpeningKind::Lecture => "講座",
    }
}

fn days(days: &Days) -> String {
    match days {
        Days::Weekly { days, from, until } => {
            let named: Vec<&str> = (0..7).filter(|day| days[*day]).map(|day| WEEK[day]).collect();
            let (named, from) = (named.join("・"), year_and_date(*from));
            match until {
                Some(until) => format!("{named}曜日（{from}から{}まで）", year_and_date(*until)),
                None => format!("{named}曜日（{from}から）"),
            }
        }
        Days::Dates(on) => dates(&on.iter().copied().collect::<Vec<_>>()),
    }
}

/// `6月4日（木）・6月11日（木）など12日`
fn dates(all: &[Date]) -> String {
    let named: Vec<String> = all.iter().take(NAMED).map(|date| spoken_date(*date)).collect();
    let named = named.join("・");
    if all.len() > NAMED { format!("{named}など{}日", all.len()) } else { named }
}

fn year_and_date(date: Date) -> String {
    format!("{}年{}", date.year(), spoken_date(date))
}
