//! One test over a real socket: the worker around the shard, and the commands that reach it.

use crate::harness::{Client, grants};
use protocol::media::{Answer, Command, Event};
use protocol::policy::Policy;
use protocol::problem::Code;
use sfu::{Config, Sfu, StartError};
use std::net::UdpSocket;
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
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let call = crate::harness::call();
    let policy = Policy::default();
    sfu.send(Command::Open { call: call.clone(), epoch: 1, ward: grants::ward(), policy });

    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let mut client = Client::at(socket.local_addr().unwrap(), Instant::now());
    let mut claims = grants::party("booth", 1, &client.fingerprint());
    (claims.iat, claims.exp) = (now, now + 60);
    sfu.send(Command::Join { request: 1, grant: grants::sign(&claims), offer: client.offer() });

    let end = Instant::now() + Duration::from_secs(10);
    let mut buffer = [0; 2048];
    let mut connected = false;
    while !connected {
        assert!(Instant::now() < end, "10 s passed");
        for event in events.try_iter() {
            match event {
                Event::Answer { request: 1, answer: Answer::Joined { session, sdp, .. } } => {
                    assert!(sfu.local_addrs().iter().any(|a| sdp.contains(&format!(
                        " {} {} typ host",
                        a.ip(),
                        a.port()
                    ))));
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
    let session = client.session.clone().unwrap();
    sfu.send(Command::Delete { request: 2, session });
    let deleted = |event| matches!(event, Event::Answer { request: 2, answer: Answer::Deleted });
    assert!(events.iter().any(deleted));
    drop(sfu);
    assert!(events.recv().is_err(), "the workers have stopped");
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
