//! Whether some walk makes all tests of a case hold.

use super::test::choices;
use crate::tree::{Goal, Range, Routes, Tree};
use protocol::guide::{Bounds, Case, Test, Wants};
use protocol::tree::QuestionKind;
use std::collections::BTreeSet;

/// Whether some answers lead to an end with every test of the case true. Each test has a question of its own.
pub(super) fn reachable(tree: &Tree, case: &Case) -> bool {
    let mut search = Search { tree, tests: &case.all, seen: BTreeSet::new() };
    search.from(tree.start, 0)
}

struct Search<'a> {
    tree: &'a Tree,
    tests: &'a [Test],
    /// Questions with the tests that held before them, a bit each, from which the end cannot be reached.
    seen: BTreeSet<(usize, u32)>,
}

impl Search<'_> {
    fn from(&mut self, goal: Goal, held: u32) -> bool {
        let Goal::Question(place) = goal else { return held.count_ones() as usize == self.tests.len() };
        if !self.seen.insert((place, held)) {
            return false;
        }
        let id = &self.tree.wire.questions[place].id;
        let (goals, held) = match self.tests.iter().position(|test| test.question == *id) {
            Some(at) => (self.wanted(place, &self.tests[at]), held | 1 << at),
            None => (self.tree.routes[place].goals(), held),
        };
        goals.into_iter().any(|goal| self.from(goal, held))
    }

    /// Where the answers lead that a test wants.
    fn wanted(&self, place: usize, test: &Test) -> Vec<Goal> {
        let question = &self.tree.wire.questions[place];
        match (&self.tree.routes[place], &test.wants) {
            (Routes::Choices(goals), Wants::Is(ids)) => {
                let all = choices(question);
                let wanted: Vec<bool> = all.iter().map(|choice| ids.contains(&choice.id)).collect();
                let several = matches!(question.kind, QuestionKind::Several { .. });
                let none = all.len() - 1;
                // Of several, the first that holds leads, and a later one that is wanted may hold, too; never with none.
                let can = |at: usize| wanted[at] || (several && at < none && wanted[at..none].contains(&true));
                (0..goals.len()).filter(|at| can(*at)).map(|at| goals[at]).collect()
            }
            (Routes::Ranges(ranges), Wants::Between(bounds)) => {
                ranges.iter().filter(|range| meet(range, bounds)).map(|range| range.goal).collect()
            }
            _ => vec![],
        }
    }
}

fn meet(range: &Range, bounds: &Bounds) -> bool {
    bounds.from.is_none_or(|from| i64::from(from) <= range.until)
        && bounds.until.is_none_or(|until| range.from <= i64::from(until))
}
