//! Applications of one definition as CSV: RFC 4180 with CRLF, UTF-8 with the byte order mark that spreadsheets need. The
//! first line has stable names (field ids), the second what they are called; then a line for each application. A repeat
//! has the columns of as many entries as the form allows. Values are as they are kept: ids of options, `1948-04-05`.

use crate::{Sheet, words};
use forms::definition::{Definition, Field, Kind};

/// The columns before the answers: name and label.
const FACTS: [(&str, &str); 10] = [
    ("_receipt", "受付番号"),
    ("_form", "様式"),
    ("_version", "様式の版"),
    ("_submitted_at", "提出日時"),
    ("_ward", "区"),
    ("_site", "施設"),
    ("_section", "担当課"),
    ("_identity", "本人確認"),
    ("_status", "状態"),
    ("_helped", "手伝った席"),
];

/// The table of these applications, all of this definition.
pub fn table(form: &Definition, sheets: &[Sheet<'_>]) -> Vec<u8> {
    let columns = columns(form);
    let names = FACTS.iter().map(|(name, _)| (*name).to_owned()).chain(columns.iter().map(|(path, _)| path.clone()));
    let labels =
        FACTS.iter().map(|(_, label)| (*label).to_owned()).chain(columns.iter().map(|(_, label)| label.clone()));
    let lines = sheets.iter().map(|sheet| {
        let application = sheet.application;
        let value = |path: &String| application.answers.get(path).or_else(|| application.computed.get(path)).cloned();
        facts(sheet).into_iter().chain(columns.iter().map(|(path, _)| value(path).unwrap_or_default())).collect()
    });
    write([names.collect(), labels.collect()].into_iter().chain(lines))
}

/// One line for each application of any definition, without answers, and the folder that holds the rest.
pub(crate) fn overview(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let names = FACTS.iter().map(|(name, _)| (*name).to_owned()).chain(["_folder".to_owned()]);
    let labels = FACTS.iter().map(|(_, label)| (*label).to_owned()).chain(["フォルダー".to_owned()]);
    let lines = sheets
        .iter()
        .map(|sheet| facts(sheet).into_iter().chain([sheet.application.row.receipt.clone()]).collect::<Vec<_>>());
    write([names.collect(), labels.collect()].into_iter().chain(lines))
}

fn facts(sheet: &Sheet<'_>) -> Vec<String> {
    let application = sheet.application;
    let row = &application.row;
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    vec![
        row.receipt.clone(),
        row.form.to_string(),
        row.version.to_string(),
        words::iso(row.submitted_at),
        sheet.ward.to_owned(),
        sheet.site.to_owned(),
        row.section_name.clone(),
        word(serde_json::json!(application.identity)),
        word(serde_json::json!(row.status)),
        application.helped.join("、"),
    ]
}

/// Path and label of every answer that the form could have.
fn columns(form: &Definition) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for field in form.steps.iter().flat_map(|step| &step.fields) {
        all.push((field.id.clone(), field.label.ja.clone()));
        if let Kind::Repeat { max, entry, fields, .. } = &field.kind {
            let of = |n: u32, sub: &Field| {
                (format!("{}/{n}/{}", field.id, sub.id), format!("{}{} {}", entry.ja, n + 1, sub.label.ja))
            };
            all.extend((0..*max).flat_map(|n| fields.iter().map(move |sub| of(n, sub))));
        }
    }
    all
}

fn write(lines: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut to =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for line in lines {
        to.write_record(line.iter().map(|value| harmless(value))).expect("lines of one length, into memory");
    }
    to.into_inner().expect("into memory")
}

/// What a spreadsheet would take for a formula is kept a text.
fn harmless(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    format!("{}{value}", if formula { "'" } else { "" })
}
