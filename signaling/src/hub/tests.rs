//! Stories of a ward: a hub, its clients, and a database that does what it is told at once.

use super::*;
use crate::access::{BoothCaller, RoleGrant};
use crate::account::Role;
use crate::call::sample::{self, NOW};
use protocol::call::{CallState, CallView, Invitee, QueueRow, RowKind};
use protocol::place::Language;
use protocol::private::Private;
use protocol::problem::Code;
use std::collections::BTreeMap;

/// The sections of the ward.
fn almanac() -> Almanac {
    let ward: WardId = "kokurakita".parse().expect("an id");
    let sections = [("kokurakita-care", "高齢者支援係"), ("kokurakita-kodomo", "こども家庭課")];
    let sections = sections.map(|(id, name)| (id.parse().expect("an id"), name.to_owned()));
    Almanac { sections: [(ward, sections.to_vec())].into(), ..Almanac::default() }
}

struct Ward {
    hub: Hub,
    now: Millis,
    sockets: u64,
    heard: BTreeMap<SocketId, Vec<ServerMessage>>,
    closed: BTreeMap<SocketId, Bye>,
    acts: Vec<Act>,
    steps: Vec<(CallId, Event)>,
    media: Vec<Command>,
}

impl Ward {
    fn new() -> Self {
        let mut hub = Hub::new(Limits::default(), Patience::default());
        hub.handle(Input::Almanac(Box::new(almanac())), NOW);
        Self {
            hub,
            now: NOW,
            sockets: 0,
            heard: BTreeMap::new(),
            closed: BTreeMap::new(),
            acts: Vec::new(),
            steps: Vec::new(),
            media: Vec::new(),
        }
    }

    fn tell(&mut self, input: Input) {
        for output in self.hub.handle(input, self.now) {
            match output {
                Output::Send { socket, message } => self.heard.entry(socket).or_default().push(message),
                Output::Close { socket, why } => drop(self.closed.insert(socket, why)),
                Output::Act(act) => self.acts.push(*act),
                Output::Step { call, event } => self.steps.push((call, event)),
                Output::Media(command) => self.media.push(command),
            }
        }
    }

    fn connect(&mut self, caller: &Caller, resume: Option<&ResumeToken>) -> SocketId {
        self.sockets += 1;
        let socket = SocketId(self.sockets);
        let token = format!("token-{}", self.sockets).parse().expect("an id");
        self.tell(Input::Hello { socket, caller: caller.clone(), resume: resume.cloned(), token });
        socket
    }

    fn desk(&mut self, name: &str) -> SocketId {
        let socket = self.connect(&person(name, Role::Staff, None), None);
        self.say(socket, 1, ClientMessage::SetPresence { presence: DeskPresence::Available });
        socket
    }

    fn booth(&mut self) -> SocketId {
        self.connect(&booth("booth"), None)
    }

    fn say(&mut self, socket: SocketId, id: u32, message: ClientMessage) {
        self.tell(Input::Frame { socket, id, message });
    }

    fn ring(&mut self, socket: SocketId, id: u32) {
        let subject = "garbage-support".parse().expect("an id");
        let request = "request".parse().expect("an id");
        self.say(
            socket,
            id,
            ClientMessage::Ring {
                request,
                subject,
                language: Language::Ja,
                booking: None,
                screened: None,
                disagrees: false,
            },
        );
    }

    /// What the database makes of the oldest act.
    fn answer(&mut self, answer: ServerMessage) {
        let act = self.acts.remove(0);
        self.tell(Input::Answered { place: act.place, id: act.id, answer });
    }

    fn fact(&mut self, call: &Call) {
        self.tell(Input::Call(Box::new(call.clone())));
    }

    /// Time passes; those who are named keep their lease.
    fn pass(&mut self, seconds: i64, pinging: &[SocketId]) {
        for _ in 0..seconds {
            self.now += SECOND;
            for socket in pinging {
                self.say(*socket, 0, ClientMessage::Ping);
            }
            self.tell(Input::Tick);
        }
    }

    fn last<T>(&self, socket: SocketId, pick: impl Fn(&ServerMessage) -> Option<T>) -> Option<T> {
        self.heard.get(&socket)?.iter().rev().find_map(pick)
    }

    fn call(&self, socket: SocketId) -> Option<CallView> {
        self.last(socket, |m| if let ServerMessage::Call { call } = m { Some(call.clone()) } else { None }).flatten()
    }

    fn presence(&self, socket: SocketId) -> Option<DeskPresence> {
        self.last(socket, |m| if let ServerMessage::Presence { presence, .. } = m { Some(*presence) } else { None })
    }

    fn queue(&self, socket: SocketId) -> Vec<QueueRow> {
        self.last(socket, |m| if let ServerMessage::Queue { rows } = m { Some(rows.clone()) } else { None })
            .unwrap_or_default()
    }

    fn rings(&self, socket: SocketId) -> bool {
        self.queue(socket).iter().any(|row| row.ringing)
    }

    fn welcome(&self, socket: SocketId) -> (ResumeToken, bool, u32) {
        let pick = |m: &ServerMessage| match m {
            ServerMessage::Welcome { resume, resumed, handled, .. } => Some((resume.clone(), *resumed, *handled)),
            _ => None,
        };
        self.last(socket, pick).expect("it was welcomed")
    }

    fn answers(&self, socket: SocketId, id: u32) -> usize {
        let answers = |m: &&ServerMessage| match m {
            ServerMessage::Done { id: n } | ServerMessage::Rang { id: n, .. } => *n == id,
            ServerMessage::Refused { id: n, .. } => *n == Some(id),
            _ => false,
        };
        self.heard.get(&socket).map_or(0, |heard| heard.iter().filter(answers).count())
    }
}

fn person(name: &str, role: Role, section: Option<&str>) -> Caller {
    let ward: WardId = "kokurakita".parse().expect("an id");
    let section = section.map(|section| section.parse().expect("an id"));
    Caller::Account(AccountCaller {
        session: name.parse().expect("an id"),
        account: sample::account(name),
        name: Private::new("佐藤（例）".to_owned()),
        ward: ward.clone(),
        roles: vec![RoleGrant { role, ward, section }],
        languages: Vec::new(),
    })
}

fn booth(name: &str) -> Caller {
    Caller::Booth(BoothCaller {
        booth: name.parse().expect("an id"),
        site: "kokura-chuo".parse().expect("an id"),
        ward: "kokurakita".parse().expect("an id"),
        pass: Pass::Session(name.parse().expect("an id")),
    })
}

mod office;
mod rings;

fn step(call: &Call, event: Event) -> Call {
    call.clone().step(event, &Limits::default(), NOW).expect("the event applies")
}

#[test]
fn a_ring_reaches_the_desks_of_its_section_that_are_available() {
    let mut ward = Ward::new();
    let (sato, booth) = (ward.desk("sato"), ward.booth());
    let away = ward.connect(&person("away", Role::Staff, None), None);
    let elsewhere = ward.connect(&person("tax", Role::Staff, Some("kokurakita-tax")), None);
    ward.say(elsewhere, 1, ClientMessage::SetPresence { presence: DeskPresence::Available });
    ward.ring(booth, 1);
    let seats = |section: &str| ward.acts[0].tail.spot(&section.parse().expect("an id")).seats;
    assert_eq!([seats("kokurakita-care"), seats("kokurakita-tax")], [1, 2], "who is away is not counted on");
    ward.fact(&sample::ringing());
    assert!(ward.rings(sato));
    assert!(!ward.rings(away) && ward.queue(away).len() == 1, "who is away sees the row only");
    assert_eq!(ward.queue(elsewhere), [], "another section's business");
    assert_eq!(ward.call(booth).map(|call| call.state), Some(CallState::Ringing));
}

#[test]
fn the_accept_takes_the_row_away_and_the_end_leaves_a_wrap_up() {
    let mut ward = Ward::new();
    let (sato, suzuki, booth) = (ward.desk("sato"), ward.desk("suzuki"), ward.booth());
    ward.fact(&sample::ringing());
    let accepted = sample::accepted();
    ward.fact(&accepted);
    assert_eq!(
        (ward.presence(sato), ward.presence(suzuki)),
        (Some(DeskPresence::InCall), Some(DeskPresence::Available))
    );
    assert_eq!(ward.queue(suzuki), []);
    assert!(matches!(ward.media[..], [Command::Open { .. }]));
    let ended = step(&accepted, Event::End { seat: sample::booth() });
    ward.fact(&ended);
    let shown: Vec<_> = ward.heard[&booth]
        .iter()
        .filter_map(|m| {
            if let ServerMessage::Call { call } = m { Some(call.as_ref().map(|call| call.state)) } else { None }
        })
        .collect();
    let states = [None, Some(CallState::Ringing), Some(CallState::Accepted), Some(CallState::Closed), None];
    assert_eq!(shown, states, "closed once, then nothing");
    assert_eq!(ward.presence(sato), Some(DeskPresence::WrapUp));
    assert_eq!(ward.call(sato).map(|call| call.state), Some(CallState::WrapUp));
    let outcome = protocol::call::Outcome::Solved;
    let subject = ended.ticket.subject.clone();
    ward.fact(&step(&ended, Event::WrapUp { desk: sample::account("sato"), subject, outcome }));
    assert_eq!((ward.presence(sato), ward.call(sato)), (Some(DeskPresence::Available), None));
}

#[test]
fn an_older_fact_changes_nothing() {
    let mut ward = Ward::new();
    let booth = ward.booth();
    ward.fact(&sample::accepted());
    ward.fact(&sample::ringing());
    assert_eq!(ward.call(booth).map(|call| call.state), Some(CallState::Accepted));
    assert_eq!(ward.media.len(), 1);
}

#[test]
fn a_resumed_frame_is_handled_once_and_answered_from_memory() {
    let mut ward = Ward::new();
    ward.desk("sato");
    let first = ward.booth();
    ward.ring(first, 1);
    ward.tell(Input::Dropped { socket: first });
    let rang = ServerMessage::Rang { id: 1, call: sample::ringing().ticket.call };
    ward.answer(rang.clone());
    let (token, ..) = ward.welcome(first);
    let second = ward.connect(&booth("booth"), Some(&token));
    assert_eq!(ward.welcome(second), (token, true, 1));
    ward.ring(second, 1);
    assert!(ward.acts.is_empty(), "not carried out again");
    assert_eq!(ward.heard[&second].last(), Some(&rang));
}

#[test]
fn frames_of_one_place_take_turns() {
    let mut ward = Ward::new();
    let booth = ward.booth();
    ward.ring(booth, 1);
    ward.say(booth, 2, ClientMessage::End { call: sample::ringing().ticket.call });
    assert_eq!(ward.acts.len(), 1, "the second waits");
    ward.answer(ServerMessage::Done { id: 1 });
    assert_eq!(ward.acts.len(), 1, "now it is its turn");
    ward.say(booth, 2, ClientMessage::End { call: sample::ringing().ticket.call });
    ward.answer(ServerMessage::Done { id: 2 });
    assert_eq!((ward.acts.len(), ward.answers(booth, 2)), (0, 1), "resent while it was under way, answered once");
}

#[test]
fn a_foreign_or_old_token_begins_a_new_place() {
    let mut ward = Ward::new();
    let (sato, booth) = (ward.desk("sato"), ward.booth());
    let (desks_token, ..) = ward.welcome(sato);
    let again = ward.connect(&self::booth("booth"), Some(&desks_token));
    let (token, resumed, handled) = ward.welcome(again);
    assert!(!resumed && handled == 0 && token != desks_token);
    assert_eq!(ward.closed.get(&booth), Some(&Bye::Replaced));
    ward.tell(Input::Dropped { socket: booth });
    ward.ring(again, 1);
    assert_eq!(ward.acts.len(), 1, "the older socket's end does not touch the newer one");
}

#[test]
fn a_silent_desk_loses_its_lease() {
    let mut ward = Ward::new();
    let (sato, suzuki) = (ward.desk("sato"), ward.desk("suzuki"));
    ward.fact(&sample::ringing());
    ward.pass(19, &[suzuki]);
    assert!(ward.closed.is_empty());
    ward.pass(1, &[suzuki]);
    assert_eq!(ward.closed.get(&sato), Some(&Bye::Silent));
    assert!(ward.rings(suzuki));
    let (token, ..) = ward.welcome(sato);
    let back = ward.connect(&person("sato", Role::Staff, None), Some(&token));
    assert_eq!((ward.welcome(back).1, ward.presence(back)), (true, Some(DeskPresence::Away)));
    assert!(!ward.rings(back));
}

#[test]
fn a_booth_that_stays_away_abandons_its_ring_and_not_its_call() {
    let mut ward = Ward::new();
    let booth = ward.booth();
    ward.fact(&sample::ringing());
    ward.tell(Input::Dropped { socket: booth });
    ward.pass(59, &[]);
    assert!(ward.steps.is_empty());
    ward.pass(1, &[]);
    assert_eq!(ward.steps, [(sample::ringing().ticket.call, Event::BoothAway)]);
    ward.pass(4, &[]);
    assert_eq!(ward.steps.len(), 1, "asked once");
    ward.pass(1, &[]);
    assert_eq!(ward.steps.len(), 2, "and again when the database did not take it");

    let mut ward = Ward::new();
    let booth = ward.booth();
    let in_call =
        |call: Call, party: &str| step(&call, Event::Connected { epoch: 1, party: sample::party(party), attempt: 1 });
    ward.fact(&in_call(in_call(sample::accepted(), "resident"), "staff"));
    ward.tell(Input::Dropped { socket: booth });
    ward.pass(300, &[]);
    assert_eq!(ward.steps, []);
}

#[test]
fn a_booth_that_comes_back_within_a_minute_still_rings() {
    let mut ward = Ward::new();
    let first = ward.booth();
    ward.fact(&sample::ringing());
    ward.tell(Input::Dropped { socket: first });
    ward.pass(59, &[]);
    let (token, ..) = ward.welcome(first);
    let second = ward.connect(&booth("booth"), Some(&token));
    ward.pass(5, &[second]);
    assert_eq!(ward.steps, []);
    assert_eq!(ward.call(second).map(|call| call.state), Some(CallState::Ringing));
}

#[test]
fn a_restart_finds_ringing_calls_without_their_booths() {
    let mut ward = Ward::new();
    ward.fact(&sample::ringing());
    let sato = ward.desk("sato");
    assert!(ward.rings(sato), "it rings again");
    ward.say(sato, 2, ClientMessage::SetPresence { presence: DeskPresence::Away });
    ward.pass(60, &[sato]);
    assert_eq!(ward.steps, [(sample::ringing().ticket.call, Event::BoothAway)]);
}

#[test]
fn a_booth_that_was_moved_rings_from_its_new_site() {
    let mut ward = Ward::new();
    let booth = ward.booth();
    let (site, new_ward) = ("itozu".parse().expect("an id"), "kokurakita".parse().expect("an id"));
    ward.tell(Input::Moved { booth: "booth".parse().expect("an id"), site, ward: new_ward });
    ward.ring(booth, 1);
    let Caller::Booth(caller) = &ward.acts[0].caller else { panic!("a booth rings") };
    assert_eq!(caller.site.as_str(), "itozu");
}

#[test]
fn other_hours_are_told_to_the_booths_of_their_ward_and_to_nobody_else() {
    let mut ward = Ward::new();
    let (here, away, desk) = (ward.booth(), ward.connect(&booth("booth-2"), None), ward.desk("sato"));
    let Caller::Booth(elsewhere) = booth("booth-3") else { panic!("a booth") };
    let moji: WardId = "moji".parse().expect("an id");
    let elsewhere = ward.connect(&Caller::Booth(BoothCaller { ward: moji, ..elsewhere }), None);
    ward.tell(Input::Dropped { socket: away });
    ward.tell(Input::HoursChanged { ward: "kokurakita".parse().expect("an id") });
    let told = [here, away, desk, elsewhere]
        .map(|socket| ward.last(socket, |message| (*message == ServerMessage::PlaceChanged).then_some(())).is_some());
    assert_eq!(told, [true, false, false, false]);
}

#[test]
fn tickets_before_mine_are_counted() {
    let mut ward = Ward::new();
    let (first, second) = (ward.booth(), ward.connect(&booth("booth-2"), None));
    ward.fact(&sample::ringing());
    ward.fact(&sample::ringing_as("call-2", "booth-2", 2));
    assert_eq!(
        [first, second].map(|booth| ward.call(booth).and_then(|call| call.wait).map(|wait| wait.ahead)),
        [Some(0), Some(1)]
    );
    ward.fact(&sample::accepted());
    assert_eq!(ward.call(second).and_then(|call| call.wait).map(|wait| wait.ahead), Some(0));
}

#[test]
fn an_interpreter_sees_who_asks_for_one_and_not_what_rings_or_runs() {
    let mut ward = Ward::new();
    let ito = ward.connect(&person("ito", Role::Interpreter, None), None);
    ward.fact(&sample::ringing());
    assert_eq!(ward.queue(ito), []);
    let accepted = sample::accepted();
    ward.fact(&accepted);
    assert_eq!(ward.queue(ito), []);
    let invited = step(&accepted, sample::invite(Invitee::Interpreter));
    ward.fact(&invited);
    let asked = RowKind::Invitation { from: accepted.ticket.section_name, whom: Invitee::Interpreter };
    assert_eq!(ward.queue(ito).into_iter().map(|row| (row.kind, row.ringing)).collect::<Vec<_>>(), [(asked, false)]);
    ward.fact(&step(&invited, sample::join(Invitee::Interpreter)));
    assert_eq!(ward.queue(ito), [], "they are in it now");
    assert_eq!(ward.call(ito).and_then(|call| call.you), Some(sample::party("third")));
}

#[test]
fn a_revoked_booth_and_a_signed_out_desk_are_closed_and_leave_their_calls() {
    let mut ward = Ward::new();
    let (sato, booth) = (ward.desk("sato"), ward.booth());
    let call = sample::accepted();
    ward.fact(&call);
    ward.tell(Input::Revoked(Revoked::Booth("booth".parse().expect("an id"))));
    ward.tell(Input::Revoked(Revoked::Session("sato".parse().expect("an id"))));
    assert_eq!([sato, booth].map(|socket| ward.closed.get(&socket).copied()), [Some(Bye::Revoked); 2]);
    let seats = [sample::booth(), Seat::Account(sample::account("sato"))];
    let expected = seats.map(|seat| (call.ticket.call.clone(), Event::Revoke { seat }));
    assert_eq!(ward.steps, expected);
    ward.ring(booth, 1);
    assert!(ward.acts.is_empty(), "a closed socket says nothing more");
}

#[test]
fn a_desk_cannot_say_that_it_is_in_a_call_and_a_booth_has_no_presence() {
    let mut ward = Ward::new();
    let (sato, booth) = (ward.desk("sato"), ward.booth());
    ward.say(sato, 2, ClientMessage::SetPresence { presence: DeskPresence::InCall });
    ward.say(booth, 1, ClientMessage::SetPresence { presence: DeskPresence::Available });
    let code =
        |m: &ServerMessage| if let ServerMessage::Refused { problem, .. } = m { Some(problem.code) } else { None };
    assert_eq!([sato, booth].map(|socket| ward.last(socket, code)), [Some(Code::WrongState), Some(Code::Forbidden)]);
}

#[test]
fn a_draining_server_takes_no_rings() {
    let mut ward = Ward::new();
    let booth = ward.booth();
    ward.tell(Input::Drain);
    ward.ring(booth, 1);
    let code =
        |m: &ServerMessage| if let ServerMessage::Refused { problem, .. } = m { Some(problem.code) } else { None };
    assert_eq!(ward.last(booth, code), Some(Code::Draining));
    assert_eq!(ward.media, [Command::Drain]);
    ward.tell(Input::Stop);
    assert_eq!(ward.closed.get(&booth), Some(&Bye::Stopping));
}
