//! 引渡しのファイル: applications that leave together as one ZIP, its manifest signed.
//!
//! ```text
//! <receipt>/application.json  application.csv  application.pdf     one folder each
//! applications.csv                                                one line each, without answers
//! forms/<form>-v<version>.csv                                     all answers, one table for each definition
//! manifest.json                                                   every file with its SHA-256 and size; who released it
//! manifest.json.sig                                               Ed25519 over the bytes of manifest.json, 64 bytes
//! ```
//! Names tell receipts and forms, nothing of a person. The same input is the same bytes. Files are stored as they are: a
//! checker of contents (無害化) sees each without unpacking, and PDFs are compressed in themselves.
//!
//! Whoever receives it needs no program of ours, only the office's public key:
//!
//! ```text
//! openssl pkeyutl -verify -pubin -inkey office.pem -rawin -in manifest.json -sigfile manifest.json.sig
//! jq -r '.files[] | "\(.sha256)  \(.name)"' manifest.json | sha256sum --check --strict
//! ```
//! and that the manifest names every file; PROTOCOL.md has it, too.

mod verify;

pub use verify::{BadBundle, verify};

use crate::face::Face;
use crate::json::json;
use crate::pdf::{NotPrinted, pdf};
use crate::table::{overview, table};
use crate::{Sheet, words};
use protocol::id::BatchId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The name of the manifest in the file, and that of its signature.
pub const MANIFEST: &str = "manifest.json";
/// See [`MANIFEST`].
pub const SIGNATURE: &str = "manifest.json.sig";

/// Who let the applications go, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release<'a> {
    /// Which hand-over.
    pub batch: &'a BatchId,
    /// Who prepared it.
    pub prepared_by: &'a str,
    /// In milliseconds since 1970.
    pub prepared_at: u64,
    /// Who released it: another person.
    pub released_by: &'a str,
    /// In milliseconds since 1970.
    pub released_at: u64,
}

/// What a bundle says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// 1, raised when a name changes its meaning or goes.
    pub version: u32,
    /// Which hand-over.
    pub batch: BatchId,
    /// Who prepared it.
    pub prepared_by: String,
    /// `2026-12-01T09:45:00+09:00`
    pub prepared_at: String,
    /// Who released it.
    pub released_by: String,
    /// `2026-12-01T09:50:00+09:00`
    pub released_at: String,
    /// How many applications it holds.
    pub applications: u32,
    /// How many of each form.
    pub forms: BTreeMap<String, u32>,
    /// Every file but this one and its signature, by name.
    pub files: Vec<ManifestFile>,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestFile {
    /// With its folder: `R8-0000-0018/application.pdf`.
    pub name: String,
    /// Hexadecimal.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

/// A finished bundle.
#[derive(Clone)]
pub struct Bundle {
    /// The ZIP.
    pub bytes: Vec<u8>,
    /// SHA-256 of `manifest.json`, hexadecimal.
    pub manifest_sha256: String,
    /// By receipt, the characters that stand as 〓 on paper.
    pub missing: BTreeMap<String, Vec<String>>,
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bundle").field("manifest_sha256", &self.manifest_sha256).finish_non_exhaustive()
    }
}

/// Why a bundle could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NotBundled {
    /// One of its sheets.
    #[error("application {receipt} could not be printed")]
    Sheet {
        /// Whose.
        receipt: String,
        /// Why.
        #[source]
        source: NotPrinted,
    },
    /// Two applications of one receipt, or a receipt that is no name of a folder.
    #[error("the receipt {0} cannot name a folder of this bundle")]
    Receipt(String),
    /// The archive.
    #[error("the archive could not be written")]
    Archive(#[from] zip::result::ZipError),
}

/// Makes the bundle. `sign` gives the Ed25519 signature of what it is handed.
///
/// # Errors
/// [`NotBundled`]
pub fn bundle(
    sheets: &[Sheet<'_>],
    release: &Release<'_>,
    face: &Face,
    sign: impl Fn(&[u8]) -> Vec<u8>,
) -> Result<Bundle, NotBundled> {
    let (mut files, mut missing) = (BTreeMap::new(), BTreeMap::new());
    let mut tables: BTreeMap<String, Vec<Sheet<'_>>> = BTreeMap::new();
    let mut forms: BTreeMap<String, u32> = BTreeMap::new();
    for sheet in sheets {
        let receipt = &sheet.application.row.receipt;
        let plain = !receipt.is_empty() && receipt.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !plain || missing.contains_key(receipt) {
            return Err(NotBundled::Receipt(receipt.clone()));
        }
        let printed = pdf(sheet, face).map_err(|source| NotBundled::Sheet { receipt: receipt.clone(), source })?;
        files.insert(format!("{receipt}/application.json"), json(sheet).into_bytes());
        files.insert(format!("{receipt}/application.csv"), table(sheet.form, &[*sheet]));
        files.insert(format!("{receipt}/application.pdf"), printed.bytes);
        missing.insert(receipt.clone(), printed.missing);
        tables.entry(format!("forms/{}-v{}.csv", sheet.form.id, sheet.form.version)).or_default().push(*sheet);
        *forms.entry(sheet.form.id.to_string()).or_default() += 1;
    }
    files.insert("applications.csv".to_owned(), overview(sheets));
    for (name, of_form) in tables {
        let bytes = table(of_form[0].form, &of_form);
        files.insert(name, bytes);
    }
    let manifest = Manifest {
        version: 1,
        batch: release.batch.clone(),
        prepared_by: release.prepared_by.to_owned(),
        prepared_at: words::iso(release.prepared_at),
        released_by: release.released_by.to_owned(),
        released_at: words::iso(release.released_at),
        applications: u32::try_from(sheets.len()).unwrap_or(u32::MAX),
        forms,
        files: files
            .iter()
            .map(|(name, bytes)| ManifestFile { name: name.clone(), sha256: sha256(bytes), size: bytes.len() as u64 })
            .collect(),
    };
    let mut text = serde_json::to_vec_pretty(&manifest).expect("text keys and plain values");
    text.push(b'\n');
    let manifest_sha256 = sha256(&text);
    files.insert(SIGNATURE.to_owned(), sign(&text));
    files.insert(MANIFEST.to_owned(), text);
    missing.retain(|_, characters| !characters.is_empty());
    Ok(Bundle { bytes: archive(&files)?, manifest_sha256, missing })
}

/// Files in the order of their names, all of one age, so that the same files are the same archive.
fn archive(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, NotBundled> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        to.start_file(name.as_str(), options)?;
        to.write_all(bytes).map_err(zip::result::ZipError::Io)?;
    }
    Ok(to.finish()?.into_inner())
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
