//! SFU CPU per forwarded packet, beside the bare relay, in one run.

use crate::caller::Caller;
use crate::cpu;
use crate::fleet::Fleet;
use crate::node::Node;
use crate::report::Figure;
use anyhow::{Context, Result};
use protocol::id::{CallId, PartyId};
use protocol::media::Command;
use protocol::policy::Policy;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// What one round measured.
struct Round {
    us_per_packet: f64,
    packets_per_second: f64,
    transit: [Duration; 2],
}

/// Measures each number of rooms through the SFU and through the bare relay, one after the other.
pub(crate) fn measure(rooms: &[usize], seconds: u64) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for &rooms in rooms {
        let relay = relay_round(rooms, seconds)?;
        let sfu = sfu_round(rooms, seconds)?;
        let name = |what: &str| format!("media.rooms{rooms}.{what}");
        let load = format!("{:.0} forwarded packets/s, two parties a room", sfu.packets_per_second);
        figures.extend([
            Figure::new(name("sfu_us_per_packet"), sfu.us_per_packet, "us").note(load),
            Figure::new(name("relay_us_per_packet"), relay.us_per_packet, "us"),
            Figure::new(name("sfu_to_relay"), sfu.us_per_packet / relay.us_per_packet, "ratio").goal(2.5),
            Figure::new(name("sfu_transit_p50"), sfu.transit[0].as_secs_f64() * 1e3, "ms"),
            Figure::new(name("sfu_transit_p95"), sfu.transit[1].as_secs_f64() * 1e3, "ms"),
            Figure::new(name("relay_transit_p50"), relay.transit[0].as_secs_f64() * 1e3, "ms"),
        ]);
    }
    Ok(figures)
}

fn relay_round(rooms: usize, seconds: u64) -> Result<Round> {
    let mut child = std::process::Command::new(std::env::current_exe()?).arg("relay").stdout(Stdio::piped()).spawn()?;
    let mut port = String::new();
    BufReader::new(child.stdout.take().context("stdout is piped")?).read_line(&mut port)?;
    let relay = format!("127.0.0.1:{}", port.trim()).parse()?;
    let epoch = Instant::now();
    let callers = (0..rooms * 2).map(|i| Caller::bare(relay, i, epoch)).collect::<Result<_>>()?;
    let round = round(callers, child.id(), seconds);
    child.kill()?;
    child.wait()?;
    round
}

fn sfu_round(rooms: usize, seconds: u64) -> Result<Round> {
    let mut node = Node::start()?;
    let epoch = Instant::now();
    let mut callers = Vec::new();
    for room in 0..rooms {
        let call: CallId = format!("room-{room}").parse()?;
        let parties: [PartyId; 2] = ["a".parse()?, "b".parse()?];
        let policy = Policy::open(1, &parties);
        node.send(&Command::Open {
            call: call.clone(),
            epoch: 1,
            ward: "bench".parse()?,
            policy,
            privacy: Vec::new(),
        })?;
        for (side, party) in parties.iter().enumerate() {
            let (mut caller, offer) = Caller::rtc(room * 2 + side, epoch)?;
            caller.answer(&node.join(&call, party, offer)?)?;
            callers.push(caller);
        }
    }
    round(callers, node.pid(), seconds)
}

fn round(callers: Vec<Caller>, pid: u32, seconds: u64) -> Result<Round> {
    let mut fleet = Fleet::new(callers)?;
    fleet.connect(Duration::from_secs(30))?;
    fleet.run(Duration::from_secs(2))?;
    let before = cpu::time(pid)?;
    let start = Instant::now();
    let (packets, transits) = fleet.run(Duration::from_secs(seconds))?;
    let used = cpu::time(pid)?.saturating_sub(before);
    let percentile = |p: usize| transits.get(transits.len() * p / 100).copied().unwrap_or_default();
    Ok(Round {
        us_per_packet: used.as_secs_f64() * 1e6 / packets as f64,
        packets_per_second: packets as f64 / start.elapsed().as_secs_f64(),
        transit: [percentile(50), percentile(95)],
    })
}
