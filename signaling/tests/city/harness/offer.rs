//! An offer as PROTOCOL.md §4 asks for at least: a microphone, one slot for sound, one for pictures.

use protocol::grant::Fingerprint;

/// ICE credentials, as an offer's line and a trickled fragment state them.
pub(crate) fn credentials(ufrag: &str) -> String {
    format!("a=ice-ufrag:{ufrag}\r\na=ice-pwd:aPasswordOfTwentyTwoCh\r\n")
}

/// Thirty-two pairs of two hexadecimal digits.
pub(crate) fn fingerprint(pair: &str) -> Fingerprint {
    Fingerprint::try_from([pair; 32].join(":")).expect("a fingerprint")
}

/// An offer of somebody with this certificate.
pub(crate) fn offer(fingerprint: &Fingerprint, ufrag: &str) -> String {
    let (fingerprint, credentials) = (fingerprint.as_str(), credentials(ufrag));
    let line = |mid: u8, kind: &str, format: u8, codec: &str, direction: &str| {
        format!(
            "m={kind} 9 UDP/TLS/RTP/SAVPF {format}\r\nc=IN IP4 0.0.0.0\r\na=rtcp-mux\r\n\
             {credentials}a=fingerprint:sha-256 {fingerprint}\r\na=setup:actpass\r\n\
             a=mid:{mid}\r\na={direction}\r\na=rtpmap:{format} {codec}\r\n"
        )
    };
    format!(
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\n{}{}{}",
        line(0, "audio", 111, "opus/48000/2", "sendonly"),
        line(1, "audio", 111, "opus/48000/2", "recvonly"),
        line(2, "video", 96, "VP8/90000", "recvonly"),
    )
}
