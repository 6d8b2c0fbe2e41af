//! Whether a definition holds together, and if not, where.

use super::{
    Choice, Computation, DIGITS_MAX, Definition, ENTRIES_MAX, Field, HandIn, Kind, Limit, Paper, TEXT_MAX, Text, When,
};
use crate::ruby;
use std::collections::BTreeSet;

/// `place: reason`.
type Broken = String;

fn bad<T>(place: &str, reason: &str) -> Result<T, Broken> {
    Err(format!("{place}: {reason}"))
}

impl Definition {
    pub(super) fn check(&self) -> Result<(), Broken> {
        if self.version == 0 {
            return bad("version", "counts from 1");
        }
        if self.effective_until.is_some_and(|until| until < self.effective_from) {
            return bad("effective_until", "is before effective_from");
        }
        check_text("title", &self.title)?;
        check_text("purpose", &self.purpose)?;
        check_text("acting", &self.acting.words)?;
        let mut step_ids = BTreeSet::new();
        for step in &self.steps {
            check_id(&step.id, &mut step_ids)?;
            check_text(&step.id, &step.title)?;
            if step.fields.is_empty() {
                return bad(&step.id, "has no fields");
            }
        }
        let fields: Vec<&Field> = self.top_fields().map(|(_, field)| field).collect();
        if fields.is_empty() {
            return bad("steps", "has no fields");
        }
        check_fields(&fields, false)?;
        let mut paper_ids = BTreeSet::new();
        self.papers.iter().try_for_each(|paper| {
            check_id(&paper.id, &mut paper_ids)?;
            check_paper(paper, &fields)
        })
    }
}

fn check_paper(paper: &Paper, fields: &[&Field]) -> Result<(), Broken> {
    let id = &paper.id;
    check_text(id, &paper.title)?;
    let mut seen = BTreeSet::new();
    if paper.fields.is_empty() {
        return bad(id, "has no fields");
    }
    for name in &paper.fields {
        if named(fields, name).is_none() {
            return bad(id, "names no field of the form");
        }
        if !seen.insert(name) {
            return bad(id, "names a field twice");
        }
    }
    paper.when.iter().try_for_each(|when| check_when(id, when, fields))
}

fn check_fields(fields: &[&Field], in_repeat: bool) -> Result<(), Broken> {
    let mut ids = BTreeSet::new();
    for (i, field) in fields.iter().enumerate() {
        check_id(&field.id, &mut ids)?;
        check_text(&field.id, &field.label)?;
        if let Some(help) = &field.help {
            check_text(&field.id, help)?;
        }
        for when in &field.when {
            check_when(&field.id, when, &fields[..i])?;
        }
        check_kind(field, fields, &fields[..i], in_repeat)?;
    }
    Ok(())
}

fn check_when(place: &str, when: &When, earlier: &[&Field]) -> Result<(), Broken> {
    let options: Vec<&Choice> = match named(earlier, &when.field).map(|other| &other.kind) {
        None => return bad(place, "`when` names no earlier field"),
        Some(Kind::Choice { options }) => options.iter().collect(),
        Some(Kind::Several { options, none }) => options.iter().chain(none).collect(),
        Some(_) => return bad(place, "`when` names a field that is no choice"),
    };
    if when.is.is_empty() || !when.is.iter().all(|id| options.iter().any(|option| &option.id == id)) {
        return bad(place, "`when` names no option of its choice");
    }
    Ok(())
}

fn check_kind(field: &Field, siblings: &[&Field], earlier: &[&Field], in_repeat: bool) -> Result<(), Broken> {
    let id = &field.id;
    match &field.kind {
        Kind::Text { max_length }
        | Kind::Address { max_length, .. }
        | Kind::Name { max_length }
        | Kind::Kana { max_length, .. }
            if !(1..=TEXT_MAX).contains(max_length) =>
        {
            bad(id, "max_length is 1 to 2000")
        }
        Kind::Kana { of: Some(of), .. } => match named(siblings, of).map(|other| &other.kind) {
            Some(Kind::Text { .. } | Kind::Name { .. }) => Ok(()),
            _ => bad(id, "`of` names no text beside it"),
        },
        Kind::Address { of: Some(of), .. } => match named(earlier, of).map(|other| &other.kind) {
            Some(Kind::Postcode) => Ok(()),
            _ => bad(id, "`of` names no earlier postcode beside it"),
        },
        Kind::Date { earliest, latest, after } => {
            if ends_before(*earliest, *latest) {
                return bad(id, "latest is before earliest");
            }
            match after.as_deref().map(|after| named(earlier, after).map(|other| &other.kind)) {
                None | Some(Some(Kind::Date { .. })) => Ok(()),
                Some(_) => bad(id, "`after` names no earlier date beside it"),
            }
        }
        Kind::Number { min, max, .. } if min > max => bad(id, "needs min <= max"),
        Kind::Number { unit, .. } => check_text(id, unit),
        Kind::Digits { length, .. } if !(1..=DIGITS_MAX).contains(length) => bad(id, "length is 1 to 20"),
        Kind::Choice { options } => check_options(id, options.iter()),
        Kind::Several { options, none } => {
            if options.is_empty() {
                return bad(id, "has no options");
            }
            check_options(id, options.iter().chain(none))
        }
        Kind::Attachment { ways } => check_ways(id, ways),
        Kind::Computed { from } => check_computation(field, from, earlier, in_repeat),
        Kind::Consent if in_repeat => bad(id, "a consent cannot stand in a repeat"),
        Kind::Repeat { .. } if in_repeat => bad(id, "a repeat cannot stand in a repeat"),
        Kind::Repeat { min, max, entry, fields } => {
            if min > max || *max == 0 || *max > ENTRIES_MAX {
                return bad(id, "needs min <= max, and max from 1 to 20");
            }
            if fields.is_empty() {
                return bad(id, "has no fields");
            }
            check_text(id, entry)?;
            check_fields(&fields.iter().collect::<Vec<_>>(), true)
        }
        _ => Ok(()),
    }
}

/// Whether the last day is surely before the first; limits of different kinds cannot be compared without a today.
fn ends_before(earliest: Limit, latest: Limit) -> bool {
    match (earliest, latest) {
        (Limit::Day(earliest), Limit::Day(latest)) => latest < earliest,
        (Limit::FromToday(earliest), Limit::FromToday(latest)) => latest < earliest,
        _ => false,
    }
}

fn check_options<'a>(place: &str, options: impl Iterator<Item = &'a Choice>) -> Result<(), Broken> {
    let mut ids = BTreeSet::new();
    for option in options {
        check_id(&option.id, &mut ids)?;
        check_text(&option.id, &option.label)?;
    }
    if ids.is_empty() { bad(place, "has no options") } else { Ok(()) }
}

fn check_ways(place: &str, ways: &[HandIn]) -> Result<(), Broken> {
    if ways.is_empty() {
        return bad(place, "has no ways");
    }
    let once = HandIn::ALL.iter().all(|way| ways.iter().filter(|other| *other == way).count() <= 1);
    if once { Ok(()) } else { bad(place, "a way stands twice") }
}

/// What is computed of a private answer tells of it, so that it has to be private itself.
fn check_computation(field: &Field, from: &Computation, earlier: &[&Field], in_repeat: bool) -> Result<(), Broken> {
    let id = &field.id;
    if field.required {
        return bad(id, "what is computed cannot be required");
    }
    match from {
        Computation::Age { of } => match named(earlier, of) {
            Some(Field { kind: Kind::Date { .. }, private, .. }) if field.private || !private => Ok(()),
            Some(Field { kind: Kind::Date { .. }, .. }) => bad(id, "follows from a private answer and is not private"),
            _ => bad(id, "`of` names no earlier date beside it"),
        },
        Computation::Total { .. } if in_repeat => bad(id, "a total cannot stand in a repeat"),
        Computation::Total { repeat, price, times } => {
            let Some(Field { kind: Kind::Repeat { fields, .. }, private, .. }) = named(earlier, repeat) else {
                return bad(id, "`repeat` names no earlier repeat");
            };
            let fields: Vec<&Field> = fields.iter().collect();
            let sources: Vec<&Field> =
                [Some(price), times.as_ref()].into_iter().flatten().filter_map(|of| named(&fields, of)).collect();
            match sources.first().map(|source| &source.kind) {
                Some(Kind::Choice { options }) if options.iter().all(|option| option.yen.is_some()) => {}
                _ => return bad(id, "`price` names no choice of the repeat whose options all carry yen"),
            }
            if times.is_some() && !matches!(sources.get(1), Some(Field { kind: Kind::Number { .. }, .. })) {
                return bad(id, "`times` names no number of the repeat");
            }
            if !field.private && (*private || sources.iter().any(|source| source.private)) {
                return bad(id, "follows from a private answer and is not private");
            }
            Ok(())
        }
    }
}

fn named<'a>(fields: &[&'a Field], id: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.id == id).copied()
}

fn check_id<'a>(id: &'a str, seen: &mut BTreeSet<&'a str>) -> Result<(), Broken> {
    let plain = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain || id.is_empty() || id.len() > 40 {
        return bad(id, "an id is 1 to 40 characters of a-z, 0-9 and '-'");
    }
    if !seen.insert(id) {
        return bad(id, "the id stands twice");
    }
    Ok(())
}

fn check_text(place: &str, text: &Text) -> Result<(), Broken> {
    for (language, words) in [("ja", &text.ja), ("easy", &text.easy), ("en", &text.en)] {
        if words.trim().is_empty() {
            return bad(&format!("{place}, {language}"), "has no words");
        }
        if ruby::parse(words).is_none() {
            return bad(&format!("{place}, {language}"), "ruby is written {漢字|かんじ}");
        }
    }
    Ok(())
}
