//! What a running call notes beside its media, as one column.

use super::super::machine::{Invitation, Running, Transfer};
use crate::clock::Millis;
use protocol::call::{Companion, Handed, Uncovering, Unreached};
use protocol::privacy::Privacy;
use serde::{Deserialize, Serialize};
use sqlx::Result;
use std::collections::BTreeSet;

/// What a running call notes beside its media, as one column. A call that ran before some of it was noted says nothing of
/// that.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Talk {
    pub(super) held_since: Option<Millis>,
    #[serde(default)]
    pub(super) privacy: Privacy,
    #[serde(default)]
    pub(super) uncovering: Option<Uncovering>,
    pub(super) transfer: Option<Transfer>,
    #[serde(default)]
    pub(super) handed: Option<Box<Handed>>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) unreached: Option<Unreached>,
    #[serde(default)]
    pub(super) companions: BTreeSet<Companion>,
}

impl Talk {
    pub(super) fn of(running: &Running) -> Self {
        Self {
            held_since: running.held_since,
            privacy: running.privacy,
            uncovering: running.uncovering,
            transfer: running.transfer.clone(),
            handed: running.handed.clone(),
            invitations: running.invitations.clone(),
            unreached: running.unreached,
            companions: running.companions.clone(),
        }
    }

    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("plain values serialise")
    }

    /// A call that ran before there was such a column has none.
    pub(super) fn read(text: Option<&str>) -> Result<Self> {
        let talk = text.map(serde_json::from_str).transpose().map_err(|e| sqlx::Error::Decode(Box::new(e)))?;
        Ok(talk.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_ran_before_some_of_it_was_noted_goes_on_without() {
        let before = r#"{"held_since":1,"transfer":null,"invitations":[],"unreached":"declined"}"#;
        let talk = Talk::read(Some(before)).expect("it reads");
        assert_eq!((talk.held_since, talk.unreached), (Some(1), Some(Unreached::Declined)));
        assert!(talk.companions.is_empty() && talk.handed.is_none() && talk.privacy == Privacy::Off);
        assert!(Talk::read(None).expect("none").invitations.is_empty());
        assert!(Talk::read(Some("{}")).is_err(), "half a note is none");
    }
}
