//! The queue over `/ws`: what a booth is told before it rings and while it waits, and where a ring goes on.

mod bench;
mod day;
mod days;

use crate::calls::{SITE, accept, counter, ring};
use crate::harness::{PLACES, Socket, TestCity};
use protocol::call::{CallState, Estimate, Prospect, RowKind, WaitStep};
use protocol::signal::{ClientMessage, DeskPresence, PresenceReason, ServerMessage};
use signaling::account::Role;
use signaling::clock::MINUTE;
use signaling::{on, place};

fn ask() -> ClientMessage {
    ask_about("garbage-support")
}

fn ask_about(subject: &str) -> ClientMessage {
    ClientMessage::AskProspect { subject: subject.parse().expect("an id") }
}

/// Whose desk was given which ticket, as it was written down.
async fn assigned(city: &TestCity) -> Vec<String> {
    on!(Db, &city.app.db, |pool| sqlx::query_scalar("SELECT target FROM audit WHERE act = 'call-assigned'")
        .fetch_all(pool)
        .await)
    .expect("rows")
}

impl Socket {
    pub(crate) async fn prospect(&mut self) -> Prospect {
        match self.ask(ask()).await.expect("it is told") {
            ServerMessage::Prospect { prospect, .. } => prospect,
            message => panic!("{message:?}"),
        }
    }

    async fn ping(&mut self) {
        self.frame(0, ClientMessage::Ping).await;
        self.until(|message| matches!(message, ServerMessage::Pong).then_some(())).await;
    }

    /// Waits until the call's ticket has come to a step.
    async fn step(&mut self, step: WaitStep) {
        self.call(|call| call.wait.is_some_and(|wait| wait.step == step)).await;
    }

    /// Waits until something rings at this desk, or nothing does any more.
    async fn rings(&mut self, rings: bool) {
        self.queue(|rows| rows.iter().any(|row| row.ringing) == rings).await;
    }
}

/// Ten seconds pass, so often; who is named is heard in between.
pub(crate) async fn pass(city: &TestCity, times: usize, heard: &mut [&mut Socket]) {
    for _ in 0..times {
        city.wait(10_000);
        for socket in heard.iter_mut() {
            socket.ping().await;
        }
    }
}

/// The booth's site closes half an hour after the morning.
async fn close_at_half_past_nine(city: &TestCity) {
    let mut places: serde_json::Value = serde_json::from_str(PLACES).expect("places");
    let sites = places["sites"].as_array_mut().expect("sites");
    let site = sites.iter_mut().find(|site| site["id"] == SITE).expect("the site");
    site["hours"] = serde_json::json!({ "opens": "09:00", "closes": "09:30" });
    place::seed(&city.app.db, &places.to_string().parse().expect("places")).await.expect("seeded places");
}

on_both_databases! {
    async fn an_unanswered_ring_goes_to_the_supervisor_and_then_on_the_callback_list(city: TestCity) {
        let mut at = counter(&city).await;
        let mut lead = Socket::desk(at.address, &city.person("lead1").await).await;
        at.booth.say(ring("r1")).await;
        at.booth.step(WaitStep::Ringing).await;
        at.desk.rings(true).await;

        pass(&city, 1, &mut [&mut at.booth, &mut at.desk, &mut lead]).await;
        city.wait(10_000);
        at.booth.step(WaitStep::RingingSupervisor).await;
        lead.rings(true).await;
        at.desk.rings(false).await;

        pass(&city, 1, &mut [&mut at.booth, &mut at.desk, &mut lead]).await;
        city.wait(10_000);
        let waits = at.booth.call(|call| call.state == CallState::Callback).await;
        assert_eq!(waits.number, 1, "it keeps its number");
        at.desk.queue(|rows| rows.iter().any(|row| matches!(row.kind, RowKind::Callback { .. }))).await;
        assert_eq!(at.desk.refused(accept(&waits)).await, "gone");
    }

    async fn a_declined_ring_goes_on_and_an_assigned_one_rings_where_it_should(city: TestCity) {
        let mut at = counter(&city).await;
        city.wait(1_000);
        let mut other = Socket::desk(at.address, &city.person("staff2").await).await;
        let mut lead = Socket::open(at.address, &city.person("lead1").await).await;
        let desks = lead.until(|message| match message {
            ServerMessage::Desks { rows } => rows.iter().find(|row| row.name.contains("一郎")).map(|row| row.account.clone()),
            _ => None,
        });
        let first = desks.await;
        let call = at.ring().await.call;
        // the one who has been free longest
        at.desk.rings(true).await;
        at.desk.done(ClientMessage::Decline { call: call.clone() }).await;
        other.rings(true).await;
        let assign = ClientMessage::Assign { call: call.clone(), desk: first.clone() };
        assert_eq!(other.refused(assign.clone()).await, "forbidden");
        assert_eq!(assigned(&city).await, Vec::<String>::new());
        lead.done(assign).await;
        assert_eq!(assigned(&city).await, [format!("call:{call} account:{first}")]);
        at.desk.rings(true).await;
        other.rings(false).await;
    }

    async fn a_desk_that_never_answers_is_away_and_told_why(city: TestCity) {
        let mut at = counter(&city).await;
        let mut second = Socket::open(at.address, &city.booth(SITE).await).await;
        at.booth.done(ring("r1")).await;
        second.done(ring("r2")).await;
        // nobody but this desk: the first ticket is called back, and the second rings
        pass(&city, 1, &mut [&mut at.booth, &mut second, &mut at.desk]).await;
        city.wait(10_000);
        second.step(WaitStep::Ringing).await;
        pass(&city, 1, &mut [&mut at.booth, &mut second, &mut at.desk]).await;
        city.wait(10_000);
        let why = at.desk.until(|message| match message {
            ServerMessage::Presence { presence: DeskPresence::Away, why: Some(why) } => Some(*why),
            _ => None,
        });
        assert_eq!(why.await, PresenceReason::Unanswered);
    }

    async fn a_booth_is_told_how_a_ticket_would_stand(city: TestCity) {
        let mut at = counter(&city).await;
        assert_eq!(at.booth.prospect().await, Prospect::Open { ahead: 0, estimate: Estimate::Now });
        at.accepted().await;
        let mut second = Socket::open(at.address, &city.booth(SITE).await).await;
        let unknown = Prospect::Open { ahead: 0, estimate: Estimate::Unknown { samples: 0 } };
        assert_eq!(second.prospect().await, unknown, "nobody has consulted here yet");
        second.done(ring("r2")).await;
        let mut third = Socket::open(at.address, &city.booth(SITE).await).await;
        assert_eq!(third.prospect().await, Prospect::Full);
        assert_eq!(third.refused(ring("r3")).await, "full");
        assert_eq!(at.desk.refused(ask()).await, "forbidden");
        assert_eq!(third.refused(ask_about("certificates")).await, "not-remote");
        assert_eq!(third.refused(ask_about("nothing")).await, "not-found");
    }

    async fn nobody_gets_a_ticket_where_nobody_is_at_work(city: TestCity) {
        let mut at = counter(&city).await;
        at.desk.done(ClientMessage::SetPresence { presence: DeskPresence::Away }).await;
        assert_eq!(at.booth.prospect().await, Prospect::Nobody);
        assert_eq!(at.booth.refused(ring("r1")).await, "nobody-available");
        let _duty = Socket::desk(at.address, &city.hire("duty1", Role::Staff, None).await).await;
        assert_eq!(at.booth.prospect().await, Prospect::Open { ahead: 0, estimate: Estimate::Now });
        at.ring().await;
    }

    async fn nobody_gets_a_ticket_whose_turn_would_come_after_closing(city: TestCity) {
        close_at_half_past_nine(&city).await;
        let mut at = counter(&city).await;
        at.accepted().await;
        let mut second = Socket::open(at.address, &city.booth(SITE).await).await;
        assert!(matches!(second.prospect().await, Prospect::Open { .. }), "the talk is over in twenty minutes");
        let third = city.booth(SITE).await;
        city.wait(15 * MINUTE);
        let mut booth = Socket::open(at.address, &third).await;
        assert!(matches!(booth.prospect().await, Prospect::Closing { opens_at: Some(_) }));
        assert_eq!(booth.refused(ring("r3")).await, "closing");
        city.wait(15 * MINUTE);
        let mut booth = Socket::open(at.address, &third).await;
        assert!(matches!(booth.prospect().await, Prospect::Closed { opens_at: Some(_) }));
        assert_eq!(booth.refused(ring("r3")).await, "closing");
    }
}
