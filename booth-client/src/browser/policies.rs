//! What Chromium is told by its managed policies: camera and microphone for the booth's page alone, everything else shut.
//!
//! Chromium reads them from a folder of the system, which only root writes; the supervisor asserts that they stand there
//! before it starts a browser. The debugging pipe needs `DeveloperToolsAvailability` 1: with 2, Chromium refuses the pipe
//! too. The block list covers `devtools://`, and any window but ours is closed.

use std::io;
use std::path::{Path, PathBuf};

/// Why no browser may start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PolicyError {
    #[error("{} cannot be read; write it with `chikamado-booth policies --write`", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    #[error("{} does not hold this version's policies; write it with `chikamado-booth policies --write`", .0.display())]
    Other(PathBuf),
    #[error("{} cannot be written", .0.display())]
    Unwritable(PathBuf, #[source] io::Error),
}

/// In four groups: where the browser may go, what its page may use, what would leave page or machine, what would be kept.
const TEMPLATE: &str = include_str!("policies.json");

/// The policies for a page at `origin`, as Chromium's file.
pub(crate) fn text(origin: &str) -> String {
    TEMPLATE.replace("{origin}", origin)
}

/// Puts the policies where Chromium reads them.
pub(crate) fn write(path: &Path, origin: &str) -> Result<(), PolicyError> {
    let attempt = || {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, text(origin))
    };
    attempt().map_err(|error| PolicyError::Unwritable(path.to_owned(), error))
}

/// Asserts that they stand there.
pub(crate) fn check(path: &Path, origin: &str) -> Result<(), PolicyError> {
    let there = std::fs::read_to_string(path).map_err(|error| PolicyError::Unreadable(path.to_owned(), error))?;
    if there == text(origin) { Ok(()) } else { Err(PolicyError::Other(path.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn only_the_booths_own_page_may_be_opened_and_see_the_camera() {
        let policies: Value = serde_json::from_str(&text("http://127.0.0.1:8090")).expect("is JSON");
        for list in ["URLAllowlist", "VideoCaptureAllowedUrls", "AudioCaptureAllowedUrls"] {
            assert_eq!(policies[list], json!(["http://127.0.0.1:8090"]), "{list}");
        }
    }

    #[test]
    fn what_was_written_passes_and_anything_else_does_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("managed/booth.json");
        assert!(matches!(check(&path, "http://127.0.0.1:1"), Err(PolicyError::Unreadable(..))));
        write(&path, "http://127.0.0.1:1").expect("writes");
        check(&path, "http://127.0.0.1:1").expect("passes");
        assert!(matches!(check(&path, "http://127.0.0.1:2"), Err(PolicyError::Other(_))));
    }
}
