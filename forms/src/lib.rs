//! 電子申請の様式: form definitions and every rule an answer must meet. Plain values, no I/O and no clock (`today` is an
//! argument), so that the server, the native booth and — as WebAssembly — the faces apply the very same rules.
//!
//! ```text
//! definition   a form as versioned JSON: steps, fields, texts in three languages; parsed into what cannot be wrong
//! builtin      the definitions that ship with the system
//! answers      path → value; which fields are to be asked now, entries of repeats
//! normalise    one raw answer → its one written form, or why not
//! validate     all answers → what is wrong with them, or the normalised submission
//! redact       what the desk may see of an answer, and whether it may propose one
//! fault        every refusal, in three languages
//! compute      what follows from answers: an age, a total
//! width name kana day era number postcode telephone email my_number ruby     one rule of writing each
//! door         the same as JSON calls; wasm and exports open it to browsers, vectors/ holds both sides to the same answers
//! ```
//!
//! A journey: the booth asks [`Definition::fields`] for the first field, gives what was typed to
//! [`Definition::normalise`], keeps the result in [`Answers`], and shows the desk no more than [`Definition::shown`].
//! The server takes the submission through [`Definition::accept`].

pub mod answers;
pub mod builtin;
mod compute;
pub mod day;
pub mod definition;
pub mod door;
pub mod email;
pub mod era;
#[cfg(all(target_arch = "wasm32", feature = "door"))]
mod exports;
pub mod fault;
pub mod kana;
pub mod my_number;
pub mod name;
mod normalise;
pub mod number;
pub mod postcode;
mod redact;
pub mod ruby;
pub mod telephone;
mod validate;
pub mod wasm;
pub mod width;

pub use answers::{Answers, Asked, Declared};
pub use definition::{BadDefinition, Definition, Field, Kind, Text};
pub use fault::{Fault, FieldError};
pub use redact::Access;

#[cfg(test)]
mod example;
