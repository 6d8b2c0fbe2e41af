//! The forms that ship, filled with the longest answers: `samples/<form>.json`.

use forms::{Answers, Declared, Definition};
use jiff::civil::date;
use paper::{Face, Sheet};
use protocol::application::{ApplicationRow, ApplicationStatus, PromisedPaper, ReviewedApplication};
use protocol::booking::Words;
use protocol::place::Identity;

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
    let papers = answers.get("members").map(|way| PromisedPaper {
        path: "members".to_owned(),
        way: way.clone(),
        received_at: None,
    });
    ReviewedApplication {
        row: ApplicationRow {
            id: "application-1".parse().expect("an id"),
            receipt: RECEIPT.to_owned(),
            ward: "kokurakita".parse().expect("an id"),
            section: "life".parse().expect("an id"),
            section_name: "くらし支援課（例）".to_owned(),
            form: form.id.clone(),
            version: form.version,
            title: Words { ja: form.title.ja.clone(), ..Words::default() },
            status: ApplicationStatus::Complete,
            submitted_at: 1_796_085_900_000,
            reviewer: None,
            correct_by: None,
            corrected: false,
            papers_missing: 0,
            erase_on: None,
            erased: false,
        },
        revision: 1,
        identity: Identity::SelfStated,
        computed: form.computed(&answers, date(2026, 12, 1)),
        proposed: vec!["name".to_owned()],
        helped: vec!["くらし支援課 3番".to_owned()],
        findings: Vec::new(),
        papers: papers.into_iter().collect(),
        correction: None,
        history: Vec::new(),
        answers,
    }
}

pub(crate) fn sheet<'a>(form: &'a Definition, application: &'a ReviewedApplication) -> Sheet<'a> {
    Sheet {
        form, application, city: "北九州市", ward: "小倉北区", site: "小倉中央市民センター（例）"
    }
}
