//! `make bench-privacy`: 1,000 seeded calls. A short form of it is a test.

use super::seeded::{Found, play};
use serde::Serialize;

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

fn together(calls: u64) -> Found {
    (0..calls).map(play).fold(Found::default(), |all, one| Found {
        late: all.late + one.late,
        uncovered_returns: all.uncovered_returns + one.uncovered_returns,
        last_packet: all.last_packet.max(one.last_packet),
        covers: all.covers + one.covers,
        returns: all.returns + one.returns,
    })
}

#[test]
fn whatever_happens_to_a_call_nothing_of_a_covered_booth_passes() {
    let found = together(50);
    assert_eq!((found.late, found.uncovered_returns), (0, 0), "{found:?}");
    assert!(found.covers > 50 && found.returns > 50, "the calls are what they should be: {found:?}");
}

#[test]
#[ignore = "a bench: make bench-privacy"]
fn bench_privacy() {
    const CALLS: u64 = 1_000;
    let found = together(CALLS);
    let note = format!("{CALLS} seeded calls, {} covers, {} returns under cover", found.covers, found.returns);
    let figure = |name, value, unit, goal| Figure { name, value, unit, goal, note: note.clone() };
    let figures = [
        figure("privacy.packets_after_50ms", found.late as f64, "packets", Some(0.0)),
        figure("privacy.uncovered_returns", found.uncovered_returns as f64, "returns", Some(0.0)),
        figure("privacy.last_packet_ms", found.last_packet.as_secs_f64() * 1_000.0, "ms", Some(50.0)),
    ];
    for Figure { name, value, unit, goal, .. } in &figures {
        let wish = goal.map(|goal| format!("  (goal {goal})")).unwrap_or_default();
        println!("{name:<44} {value:>12.3} {unit:<8}{wish}");
    }
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&directory).unwrap();
    let json = serde_json::to_string_pretty(&figures).unwrap();
    std::fs::write(directory.join("privacy.json"), json + "\n").unwrap();
    assert_eq!((found.late, found.uncovered_returns), (0, 0));
}
