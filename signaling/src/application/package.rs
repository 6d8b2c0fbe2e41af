//! The files of a hand-over: those of each application, a manifest of all, and its signature, in one ZIP archive. No I/O.

use super::Application;
use super::contents::Contents;
use super::signer::Signer;
use crate::clock::Millis;
use crate::fault::{Fault, Result};
use forms::definition::Kind;
use forms::{Answers, Definition};
use jiff::civil::Date;
use protocol::id::{AccountId, BatchId, WardId};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// One file.
pub(super) struct File {
    /// Its path in the archive.
    name: String,
    bytes: Vec<u8>,
}

/// Who hands over what, and when.
#[derive(Serialize)]
pub(super) struct Handing<'a> {
    pub(super) batch: &'a BatchId,
    pub(super) ward: &'a WardId,
    /// In milliseconds since 1970.
    pub(super) prepared_at: Millis,
    pub(super) prepared_by: &'a AccountId,
    /// In milliseconds since 1970.
    pub(super) released_at: Millis,
    pub(super) released_by: &'a AccountId,
}

/// The archive, and the SHA-256 of its manifest in hexadecimal.
///
/// # Errors
/// When the archive cannot be written.
pub(super) fn bundle(handing: &Handing<'_>, files: &[File], signer: &Signer) -> Result<(Vec<u8>, String)> {
    let mut manifest = serde_json::to_value(handing).expect("texts and numbers serialise");
    manifest["files"] = files
        .iter()
        .map(|File { name, bytes }| json!({ "name": name, "sha256": sha256(bytes), "size": bytes.len() }))
        .collect();
    let manifest = pretty(&manifest);
    let signature = signer.sign(&manifest);
    let sum = sha256(&manifest);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let own = [("manifest.json", &manifest), ("manifest.json.sig", &signature)];
    let all = own.into_iter().chain(files.iter().map(|file| (file.name.as_str(), &file.bytes)));
    let failed = "a hand-over could not be packed";
    for (name, bytes) in all {
        archive.start_file(name, options).map_err(Fault::broken(failed))?;
        archive.write_all(bytes).map_err(Fault::broken(failed))?;
    }
    let bytes = archive.finish().map_err(Fault::broken(failed))?.into_inner();
    Ok((bytes, sum))
}

/// The files of one application, in a folder of its 受付番号.
///
/// # Errors
/// When a file cannot be written.
pub(super) fn package(of: &Application, contents: &Contents, submitted: Date) -> Result<Vec<File>> {
    let definition = of.definition()?;
    let computed = definition.computed(&contents.answers, submitted);
    let document = json!({
        "application": of.id, "receipt": of.receipt, "ward": of.ward, "section": of.section,
        "section_name": of.section_name, "form": of.form, "version": of.version, "title": definition.title.ja,
        "submitted_at": of.submitted_at, "identity": of.identity, "answers": contents.answers, "computed": computed,
        "proposed": contents.proposed, "helped": contents.helped, "papers": contents.papers(definition),
    });
    let file = |name: &str, bytes| File { name: format!("{}/{name}", of.receipt), bytes };
    Ok(vec![
        file("application.json", pretty(&document)),
        file("application.csv", table(definition, &contents.answers, &computed)?),
    ])
}

/// One line for each answer: path, what was asked, the answer in words. UTF-8 with a byte order mark, as Excel wants it.
fn table(definition: &Definition, answers: &Answers, computed: &Answers) -> Result<Vec<u8>> {
    let failed = "a table of answers could not be written";
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    table.write_record(["path", "項目", "答え"]).map_err(Fault::broken(failed))?;
    for (path, value) in answers.iter().chain(computed) {
        let Some(field) = definition.field(path) else { continue };
        let words = in_words(&field.kind, value);
        table.write_record([path, &field.label.ja, &plain(&words)]).map_err(Fault::broken(failed))?;
    }
    table.into_inner().map_err(|error| Fault::broken(failed)(error.into_error()))
}

/// The words of chosen options instead of their ids.
fn in_words(kind: &Kind, value: &str) -> String {
    let options: Vec<_> = match kind {
        Kind::Choice { options } => options.iter().collect(),
        Kind::Several { options, none } => options.iter().chain(none).collect(),
        _ => return value.to_owned(),
    };
    let words = value.split(',').map(|id| options.iter().find(|option| option.id == id).map_or(id, |o| &o.label.ja));
    words.collect::<Vec<_>>().join("、")
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(value).expect("texts and numbers serialise")
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
