//! Which of those who know a part of the booth is believed (pure): one lamp a part, for the office.
//!
//! | part | who says |
//! |---|---|
//! | camera, document camera, microphone, loudspeaker | in a visit the page, which has them open; else, that they are there: the machine; what they see and hear: the last self-check |
//! | line of calls | the last self-check |
//! | line of control | that this is said over it |
//! | clock, certificate | what the office and the identity told |
//! | browser | its version, unless its page was given up |
//! | touch, disk, memory, temperature | the machine |

use crate::health::{bad, good, machine, unknown};
use crate::terminal::{Phase, Reason};
use protocol::device::{Lamp, Note, Part};
use std::time::Duration;

/// What the supervisor knows by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// Where the booth stands.
    pub(super) phase: Phase,
    /// How far the clock is from the server's, once that is known.
    pub(super) clock_off: Option<Duration>,
    /// The time since 1970, and when the certificate is renewed and when it ends.
    pub(super) now: Duration,
    pub(super) renew_at: Duration,
    pub(super) ends_at: Duration,
}

/// What was seen of the machine without opening any device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Machine {
    /// Of its own parts and of the browser.
    pub(super) lamps: Vec<Lamp>,
    /// The devices that this booth is to have, and whether they are there, where that can be seen.
    pub(super) devices: Vec<(Part, Option<bool>)>,
}

/// What others say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) machine: &'a Machine,
    /// The last self-check's, of this start.
    pub(super) checked: &'a [Lamp],
    /// The page's, of this visit.
    pub(super) page: &'a [Lamp],
}

/// One lamp a part.
pub(super) fn lamps(facts: Facts, words: Words<'_>) -> Vec<Lamp> {
    let Machine { lamps: own, devices } = words.machine;
    let page = if in_visit(facts.phase) { words.page } else { &[] };
    let known =
        devices.iter().map(|(part, there)| of(page, *part).unwrap_or_else(|| device(*part, *there, words.checked)));
    let further = page.iter().copied().filter(|lamp| !devices.iter().any(|(part, _)| *part == lamp.part));
    let mut lamps: Vec<Lamp> = known.chain(further).collect();
    lamps.push(of(words.checked, Part::Udp).unwrap_or(unknown(Part::Udp)));
    lamps.push(good(Part::Tcp));
    lamps.push(machine::clock(facts.clock_off));
    lamps.push(machine::certificate(facts.ends_at, facts.renew_at, facts.now));
    let given_up = facts.phase == Phase::OutOfOrder(Reason::Page);
    lamps.extend(own.iter().map(|lamp| match lamp.part {
        Part::Browser if given_up => bad(Part::Browser, Note::Absent),
        _ => *lamp,
    }));
    lamps
}

const fn in_visit(phase: Phase) -> bool {
    matches!(phase, Phase::Visit { .. } | Phase::InCall { .. })
}

fn of(lamps: &[Lamp], part: Part) -> Option<Lamp> {
    lamps.iter().copied().find(|lamp| lamp.part == part)
}

fn device(part: Part, there: Option<bool>, checked: &[Lamp]) -> Lamp {
    match (there, of(checked, part)) {
        (Some(false), _) => bad(part, Note::Absent),
        // It has been plugged in since, and nobody has looked through it yet.
        (Some(true), Some(Lamp { note: Some(Note::Absent), .. })) | (_, None) => unknown(part),
        (_, Some(lamp)) => lamp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::poor;

    const HOUR: Duration = Duration::from_secs(3_600);
    const VISIT: Phase = Phase::Visit { pageless: None };

    /// A booth with a camera and a disk.
    #[derive(Default)]
    struct Booth {
        camera: Option<bool>,
        checked: Vec<Lamp>,
        page: Vec<Lamp>,
    }

    impl Booth {
        fn lamp(&self, facts: Facts, part: Part) -> Lamp {
            let lamps = vec![poor(Part::Disk, Note::Full), good(Part::Browser)];
            let machine = Machine { lamps, devices: vec![(Part::Camera, self.camera)] };
            let lamps = lamps_of(facts, &machine, self);
            let of_part: Vec<_> = lamps.iter().filter(|lamp| lamp.part == part).collect();
            assert_eq!(of_part.len(), 1, "{part:?}: {lamps:?}");
            *of_part[0]
        }

        fn camera(&self, phase: Phase) -> Lamp {
            self.lamp(Facts { phase, ..facts() }, Part::Camera)
        }
    }

    fn lamps_of(facts: Facts, machine: &Machine, booth: &Booth) -> Vec<Lamp> {
        lamps(facts, Words { machine, checked: &booth.checked, page: &booth.page })
    }

    fn facts() -> Facts {
        let clock_off = Some(Duration::ZERO);
        Facts { phase: Phase::Idle, clock_off, now: HOUR, renew_at: HOUR * 16, ends_at: HOUR * 24 }
    }

    #[test]
    fn a_device_that_is_there_is_as_the_last_self_check_found_it() {
        let camera = Some(true);
        assert_eq!(
            Booth { camera, ..Booth::default() }.camera(Phase::Idle),
            unknown(Part::Camera),
            "nobody has looked"
        );
        let checked = vec![bad(Part::Camera, Note::Black)];
        assert_eq!(Booth { camera, checked: checked.clone(), page: vec![] }.camera(Phase::Idle), checked[0]);
        assert_eq!(Booth { camera: None, checked: checked.clone(), page: vec![] }.camera(Phase::Idle), checked[0]);
    }

    #[test]
    fn a_device_that_is_unplugged_is_seen_at_once_and_so_is_one_that_came_back() {
        let checked = vec![good(Part::Camera)];
        let unplugged = Booth { camera: Some(false), checked, page: vec![] };
        assert_eq!(unplugged.camera(Phase::Idle), bad(Part::Camera, Note::Absent));
        let checked = vec![bad(Part::Camera, Note::Absent)];
        let back = Booth { camera: Some(true), checked, page: vec![] };
        assert_eq!(back.camera(Phase::Idle), unknown(Part::Camera));
    }

    #[test]
    fn in_a_visit_the_page_is_believed_and_after_it_no_more() {
        let (checked, page) = (vec![good(Part::Camera)], vec![bad(Part::Camera, Note::Frozen)]);
        let booth = Booth { camera: Some(true), checked, page };
        assert_eq!(booth.camera(VISIT), bad(Part::Camera, Note::Frozen));
        assert_eq!(booth.camera(Phase::InCall { pageless: None }), bad(Part::Camera, Note::Frozen));
        assert_eq!(booth.camera(Phase::Idle), good(Part::Camera));
    }

    #[test]
    fn a_device_that_only_the_page_knows_has_a_lamp_in_its_visit() {
        let booth = Booth { page: vec![good(Part::Speaker)], ..Booth::default() };
        assert_eq!(booth.lamp(Facts { phase: VISIT, ..facts() }, Part::Speaker), good(Part::Speaker));
    }

    #[test]
    fn each_other_part_is_said_by_who_knows_it() {
        let checked = vec![poor(Part::Udp, Note::Lossy), good(Part::Disk)];
        let booth = Booth { checked, ..Booth::default() };
        assert_eq!(booth.lamp(facts(), Part::Udp), poor(Part::Udp, Note::Lossy));
        assert_eq!(Booth::default().lamp(facts(), Part::Udp), unknown(Part::Udp));
        assert_eq!(booth.lamp(facts(), Part::Disk), poor(Part::Disk, Note::Full), "as it is now");
        assert_eq!(booth.lamp(facts(), Part::Tcp), good(Part::Tcp));
        assert_eq!(booth.lamp(Facts { clock_off: None, ..facts() }, Part::Clock), unknown(Part::Clock));
        let late = Facts { now: HOUR * 24, ..facts() };
        assert_eq!(booth.lamp(late, Part::Certificate), bad(Part::Certificate, Note::EndsSoon));
    }

    #[test]
    fn a_page_that_was_given_up_is_seen() {
        assert_eq!(Booth::default().lamp(facts(), Part::Browser), good(Part::Browser));
        let given_up = Facts { phase: Phase::OutOfOrder(Reason::Page), ..facts() };
        assert_eq!(Booth::default().lamp(given_up, Part::Browser), bad(Part::Browser, Note::Absent));
    }
}
