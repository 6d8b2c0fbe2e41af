//! Who is asking: a handler that takes one of these as an argument is reached by nobody else.

use crate::access::session::{self, Token};
use crate::access::{self, AccountCaller, BoothCaller, Caller, TokenCaller};
use crate::app::App;
use crate::booking::service;
use crate::fault::Fault;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::header;
use http::request::Parts;
use protocol::private::Private;
use protocol::problem::Code;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The cookie of a signed-in person.
pub(super) const SESSION_COOKIE: &str = "__Host-session";
/// The cookie of a paired tablet.
pub(super) const DEVICE_COOKIE: &str = "__Host-device";

/// The serial number, in hexadecimal, of the client certificate that the TLS layer has verified. Only the booths'
/// listener sets it.
#[derive(Debug, Clone)]
pub struct PeerCertificate(pub String);

impl FromRequestParts<App> for AccountCaller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let Some(token) = cookie(parts, SESSION_COOKIE) else { return Err(Fault::from(Code::NotSignedIn)) };
        session::account(app, &token).await?.ok_or_else(|| Fault::from(Code::NotSignedIn))
    }
}

impl FromRequestParts<App> for BoothCaller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let booth = if let Some(PeerCertificate(serial)) = parts.extensions.get() {
            access::booth_by_certificate(app, serial).await?
        } else if let Some(token) = cookie(parts, DEVICE_COOKIE) {
            session::device(app, &token).await?
        } else {
            None
        };
        booth.ok_or_else(|| Fault::from(Code::NotSignedIn))
    }
}

/// A telephone service, by its bearer token (RFC 6750 2.1).
impl FromRequestParts<App> for TokenCaller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let stated = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(secret) = stated.and_then(|value| value.strip_prefix("Bearer ")) else {
            return Err(Fault::from(Code::NotSignedIn));
        };
        let found = service::caller(app, &Private::new(secret.to_owned())).await?;
        found.ok_or_else(|| Fault::from(Code::NotSignedIn))
    }
}

/// Either. A browser may hold both cookies, as on a machine where both faces are tried; then `?as=booth` or `?as=desk`
/// says which counts, and without it the person does.
impl FromRequestParts<App> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let says = |face: &str| parts.uri.query().is_some_and(|q| q.split('&').any(|pair| pair == face));
        let booth = parts.extensions.get::<PeerCertificate>().is_some() || says("as=booth");
        if booth {
            return BoothCaller::from_request_parts(parts, app).await.map(Self::Booth);
        }
        let desk_only = says("as=desk");
        match AccountCaller::from_request_parts(parts, app).await {
            Err(fault) if fault.code() == Code::NotSignedIn && !desk_only => {
                BoothCaller::from_request_parts(parts, app).await.map(Self::Booth)
            }
            person => person.map(Self::Account),
        }
    }
}

/// The client's address, for rate limits only; it is never logged or stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClientAddress(pub(super) IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        // Without a socket, as in tests, everybody is one client.
        Ok(Self(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// Sets one of our cookies for some seconds.
pub(super) fn set_cookie(name: &'static str, token: &Token, seconds: i64) -> CookieJar {
    CookieJar::new().add(ours(name, token.reveal().clone(), seconds))
}

/// Takes one of our cookies away.
pub(super) fn clear_cookie(name: &'static str) -> CookieJar {
    CookieJar::new().add(ours(name, String::new(), 0))
}

fn ours(name: &'static str, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(time::Duration::seconds(seconds))
        .build()
}

fn cookie(parts: &Parts, name: &str) -> Option<Token> {
    CookieJar::from_headers(&parts.headers).get(name).map(|cookie| Token::new(cookie.value().to_owned()))
}
