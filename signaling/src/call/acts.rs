//! What a client asks over its WebSocket, as operations: who may, on which call, and what is answered.

use super::machine::Event;
use super::operate::{Ring, actor, assign, ring, seat, step};
use super::{Call, Seat, State};
use crate::access::{self, AccountCaller, Caller, Scope, authorise};
use crate::app::App;
use crate::fault::{Fault, Result};
use crate::free_text;
use crate::hub::Act;
use crate::media;
use crate::place;
use crate::queue::door;
use protocol::call::{Invitee, PartyRole};
use protocol::grant::{Bearer, Fingerprint};
use protocol::id::{AccountId, BoothId, CallId, Epoch, PartyId, WardId};
use protocol::problem::Code;
use protocol::signal::{ClientMessage, NOTE_MAX, ServerMessage};

/// How third persons are called on screen.
const INTERPRETER: &str = "通訳";
const SUPERVISOR: &str = "責任者";

/// Carries out what a client asks and says what it is answered.
pub async fn carry_out(app: &App, act: Act) -> ServerMessage {
    let id = act.id;
    perform(app, act).await.unwrap_or_else(|fault| {
        if fault.code() == Code::Internal {
            tracing::error!(error = &fault as &dyn std::error::Error, "an act failed");
        }
        ServerMessage::Refused { id: Some(id), problem: fault.into_problem() }
    })
}

async fn perform(app: &App, act: Act) -> Result<ServerMessage> {
    let Act { id, caller, message, available, tail, booth_here, .. } = act;
    let by = actor(&caller);
    let party = PartyId::random(&mut app.rng());
    let desk = |call: &Call| person(&caller, access::Act::AnswerCall, call);
    let moved = match message {
        ClientMessage::Ring { request, subject, language, booking, screened, disagrees } => {
            let Caller::Booth(booth) = &caller else { return Err(Code::Forbidden.into()) };
            let wish = Ring { request, subject, language, booking, screened, disagrees };
            let call = ring(app, booth, wish, &tail).await?;
            return Ok(ServerMessage::Rang { id, call: call.ticket.call });
        }
        ClientMessage::AskProspect { subject } => {
            let Caller::Booth(booth) = &caller else { return Err(Code::Forbidden.into()) };
            let prospect = door::ask(app, booth, &subject, &tail).await?;
            return Ok(ServerMessage::Prospect { id, prospect });
        }
        ClientMessage::RequestGrant { call, epoch, fingerprint } => {
            return grant(app, id, &caller, call, epoch, fingerprint).await;
        }
        ClientMessage::Assign { call, desk } => {
            assign(app, by, call, desk).await?;
            return Ok(ServerMessage::Done { id });
        }
        ClientMessage::Accept { call, epoch } => {
            step(app, &call, by, |call| Ok(Event::Accept { epoch, desk: accepting(&caller, call)?, party })).await
        }
        ClientMessage::Dial { call } => {
            step(app, &call, by, |call| {
                let desk = desk(call)?;
                if matches!(call.state, State::Callback { .. }) && !booth_here {
                    return Err(Code::BoothAway.into());
                }
                Ok(Event::Dial { desk })
            })
            .await
        }
        ClientMessage::Answer { call } => {
            let booth = booth(&caller)?;
            step(app, &call, by, |_| Ok(Event::Answer { booth, party })).await
        }
        ClientMessage::Tell { call, text, declared } => {
            let text = free_text::take("text", &text, NOTE_MAX, declared)?;
            step(app, &call, by, |call| desk(call).map(|_| Event::Tell { text })).await
        }
        ClientMessage::Hold { call, held } => {
            step(app, &call, by, |call| Ok(Event::Hold { desk: desk(call)?, held })).await
        }
        ClientMessage::Transfer { call, section, note, declared, warm } => {
            let note = free_text::take("note", &note, NOTE_MAX, declared)?;
            let known = place::section(&app.db, &section).await?;
            step(app, &call, by, |call| {
                let desk = desk(call)?;
                let section_name = name_of(known, call)?;
                somebody(&available, &desk, section == call.ticket.section, |one| call.may_answer(one, &section))?;
                Ok(Event::Transfer { desk, section, section_name, note, warm })
            })
            .await
        }
        ClientMessage::CompleteTransfer { call } => {
            step(app, &call, by, |call| Ok(Event::CompleteTransfer { desk: desk(call)? })).await
        }
        ClientMessage::CancelTransfer { call } => {
            step(app, &call, by, |call| Ok(Event::CancelTransfer { desk: desk(call)? })).await
        }
        ClientMessage::Invite { call, whom } => {
            let known = match &whom {
                Invitee::Section { section } => place::section(&app.db, section).await?,
                Invitee::Interpreter | Invitee::Supervisor => None,
            };
            step(app, &call, by, |call| invite(desk(call)?, whom, known, call, &available)).await
        }
        ClientMessage::CancelInvite { call, whom } => {
            step(app, &call, by, |call| Ok(Event::CancelInvite { desk: desk(call)?, whom })).await
        }
        ClientMessage::Join { call } => {
            step(app, &call, by, |call| {
                let person = helper(&caller, call)?;
                let account = person.account.clone();
                Ok(match call.joins_as(person) {
                    Some(whom) => Event::Join { account, party, whom },
                    None => Event::Listen { account, party, label: SUPERVISOR.to_owned() },
                })
            })
            .await
        }
        ClientMessage::Decline { call } => {
            step(app, &call, by, |call| {
                let what = call.asks(helper(&caller, call)?).ok_or(Code::WrongState)?;
                Ok(Event::Decline { what })
            })
            .await
        }
        ClientMessage::SetCompanions { call, companions } => {
            step(app, &call, by, |call| {
                if let Caller::Account(_) = &caller {
                    desk(call)?;
                }
                Ok(Event::Accompany { seat: seat(&caller), companions })
            })
            .await
        }
        ClientMessage::Cover { call } => step(app, &call, by, |call| Ok(Event::Cover { desk: desk(call)? })).await,
        ClientMessage::AskUncover { call } => {
            step(app, &call, by, |call| Ok(Event::AskUncover { desk: desk(call)? })).await
        }
        ClientMessage::DeclineUncover { call } => {
            let booth = booth(&caller)?;
            step(app, &call, by, |_| Ok(Event::DeclineUncover { booth })).await
        }
        ClientMessage::Alarm { call, on } => {
            step(app, &call, by, |call| Ok(Event::Alarm { desk: desk(call)?, on })).await
        }
        ClientMessage::SetIdentity { call, identity } => {
            step(app, &call, by, |call| Ok(Event::Identify { desk: desk(call)?, identity })).await
        }
        ClientMessage::WrapUp { call, subject, outcome } => {
            let wards = place::wards_of(&app.db, &subject).await?;
            step(app, &call, by, |call| {
                let desk = desk(call)?;
                if !wards.contains(&call.ticket.ward) {
                    return Err(Code::NotFound.into());
                }
                Ok(Event::WrapUp { desk, subject, outcome })
            })
            .await
        }
        ClientMessage::Rate { call, rating } => {
            let booth = booth(&caller)?;
            step(app, &call, by, |_| Ok(Event::Rate { booth, rating })).await
        }
        ClientMessage::End { call } => step(app, &call, by, |_| Ok(Event::End { seat: seat(&caller) })).await,
        // the hub's own
        ClientMessage::Hello { .. } | ClientMessage::Ping | ClientMessage::SetPresence { .. } => {
            return Err(Code::WrongState.into());
        }
    };
    moved.map(|_| ServerMessage::Done { id })
}

/// The event of an invitation that somebody can take up.
fn invite(
    desk: AccountId,
    whom: Invitee,
    section: Option<(WardId, String)>,
    call: &Call,
    available: &[AccountCaller],
) -> Result<Event> {
    let (label, own) = match &whom {
        Invitee::Interpreter => (INTERPRETER.to_owned(), false),
        Invitee::Supervisor => (SUPERVISOR.to_owned(), false),
        Invitee::Section { section: asked } => (name_of(section, call)?, *asked == call.ticket.section),
    };
    // a supervisor who listens is asked to speak
    let is_inside = whom == Invitee::Supervisor && call.present().any(|party| party.listens);
    if !is_inside {
        somebody(available, &desk, own, |one| call.may_come(one, &whom))?;
    }
    Ok(Event::Invite { desk, whom, label })
}

/// A section's name, if it is of the call's ward.
fn name_of(section: Option<(WardId, String)>, call: &Call) -> Result<String> {
    let here = section.filter(|(ward, _)| *ward == call.ticket.ward);
    here.map(|(_, name)| name).ok_or_else(|| Code::NotFound.into())
}

/// Refuses what nobody but the desk itself could answer: one's own section is no other one.
fn somebody(
    available: &[AccountCaller],
    desk: &AccountId,
    own: bool,
    could: impl Fn(&AccountCaller) -> bool,
) -> Result<()> {
    if available.iter().any(|one| one.account != *desk && could(one)) {
        return Ok(());
    }
    Err(if own { Code::WrongState } else { Code::NobodyAvailable }.into())
}

fn booth(caller: &Caller) -> Result<BoothId> {
    match caller {
        Caller::Booth(booth) => Ok(booth.booth.clone()),
        Caller::Account(_) => Err(Code::Forbidden.into()),
    }
}

/// The caller as a person of the call's ward. A call of another ward is not there for them.
fn neighbour<'a>(caller: &'a Caller, call: &Call) -> Result<&'a AccountCaller> {
    let Caller::Account(person) = caller else { return Err(Fault::from(Code::Forbidden)) };
    if person.roles.iter().all(|grant| grant.ward != call.ticket.ward) {
        return Err(Fault::from(Code::NotFound));
    }
    Ok(person)
}

/// The caller as a person who may do this with the call.
fn person(caller: &Caller, act: access::Act, call: &Call) -> Result<AccountId> {
    let person = neighbour(caller, call)?;
    authorise(caller, act, Scope::section(&call.ticket.ward, &call.ticket.section))?;
    Ok(person.account.clone())
}

/// The caller as an officer of the section whose desks may accept the call now.
fn accepting(caller: &Caller, call: &Call) -> Result<AccountId> {
    let person = neighbour(caller, call)?;
    authorise(caller, access::Act::AnswerCall, Scope::section(&call.ticket.ward, call.accepting()))?;
    Ok(person.account.clone())
}

/// The caller as somebody who could be asked into a call of the ward.
fn helper<'a>(caller: &'a Caller, call: &Call) -> Result<&'a AccountCaller> {
    let person = neighbour(caller, call)?;
    let may = |act| {
        person.roles.iter().filter(|grant| grant.ward == call.ticket.ward).any(|grant| {
            let scope = Scope { ward: &grant.ward, section: grant.section.as_ref(), booth: None };
            authorise(caller, act, scope).is_ok()
        })
    };
    let acts = [access::Act::AnswerCall, access::Act::Interpret, access::Act::Supervise];
    if acts.into_iter().any(may) { Ok(person) } else { Err(Code::Forbidden.into()) }
}

/// Gives a party the grant for its next attempt.
async fn grant(
    app: &App,
    id: u32,
    caller: &Caller,
    call: CallId,
    epoch: Epoch,
    fingerprint: Fingerprint,
) -> Result<ServerMessage> {
    let seat: Seat = seat(caller);
    let asked = Event::Grant { epoch, seat: seat.clone() };
    let after = step(app, &call, actor(caller), |_| Ok(asked)).await?;
    let party = after.party_of(&seat).ok_or(Code::NotFound)?;
    let bearer = Bearer::Party {
        attempt: party.granted,
        fingerprint,
        panel_writer: party.role == PartyRole::Resident,
        panel_reader: true,
    };
    let (party, attempt) = (party.id.clone(), party.granted);
    let room = media::RoomLife { ward: &after.ticket.ward, call: &after.ticket.call, epoch: after.epoch };
    let token = app.media.grant(room, &party, bearer, &mut app.rng(), app.clock.now());
    Ok(ServerMessage::Grant { id, call, epoch, party, attempt, token, url: "/media/whip".to_owned() })
}
