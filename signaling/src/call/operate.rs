//! The operations on calls: one transaction each, with its audit row; after the commit the hub is told the call.

use super::machine::{Event, Limits, Refusal};
use super::{Call, Seat, State, Ticket, store};
use crate::access::{Act, BoothCaller, Caller, Scope, authorise};
use crate::account;
use crate::app::App;
use crate::audit::{self, Actor, Deed, Entry, Target};
use crate::booking::arrive;
use crate::clock::{HOUR, Millis};
use crate::config::Calls;
use crate::db::Tx;
use crate::device;
use crate::fault::{Fault, Result};
use crate::figures;
use crate::hub::Input;
use crate::place;
use crate::queue::door::{self, Wish};
use crate::queue::estimate::Tail;
use crate::screening;
use crate::selfcheck;
use jiff::ToSpan;
use jiff::civil::Date;
use protocol::call::{Prospect, ScreenedAs};
use protocol::guidance::Given;
use protocol::id::{AccountId, BookingId, BoothId, CallId, PartyId, RequestId, SubjectId};
use protocol::place::Language;
use protocol::problem::{Code, Problem};
use std::collections::BTreeSet;

/// When one turned away at the door may try again, in seconds.
const FULL_RETRY_SECONDS: u32 = 60;

/// What a booth asks for when it rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// The idempotency key.
    pub request: RequestId,
    /// About what.
    pub subject: SubjectId,
    /// What the resident reads and speaks.
    pub language: Language,
    /// The booking that was checked in.
    pub booking: Option<BookingId>,
    /// The answers to the screening, which are not kept.
    pub screened: Option<Given>,
    /// The resident finds the verdict wrong.
    pub disagrees: bool,
}

/// A booth rings. A repeated request finds the call it made. A booking that was checked in at the booth is served by the
/// call: its time was promised, so that only a full house refuses it, and it was screened when it was booked.
///
/// # Errors
/// `out-of-order`, those of [`door::wish`] and [`screening::ringing`], `nobody-available`, `closing`, `full`, those of
/// [`arrive::ringing`], and `wrong-state` while another call of the booth rings or runs.
pub async fn ring(app: &App, booth: &BoothCaller, asked: Ring, tail: &Tail) -> Result<Call> {
    let Ring { request, subject, language, booking, screened, disagrees } = asked;
    let now = app.clock.now();
    let caller = Caller::Booth(booth.clone());
    authorise(&caller, Act::Ring, Scope::booth(&booth.ward, &booth.booth))?;
    let mut tx = app.db.begin().await?;
    if let Some(id) = store::by_request(&mut tx, &booth.booth, &request).await? {
        return store::take(&mut tx, &id).await?.ok_or_else(|| Code::NotFound.into());
    }
    if device::report::mark(app, &booth.booth).await?.is_some() {
        return Err(Code::OutOfOrder.into());
    }
    let wish = door::wish(app, booth, &subject).await?;
    let day = local_date(now, &app.config.calls).to_string();
    // first, so that the rings of a ward wait for each other
    let number = store::next_number(&mut tx, &booth.ward, &day).await?;
    let (booked_at, screened) = match &booking {
        Some(booking) => {
            let (booked_at, verdict) = arrive::ringing(app, &mut tx, booth, &subject, booking).await?;
            (Some(booked_at), verdict.map(|verdict| ScreenedAs { verdict, disagrees: false }))
        }
        None => {
            let what = (&booth.site, &subject);
            (None, screening::ringing(app, &mut tx.conn(), what, screened.as_ref(), disagrees).await?)
        }
    };
    match door::look(app, &mut tx, &wish, tail, now).await? {
        Prospect::Open { .. } => {}
        Prospect::Nobody | Prospect::Closing { .. } | Prospect::Closed { .. } if booked_at.is_some() => {}
        Prospect::Nobody => return Err(Code::NobodyAvailable.into()),
        Prospect::Closing { .. } | Prospect::Closed { .. } => return Err(Code::Closing.into()),
        Prospect::Full => return Err(full()),
    }
    let Wish { site, tile, section } = wish;
    let (_, section_name) = place::section(&app.db, &section).await?.ok_or(Code::NotRemote)?;
    let mut rng = app.rng();
    let ticket = Ticket {
        call: CallId::random(&mut rng),
        ward: booth.ward.clone(),
        booth: booth.booth.clone(),
        request,
        number,
        subject: tile.id,
        subject_name: tile.name,
        site: site.id,
        site_name: site.name,
        section,
        section_name,
        language,
        identity_needed: tile.identity,
        form: tile.form,
        rang_at: now,
        booked_at,
        screened,
        kept_until: end_of_day(now, &app.config.calls),
    };
    let call = Call::ring(ticket, PartyId::random(&mut rng));
    store::insert(&mut tx, &call, &day).await.map_err(busy)?;
    if screened.is_some_and(|screened| screened.disagrees) {
        figures::disagreed(app, &mut tx.conn(), &booth.ward, (&call.ticket.site, &call.ticket.subject)).await?;
    }
    if let Some(booking) = &booking {
        arrive::serve(app, &mut tx, booth, booking, &call.ticket.call, now).await?;
    }
    note(app, &mut tx, &call, actor(&caller), Deed::CallRang, now).await?;
    tx.commit().await?;
    app.hub.tell(Input::Call(Box::new(call.clone()))).await;
    Ok(call)
}

/// How many rooms are taken, by calls that ring or run and by booths that check themselves, `but` one.
pub(crate) async fn occupied(app: &App, tx: &mut Tx, but: Option<&BoothId>) -> Result<u32> {
    let checking = u32::try_from(selfcheck::rooms(app).count(but)).unwrap_or(u32::MAX);
    Ok(store::live(tx).await?.saturating_add(checking))
}

/// The refusal at the door.
pub(crate) fn full() -> Fault {
    let mut problem = Problem::from(Code::Full);
    problem.retry_after = Some(FULL_RETRY_SECONDS);
    problem.into()
}

/// Moves a call by an event that `decide` makes of the call as it is.
///
/// # Errors
/// `not-found` where there is no such call, what `decide` refuses, and what the machine refuses.
pub async fn step(
    app: &App,
    call: &CallId,
    actor: Actor<'_>,
    decide: impl FnOnce(&Call) -> Result<Event> + Send,
) -> Result<Call> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let before = store::take(&mut tx, call).await?.ok_or(Code::NotFound)?;
    let event = decide(&before)?;
    if let Some(account) = event.enters()
        && store::is_engaged(&mut tx, account, call).await?
    {
        return Err(Code::WrongState.into());
    }
    let after = apply(app, &mut tx, before, event, actor, now).await?;
    tx.commit().await?;
    app.hub.tell(Input::Call(Box::new(after.clone()))).await;
    Ok(after)
}

/// Writes down that a supervisor gave a ticket to a desk; the hub has seen that they may, and is told.
///
/// # Errors
/// `not-found`, `wrong-state` for a ticket that does not wait any more.
pub async fn assign(app: &App, by: Actor<'_>, call: CallId, desk: AccountId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let waiting = store::take(&mut tx, &call).await?.ok_or(Code::NotFound)?;
    if waiting.state != State::Ringing {
        return Err(Code::WrongState.into());
    }
    let ward = &waiting.ticket.ward;
    let entry = Entry { ward, actor: by, deed: Deed::CallAssigned, target: Target::CallTo(&call, &desk) };
    audit::append(&mut tx, &app.config.server.node, app.clock.now(), entry).await?;
    tx.commit().await?;
    app.hub.tell(Input::Assigned { call, desk }).await;
    Ok(())
}

/// Moves a call inside the caller's transaction; tell the hub after the commit.
pub(crate) async fn apply(
    app: &App,
    tx: &mut Tx,
    before: Call,
    event: Event,
    actor: Actor<'_>,
    now: Millis,
) -> Result<Call> {
    let deed = event.deed();
    let taker = matches!(event, Event::Accept { .. } | Event::Dial { .. }).then(|| before.taker().cloned()).flatten();
    let there: BTreeSet<_> = before.present().map(|party| party.id.clone()).collect();
    let restarts = event == Event::Restart;
    let mut after = match before.step(event, &Limits::default(), now) {
        Ok(after) => after,
        Err(refusal) => {
            let mut problem = Problem::from(refusal.code());
            if let (Refusal::Taken, Some(taker)) = (refusal, taker) {
                problem.taken_by = account::name(tx, &taker).await?;
            }
            return Err(problem.into());
        }
    };
    // a server that starts anew may do so under another policy
    for party in after.parties.iter_mut().filter(|party| restarts || !there.contains(&party.id)) {
        if let Seat::Account(account) = &party.seat {
            party.shown = account::shown(app, tx.conn(), account).await?;
        }
    }
    store::put(tx, &after).await.map_err(busy)?;
    if let Some(deed) = deed {
        note(app, tx, &after, actor, deed, now).await?;
    }
    Ok(after)
}

/// Moves a call by news that nobody asked for: the SFU's, or that time passed. News that comes late is no fault.
pub async fn notice(app: &App, call: &CallId, event: Event) {
    match step(app, call, Actor::Server, |_| Ok(event)).await {
        Ok(_) => {}
        Err(Fault::Refused(problem)) => tracing::debug!(%call, code = ?problem.code, "news of a call came late"),
        Err(fault) => tracing::error!(%call, error = &fault as &dyn std::error::Error, "a call could not be moved"),
    }
}

/// Takes up every call that is not closed after a start: what ran waits for its parties in a new epoch, what rang
/// rings again, and a booth that was being called back waits again.
pub async fn recover(app: &App) -> Result<()> {
    let now = app.clock.now();
    for id in store::not_closed(&app.db).await? {
        let mut tx = app.db.begin().await?;
        let Some(mut call) = store::take(&mut tx, &id).await? else { continue };
        if matches!(call.state, State::Running(_) | State::Dialling { .. }) {
            call = apply(app, &mut tx, call, Event::Restart, Actor::Server, now).await?;
        }
        tx.commit().await?;
        app.hub.tell(Input::Call(Box::new(call))).await;
    }
    Ok(())
}

async fn note(app: &App, tx: &mut Tx, call: &Call, actor: Actor<'_>, deed: Deed, now: Millis) -> Result<()> {
    let entry = Entry { ward: &call.ticket.ward, actor, deed, target: Target::Call(&call.ticket.call) };
    audit::append(tx, &app.config.server.node, now, entry).await
}

/// How the audit log names who acted.
pub(crate) const fn actor(caller: &Caller) -> Actor<'_> {
    match caller {
        Caller::Account(person) => Actor::Account(&person.account),
        Caller::Booth(booth) => Actor::Booth(&booth.booth),
    }
}

/// The caller's place in a call.
pub(crate) fn seat(caller: &Caller) -> Seat {
    match caller {
        Caller::Account(person) => Seat::Account(person.account.clone()),
        Caller::Booth(booth) => Seat::Booth(booth.booth.clone()),
    }
}

impl Event {
    /// How the audit log names it; the media's own comings and goings are not acts of anybody.
    const fn deed(&self) -> Option<Deed> {
        match self {
            Self::Accept { .. } => Some(Deed::CallAccepted),
            Self::Unanswered => Some(Deed::CallUnanswered),
            Self::Tell { .. } => Some(Deed::CallTold),
            Self::Dial { .. } => Some(Deed::CallDialled),
            Self::Answer { .. } => Some(Deed::CallAnswered),
            Self::Join { .. } => Some(Deed::CallJoined),
            Self::Listen { .. } => Some(Deed::CallListened),
            Self::Hold { held: true, .. } => Some(Deed::CallHeld),
            Self::Hold { held: false, .. } => Some(Deed::CallResumed),
            Self::Transfer { .. } => Some(Deed::TransferBegun),
            Self::CompleteTransfer { .. } => Some(Deed::TransferCompleted),
            Self::CancelTransfer { .. } => Some(Deed::TransferCancelled),
            Self::Invite { .. } => Some(Deed::CallInvited),
            Self::CancelInvite { .. } => Some(Deed::InvitationCancelled),
            Self::Decline { .. } => Some(Deed::CallDeclined),
            Self::Unreached { .. } => Some(Deed::CallUnreached),
            Self::Accompany { .. } => Some(Deed::CompanionsSet),
            Self::Cover { .. } => Some(Deed::CallCovered),
            Self::AskUncover { .. } => Some(Deed::UncoverAsked),
            Self::DeclineUncover { .. } => Some(Deed::UncoverDeclined),
            Self::Alarm { on: true, .. } => Some(Deed::AlarmRaised),
            Self::Alarm { on: false, .. } => Some(Deed::AlarmEnded),
            Self::Rate { .. } => Some(Deed::CallRated),
            Self::Grant { .. } => Some(Deed::MediaGranted),
            Self::End { .. } => Some(Deed::CallEnded),
            Self::WrapUp { .. } => Some(Deed::CallWrappedUp),
            Self::Identify { .. } => Some(Deed::IdentitySet),
            Self::Absent { .. } => Some(Deed::PartyAbsent),
            Self::BoothAway => Some(Deed::CallAbandoned),
            Self::Expire => Some(Deed::CallExpired),
            Self::Restart | Self::RoomBroke { .. } => Some(Deed::RoomRebuilt),
            Self::Revoke { .. } => Some(Deed::PartyRevoked),
            // its own row names the application
            Self::Submit { .. } => None,
            Self::Offered { .. }
            | Self::Connected { .. }
            | Self::Lost { .. }
            | Self::Left { .. }
            | Self::Privacy { .. } => None,
        }
    }
}

/// The day it is at the ward office.
pub(crate) fn local_date(now: Millis, config: &Calls) -> Date {
    local(now, config).date()
}

fn local(now: Millis, config: &Calls) -> jiff::Zoned {
    let moment = jiff::Timestamp::from_millisecond(now).unwrap_or(jiff::Timestamp::MAX);
    moment.to_zoned(config.time_zone.clone())
}

/// When the day began there.
pub(crate) fn start_of_day(now: Millis, config: &Calls) -> Millis {
    local(now, config).start_of_day().map_or(now - 24 * HOUR, |midnight| midnight.timestamp().as_millisecond())
}

/// When the day ends there.
pub(crate) fn end_of_day(now: Millis, config: &Calls) -> Millis {
    let midnight = local_date(now, config).saturating_add(1.day()).to_zoned(config.time_zone.clone());
    midnight.map_or(now + 24 * HOUR, |midnight| midnight.timestamp().as_millisecond())
}

/// A second call of a booth or a desk runs into an index; that is the caller's state, not a fault.
fn busy(error: sqlx::Error) -> Fault {
    let twice = error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation);
    if twice { Code::WrongState.into() } else { error.into() }
}
