use crate::house::{TODAY, answers, at, house, read, with};
use jiff::civil::date;
use protocol::tree::Walk;
use serde_json::json;
use trees::in_force;

#[test]
fn each_kind_of_answer_leads_on() {
    let tree = read(&house());
    for (given, stands) in [
        (json!({}), "? who"),
        (json!({"who": "child"}), "? born"),
        (json!({"who": "child", "born": "平成30年4月5日"}), "= done"),
        (json!({"who": "child", "born": "S23.4.5"}), "= elsewhere"),
        (json!({"who": "adult"}), "? needs"),
        (json!({"who": "adult", "needs": ["none"]}), "= elsewhere"),
        (json!({"who": "adult", "needs": ["bath"]}), "? moved"),
        (json!({"who": "adult", "needs": ["bath", "stairs"]}), "? people"),
        (json!({"who": "adult", "needs": ["stairs"], "people": "５"}), "= done"),
        (json!({"who": "adult", "needs": ["stairs"], "people": "4"}), "? moved"),
        (json!({"who": "adult", "needs": ["bath"], "moved": "2026-04-01"}), "= done"),
        (json!({"who": "adult", "needs": ["bath"], "moved": "令和8年3月31日"}), "? place"),
        (json!({"who": "adult", "needs": ["bath"], "moved": "2020-01-01", "place": "８０３－０８１４"}), "= done"),
        (json!({"who": "adult", "needs": ["bath"], "moved": "2020-01-01", "place": "8021234"}), "= elsewhere"),
    ] {
        assert_eq!(at(&tree, given.clone()), stands, "{given}");
    }
}

#[test]
fn an_answer_that_does_not_fit_is_asked_again_and_says_why() {
    let tree = read(&house());
    for (given, stands) in [
        (json!({"who": "dog"}), "? who: unknown-option"),
        (json!({"who": ["adult"]}), "? who: unknown-option"),
        (json!({"who": "child", "born": "昭和64年1月8日"}), "? born: bad-date"),
        (json!({"who": "child", "born": "2026-12-01"}), "? born: too-late"),
        (json!({"who": "child", "born": "1870-01-01"}), "? born: too-early"),
        (json!({"who": "adult", "needs": "bath"}), "? needs: unknown-option"),
        (json!({"who": "adult", "needs": []}), "? needs: required"),
        (json!({"who": "adult", "needs": ["garden"]}), "? needs: unknown-option"),
        (json!({"who": "adult", "needs": ["none", "bath"]}), "? needs: none-and-more"),
        (json!({"who": "adult", "needs": ["stairs"], "people": "0"}), "? people: bad-number"),
        (json!({"who": "adult", "needs": ["stairs"], "people": "たくさん"}), "? people: bad-number"),
        (json!({"who": "adult", "needs": ["bath"], "moved": "1949-12-31"}), "? moved: too-early"),
        (json!({"who": "adult", "needs": ["bath"], "moved": "2026-12-01"}), "? moved: too-late"),
        (json!({"who": "adult", "needs": ["bath"], "moved": "2020-01-01", "place": "803"}), "? place: bad-postcode"),
    ] {
        assert_eq!(at(&tree, given.clone()), stands, "{given}");
        let Walk::Ask { refused: Some(reason), .. } = tree.step(&answers(given), TODAY) else { unreachable!() };
        assert!(reason.words.easy.is_some() && reason.words.en.is_some(), "{}", reason.id);
    }
}

#[test]
fn an_answer_is_kept_in_one_way_of_writing_and_said_in_words() {
    let tree = read(&house());
    let given =
        json!({"who": "adult", "needs": ["bath", "stairs"], "people": "４", "moved": "H3.5.6", "place": "〒8030814"});
    let Walk::End { answered, outcome } = tree.step(&answers(given), TODAY) else { unreachable!() };
    let kept: Vec<String> = answered.iter().map(|it| serde_json::to_string(&it.answer).expect("JSON")).collect();
    assert_eq!(kept, [r#""adult""#, r#"["bath","stairs"]"#, r#""4""#, r#""1991-05-06""#, r#""803-0814""#]);
    let said: Vec<&str> = answered.iter().map(|it| it.words.ja.as_str()).collect();
    assert_eq!(said, ["adult", "stairs、bath", "4人", "平成3年5月6日", "803-0814"]);
    assert_eq!(outcome.reasons[0].id.as_str(), "all-fits");
}

#[test]
fn of_a_day_of_birth_the_age_alone_is_said() {
    let tree = read(&house());
    let given = answers(json!({"who": "child", "born": "2010-12-01"}));
    let Walk::End { answered, .. } = tree.step(&given, TODAY) else { unreachable!() };
    assert_eq!(answered[1].words.ja, "15歳");
}

#[test]
fn a_try_out_on_another_day_sees_other_ages() {
    let tree = read(&house());
    let given = answers(json!({"who": "child", "born": "2010-12-01"}));
    let ends = |day| match tree.step(&given, day) {
        Walk::End { outcome, .. } => outcome.id.to_string(),
        Walk::Ask { .. } => "asked".to_owned(),
    };
    assert_eq!([ends(TODAY), ends(date(2028, 11, 30)), ends(date(2028, 12, 1))], ["done", "done", "elsewhere"]);
}

#[test]
fn a_walk_says_how_many_questions_are_still_to_come_at_most() {
    let tree = read(&house());
    let left = |given| match tree.step(&answers(given), TODAY) {
        Walk::Ask { left, .. } => left,
        Walk::End { .. } => 0,
    };
    assert_eq!(left(json!({})), 5);
    assert_eq!(left(json!({"who": "child"})), 1);
    assert_eq!(left(json!({"who": "adult", "needs": ["bath"]})), 2);
}

#[test]
fn answers_off_the_way_have_no_part_in_it() {
    let tree = read(&house());
    assert_eq!(at(&tree, json!({"who": "child", "needs": ["none"], "ghost": "yes"})), "? born");
}

#[test]
fn the_version_in_force_is_found_by_day() {
    let old = with(house(), "/effective_from", json!("2026-04-01"));
    let new = with(with(house(), "/version", json!(2)), "/effective_from", json!("2027-04-01"));
    let mut ended = with(house(), "/version", json!(3));
    ended["effective_until"] = json!("2026-05-31");
    let trees = [read(&old), read(&new), read(&ended)];
    let version = |day| in_force(&trees, trees[0].id(), day).map(trees::Tree::version);
    let days = [date(2026, 3, 31), date(2026, 5, 31), date(2026, 6, 1), date(2027, 4, 1)];
    assert_eq!(days.map(version), [None, Some(3), Some(1), Some(2)]);
}

#[test]
fn answers_cannot_be_printed() {
    let step = read(&house()).step(&answers(json!({"who": "child", "born": "1948-04-05"})), TODAY);
    let printed = format!("{step:?}");
    assert!(printed.contains("born") && !printed.contains("1948") && !printed.contains("78歳"));
}
