//! Calls over `/ws`, from the ring to the wrap-up.

use crate::harness::{Client, Socket, TestCity, fingerprint};
use protocol::call::{CallState, CallView, CloseReason, Outcome, PartyRole};
use protocol::id::{CallId, Epoch};
use protocol::place::{Identity, Language};
use protocol::signal::{ClientMessage, ServerMessage};
use std::net::SocketAddr;

pub(crate) const SITE: &str = "kokura-chuo";

pub(crate) fn ring(request: &str) -> ClientMessage {
    ring_about(request, "garbage-support")
}

fn ring_about(request: &str, subject: &str) -> ClientMessage {
    let request = request.parse().expect("an id");
    ClientMessage::Ring {
        request,
        subject: subject.parse().expect("an id"),
        language: Language::Easy,
        booking: None,
        screened: None,
        disagrees: false,
    }
}

pub(crate) fn accept(call: &CallView) -> ClientMessage {
    ClientMessage::Accept { call: call.call.clone(), epoch: call.epoch }
}

pub(crate) fn grant(call: &CallId, epoch: Epoch) -> ClientMessage {
    ClientMessage::RequestGrant { call: call.clone(), epoch, fingerprint: fingerprint("AB") }
}

pub(crate) fn wrap_up(call: &CallId) -> ClientMessage {
    wrap_up_with(call, Outcome::Solved)
}

pub(crate) fn wrap_up_with(call: &CallId, outcome: Outcome) -> ClientMessage {
    let subject = "garbage-support".parse().expect("an id");
    ClientMessage::WrapUp { call: call.clone(), subject, outcome }
}

pub(crate) fn end(call: &CallView) -> ClientMessage {
    ClientMessage::End { call: call.call.clone() }
}

/// A booth and a desk, before anything rings.
pub(crate) struct Counter {
    pub(crate) address: SocketAddr,
    pub(crate) tablet: Client,
    pub(crate) booth: Socket,
    pub(crate) desk: Socket,
}

pub(crate) async fn counter(city: &TestCity) -> Counter {
    let address = city.go_live().await;
    let tablet = city.booth(SITE).await;
    let desk = Socket::desk(address, &city.person("staff1").await).await;
    let booth = Socket::open(address, &tablet).await;
    Counter { address, tablet, booth, desk }
}

impl Counter {
    pub(crate) async fn ring(&mut self) -> CallView {
        self.booth.say(ring("r1")).await;
        self.booth.call(|call| call.state == CallState::Ringing).await
    }

    pub(crate) async fn accepted(&mut self) -> CallView {
        let call = self.ring().await;
        self.desk.done(accept(&call)).await;
        self.booth.call(|call| call.state == CallState::Accepted).await
    }
}

on_both_databases! {
    async fn a_consultation_goes_from_the_ring_to_the_wrap_up(city: TestCity) {
        let mut at = counter(&city).await;
        let ringing = at.ring().await;
        assert_eq!((ringing.number, ringing.wait.map(|wait| wait.ahead), ringing.identity_needed), (1, Some(0), Identity::SelfStated));
        let rows = at.desk.queue(|rows| !rows.is_empty()).await;
        assert_eq!((rows[0].call.clone(), rows[0].ringing), (ringing.call.clone(), true));

        at.desk.done(accept(&ringing)).await;
        let accepted = at.booth.call(|call| call.state == CallState::Accepted).await;
        let roles: Vec<_> = accepted.parties.iter().map(|party| party.role).collect();
        assert_eq!(roles, [PartyRole::Resident, PartyRole::Staff]);

        for socket in [&mut at.booth, &mut at.desk] {
            for expected in [1, 2] {
                let granted = socket.ask(grant(&accepted.call, 1)).await.expect("a grant");
                let ServerMessage::Grant { attempt, url, .. } = granted else { panic!("{granted:?}") };
                assert_eq!((attempt, url.as_str()), (expected, "/media/whip"));
            }
        }
        at.desk.done(ClientMessage::SetIdentity { call: accepted.call.clone(), identity: Identity::SelfStated }).await;
        at.booth.call(|call| call.identity == Identity::SelfStated).await;

        at.booth.done(end(&accepted)).await;
        let closed = at.desk.call(|call| call.state == CallState::WrapUp).await;
        assert_eq!(closed.closed, Some(CloseReason::Completed));
        let wrapped = at.desk.say(wrap_up(&accepted.call)).await;
        at.desk.no_call().await;
        at.desk.answer(wrapped).await.expect("it is done");
        assert_eq!(at.desk.refused(wrap_up(&accepted.call)).await, "gone");
    }

    async fn a_repeated_ring_finds_its_call(city: TestCity) {
        let mut at = counter(&city).await;
        let first = at.booth.ask(ring("r1")).await.expect("it rang");
        let second = at.booth.ask(ring("r1")).await.expect("it rang");
        let call = |message| if let ServerMessage::Rang { call, .. } = message { call } else { panic!("{message:?}") };
        assert_eq!(call(first), call(second));
        assert_eq!(at.booth.refused(ring("r2")).await, "wrong-state", "a booth has one call");
    }

    async fn of_two_desks_that_accept_at_once_one_wins(city: TestCity) {
        let address = city.go_live().await;
        let tablet = city.booth(SITE).await;
        let mut booth = Socket::open(address, &tablet).await;
        let mut one = Socket::desk(address, &city.person("staff1").await).await;
        let mut two = Socket::desk(address, &city.person("staff2").await).await;
        for round in 0..12 {
            booth.say(ring(&format!("r{round}"))).await;
            let call = booth.call(|call| call.state == CallState::Ringing).await;
            let (first, second) = if round % 2 == 0 { (&mut one, &mut two) } else { (&mut two, &mut one) };
            let (a, b) = tokio::join!(first.ask(accept(&call)), second.ask(accept(&call)));
            let (winner, is_one, loser) = match (a, b) {
                (Ok(_), Err(problem)) => (first, round % 2 == 0, problem),
                (Err(problem), Ok(_)) => (second, round % 2 == 1, problem),
                both => panic!("round {round}: {both:?}"),
            };
            assert_eq!(loser.code.word(), "taken");
            let name = if is_one { "職員 一郎（例）" } else { "職員 二葉（例）" };
            assert_eq!(loser.taken_by.as_deref(), Some(name));
            winner.done(end(&call)).await;
            winner.done(wrap_up(&call.call)).await;
            booth.no_call().await;
        }
    }

    async fn nobody_at_the_desks_is_said_at_once(city: TestCity) {
        let address = city.go_live().await;
        let mut booth = Socket::open(address, &city.booth(SITE).await).await;
        let mut away = Socket::open(address, &city.person("staff1").await).await;
        assert_eq!(booth.refused(ring("r1")).await, "nobody-available");
        assert_eq!(booth.refused(ring_about("r2", "moving")).await, "not-remote");
        assert_eq!(booth.refused(ring_about("r3", "no-such-subject")).await, "not-found");
        assert_eq!(away.refused(ring("r4")).await, "forbidden", "a desk does not ring");
    }

    async fn what_another_ward_or_section_does_is_not_there(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        let mut other = Socket::open(at.address, &city.booth("dairi").await).await;
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        let mut admin = Socket::open(at.address, &city.person("admin1").await).await;
        for stranger in [&mut other, &mut suzuki, &mut admin] {
            assert_eq!(stranger.refused(end(&call)).await, "not-found");
            assert_eq!(stranger.refused(grant(&call.call, 1)).await, "not-found");
        }
        assert_eq!(suzuki.refused(wrap_up(&call.call)).await, "wrong-state");
        let unknown = ClientMessage::WrapUp {
            call: call.call.clone(), subject: "no-such-subject".parse().expect("an id"), outcome: Outcome::Solved,
        };
        assert_eq!(at.desk.refused(unknown).await, "not-found");
        assert_eq!(other.refused(accept(&call)).await, "forbidden");
        assert_eq!(admin.refused(accept(&call)).await, "forbidden");
        assert_eq!(admin.refused(ClientMessage::Join { call: call.call.clone() }).await, "forbidden");
        assert_eq!(suzuki.refused(accept(&call)).await, "taken");
        let set = ClientMessage::SetIdentity { call: call.call.clone(), identity: Identity::SelfStated };
        assert_eq!(suzuki.refused(set).await, "not-found", "only the desk that accepted");
    }

    async fn capacity_is_kept_at_the_door(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        let full = city.app.config.calls.max_active;
        assert_eq!(full, 2, "as the harness sets it");
        let mut second = Socket::open(at.address, &city.booth(SITE).await).await;
        second.ask(ring("r1")).await.expect("there is room for two");
        let mut third = Socket::open(at.address, &city.booth(SITE).await).await;
        let problem = third.ask(ring("r1")).await.expect_err("there is none for three");
        assert_eq!((problem.code.word().as_str(), problem.retry_after), ("full", Some(60)));
        at.booth.ask(grant(&call.call, 1)).await.expect("the call in progress is untouched");
    }

    async fn a_restart_brings_the_call_back_in_a_new_epoch(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        let again = city.restarted();
        let address = again.go_live().await;
        let mut booth = Socket::open(address, &at.tablet).await;
        let back = booth.call(|_| true).await;
        assert_eq!((back.call.clone(), back.epoch, back.state), (call.call.clone(), 2, CallState::Reconnecting));
        assert!(!booth.resumed, "places do not outlive the server");
        assert_eq!(booth.refused(grant(&call.call, 1)).await, "gone", "the old epoch");
        booth.ask(grant(&call.call, 2)).await.expect("a grant for the new epoch");
    }

    async fn a_ring_survives_a_restart(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.ring().await;
        let again = city.restarted();
        let address = again.go_live().await;
        let mut desk = Socket::desk(address, &again.person("staff1").await).await;
        desk.done(accept(&call)).await;
    }

    async fn a_ring_that_nobody_accepts_waits_for_a_call_back(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.ring().await;
        for _ in 0..2 {
            city.wait(10_000);
            for socket in [&mut at.booth, &mut at.desk] {
                socket.frame(0, ClientMessage::Ping).await;
                socket.until(|message| matches!(message, ServerMessage::Pong).then_some(())).await;
            }
        }
        city.wait(10_000);
        at.booth.call(|call| call.state == CallState::Callback).await;
        assert_eq!(at.desk.refused(accept(&call)).await, "gone");
    }
}
