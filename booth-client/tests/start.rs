//! `packaging/start`: which version of the booth's program runs.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A booth with programs that say which they are and how they were called.
struct Installed {
    folder: tempfile::TempDir,
}

impl Installed {
    fn new(version: &str) -> Self {
        let installed = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir(installed.state()).expect("a folder");
        installed.put("installed", version);
        installed
    }

    /// An upgrade from `before` to `version`, which was not tried yet.
    fn upgraded(before: &str, version: &str) -> Self {
        let installed = Self::new(version);
        installed.put("previous", before);
        installed.note("proven", before);
        installed
    }

    fn put(&self, name: &str, version: &str) {
        let path = self.path(name);
        let answer = format!("[ \"$1\" = --version ] && echo chikamado-booth {version} || echo {version} \"$@\"");
        fs::write(&path, format!("#!/bin/sh\n{answer}\n")).expect("writes");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("is ours");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn state(&self) -> PathBuf {
        self.path("state")
    }

    fn note(&self, name: &str, word: &str) {
        fs::write(self.state().join(name), word).expect("writes");
    }

    /// What ran, with which arguments.
    fn start(&self, words: &[&str]) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/start");
        let output = Command::new("sh")
            .arg(script)
            .args(words)
            .envs([("INSTALLED", self.path("installed")), ("PREVIOUS", self.path("previous")), ("STATE", self.state())])
            .output()
            .expect("sh runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("is text").trim().to_owned()
    }
}

#[test]
fn the_first_version_of_a_booth_is_not_on_trial() {
    assert_eq!(Installed::new("1.0.0").start(&["run"]), "1.0.0 run");
}

#[test]
fn a_new_version_runs_on_trial_until_it_is_proven() {
    let booth = Installed::upgraded("1.0.0", "1.1.0");
    assert_eq!(booth.start(&["run"]), "1.1.0 run --trial");
    booth.note("proven", "1.1.0");
    assert_eq!(booth.start(&["run"]), "1.1.0 run");
}

#[test]
fn a_version_that_was_refused_gives_way_to_the_one_before_it_with_that_ones_policies() {
    let booth = Installed::upgraded("1.0.0", "1.1.0");
    booth.note("refused", "1.1.0");
    assert_eq!(booth.start(&["policies", "--write"]), "1.0.0 policies --write");
    assert_eq!(booth.start(&["run"]), "1.0.0 run --gone-back");
}

#[test]
fn a_version_that_does_not_come_up_is_refused_after_five_starts() {
    let booth = Installed::upgraded("1.0.0", "1.1.0");
    for _ in 0..5 {
        booth.start(&["policies", "--write"]);
        assert_eq!(booth.start(&["run"]), "1.1.0 run --trial");
    }
    assert_eq!(booth.start(&["run"]), "1.0.0 run --gone-back");
    assert_eq!(fs::read_to_string(booth.state().join("refused")).expect("is there"), "1.1.0");
}

#[test]
fn a_program_that_cannot_even_tell_its_version_gives_way_too() {
    let booth = Installed::upgraded("1.0.0", "1.1.0");
    fs::write(booth.path("installed"), "#!/bin/sh\nexit 1\n").expect("writes");
    booth.note("starts", "5");
    assert_eq!(booth.start(&["run"]), "1.0.0 run --gone-back");
}
