//! 電子申請: the form in force, and applications submitted in a call.
//!
//! ```text
//! receipt   受付番号: drawn, readable aloud
//! store     the rows
//! ```
//!
//! A journey: the booth posts the answers with an idempotency key; the `forms` crate's rules are applied once more;
//! one transaction writes the application, its receipt on the call, the audit row and the outbox row. A call has one
//! application: whoever sends the same again is given the same receipt, whatever happened in between.

mod receipt;
mod store;

use crate::access::{Act, BoothCaller, Caller, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::{self, Event, operate};
use crate::clock::Millis;
use crate::fault::{Fault, Result};
use crate::hub::Input;
use forms::{Answers, Declared, Definition};
use jiff::civil::Date;
use protocol::id::{ApplicationId, CallId, FormId, RequestId};
use protocol::place::Identity;
use protocol::private::Private;
use protocol::problem::{Code, FieldProblem, Problem};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Receipt {
    /// Which.
    pub application: ApplicationId,
    /// 受付番号
    pub receipt: String,
    /// In milliseconds since 1970.
    pub submitted_at: Millis,
}

/// An application as it is written down.
struct Application<'a> {
    id: ApplicationId,
    call: &'a CallId,
    key: &'a RequestId,
    content_sha256: &'a str,
    form: &'a FormId,
    version: u32,
    identity: Identity,
    receipt: String,
    answers: Private<String>,
    submitted_at: Millis,
}

/// The definition of a form that is in force today.
pub fn definition(app: &App, caller: &Caller, form: &FormId) -> Result<&'static Definition> {
    let may = match caller {
        Caller::Booth(booth) => authorise(caller, Act::SeeForm, Scope::ward(&booth.ward)).is_ok(),
        // Whoever fills forms in one section may see what forms look like.
        Caller::Account(person) => person.roles.iter().any(|grant| {
            let scope = Scope { ward: &grant.ward, section: grant.section.as_ref(), booth: None };
            authorise(caller, Act::SeeForm, scope).is_ok()
        }),
    };
    if !may {
        return Err(Code::Forbidden.into());
    }
    forms::builtin::in_force(form, today(app, app.clock.now())).ok_or_else(|| Code::NotFound.into())
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
    let content = digest(&submission);
    let mut tx = app.db.begin().await?;
    let before = call::store::take(&mut tx, call).await?.filter(|call| call.ticket.booth == booth.booth);
    let before = before.ok_or(Code::NotFound)?;
    if let Some(submitted) = store::of_call(&mut tx, call).await? {
        return if submitted.content_sha256 == content {
            Ok(submitted.receipt)
        } else if submitted.key == key {
            Err(Code::KeyReused.into())
        } else {
            Err(Code::AlreadyApplied.into())
        };
    }
    let (definition, answers) = check(&submission, before.ticket.form.as_ref(), today(app, now))?;
    // The form itself asks for the name and the birth date, which is all that 自己申告 is.
    let identity = before.identity.max(Identity::SelfStated);
    if identity < before.ticket.identity_needed.max(definition.identity) {
        return Err(Code::IdentityNeeded.into());
    }
    let mut rng = app.rng();
    let application = Application {
        id: ApplicationId::random(&mut rng),
        call,
        key: &key,
        content_sha256: &content,
        form: &submission.form,
        version: submission.version,
        identity,
        receipt: receipt::draw(&mut rng),
        answers: Private::new(serde_json::to_string(&answers).expect("texts serialise")),
        submitted_at: now,
    };
    let receipt = Receipt {
        application: application.id.clone(),
        receipt: application.receipt.clone(),
        submitted_at: application.submitted_at,
    };
    let event = Event::Submit { booth: booth.booth.clone(), receipt: receipt.receipt.clone() };
    let actor = Actor::Booth(&booth.booth);
    let after = operate::apply(app, &mut tx, before, event, actor, now).await?;
    store::insert(&mut tx, &after.ticket.ward, &application).await?;
    let entry = Entry {
        ward: &after.ticket.ward,
        actor,
        deed: Deed::ApplicationSubmitted,
        target: Target::Application(&application.id),
    };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    app.metrics.applied();
    app.hub.tell(Input::Call(Box::new(after))).await;
    Ok(receipt)
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
    let answers = definition.accept(&submission.answers.0, &submission.declared, today).map_err(|errors| {
        let mut problem = Problem::from(Code::InvalidForm);
        problem.errors = errors.into_iter().map(FieldProblem::from).collect();
        Fault::from(problem)
    })?;
    Ok((definition, answers))
}

/// Tells a retry from another application. Answers are ordered by path, hence the text is the same for the same.
fn digest(submission: &Submission) -> String {
    let content = (&submission.form, submission.version, &submission.answers.0);
    hex::encode(Sha256::digest(serde_json::to_vec(&content).expect("texts and numbers serialise")))
}

fn today(app: &App, now: Millis) -> Date {
    operate::local_date(now, &app.config.calls)
}
