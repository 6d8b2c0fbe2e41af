//! What a client asks over its WebSocket, as operations: who may, on which call, and what is answered.

use super::machine::Event;
use super::operate::{actor, ring, seat, step};
use super::{Call, Seat};
use crate::access::{self, Caller, Scope, authorise};
use crate::app::App;
use crate::fault::{Fault, Result};
use crate::hub::Act;
use crate::media;
use protocol::call::PartyRole;
use protocol::grant::{Bearer, Fingerprint};
use protocol::id::{AccountId, CallId, Epoch, PartyId};
use protocol::problem::Code;
use protocol::signal::{ClientMessage, ServerMessage};

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
    let Act { id, caller, message, attending, .. } = act;
    let by = actor(&caller);
    let call = match message {
        ClientMessage::Ring { request, subject, language } => {
            let Caller::Booth(booth) = &caller else { return Err(Code::Forbidden.into()) };
            let call = ring(app, booth, request, &subject, language, &attending).await?;
            return Ok(ServerMessage::Rang { id, call: call.ticket.call });
        }
        ClientMessage::RequestGrant { call, epoch, fingerprint } => {
            return grant(app, id, &caller, call, epoch, fingerprint).await;
        }
        ClientMessage::Accept { call, epoch } => {
            let party = PartyId::random(&mut app.rng());
            step(app, &call, by, |call| {
                let desk = person(&caller, access::Act::AnswerCall, call)?;
                Ok(Event::Accept { epoch, desk, party })
            })
            .await
        }
        ClientMessage::Join { call } => {
            let party = PartyId::random(&mut app.rng());
            step(app, &call, by, |call| {
                let account = person(&caller, access::Act::JoinCall, call)?;
                Ok(Event::Join { account, party, role: PartyRole::Interpreter, label: "通訳".to_owned() })
            })
            .await
        }
        ClientMessage::SetIdentity { call, identity } => {
            step(app, &call, by, |call| {
                Ok(Event::Identify { desk: person(&caller, access::Act::AnswerCall, call)?, identity })
            })
            .await
        }
        ClientMessage::WrapUp { call, outcome, .. } => {
            step(app, &call, by, |call| {
                Ok(Event::WrapUp { desk: person(&caller, access::Act::AnswerCall, call)?, outcome })
            })
            .await
        }
        ClientMessage::End { call } => step(app, &call, by, |_| Ok(Event::End { seat: seat(&caller) })).await,
        _ => {
            return Err(Code::WrongState.into());
        }
    };
    call.map(|_| ServerMessage::Done { id })
}

/// The caller as a person who may do this with the call. A call of another ward is not there for them.
fn person(caller: &Caller, act: access::Act, call: &Call) -> Result<AccountId> {
    let Caller::Account(person) = caller else { return Err(Fault::from(Code::Forbidden)) };
    if person.roles.iter().all(|grant| grant.ward != call.ticket.ward) {
        return Err(Fault::from(Code::NotFound));
    }
    authorise(caller, act, Scope::section(&call.ticket.ward, &call.ticket.section))?;
    Ok(person.account.clone())
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
