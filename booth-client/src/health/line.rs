//! What the media line measured → lamps.

use super::{bad, good, poor, unknown};
use protocol::device::{Lamp, Note, Part};
use protocol::selfcheck::LineFigures;
use std::time::Duration;

/// The line of control: how long the server took to answer a small request, if it did.
pub(crate) fn tcp(answered: Option<Duration>) -> Lamp {
    match answered {
        None => bad(Part::Tcp, Note::Unreachable),
        Some(took) if took > Duration::from_secs(2) => poor(Part::Tcp, Note::Slow),
        Some(_) => good(Part::Tcp),
    }
}

/// The line of pictures and sound. The limits are those of `protocol::media::Quality`.
pub(crate) fn udp(figures: Option<&LineFigures>) -> Lamp {
    let part = Part::Udp;
    match figures {
        None => unknown(part),
        Some(LineFigures { first_frame_ms: None, .. }) => bad(part, Note::Unreachable),
        Some(line) if line.lost_permille > 100 => bad(part, Note::Lossy),
        Some(line) if line.round_trip_ms > 1_000 => bad(part, Note::Slow),
        Some(line) if line.lost_permille > 30 => poor(part, Note::Lossy),
        Some(line) if line.round_trip_ms > 400 => poor(part, Note::Slow),
        Some(_) => good(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(lost_permille: u16, round_trip_ms: u32) -> Lamp {
        let first_frame_ms = Some(500);
        udp(Some(&LineFigures { lost_permille, jitter_ms: 3, round_trip_ms, first_frame_ms, echo_ms: None }))
    }

    #[test]
    fn a_line_is_judged_by_the_limits_of_a_call() {
        assert_eq!(line(5, 40), good(Part::Udp));
        assert_eq!(line(31, 40), poor(Part::Udp, Note::Lossy));
        assert_eq!(line(101, 40), bad(Part::Udp, Note::Lossy));
        assert_eq!(line(5, 401), poor(Part::Udp, Note::Slow));
        assert_eq!(line(5, 1_001), bad(Part::Udp, Note::Slow));
    }

    #[test]
    fn no_picture_means_that_the_line_is_closed() {
        let figures =
            LineFigures { lost_permille: 0, jitter_ms: 0, round_trip_ms: 0, first_frame_ms: None, echo_ms: None };
        assert_eq!(udp(Some(&figures)), bad(Part::Udp, Note::Unreachable));
        assert_eq!(udp(None), unknown(Part::Udp), "the room was not opened, which says nothing of the line");
    }

    #[test]
    fn a_server_that_is_slow_or_away_is_told() {
        assert_eq!(tcp(Some(Duration::from_millis(80))), good(Part::Tcp));
        assert_eq!(tcp(Some(Duration::from_secs(3))), poor(Part::Tcp, Note::Slow));
        assert_eq!(tcp(None), bad(Part::Tcp, Note::Unreachable));
    }
}
