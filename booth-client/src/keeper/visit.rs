//! What is kept of a visit so that a crashed page comes back to it. No I/O; times are given.

use super::protocol::Stage;
use protocol::problem::Code;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Largest draft, in bytes.
pub(super) const DRAFT_MAX: usize = 64 * 1024;
/// How long a draft waits for a page that is not heard.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The visit.
#[derive(Debug)]
pub(super) enum Visit {
    /// Nobody's.
    Idle,
    /// Somebody's: with what the page wants back.
    Kept(Draft),
    /// It is over, and so is this keeper's use.
    Over,
}

/// What a page left to come back to. The keeper reads no more of it than where the visit stands.
pub(super) struct Draft {
    stage: Stage,
    body: Zeroizing<Vec<u8>>,
    heard_at: Instant,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("stage", &self.stage).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    at: At,
    #[serde(rename = "keep")]
    _keep: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    Visit,
    Call,
}

impl Visit {
    /// Where the visit stands.
    pub(super) fn stage(&self) -> Stage {
        match self {
            Self::Kept(draft) => draft.stage,
            Self::Idle | Self::Over => Stage::Idle,
        }
    }

    /// The draft, as it was written.
    pub(super) fn draft(&self) -> Option<&[u8]> {
        match self {
            Self::Kept(draft) => Some(&draft.body),
            Self::Idle | Self::Over => None,
        }
    }

    /// Keeps a draft in place of the one before it.
    pub(super) fn keep(&mut self, now: Instant, body: &[u8]) -> Result<(), Code> {
        self.still_on()?;
        if body.len() > DRAFT_MAX {
            return Err(Code::TooLarge);
        }
        let written: Written = serde_json::from_slice(body).map_err(|_| Code::BadMessage)?;
        let stage = match written.at {
            At::Visit => Stage::Visit,
            At::Call => Stage::Call,
        };
        *self = Self::Kept(Draft { stage, body: Zeroizing::new(body.to_vec()), heard_at: now });
        Ok(())
    }

    /// The page takes the draft back: nothing was begun.
    pub(super) fn clear(&mut self) -> Result<(), Code> {
        self.still_on()?;
        *self = Self::Idle;
        Ok(())
    }

    /// Ends it, once.
    pub(super) fn end(&mut self) -> Result<(), Code> {
        self.still_on()?;
        *self = Self::Over;
        Ok(())
    }

    /// The page was heard.
    pub(super) fn heard(&mut self, now: Instant) {
        if let Self::Kept(draft) = self {
            draft.heard_at = now;
        }
    }

    /// Drops a draft that no page has come back for; whether there was one.
    pub(super) fn expire(&mut self, now: Instant) -> bool {
        let expired = matches!(self, Self::Kept(draft) if draft.heard_at + PATIENCE <= now);
        if expired {
            *self = Self::Idle;
        }
        expired
    }

    /// Refuses what comes after the end.
    pub(super) fn still_on(&self) -> Result<(), Code> {
        if matches!(self, Self::Over) { Err(Code::Gone) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    const TYPED: &[u8] = br#"{"at":"visit","keep":{"name":"x"}}"#;

    #[test]
    fn a_draft_comes_back_as_it_was_written_and_says_where_the_visit_stands() {
        let mut visit = Visit::Idle;
        visit.keep(clock::now(), TYPED).expect("a draft");
        assert_eq!((visit.draft(), visit.stage()), (Some(TYPED), Stage::Visit));
        let in_call = br#"{"at":"call","keep":[1,2]}"#;
        visit.keep(clock::now(), in_call).expect("a draft");
        assert_eq!((visit.draft(), visit.stage()), (Some(&in_call[..]), Stage::Call));
        visit.clear().expect("it is on");
        assert_eq!((visit.draft(), visit.stage()), (None, Stage::Idle));
    }

    #[test]
    fn what_is_no_draft_changes_nothing() {
        let mut visit = Visit::Idle;
        visit.keep(clock::now(), TYPED).expect("a draft");
        for bad in ["", "{", "[]", r#"{"at":"visit"}"#, r#"{"at":"moon","keep":1}"#, r#"{"at":"call","keep":1,"x":1}"#]
        {
            assert_eq!(visit.keep(clock::now(), bad.as_bytes()), Err(Code::BadMessage), "{bad}");
        }
        let long = format!(r#"{{"at":"visit","keep":"{}"}}"#, "あ".repeat(DRAFT_MAX / 3));
        assert_eq!(visit.keep(clock::now(), long.as_bytes()), Err(Code::TooLarge));
        assert_eq!(visit.draft(), Some(TYPED));
    }

    #[test]
    fn a_draft_waits_a_quarter_of_an_hour_for_its_page() {
        let (mut visit, start) = (Visit::Idle, clock::now());
        visit.keep(start, TYPED).expect("a draft");
        visit.heard(start + Duration::from_secs(60));
        assert!(!visit.expire(start + PATIENCE));
        assert!(visit.expire(start + PATIENCE + Duration::from_secs(60)));
        assert_eq!(visit.draft(), None);
        assert!(!visit.expire(start + 2 * PATIENCE), "there is none any more");
    }

    #[test]
    fn after_the_end_nothing_is_kept_and_nothing_begins() {
        let mut visit = Visit::Idle;
        visit.keep(clock::now(), TYPED).expect("a draft");
        visit.end().expect("it is on");
        assert_eq!(visit.draft(), None);
        assert_eq!(visit.keep(clock::now(), TYPED), Err(Code::Gone));
        assert_eq!(visit.clear(), Err(Code::Gone));
        assert_eq!(visit.end(), Err(Code::Gone));
    }

    #[test]
    fn a_draft_is_not_printed() {
        let mut visit = Visit::Idle;
        visit.keep(clock::now(), TYPED).expect("a draft");
        assert!(!format!("{visit:?}").contains("name"));
    }
}
