//! What ids name, so that coordinators read no ids.

use super::called;
use serde_json::Value;
use std::collections::BTreeMap;

/// The kind that the choices of a question are.
pub(super) fn choices_of(question: &str) -> String {
    format!("choice/{question}")
}

/// Kind and id → what it is called.
#[derive(Default)]
pub(super) struct Names(BTreeMap<(String, String), String>);

impl Names {
    /// Learns every name of one version; a later version's name counts.
    pub(super) fn learn(&mut self, value: &Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|it| self.learn(it)),
            Value::Object(fields) => {
                for (field, inside) in fields {
                    let kind = match field.as_str() {
                        "questions" => "question",
                        "outcomes" => "outcome",
                        "reasons" => "reason",
                        _ => "",
                    };
                    for thing in inside.as_array().into_iter().flatten() {
                        self.put(kind, thing);
                    }
                    self.learn(inside);
                }
                let kind = &value["kind"];
                for choice in kind["choices"].as_array().into_iter().flatten().chain([&kind["none"]]) {
                    self.put(&choices_of(value["id"].as_str().unwrap_or_default()), choice);
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, kind: &str, thing: &Value) {
        if let (false, Some(id), Some(name)) = (kind.is_empty(), thing["id"].as_str(), called(thing)) {
            self.0.insert((kind.to_owned(), id.to_owned()), name);
        }
    }

    /// What a `question`, an `outcome`, a `reason` or one of [`choices_of`] is called; the id where nothing has it.
    pub(super) fn of<'a>(&'a self, kind: &str, id: &'a str) -> &'a str {
        self.0.get(&(kind.to_owned(), id.to_owned())).map_or(id, String::as_str)
    }
}
