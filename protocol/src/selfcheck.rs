//! 自己点検: what a booth finds of itself, and the room in which it tries its line.

use crate::device::Lamp;
use crate::grant::Fingerprint;
use crate::id::PartyId;
use serde::{Deserialize, Serialize};

/// How long a self-check room stays open.
pub const SELFCHECK_MS: u64 = 60_000;

/// What a self-check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SelfcheckReport {
    /// Whether the booth may take visits.
    pub passed: bool,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// Every part as it was found.
    pub lamps: Vec<Lamp>,
    /// The media line, unless the room could not be opened.
    pub line: Option<LineFigures>,
}

/// The media line through the real SFU and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LineFigures {
    /// Packets lost, of a thousand.
    pub lost_permille: u16,
    /// RFC 3550 6.4.1, in milliseconds.
    pub jitter_ms: u32,
    /// There and back, in milliseconds.
    pub round_trip_ms: u32,
    /// From the offer to the first picture, in milliseconds; none came if there is none.
    pub first_frame_ms: Option<u32>,
    /// From the loudspeaker to the microphone, in milliseconds; not heard, or not tried, if there is none.
    pub echo_ms: Option<u32>,
}

/// A self-check that was reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export_to = "protocol.ts"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastSelfcheck {
    /// When it was reported, in milliseconds since 1970.
    pub at: f64,
    /// What it found.
    pub report: SelfcheckReport,
}

/// A booth's request for a self-check room: `POST /api/selfcheck`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SelfcheckRequest {
    /// The certificate of each of the two parties that will join.
    pub fingerprints: [Fingerprint; 2],
}

/// A room on the SFU with two parties of the same booth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelfcheckRoom {
    /// Its name, for `DELETE /api/selfcheck/{room}`.
    pub room: crate::id::CallId,
    /// When it closes by itself, in milliseconds since 1970.
    pub closes_at: f64,
    /// In the order of the request.
    pub parties: [SelfcheckParty; 2],
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelfcheckParty {
    /// Who; also the source's name on the `control` channel.
    pub party: PartyId,
    /// The bearer token for the offer, good for 60 s.
    pub token: String,
    /// Where to POST the offer.
    pub url: String,
}
