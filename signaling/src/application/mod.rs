//! 申請: what a resident submits, its review by the back office, and the hand-over to the section that decides.
//!
//! ```text
//! submit     a booth submits                     receipt    受付番号: drawn, readable aloud
//! stage      where an application stands (no I/O)
//! contents   what is sealed of it                store      the rows
//! list       作業一覧                             review     read, and what a reviewer does
//! mine       what an applicant learns and puts right, by code
//! batch      引渡し: one prepares, another releases
//! package    as sheets and files leave           signer     the key that signs them
//! sweep      what time alone does: keys are destroyed
//! ```
//!
//! A journey: [`submit`] seals the answers with a key of the application's own → a reviewer takes it up, asks for a
//! correction, which the applicant sends by code, and finds it complete → one person puts it into a batch, another releases
//! it: a signed file → the key is destroyed when its time is over, and nobody can read what was written.

pub mod batch;
mod contents;
pub mod list;
pub mod mine;
pub mod package;
mod receipt;
pub mod review;
mod signer;
pub mod stage;
mod store;
mod submit;
mod sweep;

pub use signer::Signer;
pub use submit::{Receipt, Sealed, Submission, submit};
pub use sweep::sweep;

use crate::access::{AccountCaller, Act, Scope};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::call::operate;
use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::{Fault, Result};
use crate::vault::Key;
use contents::Contents;
use forms::Definition;
use jiff::civil::Date;
use protocol::application::{ApplicationDeed, ApplicationRow};
use protocol::booking::Words;
use protocol::id::{AccountId, ApplicationId, CallId, FormId, RequestId, SectionId, WardId};
use protocol::place::Identity;
use protocol::problem::Code;
use stage::{Refusal, Stage};

/// An application as its row says.
#[derive(Clone)]
pub(crate) struct Application {
    id: ApplicationId,
    ward: WardId,
    section: SectionId,
    section_name: String,
    call: CallId,
    key: RequestId,
    form: FormId,
    version: u32,
    identity: Identity,
    receipt: String,
    code_round: u32,
    sealed: String,
    stage: Stage,
    /// The applicant has put right what was asked last.
    corrected: bool,
    papers_missing: u32,
    revision: u32,
    submitted_at: Millis,
    erase_at: Option<Millis>,
    erased_at: Option<Millis>,
    /// As colleagues know them.
    reviewer_name: Option<String>,
    /// The ward office's.
    telephone: String,
}

impl Application {
    fn scope(&self) -> Scope<'_> {
        Scope::section(&self.ward, &self.section)
    }

    /// The version that was filled.
    fn definition(&self) -> Result<&'static Definition> {
        definition(&self.form, self.version).ok_or_else(|| Code::Internal.into())
    }

    /// The day on which it was submitted.
    fn day(&self, app: &App) -> Date {
        operate::local_date(self.submitted_at, &app.config.calls)
    }

    /// The same with other contents.
    fn holding(self, app: &App, contents: &Contents, key: &Key) -> Result<Self> {
        let papers_missing = contents.papers_missing(self.definition()?);
        Ok(Self { sealed: contents.seal(app, &self.id, key), papers_missing, ..self })
    }

    /// The same after an event.
    fn step(self, event: stage::Event) -> Result<Self> {
        let stage = self.stage.clone().step(event).map_err(|refusal| match refusal {
            Refusal::WrongStage => Fault::because(Code::WrongState, WRONG_STAGE),
            Refusal::PastDay => Fault::bad_field("until", "too-early", "今日か、今日より後の日にしてください。"),
        })?;
        Ok(Self { stage, ..self })
    }

    fn row(&self, app: &App) -> ApplicationRow {
        let until = match &self.stage {
            Stage::Correction { until, .. } => Some(until.to_string()),
            _ => None,
        };
        ApplicationRow {
            id: self.id.clone(),
            receipt: self.receipt.clone(),
            ward: self.ward.clone(),
            section: self.section.clone(),
            section_name: self.section_name.clone(),
            form: self.form.clone(),
            version: self.version,
            title: title(&self.form, self.version),
            status: self.stage.word(),
            submitted_at: moment(self.submitted_at),
            reviewer: self.reviewer_name.clone(),
            correct_by: until,
            corrected: self.corrected,
            papers_missing: self.papers_missing,
            erase_on: self.erase_at.map(|at| operate::local_date(at, &app.config.calls).to_string()),
            erased: self.erased_at.is_some(),
        }
    }
}

/// One version of a form, whether it is in force or not.
fn definition(form: &FormId, version: u32) -> Option<&'static Definition> {
    forms::builtin::all().iter().find(|definition| definition.id == *form && definition.version == version)
}

/// What a form is called; its id where it does not ship any more.
fn title(form: &FormId, version: u32) -> Words {
    definition(form, version).map_or_else(
        || Words { ja: form.to_string(), easy: None, en: None },
        |definition| {
            let title = &definition.title;
            Words { ja: title.ja.clone(), easy: Some(title.easy.clone()), en: Some(title.en.clone()) }
        },
    )
}

/// A moment as clients are told it.
fn moment(at: Millis) -> u64 {
    u64::try_from(at).unwrap_or(0)
}

/// Whether somebody may do an act anywhere.
///
/// # Errors
/// `forbidden`.
fn somewhere(by: &AccountCaller, act: Act) -> Result<()> {
    let may = by.roles.iter().any(|grant| by.may_somewhere(act, &grant.ward));
    if may { Ok(()) } else { Err(Code::Forbidden.into()) }
}

/// An application that somebody may do an act on.
///
/// # Errors
/// `forbidden` for whoever may do so nowhere; `not-found` for one of another ward or section, too.
async fn found(app: &App, by: &AccountCaller, act: Act, id: &ApplicationId) -> Result<Application> {
    somewhere(by, act)?;
    let mut held = app.db.hold().await?;
    let found = store::by_id(&mut held.conn(), id).await?.filter(|found| by.may(act, found.scope()));
    found.ok_or_else(|| Code::NotFound.into())
}

/// Writes down who did what, for colleagues.
async fn tell(
    tx: &mut Tx,
    id: &ApplicationId,
    deed: ApplicationDeed,
    by: Option<&AccountId>,
    now: Millis,
) -> Result<()> {
    Ok(store::history::append(tx, id, deed, by, now).await?)
}

/// Writes it down in the audit log.
async fn note(app: &App, tx: &mut Tx, of: &Application, actor: Actor<'_>, deed: Deed, now: Millis) -> Result<()> {
    let entry = Entry { ward: &of.ward, actor, deed, target: Target::Application(&of.id) };
    audit::append(tx, &app.config.server.node, now, entry).await
}

fn today(app: &App, now: Millis) -> Date {
    operate::local_date(now, &app.config.calls)
}

const WRONG_STAGE: &str =
    "この申請は、いまはその操作ができない状態です。画面を読み込み直して、状態を確かめてください。";
const STALE: &str = "ほかの人がこの申請を先に進めました。画面を読み込み直してから、もう一度お試しください。";
