//! Slow work of a visit, done beside it: each errand reports back as a value.

use crate::clock;
use crate::http::{HttpError, Server};
use crate::media::peer::{Certificate, Event, Peer};
use crate::session::Grant;
use anyhow::{Context, Result};
use forms::Definition;
use protocol::id::{CallId, FormId, RequestId};
use protocol::problem::Code;
use reqwest::Url;
use serde::Deserialize;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs, UdpSocket};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use zeroize::Zeroizing;

/// How often a submission is sent when the server does not answer.
const SUBMISSIONS: u32 = 5;
const BETWEEN_SUBMISSIONS: Duration = Duration::from_secs(2);

const AFTER_REFUSAL: Duration = Duration::from_secs(1);

/// What an errand brings back.
pub(super) enum Back {
    Joined(Joined),
    NotJoined(Option<Code>, anyhow::Error),
    Form(Result<Definition>),
    Receipt(Result<String, HttpError>),
}

/// A connection that the SFU has answered.
pub(super) struct Joined {
    pub(super) grant: Grant,
    pub(super) peer: Arc<Peer>,
    pub(super) events: mpsc::Receiver<Event>,
    pub(super) resource: Url,
}

/// Offers, posts, takes the answer.
pub(super) async fn join(server: Server, certificate: Arc<Certificate>, grant: Grant) -> Back {
    match try_join(&server, &certificate, &grant).await {
        Ok((peer, events, resource)) => Back::Joined(Joined { grant, peer: Arc::new(peer), events, resource }),
        Err(error) => {
            let code = match error.downcast_ref() {
                Some(HttpError::Refused(problem)) => Some(problem.code),
                _ => None,
            };
            // The SFU may need a moment to see that an earlier attempt is lost.
            clock::sleep(AFTER_REFUSAL).await;
            Back::NotJoined(code, error)
        }
    }
}

async fn try_join(
    server: &Server,
    certificate: &Certificate,
    grant: &Grant,
) -> Result<(Peer, mpsc::Receiver<Event>, Url)> {
    let url = server.url(&grant.url);
    let addresses = towards(&url).context("no network leads to the server")?;
    let (peer, offer, events) = Peer::offer(certificate, &addresses).await?;
    let (resource, answer) = server.whip(url.as_str(), &grant.token, offer).await?;
    peer.answer(answer).await?;
    Ok((peer, events, resource))
}

/// The local addresses from which packets leave towards a host, one for each family that the host has.
fn towards(url: &Url) -> Result<Vec<SocketAddr>> {
    let host = url.socket_addrs(|| None).or_else(|_| ("localhost", 0).to_socket_addrs().map(Iterator::collect))?;
    let mut addresses = Vec::new();
    for remote in host {
        let any: SocketAddr =
            if remote.is_ipv4() { (Ipv4Addr::UNSPECIFIED, 0).into() } else { (Ipv6Addr::UNSPECIFIED, 0).into() };
        // Connecting a datagram socket sends nothing; it asks the routing table which address would be used.
        let local = UdpSocket::bind(any).and_then(|socket| socket.connect(remote).and_then(|()| socket.local_addr()));
        match local {
            Ok(local) if !addresses.iter().any(|a: &SocketAddr| a.ip() == local.ip()) => {
                addresses.push((local.ip(), 0).into());
            }
            _ => {}
        }
    }
    anyhow::ensure!(!addresses.is_empty(), "no local address");
    Ok(addresses)
}

/// Fetches the form in force.
pub(super) async fn form(server: Server, form: FormId) -> Back {
    Back::Form(try_form(&server, &form).await)
}

async fn try_form(server: &Server, form: &FormId) -> Result<Definition> {
    let definition: serde_json::Value = server.get(&format!("/api/forms/{form}")).await?;
    Ok(Definition::parse(&definition.to_string())?)
}

#[derive(Deserialize)]
struct Received {
    receipt: String,
}

/// Sends the application until the server answers, always under the same key.
pub(super) async fn submit(server: Server, call: CallId, key: RequestId, body: Zeroizing<Vec<u8>>) -> Back {
    let path = format!("/api/calls/{call}/application");
    let mut attempt = 1;
    loop {
        match server.post_once::<Received>(&path, key.as_str(), body.to_vec()).await {
            Err(HttpError::Unreachable(_)) if attempt < SUBMISSIONS => attempt += 1,
            answer => return Back::Receipt(answer.map(|received| received.receipt)),
        }
        clock::sleep(BETWEEN_SUBMISSIONS).await;
    }
}
