//! A new plan beside the old one, in words.

use crate::town::{Town, hours, id, on, place, plan};
use protocol::schedule::{OpeningDays, Plan, SubjectLength, Weekday};

fn said(change: impl FnOnce(&mut Plan)) -> Vec<String> {
    let mut sent = plan();
    change(&mut sent);
    schedule::changes(&Town::new().plan, &Town::with(&sent).plan, &place())
}

const COUNTER: &str = "「小倉北区役所 まちづくり推進課の9:00から16:30までの枠」";

#[test]
fn the_same_plan_has_no_changes() {
    assert_eq!(said(|_| {}), Vec::<String>::new());
}

#[test]
fn openings_come_go_and_change() {
    assert_eq!(said(|plan| plan.openings.truncate(1)), ["開設枠「スマホ講座」を削除します。"]);
    let added = schedule::changes(&Town::with(&Plan { openings: vec![], ..plan() }).plan, &Town::new().plan, &place());
    assert_eq!(
        added,
        [
            format!(
                "開設枠{COUNTER}を追加します：月・火・水・木・金曜日（2026年4月1日（水）から）、9:00から16:30まで、2施設、2席。"
            ),
            "開設枠「スマホ講座」を追加します：6月6日（土）、14:00から15:30まで、2施設、20席。".to_owned(),
        ]
    );
    let changed = said(|plan| {
        let opening = &mut plan.openings[0];
        opening.hours = hours("09:00", "17:00");
        opening.seats = 3;
        opening.sites = vec![id("chuo")];
        opening.subjects = vec![id("move")];
        opening.except = vec!["2026-08-13".to_owned()];
        opening.interpreter = Some(id("sign"));
        opening.on_holidays = true;
        let days = vec![Weekday::Mon];
        opening.days =
            OpeningDays::Weekly { days, from: "2026-04-01".to_owned(), until: Some("2027-03-31".to_owned()) };
    });
    assert_eq!(
        changed,
        [
            format!(
                "{COUNTER}の日を「月・火・水・木・金曜日（2026年4月1日（水）から）」から「月曜日（2026年4月1日（水）から2027年3月31日（水）まで）」に変えます。"
            ),
            format!("{COUNTER}の時間を「9:00から16:30まで」から「9:00から17:00まで」に変えます。"),
            format!("{COUNTER}の席数を「2席」から「3席」に変えます。"),
            format!("{COUNTER}の通訳を「なし」から「手話通訳」に変えます。"),
            format!("{COUNTER}の祝日を「開かない」から「開く」に変えます。"),
            format!("{COUNTER}の用件を「担当課のすべての用件」から「引っこしの相談」に変えます。"),
            format!("{COUNTER}の施設から森の分館を除きます。"),
            format!("{COUNTER}を8月13日（木）は休みにします。"),
        ]
    );
}

#[test]
fn calendars_lengths_and_rules_change() {
    let changed = said(|plan| {
        plan.buildings[0].calendar.dates.push(on("2026-08-13", &[]));
        plan.offices = vec![];
        plan.interpreters[0].calendar.week[0].days = vec![Weekday::Tue];
        plan.lengths = vec![SubjectLength { subject: id("move"), minutes: 45, buffer_minutes: 10 }];
        plan.rules.horizon_days = 90;
    });
    assert_eq!(
        changed,
        [
            "小倉中央市民センターの開館時間を変えます：8月13日（木）。",
            "小倉北区役所 まちづくり推進課の執務時間をなくします。いつでも開いているものとします。",
            "通訳「手話通訳」の勤務時間を変えます：木曜日。",
            "「引っこしの相談」の所要時間を「標準の長さ」から「45分（後の準備10分）」に変えます。",
            "予約できる期間を「60日先まで」から「90日先まで」に変えます。",
        ]
    );
}
