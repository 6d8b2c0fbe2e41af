//! Calls for unit tests: Hanako's centre rings the section of ごみ出し支援.

use super::{Call, Event, Limits, Seat, Ticket};
use crate::clock::{HOUR, Millis};
use protocol::call::{Companion, Invitee};
use protocol::id::{AccountId, PartyId};
use protocol::place::{Identity, Language};

/// 2026-11-22 10:00 in Japan.
pub(crate) const NOW: Millis = 1_795_309_200_000;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("an id")
}

pub(crate) fn account(name: &str) -> AccountId {
    id(name)
}

pub(crate) fn party(name: &str) -> PartyId {
    id(name)
}

/// The seat of the booth that rings.
pub(crate) fn booth() -> Seat {
    Seat::Booth(id("booth"))
}

pub(crate) fn ringing() -> Call {
    ringing_as("call", "booth", 1)
}

pub(crate) fn ringing_as(call: &str, booth: &str, number: u32) -> Call {
    let ticket = Ticket {
        call: id(call),
        ward: id("kokurakita"),
        booth: id(booth),
        request: id("request"),
        number,
        subject: id("garbage-support"),
        subject_name: "ごみ出し支援".to_owned(),
        site: id("kokura-chuo"),
        site_name: "小倉中央市民センター".to_owned(),
        section: id("kokurakita-care"),
        section_name: "高齢者支援係".to_owned(),
        language: Language::Easy,
        identity_needed: Identity::SelfStated,
        form: Some(id("garbage-support")),
        rang_at: NOW,
        booked_at: None,
        screened: None,
        kept_until: NOW + 14 * HOUR,
    };
    Call::ring(ticket, party("resident"))
}

/// The same call, accepted by `sato`.
pub(crate) fn accepted() -> Call {
    let accept = Event::Accept { epoch: 1, desk: account("sato"), party: party("staff") };
    ringing().step(accept, &Limits::default(), NOW).expect("it rings")
}

/// `sato` asks somebody in.
pub(crate) fn invite(whom: Invitee) -> Event {
    Event::Invite { desk: account("sato"), whom, label: "通訳".to_owned() }
}

/// `ito` comes, as the party `third`.
pub(crate) fn join(whom: Invitee) -> Event {
    Event::Join { account: account("ito"), party: party("third"), whom }
}

/// Somebody says who is with the resident.
pub(crate) fn accompany(seat: Seat, companions: impl IntoIterator<Item = Companion>) -> Event {
    Event::Accompany { seat, companions: companions.into_iter().collect() }
}

/// `sato` begins to hand the call over to the section of children.
pub(crate) fn transfer(warm: bool) -> Event {
    Event::Transfer {
        desk: account("sato"),
        section: id("kokurakita-kodomo"),
        section_name: "こども家庭課".to_owned(),
        note: "児童手当の相談".to_owned(),
        warm,
    }
}
