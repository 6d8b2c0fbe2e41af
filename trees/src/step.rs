//! Where a walk stands, by the answers so far.

use crate::answer::{Taken, Value};
use crate::tree::{Goal, Tree};
use jiff::civil::Date;
use protocol::tree::{Answered, Answers, Outcome, Question, Reason, Walk};

/// A walk as far as its answers lead.
pub(crate) struct Walked<'a> {
    pub(crate) answered: Vec<Answered>,
    /// What conditions look at, of each that is answered.
    pub(crate) values: Vec<Value>,
    pub(crate) stands: Stands<'a>,
}

pub(crate) enum Stands<'a> {
    At { question: &'a Question, place: usize, refused: Option<Reason> },
    Ended(&'a Outcome),
}

impl Tree {
    /// The next question, or the outcome. The same answers on the same day lead to the same place; answers to questions
    /// that the walk does not come to have no part in it. `today` is the day that counts for ages and last days, which a
    /// try-out may set.
    pub fn step(&self, answers: &Answers, today: Date) -> Walk {
        let Walked { answered, stands, .. } = self.walk(answers, today);
        match stands {
            Stands::At { question, place, refused } => {
                Walk::Ask { question: question.clone(), refused, answered, left: self.left[place] }
            }
            Stands::Ended(outcome) => Walk::End { outcome: outcome.clone(), answered },
        }
    }

    /// The answers that led to the end, in their one way of writing; none as long as there is something to ask.
    pub(crate) fn asked(&self, answers: &Answers, today: Date) -> Option<Answers> {
        let Walked { answered, stands: Stands::Ended(_), .. } = self.walk(answers, today) else { return None };
        Some(answered.into_iter().map(|answered| (answered.question, answered.answer)).collect())
    }

    pub(crate) fn walk(&self, answers: &Answers, today: Date) -> Walked<'_> {
        let (mut answered, mut values) = (vec![], vec![]);
        let mut at = self.start;
        let stands = loop {
            let place = match at {
                Goal::Outcome(outcome) => break Stands::Ended(self.outcome(outcome)),
                Goal::Question(place) => place,
            };
            let question = &self.wire.questions[place];
            let Some(answer) = answers.get(&question.id) else {
                break Stands::At { question, place, refused: None };
            };
            match self.take(place, answer, today) {
                Ok(Taken { answer, words, goal, value }) => {
                    let (question, ask) = (question.id.clone(), question.ask.clone());
                    answered.push(Answered { question, ask, answer, words });
                    values.push(value);
                    at = goal;
                }
                Err(reason) => break Stands::At { question, place, refused: Some(reason) },
            }
        };
        Walked { answered, values, stands }
    }
}
