use crate::Access;
use crate::example::{answers, form, hanako, hanako_but};
use proptest::prelude::*;
use protocol::panel::Shown;

#[test]
fn the_desk_reads_what_is_not_private() {
    assert_eq!(form().shown("name", &hanako()), Shown::Value { value: "小倉 花子".to_owned() });
    assert_eq!(form().shown("acting-name", &hanako()), Shown::Empty);
}

#[test]
fn a_private_answer_is_only_filled() {
    assert_eq!(form().shown("emergency-name", &hanako()), Shown::Filled);
    assert_eq!(form().shown("emergency-name", &hanako_but(&[("emergency-name", "")])), Shown::Empty);
}

#[test]
fn every_entry_of_a_private_repeat_is_private() {
    let mut form = form().clone();
    for field in form.steps.iter_mut().flat_map(|step| &mut step.fields) {
        field.private |= field.id == "household";
    }
    assert_eq!(form.shown("household", &hanako()), Shown::Filled);
    assert_eq!(form.shown("household/0/name", &hanako()), Shown::Filled);
    assert!(form.fields(&hanako()).iter().filter(|asked| asked.step == "household").all(|asked| asked.private));
}

#[test]
fn what_the_form_does_not_know_is_never_shown() {
    assert_eq!(form().shown("nobody", &answers(&[("nobody", "x")])), Shown::Filled);
}

#[test]
fn a_my_number_is_never_shown() {
    assert_eq!(form().shown("reason-other", &answers(&[("reason-other", "1234 5678 9018")])), Shown::Filled);
}

#[test]
fn a_snapshot_holds_what_is_asked_and_answered() {
    let shown = form().redacted(&hanako_but(&[("acting-name", "門司 三郎"), ("reason", "")]));
    assert!(!shown.contains_key("acting-name"), "not asked");
    assert!(!shown.contains_key("reason"), "not answered");
    assert_eq!(shown["emergency-telephone"], Shown::Filled);
}

#[test]
fn the_desk_proposes_only_what_is_open() {
    for (path, access) in [
        ("name", Some(Access::Open)),
        ("household/5/name", Some(Access::Open)),
        ("agree", Some(Access::Own)),
        ("household", Some(Access::Own)),
        ("emergency-name", Some(Access::Private)),
        ("household/6/name", None),
        ("nobody", None),
    ] {
        assert_eq!(form().access(path), access, "{path}");
    }
}

proptest! {
    #[test]
    fn no_redaction_shows_a_private_value(secret in "[0-9a-zぁ-んァ-ン一-龠]{6,30}", unknown in "[a-z/0-9]{1,20}") {
        let mut all = hanako();
        for asked in form().fields(&hanako()).into_iter().filter(|asked| asked.private) {
            all.insert(asked.path, secret.clone());
        }
        all.entry(unknown).or_insert_with(|| secret.clone());
        prop_assume!(!hanako().values().any(|value| value.contains(&secret)));
        // A path that happens to be an open field may show what stands there.
        all.retain(|path, value| *value != secret || form().fields(&hanako()).iter().all(|asked| asked.path != *path || asked.private));
        let desk = serde_json::to_string(&form().redacted(&all)).expect("serialises");
        prop_assert!(!desk.contains(&secret));
        for path in all.keys() {
            prop_assert!(!serde_json::to_string(&form().shown(path, &all)).expect("serialises").contains(&secret));
        }
    }
}
