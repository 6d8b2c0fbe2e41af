//! JSON, CSV and the bundle, whose signature is made and checked by OpenSSL, as a receiver would.

use crate::sample::{RECEIPT, face, filled, form, sheet};
use paper::{BadBundle, MANIFEST, NotBundled, Release, SIGNATURE, Sheet, bundle, json, table, verify};
use protocol::application::ReviewedApplication;
use protocol::id::BatchId;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Name → bytes.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn json_tells_answers_as_they_are_kept_and_in_words() {
    let form = form("bulky-waste");
    let application = filled(form);
    let told: serde_json::Value = serde_json::from_str(&json(&sheet(form, &application))).expect("JSON");
    assert_eq!(told["version"], 1);
    assert_eq!(told["receipt"], RECEIPT);
    assert_eq!(told["submitted_at"], "2026-12-01T09:45:00+09:00");
    assert_eq!(told["form"]["id"], "bulky-waste");
    assert_eq!(told["status"], "complete");
    let answers = told["answers"].as_array().expect("a list");
    assert_eq!(answers.len(), application.answers.len());
    let at = |path: &str| answers.iter().find(|answer| answer["path"] == path).expect(path);
    assert_eq!(at("items/1/item")["label"], "品物");
    assert_eq!((&at("day")["value"], &at("day")["words"]), (&"2026-12-15".into(), &"令和8年12月15日".into()));
    assert_eq!(at("carry")["words"], "65歳以上だけの世帯、けがや病気");
    assert_eq!(at("agree")["words"], "同意する");
    assert_eq!(told["computed"][0]["words"], "29,400円");
    assert_eq!(answers[0]["path"], "agree", "in the order of the form");
}

fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|line| line.expect("lines of one length").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn csv_has_one_line_for_each_application_and_always_the_same_columns() {
    let form = form("fureai-shushu");
    let full = filled(form);
    let alone = ReviewedApplication {
        answers: BTreeMap::from([("name".to_owned(), "髙﨑 𠮟子".to_owned())]),
        ..full.clone()
    };
    let bytes = table(form, &[sheet(form, &full), sheet(form, &alone)]);
    assert_eq!(bytes.iter().filter(|b| **b == b'\n').count(), 4);
    assert_eq!(bytes.windows(2).filter(|two| two == b"\r\n").count(), 4, "CRLF");
    let lines = records(&bytes);
    let column = |name: &str| lines[0].iter().position(|column| column == name).expect(name);
    assert_eq!(lines[1][column("household/5/relation")], "一緒に住んでいる人6 利用する本人との続柄");
    assert_eq!(lines[2][column("household/5/relation")], "child");
    assert_eq!(lines[3][column("household/5/relation")], "");
    assert_eq!(lines[2][column("birth-date")], "1948-04-05");
    assert_eq!(lines[3][column("name")], "髙﨑 𠮟子");
    assert_eq!(lines[2][column("_receipt")], RECEIPT);
    assert_eq!(lines[0], records(&table(form, &[]))[0], "whoever imports it may count on the columns");
}

#[test]
fn a_spreadsheet_runs_nothing_and_reads_every_sign() {
    let form = form("centre-use");
    for (value, kept) in [
        ("=HYPERLINK(\"http://example.jp\")", "'=HYPERLINK(\"http://example.jp\")"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝１＋１", "'＝１＋１"),
        ("お茶,\"お花\"", "お茶,\"お花\""),
    ] {
        let mut application = filled(form);
        application.answers.insert("activity".to_owned(), value.to_owned());
        let lines = records(&table(form, &[sheet(form, &application)]));
        let at = lines[0].iter().position(|name| name == "activity").expect("a column");
        assert_eq!(lines[2][at], kept);
    }
}

/// An Ed25519 key pair in files, used with OpenSSL.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().expect("a folder"));
        office.run(&["genpkey", "-algorithm", "ed25519", "-out", "key.pem"]);
        office.run(&["pkey", "-in", "key.pem", "-pubout", "-out", "office.pem"]);
        office
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn openssl(&self, arguments: &[&str]) -> Output {
        Command::new("openssl").current_dir(self.path()).args(arguments).output().expect("openssl")
    }

    fn run(&self, arguments: &[&str]) {
        let output = self.openssl(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).expect("written");
    }

    fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.write("signed", bytes);
        self.run(&["pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "signed", "-out", "signature"]);
        std::fs::read(self.path().join("signature")).expect("a signature")
    }

    /// The line that stands in the manual.
    fn holds(&self, bytes: &[u8], signature: &[u8]) -> bool {
        self.write(MANIFEST, bytes);
        self.write(SIGNATURE, signature);
        let line = "pkeyutl -verify -pubin -inkey office.pem -rawin -in manifest.json -sigfile manifest.json.sig";
        self.openssl(&line.split(' ').collect::<Vec<_>>()).status.success()
    }
}

fn release(batch: &BatchId) -> Release<'_> {
    Release {
        batch,
        prepared_by: "門司 3番",
        prepared_at: 1_796_085_900_000,
        released_by: "八幡 1番",
        released_at: 1_796_086_200_000,
    }
}

fn batch() -> BatchId {
    "batch-1".parse().expect("an id")
}

/// The five samples, each under its own receipt, as one bundle.
fn five(office: &Office) -> paper::Bundle {
    let mut all: Vec<_> = forms::builtin::all().iter().map(|form| (form, filled(form))).collect();
    for (at, (_, application)) in all.iter_mut().enumerate() {
        application.row.receipt = format!("R8-0000-001{at}");
    }
    let sheets: Vec<Sheet<'_>> = all.iter().map(|(form, application)| sheet(form, application)).collect();
    bundle(&sheets, &release(&batch()), &face(), |bytes| office.sign(bytes)).expect("a bundle")
}

fn unzip(bytes: &[u8]) -> Files {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("a file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its bytes");
            (file.name().expect("a name").into_owned(), content)
        })
        .collect()
}

fn zip(files: &Files) -> Vec<u8> {
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        to.start_file(name.as_str(), stored).expect("a file");
        to.write_all(bytes).expect("its bytes");
    }
    to.finish().expect("a ZIP").into_inner()
}

#[test]
fn a_bundle_holds_three_files_for_each_application_and_says_who_released_it() {
    let office = Office::new();
    let bundle = five(&office);
    let manifest = verify(&bundle.bytes, |bytes, signature| office.holds(bytes, signature)).expect("it holds");
    assert_eq!((manifest.version, manifest.applications, manifest.forms.len()), (1, 5, 5));
    assert_eq!((manifest.prepared_by.as_str(), manifest.released_by.as_str()), ("門司 3番", "八幡 1番"));
    assert_eq!(manifest.released_at, "2026-12-01T09:50:00+09:00");
    assert_eq!(manifest.files.len(), 5 * 3 + 1 + 5);
    let files = unzip(&bundle.bytes);
    for name in
        ["R8-0000-0010/application.json", "R8-0000-0013/application.pdf", "forms/water-v1.csv", "applications.csv"]
    {
        assert!(files.contains_key(name), "{name}");
    }
    assert_eq!(records(&files["applications.csv"]).len(), 2 + 5);
    assert_eq!(files[SIGNATURE].len(), 64);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-./".contains(c);
    assert!(files.keys().all(|name| name.chars().all(plain)), "no name of a person: {:?}", files.keys());
    assert_eq!(five(&office).bytes, bundle.bytes, "the same input is the same bytes");
    assert!(bundle.missing.is_empty());
}

#[test]
fn whatever_was_done_to_a_bundle_is_found() {
    let office = Office::new();
    let bundle = five(&office);
    let judge = |change: &dyn Fn(&mut Files)| {
        let mut files = unzip(&bundle.bytes);
        change(&mut files);
        verify(&zip(&files), |bytes, signature| office.holds(bytes, signature))
    };
    assert!(judge(&|_| {}).is_ok(), "packed again, it is the same");
    let csv = "R8-0000-0010/application.csv";
    let changed = judge(&|files| files.get_mut(csv).expect("it is there").push(b' '));
    assert!(matches!(changed, Err(BadBundle::Changed(name)) if name == csv));
    let flipped = judge(&|files| files.get_mut(csv).expect("it is there")[9] ^= 1);
    assert!(matches!(flipped, Err(BadBundle::Changed(name)) if name == csv));
    let missing = judge(&|files| drop(files.remove(csv)));
    assert!(matches!(missing, Err(BadBundle::Missing(name)) if name == csv));
    let added = judge(&|files| drop(files.insert("R8-0000-0010/more.pdf".to_owned(), Vec::new())));
    assert!(matches!(added, Err(BadBundle::Added(name)) if name == "R8-0000-0010/more.pdf"));
    let manifest = judge(&|files| files.get_mut(MANIFEST).expect("it is there").push(b'\n'));
    assert!(matches!(manifest, Err(BadBundle::Signature)));
    let unsigned = judge(&|files| drop(files.remove(SIGNATURE)));
    assert!(matches!(unsigned, Err(BadBundle::Missing(name)) if name == SIGNATURE));
    let empty = judge(&BTreeMap::clear);
    assert!(matches!(empty, Err(BadBundle::Missing(name)) if name == MANIFEST));
    let another = Office::new();
    let forged = verify(&bundle.bytes, |bytes, signature| another.holds(bytes, signature));
    assert!(matches!(forged, Err(BadBundle::Signature)), "signed by somebody else");
    assert!(matches!(verify(&bundle.bytes[..2000], |_, _| true), Err(BadBundle::Archive(_))));
    let strange = judge(&|files| {
        let text = b"{\"version\":1}".to_vec();
        files.insert(SIGNATURE.to_owned(), office.sign(&text));
        files.insert(MANIFEST.to_owned(), text);
    });
    assert!(matches!(strange, Err(BadBundle::Manifest(_))), "signed, and of another kind");
}

#[test]
fn two_files_of_one_name_are_not_believed() {
    let office = Office::new();
    let mut files = unzip(&five(&office).bytes);
    let (name, twin) = (b"R8-0000-0010/application.csv", b"R8-0000-0010/applicatioX.csv");
    files.insert(String::from_utf8(twin.to_vec()).expect("a name"), b"=1+1".to_vec());
    let mut packed = zip(&files);
    let found: Vec<usize> =
        packed.windows(twin.len()).enumerate().filter(|(_, part)| part == twin).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 2, "beside the file and in the list at the end");
    for at in found {
        packed[at..at + name.len()].copy_from_slice(name);
    }
    let judged = verify(&packed, |bytes, signature| office.holds(bytes, signature));
    assert!(matches!(judged, Err(BadBundle::Twice)), "{judged:?}");
}

#[test]
fn a_receipt_that_cannot_name_a_folder_is_refused() {
    let form = form("water");
    let once = filled(form);
    let named = |receipt: &str| {
        let mut application = filled(form);
        application.row.receipt = receipt.to_owned();
        let sheets = [sheet(form, &once), sheet(form, &application)];
        bundle(&sheets, &release(&batch()), &face(), |_| vec![0; 64])
    };
    for receipt in ["../R8", "", "R8/1", "山田", RECEIPT] {
        assert!(matches!(named(receipt), Err(NotBundled::Receipt(named)) if named == receipt), "{receipt}");
    }
    assert!(named("R8-0000-0026").is_ok());
}
