//! The selective forwarding unit of リモート窓口: it takes each party's sound, picture and data in once and passes them
//! on to the others of the room, unread. Built on [`str0m`] for ICE, DTLS, SRTP, SDP and SCTP.
//!
//! ```text
//! node        a running SFU: workers, and which of them a command is for
//! worker      one thread: sockets and clock around one shard. All I/O is here
//! shard       the rooms of one worker, driven by commands, datagrams and time; isolates faults
//! ├ demux     which connection a datagram belongs to
//! ├ grant     who may join what
//! ├ offer     what an SDP offer must have, and what the answer is given besides
//! └ call      one room and its peers, and everything that moves between them
//!   ├ room    who is there, who receives what: policy, privacy, attempts, slots, who is lost
//!   └ peer    one client's connection
//!     ├ forward   how a packet leaves: sequence, timestamp and picture id of a slot
//!     ├ keyframe  when a source is asked for one
//!     ├ allocate  which simulcast layer
//!     └ channel   data channels: limits, and what waits to go out
//! probe       readiness and metrics over HTTP
//! metrics, config
//! ```
//!
//! Everything below `worker` is plain values: `now` is an argument, datagrams go in and come out. So `tests/` drive a
//! whole SFU and its clients in virtual time, in one thread, without a socket.
//!
//! **A packet's walk.** A datagram arrives at the worker's socket. [`demux`] finds the seat by the address it came from.
//! The seat's [`peer`] decrypts it, notes which line and layer it is and whether a keyframe begins. [`room`] has worked
//! out beforehand which slots show that line; for each, [`forward`] decides whether it may pass (after a change of
//! source not before a keyframe) and what its numbers are there. The receiver's peer encrypts it under the slot's one
//! SSRC, and the worker sends it. One thread, no lock, no look-up by text.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = sfu::GrantKey::from_ec_public_pem(&std::fs::read("grant.pub.pem")?)?;
//! let sfu = sfu::Sfu::start(sfu::Config::default(), key, |event| tracing::debug!(?event))?;
//! sfu.send(protocol::media::Command::Drain);
//! # Ok(()) }
//! ```

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "virtual time begins at some instant"))]

pub mod allocate;
pub mod call;
pub mod channel;
pub mod config;
pub mod demux;
pub mod forward;
pub mod grant;
pub mod keyframe;
pub mod metrics;
pub mod node;
pub mod offer;
pub mod peer;
pub mod probe;
pub mod room;
pub mod shard;
mod worker;

pub use config::Config;
pub use grant::{BadKey, GrantKey};
pub use metrics::{Drop as DropReason, Metrics};
pub use node::{Readiness, Sfu, StartError};
pub use peer::{Identity, NoCertificate};
pub use shard::{Output, Shard};
