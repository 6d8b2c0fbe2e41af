//! A new version on trial: it has to pass its self-check before the first visit, or the version before it comes back.
//!
//! Who starts the booth (`packaging/start`) says whether this version is on trial, and reads what came of it from the
//! identity's folder:
//!
//! ```text
//! proven     the version that passed
//! refused    the version that did not: the one before it is started instead
//! starts     how often a version on trial was started without coming so far
//! checked    whether the last self-check of any version was passed
//! ```

use protocol::device::{LampState, Part};
use protocol::selfcheck::SelfcheckReport;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// So often a check that nobody could answer is made again.
const TRIES: u32 = 10;
/// How soon.
const AGAIN: Duration = Duration::from_secs(60);

/// What a self-check makes of a version on trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It stays.
    Proven,
    /// The version before it comes back.
    Refused,
    /// Nothing can be said yet.
    Again,
}

/// The trial of this version, if it is on one.
#[derive(Debug)]
pub(super) struct Trial {
    folder: PathBuf,
    on: Option<On>,
}

#[derive(Debug)]
struct On {
    tries: u32,
    next_at: Instant,
}

impl Trial {
    /// A trial that begins `now`. A booth that was not well before its upgrade cannot tell whether the new version is.
    pub(super) fn begin(folder: &Path, on_trial: bool, now: Instant) -> Self {
        let was_well = fs::read_to_string(folder.join("checked")).map_or(true, |word| word.trim() != "failed");
        let mut trial = Self { folder: folder.to_owned(), on: None };
        match (on_trial, was_well) {
            (true, true) => trial.on = Some(On { tries: 0, next_at: now }),
            (true, false) => trial.note(Verdict::Proven),
            (false, _) => {}
        }
        trial
    }

    /// Whether no visit may begin yet.
    pub(super) fn is_on(&self) -> bool {
        self.on.is_some()
    }

    /// Whether a check is to be made now; asked for once each time.
    pub(super) fn wants_check(&mut self, now: Instant) -> bool {
        let due = self.on.as_mut().filter(|on| on.next_at <= now);
        if let Some(on) = due {
            on.tries += 1;
            on.next_at = now + AGAIN;
            return true;
        }
        false
    }

    /// Takes what a check found, or that none could be made; the verdict, if this version is on trial.
    pub(super) fn hear(&mut self, report: Option<&SelfcheckReport>) -> Option<Verdict> {
        let verdict = self.on.as_ref().map(|on| judge(report, on.tries));
        if let Some(report) = report
            && verdict.is_none_or(|verdict| verdict == Verdict::Proven)
        {
            self.write("checked", if report.passed { "passed" } else { "failed" });
        }
        if let Some(verdict @ (Verdict::Proven | Verdict::Refused)) = verdict {
            self.on = None;
            self.note(verdict);
        }
        verdict
    }

    fn note(&self, verdict: Verdict) {
        match verdict {
            Verdict::Proven => {
                tracing::info!(version = VERSION, "this version stays");
                self.write("proven", VERSION);
                // That it is not there is as good.
                let _ = fs::remove_file(self.folder.join("starts"));
            }
            Verdict::Refused => {
                tracing::error!(
                    version = VERSION,
                    "this version did not pass its self-check; the one before it comes back"
                );
                self.write("refused", VERSION);
            }
            Verdict::Again => {}
        }
    }

    fn write(&self, name: &str, word: &str) {
        let written: io::Result<()> = fs::write(self.folder.join(name), word);
        if let Err(error) = written {
            tracing::warn!(%error, name, "the folder of the identity cannot be written");
        }
    }
}

fn judge(report: Option<&SelfcheckReport>, tries: u32) -> Verdict {
    let away = |report: &SelfcheckReport| {
        report.lamps.iter().any(|lamp| lamp.part == Part::Tcp && lamp.state == LampState::Bad)
    };
    match report {
        Some(report) if report.passed => Verdict::Proven,
        // A network that is down says nothing of the version, unless it is down for this version alone.
        Some(report) if away(report) && tries < TRIES => Verdict::Again,
        None if tries < TRIES => Verdict::Again,
        _ => Verdict::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::health::bad;
    use protocol::device::{Lamp, Note};

    fn report(bad: &[Lamp]) -> SelfcheckReport {
        SelfcheckReport { passed: bad.is_empty(), took_ms: 1, lamps: bad.to_vec(), line: None }
    }

    struct Sim {
        folder: tempfile::TempDir,
        now: Instant,
        trial: Trial,
    }

    impl Sim {
        fn begin(checked: Option<&str>) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            if let Some(word) = checked {
                fs::write(folder.path().join("checked"), word).expect("writes");
            }
            fs::write(folder.path().join("starts"), "1").expect("writes");
            let now = clock::now();
            let trial = Trial::begin(folder.path(), true, now);
            Self { folder, now, trial }
        }

        fn file(&self, name: &str) -> Option<String> {
            fs::read_to_string(self.folder.path().join(name)).ok()
        }
    }

    #[test]
    fn a_version_that_passes_stays_and_says_so_to_whoever_starts_it() {
        let mut sim = Sim::begin(Some("passed"));
        assert!(sim.trial.is_on() && sim.trial.wants_check(sim.now) && !sim.trial.wants_check(sim.now));
        assert_eq!(sim.trial.hear(Some(&report(&[]))), Some(Verdict::Proven));
        assert!(!sim.trial.is_on());
        assert_eq!((sim.file("proven").as_deref(), sim.file("starts")), (Some(VERSION), None));
        assert_eq!(sim.trial.hear(Some(&report(&[]))), None, "it is over");
    }

    #[test]
    fn a_version_that_does_not_pass_is_refused_and_the_booth_counts_as_well_as_before() {
        let mut sim = Sim::begin(Some("passed"));
        sim.trial.wants_check(sim.now);
        let dark = report(&[bad(Part::Camera, Note::Black)]);
        assert_eq!(sim.trial.hear(Some(&dark)), Some(Verdict::Refused));
        assert_eq!((sim.file("refused").as_deref(), sim.file("checked").as_deref()), (Some(VERSION), Some("passed")));
    }

    #[test]
    fn while_the_office_is_away_nothing_is_said_of_the_version_for_a_while() {
        for nothing in [Some(report(&[bad(Part::Tcp, Note::Unreachable)])), None] {
            let mut sim = Sim::begin(None);
            for _ in 1..TRIES {
                assert!(sim.trial.wants_check(sim.now));
                assert_eq!(sim.trial.hear(nothing.as_ref()), Some(Verdict::Again));
                assert!(!sim.trial.wants_check(sim.now));
                sim.now += AGAIN;
            }
            sim.trial.wants_check(sim.now);
            assert_eq!(sim.trial.hear(nothing.as_ref()), Some(Verdict::Refused));
        }
    }

    #[test]
    fn a_booth_that_was_not_well_before_takes_the_new_version_as_it_is() {
        let sim = Sim::begin(Some("failed"));
        assert!(!sim.trial.is_on());
        assert_eq!(sim.file("proven").as_deref(), Some(VERSION));
    }

    #[test]
    fn without_a_trial_only_the_last_check_is_noted() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut trial = Trial::begin(folder.path(), false, clock::now());
        assert!(!trial.is_on() && !trial.wants_check(clock::now()));
        assert_eq!(trial.hear(Some(&report(&[bad(Part::Microphone, Note::Silent)]))), None);
        assert_eq!(fs::read_to_string(folder.path().join("checked")).expect("is there"), "failed");
        assert!(!folder.path().join("proven").exists());
    }
}
