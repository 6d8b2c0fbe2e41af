use super::*;
use crate::builtin;
use proptest::prelude::*;

/// A call and its answer. The definition, where the call needs one, is that of `form`.
#[derive(Deserialize)]
struct Vector {
    call: Value,
    ok: Value,
}

/// The vectors' definitions are left out there and put in here, as the TypeScript test does.
fn request(mut call: Value) -> String {
    if let Some(form) = call.as_object_mut().and_then(|call| call.remove("form")) {
        let definition = builtin::all().iter().find(|d| form == d.id.as_str()).expect("a form that ships");
        call["definition"] = serde_json::to_value(definition).expect("serialises");
    }
    call.to_string()
}

#[test]
fn every_vector_has_its_answer() {
    for file in [include_str!("../../vectors/writing.json"), include_str!("../../vectors/form.json")] {
        let vectors: Vec<Vector> = serde_json::from_str(file).expect("vectors");
        assert!(!vectors.is_empty());
        for Vector { call, ok } in vectors {
            let answer: Value = serde_json::from_str(&super::call(&request(call.clone()))).expect("JSON");
            assert_eq!(answer, json!({ "ok": ok }), "{call}");
        }
    }
}

/// What becomes of raw answers to a field of one kind. Made without this crate, by the rules of other libraries.
#[derive(Deserialize)]
struct OfKind {
    kind: Value,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    raw: String,
    /// `raw` so many times over.
    #[serde(default = "once")]
    times: usize,
    value: Option<String>,
    fault: Option<String>,
}

fn once() -> usize {
    1
}

#[test]
fn every_kind_of_field_treats_what_is_typed_as_its_vectors_say() {
    let groups: Vec<OfKind> = serde_json::from_str(include_str!("../../vectors/kinds.json")).expect("vectors");
    let mut count = 0;
    let mut wrong = Vec::new();
    for OfKind { kind, cases } in groups {
        let words = json!({"ja": "a", "easy": "a", "en": "a"});
        let definition = json!({
            "id": "form", "version": 1, "effective_from": "2026-04-01", "subject": "subject", "identity": "none",
            "acting": {"proxy": "none", "words": words}, "title": words, "purpose": words, "steps": [
                {"id": "step", "title": words, "fields": [{"id": "a", "label": words, "kind": kind}]}
            ],
        });
        for Case { raw, times, value, fault } in cases {
            let raw = raw.repeat(times);
            let request = json!({"call": "normalise", "definition": definition, "path": "a", "raw": raw});
            let answer: Value = serde_json::from_str(&super::call(&request.to_string())).expect("JSON");
            let got = (answer["ok"]["value"].as_str(), answer["ok"]["error"]["code"].as_str());
            if got != (value.as_deref(), fault.as_deref()) {
                wrong.push(format!("{kind} {raw:.40?}: {got:?}, not {value:?} {fault:?}"));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 500, "{count}");
}

#[test]
fn what_is_no_call_is_an_error() {
    for request in ["", "{", "{}", r#"{"call":"sing"}"#, r#"{"call":"to-era","date":"1948-02-30"}"#] {
        let answer: Value = serde_json::from_str(&call(request)).expect("JSON");
        assert!(answer["error"].is_string(), "{request}");
    }
}

#[test]
fn a_definition_that_does_not_hold_together_is_an_error_with_its_place() {
    let mut definition = serde_json::to_value(&builtin::all()[0]).expect("serialises");
    definition["steps"][0]["fields"][0]["id"] = json!("Agree!");
    let answer: Value =
        serde_json::from_str(&call(&json!({ "call": "definition", "definition": definition }).to_string()))
            .expect("JSON");
    assert_eq!(answer["error"], "Agree!: an id is 1 to 40 characters of a-z, 0-9 and '-'");
}

proptest! {
    #[test]
    fn no_request_breaks_the_door(request in any::<String>()) {
        call(&request);
    }
}
