//! What the keeper's requests share.

use super::door::Door;
use super::equipment::Equipment;
use super::face::Face;
use super::pace::Pace;
use super::printing::Printing;
use super::protocol::{Away, PageEvent, Report};
use super::upstream::{Trouble, Upstream};
use super::visit::Visit;
use protocol::problem::Code;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::{broadcast, mpsc, watch};

/// Most requests of the page in a second, texts to read aloud, and keys of local programs.
const REQUESTS: u32 = 50;
const SPEECHES: u32 = 5;
const KEYS: u32 = 10;
/// Events that a page may be behind.
const EVENTS: usize = 16;

/// One visit's keeper.
pub(super) struct Keeper {
    pub(super) door: Door,
    pub(super) face: Face,
    pub(super) upstream: Upstream,
    pub(super) requests: Mutex<Pace>,
    pub(super) keys: Mutex<Pace>,
    pub(super) speeches: Mutex<Pace>,
    pub(super) printing: Printing,
    pub(super) equipment: Equipment,
    /// How many texts were to be read aloud until now.
    spoken: watch::Sender<u64>,
    visit: Mutex<Visit>,
    page: broadcast::Sender<PageEvent>,
    reports: mpsc::UnboundedSender<Report>,
    /// How the server was last said to be.
    server: Mutex<Option<Result<(), Away>>>,
    refused: AtomicU64,
    refused_told: AtomicU64,
}

impl Keeper {
    pub(super) fn new(
        door: Door,
        face: Face,
        upstream: Upstream,
        equipment: Equipment,
        reports: mpsc::UnboundedSender<Report>,
    ) -> Self {
        Self {
            door,
            face,
            upstream,
            requests: Mutex::new(Pace::a_second(REQUESTS)),
            keys: Mutex::new(Pace::a_second(KEYS)),
            speeches: Mutex::new(Pace::a_second(SPEECHES)),
            printing: Printing::default(),
            equipment,
            spoken: watch::Sender::new(0),
            visit: Mutex::new(Visit::Idle),
            page: broadcast::Sender::new(EVENTS),
            reports,
            server: Mutex::new(None),
            refused: AtomicU64::new(0),
            refused_told: AtomicU64::new(0),
        }
    }

    /// Tells the supervisor.
    pub(super) fn tell(&self, report: Report) {
        // Without a supervisor stdin ends too, and with it this process.
        let _ = self.reports.send(report);
    }

    /// The visit, to look at.
    pub(super) fn visit(&self) -> MutexGuard<'_, Visit> {
        locked(&self.visit)
    }

    /// Changes the visit, and tells the supervisor where it stands if it moved.
    pub(super) fn change(&self, act: impl FnOnce(&mut Visit) -> Result<(), Code>) -> Result<(), Code> {
        let mut visit = self.visit();
        let before = visit.stage();
        act(&mut visit)?;
        let stage = visit.stage();
        if stage != before && visit.still_on().is_ok() {
            self.tell(Report::At { stage });
        }
        Ok(())
    }

    /// The page was heard.
    pub(super) fn heard_page(&self, now: Instant) {
        self.visit().heard(now);
    }

    /// Ends what is being read aloud, for another text; what it answers waits until a later one does the same.
    pub(super) fn speak(&self) -> impl Future<Output = ()> + use<> {
        let mut own = 0;
        self.spoken.send_modify(|count| {
            *count += 1;
            own = *count;
        });
        let mut spoken = self.spoken.subscribe();
        async move {
            // The sender lives as long as whoever asks it.
            let _ = spoken.wait_for(|count| *count != own).await;
        }
    }

    /// Passes an event to the page, if one listens.
    pub(super) fn tell_page(&self, event: PageEvent) {
        let _ = self.page.send(event);
    }

    /// The events from now on.
    pub(super) fn page_events(&self) -> broadcast::Receiver<PageEvent> {
        self.page.subscribe()
    }

    /// Tells the supervisor how the server is, if that is news.
    pub(super) fn server_is(&self, now: Result<(), Away>) {
        let mut known = locked(&self.server);
        if *known != Some(now) {
            *known = Some(now);
            self.tell(match now {
                Ok(()) => Report::Reached,
                Err(why) => Report::Away { why },
            });
        }
    }

    /// Tells the supervisor what a request met, and the page as a problem.
    pub(super) fn trouble(&self, trouble: Trouble) -> Code {
        match trouble {
            Trouble::Away(why) => {
                self.server_is(Err(why));
                Code::Unreachable
            }
            Trouble::Revoked => {
                self.tell(Report::Revoked);
                Code::NotSignedIn
            }
        }
    }

    /// Counts what was turned away.
    pub(super) fn count_refusal(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    /// What the passing of time changes.
    pub(super) fn round(&self, now: Instant) {
        if self.visit().expire(now) {
            self.tell(Report::Expired);
        }
        let total = self.refused.load(Ordering::Relaxed);
        if self.refused_told.swap(total, Ordering::Relaxed) != total {
            self.tell(Report::Refused { total });
        }
    }
}

/// A panic elsewhere has no half-made change here: every one is a single assignment.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
