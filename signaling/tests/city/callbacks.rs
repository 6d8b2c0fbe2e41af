//! Tickets that are called back, and what a booth sends after the talk.

use crate::calls::{Counter, accept, counter, end, ring, wrap_up, wrap_up_with};
use crate::harness::{Socket, TestCity};
use protocol::call::{CallState, CallView, CloseReason, Outcome, RowKind};
use protocol::id::CallId;
use protocol::signal::{ClientMessage, NOTE_MAX, Rating};
use signaling::account::Role;
use signaling::call::{Event, operate};
use signaling::on;

fn dial(call: &CallId) -> ClientMessage {
    ClientMessage::Dial { call: call.clone() }
}

fn answer(call: &CallId) -> ClientMessage {
    ClientMessage::Answer { call: call.clone() }
}

fn tell(call: &CallId, text: &str) -> ClientMessage {
    ClientMessage::Tell { call: call.clone(), text: text.to_owned(), declared: false }
}

fn rate(call: &CallId, rating: Rating) -> ClientMessage {
    ClientMessage::Rate { call: call.clone(), rating }
}

/// A ticket that nobody answered.
async fn unanswered(city: &TestCity, at: &mut Counter) -> CallView {
    let call = at.ring().await;
    operate::notice(&city.app, &call.call, Event::Unanswered).await;
    at.booth.call(|call| call.state == CallState::Callback).await
}

/// What is written down of a call that is closed.
async fn outcome(city: &TestCity, call: &CallId) -> String {
    let query = "SELECT outcome FROM call WHERE id = $1";
    on!(Db, &city.app.db, |pool| sqlx::query_scalar(query).bind(call.as_str()).fetch_one(pool).await).expect("a row")
}

on_both_databases! {
    async fn nobody_answers_and_an_officer_calls_the_booth_back(city: TestCity) {
        let mut at = counter(&city).await;
        let call = unanswered(&city, &mut at).await;
        assert_eq!(call.number, 1, "its number is kept");
        let is_callback = |kind: &RowKind| matches!(kind, RowKind::Callback { reachable: true, .. });
        at.desk.queue(|rows| rows.iter().any(|row| is_callback(&row.kind))).await;
        assert_eq!(at.desk.refused(accept(&call)).await, "gone");
        assert_eq!(at.booth.refused(answer(&call.call)).await, "wrong-state", "nobody calls");
        assert_eq!(at.booth.refused(dial(&call.call)).await, "forbidden");

        at.desk.done(dial(&call.call)).await;
        at.booth.call(|call| call.state == CallState::Dialling).await;
        assert_eq!(at.booth.refused(ring("r2")).await, "wrong-state", "the booth is called");
        let mut other = Socket::open(at.address, &city.booth("dairi").await).await;
        assert_eq!(other.refused(answer(&call.call)).await, "not-found");
        assert_eq!(at.desk.refused(answer(&call.call)).await, "forbidden");
        at.booth.done(answer(&call.call)).await;
        let accepted = at.desk.call(|call| call.state == CallState::Accepted).await;
        assert_eq!(accepted.parties.len(), 2);
    }

    async fn the_booth_is_anybodys_while_a_callback_waits(city: TestCity) {
        let mut at = counter(&city).await;
        let first = unanswered(&city, &mut at).await;
        at.booth.say(ring("r2")).await;
        let second = at.booth.call(|call| call.state == CallState::Ringing).await;
        assert_eq!(second.number, 2);
        let is_taken = |kind: &RowKind| matches!(kind, RowKind::Callback { reachable: false, .. });
        at.desk.queue(|rows| rows.iter().any(|row| is_taken(&row.kind))).await;
        assert_eq!(at.desk.refused(dial(&first.call)).await, "wrong-state", "the booth is in another call");
        at.booth.makes(end(&second), |call| call.call == first.call).await;
        at.desk.done(dial(&first.call)).await;
        at.booth.makes(end(&first), |call| call.state == CallState::Callback).await;
        at.desk.no_call().await;
        let closed = at.booth.makes(end(&first), |call| call.state == CallState::Closed).await;
        assert_eq!(closed.closed, Some(CloseReason::Abandoned));
    }

    async fn of_two_desks_that_dial_at_once_one_does(city: TestCity) {
        let mut at = counter(&city).await;
        let mut two = Socket::desk(at.address, &city.person("staff2").await).await;
        let call = unanswered(&city, &mut at).await.call;
        for _ in 0..6 {
            let (a, b) = tokio::join!(at.desk.ask(dial(&call)), two.ask(dial(&call)));
            let (winner, lost) = match (a, b) {
                (Ok(_), Err(problem)) => (&mut at.desk, problem),
                (Err(problem), Ok(_)) => (&mut two, problem),
                both => panic!("{both:?}"),
            };
            assert_eq!(lost.code.word(), "taken");
            winner.done(ClientMessage::End { call: call.clone() }).await;
        }
    }

    async fn a_booth_that_is_not_there_is_not_dialled(city: TestCity) {
        let mut at = counter(&city).await;
        let call = unanswered(&city, &mut at).await.call;
        drop(at.booth);
        let is_away = |kind: &RowKind| matches!(kind, RowKind::Callback { reachable: false, .. });
        at.desk.queue(|rows| rows.iter().any(|row| is_away(&row.kind))).await;
        assert_eq!(at.desk.refused(dial(&call)).await, "booth-away");
        let mut admin = Socket::open(at.address, &city.person("admin1").await).await;
        assert_eq!(admin.refused(dial(&call)).await, "forbidden");
        let closed = at.desk.say(wrap_up_with(&call, Outcome::NotConnected)).await;
        at.desk.queue(<[_]>::is_empty).await;
        at.desk.answer(closed).await.expect("it is done");
        assert_eq!(at.desk.refused(dial(&call)).await, "gone");
    }

    async fn a_callback_that_came_to_nothing_is_closed_by_an_officer_of_its_section(city: TestCity) {
        let mut at = counter(&city).await;
        let call = unanswered(&city, &mut at).await.call;
        let row = at.desk.queue(|rows| rows.iter().any(|row| row.call == call)).await.swap_remove(0);
        let close = |outcome| ClientMessage::WrapUp { call: call.clone(), subject: row.subject.clone(), outcome };
        let mut others = [
            (city.person("interpreter1").await, "forbidden"),
            (city.person("staff3").await, "forbidden"),
            (city.hire_in("moji", "moji1", Role::Staff, None).await, "not-found"),
        ];
        for (person, word) in &mut others {
            let mut stranger = Socket::open(at.address, person).await;
            assert_eq!(stranger.refused(close(Outcome::NotConnected)).await, *word);
        }
        assert_eq!(at.booth.refused(close(Outcome::NotConnected)).await, "forbidden");
        assert_eq!(at.desk.refused(close(Outcome::CallBack)).await, "wrong-state", "it waits already");
        at.desk.done(dial(&call)).await;
        assert_eq!(at.desk.refused(close(Outcome::NotConnected)).await, "wrong-state", "while the booth is called");
        at.booth.done(ClientMessage::End { call: call.clone() }).await;

        let mut suzuki = Socket::open(at.address, &city.person("staff2").await).await;
        let closing = suzuki.say(close(Outcome::NotConnected)).await;
        suzuki.queue(<[_]>::is_empty).await;
        suzuki.answer(closing).await.expect("it is done");
        let seen = at.booth.call(|call| call.state == CallState::Closed).await;
        assert_eq!(seen.closed, Some(CloseReason::Unanswered));
        at.desk.queue(<[_]>::is_empty).await;
        assert_eq!(at.desk.refused(close(Outcome::NotConnected)).await, "gone", "once");
        assert_eq!(outcome(&city, &call).await, "not-connected");
    }

    async fn a_promise_to_call_back_is_kept_by_another_officer(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        at.booth.done(end(&call)).await;
        at.desk.done(wrap_up_with(&call.call, Outcome::CallBack)).await;
        let waits = at.booth.call(|call| call.state == CallState::Callback).await;
        assert_eq!((waits.number, waits.epoch), (call.number, 2));
        let mut suzuki = Socket::desk(at.address, &city.person("staff2").await).await;
        suzuki.done(dial(&call.call)).await;
        at.booth.call(|call| call.state == CallState::Dialling).await;
        let again = city.restarted();
        let address = again.go_live().await;
        let mut booth = Socket::open(address, &at.tablet).await;
        assert_eq!(booth.call(|_| true).await.state, CallState::Callback, "a restart hangs up");
        let mut suzuki = Socket::desk(address, &again.person("staff2").await).await;
        suzuki.done(dial(&call.call)).await;
        booth.done(answer(&call.call)).await;
        suzuki.call(|call| call.state == CallState::Accepted).await;
        booth.ask(crate::calls::grant(&call.call, 2)).await.expect("a room of its own");
        booth.done(end(&call)).await;
        suzuki.done(wrap_up(&call.call)).await;
    }

    async fn words_reach_the_booth_that_waits_and_go_with_the_answer(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.ring().await;
        at.desk.done(tell(&call.call, "あと5分ほどで順番です")).await;
        let told = at.booth.call(|call| call.message.is_some()).await;
        assert_eq!(told.message.as_deref(), Some("あと5分ほどで順番です"));
        assert_eq!(at.desk.refused(tell(&call.call, &"あ".repeat(NOTE_MAX + 1))).await, "bad-field");
        assert_eq!(at.desk.refused(tell(&call.call, "1234-5678-9018")).await, "bad-field");
        at.desk.done(ClientMessage::Tell { call: call.call.clone(), text: "1234-5678-9018".into(), declared: true }).await;
        assert_eq!(at.booth.refused(tell(&call.call, "はい")).await, "forbidden");
        let mut ito = Socket::open(at.address, &city.person("interpreter1").await).await;
        assert_eq!(ito.refused(tell(&call.call, "はい")).await, "forbidden");
        at.desk.done(accept(&call)).await;
        assert_eq!(at.booth.call(|call| call.state == CallState::Accepted).await.message, None);
        assert_eq!(at.desk.refused(tell(&call.call, "はい")).await, "wrong-state");
    }

    async fn the_resident_says_once_how_it_was(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        assert_eq!(at.booth.refused(rate(&call.call, Rating::Good)).await, "wrong-state", "while it runs");
        at.desk.done(end(&call)).await;
        at.desk.done(wrap_up(&call.call)).await;
        let mut other = Socket::open(at.address, &city.booth("dairi").await).await;
        assert_eq!(other.refused(rate(&call.call, Rating::Poor)).await, "not-found");
        assert_eq!(at.desk.refused(rate(&call.call, Rating::Good)).await, "forbidden");
        at.booth.done(rate(&call.call, Rating::Good)).await;
        assert_eq!(at.booth.refused(rate(&call.call, Rating::Poor)).await, "wrong-state", "once");
        let unknown = "no-such-call".parse().expect("an id");
        assert_eq!(at.booth.refused(rate(&unknown, Rating::Good)).await, "not-found");
    }
}
