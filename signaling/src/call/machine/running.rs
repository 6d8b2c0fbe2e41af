//! A call that a desk has accepted: its media, who is held, who comes and who goes.

use super::super::{Call, Party};
use super::{Event, Limits, Refusal, Running, Sought, Stage, State};
use crate::clock::Millis;
use protocol::call::{CloseReason, PartyRole, Presence, Uncovering, Unreached};
use protocol::id::{Attempt, Epoch, PartyId};
use protocol::media::Leave;
use protocol::place::Identity;
use protocol::privacy::{CoveredBy, Privacy};

impl Call {
    pub(super) fn running(
        &mut self,
        mut running: Running,
        event: Event,
        limits: &Limits,
        now: Millis,
    ) -> Result<State, Refusal> {
        match event {
            Event::Hold { desk, .. }
            | Event::Transfer { desk, .. }
            | Event::CompleteTransfer { desk }
            | Event::CancelTransfer { desk }
            | Event::Invite { desk, .. }
            | Event::CancelInvite { desk, .. }
            | Event::Cover { desk }
            | Event::AskUncover { desk }
            | Event::Alarm { desk, .. }
            | Event::Identify { desk, .. }
                if desk != running.desk =>
            {
                Err(Refusal::Stranger)
            }
            Event::Accept { epoch, desk, party } => self.answer_transfer(running, epoch, desk, party, now),
            event @ (Event::Transfer { .. } | Event::CompleteTransfer { .. } | Event::CancelTransfer { .. }) => {
                self.hand(running, event, now)
            }
            Event::Decline { what: Sought::Transfer } => Self::not_handed(running, Unreached::Declined),
            Event::Unreached { what: Sought::Transfer } => {
                Self::not_handed(running, Unreached::Unanswered).map_err(|_| Refusal::Late)
            }
            Event::Connected { .. } | Event::Lost { .. } | Event::Left { .. } | Event::Offered { .. } => {
                self.media(running, event, now)
            }
            Event::Absent { epoch, party } => self.absent(running, epoch, &party),
            Event::Grant { epoch, seat } => {
                let current = epoch == self.epoch;
                let party = self.seated(&seat)?;
                if party.presence == Presence::Gone || !current {
                    return Err(Refusal::Gone);
                }
                party.granted += 1;
                Ok(State::Running(running))
            }
            Event::RoomBroke { epoch } if epoch != self.epoch => Err(Refusal::Late),
            // A room that breaks again before it stood is given up.
            Event::RoomBroke { .. } if running.stage == Stage::Reconnecting => {
                Ok(running.end(CloseReason::Failed, now))
            }
            Event::RoomBroke { .. } | Event::Restart => {
                self.epoch += 1;
                for party in self.parties.iter_mut().filter(|party| party.presence != Presence::Gone) {
                    party.presence = Presence::Awaited;
                }
                Ok(State::Running(Running { stage: Stage::Reconnecting, since: now, ..running }))
            }
            Event::End { seat } => {
                let party = self.seated(&seat)?;
                if party.is_principal() {
                    return Ok(running.end(CloseReason::Completed, now));
                }
                party.presence = Presence::Gone;
                Self::without(running, &seat, Unreached::Declined)
            }
            Event::Revoke { seat } => {
                let party = self.seated(&seat)?;
                party.presence = Presence::Gone;
                match party.role {
                    PartyRole::Resident => Ok(running.end(CloseReason::Lost, now)),
                    // nobody is left to wrap up
                    PartyRole::Staff => {
                        let closed = |_| State::Closed { ended_at: now, why: CloseReason::Lost, outcome: None };
                        Ok(self.succeeded(running, closed, now))
                    }
                    PartyRole::Colleague | PartyRole::Interpreter | PartyRole::Supervisor => {
                        Self::without(running, &seat, Unreached::Unanswered)
                    }
                }
            }
            Event::Expire if self.is_due(limits, now) => Ok(self.give_up(running, now)),
            event => {
                self.note(&mut running, event, now)?;
                Ok(State::Running(running))
            }
        }
    }

    /// What changes nothing but what is noted of the call.
    fn note(&mut self, running: &mut Running, event: Event, now: Millis) -> Result<(), Refusal> {
        match event {
            Event::Hold { held: true, .. } => {
                running.held_since.get_or_insert(now);
            }
            // who is being handed over stays held
            Event::Hold { held: false, .. } if running.transfer.is_some() => return Err(Refusal::WrongState),
            Event::Hold { held: false, .. } => running.held_since = None,
            Event::Invite { whom, label, .. } => self.invite(running, whom, label, now)?,
            Event::CancelInvite { whom, .. } => drop(running.withdraw(&whom)?),
            Event::Join { account, party, whom } => self.join(running, account, party, &whom)?,
            Event::Listen { account, party, label } => self.listen(running, account, party, label)?,
            Event::Decline { what: Sought::Invitation(whom) } => running.not_joined(&whom, Unreached::Declined)?,
            Event::Unreached { what: Sought::Invitation(whom) } => {
                running.not_joined(&whom, Unreached::Unanswered).map_err(|_| Refusal::Late)?;
            }
            Event::Accompany { seat, companions } => {
                if !self.seated(&seat)?.is_principal() {
                    return Err(Refusal::Stranger);
                }
                running.companions = companions;
            }
            Event::Privacy { epoch, party, privacy } => {
                let current = epoch == self.epoch;
                if !current || self.known(&party)?.role != PartyRole::Resident || running.privacy == privacy {
                    return Err(Refusal::Late);
                }
                (running.privacy, running.uncovering) = (privacy, None);
            }
            Event::Cover { .. } => {
                (running.privacy, running.uncovering) = (running.privacy.cover(CoveredBy::Desk), None);
            }
            Event::AskUncover { .. } if running.privacy == Privacy::Off => return Err(Refusal::WrongState),
            Event::AskUncover { .. } => running.uncovering = Some(Uncovering::Asked),
            Event::DeclineUncover { booth } if booth != self.ticket.booth => return Err(Refusal::Stranger),
            Event::DeclineUncover { .. } if running.uncovering != Some(Uncovering::Asked) => {
                return Err(Refusal::WrongState);
            }
            Event::DeclineUncover { .. } => running.uncovering = Some(Uncovering::Declined),
            Event::Alarm { on: true, .. } => {
                self.alarm_since.get_or_insert(now);
            }
            Event::Alarm { on: false, .. } => self.alarm_since = None,
            Event::Identify { identity: Identity::OwnDevice, .. } => return Err(Refusal::IdentityNeeded),
            Event::Identify { identity, .. } => self.identity = identity,
            event => return Err(event.refused(Refusal::WrongState)),
        }
        Ok(())
    }

    /// What the SFU tells.
    fn media(&mut self, running: Running, event: Event, now: Millis) -> Result<State, Refusal> {
        match event {
            Event::Offered { party } => {
                self.known(&party)?;
                return Ok(match running.stage {
                    Stage::Accepted => running.at(Stage::Connecting, now),
                    Stage::Connecting | Stage::InCall | Stage::Reconnecting => State::Running(running),
                });
            }
            Event::Connected { epoch, party, attempt } => {
                self.heard(epoch, &party, attempt)?.presence = Presence::Present;
            }
            Event::Lost { epoch, party, attempt } => self.heard(epoch, &party, attempt)?.presence = Presence::Lost,
            Event::Left { epoch, party, attempt, why } if why != Leave::Replaced => {
                let party = self.heard(epoch, &party, attempt)?;
                if !party.is_principal() {
                    party.presence = Presence::Gone;
                    let seat = party.seat.clone();
                    return Self::without(running, &seat, Unreached::Unanswered);
                }
                if why == Leave::TimedOut {
                    party.presence = Presence::Gone;
                    return Ok(self.give_up(running, now));
                }
                party.presence = Presence::Lost;
            }
            _ => return Err(Refusal::Late),
        }
        Ok(self.settled(running, now))
    }

    /// Somebody who was let in never connects: their place is free again. Whoever only listens was asked for by nobody.
    fn absent(&mut self, mut running: Running, epoch: Epoch, party: &PartyId) -> Result<State, Refusal> {
        let current = epoch == self.epoch;
        let party = self.known(party)?;
        if !current || party.is_principal() || party.presence != Presence::Awaited {
            return Err(Refusal::Late);
        }
        party.presence = Presence::Gone;
        if !party.listens {
            running.unreached = Some(Unreached::NotConnected);
        }
        let seat = party.seat.clone();
        Self::without(running, &seat, Unreached::NotConnected)
    }

    /// A principal is lost for good.
    fn give_up(&mut self, running: Running, now: Millis) -> State {
        self.succeeded(running, |running| running.end(CloseReason::Lost, now), now)
    }

    /// The stage that the two principals' presence makes.
    pub(super) fn settled(&self, running: Running, now: Millis) -> State {
        let both = self.parties.iter().filter(|p| p.is_principal()).all(|p| p.presence == Presence::Present);
        let stage = match running.stage {
            _ if both => Stage::InCall,
            Stage::InCall | Stage::Reconnecting => Stage::Reconnecting,
            Stage::Accepted | Stage::Connecting => Stage::Connecting,
        };
        running.at(stage, now)
    }

    fn known(&mut self, party: &PartyId) -> Result<&mut Party, Refusal> {
        self.parties.iter_mut().find(|known| known.id == *party).ok_or(Refusal::Late)
    }

    /// The party that news of the SFU concerns, unless the news is late.
    fn heard(&mut self, epoch: Epoch, party: &PartyId, attempt: Attempt) -> Result<&mut Party, Refusal> {
        let current = epoch == self.epoch;
        let party = self.known(party)?;
        if !current || attempt < party.joined || party.presence == Presence::Gone {
            return Err(Refusal::Late);
        }
        party.joined = attempt;
        Ok(party)
    }
}
