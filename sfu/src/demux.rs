//! Which connection a datagram belongs to.
//!
//! STUN requests name their connection (the ufrag before the colon of USERNAME, RFC 8445 §7.2.2); an address may move
//! or be used again, so they are always sorted by that name. Everything else goes by the address from which such a
//! request came and was found authentic. What neither knows is dropped without an answer.

use crate::room::Seat;
use std::collections::HashMap;
use std::net::SocketAddr;

/// Most addresses that one connection may speak from; a further one pushes out the oldest.
const ADDRESSES_MAX: usize = 8;

/// A call, by its place in the shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CallKey(pub usize);

/// A connection: a call's seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which call.
    pub call: CallKey,
    /// Which seat.
    pub seat: Seat,
}

/// The two tables.
#[derive(Debug, Default)]
pub struct Demux {
    by_ufrag: HashMap<String, Place>,
    by_addr: HashMap<SocketAddr, Place>,
    /// What to forget with a connection.
    known: HashMap<Place, Known>,
}

#[derive(Debug, Default)]
struct Known {
    ufrags: Vec<String>,
    addrs: Vec<SocketAddr>,
}

/// How a datagram was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// By its name; the address is to be learnt if the request is authentic.
    ByName(Place),
    /// By the address.
    ByAddress(Place),
}

impl Demux {
    /// A connection answers to `ufrag` from now on, and no longer to an earlier one.
    pub fn name(&mut self, place: Place, ufrag: String) {
        let known = self.known.entry(place).or_default();
        for old in std::mem::replace(&mut known.ufrags, vec![ufrag.clone()]) {
            self.by_ufrag.remove(&old);
        }
        self.by_ufrag.insert(ufrag, place);
    }

    /// An authentic request came from `addr`.
    pub fn learn(&mut self, place: Place, addr: SocketAddr) {
        if self.by_addr.insert(addr, place) == Some(place) {
            return;
        }
        // The address may have been another connection's until now; that one forgets it when it goes.
        let known = self.known.entry(place).or_default();
        known.addrs.push(addr);
        if known.addrs.len() > ADDRESSES_MAX {
            let oldest = known.addrs.remove(0);
            self.unlearn(place, oldest);
        }
    }

    fn unlearn(&mut self, place: Place, addr: SocketAddr) {
        if self.by_addr.get(&addr) == Some(&place) {
            self.by_addr.remove(&addr);
        }
    }

    /// A connection is gone.
    pub fn forget(&mut self, place: Place) {
        let Some(known) = self.known.remove(&place) else { return };
        for ufrag in known.ufrags {
            self.by_ufrag.remove(&ufrag);
        }
        for addr in known.addrs {
            self.unlearn(place, addr);
        }
    }

    /// Whose datagram this is.
    pub fn find(&self, from: SocketAddr, datagram: &[u8]) -> Option<Found> {
        match stun_ufrag(datagram) {
            Some(ufrag) => self.by_ufrag.get(ufrag).copied().map(Found::ByName),
            None if is_stun(datagram) => None,
            None => self.by_addr.get(&from).copied().map(Found::ByAddress),
        }
    }
}

/// RFC 7983: the first byte tells STUN from DTLS, RTP and RTCP.
fn is_stun(datagram: &[u8]) -> bool {
    datagram.first().is_none_or(|byte| *byte < 4)
}

/// The part of a STUN message's USERNAME (RFC 8489 §14.3) that names the SFU's side.
fn stun_ufrag(datagram: &[u8]) -> Option<&str> {
    const HEADER: usize = 20;
    const USERNAME: u16 = 0x0006;
    if !is_stun(datagram) {
        return None;
    }
    let mut rest = datagram.get(HEADER..)?;
    loop {
        let (head, body) = rest.split_first_chunk::<4>()?;
        let kind = u16::from_be_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        let value = body.get(..length)?;
        if kind == USERNAME {
            return std::str::from_utf8(value).ok()?.split(':').next();
        }
        rest = body.get(length.next_multiple_of(4)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn request(username: &str) -> Vec<u8> {
        let mut bytes = vec![0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes.extend([0x80, 0x22, 0, 3, b'a', b'b', b'c', 0]); // SOFTWARE, padded
        bytes.extend([0, 6, 0, username.len() as u8]);
        bytes.extend(username.as_bytes());
        bytes
    }

    #[test]
    fn stun_goes_by_name_and_the_rest_by_a_learnt_address() {
        let [a, b]: [SocketAddr; 2] = ["10.0.0.1:1", "10.0.0.1:2"].map(|a| a.parse().unwrap());
        let place = |seat| Place { call: CallKey(0), seat: Seat(seat) };
        let mut demux = Demux::default();
        demux.name(place(0), "ours".to_owned());
        assert_eq!(demux.find(a, &request("ours:theirs")), Some(Found::ByName(place(0))));
        assert_eq!(demux.find(a, &request("other:theirs")), None);
        assert_eq!(demux.find(a, &[128, 111]), None, "not learnt yet");
        demux.learn(place(0), a);
        assert_eq!(demux.find(a, &[128, 111]), Some(Found::ByAddress(place(0))));
        assert_eq!(demux.find(b, &[128, 111]), None);

        demux.name(place(0), "newer".to_owned());
        assert_eq!(demux.find(a, &request("ours:theirs")), None);
        demux.learn(place(1), a);
        demux.forget(place(0));
        assert_eq!(demux.find(a, &[128, 111]), Some(Found::ByAddress(place(1))), "the address has moved on");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = stun_ufrag(&bytes);
        }
    }
}
