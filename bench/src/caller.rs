//! One load caller: sends a microphone's and a camera's packets at a steady pace and counts what comes back. Two kinds
//! carry the same payloads: a whole WebRTC peer for the SFU, bare datagrams for the relay.

use crate::relay;
use anyhow::{Context, Result};
use std::net::{SocketAddr, UdpSocket};
use std::time::{Duration, Instant};
use str0m::change::{SdpAnswer, SdpPendingOffer};
use str0m::channel::{ChannelConfig, Reliability};
use str0m::media::{Direction, MediaKind, Mid};
use str0m::net::{Protocol, Receive};
use str0m::rtp::RtpWrite;
use str0m::{Candidate, Event, Input, Output, Rtc};

/// Where in a payload the sender's clock stands.
const CLOCK: std::ops::Range<usize> = 16..24;

/// What a caller has seen.
#[derive(Default)]
pub(crate) struct Seen {
    /// Payloads received.
    pub(crate) packets: u64,
    /// From sending to receiving.
    pub(crate) transits: Vec<Duration>,
}

/// One packet to send.
struct Packet {
    video: bool,
    last_of_frame: bool,
    payload: Vec<u8>,
}

/// Steady pace: 50 audio packets of 80 bytes and 25 frames of four packets of 1,160 bytes a second: 0.96 Mbit/s.
struct Pace {
    epoch: Instant,
    audio: Instant,
    video: Instant,
    key: bool,
}

impl Pace {
    fn due(&mut self, now: Instant) -> Vec<Packet> {
        let mut packets = Vec::new();
        if self.audio <= now {
            self.audio += Duration::from_millis(20);
            packets.push(self.packet(now, false, true, true));
        }
        if self.video <= now {
            self.video += Duration::from_millis(40);
            packets.extend((0..4).map(|i| self.packet(now, true, i == 0, i == 3)));
            self.key = false;
        }
        packets
    }

    fn packet(&self, now: Instant, video: bool, first_of_frame: bool, last_of_frame: bool) -> Packet {
        let mut payload = vec![0x5a; if video { 1160 } else { 80 }];
        // A VP8 descriptor (RFC 7741): start of partition, then the inverse keyframe bit.
        payload[0] = if first_of_frame { 0x10 } else { 0 };
        payload[1] = u8::from(!(self.key && first_of_frame));
        payload[CLOCK].copy_from_slice(&(now.duration_since(self.epoch).as_nanos() as u64).to_be_bytes());
        Packet { video, last_of_frame, payload }
    }
}

impl Seen {
    fn take(&mut self, epoch: Instant, now: Instant, payload: &[u8]) {
        let Some(clock) = payload.get(CLOCK) else {
            return;
        };
        let sent = u64::from_be_bytes(clock.try_into().expect("eight bytes"));
        self.packets += 1;
        self.transits.push(now.duration_since(epoch).saturating_sub(Duration::from_nanos(sent)));
    }
}

/// How a caller's packets travel.
enum Line {
    Bare { relay: SocketAddr, number: u32, greeted: u32 },
    Rtc(Box<RtcLine>),
}

struct RtcLine {
    rtc: Rtc,
    microphone: Mid,
    camera: Mid,
    pending: Option<SdpPendingOffer>,
    wake: Instant,
    sequence: [u64; 2],
    connected: bool,
}

/// A caller with its socket.
pub(crate) struct Caller {
    pub(crate) socket: UdpSocket,
    address: SocketAddr,
    pace: Pace,
    line: Line,
    pub(crate) seen: Seen,
}

impl Caller {
    fn with(line: Line, socket: UdpSocket, epoch: Instant, index: usize) -> Result<Self> {
        socket.set_nonblocking(true)?;
        let address = socket.local_addr()?;
        // Callers start one after the other, so that packets do not come in one burst every 20 ms.
        let start = epoch + Duration::from_micros(index as u64 * 397 % 40_000);
        let pace = Pace { epoch, audio: start, video: start, key: true };
        Ok(Self { socket, address, pace, line, seen: Seen::default() })
    }

    /// A caller of the bare relay.
    pub(crate) fn bare(relay: SocketAddr, index: usize, epoch: Instant) -> Result<Self> {
        let number = u32::try_from(index)?;
        Self::with(Line::Bare { relay, number, greeted: 0 }, UdpSocket::bind("127.0.0.1:0")?, epoch, index)
    }

    /// A caller of the SFU, with its offer.
    pub(crate) fn rtc(index: usize, epoch: Instant) -> Result<(Self, String)> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        let now = Instant::now();
        let mut rtc =
            Rtc::builder().set_rtp_mode(true).clear_codecs().enable_opus(true, false).enable_vp8(true).build(now);
        rtc.add_local_candidate(Candidate::host(socket.local_addr()?, "udp")?);
        let mut change = rtc.sdp_api();
        let mut line = |kind, direction| change.add_media(kind, direction, None, None, None);
        let microphone = line(MediaKind::Audio, Direction::SendOnly);
        let camera = line(MediaKind::Video, Direction::SendOnly);
        line(MediaKind::Video, Direction::SendOnly);
        for _ in 0..3 {
            line(MediaKind::Audio, Direction::RecvOnly);
        }
        for _ in 0..4 {
            line(MediaKind::Video, Direction::RecvOnly);
        }
        change.add_channel_with_config(ChannelConfig {
            label: "control".into(),
            ordered: true,
            reliability: Reliability::Reliable,
            ..ChannelConfig::default()
        });
        let (offer, pending) = change.apply().context("an offer with lines")?;
        let line = RtcLine {
            rtc,
            microphone,
            camera,
            pending: Some(pending),
            wake: now,
            sequence: [1000; 2],
            connected: false,
        };
        Ok((Self::with(Line::Rtc(Box::new(line)), socket, epoch, index)?, offer.to_sdp_string()))
    }

    /// The SFU's answer.
    pub(crate) fn answer(&mut self, sdp: &str) -> Result<()> {
        let Line::Rtc(line) = &mut self.line else {
            return Ok(());
        };
        let pending = line.pending.take().context("answered once")?;
        line.rtc.sdp_api().accept_answer(pending, SdpAnswer::from_sdp_string(sdp)?)?;
        self.flush(Instant::now())
    }

    /// Whether its packets flow.
    pub(crate) fn connected(&self) -> bool {
        match &self.line {
            Line::Bare { greeted, .. } => *greeted >= 3,
            Line::Rtc(line) => line.connected,
        }
    }

    /// Sends what is due.
    pub(crate) fn tick(&mut self, now: Instant) -> Result<()> {
        let connected = self.connected();
        match &mut self.line {
            // Thrice, so that both sides of a pair are known to the relay before packets count.
            Line::Bare { relay, number, greeted } if *greeted < 3 => {
                self.socket.send_to(&[&relay::HELLO[..], &number.to_be_bytes()].concat(), *relay)?;
                *greeted += 1;
            }
            Line::Bare { relay, .. } => {
                for packet in self.pace.due(now) {
                    let _ = self.socket.send_to(&packet.payload, *relay);
                }
            }
            Line::Rtc(line) => {
                if line.wake <= now {
                    line.rtc.handle_input(Input::Timeout(now))?;
                    self.flush(now)?;
                }
                if connected {
                    for packet in self.pace.due(now) {
                        self.write(now, packet);
                        self.flush(now)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn write(&mut self, now: Instant, packet: Packet) {
        let Line::Rtc(line) = &mut self.line else {
            return;
        };
        let (mid, clock) = if packet.video { (line.camera, 90_000) } else { (line.microphone, 48_000) };
        let Some(pt) = line.rtc.media(mid).and_then(|m| m.remote_pts().first().copied()) else {
            return;
        };
        let sequence = &mut line.sequence[usize::from(packet.video)];
        *sequence += 1;
        let elapsed = now.duration_since(self.pace.epoch);
        let timestamp = (elapsed.as_micros() * clock / 1_000_000) as u32;
        let rtp = RtpWrite::new(pt, (*sequence).into(), timestamp, now, packet.payload)
            .marker(packet.video && packet.last_of_frame)
            .nackable(packet.video);
        if let Some(tx) = line.rtc.direct_api().stream_tx_by_mid(mid, None) {
            tx.write_rtp(rtp);
        }
    }

    /// Takes everything that waits in the socket.
    pub(crate) fn receive(&mut self, bytes: &mut [u8]) -> Result<()> {
        while let Ok((length, source)) = self.socket.recv_from(bytes) {
            let now = Instant::now();
            match &mut self.line {
                Line::Bare { .. } => self.seen.take(self.pace.epoch, now, &bytes[..length]),
                Line::Rtc(line) => {
                    let Ok(contents) = (&bytes[..length]).try_into() else {
                        continue;
                    };
                    let receive = Receive { proto: Protocol::Udp, source, destination: self.address, contents };
                    line.rtc.handle_input(Input::Receive(now, receive))?;
                    self.flush(now)?;
                }
            }
        }
        Ok(())
    }

    fn flush(&mut self, now: Instant) -> Result<()> {
        let Line::Rtc(line) = &mut self.line else {
            return Ok(());
        };
        loop {
            match line.rtc.poll_output()? {
                Output::Timeout(at) => {
                    line.wake = at;
                    return Ok(());
                }
                Output::Transmit(datagram) => {
                    let _ = self.socket.send_to(&datagram.contents, datagram.destination);
                }
                Output::Event(Event::Connected) => line.connected = true,
                Output::Event(Event::KeyframeRequest(_)) => self.pace.key = true,
                Output::Event(Event::RtpPacket(packet)) => self.seen.take(self.pace.epoch, now, &packet.payload),
                Output::Event(_) => {}
            }
        }
    }

    /// When it wants to be ticked again.
    pub(crate) fn next(&self) -> Instant {
        let pace = self.pace.audio.min(self.pace.video);
        match &self.line {
            Line::Bare { .. } => pace,
            Line::Rtc(line) if line.connected => pace.min(line.wake),
            Line::Rtc(line) => line.wake,
        }
    }
}
