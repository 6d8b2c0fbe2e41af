//! The form that ships, filled in by 小倉 花子: what tests start from.

use crate::{Answers, Definition, builtin};
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2026, 11, 20);

pub(crate) fn form() -> &'static Definition {
    builtin::in_force(&"fureai-shushu".parse().expect("an id"), TODAY).expect("it ships")
}

pub(crate) fn hanako() -> Answers {
    answers(&[
        ("agree", "yes"),
        ("filled-by", "self"),
        ("name", "小倉 花子"),
        ("name-kana", "コクラ ハナコ"),
        ("birth-date", "1948-04-05"),
        ("postcode", "803-0814"),
        ("address", "小倉北区大手町1-1"),
        ("telephone", "093-582-3311"),
        ("household", "1"),
        ("household/0/name", "小倉 太郎"),
        ("household/0/name-kana", "コクラ タロウ"),
        ("household/0/birth-date", "1945-08-01"),
        ("household/0/relation", "spouse"),
        ("reason", "stairs"),
        ("collection", "household"),
        ("emergency-name", "戸畑 次郎"),
        ("emergency-relation", "長男"),
        ("emergency-telephone", "090-1234-5678"),
    ])
}

pub(crate) fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
}

/// 花子's answers with some changed; an empty value takes one away.
pub(crate) fn hanako_but(changes: &[(&str, &str)]) -> Answers {
    let mut changed = hanako();
    changed.extend(answers(changes));
    changed.retain(|_, value| !value.is_empty());
    changed
}
