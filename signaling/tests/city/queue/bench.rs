//! Figures of the queue, by `make bench-queue`: a race of desks for a ticket through the real database, how often the
//! told wait was right, and how soon every desk knows of a change in a full ward.

use super::day::{Day, Plan};
use crate::calls::SITE;
use crate::harness::TestCity;
use protocol::call::Outcome;
use protocol::id::{BoothId, PartyId, SubjectId};
use protocol::place::{Identity, Language};
use protocol::private::Private;
use protocol::signal::{ClientMessage, DeskPresence, ServerMessage};
use serde::Serialize;
use signaling::access::{AccountCaller, BoothCaller, Caller, Pass, RoleGrant};
use signaling::account::{self, NewAccount, Role};
use signaling::audit::Actor;
use signaling::call::operate::{self, Ring};
use signaling::call::{Call, Event, Limits, Seat, Ticket, acts};
use signaling::clock::{HOUR, Millis, SECOND};
use signaling::hub::{Act, Hub, Input, SocketId};
use signaling::queue::estimate::{Forecast, Tail};
use signaling::queue::line::{Desk, Posts, Standing};
use signaling::queue::record::Record;
use signaling::queue::ring::Patience;
use std::time::Instant;
use tokio::task::JoinSet;

const RIVALS: usize = 50;
const RACES: usize = 1_000;
const DAYS: u64 = 2_000;
const WAITING: u32 = 2_000;
const DESKS: u32 = 200;
const SECTIONS: u32 = 10;
const UPDATES: u32 = 200;
const WARD: &str = "kokurakita";
const NOW: Millis = 1_795_309_200_000;

/// As the `bench` crate writes it.
#[derive(Serialize)]
struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<f64>,
    note: String,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a bench: make bench-queue"]
async fn bench_queue() {
    let figures = [race().await, coverage(), updates()];
    for Figure { name, value, unit, goal, .. } in &figures {
        let wish = goal.map(|goal| format!("  (goal {goal})")).unwrap_or_default();
        println!("{name:<44} {value:>12.3} {unit:<8}{wish}");
    }
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&directory).expect("a directory");
    let json = serde_json::to_string_pretty(&figures).expect("plain values serialise");
    std::fs::write(directory.join("queue.json"), json + "\n").expect("written");
}

/// Desks accept one ticket at the same moment, again and again.
async fn race() -> Figure {
    let city = TestCity::on_sqlite().await;
    tokio::spawn(signaling::hub::task::run(city.app.clone()));
    let mut rivals = Vec::new();
    for n in 0..RIVALS {
        rivals.push(officer(&city, n).await);
    }
    let booth = booth(&city).await;
    let tail = somebody_is_free();
    let subject: SubjectId = "garbage-support".parse().expect("an id");
    let mut won = 0;
    for n in 0..RACES {
        let request = format!("race-{n}").parse().expect("an id");
        let (about, language) = (subject.clone(), Language::Ja);
        let asked = Ring { request, subject: about, language, booking: None, screened: None, disagrees: false };
        let ring = operate::ring(&city.app, &booth, asked, &tail).await;
        let call = ring.expect("it rings").ticket.call;
        let mut running = JoinSet::new();
        for rival in rivals.iter().cloned() {
            let (app, message) = (city.app.clone(), ClientMessage::Accept { call: call.clone(), epoch: 1 });
            running.spawn(async move { (rival.clone(), acts::carry_out(&app, act(rival, message)).await) });
        }
        let mut winners = Vec::new();
        for (rival, answer) in running.join_all().await {
            match answer {
                ServerMessage::Done { .. } => winners.push(rival),
                ServerMessage::Refused { problem, .. } => assert_eq!(problem.code.word(), "taken"),
                other => panic!("{other:?}"),
            }
        }
        won += winners.len();
        let desk = winners.pop().expect("somebody wins");
        let (end, subject) = (ClientMessage::End { call: call.clone() }, subject.clone());
        for message in [end, ClientMessage::WrapUp { call, subject, outcome: Outcome::Solved }] {
            let answer = acts::carry_out(&city.app, act(desk.clone(), message)).await;
            assert!(matches!(answer, ServerMessage::Done { .. }), "{answer:?}");
        }
    }
    Figure {
        name: "queue.accept_race.winners_per_ticket",
        value: ratio(won, RACES),
        unit: "desks",
        goal: Some(1.0),
        note: format!("{RIVALS} desks accept one ticket at once, {RACES} times, in SQLite"),
    }
}

fn coverage() -> Figure {
    let (mut held, mut told) = (0, 0);
    for day in (0..DAYS).map(|seed| Day::play(seed, Plan::Steady)) {
        told += day.told.len();
        held += day.ranges_that_held();
    }
    Figure {
        name: "queue.wait_range_coverage",
        value: ratio(held, told),
        unit: "share",
        goal: Some(0.75),
        note: format!("of {told} waits told as a range on {DAYS} simulated days with stationary demand"),
    }
}

/// From a change to the last word to the last desk.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn updates() -> Figure {
    let mut hub = Hub::new(Limits::default(), Patience::default());
    for n in 0..DESKS {
        let (socket, token) = (SocketId(u64::from(n)), format!("desk-{n}").parse().expect("an id"));
        let caller = Caller::Account(person(&format!("desk-{n}"), &section(n)));
        hub.handle(Input::Hello { socket, caller, resume: None, token }, NOW);
        let message = ClientMessage::SetPresence { presence: DeskPresence::Available };
        hub.handle(Input::Frame { socket, id: 1, message }, NOW);
    }
    for n in 0..WAITING {
        hub.handle(Input::Call(Box::new(waiting(n))), NOW);
    }
    let mut took = Vec::new();
    for n in 0..UPDATES {
        let now = NOW + Millis::from(n) * SECOND;
        let desk: protocol::id::AccountId = format!("desk-{}", n % DESKS).parse().expect("an id");
        let accept = Event::Accept { epoch: 1, desk: desk.clone(), party: party(n, "staff") };
        let accepted = waiting(n).step(accept, &Limits::default(), now).expect("it waits");
        let end = Event::End { seat: Seat::Account(desk) };
        let ended = accepted.clone().step(end, &Limits::default(), now).expect("it runs");
        for change in [accepted, ended, waiting(WAITING + n)] {
            let before = Instant::now();
            hub.handle(Input::Call(Box::new(change)), now);
            took.push(before.elapsed());
        }
    }
    took.sort_unstable();
    Figure {
        name: "queue.update_ms.p99",
        value: took[took.len() * 99 / 100].as_secs_f64() * 1_000.0,
        unit: "ms",
        goal: None,
        note: format!(
            "{WAITING} waiting tickets, {DESKS} connected desks in {SECTIONS} sections of one ward, no booth connected; {} changes, unoptimised",
            took.len()
        ),
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).expect("a count"));
    number(part) / number(whole)
}

fn act(caller: Caller, message: ClientMessage) -> Act {
    let place = "place".parse().expect("an id");
    Act { place, id: 1, caller, message, available: Vec::new(), tail: Tail::default(), booth_here: false }
}

async fn officer(city: &TestCity, n: usize) -> Caller {
    let login = format!("rival{n}");
    let mut person = person(&login, "kokurakita-machi");
    let new = NewAccount {
        login: login.parse().expect("a login name"),
        name: person.name.clone(),
        family_name: None,
        seat: None,
        ward: person.ward.clone(),
        roles: person.roles.clone(),
        languages: Vec::new(),
        password: Private::new(account::demo::PASSWORD.to_owned()),
    };
    person.account = account::add(&city.app, new, Actor::Operator).await.expect("a new person");
    Caller::Account(person)
}

async fn booth(city: &TestCity) -> BoothCaller {
    let tablet = city.booth(SITE).await;
    let info = tablet.get("/api/booth").await.json();
    let booth: BoothId = info["booth"].as_str().expect("an id").parse().expect("an id");
    let pass = Pass::Session("session".parse().expect("an id"));
    BoothCaller { booth, site: SITE.parse().expect("an id"), ward: WARD.parse().expect("an id"), pass }
}

fn somebody_is_free() -> Tail {
    let desk = Desk {
        account: "duty".parse().expect("an id"),
        posts: Posts { staff: vec![None], supervisor: Vec::new() },
        languages: Vec::new(),
        served: 0,
        standing: Standing::Free { since: NOW },
    };
    Forecast::play(&[], &[desk], |_| Record::NONE, NOW).tail().clone()
}

fn person(name: &str, section: &str) -> AccountCaller {
    let (ward, section) = (WARD.parse().expect("an id"), Some(section.parse().expect("an id")));
    AccountCaller {
        session: name.parse().expect("an id"),
        account: name.parse().expect("an id"),
        name: Private::new("佐藤（例）".to_owned()),
        ward: WARD.parse().expect("an id"),
        roles: vec![RoleGrant { role: Role::Staff, ward, section }],
        languages: Vec::new(),
    }
}

fn section(n: u32) -> String {
    format!("section-{}", n % SECTIONS)
}

fn party(n: u32, role: &str) -> PartyId {
    format!("{role}-{n}").parse().expect("an id")
}

fn waiting(n: u32) -> Call {
    let id = |kind: &str| format!("{kind}-{n}");
    let ticket = Ticket {
        call: id("call").parse().expect("an id"),
        ward: WARD.parse().expect("an id"),
        booth: id("booth").parse().expect("an id"),
        request: id("request").parse().expect("an id"),
        number: n + 1,
        subject: "garbage-support".parse().expect("an id"),
        subject_name: "ごみ出し支援".to_owned(),
        site: SITE.parse().expect("an id"),
        site_name: "小倉中央市民センター".to_owned(),
        section: section(n).parse().expect("an id"),
        section_name: "まちづくり推進課（例）".to_owned(),
        language: Language::Ja,
        identity_needed: Identity::SelfStated,
        form: None,
        rang_at: NOW + Millis::from(n),
        booked_at: None,
        screened: None,
        kept_until: NOW + 14 * HOUR,
    };
    Call::ring(ticket, party(n, "resident"))
}
