//! What of a visit the desktop may hold: the clipboard and the printer's queue.

use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::timeout;

/// How long a small program of the desktop may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// Empties the clipboard. A selection ends with the program that holds it, and the browser is gone by now; `xsel`, where it
/// is installed, takes it from a clipboard manager too.
pub(super) async fn clear_clipboard() {
    let clear = |selection| async move { run("xsel", &[selection, "--clear"]).await };
    tokio::join!(clear("--clipboard"), clear("--primary"), clear("--secondary"));
}

/// Takes every job back from the printer's queue; answers whether it is empty then. Without CUPS there is none.
pub(super) async fn empty_queue(printer: &str) -> bool {
    run("cancel", &["-a", "-x", printer]).await;
    run("lpstat", &["-o", printer]).await.is_none_or(|jobs| jobs.is_empty())
}

/// What the program printed; nothing if it is not there, fails, or takes too long.
async fn run(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let output = timeout(PATIENCE, command.output()).await.ok()?.ok()?;
    output.status.success().then_some(output.stdout)
}
