//! `doctor`: what a machine lacks to be a booth, each with the command that mends it. It asks no server and changes nothing.
//!
//! ```text
//! findings   from what the machine is like to what it lacks (pure)
//! ```

#![expect(clippy::print_stdout, reason = "its product is a list for the person at the terminal")]

mod findings;

use crate::browser::policies;
use crate::clock;
use crate::identity::{Identity, IdentityError};
use crate::keeper;
use crate::run::config::{Config, ConfigError};
use anyhow::{Result, bail};
use findings::{Enrolment, Machine, Settings};
use nix::sys::statfs::{TMPFS_MAGIC, statfs};
use nix::unistd::User;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The user that the packaged units run as.
const USER: &str = "chikamado-booth";

/// Says what this machine lacks.
#[derive(Debug, clap::Args)]
pub(crate) struct Doctor {
    /// The configuration
    #[arg(long, default_value = "/etc/chikamado/booth.toml")]
    config: PathBuf,
}

/// Looks, and prints what it finds.
///
/// # Errors
/// If anything is missing.
pub(crate) fn run(args: &Doctor) -> Result<()> {
    let findings = findings::findings(&look(&args.config));
    for finding in &findings {
        println!("✗ {}\n    {}", finding.what, finding.mend);
    }
    match findings.len() {
        0 => {
            println!("✓ this machine is ready to be a booth; `chikamado-booth selfcheck` tries its parts and its line")
        }
        1 => bail!("one thing is missing"),
        many => bail!("{many} things are missing"),
    }
    Ok(())
}

fn look(path: &Path) -> Machine {
    let loaded = Config::load(path);
    let settings = match &loaded {
        Ok(_) => Settings::Good,
        Err(ConfigError::Unreadable(_, error)) if error.kind() == io::ErrorKind::NotFound => Settings::Missing,
        Err(ConfigError::Unreadable(_, error)) => Settings::Wrong(error.to_string()),
        Err(ConfigError::Wrong(_, error)) => Settings::Wrong(error.message().to_owned()),
    };
    let config = loaded.unwrap_or_default();
    let user = User::from_name(USER).ok().flatten();
    let programs = ["setpriv", "xset", "xsel", "xauth", "ffmpeg", "df"].map(PathBuf::from);
    let wanted = [
        ("lp", config.printer.queue.is_some()),
        ("amixer", config.sound.volume.is_some()),
        ("xrandr", config.screen.brightness.is_some()),
    ];
    let wanted = wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(program, _)| program.into());
    let programs =
        programs.into_iter().chain([config.browser.program.clone(), "/usr/lib/xorg/Xorg".into()]).chain(wanted);
    Machine {
        config: path.to_owned(),
        settings,
        enrolment: enrolment(&config.identity, user.as_ref()),
        identity: config.identity,
        user: user.is_some(),
        missing: programs.filter(|program| !is_there(program)).collect(),
        policies: policies::check(&config.browser.policies, &format!("http://127.0.0.1:{}", config.page.port)).is_ok(),
        face: keeper::has_face(),
        japanese: has_japanese(),
        in_memory: in_memory(&config.runtime),
        spool_forgets: config.printer.queue.is_none() || forgets(&read("/etc/cups/cupsd.conf")),
        spool_in_memory: config.printer.queue.is_none() || in_memory(Path::new("/var/spool/cups")),
        runtime: config.runtime,
        piped_cores: read("/proc/sys/kernel/core_pattern").starts_with('|'),
        namespaces: read("/proc/sys/kernel/unprivileged_userns_clone").trim() != "0",
        camera: has("/dev", |name| name.starts_with("video")),
        microphone: has("/dev/snd", |name| name.starts_with("pcm") && name.ends_with('c')),
        enabled: Path::new("/etc/systemd/system/multi-user.target.wants/chikamado-booth.service").exists(),
    }
}

fn enrolment(dir: &Path, user: Option<&User>) -> Enrolment {
    let identity = match Identity::load(dir) {
        Ok(identity) => identity,
        Err(IdentityError::NotEnrolled { .. }) => return Enrolment::Missing,
        Err(_) => return Enrolment::Damaged,
    };
    let theirs = |name: &str| {
        let uid = fs::metadata(dir.join(name)).map(|file| file.uid()).ok();
        user.is_none_or(|user| uid == Some(user.uid.as_raw()))
    };
    match identity.ends_at() > clock::since_1970() {
        _ if !theirs("key.pem") || !theirs("") => Enrolment::Foreign,
        true => Enrolment::Good,
        false => Enrolment::Ended,
    }
}

/// Whether a program is at its path, or, without one, where programs are looked for.
fn is_there(program: &Path) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    program.is_file() || std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// Whether a folder, or the nearest one above it that is there, is in memory.
fn in_memory(folder: &Path) -> bool {
    let there = folder.ancestors().find_map(|folder| statfs(folder).ok());
    there.is_some_and(|there| there.filesystem_type() == TMPFS_MAGIC)
}

/// Whether CUPS is told to keep neither files nor the names of jobs (cupsd.conf(5)).
fn forgets(conf: &str) -> bool {
    let says_no = |key: &str| {
        let mut words = conf.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        words.any(|words| matches!(words[..], [name, value] if name == key && value.eq_ignore_ascii_case("no")))
    };
    says_no("PreserveJobFiles") && says_no("PreserveJobHistory")
}

/// Whether fontconfig knows a font for Japanese.
fn has_japanese() -> bool {
    let list = std::process::Command::new("fc-list").arg(":lang=ja").output();
    list.is_ok_and(|list| !list.stdout.is_empty())
}

fn has(folder: &str, wanted: impl Fn(&str) -> bool) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.into_iter().any(|name| name.to_str().is_some_and(&wanted))
}

/// What a file of the kernel says; nothing if it does not exist here.
fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spool_that_keeps_files_or_names_does_not_forget() {
        assert!(forgets("LogLevel warn\nPreserveJobFiles No\n PreserveJobHistory no\n"));
        for conf in
            ["", "PreserveJobFiles No\n", "PreserveJobFiles No\nPreserveJobHistory Yes\n# PreserveJobHistory No"]
        {
            assert!(!forgets(conf), "{conf}");
        }
    }
}
