//! 画面をかくす, as far as signaling has a part in it: a desk covers and asks, the resident answers.

use crate::calls::{accept, counter};
use crate::harness::Socket;
use protocol::call::Uncovering;
use protocol::privacy::{CoveredBy, Privacy};
use protocol::signal::ClientMessage;

const BY_DESK: Privacy = Privacy::Covered { by: CoveredBy::Desk };

on_both_databases! {
    async fn a_desk_covers_and_asks_and_the_resident_answers(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let ask = || ClientMessage::AskUncover { call: call.clone() };
        let decline = || ClientMessage::DeclineUncover { call: call.clone() };
        assert_eq!(at.desk.refused(ask()).await, "wrong-state", "there is nothing to lift");
        at.desk.done(ClientMessage::Cover { call: call.clone() }).await;
        at.booth.call(|call| call.privacy == BY_DESK).await;
        assert_eq!(at.booth.refused(decline()).await, "wrong-state", "nobody asked");
        at.desk.done(ask()).await;
        at.booth.call(|call| call.uncovering == Some(Uncovering::Asked)).await;
        at.booth.done(decline()).await;
        let seen = at.desk.call(|call| call.uncovering == Some(Uncovering::Declined)).await;
        assert_eq!(seen.privacy, BY_DESK);
    }

    async fn nobody_but_the_desk_covers_or_asks_and_nobody_but_the_booth_declines(city: TestCity) {
        let mut at = counter(&city).await;
        let ringing = at.ring().await;
        let call = ringing.call.clone();
        let cover = || ClientMessage::Cover { call: call.clone() };
        let ask = || ClientMessage::AskUncover { call: call.clone() };
        let decline = || ClientMessage::DeclineUncover { call: call.clone() };
        assert_eq!(at.desk.refused(cover()).await, "wrong-state", "nobody talks yet");
        at.desk.done(accept(&ringing)).await;
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        for act in [cover(), ask()] {
            assert_eq!(at.booth.refused(act.clone()).await, "forbidden");
            assert_eq!(suzuki.refused(act).await, "not-found", "somebody else's call");
        }
        let mut dairi = Socket::open(at.address, &city.booth("dairi").await).await;
        assert_eq!(at.desk.refused(decline()).await, "forbidden");
        assert_eq!(dairi.refused(decline()).await, "not-found");
        at.booth.done(ClientMessage::End { call: call.clone() }).await;
        for (socket, act) in [(&mut at.desk, cover()), (&mut at.booth, decline())] {
            assert_eq!(socket.refused(act).await, "gone");
        }
    }

    async fn a_cover_survives_the_server(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        at.desk.done(ClientMessage::Cover { call }).await;
        let again = city.restarted();
        let address = again.go_live().await;
        let mut booth = Socket::open(address, &at.tablet).await;
        assert_eq!(booth.call(|_| true).await.privacy, BY_DESK);
    }
}
