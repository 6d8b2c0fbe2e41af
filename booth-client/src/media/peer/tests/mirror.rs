//! A far end on another WebRTC stack (str0m): what comes from the microphone goes back in the third sound slot, what
//! comes from the camera in the second picture slot, messages on `panel` come back as they are.

use crate::clock;
use std::collections::HashMap;
use std::net::UdpSocket;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use str0m::change::SdpOffer;
use str0m::media::{Direction, KeyframeRequestKind, MediaKind, Mid};
use str0m::net::{Protocol, Receive};
use str0m::rtp::{RtpPacket, RtpWrite, Ssrc};
use str0m::{Candidate, Event, Input, Output, Rtc};

/// Runs until it is dropped.
pub(super) struct Mirror {
    stop: Arc<AtomicBool>,
}

impl Drop for Mirror {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Mirror {
    /// Answers an offer.
    pub(super) fn start(offer: &str) -> (Self, String) {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
        let mut rtc = Rtc::builder()
            .set_ice_lite(true)
            .set_rtp_mode(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .build(clock::now());
        let address = socket.local_addr().expect("an address");
        rtc.add_local_candidate(Candidate::host(address, "udp").expect("a candidate"));
        let offer = SdpOffer::from_sdp_string(offer).expect("an offer");
        let answer = rtc.sdp_api().accept_offer(offer).expect("an offer it can answer").to_sdp_string();
        let stop = Arc::new(AtomicBool::new(false));
        let image = Image { rtc, socket, sound: Vec::new(), picture: Vec::new(), asked: HashMap::new() };
        let stopped = stop.clone();
        std::thread::spawn(move || image.run(&stopped));
        (Self { stop }, answer)
    }
}

struct Image {
    rtc: Rtc,
    socket: UdpSocket,
    sound: Vec<Mid>,
    picture: Vec<Mid>,
    /// Streams whose keyframe was asked for.
    asked: HashMap<Ssrc, Mid>,
}

impl Image {
    fn run(mut self, stop: &AtomicBool) {
        let mut bytes = [0; 2_000];
        while !stop.load(Ordering::Relaxed) && self.rtc.is_alive() {
            let wake = self.flush();
            let wait = wake.saturating_duration_since(clock::now()).clamp(MOMENT, Duration::from_millis(50));
            self.socket.set_read_timeout(Some(wait)).expect("a timeout above zero");
            if let Ok((length, source)) = self.socket.recv_from(&mut bytes) {
                let destination = self.socket.local_addr().expect("an address");
                if let Ok(contents) = (&bytes[..length]).try_into() {
                    let receive = Receive { proto: Protocol::Udp, source, destination, contents };
                    self.rtc.handle_input(Input::Receive(clock::now(), receive)).expect("it goes on");
                }
            }
            self.rtc.handle_input(Input::Timeout(clock::now())).expect("it goes on");
        }
    }

    fn flush(&mut self) -> Instant {
        loop {
            match self.rtc.poll_output().expect("it goes on") {
                Output::Timeout(at) => return at,
                Output::Transmit(datagram) => {
                    // A peer that is gone does not listen.
                    let _ = self.socket.send_to(&datagram.contents, datagram.destination);
                }
                Output::Event(event) => self.reflect(event),
            }
        }
    }

    fn reflect(&mut self, event: Event) {
        match event {
            Event::MediaAdded(media) if media.direction == Direction::SendOnly => match media.kind {
                MediaKind::Audio => self.sound.push(media.mid),
                MediaKind::Video => self.picture.push(media.mid),
            },
            Event::RtpPacket(packet) if !packet.payload.is_empty() => self.send_back(packet),
            Event::ChannelData(data) => {
                let mut channel = self.rtc.channel(data.id).expect("the channel that it came on");
                channel.write(data.binary, &data.data).expect("an open channel");
            }
            _ => {}
        }
    }

    fn send_back(&mut self, packet: RtpPacket) {
        let mut direct = self.rtc.direct_api();
        let Some(from) = direct.stream_rx(&packet.header.ssrc) else { return };
        let mid = from.mid();
        let is_sound = packet.header.payload_type == 111.into();
        if !is_sound && self.asked.insert(packet.header.ssrc, mid).is_none() {
            from.request_keyframe(KeyframeRequestKind::Pli);
        }
        let slot = if is_sound { self.sound[2] } else { self.picture[1] };
        let write = RtpWrite::new(
            packet.header.payload_type,
            packet.seq_no,
            packet.header.timestamp,
            packet.timestamp,
            packet.payload.clone(),
        );
        direct.stream_tx_by_mid(slot, None).expect("a slot").write_rtp(write.marker(packet.header.marker));
    }
}

/// Waiting for no time at all would mean for ever.
const MOMENT: Duration = Duration::from_millis(1);
