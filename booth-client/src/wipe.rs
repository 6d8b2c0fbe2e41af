//! The forgetting: browser and keeper gone, their files gone, clipboard and printer queue empty. It is done when a look at
//! the machine says so, not when the orders were given.

mod desktop;
mod processes;

use crate::browser::{MARK, Running};
use crate::clock;
use crate::printer::Queue;
use crate::run::keeper::Keeper;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long processes may take to be gone.
const GONE: Duration = Duration::from_secs(2);
/// How often is looked.
const LOOK: Duration = Duration::from_millis(20);

/// What could not be removed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WipeError {
    #[error("{0} processes of the visit do not end")]
    Alive(usize),
    #[error("{} cannot be removed", .0.display())]
    Profile(PathBuf, #[source] io::Error),
    #[error("the printer's queue cannot be emptied")]
    Printer,
}

/// Where the traces of a visit are.
#[derive(Debug)]
pub(crate) struct Places {
    /// The folder in memory.
    pub(crate) runtime: PathBuf,
    /// The printer's queue, if the booth has one.
    pub(crate) printer: Option<Queue>,
}

impl Places {
    /// Holds the profiles of browsers, one folder each.
    pub(crate) fn profiles(&self) -> PathBuf {
        self.runtime.join("browser")
    }

    /// Ends browser and keeper, these and any that an earlier supervisor left, and removes what they left.
    pub(crate) async fn wipe(&self, browser: Option<Running>, keeper: Option<Keeper>) -> Result<Duration, WipeError> {
        let began = clock::now();
        let (removed, emptied) = tokio::join!(self.remove(browser, keeper, began), self.empty_printer());
        removed?;
        if emptied { Ok(clock::now().saturating_duration_since(began)) } else { Err(WipeError::Printer) }
    }

    async fn remove(&self, browser: Option<Running>, keeper: Option<Keeper>, began: Instant) -> Result<(), WipeError> {
        let keeper = async {
            if let Some(keeper) = keeper {
                keeper.forget().await;
            }
        };
        let (ended, ()) = tokio::join!(self.end(browser), keeper);
        ended?;
        gone((MARK, &self.runtime), &HashSet::new(), began).await?;
        remove(&self.profiles())?;
        desktop::clear_clipboard().await;
        Ok(())
    }

    async fn empty_printer(&self) -> bool {
        match &self.printer {
            Some(printer) => printer.empty().await,
            None => true,
        }
    }

    /// Ends a browser and removes its profile.
    pub(crate) async fn end(&self, browser: Option<Running>) -> Result<(), WipeError> {
        let Some(browser) = browser else { return Ok(()) };
        browser.let_go();
        let groups = browser.group().and_then(|group| i32::try_from(group).ok()).into_iter().collect();
        let profile = browser.profile().to_owned();
        gone(("HOME", &profile), &groups, clock::now()).await?;
        browser.collect().await;
        remove(&profile)
    }
}

/// Ends every process with this mark and waits until a look finds none.
async fn gone(mark: (&str, &Path), groups: &HashSet<i32>, began: Instant) -> Result<(), WipeError> {
    loop {
        let left = processes::find(mark, groups);
        if left.is_empty() {
            return Ok(());
        }
        if clock::now() > began + GONE {
            return Err(WipeError::Alive(left.len()));
        }
        processes::end(&left);
        clock::sleep(LOOK).await;
    }
}

fn remove(folder: &Path) -> Result<(), WipeError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(WipeError::Profile(folder.to_owned(), error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_an_earlier_supervisor_left_is_ended_and_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = Places { runtime: folder.path().to_owned(), printer: None };
        std::fs::create_dir_all(places.profiles().join("0/Default")).expect("a profile");
        let mut left = tokio::process::Command::new("sleep")
            .arg("60")
            .env(MARK, folder.path())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .expect("starts");
        places.wipe(None, None).await.expect("nothing is left");
        assert!(!places.profiles().exists());
        assert!(!left.wait().await.expect("has ended").success());
    }

    #[tokio::test]
    async fn what_cannot_be_removed_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = Places { runtime: folder.path().to_owned(), printer: None };
        std::fs::write(places.profiles(), "no folder").expect("writes");
        assert!(matches!(places.wipe(None, None).await, Err(WipeError::Profile(..))));
    }

    #[tokio::test]
    async fn a_slip_that_stays_in_the_printers_queue_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let stuck = [("lp", "true"), ("lpstat", "echo slips-1"), ("cancel", "exit 1")];
        let printer = Some(crate::printer::tests::scripted(folder.path(), stuck));
        let places = Places { runtime: folder.path().to_owned(), printer };
        assert!(matches!(places.wipe(None, None).await, Err(WipeError::Printer)));
    }
}
