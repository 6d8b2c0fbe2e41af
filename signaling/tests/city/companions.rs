//! 付き添い: who is with the resident, said by kind and never by name.

use crate::calls::{Counter, accept, counter, end};
use crate::harness::{Socket, TestCity};
use protocol::call::{CallState, Companion, Invitee};
use protocol::id::CallId;
use protocol::signal::ClientMessage;
use signaling::account::Role;

fn set(call: &CallId, companions: impl IntoIterator<Item = Companion>) -> ClientMessage {
    ClientMessage::SetCompanions { call: call.clone(), companions: companions.into_iter().collect() }
}

/// An interpreter who was asked into a call and came.
async fn interpreter(city: &TestCity, at: &mut Counter, call: &CallId) -> Socket {
    let mut ito = Socket::desk(at.address, &city.person("interpreter1").await).await;
    at.desk.done(ClientMessage::Invite { call: call.clone(), whom: Invitee::Interpreter }).await;
    ito.done(ClientMessage::Join { call: call.clone() }).await;
    ito
}

on_both_databases! {
    async fn either_side_names_a_companion_and_everybody_in_the_call_sees_it(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let mut ito = interpreter(&city, &mut at, &call).await;
        at.booth.done(set(&call, [Companion::Carer, Companion::Family, Companion::Carer])).await;
        for socket in [&mut at.desk, &mut ito] {
            let seen = socket.call(|call| !call.companions.is_empty()).await.companions;
            assert_eq!(seen.into_iter().collect::<Vec<_>>(), [Companion::Family, Companion::Carer]);
        }
        at.desk.done(set(&call, [])).await;
        for socket in [&mut at.booth, &mut ito] {
            socket.call(|call| call.companions.is_empty()).await;
        }
    }

    async fn nobody_but_resident_and_desk_names_one_and_nobody_after_the_end(city: TestCity) {
        let mut at = counter(&city).await;
        let ringing = at.ring().await;
        let call = ringing.call.clone();
        let named = || set(&call, [Companion::Family]);
        for socket in [&mut at.booth, &mut at.desk] {
            assert_eq!(socket.refused(named()).await, "wrong-state", "nobody talks yet");
        }
        at.desk.done(accept(&ringing)).await;
        let mut ito = interpreter(&city, &mut at, &call).await;
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        let mut children = Socket::desk(at.address, &city.person("staff3").await).await;
        let mut dairi = Socket::open(at.address, &city.booth("dairi").await).await;
        let mut moji = Socket::desk(at.address, &city.hire_in("moji", "moji1", Role::Staff, None).await).await;
        assert_eq!(ito.refused(named()).await, "forbidden");
        assert_eq!(children.refused(named()).await, "forbidden");
        assert_eq!(suzuki.refused(named()).await, "not-found", "somebody else's call");
        assert_eq!(dairi.refused(named()).await, "not-found");
        assert_eq!(moji.refused(named()).await, "not-found");
        at.booth.done(ClientMessage::End { call: call.clone() }).await;
        for socket in [&mut at.booth, &mut at.desk] {
            assert_eq!(socket.refused(named()).await, "gone");
        }
    }

    async fn a_companion_survives_both_pages_and_the_server_and_not_the_call(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        at.booth.done(set(&call.call, [Companion::WelfareCommissioner])).await;
        let again = city.restarted();
        let address = again.go_live().await;
        let mut booth = Socket::open(address, &at.tablet).await;
        let mut desk = Socket::open(address, &again.person("staff1").await).await;
        for socket in [&mut booth, &mut desk] {
            assert!(socket.call(|_| true).await.companions.contains(&Companion::WelfareCommissioner));
        }
        booth.done(end(&call)).await;
        assert!(desk.call(|call| call.state == CallState::WrapUp).await.companions.is_empty());
    }
}
