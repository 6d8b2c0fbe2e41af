//! A sheet to look at:
//! `cargo run -p paper --example sheet <definition.json> <answers.json> <application.json> <font.ttf> > sheet.pdf`

use anyhow::Context;
use forms::{Answers, Declared, Definition};
use jiff::civil::date;
use paper::{Face, Sheet, pdf};
use protocol::application::ReviewedApplication;
use std::io::Write;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [definition, answers, application, font] = arguments.as_slice() else {
        anyhow::bail!("sheet <definition.json> <answers.json> <application.json> <font.ttf>")
    };
    let form = Definition::parse(&std::fs::read_to_string(definition).context("the definition")?)?;
    let raw: Answers = serde_json::from_str(&std::fs::read_to_string(answers).context("the answers")?)?;
    let today = date(2026, 12, 1);
    let mut application: ReviewedApplication =
        serde_json::from_str(&std::fs::read_to_string(application).context("the application")?)?;
    application.answers =
        form.accept(&raw, &Declared::new(), today).map_err(|errors| anyhow::anyhow!("refused: {errors:?}"))?;
    application.computed = form.computed(&application.answers, today);
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
