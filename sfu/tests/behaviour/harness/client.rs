//! A browser, as the SFU sees it: a str0m peer with PROTOCOL.md's lines and channels, that sends made-up media and
//! notes what it receives.

use protocol::control::{FromSfu, Source, ToSfu};
use protocol::grant::Fingerprint;
use protocol::id::MediaSessionId;
use protocol::policy::Line;
use protocol::relay::Envelope;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use str0m::change::{SdpAnswer, SdpPendingOffer};
use str0m::channel::{ChannelConfig, ChannelId, Reliability};
use str0m::format::Codec;
use str0m::media::{Direction, KeyframeRequestKind, MediaKind, Mid, Rid, Simulcast, SimulcastLayer};
use str0m::net::{DatagramRecv, Protocol, Receive};
use str0m::rtp::{RtpWrite, Vp8Descriptor};
use str0m::{Candidate, Event, IceConnectionState, Input, Output, Rtc};

/// A packet that came in a slot.
#[derive(Debug, Clone)]
pub struct Received {
    pub at: Instant,
    pub mid: Mid,
    pub ssrc: u32,
    pub seq: u64,
    pub timestamp: u32,
    pub keyframe: bool,
    pub picture: Option<u16>,
    /// What the sender painted: its number.
    pub painted: u8,
}

/// Something that is sent at a steady rate.
#[derive(Debug)]
struct Stream {
    line: Line,
    mid: Mid,
    rid: Option<Rid>,
    kind: MediaKind,
    on: bool,
    next: Instant,
    seq: u64,
    timestamp: u32,
    picture: u16,
    keyframe: bool,
    answers_keyframes: bool,
}

pub struct Client {
    pub addr: SocketAddr,
    pub rtc: Rtc,
    pub session: Option<MediaSessionId>,
    /// Every packet that came.
    pub received: Vec<Received>,
    /// Every message of the `control` channel.
    pub control: Vec<FromSfu>,
    /// Every relayed message, with the channel's name.
    pub relayed: Vec<(String, Envelope)>,
    /// How often the SFU asked for a keyframe, and when.
    pub keyframe_requests: Vec<Instant>,
    /// When it wants nothing more to do with anybody.
    pub closed: bool,
    sent: Vec<(SocketAddr, Vec<u8>)>,
    number: u8,
    deadline: Instant,
    pending: Option<SdpPendingOffer>,
    offer: String,
    streams: Vec<Stream>,
    audio_slots: Vec<Mid>,
    video_slots: Vec<Mid>,
    channels: Vec<(ChannelId, String)>,
    connected: bool,
    dead: bool,
}

impl Client {
    /// With all lines of PROTOCOL.md §4.
    pub fn new(number: usize, now: Instant) -> Self {
        Self::with_slots(number, now, 3, 4)
    }

    /// With fewer receive slots.
    pub fn with_slots(number: usize, now: Instant, audio: usize, video: usize) -> Self {
        Self::with_lines(number, virtual_addr(number), now, audio, video)
    }

    /// On a real address.
    pub fn at(addr: SocketAddr, now: Instant) -> Self {
        Self::with_lines(0, addr, now, 3, 4)
    }

    fn with_lines(number: usize, addr: SocketAddr, now: Instant, audio: usize, video: usize) -> Self {
        let mut client = Self::bare(number, addr, now);
        let mut api = client.rtc.sdp_api();
        let mut send = |kind| api.add_media(kind, Direction::SendOnly, None, None, None);
        let sends = [send(MediaKind::Audio), send(MediaKind::Video), send(MediaKind::Video)];
        let mut receive = |kind| api.add_media(kind, Direction::RecvOnly, None, None, None);
        client.audio_slots = (0..audio).map(|_| receive(MediaKind::Audio)).collect();
        client.video_slots = (0..video).map(|_| receive(MediaKind::Video)).collect();
        for label in ["control", "panel", "bulk"] {
            api.add_channel(label.to_owned());
        }
        api.add_channel_with_config(ChannelConfig {
            label: "pointer".to_owned(),
            ordered: false,
            reliability: Reliability::MaxRetransmits { retransmits: 0 },
            ..ChannelConfig::default()
        });
        let (offer, pending) = api.apply().unwrap();
        client.streams =
            Line::ALL.into_iter().zip(sends).map(|(line, mid)| Stream::new(line, mid, None, number, now)).collect();
        client.offer = offer.to_sdp_string();
        client.pending = Some(pending);
        client
    }

    /// A WHIP camera: one send line and nothing else, perhaps with the layers `l` and `h`.
    pub fn camera(number: usize, now: Instant, simulcast: bool) -> Self {
        let mut client = Self::bare(number, virtual_addr(number), now);
        let layers = || ["l", "h"].map(|rid| SimulcastLayer { rid: rid.into(), attributes: None }).to_vec();
        let offered = simulcast.then(|| Simulcast { send: layers(), recv: Vec::new() });
        let mut api = client.rtc.sdp_api();
        let mid = api.add_media(MediaKind::Video, Direction::SendOnly, None, None, offered);
        let (offer, pending) = api.apply().unwrap();
        let rids = if simulcast { vec![Some(Rid::from("l")), Some(Rid::from("h"))] } else { vec![None] };
        client.streams = rids.into_iter().map(|rid| Stream::new(Line::Second, mid, rid, number, now)).collect();
        client.offer = offer.to_sdp_string();
        client.pending = Some(pending);
        client
    }

    fn bare(number: usize, addr: SocketAddr, now: Instant) -> Self {
        let mut rtc = Rtc::builder()
            .set_crypto_provider(str0m::crypto::from_feature_flags().into())
            .set_rtp_mode(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .build(now);
        rtc.add_local_candidate(Candidate::host(addr, "udp").unwrap());
        Self {
            addr,
            rtc,
            session: None,
            received: Vec::new(),
            control: Vec::new(),
            relayed: Vec::new(),
            keyframe_requests: Vec::new(),
            closed: false,
            sent: Vec::new(),
            number: number as u8,
            deadline: now,
            pending: None,
            offer: String::new(),
            streams: Vec::new(),
            audio_slots: Vec::new(),
            video_slots: Vec::new(),
            channels: Vec::new(),
            connected: false,
            dead: false,
        }
    }

    pub fn fingerprint(&mut self) -> Fingerprint {
        let stated = self.rtc.direct_api().local_dtls_fingerprint().to_string();
        Fingerprint::try_from(stated.split_once(' ').unwrap().1.to_owned()).unwrap()
    }

    pub fn offer(&self) -> String {
        self.offer.clone()
    }

    pub fn answered(&mut self, session: MediaSessionId, answer: &str) {
        let answer = SdpAnswer::from_sdp_string(answer).unwrap();
        let pending = self.pending.take().expect("an offer was made");
        self.rtc.sdp_api().accept_answer(pending, answer).unwrap();
        self.session = Some(session);
        self.poll();
    }

    /// New ICE credentials, as a whole offer.
    pub fn restart_offer(&mut self) -> String {
        let mut api = self.rtc.sdp_api();
        api.ice_restart(true);
        let (offer, pending) = api.apply().unwrap();
        self.pending = Some(pending);
        offer.to_sdp_string()
    }

    pub fn restart_answered(&mut self, answer: &str) {
        let session = self.session.clone().unwrap();
        self.answered(session, answer);
    }

    /// Connected, and `control` is open.
    pub fn ready(&self) -> bool {
        self.connected && (self.channels.iter().any(|(_, l)| l == "control") || self.video_slots.is_empty())
    }

    /// From now on nothing leaves and nothing is heard: the machine is off.
    pub fn die(&mut self) {
        self.dead = true;
    }

    /// The line is back.
    pub fn revive(&mut self) {
        self.dead = false;
    }

    /// Sends or stops sending a line.
    pub fn set_sending(&mut self, line: Line, on: bool, now: Instant) {
        for stream in self.streams.iter_mut().filter(|stream| stream.line == line) {
            stream.on = on;
            stream.next = now;
            stream.keyframe = true;
        }
    }

    /// Switches one layer of a simulcast camera.
    pub fn set_layer(&mut self, rid: &str, on: bool) {
        for stream in self.streams.iter_mut().filter(|stream| stream.rid == Some(Rid::from(rid))) {
            stream.on = on;
        }
    }

    /// Whether the camera answers keyframe requests.
    pub fn set_answering_keyframes(&mut self, answers: bool) {
        self.streams.iter_mut().for_each(|stream| stream.answers_keyframes = answers);
    }

    pub fn say(&mut self, label: &str, binary: bool, data: &[u8]) {
        let (id, _) = self.channels.iter().find(|(_, l)| l == label).expect("the channel is open");
        let written = self.rtc.channel(*id).unwrap().write(binary, data).unwrap();
        assert!(written, "the test outruns the channel");
        self.poll();
    }

    pub fn tell_sfu(&mut self, message: &ToSfu) {
        self.say("control", false, &serde_json::to_vec(message).unwrap());
    }

    /// Asks for a keyframe in a video slot.
    pub fn ask_keyframe(&mut self, slot: usize, now: Instant) {
        let mid = self.video_slots[slot];
        self.rtc.direct_api().stream_rx_by_mid(mid, None).unwrap().request_keyframe(KeyframeRequestKind::Pli);
        self.deadline = now;
    }

    /// The latest word on slots.
    pub fn slots(&self) -> (Vec<Option<Source>>, Vec<Option<Source>>) {
        let latest = self.control.iter().rev().find_map(|message| match message {
            FromSfu::Slots { audio, video, .. } => Some((audio.clone(), video.clone())),
            _ => None,
        });
        latest.unwrap_or_default()
    }

    pub fn video(&self, slot: usize) -> impl Iterator<Item = &Received> {
        let mid = self.video_slots[slot];
        self.received.iter().filter(move |packet| packet.mid == mid)
    }

    pub fn audio(&self, slot: usize) -> impl Iterator<Item = &Received> {
        let mid = self.audio_slots[slot];
        self.received.iter().filter(move |packet| packet.mid == mid)
    }

    /// Whether it came in an audio slot.
    pub fn is_audio(&self, packet: &Received) -> bool {
        self.audio_slots.contains(&packet.mid)
    }

    /// Whether a picture of that client was seen since `since`.
    pub fn sees(&self, painted: usize, since: Instant) -> bool {
        self.received
            .iter()
            .any(|p| self.video_slots.contains(&p.mid) && usize::from(p.painted) == painted && p.at >= since)
    }

    /// Whether that client was heard since `since`.
    pub fn hears(&self, painted: usize, since: Instant) -> bool {
        self.received
            .iter()
            .any(|p| self.audio_slots.contains(&p.mid) && usize::from(p.painted) == painted && p.at >= since)
    }

    pub(super) fn deadline(&self) -> Instant {
        let streams = self.streams.iter().filter(|s| s.on).map(|s| s.next);
        streams.chain([self.deadline]).min().expect("there is one")
    }

    /// What leaves.
    pub fn take_sent(&mut self) -> Vec<(SocketAddr, Vec<u8>)> {
        std::mem::take(&mut self.sent)
    }

    /// A datagram comes.
    pub fn receive(&mut self, from: SocketAddr, bytes: &[u8], now: Instant) {
        if self.dead {
            return;
        }
        let Ok(contents) = DatagramRecv::try_from(bytes) else { return };
        let receive = Receive { proto: Protocol::Udp, source: from, destination: self.addr, contents };
        self.rtc.handle_input(Input::Receive(now, receive)).unwrap();
        self.poll_at(now);
    }

    /// Lets time pass, if anything is due.
    pub fn timeout(&mut self, now: Instant) {
        if self.deadline() > now {
            return;
        }
        for index in 0..self.streams.len() {
            self.produce(index, now);
        }
        self.rtc.handle_input(Input::Timeout(now)).unwrap();
        self.poll_at(now);
    }

    fn produce(&mut self, index: usize, now: Instant) {
        let codec = |kind| if kind == MediaKind::Audio { Codec::Opus } else { Codec::Vp8 };
        let stream = &mut self.streams[index];
        if !stream.on || stream.next > now {
            return;
        }
        stream.next = now + stream.interval();
        let payload_type = self.rtc.codec_config().find(|p| p.spec().codec == codec(stream.kind)).unwrap().pt();
        let payload = stream.payload(self.number);
        let rid = stream.rid;
        let mid = stream.mid;
        let video = stream.kind == MediaKind::Video;
        let write = RtpWrite::new(payload_type, stream.seq.into(), stream.timestamp, now, payload)
            .marker(video)
            .nackable(video);
        stream.advance();
        if let Some(tx) = self.rtc.direct_api().stream_tx_by_mid(mid, rid) {
            tx.write_rtp(write);
        }
    }

    fn poll(&mut self) {
        self.poll_at(self.deadline);
    }

    fn poll_at(&mut self, now: Instant) {
        loop {
            let output = match self.rtc.poll_output() {
                // A machine that is off gives up at some time.
                Err(_) if self.dead => Output::Timeout(now + Duration::from_secs(3_600)),
                output => output.unwrap(),
            };
            match output {
                Output::Timeout(at) => {
                    self.deadline = at;
                    return;
                }
                Output::Transmit(t) if !self.dead => self.sent.push((t.destination, t.contents.to_vec())),
                Output::Transmit(_) => {}
                Output::Event(event) => self.note(event, now),
            }
        }
    }

    fn note(&mut self, event: Event, now: Instant) {
        match event {
            Event::Connected => self.connected = true,
            Event::Closed => self.closed = true,
            Event::IceConnectionStateChange(IceConnectionState::Disconnected) => {}
            Event::ChannelOpen(id, label) => self.channels.push((id, label)),
            Event::ChannelData(message) => {
                let label = self.channels.iter().find(|(id, _)| *id == message.id).unwrap().1.clone();
                if label == "control" {
                    self.control.push(serde_json::from_slice(&message.data).unwrap());
                } else {
                    self.relayed.push((label, Envelope::decode(&message.data).unwrap()));
                }
            }
            Event::KeyframeRequest(request) => {
                self.keyframe_requests.push(now);
                let asked = |s: &&mut Stream| s.mid == request.mid && (s.rid.is_none() || s.rid == request.rid);
                for stream in self.streams.iter_mut().filter(asked).filter(|s| s.answers_keyframes) {
                    stream.keyframe = true;
                }
            }
            Event::RtpPacket(packet) if !packet.payload.is_empty() => {
                let ssrc = packet.header.ssrc;
                let mid = self.rtc.direct_api().stream_rx(&ssrc).unwrap().mid();
                let vp8 = Vp8Descriptor::parse(&packet.payload).ok().filter(|_| self.video_slots.contains(&mid));
                self.received.push(Received {
                    at: now,
                    mid,
                    ssrc: *ssrc,
                    seq: *packet.seq_no,
                    timestamp: packet.header.timestamp,
                    keyframe: vp8.is_some_and(|vp8| vp8.starts_keyframe(&packet.payload)),
                    picture: vp8.and_then(|vp8| vp8.picture_id()),
                    painted: *packet.payload.last().unwrap(),
                });
            }
            _ => {}
        }
    }
}

fn virtual_addr(number: usize) -> SocketAddr {
    SocketAddr::from(([10, 0, 1, number as u8 + 1], 5000))
}

impl Stream {
    /// Numbers that differ from client to client, and are about to roll over.
    fn new(line: Line, mid: Mid, rid: Option<Rid>, number: usize, now: Instant) -> Self {
        Self {
            line,
            mid,
            rid,
            kind: if line == Line::Microphone { MediaKind::Audio } else { MediaKind::Video },
            on: false,
            next: now,
            seq: 65_000 - 1_000 * number as u64,
            timestamp: u32::MAX - 50_000 * (number as u32 + 1),
            picture: 0x7ff0_u16.wrapping_sub(100 * number as u16),
            keyframe: true,
            answers_keyframes: true,
        }
    }

    fn interval(&self) -> Duration {
        match self.kind {
            MediaKind::Audio => Duration::from_millis(20),
            MediaKind::Video => Duration::from_millis(40),
        }
    }

    /// Opus: some bytes. VP8: a descriptor with a 15-bit picture id, the bit that says keyframe, some bytes. Both end
    /// in the sender's number.
    fn payload(&self, number: u8) -> Vec<u8> {
        let id = self.picture;
        match self.kind {
            MediaKind::Audio => vec![0xfc, 1, 2, 3, number],
            MediaKind::Video => {
                vec![0x90, 0x80, 0x80 | (id >> 8) as u8, id as u8, u8::from(!self.keyframe), 1, 2, 3, number]
            }
        }
    }

    fn advance(&mut self) {
        self.seq += 1;
        self.picture = (self.picture + 1) & 0x7fff;
        self.keyframe = false;
        self.timestamp = self.timestamp.wrapping_add(match self.kind {
            MediaKind::Audio => 960,
            MediaKind::Video => 3_600,
        });
    }
}
