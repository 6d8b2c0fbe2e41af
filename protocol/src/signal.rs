//! booth or desk ⇄ signaling, over the WebSocket `/ws` (JSON text, one frame a message).
//!
//! The client numbers its frames from 1; the server answers each with `done`, `grant`, `rang` or `refused` of the same
//! number, and handles a number only once even if it comes again after a resume. The server's own messages are whole
//! facts, so a client that was away needs the latest of each only, and gets it after `welcome`.

use crate::call::{AlarmRow, CallView, Companion, DeskRow, Invitee, Outcome, Prospect, QueueRow, SectionRow};
use crate::grant::Fingerprint;
use crate::guidance::Given;
use crate::id::{
    AccountId, Attempt, BookingId, BoothId, CallId, Epoch, PartyId, RequestId, ResumeToken, SectionId, SubjectId,
    WardId,
};
use crate::place::{Identity, Language};
use crate::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Largest frame a client may send, in bytes.
pub const FRAME_MAX: usize = 16 * 1024;
/// A client that has been silent for this long is treated as away: it loses 対応可 and its socket.
pub const LEASE_MS: u64 = 20_000;
/// How often a client says [`ClientMessage::Ping`].
pub const PING_MS: u64 = 5_000;

/// What a client sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct ClientFrame {
    /// [`crate::VERSION`]
    pub v: u16,
    /// 1, 2, 3 … within a resumable connection; 0 for `hello` and `ping`, which are not counted.
    pub id: u32,
    /// What.
    pub body: ClientMessage,
}

/// What a client asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ClientMessage {
    /// The first frame; any other before it is refused.
    Hello {
        /// From an earlier `welcome`.
        resume: Option<ResumeToken>,
    },
    /// Keeps the lease.
    #[serde(deserialize_with = "crate::bare::variant")]
    Ping,
    /// Booth: rings. A retry carries the same `request` and finds the same call.
    Ring {
        /// The idempotency key.
        request: RequestId,
        /// About what.
        subject: SubjectId,
        /// What the resident reads.
        language: Language,
        /// The booking that was checked in at this booth, if there is one; it is served by this call.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "types", ts(optional))]
        booking: Option<BookingId>,
        /// The answers to the screening; it is decided anew by them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "types", ts(optional))]
        screened: Option<Given>,
        /// The resident finds the verdict wrong and wants to talk to somebody all the same.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
        disagrees: bool,
    },
    /// Desk: 対応可, 離席 or 後処理.
    SetPresence {
        /// Which.
        presence: DeskPresence,
    },
    /// Desk: takes the call. Exactly one desk wins; the others are refused with `taken`.
    Accept {
        /// Which.
        call: CallId,
        /// As the queue row said.
        epoch: Epoch,
    },
    /// Joins a call in progress as a further party: whoever was asked in, or a supervisor who listens. Answered with
    /// `done`, then `call`. `end` leaves again.
    Join {
        /// Which, as the queue row said.
        call: CallId,
    },
    /// Booth: asks how a ticket would stand; answered with `prospect`.
    AskProspect {
        /// About what.
        subject: SubjectId,
    },
    /// Desk: 保留, or not any more.
    Hold {
        /// Which.
        call: CallId,
        /// Held or not.
        held: bool,
    },
    /// Desk: begins to hand the call over.
    Transfer {
        /// Which.
        call: CallId,
        /// To which section of the ward.
        section: SectionId,
        /// What the next officer should know, without names; at most [`NOTE_MAX`] characters.
        note: String,
        /// The writer says that its digits are no 個人番号.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
        declared: bool,
        /// Whether the two talk first.
        warm: bool,
    },
    /// Desk: the call is the other officer's from now on.
    CompleteTransfer {
        /// Which.
        call: CallId,
    },
    /// Desk: takes a transfer back; the resident is not held any more.
    CancelTransfer {
        /// Which.
        call: CallId,
    },
    /// Desk: asks a third person in.
    Invite {
        /// Which.
        call: CallId,
        /// Whom.
        whom: Invitee,
    },
    /// Desk: takes an invitation back.
    CancelInvite {
        /// Which.
        call: CallId,
        /// Whose.
        whom: Invitee,
    },
    /// Whoever is rung for a transfer or an invitation: not now.
    Decline {
        /// Which.
        call: CallId,
    },
    /// Desk: calls the booth of a callback ticket.
    Dial {
        /// Which.
        call: CallId,
    },
    /// Booth: answers an officer who calls back.
    Answer {
        /// Which.
        call: CallId,
    },
    /// Supervisor: gives a waiting ticket to one desk.
    Assign {
        /// Which.
        call: CallId,
        /// Whose desk rings.
        desk: AccountId,
    },
    /// Desk: says something to a resident who waits; at most [`NOTE_MAX`] characters. An empty text takes it back.
    Tell {
        /// Which.
        call: CallId,
        /// What.
        text: String,
        /// The writer says that its digits are no 個人番号.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
        declared: bool,
    },
    /// Booth or desk: 付き添い. Takes the place of what was said before; nobody takes it back.
    SetCompanions {
        /// Which.
        call: CallId,
        /// Who is with the resident.
        companions: BTreeSet<Companion>,
    },
    /// Desk: 応援, or not any more.
    Alarm {
        /// Which.
        call: CallId,
        /// Asked or not.
        on: bool,
    },
    /// Desk: covers the resident, at once. Only the booth lifts that.
    Cover {
        /// Which.
        call: CallId,
    },
    /// Desk: asks the resident to lift the cover; the booth shows it as a question. Refused with `wrong-state` where
    /// nothing is covered.
    AskUncover {
        /// Which.
        call: CallId,
    },
    /// Booth: stays covered, asked to lift it.
    DeclineUncover {
        /// Which.
        call: CallId,
    },
    /// Booth: how it was, after the end.
    Rate {
        /// Which.
        call: CallId,
        /// How.
        rating: Rating,
    },
    /// A party states its DTLS fingerprint and asks for a media grant; answered with `grant`.
    RequestGrant {
        /// Which call.
        call: CallId,
        /// The room's life, as the call view said.
        epoch: Epoch,
        /// The client's certificate.
        fingerprint: Fingerprint,
    },
    /// Desk: records what is known of the resident.
    SetIdentity {
        /// Which call.
        call: CallId,
        /// What.
        identity: Identity,
    },
    /// Booth: gives up or ends. Desk: ends; goes to wrap-up.
    End {
        /// Which.
        call: CallId,
    },
    /// Desk: finishes wrap-up.
    WrapUp {
        /// Which.
        call: CallId,
        /// What it was about in the end.
        subject: SubjectId,
        /// What came of it.
        outcome: Outcome,
    },
}

/// Most characters of a note to another desk, or of a message to a booth that waits.
pub const NOTE_MAX: usize = 200;

/// How a resident found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// よかった
    Good,
    /// ふつう
    Fair,
    /// よくなかった
    Poor,
}

/// Why a desk is as it is, where the server made it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum PresenceReason {
    /// It rang, and was not answered, too often.
    Unanswered,
    /// Nothing was heard of it.
    Silent,
}

/// What a desk says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum DeskPresence {
    /// 対応可: rings.
    Available,
    /// 離席
    Away,
    /// 後処理: set by the server after a call, until the wrap-up is done.
    WrapUp,
    /// 通話中: set by the server.
    InCall,
}

/// What the server sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(deny_unknown_fields)]
pub struct ServerFrame {
    /// [`crate::VERSION`]
    pub v: u16,
    /// What.
    pub body: ServerMessage,
}

/// Who the server takes the client for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Who {
    /// A booth.
    Booth {
        /// Which.
        booth: BoothId,
        /// Its ward.
        ward: WardId,
    },
    /// A person at a desk.
    Desk {
        /// Who.
        account: AccountId,
        /// Their own name, shown to themselves only.
        name: String,
        /// Their ward.
        ward: WardId,
    },
}

/// What the server says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[expect(clippy::large_enum_variant, reason = "moved on at once; a box would be an allocation a message")]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ServerMessage {
    /// Answers `hello`. The facts below follow at once.
    Welcome {
        /// For the next `hello`.
        resume: ResumeToken,
        /// Whether the old place was found: frames already handled will not be handled again.
        resumed: bool,
        /// The highest frame number handled.
        handled: u32,
        /// Who the client is.
        who: Who,
        /// The server's clock, in milliseconds since 1970.
        now: f64,
    },
    /// Answers `ping`.
    #[serde(deserialize_with = "crate::bare::variant")]
    Pong,
    /// The act is done, and written down.
    Done {
        /// The frame's number.
        id: u32,
    },
    /// The ring was written down; the call follows as a fact.
    Rang {
        /// The frame's number.
        id: u32,
        /// Which.
        call: CallId,
    },
    /// Answers `request-grant`.
    Grant {
        /// The frame's number.
        id: u32,
        /// The call.
        call: CallId,
        /// The room's life.
        epoch: Epoch,
        /// Who the bearer is.
        party: PartyId,
        /// Which attempt it is.
        attempt: Attempt,
        /// The bearer token for the offer, good for 60 s.
        token: String,
        /// Where to POST the offer.
        url: String,
    },
    /// The act was refused. The socket stays, unless the problem says otherwise.
    Refused {
        /// The frame's number, where it could be read.
        id: Option<u32>,
        /// Why.
        problem: Problem,
    },
    /// Fact: the client's call, or none.
    Call {
        /// It.
        call: Option<CallView>,
    },
    /// Fact, to desks: who waits.
    Queue {
        /// In order.
        rows: Vec<QueueRow>,
    },
    /// Answers `ask-prospect`.
    Prospect {
        /// The frame's number.
        id: u32,
        /// It.
        prospect: Prospect,
    },
    /// Fact, to desks: how this desk stands.
    Presence {
        /// It.
        presence: DeskPresence,
        /// Why, where the server made it so.
        why: Option<PresenceReason>,
    },
    /// Fact, to desks: whom a call could be handed over to, or who could be asked in.
    Colleagues {
        /// The ward's sections.
        sections: Vec<SectionRow>,
        /// Interpreters who are 対応可.
        interpreters: u32,
        /// Supervisors who are 対応可.
        supervisors: u32,
    },
    /// Fact, to supervisors: the desks.
    Desks {
        /// By section, then name.
        rows: Vec<DeskRow>,
    },
    /// Fact, to desks: who asks for help.
    Alarms {
        /// The first first.
        rows: Vec<AlarmRow>,
    },
    /// To booths: what `GET /api/booth` says may not be what it was. A counter was closed or opens again, or other hours
    /// were published.
    #[serde(deserialize_with = "crate::bare::variant")]
    PlaceChanged,
    /// The server closes the socket. The client comes back unless it is revoked.
    Bye {
        /// Why.
        why: Bye,
    },
}

/// Why the server closes a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Bye {
    /// The session or device was revoked, or signed out.
    Revoked,
    /// The same place was taken by a newer socket.
    Replaced,
    /// The server stops.
    Stopping,
    /// The client broke the limits.
    Flooding,
    /// Nothing was heard for the lease's length.
    Silent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_reads_as_prose_says() {
        let json =
            r#"{"v":1,"id":2,"body":{"type":"ring","request":"r1","subject":"garbage-support","language":"easy"}}"#;
        let frame: ClientFrame = serde_json::from_str(json).expect("a frame");
        assert_eq!(serde_json::to_string(&frame).expect("plain values serialise"), json);
        for bad in [r#"{"v":1,"id":2,"body":{"type":"dance"}}"#, r#"{"v":1,"id":2,"body":{"type":"ping"},"x":1}"#] {
            assert!(serde_json::from_str::<ClientFrame>(bad).is_err(), "{bad}");
        }
    }
}
