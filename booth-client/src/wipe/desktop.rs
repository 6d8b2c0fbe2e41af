//! What of a visit the desktop may hold: the clipboard.

use crate::program;
use std::time::Duration;

/// How long a small program of the desktop may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// Empties the clipboard. A selection ends with the program that holds it, and the browser is gone by now; `xsel`, where it
/// is installed, takes it from a clipboard manager too.
pub(super) async fn clear_clipboard() {
    let clear = |selection| async move { program::run("xsel", &[selection, "--clear"], &[], PATIENCE).await };
    tokio::join!(clear("--clipboard"), clear("--primary"), clear("--secondary"));
}
