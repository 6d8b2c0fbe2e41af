//! One test on one answer, in fact and in words.

use crate::answer::Value;
use crate::words::{easy, en, listed, words};
use protocol::booking::Words;
use protocol::guide::{Bounds, Test, Wants};
use protocol::id::ChoiceId;
use protocol::tree::{Choice, Question, QuestionKind};

/// Whether an answer is what a test wants.
pub(super) fn holds(test: &Test, value: &Value) -> bool {
    match (&test.wants, value) {
        (Wants::Is(wanted), Value::Choices(given)) => wanted.iter().any(|id| given.contains(id)),
        (Wants::Between(bounds), Value::Number(number)) => within(bounds, *number),
        (Wants::Is(_) | Wants::Between(_), _) => false,
    }
}

fn within(bounds: &Bounds, number: i64) -> bool {
    bounds.from.is_none_or(|from| i64::from(from) <= number)
        && bounds.until.is_none_or(|until| number <= i64::from(until))
}

/// What of an answer made a test hold: of several choices those that it wants.
pub(super) fn matched(test: &Test, question: &Question, value: &Value, said: &Words) -> Words {
    match (&test.wants, value, &question.kind) {
        (Wants::Is(wanted), Value::Choices(given), QuestionKind::Several { .. }) => {
            let both: Vec<&Choice> =
                choices(question).into_iter().filter(|it| wanted.contains(&it.id) && given.contains(&it.id)).collect();
            if both.is_empty() { said.clone() } else { listed(both.iter().map(|choice| &choice.label)) }
        }
        _ => said.clone(),
    }
}

/// What a test wants: 「1級 または 2級」, 「65歳から」.
pub(super) fn wanted(test: &Test, question: &Question) -> Words {
    match &test.wants {
        Wants::Is(ids) => any_of(ids, question),
        Wants::Between(bounds) => between(bounds, &unit(question)),
    }
}

fn any_of(ids: &[ChoiceId], question: &Question) -> Words {
    let found: Vec<&Words> =
        choices(question).into_iter().filter(|choice| ids.contains(&choice.id)).map(|choice| &choice.label).collect();
    let join = |of: fn(&Words) -> &str, or: &str| found.iter().map(|words| of(words)).collect::<Vec<_>>().join(or);
    words(join(|words| &words.ja, " または "), join(easy, " か "), join(en, " or "))
}

fn between(bounds: &Bounds, unit: &Words) -> Words {
    let (ja, easy_unit, en_unit) = (&unit.ja, easy(unit), en(unit));
    let Bounds { from, until } = bounds;
    let from_to = |unit: &str, to: &str, last: &str| {
        let from = from.map(|from| format!("{from}{unit}から")).unwrap_or_default();
        let until = until.map(|until| format!("{to}{until}{unit}{last}")).unwrap_or_default();
        format!("{from}{until}")
    };
    let english = match (from, until) {
        (Some(from), Some(until)) => format!("{from} to {until}"),
        (Some(from), None) => format!("{from} or more"),
        (None, Some(until)) => format!("{until} or less"),
        (None, None) => "any".to_owned(),
    };
    words(from_to(ja, "", "まで"), from_to(easy_unit, " ", "まで").trim(), format!("{english} {en_unit}").trim())
}

fn unit(question: &Question) -> Words {
    match &question.kind {
        QuestionKind::Number { unit, .. } => unit.clone(),
        _ => words("歳", "{歳|さい}", "years of age"),
    }
}

/// The choices of a question; of several, none of them is the last.
pub(super) fn choices(question: &Question) -> Vec<&Choice> {
    match &question.kind {
        QuestionKind::Choice { choices } => choices.iter().collect(),
        QuestionKind::Several { choices, none } => choices.iter().chain([none]).collect(),
        _ => vec![],
    }
}
