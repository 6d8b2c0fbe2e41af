//! What Prometheus reads. Labels are route patterns and words, never ids.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use protocol::call::CallState;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// One answered request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

/// Whose socket it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

/// Where a call stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Stands {
    state: String,
}

/// Everything that is measured.
#[derive(Debug)]
pub struct Metrics {
    registry: Mutex<Registry>,
    requests: Family<Answered, Counter>,
    durations: Histogram,
    sockets: Family<Kind, Gauge>,
    calls: Family<Stands, Gauge>,
    applications: Counter,
    wipes: Histogram,
    holidays_missing: Gauge,
}

impl Metrics {
    /// All at zero.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("chikamado");
        let requests = Family::default();
        let durations = Histogram::new(exponential_buckets(0.001, 2.0, 14));
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_seconds", "Time until an answer began", durations.clone());
        let (sockets, calls, applications) = (Family::default(), Family::default(), Counter::default());
        registry.register("sockets", "WebSockets that said hello and are open", sockets.clone());
        registry.register("calls", "Calls that are not closed", calls.clone());
        registry.register("applications", "Applications submitted", applications.clone());
        let wipes = Histogram::new(exponential_buckets(0.125, 2.0, 8));
        registry.register("wipe_seconds", "Time in which a booth forgot a visit", wipes.clone());
        let holidays_missing = Gauge::default();
        let help = "1 where next year's holidays are due and were not imported";
        registry.register("holidays_missing", help, holidays_missing.clone());
        Self {
            registry: Mutex::new(registry),
            requests,
            durations,
            sockets,
            calls,
            applications,
            wipes,
            holidays_missing,
        }
    }

    /// Lets another part register what it measures.
    pub fn register(&self, with: impl FnOnce(&mut Registry)) {
        with(&mut self.registry.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Counts one answered request.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let label = Answered { method: method.to_owned(), route: route.to_owned(), status };
        self.requests.get_or_create(&label).inc();
        self.durations.observe(took.as_secs_f64());
    }

    /// States how many sockets of a kind (`booth`, `desk`, `device`) are open.
    pub fn sockets(&self, kind: &'static str, open: usize) {
        self.sockets.get_or_create(&Kind { kind }).set(i64::try_from(open).unwrap_or(i64::MAX));
    }

    /// States how many calls stand at a state.
    pub fn calls(&self, state: CallState, count: usize) {
        let label = Stands { state: crate::db::word(state) };
        self.calls.get_or_create(&label).set(i64::try_from(count).unwrap_or(i64::MAX));
    }

    /// Counts one submitted application.
    pub fn applied(&self) {
        self.applications.inc();
    }

    /// Measures how long a booth took to forget a visit.
    pub fn wiped(&self, took: Duration) {
        self.wipes.observe(took.as_secs_f64());
    }

    /// States whether next year's holidays are due and not there.
    pub fn holidays_missing(&self, missing: bool) {
        self.holidays_missing.set(missing.into());
    }

    /// In the OpenMetrics text format.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        // Writing to a String cannot fail.
        let _ = encode(&mut text, &registry);
        text
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
