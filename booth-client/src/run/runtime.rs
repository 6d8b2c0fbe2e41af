//! The folder in memory in which everything lives that must not outlive the machine's power.

use nix::sys::statfs::{TMPFS_MAGIC, statfs};
use protocol::private::Private;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Held by the supervisor that runs.
const LOCK: &str = "lock";
/// What a local program shows to press a key.
const INPUT: &str = "input-token";

/// Why the supervisor does not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RuntimeError {
    #[error("{} cannot be used", .0.display())]
    Unusable(PathBuf, #[source] io::Error),
    #[error("{} is on a disk; name a folder on a tmpfs as `runtime`", .0.display())]
    OnDisk(PathBuf),
    #[error("{} cannot be read: is the booth running, and may this user press its keys?", .0.display())]
    NoToken(PathBuf, #[source] io::Error),
    #[error("another `chikamado-booth run` holds {}", .0.display())]
    Taken(PathBuf),
}

/// The folder, held until this is dropped.
#[derive(Debug)]
pub(super) struct Runtime {
    path: PathBuf,
    input: Private<String>,
    _lock: File,
}

impl Runtime {
    /// Takes the folder, and draws the token of the local keys anew.
    pub(super) fn take(path: &Path) -> Result<Self, RuntimeError> {
        let unusable = |error| RuntimeError::Unusable(path.to_owned(), error);
        // Others may pass through to what is theirs, and see nothing else.
        DirBuilder::new().mode(0o711).recursive(true).create(path).map_err(unusable)?;
        let kind = statfs(path).map_err(|error| unusable(error.into()))?.filesystem_type();
        if kind != TMPFS_MAGIC {
            return Err(RuntimeError::OnDisk(path.to_owned()));
        }
        let open = |name| OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path.join(name));
        let lock = open(LOCK).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(RuntimeError::Taken(path.to_owned())),
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        }
        let input = token();
        open(INPUT).and_then(|mut file| file.write_all(input.reveal().as_bytes())).map_err(unusable)?;
        Ok(Self { path: path.to_owned(), input, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What a local program shows to press a key.
    pub(super) fn input(&self) -> &Private<String> {
        &self.input
    }
}

/// The token that the supervisor of this folder has drawn.
pub(crate) fn read_input(path: &Path) -> Result<Private<String>, RuntimeError> {
    let file = path.join(INPUT);
    fs::read_to_string(&file).map(Private::new).map_err(|error| RuntimeError::NoToken(file, error))
}

/// Makes an empty folder for one browser's profile, which only that user reads.
pub(super) fn profile(profiles: &Path, name: &str, user: Option<&str>) -> io::Result<PathBuf> {
    DirBuilder::new().mode(0o711).recursive(true).create(profiles)?;
    let profile = profiles.join(name);
    DirBuilder::new().mode(0o700).create(&profile)?;
    if let Some(user) = user {
        let user = nix::unistd::User::from_name(user)?.ok_or(io::ErrorKind::NotFound)?;
        std::os::unix::fs::chown(&profile, Some(user.uid.as_raw()), Some(user.gid.as_raw()))?;
    }
    Ok(profile)
}

/// 128 random bits in hex.
#[expect(clippy::disallowed_methods, reason = "a token must not be foreseeable")]
pub(super) fn token() -> Private<String> {
    Private::new(format!("{:032x}", rand::random::<u128>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn in_memory() -> tempfile::TempDir {
        tempfile::tempdir_in("/dev/shm").expect("Linux has it")
    }

    #[test]
    fn a_second_supervisor_is_refused_until_the_first_has_gone() {
        let folder = in_memory();
        let first = Runtime::take(folder.path()).expect("is free");
        assert!(matches!(Runtime::take(folder.path()), Err(RuntimeError::Taken(_))));
        drop(first);
        Runtime::take(folder.path()).expect("is free again");
    }

    #[test]
    fn the_input_token_is_new_at_each_start_and_only_the_owner_reads_it() {
        let folder = in_memory();
        let first = Runtime::take(folder.path()).expect("is free").input().clone();
        let second = Runtime::take(folder.path()).expect("is free");
        assert_ne!(&first, second.input());
        let file = folder.path().join(INPUT);
        assert_eq!(&fs::read_to_string(&file).expect("reads"), second.input().reveal());
        assert_eq!(fs::metadata(&file).expect("is there").permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_folder_on_a_disk_is_refused() {
        let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder");
        assert!(matches!(Runtime::take(folder.path()), Err(RuntimeError::OnDisk(_))));
    }

    #[test]
    fn a_profile_is_fresh_or_none() {
        let folder = in_memory();
        let profile_of = |name| profile(&folder.path().join("browser"), name, None);
        let made = profile_of("0").expect("makes");
        assert_eq!(fs::metadata(made).expect("is there").permissions().mode() & 0o777, 0o700);
        assert!(profile_of("0").is_err(), "an old one is never used again");
        assert!(profile(folder.path(), "1", Some("nobody-of-this-name")).is_err());
    }
}
