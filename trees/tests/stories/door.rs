use proptest::prelude::*;
use serde_json::{Value, json};
use trees::door::call;

const DAY: &str = "2026-11-30";

fn guide() -> Value {
    serde_json::from_str(include_str!("../../../demo/guide-disability.json")).expect("JSON")
}

fn screening() -> Value {
    serde_json::from_str(include_str!("../../../demo/screening.json")).expect("JSON")
}

fn answer(request: &Value) -> Value {
    serde_json::from_str(&call(&request.to_string())).expect("JSON")
}

#[test]
fn a_tree_is_walked_by_calls() {
    let tree = &screening()["trees"][0];
    let step = |answers: Value| answer(&json!({"call": "step", "tree": tree, "answers": answers, "today": DAY}));
    assert_eq!(step(json!({}))["ok"]["question"]["id"], "talk");
    assert_eq!(step(json!({"talk": "yes"}))["ok"]["outcome"]["id"], "answered");
    let carry = json!({"call": "carry", "older": tree, "newer": tree, "answers": {"talk": "yes"}, "today": DAY});
    assert_eq!(answer(&carry), json!({"ok": {"answers": {"talk": "yes"}, "asked_again": []}}));
    assert_eq!(answer(&json!({"call": "diff-trees", "older": tree, "newer": tree})), json!({"ok": []}));
}

#[test]
fn a_verdict_and_an_advice_are_told_once_everything_is_answered() {
    let subject = json!({"documents": "none", "money": false, "sensitivity": "low", "kiosk": false, "danger": false, "reach": "whole"});
    let site = json!({"seclusion": "open", "handset": true, "earphone": false, "document_camera": false, "printer": false, "attendant": false});
    let decide = |answers: Value| {
        answer(&json!({"call": "decide", "screening": screening(), "subject": subject, "site": site, "tree": "talk",
            "answers": answers, "today": DAY}))
    };
    assert_eq!(decide(json!({"talk": "quiet"}))["ok"]["verdict"], "remote-private");
    assert_eq!(decide(json!({})), json!({"ok": null}));
    let answers = json!({"body": "grade-1", "intellectual": "no", "mental": "no", "condition": ["sight"], "home": "home",
        "needs": ["none"], "tax": "no", "car": "no", "age": "70"});
    let advice = answer(&json!({"call": "advise", "guide": guide(), "answers": answers, "today": DAY}));
    assert_eq!(advice["ok"]["log"]["version"], 1);
}

#[test]
fn what_is_being_edited_is_checked_with_every_flaw() {
    let mut tree = screening()["trees"][0].clone();
    assert_eq!(answer(&json!({"call": "check-tree", "tree": tree})), json!({"ok": {"warnings": []}}));
    tree["version"] = json!(0);
    assert_eq!(answer(&json!({"call": "check-tree", "tree": tree}))["ok"]["flaws"][0]["code"], "bad-version");
    let warned = |request: &Value| answer(request)["ok"]["warnings"] == json!([]);
    assert!(warned(&json!({"call": "check-screening", "screening": screening()})));
    assert!(warned(&json!({"call": "check-guide", "guide": guide()})));
    let step = json!({"call": "step", "tree": tree, "answers": {}, "today": DAY});
    assert_eq!(answer(&step), json!({"error": "version: bad-version"}));
}

#[test]
fn what_is_no_call_is_an_error() {
    let tree = &screening()["trees"][0];
    let no_day = json!({"call": "step", "tree": tree, "answers": {}, "today": "2026-02-30"}).to_string();
    for request in ["", "{", "{}", r#"{"call":"sing"}"#, &no_day] {
        let answer: Value = serde_json::from_str(&call(request)).expect("JSON");
        assert!(answer["error"].is_string(), "{request}");
    }
}

proptest! {
    #[test]
    fn no_request_breaks_the_door(request in any::<String>()) {
        call(&request);
    }
}
