//! From what a machine is like to what it lacks. No I/O.

use std::path::PathBuf;

/// What a machine is like.
#[derive(Debug, Clone)]
pub(super) struct Machine {
    /// Where the configuration should be.
    pub(super) config: PathBuf,
    pub(super) settings: Settings,
    /// The folder of the identity.
    pub(super) identity: PathBuf,
    pub(super) enrolment: Enrolment,
    /// Whether the units' user exists.
    pub(super) user: bool,
    /// Programs that are not there.
    pub(super) missing: Vec<PathBuf>,
    /// Whether the browser's policies are this version's.
    pub(super) policies: bool,
    /// Whether this program has the booth's face in it.
    pub(super) face: bool,
    /// Whether a font of the machine's has Japanese, for the page that stands in for the booth's own.
    pub(super) japanese: bool,
    /// The runtime folder, and whether it is in memory.
    pub(super) runtime: PathBuf,
    pub(super) in_memory: bool,
    /// Whether what waits for the printer, if there is one, stands in memory.
    pub(super) spool_in_memory: bool,
    /// Whether CUPS, if there is a printer, keeps nothing of what was printed.
    pub(super) spool_forgets: bool,
    /// Whether core dumps go to a program, which no limit holds back.
    pub(super) piped_cores: bool,
    /// Whether the browser's sandbox may make its namespaces.
    pub(super) namespaces: bool,
    pub(super) camera: bool,
    pub(super) microphone: bool,
    /// Whether the booth starts with the machine.
    pub(super) enabled: bool,
}

/// How the configuration is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Settings {
    Good,
    Missing,
    Wrong(String),
}

/// How the identity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enrolment {
    Good,
    Missing,
    Damaged,
    /// The certificate has ended, or the clock is wrong.
    Ended,
    /// The units' user does not own it.
    Foreign,
}

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) what: String,
    /// The command that mends it, or what to do by hand.
    pub(super) mend: String,
}

/// The package that brings a program.
fn package(program: &str) -> &'static str {
    match program {
        "setpriv" => "util-linux",
        "xset" | "xrandr" => "x11-xserver-utils",
        "amixer" => "alsa-utils",
        "lp" => "cups-client",
        "xsel" => "xsel",
        "xauth" => "xauth",
        "ffmpeg" => "ffmpeg",
        "df" => "coreutils",
        "Xorg" => "xserver-xorg-core xserver-xorg-input-libinput",
        _ => "chromium",
    }
}

/// What the machine lacks, in the order in which it is mended.
pub(super) fn findings(machine: &Machine) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut note = |what: String, mend: String| found.push(Finding { what, mend });
    let identity = machine.identity.display();
    for program in &machine.missing {
        let name = program.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        note(format!("{} is not installed", program.display()), format!("sudo apt-get install {}", package(&name)));
    }
    if !machine.face {
        note("this program was built without the booth's face".into(), "make web && make deb".into());
    }
    if !machine.japanese {
        note("no font of this machine has Japanese".into(), "sudo apt-get install fonts-noto-cjk".into());
    }
    if !machine.user {
        note(
            "the user chikamado-booth does not exist".into(),
            format!("sudo adduser --system --group --home {identity} chikamado-booth"),
        );
    }
    match &machine.settings {
        Settings::Good => {}
        Settings::Missing => note(
            format!("{} does not exist", machine.config.display()),
            format!("sudo install -D -m 644 booth-client/booth.example.toml {}", machine.config.display()),
        ),
        Settings::Wrong(why) => note(
            format!("{} is not right: {why}", machine.config.display()),
            format!("sudo editor {}", machine.config.display()),
        ),
    }
    if !machine.in_memory {
        note(
            format!("{} is on a disk, and a browser's profile must not be", machine.runtime.display()),
            format!("sudo mount -t tmpfs -o mode=0755 tmpfs {}", machine.runtime.display()),
        );
    }
    if !machine.policies {
        note("the browser's policies are missing or old".into(), "sudo chikamado-booth policies --write".into());
    }
    if !machine.spool_in_memory {
        note(
            "what waits for the printer stands on a disk".into(),
            "sudo systemctl enable --now var-spool-cups.mount && sudo systemctl restart cups".into(),
        );
    }
    if !machine.spool_forgets {
        note("CUPS keeps what was printed".into(), "sudo cupsctl PreserveJobFiles=No PreserveJobHistory=No".into());
    }
    if machine.piped_cores {
        note("core dumps are handed to a program".into(), "sudo sysctl -w kernel.core_pattern=core".into());
    }
    if !machine.namespaces {
        note(
            "the browser's sandbox may not make namespaces".into(),
            "sudo sysctl -w kernel.unprivileged_userns_clone=1".into(),
        );
    }
    if !machine.camera {
        note("there is no camera".into(), "connect one; `ls /dev/video*` shows it".into());
    }
    if !machine.microphone {
        note("there is no microphone".into(), "connect one; `arecord -l` shows it".into());
    }
    let enrol = |again: &str| {
        format!(
            "sudo runuser -u chikamado-booth -- chikamado-booth enrol --dir {identity}{again} --server <https://…> --code <code>"
        )
    };
    match machine.enrolment {
        Enrolment::Good => {}
        Enrolment::Missing => note("the booth is not enrolled; an administrator shows a code".into(), enrol("")),
        Enrolment::Damaged => note(format!("the identity in {identity} is damaged"), enrol(" --again")),
        Enrolment::Ended => note(
            "the booth's certificate has ended, or the clock is wrong: look at `timedatectl` first".into(),
            enrol(" --again"),
        ),
        Enrolment::Foreign => note(
            format!("{identity} does not belong to chikamado-booth"),
            format!("sudo chown -R chikamado-booth: {identity}"),
        ),
    }
    if !machine.enabled {
        note(
            "the booth does not start with the machine".into(),
            "sudo systemctl enable --now chikamado-booth.service chikamado-booth-selfcheck.timer".into(),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready() -> Machine {
        Machine {
            config: "/etc/chikamado/booth.toml".into(),
            settings: Settings::Good,
            identity: "/var/lib/chikamado-booth".into(),
            enrolment: Enrolment::Good,
            user: true,
            missing: Vec::new(),
            policies: true,
            face: true,
            japanese: true,
            runtime: "/run/chikamado-booth".into(),
            in_memory: true,
            spool_in_memory: true,
            spool_forgets: true,
            piped_cores: false,
            namespaces: true,
            camera: true,
            microphone: true,
            enabled: true,
        }
    }

    /// The mending commands of a machine that is ready but for this.
    fn mends(change: impl FnOnce(&mut Machine)) -> Vec<String> {
        let mut machine = ready();
        change(&mut machine);
        findings(&machine).into_iter().map(|finding| finding.mend).collect()
    }

    #[test]
    fn a_machine_that_is_ready_lacks_nothing() {
        assert_eq!(findings(&ready()), []);
    }

    type Change = fn(&mut Machine);

    #[test]
    fn each_thing_that_is_missing_is_found_alone_with_its_command() {
        let cases: [(Change, &str); 18] = [
            (|m| m.missing = vec!["/usr/bin/chromium".into()], "apt-get install chromium"),
            (|m| m.missing = vec!["xset".into()], "apt-get install x11-xserver-utils"),
            (|m| m.face = false, "make web"),
            (|m| m.japanese = false, "fonts-noto-cjk"),
            (|m| m.user = false, "adduser --system"),
            (|m| m.settings = Settings::Missing, "install -D"),
            (|m| m.settings = Settings::Wrong("line 3".into()), "editor /etc/chikamado/booth.toml"),
            (|m| m.in_memory = false, "mount -t tmpfs"),
            (|m| m.spool_in_memory = false, "var-spool-cups.mount"),
            (|m| m.spool_forgets = false, "cupsctl PreserveJobFiles=No"),
            (|m| m.missing = vec!["amixer".into()], "apt-get install alsa-utils"),
            (|m| m.policies = false, "policies --write"),
            (|m| m.piped_cores = true, "kernel.core_pattern=core"),
            (|m| m.namespaces = false, "unprivileged_userns_clone=1"),
            (|m| m.camera = false, "connect one"),
            (|m| m.microphone = false, "connect one"),
            (|m| m.enrolment = Enrolment::Foreign, "chown -R chikamado-booth: /var/lib/chikamado-booth"),
            (|m| m.enabled = false, "systemctl enable --now"),
        ];
        for (change, command) in cases {
            let mends = mends(change);
            assert!(mends.len() == 1 && mends[0].contains(command), "{command}: {mends:?}");
        }
    }

    #[test]
    fn a_booth_is_enrolled_once_and_again_only_over_something() {
        assert!(!mends(|m| m.enrolment = Enrolment::Missing)[0].contains("--again"));
        for enrolment in [Enrolment::Damaged, Enrolment::Ended] {
            assert!(mends(|m| m.enrolment = enrolment)[0].contains(" --again "), "{enrolment:?}");
        }
    }

    #[test]
    fn what_must_be_there_first_is_said_first() {
        let mends = mends(|m| {
            m.enabled = false;
            m.enrolment = Enrolment::Missing;
            m.missing = vec!["setpriv".into()];
        });
        assert!(
            mends[0].contains("util-linux") && mends[1].contains("enrol") && mends[2].contains("enable"),
            "{mends:?}"
        );
    }
}
