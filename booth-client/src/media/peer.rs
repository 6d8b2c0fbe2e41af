//! The native peer connection: offers the lines in the order of PROTOCOL.md, sends frames and packets, receives slots.

use anyhow::{Context, Result};
use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use protocol::grant::Fingerprint;
use rtc::interceptor::Registry;
use rtc::media::Sample;
use rtc::media_stream::MediaStreamTrack;
use rtc::peer_connection::certificate::CertificateParams;
use rtc::peer_connection::configuration::media_engine::{MIME_TYPE_OPUS, MIME_TYPE_RTX, MIME_TYPE_VP8};
use rtc::rtp_transceiver::rtp_sender::{
    RTCRtpCodec, RTCRtpCodecParameters, RTCRtpCodingParameters, RTCRtpEncodingParameters, RtpCodecKind,
};
use rtc::statistics::StatsSelector;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use webrtc::data_channel::{DataChannel, DataChannelEvent, RTCDataChannelInit};
use webrtc::media_stream::track_local::static_sample::TrackLocalStaticSample;
use webrtc::media_stream::track_local::{TrackLocal, TrackLocalEvent};
use webrtc::media_stream::track_remote::{TrackRemote, TrackRemoteEvent};
use webrtc::peer_connection::{
    MediaEngine, PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCCertificate,
    RTCConfigurationBuilder, RTCIceGatheringState, RTCPeerConnectionState, RTCSessionDescription,
    register_default_interceptors,
};
use webrtc::rtp_transceiver::{RTCRtpTransceiverDirection, RTCRtpTransceiverInit, RtpTransceiver};

use super::keyframes;
use super::reception::Stamp;
use crate::clock;

/// Receive lines: three for sound, four for pictures.
const AUDIO_SLOTS: usize = 3;
const VIDEO_SLOTS: usize = 4;
/// Send lines before them: microphone, camera, second camera.
const SEND_LINES: usize = 3;

/// How many events may wait for their reader before packets are dropped.
const QUEUE: usize = 2_048;

const OPUS: u8 = 111;
const VP8: u8 = 96;
const RTX: u8 = 97;

/// A DTLS certificate for one visit.
pub(crate) struct Certificate {
    certificate: RTCCertificate,
    /// Stated to the server before a grant is made.
    pub(crate) fingerprint: Fingerprint,
}

impl Certificate {
    pub(crate) fn generate() -> Result<Self> {
        let provider = rtc::crypto::default_provider().context("no cryptography is built in")?;
        let certificate = RTCCertificate::generate(
            provider.crypto(),
            rtc::crypto::SignatureScheme::EcdsaP256Sha256,
            CertificateParams::new(vec!["booth".to_owned()])?,
        )
        .context("no DTLS certificate could be made")?;
        let fingerprints = certificate.get_fingerprints(provider.crypto())?;
        let sha256 = fingerprints.into_iter().find(|f| f.algorithm == "sha-256").context("no SHA-256 fingerprint")?;
        Ok(Self { certificate, fingerprint: Fingerprint::try_from(sha256.value)? })
    }
}

/// A data channel of PROTOCOL.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Control,
    Panel,
    Bulk,
    Pointer,
}

impl Channel {
    const ALL: [Self; 4] = [Self::Control, Self::Panel, Self::Bulk, Self::Pointer];

    const fn label(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Panel => "panel",
            Self::Bulk => "bulk",
            Self::Pointer => "pointer",
        }
    }

    fn init(self) -> RTCDataChannelInit {
        match self {
            Self::Pointer => RTCDataChannelInit { ordered: false, max_retransmits: Some(0), ..Default::default() },
            _ => RTCDataChannelInit { ordered: true, ..Default::default() },
        }
    }
}

/// What happens to a peer.
#[derive(Debug)]
pub(crate) enum Event {
    /// Media and data can flow.
    Connected,
    /// They cannot any more.
    Lost,
    /// A channel is open.
    Opened(Channel),
    /// A message on a channel.
    Message(Channel, Bytes),
    /// An Opus packet in a receive slot, from 0.
    Audio { slot: usize, stamp: Stamp, packet: Bytes },
    /// An RTP packet of a picture in a receive slot, from 0. The payload still has its VP8 descriptor.
    Video { slot: usize, stamp: Stamp, marker: bool, payload: Bytes },
    /// A receiver asks for a keyframe of the camera.
    KeyframeWanted,
}

/// One connection: one attempt of one call.
pub(crate) struct Peer {
    connection: Box<dyn PeerConnection>,
    microphone: Sender,
    camera: Sender,
    /// Keeps the second camera's line alive; nothing is sent on it.
    _second: Sender,
    channels: Vec<Arc<dyn DataChannel>>,
}

struct Sender {
    track: Arc<TrackLocalStaticSample>,
    ssrc: u32,
    payload_type: u8,
}

impl Sender {
    fn new(kind: RtpCodecKind, codec: &RTCRtpCodecParameters, name: &str, ssrc: u32) -> Result<Self> {
        let encoding = RTCRtpEncodingParameters {
            rtp_coding_parameters: RTCRtpCodingParameters { ssrc: Some(ssrc), ..Default::default() },
            codec: codec.rtp_codec.clone(),
            active: true,
            ..Default::default()
        };
        let track = MediaStreamTrack::new("booth".into(), name.into(), name.into(), kind, vec![encoding]);
        let track = Arc::new(TrackLocalStaticSample::new(clock::now(), track)?);
        Ok(Self { track, ssrc, payload_type: codec.payload_type })
    }

    async fn send(&self, data: Bytes, duration: Duration) -> Result<()> {
        let sample = Sample { data, duration, ..Sample::new(clock::now()) };
        Ok(self.track.sample_writer(self.ssrc, self.payload_type).write_sample(&sample).await?)
    }
}

impl Peer {
    /// A peer with its offer. `addresses` are the local ones to gather candidates on.
    pub(crate) async fn offer(
        certificate: &Certificate,
        addresses: &[SocketAddr],
    ) -> Result<(Self, String, mpsc::Receiver<Event>)> {
        let (events, receiver) = mpsc::channel(QUEUE);
        let (gathered, mut gathering) = mpsc::channel(1);
        let mut engine = MediaEngine::default();
        let (opus, vp8) = register_codecs(&mut engine)?;
        let registry = register_default_interceptors(Registry::new(), &mut engine)?;
        let connection = PeerConnectionBuilder::new()
            .with_configuration(
                RTCConfigurationBuilder::new().with_certificates(vec![certificate.certificate.clone()]).build(),
            )
            .with_media_engine(engine)
            .with_interceptor_registry(keyframes::deliver(registry))
            .with_handler(Arc::new(Handler { events: events.clone(), gathered }))
            .with_udp_addrs(addresses.to_vec())
            .build()
            .await
            .context("no peer connection could be opened")?;

        let ssrc: u32 = rand::random_range(1..u32::MAX - 2);
        let microphone = Sender::new(RtpCodecKind::Audio, &opus, "microphone", ssrc)?;
        let camera = Sender::new(RtpCodecKind::Video, &vp8, "camera", ssrc + 1)?;
        let second = Sender::new(RtpCodecKind::Video, &vp8, "second", ssrc + 2)?;
        for sender in [&microphone, &camera, &second] {
            let track = sender.track.clone() as Arc<dyn TrackLocal>;
            connection.add_transceiver_from_track(track, Some(direction(RTCRtpTransceiverDirection::Sendonly))).await?;
        }
        for kind in [vec![RtpCodecKind::Audio; AUDIO_SLOTS], vec![RtpCodecKind::Video; VIDEO_SLOTS]].concat() {
            let receive = direction(RTCRtpTransceiverDirection::Recvonly);
            connection.add_transceiver_from_kind(kind, Some(receive)).await?;
        }
        let mut channels = Vec::new();
        for channel in Channel::ALL {
            let data = connection.create_data_channel(channel.label(), Some(channel.init())).await?;
            tokio::spawn(read_channel(channel, data.clone(), events.clone()));
            channels.push(data);
        }
        tokio::spawn(read_feedback(camera.track.clone(), events));

        let offer = connection.create_offer(None).await?;
        connection.set_local_description(offer).await?;
        gathering.recv().await.context("no local candidate could be gathered")?;
        let local = connection.local_description().await.context("there is no offer")?;
        let peer = Self { connection: Box::new(connection), microphone, camera, _second: second, channels };
        Ok((peer, local.sdp, receiver))
    }

    /// Takes the answer.
    pub(crate) async fn answer(&self, sdp: String) -> Result<()> {
        let answer = RTCSessionDescription::answer(sdp).context("the answer is not SDP")?;
        self.connection.set_remote_description(answer).await.context("the answer does not fit the offer")
    }

    /// Sends one Opus packet of 20 ms.
    pub(crate) async fn send_audio(&self, packet: Vec<u8>) -> Result<()> {
        self.microphone.send(packet.into(), Duration::from_millis(20)).await
    }

    /// Sends one VP8 frame, shown for this long.
    pub(crate) async fn send_video(&self, frame: Vec<u8>, duration: Duration) -> Result<()> {
        self.camera.send(frame.into(), duration).await
    }

    /// Sends text on a channel.
    pub(crate) async fn say(&self, channel: Channel, text: &str) -> Result<()> {
        let at = Channel::ALL.iter().position(|c| *c == channel).expect("every channel is listed");
        Ok(self.channels[at].send_text(text).await?)
    }

    /// Asks the sender of a picture slot for a keyframe.
    pub(crate) async fn want_keyframe(&self, slot: usize) -> Result<()> {
        let transceivers: Vec<Arc<dyn RtpTransceiver>> = self.connection.get_transceivers().await;
        let id = SEND_LINES + AUDIO_SLOTS + slot;
        let Some(transceiver) = transceivers.iter().find(|t| t.id() == id) else { return Ok(()) };
        let Some(receiver) = transceiver.receiver().await? else { return Ok(()) };
        keyframes::ask(receiver.track().as_ref()).await
    }

    /// To the other end and back, as ICE's checks have measured it.
    pub(crate) async fn round_trip(&self) -> Option<Duration> {
        let stats = self.connection.get_stats(clock::now(), StatsSelector::None).await;
        let measured = stats.candidate_pairs().filter(|pair| pair.responses_received > 0);
        let means = measured.map(|pair| pair.total_round_trip_time / pair.responses_received as f64);
        means.reduce(f64::min).map(Duration::from_secs_f64)
    }

    /// Closes everything.
    pub(crate) async fn close(&self) {
        if let Err(error) = self.connection.close().await {
            tracing::debug!(%error, "the peer connection was closed already");
        }
    }
}

fn direction(direction: RTCRtpTransceiverDirection) -> RTCRtpTransceiverInit {
    RTCRtpTransceiverInit { direction, ..Default::default() }
}

fn register_codecs(engine: &mut MediaEngine) -> Result<(RTCRtpCodecParameters, RTCRtpCodecParameters)> {
    let codec = |mime: &str, clock_rate, channels, fmtp: &str, payload_type| RTCRtpCodecParameters {
        rtp_codec: RTCRtpCodec {
            mime_type: mime.to_owned(),
            clock_rate,
            channels,
            sdp_fmtp_line: fmtp.to_owned(),
            rtcp_feedback: if mime == MIME_TYPE_VP8 { keyframes::feedback() } else { Vec::new() },
        },
        payload_type,
    };
    let opus = codec(MIME_TYPE_OPUS, 48_000, 2, "minptime=10;useinbandfec=1", OPUS);
    let vp8 = codec(MIME_TYPE_VP8, 90_000, 0, "", VP8);
    let rtx = codec(MIME_TYPE_RTX, 90_000, 0, "apt=96", RTX);
    engine.register_codec(opus.clone(), RtpCodecKind::Audio)?;
    engine.register_codec(vp8.clone(), RtpCodecKind::Video)?;
    engine.register_codec(rtx, RtpCodecKind::Video)?;
    Ok((opus, vp8))
}

struct Handler {
    events: mpsc::Sender<Event>,
    gathered: mpsc::Sender<()>,
}

#[async_trait]
impl PeerConnectionEventHandler for Handler {
    async fn on_ice_gathering_state_change(&self, state: RTCIceGatheringState) {
        if state == RTCIceGatheringState::Complete {
            // The offer waits for the first completion only.
            let _ = self.gathered.try_send(());
        }
    }

    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        let event = match state {
            RTCPeerConnectionState::Connected => Event::Connected,
            RTCPeerConnectionState::Failed | RTCPeerConnectionState::Disconnected => Event::Lost,
            _ => return,
        };
        pass(&self.events, event);
    }

    async fn on_track(&self, track: Arc<dyn TrackRemote>) {
        tokio::spawn(read_slot(track, self.events.clone()));
    }
}

/// Passes an event on. A full queue drops it: late media is worth less than none, and messages are far below the limit.
fn pass(events: &mpsc::Sender<Event>, event: Event) {
    if events.try_send(event).is_err() {
        tracing::debug!("an event came too late for its reader");
    }
}

/// What a line brings next; none once nobody listens to the peer. A line that a task holds does not end by itself.
async fn heard<T>(events: &mpsc::Sender<Event>, next: impl Future<Output = Option<T>>) -> Option<T> {
    tokio::select! {
        event = next => event,
        () = events.closed() => None,
    }
}

async fn read_channel(channel: Channel, data: Arc<dyn DataChannel>, events: mpsc::Sender<Event>) {
    while let Some(event) = heard(&events, data.poll()).await {
        match event {
            DataChannelEvent::OnOpen => pass(&events, Event::Opened(channel)),
            DataChannelEvent::OnMessage(message) => {
                pass(&events, Event::Message(channel, BytesMut::freeze(message.data)));
            }
            _ => {}
        }
    }
}

async fn read_feedback(camera: Arc<TrackLocalStaticSample>, events: mpsc::Sender<Event>) {
    while let Some(TrackLocalEvent::OnRtcpPacket(packets)) = heard(&events, camera.poll()).await {
        if packets.iter().any(|packet| keyframes::is_request(packet.as_ref())) {
            pass(&events, Event::KeyframeWanted);
        }
    }
}

async fn read_slot(track: Arc<dyn TrackRemote>, events: mpsc::Sender<Event>) {
    let mut line = None;
    while let Some(event) = heard(&events, track.poll()).await {
        match event {
            TrackRemoteEvent::OnOpen(init) => line = Some(usize::from(init.receiver_id)),
            TrackRemoteEvent::OnRtpPacket(packet) if !packet.payload.is_empty() => {
                let Some(line) = line.and_then(|line| line.checked_sub(SEND_LINES)) else { continue };
                let header = &packet.header;
                let stamp = Stamp { sequence: header.sequence_number, timestamp: header.timestamp };
                let marker = header.marker;
                pass(
                    &events,
                    match line.checked_sub(AUDIO_SLOTS) {
                        None => Event::Audio { slot: line, stamp, packet: packet.payload },
                        Some(slot) => Event::Video { slot, stamp, marker, payload: packet.payload },
                    },
                );
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
