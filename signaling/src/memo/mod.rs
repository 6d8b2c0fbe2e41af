//! 応対メモ: what a ward's staff say about a subject, kept by themselves. Every change is a further revision, so the one
//! before it can be taken up again.

mod store;

use crate::access::{AccountCaller, Act, Caller, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::fault::{Fault, Result};
use crate::free_text;
use crate::place;
use protocol::id::{SectionId, SubjectId};
use protocol::memo::{Memo, MemoChange, MemoContent, PHRASE_MAX, PHRASES_MAX, SCRIPT_MAX};
use protocol::problem::Code;

/// The memo of the caller's ward about a subject.
///
/// # Errors
/// `forbidden`; `not-found` for a subject that the ward does not answer.
pub async fn read(app: &App, by: &AccountCaller, subject: &SubjectId) -> Result<Memo> {
    by.somewhere(Act::ReadMemo)?;
    let section = place::answering(&app.db, &by.ward, subject).await?.ok_or(Code::NotFound)?;
    let latest = store::latest(&app.db, &by.ward, subject).await?;
    Ok(memo(subject, latest, may_edit(by, &section).is_ok()))
}

/// Writes what the memo says from now on. `meant` is the revision that was changed.
///
/// # Errors
/// `forbidden` but for the section that answers; `not-found`; `bad-field`; `stale-tag` where somebody else was faster.
pub async fn write(app: &App, by: &AccountCaller, subject: &SubjectId, meant: u32, change: MemoChange) -> Result<Memo> {
    by.somewhere(Act::ReadMemo)?;
    let section = place::answering(&app.db, &by.ward, subject).await?.ok_or(Code::NotFound)?;
    may_edit(by, &section)?;
    let content = checked(change)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let written = store::insert(&mut tx, &by.ward, subject, meant + 1, &content, &by.account, now).await?;
    if !written || (meant > 0 && !store::is_there(&mut tx, &by.ward, subject, meant).await?) {
        return Err(Code::StaleTag.into());
    }
    let (actor, target) = (Actor::Account(&by.account), Target::Subject(subject));
    let entry = Entry { ward: &by.ward, actor, deed: Deed::MemoChanged, target };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    Ok(memo(subject, store::latest(&app.db, &by.ward, subject).await?, true))
}

fn memo(subject: &SubjectId, latest: Vec<(u32, MemoContent)>, editable: bool) -> Memo {
    let mut latest = latest.into_iter();
    let (revision, content) = latest.next().unwrap_or_default();
    let before = latest.next().map(|(_, content)| content);
    Memo { subject: subject.clone(), revision, content, before, editable }
}

fn may_edit(by: &AccountCaller, section: &SectionId) -> Result<()> {
    authorise(&Caller::Account(by.clone()), Act::EditMemo, Scope::section(&by.ward, section))
}

/// The content as it is kept, without empty ends; a flaw is named with its place.
fn checked(MemoChange { content, declared }: MemoChange) -> Result<MemoContent> {
    let script = free_text::take("script", &content.script, SCRIPT_MAX, declared)?;
    if content.phrases.len() > PHRASES_MAX {
        let words = format!("定型文は{PHRASES_MAX}個までです。");
        return Err(Fault::bad_field("phrases", "too-many", words));
    }
    let mut phrases = Vec::with_capacity(content.phrases.len());
    for (place, phrase) in content.phrases.iter().enumerate() {
        let path = format!("phrases/{place}");
        let phrase = free_text::take(&path, phrase, PHRASE_MAX, declared)?;
        if phrase.is_empty() {
            return Err(Fault::bad_field(path, "required", "定型文が空です。消すか、書いてください。"));
        }
        phrases.push(phrase);
    }
    Ok(MemoContent { script, phrases })
}
