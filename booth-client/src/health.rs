//! How the booth's parts are: each is measured at the rim and judged as a plain value, which gives a lamp.
//!
//! ```text
//! picture   a camera's pictures → there, not black, not frozen (pure)
//! sound     a microphone's samples → there, not silent; the loudspeaker's chirp heard by it (pure)
//! machine   disk, memory, temperature, touch, clock, certificate, browser → lamps (pure)
//! line      what the media line measured → lamps (pure)
//! probe     the rim: devices through ffmpeg, /proc, /sys, programs' versions
//! words     what a lamp says to a person, and what to do (pure)
//! ```

pub(crate) mod line;
pub(crate) mod machine;
pub(crate) mod picture;
pub(crate) mod probe;
pub(crate) mod sound;
pub(crate) mod words;

use protocol::device::{Lamp, LampState, Note, Part};

/// Nothing to do.
pub(crate) const fn good(part: Part) -> Lamp {
    Lamp { part, state: LampState::Good, note: None }
}

/// Works, and somebody should look.
pub(crate) const fn poor(part: Part, note: Note) -> Lamp {
    Lamp { part, state: LampState::Poor, note: Some(note) }
}

/// Does not work.
pub(crate) const fn bad(part: Part, note: Note) -> Lamp {
    Lamp { part, state: LampState::Bad, note: Some(note) }
}

/// Cannot be measured here.
pub(crate) const fn unknown(part: Part) -> Lamp {
    Lamp { part, state: LampState::Unknown, note: Some(Note::NotMeasured) }
}

/// What came of asking a device for what it sees or hears.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Taken<T> {
    /// There is no such device.
    Absent,
    /// Another program has it.
    Busy,
    /// This.
    Data(T),
}
