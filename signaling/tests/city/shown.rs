//! `[staff] shown_as`: what a resident is told of whom they talk to.

use crate::calls::{Counter, accept, counter};
use crate::harness::{Socket, TestCity, log};
use protocol::call::{CallState, CallView, Invitee, PartyRole};
use protocol::private::Private;
use protocol::signal::ClientMessage;
use signaling::access::RoleGrant;
use signaling::account::{self, NewAccount, Role, ShownAs, demo};
use signaling::audit::Actor;

const CARE: &str = "小倉北区役所 まちづくり推進課（例）";
const CHILDREN: &str = "小倉北区役所 こども家庭課（例）";

/// An officer of こども家庭課 with a 名字 and a seat that stand nowhere else; or without either.
async fn officer(
    city: &TestCity,
    login: &str,
    family_name: Option<&str>,
    seat: Option<&str>,
) -> crate::harness::Client {
    let ward: protocol::id::WardId = "kokurakita".parse().expect("an id");
    let section = Some("kokurakita-kodomo".parse().expect("an id"));
    let plate = |text: &str| text.parse().expect("a plate");
    let new = NewAccount {
        login: login.parse().expect("a login name"),
        name: Private::new("綾小路 九十九".to_owned()),
        family_name: family_name.map(plate),
        seat: seat.map(plate),
        roles: vec![RoleGrant { role: Role::Staff, ward: ward.clone(), section }],
        ward,
        languages: Vec::new(),
        password: Private::new(demo::PASSWORD.to_owned()),
    };
    account::add(&city.app, new, Actor::Operator).await.expect("a new person");
    city.person(login).await
}

/// How the resident is told of everybody but themselves.
fn told(view: &CallView) -> Vec<&str> {
    let others = view.parties.iter().filter(|party| party.role != PartyRole::Resident);
    others.map(|party| party.label.as_str()).collect()
}

fn join(call: &CallView) -> ClientMessage {
    ClientMessage::Join { call: call.call.clone() }
}

fn invite(call: &CallView, whom: Invitee) -> ClientMessage {
    ClientMessage::Invite { call: call.call.clone(), whom }
}

/// A call with an interpreter without a seat, a supervisor who listens, and whom it is handed over to; as the booth sees it
/// at each step.
async fn company(city: &TestCity, at: &mut Counter) -> [CallView; 3] {
    let call = at.accepted().await;
    let mut interpreter = Socket::desk(at.address, &city.person("interpreter1").await).await;
    at.desk.done(invite(&call, Invitee::Interpreter)).await;
    interpreter.done(join(&call)).await;
    at.booth.call(|call| call.parties.len() == 3).await;
    let mut lead = Socket::open(at.address, &city.person("lead1").await).await;
    lead.done(join(&call)).await;
    let listened = at.booth.call(|call| call.parties.len() == 4).await;
    lead.done(ClientMessage::End { call: call.call.clone() }).await;
    let mut next = Socket::desk(at.address, &officer(city, "kodomo8", Some("綾小路"), Some("8番")).await).await;
    let section = "kokurakita-kodomo".parse().expect("an id");
    let hand =
        ClientMessage::Transfer { call: call.call.clone(), section, note: String::new(), declared: false, warm: false };
    at.desk.done(hand).await;
    next.queue(|rows| rows.iter().any(|row| row.ringing)).await;
    next.done(accept(&call)).await;
    let moved = at.booth.call(|call| call.section.as_str() == "kokurakita-kodomo").await;
    [call, listened, moved]
}

/// The label of whoever has the call.
fn desk(view: &CallView) -> &str {
    let desk = view.parties.iter().find(|party| party.role == PartyRole::Staff).expect("a desk");
    &desk.label
}

/// Whether any of these stands anywhere in what a resident's machine is told.
fn tells(views: &[CallView], words: &[&str]) -> bool {
    let text = serde_json::to_string(views).expect("a text");
    words.iter().any(|word| text.contains(word))
}

on_both_databases! {
    async fn by_default_a_seat_is_told_of_everybody_who_comes_in_and_no_name(city: TestCity) {
        let mut at = counter(&city).await;
        let views = company(&city, &mut at).await;
        let [call, listened, moved] = &views;
        assert_eq!(told(call), [format!("{CARE} 3番")]);
        assert_eq!(told(listened), [format!("{CARE} 3番").as_str(), "通訳", "責任者 1番"], "one without a seat has none");
        assert_eq!(desk(moved), format!("{CHILDREN} 8番"));
        assert!(!tells(&views, &["職員", "綾小路", "九十九", "三枝", "九郎"]));
    }

    async fn a_family_name_is_told_where_the_policy_says_so_and_no_seat_or_first_name(city: TestCity) {
        let city = city.configured(|config| config.staff.shown_as = ShownAs::FamilyName);
        let mut at = counter(&city).await;
        let views = company(&city, &mut at).await;
        assert_eq!(told(&views[0]), [format!("{CARE} 職員")]);
        assert_eq!(told(&views[1])[2], "責任者 責任");
        assert_eq!(desk(&views[2]), format!("{CHILDREN} 綾小路"));
        assert!(!tells(&views, &["番\"", "九十九", "一郎", "三枝", "九郎"]));
        // a library's traces show what passes over a socket; they are no level that the configuration names
        let text = log::text();
        let mut lines = text.lines().filter(|line| !line.contains(r#""level":"TRACE""#) || line.contains(r#""target":"signaling"#));
        assert!(lines.all(|line| !line.contains("綾小路")), "a name in the log");
    }

    async fn the_section_alone_is_told_where_the_policy_says_so(city: TestCity) {
        let city = city.configured(|config| config.staff.shown_as = ShownAs::Section);
        let mut at = counter(&city).await;
        let views = company(&city, &mut at).await;
        assert_eq!((told(&views[0]), told(&views[1])), (vec![CARE], vec![CARE, "通訳", "責任者"]));
        assert_eq!(desk(&views[2]), CHILDREN);
        assert!(!tells(&views, &["番\"", "職員", "綾小路"]));
    }

    async fn a_colleague_without_a_seat_is_told_by_the_section_alone(city: TestCity) {
        let mut at = counter(&city).await;
        let call = at.accepted().await;
        let person = officer(&city, "kodomo9", Some("綾小路"), None).await;
        assert!(person.get("/api/session").await.expect(200).json()["shown"].is_null());
        let mut colleague = Socket::desk(at.address, &person).await;
        let whom = Invitee::Section { section: "kokurakita-kodomo".parse().expect("an id") };
        at.desk.done(invite(&call, whom)).await;
        colleague.done(join(&call)).await;
        let seen = at.booth.call(|call| call.parties.len() == 3).await;
        assert_eq!(told(&seen), [format!("{CARE} 3番").as_str(), CHILDREN]);
        assert!(!tells(&[seen], &["綾小路"]));
    }

    async fn a_call_that_outlives_a_restart_is_told_by_the_new_policy(city: TestCity) {
        let city = city.configured(|config| config.staff.shown_as = ShownAs::FamilyName);
        let mut at = counter(&city).await;
        assert_eq!(told(&at.accepted().await), [format!("{CARE} 職員")]);
        let tablet = at.tablet;
        let again = city.configured(|config| config.staff.shown_as = ShownAs::Section);
        let mut booth = Socket::open(again.go_live().await, &tablet.on(&again)).await;
        let view = booth.call(|call| call.state == CallState::Reconnecting).await;
        assert_eq!(told(&view), [CARE]);
    }

    async fn a_person_sees_on_their_own_screen_what_residents_are_told(city: TestCity) {
        let shown = async |city: &TestCity| {
            let staff = city.person("staff1").await;
            staff.get("/api/session").await.expect(200).json()["shown"].clone()
        };
        assert_eq!(shown(&city).await, "3番");
        let city = city.configured(|config| config.staff.shown_as = ShownAs::Section);
        assert!(shown(&city).await.is_null());
    }
}
