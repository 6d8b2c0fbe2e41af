//! The native peer's media: what it sends, what it receives, and what it makes of that.
//!
//! ```text
//! peer       one WebRTC connection: the offer in the order of PROTOCOL.md, frames and packets out, slots in
//! keyframes  requests for keyframes, both ways
//! assemble   frames out of RTP packets (pure)
//! vp8 opus   the codecs
//! picture    one picture; timecode painted into it; tone, level: sound and its measures (pure)
//! join       takes a connection into a room
//! reception  loss and jitter (pure)
//! source     what the booth shows and says: test picture and tone, or clips through ffmpeg
//! sink       what it sees and hears: decodes, reads time codes, measures
//! ```

mod assemble;
mod join;
mod keyframes;
mod level;
mod opus;
pub(crate) mod peer;
mod picture;
pub(crate) mod reception;
mod sink;
mod source;
mod timecode;
mod tone;
#[cfg(feature = "vpx")]
mod vp8;
#[cfg(not(feature = "vpx"))]
#[path = "media/no_vp8.rs"]
mod vp8;

pub(crate) use join::{Joined, join};
pub(crate) use level::Level;
pub(crate) use reception::Reception;
pub(crate) use sink::{Seen, Sink};
pub(crate) use source::{Clip, Source};
