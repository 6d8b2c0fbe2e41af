//! Tickets that wait longer, and what follows the talk.

use super::*;
use protocol::signal::Rating;

fn dial(name: &str) -> Event {
    Event::Dial { desk: sample::account(name) }
}

fn answer(party: &str) -> Event {
    Event::Answer { booth: "booth".parse().expect("an id"), party: sample::party(party) }
}

fn rate() -> Event {
    Event::Rate { booth: "booth".parse().expect("an id"), rating: Rating::Good }
}

fn tell(text: &str) -> Event {
    Event::Tell { text: text.to_owned() }
}

fn waiting() -> Call {
    after(sample::ringing(), [Event::Unanswered])
}

#[test]
fn nobody_answers_and_an_officer_calls_back_later() {
    let call = waiting();
    assert_eq!(call.state.word(), CallState::Callback);
    assert_eq!(refusal(&call, accept("sato"), NOW), Some(Refusal::Gone));
    let call = after(call, [dial("sato")]);
    assert_eq!(refusal(&call, dial("suzuki"), NOW), Some(Refusal::Taken));
    assert_eq!(refusal(&call, dial("sato"), NOW), Some(Refusal::WrongState), "once");
    assert!(call.occupies(&desk("sato")) && call.occupies(&sample::booth()));
    let stranger = Event::Answer { booth: "other".parse().expect("an id"), party: sample::party("staff") };
    assert_eq!(refusal(&call, stranger, NOW), Some(Refusal::Stranger));
    let call = after(call, [answer("staff")]);
    assert_eq!(call.state.word(), CallState::Accepted);
    let roles: Vec<_> = call.parties.iter().map(|party| (party.role, party.seat.clone())).collect();
    assert_eq!(roles, [(PartyRole::Resident, sample::booth()), (PartyRole::Staff, desk("sato"))]);
}

#[test]
fn a_booth_that_does_not_answer_waits_on() {
    let ends = [
        Event::End { seat: sample::booth() },
        Event::End { seat: desk("sato") },
        Event::Revoke { seat: desk("sato") },
        Event::BoothAway,
        Event::Restart,
    ];
    for event in ends {
        let call = after(waiting(), [dial("sato"), event]);
        assert_eq!(call.state.word(), CallState::Callback);
    }
    let call = after(waiting(), [dial("sato")]);
    assert_eq!(refusal(&call, Event::End { seat: desk("suzuki") }, NOW), Some(Refusal::Stranger));
    let deadline = call.deadline(&limits()).expect("a booth rings for a while");
    assert_eq!(refusal(&call, Event::Expire, deadline - 1), Some(Refusal::Late));
    let call = call.step(Event::Expire, &limits(), deadline).expect("its time is up");
    assert_eq!(call.state.word(), CallState::Callback);
}

#[test]
fn a_callback_ends_with_the_day_by_the_resident_or_by_a_desk() {
    let call = waiting();
    let midnight = call.ticket.kept_until;
    assert_eq!(refusal(&call, Event::Expire, midnight - 1), Some(Refusal::Late));
    let late = call.clone().step(Event::Expire, &limits(), midnight).expect("the day is over");
    assert_eq!(late.state.why(), Some(CloseReason::Unanswered));
    assert_eq!(after(call.clone(), [Event::End { seat: sample::booth() }]).state.why(), Some(CloseReason::Abandoned));
    assert_eq!(refusal(&call, Event::End { seat: desk("sato") }, NOW), Some(Refusal::Stranger));
    let by_telephone = [(Outcome::Solved, CloseReason::Completed), (Outcome::NotConnected, CloseReason::Unanswered)];
    for (outcome, why) in by_telephone {
        let closed = after(call.clone(), [wrap_up("suzuki", outcome)]);
        assert!(matches!(closed.state, State::Closed { outcome: Some(wrote), .. } if wrote == outcome));
        assert_eq!(closed.state.why(), Some(why));
    }
    assert_eq!(
        refusal(&call, wrap_up("suzuki", Outcome::CallBack), NOW),
        Some(Refusal::WrongState),
        "it waits already"
    );
}

#[test]
fn a_promise_to_call_back_keeps_the_number_and_forgets_who_was_there() {
    let identified = Event::Identify { desk: sample::account("sato"), identity: Identity::SelfStated };
    let ended = after(in_call(), [identified, Event::End { seat: sample::booth() }]);
    let call = after(ended, [wrap_up("sato", Outcome::CallBack)]);
    assert_eq!((call.state.word(), call.ticket.number, call.epoch), (CallState::Callback, 1, 2));
    assert_eq!(call.identity, Identity::None, "somebody else may answer");
    assert!(!call.occupies(&desk("sato")) && call.occupies(&sample::booth()));
    let by_another = after(call.clone(), [dial("suzuki"), answer("suzuki")]);
    assert_eq!(by_another.state.word(), CallState::Accepted);
    let by_the_same = after(call, [dial("sato"), answer("new"), Event::Grant { epoch: 2, seat: desk("sato") }]);
    assert_eq!((by_the_same.parties.len(), by_the_same.state.word()), (2, CallState::Accepted));
}

#[test]
fn words_for_who_waits_are_gone_once_somebody_answers() {
    for call in [sample::ringing(), waiting()] {
        let told = after(call, [tell("まもなくです")]);
        assert_eq!(told.message.as_deref(), Some("まもなくです"));
        assert_eq!(after(told.clone(), [tell("")]).message, None);
        let closed = after(told, [Event::End { seat: sample::booth() }]);
        assert_eq!(closed.message, None);
    }
    let accepted = after(sample::ringing(), [tell("まもなくです"), accept("sato")]);
    assert_eq!(accepted.message, None);
    assert_eq!(refusal(&accepted, tell("はい"), NOW), Some(Refusal::WrongState));
}

#[test]
fn a_resident_says_once_how_it_was_and_not_for_long() {
    assert_eq!(refusal(&in_call(), rate(), NOW), Some(Refusal::WrongState), "while it runs");
    assert_eq!(refusal(&waiting(), rate(), NOW), Some(Refusal::WrongState), "nobody talked yet");
    let ended = after(in_call(), [Event::End { seat: desk("sato") }]);
    let rated = after(ended.clone(), [rate()]);
    assert_eq!(rated.rating, Some(Rating::Good));
    assert_eq!(refusal(&rated, rate(), NOW), Some(Refusal::WrongState));
    let stranger = Event::Rate { booth: "other".parse().expect("an id"), rating: Rating::Poor };
    assert_eq!(refusal(&ended, stranger, NOW), Some(Refusal::Stranger));
    let State::WrapUp { ended_at, .. } = ended.state else { panic!("it ended") };
    assert_eq!(refusal(&ended, rate(), ended_at + limits().submitting), Some(Refusal::Gone));
    for written in [Outcome::Solved, Outcome::CallBack] {
        let call = after(ended.clone(), [wrap_up("sato", written), rate()]);
        assert_eq!(call.rating, Some(Rating::Good), "also once the desk wrote {written:?}");
    }
    let abandoned = after(sample::ringing(), [Event::BoothAway]);
    assert_eq!(refusal(&abandoned, rate(), NOW), Some(Refusal::Gone));
}

#[test]
fn a_submission_is_taken_after_a_promise_to_call_back() {
    let submit = Event::Submit { booth: "booth".parse().expect("an id"), receipt: "48201-73965".to_owned() };
    let ended = after(in_call(), [Event::End { seat: desk("sato") }, wrap_up("sato", Outcome::CallBack)]);
    assert!(after(ended, [submit.clone()]).receipt.is_some());
    assert_eq!(refusal(&waiting(), submit, NOW), Some(Refusal::WrongState), "nobody ever accepted");
}
