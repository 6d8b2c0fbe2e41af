//! Plain values that every part of リモート窓口 shares. No I/O, no clock, no decisions.
//!
//! ```text
//! bare      a variant that is its name alone
//! id        every identifier, each its own type
//! private   a wrapper for personal data that cannot be printed or logged
//! place     languages, identity levels, wards, sites and subjects as the faces see them
//! call      a call as its parties see it: state, parties, what the desk's queue shows
//! signal    booth or desk ⇄ signaling: the WebSocket's frames
//! device    the booth's own program ⇄ signaling: health, orders; the administrator's list
//! selfcheck what a booth finds of itself
//! grant     the media grant: what a bearer may do in one room
//! policy    who may see and hear whom
//! privacy   how much of a covered party passes, and who covered it
//! media     signaling ⇄ SFU: `Command` and `Event`
//! control   client ⇄ SFU over the `control` data channel
//! relay     the envelope in which the SFU stamps the sender of panel, bulk and pointer messages
//! panel     booth ⇄ desk over the `panel` and `pointer` data channels
//! memo      what staff say about a subject, and whom they bring in at once
//! outlook   what is shown outside of calls: the attendant's lamps, the public board
//! stage     what they look at together: second camera, pictures and marks, over `panel` and `bulk`
//! schedule  remote-counter hours: the plan, closures, why a time is not open
//! booking   a booked time: held, booked, moved, checked in
//! tree      質問の流れ: questions that lead to an outcome
//! screening whether a subject can be handled at a site: attributes, rules, verdicts
//! guidance  what a screening asks and says to a person
//! guide     手続きガイド: the schemes that a person can use
//! publication  the screening and guides as coordinators change and publish them
//! coordination  what a coordinator sees: drafts, the week, the live board, the figures
//! problem   RFC 9457 problem documents, also carried by refusals on the WebSocket
//! ```
//!
//! A journey: a booth sends [`signal::ClientMessage::Ring`]; desks are told by [`signal::ServerMessage::Queue`];
//! one accepts; both ask for a [`grant`], post their offer, and signaling carries it to the SFU as a
//! [`media::Command::Join`]. From then on the parties talk over [`panel`] messages that signaling never sees.
//!
//! `PROTOCOL.md` tells the same as prose; `web/src/generated` holds the TypeScript twins of these types.

pub mod address;
pub mod application;
mod bare;
pub mod booking;
pub mod call;
pub mod control;
pub mod coordination;
pub mod device;
pub mod grant;
pub mod guidance;
pub mod guide;
pub mod id;
pub mod media;
pub mod memo;
pub mod outlook;
pub mod panel;
pub mod place;
pub mod policy;
pub mod privacy;
pub mod private;
pub mod problem;
pub mod publication;
pub mod relay;
pub mod schedule;
pub mod screening;
pub mod selfcheck;
pub mod signal;
pub mod stage;
pub mod tree;

/// The protocol's version. A frame carries it; see [`speaks`].
pub const VERSION: u16 = 1;

/// Whether this build talks to a peer of version `v`: its own version and the one before it.
/// Version 0 is the draft that the first trial booths ran; its frames are the same.
pub const fn speaks(v: u16) -> bool {
    v <= VERSION && v + 1 >= VERSION
}
