//! What the SFU has to be told when a call changed. Who was told what follows from the call before and the call now,
//! hence a change that was missed or came late needs no care.

use super::{Call, Party, State};
use protocol::call::PartyRole;
use protocol::id::PartyId;
use protocol::media::Command;
use protocol::policy::{Flow, Line, Policy};
use protocol::privacy::{CoveredBy, PartyPrivacy, Privacy};
use std::collections::BTreeSet;

/// The commands that bring the SFU from `before` (nothing, after a restart) to `now`, in order.
pub fn commands(before: Option<&Call>, now: &Call) -> Vec<Command> {
    let call = || now.ticket.call.clone();
    let before = before.filter(|call| has_room(call));
    match before {
        Some(before) if !has_room(now) => vec![Command::Close { call: call(), epoch: before.epoch }],
        Some(before) if before.epoch == now.epoch => {
            let (had, has) = (inside(before), inside(now));
            let left = had.iter().filter(|party| !has.contains(party));
            let mut commands: Vec<_> =
                left.map(|party| Command::Remove { call: call(), epoch: now.epoch, party: party.clone() }).collect();
            commands.extend(privacy(now).filter(|_| desk_covered(before, now)).map(
                |PartyPrivacy { party, .. }| Command::Cover {
                    call: call(),
                    epoch: now.epoch,
                    party,
                    by: CoveredBy::Desk,
                },
            ));
            if allowed(before) != allowed(now) {
                commands.push(Command::SetPolicy { call: call(), epoch: now.epoch, policy: policy(now) });
            }
            commands
        }
        _ if has_room(now) => {
            let ward = now.ticket.ward.clone();
            let privacy = privacy(now).into_iter().collect();
            vec![Command::Open { call: call(), epoch: now.epoch, ward, policy: policy(now), privacy }]
        }
        _ => Vec::new(),
    }
}

const fn has_room(call: &Call) -> bool {
    matches!(call.state, State::Running(_))
}

/// How much of the resident passes, unless everything does.
fn privacy(call: &Call) -> Option<PartyPrivacy> {
    let State::Running(running) = &call.state else { return None };
    let resident = call.present().find(|party| party.role == PartyRole::Resident)?;
    let privacy = Some(running.privacy).filter(|privacy| *privacy != Privacy::Off)?;
    Some(PartyPrivacy { party: resident.id.clone(), privacy })
}

/// Whether the desk covered the resident in between; every other cover is known to the SFU first.
fn desk_covered(before: &Call, now: &Call) -> bool {
    let of = |call: &Call| privacy(call).map(|PartyPrivacy { privacy, .. }| privacy);
    of(before) != of(now) && of(now) == Some(Privacy::Covered { by: CoveredBy::Desk })
}

fn inside(call: &Call) -> Vec<PartyId> {
    call.present().map(|party| party.id.clone()).collect()
}

/// The revision counts up with every change, which is all a version has to do.
fn policy(call: &Call) -> Policy {
    Policy { version: call.revision, allow: allowed(call) }
}

/// Everybody with everybody, but: nothing passes between a held resident and the others, nothing of who only listens,
/// and the resident's papers are not for interpreters.
fn allowed(call: &Call) -> BTreeSet<Flow> {
    let held = matches!(&call.state, State::Running(running) if running.held_since.is_some());
    let ids = |fits: fn(&Party) -> bool| -> BTreeSet<&PartyId> {
        call.present().filter(|party| fits(party)).map(|party| &party.id).collect()
    };
    let residents = ids(|party| party.role == PartyRole::Resident);
    let listeners = ids(|party| party.listens);
    let interpreters = ids(|party| party.role == PartyRole::Interpreter);
    let mut allow = Policy::open(call.revision, &inside(call)).allow;
    allow.retain(|Flow { source, line, receiver }| {
        let apart = held && (residents.contains(source) || residents.contains(receiver));
        let paper = *line == Line::Second && interpreters.contains(receiver);
        !apart && !paper && !listeners.contains(source)
    });
    allow
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::sample::{self, NOW};
    use crate::call::{Event, Limits, Seat};
    use protocol::call::Invitee;

    fn step(call: &Call, event: Event) -> Call {
        call.clone().step(event, &Limits::default(), NOW).expect("the event applies")
    }

    #[test]
    fn the_room_opens_with_the_accept_and_closes_with_the_end() {
        let ringing = sample::ringing();
        assert_eq!(commands(None, &ringing), []);
        let accepted = sample::accepted();
        let [Command::Open { epoch: 1, policy, privacy, .. }] = &commands(Some(&ringing), &accepted)[..] else {
            panic!("one room opens");
        };
        assert!(privacy.is_empty());
        assert_eq!(policy, &Policy::open(accepted.revision, &["resident", "staff"].map(sample::party)));
        let ended = step(&accepted, Event::End { seat: sample::booth() });
        let close = Command::Close { call: accepted.ticket.call.clone(), epoch: 1 };
        assert_eq!(commands(Some(&accepted), &ended), [close]);
        assert_eq!(commands(Some(&ringing), &ended), [], "a room nobody opened is not closed");
    }

    #[test]
    fn a_third_person_changes_the_matrix_only() {
        let accepted = sample::accepted();
        let (account, party) = (sample::account("ito"), sample::party("third"));
        let invited = step(&accepted, sample::invite(Invitee::Interpreter));
        assert_eq!(commands(Some(&accepted), &invited), [], "who may yet come is nobody to the SFU");
        let joined = step(&invited, sample::join(Invitee::Interpreter));
        let [Command::SetPolicy { policy, .. }] = &commands(Some(&invited), &joined)[..] else {
            panic!("the matrix changes");
        };
        let (resident, staff) = (sample::party("resident"), sample::party("staff"));
        assert!(policy.passes(&party, Line::Camera, &staff) && policy.passes(&resident, Line::Camera, &party));
        assert!(policy.passes(&resident, Line::Second, &staff));
        assert!(!policy.passes(&resident, Line::Second, &party), "an interpreter sees no papers");
        let left = step(&joined, Event::End { seat: Seat::Account(account) });
        let [Command::Remove { party: removed, .. }, Command::SetPolicy { policy, .. }] =
            &commands(Some(&joined), &left)[..]
        else {
            panic!("the party goes and the matrix changes");
        };
        assert_eq!((removed, policy.allow.len()), (&party, 6));
    }

    #[test]
    fn a_held_resident_hears_and_is_heard_by_nobody_while_the_others_go_on() {
        let invited = step(&sample::accepted(), sample::invite(Invitee::Interpreter));
        let joined = step(&invited, sample::join(Invitee::Interpreter));
        let hold = |held| Event::Hold { desk: sample::account("sato"), held };
        let held = step(&joined, hold(true));
        let [Command::SetPolicy { policy, .. }] = &commands(Some(&joined), &held)[..] else {
            panic!("the matrix changes");
        };
        let [resident, staff, third] = ["resident", "staff", "third"].map(sample::party);
        for other in [&staff, &third] {
            for line in Line::ALL {
                assert!(!policy.passes(&resident, line, other) && !policy.passes(other, line, &resident));
            }
        }
        assert!(policy.passes(&staff, Line::Microphone, &third) && policy.passes(&third, Line::Microphone, &staff));
        let again = step(&held, hold(true));
        assert_eq!(commands(Some(&held), &again), [], "held twice is held");
        let free = step(&again, hold(false));
        let expected =
            Command::SetPolicy { call: free.ticket.call.clone(), epoch: 1, policy: policy_of(&joined, &free) };
        assert_eq!(commands(Some(&again), &free), [expected]);
    }

    #[test]
    fn a_desk_covers_at_once_and_a_room_that_opens_again_opens_covered() {
        let call = sample::accepted();
        let covered = step(&call, Event::Cover { desk: sample::account("sato") });
        let (id, party) = (call.ticket.call.clone(), sample::party("resident"));
        let cover = Command::Cover { call: id, epoch: 1, party: party.clone(), by: CoveredBy::Desk };
        assert_eq!(commands(Some(&call), &covered), std::slice::from_ref(&cover));
        let again =
            step(&step(&covered, sample::invite(Invitee::Interpreter)), Event::Cover { desk: sample::account("sato") });
        assert_eq!(commands(Some(&covered), &again), [], "covered twice is covered");
        let restarted = step(&covered, Event::Restart);
        let expected = [PartyPrivacy { party: party.clone(), privacy: Privacy::Covered { by: CoveredBy::Desk } }];
        for before in [Some(&covered), None] {
            let [Command::Open { privacy, .. }] = &commands(before, &restarted)[..] else { panic!("it opens again") };
            assert_eq!(privacy, &expected);
        }
        let told =
            |by| step(&call, Event::Privacy { epoch: 1, party: party.clone(), privacy: Privacy::Covered { by } });
        assert_eq!(commands(Some(&call), &told(CoveredBy::Booth)), [], "the SFU knows what it told");
        let writing = told(CoveredBy::PrivateField);
        let covered = step(&writing, Event::Cover { desk: sample::account("sato") });
        assert_eq!(commands(Some(&writing), &covered), [cover], "the screen goes, too");
    }

    #[test]
    fn a_supervisor_who_listens_sends_nothing_until_asked_in() {
        let (account, party) = (sample::account("ito"), sample::party("third"));
        let listen = Event::Listen { account, party: party.clone(), label: "責任者".to_owned() };
        let listening = step(&sample::accepted(), listen);
        let staff = sample::party("staff");
        let policy = super::policy(&listening);
        assert!(policy.passes(&staff, Line::Microphone, &party) && !policy.passes(&party, Line::Microphone, &staff));
        let asked = step(&listening, sample::invite(Invitee::Supervisor));
        let speaking = super::policy(&step(&asked, sample::join(Invitee::Supervisor)));
        assert!(speaking.passes(&party, Line::Microphone, &staff));
    }

    /// The matrix of one call under the revision of another.
    fn policy_of(call: &Call, now: &Call) -> Policy {
        Policy { version: now.revision, ..super::policy(call) }
    }

    #[test]
    fn a_new_epoch_opens_the_room_again() {
        let accepted = sample::accepted();
        let restarted = step(&accepted, Event::Restart);
        for before in [Some(&accepted), None] {
            let commands = commands(before, &restarted);
            assert!(matches!(&commands[..], [Command::Open { epoch: 2, .. }]), "{commands:?}");
        }
    }
}
