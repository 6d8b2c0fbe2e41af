use crate::house::{TODAY, answers, choice, codes, to_outcome, to_question, words};
use crate::verdicts;
use jiff::civil::date;
use protocol::screening::{Condition, Screening as Wire, SiteAttributes, SubjectAttributes, Verdict, VerdictChange};
use serde_json::{Value, json};
use trees::{Screening, title};

/// Papers go to the counter; who wants quiet has it in private; the rest is remote.
fn small() -> Value {
    let done = to_outcome("done");
    json!({
        "version": 1, "effective_from": "2026-04-01",
        "trees": [{"id": "ask", "version": 1, "effective_from": "2026-04-01", "title": words("質問"),
            "start": to_question("quiet"), "questions": [{"id": "quiet", "ask": words("静かに話しますか"),
                "kind": {"type": "choice", "choices": [choice("yes", &done), choice("no", &done)]}}],
            "outcomes": [{"id": "done", "title": words("おわり")}]}],
        "reasons": [{"id": "papers", "words": words("書類")}, {"id": "asked", "words": words("希望")}, {"id": "rest", "words": words("その他")}],
        "rules": [
            {"id": "papers", "title": "書類は窓口", "when": {"documents": ["originals", "card"]}, "verdict": "in-person", "reasons": ["papers"]},
            {"id": "quiet", "title": "静かに", "when": {"answers": [{"question": "quiet", "is": ["yes"]}], "seclusion": ["open"]},
                "verdict": "remote-private", "reasons": ["asked"]},
            {"id": "rest", "title": "残り", "when": {}, "verdict": "remote", "reasons": ["rest"]}
        ]
    })
}

fn sent(screening: &Value) -> Wire {
    serde_json::from_value(screening.clone()).expect("a screening on the wire")
}

fn read(screening: &Value) -> Screening {
    Screening::read(&sent(screening)).expect("sound").0
}

fn with(pointer: &str, value: Value) -> Value {
    crate::house::with(small(), pointer, value)
}

fn subject(documents: &str) -> SubjectAttributes {
    let json = json!({"documents": documents, "money": false, "sensitivity": "low", "kiosk": false, "danger": false, "reach": "whole"});
    serde_json::from_value(json).expect("attributes")
}

fn open() -> SiteAttributes {
    let json = json!({"seclusion": "open", "handset": true, "earphone": false, "document_camera": false, "printer": false, "attendant": false});
    serde_json::from_value(json).expect("attributes")
}

#[test]
fn the_first_rule_that_holds_decides() {
    let screening = read(&small());
    let tree = "ask".parse().expect("an id");
    let verdict = |documents: &str, given: Value| {
        let decision = screening.decide(&subject(documents), &open(), &tree, &answers(given), TODAY);
        decision.map(|decision| (decision.verdict, decision.rule.to_string()))
    };
    assert_eq!(verdict("card", json!({"quiet": "yes"})), Some((Verdict::InPerson, "papers".to_owned())));
    assert_eq!(verdict("none", json!({"quiet": "yes"})), Some((Verdict::RemotePrivate, "quiet".to_owned())));
    assert_eq!(verdict("copy", json!({"quiet": "no"})), Some((Verdict::Remote, "rest".to_owned())));
    assert_eq!(verdict("none", json!({})), None, "still to be asked");
    assert_eq!(verdict("none", json!({"quiet": "perhaps"})), None, "asked again");
    let ghost = "ghost".parse().expect("an id");
    assert_eq!(screening.decide(&subject("none"), &open(), &ghost, &answers(json!({})), TODAY), None);
}

#[test]
fn a_screening_counts_from_its_first_to_its_last_day() {
    let mut screening = small();
    screening["effective_until"] = json!("2026-11-30");
    let screening = read(&screening);
    let days = [date(2026, 3, 31), date(2026, 4, 1), TODAY, date(2026, 12, 1)];
    assert_eq!(days.map(|day| screening.in_force(day)), [false, true, true, false]);
}

#[test]
fn each_flaw_is_told_with_its_place() {
    let rule = |id: &str, when: Value| json!({"id": id, "title": "規則", "when": when, "verdict": "remote", "reasons": ["rest"]});
    let last = rule("rest", json!({}));
    let number =
        json!({"type": "number", "min": 0, "max": 1, "unit": words("人"), "ranges": [{"then": to_outcome("done")}]});
    for (pointer, value, told) in [
        ("/version", json!(0), "version: bad-version"),
        (
            "/trees/0/questions/0/kind/choices/1/then",
            to_question("ghost"),
            "trees/0/questions/0/kind/choices/1/then: no-such-target",
        ),
        ("/trees/0/questions/0/kind", number, "trees/0/questions: choices-only"),
        ("/reasons/1/id", json!("papers"), "reasons/1/id: twice"),
        ("/rules/1/id", json!("papers"), "rules/1/id: twice"),
        ("/rules/0/title", json!(""), "rules/0/title: required"),
        ("/rules/0/reasons", json!([]), "rules/0/reasons: required"),
        ("/rules/0/reasons/0", json!("ghost"), "rules/0/reasons/0: no-such-reason"),
        ("/rules/0/when/documents", json!([]), "rules/0/when/documents: required"),
        ("/rules/1/when/answers/0/question", json!("ghost"), "rules/1/when/answers/0/question: no-such-question"),
        ("/rules/1/when/answers/0/is", json!([]), "rules/1/when/answers/0/is: required"),
        ("/rules/1/when/answers/0/is/0", json!("ghost"), "rules/1/when/answers/0/is/0: no-such-choice"),
        ("/rules", json!([]), "rules: no-last-rule"),
        ("/rules/2/when", json!({"money": true}), "rules: no-last-rule"),
        ("/rules/0/when", json!({}), "rules/1: unreachable"),
        (
            "/rules",
            json!([rule("a", json!({"handset": true})), rule("b", json!({"handset": false})), last]),
            "rules/2: unreachable",
        ),
    ] {
        let flaws = codes(&Screening::read(&sent(&with(pointer, value.clone()))).expect_err("refused"));
        assert!(flaws.iter().any(|flaw| flaw == told), "{pointer} {value}: {flaws:?}");
    }
}

#[test]
fn a_question_has_the_same_choices_in_every_tree() {
    let mut screening = small();
    let mut other = screening["trees"][0].clone();
    other["id"] = json!("other");
    other["questions"][0]["kind"]["choices"][1]["id"] = json!("never");
    screening["trees"].as_array_mut().expect("a list").push(other);
    let flaws = codes(&Screening::read(&sent(&screening)).expect_err("refused"));
    assert_eq!(flaws, ["trees/1/questions/0: not-alike"]);
}

#[test]
fn more_walks_than_can_be_looked_at_are_refused() {
    let mut screening = small();
    let question = |at: usize| {
        let then = if at == 7 { to_outcome("done") } else { to_question(&format!("q{}", at + 1)) };
        json!({"id": format!("q{at}"), "ask": words("質問"), "kind": {"type": "choice",
            "choices": [choice("yes", &then), choice("no", &then)]}})
    };
    let tree = &mut screening["trees"][0];
    (0..8).for_each(|at| tree["questions"].as_array_mut().expect("a list").push(question(at)));
    tree["questions"][0]["kind"]["choices"][0]["then"] = to_question("q0");
    assert_eq!(codes(&Screening::read(&sent(&screening)).expect_err("refused")), ["trees: too-many"]);
}

#[test]
fn a_reason_that_no_rule_gives_is_a_warning() {
    let mut screening = small();
    screening["reasons"].as_array_mut().expect("a list").push(json!({"id": "idle", "words": words("使わない")}));
    assert_eq!(codes(&Screening::read(&sent(&screening)).expect("sound").1), ["reasons/3: unused"]);
}

#[test]
fn the_same_version_changes_nothing() {
    let screening = verdicts::screening();
    assert_eq!(screening.changes(&screening), []);
}

#[test]
fn a_changed_rule_tells_which_combinations_change() {
    let newer = read(&with("/rules/0/when/documents", json!(["originals"])));
    let changes = read(&small()).changes(&newer);
    let told: Vec<&str> = changes.iter().map(|change| change.words.as_str()).collect();
    assert_eq!(
        told,
        [
            "書類がカード、場所が開いた場所（「静かに話しますか」yes）：区役所の窓口→画面と声をかくしたテレビ通話",
            "書類がカード、場所が仕切りのある場所・個室（「静かに話しますか」yes）：区役所の窓口→テレビ通話",
            "書類がカード（「静かに話しますか」no）：区役所の窓口→テレビ通話"
        ]
    );
}

#[test]
fn a_new_question_compares_what_both_versions_answer() {
    let mut newer = small();
    let questions = newer["trees"][0]["questions"].as_array_mut().expect("a list");
    questions[0]["kind"]["choices"][0]["then"] = to_question("sure");
    let done = to_outcome("done");
    questions.push(json!({"id": "sure", "ask": words("本当ですか"), "kind": {"type": "choice",
        "choices": [choice("yes", &done), choice("no", &done)]}}));
    newer["rules"][1]["when"]["answers"] = json!([{"question": "sure", "is": ["yes"]}]);
    let changes = read(&small()).changes(&read(&newer));
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!((change.before, change.after), (Some(Verdict::RemotePrivate), Some(Verdict::Remote)));
    assert_eq!(change.walks, [answers(json!({"quiet": "yes", "sure": "no"}))]);
}

#[test]
fn a_new_tree_is_told_as_new() {
    let mut newer = small();
    let mut other = newer["trees"][0].clone();
    other["id"] = json!("other");
    newer["trees"].as_array_mut().expect("a list").push(other);
    let changes = read(&small()).changes(&read(&newer));
    assert!(
        !changes.is_empty() && changes.iter().all(|change| change.before.is_none() && change.tree.as_str() == "other")
    );
}

#[test]
fn every_changed_combination_stands_in_exactly_one_group() {
    let mut newer = with("/rules/0/when/documents", json!(["originals", "copy"]));
    newer["rules"][1]["when"] = json!({"answers": [{"question": "quiet", "is": ["yes"]}], "handset": true});
    let (older, newer) = (read(&small()), read(&newer));
    let changes = older.changes(&newer);
    let (tree, mut changed) = ("ask".parse().expect("an id"), 0);
    for walk in ["yes", "no"].map(|quiet| answers(json!({"quiet": quiet}))) {
        for subject in verdicts::every_subject() {
            for site in verdicts::every_site() {
                let verdict = |of: &Screening| of.decide(&subject, &site, &tree, &walk, TODAY).map(|it| it.verdict);
                let (before, after) = (verdict(&older), verdict(&newer));
                let holds =
                    |change: &&VerdictChange| change.walks.contains(&walk) && meets(&change.when, &subject, &site);
                let told: Vec<_> = changes.iter().filter(holds).map(|change| (change.before, change.after)).collect();
                if before == after {
                    assert_eq!(told, []);
                } else {
                    assert_eq!(told, [(before, after)]);
                    changed += 1;
                }
            }
        }
    }
    assert_eq!(changes.iter().map(|change| change.combinations).sum::<u32>(), changed);
    assert!(changed > 0);
}

/// What a group says, read anew.
fn meets(when: &Condition, subject: &SubjectAttributes, site: &SiteAttributes) -> bool {
    when.documents.as_ref().is_none_or(|some| some.contains(&subject.documents))
        && when.sensitivity.as_ref().is_none_or(|some| some.contains(&subject.sensitivity))
        && when.reach.as_ref().is_none_or(|some| some.contains(&subject.reach))
        && when.seclusion.as_ref().is_none_or(|some| some.contains(&site.seclusion))
        && [
            (when.money, subject.money),
            (when.kiosk, subject.kiosk),
            (when.danger, subject.danger),
            (when.handset, site.handset),
            (when.earphone, site.earphone),
            (when.document_camera, site.document_camera),
            (when.printer, site.printer),
            (when.attendant, site.attendant),
        ]
        .iter()
        .all(|(wanted, is)| wanted.is_none_or(|wanted| wanted == *is))
}

#[test]
fn a_change_of_the_municipality_can_be_read_by_a_coordinator() {
    let older = verdicts::screening();
    let mut wire = older.wire().clone();
    wire.rules.retain(|rule| rule.id.as_str() != "pays");
    let newer = Screening::read(&wire).expect("sound").0;
    let changes = older.changes(&newer);
    assert!((1..30).contains(&changes.len()), "{} groups", changes.len());
    let asked = |change: &VerdictChange| change.words.contains("「今日、お金を払いますか」はい");
    assert!(changes.iter().all(|change| asked(change) && change.before == Some(Verdict::InPerson)));
}

#[test]
fn every_verdict_has_its_words() {
    for verdict in Verdict::ALL {
        let words = title(verdict);
        assert!(words.easy.is_some() && words.en.is_some_and(|en| en.is_ascii()));
    }
}

#[test]
fn every_walk_is_compared_at_two_sites_for_whoever_did_not_keep_the_answers() {
    let screening = read(&small());
    let quiet = SiteAttributes { seclusion: protocol::screening::Seclusion::Enclosed, ..open() };
    let along = |tree: &str| screening.along(&subject("none"), (&quiet, &open()), &tree.parse().expect("an id"));
    let (remote, private) = (Verdict::Remote, Verdict::RemotePrivate);
    assert_eq!(along("ask"), Some(vec![(remote, private), (remote, remote)]));
    assert_eq!(along("other"), None);
}
