//! Where a call stands, as the columns that say it; the others are null.

use super::super::State;
use super::talk::Talk;
use crate::clock::Millis;
use crate::db::word;

/// A state as its columns.
#[derive(Default)]
pub(super) struct Columns<'a> {
    pub(super) since: Option<Millis>,
    pub(super) desk: Option<&'a str>,
    pub(super) accepted_at: Option<Millis>,
    pub(super) ended_at: Option<Millis>,
    pub(super) why: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) talk: Option<String>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(state: &'a State) -> Self {
        match state {
            State::Ringing => Self::default(),
            State::Callback { since } => Self { since: Some(*since), ..Self::default() },
            State::Dialling { desk, since } => {
                Self { since: Some(*since), desk: Some(desk.as_str()), ..Self::default() }
            }
            State::Running(running) => Self {
                since: Some(running.since),
                desk: Some(running.desk.as_str()),
                accepted_at: Some(running.accepted_at),
                talk: Some(Talk::of(running).json()),
                ..Self::default()
            },
            State::WrapUp { desk, accepted_at, ended_at, why } => Self {
                desk: Some(desk.as_str()),
                accepted_at: Some(*accepted_at),
                ended_at: Some(*ended_at),
                why: Some(word(why)),
                ..Self::default()
            },
            State::Closed { ended_at, why, outcome } => {
                Self { ended_at: Some(*ended_at), why: Some(word(why)), outcome: outcome.map(word), ..Self::default() }
            }
        }
    }
}
