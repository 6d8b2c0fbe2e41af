use super::*;
use protocol::call::{Party, PartyRole};
use protocol::place::Identity;
use std::collections::BTreeSet;

/// A booth's session and the facts that the server would tell it.
struct Sim {
    session: Session,
}

fn id<T: std::str::FromStr<Err = protocol::id::BadId>>(text: &str) -> T {
    text.parse().expect("an id")
}

fn view(state: CallState) -> CallView {
    CallView {
        call: id("call"),
        epoch: 1,
        number: 12,
        state,
        closed: None,
        subject: id("garbage-support"),
        subject_name: "ごみ出し支援".into(),
        site: id("kokura-chuo"),
        site_name: "小倉中央市民センター".into(),
        section: id("welfare"),
        section_name: "福祉課".into(),
        language: Language::Ja,
        identity_needed: Identity::SelfStated,
        identity: Identity::None,
        form: Some(id("fureai-shushu")),
        you: Some(id("resident")),
        parties: vec![Party {
            party: id("resident"),
            role: PartyRole::Resident,
            label: "小倉中央市民センター".into(),
            presence: Presence::Present,
            listens: false,
        }],
        wait: None,
        message: None,
        held_since: None,
        privacy: protocol::privacy::Privacy::Off,
        uncovering: None,
        screened: None,
        transfer: None,
        handed: None,
        invited: Vec::new(),
        unreached: None,
        companions: BTreeSet::new(),
        alarm_since: None,
        rang_at: 0.0,
        booked_at: None,
        accepted_at: None,
        receipt: None,
    }
}

fn fact(view: CallView) -> Input {
    Input::Heard(ServerMessage::Call { call: Some(view) })
}

fn fingerprint() -> Fingerprint {
    ["AB"; 32].join(":").try_into().expect("a fingerprint")
}

fn ring() -> Input {
    let (request, subject) = (id("request"), id("garbage-support"));
    Input::Ring { request, subject, language: Language::Ja, fingerprint: fingerprint() }
}

fn request_grant(epoch: Epoch) -> Output {
    Output::Say(ClientMessage::RequestGrant { call: id("call"), epoch, fingerprint: fingerprint() })
}

fn grant(epoch: Epoch, attempt: Attempt) -> Input {
    Input::Heard(ServerMessage::Grant {
        id: 2,
        call: id("call"),
        epoch,
        party: id("resident"),
        attempt,
        token: "jwt".into(),
        url: "/media/whip".into(),
    })
}

fn refused(code: Code) -> Input {
    Input::Heard(ServerMessage::Refused { id: Some(1), problem: code.into() })
}

impl Sim {
    fn ringing() -> Self {
        let mut sim = Self { session: Session::new() };
        assert!(matches!(sim.give(ring()).as_slice(), [Output::Say(ClientMessage::Ring { .. })]));
        sim.give(Input::Heard(ServerMessage::Rang { id: 1, call: id("call") }));
        sim.give(fact(view(CallState::Ringing)));
        assert_eq!(sim.session.state, State::Ringing { call: Some(id("call")) });
        sim
    }

    fn in_call() -> Self {
        let mut sim = Self::ringing();
        let accepted = sim.give(fact(view(CallState::Accepted)));
        assert_eq!(accepted, [request_grant(1), Output::OpenForm(id("fureai-shushu"))]);
        assert!(matches!(sim.give(grant(1, 1)).as_slice(), [Output::Join(_)]));
        sim.give(fact(view(CallState::Connecting)));
        sim.give(Input::Connected);
        assert!(matches!(sim.session.state, State::InCall(_)));
        sim
    }

    fn give(&mut self, input: Input) -> Vec<Output> {
        self.session.handle(input)
    }
}

#[test]
fn a_visit_rings_joins_submits_ends_and_forgets() {
    let mut sim = Sim::in_call();
    assert_eq!(sim.give(Input::Send), [], "no form is open yet");
    sim.give(Input::Opened);
    assert_eq!(sim.give(Input::Send), [Output::Submit(id("call"))]);
    assert_eq!(sim.give(Input::Send), [], "it is on its way");
    sim.give(Input::Receipt("R-1".into()));
    let paper = sim.session.call().expect("in call").paper.clone();
    assert_eq!(paper, Paper::Received { receipt: "R-1".into() });
    let end = Output::Say(ClientMessage::End { call: id("call") });
    assert_eq!(sim.give(Input::HangUp), [end, Output::Leave]);
    assert_eq!(sim.give(Input::Heard(ServerMessage::Call { call: None })), [Output::Leave, Output::Forget]);
    assert_eq!(sim.session.state, State::Ended(End::Completed));
}

#[test]
fn an_answer_that_is_submitted_does_not_wait_for_media() {
    let mut sim = Sim::ringing();
    sim.give(fact(view(CallState::Accepted)));
    sim.give(Input::Opened);
    assert_eq!(sim.give(Input::Send), [Output::Submit(id("call"))]);
}

#[test]
fn an_application_that_needs_identification_waits_for_the_desk_to_record_it() {
    let mut sim = Sim::in_call();
    sim.give(Input::Opened);
    assert_eq!(sim.give(Input::Send), [Output::Submit(id("call"))]);
    sim.give(Input::NotIdentified);
    assert_eq!(sim.give(Input::Send), [], "nothing more is known yet");
    sim.give(fact(CallView { identity: Identity::SelfStated, ..view(CallState::InCall) }));
    assert_eq!(sim.give(Input::Send), [Output::Submit(id("call"))]);
}

#[test]
fn a_refused_ring_ends_the_visit() {
    let mut sim = Sim { session: Session::new() };
    sim.give(ring());
    assert_eq!(sim.give(refused(Code::NobodyAvailable)), [Output::Leave, Output::Forget]);
    assert_eq!(sim.session.state, State::Ended(End::Refused(Code::NobodyAvailable)));
}

#[test]
fn no_call_after_the_welcome_does_not_end_a_ring_that_is_on_its_way() {
    let mut sim = Sim { session: Session::new() };
    sim.give(ring());
    sim.give(Input::Heard(ServerMessage::Call { call: None }));
    assert_eq!(sim.session.state, State::Ringing { call: None });
}

#[test]
fn nobody_answering_is_told_by_the_call() {
    let mut sim = Sim::ringing();
    let closed = CallView { closed: Some(CloseReason::Unanswered), ..view(CallState::Closed) };
    assert_eq!(sim.give(fact(closed)), [Output::Leave, Output::Forget]);
    assert_eq!(sim.session.state, State::Ended(End::Closed(CloseReason::Unanswered)));
}

#[test]
fn a_resident_may_give_up_while_it_rings() {
    let mut sim = Sim::ringing();
    let end = Output::Say(ClientMessage::End { call: id("call") });
    assert_eq!(sim.give(Input::HangUp), [end, Output::Leave]);
    assert_eq!(sim.give(Input::HangUp), [], "it is ending already");
}

#[test]
fn a_ring_that_nobody_answers_waits_and_answers_who_calls_back() {
    let mut sim = Sim::ringing();
    assert_eq!(sim.give(fact(view(CallState::Callback))), []);
    let answer = Output::Say(ClientMessage::Answer { call: id("call") });
    assert_eq!(sim.give(fact(view(CallState::Dialling))), std::slice::from_ref(&answer));
    assert_eq!(sim.give(fact(view(CallState::Dialling))), [], "once");
    sim.give(fact(view(CallState::Callback)));
    assert_eq!(sim.give(fact(view(CallState::Dialling))), [answer], "and again");
    let accepted = sim.give(fact(view(CallState::Accepted)));
    assert_eq!(accepted, [request_grant(1), Output::OpenForm(id("fureai-shushu"))]);
}

#[test]
fn who_gives_up_while_an_officer_calls_back_gives_the_ticket_up() {
    let mut sim = Sim::ringing();
    sim.give(fact(view(CallState::Callback)));
    sim.give(fact(view(CallState::Dialling)));
    let end = || Output::Say(ClientMessage::End { call: id("call") });
    assert_eq!(sim.give(Input::HangUp), [end(), Output::Leave]);
    assert_eq!(sim.give(fact(view(CallState::Callback))), [end()], "the first only said no to the officer");
}

#[test]
fn a_ticket_of_an_earlier_visit_is_not_this_one() {
    let mut sim = Sim { session: Session::new() };
    sim.give(ring());
    let earlier = |state| CallView { call: id("earlier"), ..view(state) };
    for state in [CallState::Callback, CallState::Dialling] {
        assert_eq!(sim.give(fact(earlier(state))), []);
    }
    let mut sim = Sim::ringing();
    assert_eq!(sim.give(fact(earlier(CallState::Callback))), []);
    assert_eq!(sim.session.state, State::Ringing { call: Some(id("call")) });
}

#[test]
fn a_call_that_is_held_and_handed_over_stays_the_same_call() {
    let mut sim = Sim::in_call();
    let held = CallView { held_since: Some(1.0), ..view(CallState::InCall) };
    assert_eq!(sim.give(fact(held)), []);
    let handed = CallView { section: id("children"), ..view(CallState::Connecting) };
    assert_eq!(sim.give(fact(handed)), [], "its own media stands");
    assert!(matches!(sim.session.state, State::InCall(_)));
}

#[test]
fn lost_media_is_joined_again_once() {
    let mut sim = Sim::in_call();
    assert_eq!(sim.give(Input::Lost), [request_grant(1)]);
    assert_eq!(sim.give(Input::Lost), [], "a grant is under way");
    assert!(matches!(sim.give(grant(1, 2)).as_slice(), [Output::Join(Grant { attempt: 2, .. })]));
    sim.give(Input::Connected);
    assert_eq!(sim.give(Input::Lost), [request_grant(1)]);
}

#[test]
fn a_restarted_server_is_joined_in_the_new_epoch() {
    let mut sim = Sim::in_call();
    let restarted = CallView { epoch: 2, ..view(CallState::Reconnecting) };
    assert_eq!(sim.give(fact(restarted.clone())), [request_grant(2)]);
    assert_eq!(sim.give(fact(restarted)), [], "a grant is under way");
    assert_eq!(sim.give(grant(1, 2)), [], "a grant of the old epoch");
    assert!(matches!(sim.give(grant(2, 1)).as_slice(), [Output::Join(_)]));
}

#[test]
fn what_a_server_forgot_is_said_again() {
    let welcome = |resumed| {
        Input::Heard(ServerMessage::Welcome {
            resume: id("token"),
            resumed,
            handled: 0,
            who: protocol::signal::Who::Booth { booth: id("b"), ward: id("w") },
            now: 0.0,
        })
    };
    let mut sim = Sim::in_call();
    assert_eq!(sim.give(welcome(false)), [], "nothing was under way");
    sim.give(Input::Lost);
    assert_eq!(sim.give(welcome(true)), [], "the link repeats it by itself");
    assert_eq!(sim.give(welcome(false)), [request_grant(1)]);
    sim.give(Input::HangUp);
    assert_eq!(sim.give(welcome(false)), [Output::Say(ClientMessage::End { call: id("call") })]);
}

#[test]
fn another_party_that_is_lost_is_waited_for() {
    let mut sim = Sim::in_call();
    let mut other_lost = view(CallState::Reconnecting);
    other_lost.parties.push(Party {
        party: id("staff"),
        role: PartyRole::Staff,
        label: "福祉課".into(),
        presence: Presence::Lost,
        listens: false,
    });
    assert_eq!(sim.give(fact(other_lost)), []);
    let mut own_lost = view(CallState::Reconnecting);
    own_lost.parties[0].presence = Presence::Lost;
    assert_eq!(sim.give(fact(own_lost)), [request_grant(1)]);
}

#[test]
fn an_offer_that_is_refused_again_and_again_ends_the_visit() {
    let mut sim = Sim::ringing();
    sim.give(fact(view(CallState::Accepted)));
    for _ in 1..JOINS {
        assert_eq!(sim.give(Input::NotJoined(Some(Code::BadGrant))), [request_grant(1)]);
    }
    let out = sim.give(Input::NotJoined(Some(Code::BadGrant)));
    assert_eq!(out.last(), Some(&Output::Forget));
    assert_eq!(sim.session.state, State::Ended(End::Refused(Code::BadGrant)));
}

#[test]
fn a_revoked_booth_leaves_and_forgets() {
    let mut sim = Sim::in_call();
    assert_eq!(sim.give(Input::Revoked), [Output::Leave, Output::Forget]);
    assert_eq!(sim.session.state, State::Ended(End::Revoked));
}
