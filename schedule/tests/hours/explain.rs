//! Why a time cannot be booked, in words for staff.

use crate::town::{TODAY, Town, counter, id, on, plan};
use jiff::civil::DateTime;
use protocol::schedule::{ClosureScope, NotOpen, Opening, OpeningDays, SubjectLength};
use schedule::Missing;

fn why_at(town: &Town, site: &str, subject: &str, at: &str, now: &str) -> Vec<(NotOpen, String)> {
    let at: DateTime = at.parse().expect("a time on the wall");
    let reasons = town.almanac().explain(&id(site), &id(subject), at, town.at(now));
    reasons.into_iter().map(|reason| (reason.why, reason.sentence)).collect()
}

/// About ごみ出し支援 at 小倉中央市民センター, asked on Monday 1 June at 8:00.
fn why(town: &Town, at: &str) -> Vec<(NotOpen, String)> {
    why_at(town, "chuo", "garbage", at, "2026-06-01T08:00")
}

fn sentence(town: &Town, at: &str, why_not: NotOpen) -> String {
    let found = why(town, at);
    let one = found.iter().find(|(why, _)| *why == why_not);
    one.unwrap_or_else(|| panic!("{found:?}")).1.clone()
}

#[test]
fn a_time_that_can_be_booked_has_no_reasons() {
    assert_eq!(why(&Town::new(), "2026-06-04T10:00"), []);
}

#[test]
fn outside_the_office_hours_the_sentence_says_until_when() {
    let town = Town::new();
    assert_eq!(
        why(&town, "2026-06-04T17:00"),
        [
            (NotOpen::Office, "6月4日（木）は17:15までが小倉北区役所 まちづくり推進課の執務時間です。".to_owned()),
            (
                NotOpen::NoOpening,
                "6月4日（木）17:00には、小倉中央市民センターで小倉北区役所 まちづくり推進課の開設枠がありません。\
                 この日の開設枠は9:00から16:30までです。"
                    .to_owned()
            ),
        ]
    );
    assert_eq!(
        sentence(&town, "2026-06-04T08:00", NotOpen::Building),
        "6月4日（木）は9:00からが小倉中央市民センターの開館時間です。"
    );
    assert_eq!(
        sentence(&town, "2026-06-06T10:00", NotOpen::Building),
        "6月6日（土）は小倉中央市民センターの休館日です。"
    );
    assert_eq!(
        sentence(&town, "2026-06-06T10:00", NotOpen::Office),
        "6月6日（土）は小倉北区役所 まちづくり推進課が執務しない日です。"
    );
}

#[test]
fn a_day_with_a_pause_is_told_whole() {
    let mut sent = plan();
    sent.offices[0].calendar.dates.push(on("2026-06-04", &[("08:30", "12:00"), ("13:00", "17:15")]));
    let said = sentence(&Town::with(&sent), "2026-06-04T12:00", NotOpen::Office);
    assert_eq!(
        said,
        "6月4日（木）の小倉北区役所 まちづくり推進課の執務時間は8:30から12:00までと13:00から17:15までです。"
    );
}

#[test]
fn closures_and_holidays_come_first_and_say_why() {
    let all = Town::new().closed(ClosureScope::All, "2026-06-04T13:00", "2026-06-04T24:00");
    assert_eq!(
        why(&all, "2026-06-04T13:00"),
        [(
            NotOpen::Suspended,
            "6月4日（木）13:00から24:00まで、すべてのリモート窓口を休止します（台風のため）。".to_owned()
        )]
    );
    assert_eq!(why(&all, "2026-06-04T12:30"), [], "until then it is open");
    let site = Town::new().closed(ClosureScope::Site { site: id("chuo") }, "2026-06-03T13:00", "2026-06-05T12:00");
    assert_eq!(
        sentence(&site, "2026-06-04T10:00", NotOpen::Closure),
        "6月3日（水）13:00から6月5日（金）12:00まで、小倉中央市民センターのリモート窓口を休止します（台風のため）。"
    );
    let town = Town::new();
    assert_eq!(sentence(&town, "2026-07-20T10:00", NotOpen::Holiday), "7月20日（月）は祝日（海の日）です。");
    assert_eq!(sentence(&town, "2026-09-22T10:00", NotOpen::Holiday), "9月22日（火）は休日です。");
}

#[test]
fn an_interpreter_who_is_not_there_is_named() {
    let mut sent = plan();
    sent.openings[0].interpreter = Some(id("sign"));
    let town = Town::with(&sent);
    assert_eq!(why(&town, "2026-06-04T13:00"), []);
    assert_eq!(
        why(&town, "2026-06-04T11:00"),
        [(NotOpen::Interpreter, "6月4日（木）は13:00からが手話通訳の勤務時間です。".to_owned())]
    );
    assert_eq!(
        why(&town, "2026-06-05T13:00"),
        [(NotOpen::Interpreter, "6月5日（金）は手話通訳が休みです。".to_owned())]
    );
}

#[test]
fn a_talk_that_is_too_long_for_what_is_left_says_what_it_takes() {
    let mut sent = plan();
    sent.lengths = vec![SubjectLength { subject: id("move"), minutes: 40, buffer_minutes: 10 }];
    let town = Town::with(&sent);
    let about = |at: &str| why_at(&town, "chuo", "move", at, "2026-06-01T08:00");
    assert_eq!(about("2026-06-04T15:30"), []);
    assert_eq!(
        about("2026-06-04T16:00"),
        [(
            NotOpen::Subject,
            "「引っこしの相談」には60分（後の準備10分を含む）が必要ですが、開設枠は16:30までです。".to_owned()
        )]
    );
}

#[test]
fn a_time_between_two_units_says_when_units_begin() {
    assert_eq!(
        why(&Town::new(), "2026-06-04T10:10"),
        [(NotOpen::NoOpening, "10:10からは始められません。この開設枠は9:00から30分ごとです。".to_owned())]
    );
    let lecture = why_at(&Town::new(), "mori", "phone", "2026-06-06T14:30", "2026-06-01T08:00");
    assert_eq!(lecture[0].1, "14:30からは始められません。「スマホ講座」は14:00に始まります。");
}

#[test]
fn a_subject_that_nobody_takes_then_is_named() {
    let mut sent = plan();
    sent.openings[0].subjects = vec![id("move")];
    assert_eq!(
        why(&Town::with(&sent), "2026-06-04T10:00"),
        [(NotOpen::Subject, "6月4日（木）10:00の開設枠は「ごみ出し支援」を受け付けません。".to_owned())]
    );
    let elsewhere = why_at(&Town::new(), "mori", "move", "2026-06-04T10:00", "2026-06-01T08:00");
    assert_eq!(elsewhere, [(NotOpen::Subject, "森の分館では「引っこしの相談」を受け付けません。".to_owned())]);
}

#[test]
fn what_a_time_lacks_that_is_open_is_told_with_how_many_there_are() {
    let town = Town::new();
    let (chuo, garbage) = (id("chuo"), id("garbage"));
    let almanac = town.almanac();
    let starts = almanac.starts(&chuo, &garbage, jiff::civil::date(2026, 6, 4));
    let told = |what| {
        let reason = almanac.missing(&starts[2], &chuo, what);
        (reason.why, reason.sentence)
    };
    let when = "6月4日（木）10:00";
    assert_eq!(told(Missing::Seat), (NotOpen::Full, format!("{when}は、2席のすべてに予約が入っています。")));
    let booths = [0, 1, 3].map(|in_order| told(Missing::Booth { in_order }));
    let site = "小倉中央市民センター";
    let sentences = [
        format!("{site}には、いま使えるブースがありません。"),
        format!("{when}は、{site}のブースに予約が入っています。"),
        format!("{when}は、{site}で使える3台のブースのすべてに予約が入っています。"),
    ];
    assert_eq!(booths, sentences.map(|sentence| (NotOpen::Booth, sentence)));
}

#[test]
fn a_time_in_a_gap_or_fold_of_the_clock_is_explained() {
    let night = OpeningDays::Weekly {
        days: vec![protocol::schedule::Weekday::Sun],
        from: "2026-01-01".to_owned(),
        until: None,
    };
    let mut sent = plan();
    (sent.buildings, sent.offices) = (vec![], vec![]);
    let hours = crate::town::hours("00:00", "06:00");
    sent.openings = vec![Opening { days: night, hours, ..counter() }];
    let town = Town::with(&sent).in_zone("Europe/Berlin");
    let asked = |at: &str, now: &str| why_at(&town, "chuo", "garbage", at, now);
    assert_eq!(
        asked("2026-03-29T02:30", "2026-03-28T12:00"),
        [(NotOpen::ClockChange, "3月29日（日）は2:00に時計を3:00へ進めます。その間の時刻はありません。".to_owned())]
    );
    assert_eq!(
        asked("2026-10-25T02:00", "2026-10-24T12:00"),
        [(
            NotOpen::ClockChange,
            "10月25日（日）は3:00に時計を2:00へ戻します。2:00から3:00までは2回あるため、受け付けません。".to_owned()
        )]
    );
    assert_eq!(asked("2026-10-25T03:00", "2026-10-24T12:00"), []);
}

#[test]
fn lead_time_and_horizon_are_told_with_their_figures() {
    let town = Town::new();
    let at_nine = |now: &str| why_at(&town, "chuo", "garbage", "2026-06-04T09:00", now);
    assert_eq!(at_nine("2026-06-04T08:30"), []);
    assert_eq!(
        at_nine("2026-06-04T08:31"),
        [(NotOpen::TooSoon, "予約は開始の30分前までです。6月4日（木）9:00には間に合いません。".to_owned())]
    );
    assert_eq!(at_nine("2026-06-04T09:01"), [(NotOpen::TooSoon, "6月4日（木）9:00は、もう過ぎました。".to_owned())]);
    assert_eq!(why(&town, "2026-07-30T09:00"), []);
    assert_eq!(
        why(&town, "2026-07-31T09:00"),
        [(NotOpen::TooFar, "予約できるのは今日から60日間、7月30日（木）までです。".to_owned())]
    );
}

#[test]
fn a_cut_of_a_day_has_a_sentence() {
    let town =
        Town::new().closed(ClosureScope::Section { section: id("machi") }, "2026-06-04T15:00", "2026-06-04T17:00");
    let almanac = town.almanac();
    let opening = &almanac.plan.openings()[0];
    let day = almanac.day(opening, &id("chuo"), TODAY.saturating_add(jiff::Span::new().days(3))).expect("it is on");
    assert_eq!(day.cuts.len(), 1);
    assert_eq!(
        almanac.sentence(opening, &id("chuo"), TODAY.saturating_add(jiff::Span::new().days(3)), day.cuts[0]),
        "6月4日（木）15:00から17:00まで、小倉北区役所 まちづくり推進課の窓口を休止します（台風のため）。"
    );
}
