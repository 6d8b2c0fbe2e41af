//! The forms that ship, filled with the longest answers: `samples/<form>.json`, of the application `application.json`.

use forms::{Answers, Declared, Definition};
use jiff::civil::date;
use paper::{Face, Sheet};
use protocol::application::{PromisedPaper, ReviewedApplication};

pub(crate) const RECEIPT: &str = "R8-0000-0018";

pub(crate) fn face() -> Face {
    let path = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf";
    Face::new(std::fs::read(path).expect("tools/setup installs the font")).expect("a Japanese font")
}

pub(crate) fn form(id: &str) -> &'static Definition {
    let id = id.parse().expect("an id");
    forms::builtin::in_force(&id, date(2026, 12, 1)).expect("it ships")
}

/// What `samples/` has for a form, as the server keeps it.
pub(crate) fn filled(form: &Definition) -> ReviewedApplication {
    let path = format!("{}/samples/{}.json", env!("CARGO_MANIFEST_DIR"), form.id);
    let raw: Answers = serde_json::from_str(&std::fs::read_to_string(path).expect("a sample")).expect("answers");
    application(form, form.accept(&raw, &Declared::new(), date(2026, 12, 1)).expect("a sample that is accepted"))
}

pub(crate) fn application(form: &Definition, answers: Answers) -> ReviewedApplication {
    let any: ReviewedApplication =
        serde_json::from_str(include_str!("../../samples/application.json")).expect("an application");
    let mut row = any.row;
    (row.form, row.version, row.title.ja) = (form.id.clone(), form.version, form.title.ja.clone());
    let papers = answers.get("members").map(|way| PromisedPaper {
        path: "members".to_owned(),
        way: way.clone(),
        received_at: None,
    });
    ReviewedApplication {
        row,
        computed: form.computed(&answers, date(2026, 12, 1)),
        papers: papers.into_iter().collect(),
        answers,
        ..any
    }
}

pub(crate) fn sheet<'a>(form: &'a Definition, application: &'a ReviewedApplication) -> Sheet<'a> {
    Sheet {
        form, application, city: "北九州市", ward: "小倉北区", site: "小倉中央市民センター（例）"
    }
}
