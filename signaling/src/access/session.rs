//! Sessions: the rows behind the cookies `__Host-session` (a desk) and `__Host-device` (a paired tablet). The browser
//! holds 256 random bits, the row only their SHA-256, so that a stolen database opens no session.

use super::{AccountCaller, BoothCaller, store};
use crate::app::App;
use crate::clock::{MINUTE, Millis};
use crate::db::Tx;
use crate::fault::Result;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use protocol::id::{AccountId, BoothId, SessionId};
use protocol::private::Private;
use rand::Rng;
use sha2::{Digest, Sha256};

/// A cookie's value.
pub type Token = Private<String>;

/// Whose session it is.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    /// A person's.
    Account(&'a AccountId),
    /// A paired tablet's.
    Device(&'a BoothId),
}

/// Opens a session inside the caller's transaction and answers its id and the cookie's value.
pub async fn open(
    tx: &mut Tx,
    rng: &mut impl Rng,
    owner: Owner<'_>,
    now: Millis,
    lasts: Millis,
) -> Result<(SessionId, Token)> {
    let mut bits = [0; 32];
    rng.fill_bytes(&mut bits);
    let token = Token::new(URL_SAFE_NO_PAD.encode(bits));
    let id = SessionId::random(rng);
    store::insert_session(tx, &id, &digest(&token), owner, now, now + lasts).await?;
    Ok((id, token))
}

/// The person behind a cookie, if the session is alive; counts as use.
pub async fn account(app: &App, token: &Token) -> Result<Option<AccountCaller>> {
    let now = app.clock.now();
    let Some(person) = store::account_by_token(&app.db, &digest(token), now, unused_since(app, now)).await? else {
        return Ok(None);
    };
    touch(app, &person.session, now).await?;
    Ok(Some(person))
}

/// The paired tablet behind a cookie, if it is alive. A tablet does not end by being idle.
pub async fn device(app: &App, token: &Token) -> Result<Option<BoothCaller>> {
    Ok(store::booth_by_token(&app.db, &digest(token), app.clock.now()).await?)
}

/// Notes that a session is in use, if it is alive, and answers whether it is. Written once a minute at most.
pub(super) async fn touch(app: &App, id: &SessionId, now: Millis) -> Result<bool> {
    let Some(last_used_at) = store::alive(&app.db, id, now, unused_since(app, now)).await? else {
        return Ok(false);
    };
    if now - last_used_at >= MINUTE {
        store::set_last_used(&app.db, id, now).await?;
    }
    Ok(true)
}

/// Ends one session inside the caller's transaction; announce [`crate::revocation::Revoked`] after the commit.
pub async fn end(tx: &mut Tx, id: &SessionId, now: Millis) -> Result<()> {
    Ok(store::end_session(tx, id, now).await?)
}

/// Ends every session of an owner inside the caller's transaction.
pub async fn end_all(tx: &mut Tx, owner: Owner<'_>, now: Millis) -> Result<()> {
    Ok(store::end_sessions(tx, owner, now).await?)
}

fn unused_since(app: &App, now: Millis) -> Millis {
    now - Millis::from(app.config.accounts.idle_minutes) * MINUTE
}

fn digest(token: &Token) -> String {
    hex::encode(Sha256::digest(token.reveal()))
}
