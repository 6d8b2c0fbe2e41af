//! The guide of 障害福祉 that ships with the demonstration.

use crate::house::{TODAY, answers, codes};
use forms::ruby;
use protocol::guide::{Advice, Guide as Wire};
use protocol::tree::{Answer, Answers, QuestionKind, Walk};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use trees::Guide;

fn demo() -> Value {
    serde_json::from_str(include_str!("../../../demo/guide-disability.json")).expect("JSON")
}

fn sent(guide: &Value) -> Wire {
    serde_json::from_value(guide.clone()).expect("a guide on the wire")
}

fn guide() -> Guide {
    Guide::read(&sent(&demo())).expect("sound").0
}

/// Somebody without a certificate, at home, whom nothing troubles.
fn person(but: Value) -> Answers {
    let mut given = answers(json!({"body": "no", "intellectual": "no", "mental": "no", "condition": ["none"],
        "home": "home", "needs": ["none"], "tax": "yes", "car": "no", "age": "40", "pension": "yes"}));
    given.extend(answers(but));
    given
}

fn advice(but: Value) -> Advice {
    guide().advise(&person(but), TODAY).expect("the tree has ended")
}

fn texts(value: &Value, language: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| match value.as_str() {
            Some(words) if key == language => found.push(words.to_owned()),
            _ => texts(value, language, found),
        }),
        Value::Array(values) => values.iter().for_each(|value| texts(value, language, found)),
        _ => {}
    }
}

/// Every answer by chance.
fn anybody(guide: &Guide, rng: &mut StdRng) -> Answers {
    let mut given = Answers::new();
    while let Walk::Ask { question, .. } = guide.tree().step(&given, TODAY) {
        let mut pick = |end: usize| (rng.next_u64() % end as u64) as usize;
        let answer = match &question.kind {
            QuestionKind::Choice { choices } => Answer::One(choices[pick(choices.len())].id.to_string()),
            QuestionKind::Several { choices, none } => {
                let held: BTreeSet<_> = choices.iter().filter(|_| pick(3) == 0).map(|it| it.id.clone()).collect();
                Answer::Several(if held.is_empty() { [none.id.clone()].into() } else { held })
            }
            QuestionKind::Number { .. } => Answer::One(pick(100).to_string()),
            _ => unreachable!("the guide asks nothing else"),
        };
        given.insert(question.id, answer);
    }
    given
}

#[test]
fn what_ships_is_sound_and_translated() {
    let demo = demo();
    let (guide, warnings) = Guide::read(&sent(&demo)).expect("sound");
    assert_eq!(warnings, []);
    assert!(guide.wire().schemes.len() >= 25);
    for scheme in &guide.wire().schemes {
        let name = &scheme.name;
        let ends =
            name.ja.ends_with("（例）") && name.easy.as_ref().is_some_and(|easy| easy.ends_with("（{例|れい}）"));
        assert!(ends && name.en.as_ref().is_some_and(|en| en.ends_with("(example)")), "{}", scheme.id);
    }
}

#[test]
fn easy_texts_have_a_reading_over_every_kanji() {
    let screening = serde_json::from_str(include_str!("../../../demo/screening.json")).expect("JSON");
    let mut found = vec![];
    [demo(), screening].iter().for_each(|value| texts(value, "easy", &mut found));
    let kanji = |base: &str| base.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    for words in found {
        let pieces = ruby::parse(&words).expect("well written");
        assert!(pieces.iter().all(|piece| kanji(piece.base) == piece.reading.is_some()), "{words}");
    }
}

#[test]
fn nothing_is_left_out_whoever_asks() {
    let guide = guide();
    let mut rng = StdRng::seed_from_u64(6);
    let mut told = BTreeSet::new();
    for _ in 0..2_000 {
        let given = anybody(&guide, &mut rng);
        let advice = guide.advise(&given, TODAY).expect("the tree has ended");
        let all = advice.usable.iter().chain(&advice.perhaps).map(|it| &it.scheme);
        let all: Vec<_> = all.chain(advice.others.iter().map(|it| &it.scheme)).collect();
        assert_eq!(all.len(), guide.wire().schemes.len());
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "each once");
        assert!(advice.usable.iter().chain(&advice.perhaps).all(|it| !it.because.is_empty()));
        assert!(advice.others.iter().all(|it| !it.because.is_empty()), "each with what speaks against it");
        told.extend(advice.usable.iter().chain(&advice.perhaps).map(|it| it.scheme.to_string()));
    }
    assert_eq!(told.len(), guide.wire().schemes.len(), "each scheme is for somebody");
}

#[test]
fn each_person_is_told_their_schemes() {
    for (who, but, usable, perhaps) in [
        ("without anything", json!({}), "counselling", ""),
        (
            "78, walks badly with grade 2, has no tax, wants a handrail and to go out",
            json!({"body": "grade-2", "condition": ["limbs"], "needs": ["outing", "house"], "tax": "no", "age": "78"}),
            "rehabilitation-care mobility-support medical-aid rail bus taxi nhk income-tax parking housing mobile \
             postal-vote counselling",
            "special-allowance mutual-aid",
        ),
        (
            "deaf, 45, grade 2, in work, drives",
            json!({"body": "grade-2", "condition": ["hearing", "speech"], "needs": ["devices"], "car": "yes", "age": "45"}),
            "rehabilitation-care equipment daily-tools communication medical-aid toll rail bus taxi income-tax car-tax \
             mobile counselling",
            "special-allowance nhk mutual-aid",
        ),
        (
            "a child of 7 with an intellectual disability and no certificate",
            json!({"condition": ["development"], "needs": ["day", "rest"], "age": "7"}),
            "after-school day-respite counselling",
            "intellectual-certificate mental-certificate short-stay child-rearing-allowance",
        ),
        (
            "depressed, 30, without a certificate, wants to work",
            json!({"condition": ["mind"], "needs": ["work"], "age": "30", "pension": "no"}),
            "psychiatric-care counselling",
            "mental-certificate work-transition supported-work disability-pension",
        ),
        (
            "in hospital, 60, kidneys, grade 1",
            json!({"body": "grade-1", "condition": ["organ"], "home": "hospital", "age": "60"}),
            "rehabilitation-care medical-aid rail bus taxi income-tax parking mobile postal-vote counselling",
            "nhk mutual-aid",
        ),
    ] {
        let advice = advice(but);
        let ids = |told: &[protocol::guide::Advised]| told.iter().map(|it| it.scheme.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&advice.usable).join(" "), usable, "{who}");
        assert_eq!(ids(&advice.perhaps).join(" "), perhaps, "{who}");
    }
}

#[test]
fn a_scheme_says_which_answers_are_why() {
    let advice = advice(
        json!({"body": "grade-2", "condition": ["limbs", "hearing"], "needs": ["house", "outing"], "age": "78"}),
    );
    let housing = advice.usable.iter().find(|it| it.scheme.as_str() == "housing").expect("usable");
    let because: Vec<(&str, &str)> =
        housing.because.iter().map(|it| (it.ask.ja.as_str(), it.answer.as_ref().expect("asked").ja.as_str())).collect();
    assert_eq!(
        because,
        [("身体障害者手帳の等級は何級ですか", "2級"), ("どんなことで困っていますか", "家の段差や手すり")]
    );
}

#[test]
fn a_scheme_that_cannot_be_used_says_what_it_wants() {
    let advice = advice(json!({"body": "grade-4", "age": "15"}));
    let declined = |id: &str| advice.others.iter().find(|it| it.scheme.as_str() == id).expect("not usable");
    let taxi = &declined("taxi").because[0];
    assert_eq!(
        (taxi.answer.as_ref().map(|it| it.ja.as_str()), taxi.wants.ja.as_str()),
        (Some("4級"), "1級 または 2級")
    );
    let work = &declined("work-transition").because;
    let wants: Vec<&str> = work.iter().map(|it| it.wants.ja.as_str()).collect();
    assert_eq!(wants, ["働くこと", "18歳から64歳まで"]);
    let pension = &declined("disability-pension").because[0];
    assert_eq!((pension.question.as_str(), &pension.answer), ("pension", &None), "never asked below 20");
}

#[test]
fn a_scheme_that_needs_a_my_number_is_guidance_only_and_says_so() {
    let advice = advice(json!({"body": "grade-2", "condition": ["limbs"]}));
    for told in advice.usable.iter().chain(&advice.perhaps) {
        let scheme = guide().wire().schemes.iter().find(|it| it.id == told.scheme).cloned().expect("a scheme");
        assert_eq!(told.guidance.is_some(), scheme.my_number, "{}", told.scheme);
        assert!(!(scheme.my_number && scheme.online.is_some()), "{} has no way on-line here", told.scheme);
    }
    assert!(advice.usable.iter().any(|it| it.guidance.as_ref().is_some_and(|it| it.ja.contains("案内だけ"))));
}

#[test]
fn what_is_kept_names_versions_and_schemes_alone() {
    let log = serde_json::to_value(advice(json!({"mental": "grade-3", "age": "33"})).log).expect("JSON");
    assert_eq!(
        log,
        json!({"tree": "disability-welfare", "version": 1, "outcome": "list",
            "usable": ["rail", "bus", "income-tax", "mobile", "counselling"], "perhaps": ["psychiatric-care", "mutual-aid"]})
    );
}

#[test]
fn answers_cannot_be_printed() {
    let printed = format!("{:?}", advice(json!({"body": "grade-4", "age": "33"})));
    assert!(printed.contains("counselling") && !printed.contains("33歳"));
    assert!(!printed.contains("answer: Some"), "nor what speaks for or against a scheme");
}

#[test]
fn there_is_no_advice_before_the_last_answer() {
    let mut given = person(json!({}));
    given.remove(&"pension".parse().expect("an id"));
    assert_eq!(guide().advise(&given, TODAY), None);
}

#[test]
fn each_flaw_is_told_with_its_place() {
    let test = |question: &str, wants: Value| json!({"question": question, "wants": wants});
    let grade = test("body", json!({"is": ["grade-1"]}));
    for (pointer, value, told) in [
        ("/tree/version", json!(0), "tree/version: bad-version"),
        ("/schemes", json!([]), "schemes: required"),
        ("/schemes/1/id", json!("body-certificate"), "schemes/1/id: twice"),
        ("/schemes/0/name/ja", json!(""), "schemes/0/name/ja: required"),
        ("/schemes/0/when", json!([]), "schemes/0/when: required"),
        ("/schemes/0/when/0/all", json!([]), "schemes/0/when/0/all: required"),
        ("/schemes/0/when/0/all/0/question", json!("ghost"), "schemes/0/when/0/all/0/question: no-such-question"),
        ("/schemes/0/when/0/all/0/wants/is/0", json!("ghost"), "schemes/0/when/0/all/0/wants/is/0: no-such-choice"),
        ("/schemes/0/when/0/all/0/wants/is", json!([]), "schemes/0/when/0/all/0/wants/is: required"),
        ("/schemes/0/when/0/all", json!([grade, grade]), "schemes/0/when/0/all/1/question: twice"),
        ("/schemes/0/when/0/all/0", test("age", json!({"is": ["no"]})), "schemes/0/when/0/all/0/wants: wrong-kind"),
        (
            "/schemes/0/when/0/all/0",
            test("body", json!({"between": {"from": 1}})),
            "schemes/0/when/0/all/0/wants: wrong-kind",
        ),
        (
            "/schemes/0/when/0/all/0",
            test("age", json!({"between": {}})),
            "schemes/0/when/0/all/0/wants/between: required",
        ),
        (
            "/schemes/0/when/0/all/0",
            test("age", json!({"between": {"from": 20, "until": 19}})),
            "schemes/0/when/0/all/0/wants/between/until: end-before-start",
        ),
        // Who is in hospital is not asked what they need; nobody below 20 is asked about a pension.
        (
            "/schemes/0/when/0/all",
            json!([test("home", json!({"is": ["hospital"]})), test("needs", json!({"is": ["care"]}))]),
            "schemes/0/when/0: unreachable",
        ),
        (
            "/schemes/0/when/0/all",
            json!([test("age", json!({"between": {"until": 19}})), test("pension", json!({"is": ["no"]}))]),
            "schemes/0/when/0: unreachable",
        ),
    ] {
        let guide = crate::house::with(demo(), pointer, value.clone());
        let flaws = codes(&Guide::read(&sent(&guide)).expect_err("refused"));
        assert!(flaws.iter().any(|flaw| flaw == told), "{pointer} {value}: {flaws:?}");
    }
}
