//! What the desk may see of an answer, and whether it may propose one.

use crate::answers::{Answers, answer};
use crate::definition::{Definition, Kind};
use crate::my_number;
use protocol::panel::{Path, Shown};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a desk may do with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "forms.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// It reads and proposes.
    Open,
    /// It reads; a consent and the number of entries are the resident's own to decide, and what is computed nobody's.
    Own,
    /// It learns only whether there is an answer.
    Private,
}

impl Definition {
    /// What a desk may do with the field at a path; `None` where the form has none.
    pub fn access(&self, path: &str) -> Option<Access> {
        let place = self.place(path)?;
        Some(match place.field.kind {
            _ if place.private() => Access::Private,
            Kind::Consent | Kind::Repeat { .. } | Kind::Computed { .. } => Access::Own,
            _ => Access::Open,
        })
    }

    /// What may be shown of one field: the value only of a field that the form has, that is not private, and that holds
    /// no 個人番号.
    pub fn shown(&self, path: &str, answers: &Answers) -> Shown {
        let Some(value) = answer(answers, path) else {
            return Shown::Empty;
        };
        match self.access(path) {
            Some(Access::Open | Access::Own) if !my_number::is_in(value) => Shown::Value { value: value.to_owned() },
            _ => Shown::Filled,
        }
    }

    /// Every answered field that is asked, as it may be shown: what a panel snapshot holds.
    pub fn redacted(&self, answers: &Answers) -> BTreeMap<Path, Shown> {
        self.kept(answers).into_keys().map(|path| (path.clone(), self.shown(&path, answers))).collect()
    }

    /// SHA-256 in hexadecimal of what both sides may see, so that booth and desk can tell whether they see the same: of
    /// the form's id and version and [`Definition::redacted`], each text with its length before it.
    pub fn fingerprint(&self, answers: &Answers) -> String {
        let mut hash = Sha256::new();
        let mut put = |text: &str| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        };
        put(self.id.as_str());
        put(&self.version.to_string());
        for (path, shown) in self.redacted(answers) {
            put(&path);
            match shown {
                Shown::Value { value } => put(&value),
                Shown::Filled => put("\0"),
                Shown::Empty => {}
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests;
