//! Every walk through a tree that asks choices only.

use crate::tree::{Goal, Routes, Tree};
use protocol::tree::{Answer, Answers, QuestionKind};

impl Tree {
    /// Whether every question is one choice.
    pub(crate) fn asks_choices_only(&self) -> bool {
        self.wire.questions.iter().all(|question| matches!(question.kind, QuestionKind::Choice { .. }))
    }

    /// How many walks there are; whoever takes another choice takes another walk.
    pub(crate) fn count_walks(&self) -> u64 {
        let mut counts: Vec<Option<u64>> = vec![None; self.routes.len()];
        self.count_from(self.start, &mut counts)
    }

    fn count_from(&self, goal: Goal, counts: &mut [Option<u64>]) -> u64 {
        let Goal::Question(place) = goal else { return 1 };
        if let Some(count) = counts[place] {
            return count;
        }
        let goals = self.routes[place].goals();
        let count = goals.iter().fold(0_u64, |sum, goal| sum.saturating_add(self.count_from(*goal, counts)));
        counts[place] = Some(count);
        count
    }

    /// The answers of each walk. Only for trees that ask choices only, and have walks that can be counted.
    pub(crate) fn walks(&self) -> Vec<Answers> {
        let mut walks = vec![];
        self.walks_from(self.start, &mut Answers::new(), &mut walks);
        walks
    }

    fn walks_from(&self, goal: Goal, answers: &mut Answers, walks: &mut Vec<Answers>) {
        let Goal::Question(place) = goal else { return walks.push(answers.clone()) };
        let question = &self.wire.questions[place];
        let (QuestionKind::Choice { choices }, Routes::Choices(goals)) = (&question.kind, &self.routes[place]) else {
            return;
        };
        for (choice, goal) in choices.iter().zip(goals) {
            answers.insert(question.id.clone(), Answer::One(choice.id.as_str().to_owned()));
            self.walks_from(*goal, answers, walks);
        }
        answers.remove(&question.id);
    }
}
