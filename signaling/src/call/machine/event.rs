//! What happens to a call, and why it may not apply.

use protocol::call::{Companion, Invitee, Outcome};
use protocol::id::{AccountId, Attempt, BoothId, Epoch, PartyId, SectionId, SubjectId};
use protocol::media::Leave;
use protocol::place::Identity;
use protocol::privacy::Privacy;
use protocol::problem::Code;
use protocol::signal::Rating;
use std::collections::BTreeSet;

use super::super::Seat;

/// What happens to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A desk takes it, or answers its transfer; `epoch` is the one it was shown.
    Accept { epoch: Epoch, desk: AccountId, party: PartyId },
    /// Nobody who could answer did.
    Unanswered,
    /// The office says something to the resident who waits; an empty text takes it back.
    Tell { text: String },
    /// A desk calls the booth back.
    Dial { desk: AccountId },
    /// The booth answers; `party` is drawn for the desk that calls.
    Answer { booth: BoothId, party: PartyId },
    /// Somebody who was asked in comes.
    Join { account: AccountId, party: PartyId, whom: Invitee },
    /// A supervisor comes in to listen.
    Listen { account: AccountId, party: PartyId, label: String },
    /// The desk holds the resident, or not any more.
    Hold { desk: AccountId, held: bool },
    /// The desk begins to hand the call over.
    Transfer { desk: AccountId, section: SectionId, section_name: String, note: String, warm: bool },
    /// The call is the other officer's from now on.
    CompleteTransfer { desk: AccountId },
    /// The desk keeps the call.
    CancelTransfer { desk: AccountId },
    /// The desk asks somebody in.
    Invite { desk: AccountId, whom: Invitee, label: String },
    /// The desk takes an invitation back.
    CancelInvite { desk: AccountId, whom: Invitee },
    /// Whoever is sought does not come.
    Decline { what: Sought },
    /// Nobody of those who are sought came in time.
    Unreached { what: Sought },
    /// The resident or the desk says who is at the booth, too.
    Accompany { seat: Seat, companions: BTreeSet<Companion> },
    /// The SFU tells how much of a party passes.
    Privacy { epoch: Epoch, party: PartyId, privacy: Privacy },
    /// The desk covers the resident.
    Cover { desk: AccountId },
    /// The desk asks the resident to lift the cover.
    AskUncover { desk: AccountId },
    /// The resident stays covered.
    DeclineUncover { booth: BoothId },
    /// The desk asks colleagues for help, or not any more.
    Alarm { desk: AccountId, on: bool },
    /// A party gets a grant, for its next attempt.
    Grant { epoch: Epoch, seat: Seat },
    /// A party's offer was answered.
    Offered { party: PartyId },
    /// A party's media stands.
    Connected { epoch: Epoch, party: PartyId, attempt: Attempt },
    /// A party is silent.
    Lost { epoch: Epoch, party: PartyId, attempt: Attempt },
    /// Somebody who was let in has not connected in time.
    Absent { epoch: Epoch, party: PartyId },
    /// A party's media is gone.
    Left { epoch: Epoch, party: PartyId, attempt: Attempt, why: Leave },
    /// The room broke.
    RoomBroke { epoch: Epoch },
    /// A party ends the call; a third person only leaves it.
    End { seat: Seat },
    /// The desk finishes its wrap-up, or a desk closes a callback.
    WrapUp { desk: AccountId, subject: SubjectId, outcome: Outcome },
    /// The desk says what is known of the resident.
    Identify { desk: AccountId, identity: Identity },
    /// The booth submits an application.
    Submit { booth: BoothId, receipt: String },
    /// The resident says how it was.
    Rate { booth: BoothId, rating: Rating },
    /// The booth's place lapsed.
    BoothAway,
    /// Time passed; only a state whose time is up changes.
    Expire,
    /// The server started anew: rooms are gone.
    Restart,
    /// A booth or a person lost the right to be here.
    Revoke { seat: Seat },
}

/// Whom a running call waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// An officer of the section it is handed over to.
    Transfer,
    /// Somebody who is asked in.
    Invitation(Invitee),
}

/// Why an event does not apply. The call is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another desk has it, or somebody else came first.
    #[error("somebody else was first")]
    Taken,
    /// It ended, or its epoch passed.
    #[error("the call does not ring or run any more")]
    Gone,
    /// It does not stand where the event fits.
    #[error("the act does not fit where the call stands")]
    WrongState,
    /// The one who asks is no party of it, hence may not even know of it.
    #[error("no such call for this caller")]
    Stranger,
    /// Everybody's receive slots are taken.
    #[error("no further party fits into the call")]
    Full,
    /// The resident's own device is not read yet.
    #[error("this much identity cannot be shown here")]
    IdentityNeeded,
    /// News of a room, attempt or deadline that has passed; nobody needs to be told.
    #[error("late news")]
    Late,
}

impl Refusal {
    /// What the caller is told.
    pub const fn code(self) -> Code {
        match self {
            Self::Taken => Code::Taken,
            Self::Gone | Self::Late => Code::Gone,
            Self::WrongState => Code::WrongState,
            Self::Stranger => Code::NotFound,
            Self::Full => Code::Full,
            Self::IdentityNeeded => Code::IdentityNeeded,
        }
    }
}

impl Event {
    /// Who comes into a call by it; a person is in one call at a time.
    pub const fn enters(&self) -> Option<&AccountId> {
        match self {
            Self::Accept { desk: account, .. }
            | Self::Dial { desk: account }
            | Self::Join { account, .. }
            | Self::Listen { account, .. } => Some(account),
            _ => None,
        }
    }

    /// The refusal of an event that does not fit: news is late where an act would be refused.
    pub(super) const fn refused(&self, refusal: Refusal) -> Refusal {
        match self {
            Self::Unanswered
            | Self::Unreached { .. }
            | Self::Offered { .. }
            | Self::Connected { .. }
            | Self::Lost { .. }
            | Self::Privacy { .. }
            | Self::Absent { .. }
            | Self::Left { .. }
            | Self::RoomBroke { .. }
            | Self::BoothAway
            | Self::Expire
            | Self::Restart
            | Self::Revoke { .. } => Refusal::Late,
            Self::Accept { .. }
            | Self::Tell { .. }
            | Self::Dial { .. }
            | Self::Answer { .. }
            | Self::Join { .. }
            | Self::Listen { .. }
            | Self::Hold { .. }
            | Self::Transfer { .. }
            | Self::CompleteTransfer { .. }
            | Self::CancelTransfer { .. }
            | Self::Invite { .. }
            | Self::CancelInvite { .. }
            | Self::Decline { .. }
            | Self::Accompany { .. }
            | Self::Cover { .. }
            | Self::AskUncover { .. }
            | Self::DeclineUncover { .. }
            | Self::Alarm { .. }
            | Self::Grant { .. }
            | Self::End { .. }
            | Self::WrapUp { .. }
            | Self::Identify { .. }
            | Self::Submit { .. }
            | Self::Rate { .. } => refusal,
        }
    }
}
