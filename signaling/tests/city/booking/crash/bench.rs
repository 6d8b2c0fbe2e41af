//! Figures of bookings, by `make bench-booking`: the long form of the rush with its kills, and how many bookings a second
//! are made when nothing is killed.

use super::server::{Callers, Server};
use super::{Rush, SITE, SUBJECT, rush};
use crate::booking::{WARD, plan, publish};
use crate::harness::TestCity;
use serde::Serialize;
use serde_json::json;
use signaling::clock::MINUTE;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const LONG: Rush = Rush { bookers: 500, slots: 50, seats: 2, kills: 20 };
/// Bookings, and how many people book at the same time.
const BOOKINGS: usize = 500;
const AT_ONCE: usize = 16;
const SEATS: u16 = 20;

/// As the `bench` crate writes it.
#[derive(Serialize)]
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<f64>,
    note: String,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a bench: make bench-booking"]
async fn bench_booking() {
    let (mut doubled, mut lost, mut booked, mut gap) = (0, 0, 0, Duration::ZERO);
    let mut figures = Vec::new();
    for name in ["sqlite", "postgres"] {
        let city = async || if name == "sqlite" { TestCity::on_sqlite().await } else { TestCity::on_postgres().await };
        let outcome = rush(&city().await, LONG).await;
        doubled += outcome.doubled;
        lost += outcome.lost;
        booked += outcome.booked;
        gap = gap.max(outcome.longest_gap);
        let (per_second, p99) = pace(&city().await).await;
        let note = format!(
            "{BOOKINGS} holds made bookings, {AT_ONCE} people at once over TLS to one process, unoptimised, on {name}"
        );
        figures.push(figure(&format!("booking.per_second.{name}"), per_second, "1/s", None, note.clone()));
        figures.push(figure(
            &format!("booking.p99_ms.{name}"),
            p99,
            "ms",
            None,
            format!("hold and booking together: {note}"),
        ));
    }
    let note = format!(
        "{} bookers on {} slots of {} seats over public, staff and API paths, on SQLite and on PostgreSQL; {booked} were told a code",
        LONG.bookers, LONG.slots, LONG.seats
    );
    figures.push(figure("booking.double_booked", number(doubled), "bookings", Some(0.0), note.clone()));
    figures.push(figure("booking.acknowledged_lost", number(lost), "bookings", Some(0.0), note.clone()));
    figures.push(figure("booking.kills", number(LONG.kills), "kills", Some(20.0), format!("on each database; {note}")));
    let note = "from kill -9 until it serves again, the longest".to_owned();
    figures.push(figure("booking.serving_again_s", gap.as_secs_f64(), "s", Some(5.0), note));
    for Figure { name, value, unit, goal, .. } in &figures {
        let wish = goal.map(|goal| format!("  (goal {goal})")).unwrap_or_default();
        println!("{name:<44} {value:>12.3} {unit:<8}{wish}");
    }
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&directory).expect("a directory");
    let json = serde_json::to_string_pretty(&figures).expect("plain values serialise");
    std::fs::write(directory.join("booking.json"), json + "\n").expect("written");
    assert_eq!((doubled, lost), (0, 0));
}

fn figure(name: &str, value: f64, unit: &'static str, goal: Option<f64>, note: String) -> Figure {
    Figure { name: name.to_owned(), value, unit, goal, note }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a count"))
}

/// Bookings a second, and the 99th percentile of a hold and its booking, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
async fn pace(city: &TestCity) -> (f64, f64) {
    let mut hours = plan(SEATS);
    hours["openings"][0]["days"] = json!({ "is": "weekly", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "2020-01-01", "until": null });
    hours["openings"][0]["hours"] = json!({ "opens": "00:00", "closes": "24:00" });
    publish(city, WARD, &hours).await;
    for _ in 0..SEATS {
        city.booth(SITE).await;
        // one address may not let in so many at once
        city.wait(MINUTE);
    }
    let server = Server::start(city).await;
    let callers = Callers::of(city, &server).await;
    let slots = Arc::new(callers.times(&server.base, SUBJECT, SITE, BOOKINGS / usize::from(SEATS)).await);
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut people = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (callers, base, slots, next) =
            (callers.clone(), server.base.clone(), Arc::clone(&slots), Arc::clone(&next));
        people.spawn(async move {
            let mut took = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= BOOKINGS {
                    return took;
                }
                let begun = Instant::now();
                let starts = slots[number % slots.len()];
                let wish = json!({ "request": format!("booker-{number:06}-holds"), "subject": SUBJECT, "site": SITE, "starts": starts });
                let held: serde_json::Value = callers.ask(&base, 0, "holds", &wish).send().await.expect("an answer").json().await.expect("a hold");
                let new = json!({ "request": format!("booker-{number:06}-books"), "hold": held["hold"], "language": "ja", "telephone": null, "email": null });
                let answer = callers.ask(&base, 0, "book", &new).send().await.expect("an answer");
                assert_eq!(answer.status(), 201);
                took.push(begun.elapsed());
            }
        });
    }
    let mut took: Vec<Duration> = people.join_all().await.into_iter().flatten().collect();
    let whole = begun.elapsed();
    took.sort_unstable();
    (number(BOOKINGS) / whole.as_secs_f64(), took[took.len() * 99 / 100].as_secs_f64() * 1_000.0)
}
