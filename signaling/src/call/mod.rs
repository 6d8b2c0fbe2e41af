//! 呼び出し: one resident's call to a ward office, from the ring to the end of the wrap-up.
//!
//! ```text
//! machine   where a call stands and what may happen next (sans-IO)
//! sought    whom a call asks for
//! view      a call as one of its parties, or the queue, sees it
//! room      what the SFU has to be told when a call changed (sans-IO)
//! store     the rows
//! operate   the operations: one transaction each, with its audit row, then told to the hub
//! acts      what a client asks over its WebSocket, as operations
//! ```
//!
//! A journey: [`operate::Calls::ring`] writes a ringing row with its ticket's number; `accept` is one conditional
//! update that one desk wins; [`room::commands`] then opens the room; what the SFU reports moves the call through
//! `connecting` to `in-call`; `end` closes the room and leaves the desk at its wrap-up.

pub mod acts;
pub mod machine;
pub mod operate;
pub mod room;
#[cfg(test)]
pub(crate) mod sample;
pub mod sought;
pub(crate) mod store;
pub mod view;

pub use machine::{Event, Limits, Refusal, Sought, Stage, State};

use crate::clock::Millis;
use protocol::call::{PartyRole, Presence, ScreenedAs};
use protocol::id::{
    AccountId, Attempt, BoothId, CallId, Epoch, FormId, PartyId, RequestId, SectionId, SiteId, SubjectId, WardId,
};
use protocol::place::{Identity, Language};
use protocol::private::Private;
use protocol::signal::Rating;

/// What a call is about and from where: written down when it rings; only the section changes, when the call is handed
/// over. Names are kept as the resident was shown them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Which.
    pub call: CallId,
    /// Whose.
    pub ward: WardId,
    /// Who rings.
    pub booth: BoothId,
    /// The ring's idempotency key, unique within the booth.
    pub request: RequestId,
    /// 受付番号札: counts within the ward and day.
    pub number: u32,
    /// About what.
    pub subject: SubjectId,
    /// The subject's name.
    pub subject_name: String,
    /// From where.
    pub site: SiteId,
    /// The site's name.
    pub site_name: String,
    /// Who answers.
    pub section: SectionId,
    /// The section's name.
    pub section_name: String,
    /// What the resident reads and speaks.
    pub language: Language,
    /// What must be known of the resident.
    pub identity_needed: Identity,
    /// The subject's form.
    pub form: Option<FormId>,
    /// When it rang.
    pub rang_at: Millis,
    /// The time that was booked; none for a walk-in.
    pub booked_at: Option<Millis>,
    /// What the screening said before it rang; none where nothing was screened.
    pub screened: Option<ScreenedAs>,
    /// The end of its day at the ward office: a ticket waits, and a callback is kept, until then.
    pub kept_until: Millis,
}

/// Who sits in a party's place: a booth or a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Seat {
    /// The resident's side.
    Booth(BoothId),
    /// A person of the ward office, or an interpreter.
    Account(AccountId),
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Which; drawn for this call alone.
    pub id: PartyId,
    /// Who.
    pub seat: Seat,
    /// As what.
    pub role: PartyRole,
    /// The name on screen: the site's or the section's.
    pub label: String,
    /// What the policy lets stand after it; of officers alone.
    pub shown: Option<Private<String>>,
    /// The highest attempt that a grant was given for.
    pub granted: Attempt,
    /// The highest attempt that the SFU told of.
    pub joined: Attempt,
    /// Whether its media is there.
    pub presence: Presence,
    /// Whether it only listens: nothing of it is passed on.
    pub listens: bool,
}

impl Party {
    /// Somebody who has no media yet.
    pub fn awaited(id: PartyId, seat: Seat, role: PartyRole, label: String) -> Self {
        let (presence, listens) = (Presence::Awaited, false);
        Self { id, seat, role, label, shown: None, granted: 0, joined: 0, presence, listens }
    }

    /// How it is called on screen.
    pub fn called(&self) -> String {
        match &self.shown {
            Some(shown) => format!("{} {}", self.label, shown.reveal()),
            None => self.label.clone(),
        }
    }

    /// Whether the call cannot be without it.
    pub fn is_principal(&self) -> bool {
        matches!(self.role, PartyRole::Resident | PartyRole::Staff)
    }
}

/// A call as a whole: what the row and its parties' rows say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What was asked for.
    pub ticket: Ticket,
    /// Counts the lives of the room.
    pub epoch: Epoch,
    /// Counts the changes of the row, so that an older fact is known as such.
    pub revision: u32,
    /// Where it stands.
    pub state: State,
    /// Everybody, the resident first.
    pub parties: Vec<Party>,
    /// What is known of the resident.
    pub identity: Identity,
    /// 受付番号 of the submitted application.
    pub receipt: Option<String>,
    /// What the office says to the resident who waits.
    pub message: Option<String>,
    /// 応援: since when the desk asks colleagues for help.
    pub alarm_since: Option<Millis>,
    /// What it was about in the end, as the desk wrote.
    pub about: Option<SubjectId>,
    /// How the resident found it.
    pub rating: Option<Rating>,
}

impl Call {
    /// A call that begins to ring.
    pub fn ring(ticket: Ticket, resident: PartyId) -> Self {
        let seat = Seat::Booth(ticket.booth.clone());
        let resident = Party::awaited(resident, seat, PartyRole::Resident, ticket.site_name.clone());
        Self {
            ticket,
            epoch: 1,
            revision: 1,
            state: State::Ringing,
            parties: vec![resident],
            identity: Identity::None,
            receipt: None,
            message: None,
            alarm_since: None,
            about: None,
            rating: None,
        }
    }

    /// The party in this seat.
    pub fn party_of(&self, seat: &Seat) -> Option<&Party> {
        self.parties.iter().find(|party| party.seat == *seat)
    }

    /// Everybody who has not left.
    pub fn present(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|party| party.presence != Presence::Gone)
    }

    /// Whether it is its booth's call now: it rings there or runs. A callback is not, until the booth is called.
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Ringing | State::Dialling { .. } | State::Running(_))
    }
}
