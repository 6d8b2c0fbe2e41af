use super::*;
use crate::media::sink::Sink;
use crate::media::source::{Clip, Source};
use mirror::Mirror;

mod mirror;

#[tokio::test]
async fn the_offer_has_the_lines_in_the_order_of_the_protocol() {
    let certificate = Certificate::generate().expect("a certificate");
    let (peer, sdp, _events) = Peer::offer(&certificate, &[([127, 0, 0, 1], 0).into()]).await.expect("an offer");
    let kinds = ["m=audio", "m=video", "m=application"];
    let directions = ["a=sendonly", "a=recvonly"];
    let mut lines: Vec<&str> = Vec::new();
    for line in sdp.lines() {
        if let Some(kind) = kinds.iter().find(|kind| line.starts_with(**kind)) {
            lines.push(kind);
        } else if directions.contains(&line) {
            lines.push(line);
        }
    }
    let line = |kind, direction, n| [kind, direction].repeat(n);
    let expected = [
        line("m=audio", "a=sendonly", 1),
        line("m=video", "a=sendonly", 2),
        line("m=audio", "a=recvonly", 3),
        line("m=video", "a=recvonly", 4),
        vec!["m=application"],
    ]
    .concat();
    assert_eq!(lines, expected);
    let stated = format!("a=fingerprint:sha-256 {}", certificate.fingerprint.as_str());
    assert!(sdp.to_ascii_uppercase().contains(&stated.to_ascii_uppercase()));
    assert!(sdp.contains("a=candidate:") && sdp.contains("a=rtcp-mux"));
    peer.close().await;
}

#[tokio::test]
async fn an_answer_that_is_no_sdp_is_refused() {
    let certificate = Certificate::generate().expect("a certificate");
    let (peer, _, _events) = Peer::offer(&certificate, &[([127, 0, 0, 1], 0).into()]).await.expect("an offer");
    assert!(peer.answer("hello".into()).await.is_err());
    peer.close().await;
}

#[cfg(feature = "vpx")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn picture_sound_and_messages_pass_through_another_stack_and_back() {
    let loopback = [([127, 0, 0, 1], 0).into()];
    let certificate = Certificate::generate().expect("a certificate");
    let (peer, offer, mut events) = Peer::offer(&certificate, &loopback).await.expect("an offer");
    let (_mirror, answer) = Mirror::start(&offer);
    peer.answer(answer).await.expect("an answer that fits");
    let (peer, mut sink) = (Arc::new(peer), Sink::default());
    let (mut source, mut echoed) = (None, None);
    let whole = async {
        while sink.frames() < 20 || sink.seen().pitch_hz.is_none() || echoed.is_none() {
            match events.recv().await.expect("the peer lives") {
                Event::Connected => source = Some(Source::start(&peer, &Clip::Test, &Clip::Test).expect("sends")),
                Event::Opened(Channel::Panel) => peer.say(Channel::Panel, "hello").await.expect("says"),
                Event::Message(Channel::Panel, bytes) => echoed = Some(bytes),
                Event::Audio { slot, packet, .. } => sink.sound(slot, &packet).expect("decodes"),
                Event::Video { slot, stamp, marker, payload } => {
                    sink.picture(slot, stamp.sequence, marker, &payload, clock::unix_ms()).expect("decodes");
                }
                Event::KeyframeWanted => source.as_ref().map(Source::want_keyframe).unwrap_or_default(),
                _ => {}
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), whole).await.expect("20 pictures, a tone and an echo in 30 s");
    assert_eq!(echoed.as_deref(), Some(b"hello".as_slice()));
    let seen = sink.seen();
    assert_eq!((seen.video_slots.as_slice(), seen.audio_slots.as_slice()), ([1].as_slice(), [2].as_slice()));
    assert_eq!(seen.code_errors, 0);
    assert!(seen.pitch_hz.is_some_and(|hz| (hz - 440.0).abs() < 5.0), "{:?} Hz", seen.pitch_hz);
    assert!(peer.round_trip().await.is_some(), "ICE's checks measure the line");
    drop(source);
    peer.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_for_a_keyframe_reaches_the_booth() {
    let loopback = [([127, 0, 0, 1], 0).into()];
    let certificate = Certificate::generate().expect("a certificate");
    let (peer, offer, mut events) = Peer::offer(&certificate, &loopback).await.expect("an offer");
    let (_mirror, answer) = Mirror::start(&offer);
    peer.answer(answer).await.expect("an answer that fits");
    let asked = async {
        loop {
            match events.recv().await.expect("the peer lives") {
                // The mirror asks for a keyframe when the first packet of a picture comes.
                Event::Connected => peer.send_video(vec![0; 64], Duration::from_millis(40)).await.expect("sends"),
                Event::KeyframeWanted => return,
                _ => {}
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), asked).await.expect("asked in 30 s");
    peer.close().await;
}
