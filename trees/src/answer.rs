//! One answer to one question: its one way of writing, its words and where it leads, or why it is refused.

use crate::days;
use crate::tree::{Goal, Range, Routes, Tree};
use crate::words::{bad_number, en, listed, none_and_more, refused, words};
use forms::era::{self, EraDate};
use forms::{Fault, day, postcode, width};
use jiff::civil::Date;
use protocol::booking::Words;
use protocol::id::ChoiceId;
use protocol::tree::{AGE_MAX, Answer, Choice, QuestionKind, Reason};
use std::collections::BTreeSet;

/// An answer that fits its question.
pub(crate) struct Taken {
    /// In its one way of writing.
    pub(crate) answer: Answer,
    /// In words.
    pub(crate) words: Words,
    /// Where it leads.
    pub(crate) goal: Goal,
    /// What conditions look at.
    pub(crate) value: Value,
}

/// An answer as conditions look at it.
pub(crate) enum Value {
    Choices(BTreeSet<ChoiceId>),
    /// A number, an age in years, or days since 1970.
    Number(i64),
    Postcode,
}

impl Tree {
    /// Takes an answer to the question at a place of the list.
    pub(crate) fn take(&self, at: usize, answer: &Answer, today: Date) -> Result<Taken, Reason> {
        let routes = &self.routes[at];
        match (&self.wire.questions[at].kind, answer) {
            (QuestionKind::Choice { choices }, Answer::One(id)) => one(choices, id, routes),
            (QuestionKind::Several { choices, none }, Answer::Several(ids)) => several(choices, none, ids, routes),
            (QuestionKind::Date { earliest, latest, .. }, Answer::One(text)) => {
                let date = era::parse(text).ok_or_else(|| refused(&Fault::BadDate))?;
                let least = day::parse(earliest).unwrap_or(Date::MIN);
                let most = latest.as_deref().and_then(day::parse).unwrap_or(today);
                within(date, least, most)?;
                by_number(Answer::One(day::text(date)), date_words(date), days::number(date), routes)
            }
            (QuestionKind::BirthDate { .. }, Answer::One(text)) => {
                let born = era::parse(text).ok_or_else(|| refused(&Fault::BadDate))?;
                within(born, Date::MIN, today)?;
                let age = days::age(born, today);
                if age > i64::from(AGE_MAX) {
                    return Err(refused(&Fault::TooEarly));
                }
                let said = words(format!("{age}歳"), format!("{age}{{歳|さい}}"), format!("aged {age}"));
                by_number(Answer::One(day::text(born)), said, age, routes)
            }
            (QuestionKind::Number { min, max, unit, .. }, Answer::One(text)) => {
                let typed = width::ascii(text);
                let number = typed.parse::<i32>().ok().filter(|number| (*min..=*max).contains(number));
                let number = number.ok_or_else(|| bad_number(*min, *max))?;
                let said = words(
                    format!("{number}{}", unit.ja),
                    format!("{number}{}", crate::words::easy(unit)),
                    format!("{number} {}", en(unit)),
                );
                by_number(Answer::One(number.to_string()), said, i64::from(number), routes)
            }
            (QuestionKind::Postcode { .. }, Answer::One(text)) => by_postcode(text, routes),
            (QuestionKind::Several { .. }, Answer::One(_)) | (_, Answer::Several(_)) => {
                Err(refused(&Fault::UnknownOption))
            }
        }
    }
}

fn one(choices: &[Choice], id: &str, routes: &Routes) -> Result<Taken, Reason> {
    let place = choices.iter().position(|choice| choice.id.as_str() == id);
    let place = place.ok_or_else(|| refused(&Fault::UnknownOption))?;
    let choice = &choices[place];
    Ok(Taken {
        answer: Answer::One(id.to_owned()),
        words: choice.label.clone(),
        goal: routes.by_choice(place),
        value: Value::Choices([choice.id.clone()].into()),
    })
}

fn several(choices: &[Choice], none: &Choice, ids: &BTreeSet<ChoiceId>, routes: &Routes) -> Result<Taken, Reason> {
    let known = |id: &ChoiceId| *id == none.id || choices.iter().any(|choice| choice.id == *id);
    if ids.is_empty() {
        return Err(refused(&Fault::Required));
    }
    if !ids.iter().all(known) {
        return Err(refused(&Fault::UnknownOption));
    }
    if ids.contains(&none.id) && ids.len() > 1 {
        return Err(none_and_more());
    }
    let held = choices.iter().filter(|choice| ids.contains(&choice.id));
    let first = choices.iter().position(|choice| ids.contains(&choice.id));
    Ok(Taken {
        answer: Answer::Several(ids.clone()),
        words: if first.is_some() { listed(held.map(|choice| &choice.label)) } else { none.label.clone() },
        goal: routes.by_choice(first.unwrap_or(choices.len())),
        value: Value::Choices(ids.clone()),
    })
}

fn within(date: Date, least: Date, most: Date) -> Result<(), Reason> {
    if date < least {
        return Err(refused(&Fault::TooEarly));
    }
    if date > most {
        return Err(refused(&Fault::TooLate));
    }
    Ok(())
}

fn by_number(answer: Answer, words: Words, number: i64, routes: &Routes) -> Result<Taken, Reason> {
    let goal = routes.by_number(number).ok_or_else(|| refused(&Fault::UnknownOption))?;
    Ok(Taken { answer, words, goal, value: Value::Number(number) })
}

fn by_postcode(text: &str, routes: &Routes) -> Result<Taken, Reason> {
    let code = postcode::normalise(text).ok_or_else(|| refused(&Fault::BadPostcode))?;
    let goal = routes.by_postcode(&code.replace('-', ""));
    let said = words(code.clone(), code.clone(), code.clone());
    Ok(Taken { answer: Answer::One(code), words: said, goal, value: Value::Postcode })
}

impl Routes {
    /// By the place of a choice.
    fn by_choice(&self, place: usize) -> Goal {
        match self {
            Self::Choices(goals) => goals[place],
            Self::Ranges(_) | Self::Areas { .. } => unreachable!("a question has the routes of its kind"),
        }
    }

    fn by_number(&self, number: i64) -> Option<Goal> {
        let Self::Ranges(ranges) = self else { return None };
        let holds = |range: &&Range| (range.from..=range.until).contains(&number);
        ranges.iter().find(holds).map(|range| range.goal)
    }

    fn by_postcode(&self, digits: &str) -> Goal {
        match self {
            Self::Areas { begins, otherwise } => {
                let area = begins.iter().find(|(begin, _)| digits.starts_with(begin));
                area.map_or(*otherwise, |(_, goal)| *goal)
            }
            Self::Choices(_) | Self::Ranges(_) => unreachable!("a question has the routes of its kind"),
        }
    }
}

fn date_words(date: Date) -> Words {
    let (year, month, day_of) = (date.year(), date.month(), date.day());
    words(
        EraDate::of(date).map_or_else(|| format!("{year}年{month}月{day_of}日"), |by_era| by_era.to_string()),
        format!("{year}{{年|ねん}}{month}{{月|がつ}}{day_of}{{日|にち}}"),
        day::text(date),
    )
}
