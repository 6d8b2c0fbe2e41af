//! Answers to one version of a tree, taken over to another while somebody is answering.

use crate::tree::Tree;
use jiff::civil::Date;
use protocol::tree::{Answers, Carried, Question, QuestionKind};

impl Tree {
    /// Takes over the answers that were given to an older version: those whose question and choices are still there and
    /// still ask the same. A question of several choices is asked again where a choice is new, since nobody has said no
    /// to it. Whatever is not taken over is asked again by [`Tree::step`], so that no question is skipped.
    pub fn carry(&self, older: &Self, answers: &Answers, today: Date) -> Carried {
        let mut carried = Carried { answers: Answers::new(), asked_again: [].into() };
        for (id, answer) in answers {
            let Some(place) = self.place(id) else { continue };
            let same = older.question(id).is_some_and(|question| asks_the_same(question, &self.wire.questions[place]));
            match self.take(place, answer, today) {
                Ok(taken) if same => drop(carried.answers.insert(id.clone(), taken.answer)),
                Ok(_) | Err(_) => drop(carried.asked_again.insert(id.clone())),
            }
        }
        carried
    }
}

/// Whether an answer to the older question says the same to the newer one.
fn asks_the_same(older: &Question, newer: &Question) -> bool {
    match (&older.kind, &newer.kind) {
        (QuestionKind::Several { choices: were, .. }, QuestionKind::Several { choices, .. }) => {
            choices.iter().all(|choice| were.iter().any(|was| was.id == choice.id))
        }
        (QuestionKind::Number { unit: was, .. }, QuestionKind::Number { unit, .. }) => was.ja == unit.ja,
        (older, newer) => std::mem::discriminant(older) == std::mem::discriminant(newer),
    }
}
