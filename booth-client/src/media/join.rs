//! Joins a room: offers, posts, takes the answer.

use super::peer::{Certificate, Event, Peer};
use crate::http::Server;
use anyhow::{Context, Result};
use reqwest::Url;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs, UdpSocket};
use tokio::sync::mpsc;

/// A connection that the SFU has answered.
pub(crate) struct Joined {
    pub(crate) peer: Peer,
    pub(crate) events: mpsc::Receiver<Event>,
    /// The media resource, to be deleted in the end.
    pub(crate) resource: Url,
}

/// Joins with a grant's token at a grant's address.
///
/// # Errors
/// An [`crate::http::HttpError`] if the server does not take the offer.
pub(crate) async fn join(server: &Server, certificate: &Certificate, url: &str, token: &str) -> Result<Joined> {
    let url = server.url(url);
    let addresses = towards(&url).context("no network leads to the server")?;
    let (peer, offer, events) = Peer::offer(certificate, &addresses).await?;
    let (resource, answer) = server.whip(url.as_str(), token, offer).await?;
    peer.answer(answer).await?;
    Ok(Joined { peer, events, resource })
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
