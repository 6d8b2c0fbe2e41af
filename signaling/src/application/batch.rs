//! 引渡し: applications that are complete leave together as one signed file. One person prepares it, another releases it.

use super::contents;
use super::package::{self, Handing};
use super::stage::Event;
use super::store::{self, batch::Prepared};
use super::{Application, WRONG_STAGE, found, moment, somewhere, tell, title};
use crate::access::{AccountCaller, Act};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::{HOUR, Millis};
use crate::db::Tx;
use crate::fault::{Fault, Result};
use protocol::application::{ApplicationDeed, BATCH_MAX, Batch, BatchLine, Batches, NewBatch};
use protocol::id::{BatchId, WardId};
use protocol::problem::{Code, FieldProblem, Problem};
use std::collections::BTreeSet;

/// Most hand-overs that are listed.
const LISTED: i64 = 100;

/// The newest hand-overs.
///
/// # Errors
/// `forbidden`.
pub async fn list(app: &App, by: &AccountCaller) -> Result<Batches> {
    somewhere(by, Act::HandOver)?;
    let mut held = app.db.hold().await?;
    let mut conn = held.conn();
    let mut batches = Vec::new();
    for prepared in store::batch::list(&mut conn, by, LISTED).await? {
        let lines = store::of_batch(&mut conn, &prepared.id).await?;
        batches.push(seen(prepared, &lines, by));
    }
    Ok(Batches { batches })
}

/// Prepares a hand-over.
///
/// # Errors
/// `forbidden`, `not-found`; `bad-field` for none, too many, one twice, or some of several wards; `wrong-state` with those
/// that are not complete or in another hand-over.
pub async fn prepare(app: &App, by: &AccountCaller, new: NewBatch) -> Result<Batch> {
    somewhere(by, Act::HandOver)?;
    let ward = check(app, by, &new).await?;
    let now = app.clock.now();
    let id = BatchId::random(&mut app.rng());
    let mut tx = app.db.begin().await?;
    store::batch::insert(&mut tx, &id, &ward, &by.account, now).await?;
    let mut errors = Vec::new();
    // in one order, so that two who prepare at once wait for each other
    for application in new.applications.iter().collect::<BTreeSet<_>>() {
        let before = store::take(&mut tx, application).await?.ok_or(Code::NotFound)?;
        match before.step(Event::Prepare { batch: id.clone() }) {
            Ok(after) => {
                store::put(&mut tx, &after).await?;
                tell(&mut tx, &after.id, ApplicationDeed::Prepared, Some(&by.account), now).await?;
            }
            Err(_) => errors.push(unready(&new, application)),
        }
    }
    if !errors.is_empty() {
        let title = "審査済でないか、ほかの引渡しに入っている申請があります。一覧を読み込み直してください。".to_owned();
        return Err(Problem { errors, title, ..Problem::from(Code::WrongState) }.into());
    }
    note(app, &mut tx, (&ward, &id), by, Deed::BatchPrepared, now).await?;
    tx.commit().await?;
    one(app, by, &id).await
}

/// Releases a hand-over: its file is made and signed.
///
/// # Errors
/// `forbidden`, `not-found`; `same-person` for whoever prepared it; `wrong-state` once it was released.
pub async fn release(app: &App, by: &AccountCaller, id: &BatchId) -> Result<Batch> {
    let (prepared, lines) = reached(app, by, id).await?;
    if prepared.prepared_by == by.account {
        return Err(Code::SamePerson.into());
    }
    if prepared.released.is_some() {
        return Err(Fault::because(Code::WrongState, RELEASED));
    }
    let now = app.clock.now();
    let handing = Handing {
        batch: id.clone(),
        prepared_at: prepared.prepared_at,
        prepared_by: prepared.prepared_by.clone(),
        released_at: now,
        released_by: by.account.clone(),
    };
    let mut contents = Vec::new();
    for line in &lines {
        contents.push(package::content(app, line).await?);
    }
    let bundle = package::bundle(app, handing, contents).await?;
    let mut rng = app.rng();
    let key = app.vault.make(id.as_str(), &mut rng, now).await?;
    let sealed = key.seal(id.as_str(), &bundle.bytes, &mut rng);
    let keeps = Millis::from(app.config.applications.keep_days) * 24 * HOUR;
    let mut tx = app.db.begin().await?;
    let locked = store::batch::take(&mut tx, id).await?.ok_or(Code::NotFound)?;
    if locked.released.is_some() {
        return Err(Fault::because(Code::WrongState, RELEASED));
    }
    for line in lines {
        let before = store::take(&mut tx, &line.id).await?.filter(|now| now.revision == line.revision);
        let before = before.ok_or_else(|| Fault::because(Code::WrongState, WRONG_STAGE))?;
        let after = Application { erase_at: Some(now + keeps), ..before.step(Event::HandOver { at: now })? };
        store::put(&mut tx, &after).await?;
        tell(&mut tx, &after.id, ApplicationDeed::HandedOver, Some(&by.account), now).await?;
    }
    store::batch::release(&mut tx, id, &by.account, now, (&bundle.manifest_sha256, &sealed)).await?;
    note(app, &mut tx, (&prepared.ward, id), by, Deed::BatchReleased, now).await?;
    tx.commit().await?;
    contents::keep(app, id.as_str()).await;
    one(app, by, id).await
}

/// Gives a hand-over up before it is released: its applications are complete, as before.
///
/// # Errors
/// `forbidden`, `not-found`; `wrong-state` once it was released.
pub async fn drop(app: &App, by: &AccountCaller, id: &BatchId) -> Result<()> {
    let (prepared, lines) = reached(app, by, id).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let locked = store::batch::take(&mut tx, id).await?.ok_or(Code::NotFound)?;
    if locked.released.is_some() {
        return Err(Fault::because(Code::WrongState, RELEASED));
    }
    for line in lines {
        let before = store::take(&mut tx, &line.id).await?.ok_or(Code::NotFound)?;
        let after = before.step(Event::PutBack)?;
        store::put(&mut tx, &after).await?;
        tell(&mut tx, &after.id, ApplicationDeed::PutBack, Some(&by.account), now).await?;
    }
    store::batch::remove(&mut tx, id).await?;
    note(app, &mut tx, (&prepared.ward, id), by, Deed::BatchDropped, now).await?;
    Ok(tx.commit().await?)
}

/// The file of a hand-over, as it was released: a ZIP archive. That it was read is written down.
///
/// # Errors
/// `forbidden`, `not-found`; `wrong-state` before it is released; `gone` once its key was destroyed.
pub async fn file(app: &App, by: &AccountCaller, id: &BatchId) -> Result<Vec<u8>> {
    let (prepared, lines) = reached(app, by, id).await?;
    let released = prepared.released.ok_or_else(|| Fault::because(Code::WrongState, UNRELEASED))?;
    let key = contents::key(app, id.as_str()).await?;
    let bytes = key.open(id.as_str(), &released.sealed).ok_or(Code::Internal)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    for line in lines {
        // its lines have one order
        store::take(&mut tx, &line.id).await?;
        tell(&mut tx, &line.id, ApplicationDeed::Exported, Some(&by.account), now).await?;
    }
    note(app, &mut tx, (&prepared.ward, id), by, Deed::BatchExported, now).await?;
    tx.commit().await?;
    Ok(bytes.reveal().clone())
}

/// The public key that checks the signature of hand-overs, in PEM.
///
/// # Errors
/// `forbidden`.
pub fn key<'a>(app: &'a App, by: &AccountCaller) -> Result<&'a str> {
    somewhere(by, Act::HandOver)?;
    Ok(app.signer.public())
}

/// Whether these can be one hand-over, and of which ward.
async fn check(app: &App, by: &AccountCaller, new: &NewBatch) -> Result<WardId> {
    let flaw = |code: &str, message: String| Fault::bad_field("applications", code, message);
    if new.applications.is_empty() {
        return Err(flaw("required", "引き渡す申請を選んでください。".to_owned()));
    }
    if new.applications.len() > BATCH_MAX {
        return Err(flaw("too-many", format!("一度に引き渡せるのは{BATCH_MAX}件までです。")));
    }
    if new.applications.iter().collect::<BTreeSet<_>>().len() < new.applications.len() {
        return Err(flaw("twice", "同じ申請が2回選ばれています。".to_owned()));
    }
    let mut wards = BTreeSet::new();
    for id in &new.applications {
        wards.insert(found(app, by, Act::HandOver, id).await?.ward);
    }
    match (wards.pop_first(), wards.is_empty()) {
        (Some(ward), true) => Ok(ward),
        _ => Err(flaw("several-wards", "引き渡しは、区ごとに準備してください。".to_owned())),
    }
}

fn unready(new: &NewBatch, id: &protocol::id::ApplicationId) -> FieldProblem {
    let place = new.applications.iter().position(|asked| asked == id).unwrap_or_default();
    let message = "審査済ではないか、ほかの引渡しに入っています。".to_owned();
    FieldProblem { path: format!("applications/{place}"), code: "not-complete".to_owned(), message }
}

/// A hand-over of which somebody may hand every application over.
async fn reached(app: &App, by: &AccountCaller, id: &BatchId) -> Result<(Prepared, Vec<Application>)> {
    somewhere(by, Act::HandOver)?;
    let mut held = app.db.hold().await?;
    let prepared = store::batch::by_id(&mut held.conn(), id).await?.ok_or(Code::NotFound)?;
    let lines = store::of_batch(&mut held.conn(), id).await?;
    let may = lines.iter().all(|line| by.may(Act::HandOver, line.scope()));
    if may { Ok((prepared, lines)) } else { Err(Code::NotFound.into()) }
}

async fn one(app: &App, by: &AccountCaller, id: &BatchId) -> Result<Batch> {
    let (prepared, lines) = reached(app, by, id).await?;
    Ok(seen(prepared, &lines, by))
}

fn seen(prepared: Prepared, lines: &[Application], by: &AccountCaller) -> Batch {
    let (released_at, released_by, manifest_sha256) = match prepared.released {
        Some(released) => (Some(moment(released.at)), Some(released.releaser), Some(released.manifest_sha256)),
        None => (None, None, None),
    };
    let line = |of: &Application| BatchLine {
        id: of.id.clone(),
        receipt: of.receipt.clone(),
        title: title(&of.form, of.version),
    };
    Batch {
        id: prepared.id,
        prepared_at: moment(prepared.prepared_at),
        own: prepared.prepared_by == by.account,
        prepared_by: prepared.preparer,
        released_at,
        released_by,
        manifest_sha256,
        lines: lines.iter().map(line).collect(),
    }
}

async fn note(
    app: &App,
    tx: &mut Tx,
    (ward, id): (&WardId, &BatchId),
    by: &AccountCaller,
    deed: Deed,
    now: Millis,
) -> Result<()> {
    let entry = Entry { ward, actor: Actor::Account(&by.account), deed, target: Target::Batch(id) };
    audit::append(tx, &app.config.server.node, now, entry).await
}

const RELEASED: &str = "この引渡しは、すでに済んでいます。";
const UNRELEASED: &str = "別の人が引き渡すまで、ファイルは受け取れません。";
