//! The slip printer (ご案内票), through CUPS. A slip is handed over by stdin; what CUPS keeps of it lies in its spool, which
//! is emptied after every visit.

use crate::{clock, program};
use protocol::private::Private;
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// A printed page: PDF.
pub(crate) type Slip = Private<Vec<u8>>;

/// How long CUPS may take to take a slip in, and to say how a queue is.
const TAKE_IN: Duration = Duration::from_secs(5);
const SAY: Duration = Duration::from_millis(500);
/// How long the slip of a visit that has just ended may take to leave the spool.
const LEAVE: Duration = Duration::from_secs(2);
/// How often is looked.
const LOOK: Duration = Duration::from_millis(100);

/// `[printer]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Printer {
    /// Its CUPS queue.
    pub(crate) queue: Option<String>,
}

impl Printer {
    /// The queue, if the booth has one.
    pub(crate) fn open(&self) -> Option<Queue> {
        Some(Queue { name: self.queue.clone()?, programs: PathBuf::new() })
    }
}

/// A queue of CUPS.
#[derive(Debug, Clone)]
pub(crate) struct Queue {
    name: String,
    /// Where CUPS has its programs; looked for as every program is, if it is empty.
    programs: PathBuf,
}

impl Queue {
    /// Hands a slip over; answers whether it is in the queue.
    pub(crate) async fn print(&self, slip: &Slip) -> bool {
        program::run(self.programs.join("lp"), &["-s", "-d", &self.name], slip.reveal(), TAKE_IN).await.is_some()
    }

    /// Lets a slip that is being printed leave, and takes every job back that does not; answers whether the queue is empty
    /// then. Without CUPS there is none.
    pub(crate) async fn empty(&self) -> bool {
        let began = clock::now();
        loop {
            let jobs = self.jobs().await;
            if jobs.is_empty() {
                return true;
            }
            if began + LEAVE <= clock::now() {
                // By name: all at once may only be cancelled by an administrator of CUPS.
                let jobs: Vec<&str> = jobs.iter().map(String::as_str).collect();
                self.ask("cancel", &jobs).await;
                return self.jobs().await.is_empty();
            }
            clock::sleep(LOOK).await;
        }
    }

    /// The jobs that wait or are being printed.
    async fn jobs(&self) -> Vec<String> {
        let said = self.ask("lpstat", &["-o", &self.name]).await.unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        said.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    }

    async fn ask(&self, program: &str, words: &[&str]) -> Option<Vec<u8>> {
        program::run(self.programs.join(program), words, &[], SAY).await
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    /// A queue whose programs are these scripts; each finds its folder as `$DIR`.
    pub(crate) fn scripted(folder: &Path, scripts: [(&str, &str); 3]) -> Queue {
        for (name, script) in scripts {
            let path = folder.join(name);
            fs::write(&path, format!("#!/bin/sh\nDIR={}\n{script}\n", folder.display())).expect("writes");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("may be run");
        }
        Queue { name: "slips".into(), programs: folder.to_owned() }
    }

    const LP: &str = r#"[ "$*" = "-s -d slips" ] && cat >"$DIR/job""#;
    const LPSTAT: &str = r#"[ "$*" = "-o slips" ] && [ -e "$DIR/job" ] && echo "slips-7  kiosk  6144  today"; true"#;
    const CANCEL: &str = r#"[ "$*" = "slips-7" ] && touch "$DIR/cancelled" && rm "$DIR/job""#;

    fn slip() -> Slip {
        Private::new(b"%PDF-1.4".to_vec())
    }

    #[tokio::test]
    async fn a_slip_goes_to_the_printer_by_stdin() {
        let folder = tempfile::tempdir().expect("a folder");
        let queue = scripted(folder.path(), [("lp", LP), ("lpstat", LPSTAT), ("cancel", CANCEL)]);
        assert!(queue.print(&slip()).await);
        assert_eq!(fs::read(folder.path().join("job")).expect("a job"), b"%PDF-1.4");
    }

    #[tokio::test]
    async fn a_printer_that_does_not_take_it_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let queue = scripted(folder.path(), [("lp", "exit 1"), ("lpstat", LPSTAT), ("cancel", CANCEL)]);
        assert!(!queue.print(&slip()).await);
        assert!(!Queue { programs: "/nowhere".into(), ..queue }.print(&slip()).await);
    }

    #[tokio::test]
    async fn a_slip_that_is_being_printed_may_leave_before_the_queue_is_emptied() {
        let folder = tempfile::tempdir().expect("a folder");
        // The second look finds that it has left.
        let lpstat = r#"rm "$DIR/job" 2>/dev/null && echo "slips-7 kiosk"; true"#;
        let queue = scripted(folder.path(), [("lp", LP), ("lpstat", lpstat), ("cancel", CANCEL)]);
        queue.print(&slip()).await;
        assert!(queue.empty().await);
        assert!(!folder.path().join("cancelled").exists(), "it was cancelled");
    }

    #[tokio::test]
    async fn a_slip_that_does_not_leave_is_taken_back_and_one_that_stays_all_the_same_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let queue = scripted(folder.path(), [("lp", LP), ("lpstat", LPSTAT), ("cancel", CANCEL)]);
        queue.print(&slip()).await;
        assert!(queue.empty().await);
        assert!(folder.path().join("cancelled").exists());
        let stuck = scripted(folder.path(), [("lp", LP), ("lpstat", LPSTAT), ("cancel", "exit 1")]);
        stuck.print(&slip()).await;
        assert!(!stuck.empty().await);
    }

    #[tokio::test]
    async fn without_cups_there_is_nothing_to_empty() {
        assert!(Queue { name: "slips".into(), programs: "/nowhere".into() }.empty().await);
        assert!(Printer::default().open().is_none());
    }
}
