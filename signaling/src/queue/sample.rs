//! Tickets and desks for unit tests: the section of ごみ出し支援 and its officers.

use super::line::{Desk, Posts, Standing, Waiting};
use crate::clock::Millis;
use protocol::id::{AccountId, CallId, SectionId};
use protocol::place::Language;

/// 2026-11-22 10:00 in Japan.
pub(crate) const NOW: Millis = 1_795_309_200_000;

pub(crate) fn section(name: &str) -> SectionId {
    name.parse().expect("an id")
}

pub(crate) fn account(name: &str) -> AccountId {
    name.parse().expect("an id")
}

pub(crate) fn call(number: u32) -> CallId {
    format!("call-{number}").parse().expect("an id")
}

/// A walk-in's ticket in `care`.
pub(crate) fn ticket(number: u32, rang_at: Millis) -> Waiting {
    Waiting {
        call: call(number),
        section: section("care"),
        subject: "garbage-support".parse().expect("an id"),
        language: Language::Ja,
        number,
        rang_at,
        booked_at: None,
    }
}

/// An officer of a section, or of the whole ward, who is free.
pub(crate) fn desk(name: &str, post: Option<&str>) -> Desk {
    Desk {
        account: account(name),
        posts: Posts { staff: vec![post.map(section)], supervisor: Vec::new() },
        languages: Vec::new(),
        served: 0,
        standing: Standing::Free { since: NOW },
    }
}

pub(crate) fn supervisor(name: &str) -> Desk {
    Desk { posts: Posts { staff: Vec::new(), supervisor: vec![Some(section("care"))] }, ..desk(name, None) }
}

/// The same officer in a consultation that began at `since`.
pub(crate) fn talking(desk: Desk, since: Millis) -> Desk {
    let subject = "garbage-support".parse().expect("an id");
    Desk { standing: Standing::Talking { subject, since }, ..desk }
}
