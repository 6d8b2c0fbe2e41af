//! 順番: whose turn it is, which desk rings for whom, how long it will take, and who may take a ticket. No I/O and no
//! clock but in the last three.
//!
//! ```text
//! line       who waits, in which order, and who could answer
//! ring       at which desk a ticket rings, and where it goes on when nobody answers
//! record     how long consultations about a subject took
//! estimate   when it will be a ticket's turn: the record played on
//! prospect   whether a ticket can be taken, told before it is
//! door       the same for a booth, from the rows
//! almanac    what is known of the days before
//! store      their SQL
//! ```
//!
//! A journey: a ticket comes into the [`line`]; [`ring::Rings::settle`] chooses the officer of its section who served
//! the fewest today, and it rings there. After so many seconds it rings at the next one, then at a supervisor; then the
//! machine is told that nobody answers, and the ticket waits for a call back. Meanwhile [`estimate::Forecast`] plays the
//! consultations that run and wait to their ends, once fast and once slowly, and the resident is shown the range.

pub mod almanac;
pub mod door;
pub mod estimate;
pub mod line;
pub mod prospect;
pub mod record;
pub mod ring;
#[cfg(test)]
pub(crate) mod sample;
mod store;
