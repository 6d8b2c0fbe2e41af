//! A screening as it was sent → one whose every combination has its verdict, by rules each of which decides something.

use super::Screening;
use super::space::Table;
use crate::read::Reader;
use crate::tree::Tree;
use protocol::id::{ChoiceId, QuestionId};
use protocol::problem::FieldProblem;
use protocol::screening::{self as wire, AnswerIs, Condition};
use protocol::tree::QuestionKind;
use std::collections::{BTreeMap, BTreeSet};

/// Most rules.
const RULES_MAX: usize = 64;
/// Most walks through all trees together.
const WALKS_MAX: u64 = 200;
/// Most trees.
const TREES_MAX: usize = 20;

impl Screening {
    /// Reads what was sent, and tells what can be published but should not be left so.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(sent: &wire::Screening) -> Result<(Self, Vec<FieldProblem>), Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let screening = reader.screening(sent);
        reader.end(screening)
    }
}

impl Reader {
    pub(crate) fn screening(&mut self, sent: &wire::Screening) -> Option<Screening> {
        self.version(sent.version);
        let effective = self.effective(&sent.effective_from, sent.effective_until.as_deref());
        self.at_most("trees", sent.trees.len(), TREES_MAX);
        self.at_most("rules", sent.rules.len(), RULES_MAX);
        let (mut seen, mut trees) = (BTreeSet::new(), vec![]);
        for (at, tree) in sent.trees.iter().take(TREES_MAX).enumerate() {
            self.once(format!("trees/{at}/id"), &tree.id, &mut seen);
            trees.push(self.tree_inside(&format!("trees/{at}"), tree));
        }
        let trees = trees.into_iter().collect::<Option<Vec<_>>>();
        let questions = self.shared_questions(&sent.trees);
        self.reasons("reasons", &sent.reasons);
        self.rules(sent, &questions);
        let (trees, effective) = (trees?, effective?);
        if self.flaws.is_empty() {
            self.unreached(&sent.rules, &trees);
        }
        Some(Screening { wire: sent.clone(), effective, trees })
    }

    /// A tree whose flaws stand at its place.
    fn tree_inside(&mut self, path: &str, sent: &protocol::tree::Tree) -> Option<Tree> {
        let tree = self.inside(path, |reader| reader.tree(sent));
        if let Some(tree) = &tree
            && !tree.asks_choices_only()
        {
            let message = "事前確認の質問は、1つを選ぶ質問だけにしてください。";
            self.flaw(format!("{path}/questions"), "choices-only", message);
        }
        tree
    }

    /// The choices of each question, which are the same in every tree.
    fn shared_questions<'a>(
        &mut self,
        trees: &'a [protocol::tree::Tree],
    ) -> BTreeMap<&'a QuestionId, BTreeSet<&'a ChoiceId>> {
        let mut questions = BTreeMap::new();
        for (at, tree) in trees.iter().take(TREES_MAX).enumerate() {
            for (place, question) in tree.questions.iter().enumerate() {
                let QuestionKind::Choice { choices } = &question.kind else { continue };
                let choices: BTreeSet<_> = choices.iter().map(|choice| &choice.id).collect();
                if questions.get(&question.id).is_some_and(|others| *others != choices) {
                    let message = "同じIDの質問がほかの流れにあり、選択肢が違います。IDか選択肢をそろえてください。";
                    self.flaw(format!("trees/{at}/questions/{place}"), "not-alike", message);
                }
                questions.insert(&question.id, choices);
            }
        }
        questions
    }

    fn rules(&mut self, sent: &wire::Screening, questions: &BTreeMap<&QuestionId, BTreeSet<&ChoiceId>>) {
        let mut seen = BTreeSet::new();
        for (at, rule) in sent.rules.iter().take(RULES_MAX).enumerate() {
            let path = format!("rules/{at}");
            self.once(format!("{path}/id"), &rule.id, &mut seen);
            self.text(format!("{path}/title"), &rule.title);
            if rule.reasons.is_empty() {
                self.flaw(format!("{path}/reasons"), "required", "理由を1つ以上選んでください。");
            }
            for (place, reason) in rule.reasons.iter().enumerate() {
                if !sent.reasons.iter().any(|known| known.id == *reason) {
                    let message = format!("理由「{reason}」がありません。選び直してください。");
                    self.flaw(format!("{path}/reasons/{place}"), "no-such-reason", message);
                }
            }
            self.condition(&format!("{path}/when"), &rule.when, questions);
        }
        for (at, reason) in sent.reasons.iter().enumerate() {
            if !sent.rules.iter().any(|rule| rule.reasons.contains(&reason.id)) {
                self.warn(format!("reasons/{at}"), "unused", "この理由を使う規則がありません。");
            }
        }
        if sent.rules.last().is_none_or(|last| last.when != Condition::default()) {
            let message = "最後の規則は、条件をつけずに残りのすべてを受けてください。";
            self.flaw("rules", "no-last-rule", message);
        }
    }

    fn condition(&mut self, path: &str, when: &Condition, questions: &BTreeMap<&QuestionId, BTreeSet<&ChoiceId>>) {
        let lists = [
            ("documents", when.documents.as_ref().map(Vec::len)),
            ("sensitivity", when.sensitivity.as_ref().map(Vec::len)),
            ("reach", when.reach.as_ref().map(Vec::len)),
            ("seclusion", when.seclusion.as_ref().map(Vec::len)),
        ];
        for (field, list) in lists {
            if list == Some(0) {
                self.flaw(format!("{path}/{field}"), "required", "1つ以上選ぶか、条件から外してください。");
            }
        }
        for (at, AnswerIs { question, is }) in when.answers.iter().enumerate() {
            let path = format!("{path}/answers/{at}");
            let Some(choices) = questions.get(question) else {
                let message = format!("質問「{question}」がありません。選び直してください。");
                self.flaw(format!("{path}/question"), "no-such-question", message);
                continue;
            };
            if is.is_empty() {
                self.flaw(format!("{path}/is"), "required", "選択肢を1つ以上選んでください。");
            }
            for (place, choice) in is.iter().enumerate() {
                if !choices.contains(choice) {
                    let message = format!("選択肢「{choice}」がありません。選び直してください。");
                    self.flaw(format!("{path}/is/{place}"), "no-such-choice", message);
                }
            }
        }
    }

    /// Tells every rule that decides no combination, by looking at all of them.
    fn unreached(&mut self, rules: &[wire::Rule], trees: &[Tree]) {
        if trees.iter().fold(0_u64, |sum, tree| sum.saturating_add(tree.count_walks())) > WALKS_MAX {
            let message = format!("質問の進み方は、すべての流れを合わせて{WALKS_MAX}通りまでにしてください。");
            return self.flaw("trees", "too-many", message);
        }
        let table = Table::new(rules);
        let mut decides = vec![false; rules.len()];
        for walk in trees.iter().flat_map(Tree::walks) {
            table.deciders(&walk).flatten().for_each(|place| decides[place] = true);
        }
        for (at, _) in decides.iter().enumerate().filter(|(_, decides)| !**decides) {
            let message = "この規則が決める組み合わせはありません。前の規則がすべて先に決めます。";
            self.flaw(format!("rules/{at}"), "unreachable", message);
        }
    }
}
