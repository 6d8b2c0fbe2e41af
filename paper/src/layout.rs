//! What a form's paper says besides its definition: number, addressee, headings and shorter labels. A form without a
//! layout has a paper all the same, made of its steps.

use forms::Definition;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How one form looks on paper; `layouts/<form>.json`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Layout {
    /// 様式第1号（例）; where there is none, id and version of the form.
    pub(crate) number: Option<String>,
    /// To whom it is addressed, without 様; `{city}` and `{ward}` stand for names.
    pub(crate) addressee: String,
    /// The sentence over the table.
    pub(crate) opening: String,
    /// Steps under one heading, in the order of the paper. Steps that are not named follow, each by itself.
    pub(crate) sections: Vec<Part>,
    /// Two fields of one section that share a row.
    pub(crate) beside: Vec<[String; 2]>,
    /// Shorter labels: by field, in a repeat `household/name`.
    pub(crate) labels: BTreeMap<String, String>,
}

/// Steps under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) title: String,
    pub(crate) steps: Vec<String>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            number: None,
            addressee: "{city}{ward}長".to_owned(),
            opening: "次のとおり申請します。".to_owned(),
            sections: Vec::new(),
            beside: Vec::new(),
            labels: BTreeMap::new(),
        }
    }
}

impl Layout {
    /// The layout of a form.
    pub(crate) fn of(form: &Definition) -> Self {
        let json = match form.id.as_str() {
            "fureai-shushu" => include_str!("../layouts/fureai-shushu.json"),
            "bulky-waste" => include_str!("../layouts/bulky-waste.json"),
            "water" => include_str!("../layouts/water.json"),
            "centre-use" => include_str!("../layouts/centre-use.json"),
            "bereavement" => include_str!("../layouts/bereavement.json"),
            _ => return Self::default(),
        };
        serde_json::from_str(json).expect("a test reads every layout that ships")
    }

    /// The heading over a step.
    pub(crate) fn heading<'a>(&'a self, step: &'a forms::definition::Step) -> &'a str {
        let part = self.sections.iter().find(|part| part.steps.contains(&step.id));
        part.map_or(step.title.ja.as_str(), |part| part.title.as_str())
    }

    /// A field's label on paper.
    pub(crate) fn label<'a>(&'a self, path: &str, field: &'a forms::Field) -> &'a str {
        self.labels.get(path).map_or(field.label.ja.as_str(), String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_names_only_what_its_form_has() {
        for form in forms::builtin::all() {
            let layout = Layout::of(form);
            assert_ne!(layout, Layout::default(), "{} has a layout", form.id);
            for part in &layout.sections {
                for step in &part.steps {
                    assert!(form.steps.iter().any(|s| s.id == *step), "{}: step {step}", form.id);
                }
            }
            let exists = |path: &str| form.field(&path.replace('/', "/0/")).is_some();
            for path in layout.labels.keys().chain(layout.beside.iter().flatten()) {
                assert!(exists(path), "{}: field {path}", form.id);
            }
        }
    }
}
