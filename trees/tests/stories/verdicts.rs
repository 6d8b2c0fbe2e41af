//! The demonstration municipality's screening: what it says today, and that it is total.

use crate::house::{TODAY, answers};
use protocol::id::TreeId;
use protocol::place::Handling;
use protocol::screening::{Decision, Reach, SiteAttributes, SubjectAttributes, Verdict};
use protocol::tree::Answers;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use trees::Screening;

pub(crate) fn screening() -> Screening {
    let sent = serde_json::from_str(include_str!("../../../demo/screening.json")).expect("a screening on the wire");
    let (screening, warnings) = Screening::read(&sent).expect("sound");
    assert_eq!(warnings, [], "nothing is left untranslated or unused");
    screening
}

struct Subject {
    id: String,
    handling: Handling,
    attributes: SubjectAttributes,
    tree: TreeId,
}

fn places() -> Value {
    serde_json::from_str(include_str!("../../../demo/kitakyushu.json")).expect("JSON")
}

fn some_of(thing: &Value, keys: &[&str]) -> Value {
    keys.iter().map(|key| ((*key).to_owned(), thing[key].clone())).collect::<Map<_, _>>().into()
}

fn subjects() -> Vec<Subject> {
    let keys = ["documents", "money", "sensitivity", "kiosk", "danger", "reach"];
    let read = |subject: &Value| Subject {
        id: subject["id"].as_str().expect("an id").to_owned(),
        handling: serde_json::from_value(subject["handling"].clone()).expect("a handling"),
        attributes: serde_json::from_value(some_of(subject, &keys)).expect("attributes"),
        tree: serde_json::from_value(subject["screening"].clone()).expect("a tree"),
    };
    places()["subjects"].as_array().expect("a list").iter().map(read).collect()
}

fn site(id: &str) -> SiteAttributes {
    let places = places();
    let found = places["sites"].as_array().expect("a list").iter().find(|site| site["id"] == id);
    let site = found.expect("a site");
    let mut attributes = some_of(site, &["handset", "earphone", "document_camera", "printer", "attendant"]);
    attributes["seclusion"] = site["privacy"].clone();
    serde_json::from_value(attributes).expect("attributes")
}

/// What who only wants to ask, has a card and can talk would answer.
fn plain() -> Answers {
    answers(
        json!({"papers": "no", "pay": "no", "income": "no", "phone": "no", "card": "yes", "only-guide": "no", "talk": "yes"}),
    )
}

/// The plain answers with some others.
fn but(others: Value) -> Answers {
    let mut given = plain();
    given.extend(answers(others));
    given
}

fn decided(subject: &str, place: &str, given: &Answers) -> Decision {
    let subject = subjects().into_iter().find(|it| it.id == subject).expect("a subject");
    let decision = screening().decide(&subject.attributes, &site(place), &subject.tree, given, TODAY);
    decision.expect("every question has its answer")
}

#[test]
pub(crate) fn every_subject_is_handled_as_it_is_today() {
    let (screening, subjects) = (screening(), subjects());
    assert_eq!(subjects.len(), 23);
    for place in ["kokura-chuo", "itozu", "mall-example", "tobata-example"] {
        for Subject { id, handling, attributes, tree } in &subjects {
            let decision = screening.decide(attributes, &site(place), tree, &plain(), TODAY).expect("decided");
            assert_eq!(decision.verdict.handling(attributes.reach), *handling, "{id} at {place}: {}", decision.rule);
        }
    }
}

#[test]
fn in_a_closed_room_private_matters_are_talked_about_at_once() {
    for subject in ["pension-exemption", "disability"] {
        assert_eq!(decided(subject, "dairi", &plain()).verdict, Verdict::Remote);
        assert_eq!(decided(subject, "kokura-chuo", &plain()).verdict, Verdict::EnclosedBooth);
    }
}

#[test]
fn answers_make_finer_what_attributes_say() {
    for (subject, place, others, verdict, reason) in [
        ("garbage-support", "mall-example", json!({}), Verdict::Remote, "all-here"),
        ("garbage-support", "mall-example", json!({"talk": "quiet"}), Verdict::RemotePrivate, "by-handset"),
        ("garbage-support", "mall-example", json!({"talk": "no"}), Verdict::EnclosedBooth, "as-you-wish"),
        ("garbage-support", "dairi", json!({"talk": "no"}), Verdict::Remote, "all-here"),
        ("childcare", "kokura-chuo", json!({}), Verdict::RemotePrivate, "by-handset"),
        ("childcare", "kokura-chuo", json!({"income": "yes"}), Verdict::EnclosedBooth, "income-in-private"),
        ("childcare", "dairi", json!({"income": "yes"}), Verdict::Remote, "all-here"),
        ("child-medical", "mall-example", json!({"papers": "yes"}), Verdict::InPerson, "no-document-camera"),
        ("child-medical", "dairi", json!({"papers": "yes"}), Verdict::Remote, "guidance-only"),
        ("resident-tax", "dairi", json!({"papers": "yes"}), Verdict::InPerson, "papers-at-counter"),
        ("bulky-waste", "kokura-chuo", json!({"pay": "yes"}), Verdict::InPerson, "money-at-counter"),
        ("absentee-ballot", "mall-example", json!({"phone": "yes"}), Verdict::OnlineWithHelp, "your-own-phone"),
        ("certificates", "mall-example", json!({}), Verdict::Kiosk, "kiosk-prints"),
        ("certificates", "mall-example", json!({"card": "no"}), Verdict::InPerson, "no-card"),
        ("disability", "mall-example", json!({"only-guide": "yes"}), Verdict::RemotePrivate, "guide-alone"),
        ("public-assistance", "dairi", json!({}), Verdict::InPerson, "right-to-apply"),
        ("bereavement", "dairi", json!({}), Verdict::InPerson, "by-appointment"),
        ("moving", "dairi", json!({}), Verdict::InPerson, "done-at-office"),
        ("violence", "dairi", json!({}), Verdict::QuietCard, "nothing-is-kept"),
    ] {
        let decision = decided(subject, place, &but(others.clone()));
        let told = (decision.verdict, decision.reasons[0].id.as_str());
        assert_eq!(told, (verdict, reason), "{subject} at {place} {others}");
    }
}

#[test]
fn who_may_be_in_danger_is_asked_nothing() {
    let violence = subjects().into_iter().find(|it| it.id == "violence").expect("a subject");
    let decision = screening().decide(&violence.attributes, &site("dairi"), &violence.tree, &Answers::new(), TODAY);
    assert_eq!(decision.expect("at once").verdict, Verdict::QuietCard);
}

#[test]
fn every_combination_has_exactly_one_verdict_with_reasons() {
    let screening = screening();
    let (subjects, sites) = (every_subject(), every_site());
    assert_eq!((subjects.len(), sites.len()), (512, 96));
    let mut seen = BTreeSet::new();
    for tree in &screening.wire().trees {
        for walk in walks(tree) {
            for subject in &subjects {
                for site in &sites {
                    let decision = screening.decide(subject, site, &tree.id, &walk, TODAY).expect("a verdict");
                    assert!(!decision.reasons.is_empty());
                    seen.insert(decision.rule.to_string());
                }
            }
        }
    }
    assert_eq!(seen.len(), screening.wire().rules.len(), "each rule decides something");
}

pub(crate) fn every_subject() -> Vec<SubjectAttributes> {
    let all = |json: Value| -> Vec<Value> { json.as_array().cloned().unwrap_or_default() };
    let mut found = vec![];
    for documents in all(json!(["none", "copy", "originals", "card"])) {
        for sensitivity in all(json!(["low", "medium", "high", "very-high"])) {
            for reach in [Reach::Whole, Reach::Guidance, Reach::InPerson, Reach::Appointment] {
                for flags in 0..8 {
                    let [money, kiosk, danger] = [1, 2, 4].map(|bit| flags & bit != 0);
                    let json = json!({"documents": documents, "money": money, "sensitivity": sensitivity,
                        "kiosk": kiosk, "danger": danger, "reach": reach});
                    found.push(serde_json::from_value(json).expect("attributes"));
                }
            }
        }
    }
    found
}

pub(crate) fn every_site() -> Vec<SiteAttributes> {
    let mut found = vec![];
    for seclusion in ["open", "partitioned", "enclosed"] {
        for flags in 0..32 {
            let [handset, earphone, document_camera, printer, attendant] = [1, 2, 4, 8, 16].map(|bit| flags & bit != 0);
            let json = json!({"seclusion": seclusion, "handset": handset, "earphone": earphone,
                "document_camera": document_camera, "printer": printer, "attendant": attendant});
            found.push(serde_json::from_value(json).expect("attributes"));
        }
    }
    found
}

/// Every combination of choices, whether a walk asks for all of them or not.
fn walks(tree: &protocol::tree::Tree) -> Vec<Answers> {
    tree.questions.iter().fold(vec![Answers::new()], |walks, question| {
        let protocol::tree::QuestionKind::Choice { choices } = &question.kind else { unreachable!("choices only") };
        let with = |walk: &Answers, id: &str| {
            let mut walk = walk.clone();
            walk.insert(question.id.clone(), crate::house::one(id));
            walk
        };
        choices.iter().flat_map(|choice| walks.iter().map(move |walk| with(walk, choice.id.as_str()))).collect()
    })
}
