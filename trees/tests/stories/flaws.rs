use crate::house::{choice, codes, flaws, house, sent, to_outcome, to_question, with, words};
use serde_json::{Value, json};
use trees::Tree;

fn flaws_with(pointer: &str, value: Value) -> Vec<String> {
    flaws(&with(house(), pointer, value))
}

#[test]
fn a_sound_tree_has_neither_flaws_nor_warnings() {
    let (_, warnings) = Tree::read(&sent(&house())).expect("sound");
    assert_eq!(warnings, []);
}

#[test]
fn each_flaw_is_told_with_its_place() {
    for (pointer, value, told) in [
        ("/version", json!(0), "version: bad-version"),
        ("/effective_from", json!("2026-02-30"), "effective_from: bad-date"),
        ("/title/ja", json!(" "), "title/ja: required"),
        ("/title/easy", json!("{漢字}"), "title/easy: bad-ruby"),
        ("/title/en", json!("x".repeat(601)), "title/en: too-long"),
        ("/questions/0/ask/ja", json!("番号は123456789018"), "questions/0/ask/ja: my-number"),
        ("/questions/1/id", json!("place"), "questions/5/id: twice"),
        ("/outcomes/1/id", json!("done"), "outcomes/1/id: twice"),
        ("/start", to_question("ghost"), "start: no-such-target"),
        ("/questions/0/kind/choices/1/then", to_outcome("ghost"), "questions/0/kind/choices/1/then: no-such-target"),
        ("/questions/0/kind/choices", json!([]), "questions/0/kind/choices: required"),
        ("/questions/0/kind/choices/1/id", json!("child"), "questions/0/kind/choices/1/id: twice"),
        ("/questions/2/kind/none/id", json!("bath"), "questions/2/kind/none/id: twice"),
        ("/questions/1/kind/ranges/0/from", json!(19), "questions/1/kind/ranges: gap"),
        ("/questions/1/kind/ranges/0/from", json!(17), "questions/1/kind/ranges/0: overlap"),
        ("/questions/1/kind/ranges/0/from", json!(151), "questions/1/kind/ranges/0: end-before-start"),
        ("/questions/3/kind/ranges/0/from", json!(0), "questions/3/kind/ranges/0: outside"),
        ("/questions/3/kind/max", json!(0), "questions/3/kind/max: end-before-start"),
        ("/questions/3/kind/unit/ja", json!(""), "questions/3/kind/unit/ja: required"),
        ("/questions/4/kind/ranges/1/from", json!("2026-04-02"), "questions/4/kind/ranges: gap"),
        ("/questions/4/kind/ranges/1/from", json!("2026-03-31"), "questions/4/kind/ranges/1: overlap"),
        ("/questions/4/kind/ranges/1/from", json!("4月1日"), "questions/4/kind/ranges/1/from: bad-date"),
        ("/questions/4/kind/earliest", json!("1950"), "questions/4/kind/earliest: bad-date"),
        ("/questions/5/kind/areas/0/begins", json!([]), "questions/5/kind/areas/0/begins: required"),
        ("/questions/5/kind/areas/0/begins/1", json!("80a"), "questions/5/kind/areas/0/begins/1: bad-postcode"),
        ("/questions/5/kind/areas/0/begins/1", json!("8030"), "questions/5/kind/areas/0/begins/1: overlap"),
        (
            "/questions/5/kind/areas/0/begins",
            json!(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
            "questions/5/kind/otherwise: unreachable",
        ),
        ("/questions/4/kind/ranges/0/then", to_question("needs"), "questions/4/kind/ranges/0/then: circle"),
        ("/questions/0/kind/choices/0/then", to_outcome("done"), "questions/1: unreachable"),
    ] {
        let found = flaws_with(pointer, value.clone());
        assert!(found.iter().any(|flaw| flaw == told), "{pointer} {value}: {found:?}");
    }
}

#[test]
fn an_end_before_its_begin_is_told() {
    let mut tree = house();
    tree["effective_until"] = json!("2026-03-31");
    assert_eq!(flaws(&tree), ["effective_until: end-before-start"]);
    let mut tree = house();
    tree["questions"][4]["kind"]["latest"] = json!("1949-12-31");
    assert_eq!(flaws(&tree)[0], "questions/4/kind/latest: end-before-start");
}

#[test]
fn an_outcome_that_nobody_comes_to_is_told() {
    let mut tree = house();
    tree["outcomes"].as_array_mut().expect("a list").push(json!({"id": "ghost", "title": words("だれも来ない")}));
    assert_eq!(flaws(&tree), ["outcomes/2: unreachable"]);
}

#[test]
fn a_circle_is_told_with_its_way_round_even_where_nobody_comes() {
    let mut tree = with(house(), "/questions/4/kind/ranges/0/then", to_question("needs"));
    let problems = Tree::read(&sent(&tree)).expect_err("refused");
    let circle = problems.iter().find(|problem| problem.code == "circle").expect("told");
    assert!(circle.message.contains("当てはまるもの→何人ですか→いつからですか→当てはまるもの"), "{}", circle.message);
    tree["questions"][0]["kind"]["choices"][1]["then"] = to_outcome("done");
    assert!(flaws(&tree).iter().any(|flaw| flaw.ends_with("circle")));
}

#[test]
fn every_flaw_is_told_at_once() {
    let tree = with(with(house(), "/version", json!(0)), "/questions/1/kind/ranges/0/from", json!(19));
    assert_eq!(flaws(&tree), ["version: bad-version", "questions/1/kind/ranges: gap"]);
}

#[test]
fn a_missing_translation_is_a_warning() {
    let mut tree = with(house(), "/questions/0/ask/easy", json!(null));
    tree["outcomes"][0]["reasons"][0]["words"]["en"] = json!("");
    let (_, warnings) = Tree::read(&sent(&tree)).expect("sound all the same");
    let told = ["outcomes/0/reasons/0/words/en: missing-translation", "questions/0/ask/easy: missing-translation"];
    assert_eq!(codes(&warnings), told);
}

#[test]
fn a_tree_may_have_no_question_at_all() {
    let outcomes = json!([{"id": "done", "title": words("おわり")}]);
    let tree = with(with(house(), "/questions", json!([])), "/outcomes", outcomes);
    assert!(Tree::read(&sent(&with(tree, "/start", to_outcome("done")))).is_ok());
}

#[test]
fn too_many_of_anything_is_told() {
    let many = |id: &str| json!({"id": id, "title": words("結果")});
    let outcomes: Vec<Value> = (0..51).map(|at| many(&format!("o{at}"))).collect();
    assert_eq!(flaws_with("/outcomes", json!(outcomes)), ["outcomes: too-many"]);
    let choices: Vec<Value> = (0..31).map(|at| choice(&format!("c{at}"), &to_question("born"))).collect();
    let found = flaws_with("/questions/0/kind/choices", json!(choices));
    assert!(found.contains(&"questions/0/kind/choices: too-many".to_owned()), "{found:?}");
}

#[test]
fn an_unknown_field_is_no_tree() {
    let mut tree = house();
    tree["colour"] = json!("blue");
    assert!(serde_json::from_value::<protocol::tree::Tree>(tree).is_err());
}
