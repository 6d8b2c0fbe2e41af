//! What an applicant learns of their own application, and puts right, with the code of the receipt.

use super::contents::{self, Contents, digest};
use super::stage::{Event, Stage};
use super::submit::invalid;
use super::{Application, moment, note, store, tell, title, today};
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::booking::{Guesser, Typed};
use crate::fault::{Fault, Result};
use crate::limits::Neighbourhood;
use forms::{Answers, Declared, Definition};
use jiff::civil::Date;
use protocol::application::{ApplicationDeed, CorrectByCode, Correction, OwnApplication};
use protocol::id::RequestId;
use protocol::problem::{Code, FieldProblem};
use std::collections::BTreeSet;

/// What became of an application. No answer is in it.
///
/// # Errors
/// `bad-code`, `too-many`.
pub async fn look(app: &App, from: Neighbourhood, code: &str) -> Result<OwnApplication> {
    let found = by_code(app, from, code).await?;
    let correction = match &found.stage {
        Stage::Correction { .. } => {
            let key = contents::key(app, found.id.as_str()).await?;
            contents::open(&found, &key)?.correction
        }
        _ => None,
    };
    Ok(seen(found, correction))
}

/// The definition by which it was filled.
///
/// # Errors
/// `bad-code`, `too-many`.
pub async fn form(app: &App, from: Neighbourhood, code: &str) -> Result<&'static Definition> {
    by_code(app, from, code).await?.definition()
}

/// Puts right what was asked: the fields that were named, and those that this makes necessary. What is sent after the day
/// is taken, too, as long as nobody went on without it.
///
/// # Errors
/// `bad-code`, `too-many`; `wrong-state` where nothing is asked; `invalid-form` for a field that was not asked for, and
/// whatever is wrong then; `key-reused`.
pub async fn correct(
    app: &App,
    from: Neighbourhood,
    request: RequestId,
    sent: CorrectByCode,
) -> Result<OwnApplication> {
    let found = by_code(app, from, &sent.code).await?;
    let key = contents::key(app, found.id.as_str()).await?;
    let now = app.clock.now();
    let content = digest(&(&sent.answers, &sent.declared));
    let mut tx = app.db.begin().await?;
    let before = store::take(&mut tx, &found.id).await?.ok_or(Code::NotFound)?;
    let contents = contents::open(&before, &key)?;
    match contents.corrections.get(&request) {
        Some(known) if *known == content => {
            let asked = contents.correction.filter(|_| matches!(before.stage, Stage::Correction { .. }));
            return Ok(seen(before, asked));
        }
        Some(_) => return Err(Code::KeyReused.into()),
        None => {}
    }
    let after = before.clone().step(Event::Correct)?;
    let declared = sent.declared.into_iter().collect();
    let days = (before.day(app), today(app, now));
    let mut contents = corrected(before.definition()?, contents, sent.answers, declared, days)?;
    contents.corrections.insert(request, content);
    let after = Application { corrected: true, ..after }.holding(app, &contents, &key)?;
    store::put(&mut tx, &after).await?;
    tell(&mut tx, &after.id, ApplicationDeed::Corrected, None, now).await?;
    note(app, &mut tx, &after, Actor::Resident, Deed::ApplicationCorrected, now).await?;
    tx.commit().await?;
    Ok(seen(after, None))
}

/// The contents with other answers. The whole is judged as of the day of its submission, so that no date that was right
/// then stands in the way; what is sent now is judged as of today.
fn corrected(
    definition: &Definition,
    before: Contents,
    sent: Answers,
    declared: Declared,
    (submitted, today): (Date, Date),
) -> Result<Contents> {
    if sent.is_empty() {
        return Err(Fault::bad_field("answers", "required", "直した内容を入れてください。"));
    }
    let asked: BTreeSet<&str> =
        before.correction.iter().flat_map(|asked| &asked.reasons).map(|reason| reason.path.as_str()).collect();
    let mut errors: Vec<FieldProblem> = Vec::new();
    let mut answers = before.answers.clone();
    for (path, raw) in &sent {
        match definition.normalise(path, raw, declared.contains(path)) {
            Ok(value) => {
                answers.insert(path.clone(), value);
            }
            Err(error) => errors.push(error.into()),
        }
    }
    let needed_before: BTreeSet<String> = paths(definition, &before.answers);
    let needed = paths(definition, &answers);
    for path in sent.keys() {
        let of_entry = path.split_once('/').is_some_and(|(repeat, _)| asked.contains(repeat));
        let newly = needed.contains(path) && !needed_before.contains(path);
        let named = errors.iter().any(|error| error.path == *path);
        if !asked.contains(path.as_str()) && !of_entry && !newly && !named {
            let message = "直すようお願いした項目ではありません。";
            errors.push(FieldProblem { path: path.clone(), code: "not-asked".to_owned(), message: message.to_owned() });
        }
    }
    if !errors.is_empty() {
        return Err(invalid(errors));
    }
    let declared: Declared =
        before.declared.iter().filter(|path| !sent.contains_key(*path)).cloned().chain(declared).collect();
    let kept = definition.kept(&answers);
    let late = definition.validate(&kept, &declared, today);
    let late: Vec<_> = late.into_iter().filter(|error| sent.contains_key(&error.path)).collect();
    if !late.is_empty() {
        return Err(invalid(late));
    }
    let answers = definition.accept(&kept, &declared, submitted).or_else(|errors| {
        // a day that lies after the submission may be right today
        if errors.iter().all(|error| sent.contains_key(&error.path)) {
            definition.accept(&kept, &declared, today)
        } else {
            Err(errors)
        }
    });
    let answers = answers.map_err(invalid)?;
    let proposed = before.proposed.into_iter().filter(|path| !sent.contains_key(path)).collect();
    let received = before.received.into_iter().filter(|(path, _)| answers.contains_key(path)).collect();
    Ok(Contents { answers, declared, proposed, received, ..before })
}

fn paths(definition: &Definition, answers: &Answers) -> BTreeSet<String> {
    definition.fields(answers).into_iter().map(|asked| asked.path).collect()
}

/// The application behind a code, having counted the try; a wrong code is answered alike, whatever it is like.
async fn by_code(app: &App, from: Neighbourhood, typed: &str) -> Result<Application> {
    let guesser = Guesser::Address(from);
    app.limits.guesses().take(&guesser, app.clock.now())?;
    let digest = app.booking_key.application_code_digest(&Typed::typed(typed));
    let mut held = app.db.hold().await?;
    let Some(found) = store::by_code(&mut held.conn(), &digest).await? else { return Err(Code::BadCode.into()) };
    app.limits.guesses().right(&guesser);
    Ok(found)
}

fn seen(found: Application, correction: Option<Correction>) -> OwnApplication {
    OwnApplication {
        title: title(&found.form, found.version),
        status: found.stage.word(),
        submitted_at: moment(found.submitted_at),
        receipt: found.receipt,
        form: found.form,
        version: found.version,
        correction,
        section_name: found.section_name,
        telephone: found.telephone,
    }
}
