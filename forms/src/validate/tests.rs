use crate::example::{TODAY, answers, form, hanako, hanako_but};
use crate::{Declared, Fault, Kind};
use proptest::prelude::*;
use protocol::problem::FieldProblem;

fn faults(changes: &[(&str, &str)]) -> Vec<(String, Fault)> {
    form()
        .validate(&hanako_but(changes), &Declared::new(), TODAY)
        .into_iter()
        .map(|error| (error.path, error.fault))
        .collect()
}

fn one(path: &str, fault: Fault) -> Vec<(String, Fault)> {
    vec![(path.to_owned(), fault)]
}

#[test]
fn a_whole_form_is_accepted_as_it_is() {
    assert_eq!(form().accept(&hanako(), &Declared::new(), TODAY), Ok(hanako()));
}

#[test]
fn a_form_as_typed_is_accepted_in_its_written_form() {
    let typed = hanako_but(&[
        ("name-kana", "こくら　はなこ"),
        ("birth-date", "S23.4.5"),
        ("postcode", "８０３０８１４"),
        ("household", "１"),
    ]);
    assert_eq!(form().accept(&typed, &Declared::new(), TODAY), Ok(hanako()));
}

#[test]
fn nobody_at_home_is_an_answer() {
    let alone = hanako_but(&[
        ("household", "0"),
        ("household/0/name", ""),
        ("household/0/name-kana", ""),
        ("household/0/birth-date", ""),
        ("household/0/relation", ""),
    ]);
    assert_eq!(form().validate(&alone, &Declared::new(), TODAY), []);
    assert_eq!(faults(&[("household", "")])[0], ("household".to_owned(), Fault::Required));
}

#[test]
fn an_empty_form_lists_every_required_field_in_order() {
    let errors = form().validate(&answers(&[]), &Declared::new(), TODAY);
    assert_eq!(errors.len(), 14);
    assert!(errors.iter().all(|error| error.fault == Fault::Required));
    assert_eq!(errors[0].path, "agree");
    assert_eq!(errors[13].path, "emergency-telephone");
}

#[test]
fn a_missing_answer_is_named() {
    assert_eq!(faults(&[("emergency-name", "")]), one("emergency-name", Fault::Required));
    assert_eq!(faults(&[("address", "　")]), one("address", Fault::Required));
}

#[test]
fn a_gap_in_an_entry_is_named() {
    assert_eq!(faults(&[("household/0/relation", "")]), one("household/0/relation", Fault::Required));
    assert_eq!(faults(&[("household", "2")]).len(), 4, "the second person's four answers");
}

#[test]
fn entries_beyond_the_count_or_the_limit_are_named() {
    assert_eq!(faults(&[("household/1/name", "門司 三郎")]), one("household/1/name", Fault::NotAsked));
    assert_eq!(faults(&[("household/6/name", "門司 三郎")]), one("household/6/name", Fault::UnknownField));
    assert_eq!(faults(&[("household", "7")])[0], ("household".to_owned(), Fault::TooManyEntries { max: 6 }));
}

#[test]
fn fewer_entries_than_the_form_wants_are_named() {
    let mut form = form().clone();
    for field in form.steps.iter_mut().flat_map(|step| &mut step.fields) {
        if let Kind::Repeat { min, .. } = &mut field.kind {
            *min = 2;
        }
    }
    let errors = form.validate(&hanako(), &Declared::new(), TODAY);
    assert_eq!((errors[0].path.as_str(), &errors[0].fault), ("household", &Fault::TooFewEntries { min: 2 }));
}

#[test]
fn a_day_outside_its_limits_is_named() {
    assert_eq!(faults(&[("birth-date", "1899-12-31")]), one("birth-date", Fault::TooEarly));
    assert_eq!(faults(&[("birth-date", "2026-11-21")]), one("birth-date", Fault::TooLate));
    assert_eq!(faults(&[("birth-date", "2026-11-20")]), [], "born today");
    assert_eq!(faults(&[("birth-date", "2025-02-29")]), one("birth-date", Fault::BadDate));
}

#[test]
fn whoever_acts_for_another_says_who_they_are() {
    assert_eq!(
        faults(&[("filled-by", "care-manager")]),
        [("acting-name".to_owned(), Fault::Required), ("acting-relation".to_owned(), Fault::Required)]
    );
    assert_eq!(faults(&[("acting-name", "門司 三郎")]), one("acting-name", Fault::NotAsked));
}

#[test]
fn an_unknown_field_is_named() {
    assert_eq!(faults(&[("my-number", "x")]), one("my-number", Fault::UnknownField));
}

#[test]
fn an_error_becomes_a_line_of_a_problem_document() {
    let error = form().validate(&hanako_but(&[("name", &"長".repeat(41))]), &Declared::new(), TODAY).remove(0);
    let problem = FieldProblem::from(error);
    assert_eq!((problem.path.as_str(), problem.code.as_str()), ("name", "too-long"));
    assert_eq!(problem.message, "40文字以内で入力してください。");
}

proptest! {
    #[test]
    fn no_answers_break_validation_and_what_is_accepted_stays_accepted(
        changes in proptest::collection::btree_map(
            prop_oneof!["(name|household|birth-date|filled-by|reason)", "household/[0-9]{1,3}/(name|relation)", ".{0,12}"],
            prop_oneof!["[0-9]{0,3}", "\\PC{0,12}", "(self|family|other|spouse)"],
            0..8,
        )
    ) {
        let mut all = hanako();
        all.extend(changes);
        match form().accept(&all, &Declared::new(), TODAY) {
            Ok(accepted) => prop_assert_eq!(form().accept(&accepted, &Declared::new(), TODAY), Ok(accepted)),
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}
