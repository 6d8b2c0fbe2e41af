//! 質問の流れ、事前確認、手続きガイド: asks a few questions in plain words and says what follows. Plain values, no I/O and no
//! clock (`today` is an argument), so that server, booth, desk and phone say the same, the faces by WebAssembly.
//!
//! ```text
//! tree       a tree that cannot be wrong: every answer leads somewhere exactly one way, every walk ends
//! read       what a coordinator sent → a tree, a screening or a guide, or every flaw of it by its path
//! step       the answers so far → the next question, or the outcome; answer takes a single one
//! carry      answers to an older version, taken over in the midst of a walk
//! walks      every walk of a tree that asks choices only
//! screening  事前確認: subject × site × answers → one verdict; which combinations a new version changes
//! guide      手続きガイド: answers → the schemes that a person can use, and why; the others, and why not
//! diff       what is not the same in two versions
//! days       days as numbers, ages
//! words      sentences for people
//! door       the same as JSON calls; wasm opens it to browsers
//! ```
//!
//! A journey: a coordinator publishes a tree, which [`Tree::read`] has found sound → a booth shows the question of
//! [`Tree::step`], adds the answer, asks again, until it ends → [`Screening::decide`] says what to do about the subject
//! here, or [`Guide::advise`] which schemes there are. A newer version comes into force meanwhile → [`Tree::carry`] takes
//! the answers over, and what it could not take is asked again. Before a coordinator publishes rules anew,
//! [`Screening::changes`] says whose verdict changes.

mod answer;
mod carry;
mod days;
mod diff;
pub mod door;
mod guide;
mod read;
mod screening;
mod step;
mod tree;
mod walks;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod words;

pub use diff::diff;
pub use guide::Guide;
pub use read::check;
pub use screening::{Screening, title};
pub use tree::{Tree, in_force};
