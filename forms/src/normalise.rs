//! One raw answer → its one written form.

use crate::definition::{Choice, Definition, Field, Kind};
use crate::fault::{Fault, FieldError};
use crate::validate::count;
use crate::{day, email, era, kana, my_number, name, number, postcode, telephone, width};
use std::collections::BTreeSet;

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
        Kind::Address { max_length, .. } => free_text(width::join_house_numbers(&typed), *max_length, declared),
        Kind::Kana { max_length, .. } => {
            free_text(kana::normalise(&typed).ok_or(Fault::NotKana)?, *max_length, declared)
        }
        Kind::Date { .. } => era::parse(raw).map(day::text).ok_or(Fault::BadDate),
        Kind::Postcode => postcode::normalise(raw).ok_or(Fault::BadPostcode),
        Kind::Telephone => telephone::normalise(raw).ok_or(Fault::BadTelephone),
        Kind::Email => email::normalise(raw).ok_or(Fault::BadEmail),
        Kind::Name { max_length } => {
            free_text(typed, *max_length, declared).and_then(|typed| name::normalise(&typed).ok_or(Fault::BadName))
        }
        Kind::Number { min, max, unit } => {
            let typed = number::parse(raw, &unit.ja).ok_or(Fault::BadNumber)?;
            match typed {
                _ if typed < u64::from(*min) => Err(Fault::TooSmall { min: *min }),
                _ if typed > u64::from(*max) => Err(Fault::TooLarge { max: *max }),
                _ => Ok(typed.to_string()),
            }
        }
        Kind::Digits { length, pad } => {
            if !declared && my_number::is_in(&typed) {
                return Err(Fault::MyNumber);
            }
            number::digits(raw, *length, *pad).ok_or(Fault::BadDigits { length: *length, pad: *pad })
        }
        Kind::Several { options, none } => several(&typed, options, none.as_ref()),
        Kind::Attachment { ways } => {
            ways.iter().map(|way| way.word()).find(|word| *word == typed).map(str::to_owned).ok_or(Fault::UnknownOption)
        }
        Kind::Computed { .. } => Err(Fault::NotAsked),
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

/// The options in the order of the form, each once.
fn several(typed: &str, options: &[Choice], none: Option<&Choice>) -> Result<String, Fault> {
    let chosen: BTreeSet<&str> = typed.split(',').map(str::trim).collect();
    let known: Vec<&str> =
        options.iter().chain(none).map(|option| option.id.as_str()).filter(|id| chosen.contains(id)).collect();
    if known.len() < chosen.len() {
        return Err(Fault::UnknownOption);
    }
    if known.len() > 1 && none.is_some_and(|none| chosen.contains(none.id.as_str())) {
        return Err(Fault::NoneAndOthers);
    }
    Ok(known.join(","))
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
