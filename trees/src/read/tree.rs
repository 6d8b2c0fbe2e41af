//! A tree as it was sent → a tree that cannot be wrong.

use super::Reader;
use super::graph::{Edge, Graph};
use super::ranges::{Sent, Whole};
use crate::days;
use crate::tree::{Goal, Range, Routes, Tree};
use forms::day;
use jiff::civil::Date;
use protocol::id::ChoiceId;
use protocol::problem::FieldProblem;
use protocol::tree::{self as wire, AGE_MAX, Area, Choice, DateRange, NumberRange, QuestionKind, Target};
use std::collections::BTreeSet;

/// Most questions of a tree.
const QUESTIONS_MAX: usize = 100;
/// Most outcomes of a tree.
const OUTCOMES_MAX: usize = 50;
/// Most choices, ranges or areas of a question, and reasons of an outcome.
const CHOICES_MAX: usize = 30;
/// Most beginnings of postcodes of an area.
const BEGINS_MAX: usize = 200;

impl Tree {
    /// Reads what was sent, and tells what can be published but should not be left so: missing translations.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(sent: &wire::Tree) -> Result<(Self, Vec<FieldProblem>), Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let tree = reader.tree(sent);
        reader.end(tree)
    }
}

impl Reader {
    /// The tree, unless something is missing in it; flaws may also stand where it is there.
    pub(crate) fn tree(&mut self, sent: &wire::Tree) -> Option<Tree> {
        self.version(sent.version);
        let effective = self.effective(&sent.effective_from, sent.effective_until.as_deref());
        self.words("title", &sent.title);
        let flaws_before = self.flaws.len();
        self.at_most("questions", sent.questions.len(), QUESTIONS_MAX);
        self.at_most("outcomes", sent.outcomes.len(), OUTCOMES_MAX);
        if self.flaws.len() > flaws_before {
            return None;
        }
        let mut seen = BTreeSet::new();
        for (at, outcome) in sent.outcomes.iter().enumerate() {
            let path = format!("outcomes/{at}");
            self.once(format!("{path}/id"), &outcome.id, &mut seen);
            self.words(format!("{path}/title"), &outcome.title);
            self.reasons(&format!("{path}/reasons"), &outcome.reasons);
        }
        let (mut seen, mut routes, mut edges) = (BTreeSet::new(), vec![], vec![]);
        for (at, question) in sent.questions.iter().enumerate() {
            let path = format!("questions/{at}");
            self.once(format!("{path}/id"), &question.id, &mut seen);
            self.words(format!("{path}/ask"), &question.ask);
            if let Some(help) = &question.help {
                self.words(format!("{path}/help"), help);
            }
            let mut targets = Targets { reader: self, tree: sent, edges: vec![] };
            routes.push(targets.kind(&format!("{path}/kind"), &question.kind));
            edges.push(targets.edges);
        }
        let start = Targets { reader: self, tree: sent, edges: vec![] }.goal("start", &sent.start)?;
        Graph::new(sent, &edges).circles(start, self);
        // Where a target is missing, what it would lead to would be told as unreachable.
        let routes = routes.into_iter().collect::<Option<Vec<_>>>()?;
        let mut graph = Graph::new(sent, &edges);
        graph.unreached(start, self);
        Some(Tree { wire: sent.clone(), effective: effective?, start, routes, left: graph.left() })
    }

    pub(crate) fn reasons<'a>(&mut self, path: &str, reasons: &'a [wire::Reason]) {
        self.at_most(path, reasons.len(), CHOICES_MAX);
        let mut seen: BTreeSet<&'a _> = BTreeSet::new();
        for (at, reason) in reasons.iter().enumerate() {
            self.once(format!("{path}/{at}/id"), &reason.id, &mut seen);
            self.words(format!("{path}/{at}/words"), &reason.words);
        }
    }
}

/// Reads the targets of one question.
struct Targets<'a> {
    reader: &'a mut Reader,
    tree: &'a wire::Tree,
    edges: Vec<Edge>,
}

impl Targets<'_> {
    fn kind(&mut self, path: &str, kind: &QuestionKind) -> Option<Routes> {
        match kind {
            QuestionKind::Choice { choices } => self.choices(path, choices, None),
            QuestionKind::Several { choices, none } => self.choices(path, choices, Some(none)),
            QuestionKind::Date { earliest, latest, ranges } => self.dates(path, earliest, latest.as_deref(), ranges),
            QuestionKind::BirthDate { ranges } => {
                self.numbers(path, ranges, &Whole { least: 0, most: AGE_MAX.into(), show: |age| format!("{age}歳") })
            }
            QuestionKind::Number { min, max, unit, ranges } => {
                self.reader.words(format!("{path}/unit"), unit);
                if min > max {
                    self.reader.flaw(format!("{path}/max"), "end-before-start", "最大は最小より大きくしてください。");
                    return None;
                }
                let whole = Whole { least: (*min).into(), most: (*max).into(), show: |number| number.to_string() };
                self.numbers(path, ranges, &whole)
            }
            QuestionKind::Postcode { areas, otherwise } => self.areas(path, areas, otherwise),
        }
    }

    fn goal(&mut self, path: &str, target: &Target) -> Option<Goal> {
        let goal = match target {
            Target::Question(id) => self.tree.questions.iter().position(|at| at.id == *id).map(Goal::Question),
            Target::Outcome(id) => self.tree.outcomes.iter().position(|at| at.id == *id).map(Goal::Outcome),
        };
        match goal {
            Some(goal) => self.edges.push(Edge { path: path.to_owned(), goal }),
            None => {
                let (what, id) = match target {
                    Target::Question(id) => ("質問", id.as_str()),
                    Target::Outcome(id) => ("結果", id.as_str()),
                };
                let message = format!("行き先の{what}「{id}」がありません。選び直してください。");
                self.reader.flaw(path, "no-such-target", message);
            }
        }
        goal
    }

    fn choices(&mut self, path: &str, choices: &[Choice], none: Option<&Choice>) -> Option<Routes> {
        if choices.is_empty() {
            self.reader.flaw(format!("{path}/choices"), "required", "選択肢を1つ以上入れてください。");
        }
        self.reader.at_most(format!("{path}/choices"), choices.len(), CHOICES_MAX);
        let mut seen: BTreeSet<&ChoiceId> = BTreeSet::new();
        let paths = (0..choices.len()).map(|at| format!("{path}/choices/{at}")).chain([format!("{path}/none")]);
        let mut goals = vec![];
        for (choice, path) in choices.iter().chain(none).zip(paths) {
            self.reader.once(format!("{path}/id"), &choice.id, &mut seen);
            self.reader.words(format!("{path}/label"), &choice.label);
            goals.push(self.goal(&format!("{path}/then"), &choice.then));
        }
        goals.into_iter().collect::<Option<_>>().map(Routes::Choices)
    }

    fn dates(&mut self, path: &str, earliest: &str, latest: Option<&str>, ranges: &[DateRange]) -> Option<Routes> {
        let least = self.reader.date(format!("{path}/earliest"), earliest);
        let most = match latest {
            Some(latest) => self.reader.date(format!("{path}/latest"), latest),
            None => Some(Date::MAX),
        };
        let mut read = |path: String, text: &Option<String>| {
            Some(match text {
                Some(text) => Some(days::number(self.reader.date(path, text)?)),
                None => None,
            })
        };
        let mut sent: Vec<Option<Sent>> = vec![];
        for (at, range) in ranges.iter().enumerate() {
            let from = read(format!("{path}/ranges/{at}/from"), &range.from);
            let until = read(format!("{path}/ranges/{at}/until"), &range.until);
            sent.push(from.zip(until));
        }
        let targets: Vec<&Target> = ranges.iter().map(|range| &range.then).collect();
        let sent = sent.into_iter().collect::<Option<Vec<_>>>();
        let (least, most) = (days::number(least?), days::number(most?));
        if least > most {
            self.reader.flaw(format!("{path}/latest"), "end-before-start", "最後の日は最初の日より後にしてください。");
            return None;
        }
        let whole = Whole { least, most, show: |number| day::text(days::of(number)) };
        self.ranges(path, &sent?, &targets, &whole)
    }

    fn numbers(&mut self, path: &str, ranges: &[NumberRange], whole: &Whole) -> Option<Routes> {
        let sent: Vec<Sent> =
            ranges.iter().map(|range| (range.from.map(i64::from), range.until.map(i64::from))).collect();
        let targets: Vec<&Target> = ranges.iter().map(|range| &range.then).collect();
        self.ranges(path, &sent, &targets, whole)
    }

    fn ranges(&mut self, path: &str, sent: &[Sent], targets: &[&Target], whole: &Whole) -> Option<Routes> {
        let path = format!("{path}/ranges");
        self.reader.at_most(&path, sent.len(), CHOICES_MAX);
        let ends = self.reader.ranges(&path, sent, whole);
        let goals: Vec<_> =
            targets.iter().enumerate().map(|(at, target)| self.goal(&format!("{path}/{at}/then"), target)).collect();
        let ranges = ends.into_iter().zip(goals).map(|((from, until), goal)| Some(Range { from, until, goal: goal? }));
        let mut ranges = ranges.collect::<Option<Vec<_>>>()?;
        ranges.sort_by_key(|range| range.from);
        Some(Routes::Ranges(ranges))
    }

    fn areas(&mut self, path: &str, areas: &[Area], otherwise: &Target) -> Option<Routes> {
        self.reader.at_most(format!("{path}/areas"), areas.len(), CHOICES_MAX);
        let mut begins: Vec<(String, Option<Goal>)> = vec![];
        for (at, area) in areas.iter().take(CHOICES_MAX).enumerate() {
            let path = format!("{path}/areas/{at}");
            let goal = self.goal(&format!("{path}/then"), &area.then);
            if area.begins.is_empty() {
                self.reader.flaw(format!("{path}/begins"), "required", "郵便番号の始まりを1つ以上入れてください。");
            }
            self.reader.at_most(format!("{path}/begins"), area.begins.len(), BEGINS_MAX);
            for (place, begin) in area.begins.iter().take(BEGINS_MAX).enumerate() {
                self.begin(&format!("{path}/begins/{place}"), begin, &begins);
                begins.push((begin.clone(), goal));
            }
        }
        let otherwise = self.goal(&format!("{path}/otherwise"), otherwise);
        let sevenths = |begin: &str| 10_u32.saturating_pow(7_u32.saturating_sub(begin.len() as u32));
        if begins.iter().map(|(begin, _)| u64::from(sevenths(begin))).sum::<u64>() >= 10_000_000 {
            let message = "すべての郵便番号に行き先があります。「その他」へは進めません。";
            self.reader.flaw(format!("{path}/otherwise"), "unreachable", message);
        }
        let begins = begins.into_iter().map(|(begin, goal)| Some((begin, goal?))).collect::<Option<_>>()?;
        Some(Routes::Areas { begins, otherwise: otherwise? })
    }

    fn begin(&mut self, path: &str, begin: &str, before: &[(String, Option<Goal>)]) {
        if !(1..=7).contains(&begin.len()) || !begin.bytes().all(|b| b.is_ascii_digit()) {
            let message = "郵便番号の始まりは1けたから7けたの数字です。例：803";
            self.reader.flaw(path, "bad-postcode", message);
        } else if let Some((other, _)) = before.iter().find(|(other, _)| alike(other, begin)) {
            let message = format!("「{other}」と「{begin}」が重なります。どちらかを消してください。");
            self.reader.flaw(path, "overlap", message);
        }
    }
}

/// Whether some postcode begins with both.
fn alike(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}
