//! Where an application stands, and what may happen next. No I/O; today is an argument.

use crate::clock::Millis;
use jiff::civil::Date;
use protocol::application::ApplicationStatus;
use protocol::id::{AccountId, BatchId};

/// Where an application stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// 提出済
    Submitted,
    /// 形式審査
    Review {
        /// Who looks at it.
        reviewer: AccountId,
    },
    /// 補正のお願い
    Correction {
        /// Who asked.
        reviewer: AccountId,
        /// Until which day.
        until: Date,
    },
    /// 審査済
    Complete {
        /// Who found it so.
        reviewer: AccountId,
        /// The hand-over it is prepared for.
        batch: Option<BatchId>,
    },
    /// 引渡し済
    HandedOver {
        /// Who reviewed it.
        reviewer: AccountId,
        /// By which hand-over.
        batch: BatchId,
        /// When.
        at: Millis,
    },
}

/// What happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody takes it up: from the pile, from a colleague, or from an applicant who does not answer.
    Take {
        /// Who.
        by: AccountId,
    },
    /// The applicant is asked to put something right.
    Ask {
        /// By whom.
        by: AccountId,
        /// Until which day.
        until: Date,
        /// Which day it is.
        today: Date,
    },
    /// The applicant did.
    Correct,
    /// It is found complete.
    Complete {
        /// By whom.
        by: AccountId,
    },
    /// It is put into a hand-over.
    Prepare {
        /// Which.
        batch: BatchId,
    },
    /// It is taken out of the hand-over again.
    PutBack,
    /// The hand-over is released.
    HandOver {
        /// When.
        at: Millis,
    },
}

/// Why it does not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It does not fit where the application stands.
    WrongStage,
    /// The day until which the applicant is asked has passed.
    PastDay,
}

impl Stage {
    /// The word of the protocol.
    pub const fn word(&self) -> ApplicationStatus {
        match self {
            Self::Submitted => ApplicationStatus::Submitted,
            Self::Review { .. } => ApplicationStatus::Review,
            Self::Correction { .. } => ApplicationStatus::Correction,
            Self::Complete { .. } => ApplicationStatus::Complete,
            Self::HandedOver { .. } => ApplicationStatus::HandedOver,
        }
    }

    /// Who looks at it, or did last.
    pub const fn reviewer(&self) -> Option<&AccountId> {
        match self {
            Self::Submitted => None,
            Self::Review { reviewer }
            | Self::Correction { reviewer, .. }
            | Self::Complete { reviewer, .. }
            | Self::HandedOver { reviewer, .. } => Some(reviewer),
        }
    }

    /// The hand-over it is in.
    pub const fn batch(&self) -> Option<&BatchId> {
        match self {
            Self::Complete { batch, .. } => batch.as_ref(),
            Self::HandedOver { batch, .. } => Some(batch),
            _ => None,
        }
    }

    /// Whether papers still come to whoever reviews it.
    pub const fn takes_papers(&self) -> bool {
        matches!(self, Self::Submitted | Self::Review { .. } | Self::Correction { .. })
    }

    /// Where it stands after an event.
    ///
    /// # Errors
    /// [`Refusal`]; nothing is changed then.
    pub fn step(self, event: Event) -> Result<Self, Refusal> {
        match (self, event) {
            (Self::Submitted | Self::Review { .. } | Self::Correction { .. }, Event::Take { by }) => {
                Ok(Self::Review { reviewer: by })
            }
            (Self::Review { .. }, Event::Ask { until, today, .. }) if until < today => Err(Refusal::PastDay),
            (Self::Review { .. }, Event::Ask { by, until, .. }) => Ok(Self::Correction { reviewer: by, until }),
            (Self::Correction { reviewer, .. }, Event::Correct) => Ok(Self::Review { reviewer }),
            (Self::Review { .. }, Event::Complete { by }) => Ok(Self::Complete { reviewer: by, batch: None }),
            (Self::Complete { reviewer, batch: None }, Event::Prepare { batch }) => {
                Ok(Self::Complete { reviewer, batch: Some(batch) })
            }
            (Self::Complete { reviewer, batch: Some(_) }, Event::PutBack) => {
                Ok(Self::Complete { reviewer, batch: None })
            }
            (Self::Complete { reviewer, batch: Some(batch) }, Event::HandOver { at }) => {
                Ok(Self::HandedOver { reviewer, batch, at })
            }
            _ => Err(Refusal::WrongStage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 12, 1);

    fn event() -> impl Strategy<Value = Event> {
        let by = || prop_oneof!["one", "two"].prop_map(|id| id.parse::<AccountId>().expect("an id"));
        prop_oneof![
            by().prop_map(|by| Event::Take { by }),
            (by(), -3_i8..30).prop_map(|(by, days)| {
                let until = TODAY.saturating_add(jiff::Span::new().days(days));
                Event::Ask { by, until, today: TODAY }
            }),
            Just(Event::Correct),
            by().prop_map(|by| Event::Complete { by }),
            Just(Event::Prepare { batch: "b".parse().expect("an id") }),
            Just(Event::PutBack),
            (0_i64..100).prop_map(|at| Event::HandOver { at }),
        ]
    }

    proptest! {
        #[test]
        fn nothing_is_handed_over_unreviewed_and_nothing_comes_back(events in proptest::collection::vec(event(), 0..60)) {
            let mut stage = Stage::Submitted;
            for event in events {
                let Ok(after) = stage.clone().step(event.clone()) else { continue };
                let fits = match (&stage, &after) {
                    (Stage::Complete { batch: Some(own), .. }, Stage::HandedOver { batch, .. }) => own == batch,
                    (Stage::Review { .. } | Stage::Complete { .. }, Stage::Complete { .. }) => true,
                    (Stage::Review { .. }, Stage::Correction { until, .. }) => *until >= TODAY,
                    (_, Stage::Review { .. }) => !matches!(stage, Stage::Complete { .. }),
                    _ => false,
                };
                prop_assert!(fits, "{:?}: {:?} to {:?}", event, stage, after);
                prop_assert!(after.reviewer().is_some());
                stage = after;
            }
        }
    }

    #[test]
    fn an_applicant_is_never_asked_until_yesterday() {
        let one: AccountId = "one".parse().expect("an id");
        let ask = |until| Event::Ask { by: one.clone(), until, today: TODAY };
        let review = Stage::Review { reviewer: one.clone() };
        assert_eq!(review.clone().step(ask(date(2026, 11, 30))), Err(Refusal::PastDay));
        assert!(review.step(ask(TODAY)).is_ok());
        assert_eq!(Stage::Submitted.step(ask(TODAY)), Err(Refusal::WrongStage));
    }
}
