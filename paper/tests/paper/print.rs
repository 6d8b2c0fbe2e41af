//! Sheets as PDF, read back with poppler.

use crate::sample::{RECEIPT, application, face, filled, form, sheet};
use forms::{Answers, Definition};
use paper::{Sheet, pdf};
use protocol::application::{
    ApplicationDeed, ApplicationHistory, ApplicationStatus, Correction, CorrectionReason, ReviewedApplication,
};
use std::fmt::Write as _;
use std::process::Command;

/// What a program of poppler says of a PDF.
fn ask(program: &str, options: &[&str], bytes: &[u8]) -> String {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("sheet.pdf");
    std::fs::write(&path, bytes).expect("written");
    let mut command = Command::new(program);
    command.args(options).arg(&path);
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().expect("tools/setup installs poppler-utils");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    // pdfinfo writes titles of tags in UTF-16 amid UTF-8.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Without the spaces and breaks that lines add.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn text(sheet: &Sheet<'_>) -> String {
    let printed = pdf(sheet, &face()).expect("printed");
    squeezed(&ask("pdftotext", &["-raw"], &printed.bytes))
}

/// How answers of the samples are written on paper, where not as they are kept.
fn on_paper(form: &Definition, path: &str, value: &str) -> Vec<String> {
    use forms::definition::{HandIn, Kind};
    let labels = |options: &[forms::definition::Choice]| {
        let chosen = options.iter().filter(|option| value.split(',').any(|id| id == option.id));
        chosen.map(|option| option.label.ja.clone()).collect()
    };
    match &form.field(path).expect("a field").kind {
        Kind::Date { .. } => {
            let day = forms::day::parse(value).and_then(forms::era::EraDate::of).expect("a day");
            vec![day.to_string()]
        }
        Kind::Choice { options } => labels(options),
        Kind::Several { options, .. } => labels(options),
        Kind::Attachment { ways } => {
            assert!(ways.contains(&HandIn::Post));
            vec!["☑郵送".to_owned()]
        }
        Kind::Number { unit, .. } => vec![format!("{value}{}", unit.ja)],
        Kind::Consent => vec!["☑同意します".to_owned()],
        _ => vec![value.to_owned()],
    }
}

#[test]
fn every_answer_of_every_form_is_found_as_text() {
    for form in forms::builtin::all() {
        let application = filled(form);
        let text = text(&sheet(form, &application));
        for (path, value) in &application.answers {
            for words in on_paper(form, path, value) {
                assert!(text.contains(&squeezed(&words)), "{} {path}: {words} is not in {text}", form.id);
            }
        }
        for fact in [RECEIPT, "令和8年12月1日", "小倉北区", "小倉中央市民センター（例）", &form.title.ja]
        {
            assert!(text.contains(&squeezed(fact)), "{}: {fact}", form.id);
        }
    }
}

#[test]
fn chosen_options_are_ticked_and_the_others_stand_beside_them() {
    let form = form("bulky-waste");
    let application = filled(form);
    let text = text(&sheet(form, &application));
    for options in ["□本人☑家族□そのほかの人", "☑65歳以上だけの世帯□障害がある☑けがや病気", "手数料の合計29,400円"]
    {
        assert!(text.contains(options), "{options} in {text}");
    }
}

#[test]
fn fonts_are_embedded_as_subsets_and_pages_are_numbered() {
    for form in forms::builtin::all() {
        let application = filled(form);
        let printed = pdf(&sheet(form, &application), &face()).expect("printed");
        let fonts = ask("pdffonts", &[], &printed.bytes);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            assert!(font.contains("+BIZUDGothic") && font.contains("yes yes yes"), "{font}");
        }
        let info = ask("pdfinfo", &[], &printed.bytes);
        let line = |name: &str| info.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        assert!(line("Pages:").ends_with(&format!(" {}", printed.pages)), "{info}");
        assert!(line("Page size:").contains("A4") && line("Tagged:").contains("yes"), "{info}");
        assert!(line("Title:").contains(RECEIPT), "{info}");
        assert!(printed.missing.is_empty(), "{:?}", printed.missing);
        for page in 1..=printed.pages {
            let page = page.to_string();
            let text = squeezed(&ask("pdftotext", &["-raw", "-f", &page, "-l", &page], &printed.bytes));
            let number = format!("{page}／{}", printed.pages);
            assert!(text.contains(&number) && text.contains(RECEIPT), "page {page}: {text}");
        }
    }
}

/// Where words stand on their pages: left, top, right, bottom in points.
fn boxes(bytes: &[u8]) -> Vec<([f32; 4], String)> {
    let html = ask("pdftotext", &["-bbox"], bytes);
    let words = html.lines().filter(|line| line.trim_start().starts_with("<word"));
    let number = |line: &str, name: &str| -> f32 {
        let from = line.find(name).expect(name) + name.len() + 2;
        line[from..].split('"').next().and_then(|number| number.parse().ok()).expect("a number")
    };
    words.map(|line| (["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name)), line.to_owned())).collect()
}

#[test]
fn nothing_stands_outside_the_rules_of_the_page() {
    for form in forms::builtin::all() {
        let application = filled(form);
        let printed = pdf(&sheet(form, &application), &face()).expect("printed");
        let boxes = boxes(&printed.bytes);
        assert!(boxes.len() > 50);
        for ([left, top, right, bottom], word) in boxes {
            assert!(left >= 50.0 && right <= 545.0 && top >= 36.0 && bottom <= 820.0, "{}: {word}", form.id);
        }
    }
}

#[test]
fn a_screen_reader_is_told_headings_labels_and_the_boxes_that_are_ticked() {
    let form = form("bulky-waste");
    let application = filled(form);
    let printed = pdf(&sheet(form, &application), &face()).expect("printed");
    let tags = squeezed(&ask("pdfinfo", &["-struct-text"], &printed.bytes));
    for told in [
        "\"粗大ごみ収集申込（例）\"P",
        "\"ごみを出す人\"Table",
        "TH:/Scope/Row\"電話番号\"TD",
        "TH:/Scope/Column\"品物\"TH",
        "TD:/ColSpan3\"□本人　☑家族　□そのほかの人\"",
    ] {
        assert!(tags.contains(&squeezed(told)), "{told} in {tags}");
    }
    assert_eq!(tags.matches("H2").count(), 7, "five sections of the paper, the record, 職員記入欄");
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    let form = form("water");
    let application = filled(form);
    let print = || pdf(&sheet(form, &application), &face()).expect("printed").bytes;
    assert_eq!(print(), print());
}

/// A form of one repeat and one text, each as large as a definition allows.
fn largest() -> (Definition, Answers) {
    let words = |ja: &str| format!(r#"{{"ja":"{ja}","easy":"あ","en":"a"}}"#);
    let field =
        |id: &str, kind: &str| format!(r#"{{"id":"{id}","label":{},"kind":{kind}}}"#, words("とても長い名前の項目"));
    let text = r#"{"type":"text","max_length":2000}"#;
    let json = format!(
        r#"{{"id":"largest","version":1,"effective_from":"2024-04-01","subject":"largest","identity":"none",
            "acting":{{"proxy":"anybody","words":{w}}},"title":{w},"purpose":{w},
            "steps":[{{"id":"all","title":{w},"fields":[{},
              {{"id":"list","label":{w},"kind":{{"type":"repeat","min":0,"max":20,"entry":{w},"fields":[{}]}}}}]}}]}}"#,
        field("long", text).replace("とても長い名前の項目", &"何でも書ける項目".repeat(60)),
        ["a", "b", "c", "d", "e"].map(|id| field(id, text)).join(","),
        w = words(&"何でも書く様式（例）".repeat(30)),
    );
    let form = Definition::parse(&json).expect("a definition");
    let mut answers = Answers::new();
    answers.insert("long".to_owned(), "長い文章です。".repeat(286).chars().take(2000).collect());
    answers.insert("list".to_owned(), "20".to_owned());
    for entry in 0..20 {
        for id in ["a", "b", "c", "d", "e"] {
            let length = if entry == 3 { 2000 } else { 10 };
            let mut long = String::new();
            while long.chars().count() < length {
                let _ = write!(long, "{id}{entry}番、");
            }
            answers.insert(format!("list/{entry}/{id}"), long.chars().take(length).collect());
        }
    }
    (form, answers)
}

#[test]
fn the_longest_answers_and_twenty_entries_break_over_pages_without_a_loss() {
    let (form, answers) = largest();
    let application = application(&form, answers);
    let printed = pdf(&sheet(&form, &application), &face()).expect("printed");
    assert!(printed.pages > 4, "{} pages", printed.pages);
    for ([left, top, right, bottom], word) in boxes(&printed.bytes) {
        assert!(left >= 50.0 && right <= 545.0 && top >= 36.0 && bottom <= 820.0, "{word}");
    }
    let text = squeezed(&ask("pdftotext", &["-raw"], &printed.bytes));
    assert_eq!(text.matches('章').count(), 286, "2,000 characters in sevens");
    for id in ["a", "b", "c", "d", "e"] {
        assert_eq!(text.matches(&format!("{id}3")).count(), 500, "2,000 characters in fours");
    }
    for entry in (0..20).filter(|entry| *entry != 3) {
        assert!(text.contains(&format!("a{entry}番、a{entry}番")), "{entry}");
    }
}

#[test]
fn a_character_that_the_font_lacks_is_seen_and_named() {
    let form = form("water");
    let mut application = filled(form);
    application.answers.insert("name".to_owned(), "山😀田".to_owned());
    let printed = pdf(&sheet(form, &application), &face()).expect("printed");
    assert_eq!(printed.missing, ["😀"]);
    let text = squeezed(&ask("pdftotext", &["-raw"], &printed.bytes));
    assert!(text.contains("山😀田"), "it is copied as what it is: {text}");
}

#[test]
fn parts_that_were_not_asked_say_so() {
    let form = form("water");
    let kept = filled(form).answers;
    let mut answers = kept.clone();
    answers.insert("what".to_owned(), "start".to_owned());
    let application = application(form, form.kept(&answers));
    let text = text(&sheet(form, &application));
    assert_eq!(text.matches("該当なし").count(), 2, "使用中止 and 返金の口座: {text}");
    assert!(!text.contains("0004567"));
}

/// 補正 asked and done, reviewed, handed over.
fn through(application: ReviewedApplication) -> ReviewedApplication {
    let deed = |at, deed, by: &str| ApplicationHistory { at, deed, by: Some(by.to_owned()) };
    let mut application = application;
    application.row.status = ApplicationStatus::HandedOver;
    application.row.corrected = true;
    application.correction = Some(Correction {
        reasons: vec![CorrectionReason {
            path: "items/1/number".to_owned(),
            words: "数をもう一度お確かめください。".to_owned(),
        }],
        until: "2026-12-15".to_owned(),
    });
    application.history = vec![
        deed(1_796_100_000_000, ApplicationDeed::CorrectionAsked, "戸畑 2番"),
        deed(1_796_172_300_000, ApplicationDeed::Completed, "門司 3番"),
        deed(1_796_258_700_000, ApplicationDeed::HandedOver, "八幡 1番"),
    ];
    application
}

#[test]
fn what_the_office_did_stands_in_its_boxes() {
    let form = form("bulky-waste");
    let application = through(filled(form));
    let text = text(&sheet(form, &application));
    for told in [
        "補正のお願い",
        "出すもの数（2）数をもう一度お確かめください。",
        "令和8年12月15日（補正済み）",
        "□なし☑あり",
        "担当戸畑2番",
        "☑審査済",
        "令和8年12月2日",
        "担当門司3番",
        "☑引渡し済",
        "令和8年12月3日",
        "担当八幡1番",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
}
