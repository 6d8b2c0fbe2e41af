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
