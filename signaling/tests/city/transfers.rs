//! A call is held, and handed over to another section.

use crate::calls::{Counter, accept, counter, end, wrap_up};
use crate::harness::{Socket, TestCity};
use protocol::call::{CallState, CallView, Handed, PartyRole, Presence, RowKind, TransferStage, Unreached};
use protocol::id::CallId;
use protocol::signal::{ClientMessage, DeskPresence, NOTE_MAX, ServerMessage};
use signaling::account::Role;
use signaling::on;

const CHILDREN: &str = "kokurakita-kodomo";

fn hold(call: &CallId, held: bool) -> ClientMessage {
    ClientMessage::Hold { call: call.clone(), held }
}

fn transfer(call: &CallId, section: &str, warm: bool) -> ClientMessage {
    noted(call, section, warm, "児童手当も聞きたいとのこと")
}

fn noted(call: &CallId, section: &str, warm: bool, note: &str) -> ClientMessage {
    let section = section.parse().expect("an id");
    ClientMessage::Transfer { call: call.clone(), section, note: note.to_owned(), declared: false, warm }
}

fn complete(call: &CallId) -> ClientMessage {
    ClientMessage::CompleteTransfer { call: call.clone() }
}

fn cancel(call: &CallId) -> ClientMessage {
    ClientMessage::CancelTransfer { call: call.clone() }
}

/// An officer of the section of children who is 対応可.
async fn children(city: &TestCity, at: &Counter) -> Socket {
    Socket::desk(at.address, &city.person("staff3").await).await
}

/// A call that rings at the section of children, as its officer sees it.
async fn handed(at: &mut Counter, to: &mut Socket, warm: bool) -> CallView {
    let call = at.accepted().await;
    at.desk.done(transfer(&call.call, CHILDREN, warm)).await;
    let rows = to.queue(|rows| rows.iter().any(|row| row.call == call.call)).await;
    let RowKind::Transfer { from, note, warm: said } = &rows[0].kind else { panic!("{rows:?}") };
    assert_eq!((from.as_str(), note.as_str(), *said), (call.section_name.as_str(), "児童手当も聞きたいとのこと", warm));
    call
}

on_both_databases! {
    async fn a_hold_is_seen_by_both_and_is_the_desks_alone(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        let since = at.desk.makes(hold(&call, true), |call| call.held_since.is_some()).await.held_since;
        at.desk.done(hold(&call, true)).await;
        assert_eq!(at.booth.call(|call| call.held_since.is_some()).await.held_since, since);
        assert_eq!(at.booth.refused(hold(&call, false)).await, "forbidden");
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        assert_eq!(suzuki.refused(hold(&call, false)).await, "not-found");
        at.desk.done(hold(&call, false)).await;
        at.booth.call(|call| call.held_since.is_none()).await;
        at.desk.done(hold(&call, true)).await;
        at.booth.done(ClientMessage::End { call: call.clone() }).await;
        assert_eq!(at.desk.refused(hold(&call, false)).await, "gone");
    }

    async fn a_transfer_goes_to_another_section_of_the_ward_that_answers(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await.call;
        assert_eq!(at.desk.refused(transfer(&call, "no-such-section", false)).await, "not-found");
        assert_eq!(at.desk.refused(transfer(&call, "moji-kodomo", false)).await, "not-found", "another ward's");
        assert_eq!(at.desk.refused(transfer(&call, "kokurakita-machi", false)).await, "wrong-state", "to oneself");
        assert_eq!(at.desk.refused(transfer(&call, CHILDREN, false)).await, "nobody-available");
        let mut officer = Socket::open(at.address, &city.person("staff3").await).await;
        assert_eq!(at.desk.refused(transfer(&call, CHILDREN, false)).await, "nobody-available", "at the desk, and 離席");
        officer.done(ClientMessage::SetPresence { presence: DeskPresence::Available }).await;
        let long = "あ".repeat(NOTE_MAX + 1);
        assert_eq!(at.desk.refused(noted(&call, CHILDREN, false, &long)).await, "bad-field");
        assert_eq!(at.desk.refused(noted(&call, CHILDREN, false, "番号は１２３４ ５６７８ ９０１８")).await, "bad-field");
        assert_eq!(at.booth.refused(transfer(&call, CHILDREN, false)).await, "forbidden");
        assert_eq!(officer.refused(transfer(&call, CHILDREN, false)).await, "forbidden", "a call of another section");
        assert_eq!(at.desk.refused(complete(&call)).await, "wrong-state");
        at.desk.done(noted(&call, CHILDREN, false, &"あ".repeat(NOTE_MAX))).await;
        assert_eq!(at.desk.refused(transfer(&call, CHILDREN, false)).await, "wrong-state", "one at a time");
        assert_eq!(at.desk.refused(hold(&call, false)).await, "wrong-state", "held as long as it rings");
        at.desk.done(cancel(&call)).await;
        assert_eq!(at.desk.refused(cancel(&call)).await, "wrong-state");
    }

    async fn a_cold_transfer_moves_the_call_and_frees_the_desk(city: TestCity) {
        let mut at = counter(&city).await;
        let mut officer = children(&city, &at).await;
        let call = handed(&mut at, &mut officer, false).await;
        let shown = at.booth.call(|call| call.transfer.is_some()).await;
        assert!(shown.held_since.is_some() && shown.transfer.is_some_and(|t| t.stage == TransferStage::Ringing));
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        assert_eq!(suzuki.refused(accept(&call)).await, "forbidden", "it rings elsewhere");

        officer.done(accept(&call)).await;
        at.desk.no_call().await;
        let moved = at.booth.call(|call| call.section.as_str() == CHILDREN).await;
        assert_eq!((moved.number, moved.held_since, &moved.transfer, moved.receipt), (call.number, None, &None, None));
        let staff: Vec<_> = moved.parties.iter().filter(|party| party.role == PartyRole::Staff).collect();
        assert_eq!((staff.len(), &staff[0].label), (1, &format!("{} 7番", moved.section_name)));
        assert_eq!(at.desk.refused(hold(&call.call, true)).await, "forbidden", "no more its call");
        at.booth.done(end(&call)).await;
        officer.call(|call| call.state == CallState::WrapUp).await;
        officer.is_free(wrap_up(&call.call)).await;
        let acts: Vec<String> = on!(Db, &city.app.db, |pool| sqlx::query_scalar(
            "SELECT act FROM audit WHERE target = $1 ORDER BY seq"
        ).bind(format!("call:{}", call.call)).fetch_all(pool).await).expect("rows");
        assert_eq!(acts, ["call-rang", "call-accepted", "transfer-begun", "call-accepted", "call-ended", "call-wrapped-up"]);
    }

    async fn of_two_that_accept_a_transfer_at_once_one_wins(city: TestCity) {
        let mut at = counter(&city).await;
        let mut one = children(&city, &at).await;
        let mut two = Socket::desk(at.address, &city.hire("kodomo2", Role::Staff, Some(CHILDREN)).await).await;
        let call = handed(&mut at, &mut one, true).await;
        for round in 0..6 {
            let (a, b) = if round % 2 == 0 {
                tokio::join!(one.ask(accept(&call)), two.ask(accept(&call)))
            } else {
                let (b, a) = tokio::join!(two.ask(accept(&call)), one.ask(accept(&call)));
                (a, b)
            };
            let (lost, winner) = match (a, b) {
                (Ok(_), Err(problem)) => (problem, "職員 八重（例）"),
                (Err(problem), Ok(_)) => (problem, "応援 十和（例）"),
                both => panic!("round {round}: {both:?}"),
            };
            assert_eq!(lost.code.word(), "taken");
            assert_eq!(lost.taken_by.as_deref(), Some(winner));
            at.desk.done(cancel(&call.call)).await;
            at.desk.done(transfer(&call.call, CHILDREN, true)).await;
        }
    }

    async fn in_a_warm_transfer_the_two_talk_and_the_call_may_go_back(city: TestCity) {
        let mut at = counter(&city).await;
        let mut officer = children(&city, &at).await;
        let call = handed(&mut at, &mut officer, true).await;
        officer.done(accept(&call)).await;
        let shown = at.booth.call(|call| call.parties.len() == 3).await;
        assert_eq!(shown.transfer.map(|transfer| transfer.stage), Some(TransferStage::Consulting));
        assert_eq!(shown.parties[2].role, PartyRole::Colleague);
        officer.ask(crate::calls::grant(&call.call, 1)).await.expect("a grant");
        assert_eq!(officer.refused(complete(&call.call)).await, "forbidden", "it is not theirs yet");
        at.desk.is_free(complete(&call.call)).await;
        at.booth.call(|call| call.section.as_str() == CHILDREN && call.held_since.is_none()).await;

        officer.done(transfer(&call.call, "kokurakita-machi", false)).await;
        at.desk.done(accept(&call)).await;
        officer.no_call().await;
        let back = at.booth.call(|call| call.section.as_str() == "kokurakita-machi").await;
        assert_eq!(back.parties.len(), 3, "the same parties");
        assert_eq!((back.parties[1].role, back.parties[1].presence), (PartyRole::Staff, Presence::Awaited));
    }

    async fn a_note_goes_with_the_call_to_whoever_receives_it_and_outlasts_a_reload(city: TestCity) {
        let mut at = counter(&city).await;
        let mut officer = children(&city, &at).await;
        let call = handed(&mut at, &mut officer, true).await;
        let note = Some(Handed { from: call.section_name.clone(), note: "児童手当も聞きたいとのこと".to_owned() });
        assert_eq!(officer.makes(accept(&call), |call| call.transfer.is_some()).await.handed, note, "while they talk");
        assert_eq!(at.desk.call(|call| call.parties.len() == 3).await.handed, None, "who wrote it knows it");
        at.desk.is_free(complete(&call.call)).await;
        let moved = at.booth.call(|call| call.section.as_str() == CHILDREN).await;
        assert_eq!(moved.handed, None, "nothing of it for the resident");

        let again = city.restarted();
        let address = again.go_live().await;
        let mut officer = Socket::open(address, &again.person("staff3").await).await;
        assert_eq!(officer.call(|_| true).await.handed, note, "a page, or a server, that is new");
        assert_eq!(officer.makes(end(&moved), |call| call.state == CallState::WrapUp).await.handed, None);
        let talk: Vec<Option<String>> = on!(Db, &city.app.db, |pool| sqlx::query_scalar("SELECT talk FROM call")
            .fetch_all(pool).await).expect("rows");
        assert_eq!(talk, [None], "gone with the call");
    }

    async fn a_transfer_without_a_note_brings_none_of_the_one_before(city: TestCity) {
        let mut at = counter(&city).await;
        let mut officer = children(&city, &at).await;
        let call = handed(&mut at, &mut officer, false).await;
        assert!(officer.makes(accept(&call), |call| call.section.as_str() == CHILDREN).await.handed.is_some());
        at.desk.no_call().await;
        officer.done(noted(&call.call, "kokurakita-machi", false, "")).await;
        let back = at.desk.makes(accept(&call), |call| call.section.as_str() == "kokurakita-machi").await;
        assert_eq!(back.handed, None);
    }

    async fn a_transfer_that_nobody_takes_comes_back(city: TestCity) {
        let mut at = counter(&city).await;
        let mut officer = children(&city, &at).await;
        let call = handed(&mut at, &mut officer, true).await;
        let decline = ClientMessage::Decline { call: call.call.clone() };
        let mut admin = Socket::open(at.address, &city.person("admin1").await).await;
        let elsewhere = city.hire_in("moji", "moji1", Role::Staff, Some("moji-kodomo")).await;
        let mut elsewhere = Socket::desk(at.address, &elsewhere).await;
        assert_eq!(admin.refused(decline.clone()).await, "forbidden");
        assert_eq!(elsewhere.refused(decline.clone()).await, "not-found");
        assert_eq!(elsewhere.refused(accept(&call)).await, "not-found");
        assert_eq!(at.booth.refused(decline.clone()).await, "forbidden");
        officer.done(decline.clone()).await;
        let back = at.desk.call(|call| call.unreached.is_some()).await;
        assert_eq!((back.unreached, back.transfer, back.held_since), (Some(Unreached::Declined), None, None));
        assert_eq!(at.booth.call(|call| call.transfer.is_none()).await.unreached, None, "the resident is not told");
        assert_eq!(officer.refused(decline).await, "wrong-state");
        assert_eq!(officer.refused(accept(&call)).await, "forbidden");
    }

    async fn a_restart_in_the_middle_keeps_the_transfer_and_the_hold(city: TestCity) {
        let mut at = counter(&city).await;
        let mut officer = children(&city, &at).await;
        let call = handed(&mut at, &mut officer, true).await;
        let again = city.restarted();
        let address = again.go_live().await;
        let mut officer = Socket::desk(address, &again.person("staff3").await).await;
        let mut desk = Socket::desk(address, &again.person("staff1").await).await;
        let rows = officer.queue(|rows| !rows.is_empty()).await;
        assert!(matches!(rows[0].kind, RowKind::Transfer { warm: true, .. }), "{rows:?}");
        assert_eq!(officer.refused(accept(&call)).await, "gone", "the old epoch");
        officer.done(ClientMessage::Accept { call: call.call.clone(), epoch: 2 }).await;

        let third = again.restarted();
        let address = third.go_live().await;
        let mut booth = Socket::open(address, &at.tablet).await;
        let seen = booth.call(|_| true).await;
        assert_eq!(seen.transfer.map(|transfer| transfer.stage), Some(TransferStage::Consulting));
        assert!(seen.held_since.is_some() && seen.state == CallState::Reconnecting);
        drop(desk);
        desk = Socket::desk(address, &third.person("staff1").await).await;
        let done = desk.ask(complete(&call.call)).await;
        assert!(matches!(done, Ok(ServerMessage::Done { .. })), "{done:?}");
        booth.call(|call| call.section.as_str() == CHILDREN).await;
    }
}
