//! What the crate promises, told as stories: one file per behaviour.

mod carry;
mod differences;
mod door;
mod draw;
mod flaws;
mod guide;
mod house;
mod screening;
mod verdicts;
mod walk;
