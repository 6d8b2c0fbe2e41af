//! How a booking stands, and how it may go on. A step consumes the state before it and may refuse. No I/O.

use crate::clock::Millis;
use protocol::booking::{BookingState, Settlement};
use protocol::id::{BoothId, CallId};
use protocol::problem::Code;

/// How a booking stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// 仮押さえ
    Held {
        /// It runs out then.
        until: Millis,
    },
    /// 予約済
    Booked,
    /// 受付済
    Arrived {
        /// When.
        at: Millis,
        /// At which booth; none by the resident's own phone.
        booth: Option<BoothId>,
    },
    /// 対応済
    Served {
        /// By which call; none where a coordinator settled it.
        call: Option<CallId>,
    },
    /// 来所なし
    Missed,
    /// 取消
    Cancelled,
    /// The hold ran out, or was given up.
    Lapsed,
}

type Step = Result<State, Code>;

impl State {
    /// The word on the wire.
    pub const fn word(&self) -> BookingState {
        match self {
            Self::Held { .. } => BookingState::Held,
            Self::Booked => BookingState::Booked,
            Self::Arrived { .. } => BookingState::Arrived,
            Self::Served { .. } => BookingState::Served,
            Self::Missed => BookingState::Missed,
            Self::Cancelled => BookingState::Cancelled,
            Self::Lapsed => BookingState::Lapsed,
        }
    }

    /// Whether somebody is still expected.
    pub const fn is_ahead(&self) -> bool {
        matches!(self, Self::Booked)
    }

    /// The rest is filled in. A hold that ran out may be confirmed too, if its time is taken anew.
    pub(super) fn confirm(self) -> Step {
        match self {
            Self::Held { .. } | Self::Lapsed => Ok(Self::Booked),
            _ => Err(Code::WrongState),
        }
    }

    /// The hold is over.
    pub(super) fn lapse(self) -> Step {
        match self {
            Self::Held { .. } | Self::Lapsed => Ok(Self::Lapsed),
            _ => Err(Code::WrongState),
        }
    }

    /// Another time is taken. Who has arrived may still choose one.
    pub(super) fn moved(self) -> Step {
        match self {
            Self::Booked | Self::Arrived { .. } => Ok(Self::Booked),
            _ => Err(Code::WrongState),
        }
    }

    /// It is taken back.
    pub(super) fn cancel(self) -> Step {
        match self {
            Self::Booked | Self::Arrived { .. } | Self::Cancelled => Ok(Self::Cancelled),
            _ => Err(Code::WrongState),
        }
    }

    /// It was taken back by mistake.
    pub(super) fn restore(self) -> Step {
        match self {
            Self::Cancelled => Ok(Self::Booked),
            _ => Err(Code::WrongState),
        }
    }

    /// The resident is there. A booth counts more than a phone, and the latest booth is where they are.
    pub(super) fn arrive(self, now: Millis, at_booth: Option<BoothId>) -> Step {
        match self {
            Self::Booked => Ok(Self::Arrived { at: now, booth: at_booth }),
            Self::Arrived { at, booth } => Ok(Self::Arrived { at, booth: at_booth.or(booth) }),
            _ => Err(Code::WrongState),
        }
    }

    /// A call of the booth takes it up.
    pub(super) fn serve(self, by: &BoothId, call: CallId) -> Step {
        match self {
            Self::Arrived { booth: Some(booth), .. } if booth == *by => Ok(Self::Served { call: Some(call) }),
            _ => Err(Code::WrongState),
        }
    }

    /// A coordinator says what came of it.
    pub(super) fn settle(self, settlement: Settlement) -> Step {
        match (self, settlement) {
            (Self::Booked | Self::Arrived { .. } | Self::Missed, Settlement::Served) => Ok(Self::Served { call: None }),
            (Self::Booked | Self::Arrived { .. } | Self::Served { call: None }, Settlement::Missed) => Ok(Self::Missed),
            (Self::Missed | Self::Served { call: None }, Settlement::Reopen) => Ok(Self::Booked),
            _ => Err(Code::WrongState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn booth(name: &str) -> BoothId {
        name.parse().expect("an id")
    }

    fn call() -> CallId {
        "call".parse().expect("an id")
    }

    fn all() -> [State; 8] {
        let arrived = |booth| State::Arrived { at: 1, booth };
        [
            State::Held { until: 1 },
            State::Booked,
            arrived(None),
            arrived(Some(booth("a"))),
            State::Served { call: Some(call()) },
            State::Missed,
            State::Cancelled,
            State::Lapsed,
        ]
    }

    /// Where each state goes by a step, in the order of [`all`]; `-` is refused.
    fn goes(step: impl Fn(State) -> Step) -> String {
        let letter = |state: State| match step(state) {
            Ok(State::Held { .. }) => 'h',
            Ok(State::Booked) => 'b',
            Ok(State::Arrived { booth: None, .. }) => 'p',
            Ok(State::Arrived { .. }) => 'a',
            Ok(State::Served { .. }) => 's',
            Ok(State::Missed) => 'm',
            Ok(State::Cancelled) => 'c',
            Ok(State::Lapsed) => 'l',
            Err(_) => '-',
        };
        all().into_iter().map(letter).collect()
    }

    #[test]
    fn every_step_is_taken_from_where_it_makes_sense_and_from_nowhere_else() {
        assert_eq!(goes(State::confirm), "b------b");
        assert_eq!(goes(State::lapse), "l------l");
        assert_eq!(goes(State::moved), "-bbb----");
        assert_eq!(goes(State::cancel), "-ccc--c-");
        assert_eq!(goes(State::restore), "------b-");
        assert_eq!(goes(|state| state.arrive(2, None)), "-ppa----");
        assert_eq!(goes(|state| state.arrive(2, Some(booth("b")))), "-aaa----");
        assert_eq!(goes(|state| state.serve(&booth("a"), call())), "---s----");
        assert_eq!(goes(|state| state.serve(&booth("b"), call())), "--------");
        assert_eq!(goes(|state| state.settle(Settlement::Served)), "-sss-s--");
        assert_eq!(goes(|state| state.settle(Settlement::Missed)), "-mmm----");
        assert_eq!(goes(|state| state.settle(Settlement::Reopen)), "-----b--");
    }

    #[test]
    fn what_a_call_served_is_not_settled_otherwise() {
        let settled = State::Served { call: None };
        assert_eq!(settled.clone().settle(Settlement::Missed), Ok(State::Missed));
        assert_eq!(settled.settle(Settlement::Reopen), Ok(State::Booked));
    }

    #[test]
    fn coming_twice_is_coming_once() {
        let once = State::Booked.arrive(5, None).expect("expected");
        assert_eq!(once.clone().arrive(9, None), Ok(once.clone()));
        assert_eq!(once.arrive(9, Some(booth("a"))), Ok(State::Arrived { at: 5, booth: Some(booth("a")) }));
    }
}
