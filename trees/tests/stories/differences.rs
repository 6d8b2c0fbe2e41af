use crate::house::{choice, house, sent, to_outcome, to_question, with, words};
use protocol::tree::Edit;
use serde_json::{Value, json};
use trees::diff;

fn said(newer: &Value) -> Vec<String> {
    diff(&sent(&house()), &sent(newer)).into_iter().map(|it| it.words).collect()
}

#[test]
fn nothing_is_different_from_itself() {
    assert_eq!(said(&house()), [""; 0]);
}

#[test]
fn each_difference_has_its_place_and_its_words() {
    let newer = with(with(house(), "/version", json!(2)), "/questions/0/ask/ja", json!("どなたですか"));
    let found = diff(&sent(&house()), &sent(&newer));
    assert_eq!(found[0].path, "questions/who/ask/ja");
    assert_eq!((found[0].edit, found[0].after.as_deref()), (Edit::Changed, Some("どなたですか")));
    assert_eq!(
        said(&newer),
        [
            "質問「だれのことですか」の質問文の日本語を「だれのことですか」から「どなたですか」に変えます。",
            "版を「1」から「2」に変えます。"
        ]
    );
}

#[test]
fn targets_ranges_and_dates_are_told() {
    let newer = with(house(), "/questions/1/kind/ranges/0/from", json!(20));
    let newer = with(with(newer, "/questions/1/kind/ranges/1/until", json!(19)), "/start", to_question("born"));
    let mut newer = with(newer, "/questions/0/kind/choices/0/then", to_outcome("done"));
    newer["effective_until"] = json!("2027-03-31");
    assert_eq!(
        said(&newer),
        [
            "使い終わる日を「2027-03-31」にします。",
            "質問「だれのことですか」の答え方の選択肢「child」の行き先を「質問 いつ生まれましたか」から「結果 使えます」に変えます。",
            "質問「いつ生まれましたか」の答え方の範囲の1番目の始まりを「18」から「20」に変えます。",
            "質問「いつ生まれましたか」の答え方の範囲の2番目の終わりを「17」から「19」に変えます。",
            "始まりを「質問 だれのことですか」から「質問 いつ生まれましたか」に変えます。"
        ]
    );
}

#[test]
fn what_is_added_removed_or_moved_is_told_once() {
    let mut newer = house();
    let choices = newer["questions"][0]["kind"]["choices"].as_array_mut().expect("a list");
    choices.reverse();
    choices.push(choice("other", &to_outcome("done")));
    newer["outcomes"][0]["reasons"] = json!([]);
    newer["questions"][5]["help"] = words("7けたです");
    let found = diff(&sent(&house()), &sent(&newer));
    let told: Vec<(&str, Edit)> = found.iter().map(|it| (it.path.as_str(), it.edit)).collect();
    assert_eq!(
        told,
        [
            ("outcomes/done/reasons/all-fits", Edit::Removed),
            ("questions/who/kind/choices/other", Edit::Added),
            ("questions/who/kind/choices/order", Edit::Changed),
            ("questions/place/help", Edit::Added)
        ]
    );
    assert_eq!(
        found[2].words,
        "質問「だれのことですか」の答え方の選択肢の順番を「child、adult」から「adult、child、other」に変えます。"
    );
}
