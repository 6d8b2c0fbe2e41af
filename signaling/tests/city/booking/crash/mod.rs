//! Many people book few times while the server is killed again and again. Nothing is booked twice, and whatever was
//! acknowledged is there. `make bench-booking` runs the long form.

mod bench;
mod server;

use super::{SITE, SUBJECT, WARD, plan, publish};
use crate::harness::TestCity;
use serde_json::{Value, json};
use server::{Callers, PATIENCE, Server};
use signaling::on;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How many people, times, seats of each, and kills.
#[derive(Clone, Copy)]
struct Rush {
    bookers: usize,
    slots: usize,
    seats: u16,
    kills: usize,
}

/// What came of it.
struct Outcome {
    /// Bookings that share a seat or a booth with another one.
    doubled: usize,
    /// Codes that were told and lead to nothing, or to another time.
    lost: usize,
    /// Bookings that were acknowledged.
    booked: usize,
    /// The longest that nobody was served.
    longest_gap: Duration,
}

/// After so many times that were gone, somebody gives up; enough for every time to be asked for by more than it seats.
const TRIES: usize = 10;

/// What a booker came away with: code and time, or nothing, since everything was taken.
type Came = Option<(String, f64)>;

/// One booker: asks, and asks again under the same key until there is an answer.
#[derive(Clone)]
struct Booker {
    callers: Callers,
    base: String,
    up: watch::Receiver<bool>,
    answered: mpsc::UnboundedSender<()>,
    number: usize,
}

impl Booker {
    async fn ask(&mut self, what: &str, body: &Value) -> (u16, Value) {
        loop {
            self.up.wait_for(|up| *up).await.expect("the story goes on");
            let asks = self.callers.ask(&self.base, self.number, what, body).send().await;
            let Ok(answer) = asks else { continue };
            let status = answer.status().as_u16();
            let Ok(body) = answer.json().await else { continue };
            if status < 500 {
                self.answered.send(()).expect("somebody counts");
                return (status, body);
            }
        }
    }

    async fn book(mut self, slots: Vec<f64>) -> Came {
        let mut slot = self.number;
        for round in 0..slots.len().min(TRIES) {
            let starts = slots[slot % slots.len()];
            let key = format!("booker-{}-round-{round}-holds", self.number);
            let wish = json!({ "request": key, "subject": SUBJECT, "site": SITE, "starts": starts });
            let (status, held) = self.ask("holds", &wish).await;
            if status == 409 && held["code"] == "slot-gone" {
                slot += 1;
                continue;
            }
            assert_eq!(status, 201, "{held}");
            let key = format!("booker-{}-round-{round}-books", self.number);
            let new =
                json!({ "request": key, "hold": held["hold"], "language": "ja", "telephone": null, "email": null });
            let (status, booking) = self.ask("book", &new).await;
            assert_eq!(status, 201, "{booking}");
            return Some((booking["code"].as_str().expect("a code").to_owned(), starts));
        }
        None
    }
}

/// Lets everybody loose, kills the server as the answers come in, and counts.
async fn rush(city: &TestCity, rush: Rush) -> Outcome {
    let mut hours = plan(rush.seats);
    // any day and hour will do, as the program has the machine's clock
    hours["openings"][0]["days"] = json!({ "is": "weekly", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "2020-01-01", "until": null });
    hours["openings"][0]["hours"] = json!({ "opens": "00:00", "closes": "24:00" });
    publish(city, WARD, &hours).await;
    for _ in 0..rush.seats {
        city.booth(SITE).await;
    }
    let mut server = Server::start(city).await;
    let callers = Callers::of(city, &server).await;
    let mut slots = callers.times(&server.base, SUBJECT, SITE, rush.slots).await;
    slots.truncate(rush.slots);

    let (up, is_up) = watch::channel(true);
    let (answered, mut answers) = mpsc::unbounded_channel();
    let mut bookers = JoinSet::new();
    for number in 0..rush.bookers {
        let (callers, base, up) = (callers.clone(), server.base.clone(), is_up.clone());
        let booker = Booker { callers, base, up, answered: answered.clone(), number };
        bookers.spawn(booker.book(slots.clone()));
    }
    drop(answered);
    // at the least, every booker is answered once
    let between = rush.bookers / (rush.kills + 1);
    let (mut count, mut kills, mut longest_gap) = (0, 0, Duration::ZERO);
    let watching = async {
        while answers.recv().await.is_some() {
            count += 1;
            if kills < rush.kills && count >= between * (kills + 1) {
                up.send_replace(false);
                longest_gap = longest_gap.max(server.crash().await);
                up.send_replace(true);
                kills += 1;
            }
        }
    };
    timeout(PATIENCE * 10, watching).await.expect("everybody is answered in time");
    assert_eq!(kills, rush.kills);
    let came: Vec<Came> = bookers.join_all().await;
    let told: Vec<(String, f64)> = came.into_iter().flatten().collect();
    let mut lost = 0;
    for (code, starts) in &told {
        let booking = callers.look(&server.base, code).await;
        let there = booking["state"] == "booked" && booking["time"]["starts"].as_f64() == Some(*starts);
        lost += usize::from(!there);
    }
    Outcome { doubled: doubled(city, rush.seats, told.len()).await, lost, booked: told.len(), longest_gap }
}

/// Counts in the database, by the bookings themselves and not by what guards them.
async fn doubled(city: &TestCity, seats: u16, told: usize) -> usize {
    let booked: Vec<(i64,)> = on!(Db, &city.app.db, |pool| {
        sqlx::query_as("SELECT starts FROM booking WHERE state = 'booked'").fetch_all(pool).await.expect("rows")
    });
    assert_eq!(booked.len(), told, "nobody has a booking that they were not told of");
    let mut at: BTreeMap<i64, usize> = BTreeMap::new();
    for (starts,) in booked {
        *at.entry(starts).or_default() += 1;
    }
    let claims: Vec<(i64,)> = on!(Db, &city.app.db, |pool| {
        sqlx::query_as("SELECT COUNT(*) FROM claim JOIN booking ON booking.id = claim.booking WHERE state = 'booked' GROUP BY booking")
            .fetch_all(pool)
            .await
            .expect("rows")
    });
    assert!(
        claims.len() == told && claims.iter().all(|(count,)| *count == 12),
        "a seat and a booth for half an hour each"
    );
    at.values().map(|count| count.saturating_sub(usize::from(seats))).sum()
}

const SHORT: Rush = Rush { bookers: 60, slots: 10, seats: 2, kills: 3 };

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_doubled_or_lost_while_the_server_is_killed_on_sqlite() {
    let outcome = rush(&TestCity::on_sqlite().await, SHORT).await;
    assert_eq!((outcome.doubled, outcome.lost, outcome.booked), (0, 0, 20));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_doubled_or_lost_while_the_server_is_killed_on_postgres() {
    let outcome = rush(&TestCity::on_postgres().await, SHORT).await;
    assert_eq!((outcome.doubled, outcome.lost, outcome.booked), (0, 0, 20));
}
