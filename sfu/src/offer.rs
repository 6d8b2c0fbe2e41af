//! What the SFU reads in an offer before the media engine does: its lines in order, their directions and codecs, and
//! its fingerprint. An offer that does not fit is refused here, in words, and costs no keys.

use protocol::grant::Fingerprint;
use protocol::policy::Line;
use protocol::problem::Code;
use std::collections::HashMap;

/// Largest offer or fragment, in bytes.
const SIZE_MAX: usize = 64 * 1024;
/// Most lines. PROTOCOL.md asks for eleven.
const LINES_MAX: usize = 16;
/// Receive slots by kind; further receive lines stay empty.
pub const AUDIO_SLOTS: usize = 3;
/// See [`AUDIO_SLOTS`].
pub const VIDEO_SLOTS: usize = 4;

/// Audio or video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Opus.
    Audio,
    /// VP8.
    Video,
}

impl Kind {
    /// Of a send line.
    pub const fn of(line: Line) -> Self {
        match line {
            Line::Microphone => Self::Audio,
            Line::Camera | Line::Second => Self::Video,
        }
    }

    /// Ticks per second of its RTP timestamps (RFC 7741, RFC 7587).
    pub const fn clock_rate(self) -> u32 {
        match self {
            Self::Audio => 48_000,
            Self::Video => 90_000,
        }
    }
}

/// The lines of an offer, by PROTOCOL.md's order, with their mids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What the client may send.
    pub sends: Vec<(Line, String)>,
    /// Where it receives: audio slots, then video slots.
    pub slots: Vec<(Kind, String)>,
    /// The certificate that it will show.
    pub fingerprint: Fingerprint,
}

/// Who offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offerer {
    /// A participant.
    Party,
    /// A camera that fills one line.
    Ingest(Line),
}

#[derive(Debug, Default)]
struct Media<'a> {
    kind: &'a str,
    mid: &'a str,
    sends: bool,
    receives: bool,
    codecs: Vec<&'a str>,
}

impl Shape {
    /// Reads an offer, or says why it is refused.
    pub fn read(sdp: &str, offerer: Offerer) -> Result<Self, Code> {
        let (media, fingerprint) = lines(sdp)?;
        let kind = |m: &Media<'_>| match m.kind {
            "audio" if m.codecs.iter().any(|c| c.eq_ignore_ascii_case("opus/48000/2")) => Some(Kind::Audio),
            "video" if m.codecs.iter().any(|c| c.eq_ignore_ascii_case("VP8/90000")) => Some(Kind::Video),
            _ => None,
        };
        let picked = |wanted: Kind, direction: fn(&Media<'_>) -> bool| {
            media.iter().filter(move |m| kind(m) == Some(wanted) && direction(m)).map(|m| m.mid.to_owned())
        };
        let sends = |m: &Media<'_>| m.sends;
        let receives = |m: &Media<'_>| m.receives && !m.sends;

        let (sends, slots): (Vec<_>, Vec<_>) = match offerer {
            Offerer::Party => (
                picked(Kind::Audio, sends)
                    .take(1)
                    .map(|mid| (Line::Microphone, mid))
                    .chain([Line::Camera, Line::Second].into_iter().zip(picked(Kind::Video, sends)))
                    .collect(),
                picked(Kind::Audio, receives)
                    .take(AUDIO_SLOTS)
                    .map(|mid| (Kind::Audio, mid))
                    .chain(picked(Kind::Video, receives).take(VIDEO_SLOTS).map(|mid| (Kind::Video, mid)))
                    .collect(),
            ),
            Offerer::Ingest(line) => {
                if media.len() != 1 {
                    return Err(Code::MissingLine);
                }
                (picked(Kind::of(line), sends).map(|mid| (line, mid)).collect(), Vec::new())
            }
        };

        let has_slot = |wanted| slots.iter().any(|(kind, _)| *kind == wanted);
        let whole = match offerer {
            Offerer::Party => {
                sends.iter().any(|(line, _)| *line == Line::Microphone)
                    && has_slot(Kind::Audio)
                    && has_slot(Kind::Video)
            }
            Offerer::Ingest(_) => sends.len() == 1,
        };
        if whole { Ok(Self { sends, slots, fingerprint }) } else { Err(Code::MissingLine) }
    }
}

/// The media sections, and the one fingerprint that all of them share.
fn lines(sdp: &str) -> Result<(Vec<Media<'_>>, Fingerprint), Code> {
    if sdp.len() > SIZE_MAX {
        return Err(Code::TooLarge);
    }
    if !sdp.starts_with("v=0") {
        return Err(Code::BadSdp);
    }
    let mut media: Vec<Media<'_>> = Vec::new();
    let mut fingerprint: Option<Fingerprint> = None;
    let mut payload_types: HashMap<&str, &str> = HashMap::new();
    for line in sdp.lines().map(str::trim_end) {
        if let Some(section) = line.strip_prefix("m=") {
            if media.len() == LINES_MAX {
                return Err(Code::TooMany);
            }
            let kind = section.split(' ').next().unwrap_or_default();
            media.push(Media { kind, sends: true, receives: true, ..Media::default() });
        } else if let Some(value) = line.strip_prefix("a=fingerprint:") {
            let hash = value.split_once(' ').filter(|(hash, _)| hash.eq_ignore_ascii_case("sha-256"));
            let stated =
                hash.and_then(|(_, pairs)| Fingerprint::try_from(pairs.to_owned()).ok()).ok_or(Code::BadSdp)?;
            if fingerprint.replace(stated.clone()).is_some_and(|other| other != stated) {
                return Err(Code::WrongFingerprint);
            }
        } else if let Some(current) = media.last_mut() {
            match line {
                "a=sendonly" => current.receives = false,
                "a=recvonly" => current.sends = false,
                "a=inactive" => (current.sends, current.receives) = (false, false),
                _ => {
                    if let Some(mid) = line.strip_prefix("a=mid:") {
                        current.mid = mid;
                    } else if let Some((payload_type, codec)) =
                        line.strip_prefix("a=rtpmap:").and_then(|map| map.split_once(' '))
                    {
                        // All lines are one bundle, where a payload type means one codec (RFC 9143 9.1).
                        if *payload_types.entry(payload_type).or_insert(codec) != codec {
                            return Err(Code::BadSdp);
                        }
                        current.codecs.push(codec);
                    }
                }
            }
        }
    }
    // 16 bytes is what the media engine can hold of a mid.
    let named = media.iter().all(|m| (1..=16).contains(&m.mid.len()) && m.mid.is_ascii());
    if media.is_empty() || !named {
        return Err(Code::BadSdp);
    }
    Ok((media, fingerprint.ok_or(Code::BadSdp)?))
}

/// New ICE credentials, as an RFC 8840 fragment or a whole offer states them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentials<'a> {
    /// The username fragment.
    pub ufrag: &'a str,
    /// The password.
    pub pwd: &'a str,
}

impl<'a> Credentials<'a> {
    /// The first ones stated in `text`.
    pub fn read(text: &'a str) -> Result<Self, Code> {
        if text.len() > SIZE_MAX {
            return Err(Code::TooLarge);
        }
        let value = |name| text.lines().find_map(|line| line.trim_end().strip_prefix(name)).ok_or(Code::BadSdp);
        Ok(Self { ufrag: value("a=ice-ufrag:")?, pwd: value("a=ice-pwd:")? })
    }

    /// `offer` with these credentials in place of its own and without its candidates. That is how a fragment restarts
    /// ICE: the media engine takes new credentials in a whole offer only.
    pub fn graft(&self, offer: &str) -> String {
        let mut text = String::with_capacity(offer.len());
        for line in offer.lines().map(str::trim_end).filter(|line| !line.starts_with("a=candidate")) {
            if line.starts_with("a=ice-ufrag:") {
                text.extend(["a=ice-ufrag:", self.ufrag]);
            } else if line.starts_with("a=ice-pwd:") {
                text.extend(["a=ice-pwd:", self.pwd]);
            } else {
                text.push_str(line);
            }
            text.push_str("\r\n");
        }
        text
    }
}

/// The lines of an answer that a fragment may carry (RFC 8840): credentials and candidates.
pub fn fragment_of(answer: &str) -> String {
    let carried = ["a=ice-ufrag:", "a=ice-pwd:", "a=ice-lite", "a=candidate:"];
    let mut text = String::new();
    for line in answer.lines().filter(|line| carried.iter().any(|name| line.starts_with(name))) {
        // The same lines stand in every bundled section; one is enough.
        if !text.contains(line) {
            text.extend([line.trim_end(), "\r\n"]);
        }
    }
    text
}

/// `answer` with a start bitrate for each video line that the SFU receives. Chromium takes it as the first estimate of
/// its line; other browsers ignore it.
pub fn with_start_bitrate(answer: &str, kbps: u32) -> String {
    let mut text = String::with_capacity(answer.len() + 256);
    let (mut section, mut vp8) = (String::new(), None);
    let flush = |section: &mut String, vp8: &mut Option<String>, text: &mut String| {
        text.push_str(section);
        if let Some(pt) = vp8.take().filter(|_| section.contains("a=recvonly")) {
            text.push_str(&format!("a=fmtp:{pt} x-google-start-bitrate={kbps}\r\n"));
        }
        section.clear();
    };
    for line in answer.lines().map(str::trim_end) {
        if line.starts_with("m=") {
            flush(&mut section, &mut vp8, &mut text);
        }
        if let Some((pt, _)) = line.strip_prefix("a=rtpmap:").and_then(|map| map.split_once(" VP8/90000")) {
            vp8 = Some(pt.to_owned());
        }
        section.extend([line, "\r\n"]);
    }
    flush(&mut section, &mut vp8, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn offer(sections: &[(&str, &str)]) -> String {
        let fingerprint = ["AB"; 32].join(":");
        let mut sdp = format!("v=0\r\na=fingerprint:sha-256 {fingerprint}\r\n");
        for (mid, (kind, direction)) in sections.iter().enumerate() {
            let codec = if *kind == "audio" { "111 opus/48000/2" } else { "96 VP8/90000" };
            sdp += &format!("m={kind} 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:{mid}\r\na=rtpmap:{codec}\r\na={direction}\r\n");
        }
        sdp
    }

    #[test]
    fn lines_are_known_by_their_order() {
        let sdp = offer(&[
            ("audio", "sendonly"),
            ("video", "sendonly"),
            ("video", "sendonly"),
            ("audio", "recvonly"),
            ("video", "recvonly"),
            ("video", "recvonly"),
        ]);
        let shape = Shape::read(&sdp, Offerer::Party).unwrap();
        let mids = |text: &str| text.to_owned();
        assert_eq!(shape.sends, [(Line::Microphone, mids("0")), (Line::Camera, mids("1")), (Line::Second, mids("2"))]);
        assert_eq!(shape.slots, [(Kind::Audio, mids("3")), (Kind::Video, mids("4")), (Kind::Video, mids("5"))]);
    }

    #[test]
    fn an_offer_that_lacks_something_is_refused() {
        let no_audio = offer(&[("video", "sendonly"), ("audio", "recvonly"), ("video", "recvonly")]);
        assert_eq!(Shape::read(&no_audio, Offerer::Party), Err(Code::MissingLine));
        assert_eq!(Shape::read("hello", Offerer::Party), Err(Code::BadSdp));
        assert_eq!(Shape::read(&offer(&[]), Offerer::Party), Err(Code::BadSdp));
        assert_eq!(Shape::read(&offer(&[("audio", "sendonly"); 17]), Offerer::Party), Err(Code::TooMany));
        assert_eq!(Shape::read(&"v=0".repeat(40_000), Offerer::Party), Err(Code::TooLarge));
        let two = offer(&[("video", "sendonly"), ("audio", "sendonly")]);
        assert_eq!(Shape::read(&two, Offerer::Ingest(Line::Second)), Err(Code::MissingLine));
        let other = format!("{no_audio}a=fingerprint:sha-256 {}\r\n", ["CD"; 32].join(":"));
        assert_eq!(Shape::read(&other, Offerer::Party), Err(Code::WrongFingerprint));
        let shared = offer(&[("audio", "sendrecv"), ("video", "sendrecv")]).replace("rtpmap:111", "rtpmap:96");
        assert_eq!(Shape::read(&shared, Offerer::Party), Err(Code::BadSdp), "one payload type for two codecs");
    }

    #[test]
    fn only_received_vp8_lines_get_a_start_bitrate() {
        let text =
            with_start_bitrate(&offer(&[("video", "recvonly"), ("video", "sendonly"), ("audio", "recvonly")]), 900);
        assert_eq!(text.matches("x-google-start-bitrate=900").count(), 1);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(v=0|[am]=[a-z0-9: -]{0,20}|\n|\r|あ){0,60}") {
            let _ = Shape::read(&text, Offerer::Party);
            let _ = Credentials::read(&text).map(|c| c.graft(&text));
            let _ = fragment_of(&with_start_bitrate(&text, 1));
        }
    }
}
