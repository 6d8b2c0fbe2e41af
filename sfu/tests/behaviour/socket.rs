//! Over real sockets: the worker around the shard, the commands that reach it, and the probes that watch it.

use crate::harness::{Client, grants};
use protocol::id::MediaSessionId;
use protocol::media::{Answer, Command, Event};
use protocol::policy::Policy;
use protocol::problem::Code;
use sfu::{Config, Sfu, StartError};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn start(config: Config) -> (Sfu, Receiver<Event>) {
    let (sender, events) = channel();
    let sfu = Sfu::start(config, grants::key(), move |event| _ = sender.send(event)).unwrap();
    (sfu, events)
}

fn loopback() -> Config {
    Config { listen: vec!["127.0.0.1:0".parse().unwrap()], ..Config::default() }
}

#[test]
fn a_client_connects_over_udp() {
    let (sfu, events) = start(Config { workers: 2, ..loopback() });
    assert_eq!(sfu.local_addrs().len(), 2, "a port for each worker");
    let session = connect(&sfu, &events, "127.0.0.1:0");
    sfu.send(Command::Delete { request: 2, session });
    let deleted = |event| matches!(event, Event::Answer { request: 2, answer: Answer::Deleted });
    assert!(events.iter().any(deleted));
    drop(sfu);
    assert!(events.recv().is_err(), "the workers have stopped");
}

#[test]
fn a_client_connects_over_ipv6() {
    let listen = ["127.0.0.1:0", "[::1]:0"].map(|addr| addr.parse().unwrap()).to_vec();
    let (sfu, events) = start(Config { listen, ..Config::default() });
    connect(&sfu, &events, "[::1]:0");
}

/// Opens the room and asks for a seat in it.
fn join(sfu: &Sfu, client: &mut Client) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let policy = Policy::default();
    sfu.send(Command::Open {
        call: crate::harness::call(),
        epoch: 1,
        ward: grants::ward(),
        policy,
        privacy: Vec::new(),
    });
    let mut claims = grants::party("booth", 1, &client.fingerprint());
    (claims.iat, claims.exp) = (now, now + 60);
    sfu.send(Command::Join { request: 1, grant: grants::sign(&claims), offer: client.offer() });
}

/// A client on `local` that joins and connects; its session.
fn connect(sfu: &Sfu, events: &Receiver<Event>, local: &str) -> MediaSessionId {
    let socket = UdpSocket::bind(local).unwrap();
    let mut client = Client::at(socket.local_addr().unwrap(), Instant::now());
    join(sfu, &mut client);
    let end = Instant::now() + Duration::from_secs(10);
    let mut buffer = [0; 2048];
    let mut connected = false;
    while !connected {
        assert!(Instant::now() < end, "10 s passed");
        for event in events.try_iter() {
            match event {
                Event::Answer { request: 1, answer: Answer::Joined { session, sdp, .. } } => {
                    assert!(sfu.local_addrs().iter().any(|addr| names(&sdp, *addr)));
                    client.answered(session, &sdp);
                }
                Event::Connected { .. } => connected = true,
                Event::PolicyApplied { .. } => {}
                other => panic!("{other:?}"),
            }
        }
        for (to, bytes) in client.take_sent() {
            socket.send_to(&bytes, to).unwrap();
        }
        socket.set_read_timeout(Some(Duration::from_millis(5))).unwrap();
        match socket.recv_from(&mut buffer) {
            Ok((length, from)) => client.receive(from, &buffer[..length], Instant::now()),
            Err(_) => client.timeout(Instant::now()),
        }
    }
    client.session.clone().unwrap()
}

/// Whether an answer has this address among its candidates.
fn names(sdp: &str, addr: SocketAddr) -> bool {
    sdp.contains(&format!(" {} {} typ host", addr.ip(), addr.port()))
}

#[test]
fn an_answer_names_the_advertised_address_instead_of_the_bound_one() {
    let advertise = vec!["203.0.113.7".parse().unwrap()];
    let (sfu, events) = start(Config { advertise, ..loopback() });
    let bound = sfu.local_addrs()[0];
    let mut client = Client::at(bound, Instant::now());
    join(&sfu, &mut client);
    let sdp = events
        .iter()
        .find_map(|event| match event {
            Event::Answer { answer: Answer::Joined { sdp, .. }, .. } => Some(sdp),
            _ => None,
        })
        .unwrap();
    assert!(names(&sdp, SocketAddr::new("203.0.113.7".parse().unwrap(), bound.port())));
    assert!(!names(&sdp, bound));
}

#[test]
fn a_probe_sees_that_it_is_ready_until_it_drains() {
    let (sfu, _events) = start(loopback());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let mut registry = prometheus_client::registry::Registry::with_prefix("chikamado");
    sfu.register(&mut registry);
    let ready = sfu.readiness();
    std::thread::spawn(move || sfu::probe::serve(&listener, &ready, &registry));
    let ask = |path: &str| {
        let mut stream = TcpStream::connect(addr).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: sfu\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(ask("/readyz").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(ask("/metrics").contains("\nchikamado_sfu_rooms 0\n"));
    sfu.send(Command::Drain);
    assert!(ask("/readyz").starts_with("HTTP/1.1 503 "));
}

#[test]
fn what_belongs_to_no_worker_is_refused_at_the_door() {
    let (sfu, events) = start(loopback());
    sfu.send(Command::Join { request: 1, grant: "nonsense".to_owned(), offer: String::new() });
    sfu.send(Command::Delete { request: 2, session: "7-gone".parse().unwrap() });
    sfu.send(Command::Delete { request: 3, session: "0-gone".parse().unwrap() });
    let codes: Vec<_> = events
        .iter()
        .take(3)
        .map(|event| match event {
            Event::Answer { request, answer: Answer::Refused { code } } => (request, code),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(codes, [(1, Code::BadGrant), (2, Code::NotFound), (3, Code::NotFound)]);
}

#[test]
fn an_sfu_that_nobody_could_reach_does_not_start() {
    let refused = |config| Sfu::start(config, grants::key(), |_| {}).err().expect("refused");
    let wildcard = Config { listen: vec!["0.0.0.0:0".parse().unwrap()], ..Config::default() };
    assert!(matches!(refused(wildcard.clone()), StartError::Unnamed(_)));
    assert!(matches!(refused(Config { listen: vec![], ..Config::default() }), StartError::Nothing));
    let elsewhere = Config { listen: vec!["192.0.2.1:0".parse().unwrap()], ..Config::default() };
    assert!(matches!(refused(elsewhere), StartError::Bind { .. }));
    let behind_nat = Config { advertise: vec!["203.0.113.7".parse().unwrap()], ..wildcard };
    assert!(Sfu::start(behind_nat, grants::key(), |_| {}).is_ok());
}

#[test]
fn metrics_are_named() {
    let (sfu, _events) = start(loopback());
    let mut registry = prometheus_client::registry::Registry::with_prefix("chikamado");
    sfu.register(&mut registry);
    let mut text = String::new();
    prometheus_client::encoding::text::encode(&mut text, &registry).unwrap();
    for name in ["chikamado_sfu_rooms 0", "chikamado_sfu_transit_seconds_bucket", "chikamado_sfu_out_bytes_total 0"] {
        assert!(text.contains(name), "{name} is missing in\n{text}");
    }
}
