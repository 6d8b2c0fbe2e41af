//! What is measured of the machine → lamps.

use super::{bad, good, poor, unknown};
use protocol::device::{Lamp, Note, Part};
use std::time::Duration;

const MIB: u64 = 1 << 20;
/// The oldest major version of the browser that the booth's face is tried with.
const BROWSER_LEAST: u32 = 120;

/// A disk by its free and whole bytes.
pub(crate) fn disk(measured: Option<(u64, u64)>) -> Lamp {
    match measured {
        None => unknown(Part::Disk),
        Some((free, whole)) if free < 200 * MIB || free < whole / 50 => bad(Part::Disk, Note::Full),
        Some((free, whole)) if free < 1_024 * MIB || free < whole / 20 => poor(Part::Disk, Note::Full),
        Some(_) => good(Part::Disk),
    }
}

/// Memory by its available and whole bytes.
pub(crate) fn memory(measured: Option<(u64, u64)>) -> Lamp {
    match measured {
        None => unknown(Part::Memory),
        Some((free, whole)) if free < whole / 20 => bad(Part::Memory, Note::Full),
        Some((free, whole)) if free < whole / 10 => poor(Part::Memory, Note::Full),
        Some(_) => good(Part::Memory),
    }
}

/// The hottest sensor, in degrees Celsius.
pub(crate) fn temperature(measured: Option<f64>) -> Lamp {
    match measured {
        None => unknown(Part::Temperature),
        Some(celsius) if celsius >= 90.0 => bad(Part::Temperature, Note::Hot),
        Some(celsius) if celsius >= 80.0 => poor(Part::Temperature, Note::Hot),
        Some(_) => good(Part::Temperature),
    }
}

/// Whether the screen can be touched.
pub(crate) fn touch(found: Option<bool>) -> Lamp {
    match found {
        None => unknown(Part::Touch),
        Some(false) => bad(Part::Touch, Note::Absent),
        Some(true) => good(Part::Touch),
    }
}

/// How far the booth's clock is from the server's, whichever is ahead. The server states whole seconds.
pub(crate) fn clock(apart: Option<Duration>) -> Lamp {
    match apart {
        None => unknown(Part::Clock),
        Some(apart) if apart > Duration::from_secs(60) => bad(Part::Clock, Note::Wrong),
        Some(apart) if apart > Duration::from_secs(3) => poor(Part::Clock, Note::Wrong),
        Some(_) => good(Part::Clock),
    }
}

/// A certificate by its end, the moment at which it should have been renewed, and now, all in time since 1970.
pub(crate) fn certificate(ends: Duration, renew: Duration, now: Duration) -> Lamp {
    if now >= ends {
        bad(Part::Certificate, Note::EndsSoon)
    } else if now >= renew + (ends - renew) / 2 {
        poor(Part::Certificate, Note::EndsSoon)
    } else {
        good(Part::Certificate)
    }
}

/// What the browser says of its version: `Chromium 140.0.7339.80 built on Debian`.
pub(crate) fn browser(says: Option<&str>) -> Lamp {
    let Some(says) = says else { return bad(Part::Browser, Note::Absent) };
    let major = says.split(' ').find_map(|word| word.split_once('.')?.0.parse::<u32>().ok());
    match major {
        None => unknown(Part::Browser),
        Some(major) if major < BROWSER_LEAST => poor(Part::Browser, Note::Outdated),
        Some(_) => good(Part::Browser),
    }
}

/// The booth's own program, which may run in the place of a newer one.
pub(crate) fn program(gone_back: bool) -> Lamp {
    if gone_back { poor(Part::Program, Note::GoneBack) } else { good(Part::Program) }
}

/// Available and whole memory, from `/proc/meminfo`.
pub(crate) fn read_meminfo(text: &str) -> Option<(u64, u64)> {
    let kib = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    Some((kib("MemAvailable")? << 10, kib("MemTotal")? << 10))
}

/// Free and whole bytes, from `df --output=avail,size -B1`.
pub(crate) fn read_df(text: &str) -> Option<(u64, u64)> {
    let mut numbers = text.lines().nth(1)?.split_whitespace().map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Whether there is an input that fingers have places on, from `/proc/bus/input/devices`: one with `ABS_MT_POSITION_X` and
/// `ABS_MT_POSITION_Y` (0x35 and 0x36 of linux/input-event-codes.h).
pub(crate) fn read_touch(text: &str) -> bool {
    const BOTH: u64 = 1 << 0x35 | 1 << 0x36;
    let axes = text.lines().filter_map(|line| line.strip_prefix("B: ABS="));
    // Words of 64 bits in hex, the lowest one last.
    let mut low = axes.filter_map(|words| u64::from_str_radix(words.split_whitespace().last()?, 16).ok());
    low.any(|word| word & BOTH == BOTH)
}

/// The time that an HTTP `Date` states (RFC 9110 5.6.7), since 1970.
pub(crate) fn read_date(text: &str) -> Option<Duration> {
    let stated = jiff::fmt::rfc2822::parse(text).ok()?;
    u64::try_from(stated.timestamp().as_second()).ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    #[test]
    fn a_disk_and_a_memory_are_judged_by_what_is_left() {
        assert_eq!(disk(Some((50 * GIB, 100 * GIB))), good(Part::Disk));
        assert_eq!(disk(Some((4 * GIB, 100 * GIB))), poor(Part::Disk, Note::Full));
        assert_eq!(disk(Some((100 * MIB, GIB))), bad(Part::Disk, Note::Full));
        assert_eq!(disk(None), unknown(Part::Disk));
        assert_eq!(memory(Some((GIB, 4 * GIB))), good(Part::Memory));
        assert_eq!(memory(Some((GIB / 3, 4 * GIB))), poor(Part::Memory, Note::Full));
        assert_eq!(memory(Some((GIB / 10, 4 * GIB))), bad(Part::Memory, Note::Full));
    }

    #[test]
    fn heat_is_seen() {
        let at = |celsius| temperature(Some(celsius));
        assert_eq!(at(45.0), good(Part::Temperature));
        assert_eq!(at(85.0), poor(Part::Temperature, Note::Hot));
        assert_eq!(at(95.0), bad(Part::Temperature, Note::Hot));
        assert_eq!(temperature(None), unknown(Part::Temperature));
    }

    #[test]
    fn a_clock_that_is_a_year_off_is_wrong() {
        let apart = |seconds| clock(Some(Duration::from_secs(seconds)));
        assert_eq!(apart(1), good(Part::Clock));
        assert_eq!(apart(20), poor(Part::Clock, Note::Wrong));
        assert_eq!(apart(365 * 86_400), bad(Part::Clock, Note::Wrong));
        assert_eq!(clock(None), unknown(Part::Clock));
    }

    #[test]
    fn a_certificate_that_was_not_renewed_is_told_before_it_ends() {
        let hours = |n: u64| Duration::from_secs(n * 3_600);
        let at = |now| certificate(hours(24), hours(16), hours(now));
        assert_eq!(at(17), good(Part::Certificate));
        assert_eq!(at(21), poor(Part::Certificate, Note::EndsSoon));
        assert_eq!(at(24), bad(Part::Certificate, Note::EndsSoon));
    }

    #[test]
    fn a_browser_is_known_by_its_major_version() {
        assert_eq!(browser(Some("Chromium 140.0.7339.80 built on Debian")), good(Part::Browser));
        assert_eq!(browser(Some("Chromium 90.0.1")), poor(Part::Browser, Note::Outdated));
        assert_eq!(browser(Some("something else")), unknown(Part::Browser));
        assert_eq!(browser(None), bad(Part::Browser, Note::Absent));
    }

    #[test]
    fn a_screen_for_touching_is_told_from_a_mouse_and_a_joystick() {
        let keys = "I: Bus=0003 Vendor=0461\nN: Name=\"USB Mouse\"\nB: EV=17\nB: REL=903\n\n";
        let stick = "N: Name=\"Stick\"\nB: ABS=30027\n\n";
        let screen = "N: Name=\"eGalax Touch\"\nB: PROP=2\nB: ABS=260800000000003\n";
        assert!(read_touch(&[keys, stick, screen].concat()));
        assert!(read_touch("B: ABS=1 260800000000003\n"));
        assert!(!read_touch(&[keys, stick].concat()));
        assert!(!read_touch("B: ABS=20000000000000\nB: ABS=40000000000000\n"), "one place of two inputs");
        assert!(!read_touch("B: ABS=\nB: ABS=x\n"));
        assert_eq!(touch(Some(true)), good(Part::Touch));
        assert_eq!(touch(Some(false)), bad(Part::Touch, Note::Absent));
        assert_eq!(touch(None), unknown(Part::Touch));
    }

    #[test]
    fn what_the_system_prints_is_read() {
        assert_eq!(read_meminfo("MemTotal:  8 kB\nMemFree: 1 kB\nMemAvailable:   3 kB\n"), Some((3_072, 8_192)));
        assert_eq!(read_meminfo("nothing"), None);
        assert_eq!(read_df("   Avail 1B-blocks\n  1000   4000\n"), Some((1_000, 4_000)));
        assert_eq!(read_df("no disk"), None);
        assert_eq!(read_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::from_secs(784_111_777)));
        assert_eq!(read_date("yesterday"), None);
    }
}
