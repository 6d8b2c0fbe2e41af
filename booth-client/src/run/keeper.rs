//! The supervisor's end of a keeper: a child process that speaks JSON lines.

use crate::browser::MARK;
use crate::keeper::protocol::{Order, PageEvent, Report, Start};
use protocol::private::Private;
use std::io;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// How long a keeper may take to exit by itself.
const EXIT: Duration = Duration::from_secs(1);

/// One visit's keeper.
#[derive(Debug)]
pub(crate) struct Keeper {
    child: Child,
    orders: ChildStdin,
    reports: Lines<BufReader<ChildStdout>>,
    launch: Private<String>,
}

impl Keeper {
    /// Starts one.
    pub(crate) async fn spawn(runtime: &Path, start: Start) -> io::Result<Self> {
        // This very program, also after an upgrade has put another in its place.
        let mut child = Command::new("/proc/self/exe")
            .arg("keeper")
            .env(MARK, runtime)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()?;
        let orders = child.stdin.take().expect("stdin is a pipe");
        let reports = BufReader::new(child.stdout.take().expect("stdout is a pipe")).lines();
        let launch = start.launch.clone();
        let mut keeper = Self { child, orders, reports, launch };
        keeper.order(&Order::Start(Box::new(start))).await?;
        Ok(keeper)
    }

    /// What lets a browser in.
    pub(crate) fn launch(&self) -> &Private<String> {
        &self.launch
    }

    /// The next report; none when the keeper has ended.
    pub(crate) async fn report(&mut self) -> Option<Report> {
        loop {
            let line = self.reports.next_line().await.ok()??;
            match serde_json::from_str(&line) {
                Ok(report) => return Some(report),
                Err(_) => tracing::warn!("the keeper reported what this version does not know"),
            }
        }
    }

    /// Has it tell the page. A keeper that cannot hear any more is noticed where its reports are read.
    pub(crate) async fn tell_page(&mut self, event: PageEvent) {
        let _ = self.order(&Order::Tell { event }).await;
    }

    /// Tells it what came of a slip.
    pub(crate) async fn printed(&mut self, number: u32, done: bool) {
        let _ = self.order(&Order::Printed { number, done }).await;
    }

    /// Has it forget everything and exit; ends it if it does not.
    pub(crate) async fn forget(mut self) {
        let _ = self.order(&Order::Forget).await;
        drop(self.orders);
        if !matches!(timeout(EXIT, self.child.wait()).await, Ok(Ok(_))) {
            tracing::warn!("the keeper does not exit; it is ended");
            let _ = self.child.kill().await;
        }
    }

    async fn order(&mut self, order: &Order) -> io::Result<()> {
        let mut line = serde_json::to_vec(order).expect("plain values serialise");
        line.push(b'\n');
        self.orders.write_all(&line).await?;
        self.orders.flush().await
    }
}
