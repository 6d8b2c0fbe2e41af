//! What the SFU has to be told when a call changed. Who was told what follows from the call before and the call now,
//! hence a change that was missed or came late needs no care.

use super::{Call, Party, State};
use protocol::call::Presence;
use protocol::id::PartyId;
use protocol::media::Command;
use protocol::policy::Policy;

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
            if had != has {
                commands.push(Command::SetPolicy { call: call(), epoch: now.epoch, policy: policy(now) });
            }
            commands
        }
        _ if has_room(now) => {
            let ward = now.ticket.ward.clone();
            vec![Command::Open { call: call(), epoch: now.epoch, ward, policy: policy(now) }]
        }
        _ => Vec::new(),
    }
}

const fn has_room(call: &Call) -> bool {
    matches!(call.state, State::Running(_))
}

fn inside(call: &Call) -> Vec<PartyId> {
    let present = |party: &&Party| party.presence != Presence::Gone;
    call.parties.iter().filter(present).map(|party| party.id.clone()).collect()
}

/// Everybody with everybody. The revision counts up with every change, which is all a version has to do.
fn policy(call: &Call) -> Policy {
    Policy::open(call.revision, &inside(call))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::sample::{self, NOW};
    use crate::call::{Event, Limits, Seat};
    use protocol::call::PartyRole;

    fn step(call: &Call, event: Event) -> Call {
        call.clone().step(event, &Limits::default(), NOW).expect("the event applies")
    }

    #[test]
    fn the_room_opens_with_the_accept_and_closes_with_the_end() {
        let ringing = sample::ringing();
        assert_eq!(commands(None, &ringing), []);
        let accepted = sample::accepted();
        let [Command::Open { epoch: 1, policy, .. }] = &commands(Some(&ringing), &accepted)[..] else {
            panic!("one room opens");
        };
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
        let role = PartyRole::Interpreter;
        let joined =
            step(&accepted, Event::Join { account: account.clone(), party: party.clone(), role, label: "通訳".into() });
        let [Command::SetPolicy { policy, .. }] = &commands(Some(&accepted), &joined)[..] else {
            panic!("the matrix changes");
        };
        assert!(policy.passes(&party, protocol::policy::Line::Camera, &sample::party("staff")));
        let left = step(&joined, Event::End { seat: Seat::Account(account) });
        let [Command::Remove { party: removed, .. }, Command::SetPolicy { policy, .. }] =
            &commands(Some(&joined), &left)[..]
        else {
            panic!("the party goes and the matrix changes");
        };
        assert_eq!((removed, policy.allow.len()), (&party, 6));
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
