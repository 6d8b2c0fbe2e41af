//! One client's connection: a str0m [`Rtc`] in RTP mode, and what the SFU remembers beside it.
//!
//! A peer turns datagrams into [`PeerEvent`]s and forwarded packets into datagrams. It decides nothing: who receives
//! what is [`crate::room`]'s business, how a packet leaves is [`crate::forward`]'s.

use crate::allocate::{Layer, Layers};
use crate::channel::{Label, Message, Meters, Outbox};
use crate::forward::{Forward, Incoming};
use crate::keyframe::{Need, Throttle};
use crate::offer::{Credentials, Kind, Shape};
use protocol::policy::Line;
use protocol::problem::Code;
use rand::Rng;
use rand::rngs::StdRng;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use str0m::change::SdpOffer;
use str0m::channel::ChannelId;
use str0m::config::{CryptoProvider, DtlsCert};
use str0m::format::Codec;
use str0m::media::{KeyframeRequestKind, Mid, Pt};
use str0m::net::{DatagramRecv, Protocol, Receive, Transmit};
use str0m::rtp::{ExtensionValues, RtpPacket, RtpWrite, Ssrc, Vp8Descriptor};
use str0m::{Candidate, Event, Input, Output, Rtc};

/// A line from which nothing has come for this long is off. Longer than a still screen's or a silent microphone's
/// pauses in Chromium (1 s, 0.4 s).
const PAUSED_AFTER: Duration = Duration::from_secs(3);
/// How often quality is measured.
const MEASURED_EVERY: Duration = Duration::from_secs(2);
/// Most that waits inside SCTP, in bytes; the rest waits in the [`Outbox`], where a pointer overtakes a file.
const SCTP_BUFFER: usize = 192 * 1024;
/// What is kept for retransmission: str0m's own defaults, which it has to be told to forget what it holds.
const RTX_PACKETS: usize = 2000;
const RTX_AGE: Duration = Duration::from_secs(3);
const RTX_SHARE: f32 = 0.15;
/// Largest data channel message that is taken in, so that one over a channel's limit can be answered.
const MESSAGE_MAX: u32 = 256 * 1024;

/// What all peers of a process share: warm crypto, and the certificate that the SFU shows.
#[derive(Debug, Clone)]
pub struct Identity {
    crypto: Arc<CryptoProvider>,
    certificate: DtlsCert,
}

/// This build's crypto cannot make a certificate.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("no DTLS certificate could be made")]
pub struct NoCertificate;

impl Identity {
    /// Makes a certificate and goes once through what an offer needs, so that the first call of a fresh process does
    /// not wait 40–55 ms for it.
    pub fn warm(now: Instant) -> Result<Self, NoCertificate> {
        let crypto = Arc::new(str0m::crypto::from_feature_flags());
        let certificate = crypto.dtls_provider.generate_certificate().ok_or(NoCertificate)?;
        let identity = Self { crypto, certificate };
        let mut rtc = identity.rtc(now);
        rtc.sdp_api().add_channel("warm".to_owned());
        Ok(identity)
    }

    fn rtc(&self, now: Instant) -> Rtc {
        Rtc::builder()
            .set_crypto_provider(self.crypto.clone())
            .set_dtls_cert(self.certificate.clone())
            .set_rtp_mode(true)
            .set_ice_lite(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .set_pause_threshold(PAUSED_AFTER)
            .set_stats_interval(Some(MEASURED_EVERY))
            .set_sctp_max_buffered_amount(SCTP_BUFFER)
            .set_sctp_max_message_size(MESSAGE_MAX)
            .build(now)
    }
}

/// What a client's datagrams come to.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "most are media; a box would cost each packet an allocation")]
pub enum PeerEvent {
    /// ICE and DTLS stand.
    Connected,
    /// The client closed its connection, or it broke.
    Closed,
    /// A packet with media.
    Media(Media),
    /// A line went silent.
    Paused(Line),
    /// The receiver of a slot asks for a keyframe.
    KeyframeWanted { slot: usize },
    /// A channel opened.
    Opened(Label),
    /// A message within its channel's limits.
    Message { label: Label, binary: bool, data: Vec<u8> },
    /// A message over its channel's limits.
    Refused { code: Code, tell: bool },
    /// A datagram of a slot left that was emptied before; so long after.
    LeftLate { after: Duration },
    /// Loss as a fraction, from the client and to it, and the round trip.
    Measured { sending: f32, receiving: f32, round_trip: Duration },
}

/// A received packet with media.
#[derive(Debug)]
pub struct Media {
    /// What it belongs to.
    pub line: Line,
    /// What forwarding needs to know.
    pub incoming: Incoming,
    packet: RtpPacket,
}

/// A line that the client sends.
#[derive(Debug)]
struct Track {
    line: Line,
    mid: Mid,
    layers: Layers,
    throttle: Throttle,
}

/// A line that the client receives.
#[derive(Debug)]
struct Slot {
    kind: Kind,
    mid: Mid,
    forward: Forward,
    emptied: Option<Emptied>,
}

/// A slot that showed something and is to send nothing of it any more.
#[derive(Debug)]
struct Emptied {
    at: Instant,
    /// What its datagrams bear: of the media and of retransmissions.
    ssrcs: [Option<Ssrc>; 2],
}

/// One client's connection.
#[derive(Debug)]
pub struct Peer {
    rtc: Rtc,
    deadline: Instant,
    /// The latest offer: a fragment that restarts ICE is grafted onto it.
    offer: String,
    shape: Shape,
    tracks: Vec<Track>,
    slots: Vec<Slot>,
    /// Which stream is which; few, so a scan beats hashing.
    streams: Vec<(Ssrc, Line, Layer)>,
    opus: Option<Pt>,
    vp8: Option<Pt>,
    channels: Vec<(ChannelId, Label)>,
    meters: Meters,
    outbox: Outbox,
    receiving_loss: f32,
}

impl Peer {
    /// Accepts an offer; the answer names `candidates`.
    pub fn accept(
        identity: &Identity,
        candidates: &[SocketAddr],
        offer: String,
        shape: Shape,
        rng: &mut StdRng,
        now: Instant,
    ) -> Result<(Self, String), Code> {
        let mut rtc = identity.rtc(now);
        for addr in candidates {
            rtc.add_local_candidate(Candidate::host(*addr, "udp").map_err(|_| Code::Internal)?);
        }
        let answer = answer(&mut rtc, &offer)?;
        let payload_type = |codec| rtc.codec_config().find(|p| p.spec().codec == codec).map(|p| p.pt());
        let (opus, vp8) = (payload_type(Codec::Opus), payload_type(Codec::Vp8));
        let track = |(line, mid): &(Line, String)| Track {
            line: *line,
            mid: Mid::from(mid.as_str()),
            layers: Layers::default(),
            throttle: Throttle::default(),
        };
        let slot = |(kind, mid): &(Kind, String)| Slot {
            kind: *kind,
            mid: Mid::from(mid.as_str()),
            forward: Forward::new(*kind, rng.next_u32()),
            emptied: None,
        };
        let peer = Self {
            deadline: now,
            tracks: shape.sends.iter().map(track).collect(),
            slots: shape.slots.iter().map(slot).collect(),
            streams: Vec::new(),
            opus,
            vp8,
            channels: Vec::new(),
            meters: Meters::new(now),
            outbox: Outbox::default(),
            receiving_loss: 0.0,
            rtc,
            offer,
            shape,
        };
        Ok((peer, answer))
    }

    /// The name under which this peer's STUN requests come.
    pub fn ufrag(&mut self) -> String {
        self.rtc.direct_api().local_ice_credentials().ufrag
    }

    /// When [`Self::timeout`] is due.
    pub const fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether these credentials are the ones in use: a trickled candidate, no restart.
    pub fn knows(&self, credentials: Credentials<'_>) -> bool {
        Credentials::read(&self.offer).is_ok_and(|known| known == credentials)
    }

    /// Restarts ICE with a fragment's credentials; the whole answer comes back.
    pub fn restart(&mut self, credentials: Credentials<'_>) -> Result<String, Code> {
        let offer = credentials.graft(&self.offer);
        self.reoffer(offer)
    }

    /// Restarts ICE with a whole offer, which must have the same lines and certificate.
    pub fn reoffer(&mut self, offer: String) -> Result<String, Code> {
        let answer = answer(&mut self.rtc, &offer)?;
        self.offer = offer;
        Ok(answer)
    }

    /// The lines and certificate that were offered.
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Takes a datagram in. False if it is none of this peer's.
    pub fn receive(&mut self, from: SocketAddr, to: SocketAddr, bytes: &[u8], now: Instant) -> bool {
        let Ok(contents) = DatagramRecv::try_from(bytes) else { return false };
        let input = Input::Receive(now, Receive { proto: Protocol::Udp, source: from, destination: to, contents });
        self.rtc.accepts(&input) && self.rtc.handle_input(input).is_ok()
    }

    /// Time passed, or something was written.
    pub fn timeout(&mut self, now: Instant) {
        // An error shows again in `poll`, which ends the peer.
        let _ = self.rtc.handle_input(Input::Timeout(now));
    }

    /// Everything that the last input led to. To be called after each, until the next.
    pub fn poll(&mut self, now: Instant, mut transmit: impl FnMut(Transmit), mut event: impl FnMut(PeerEvent)) {
        self.flush();
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Timeout(at)) => {
                    self.deadline = at;
                    return;
                }
                Ok(Output::Transmit(datagram)) => {
                    if let Some(after) = self.lateness(&datagram.contents, now) {
                        event(PeerEvent::LeftLate { after });
                    }
                    transmit(datagram);
                }
                Ok(Output::Event(found)) => {
                    if let Some(found) = self.read(found, now) {
                        event(found);
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, "a connection broke");
                    self.rtc.disconnect();
                    event(PeerEvent::Closed);
                }
            }
        }
    }

    /// Says goodbye; what is to be sent comes by a last [`Self::poll`].
    pub fn close(&mut self) {
        if let Err(error) = self.rtc.close() {
            tracing::debug!(%error, "a connection could not say goodbye");
        }
    }

    /// A slot's occupant changed. What str0m keeps of the one before, for retransmission and padding, is dropped, so that
    /// a receiver who asks for it gets nothing. What was written and waits for [`Self::timeout`] cannot be taken back; it
    /// leaves within the same turn of the worker.
    pub fn refill(&mut self, slot: usize, occupied: bool, now: Instant) {
        let Some(slot) = self.slots.get_mut(slot) else { return };
        slot.forward.refill(occupied);
        let mut direct = self.rtc.direct_api();
        let Some(stream) = direct.stream_tx_by_mid(slot.mid, None) else { return };
        stream.set_rtx_cache(RTX_PACKETS, RTX_AGE, Some(RTX_SHARE));
        slot.emptied = (!occupied).then(|| Emptied { at: now, ssrcs: [Some(stream.ssrc()), stream.rtx()] });
    }

    /// For how long the slot had been empty whose datagram this is.
    fn lateness(&self, datagram: &[u8], now: Instant) -> Option<Duration> {
        let ssrc = Some(rtp_ssrc(datagram)?);
        let mut emptied = self.slots.iter().filter_map(|slot| slot.emptied.as_ref());
        let at = emptied.find(|emptied| emptied.ssrcs.contains(&ssrc))?.at;
        Some(now.saturating_duration_since(at))
    }

    /// Whether a slot needs a keyframe of this layer.
    pub fn awaits_keyframe(&self, slot: usize, wanted: Layer) -> bool {
        self.slots.get(slot).is_some_and(|slot| slot.forward.awaits_keyframe(wanted))
    }

    /// Sends a packet of another peer into a slot. False if the slot does not take it. To be followed by
    /// [`Self::timeout`], which is when it leaves.
    pub fn send(&mut self, slot: usize, media: &Media, wanted: Layer, now: Instant) -> bool {
        let Some(slot) = self.slots.get_mut(slot) else { return false };
        let Some(pt) = (match slot.kind {
            Kind::Audio => self.opus,
            Kind::Video => self.vp8,
        }) else {
            return false;
        };
        let Some(out) = slot.forward.pass(&media.incoming, wanted, now) else { return false };
        let header = &media.packet.header;
        // Only what describes the media itself. A source's mid, for one, would bind the slot's SSRC to a wrong line.
        let ext_vals = ExtensionValues {
            audio_level: header.ext_vals.audio_level,
            voice_activity: header.ext_vals.voice_activity,
            video_orientation: header.ext_vals.video_orientation,
            ..ExtensionValues::default()
        };
        let payload = media.packet.payload.clone();
        let mut write = RtpWrite::new(pt, out.seq.into(), out.timestamp, media.packet.timestamp, payload)
            .marker(header.marker)
            .nackable(slot.kind == Kind::Video)
            .ext_vals(ext_vals);
        if let Some(patch) = out.patch {
            write = write.vp8_patch(patch);
        }
        match self.rtc.direct_api().stream_tx_by_mid(slot.mid, None) {
            Some(stream) => stream.write_rtp(write),
            None => return false,
        }
        true
    }

    /// The layer of a line that receivers should get.
    pub fn best_layer(&self, line: Line, now: Instant) -> Layer {
        self.tracks.iter().find(|t| t.line == line).map_or(Layer::Low, |track| track.layers.best(now))
    }

    /// Asks the client for a keyframe, unless it was asked just now. To be followed by [`Self::timeout`].
    pub fn ask_keyframe(&mut self, line: Line, layer: Layer, need: Need, now: Instant) -> bool {
        let Some(track) = self.tracks.iter_mut().find(|t| t.line == line) else { return false };
        let stream = self.streams.iter().find(|(_, l, y)| (*l, *y) == (line, layer));
        let Some((ssrc, ..)) = stream.filter(|_| track.throttle.ask(need, now)) else { return false };
        match self.rtc.direct_api().stream_rx(ssrc) {
            Some(stream) => stream.request_keyframe(KeyframeRequestKind::Pli),
            None => return false,
        }
        true
    }

    /// Queues a message for the client. False if too much is waiting already, or the channel is not open.
    pub fn post(&mut self, label: Label, message: Message) -> bool {
        self.channels.iter().any(|(_, l)| *l == label) && self.outbox.push(label, message).is_ok()
    }

    /// Moves waiting messages into SCTP as far as there is room.
    fn flush(&mut self) {
        if self.outbox.is_empty() {
            return;
        }
        for label in Label::ALL {
            let Some(&(id, _)) = self.channels.iter().find(|(_, l)| *l == label) else { continue };
            while let Some(message) = self.outbox.front(label) {
                let Some(mut channel) = self.rtc.channel(id) else { break };
                match channel.write(message.binary, &message.data) {
                    Ok(true) => _ = self.outbox.pop(label),
                    Ok(false) => return,
                    Err(error) => {
                        tracing::debug!(%error, "a message could not be written");
                        self.outbox.pop(label);
                    }
                }
            }
        }
    }

    fn read(&mut self, event: Event, now: Instant) -> Option<PeerEvent> {
        Some(match event {
            Event::Connected => PeerEvent::Connected,
            Event::Closed => PeerEvent::Closed,
            Event::RtpPacket(packet) => PeerEvent::Media(self.media(packet, now)?),
            Event::StreamPaused(stream)
                if stream.paused && stream.rid.is_none_or(|rid| layer_of(&rid) == Layer::Low) =>
            {
                PeerEvent::Paused(self.tracks.iter().find(|t| t.mid == stream.mid)?.line)
            }
            Event::KeyframeRequest(request) => {
                PeerEvent::KeyframeWanted { slot: self.slots.iter().position(|s| s.mid == request.mid)? }
            }
            Event::ChannelOpen(id, name) => {
                let label = Label::parse(&name)?;
                self.channels.retain(|(_, l)| *l != label);
                self.channels.push((id, label));
                PeerEvent::Opened(label)
            }
            Event::ChannelClose(id) => {
                let at = self.channels.iter().position(|(i, _)| *i == id)?;
                let (_, label) = self.channels.swap_remove(at);
                self.outbox.clear(label);
                return None;
            }
            Event::ChannelData(message) => {
                let (_, label) = *self.channels.iter().find(|(id, _)| *id == message.id)?;
                match self.meters.admit(label, message.data.len(), now) {
                    Ok(()) => PeerEvent::Message { label, binary: message.binary, data: message.data },
                    Err(code) => PeerEvent::Refused { code, tell: self.meters.may_tell(now) },
                }
            }
            Event::MediaEgressStats(stats) => {
                self.receiving_loss = self.receiving_loss.max(stats.loss.unwrap_or(0.0));
                return None;
            }
            Event::PeerStats(stats) => PeerEvent::Measured {
                sending: stats.ingress_loss_fraction.unwrap_or(0.0),
                receiving: std::mem::take(&mut self.receiving_loss).max(stats.egress_loss_fraction.unwrap_or(0.0)),
                round_trip: stats.rtt.unwrap_or_default(),
            },
            _ => return None,
        })
    }

    /// Sorts a packet to its line. Empty packets are probes and padding, no media.
    fn media(&mut self, packet: RtpPacket, now: Instant) -> Option<Media> {
        if packet.payload.is_empty() {
            return None;
        }
        let ssrc = packet.header.ssrc;
        let known = self.streams.iter().find(|(s, ..)| *s == ssrc).map(|(_, line, layer)| (*line, *layer));
        let (line, layer) = known.or_else(|| self.learn(ssrc))?;
        let track = self.tracks.iter_mut().find(|t| t.line == line)?;
        track.layers.heard(layer, now);
        let vp8 = match Kind::of(line) {
            Kind::Video => Vp8Descriptor::parse(&packet.payload).ok(),
            Kind::Audio => None,
        };
        let incoming = Incoming {
            seq: *packet.seq_no,
            timestamp: packet.header.timestamp,
            layer,
            keyframe: vp8.is_some_and(|vp8| vp8.starts_keyframe(&packet.payload)),
            vp8,
        };
        Some(Media { line, incoming, packet })
    }

    fn learn(&mut self, ssrc: Ssrc) -> Option<(Line, Layer)> {
        let mut direct = self.rtc.direct_api();
        let stream = direct.stream_rx(&ssrc)?;
        let layer = stream.rid().map_or(Layer::Low, |rid| layer_of(&rid));
        let line = self.tracks.iter().find(|t| t.mid == stream.mid())?.line;
        // A client that restarts an encoding gives it a new SSRC; the old one is not asked again.
        self.streams.retain(|(_, l, y)| (*l, *y) != (line, layer));
        self.streams.push((ssrc, line, layer));
        Some((line, layer))
    }
}

/// Whose RTP packet this is; its header is in the clear. Nothing for STUN, DTLS (RFC 7983) and RTCP (RFC 5761).
fn rtp_ssrc(datagram: &[u8]) -> Option<Ssrc> {
    let [first, second] = *datagram.first_chunk()?;
    let is_rtp = first >> 6 == 2 && !(64..96).contains(&(second & 0x7f));
    let bytes: [u8; 4] = datagram.get(8..12)?.try_into().ok()?;
    is_rtp.then(|| u32::from_be_bytes(bytes).into())
}

fn layer_of(rid: &str) -> Layer {
    if rid == "h" { Layer::High } else { Layer::Low }
}

fn answer(rtc: &mut Rtc, offer: &str) -> Result<String, Code> {
    let read = SdpOffer::from_sdp_string(offer).map_err(|_| Code::BadSdp)?;
    // The reason names parts of the SDP, which do not belong in a log.
    let answer = rtc.sdp_api().accept_offer(read).map_err(|_| Code::BadSdp)?;
    Ok(answer.to_sdp_string())
}
