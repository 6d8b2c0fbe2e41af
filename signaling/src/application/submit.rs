//! A booth submits an application in its call.

use super::contents::{self, Contents, digest};
use super::{Application, moment, note, receipt, store, tell, today};
use crate::access::{Act, BoothCaller, Caller, Scope, authorise};
use crate::app::App;
use crate::audit::{Actor, Deed};
use crate::call::{self, Call, Event, operate};
use crate::db::Tx;
use crate::fault::{Fault, Result};
use crate::hub::Input;
use forms::{Answers, Declared, Definition};
use jiff::civil::Date;
use protocol::application::ApplicationDeed;
use protocol::call::PartyRole;
use protocol::id::{ApplicationId, CallId, FormId, RequestId};
use protocol::place::Identity;
use protocol::problem::{Code, FieldProblem, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A code that is taken is drawn anew; more often than this is no accident.
const ROUNDS: u32 = 8;

/// What a booth submits.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Which form.
    pub form: FormId,
    /// The version that was filled.
    pub version: u32,
    /// Path → answer.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub answers: Sealed,
    /// The paths of answers of which the resident says that their digits are no 個人番号.
    #[serde(default)]
    pub declared: Declared,
    /// The paths of answers whose value staff wrote and the resident accepted.
    #[serde(default)]
    pub proposed: Vec<String>,
}

/// Answers that no log can print.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Sealed(Answers);

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("▇▇▇")
    }
}

/// What the resident is given.
#[derive(Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Receipt {
    /// Which.
    pub application: ApplicationId,
    /// 受付番号
    pub receipt: String,
    /// In milliseconds since 1970.
    pub submitted_at: u64,
    /// With it the applicant learns what became of it, and puts right what is asked.
    pub code: String,
    /// Who helped: section and seat, as the resident was told.
    pub helped: Vec<String>,
}

/// Submits an application in a call of the booth.
///
/// # Errors
/// `not-found` for a call of somebody else, `wrong-state` before anybody accepted, `gone` long after the end,
/// `outdated-form`, `identity-needed`, `invalid-form` with every wrong field; where the call has its application already
/// and this is another one, `key-reused` under the same key and `already-applied` under another.
pub async fn submit(
    app: &App,
    booth: &BoothCaller,
    call: &CallId,
    key: RequestId,
    submission: Submission,
) -> Result<Receipt> {
    let now = app.clock.now();
    authorise(&Caller::Booth(booth.clone()), Act::Submit, Scope::booth(&booth.ward, &booth.booth))?;
    let sent = digest(&(&submission.form, submission.version, &submission.answers.0));
    let mut tx = app.db.begin().await?;
    let before = call::store::take(&mut tx, call).await?.filter(|call| call.ticket.booth == booth.booth);
    let before = before.ok_or(Code::NotFound)?;
    if let Some(known) = store::of_call(&mut tx.conn(), call).await? {
        return repeated(app, &known, &key, &sent).await;
    }
    let (definition, answers) = check(&submission, before.ticket.form.as_ref(), today(app, now))?;
    // The form itself asks for the name and the birth date, which is all that 自己申告 is.
    let identity = before.identity.max(Identity::SelfStated);
    if identity < before.ticket.identity_needed.max(definition.identity) {
        return Err(Code::IdentityNeeded.into());
    }
    let proposed = submission.proposed.into_iter().filter(|path| answers.contains_key(path)).collect();
    let contents = Contents {
        answers,
        declared: submission.declared,
        proposed,
        helped: helped(&before),
        sent,
        received: BTreeMap::new(),
        correction: None,
        corrections: BTreeMap::new(),
    };
    let mut rng = app.rng();
    let id = ApplicationId::random(&mut rng);
    let code_round = free_round(app, &mut tx, &id).await?;
    // before the commit, so that no committed application lacks its key
    let sealing = app.vault.make(id.as_str(), &mut rng, now).await?;
    let application = Application {
        ward: before.ticket.ward.clone(),
        section: before.ticket.section.clone(),
        section_name: before.ticket.section_name.clone(),
        call: call.clone(),
        key,
        form: submission.form,
        version: submission.version,
        identity,
        receipt: receipt::draw(&mut rng),
        code_round,
        sealed: contents.seal(app, &id, &sealing),
        stage: super::Stage::Submitted,
        corrected: false,
        papers_missing: contents.papers_missing(definition),
        revision: 1,
        submitted_at: now,
        erase_at: None,
        erased_at: None,
        reviewer_name: None,
        telephone: String::new(),
        id,
    };
    let receipt = given(app, &application, contents.helped);
    let event = Event::Submit { booth: booth.booth.clone(), receipt: receipt.receipt.clone() };
    let actor = Actor::Booth(&booth.booth);
    let after = operate::apply(app, &mut tx, before, event, actor, now).await?;
    let code = app.booking_key.application_code(&application.id, code_round);
    store::insert(&mut tx, &application, &app.booking_key.application_code_digest(&code)).await?;
    tell(&mut tx, &application.id, ApplicationDeed::Submitted, None, now).await?;
    note(app, &mut tx, &application, actor, Deed::ApplicationSubmitted, now).await?;
    tx.commit().await?;
    contents::keep(app, application.id.as_str()).await;
    app.metrics.applied();
    app.hub.tell(Input::Call(Box::new(after))).await;
    Ok(receipt)
}

/// What is answered where the call has its application already.
async fn repeated(app: &App, known: &Application, key: &RequestId, sent: &str) -> Result<Receipt> {
    let sealing = contents::key(app, known.id.as_str()).await?;
    let contents = contents::open(known, &sealing)?;
    if contents.sent == sent {
        Ok(given(app, known, contents.helped))
    } else if known.key == *key {
        Err(Code::KeyReused.into())
    } else {
        Err(Code::AlreadyApplied.into())
    }
}

fn given(app: &App, application: &Application, helped: Vec<String>) -> Receipt {
    Receipt {
        application: application.id.clone(),
        receipt: application.receipt.clone(),
        submitted_at: moment(application.submitted_at),
        code: app.booking_key.application_code(&application.id, application.code_round).reveal(),
        helped,
    }
}

/// The first round in which the application's code is nobody else's.
async fn free_round(app: &App, tx: &mut Tx, id: &ApplicationId) -> Result<u32> {
    for round in 0..ROUNDS {
        let digest = app.booking_key.application_code_digest(&app.booking_key.application_code(id, round));
        if store::by_code(&mut tx.conn(), &digest).await?.is_none() {
            return Ok(round);
        }
    }
    Err(Code::Internal.into())
}

/// Who was in the call for the office, each as the resident was told.
fn helped(call: &Call) -> Vec<String> {
    let mut all = Vec::new();
    for party in call.parties.iter().filter(|party| matches!(party.role, PartyRole::Staff | PartyRole::Colleague)) {
        let called = party.called();
        if !all.contains(&called) {
            all.push(called);
        }
    }
    all
}

/// The version in force, and the normalised answers if every rule of it is met.
fn check(submission: &Submission, asked: Option<&FormId>, today: Date) -> Result<(&'static Definition, Answers)> {
    if asked != Some(&submission.form) {
        return Err(Fault::bad_field("form", "unknown-form", "この呼び出しの様式ではありません。"));
    }
    let definition = forms::builtin::in_force(&submission.form, today).ok_or(Code::OutdatedForm)?;
    if definition.version != submission.version {
        return Err(Code::OutdatedForm.into());
    }
    let answers = definition.accept(&submission.answers.0, &submission.declared, today).map_err(invalid)?;
    Ok((definition, answers))
}

/// The refusal that names every wrong answer.
pub(super) fn invalid(errors: impl IntoIterator<Item = impl Into<FieldProblem>>) -> Fault {
    let mut problem = Problem::from(Code::InvalidForm);
    problem.errors = errors.into_iter().map(Into::into).collect();
    problem.into()
}
