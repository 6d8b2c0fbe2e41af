//! What one receive slot sends: one SSRC for the whole call, whoever sits in it.
//!
//! A receiver must not notice that the source behind a slot changed, except by the picture. So each packet's sequence
//! number, timestamp and VP8 picture id are moved by offsets that are chosen anew at each change: the sequence goes on
//! by one, the timestamp by the time that really passed. Video changes hands only at a keyframe.

use crate::allocate::Layer;
use crate::offer::Kind;
use std::time::Instant;
use str0m::rtp::{Vp8Descriptor, Vp8Patch};

/// What forwarding needs to know of a received packet.
#[derive(Debug, Clone, Copy)]
pub struct Incoming {
    /// Extended sequence number.
    pub seq: u64,
    /// RTP timestamp.
    pub timestamp: u32,
    /// Which simulcast layer.
    pub layer: Layer,
    /// The VP8 payload descriptor, if it is video.
    pub vp8: Option<Vp8Descriptor>,
    /// Whether it begins a keyframe.
    pub keyframe: bool,
}

/// How a packet leaves.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing {
    /// Extended sequence number.
    pub seq: u64,
    /// RTP timestamp.
    pub timestamp: u32,
    /// New picture ids, if the packet has any.
    pub patch: Option<Vp8Patch>,
}

/// One slot's stream.
#[derive(Debug)]
pub struct Forward {
    kind: Kind,
    flow: Flow,
    latest: Latest,
}

#[derive(Debug)]
enum Flow {
    Empty,
    /// Filled, but nothing can be shown before a keyframe comes.
    Waiting,
    Passing(Offsets),
}

#[derive(Debug)]
struct Offsets {
    layer: Layer,
    /// Packets from before the change come late now and then; they belong to nobody.
    first: u64,
    seq: u64,
    timestamp: u32,
    pictures: Pictures,
}

/// The newest packet that left.
#[derive(Debug)]
struct Latest {
    seq: u64,
    timestamp: u32,
    at: Option<Instant>,
    pictures: Pictures,
}

/// VP8's counters (RFC 7741 §4.2), or what is added to them.
#[derive(Debug, Clone, Copy, Default)]
struct Pictures {
    picture: u16,
    tl0: u8,
    key: u8,
}

const PICTURE_MASK: u16 = 0x7fff;
const KEY_MASK: u8 = 0x1f;

impl Pictures {
    fn of(vp8: &Vp8Descriptor) -> Self {
        Self {
            picture: vp8.picture_id().unwrap_or(0),
            tl0: vp8.tl0_pic_idx().unwrap_or(0),
            key: vp8.key_idx().unwrap_or(0),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            picture: self.picture.wrapping_add(other.picture) & PICTURE_MASK,
            tl0: self.tl0.wrapping_add(other.tl0),
            key: self.key.wrapping_add(other.key) & KEY_MASK,
        }
    }

    /// What leads from `self` to the step after `latest`.
    fn to_next(self, latest: Self) -> Self {
        Self {
            picture: latest.picture.wrapping_add(1).wrapping_sub(self.picture) & PICTURE_MASK,
            tl0: latest.tl0.wrapping_add(1).wrapping_sub(self.tl0),
            key: latest.key.wrapping_add(1).wrapping_sub(self.key) & KEY_MASK,
        }
    }

    fn patch(self, vp8: &Vp8Descriptor) -> Option<Vp8Patch> {
        let mut patch = vp8.patch();
        if vp8.picture_id().is_some() {
            patch = patch.picture_id(self.picture);
        }
        if vp8.tl0_pic_idx().is_some() {
            patch = patch.tl0_pic_idx(self.tl0);
        }
        if vp8.key_idx().is_some() {
            patch = patch.key_idx(self.key);
        }
        // Fails for a seven-bit picture id only, which no browser sends; such a packet leaves as it came.
        patch.build().ok()
    }
}

impl Forward {
    /// An empty slot. The first numbers are random (RFC 3550 §5.1) and low enough not to roll over at once.
    pub fn new(kind: Kind, random: u32) -> Self {
        let latest =
            Latest { seq: u64::from(random & 0x3fff), timestamp: random, at: None, pictures: Pictures::default() };
        Self { kind, flow: Flow::Empty, latest }
    }

    /// The slot's occupant changed.
    pub fn refill(&mut self, occupied: bool) {
        self.flow = if occupied { Flow::Waiting } else { Flow::Empty };
    }

    /// Whether a keyframe of `wanted` is needed for the slot to go on as it should.
    pub fn awaits_keyframe(&self, wanted: Layer) -> bool {
        self.kind == Kind::Video
            && match &self.flow {
                Flow::Empty => false,
                Flow::Waiting => true,
                Flow::Passing(offsets) => offsets.layer != wanted,
            }
    }

    /// How `packet` leaves, or that it does not. `wanted` is the layer that the slot should show.
    pub fn pass(&mut self, packet: &Incoming, wanted: Layer, now: Instant) -> Option<Outgoing> {
        let may_start = match self.kind {
            Kind::Audio => true,
            Kind::Video => packet.keyframe && packet.layer == wanted,
        };
        match &self.flow {
            Flow::Passing(offsets) if offsets.layer == packet.layer => {}
            Flow::Waiting | Flow::Passing(_) if may_start => self.flow = Flow::Passing(self.start(packet, now)),
            Flow::Empty | Flow::Waiting | Flow::Passing(_) => return None,
        }
        let Flow::Passing(offsets) = &self.flow else { return None };
        if packet.seq < offsets.first {
            return None;
        }
        let seq = packet.seq.wrapping_add(offsets.seq);
        let timestamp = packet.timestamp.wrapping_add(offsets.timestamp);
        let pictures = packet.vp8.map_or(Pictures::default(), |vp8| Pictures::of(&vp8).plus(offsets.pictures));
        if seq > self.latest.seq {
            self.latest = Latest { seq, timestamp, at: Some(now), pictures };
        }
        Some(Outgoing { seq, timestamp, patch: packet.vp8.and_then(|vp8| pictures.patch(&vp8)) })
    }

    /// The offsets that let `packet` follow the newest one that left.
    fn start(&self, packet: &Incoming, now: Instant) -> Offsets {
        let rate = self.kind.clock_rate();
        let passed = self.latest.at.map_or(0.0, |at| now.saturating_duration_since(at).as_secs_f64());
        // At least 1/50 s, so that two sources never share a timestamp.
        let step = ((passed * f64::from(rate)) as u64).max(u64::from(rate / 50));
        let next = self.latest.timestamp.wrapping_add(step as u32);
        Offsets {
            layer: packet.layer,
            first: packet.seq,
            seq: (self.latest.seq + 1).wrapping_sub(packet.seq),
            timestamp: next.wrapping_sub(packet.timestamp),
            pictures: packet.vp8.map_or(Pictures::default(), |vp8| Pictures::of(&vp8).to_next(self.latest.pictures)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::Duration;

    const LOW: Layer = Layer::Low;

    fn audio(seq: u64, timestamp: u32) -> Incoming {
        Incoming { seq, timestamp, layer: LOW, vp8: None, keyframe: false }
    }

    fn video(seq: u64, timestamp: u32, keyframe: bool, picture: u16) -> Incoming {
        let payload = [0x90, 0x80, 0x80 | (picture >> 8) as u8, picture as u8, u8::from(!keyframe)];
        let vp8 = Vp8Descriptor::parse(&payload).unwrap();
        Incoming { seq, timestamp, layer: LOW, vp8: Some(vp8), keyframe: vp8.starts_keyframe(&payload) }
    }

    #[test]
    fn a_refilled_slot_goes_on_by_one_and_by_the_time_that_passed() {
        let start = Instant::now();
        let mut slot = Forward::new(Kind::Video, 7);
        slot.refill(true);
        let first = slot.pass(&video(500, 1_000, true, 9), LOW, start).unwrap();
        let second = slot.pass(&video(501, 4_000, false, 10), LOW, start + Duration::from_millis(33)).unwrap();
        assert_eq!((second.seq - first.seq, second.timestamp.wrapping_sub(first.timestamp)), (1, 3_000));

        slot.refill(true);
        let later = start + Duration::from_millis(133);
        assert!(slot.pass(&video(9_000, 77, false, 300), LOW, later).is_none(), "no keyframe yet");
        assert!(slot.awaits_keyframe(LOW));
        let third = slot.pass(&video(9_001, 80, true, 301), LOW, later).unwrap();
        assert_eq!((third.seq - second.seq, third.timestamp.wrapping_sub(second.timestamp)), (1, 9_000));
        assert!(slot.pass(&video(9_000, 77, false, 300), LOW, later).is_none(), "from before the change");
        assert!(!slot.awaits_keyframe(LOW));
    }

    #[test]
    fn an_empty_slot_sends_nothing() {
        let mut slot = Forward::new(Kind::Audio, 1);
        assert!(slot.pass(&audio(1, 1), LOW, Instant::now()).is_none());
        slot.refill(true);
        assert!(slot.pass(&audio(1, 1), LOW, Instant::now()).is_some());
        slot.refill(false);
        assert!(slot.pass(&audio(2, 961), LOW, Instant::now()).is_none());
    }

    #[test]
    fn a_layer_changes_at_its_keyframe_and_not_before() {
        let now = Instant::now();
        let mut slot = Forward::new(Kind::Video, 1);
        slot.refill(true);
        let low = slot.pass(&video(10, 0, true, 1), LOW, now).unwrap();
        let high = |seq, keyframe| Incoming { layer: Layer::High, ..video(seq, 0, keyframe, 1) };
        assert!(slot.awaits_keyframe(Layer::High));
        assert!(slot.pass(&high(70, false), Layer::High, now).is_none());
        assert_eq!(slot.pass(&video(11, 0, false, 2), Layer::High, now).unwrap().seq, low.seq + 1, "goes on meanwhile");
        assert_eq!(slot.pass(&high(71, true), Layer::High, now).unwrap().seq, low.seq + 2);
        assert!(slot.pass(&video(12, 0, false, 3), Layer::High, now).is_none());
    }

    proptest! {
        /// Whatever sources come and go, numbers never repeat and never go back at a change.
        #[test]
        fn sequence_is_continuous(sources in prop::collection::vec((0u64..1 << 40, 1u64..20, any::<u32>()), 1..20)) {
            let mut now = Instant::now();
            let mut slot = Forward::new(Kind::Audio, 3);
            let mut before: Option<u64> = None;
            for (first, count, timestamp) in sources {
                slot.refill(true);
                for i in 0..count {
                    now += Duration::from_millis(20);
                    let out = slot.pass(&audio(first + i, timestamp.wrapping_add(960 * i as u32)), LOW, now).unwrap();
                    prop_assert!(before.is_none_or(|b| out.seq == b + 1));
                    before = Some(out.seq);
                }
            }
        }
    }
}
