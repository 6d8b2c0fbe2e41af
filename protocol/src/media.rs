//! signaling ⇄ SFU. In one process these values cross a channel; at scale the same values cross the network.
//! Each carries a call and an epoch, so that a late one is harmless. Events state facts, never deltas. SDP is an
//! opaque text to signaling.

use crate::id::{Attempt, CallId, Epoch, MediaSessionId, PartyId, WardId};
use crate::policy::{Line, Policy};
use crate::privacy::{CoveredBy, PartyPrivacy, Privacy};
use crate::problem::Code;
use serde::{Deserialize, Serialize};

/// Pairs an answer with its command. Counts up per connection between signaling and SFU.
pub type Request = u64;

/// What signaling asks of the SFU.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// Opens a room, or opens it again with a higher epoch, which closes the older one. Who is covered in `privacy`, or was
    /// in the older room, is covered in this one.
    Open { call: CallId, epoch: Epoch, ward: WardId, policy: Policy, privacy: Vec<PartyPrivacy> },
    /// A party or a camera joins; answered with [`Event::Answer`].
    Join { request: Request, grant: String, offer: String },
    /// Trickled candidates or an ICE restart (`application/trickle-ice-sdpfrag`, or a full re-offer). `ice` is the ICE
    /// session that it is meant for, as an [`Answer`] named it; without one it is meant for whichever there is.
    Patch { request: Request, session: MediaSessionId, ice: Option<String>, body: PatchBody },
    /// The party takes its media away; answered with [`Event::Answer`].
    Delete { request: Request, session: MediaSessionId },
    /// Removes a party, whatever it is doing: revoked, or ended by signaling.
    Remove { call: CallId, epoch: Epoch, party: PartyId },
    /// Replaces the matrix.
    SetPolicy { call: CallId, epoch: Epoch, policy: Policy },
    /// Covers a party, at once and until it lifts the cover itself.
    Cover { call: CallId, epoch: Epoch, party: PartyId, by: CoveredBy },
    /// Closes the room and everybody's media.
    Close { call: CallId, epoch: Epoch },
    /// No new rooms from now on; rooms that are open go on.
    Drain,
}

/// The body of a PATCH.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "body", rename_all = "kebab-case")]
pub enum PatchBody {
    /// RFC 8840 fragment.
    Fragment { text: String },
    /// A whole offer with new ICE credentials.
    Offer { sdp: String },
}

/// The SFU's answer to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// Joined: the session names the media resource, `ice` its ICE session until a restart, the SDP goes to the client.
    Joined { session: MediaSessionId, call: CallId, party: PartyId, ice: String, sdp: String },
    /// Patched: the ICE session that there is now; the new credentials for a restart (same form as the request), or
    /// nothing for a mere trickle.
    Patched { ice: String, body: Option<String> },
    /// Deleted.
    Deleted,
    /// Refused, with the problem's code.
    Refused { code: Code },
}

/// How well a party's media flows, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Quality {
    /// Nothing to say.
    Good,
    /// Loss over 3 % or round trip over 400 ms.
    Fair,
    /// Loss over 10 % or round trip over 1 s.
    Poor,
}

/// Why a party left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leave {
    /// It deleted its session or closed its transport.
    Itself,
    /// A higher attempt took its place.
    Replaced,
    /// Silent for 60 s.
    TimedOut,
    /// By [`Command::Remove`] or [`Command::Close`].
    Removed,
}

/// What the SFU tells signaling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Answers a request.
    Answer { request: Request, answer: Answer },
    /// ICE and DTLS stand; media may flow. Also after [`Event::Lost`].
    Connected { call: CallId, epoch: Epoch, party: PartyId, attempt: Attempt },
    /// Silent for 5 s.
    Lost { call: CallId, epoch: Epoch, party: PartyId, attempt: Attempt },
    /// Gone.
    Left { call: CallId, epoch: Epoch, party: PartyId, attempt: Attempt, why: Leave },
    /// The lines that carry media now.
    Tracks { call: CallId, epoch: Epoch, party: PartyId, lines: Vec<Line> },
    /// The party's own network, both ways.
    Quality { call: CallId, epoch: Epoch, party: PartyId, sending: Quality, receiving: Quality },
    /// The matrix of this version is in force.
    PolicyApplied { call: CallId, epoch: Epoch, version: u32 },
    /// The party's client has the matrix of this version.
    PolicyAcknowledged { call: CallId, epoch: Epoch, party: PartyId, version: u32 },
    /// How much of the party passes now.
    Privacy { call: CallId, epoch: Epoch, party: PartyId, privacy: Privacy },
    /// The room is gone; `fault` if it broke.
    Closed { call: CallId, epoch: Epoch, fault: bool },
}
