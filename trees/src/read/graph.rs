//! Where a tree's targets lead as a whole: round in a circle, or never to some place.

use super::Reader;
use crate::tree::Goal;
use protocol::tree as wire;

/// A target with where it stands.
pub(super) struct Edge {
    pub(super) path: String,
    pub(super) goal: Goal,
}

/// What is known of a question while the graph is walked.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    /// At most so many questions are still to come, itself included.
    Done(u32),
}

pub(super) struct Graph<'a> {
    pub(super) tree: &'a wire::Tree,
    /// Of each question.
    pub(super) edges: &'a [Vec<Edge>],
    marks: Vec<Mark>,
    ends: Vec<bool>,
    /// From the start to where the walk is.
    trail: Vec<usize>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(tree: &'a wire::Tree, edges: &'a [Vec<Edge>]) -> Self {
        let (marks, ends) = (vec![Mark::New; edges.len()], vec![false; tree.outcomes.len()]);
        Self { tree, edges, marks, ends, trail: vec![] }
    }

    /// Tells every target that closes a circle.
    pub(super) fn circles(&mut self, start: Goal, reader: &mut Reader) {
        self.visit(start, "start", reader);
        // Circles may also lie where nothing leads to.
        for place in 0..self.edges.len() {
            if self.marks[place] == Mark::New {
                self.visit(Goal::Question(place), "questions", reader);
            }
        }
    }

    /// Tells every place that the start does not lead to.
    pub(super) fn unreached(&mut self, start: Goal, reader: &mut Reader) {
        let mut quiet = Reader::default();
        self.visit(start, "start", &mut quiet);
        for (place, mark) in self.marks.iter().enumerate() {
            if *mark == Mark::New {
                let message = "この質問には、どの答えからも進めません。行き先にするか、消してください。";
                reader.flaw(format!("questions/{place}"), "unreachable", message);
            }
        }
        for (place, reached) in self.ends.iter().enumerate() {
            if !reached {
                let message = "この結果には、どの答えからも進めません。行き先にするか、消してください。";
                reader.flaw(format!("outcomes/{place}"), "unreachable", message);
            }
        }
    }

    /// Of each question, how many are still to come at most.
    pub(super) fn left(&self) -> Vec<u32> {
        let left = |mark: &Mark| if let Mark::Done(left) = mark { *left } else { 0 };
        self.marks.iter().map(left).collect()
    }

    /// As deep as there are questions, whose number is bounded.
    fn visit(&mut self, goal: Goal, path: &str, reader: &mut Reader) -> u32 {
        let place = match goal {
            Goal::Outcome(place) => {
                self.ends[place] = true;
                return 0;
            }
            Goal::Question(place) => place,
        };
        match self.marks[place] {
            Mark::Done(left) => left,
            Mark::Open => {
                let circle = self.trail.iter().skip_while(|at| **at != place).chain([&place]);
                let names: Vec<&str> = circle.map(|at| self.tree.questions[*at].ask.ja.as_str()).collect();
                let message = format!("質問が回り続けます：{}。行き先を変えてください。", names.join("→"));
                reader.flaw(path, "circle", message);
                0
            }
            Mark::New => {
                self.marks[place] = Mark::Open;
                self.trail.push(place);
                let edges = &self.edges[place];
                let longest = edges.iter().map(|edge| self.visit(edge.goal, &edge.path, reader)).max();
                self.trail.pop();
                let left = longest.unwrap_or(0) + 1;
                self.marks[place] = Mark::Done(left);
                left
            }
        }
    }
}
