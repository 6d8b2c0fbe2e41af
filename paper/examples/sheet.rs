//! A sheet to look at: `cargo run -p paper --example sheet <definition.json> <answers.json> <font.ttf> > sheet.pdf`

use anyhow::{Context, ensure};
use forms::{Answers, Declared, Definition};
use jiff::civil::date;
use paper::{Face, Sheet, pdf};
use protocol::application::{ApplicationRow, ApplicationStatus, PromisedPaper, ReviewedApplication};
use protocol::booking::Words;
use protocol::place::Identity;
use std::io::Write;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [definition, answers, font] = arguments.as_slice() else {
        anyhow::bail!("sheet <definition.json> <answers.json> <font.ttf>")
    };
    let form = Definition::parse(&std::fs::read_to_string(definition)?)?;
    let answers: Answers = serde_json::from_str(&std::fs::read_to_string(answers)?)?;
    let today = date(2026, 12, 1);
    let accepted = form.accept(&answers, &Declared::new(), today);
    ensure!(accepted.is_ok(), "the answers are refused: {accepted:?}");
    let answers = accepted.unwrap_or_default();
    let application = ReviewedApplication {
        row: ApplicationRow {
            id: "application-1".parse()?,
            receipt: "R8-0000-0018".to_owned(),
            ward: "kokurakita".parse()?,
            section: "life".parse()?,
            section_name: "くらし支援課（例）".to_owned(),
            form: form.id.clone(),
            version: form.version,
            title: Words { ja: form.title.ja.clone(), ..Words::default() },
            status: ApplicationStatus::Submitted,
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
        computed: form.computed(&answers, today),
        proposed: answers.keys().take(2).cloned().collect(),
        helped: vec!["くらし支援課 3番".to_owned()],
        findings: Vec::new(),
        papers: vec![PromisedPaper { path: "members".to_owned(), way: "post".to_owned(), received_at: None }],
        correction: None,
        history: Vec::new(),
        answers,
    };
    let sheet = Sheet {
        form: &form,
        application: &application,
        city: "北九州市",
        ward: "小倉北区",
        site: "小倉中央市民センター（例）",
    };
    let face = Face::new(std::fs::read(font).context("the font")?)?;
    std::io::stdout().write_all(&pdf(&sheet, &face)?.bytes)?;
    Ok(())
}
