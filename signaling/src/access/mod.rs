//! Who is asking, by which session, and what they may do.
//!
//! ```text
//! authorise   the one place that decides what a caller may do, as a table
//! session     rows behind the cookies of desks and paired tablets: opened, found, ended
//! store       their SQL
//! ```

mod authorise;
pub mod session;
mod store;

pub use authorise::{Act, Scope, authorise, granted};

use crate::account::Role;
use crate::app::App;
use crate::fault::Result;
use protocol::id::{AccountId, BoothId, SectionId, SessionId, SiteId, TokenId, WardId};
use protocol::place::Language;
use protocol::private::Private;
use protocol::problem::Code;

/// Who is asking.
#[derive(Debug, Clone)]
pub enum Caller {
    /// A person who signed in.
    Account(AccountCaller),
    /// A booth.
    Booth(BoothCaller),
}

impl Caller {
    /// The ward the caller belongs to.
    pub const fn ward(&self) -> &WardId {
        match self {
            Self::Account(person) => &person.ward,
            Self::Booth(booth) => &booth.ward,
        }
    }
}

/// A person who signed in.
#[derive(Debug, Clone)]
pub struct AccountCaller {
    /// By which session.
    pub session: SessionId,
    /// Who.
    pub account: AccountId,
    /// Their own name, for their own screen.
    pub name: Private<String>,
    /// Their ward.
    pub ward: WardId,
    /// What they are, and where.
    pub roles: Vec<RoleGrant>,
    /// What they speak besides Japanese.
    pub languages: Vec<Language>,
}

/// A role and where it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleGrant {
    /// Which role.
    pub role: Role,
    /// In which ward.
    pub ward: WardId,
    /// In which section; `None` is the whole ward.
    pub section: Option<SectionId>,
}

/// A booth that signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoothCaller {
    /// Which.
    pub booth: BoothId,
    /// Where it stands.
    pub site: SiteId,
    /// The ward that answers it.
    pub ward: WardId,
    /// How it signed in.
    pub pass: Pass,
}

/// A telephone service, by its token. It books in one ward, and is no [`Caller`]: it has no place in a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenCaller {
    /// Which token.
    pub token: TokenId,
    /// Where it books.
    pub ward: WardId,
}

/// How a booth signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    /// By the cookie of a paired tablet.
    Session(SessionId),
    /// By a client certificate of our authority; the text is its serial number in hexadecimal.
    Certificate(String),
}

/// Whether a caller who was let in before still may be here: not signed out, not expired, not revoked. A live socket
/// asks this now and then, which also counts as use of the session.
pub async fn still_holds(app: &App, caller: &Caller) -> Result<bool> {
    let now = app.clock.now();
    match caller {
        Caller::Account(person) => session::touch(app, &person.session, now).await,
        Caller::Booth(booth) => match &booth.pass {
            Pass::Session(id) => session::touch(app, id, now).await,
            // Another certificate of the device may have taken this one's place.
            Pass::Certificate(_) => Ok(store::device_is_certified(&app.db, &booth.booth, now).await?),
        },
    }
}

/// The ward and the roles of an account that was not revoked, for what is given out without a session.
pub async fn grants(app: &App, account: &AccountId) -> Result<Option<(WardId, Vec<RoleGrant>)>> {
    Ok(store::grants(&app.db, account).await?)
}

/// The booth behind a client certificate that the TLS layer has verified, unless it was revoked.
///
/// # Errors
/// `suspended`.
pub async fn booth_by_certificate(app: &App, serial: &str) -> Result<Option<BoothCaller>> {
    match store::booth_by_certificate(&app.db, serial, app.clock.now()).await? {
        Some((_, true)) => Err(Code::Suspended.into()),
        found => Ok(found.map(|(booth, _)| booth)),
    }
}
