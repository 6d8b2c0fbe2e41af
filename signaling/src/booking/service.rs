//! 電話サービス: a telephone service's right to book in a ward. The service holds 256 random bits, the row their SHA-256.

use super::store;
use crate::access::TokenCaller;
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::clock::Millis;
use crate::fault::{Fault, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use protocol::id::{TokenId, WardId};
use protocol::private::Private;
use protocol::problem::Code;
use rand::Rng as _;
use sha2::{Digest, Sha256};

/// Longest name of a service, in characters.
const NAME_MAX: usize = 60;

/// A token as the operator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Which.
    pub token: TokenId,
    /// Where it books.
    pub ward: WardId,
    /// What the operator calls it.
    pub name: String,
    /// Since when.
    pub created_at: Millis,
    /// Until when, if it was revoked.
    pub revoked_at: Option<Millis>,
}

/// Gives a service its token: the id, and the secret that is told once.
///
/// # Errors
/// `bad-field`, `not-found` for a ward that is not there.
pub async fn add(app: &App, ward: &WardId, name: &str) -> Result<(TokenId, Private<String>)> {
    let length = name.chars().count();
    if length == 0 || length > NAME_MAX {
        let words = format!("名前は1文字以上{NAME_MAX}文字以内にしてください。");
        return Err(Fault::bad_field("name", "length", words));
    }
    let now = app.clock.now();
    let mut rng = app.rng();
    let mut bits = [0; 32];
    rng.fill_bytes(&mut bits);
    let secret = Private::new(URL_SAFE_NO_PAD.encode(bits));
    let token = TokenId::random(&mut rng);
    let mut tx = app.db.begin().await?;
    if !store::service::is_ward(&mut tx.conn(), ward).await? {
        return Err(Code::NotFound.into());
    }
    store::service::insert(&mut tx, &token, ward, name, &digest(&secret), now).await?;
    let entry = Entry { ward, actor: Actor::Operator, deed: Deed::TokenAdded, target: Target::Token(&token) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    tx.commit().await?;
    Ok((token, secret))
}

/// Every service, also those that were revoked.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App) -> Result<Vec<Service>> {
    let mut held = app.db.hold().await?;
    Ok(store::service::list(&mut held.conn()).await?)
}

/// Ends a service's right.
///
/// # Errors
/// `not-found` for a token that is not there or was revoked.
pub async fn revoke(app: &App, token: &TokenId) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let ward = store::service::revoke(&mut tx, token, now).await?.ok_or(Code::NotFound)?;
    let entry = Entry { ward: &ward, actor: Actor::Operator, deed: Deed::TokenRevoked, target: Target::Token(token) };
    audit::append(&mut tx, &app.config.server.node, now, entry).await?;
    Ok(tx.commit().await?)
}

/// The service behind a secret.
///
/// # Errors
/// When the database fails.
pub async fn caller(app: &App, secret: &Private<String>) -> Result<Option<TokenCaller>> {
    let mut held = app.db.hold().await?;
    Ok(store::service::by_digest(&mut held.conn(), &digest(secret)).await?)
}

pub(super) fn digest(secret: &Private<String>) -> String {
    hex::encode(Sha256::digest(secret.reveal()))
}
