//! How tickets ring at desks, and what everybody is shown of it.

use super::*;
use crate::queue::record::Records;
use protocol::call::{Estimate, Unreached, Wait, WaitStep};
use protocol::signal::PresenceReason;

const CARE: &str = "kokurakita-care";

impl Ward {
    fn officer(&mut self, name: &str, role: Role, section: Option<&str>) -> SocketId {
        let socket = self.connect(&person(name, role, section), None);
        self.say(socket, 1, ClientMessage::SetPresence { presence: DeskPresence::Available });
        socket
    }

    fn wait(&self, socket: SocketId) -> Option<Wait> {
        self.call(socket).and_then(|call| call.wait)
    }

    fn step_of(&self, socket: SocketId) -> Option<WaitStep> {
        self.wait(socket).map(|wait| wait.step)
    }

    fn why(&self, socket: SocketId) -> Option<PresenceReason> {
        self.last(socket, |m| if let ServerMessage::Presence { why, .. } = m { Some(*why) } else { None }).flatten()
    }

    fn refusal(&self, socket: SocketId) -> Option<Code> {
        self.last(socket, |m| if let ServerMessage::Refused { problem, .. } = m { Some(problem.code) } else { None })
    }
}

fn call(number: u32) -> CallId {
    format!("call-{number}").parse().expect("an id")
}

fn ringing(number: u32) -> Call {
    sample::ringing_as(&format!("call-{number}"), &format!("booth-{number}"), number)
}

#[test]
fn a_ticket_rings_at_one_desk_at_a_time_and_each_step_is_told() {
    let mut ward = Ward::new();
    let desks = ["sato", "suzuki"].map(|name| ward.officer(name, Role::Staff, Some(CARE)));
    let lead = ward.officer("lead", Role::Supervisor, None);
    let booth = ward.booth();
    let everybody = [desks[0], desks[1], lead, booth];
    ward.fact(&sample::ringing());
    let rings = |ward: &Ward| [desks[0], desks[1], lead].map(|desk| ward.rings(desk));
    assert_eq!((rings(&ward), ward.step_of(booth)), ([true, false, false], Some(WaitStep::Ringing)));
    assert_eq!(
        ward.queue(desks[1])[0].kind,
        RowKind::Ticket { step: WaitStep::Ringing },
        "it waits for the others, too"
    );
    ward.pass(20, &everybody);
    assert_eq!((rings(&ward), ward.step_of(booth)), ([false, true, false], Some(WaitStep::RingingNext)));
    ward.pass(20, &everybody);
    assert_eq!((rings(&ward), ward.step_of(booth)), ([false, false, true], Some(WaitStep::RingingSupervisor)));
    ward.pass(20, &everybody);
    assert_eq!(ward.steps, [(sample::ringing().ticket.call, Event::Unanswered)]);
    ward.pass(4, &everybody);
    assert_eq!(ward.steps.len(), 1, "asked once");
    ward.fact(&super::step(&sample::ringing(), Event::Unanswered));
    assert_eq!((ward.call(booth).map(|call| call.state), ward.wait(booth)), (Some(CallState::Callback), None));
    assert!(matches!(ward.queue(desks[0])[0].kind, RowKind::Callback { reachable: true, .. }));
}

#[test]
fn a_desk_that_lets_it_ring_twice_is_away_and_told_why() {
    let mut ward = Ward::new();
    let sato = ward.officer("sato", Role::Staff, Some(CARE));
    let lead = ward.officer("lead", Role::Supervisor, None);
    for number in [1, 2] {
        ward.fact(&ringing(number));
    }
    ward.pass(40, &[sato, lead]);
    assert_eq!((ward.presence(sato), ward.why(sato)), (Some(DeskPresence::Away), Some(PresenceReason::Unanswered)));
    ward.say(sato, 2, ClientMessage::SetPresence { presence: DeskPresence::Available });
    assert_eq!((ward.presence(sato), ward.why(sato)), (Some(DeskPresence::Available), None));
}

#[test]
fn a_declined_ring_goes_on_at_once() {
    let mut ward = Ward::new();
    let (sato, suzuki) = (ward.desk("sato"), ward.desk("suzuki"));
    ward.fact(&sample::ringing());
    let decline = || ClientMessage::Decline { call: sample::ringing().ticket.call };
    ward.say(suzuki, 2, decline());
    assert_eq!(ward.refusal(suzuki), Some(Code::WrongState), "it does not ring there");
    ward.say(sato, 2, decline());
    assert_eq!((ward.answers(sato, 2), ward.rings(sato), ward.rings(suzuki)), (1, false, true));
    ward.say(sato, 3, ClientMessage::Decline { call: sample::accepted().ticket.call });
    assert!(ward.acts.is_empty());
    ward.fact(&sample::accepted());
    ward.say(suzuki, 3, decline());
    assert_eq!(ward.acts.len(), 1, "of a transfer or an invitation the database decides");
}

#[test]
fn a_supervisor_gives_a_ticket_to_a_desk() {
    let mut ward = Ward::new();
    let (sato, suzuki) = (ward.desk("sato"), ward.desk("suzuki"));
    let lead = ward.connect(&person("lead", Role::Supervisor, None), None);
    let tax = ward.officer("tax", Role::Staff, Some("kokurakita-tax"));
    let away = ward.connect(&person("away", Role::Staff, None), None);
    ward.fact(&sample::ringing());
    assert!(ward.rings(sato));
    let assign =
        |desk: &str| ClientMessage::Assign { call: sample::ringing().ticket.call, desk: desk.parse().expect("an id") };
    for (id, desk) in [(1, "tax"), (2, "away"), (3, "nobody")] {
        ward.say(lead, id, assign(desk));
        assert_eq!(ward.refusal(lead), Some(Code::NobodyAvailable), "{desk} cannot answer it");
    }
    ward.say(sato, 2, assign("sato"));
    ward.say(tax, 2, assign("tax"));
    assert_eq!([sato, tax].map(|desk| ward.refusal(desk)), [Some(Code::Forbidden); 2]);
    ward.say(lead, 4, ClientMessage::Assign { call: call(9), desk: sample::account("sato") });
    assert_eq!(ward.refusal(lead), Some(Code::NotFound));
    ward.say(lead, 5, assign("suzuki"));
    assert!(ward.rings(sato), "not before it is written down");
    ward.tell(Input::Assigned { call: sample::ringing().ticket.call, desk: sample::account("suzuki") });
    ward.answer(ServerMessage::Done { id: 5 });
    assert_eq!([sato, suzuki].map(|desk| ward.rings(desk)), [false, true]);
    assert!(!ward.rings(away));
    ward.fact(&sample::accepted());
    ward.say(lead, 6, assign("sato"));
    assert_eq!(ward.refusal(lead), Some(Code::WrongState));
    ward.tell(Input::Assigned { call: sample::ringing().ticket.call, desk: sample::account("sato") });
    assert!(!ward.rings(sato), "what was accepted meanwhile rings nowhere");
}

#[test]
fn a_supervisor_of_another_ward_knows_of_no_ticket_here() {
    let mut ward = Ward::new();
    ward.desk("sato");
    ward.fact(&sample::ringing());
    let Caller::Account(mut stranger) = person("stranger", Role::Supervisor, None) else { panic!("a person") };
    stranger.ward = "moji".parse().expect("an id");
    stranger.roles[0].ward = stranger.ward.clone();
    let stranger = ward.connect(&Caller::Account(stranger), None);
    let call = sample::ringing().ticket.call;
    ward.say(stranger, 1, ClientMessage::Assign { call, desk: sample::account("sato") });
    assert_eq!((ward.refusal(stranger), ward.queue(stranger)), (Some(Code::NotFound), Vec::new()));
}

#[test]
fn a_transfer_rings_at_every_desk_of_its_section_and_comes_back_unanswered() {
    let mut ward = Ward::new();
    let desks = ["kato", "mori"].map(|name| ward.officer(name, Role::Staff, Some("kokurakita-kodomo")));
    let handed = super::step(&sample::accepted(), sample::transfer(true));
    ward.fact(&handed);
    assert_eq!(desks.map(|desk| ward.rings(desk)), [true, true]);
    ward.pass(19, &desks);
    assert_eq!(ward.steps, []);
    ward.pass(1, &desks);
    let unreached = Event::Unreached { what: crate::call::Sought::Transfer };
    assert_eq!(ward.steps, [(handed.ticket.call.clone(), unreached.clone())]);
    let back = super::step(&handed, unreached);
    ward.fact(&back);
    assert_eq!(desks.map(|desk| ward.queue(desk)), [Vec::new(), Vec::new()]);
    let State::Running(running) = &back.state else { panic!("it runs") };
    assert_eq!(running.unreached, Some(Unreached::Unanswered));
}

#[test]
fn an_invitation_that_nobody_takes_up_is_told_as_unreached() {
    let mut ward = Ward::new();
    let ito = ward.officer("ito", Role::Interpreter, None);
    let invited = super::step(&sample::accepted(), sample::invite(Invitee::Interpreter));
    ward.fact(&invited);
    assert!(ward.rings(ito));
    ward.pass(20, &[ito]);
    let what = crate::call::Sought::Invitation(Invitee::Interpreter);
    assert_eq!(ward.steps, [(invited.ticket.call, Event::Unreached { what })]);
}

#[test]
fn whoever_was_let_in_and_does_not_connect_is_waited_for_so_long_in_each_room() {
    let mut ward = Ward::new();
    let flows = |call: Call| {
        let connected =
            |party| Event::Connected { epoch: call.epoch, party: sample::party(party), attempt: call.epoch };
        super::step(&super::step(&call, connected("resident")), connected("staff"))
    };
    let invited = super::step(&flows(sample::accepted()), sample::invite(Invitee::Interpreter));
    let joined = super::step(&invited, sample::join(Invitee::Interpreter));
    ward.fact(&joined);
    ward.pass(44, &[]);
    let restarted = flows(super::step(&joined, Event::Restart));
    ward.fact(&restarted);
    ward.pass(44, &[]);
    let held = super::step(&restarted, Event::Hold { desk: sample::account("sato"), held: true });
    ward.fact(&held);
    assert_eq!(ward.steps, [], "a new room waits anew");
    ward.pass(1, &[]);
    let absent = Event::Absent { epoch: 2, party: sample::party("third") };
    assert_eq!(ward.steps, [(joined.ticket.call, absent.clone())], "what else happens in it does not");
    ward.fact(&super::step(&held, absent));
    ward.pass(5, &[]);
    assert_eq!(ward.steps.len(), 1);
}

#[test]
fn the_told_wait_rests_on_the_record() {
    let mut ward = Ward::new();
    let sato = ward.desk("sato");
    ward.fact(&sample::accepted());
    let waits = ward.connect(&booth("booth-2"), None);
    ward.fact(&ringing(2));
    let unknown = Wait { ahead: 0, estimate: Estimate::Unknown { samples: 0 }, step: WaitStep::InLine };
    assert_eq!(ward.wait(waits), Some(unknown));
    let ticket = ringing(2).ticket;
    let talks = (0..20).map(|_| (ticket.ward.clone(), ticket.subject.clone(), 10 * MINUTE));
    let almanac = Almanac { records: Records::of(talks), ..almanac() };
    ward.tell(Input::Almanac(Box::new(almanac)));
    ward.pass(10, &[sato, waits]);
    let range = |from, to| Estimate::Range { from, to, samples: 20 };
    assert_eq!(ward.wait(waits).map(|wait| wait.estimate), Some(range(10, 15)));
    ward.pass(120, &[sato, waits]);
    assert_eq!(ward.wait(waits).map(|wait| wait.estimate), Some(range(5, 10)), "it grows shorter by itself");
}

#[test]
fn a_booths_question_is_answered_from_the_line() {
    let mut ward = Ward::new();
    let booth = ward.booth();
    let subject = sample::ringing().ticket.subject;
    ward.say(booth, 1, ClientMessage::AskProspect { subject });
    let spot = |ward: &Ward, at: usize| ward.acts[at].tail.spot(&CARE.parse().expect("an id"));
    assert_eq!(spot(&ward, 0).seats, 0);
    ward.answer(ServerMessage::Done { id: 1 });
    ward.officer("sato", Role::Staff, Some(CARE));
    ward.fact(&ringing(1));
    ward.fact(&ringing(2));
    ward.say(booth, 2, ClientMessage::AskProspect { subject: sample::ringing().ticket.subject });
    assert_eq!((spot(&ward, 0).seats, spot(&ward, 0).ahead), (1, 2));
}

#[test]
fn the_desk_that_served_fewest_is_next() {
    let mut ward = Ward::new();
    let (sato, suzuki) = (ward.desk("sato"), ward.desk("suzuki"));
    let accepted = sample::accepted();
    ward.fact(&accepted);
    let ended = super::step(&accepted, Event::End { seat: sample::booth() });
    let outcome = protocol::call::Outcome::Solved;
    let subject = ended.ticket.subject.clone();
    ward.fact(&ended);
    ward.fact(&super::step(&ended, Event::WrapUp { desk: sample::account("sato"), subject, outcome }));
    ward.fact(&ringing(2));
    assert_eq!([sato, suzuki].map(|desk| ward.rings(desk)), [false, true]);
}
