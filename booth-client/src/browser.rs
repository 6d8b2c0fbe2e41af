//! The kiosk's browser: Chromium in a process group of its own, with a fresh profile in memory, watched over its debugging
//! pipe.
//!
//! ```text
//! command    how it is called
//! policies   what its managed policies say
//! pipe       its debugging protocol
//! watch      whether the page is there (pure)
//! picture    whether a picture of it shows anything
//! page       the rim: sets the cookie, opens the page, asks and looks
//! ```

mod command;
mod page;
mod picture;
mod pipe;
pub(crate) mod policies;
mod watch;

use crate::printer::Slip;
use crate::terminal::Fault;
use protocol::private::Private;
use serde::Deserialize;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::sync::{mpsc, oneshot};
use tokio::task::AbortHandle;
use tokio::time::timeout;

/// The environment's mark on every process of ours: by it a later supervisor finds what an earlier one left.
pub(crate) const MARK: &str = "CHIKAMADO_BOOTH";

/// How long a browser may take to tell its version.
const VERSION: Duration = Duration::from_secs(3);

/// Which browser, and how.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Browser {
    /// The program.
    pub(crate) program: PathBuf,
    /// The user it runs as; the supervisor's own if there is none.
    pub(crate) user: Option<String>,
    /// The screen's size in pixels, width and height.
    pub(crate) size: [u32; 2],
    /// Whether Chromium's sandbox is on. Off only for tests as root.
    pub(crate) sandbox: bool,
    /// Where its managed policies stand.
    pub(crate) policies: PathBuf,
    /// How long the page may be silent, in milliseconds, before it counts as hung.
    pub(crate) hung_after_ms: u64,
    /// Further flags.
    pub(crate) flags: Vec<String>,
}

impl Default for Browser {
    fn default() -> Self {
        Self {
            program: "/usr/bin/chromium".into(),
            user: None,
            size: [1_080, 1_920],
            sandbox: true,
            policies: "/etc/chromium/policies/managed/chikamado-booth.json".into(),
            hung_after_ms: 1_500,
            flags: Vec::new(),
        }
    }
}

/// What is opened.
#[derive(Debug)]
pub(crate) enum Open {
    /// A page of the keeper's, with the cookie that lets the browser in.
    Page { url: String, cookie: &'static str, launch: Private<String> },
    /// This document, from nowhere.
    Document(String),
}

/// What the browser brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// The page answers.
    Up,
    /// It failed; nothing follows.
    Failed(Fault),
}

/// The browser's version, such as `156.0.8078.79`; none if it does not tell.
pub(crate) async fn version(program: &Path) -> Option<String> {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let output = timeout(VERSION, command.output()).await.ok()?.ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit())).map(str::to_owned)
}

/// A browser that runs until it is killed.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    profile: PathBuf,
    news: mpsc::UnboundedReceiver<News>,
    slips: mpsc::UnboundedSender<page::Wanted>,
    watching: AbortHandle,
}

impl Running {
    /// Starts a browser whose profile is the empty folder `profile`, and opens the page.
    pub(crate) fn launch(browser: &Browser, runtime: &Path, profile: PathBuf, open: Open) -> io::Result<Self> {
        let words = command::command(browser, &profile);
        let (program, arguments) = words.split_first().expect("a command has a program");
        let mut child = Command::new(program)
            .args(arguments)
            .env(MARK, runtime)
            .envs(["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"].map(|name| (name, &profile)))
            .current_dir(&profile)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a browser complains about may quote the page.
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let pipe = pipe::Pipe::new(
            child.stdin.take().expect("stdin is a pipe"),
            child.stdout.take().expect("stdout is a pipe"),
        );
        let (tell, news) = mpsc::unbounded_channel();
        let (slips, wanted) = mpsc::unbounded_channel();
        let patience = Duration::from_millis(browser.hung_after_ms);
        let watching = tokio::spawn(page::watch(pipe, open, patience, wanted, tell)).abort_handle();
        Ok(Self { child, profile, news, slips, watching })
    }

    /// The browser's news. Its end is a failure like any other.
    pub(crate) async fn news(&mut self) -> News {
        self.news.recv().await.unwrap_or(News::Failed(Fault::Gone))
    }

    /// Has the page printed as it stands, which is what it shows by `@media print`; none if the browser does not.
    pub(crate) fn print(&self) -> oneshot::Receiver<Option<Slip>> {
        let (give, slip) = oneshot::channel();
        // A page that is watched no more drops it, which is answer enough.
        let _ = self.slips.send(give);
        slip
    }

    /// Its process group.
    pub(crate) fn group(&self) -> Option<u32> {
        self.child.id()
    }

    /// Its profile.
    pub(crate) fn profile(&self) -> &Path {
        &self.profile
    }

    /// Watches no more, since it is about to be ended.
    pub(crate) fn let_go(&self) {
        self.watching.abort();
    }

    /// Collects the process that has been ended.
    pub(crate) async fn collect(mut self) {
        if let Err(error) = self.child.wait().await {
            tracing::warn!(%error, "the browser's process cannot be collected");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.watching.abort();
    }
}
