//! What the desk may see of an answer.

use crate::answers::{Answers, answer};
use crate::definition::Definition;
use crate::my_number;
use protocol::panel::{Path, Shown};
use std::collections::BTreeMap;

impl Definition {
    /// What may be shown of one field: the value only of a field that the form has, that is not private, and that holds
    /// no 個人番号.
    pub fn shown(&self, path: &str, answers: &Answers) -> Shown {
        let Some(value) = answer(answers, path) else {
            return Shown::Empty;
        };
        match self.place(path) {
            Some(place) if !place.private() && !my_number::is_in(value) => Shown::Value { value: value.to_owned() },
            _ => Shown::Filled,
        }
    }

    /// Every answered field that is asked, as it may be shown: what a panel snapshot holds.
    pub fn redacted(&self, answers: &Answers) -> BTreeMap<Path, Shown> {
        self.kept(answers).into_keys().map(|path| (path.clone(), self.shown(&path, answers))).collect()
    }
}

#[cfg(test)]
mod tests;
