//! Third persons: who is asked in, and who listens.

use crate::calls::{Counter, accept, counter, end, grant, wrap_up};
use crate::harness::{Socket, TestCity};
use crate::queue::pass;
use protocol::call::{CallState, Invitee, PartyRole, Presence, RowKind, Unreached};
use protocol::id::CallId;
use protocol::place::Identity;
use protocol::signal::ClientMessage;
use signaling::account::Role;

fn invite(call: &CallId, whom: Invitee) -> ClientMessage {
    ClientMessage::Invite { call: call.clone(), whom }
}

fn cancel(call: &CallId, whom: Invitee) -> ClientMessage {
    ClientMessage::CancelInvite { call: call.clone(), whom }
}

fn join(call: &CallId) -> ClientMessage {
    ClientMessage::Join { call: call.clone() }
}

fn section(section: &str) -> Invitee {
    Invitee::Section { section: section.parse().expect("an id") }
}

async fn interpreter(city: &TestCity, at: &Counter) -> Socket {
    Socket::desk(at.address, &city.person("interpreter1").await).await
}

on_both_databases! {
    async fn an_interpreter_who_is_asked_in_joins_and_leaves(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        assert_eq!(at.desk.refused(invite(&call.call, Invitee::Interpreter)).await, "nobody-available");
        let mut ito = interpreter(&city, &at).await;
        assert_eq!(ito.refused(join(&call.call)).await, "wrong-state", "nobody asked");
        assert_eq!(at.booth.refused(invite(&call.call, Invitee::Interpreter)).await, "forbidden");
        assert_eq!(ito.refused(invite(&call.call, Invitee::Interpreter)).await, "forbidden");
        at.desk.done(invite(&call.call, Invitee::Interpreter)).await;
        assert_eq!(at.desk.refused(invite(&call.call, Invitee::Interpreter)).await, "wrong-state", "asked already");
        let rows = ito.queue(|rows| !rows.is_empty()).await;
        assert!(rows[0].ringing && matches!(rows[0].kind, RowKind::Invitation { .. }), "{rows:?}");
        assert_eq!(at.booth.call(|call| !call.invited.is_empty()).await.invited, [Invitee::Interpreter]);

        ito.done(join(&call.call)).await;
        let seen = at.booth.call(|call| call.parties.len() == 3).await;
        assert_eq!((seen.parties[2].role, seen.invited.len()), (PartyRole::Interpreter, 0));
        ito.ask(grant(&call.call, 1)).await.expect("a grant");
        ito.done(end(&call)).await;
        assert_eq!(ito.refused(grant(&call.call, 1)).await, "gone");
        assert_eq!(ito.refused(join(&call.call)).await, "wrong-state", "an invitation is good once");
        let still = at.booth.ask(grant(&call.call, 1)).await;
        assert!(still.is_ok(), "the call goes on: {still:?}");
    }

    async fn an_interpreter_helps_and_decides_nothing(city: TestCity) {
        let mut at = counter(&city).await;
        let mut ito = interpreter(&city, &at).await;
        let ringing = at.ring().await;
        assert_eq!(ito.refused(accept(&ringing)).await, "forbidden");
        at.desk.done(accept(&ringing)).await;
        let call = at.booth.call(|call| call.state == CallState::Accepted).await.call;
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        ito.done(join(&call)).await;
        let identify = ClientMessage::SetIdentity { call: call.clone(), identity: Identity::SelfStated };
        assert_eq!(ito.refused(identify).await, "forbidden");
        assert_eq!(ito.refused(ClientMessage::Hold { call: call.clone(), held: true }).await, "forbidden");
        assert_eq!(ito.refused(ClientMessage::Alarm { call: call.clone(), on: true }).await, "forbidden");
        let wrapped = wrap_up(&call);
        assert_eq!(ito.refused(wrapped.clone()).await, "forbidden", "while it runs");
        let person = city.person("interpreter1").await;
        let body = serde_json::json!({ "form": "fureai-shushu", "version": 1, "answers": {} });
        person.post(&format!("/api/calls/{call}/application"), &body).await.refuses(401, "not-signed-in");
        person.get("/api/devices").await.refuses(403, "forbidden");
        at.desk.done(ClientMessage::Alarm { call: call.clone(), on: true }).await;
        at.booth.done(ClientMessage::End { call: call.clone() }).await;
        let seen = ito.call(|call| call.state == CallState::Closed).await;
        assert_eq!((seen.identity, seen.alarm_since), (Identity::None, None), "nothing was set, nothing shown");
        assert_eq!(ito.refused(wrapped).await, "forbidden", "and at its end");
        at.desk.done(wrap_up(&call)).await;
    }

    async fn of_two_interpreters_one_comes(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let mut ito = interpreter(&city, &at).await;
        let mut ueda = Socket::desk(at.address, &city.hire("interpreter9", Role::Interpreter, None).await).await;
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        let (a, b) = tokio::join!(ito.ask(join(&call)), ueda.ask(join(&call)));
        let lost = match (a, b) {
            (Ok(_), Err(problem)) | (Err(problem), Ok(_)) => problem,
            both => panic!("{both:?}"),
        };
        assert_eq!(lost.code.word(), "taken");
    }

    async fn whoever_is_asked_may_decline_and_the_desk_may_take_it_back(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let mut ito = interpreter(&city, &at).await;
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        ito.done(ClientMessage::Decline { call: call.clone() }).await;
        let seen = at.desk.call(|call| call.unreached.is_some()).await;
        assert_eq!((seen.unreached, seen.invited.len()), (Some(Unreached::Declined), 0));
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        at.desk.done(cancel(&call, Invitee::Interpreter)).await;
        assert_eq!(at.desk.refused(cancel(&call, Invitee::Interpreter)).await, "wrong-state");
        assert_eq!(ito.refused(join(&call)).await, "wrong-state");
    }

    async fn nobody_of_another_ward_or_already_in_a_call_comes_in(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        assert_eq!(at.desk.refused(invite(&call, section("moji-kodomo"))).await, "not-found");
        assert_eq!(at.desk.refused(invite(&call, section("kokurakita-machi"))).await, "wrong-state", "oneself");
        let elsewhere = city.hire_in("moji", "moji1", Role::Interpreter, None).await;
        let mut elsewhere = Socket::desk(at.address, &elsewhere).await;
        assert_eq!(at.desk.refused(invite(&call, Invitee::Interpreter)).await, "nobody-available");
        let mut ito = interpreter(&city, &at).await;
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        assert_eq!(elsewhere.refused(join(&call)).await, "not-found");
        ito.done(join(&call)).await;

        let mut booth = Socket::open(at.address, &city.booth(crate::calls::SITE).await).await;
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        booth.say(crate::calls::ring("r9")).await;
        let second = booth.call(|call| call.state == CallState::Ringing).await;
        suzuki.done(accept(&second)).await;
        let mut ueda = Socket::desk(at.address, &city.hire("interpreter9", Role::Interpreter, None).await).await;
        suzuki.done(invite(&second.call, Invitee::Interpreter)).await;
        assert_eq!(ito.refused(join(&second.call)).await, "wrong-state", "in another call");
        ueda.done(join(&second.call)).await;
    }

    async fn whoever_comes_and_never_connects_makes_room_and_may_be_asked_again(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let mut ito = interpreter(&city, &at).await;
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        ito.done(join(&call)).await;
        let everybody = &mut [&mut at.booth, &mut at.desk, &mut ito];
        pass(&city, 4, everybody).await;
        city.wait(5_000);
        ito.no_call().await;
        let told = at.desk.call(|call| call.unreached.is_some()).await;
        assert_eq!((told.unreached, told.parties[2].presence), (Some(Unreached::NotConnected), Presence::Gone));
        assert_eq!(at.booth.call(|call| call.parties[2..].iter().all(|third| third.presence == Presence::Gone)).await.unreached, None);
        assert_eq!(ito.refused(grant(&call, 1)).await, "gone");
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        ito.done(join(&call)).await;
        ito.ask(grant(&call, 1)).await.expect("a grant");
    }

    async fn a_supervisor_listens_in_sight_of_both_and_speaks_when_asked(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let mut lead = Socket::open(at.address, &city.person("lead1").await).await;
        let rows = lead.queue(|rows| !rows.is_empty()).await;
        assert!(matches!(rows[0].kind, RowKind::Running { .. }) && !rows[0].ringing, "{rows:?}");
        lead.done(join(&call)).await;
        for socket in [&mut at.booth, &mut at.desk] {
            let seen = socket.call(|call| call.parties.len() == 3).await;
            assert_eq!((seen.parties[2].role, seen.parties[2].listens), (PartyRole::Supervisor, true));
        }
        drop(lead);
        let mut lead = Socket::open(at.address, &city.person("lead1").await).await;
        let anew = lead.call(|_| true).await;
        assert!(anew.parties.iter().any(|party| Some(&party.party) == anew.you.as_ref() && party.listens), "{anew:?}");
        assert_eq!(lead.refused(join(&call)).await, "wrong-state", "inside already");
        at.desk.done(invite(&call, Invitee::Supervisor)).await;
        lead.done(join(&call)).await;
        let spoken = at.desk.call(|call| call.invited.is_empty() && !call.parties[2].listens).await;
        assert_eq!(spoken.parties.len(), 3);
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        assert_eq!(suzuki.refused(join(&call)).await, "wrong-state", "an officer does not listen");
        lead.done(ClientMessage::End { call: call.clone() }).await;
        at.booth.ask(grant(&call, 1)).await.expect("the call goes on");
    }

    async fn a_call_has_four_parties_at_most(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let mut ito = interpreter(&city, &at).await;
        let mut kodomo = Socket::desk(at.address, &city.person("staff3").await).await;
        let mut lead = Socket::desk(at.address, &city.person("lead1").await).await;
        at.desk.done(invite(&call, Invitee::Interpreter)).await;
        at.desk.done(invite(&call, section("kokurakita-kodomo"))).await;
        assert_eq!(at.desk.refused(invite(&call, Invitee::Supervisor)).await, "full");
        assert_eq!(lead.refused(join(&call)).await, "full");
        ito.done(join(&call)).await;
        kodomo.done(join(&call)).await;
        let seen = at.booth.call(|call| call.parties.len() == 4).await;
        assert_eq!(seen.parties[3].role, PartyRole::Colleague);
        assert_eq!(lead.refused(join(&call)).await, "full");
    }

    async fn an_alarm_is_the_desks_and_hidden_from_the_resident(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let alarm = |on| ClientMessage::Alarm { call: call.clone(), on };
        assert_eq!(at.booth.refused(alarm(true)).await, "forbidden");
        at.desk.done(alarm(true)).await;
        let hold = ClientMessage::Hold { call: call.clone(), held: true };
        assert!(at.desk.makes(hold, |call| call.held_since.is_some()).await.alarm_since.is_some());
        assert_eq!(at.booth.call(|call| call.held_since.is_some()).await.alarm_since, None);
        at.desk.makes(alarm(false), |call| call.alarm_since.is_none()).await;
    }
}
