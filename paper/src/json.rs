//! An application as JSON, for programs. Version 1:
//!
//! ```text
//! version      1, raised when a name changes its meaning or goes
//! form         id, version and title of the definition
//! receipt      受付番号
//! submitted_at 2026-12-01T09:45:00+09:00
//! status       as on the wire: submitted, review, correction, complete, handed-over
//! place        city, ward, site, section
//! identity     本人確認 as on the wire: none, self-stated, own-device
//! helped       seats that helped, never names
//! proposed     paths whose value was written by staff and accepted by the applicant
//! papers       path, way and received_at of each paper that was promised
//! correction   what was asked to be put right last, or null; `corrected` tells whether it was
//! answers      in the order of the form: path, label, value as it is kept, and in words
//! computed     the same, of what follows from the answers
//! ```

use crate::{Sheet, words};
use protocol::application::{ApplicationStatus, Correction, PromisedPaper};
use protocol::id::FormId;
use protocol::place::Identity;
use serde::Serialize;

/// The version of the names below.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Application<'a> {
    version: u32,
    form: Form<'a>,
    receipt: &'a str,
    submitted_at: String,
    status: ApplicationStatus,
    place: Place<'a>,
    identity: Identity,
    helped: &'a [String],
    proposed: &'a [String],
    papers: &'a [PromisedPaper],
    correction: Option<&'a Correction>,
    corrected: bool,
    answers: Vec<Answer<'a>>,
    computed: Vec<Answer<'a>>,
}

#[derive(Serialize)]
struct Form<'a> {
    id: &'a FormId,
    version: u32,
    title: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    city: &'a str,
    ward: &'a str,
    site: &'a str,
    section: &'a str,
}

#[derive(Serialize)]
struct Answer<'a> {
    path: &'a str,
    label: &'a str,
    value: &'a str,
    words: String,
}

/// The file, indented, with a line feed at its end.
pub fn json(sheet: &Sheet<'_>) -> String {
    let application = sheet.application;
    let answer = |(path, value)| -> Answer<'_> {
        let (path, value): (&String, &String) = (path, value);
        let field = sheet.form.field(path);
        Answer {
            path,
            label: field.map_or("", |field| field.label.ja.as_str()),
            value,
            words: field.map_or_else(|| value.clone(), |field| words::answer(field, value)),
        }
    };
    let asked = sheet.form.fields(&application.answers);
    let row = &application.row;
    let file = Application {
        version: VERSION,
        form: Form { id: &row.form, version: row.version, title: &sheet.form.title.ja },
        receipt: &row.receipt,
        submitted_at: words::iso(row.submitted_at),
        status: row.status,
        place: Place { city: sheet.city, ward: sheet.ward, site: sheet.site, section: &row.section_name },
        identity: application.identity,
        helped: &application.helped,
        proposed: &application.proposed,
        papers: &application.papers,
        correction: application.correction.as_ref(),
        corrected: row.corrected,
        answers: asked.iter().filter_map(|asked| application.answers.get_key_value(&asked.path)).map(answer).collect(),
        computed: application.computed.iter().map(answer).collect(),
    };
    let mut text = serde_json::to_string_pretty(&file).expect("text keys and plain values");
    text.push('\n');
    text
}
