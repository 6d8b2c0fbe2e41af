//! 形式審査: what a reviewer reads, and does about it.

use super::contents::{self, Contents};
use super::stage::Event;
use super::{Application, STALE, WRONG_STAGE, found, note, store, tell, today};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::fault::{Fault, Result};
use crate::free_text;
use forms::Definition;
use forms::definition::Kind;
use jiff::civil::Date;
use protocol::application::{ApplicationDeed, Correction, NotePaper, REASON_MAX, ReviewedApplication};
use protocol::id::ApplicationId;
use protocol::problem::{Code, FieldProblem};
use std::collections::BTreeSet;

/// A private answer of fewer characters stands in many words by chance.
const TELLING: usize = 3;

/// One application with what was written. That it was read is written down.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn read(app: &App, by: &AccountCaller, id: &ApplicationId) -> Result<ReviewedApplication> {
    let found = found(app, by, Act::SeeApplications, id).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    note(app, &mut tx, &found, Actor::Account(&by.account), Deed::ApplicationRead, now).await?;
    tx.commit().await?;
    whole(app, id).await
}

/// The definition by which an application was filled.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn form(app: &App, by: &AccountCaller, id: &ApplicationId) -> Result<&'static Definition> {
    found(app, by, Act::SeeApplications, id).await?.definition()
}

/// Takes an application up.
///
/// # Errors
/// `forbidden`, `not-found`, `stale-tag`; `wrong-state` once it is complete.
pub async fn begin(app: &App, by: &AccountCaller, id: &ApplicationId, meant: u32) -> Result<ReviewedApplication> {
    let deeds = (Deed::ApplicationReviewed, Some(ApplicationDeed::Reviewed));
    act(app, by, id, meant, deeds, |before, contents| {
        Ok((before.step(Event::Take { by: by.account.clone() })?, contents))
    })
    .await
}

/// Asks the applicant to put something right.
///
/// # Errors
/// `forbidden`, `not-found`, `stale-tag`, `wrong-state`; `bad-field` for a field that the form has not, words that are
/// missing, too long or tell what nobody is to read, and a day that has passed.
pub async fn ask(
    app: &App,
    by: &AccountCaller,
    id: &ApplicationId,
    meant: u32,
    asked: Correction,
) -> Result<ReviewedApplication> {
    let today = today(app, app.clock.now());
    let deeds = (Deed::CorrectionAsked, Some(ApplicationDeed::CorrectionAsked));
    act(app, by, id, meant, deeds, |before, contents| {
        let (until, asked) = checked(before.definition()?, &contents, asked)?;
        let after = before.step(Event::Ask { by: by.account.clone(), until, today })?;
        Ok((Application { corrected: false, ..after }, Contents { correction: Some(asked), ..contents }))
    })
    .await
}

/// Notes whether a promised paper came.
///
/// # Errors
/// `forbidden`, `not-found`, `stale-tag`; `bad-field` for a paper that was not promised; `wrong-state` once it is complete.
pub async fn paper(
    app: &App,
    by: &AccountCaller,
    id: &ApplicationId,
    meant: u32,
    paper: NotePaper,
) -> Result<ReviewedApplication> {
    let now = app.clock.now();
    let deeds = (Deed::PaperNoted, paper.received.then_some(ApplicationDeed::PaperReceived));
    act(app, by, id, meant, deeds, |before, mut contents| {
        if !before.stage.takes_papers() {
            return Err(Fault::because(Code::WrongState, WRONG_STAGE));
        }
        if !contents.papers(before.definition()?).iter().any(|promised| promised.path == paper.path) {
            return Err(Fault::bad_field(
                "path",
                "unknown-field",
                "この申請で出すことになっている書類ではありません。",
            ));
        }
        if paper.received {
            contents.received.entry(paper.path).or_insert(now);
        } else {
            contents.received.remove(&paper.path);
        }
        Ok((before, contents))
    })
    .await
}

/// Finds an application complete.
///
/// # Errors
/// `forbidden`, `not-found`, `stale-tag`; `wrong-state` but in review.
pub async fn complete(app: &App, by: &AccountCaller, id: &ApplicationId, meant: u32) -> Result<ReviewedApplication> {
    let deeds = (Deed::ApplicationCompleted, Some(ApplicationDeed::Completed));
    act(app, by, id, meant, deeds, |before, contents| {
        Ok((before.step(Event::Complete { by: by.account.clone() })?, contents))
    })
    .await
}

/// One act: on the application as it is, if that is the revision that was meant; row, history and audit in one transaction.
async fn act(
    app: &App,
    by: &AccountCaller,
    id: &ApplicationId,
    meant: u32,
    (deed, line): (Deed, Option<ApplicationDeed>),
    change: impl FnOnce(Application, Contents) -> Result<(Application, Contents)> + Send,
) -> Result<ReviewedApplication> {
    found(app, by, Act::ReviewApplication, id).await?;
    let key = contents::key(app, id.as_str()).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let before = store::take(&mut tx, id).await?.ok_or(Code::NotFound)?;
    if before.revision != meant {
        return Err(Fault::because(Code::StaleTag, STALE));
    }
    let opened = contents::open(&before, &key)?;
    let (after, contents) = change(before, opened)?;
    let after = after.holding(app, &contents, &key)?;
    store::put(&mut tx, &after).await?;
    if let Some(line) = line {
        tell(&mut tx, id, line, Some(&by.account), now).await?;
    }
    note(app, &mut tx, &after, Actor::Account(&by.account), deed, now).await?;
    tx.commit().await?;
    whole(app, id).await
}

/// An application as its reviewer sees it.
pub(super) async fn whole(app: &App, id: &ApplicationId) -> Result<ReviewedApplication> {
    let mut held = app.db.hold().await?;
    let found = store::by_id(&mut held.conn(), id).await?.ok_or(Code::NotFound)?;
    let history = store::history::read(&mut held.conn(), id).await?;
    drop(held);
    let mut seen = ReviewedApplication {
        row: found.row(app),
        revision: found.revision,
        identity: found.identity,
        answers: Default::default(),
        computed: Default::default(),
        proposed: Vec::new(),
        helped: Vec::new(),
        findings: Vec::new(),
        papers: Vec::new(),
        correction: None,
        history,
    };
    if found.erased_at.is_none()
        && let Some(key) = app.vault.key(id.as_str()).await?
    {
        let definition = found.definition()?;
        let contents = contents::open(&found, &key)?;
        let today = today(app, app.clock.now());
        let findings = definition.validate(&contents.answers, &contents.declared, today);
        seen.findings = findings.into_iter().map(FieldProblem::from).collect();
        seen.computed = definition.computed(&contents.answers, found.day(app));
        seen.papers = contents.papers(definition);
        seen.answers = contents.answers;
        seen.proposed = contents.proposed.into_iter().collect();
        seen.helped = contents.helped;
        seen.correction = contents.correction;
    }
    Ok(seen)
}

/// What is asked of an applicant, as it is kept: every flaw is named with its place.
fn checked(definition: &Definition, contents: &Contents, asked: Correction) -> Result<(Date, Correction)> {
    let mut flaws = Vec::new();
    let mut flaw = |path: String, code: &str, message: &str| {
        flaws.push(FieldProblem { path, code: code.to_owned(), message: message.to_owned() });
    };
    if asked.reasons.is_empty() {
        flaw("reasons".to_owned(), "required", "直してほしい項目を、1つは選んでください。");
    }
    let until = forms::day::parse(&asked.until);
    if until.is_none() {
        flaw("until".to_owned(), "bad-date", "日にちの形が正しくありません。");
    }
    let private: Vec<&String> = private_answers(definition, contents).collect();
    let mut named = BTreeSet::new();
    let mut reasons = Vec::with_capacity(asked.reasons.len());
    for (place, mut reason) in asked.reasons.into_iter().enumerate() {
        let path = |of: &str| format!("reasons/{place}/{of}");
        match definition.field(&reason.path) {
            None => flaw(path("path"), "unknown-field", "この様式にない項目です。"),
            Some(field) if matches!(field.kind, Kind::Computed { .. }) => {
                flaw(path("path"), "not-asked", "ほかの項目から計算する項目です。もとの項目を選んでください。");
            }
            Some(_) if !named.insert(reason.path.clone()) => {
                flaw(path("path"), "twice", "同じ項目が2回選ばれています。");
            }
            Some(_) => {}
        }
        match free_text::take(&path("words"), &reason.words, REASON_MAX, false) {
            Err(Fault::Refused(problem)) => {
                for error in problem.errors {
                    flaw(error.path, &error.code, &error.message);
                }
            }
            Err(fault) => return Err(fault),
            Ok(words) if words.is_empty() => flaw(path("words"), "required", "何をどう直すのかを書いてください。"),
            Ok(words) if private.iter().any(|answer| words.contains(answer.as_str())) => {
                flaw(path("words"), "private", "個人の欄の内容は書かないでください。欄の名前だけで伝わります。");
            }
            Ok(words) => reason.words = words,
        }
        reasons.push(reason);
    }
    match until {
        Some(until) if flaws.is_empty() => Ok((until, Correction { reasons, until: asked.until })),
        _ => Err(Fault::bad_fields(flaws)),
    }
}

/// The answers that stay out of every other text.
fn private_answers<'a>(definition: &Definition, contents: &'a Contents) -> impl Iterator<Item = &'a String> {
    let asked = definition.fields(&contents.answers).into_iter().filter(|asked| asked.private);
    let answers = asked.filter_map(|asked| contents.answers.get(&asked.path));
    answers.filter(|answer| answer.chars().count() >= TELLING)
}
