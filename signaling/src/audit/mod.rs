//! 監査: what was done, by whom, on what. A row is written in the transaction of the act itself, so that there is no
//! act without its row and no row without its act.
//!
//! Rows form one chain per ward and writer (a writer is one server), each holding the hash of the one before. The head
//! of a chain is stored apart, so that a cut-off end shows too; whoever can rewrite rows *and* heads is found out by
//! comparing with heads noted elsewhere (`chikamado audit verify --against`).
//!
//! Rows hold ids only, by type: a name or an answer cannot get in.

mod store;
mod verify;

pub use verify::{Break, Head, verify};

use crate::clock::Millis;
use crate::db::Tx;
use crate::fault::Result;
use protocol::id::{
    AccountId, ApplicationId, BatchId, BookingId, BoothId, CallId, ClosureId, PublicationId, SessionId, SubjectId,
    TokenId, WardId,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Who did it.
#[derive(Debug, Clone, Copy)]
pub enum Actor<'a> {
    /// A person at a desk.
    Account(&'a AccountId),
    /// A booth.
    Booth(&'a BoothId),
    /// A resident of whom nothing is known but a code or a hold.
    Resident,
    /// A telephone service.
    Service(&'a TokenId),
    /// Somebody at the server's own command line.
    Operator,
    /// The server by itself, as when a call runs out of time.
    Server,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// An account was made.
    AccountAdded,
    /// An account was revoked.
    AccountRevoked,
    /// A person signed in.
    SignedIn,
    /// A person signed out.
    SignedOut,
    /// A one-time code was handed out.
    CodeIssued,
    /// A booth got its first certificate.
    DeviceEnrolled,
    /// A booth got its next certificate.
    CertificateRenewed,
    /// A tablet was paired.
    DevicePaired,
    /// A device was revoked.
    DeviceRevoked,
    /// A device was renamed or moved.
    DeviceChanged,
    /// A booth was taken out of order.
    DeviceMarked,
    /// A booth was put in order again.
    DeviceUnmarked,
    /// A device's key was in use twice.
    DeviceSuspended,
    /// A booth was told to check itself.
    SelfcheckOrdered,
    /// A booth was told to start anew.
    RestartOrdered,
    /// A booth opened a room for itself.
    SelfcheckOpened,
    /// A booth forgot a visit that the resident ended.
    WipedAfterEnd,
    /// A booth forgot a visit that the resident left.
    WipedAfterIdle,
    /// A booth forgot a visit in which a part of it failed.
    WipedAfterCrash,
    /// A booth forgot whatever was there when it started.
    WipedAtStart,
    /// A booth forgot whatever was there before it started anew.
    WipedForRestart,
    /// A booth rang.
    CallRang,
    /// A desk accepted.
    CallAccepted,
    /// A supervisor gave a waiting ticket to a desk.
    CallAssigned,
    /// Nobody answered a ring: the ticket went to the callback list.
    CallUnanswered,
    /// A desk sent words to a booth that waits.
    CallTold,
    /// A desk called a booth back.
    CallDialled,
    /// A booth answered a desk that called back.
    CallAnswered,
    /// A third person who was asked in came into a call.
    CallJoined,
    /// A supervisor came into a call to listen.
    CallListened,
    /// A desk held the resident.
    CallHeld,
    /// A desk held the resident no more.
    CallResumed,
    /// A desk began to hand a call over.
    TransferBegun,
    /// A call was handed over.
    TransferCompleted,
    /// A desk kept a call that it had begun to hand over.
    TransferCancelled,
    /// A desk asked somebody into a call.
    CallInvited,
    /// A desk took an invitation back.
    InvitationCancelled,
    /// Somebody who was rung for a transfer or an invitation declined.
    CallDeclined,
    /// A transfer or an invitation was answered by nobody.
    CallUnreached,
    /// It was said who is with the resident.
    CompanionsSet,
    /// A desk covered the resident.
    CallCovered,
    /// A desk asked the resident to lift the cover.
    UncoverAsked,
    /// The resident stayed covered.
    UncoverDeclined,
    /// A desk asked colleagues for help.
    AlarmRaised,
    /// A desk needed help no more.
    AlarmEnded,
    /// A resident said how it was.
    CallRated,
    /// A party got a media grant.
    MediaGranted,
    /// A party ended a call, or left it.
    CallEnded,
    /// A desk finished its wrap-up.
    CallWrappedUp,
    /// The booth of a ringing call stayed away.
    CallAbandoned,
    /// A call stood still for too long.
    CallExpired,
    /// A call's room was built again.
    RoomRebuilt,
    /// Somebody who came into a call did not connect, and is out of it.
    PartyAbsent,
    /// A party lost the right to be in a call.
    PartyRevoked,
    /// What is known of the resident was recorded.
    IdentitySet,
    /// An application was submitted.
    ApplicationSubmitted,
    /// Somebody read what an applicant wrote.
    ApplicationRead,
    /// An application was taken as a file.
    ApplicationExported,
    /// The review of an application began, or another person took it up.
    ApplicationReviewed,
    /// An applicant was asked to put something right.
    CorrectionAsked,
    /// An applicant put right what was asked.
    ApplicationCorrected,
    /// It was noted whether a promised paper came.
    PaperNoted,
    /// An application was found complete.
    ApplicationCompleted,
    /// The key of an application was destroyed.
    ApplicationErased,
    /// A hand-over was prepared.
    BatchPrepared,
    /// A hand-over was given up before it was released.
    BatchDropped,
    /// A second person released a hand-over.
    BatchReleased,
    /// The file of a hand-over was read.
    BatchExported,
    /// 応対メモ of a subject was changed.
    MemoChanged,
    /// 緊急つなぎ: somebody was brought in at once, because the resident may be in danger.
    HotlineUsed,
    /// The draft of a plan was changed.
    DraftChanged,
    /// A draft was taken back to what counts.
    DraftDropped,
    /// A plan was published.
    PlanPublished,
    /// An earlier plan was taken up again.
    PlanRolledBack,
    /// The holidays were replaced.
    HolidaysImported,
    /// The postcodes were replaced.
    PostcodesImported,
    /// 臨時休止
    ClosureMade,
    /// A closure was lifted.
    ClosureLifted,
    /// The draft of a screening or a guide was changed.
    PublicationDrafted,
    /// Such a draft was taken back to what counts.
    PublicationDropped,
    /// A screening or a guide was published.
    PublicationPublished,
    /// An earlier version of one was taken up again.
    PublicationRolledBack,
    /// A time was held.
    TimeHeld,
    /// A time was held against the screening, by staff.
    ScreeningOverruled,
    /// A hold was given up.
    HoldReleased,
    /// A hold ran out.
    HoldLapsed,
    /// 予約
    BookingMade,
    /// A booking was moved.
    BookingMoved,
    /// A booking was cancelled.
    BookingCancelled,
    /// The cancelling of a booking was taken back.
    BookingRestored,
    /// 受付: a booking was checked in.
    BookingArrived,
    /// A call served a booking.
    BookingServed,
    /// A coordinator said that a booking took place.
    BookingSettled,
    /// A coordinator said that nobody came.
    BookingMissed,
    /// A booking was settled by mistake.
    BookingReopened,
    /// It was noted what was done about a booking that cannot take place.
    RemedyNoted,
    /// A mail could not be sent for a day.
    MailGivenUp,
    /// A telephone service got a token.
    TokenAdded,
    /// A telephone service's token was revoked.
    TokenRevoked,
    /// An account got the address of a calendar feed.
    FeedMade,
    /// A calendar feed ended.
    FeedEnded,
}

/// On what.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// An account.
    Account(&'a AccountId),
    /// A session.
    Session(&'a SessionId),
    /// A device.
    Device(&'a BoothId),
    /// A one-time code, by its selector, which opens nothing.
    Code(&'a str),
    /// A call.
    Call(&'a CallId),
    /// A call, and whose desk it was given to.
    CallTo(&'a CallId, &'a AccountId),
    /// A subject.
    Subject(&'a SubjectId),
    /// An application.
    Application(&'a ApplicationId),
    /// A hand-over.
    Batch(&'a BatchId),
    /// A ward's draft, under its revision.
    Draft(&'a WardId, u32),
    /// A version of a ward's plan.
    Plan(&'a WardId, u32),
    /// A screening or a guide of a ward, under its draft's revision or as a version.
    Publication(&'a WardId, &'a PublicationId, u32),
    /// A closure.
    Closure(&'a ClosureId),
    /// The holidays, which are every ward's.
    Holidays,
    /// 郵便番号
    Postcodes,
    /// A booking.
    Booking(&'a BookingId),
    /// A telephone service's token.
    Token(&'a TokenId),
}

/// One act.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Whose chain.
    pub ward: &'a WardId,
    /// Who.
    pub actor: Actor<'a>,
    /// What.
    pub deed: Deed,
    /// On what.
    pub target: Target<'a>,
}

/// Writes one act down inside its own transaction. `writer` is this server's name.
pub async fn append(tx: &mut Tx, writer: &str, now: Millis, entry: Entry<'_>) -> Result<()> {
    let (seq, previous) = store::advance_head(tx, entry.ward, writer).await?;
    let mut row = store::Row {
        seq,
        at: now,
        actor: entry.actor.text(),
        act: crate::db::word(entry.deed),
        target: entry.target.text(),
        previous,
        hash: String::new(),
    };
    row.hash = hash(entry.ward.as_str(), writer, &row);
    store::insert(tx, entry.ward, writer, &row).await?;
    Ok(store::set_head(tx, entry.ward, writer, &row.hash).await?)
}

/// SHA-256 over the row's columns as a JSON array, which cannot be read in two ways.
fn hash(ward: &str, writer: &str, row: &store::Row) -> String {
    let columns = (ward, writer, row.seq, row.at, &row.actor, &row.act, &row.target, &row.previous);
    hex::encode(Sha256::digest(serde_json::to_vec(&columns).expect("texts and numbers serialise")))
}

impl Actor<'_> {
    fn text(self) -> String {
        match self {
            Self::Account(id) => format!("account:{id}"),
            Self::Booth(id) => format!("booth:{id}"),
            Self::Resident => "resident".to_owned(),
            Self::Service(id) => format!("service:{id}"),
            Self::Operator => "operator".to_owned(),
            Self::Server => "server".to_owned(),
        }
    }
}

impl Target<'_> {
    fn text(self) -> String {
        match self {
            Self::Account(id) => format!("account:{id}"),
            Self::Session(id) => format!("session:{id}"),
            Self::Device(id) => format!("device:{id}"),
            Self::Code(selector) => format!("code:{selector}"),
            Self::Call(id) => format!("call:{id}"),
            Self::CallTo(call, desk) => format!("call:{call} account:{desk}"),
            Self::Subject(id) => format!("subject:{id}"),
            Self::Application(id) => format!("application:{id}"),
            Self::Batch(id) => format!("batch:{id}"),
            Self::Draft(ward, revision) => format!("draft:{ward}:{revision}"),
            Self::Plan(ward, version) => format!("plan:{ward}:{version}"),
            Self::Publication(ward, id, number) => format!("publication:{ward}:{id}:{number}"),
            Self::Closure(id) => format!("closure:{id}"),
            Self::Holidays => "holidays".to_owned(),
            Self::Postcodes => "postcodes".to_owned(),
            Self::Booking(id) => format!("booking:{id}"),
            Self::Token(id) => format!("token:{id}"),
        }
    }
}
