//! A guide as it was sent → one whose every scheme can be told to somebody.

use super::reach::reachable;
use super::test::choices;
use super::{Guide, wire};
use crate::read::Reader;
use crate::tree::Tree;
use protocol::guide::{Case, Scheme, Test, Wants};
use protocol::problem::FieldProblem;
use protocol::tree::{Question, QuestionKind};
use std::collections::BTreeSet;

/// Most schemes.
const SCHEMES_MAX: usize = 200;
/// Most cases of a scheme.
const CASES_MAX: usize = 20;
/// Most tests of a case.
const TESTS_MAX: usize = 8;

impl Guide {
    /// Reads what was sent, and tells what can be published but should not be left so.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(sent: &wire::Guide) -> Result<(Self, Vec<FieldProblem>), Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let guide = reader.guide(sent);
        reader.end(guide)
    }
}

impl Reader {
    pub(crate) fn guide(&mut self, sent: &wire::Guide) -> Option<Guide> {
        let tree = self.inside("tree", |reader| reader.tree(&sent.tree));
        self.schemes(sent, tree.as_ref());
        tree.map(|tree| Guide { wire: sent.clone(), tree })
    }

    fn schemes(&mut self, sent: &wire::Guide, tree: Option<&Tree>) {
        if sent.schemes.is_empty() {
            self.flaw("schemes", "required", "制度を1つ以上入れてください。");
        }
        self.at_most("schemes", sent.schemes.len(), SCHEMES_MAX);
        let mut seen = BTreeSet::new();
        for (at, scheme) in sent.schemes.iter().take(SCHEMES_MAX).enumerate() {
            let path = format!("schemes/{at}");
            self.once(format!("{path}/id"), &scheme.id, &mut seen);
            self.scheme(&path, scheme, &sent.tree.questions, tree);
        }
    }

    fn scheme(&mut self, path: &str, scheme: &Scheme, questions: &[Question], tree: Option<&Tree>) {
        let texts =
            [("name", &scheme.name), ("about", &scheme.about), ("place", &scheme.place), ("bring", &scheme.bring)];
        for (field, words) in texts {
            self.words(format!("{path}/{field}"), words);
        }
        if let Some(online) = &scheme.online {
            self.words(format!("{path}/online"), online);
        }
        if scheme.when.is_empty() && scheme.perhaps.is_empty() {
            self.flaw(format!("{path}/when"), "required", "使える場合を1つ以上入れてください。");
        }
        for (field, cases) in [("when", &scheme.when), ("perhaps", &scheme.perhaps)] {
            self.at_most(format!("{path}/{field}"), cases.len(), CASES_MAX);
            for (at, case) in cases.iter().take(CASES_MAX).enumerate() {
                self.case(&format!("{path}/{field}/{at}"), case, questions, tree);
            }
        }
    }

    fn case(&mut self, path: &str, case: &Case, questions: &[Question], tree: Option<&Tree>) {
        let before = self.flaws.len();
        if case.all.is_empty() {
            self.flaw(format!("{path}/all"), "required", "条件を1つ以上入れてください。");
        }
        self.at_most(format!("{path}/all"), case.all.len(), TESTS_MAX);
        let mut seen = BTreeSet::new();
        for (at, test) in case.all.iter().take(TESTS_MAX).enumerate() {
            let path = format!("{path}/all/{at}");
            if !seen.insert(&test.question) {
                let message = "同じ質問の条件が2つあります。1つにまとめてください。";
                self.flaw(format!("{path}/question"), "twice", message);
            }
            match questions.iter().find(|question| question.id == test.question) {
                Some(question) => self.test(&path, test, question),
                None => {
                    let message = format!("質問「{}」がありません。選び直してください。", test.question);
                    self.flaw(format!("{path}/question"), "no-such-question", message);
                }
            }
        }
        if self.flaws.len() == before
            && let Some(tree) = tree
            && !reachable(tree, case)
        {
            let message = "この条件がすべて当てはまる答え方がありません。条件か質問の行き先を変えてください。";
            self.flaw(path, "unreachable", message);
        }
    }

    fn test(&mut self, path: &str, test: &Test, question: &Question) {
        let path = format!("{path}/wants");
        match (&test.wants, &question.kind) {
            (Wants::Is(ids), QuestionKind::Choice { .. } | QuestionKind::Several { .. }) => {
                if ids.is_empty() {
                    self.flaw(format!("{path}/is"), "required", "選択肢を1つ以上選んでください。");
                }
                let known = choices(question);
                for (at, id) in ids.iter().enumerate() {
                    if !known.iter().any(|choice| choice.id == *id) {
                        let message = format!("選択肢「{id}」がありません。選び直してください。");
                        self.flaw(format!("{path}/is/{at}"), "no-such-choice", message);
                    }
                }
            }
            (Wants::Between(bounds), QuestionKind::Number { .. } | QuestionKind::BirthDate { .. }) => {
                if bounds.from.zip(bounds.until).is_some_and(|(from, until)| from > until) {
                    let message = "終わりの数を始まりの数より小さくはできません。";
                    self.flaw(format!("{path}/between/until"), "end-before-start", message);
                }
                if bounds.from.or(bounds.until).is_none() {
                    self.flaw(format!("{path}/between"), "required", "始まりか終わりの数を入れてください。");
                }
            }
            _ => self.flaw(
                path,
                "wrong-kind",
                "この質問の答えは、この条件では調べられません。条件を選び直してください。",
            ),
        }
    }
}
