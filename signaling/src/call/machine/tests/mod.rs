use super::*;
use crate::call::sample::{self, NOW};
use crate::clock::SECOND;
use protocol::call::{CallState, CloseReason, Companion, Invitee, Outcome};
use protocol::id::Attempt;
use protocol::media::Leave;
use protocol::place::Identity;

mod any;
mod callback;
mod table;
mod talk;

fn limits() -> Limits {
    Limits::default()
}

fn desk(name: &str) -> Seat {
    Seat::Account(sample::account(name))
}

fn accept(name: &str) -> Event {
    Event::Accept { epoch: 1, desk: sample::account(name), party: sample::party(name) }
}

fn wrap_up(name: &str, outcome: Outcome) -> Event {
    Event::WrapUp { desk: sample::account(name), subject: "garbage-support".parse().expect("an id"), outcome }
}

fn connected(party: &str, attempt: Attempt) -> Event {
    Event::Connected { epoch: 1, party: sample::party(party), attempt }
}

fn left(party: &str, attempt: Attempt, why: Leave) -> Event {
    Event::Left { epoch: 1, party: sample::party(party), attempt, why }
}

/// Takes the call through events that all apply, one second apart.
fn after(call: Call, events: impl IntoIterator<Item = Event>) -> Call {
    events.into_iter().zip(1..).fold(call, |call, (event, second)| {
        let shown = format!("{event:?}");
        call.step(event, &limits(), NOW + second * SECOND).unwrap_or_else(|refusal| panic!("{shown}: {refusal}"))
    })
}

fn refusal(call: &Call, event: Event, now: Millis) -> Option<Refusal> {
    call.clone().step(event, &limits(), now).err()
}

fn in_call() -> Call {
    let offered = Event::Offered { party: sample::party("resident") };
    after(sample::accepted(), [offered, connected("resident", 1), connected("staff", 1)])
}

#[test]
fn a_call_goes_from_ring_to_wrap_up() {
    let call = sample::ringing();
    assert_eq!(call.state.word(), CallState::Ringing);
    let call = after(call, [accept("sato")]);
    assert_eq!(call.state.word(), CallState::Accepted);
    let call = after(call, [Event::Offered { party: sample::party("resident") }, connected("resident", 1)]);
    assert_eq!(call.state.word(), CallState::Connecting, "the desk is not there yet");
    let call = after(call, [connected("sato", 1)]);
    assert_eq!(call.state.word(), CallState::InCall);
    let call = after(call, [Event::End { seat: sample::booth() }]);
    assert_eq!((call.state.word(), call.state.why()), (CallState::WrapUp, Some(CloseReason::Completed)));
    let call = after(call, [wrap_up("sato", Outcome::Solved)]);
    assert!(matches!(call.state, State::Closed { outcome: Some(Outcome::Solved), .. }));
}

#[test]
fn the_second_desk_is_told_it_was_taken() {
    assert_eq!(refusal(&sample::accepted(), accept("suzuki"), NOW), Some(Refusal::Taken));
    let old = Event::Accept { epoch: 0, desk: sample::account("sato"), party: sample::party("staff") };
    assert_eq!(refusal(&sample::ringing(), old, NOW), Some(Refusal::Gone));
    let gone = after(sample::ringing(), [Event::BoothAway]);
    assert_eq!(refusal(&gone, accept("sato"), NOW), Some(Refusal::Gone));
}

#[test]
fn a_ticket_waits_until_the_day_ends() {
    let call = sample::ringing();
    let midnight = call.ticket.kept_until;
    assert_eq!(refusal(&call, Event::Expire, midnight - 1), Some(Refusal::Late));
    let call = call.step(Event::Expire, &limits(), midnight).expect("the day is over");
    assert_eq!(call.state.why(), Some(CloseReason::Unanswered));
}

#[test]
fn a_lost_party_comes_back_with_a_higher_attempt() {
    let lost = Event::Lost { epoch: 1, party: sample::party("resident"), attempt: 1 };
    let call = after(in_call(), [lost]);
    assert_eq!(call.state.word(), CallState::Reconnecting);
    let call = after(call, [connected("resident", 2)]);
    assert_eq!(call.state.word(), CallState::InCall);
    for late in [left("resident", 1, Leave::TimedOut), left("resident", 2, Leave::Replaced)] {
        assert_eq!(refusal(&call, late, NOW), Some(Refusal::Late), "the replaced attempt has no say");
    }
}

#[test]
fn a_party_that_stays_away_ends_the_call() {
    let call = after(in_call(), [left("staff", 1, Leave::Itself)]);
    let State::Running(running) = &call.state else { panic!("it waits for the desk") };
    let deadline = running.since + limits().connecting;
    assert_eq!(refusal(&call, Event::Expire, deadline - 1), Some(Refusal::Late));
    let call = call.step(Event::Expire, &limits(), deadline).expect("its time is up");
    assert_eq!((call.state.word(), call.state.why()), (CallState::WrapUp, Some(CloseReason::Lost)));
}

#[test]
fn a_restart_waits_for_everybody_in_a_new_epoch() {
    let call = after(in_call(), [Event::Restart]);
    assert_eq!((call.epoch, call.state.word()), (2, CallState::Reconnecting));
    assert!(call.parties.iter().all(|party| party.presence == Presence::Awaited));
    assert_eq!(refusal(&call, connected("resident", 2), NOW), Some(Refusal::Late), "news of the old room");
    let grant = Event::Grant { epoch: 1, seat: sample::booth() };
    assert_eq!(refusal(&call, grant, NOW), Some(Refusal::Gone));
}

#[test]
fn a_room_that_breaks_twice_is_given_up() {
    let call = after(in_call(), [Event::RoomBroke { epoch: 1 }]);
    assert_eq!((call.epoch, call.state.word()), (2, CallState::Reconnecting));
    let call = after(call, [Event::RoomBroke { epoch: 2 }]);
    assert_eq!(call.state.why(), Some(CloseReason::Failed));
}

#[test]
fn a_third_person_comes_and_goes_without_ending_the_call() {
    let join = |name: &str| Event::Join {
        account: sample::account(name),
        party: sample::party(name),
        whom: Invitee::Interpreter,
    };
    let invite = || sample::invite(Invitee::Interpreter);
    assert_eq!(refusal(&in_call(), join("ito"), NOW), Some(Refusal::WrongState), "nobody asked");
    let call = after(in_call(), [invite(), join("ito")]);
    assert_eq!(refusal(&call, join("ito"), NOW), Some(Refusal::WrongState), "already inside");
    assert_eq!(refusal(&call, join("kato"), NOW), Some(Refusal::Taken), "another interpreter was first");
    let call = after(call, [Event::End { seat: desk("ito") }]);
    assert_eq!(call.state.word(), CallState::InCall);
    assert_eq!(refusal(&call, Event::Grant { epoch: 1, seat: desk("ito") }, NOW), Some(Refusal::Gone));
    assert_eq!(refusal(&call, join("ito"), NOW), Some(Refusal::WrongState), "an invitation is good once");
    let call = after(call, [invite(), join("ito"), Event::Grant { epoch: 1, seat: desk("ito") }]);
    assert_eq!(call.parties.len(), 3, "the same party again");
    assert_eq!(refusal(&sample::ringing(), join("ito"), NOW), Some(Refusal::WrongState), "nobody accepted yet");
}

#[test]
fn only_the_accepting_desk_identifies_and_wraps_up() {
    let identify = |name: &str, identity| Event::Identify { desk: sample::account(name), identity };
    let call = in_call();
    assert_eq!(refusal(&call, identify("suzuki", Identity::SelfStated), NOW), Some(Refusal::Stranger));
    assert_eq!(refusal(&call, identify("sato", Identity::OwnDevice), NOW), Some(Refusal::IdentityNeeded));
    let call = after(call, [identify("sato", Identity::SelfStated)]);
    assert_eq!(call.identity, Identity::SelfStated);
    let call = after(call, [Event::End { seat: desk("sato") }]);
    let other = wrap_up("suzuki", Outcome::Solved);
    assert_eq!(refusal(&call, other, NOW), Some(Refusal::Stranger));
}

#[test]
fn a_stranger_ends_nothing() {
    for call in [sample::ringing(), in_call()] {
        assert_eq!(refusal(&call, Event::End { seat: desk("suzuki") }, NOW), Some(Refusal::Stranger));
    }
}

#[test]
fn a_submission_waits_for_nobody() {
    let submit = || Event::Submit { booth: "booth".parse().expect("an id"), receipt: "48201-73965".to_owned() };
    assert_eq!(refusal(&sample::ringing(), submit(), NOW), Some(Refusal::WrongState));
    let ended = after(in_call(), [Event::End { seat: desk("sato") }]);
    let State::WrapUp { ended_at, .. } = ended.state else { panic!("it ended") };
    let last = ended_at + limits().submitting;
    assert_eq!(refusal(&ended, submit(), last), Some(Refusal::Gone));
    let submitted = ended.step(submit(), &limits(), last - 1).expect("within a quarter of an hour");
    assert_eq!(submitted.receipt.as_deref(), Some("48201-73965"));
    let abandoned = after(sample::ringing(), [Event::BoothAway]);
    assert_eq!(refusal(&abandoned, submit(), NOW), Some(Refusal::Gone), "nobody ever accepted");
}

#[test]
fn a_revoked_party_is_out() {
    let call = after(in_call(), [Event::Revoke { seat: sample::booth() }]);
    assert_eq!((call.state.word(), call.state.why()), (CallState::WrapUp, Some(CloseReason::Lost)));
    let call = after(in_call(), [Event::Revoke { seat: desk("sato") }]);
    assert_eq!((call.state.word(), call.state.why()), (CallState::Closed, Some(CloseReason::Lost)));
}
