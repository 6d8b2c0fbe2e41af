use super::*;
use protocol::panel::Shown;

const SECRET: &str = "緊急 太郎";

pub(crate) fn definition() -> Definition {
    forms::builtin::all()[0].clone()
}

/// Answers to every question of the form that ships.
pub(crate) fn answers() -> Answers {
    [
        ("agree", "yes"),
        ("filled-by", "self"),
        ("name", "小倉　花子"),
        ("name-kana", "こくら はなこ"),
        ("birth-date", "昭和23年4月5日"),
        ("postcode", "８０３０８１４"),
        ("address", "北九州市小倉北区大手町１－１"),
        ("telephone", "０９３−５８２−３３１１"),
        ("household", "1"),
        ("household/0/name", "小倉 一郎"),
        ("household/0/name-kana", "コクラ イチロウ"),
        ("household/0/birth-date", "1945-01-02"),
        ("household/0/relation", "spouse"),
        ("reason", "carrying"),
        ("collection", "household"),
        ("emergency-name", SECRET),
        ("emergency-relation", "長男"),
        ("emergency-telephone", "090-1234-5678"),
    ]
    .map(|(path, value)| (path.to_owned(), value.to_owned()))
    .into()
}

fn today() -> Date {
    jiff::civil::date(2026, 11, 22)
}

fn open() -> Writer {
    Writer::open(definition(), Language::Ja).0
}

fn propose(writer: &mut Writer, id: &str, path: &str, value: &str) -> Vec<PanelMessage> {
    let id = id.parse().expect("an id");
    writer.receive(FromReader::Propose { proposal: Proposal { id, path: path.into(), value: value.into() } })
}

/// The numbers and changes of messages.
fn changes(messages: &[PanelMessage]) -> Vec<(u32, &Change)> {
    messages
        .iter()
        .map(|message| match message {
            PanelMessage::Writer(FromWriter::Change { seq, change }) => (*seq, change),
            other => panic!("{other:?} is no change"),
        })
        .collect()
}

#[test]
fn a_form_opens_with_a_snapshot_at_its_first_field() {
    let (writer, say) = Writer::open(definition(), Language::Easy);
    assert_eq!(say, [writer.snapshot()]);
    let PanelMessage::Writer(FromWriter::Snapshot { seq: 0, step, language: Language::Easy, answers, .. }) = &say[0]
    else {
        panic!("{say:?}")
    };
    assert_eq!(step, &Step::Field { path: "agree".into() });
    assert!(answers.is_empty());
}

#[test]
fn changes_are_numbered_without_a_gap_and_values_are_normalised() {
    let mut writer = open();
    let mut say = writer.answer("name", "小倉　花子").expect("a name");
    say.extend(writer.move_to(Step::Field { path: "name-kana".into() }));
    say.extend(writer.answer("name-kana", "こくら はなこ").expect("a reading"));
    assert_eq!(changes(&say).iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2, 3]);
    let value = Shown::Value { value: "コクラ ハナコ".into() };
    assert_eq!(changes(&say)[2].1, &Change::Answer { path: "name-kana".into(), value });
    assert_eq!(writer.answer("name-kana", "コクラ　ハナコ"), Ok(vec![]), "nothing changed");
    assert_eq!(writer.move_to(Step::Field { path: "name-kana".into() }), []);
}

#[test]
fn an_answer_that_the_form_refuses_changes_nothing() {
    let mut writer = open();
    let before = writer.snapshot();
    for (path, value) in [("birth-date", "昭和99年13月40日"), ("postcode", "12"), ("no-such-field", "x")] {
        assert!(writer.answer(path, value).is_err(), "{path}");
    }
    assert_eq!(writer.snapshot(), before);
}

#[test]
fn a_private_value_stands_in_no_message_but_in_the_submission() {
    let mut writer = open();
    let mut said = Vec::new();
    for (path, value) in answers() {
        said.extend(writer.answer(&path, &value).expect("a good answer"));
    }
    said.extend(propose(&mut writer, "p1", "emergency-name", "緊急 次郎"));
    said.push(writer.snapshot());
    let text = serde_json::to_string(&said).expect("messages");
    assert!(text.contains("小倉 花子"));
    for secret in [SECRET, "長男", "1234"] {
        assert!(!text.contains(secret), "{secret} was said");
    }
    let body = writer.submission(today()).expect("complete");
    let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(body["answers"]["emergency-name"], SECRET);
    assert_eq!((body["form"].as_str(), body["version"].as_u64()), (Some("fureai-shushu"), Some(1)));
    assert_eq!(body["answers"]["birth-date"], "1948-04-05");
}

#[test]
fn a_form_with_missing_answers_is_not_submitted() {
    let errors = open().submission(today()).expect_err("nothing is answered");
    assert!(errors.iter().any(|error| error.path == "name"));
}

#[test]
fn a_proposal_is_shown_and_the_resident_decides() {
    let mut writer = open();
    let say = propose(&mut writer, "p1", "postcode", "８０３−０８１４");
    let [(1, Change::Proposed { proposal })] = changes(&say).as_slice() else { panic!("{say:?}") };
    assert_eq!(proposal.value, "803-0814");
    assert_eq!(propose(&mut writer, "p1", "postcode", "8030814"), [], "a repetition");
    let say = writer.settle(&proposal.id, true);
    let settled = Change::Settled { id: proposal.id.clone(), accepted: true };
    let answer = Change::Answer { path: "postcode".into(), value: Shown::Value { value: "803-0814".into() } };
    assert_eq!(changes(&say), [(2, &settled), (3, &answer)]);
    assert_eq!(writer.settle(&proposal.id, false), [], "it is settled");
}

#[test]
fn a_declined_or_withdrawn_proposal_leaves_the_field_as_it_is() {
    let mut writer = open();
    for id in ["p1", "p2"] {
        propose(&mut writer, id, "name", "小倉 花子");
    }
    let [p1, p2] = ["p1", "p2"].map(|id| id.parse().expect("an id"));
    assert_eq!(changes(&writer.settle(&p1, false)).len(), 1);
    assert_eq!(changes(&writer.receive(FromReader::Withdraw { id: p2 })).len(), 1);
    assert!(!writer.is_answered("name") && writer.proposals().is_empty());
}

#[test]
fn an_own_answer_settles_what_was_proposed_for_it() {
    let mut writer = open();
    propose(&mut writer, "p1", "name", "小倉 花");
    let say = writer.answer("name", "小倉 花子").expect("a name");
    assert!(matches!(
        changes(&say).as_slice(),
        [(2, Change::Settled { accepted: false, .. }), (3, Change::Answer { .. })]
    ));
}

#[test]
fn private_fields_consents_repeats_and_nonsense_take_no_proposals() {
    let mut writer = open();
    let bad = [
        ("emergency-name", "誰か"),
        ("agree", "yes"),
        ("household", "2"),
        ("household/0/name", "誰か"),
        ("no-such-field", "x"),
        ("postcode", "12"),
        ("name", ""),
    ];
    for (i, (path, value)) in bad.into_iter().enumerate() {
        assert_eq!(propose(&mut writer, &format!("p{i}"), path, value), [], "{path}");
    }
    writer.move_to(Step::Receipt { number: "R-1".into() });
    assert_eq!(propose(&mut writer, "late", "name", "小倉 花子"), [], "it is submitted");
}

#[test]
fn a_desk_that_asks_gets_everything_redacted() {
    let mut writer = open();
    writer.answer("name", "小倉 花子").expect("a name");
    writer.answer("emergency-name", SECRET).expect("a name");
    let say = writer.receive(FromReader::Snapshot);
    let [PanelMessage::Writer(FromWriter::Snapshot { seq: 2, answers, .. })] = say.as_slice() else {
        panic!("{say:?}")
    };
    assert_eq!(answers["emergency-name"], Shown::Filled);
    assert_eq!(answers["name"], Shown::Value { value: "小倉 花子".into() });
}

#[test]
fn a_desk_that_holds_the_same_is_told_so_and_another_number_is_passed_over() {
    let mut writer = open();
    writer.answer("name", "小倉　花子").expect("a name");
    let known = [("name".to_owned(), "小倉 花子".to_owned())].into();
    let fingerprint = definition().fingerprint(&known);
    let mut compare =
        |seq, fingerprint: &str| writer.receive(FromReader::Compare { seq, fingerprint: fingerprint.into() });
    let told = |found| [PanelMessage::Writer(FromWriter::Compared { seq: 1, found })];
    assert_eq!(compare(1, &fingerprint), told(Comparison::Same));
    assert_eq!(compare(1, "tampered"), told(Comparison::Different));
    assert_eq!(compare(0, &fingerprint), []);
    assert_eq!(compare(2, &fingerprint), []);
}
