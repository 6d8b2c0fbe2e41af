//! Wrong codes, counted, so that guessing fails and nobody else is locked out. No I/O.
//!
//! A code is one of 6.5 × 10¹¹. Each address, booth and account may be wrong some times a minute; a right code costs
//! nothing. Beyond that all wrong codes together have a budget: while it is spent, somebody is guessing from many
//! addresses, and whoever was wrong [`PATIENCE`] times in the last half hour has to wait. Who was not is served all the
//! same, so an attack slows those who take part in it and nobody else. Counts are kept in this process: behind several
//! servers each counts for itself.

use crate::clock::{MINUTE, Millis, SECOND};
use crate::fault::{Fault, Result};
use crate::limits::Neighbourhood;
use protocol::id::{AccountId, BoothId, TokenId};
use std::collections::HashMap;
use std::hash::Hash;

/// While the common budget is spent, so many wrong codes are forgiven,
const PATIENCE: Millis = 3;
/// and each of them for so long.
const MEMORY: Millis = 10 * MINUTE;
/// Above this many, those with nothing against them are dropped.
const SWEEP_ABOVE: usize = 10_000;

/// Whose wrong codes count together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Guesser {
    /// A household or office.
    Address(Neighbourhood),
    /// A booth.
    Booth(BoothId),
    /// A person at a desk.
    Account(AccountId),
    /// A telephone service.
    Service(TokenId),
}

/// A debt that time pays off.
#[derive(Debug, Clone, Copy, Default)]
struct Debt {
    owed: Millis,
    at: Millis,
}

impl Debt {
    fn owed(self, now: Millis) -> Millis {
        (self.owed - (now - self.at).max(0)).max(0)
    }

    fn add(&mut self, more: Millis, now: Millis) {
        *self = Self { owed: (self.owed(now) + more).max(0), at: now };
    }
}

/// The counts.
#[derive(Debug)]
pub struct Guesses<K: Hash + Eq = Guesser> {
    /// What one wrong code costs its guesser, and everybody.
    each: Millis,
    common: Millis,
    all: Debt,
    guessers: HashMap<K, (Debt, Debt)>,
    now: Millis,
}

impl<K: Hash + Eq + Clone> Guesses<K> {
    /// Nobody was wrong yet. `each` and `all` wrong codes a minute are borne; zero counts as one.
    pub fn new(each: u32, all: u32) -> Self {
        let share = |times: u32| MINUTE / Millis::from(times.max(1));
        Self { each: share(each), common: share(all), all: Debt::default(), guessers: HashMap::new(), now: 0 }
    }

    /// Counts a try as wrong before it is looked at.
    ///
    /// # Errors
    /// `too-many`, with the seconds until the next one.
    pub fn take(&mut self, guesser: &K, now: Millis) -> Result<()> {
        self.now = now;
        if self.guessers.len() > SWEEP_ABOVE {
            self.guessers.retain(|_, (short, long)| short.owed(now) > 0 || long.owed(now) > 0);
        }
        let (short, long) = self.guessers.get(guesser).copied().unwrap_or_default();
        let over = short.owed(now) + self.each - MINUTE;
        if over > 0 {
            return Err(wait(over));
        }
        let over = long.owed(now) - (PATIENCE - 1) * MEMORY;
        if self.all.owed(now) + self.common > MINUTE && over > 0 {
            return Err(wait(over));
        }
        self.count(guesser, 1);
        Ok(())
    }

    /// The try that was counted was right.
    pub fn right(&mut self, guesser: &K) {
        self.count(guesser, -1);
    }

    fn count(&mut self, guesser: &K, tries: Millis) {
        let (short, long) = self.guessers.entry(guesser.clone()).or_default();
        short.add(tries * self.each, self.now);
        // old sins are forgotten, however many there were
        let more = if tries > 0 { MEMORY.min(PATIENCE * MEMORY - long.owed(self.now)) } else { tries * MEMORY };
        long.add(more, self.now);
        if self.all.owed(self.now) + tries * self.common <= MINUTE {
            self.all.add(tries * self.common, self.now);
        }
    }
}

fn wait(over: Millis) -> Fault {
    Fault::too_many(u32::try_from(over / SECOND).unwrap_or(u32::MAX).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::problem::Code;

    const NOW: Millis = 1_000_000;

    fn refused(guesses: &mut Guesses<u32>, who: u32, now: Millis) -> Option<u32> {
        let problem = guesses.take(&who, now).err()?.into_problem();
        assert_eq!(problem.code, Code::TooMany);
        problem.retry_after
    }

    #[test]
    fn somebody_may_be_wrong_some_times_a_minute() {
        let mut guesses = Guesses::new(2, 1_000);
        assert_eq!((refused(&mut guesses, 1, NOW), refused(&mut guesses, 1, NOW)), (None, None));
        assert_eq!(refused(&mut guesses, 1, NOW), Some(31));
        assert_eq!(refused(&mut guesses, 2, NOW), None, "others are not meant");
        assert_eq!(refused(&mut guesses, 1, NOW + 30 * SECOND), None);
    }

    #[test]
    fn a_right_code_costs_nothing() {
        let mut guesses = Guesses::new(1, 1);
        for _ in 0..100 {
            assert_eq!(refused(&mut guesses, 1, NOW), None);
            guesses.right(&1);
        }
    }

    #[test]
    fn an_attack_from_many_sides_slows_those_who_take_part_and_nobody_else() {
        let mut guesses = Guesses::new(10, 100);
        let (mut looked, mut served) = (0, 0);
        for second in 0..600 {
            let now = NOW + second * SECOND;
            for address in 0..500 {
                looked += u32::from(refused(&mut guesses, address, now).is_none());
            }
            let stranger = 1_000 + u32::try_from(second).expect("a number");
            served += u32::from(refused(&mut guesses, stranger, now).is_none());
            guesses.right(&stranger);
        }
        assert_eq!(served, 600, "everybody who was not wrong before");
        assert!(looked < 5_000, "{looked} of 300,000 guesses were looked at");
    }

    #[test]
    fn what_is_long_past_is_forgotten() {
        let mut guesses = Guesses::new(1_000, 1);
        for _ in 0..3 {
            refused(&mut guesses, 1, NOW);
        }
        assert!(refused(&mut guesses, 1, NOW + SECOND).is_some());
        assert_eq!(refused(&mut guesses, 1, NOW + 31 * MINUTE), None);
    }
}
