//! ARCHITECTURE.md's table of every event in every state says what the code does.

use super::*;
use protocol::privacy::{CoveredBy, Privacy};
use protocol::signal::Rating;

const ARCHITECTURE: &str = include_str!("../../../../../ARCHITECTURE.md");

/// Where a call may stand, running ones with an interpreter who is asked in, and each of them once more where a
/// handing over makes a difference.
fn columns() -> Vec<(&'static str, Call)> {
    let ended = after(in_call(), [Event::End { seat: sample::booth() }]);
    let invited = |call| after(call, [sample::invite(Invitee::Interpreter)]);
    let offered = Event::Offered { party: sample::party("resident") };
    let handing = after(in_call(), [sample::transfer(true)]);
    vec![
        ("ringing", sample::ringing()),
        ("callback", after(sample::ringing(), [Event::Unanswered])),
        ("dialling", after(sample::ringing(), [Event::Unanswered, Event::Dial { desk: sample::account("sato") }])),
        ("accepted", invited(sample::accepted())),
        ("connecting", invited(after(sample::accepted(), [offered]))),
        ("in-call", invited(in_call())),
        ("handing", invited(handing.clone())),
        ("consulting", invited(after(handing, [accept("suzuki"), connected("suzuki", 1)]))),
        ("reconnecting", invited(after(in_call(), [left("resident", 1, Leave::Itself)]))),
        ("wrap-up", ended.clone()),
        ("closed", after(ended, [wrap_up("sato", Outcome::Solved)])),
    ]
}

/// Every event, by whoever may cause it: the call's desk is `sato`, the other desk `suzuki`, the third `ito`.
fn rows(call: &Call) -> Vec<(&'static str, Event)> {
    let (sato, suzuki, ito) = (sample::account("sato"), sample::account("suzuki"), sample::account("ito"));
    let (desk, epoch) = (|| sato.clone(), call.epoch);
    let booth = || -> protocol::id::BoothId { "booth".parse().expect("an id") };
    let resident = || sample::party("resident");
    let interpreter = || Sought::Invitation(Invitee::Interpreter);
    vec![
        ("accept", accept("suzuki")),
        ("unanswered", Event::Unanswered),
        ("tell", Event::Tell { text: "まもなくです".to_owned() }),
        ("dial", Event::Dial { desk: suzuki }),
        ("answer", Event::Answer { booth: booth(), party: sample::party("staff") }),
        ("hold", Event::Hold { desk: desk(), held: true }),
        ("resume", Event::Hold { desk: desk(), held: false }),
        ("transfer", sample::transfer(true)),
        ("complete-transfer", Event::CompleteTransfer { desk: desk() }),
        ("cancel-transfer", Event::CancelTransfer { desk: desk() }),
        ("decline, of a transfer", Event::Decline { what: Sought::Transfer }),
        ("unreached, of a transfer", Event::Unreached { what: Sought::Transfer }),
        ("invite", sample::invite(Invitee::Supervisor)),
        ("cancel-invite", Event::CancelInvite { desk: desk(), whom: Invitee::Interpreter }),
        ("join", sample::join(Invitee::Interpreter)),
        ("listen", Event::Listen { account: ito, party: sample::party("third"), label: String::new() }),
        ("decline, of an invitation", Event::Decline { what: interpreter() }),
        ("unreached, of an invitation", Event::Unreached { what: interpreter() }),
        ("accompany", sample::accompany(sample::booth(), [Companion::Family])),
        ("privacy", Event::Privacy { epoch, party: resident(), privacy: Privacy::Covered { by: CoveredBy::Booth } }),
        ("cover", Event::Cover { desk: desk() }),
        ("ask-uncover", Event::AskUncover { desk: desk() }),
        ("decline-uncover", Event::DeclineUncover { booth: booth() }),
        ("alarm", Event::Alarm { desk: desk(), on: true }),
        ("identify", Event::Identify { desk: desk(), identity: Identity::SelfStated }),
        ("grant", Event::Grant { epoch, seat: sample::booth() }),
        ("offered", Event::Offered { party: resident() }),
        ("connected, the resident", connected("resident", 2)),
        ("lost, the resident", Event::Lost { epoch, party: resident(), attempt: 2 }),
        ("absent, who was let in", Event::Absent { epoch, party: sample::party("third") }),
        ("left for good, the resident", left("resident", 2, Leave::TimedOut)),
        ("left for good, the desk", left("staff", 2, Leave::TimedOut)),
        ("room-broke", Event::RoomBroke { epoch }),
        ("restart", Event::Restart),
        ("end, by the resident", Event::End { seat: sample::booth() }),
        ("end, by the desk", Event::End { seat: super::desk("sato") }),
        ("wrap-up", wrap_up("sato", Outcome::Solved)),
        ("wrap-up: call-back", wrap_up("sato", Outcome::CallBack)),
        ("submit", Event::Submit { booth: booth(), receipt: "48201-73965".to_owned() }),
        ("rate", Event::Rate { booth: booth(), rating: Rating::Good }),
        ("booth-away", Event::BoothAway),
        ("expire", Event::Expire),
        ("revoke, the booth", Event::Revoke { seat: sample::booth() }),
        ("revoke, the desk", Event::Revoke { seat: super::desk("sato") }),
    ]
}

/// How the table names where a call stands.
fn stands(call: &Call) -> String {
    match &call.state {
        State::Running(Running { transfer: Some(Transfer { consulting: Some(_), .. }), .. }) => "consulting".to_owned(),
        State::Running(Running { transfer: Some(_), .. }) => "handing".to_owned(),
        state => crate::db::word(state.word()),
    }
}

fn cell(call: &Call, event: Event) -> String {
    // whoever is absent was let in before
    let let_in = matches!(event, Event::Absent { .. }).then(|| sample::join(Invitee::Interpreter));
    let call = &let_in.and_then(|join| call.clone().step(join, &limits(), NOW).ok()).unwrap_or_else(|| call.clone());
    let now = call.deadline(&limits()).filter(|_| event == Event::Expire).unwrap_or(NOW);
    match call.clone().step(event, &limits(), now) {
        Ok(next) if stands(&next) == stands(call) => "=".to_owned(),
        Ok(next) => stands(&next),
        Err(Refusal::Late) => "·".to_owned(),
        Err(Refusal::WrongState) => "–".to_owned(),
        Err(refusal) => format!("*{}*", crate::db::word(refusal.code())),
    }
}

#[test]
fn the_table_of_architecture_md_says_what_every_event_does_in_every_state() {
    let columns = columns();
    for (name, call) in &columns {
        assert_eq!(stands(call), *name);
    }
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut lines = vec![format!("| event | {} |", names.join(" | ")), format!("|---{}|", "|---".repeat(names.len()))];
    for (place, (event, _)) in rows(&columns[0].1).iter().enumerate() {
        let cells: Vec<String> = columns.iter().map(|(_, call)| cell(call, rows(call).swap_remove(place).1)).collect();
        lines.push(format!("| {event} | {} |", cells.join(" | ")));
    }
    let table = lines.join("\n");
    assert!(ARCHITECTURE.contains(&table), "ARCHITECTURE.md should say:\n{table}");
}
