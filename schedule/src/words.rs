//! Sentences for staff. Each names what it is about: the date, the place, the hours.

use crate::closure::Closure;
use crate::explain::is_lecture;
use crate::holidays::Holidays;
use crate::place::Place;
use crate::plan::{Length, Opening};
use crate::time::{Span, Time, spoken, spoken_date};
use crate::wall::{Change, Wall};
use jiff::civil::{Date, DateTime};
use protocol::schedule::ClosureScope;

/// Whose hours a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Building,
    Office,
    Interpreter,
}

/// `9:00から12:00までと13:00から17:00まで`
pub(crate) fn list(spans: &[Span]) -> String {
    spans.iter().map(Span::to_string).collect::<Vec<_>>().join("と")
}

/// Why hours do not hold a span: 「6月4日（木）は17:15までが小倉北区役所 まちづくり推進課の執務時間です。」
pub(crate) fn hours(date: Date, name: &str, kind: Kind, hours: &[Span], wanted: Span) -> String {
    let day = spoken_date(date);
    let what = match kind {
        Kind::Building => "開館時間",
        Kind::Office => "執務時間",
        Kind::Interpreter => "勤務時間",
    };
    match (hours, kind) {
        ([], Kind::Building) => format!("{day}は{name}の休館日です。"),
        ([], Kind::Office) => format!("{day}は{name}が執務しない日です。"),
        ([], Kind::Interpreter) => format!("{day}は{name}が休みです。"),
        ([one], _) if one.from() <= wanted.from() => {
            format!("{day}は{}までが{name}の{what}です。", spoken(one.until()))
        }
        ([one], _) if wanted.until() <= one.until() => {
            format!("{day}は{}からが{name}の{what}です。", spoken(one.from()))
        }
        (all, _) => format!("{day}の{name}の{what}は{}です。", list(all)),
    }
}

pub(crate) fn holiday(date: Date, holidays: &Holidays) -> String {
    let day = spoken_date(date);
    match holidays.on(date) {
        // What falls between or after holidays is called 休日 in the 内閣府's list.
        None | Some("休日") => format!("{day}は休日です。"),
        Some(name) => format!("{day}は祝日（{name}）です。"),
    }
}

/// 「6月4日（木）13:00から17:15まで、すべてのリモート窓口を休止します（台風のため）。」
pub(crate) fn closure(closure: &Closure, place: &Place) -> String {
    let what = match &closure.scope {
        ClosureScope::All => "すべてのリモート窓口".to_owned(),
        ClosureScope::Site { site } => format!("{}のリモート窓口", place.site_name(site)),
        ClosureScope::Section { section } => format!("{}の窓口", place.section_name(section)),
    };
    format!("{}、{what}を休止します（{}）。", period(closure.from, closure.until), closure.reason)
}

fn period(from: DateTime, until: DateTime) -> String {
    // Midnight is the end of a day rather than the begin of another.
    let (last, end) = match until.date().yesterday() {
        Ok(day_before) if Time::of(until) == Time::MIDNIGHT => (day_before, Time::END),
        _ => (until.date(), Time::of(until)),
    };
    let start = format!("{}{}", spoken_date(from.date()), spoken(Time::of(from)));
    if last == from.date() {
        format!("{start}から{}まで", spoken(end))
    } else {
        format!("{start}から{}{}まで", spoken_date(last), spoken(end))
    }
}

pub(crate) fn clock_change(date: Date, wall: &Wall<'_>, wanted: Span) -> String {
    let day = spoken_date(date);
    let met = wall.changes().iter().find(|(span, _)| span.meet(wanted).is_some());
    match met {
        Some((span, Change::Gap)) => {
            let (from, until) = (spoken(span.from()), spoken(span.until()));
            format!("{day}は{from}に時計を{until}へ進めます。その間の時刻はありません。")
        }
        Some((span, Change::Fold)) => {
            let (from, until) = (spoken(span.from()), spoken(span.until()));
            format!("{day}は{until}に時計を{from}へ戻します。{from}から{until}までは2回あるため、受け付けません。")
        }
        None => String::new(),
    }
}

pub(crate) fn off_grid(from: Time, opening: &Opening) -> String {
    let (from, opens) = (spoken(from), spoken(opening.hours.from()));
    if is_lecture(opening) {
        return format!("{from}からは始められません。「{}」は{opens}に始まります。", title(opening));
    }
    format!("{from}からは始められません。この開設枠は{opens}から{}分ごとです。", opening.unit_minutes)
}

pub(crate) fn too_long(subject: &str, length: Length, opening: &Opening) -> String {
    let until = spoken(opening.hours.until());
    if is_lecture(opening) {
        return format!("「{}」は{until}に終わります。", title(opening));
    }
    let buffer = match length.buffer_minutes {
        0 => String::new(),
        minutes => format!("（後の準備{minutes}分を含む）"),
    };
    let unit = opening.unit_minutes;
    let needed = length.whole().div_ceil(u32::from(unit)).max(1) * u32::from(unit);
    format!("「{subject}」には{needed}分{buffer}が必要ですが、開設枠は{until}までです。")
}

/// 「6月4日（木）10:00は、2席のすべてに予約が入っています。」
pub(crate) fn no_seat(when: &str, seats: u16) -> String {
    match seats {
        1 => format!("{when}の席には、予約が入っています。"),
        _ => format!("{when}は、{seats}席のすべてに予約が入っています。"),
    }
}

/// 「6月4日（木）10:00は、小倉中央市民センターのブースに予約が入っています。」
pub(crate) fn no_booth(when: &str, site: &str, in_order: u32) -> String {
    match in_order {
        0 => format!("{site}には、いま使えるブースがありません。"),
        1 => format!("{when}は、{site}のブースに予約が入っています。"),
        _ => format!("{when}は、{site}で使える{in_order}台のブースのすべてに予約が入っています。"),
    }
}

/// What an opening is called; a counter is called by its hours.
pub(crate) fn title(opening: &Opening) -> String {
    opening.title.clone().unwrap_or_else(|| format!("{}の枠", opening.hours))
}

/// What an opening is called among all of the ward: 「まちづくり推進課の9:00から16:30までの枠」.
pub(crate) fn name(opening: &Opening, place: &Place) -> String {
    match &opening.title {
        Some(title) => format!("「{title}」"),
        None => format!("「{}の{}の枠」", place.section_name(&opening.section), opening.hours),
    }
}
