//! All answers → what is wrong with them, or the normalised submission.

use crate::answers::{Answers, Declared, answer};
use crate::day;
use crate::definition::{Definition, Kind};
use crate::fault::{Fault, FieldError};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How many entries a repeat's own answer says; expects half-width digits.
pub(crate) fn count(value: &str) -> Option<u32> {
    let digits = (1..=3).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| value.parse().ok()).flatten()
}

impl Definition {
    /// Everything that is wrong with the answers, in the order of the form; what it does not ask comes last.
    pub fn validate(&self, answers: &Answers, declared: &Declared, today: Date) -> Vec<FieldError> {
        self.accept(answers, declared, today).err().unwrap_or_default()
    }

    /// The submission in its one written form. Answers need not be normalised beforehand.
    ///
    /// # Errors
    /// Everything that is wrong, never empty; see [`Definition::validate`].
    pub fn accept(&self, answers: &Answers, declared: &Declared, today: Date) -> Result<Answers, Vec<FieldError>> {
        let mut errors = Vec::new();
        let normalise = |path: &str, raw: &str| self.normalise(path, raw, declared.contains(path));
        let normal: Answers =
            answers.iter().map(|(path, raw)| (path.clone(), normalise(path, raw).unwrap_or_default())).collect();
        let asked = self.fields(&normal);
        let mut accepted = Answers::new();
        for field in &asked {
            let value = normalise(&field.path, answer(answers, &field.path).unwrap_or_default());
            match value.and_then(|value| self.one(&field.path, field.required, value, &normal, today)) {
                Ok(Some(value)) => {
                    accepted.insert(field.path.clone(), value);
                }
                Ok(None) => {}
                Err(error) => errors.push(error),
            }
        }
        let asked: BTreeSet<&str> = asked.iter().map(|field| field.path.as_str()).collect();
        for path in answers.keys().filter(|path| !asked.contains(path.as_str()) && answer(answers, path).is_some()) {
            let fault = if self.place(path).is_some() { Fault::NotAsked } else { Fault::UnknownField };
            errors.push(FieldError::new(path, fault));
        }
        if errors.is_empty() { Ok(accepted) } else { Err(errors) }
    }

    /// `normal`: every answer in its written form.
    fn one(
        &self,
        path: &str,
        required: bool,
        value: String,
        normal: &Answers,
        today: Date,
    ) -> Result<Option<String>, FieldError> {
        if value.is_empty() {
            return if required { Err(FieldError::new(path, Fault::Required)) } else { Ok(None) };
        }
        let kind = self.field(path).map(|field| &field.kind);
        let fault = match (kind, day::parse(&value)) {
            (Some(Kind::Date { earliest, .. }), Some(day)) if day < earliest.on(today) => Some(Fault::TooEarly),
            (Some(Kind::Date { latest, .. }), Some(day)) if day > latest.on(today) => Some(Fault::TooLate),
            (Some(Kind::Date { after: Some(after), .. }), Some(day)) => {
                let beside =
                    path.rsplit_once('/').map_or_else(|| after.clone(), |(entry, _)| format!("{entry}/{after}"));
                let first = answer(normal, &beside).and_then(day::parse);
                first.filter(|first| day < *first).map(|_| Fault::BeforeOther)
            }
            _ => None,
        };
        fault.map_or(Ok(Some(value)), |fault| Err(FieldError::new(path, fault)))
    }
}

#[cfg(test)]
mod tests;
