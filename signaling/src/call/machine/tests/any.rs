//! Whatever happens, in whatever order and with a clock that jumps: what holds of a call holds.

use super::*;
use protocol::signal::Rating;
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn one<T: Clone>(of: &[T], rng: &mut impl Rng) -> T {
    of.choose(rng).expect("there is one").clone()
}

/// Anything that may happen, whether it fits or not.
fn anything(call: &Call, rng: &mut ChaCha8Rng) -> Event {
    let name = one(&["sato", "suzuki", "ito", "kato"], rng);
    let account = || sample::account(name);
    let desk = || match &call.state {
        State::Running(running) if name != "ito" => running.desk.clone(),
        State::WrapUp { desk, .. } | State::Dialling { desk, .. } if name != "ito" => desk.clone(),
        _ => account(),
    };
    let booth: protocol::id::BoothId = one(&["booth", "booth", "booth", "other"], rng).parse().expect("an id");
    let seat = if rng.random_bool(0.4) { Seat::Booth(booth.clone()) } else { Seat::Account(account()) };
    let party = call.parties.choose(rng).map_or_else(|| sample::party("nobody"), |party| party.id.clone());
    let fresh = sample::party(&format!("drawn{}", call.revision));
    let epoch = call.epoch - u32::from(call.epoch > 1 && rng.random_bool(0.1));
    let attempt = rng.random_range(0..4);
    let section = Invitee::Section { section: "kokurakita-kodomo".parse().expect("an id") };
    let whom = one(&[Invitee::Interpreter, Invitee::Supervisor, section], rng);
    let what = one(&[Sought::Transfer, Sought::Invitation(whom.clone())], rng);
    let yes = rng.random_bool(0.5);
    match rng.random_range(0..34) {
        0..=2 => Event::Accept { epoch, desk: account(), party: fresh },
        3 => Event::Join { account: account(), party: fresh, whom },
        4 => Event::Listen { account: account(), party: fresh, label: "責任者".to_owned() },
        5 | 6 => Event::Grant { epoch, seat },
        7 => Event::Offered { party },
        8..=12 => Event::Connected { epoch, party, attempt },
        13 if yes => Event::Absent { epoch, party },
        13 => Event::Lost { epoch, party, attempt },
        14 => {
            let why = one(&[Leave::Itself, Leave::Replaced, Leave::TimedOut, Leave::Removed], rng);
            Event::Left { epoch, party, attempt, why }
        }
        15 => one(&[Event::RoomBroke { epoch }, Event::Restart, Event::BoothAway, Event::Unanswered], rng),
        16 if rng.random_bool(0.3) => Event::End { seat },
        17 if rng.random_bool(0.2) => Event::Revoke { seat },
        18 => wrap_up(desk().as_str(), one(&[Outcome::Solved, Outcome::CallBack, Outcome::NotConnected], rng)),
        19 => Event::Identify { desk: desk(), identity: Identity::SelfStated },
        20 => Event::Hold { desk: desk(), held: yes },
        21 | 22 => match sample::transfer(yes) {
            Event::Transfer { section, section_name, note, warm, .. } => {
                Event::Transfer { desk: desk(), section, section_name, note, warm }
            }
            other => other,
        },
        23 => Event::CompleteTransfer { desk: desk() },
        24 => Event::CancelTransfer { desk: desk() },
        25 => Event::Invite { desk: desk(), whom, label: "通訳".to_owned() },
        26 => Event::CancelInvite { desk: desk(), whom },
        27 if yes => Event::Decline { what },
        27 => Event::Unreached { what },
        28 => Event::Alarm { desk: desk(), on: yes },
        29 => Event::Dial { desk: account() },
        30 => Event::Answer { booth, party: fresh },
        31 if yes => Event::Tell { text: "お待ちください".to_owned() },
        31 => one(
            &[
                Event::Rate { booth: booth.clone(), rating: Rating::Good },
                Event::Submit { booth, receipt: "48201-73965".to_owned() },
            ],
            rng,
        ),
        32 => sample::accompany(seat, yes.then_some(Companion::Carer)),
        _ => Event::Expire,
    }
}

/// What holds of a call.
fn holds(call: &Call) {
    let inside = |role| call.present().filter(|party| party.role == role).collect::<Vec<_>>();
    let staff = inside(PartyRole::Staff);
    assert!(call.parties.iter().filter(|party| party.role == PartyRole::Staff).count() <= 1, "two desks have it");
    let residents: Vec<_> = call.parties.iter().filter(|party| party.role == PartyRole::Resident).collect();
    assert!(residents.len() == 1 && residents[0].seat == sample::booth(), "the resident stays the resident");
    let principals = call.parties.iter().filter(|party| party.is_principal());
    let both = principals.clone().count() == 2 && principals.clone().all(|party| party.presence == Presence::Present);
    assert_eq!(call.state.word() == CallState::InCall, both && matches!(call.state, State::Running(_)), "in call");
    assert_eq!(
        call.deadline(&limits()).is_none(),
        matches!(call.state.word(), CallState::InCall | CallState::Closed),
        "only a call that flows may stand"
    );
    assert!(call.message.is_none() || !matches!(call.state, State::WrapUp { .. } | State::Closed { .. }));
    assert!(call.alarm_since.is_none() || matches!(call.state, State::Running(_)));
    let State::Running(running) = &call.state else { return };
    assert!(matches!(&staff[..], [desk] if desk.seat == Seat::Account(running.desk.clone())), "the desk sits there");
    assert!(running.transfer.is_none() || running.held_since.is_some(), "handed over without being held");
    assert!(call.present().count() <= 4, "more than a party can receive");
    if let Some(colleague) = running.transfer.as_ref().and_then(|transfer| transfer.consulting.clone()) {
        let party = call.party_of(&Seat::Account(colleague)).expect("they came in");
        assert!(party.role == PartyRole::Colleague && party.presence != Presence::Gone, "the colleague is there");
    }
}

/// What holds of a step from one call to the next.
fn follows(before: &Call, after: &Call) {
    assert!(after.epoch >= before.epoch && after.revision == before.revision + 1);
    assert!(!matches!(before.state, State::Closed { .. }) || before.state == after.state, "closed is final");
    assert_eq!(before.ticket.number, after.ticket.number);
    assert!(before.rating.is_none() || before.rating == after.rating, "rated twice");
    for party in &before.parties {
        let later = after.parties.iter().find(|later| later.id == party.id).expect("nobody is forgotten");
        assert!(later.granted >= party.granted && later.joined >= party.joined, "an attempt fell");
        assert_eq!(later.seat, party.seat);
    }
}

#[test]
fn no_order_of_events_breaks_a_call() {
    let mut reached = std::collections::BTreeSet::new();
    for seed in 0..6_000 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let (mut call, mut now) = (sample::ringing(), NOW);
        for _ in 0..80 {
            // clocks are set back, too
            now += rng.random_range(-30..60) * SECOND;
            let event = anything(&call, &mut rng);
            if let Ok(next) = call.clone().step(event.clone(), &limits(), now) {
                let trial = std::panic::catch_unwind(|| {
                    holds(&next);
                    follows(&call, &next);
                });
                assert!(trial.is_ok(), "seed {seed}: {event:?} made {next:#?} of {call:#?}");
                call = next;
                reached.insert(format!("{:?}", call.state.word()));
            }
        }
    }
    assert_eq!(reached.len(), 9, "every state was reached: {reached:?}");
}
