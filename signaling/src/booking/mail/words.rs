//! What mails say, in the booking's language.

use super::Letter;
use crate::app::App;
use crate::booking::{Booking, WardHours};
use crate::clock::Millis;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use protocol::booking::FreeTime;
use protocol::place::Language;
use std::fmt::Write as _;

/// A mail.
pub(super) struct Written {
    pub(super) subject: String,
    pub(super) text: String,
}

impl Written {
    /// A letter about a booking.
    pub(super) fn of(
        app: &App,
        hours: Option<&WardHours>,
        booking: &Booking,
        letter: Letter,
        times: &[FreeTime],
        page: &str,
    ) -> Self {
        let language = booking.language;
        let zone = &app.config.calls.time_zone;
        let code = app.booking_key.code(&booking.id, booking.code_round).reveal();
        let (first, last) = code.split_at(4);
        let counter = booking.slot.counter;
        let (name, way) = ways(counter, language);
        let when = when(booking.slot.starts, zone, language);
        let labels = Labels::of(language);
        let rules = hours.map(|hours| hours.rules.clone()).unwrap_or_default();
        let mut text = format!("{}\n\n", opening(way, letter, language));
        let mut line = |label: &str, value: &str| writeln!(text, "{label}{value}").expect("a text takes text");
        line(labels.when, &when);
        line(labels.site, &booking.slot.site_name);
        line(labels.subject, booking.about());
        line(labels.code, &format!("{first} {last}"));
        if !times.is_empty() {
            line("", "");
            line(labels.times, "");
            for time in times {
                let site = hours.map_or_else(String::new, |hours| hours.place.site_name(&time.site).to_owned());
                #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
                let starts = time.starts as Millis;
                line("- ", &format!("{} {site}", self::when(starts, zone, language)));
            }
        }
        line("", "");
        if !matches!(letter, Letter::Cancelled | Letter::Offer) {
            if counter {
                line("", come(language));
            } else {
                line("", &check_in(language, rules.early_minutes, rules.late_minutes));
            }
        }
        line(labels.page, page);
        line(labels.questions, &format!("{} {}", booking.ward_name, booking.telephone));
        Self { subject: title(name, letter, language), text }
    }
}

struct Labels {
    when: &'static str,
    site: &'static str,
    subject: &'static str,
    code: &'static str,
    times: &'static str,
    page: &'static str,
    questions: &'static str,
}

impl Labels {
    const fn of(language: Language) -> Self {
        match language {
            Language::Ja => Self {
                when: "日時：",
                site: "場所：",
                subject: "用件：",
                code: "予約コード：",
                times: "次の時間が空いています。",
                page: "変更・取消：",
                questions: "お問い合わせ：",
            },
            Language::Easy => Self {
                when: "日（ひ）と 時間（じかん）：",
                site: "場所（ばしょ）：",
                subject: "相談（そうだん）すること：",
                code: "予約（よやく）の コード：",
                times: "この時間（じかん）が 空（あ）いています。",
                page: "変（か）えるとき・やめるとき：",
                questions: "わからないとき：",
            },
            Language::En => Self {
                when: "When: ",
                site: "Where: ",
                subject: "About: ",
                code: "Booking code: ",
                times: "These times are free:",
                page: "Change or cancel: ",
                questions: "Questions: ",
            },
        }
    }
}

/// Whose booking it is: what the subject line and the first sentence begin with.
const fn ways(counter: bool, language: Language) -> (&'static str, &'static str) {
    match (counter, language) {
        (false, Language::Ja) => ("リモート窓口", "リモート窓口"),
        (false, Language::Easy) => ("リモート窓口", "リモート窓口（まどぐち）"),
        (false, Language::En) => ("Remote counter", "the remote counter"),
        (true, Language::Ja) => ("区役所の窓口", "区役所の窓口"),
        (true, Language::Easy) => ("区役所の窓口", "区役所（くやくしょ）の 窓口（まどぐち）"),
        (true, Language::En) => ("Ward office", "the ward office"),
    }
}

fn title(way: &str, letter: Letter, language: Language) -> String {
    let (ja, easy, en) = match letter {
        Letter::Confirmed => ("予約を受け付けました", "予約（よやく）できました", "your booking"),
        Letter::Moved => ("予約を変更しました", "予約（よやく）を 変（か）えました", "your booking was changed"),
        Letter::Cancelled => ("予約を取り消しました", "予約（よやく）を やめました", "your booking was cancelled"),
        Letter::Reminder => {
            ("まもなく予約の時間です", "もうすぐ 予約（よやく）の 時間（じかん）です", "your booking is soon")
        }
        Letter::Offer => {
            ("別の時間をお選びください", "ほかの 時間（じかん）を えらんでください", "please choose another time")
        }
    };
    match language {
        Language::Ja => format!("【{way}】{ja}"),
        Language::Easy => format!("【{way}】{easy}"),
        Language::En => format!("{way}: {en}"),
    }
}

fn opening(way: &str, letter: Letter, language: Language) -> String {
    use Language::{Easy, En, Ja};
    match (letter, language) {
        (Letter::Confirmed, Ja) => format!("{way}の予約を受け付けました。"),
        (Letter::Confirmed, Easy) => format!("{way}の 予約（よやく）が できました。"),
        (Letter::Confirmed, En) => format!("Your booking at {way} is made."),
        (Letter::Moved, Ja) => format!("{way}の予約を、次のとおり変更しました。"),
        (Letter::Moved, Easy) => {
            format!("{way}の 予約（よやく）を 変（か）えました。新（あたら）しい 予約（よやく）です。")
        }
        (Letter::Moved, En) => format!("Your booking at {way} was changed. This is how it stands now."),
        (Letter::Cancelled, Ja) => format!("{way}の次の予約を取り消しました。"),
        (Letter::Cancelled, Easy) => format!("{way}の この予約（よやく）を やめました。"),
        (Letter::Cancelled, En) => format!("This booking at {way} was cancelled."),
        (Letter::Reminder, Ja) => format!("{way}の予約の時間が近づきました。"),
        (Letter::Reminder, Easy) => format!("{way}の 予約（よやく）の 時間（じかん）が もうすぐです。"),
        (Letter::Reminder, En) => format!("Your booking at {way} is coming up."),
        (Letter::Offer, Ja) => {
            "申し訳ありません。次の予約の時間は、窓口を開けなくなりました。別の時間をお選びください。予約はまだ取り消されていません。".to_owned()
        }
        (Letter::Offer, Easy) => {
            "すみません。この予約（よやく）の 時間（じかん）は 窓口（まどぐち）が 休（やす）みに なりました。ほかの 時間（じかん）を えらんでください。".to_owned()
        }
        (Letter::Offer, En) => {
            "We are sorry: the counter will be closed at the time you booked. Please choose another time. Your booking has not been cancelled yet.".to_owned()
        }
    }
}

/// What to do at the ward office's counter: nothing is checked in there by oneself.
const fn come(language: Language) -> &'static str {
    match language {
        Language::Ja => "予約の時間に窓口へお越しになり、予約コードをお伝えください。",
        Language::Easy => {
            "予約（よやく）の 時間（じかん）に 窓口（まどぐち）へ 来（き）てください。コードを 言（い）ってください。"
        }
        Language::En => "Please come to the counter at the time you booked and say your code.",
    }
}

fn check_in(language: Language, early: u16, late: u16) -> String {
    match language {
        Language::Ja => {
            format!("受付は、予約時刻の{early}分前から{late}分後までです。ブースで予約コードを入れてください。")
        }
        Language::Easy => format!(
            "予約（よやく）の 時間（じかん）の {early}分前（ぷんまえ）から {late}分後（ふんご）までに 来（き）て、コードを 入（い）れてください。"
        ),
        Language::En => {
            format!(
                "Check in at the booth with your code from {early} minutes before until {late} minutes after the time."
            )
        }
    }
}

/// `2026年11月23日（月）10:00`
fn when(at: Millis, zone: &TimeZone, language: Language) -> String {
    let there = zone.to_datetime(Timestamp::from_millisecond(at).unwrap_or(Timestamp::MAX));
    let time = format!("{}:{:02}", there.hour(), there.minute());
    match language {
        Language::En => format!("{}, {time}", there.date().strftime("%A %-d %B %Y")),
        Language::Ja | Language::Easy => {
            let day = ["月", "火", "水", "木", "金", "土", "日"];
            let day = day[usize::try_from(there.weekday().to_monday_zero_offset()).unwrap_or(0)];
            format!("{}年{}月{}日（{day}）{time}", there.year(), there.month(), there.day())
        }
    }
}
