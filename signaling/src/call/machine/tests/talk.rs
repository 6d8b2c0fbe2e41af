//! Holding, handing over, third persons.

use super::*;
use protocol::call::{Uncovering, Unreached};
use protocol::privacy::{CoveredBy, Privacy};
use std::collections::BTreeSet;

fn running(call: &Call) -> &Running {
    match &call.state {
        State::Running(running) => running,
        other => panic!("it does not run: {other:?}"),
    }
}

fn hold(held: bool) -> Event {
    Event::Hold { desk: sample::account("sato"), held }
}

fn by(name: &str, make: fn(protocol::id::AccountId) -> Event) -> Event {
    make(sample::account(name))
}

fn complete(name: &str) -> Event {
    by(name, |desk| Event::CompleteTransfer { desk })
}

fn cancel(name: &str) -> Event {
    by(name, |desk| Event::CancelTransfer { desk })
}

/// `sato` talks with `suzuki` about handing the call over; all three are connected.
fn consulting() -> Call {
    after(in_call(), [sample::transfer(true), accept("suzuki"), connected("suzuki", 1)])
}

fn presence(call: &Call, name: &str) -> Presence {
    call.party_of(&desk(name)).expect("a party").presence
}

#[test]
fn holding_twice_is_holding_and_outlasts_a_lost_line() {
    let lost = Event::Lost { epoch: 1, party: sample::party("resident"), attempt: 1 };
    let held = after(in_call(), [hold(true), lost, hold(true)]);
    assert_eq!((held.state.word(), running(&held).held_since), (CallState::Reconnecting, Some(NOW + SECOND)));
    let back = after(held, [connected("resident", 2)]);
    assert_eq!((back.state.word(), running(&back).held_since), (CallState::InCall, Some(NOW + SECOND)));
    let again = after(back.clone(), [Event::Restart]);
    assert!(running(&again).held_since.is_some(), "a restart frees nobody");
    assert_eq!(running(&after(back.clone(), [hold(false), hold(false)])).held_since, None);
    let ended = after(back, [Event::End { seat: sample::booth() }]);
    assert_eq!(ended.state.why(), Some(CloseReason::Completed), "who is held may still leave");
}

#[test]
fn only_the_calls_desk_holds_hands_over_and_asks_in() {
    let strangers = [
        Event::Hold { desk: sample::account("suzuki"), held: true },
        Event::Alarm { desk: sample::account("suzuki"), on: true },
        Event::Invite { desk: sample::account("suzuki"), whom: Invitee::Interpreter, label: String::new() },
        Event::CancelInvite { desk: sample::account("suzuki"), whom: Invitee::Interpreter },
        complete("suzuki"),
        cancel("suzuki"),
    ];
    for event in strangers {
        assert_eq!(refusal(&consulting(), event.clone(), NOW), Some(Refusal::Stranger), "{event:?}");
        assert_eq!(refusal(&sample::ringing(), event.clone(), NOW), Some(Refusal::WrongState), "{event:?}");
    }
}

#[test]
fn a_cold_transfer_is_the_new_desks_at_once_and_frees_the_old_one() {
    let ringing = after(in_call(), [sample::transfer(false)]);
    assert!(running(&ringing).held_since.is_some());
    assert_eq!(refusal(&ringing, sample::transfer(false), NOW), Some(Refusal::WrongState), "one at a time");
    assert_eq!(refusal(&ringing, hold(false), NOW), Some(Refusal::WrongState), "held as long as it is under way");
    assert_eq!(refusal(&ringing, accept("sato"), NOW), Some(Refusal::WrongState), "one's own");
    assert_eq!(refusal(&ringing, complete("sato"), NOW), Some(Refusal::WrongState), "nobody to complete it with");
    let call = after(ringing, [accept("suzuki")]);
    assert_eq!(refusal(&call, accept("kato"), NOW), Some(Refusal::Taken), "of two that accept one wins");
    assert_eq!((call.state.word(), running(&call).held_since), (CallState::Connecting, None));
    assert_eq!(running(&call).desk, sample::account("suzuki"));
    assert_eq!(
        (call.ticket.section.as_str(), call.ticket.section_name.as_str()),
        ("kokurakita-kodomo", "こども家庭課")
    );
    assert_eq!(presence(&call, "sato"), Presence::Gone);
    assert!(!call.occupies(&desk("sato")) && call.occupies(&desk("suzuki")));
    let call = after(call, [connected("suzuki", 1)]);
    assert_eq!(call.state.word(), CallState::InCall);
    let call = after(call, [Event::End { seat: sample::booth() }]);
    assert_eq!(refusal(&call, wrap_up("sato", Outcome::Solved), NOW), Some(Refusal::Stranger));
    after(call, [wrap_up("suzuki", Outcome::Solved)]);
}

#[test]
fn in_a_warm_transfer_the_desks_talk_and_then_the_old_one_lets_go() {
    let call = consulting();
    assert_eq!((presence(&call, "suzuki"), presence(&call, "sato")), (Presence::Present, Presence::Present));
    assert!(running(&call).held_since.is_some() && running(&call).desk == sample::account("sato"));
    assert_eq!(refusal(&call, accept("kato"), NOW), Some(Refusal::Taken));
    assert_eq!(refusal(&call, accept("suzuki"), NOW), Some(Refusal::WrongState), "who talks already");
    let done = after(call.clone(), [complete("sato")]);
    assert_eq!((done.state.word(), running(&done).held_since), (CallState::InCall, None));
    assert_eq!(running(&done).desk, sample::account("suzuki"));
    let kept = after(call, [cancel("sato")]);
    assert_eq!((presence(&kept, "suzuki"), running(&kept).held_since), (Presence::Gone, None));
    assert_eq!(running(&kept).desk, sample::account("sato"));
    assert_eq!(refusal(&kept, cancel("sato"), NOW), Some(Refusal::WrongState));
}

#[test]
fn a_call_may_be_handed_back() {
    let there = after(in_call(), [sample::transfer(false), accept("suzuki"), connected("suzuki", 1)]);
    let back = Event::Transfer {
        desk: sample::account("suzuki"),
        section: "kokurakita-care".parse().expect("an id"),
        section_name: "高齢者支援係".to_owned(),
        note: String::new(),
        warm: false,
    };
    let call = after(there, [back, accept("sato"), connected("staff", 2)]);
    assert_eq!((call.state.word(), &running(&call).desk), (CallState::InCall, &sample::account("sato")));
    assert_eq!((call.parties.len(), presence(&call, "suzuki")), (3, Presence::Gone));
}

#[test]
fn a_transfer_that_nobody_takes_comes_back_and_says_why() {
    for (event, why) in [
        (Event::Decline { what: Sought::Transfer }, Unreached::Declined),
        (Event::Unreached { what: Sought::Transfer }, Unreached::Unanswered),
    ] {
        let call = after(in_call(), [sample::transfer(true), event.clone()]);
        let running = running(&call);
        assert_eq!((&running.transfer, running.held_since, running.unreached), (&None, None, Some(why)));
        let next = after(call, [sample::transfer(false)]);
        assert_eq!(self::running(&next).unreached, None, "until the next attempt");
        let refused = refusal(&consulting(), event.clone(), NOW);
        assert!(matches!(refused, Some(Refusal::WrongState | Refusal::Late)), "somebody is there: {refused:?}");
    }
}

#[test]
fn a_colleague_who_leaves_leaves_the_call_where_it_was() {
    let leaves = [
        (Event::End { seat: desk("suzuki") }, Unreached::Declined),
        (left("suzuki", 1, Leave::TimedOut), Unreached::Unanswered),
        (Event::Revoke { seat: desk("suzuki") }, Unreached::Unanswered),
    ];
    for (event, why) in leaves {
        let call = after(consulting(), [event]);
        assert_eq!((running(&call).held_since, running(&call).unreached), (None, Some(why)));
        assert_eq!((call.state.word(), &running(&call).desk), (CallState::InCall, &sample::account("sato")));
    }
}

#[test]
fn the_colleague_takes_over_from_a_desk_that_is_lost_for_good() {
    let lost = [left("staff", 1, Leave::TimedOut), Event::Revoke { seat: desk("sato") }];
    for event in lost {
        let call = after(consulting(), [event.clone()]);
        assert_eq!((call.state.word(), &running(&call).desk), (CallState::InCall, &sample::account("suzuki")));
        let alone = after(in_call(), [sample::transfer(true), accept("suzuki"), event]);
        assert_eq!(alone.state.why(), Some(CloseReason::Lost), "a colleague who is not there yet takes nothing over");
    }
    let call = after(consulting(), [Event::Lost { epoch: 1, party: sample::party("staff"), attempt: 1 }]);
    let deadline = call.deadline(&limits()).expect("it cannot stand like this");
    let call = call.step(Event::Expire, &limits(), deadline).expect("its time is up");
    assert_eq!(running(&call).desk, sample::account("suzuki"));
}

#[test]
fn the_end_by_either_side_ends_a_transfer_with_the_call() {
    for seat in [sample::booth(), desk("sato")] {
        for call in [after(in_call(), [sample::transfer(false)]), consulting()] {
            let call = after(call, [Event::End { seat: seat.clone() }]);
            assert!(matches!(&call.state, State::WrapUp { desk, .. } if *desk == sample::account("sato")));
            assert!(matches!(refusal(&call, accept("suzuki"), NOW), Some(Refusal::Gone)));
        }
    }
}

#[test]
fn a_restart_in_the_middle_keeps_what_was_under_way() {
    let ringing = after(in_call(), [sample::transfer(true), sample::invite(Invitee::Interpreter)]);
    for (call, colleagues) in [(ringing, 0), (consulting(), 1)] {
        let before = running(&call).clone();
        let restarted = after(call, [Event::Restart]);
        let now = running(&restarted);
        assert_eq!((&now.transfer, &now.invitations), (&before.transfer, &before.invitations));
        let awaited = restarted.present().filter(|party| party.presence == Presence::Awaited);
        assert_eq!(awaited.filter(|party| party.role == PartyRole::Colleague).count(), colleagues);
        assert!(refusal(&restarted, accept("kato"), NOW).is_some(), "the old epoch, or somebody is there");
    }
}

#[test]
fn an_invitation_is_good_until_it_is_taken_back_declined_or_late() {
    let invited = || after(in_call(), [sample::invite(Invitee::Interpreter)]);
    assert_eq!(refusal(&invited(), sample::invite(Invitee::Interpreter), NOW), Some(Refusal::WrongState));
    let cancel = Event::CancelInvite { desk: sample::account("sato"), whom: Invitee::Interpreter };
    let what = || Sought::Invitation(Invitee::Interpreter);
    let ends = [
        (cancel, None),
        (Event::Decline { what: what() }, Some(Unreached::Declined)),
        (Event::Unreached { what: what() }, Some(Unreached::Unanswered)),
    ];
    for (event, why) in ends {
        let call = after(invited(), [event.clone()]);
        assert_eq!((&running(&call).invitations[..], running(&call).unreached), (&[][..], why));
        assert_eq!(refusal(&call, sample::join(Invitee::Interpreter), NOW), Some(Refusal::WrongState), "too late");
        assert!(refusal(&call, event.clone(), NOW).is_some(), "{event:?} once");
    }
}

#[test]
fn whoever_was_let_in_and_never_connects_leaves_the_place_to_the_next() {
    let absent = |party: &str| Event::Absent { epoch: 1, party: sample::party(party) };
    let joined = after(in_call(), [sample::invite(Invitee::Interpreter), sample::join(Invitee::Interpreter)]);
    let call = after(joined.clone(), [absent("third")]);
    assert_eq!((running(&call).unreached, presence(&call, "ito")), (Some(Unreached::NotConnected), Presence::Gone));
    assert_eq!(refusal(&call, absent("third"), NOW), Some(Refusal::Late), "once");
    let again = after(call, [sample::invite(Invitee::Interpreter), sample::join(Invitee::Interpreter)]);
    assert_eq!((running(&again).unreached, presence(&again, "ito")), (None, Presence::Awaited));
    let late = [
        (after(joined.clone(), [connected("third", 1)]), absent("third"), "they came"),
        (after(joined, [Event::Restart]), absent("third"), "in the room before"),
        (sample::accepted(), absent("staff"), "the desk has its own time"),
        (sample::accepted(), absent("nobody"), "no party"),
    ];
    for (call, event, why) in late {
        assert_eq!(refusal(&call, event, NOW), Some(Refusal::Late), "{why}");
    }
}

#[test]
fn a_colleague_or_listener_who_never_connects_leaves_the_call_where_it_was() {
    let handed = after(in_call(), [sample::transfer(true), accept("suzuki")]);
    let back = after(handed, [Event::Absent { epoch: 1, party: sample::party("suzuki") }]);
    let State::Running(Running { transfer: None, held_since: None, unreached, .. }) = &back.state else {
        panic!("the resident is still held: {back:?}");
    };
    assert_eq!((unreached, presence(&back, "suzuki")), (&Some(Unreached::NotConnected), Presence::Gone));
    let listen =
        Event::Listen { account: sample::account("ito"), party: sample::party("third"), label: "責任者".to_owned() };
    let call = after(in_call(), [listen, Event::Absent { epoch: 1, party: sample::party("third") }]);
    assert_eq!((running(&call).unreached, presence(&call, "ito")), (None, Presence::Gone), "nobody asked for them");
}

#[test]
fn four_are_the_most_that_a_call_holds() {
    let section = || Invitee::Section { section: "kokurakita-kodomo".parse().expect("an id") };
    let two = after(in_call(), [sample::invite(Invitee::Interpreter), sample::invite(section())]);
    assert_eq!(refusal(&two, sample::invite(Invitee::Supervisor), NOW), Some(Refusal::Full));
    assert_eq!(refusal(&two, sample::transfer(true), NOW), Some(Refusal::Full));
    let listen =
        Event::Listen { account: sample::account("kato"), party: sample::party("kato"), label: "責任者".to_owned() };
    assert_eq!(refusal(&two, listen.clone(), NOW), Some(Refusal::Full));
    let cold = after(two, [sample::transfer(false), accept("suzuki")]);
    assert_eq!(cold.present().count(), 2, "one comes for one who goes");
    let asked = after(in_call(), [sample::transfer(true), sample::invite(Invitee::Interpreter)]);
    assert_eq!(refusal(&asked, listen, NOW), Some(Refusal::Full), "the colleague's place is kept");
}

#[test]
fn a_listening_supervisor_may_be_asked_to_speak() {
    let listen =
        Event::Listen { account: sample::account("ito"), party: sample::party("third"), label: "責任者".to_owned() };
    let call = after(in_call(), [listen.clone()]);
    assert!(call.party_of(&desk("ito")).is_some_and(|party| party.listens));
    assert_eq!(refusal(&call, listen, NOW), Some(Refusal::WrongState), "already inside");
    let call = after(call, [sample::invite(Invitee::Supervisor), sample::join(Invitee::Supervisor)]);
    assert!(call.party_of(&desk("ito")).is_some_and(|party| !party.listens));
    assert_eq!(call.parties.len(), 3);
}

#[test]
fn a_companion_is_named_by_either_side_goes_along_and_is_gone_with_the_call() {
    let [both, none] = [vec![Companion::Family, Companion::Carer], Vec::new()].map(BTreeSet::from_iter);
    let by = |seat, companions: &BTreeSet<_>| sample::accompany(seat, companions.clone());
    let call = after(in_call(), [by(sample::booth(), &both), by(sample::booth(), &both)]);
    assert_eq!(running(&call).companions, both);
    let handed = after(call.clone(), [sample::transfer(false), accept("suzuki"), Event::Restart]);
    assert_eq!(running(&handed).companions, both, "known to the next officer, and after a restart");
    assert_eq!(refusal(&handed, by(desk("sato"), &none), NOW), Some(Refusal::Stranger), "not their call any more");
    assert_eq!(running(&after(handed, [by(desk("suzuki"), &none)])).companions, none);
    let ended = after(call, [Event::End { seat: sample::booth() }]);
    assert_eq!(refusal(&ended, by(sample::booth(), &none), NOW), Some(Refusal::Gone));
    let again = after(ended, [wrap_up("sato", Outcome::CallBack), Event::Dial { desk: sample::account("sato") }]);
    let answered =
        after(again, [Event::Answer { booth: "booth".parse().expect("an id"), party: sample::party("staff") }]);
    assert_eq!(running(&answered).companions, none, "somebody else may have answered");
}

#[test]
fn whoever_is_asked_in_names_no_companion() {
    let joined = after(in_call(), [sample::invite(Invitee::Interpreter), sample::join(Invitee::Interpreter)]);
    let other = Seat::Booth("other".parse().expect("an id"));
    for seat in [desk("ito"), desk("suzuki"), other] {
        let event = sample::accompany(seat, [Companion::Other]);
        assert_eq!(refusal(&joined, event.clone(), NOW), Some(Refusal::Stranger), "{event:?}");
    }
}

#[test]
fn an_alarm_ends_when_it_is_taken_back_and_with_the_call() {
    let alarm = |on| Event::Alarm { desk: sample::account("sato"), on };
    let call = after(in_call(), [alarm(true), alarm(true)]);
    assert_eq!(call.alarm_since, Some(NOW + SECOND));
    assert_eq!(after(call.clone(), [alarm(false)]).alarm_since, None);
    assert_eq!(after(call, [Event::End { seat: desk("sato") }]).alarm_since, None);
}

fn told(privacy: Privacy) -> Event {
    Event::Privacy { epoch: 1, party: sample::party("resident"), privacy }
}

#[test]
fn a_cover_stays_through_everything_but_the_resident_s_own_word() {
    let cover = |name| Event::Cover { desk: sample::account(name) };
    assert_eq!(refusal(&in_call(), cover("suzuki"), NOW), Some(Refusal::Stranger));
    assert_eq!(refusal(&sample::ringing(), cover("sato"), NOW), Some(Refusal::WrongState));
    let by_desk = Privacy::Covered { by: CoveredBy::Desk };
    let call = after(in_call(), [cover("sato"), told(Privacy::Off), cover("sato"), Event::RoomBroke { epoch: 1 }]);
    assert_eq!(running(&call).privacy, by_desk);
    assert_eq!(refusal(&call, told(Privacy::Off), NOW), Some(Refusal::Late), "news of a room that is gone");
    let call = after(in_call(), [cover("sato"), hold(true), hold(false), sample::transfer(false), accept("suzuki")]);
    assert_eq!(running(&call).privacy, by_desk, "whoever takes the call over sees no more");
    let staff = Event::Privacy { epoch: 1, party: sample::party("staff"), privacy: by_desk };
    assert_eq!(refusal(&in_call(), staff, NOW), Some(Refusal::Late), "only the resident's is noted");
}

#[test]
fn a_desk_asks_for_the_cover_to_be_lifted_and_the_resident_answers() {
    let ask = || Event::AskUncover { desk: sample::account("sato") };
    let decline = |booth: &str| Event::DeclineUncover { booth: booth.parse().expect("an id") };
    let covered = after(in_call(), [told(Privacy::Covered { by: CoveredBy::Booth })]);
    assert_eq!(refusal(&in_call(), ask(), NOW), Some(Refusal::WrongState), "there is nothing to lift");
    assert_eq!(refusal(&covered, decline("booth"), NOW), Some(Refusal::WrongState), "nobody asked");
    let asked = after(covered, [ask()]);
    assert_eq!(running(&asked).uncovering, Some(Uncovering::Asked));
    assert_eq!(refusal(&asked, decline("another"), NOW), Some(Refusal::Stranger));
    let declined = after(asked.clone(), [decline("booth")]);
    assert_eq!(running(&declined).uncovering, Some(Uncovering::Declined));
    let partial = Privacy::Partial { by: CoveredBy::Booth };
    let lifted = after(asked, [told(partial)]);
    assert_eq!((running(&lifted).privacy, running(&lifted).uncovering), (partial, None), "that is an answer");
}
