//! What the SFU counts, for Prometheus. Nothing here names a call or a person.

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;

/// How long after a slot was emptied something of it may still leave.
pub const STILL: Duration = Duration::from_millis(50);

/// Why something was not passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Drop {
    /// A datagram of nobody.
    Unknown,
    /// A packet before its slot's keyframe, or of another layer.
    NoKeyframe,
    /// A data channel message over its limit.
    OverLimit,
    /// A data channel message for a receiver that does not keep up.
    SlowReceiver,
    /// A datagram that the socket did not take.
    SocketFull,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: Drop,
}

/// The counters of one process; clones share them.
#[derive(Debug, Clone)]
pub struct Metrics {
    /// Open rooms.
    pub rooms: Gauge,
    /// Joined parties and cameras.
    pub connections: Gauge,
    /// Datagrams in.
    pub packets_in: Counter,
    /// Bytes in.
    pub bytes_in: Counter,
    /// Datagrams out.
    pub packets_out: Counter,
    /// Bytes out.
    pub bytes_out: Counter,
    /// Media packets put into a slot.
    pub forwarded: Counter,
    /// Seconds from a datagram's receipt to the sending of what it led to.
    pub transit: Histogram,
    /// Keyframes asked of sources.
    pub keyframe_requests: Counter,
    /// Calls that broke.
    pub panics: Counter,
    /// Times that a party was covered.
    pub covers: Counter,
    /// Seconds from the emptying of a slot, by a cover or by anything else, to each datagram of it that still left.
    pub late: Histogram,
    /// Those that left more than [`STILL`] after it.
    pub too_late: Counter,
    drops: Family<Reason, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            rooms: Gauge::default(),
            connections: Gauge::default(),
            packets_in: Counter::default(),
            bytes_in: Counter::default(),
            packets_out: Counter::default(),
            bytes_out: Counter::default(),
            forwarded: Counter::default(),
            transit: Histogram::new([20e-6, 50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 50e-3]),
            keyframe_requests: Counter::default(),
            panics: Counter::default(),
            covers: Counter::default(),
            late: Histogram::new([1e-3, 5e-3, 10e-3, 50e-3, 0.1, 1.0]),
            too_late: Counter::default(),
            drops: Family::default(),
        }
    }
}

impl Metrics {
    /// Something was not passed on.
    pub fn dropped(&self, reason: Drop) {
        self.drops.get_or_create(&Reason { reason }).inc();
    }

    /// How often for this reason.
    pub fn drops(&self, reason: Drop) -> u64 {
        self.drops.get_or_create(&Reason { reason }).get()
    }

    /// A datagram of an emptied slot left this long after it was emptied.
    pub fn left_late(&self, after: Duration) {
        self.late.observe(after.as_secs_f64());
        if after > STILL {
            self.too_late.inc();
        }
    }

    /// Names everything under `sfu_`.
    pub fn register(&self, registry: &mut Registry) {
        let sfu = registry.sub_registry_with_prefix("sfu");
        sfu.register("rooms", "Open rooms", self.rooms.clone());
        sfu.register("connections", "Joined parties and cameras", self.connections.clone());
        sfu.register("packets_in", "Datagrams received", self.packets_in.clone());
        sfu.register_with_unit("in", "Bytes received", Unit::Bytes, self.bytes_in.clone());
        sfu.register("packets_out", "Datagrams sent", self.packets_out.clone());
        sfu.register_with_unit("out", "Bytes sent", Unit::Bytes, self.bytes_out.clone());
        sfu.register("forwarded", "Media packets put into a receiver's slot", self.forwarded.clone());
        let transit = "Time from a datagram's receipt to the sending of what it led to";
        sfu.register_with_unit("transit", transit, Unit::Seconds, self.transit.clone());
        sfu.register("keyframe_requests", "Keyframes asked of sources", self.keyframe_requests.clone());
        sfu.register("panics", "Calls that broke", self.panics.clone());
        sfu.register("privacy_covers", "Times that a party was covered", self.covers.clone());
        let late =
            "Time from the emptying of a slot, by a cover or anything else, to each datagram of it that still left";
        sfu.register_with_unit("privacy_late", late, Unit::Seconds, self.late.clone());
        let too_late = "Datagrams of an emptied slot that left more than 50 ms after it was emptied";
        sfu.register("privacy_packets_after_50ms", too_late, self.too_late.clone());
        sfu.register("drops", "Datagrams, packets and messages not passed on", self.drops.clone());
    }
}
