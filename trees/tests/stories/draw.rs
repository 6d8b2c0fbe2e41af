//! Trees and answers as they fall, against what must hold of all.

use crate::house::{TODAY, choice, read, to_outcome, to_question, words};
use jiff::ToSpan;
use proptest::prelude::*;
use protocol::id::QuestionId;
use protocol::tree::{Answer, Answers, QuestionKind, Walk};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use trees::Tree;

/// Which question it is, of which kind, and where its ways lead: so many places further on.
type Drawn = (u8, Vec<usize>);

/// Up to nine questions; each leads further on, so that the tree is sound but for what nothing leads to.
fn trees() -> impl Strategy<Value = Tree> {
    let question = (0..6_u8, proptest::collection::vec(1..4_usize, 3));
    proptest::collection::vec(question, 1..9).prop_map(|drawn| read(&tree(&drawn, &[0; 9])))
}

/// Two versions: the second with other ways, kinds and choices here and there.
fn versions() -> impl Strategy<Value = (Tree, Tree)> {
    let question = (0..6_u8, proptest::collection::vec(1..4_usize, 3));
    let drawn = proptest::collection::vec((question.clone(), question, 0..4_u8), 1..9);
    drawn.prop_map(|both| {
        let older: Vec<Drawn> = both.iter().map(|(one, ..)| one.clone()).collect();
        let newer = both.iter().map(|(one, two, change)| if *change == 0 { two.clone() } else { one.clone() });
        let renamed: Vec<u8> = both.iter().map(|(.., change)| u8::from(*change == 1)).collect();
        (read(&tree(&older, &[0; 9])), read(&tree(&newer.collect::<Vec<_>>(), &renamed)))
    })
}

fn tree(drawn: &[Drawn], renamed: &[u8]) -> Value {
    let then = |at: usize, step: usize| match at + step {
        next if next < drawn.len() => to_question(&format!("q{next}")),
        _ => to_outcome("end"),
    };
    let kind = |at: usize, (kind, ways): &Drawn| {
        let way = |which: usize| then(at, ways[which]);
        let choices = json!([choice(["a", "x"][usize::from(renamed[at])], &way(0)), choice("b", &way(1))]);
        match kind {
            0 => json!({"type": "choice", "choices": choices}),
            1 => json!({"type": "several", "choices": choices, "none": choice("none", &way(2))}),
            2 => json!({"type": "date", "earliest": "2000-01-01",
                "ranges": [{"until": "2019-12-31", "then": way(0)}, {"from": "2020-01-01", "then": way(1)}]}),
            3 => json!({"type": "birth-date",
                "ranges": [{"until": 19, "then": way(0)}, {"from": 20, "until": 64, "then": way(1)}, {"from": 65, "then": way(2)}]}),
            4 => json!({"type": "number", "min": 0, "max": 9, "unit": words("人"),
                "ranges": [{"until": 4, "then": way(0)}, {"from": 5, "then": way(1)}]}),
            _ => json!({"type": "postcode", "areas": [{"begins": ["803"], "then": way(0)}], "otherwise": way(1)}),
        }
    };
    // What nothing leads to is left out.
    let mut reached = BTreeSet::from([0]);
    for (at, (_, ways)) in drawn.iter().enumerate() {
        if reached.contains(&at) {
            let kind = kind(at, &drawn[at]).to_string();
            reached.extend(ways.iter().map(|step| at + step).filter(|next| kind.contains(&format!("\"q{next}\""))));
        }
    }
    let question = |at: &usize| json!({"id": format!("q{at}"), "ask": words("質問"), "kind": kind(*at, &drawn[*at])});
    let questions: Vec<Value> = reached.iter().filter(|at| **at < drawn.len()).map(question).collect();
    json!({"id": "drawn", "version": 1, "effective_from": "2026-04-01", "title": words("流れ"),
        "start": to_question("q0"), "questions": questions, "outcomes": [{"id": "end", "title": words("おわり")}]})
}

/// An answer that fits, by a number.
fn fitting(kind: &QuestionKind, pick: usize) -> Answer {
    match kind {
        QuestionKind::Choice { choices } => Answer::One(choices[pick % choices.len()].id.to_string()),
        QuestionKind::Several { choices, none } => Answer::Several(match pick % 4 {
            0 => [none.id.clone()].into(),
            3 => choices.iter().map(|choice| choice.id.clone()).collect(),
            one => [choices[one - 1].id.clone()].into(),
        }),
        QuestionKind::Date { .. } | QuestionKind::BirthDate { .. } => {
            Answer::One((TODAY - (pick as i64 % 9_000).days()).to_string())
        }
        QuestionKind::Number { .. } => Answer::One((pick % 10).to_string()),
        QuestionKind::Postcode { .. } => Answer::One(format!("80{}-0814", pick % 10)),
    }
}

/// Answers whatever is asked, until the end; how many were given.
fn walk(tree: &Tree, mut answers: Answers, picks: &[usize]) -> (Answers, usize) {
    for (given, pick) in picks.iter().enumerate() {
        match tree.step(&answers, TODAY) {
            Walk::Ask { question, .. } => drop(answers.insert(question.id.clone(), fitting(&question.kind, *pick))),
            Walk::End { .. } => return (answers, given),
        }
    }
    panic!("a walk ends")
}

fn picks() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..100_000_usize, 12)
}

proptest! {
    #[test]
    fn every_walk_ends_within_what_it_said_was_left(tree in trees(), picks in picks()) {
        let Walk::Ask { left, .. } = tree.step(&Answers::new(), TODAY) else { unreachable!() };
        let (answers, given) = walk(&tree, Answers::new(), &picks);
        prop_assert!(given <= left as usize);
        prop_assert_eq!(tree.step(&answers, TODAY), tree.step(&answers, TODAY), "the same every time");
    }

    #[test]
    fn any_answer_whatever_is_taken_or_refused_with_words(tree in trees(), picks in picks(), text in any::<String>()) {
        let (mut answers, _) = walk(&tree, Answers::new(), &picks);
        let first: QuestionId = "q0".parse().expect("an id");
        answers.insert(first.clone(), Answer::One(text));
        if let Walk::Ask { question, refused: Some(reason), .. } = tree.step(&answers, TODAY) {
            prop_assert_eq!(question.id, first);
            prop_assert!(!reason.words.ja.is_empty());
        }
    }

    #[test]
    fn what_is_written_in_its_one_way_is_taken_as_it_is(tree in trees(), picks in picks()) {
        let (answers, _) = walk(&tree, Answers::new(), &picks);
        let step = tree.step(&answers, TODAY);
        let Walk::End { answered, .. } = &step else { unreachable!() };
        let again: Answers = answered.iter().map(|it| (it.question.clone(), it.answer.clone())).collect();
        prop_assert_eq!(tree.step(&again, TODAY), step);
    }

    #[test]
    fn carried_answers_skip_no_question((older, newer) in versions(), picks in picks()) {
        let (answers, _) = walk(&older, Answers::new(), &picks);
        let carried = newer.carry(&older, &answers, TODAY);
        prop_assert!(carried.asked_again.iter().all(|id| !carried.answers.contains_key(id)));
        let (ended, _) = walk(&newer, carried.answers.clone(), &picks);
        let Walk::End { answered, .. } = newer.step(&ended, TODAY) else { unreachable!() };
        for it in answered {
            // Each was answered under a version that asked for it: carried as it was, or given anew.
            let kept = carried.answers.get(&it.question);
            prop_assert!(kept.is_none_or(|kept| answers.contains_key(&it.question) && *kept == it.answer));
            prop_assert!(kept.is_none() || older.question(&it.question).is_some());
        }
    }

    #[test]
    fn a_version_carries_its_own_answers_whole(tree in trees(), picks in picks()) {
        let (answers, _) = walk(&tree, Answers::new(), &picks);
        prop_assert_eq!(tree.carry(&tree, &answers, TODAY).answers, answers);
    }
}
