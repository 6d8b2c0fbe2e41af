//! What the supervisor itself knows of the booth's health.

use crate::terminal::{Phase, Reason};
use protocol::device::{Lamp, LampState, Note, Part};
use std::time::Duration;

/// How far the clock may be from the server's; more than a slow line explains.
const CLOCK: Duration = Duration::from_secs(30);

/// What the lamps are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// Where the booth stands.
    pub(super) phase: Phase,
    /// How far the clock is from the server's, once that is known.
    pub(super) clock_off: Option<Duration>,
    /// The time since 1970, and when the certificate is renewed and when it ends.
    pub(super) now: Duration,
    pub(super) renew_at: Duration,
    pub(super) ends_at: Duration,
}

/// One lamp a part.
pub(super) fn lamps(facts: Facts) -> Vec<Lamp> {
    vec![clock(facts.clock_off), certificate(facts), browser(facts.phase)]
}

fn clock(off: Option<Duration>) -> Lamp {
    match off {
        None => lamp(Part::Clock, LampState::Unknown, Some(Note::NotMeasured)),
        Some(off) if off > CLOCK => lamp(Part::Clock, LampState::Bad, Some(Note::Wrong)),
        Some(_) => lamp(Part::Clock, LampState::Good, None),
    }
}

fn certificate(facts: Facts) -> Lamp {
    // A renewal is tried each minute; one that is this late has failed many times.
    let late = facts.renew_at + facts.ends_at.saturating_sub(facts.renew_at) / 4;
    match facts.now {
        now if now >= facts.ends_at => lamp(Part::Certificate, LampState::Bad, Some(Note::EndsSoon)),
        now if now >= late => lamp(Part::Certificate, LampState::Poor, Some(Note::EndsSoon)),
        _ => lamp(Part::Certificate, LampState::Good, None),
    }
}

fn browser(phase: Phase) -> Lamp {
    match phase {
        Phase::OutOfOrder(Reason::Page) => lamp(Part::Browser, LampState::Bad, Some(Note::Absent)),
        Phase::Idle | Phase::Visit { pageless: None } | Phase::InCall { pageless: None } => {
            lamp(Part::Browser, LampState::Good, None)
        }
        _ => lamp(Part::Browser, LampState::Unknown, None),
    }
}

fn lamp(part: Part, state: LampState, note: Option<Note>) -> Lamp {
    Lamp { part, state, note }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    fn facts() -> Facts {
        let clock_off = Some(Duration::ZERO);
        Facts { phase: Phase::Idle, clock_off, now: HOUR, renew_at: HOUR * 16, ends_at: HOUR * 24 }
    }

    fn state(facts: Facts, part: Part) -> LampState {
        lamps(facts).into_iter().find(|lamp| lamp.part == part).expect("has a lamp").state
    }

    #[test]
    fn a_clock_is_good_wrong_or_not_known() {
        assert_eq!(state(facts(), Part::Clock), LampState::Good);
        assert_eq!(state(Facts { clock_off: Some(CLOCK * 2), ..facts() }, Part::Clock), LampState::Bad);
        assert_eq!(state(Facts { clock_off: None, ..facts() }, Part::Clock), LampState::Unknown);
    }

    #[test]
    fn a_certificate_that_is_not_renewed_is_seen_before_it_ends() {
        for (hour, wanted) in [(16, LampState::Good), (18, LampState::Poor), (24, LampState::Bad)] {
            assert_eq!(state(Facts { now: HOUR * hour, ..facts() }, Part::Certificate), wanted, "{hour}");
        }
    }

    #[test]
    fn a_page_that_was_given_up_is_seen() {
        assert_eq!(state(facts(), Part::Browser), LampState::Good);
        let phase = Phase::OutOfOrder(Reason::Page);
        assert_eq!(state(Facts { phase, ..facts() }, Part::Browser), LampState::Bad);
    }
}
