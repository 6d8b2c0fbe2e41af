//! 職員アカウント: the people who sign in at a desk.
//!
//! Signing in costs the same whether the login exists or not, is limited per login and per address, and opens a row
//! that can be revoked; see [`crate::access::session`].

pub mod demo;
mod password;
mod role;
mod shown;
mod store;

pub use password::{BadParameters, PASSWORD_MAX, PASSWORD_MIN, Passwords};
pub use role::Role;
pub use shown::{BadPlate, PLATE_MAX, Plate, ShownAs};

use crate::access::session::{self, Owner, Token};
use crate::access::{AccountCaller, Act, Caller, RoleGrant, Scope, authorise};
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::{HOUR, Millis};
use crate::db::{Conn, Tx};
use crate::fault::{Fault, Result};
use crate::revocation::Revoked;
use protocol::id::{AccountId, SectionId, WardId};
use protocol::place::Language;
use protocol::private::Private;
use protocol::problem::Code;
use std::net::IpAddr;

/// What a person types to sign in: 1 to 64 of a–z, 0–9, `-`, `_` and `.`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

/// A text is no login name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a login name is 1 to 64 characters of a-z, 0-9, '-', '_' and '.'")]
pub struct BadLogin;

impl std::str::FromStr for Login {
    type Err = BadLogin;
    fn from_str(text: &str) -> std::result::Result<Self, BadLogin> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b);
        if (1..=64).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadLogin)
        }
    }
}

/// A person to be added.
#[derive(Debug)]
pub struct NewAccount {
    /// What they type to sign in.
    pub login: Login,
    /// Their own name, for their own screen and for colleagues.
    pub name: Private<String>,
    /// 名字, which residents may be told where the policy says so: [`ShownAs`].
    pub family_name: Option<Plate>,
    /// 座席番号 as it is said, `3番`; the same.
    pub seat: Option<Plate>,
    /// Their ward.
    pub ward: WardId,
    /// What they are, and where.
    pub roles: Vec<RoleGrant>,
    /// What they speak besides Japanese.
    pub languages: Vec<Language>,
    /// Their first password.
    pub password: Private<String>,
}

/// Adds a person.
///
/// # Errors
/// `bad-field` for a password that is too short or long, a login that is taken, or a place that does not exist.
pub async fn add(app: &App, new: NewAccount, by: Actor<'_>) -> Result<AccountId> {
    if new.password.reveal().chars().count() < PASSWORD_MIN || new.password.reveal().len() > PASSWORD_MAX {
        let message = format!("パスワードは{PASSWORD_MIN}文字以上、{PASSWORD_MAX}バイト以内にしてください。");
        return Err(Fault::bad_field("password", "length", message));
    }
    let mut rng = app.rng();
    let id = AccountId::random(&mut rng);
    let hash = app.passwords.hash(new.password.clone(), rng).await?;
    let mut tx = app.db.begin().await?;
    let now = app.clock.now();
    if !store::insert(&mut tx, &id, &new, &hash, now).await? {
        return Err(Fault::bad_field("login", "taken", "この利用者名はすでに使われています。"));
    }
    for grant in &new.roles {
        store::insert_role(&mut tx, &id, grant).await?;
    }
    for language in &new.languages {
        store::insert_language(&mut tx, &id, *language).await?;
    }
    let entry = Entry { ward: &new.ward, actor: by, deed: Deed::AccountAdded, target: Target::Account(&id) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether a login exists.
pub async fn exists(app: &App, login: &Login) -> Result<bool> {
    Ok(store::by_login(&app.db, &login.0).await?.is_some())
}

/// Signs a person in: who they are, and the cookie's value.
///
/// # Errors
/// `too-many`; `bad-credentials` without saying which of the two was wrong.
pub async fn sign_in(
    app: &App,
    login: &str,
    password: Private<String>,
    from: IpAddr,
) -> Result<(AccountCaller, Token)> {
    app.limits.sign_in_address.take(&from.into())?;
    app.limits.sign_in_login.take(&login.chars().take(64).collect())?;
    let known = store::by_login(&app.db, login).await?;
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let fits = password.reveal().len() <= PASSWORD_MAX;
    if !app.passwords.verify(password, hash).await? || !fits {
        return Err(Fault::from(Code::BadCredentials));
    }
    let Some(known) = known else { return Err(Fault::from(Code::BadCredentials)) };
    let now = app.clock.now();
    let lasts = Millis::from(app.config.accounts.absolute_hours) * HOUR;
    let mut tx = app.db.begin().await?;
    let (session, token) = session::open(&mut tx, &mut app.rng(), Owner::Account(&known.id), now, lasts).await?;
    let actor = Actor::Account(&known.id);
    let entry = Entry { ward: &known.ward, actor, deed: Deed::SignedIn, target: Target::Session(&session) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    let person = session::account(app, &token).await?.ok_or_else(|| Fault::from(Code::NotSignedIn))?;
    Ok((person, token))
}

/// Signs a person out: the row ends, and so do its sockets.
pub async fn sign_out(app: &App, person: &AccountCaller) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    session::end(&mut tx, &person.session, now).await?;
    let actor = Actor::Account(&person.account);
    let entry = Entry { ward: &person.ward, actor, deed: Deed::SignedOut, target: Target::Session(&person.session) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    app.revocations.announce(Revoked::Session(person.session.clone()));
    Ok(())
}

/// What colleagues call a person; `None` for an account that is no more.
pub(crate) async fn name(tx: &mut Tx, account: &AccountId) -> Result<Option<String>> {
    Ok(store::name(tx, account).await?)
}

/// What residents are told of a person besides the section, as the policy has it.
pub(crate) async fn shown(app: &App, mut conn: Conn<'_>, account: &AccountId) -> Result<Option<Private<String>>> {
    let (family_name, seat) = store::plates(&mut conn, account).await?.unwrap_or_default();
    Ok(app.config.staff.shown_as.choose(family_name, seat).map(Private::new))
}

/// Ends an account: it cannot sign in any more, and every session of it ends.
///
/// # Errors
/// `not-found`; `forbidden` for an account of a ward that the caller does not administer.
pub async fn revoke(app: &App, by: &AccountCaller, account: &AccountId) -> Result<()> {
    let Some(ward) = store::ward_of(&app.db, account).await? else { return Err(Fault::from(Code::NotFound)) };
    authorise(&Caller::Account(by.clone()), Act::RevokeAccount, Scope::ward(&ward))?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::revoke(&mut tx, account, now).await?;
    session::end_all(&mut tx, Owner::Account(account), now).await?;
    let actor = Actor::Account(&by.account);
    let entry = Entry { ward: &ward, actor, deed: Deed::AccountRevoked, target: Target::Account(account) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    app.revocations.announce(Revoked::Account(account.clone()));
    Ok(())
}

/// The sections where a person works: those named by a role, and every section of a ward that a role covers whole.
pub async fn sections(app: &App, person: &AccountCaller) -> Result<Vec<(SectionId, String)>> {
    Ok(store::sections(&app.db, &person.account).await?)
}
