//! The bare relay: the least that forwarding can cost. One UDP socket, one `recv_from` and one `send_to` per packet, no
//! encryption, no parsing. The first packet of a caller names its number; caller 2n is relayed to 2n + 1 and back.

use anyhow::Result;
use std::collections::HashMap;
use std::net::{SocketAddr, UdpSocket};

/// Marks a packet that only says "caller n is here".
pub(crate) const HELLO: &[u8; 8] = b"callerno";

/// Runs until it is killed. Prints the port it listens on.
pub(crate) fn run() -> Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    println!("{}", socket.local_addr()?.port());
    let mut by_number: HashMap<u32, SocketAddr> = HashMap::new();
    let mut peer_of: HashMap<SocketAddr, SocketAddr> = HashMap::new();
    let mut bytes = [0; 2048];
    loop {
        let (length, from) = socket.recv_from(&mut bytes)?;
        if let Some(to) = peer_of.get(&from) {
            socket.send_to(&bytes[..length], to)?;
        } else if let Some(number) = hello(&bytes[..length]) {
            by_number.insert(number, from);
            if let Some(&other) = by_number.get(&(number ^ 1)) {
                peer_of.insert(from, other);
                peer_of.insert(other, from);
            }
        }
    }
}

fn hello(bytes: &[u8]) -> Option<u32> {
    let number = bytes.strip_prefix(HELLO)?;
    Some(u32::from_be_bytes(number.try_into().ok()?))
}
