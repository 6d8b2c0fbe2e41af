use crate::example::{answers, form, hanako, hanako_but};

fn paths(answers: &crate::Answers) -> Vec<String> {
    form().fields(answers).into_iter().map(|asked| asked.path).collect()
}

#[test]
fn an_empty_form_asks_what_does_not_depend_on_anything() {
    let paths = paths(&answers(&[]));
    assert_eq!(paths[..3], ["agree", "filled-by", "name"]);
    assert_eq!(paths.last().map(String::as_str), Some("emergency-telephone"));
}

#[test]
fn a_choice_opens_the_questions_that_depend_on_it() {
    assert!(!paths(&hanako()).contains(&"acting-name".to_owned()));
    let by_family = paths(&hanako_but(&[("filled-by", "family")]));
    assert_eq!(by_family[1..4], ["filled-by", "acting-name", "acting-relation"]);
}

#[test]
fn a_repeat_is_asked_once_for_each_entry() {
    let asked = form().fields(&hanako_but(&[("household", "2")]));
    let inside: Vec<_> = asked.iter().filter(|asked| asked.step == "household").collect();
    assert_eq!(inside.len(), 1 + 2 * 4);
    assert_eq!((inside[0].path.as_str(), inside[0].entry), ("household", None));
    assert_eq!((inside[5].path.as_str(), inside[5].entry), ("household/1/name", Some(1)));
}

#[test]
fn a_hostile_count_asks_no_more_than_the_form_takes() {
    for hostile in ["999", "4294967295", "-1", "1e9", "x"] {
        assert!(paths(&hanako_but(&[("household", hostile)])).len() < 50, "{hostile}");
    }
}

#[test]
fn fields_are_found_only_at_paths_that_the_form_has() {
    assert_eq!(form().field("household/5/name").map(|field| field.id.as_str()), Some("name"));
    for path in [
        "",
        "/",
        "nobody",
        "name/0/name",
        "household/6/name",
        "household/00/name",
        "household/+1/name",
        "household/0",
        "household/0/name/x",
    ] {
        assert!(form().field(path).is_none(), "{path:?}");
    }
}

#[test]
fn a_removed_entry_lets_later_ones_move_up() {
    let mut answers = hanako_but(&[
        ("household", "3"),
        ("household/1/name", "次"),
        ("household/2/name", "末"),
        ("household/2/relation", "child"),
    ]);
    form().remove_entry(&mut answers, "household/0");
    assert_eq!(answers["household"], "2");
    assert_eq!((answers["household/0/name"].as_str(), answers["household/1/name"].as_str()), ("次", "末"));
    assert_eq!(answers["household/1/relation"], "child");
    assert!(!answers.contains_key("household/0/relation"), "the removed person's relation went with them");
    assert!(!answers.keys().any(|path| path.starts_with("household/2")));
}

#[test]
fn removing_what_is_not_there_changes_nothing() {
    for path in ["household/1", "household/x", "household", "name/0", "nobody/0", "household/0/name"] {
        let mut answers = hanako();
        form().remove_entry(&mut answers, path);
        assert_eq!(answers, hanako(), "{path}");
    }
}

#[test]
fn answers_that_are_not_asked_any_more_are_not_kept() {
    let answers = hanako_but(&[("acting-name", "門司 三郎"), ("household", "0")]);
    let kept = form().kept(&answers);
    assert!(!kept.contains_key("acting-name"));
    assert!(!kept.contains_key("household/0/name"));
    assert_eq!(kept["household"], "0");
}
