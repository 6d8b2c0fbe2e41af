//! How the booth is, as it is told the office: the machine is looked at beside everything else, the last self-check and the
//! page's word are held. No device is opened for it: the light of a camera that nobody uses would frighten people.

use super::lamps::{Facts, Machine, Words, lamps};
use crate::clock;
use crate::health::{machine, probe};
use crate::selfcheck::Devices;
use protocol::device::{Lamp, Part};
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// How often the machine is looked at.
const LOOK: Duration = Duration::from_secs(10);

/// What is looked at.
#[derive(Debug)]
pub(super) struct Watched {
    /// On the disk that is meant.
    pub(super) folder: PathBuf,
    pub(super) devices: Devices,
    /// The browser's version, if it told one.
    pub(super) browser: Option<String>,
    /// Whether this program runs in the place of a newer one.
    pub(super) gone_back: bool,
}

/// Everything that is known.
#[derive(Debug)]
pub(super) struct Health {
    machine: watch::Receiver<Option<Machine>>,
    looking: AbortHandle,
    checked: Vec<Lamp>,
    page: Vec<Lamp>,
}

impl Health {
    /// Looks from now on.
    pub(super) fn watch(watched: Watched) -> Self {
        let (tell, machine) = watch::channel(None);
        let looking = tokio::spawn(async move {
            loop {
                let seen = look(&watched).await;
                tell.send_replace(Some(seen));
                clock::sleep(LOOK).await;
            }
        });
        Self { machine, looking: looking.abort_handle(), checked: Vec::new(), page: Vec::new() }
    }

    /// A self-check is done.
    pub(super) fn checked(&mut self, lamps: &[Lamp]) {
        self.checked = lamps.to_vec();
    }

    /// The page says how it meets its devices.
    pub(super) fn page_says(&mut self, lamps: Vec<Lamp>) {
        self.page = lamps;
    }

    /// The visit is over, and its page's word with it.
    pub(super) fn forget_page(&mut self) {
        self.page.clear();
    }

    /// One lamp a part; none before the machine was looked at.
    pub(super) fn lamps(&self, facts: Facts) -> Option<Vec<Lamp>> {
        let machine = self.machine.borrow();
        Some(lamps(facts, Words { machine: machine.as_ref()?, checked: &self.checked, page: &self.page }))
    }
}

impl Drop for Health {
    fn drop(&mut self) {
        self.looking.abort();
    }
}

async fn look(watched: &Watched) -> Machine {
    let mut lamps = probe::machine(&watched.folder).await;
    lamps.push(machine::browser(watched.browser.as_deref()));
    lamps.push(machine::program(watched.gone_back));
    let devices = &watched.devices;
    if devices.touch {
        lamps.push(probe::touch());
    }
    let there = [
        (Part::Camera, Some(&devices.camera)),
        (Part::DocumentCamera, devices.document_camera.as_ref()),
        (Part::Microphone, Some(&devices.microphone)),
        (Part::Speaker, devices.speaker.as_ref()),
    ];
    let there = there.into_iter().filter_map(|(part, device)| Some((part, device?.is_there(part))));
    Machine { lamps, devices: there.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::{bad, good, poor, unknown};
    use crate::terminal::Phase;
    use protocol::device::Note;

    fn facts(phase: Phase) -> Facts {
        Facts { phase, clock_off: None, now: Duration::ZERO, renew_at: LOOK, ends_at: LOOK * 2 }
    }

    #[tokio::test]
    async fn a_booth_is_told_once_it_was_looked_at_and_its_pages_word_ends_with_the_visit() {
        let devices: Devices = toml::from_str("camera = \"v4l2:/dev/no-such-camera\"\ntouch = false").expect("parses");
        let mut health =
            Health::watch(Watched { folder: ".".into(), devices, browser: Some("156.0.1".into()), gone_back: true });
        assert_eq!(health.lamps(facts(Phase::Idle)), None);
        health.machine.changed().await.expect("it looks");
        let lamp = |health: &Health, phase, wanted| {
            let lamps = health.lamps(facts(phase)).expect("it was looked at");
            lamps.into_iter().find(|lamp| lamp.part == wanted)
        };
        let visit = Phase::Visit { pageless: None };
        assert_eq!(lamp(&health, visit, Part::Camera), Some(bad(Part::Camera, Note::Absent)));
        assert_eq!(lamp(&health, visit, Part::Browser), Some(good(Part::Browser)));
        assert_eq!(lamp(&health, visit, Part::Program), Some(poor(Part::Program, Note::GoneBack)));
        assert_eq!(lamp(&health, visit, Part::Touch), None, "it is not for touching");
        assert_eq!(lamp(&health, visit, Part::Udp), Some(unknown(Part::Udp)));
        health.checked(&[good(Part::Udp)]);
        assert_eq!(lamp(&health, visit, Part::Udp), Some(good(Part::Udp)));
        health.page_says(vec![good(Part::Camera)]);
        assert_eq!(lamp(&health, visit, Part::Camera), Some(good(Part::Camera)));
        health.forget_page();
        assert_eq!(lamp(&health, visit, Part::Camera), Some(bad(Part::Camera, Note::Absent)));
    }
}
