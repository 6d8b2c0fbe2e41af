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

fn of_guide(guide: &Value) -> Value {
    json!({"is": "guide", "guide": guide})
}

fn of_screening(screening: &Value) -> Value {
    json!({"is": "screening", "screening": screening})
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
    let check = |body: &Value| answer(&json!({"call": "check", "body": body}))["ok"].clone();
    let nothing = json!({"flaws": [], "warnings": []});
    assert_eq!(check(&of_screening(&screening())), nothing);
    assert_eq!(check(&of_guide(&guide())), nothing);
    let mut sent = guide();
    sent["tree"]["version"] = json!(0);
    sent["schemes"][3]["name"]["easy"] = Value::Null;
    let found = check(&of_guide(&sent));
    assert_eq!(found["flaws"][0]["path"], "tree/version");
    assert_eq!(found["warnings"][0]["path"], "schemes/3/name/easy");
    let step = json!({"call": "step", "tree": sent["tree"], "answers": {}, "today": DAY});
    assert_eq!(answer(&step), json!({"error": "version: bad-version"}));
}

#[test]
fn a_file_is_opened_or_its_fault_is_told_by_its_line() {
    let open = |text: &str| answer(&json!({"call": "open", "text": text}))["ok"].clone();
    assert_eq!(open(include_str!("../../../demo/guide-disability.json"))["body"]["is"], "guide");
    assert_eq!(open(include_str!("../../../demo/screening.json"))["body"]["is"], "screening");
    let broken = open("{\n  \"version\": 1,\n  \"rules\" []\n}");
    assert_eq!((&broken["line"], &broken["column"]), (&json!(3), &json!(11)));
    let lacking = open("{\n  \"version\": 1,\n  \"rules\": []\n}");
    assert!(
        lacking["problem"].as_str().is_some_and(|it| it.starts_with("missing field `effective_from`")),
        "{lacking}"
    );
    let strange = open("{\n  \"tree\": {},\n  \"schemes\": 3\n}");
    assert_eq!(strange["line"], 2);
}

#[test]
fn differences_are_told_without_ids() {
    let mut newer = screening();
    newer["rules"][0]["verdict"] = json!("in-person");
    let told = answer(&json!({"call": "diff", "older": of_screening(&screening()), "newer": of_screening(&newer)}));
    let words = told["ok"][0]["words"].as_str().expect("words");
    assert!(words.ends_with("から「区役所の窓口」に変えます。"), "{words}");
    assert_eq!(told["ok"].as_array().map(Vec::len), Some(1));
    let mixed = json!({"call": "diff", "older": of_screening(&screening()), "newer": of_guide(&guide())});
    assert_eq!(answer(&mixed), json!({"ok": []}));
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
