//! Random days of holding, confirming, moving, cancelling, waiting, closing and opening again, told to the server and to a
//! naive book of bookings that counts heads. Both say the same at every step.

use super::{SITE, SUBJECT, WARD, plan, publish};
use crate::harness::{MORNING, TestCity};
use protocol::booking::{CancelByCode, HoldAsked, MoveByCode, NewBooking};
use protocol::id::HoldToken;
use protocol::place::Language;
use protocol::problem::Code;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use signaling::booking::{By, change, confirm, free, hold};
use signaling::clock::{HOUR, MINUTE, Millis};
use signaling::fault::Result;
use std::net::{IpAddr, Ipv4Addr};

/// Four times a day, two at once.
const SLOTS: usize = 4;
const SEATS: usize = 2;
const DAYS: i64 = 40;
const STEPS: usize = 40;
const HOLD: Millis = 5 * MINUTE;

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Held(Millis),
    Booked,
    Cancelled,
}

/// One booking of the naive book.
struct Entry {
    slot: usize,
    state: State,
    hold: HoldToken,
    code: Option<String>,
}

/// A day as the naive book has it.
struct Book {
    entries: Vec<Entry>,
    open: bool,
    now: Millis,
}

impl Book {
    fn there(&self, slot: usize, but: Option<usize>) -> usize {
        let counts = |state: State| match state {
            State::Held(until) => until > self.now,
            State::Booked => true,
            State::Cancelled => false,
        };
        let entries = self.entries.iter().enumerate();
        entries.filter(|(n, entry)| Some(*n) != but && entry.slot == slot && counts(entry.state)).count()
    }

    /// What taking a slot comes to.
    fn take(&self, slot: usize, but: Option<usize>) -> std::result::Result<(), Code> {
        if !self.open {
            Err(Code::NotOpen)
        } else if self.there(slot, but) >= SEATS {
            Err(Code::SlotGone)
        } else {
            Ok(())
        }
    }
}

/// The server's answer, as far as the naive book knows it.
fn answer<T>(result: Result<T>) -> std::result::Result<T, Code> {
    result.map_err(|fault| fault.code())
}

struct Day<'a> {
    city: &'a TestCity,
    book: Book,
    begins: Millis,
    date: String,
    count: &'a mut u32,
}

impl Day<'_> {
    fn by() -> By<'static> {
        By::Public(IpAddr::V4(Ipv4Addr::LOCALHOST).into())
    }

    fn key(&mut self) -> protocol::id::RequestId {
        *self.count += 1;
        format!("key-of-the-model-{:06}", self.count).parse().expect("an id")
    }

    fn starts(&self, slot: usize) -> Millis {
        self.begins + Millis::try_from(slot).expect("a number") * 30 * MINUTE
    }

    async fn hold(&mut self, slot: usize) {
        let expected = self.book.take(slot, None);
        let asks = HoldAsked {
            request: self.key(),
            subject: SUBJECT.parse().expect("an id"),
            site: SITE.parse().expect("an id"),
            starts: self.starts(slot) as f64,
            screened: None,
            overrules: false,
        };
        let held = answer(hold::hold(&self.city.app, Self::by(), asks).await);
        assert_eq!(held.as_ref().map(drop), expected.as_ref().copied(), "a hold of {slot}");
        if let Ok(held) = held {
            let state = State::Held(self.book.now + HOLD);
            self.book.entries.push(Entry { slot, state, hold: held.hold, code: None });
        }
    }

    async fn confirm(&mut self, n: usize) {
        let Entry { slot, state, .. } = self.book.entries[n];
        let expected = match state {
            State::Held(until) if until > self.book.now => Ok(()),
            State::Held(_) => self.book.take(slot, None).map_err(|_| Code::HoldOver),
            State::Booked | State::Cancelled => Err(Code::WrongState),
        };
        let new = NewBooking {
            request: self.key(),
            hold: self.book.entries[n].hold.clone(),
            language: Language::Ja,
            telephone: None,
            email: None,
        };
        let booked = answer(confirm::confirm(&self.city.app, Self::by(), new).await);
        assert_eq!(booked.as_ref().map(drop), expected.as_ref().copied(), "a booking of {slot}, {state:?}");
        if let Ok(booking) = booked {
            (self.book.entries[n].state, self.book.entries[n].code) = (State::Booked, Some(booking.code));
        }
    }

    async fn shift(&mut self, n: usize, slot: usize) {
        let Some(code) = self.book.entries[n].code.clone() else { return };
        let expected = match self.book.entries[n].state {
            State::Booked => self.book.take(slot, Some(n)),
            State::Held(_) | State::Cancelled => Err(Code::WrongState),
        };
        let asks = MoveByCode {
            request: self.key(),
            code,
            site: SITE.parse().expect("an id"),
            starts: self.starts(slot) as f64,
        };
        let moved = answer(change::move_by_code(&self.city.app, Self::by(), asks).await);
        assert_eq!(moved.map(drop), expected, "a move to {slot}");
        if expected.is_ok() {
            self.book.entries[n].slot = slot;
        }
    }

    async fn cancel(&mut self, n: usize) {
        let Some(code) = self.book.entries[n].code.clone() else { return };
        let asks = CancelByCode { request: self.key(), code };
        answer(change::cancel_by_code(&self.city.app, Self::by(), asks).await).expect("cancelled, or once more");
        self.book.entries[n].state = State::Cancelled;
    }

    async fn turn(&mut self, hours: &mut Value) {
        self.book.open = !self.book.open;
        hours["openings"][0]["except"] = if self.book.open { json!([]) } else { json!([self.date]) };
        publish(self.city, WARD, hours).await;
    }

    /// What the server lists as free is what the book has room for.
    async fn compare(&self) {
        let (subject, site) = (SUBJECT.parse().expect("an id"), SITE.parse().expect("an id"));
        let from = self.date.parse().expect("a date");
        let list = free::times(&self.city.app, Self::by(), &subject, &[site], Some(from)).await.expect("a list");
        let free: Vec<f64> = list.times.iter().filter(|time| time.date == self.date).map(|time| time.starts).collect();
        let room = (0..SLOTS).filter(|slot| self.book.take(*slot, None).is_ok());
        let room: Vec<f64> = room.map(|slot| self.starts(slot) as f64).collect();
        assert_eq!(free, room, "on {}", self.date);
    }
}

#[tokio::test]
async fn the_server_agrees_with_a_naive_book_on_random_days() {
    let city = TestCity::on_sqlite().await.configured(|all| {
        (all.bookings.holds_per_address, all.bookings.looks_per_address) = (1_000_000, 1_000_000);
    });
    let mut hours = plan(u16::try_from(SEATS).expect("a number"));
    hours["openings"][0]["days"]["days"] = json!(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
    hours["openings"][0]["hours"] = json!({ "opens": "10:00", "closes": "12:00" });
    publish(&city, WARD, &hours).await;
    for _ in 0..SEATS {
        city.booth(SITE).await;
    }
    let (mut count, mut steps) = (0, 0);
    for day in 0..DAYS {
        let mut rng = StdRng::seed_from_u64(u64::try_from(day).expect("a number"));
        let begins = MORNING + HOUR + (day + 5) * 24 * HOUR;
        let date = jiff::Timestamp::from_millisecond(begins).expect("a moment");
        let date = date.to_zoned(city.app.config.calls.time_zone.clone()).date().to_string();
        let now = city.app.clock.now();
        let book = Book { entries: Vec::new(), open: true, now };
        let mut today = Day { city: &city, book, begins, date, count: &mut count };
        for _ in 0..STEPS {
            let slot = rng.random_range(0..SLOTS);
            let some = today.book.entries.len();
            let n = if some == 0 { 0 } else { rng.random_range(0..some) };
            match rng.random_range(0..20) {
                0..7 => today.hold(slot).await,
                7..12 if some > 0 => today.confirm(n).await,
                12..15 if some > 0 => today.shift(n, slot).await,
                15..17 if some > 0 => today.cancel(n).await,
                17 | 18 => {
                    city.wait(MINUTE);
                    today.book.now += MINUTE;
                }
                19 => today.turn(&mut hours).await,
                _ => {}
            }
            today.compare().await;
            steps += 1;
        }
        if !today.book.open {
            today.turn(&mut hours).await;
        }
    }
    assert_eq!(steps, usize::try_from(DAYS).expect("a number") * STEPS);
}
