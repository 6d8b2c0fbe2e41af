//! How well packets arrive: loss and jitter as RFC 3550 counts them (A.3, A.8). Pure.

use std::collections::BTreeMap;
use std::time::Duration;

/// A step of the sequence number beyond this is another stream, not a gap (RFC 3550 A.1).
const GAP_MAX: u16 = 3_000;
/// A packet this late still belongs to the stream.
const LATE_MAX: u16 = 100;

/// A packet's place in its stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp {
    /// RTP sequence number.
    pub(crate) sequence: u16,
    /// RTP timestamp.
    pub(crate) timestamp: u32,
}

/// What arrived in every receive slot of one connection.
#[derive(Debug, Default)]
pub(crate) struct Reception {
    sounds: BTreeMap<usize, Stream>,
    pictures: BTreeMap<usize, Stream>,
}

#[derive(Debug, Default)]
struct Stream {
    /// Of streams that were in the slot before.
    earlier: Counts,
    now: Option<Run>,
    /// In seconds.
    jitter: f64,
}

/// Packets that a sender counted, and those of them that came.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    sent: u64,
    received: u64,
}

#[derive(Debug)]
struct Run {
    counts: Counts,
    highest: u16,
    /// Arrival minus timestamp of the last packet, in seconds.
    transit: f64,
}

impl Reception {
    /// A packet of sound came, at a time since any fixed moment.
    pub(crate) fn sound(&mut self, slot: usize, stamp: Stamp, at: Duration) {
        self.sounds.entry(slot).or_default().hear(stamp, 48_000.0, at);
    }

    /// A packet of a picture came.
    pub(crate) fn picture(&mut self, slot: usize, stamp: Stamp, at: Duration) {
        self.pictures.entry(slot).or_default().hear(stamp, 90_000.0, at);
    }

    /// Packets lost, of a thousand; none if nothing came.
    pub(crate) fn lost_permille(&self) -> Option<u16> {
        let streams = self.sounds.values().chain(self.pictures.values());
        let all = streams.map(Stream::counts).fold(Counts::default(), Counts::plus);
        let lost = all.sent.saturating_sub(all.received) * 1_000;
        Some(u16::try_from(lost.checked_div(all.sent)?).expect("at most a thousand"))
    }

    /// The worst jitter of a sound. A picture's packets come in bursts, which its jitter would count.
    pub(crate) fn jitter(&self) -> Duration {
        let worst = self.sounds.values().map(|stream| stream.jitter).fold(0.0, f64::max);
        Duration::from_secs_f64(worst)
    }
}

impl Counts {
    fn plus(self, other: Self) -> Self {
        Self { sent: self.sent + other.sent, received: self.received + other.received }
    }
}

impl Stream {
    fn hear(&mut self, stamp: Stamp, rate: f64, at: Duration) {
        let transit = at.as_secs_f64() - f64::from(stamp.timestamp) / rate;
        let step = self.now.as_ref().map(|run| stamp.sequence.wrapping_sub(run.highest));
        match (&mut self.now, step) {
            (Some(run), Some(step)) if (1..GAP_MAX).contains(&step) => {
                run.highest = stamp.sequence;
                run.counts = run.counts.plus(Counts { sent: u64::from(step), received: 1 });
                let change = (transit - run.transit).abs();
                run.transit = transit;
                // A timestamp that goes over its end is no jitter.
                if change < 10.0 {
                    self.jitter += (change - self.jitter) / 16.0;
                }
            }
            (Some(run), Some(step)) if step == 0 || step > u16::MAX - LATE_MAX => run.counts.received += 1,
            _ => {
                self.earlier = self.counts();
                self.now = Some(Run { counts: Counts { sent: 1, received: 1 }, highest: stamp.sequence, transit });
            }
        }
    }

    fn counts(&self) -> Counts {
        self.now.as_ref().map_or(self.earlier, |run| self.earlier.plus(run.counts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sound packets of 20 ms with these numbers, each so many milliseconds late.
    fn hear(packets: impl IntoIterator<Item = (u16, u64)>) -> Reception {
        let mut reception = Reception::default();
        for (n, (sequence, late)) in packets.into_iter().enumerate() {
            let stamp = Stamp { sequence, timestamp: 960 * n as u32 };
            reception.sound(0, stamp, Duration::from_millis(20 * n as u64 + late));
        }
        reception
    }

    #[test]
    fn nothing_heard_is_no_figure() {
        assert_eq!(Reception::default().lost_permille(), None);
    }

    #[test]
    fn every_packet_in_time_is_no_loss_and_no_jitter() {
        let reception = hear((0..200).map(|n| (65_500_u16.wrapping_add(n), 0)));
        assert_eq!(reception.lost_permille(), Some(0), "also over the end of the numbers");
        assert!(reception.jitter() < Duration::from_micros(1));
    }

    #[test]
    fn each_tenth_packet_missing_is_a_tenth_lost() {
        let reception = hear((0..1000).filter(|n| n % 10 != 5).map(|n| (n, 0)));
        assert_eq!(reception.lost_permille(), Some(100));
    }

    #[test]
    fn a_late_packet_is_not_lost() {
        let reception = hear([(1, 0), (2, 0), (4, 0), (3, 0), (5, 0)]);
        assert_eq!(reception.lost_permille(), Some(0));
    }

    #[test]
    fn another_stream_in_the_slot_is_no_gap() {
        let reception = hear((0..50).map(|n| (n, 0)).chain((0..50).map(|n| (30_000 + n, 0))));
        assert_eq!(reception.lost_permille(), Some(0));
    }

    #[test]
    fn packets_that_come_unevenly_jitter() {
        let reception = hear((0..500).map(|n| (n, u64::from(n % 2) * 8)));
        let jitter = reception.jitter();
        assert!((7..=9).contains(&jitter.as_millis()), "{jitter:?}");
    }
}
