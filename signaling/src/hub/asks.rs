//! What clients ask: some the hub answers itself, the others become operations.

use super::{Act, Hub, Output};
use crate::access::{self, Caller, Scope};
use crate::call::{Seat, State};
use crate::clock::Millis;
use crate::queue::estimate::Tail;
use protocol::id::{AccountId, CallId};
use protocol::problem::Code;
use protocol::signal::{ClientMessage, DeskPresence, ServerMessage};

/// What became of something that was asked.
enum Taken {
    /// The hub did it.
    Done,
    /// It becomes an operation.
    On,
}

impl Hub {
    /// Starts on a frame.
    pub(super) fn take_on(&mut self, seat: &Seat, id: u32, message: ClientMessage, now: Millis, out: &mut Vec<Output>) {
        let Some(place) = self.places.get(seat) else { return };
        let (token, caller) = (place.token.clone(), place.caller.clone());
        let done = match &message {
            ClientMessage::Hello { .. } => Err(Code::WrongState),
            ClientMessage::Ring { .. } if self.draining => Err(Code::Draining),
            ClientMessage::SetPresence { presence } => self.set_presence(seat, *presence).map(|()| Taken::Done),
            ClientMessage::Decline { call } if self.is_ringing(call) => {
                self.decline(seat, call, now).map(|()| Taken::Done)
            }
            ClientMessage::Assign { call, desk } => self.may_assign(&caller, call, desk).map(|()| Taken::On),
            _ => Ok(Taken::On),
        };
        let answer = match done {
            Ok(Taken::On) => {
                out.push(Output::Act(Box::new(self.act(token, id, caller, message))));
                return;
            }
            Ok(Taken::Done) => ServerMessage::Done { id },
            Err(code) => ServerMessage::Refused { id: Some(id), problem: code.into() },
        };
        self.answered(&token, id, answer, now, out);
        self.refresh(caller.ward(), now, out);
    }

    fn act(&self, place: protocol::id::ResumeToken, id: u32, caller: Caller, message: ClientMessage) -> Act {
        let (mut available, mut tail, mut booth_here) = (Vec::new(), Tail::default(), false);
        match &message {
            ClientMessage::Ring { .. } | ClientMessage::AskProspect { .. } => tail = self.lines.tail(caller.ward()),
            ClientMessage::Transfer { .. } | ClientMessage::Invite { .. } => available = self.available(caller.ward()),
            ClientMessage::Dial { call } => {
                booth_here = self.calls.get(call).is_some_and(|live| live.booth_away.is_none());
            }
            _ => {}
        }
        Act { place, id, caller, message, available, tail, booth_here }
    }

    fn set_presence(&mut self, seat: &Seat, presence: DeskPresence) -> Result<(), Code> {
        let Some(place) = self.places.get_mut(seat) else { return Err(Code::WrongState) };
        match (&place.caller, presence) {
            (Caller::Booth(_), _) => Err(Code::Forbidden),
            (Caller::Account(_), DeskPresence::InCall) => Err(Code::WrongState),
            (Caller::Account(_), presence) => {
                (place.stated, place.why) = (presence, None);
                Ok(())
            }
        }
    }

    /// Whether a supervisor may give a waiting ticket to a desk. A ticket of another ward is not there for them.
    fn may_assign(&self, caller: &Caller, call: &CallId, desk: &AccountId) -> Result<(), Code> {
        let Caller::Account(person) = caller else { return Err(Code::Forbidden) };
        let known = self.calls.get(call).map(|live| &live.call).ok_or(Code::NotFound)?;
        let (ward, section) = (&known.ticket.ward, &known.ticket.section);
        if person.roles.iter().all(|grant| grant.ward != *ward) {
            return Err(Code::NotFound);
        }
        if !person.may(access::Act::Supervise, Scope::section(ward, section)) {
            return Err(Code::Forbidden);
        }
        if known.state != State::Ringing {
            return Err(Code::WrongState);
        }
        if self.could_answer(known, desk) { Ok(()) } else { Err(Code::NobodyAvailable) }
    }

    fn is_ringing(&self, call: &CallId) -> bool {
        self.calls.get(call).is_some_and(|live| live.call.state == State::Ringing)
    }

    /// The desk at which a ticket rings lets it go on.
    fn decline(&mut self, seat: &Seat, call: &CallId, now: Millis) -> Result<(), Code> {
        let Seat::Account(desk) = seat else { return Err(Code::Forbidden) };
        let ward = self.calls.get(call).map(|live| &live.call.ticket.ward).ok_or(Code::NotFound)?;
        let rang = self.lines.rings(ward).is_some_and(|rings| rings.decline(call, desk, now));
        if rang { Ok(()) } else { Err(Code::WrongState) }
    }
}
