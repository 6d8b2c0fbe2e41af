use crate::house::{TODAY, answers, at, choice, house, one, read, to_outcome, to_question, with, words};
use protocol::tree::Answers;
use serde_json::{Value, json};
use trees::Tree;

fn given() -> Value {
    json!({"who": "adult", "needs": ["bath", "stairs"], "people": "3", "moved": "2020-01-01", "place": "803-0814"})
}

/// The given answers, carried from the house to a newer version; what is asked again.
fn carried(newer: &Tree) -> (Answers, Vec<String>) {
    let carried = newer.carry(&read(&house()), &answers(given()), TODAY);
    (carried.answers, carried.asked_again.iter().map(ToString::to_string).collect())
}

/// Where a walk stands with answers as they are.
fn stands(tree: &Tree, answers: &Answers) -> String {
    at(tree, serde_json::to_value(answers).expect("JSON"))
}

#[test]
fn a_running_visit_goes_on_under_a_version_that_asks_the_same() {
    let newer = read(&with(with(house(), "/version", json!(2)), "/questions/0/ask", words("どなたのことですか")));
    let (kept, again) = carried(&newer);
    assert_eq!((kept.len(), again.len()), (5, 0));
    assert_eq!(stands(&newer, &kept), "= done");
}

#[test]
fn a_choice_that_is_gone_is_asked_again() {
    let newer = with(house(), "/questions/0/kind/choices/1", choice("grown-up", &to_question("needs")));
    let (kept, again) = carried(&read(&newer));
    assert_eq!(again, ["who"]);
    assert_eq!(stands(&read(&newer), &kept), "? who");
    assert_eq!(kept.len(), 4, "the rest is there once the walk comes to it");
}

#[test]
fn a_question_that_is_gone_is_dropped_and_one_that_is_new_is_asked() {
    let mut newer = with(house(), "/questions/0/kind/choices/1/then", to_question("rent"));
    newer["questions"].as_array_mut().expect("a list").push(json!({"id": "rent", "ask": words("借りていますか"),
        "kind": {"type": "choice", "choices": [choice("yes", &to_question("needs")), choice("no", &to_outcome("done"))]}}));
    let newer = with(newer, "/questions/4/kind/ranges/0/then", to_outcome("elsewhere"));
    let mut newer = newer;
    newer["questions"].as_array_mut().expect("a list").remove(5);
    let newer = read(&newer);
    let (mut kept, again) = carried(&newer);
    assert!(!kept.contains_key(&"place".parse().expect("an id")) && again.is_empty());
    assert_eq!(stands(&newer, &kept), "? rent");
    kept.insert("rent".parse().expect("an id"), one("yes"));
    assert_eq!(stands(&newer, &kept), "= elsewhere");
}

#[test]
fn of_several_choices_a_new_one_must_be_asked_about() {
    let mut newer = house();
    let choices = newer["questions"][2]["kind"]["choices"].as_array_mut().expect("a list");
    choices.push(choice("toilet", &to_question("moved")));
    assert_eq!(carried(&read(&newer)).1, ["needs"]);
    let mut fewer = house();
    fewer["questions"][2]["kind"]["choices"] = json!([choice("stairs", &to_question("people"))]);
    assert_eq!(carried(&read(&fewer)).1, ["needs"], "a choice that was made is gone");
}

#[test]
fn another_kind_another_unit_or_narrower_limits_are_asked_again() {
    let months = with(house(), "/questions/3/kind/unit/ja", json!("か月"));
    let narrower = with(with(house(), "/questions/3/kind/min", json!(4)), "/questions/3/kind/ranges/0/from", json!(4));
    let other = with(
        house(),
        "/questions/3/kind",
        json!({"type": "choice", "choices": [choice("3", &to_question("moved")), choice("4", &to_outcome("done"))]}),
    );
    for newer in [months, narrower, other] {
        let (kept, again) = carried(&read(&newer));
        assert_eq!(again, ["people"]);
        assert_eq!(stands(&read(&newer), &kept), "? people");
    }
}
