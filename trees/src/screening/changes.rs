//! Which combinations change their verdict from one version to another, grouped so that they can be read.

use super::space::{COMBINATIONS, DOCUMENTS, FLAGS, REACHES, SECLUSIONS, SENSITIVITIES, SIZES, Table};
use super::{Screening, words};
use crate::tree::Tree;
use jiff::civil::Date;
use protocol::id::TreeId;
use protocol::screening::{Condition, Verdict, VerdictChange};
use protocol::tree::Answers;
use std::collections::BTreeSet;

/// Groups up to so many are merged into fewer; more are too many to read anyhow.
const MERGED_MAX: usize = 400;

/// A walk, with the answers that each version asks for on it; none where that version has no such walk.
struct Pair {
    walk: Answers,
    before: Option<Answers>,
    after: Option<Answers>,
}

/// Both verdicts of one combination.
type Verdicts = (Option<Verdict>, Option<Verdict>);

/// Combinations that change alike: the product of these walks and these values of each attribute.
#[derive(Clone, PartialEq)]
struct Group {
    walks: Vec<usize>,
    values: Vec<Vec<usize>>,
    verdicts: Verdicts,
}

impl Screening {
    /// Every combination whose verdict is not the same in a newer version, each in one group. A walk that only one
    /// version has is told where no walk of the other answers the same questions.
    pub fn changes(&self, newer: &Self) -> Vec<VerdictChange> {
        let ids: BTreeSet<&TreeId> = self.trees.iter().chain(&newer.trees).map(Tree::id).collect();
        let (before, after) = (Table::new(&self.wire.rules), Table::new(&newer.wire.rules));
        let mut changes = vec![];
        for id in ids {
            let pairs = pairs(self.tree(id), newer.tree(id));
            let cells: Vec<Vec<Verdicts>> = pairs.iter().map(|pair| cells(pair, &before, &after)).collect();
            for group in groups(&cells) {
                let walks: Vec<Answers> = group.walks.iter().map(|walk| pairs[*walk].walk.clone()).collect();
                let tree = newer.tree(id).or(self.tree(id));
                changes.push(group.told(id, tree, walks));
            }
        }
        changes
    }
}

/// Every walk of either version, each once.
fn pairs(older: Option<&Tree>, newer: Option<&Tree>) -> Vec<Pair> {
    let walks = |tree: Option<&Tree>| tree.map(Tree::walks).unwrap_or_default();
    // Screening trees ask choices only, so that no day counts.
    let asked = |tree: Option<&Tree>, walk: &Answers| tree.and_then(|tree| tree.asked(walk, Date::ZERO));
    let (were, are) = (walks(older), walks(newer));
    let mut pairs: Vec<Pair> = vec![];
    for walk in are.iter().chain(were.iter().filter(|walk| !are.contains(walk))) {
        pairs.push(Pair { walk: walk.clone(), before: asked(older, walk), after: asked(newer, walk) });
    }
    let met = |of: fn(&Pair) -> &Option<Answers>, by: fn(&Pair) -> &Option<Answers>| -> Vec<Answers> {
        pairs.iter().filter(|pair| by(pair).is_some()).filter_map(|pair| of(pair).clone()).collect()
    };
    let met_before = met(|pair| &pair.before, |pair| &pair.after);
    let met_after = met(|pair| &pair.after, |pair| &pair.before);
    pairs.retain(|pair| match (&pair.before, &pair.after) {
        (Some(_), Some(_)) => true,
        (Some(before), None) => !met_before.contains(before),
        (None, Some(after)) => !met_after.contains(after),
        (None, None) => false,
    });
    pairs
}

fn cells(pair: &Pair, before: &Table<'_>, after: &Table<'_>) -> Vec<Verdicts> {
    let verdicts = |asked: &Option<Answers>, table: &Table<'_>| match asked {
        Some(asked) => table.verdicts(asked).collect(),
        None => vec![None; COMBINATIONS],
    };
    verdicts(&pair.before, before).into_iter().zip(verdicts(&pair.after, after)).collect()
}

fn groups(cells: &[Vec<Verdicts>]) -> Vec<Group> {
    let mut groups = vec![];
    for walks in alike(cells.iter().map(Vec::as_slice)) {
        split(&cells[walks[0]], &SIZES, &walks, &mut vec![], &mut groups);
    }
    merge(&mut groups);
    groups
}

/// The places of equal slices, together.
fn alike<'a>(slices: impl Iterator<Item = &'a [Verdicts]>) -> Vec<Vec<usize>> {
    let mut found: Vec<(&[Verdicts], Vec<usize>)> = vec![];
    for (place, slice) in slices.enumerate() {
        match found.iter_mut().find(|(like, _)| *like == slice) {
            Some((_, places)) => places.push(place),
            None => found.push((slice, vec![place])),
        }
    }
    found.into_iter().map(|(_, places)| places).collect()
}

/// Splits by one attribute after the other; values under which everything else is alike stay together.
fn split(cells: &[Verdicts], sizes: &[usize], walks: &[usize], chosen: &mut Vec<Vec<usize>>, groups: &mut Vec<Group>) {
    if cells.iter().all(|(before, after)| before == after) {
        return;
    }
    let Some((size, rest)) = sizes.split_first() else {
        return groups.push(Group { walks: walks.to_vec(), values: chosen.clone(), verdicts: cells[0] });
    };
    let part = cells.len() / size;
    for values in alike(cells.chunks(part)) {
        let first = values[0] * part;
        chosen.push(values);
        split(&cells[first..first + part], rest, walks, chosen, groups);
        chosen.pop();
    }
}

/// Joins groups that differ in one attribute alone, until none are left.
fn merge(groups: &mut Vec<Group>) {
    if groups.len() > MERGED_MAX {
        return;
    }
    while let Some((first, second, joined)) = joinable(groups) {
        groups[first] = joined;
        groups.remove(second);
    }
}

fn joinable(groups: &[Group]) -> Option<(usize, usize, Group)> {
    (0..groups.len())
        .flat_map(|second| (0..second).map(move |first| (first, second)))
        .find_map(|(first, second)| groups[first].joined(&groups[second]).map(|joined| (first, second, joined)))
}

impl Group {
    /// Both as one, where everything but one thing is the same.
    fn joined(&self, other: &Self) -> Option<Self> {
        if self.verdicts != other.verdicts {
            return None;
        }
        let differing: Vec<usize> = (0..self.values.len()).filter(|at| self.values[*at] != other.values[*at]).collect();
        let union = |one: &[usize], two: &[usize]| -> Vec<usize> {
            one.iter().chain(two).copied().collect::<BTreeSet<_>>().into_iter().collect()
        };
        let mut joined = self.clone();
        match (self.walks == other.walks, differing.as_slice()) {
            (false, []) => joined.walks = union(&self.walks, &other.walks),
            (true, [at]) => joined.values[*at] = union(&self.values[*at], &other.values[*at]),
            _ => return None,
        }
        Some(joined)
    }

    fn told(&self, id: &TreeId, tree: Option<&Tree>, walks: Vec<Answers>) -> VerdictChange {
        let when = self.condition();
        let (before, after) = self.verdicts;
        let combinations = self.values.iter().map(Vec::len).product::<usize>() * walks.len();
        let answers: Vec<String> = walks.iter().map(|walk| said(tree, walk)).collect();
        let words = format!(
            "{}（{}）：{}→{}",
            words::condition(&when),
            answers.join(" または "),
            words::verdict(before),
            words::verdict(after)
        );
        let combinations = u32::try_from(combinations).unwrap_or(u32::MAX);
        VerdictChange { tree: id.clone(), walks, when, before, after, combinations, words }
    }

    /// What it has in common, leaving out attributes that may be anything.
    fn condition(&self) -> Condition {
        let flag = |at: usize| match self.values[at].as_slice() {
            [value] => Some(FLAGS[*value]),
            _ => None,
        };
        Condition {
            reach: self.some_of(0, &REACHES),
            danger: flag(1),
            kiosk: flag(2),
            documents: self.some_of(3, &DOCUMENTS),
            money: flag(4),
            sensitivity: self.some_of(5, &SENSITIVITIES),
            seclusion: self.some_of(6, &SECLUSIONS),
            handset: flag(7),
            earphone: flag(8),
            document_camera: flag(9),
            printer: flag(10),
            attendant: flag(11),
            answers: vec![],
        }
    }

    fn some_of<T: Copy>(&self, at: usize, all: &[T]) -> Option<Vec<T>> {
        let values = &self.values[at];
        (values.len() < all.len()).then(|| values.iter().map(|value| all[*value]).collect())
    }
}

/// The answers of a walk: 「紙の書類を出しますか」はい、….
fn said(tree: Option<&Tree>, walk: &Answers) -> String {
    let answered = tree.map(|tree| tree.walk(walk, Date::ZERO).answered).unwrap_or_default();
    let said: Vec<String> =
        answered.iter().map(|answered| format!("「{}」{}", answered.ask.ja, answered.words.ja)).collect();
    if said.is_empty() { "質問なし".to_owned() } else { said.join("、") }
}
