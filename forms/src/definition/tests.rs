use super::*;
use crate::{builtin, ruby};
use jiff::civil::date;
use serde_json::{Value, json};

fn text() -> Value {
    json!({"ja": "名前", "easy": "{名前|なまえ}", "en": "Name"})
}

fn field(id: &str, kind: Value) -> Value {
    json!({"id": id, "label": text(), "kind": kind})
}

/// A definition with these fields on one step.
fn with(fields: Vec<Value>) -> Value {
    json!({
        "id": "form", "version": 1, "effective_from": "2026-04-01", "subject": "subject", "identity": "none",
        "acting": {"proxy": "anybody", "words": text()}, "title": text(), "purpose": text(),
        "steps": [{"id": "step", "title": text(), "fields": fields}]
    })
}

fn refusal(definition: &Value) -> String {
    let said = Definition::parse(&definition.to_string()).expect_err("refused").to_string();
    said.trim_start_matches("not a form definition: ").split(" at line").next().unwrap_or_default().to_owned()
}

#[test]
fn every_definition_that_ships_holds_together() {
    for definition in builtin::all() {
        let json = serde_json::to_string(definition).expect("serialises");
        assert_eq!(&Definition::parse(&json).expect("reads its own JSON"), definition);
    }
}

#[test]
fn a_version_is_in_force_from_its_first_to_its_last_day() {
    let mut json = with(vec![field("name", json!({"type": "text", "max_length": 5}))]);
    json["effective_until"] = json!("2026-04-30");
    let definition = Definition::parse(&json.to_string()).expect("well written");
    let in_force =
        [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1)].map(|day| definition.in_force(day));
    assert_eq!(in_force, [false, true, true, false]);
}

#[test]
fn what_is_no_definition_is_refused() {
    for json in ["{", "{}", "[]", "null"] {
        assert!(Definition::parse(json).is_err(), "{json}");
    }
    let mut unknown = with(vec![field("name", json!({"type": "text", "max_length": 5}))]);
    unknown["colour"] = json!("blue");
    assert!(refusal(&unknown).contains("unknown field `colour`"));
    let wrong = with(vec![field("name", json!({"type": "text", "max_length": 5, "min": 1}))]);
    assert!(refusal(&wrong).contains("unknown field `min`"));
    let day = with(vec![field("born", json!({"type": "date", "earliest": "1900-02-29"}))]);
    assert!(refusal(&day).contains("not a day"));
}

#[test]
fn a_definition_that_does_not_hold_together_is_refused_with_its_place() {
    let plain = json!({"type": "text", "max_length": 5});
    let choice = json!({"type": "choice", "options": [{"id": "a", "label": text()}]});
    let repeat = |max: u32, fields: Vec<Value>| json!({"type": "repeat", "min": 0, "max": max, "entry": text(), "fields": fields});
    let when = |on: &str, is: &str| {
        let mut field = field("later", plain.clone());
        field["when"] = json!([{"field": on, "is": [is]}]);
        field
    };
    let priced = json!({"type": "choice", "options": [{"id": "a", "label": text(), "yen": 300}]});
    let age = |of: &str| json!({"type": "computed", "from": {"type": "age", "of": of}});
    let total =
        |of: &str| json!({"type": "computed", "from": {"type": "total", "repeat": of, "price": "item", "times": "n"}});
    let secret = |id: &str| {
        let mut field = field(id, json!({"type": "date", "earliest": 0}));
        field["private"] = json!(true);
        field
    };
    for (fields, reason) in [
        (vec![], "step: has no fields"),
        (vec![field("Name", plain.clone())], "Name: an id is 1 to 40 characters of a-z, 0-9 and '-'"),
        (vec![field("a", plain.clone()), field("a", plain.clone())], "a: the id stands twice"),
        (vec![field("a", json!({"type": "text", "max_length": 0}))], "a: max_length is 1 to 2000"),
        (vec![field("a", json!({"type": "kana", "max_length": 5, "of": "b"}))], "a: `of` names no text beside it"),
        (
            vec![field("a", json!({"type": "date", "earliest": "2000-01-01", "latest": "1999-01-01"}))],
            "a: latest is before earliest",
        ),
        (vec![field("a", json!({"type": "name", "max_length": 2001}))], "a: max_length is 1 to 2000"),
        (vec![field("a", json!({"type": "date", "earliest": 7, "latest": 3}))], "a: latest is before earliest"),
        (
            vec![field("a", json!({"type": "date", "earliest": 0, "after": "b"}))],
            "a: `after` names no earlier date beside it",
        ),
        (
            vec![field("a", plain.clone()), field("b", json!({"type": "date", "earliest": 0, "after": "a"}))],
            "b: `after` names no earlier date beside it",
        ),
        (vec![field("a", json!({"type": "number", "min": 2, "max": 1, "unit": text()}))], "a: needs min <= max"),
        (vec![field("a", json!({"type": "digits", "length": 21}))], "a: length is 1 to 20"),
        (vec![field("a", json!({"type": "several", "options": []}))], "a: has no options"),
        (
            vec![field(
                "a",
                json!({"type": "several", "options": [{"id": "b", "label": text()}],
                "none": {"id": "b", "label": text()}}),
            )],
            "b: the id stands twice",
        ),
        (vec![field("a", json!({"type": "attachment", "ways": []}))], "a: has no ways"),
        (vec![field("a", json!({"type": "attachment", "ways": ["post", "post"]}))], "a: a way stands twice"),
        (vec![field("a", age("b"))], "a: `of` names no earlier date beside it"),
        (vec![secret("b"), field("a", age("b"))], "a: follows from a private answer and is not private"),
        (vec![field("a", total("b"))], "a: `repeat` names no earlier repeat"),
        (
            vec![field("b", repeat(2, vec![field("item", choice.clone())])), field("a", total("b"))],
            "a: `price` names no choice of the repeat whose options all carry yen",
        ),
        (
            vec![field("b", repeat(2, vec![field("item", priced.clone())])), field("a", total("b"))],
            "a: `times` names no number of the repeat",
        ),
        (
            vec![field("b", repeat(2, vec![field("item", priced.clone()), field("a", total("b"))]))],
            "a: a total cannot stand in a repeat",
        ),
        (vec![field("a", json!({"type": "choice", "options": []}))], "a: has no options"),
        (vec![when("a", "a"), field("a", choice.clone())], "later: `when` names no earlier field"),
        (vec![field("a", plain.clone()), when("a", "a")], "later: `when` names a field that is no choice"),
        (vec![field("a", choice.clone()), when("a", "b")], "later: `when` names no option of its choice"),
        (vec![field("a", repeat(21, vec![field("b", plain.clone())]))], "a: needs min <= max, and max from 1 to 20"),
        (vec![field("a", repeat(2, vec![]))], "a: has no fields"),
        (
            vec![field("a", repeat(2, vec![field("b", json!({"type": "consent"}))]))],
            "b: a consent cannot stand in a repeat",
        ),
        (
            vec![field("a", repeat(2, vec![field("b", repeat(2, vec![field("c", plain.clone())]))]))],
            "b: a repeat cannot stand in a repeat",
        ),
    ] {
        assert_eq!(refusal(&with(fields)), reason);
    }
    for (place, value, reason) in [
        ("version", json!(0), "version: counts from 1"),
        ("effective_until", json!("2026-03-31"), "effective_until: is before effective_from"),
        ("title", json!({"ja": "様式", "easy": " ", "en": "Form"}), "title, easy: has no words"),
        (
            "purpose",
            json!({"ja": "様式", "easy": "{様式}", "en": "Form"}),
            "purpose, easy: ruby is written {漢字|かんじ}",
        ),
    ] {
        let mut definition = with(vec![field("a", plain.clone())]);
        definition[place] = value;
        assert_eq!(refusal(&definition), reason);
    }
}

#[test]
fn easy_texts_have_a_reading_over_every_kanji() {
    fn texts(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| match value.as_str() {
                Some(words) if key == "easy" => found.push(words.to_owned()),
                _ => texts(value, found),
            }),
            Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for definition in builtin::all() {
        texts(&serde_json::to_value(definition).expect("serialises"), &mut found);
    }
    assert!(!found.is_empty());
    for words in found {
        assert!(ruby::reads_every_kanji(&words), "{words}");
    }
}

#[test]
fn one_set_of_answers_fills_the_papers_whose_conditions_hold() {
    let form = builtin::all().iter().find(|form| form.id.as_str() == "bereavement").expect("ships");
    let papers = |needs: &str| {
        let answers = [("needs".to_owned(), needs.to_owned())].into();
        form.papers(&answers).iter().map(|paper| paper.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(papers("funeral,dog"), ["funeral", "dog"]);
    assert_eq!(papers(""), [""; 0]);
}

#[test]
fn a_paper_that_does_not_hold_together_is_refused_by_its_name() {
    let paper = |id: &str, fields: Value| json!({"id": id, "title": text(), "fields": fields});
    let form = |papers: Value| {
        let mut form = with(vec![field("name", json!({"type": "text", "max_length": 5}))]);
        form["papers"] = papers;
        form
    };
    assert!(Definition::parse(&form(json!([paper("one", json!(["name"]))])).to_string()).is_ok());
    for (papers, said) in [
        (json!([paper("one", json!([]))]), "one: has no fields"),
        (json!([paper("one", json!(["other"]))]), "one: names no field of the form"),
        (json!([paper("one", json!(["name", "name"]))]), "one: names a field twice"),
    ] {
        assert_eq!(refusal(&form(papers)), said);
    }
    let twice = json!([paper("one", json!(["name"])), paper("one", json!(["name"]))]);
    assert!(refusal(&form(twice)).starts_with("one: "));
}
