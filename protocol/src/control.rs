//! client ⇄ SFU over the data channel `control` (reliable, ordered, JSON text). It works while the WebSocket is cut.

use crate::id::PartyId;
use crate::media::Quality;
use crate::policy::Line;
use crate::privacy::{PartyPrivacy, Privacy};
use serde::{Deserialize, Serialize};

/// What fills a receive slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct Source {
    /// Who.
    pub party: PartyId,
    /// What.
    pub line: Line,
}

/// What the SFU tells the client. Each is a whole fact; a later one replaces an earlier one of its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FromSfu {
    /// Which source sits in which receive slot, by the order of the client's receive lines of that kind.
    Slots {
        /// Counts up.
        version: u32,
        /// Three.
        audio: Vec<Option<Source>>,
        /// Four.
        video: Vec<Option<Source>>,
    },
    /// The matrix's version, and what of it concerns the client. To be answered with [`ToSfu::PolicyAck`].
    Policy {
        /// The version.
        version: u32,
        /// Who receives something of this client.
        seen_by: Vec<PartyId>,
        /// Whom this client may receive.
        sees: Vec<PartyId>,
    },
    /// Who of the room is covered now, wholly or in part. A party that finds itself here and did not know covers its
    /// screen.
    Privacy {
        /// Those of whom not everything passes.
        parties: Vec<PartyPrivacy>,
    },
    /// Who of the room has the sound first now: no picture comes from them or goes to them.
    SoundFirst {
        /// Parties that asked for it.
        parties: Vec<PartyId>,
    },
    /// Who of the room is lost now (silent for 5 s).
    Lost {
        /// Parties.
        parties: Vec<PartyId>,
    },
    /// Each party's own network, sending and receiving.
    Quality {
        /// Parties.
        parties: Vec<PartyQuality>,
    },
    /// Answers a request by its number.
    Done {
        /// The request's number.
        id: u32,
    },
    /// A message was refused: unknown, oversized or too many. The channel stays.
    Refused {
        /// The request's number, where it could be read.
        id: Option<u32>,
        /// What.
        code: crate::problem::Code,
    },
}

/// One party's network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
pub struct PartyQuality {
    /// Who.
    pub party: PartyId,
    /// From the party to the SFU.
    pub sending: Quality,
    /// From the SFU to the party.
    pub receiving: Quality,
}

/// What the client asks of the SFU.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ToSfu {
    /// 画面をかくす, 声だけもどす or 画面をもどす: how much of this party passes from now on. Nobody else can lift a cover.
    SetPrivacy {
        /// Answered with [`FromSfu::Done`], once it is so.
        id: u32,
        /// It.
        privacy: Privacy,
    },
    /// 音声優先: the SFU forwards no picture from this connection and none to it, and sound as ever. A new connection
    /// begins with pictures.
    SoundFirst {
        /// Answered with [`FromSfu::Done`].
        id: u32,
        /// Sound first or not.
        on: bool,
    },
    /// The client has this matrix.
    PolicyAck {
        /// Its version.
        version: u32,
    },
}
