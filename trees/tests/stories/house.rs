//! A small tree with a question of each kind, and hands to change it with.

use jiff::civil::{Date, date};
use protocol::problem::FieldProblem;
use protocol::tree::{self as wire, Answer, Answers, Walk};
use serde_json::{Value, json};
use trees::Tree;

pub(crate) const TODAY: Date = date(2026, 11, 30);

pub(crate) fn words(ja: &str) -> Value {
    json!({"ja": ja, "easy": "やさしい ことば", "en": "Words"})
}

pub(crate) fn choice(id: &str, then: &Value) -> Value {
    json!({"id": id, "label": words(id), "then": then})
}

pub(crate) fn to_question(id: &str) -> Value {
    json!({"question": id})
}

pub(crate) fn to_outcome(id: &str) -> Value {
    json!({"outcome": id})
}

/// who → (child: born → …) (adult: needs → people → moved → place) → done, or elsewhere.
pub(crate) fn house() -> Value {
    let done = to_outcome("done");
    let away = to_outcome("elsewhere");
    json!({
        "id": "house", "version": 1, "effective_from": "2026-04-01", "title": words("家のこと"),
        "start": to_question("who"),
        "questions": [
            {"id": "who", "ask": words("だれのことですか"), "kind": {"type": "choice", "choices": [
                choice("child", &to_question("born")), choice("adult", &to_question("needs"))]}},
            {"id": "born", "ask": words("いつ生まれましたか"), "kind": {"type": "birth-date", "ranges": [
                {"from": 18, "then": away}, {"until": 17, "then": done}]}},
            {"id": "needs", "ask": words("当てはまるもの"), "kind": {"type": "several", "choices": [
                choice("stairs", &to_question("people")), choice("bath", &to_question("moved"))],
                "none": choice("none", &away)}},
            {"id": "people", "ask": words("何人ですか"), "kind": {"type": "number", "min": 1, "max": 20,
                "unit": words("人"), "ranges": [{"from": 1, "until": 4, "then": to_question("moved")}, {"from": 5, "then": done}]}},
            {"id": "moved", "ask": words("いつからですか"), "kind": {"type": "date", "earliest": "1950-01-01", "ranges": [
                {"until": "2026-03-31", "then": to_question("place")}, {"from": "2026-04-01", "then": done}]}},
            {"id": "place", "ask": words("郵便番号"), "kind": {"type": "postcode",
                "areas": [{"begins": ["803", "8020"], "then": done}], "otherwise": away}}
        ],
        "outcomes": [
            {"id": "done", "title": words("使えます"), "reasons": [{"id": "all-fits", "words": words("条件に合います")}]},
            {"id": "elsewhere", "title": words("ほかの窓口です")}
        ]
    })
}

/// A tree that was changed where a JSON pointer says.
pub(crate) fn with(mut tree: Value, pointer: &str, value: Value) -> Value {
    *tree.pointer_mut(pointer).expect("a place in the tree") = value;
    tree
}

pub(crate) fn sent(tree: &Value) -> wire::Tree {
    serde_json::from_value(tree.clone()).expect("a tree on the wire")
}

pub(crate) fn read(tree: &Value) -> Tree {
    Tree::read(&sent(tree)).expect("a sound tree").0
}

/// `path: code` of each.
pub(crate) fn codes(problems: &[FieldProblem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.path, problem.code)).collect()
}

pub(crate) fn flaws(tree: &Value) -> Vec<String> {
    codes(&Tree::read(&sent(tree)).expect_err("refused"))
}

/// Answers as JSON writes them.
pub(crate) fn answers(given: Value) -> Answers {
    serde_json::from_value(given).expect("answers")
}

/// What a walk asks next, or where it ended: `? people`, `= done`.
pub(crate) fn at(tree: &Tree, given: Value) -> String {
    match tree.step(&answers(given), TODAY) {
        Walk::Ask { question, refused: None, .. } => format!("? {}", question.id),
        Walk::Ask { question, refused: Some(reason), .. } => format!("? {}: {}", question.id, reason.id),
        Walk::End { outcome, .. } => format!("= {}", outcome.id),
    }
}

pub(crate) fn one(text: &str) -> Answer {
    Answer::One(text.to_owned())
}
