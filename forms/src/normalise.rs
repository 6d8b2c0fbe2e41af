//! One raw answer → its one written form.

use crate::definition::{Definition, Field, Kind};
use crate::fault::{Fault, FieldError};
use crate::validate::count;
use crate::{day, era, kana, my_number, postcode, telephone, width};

impl Definition {
    /// The one written form of what was typed for a field; of a blank, the empty text. Normalising again changes
    /// nothing. Whether a day lies within limits that depend on today is for [`Definition::validate`].
    /// `declared`: whoever typed it says that its digits are no 個人番号.
    ///
    /// # Errors
    /// What is wrong, in words that do not repeat the answer.
    pub fn normalise(&self, path: &str, raw: &str, declared: bool) -> Result<String, FieldError> {
        let Some(place) = self.place(path) else {
            return Err(FieldError::new(path, Fault::UnknownField));
        };
        normalised(place.field, raw, declared).map_err(|fault| FieldError::new(path, fault))
    }
}

fn normalised(field: &Field, raw: &str, declared: bool) -> Result<String, Fault> {
    let typed = width::text(raw);
    if typed.is_empty() {
        return Ok(String::new());
    }
    match &field.kind {
        Kind::Text { max_length } => free_text(typed, *max_length, declared),
        Kind::Address { max_length } => free_text(width::join_house_numbers(&typed), *max_length, declared),
        Kind::Kana { max_length, .. } => {
            free_text(kana::normalise(&typed).ok_or(Fault::NotKana)?, *max_length, declared)
        }
        Kind::Date { .. } => era::parse(raw).map(day::text).ok_or(Fault::BadDate),
        Kind::Postcode => postcode::normalise(raw).ok_or(Fault::BadPostcode),
        Kind::Telephone => telephone::normalise(raw).ok_or(Fault::BadTelephone),
        Kind::Choice { options } => {
            options.iter().find(|option| option.id == typed).map(|option| option.id.clone()).ok_or(Fault::UnknownOption)
        }
        Kind::Consent if typed == "yes" => Ok(typed),
        Kind::Consent => Err(Fault::BadConsent),
        Kind::Repeat { min, max, .. } => match count(&typed) {
            None => Err(Fault::BadCount),
            Some(n) if n < *min => Err(Fault::TooFewEntries { min: *min }),
            Some(n) if n > *max => Err(Fault::TooManyEntries { max: *max }),
            Some(n) => Ok(n.to_string()),
        },
    }
}

fn free_text(typed: String, max: u32, declared: bool) -> Result<String, Fault> {
    if !declared && my_number::is_in(&typed) {
        return Err(Fault::MyNumber);
    }
    if typed.chars().count() > max as usize {
        return Err(Fault::TooLong { max });
    }
    Ok(typed)
}

#[cfg(test)]
mod tests;
