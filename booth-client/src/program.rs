//! A small program of the machine, run to its end.

use std::ffi::OsStr;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::time::timeout;

/// Hands it this over stdin; answers what it printed. Nothing if it is not there, fails, or takes too long.
pub(crate) async fn run(
    program: impl AsRef<OsStr>,
    words: &[&str],
    input: &[u8],
    patience: Duration,
) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let mut child = command.spawn().ok()?;
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    let given = async move { stdin.write_all(input).await };
    let (given, output) = timeout(patience, async { tokio::join!(given, child.wait_with_output()) }).await.ok()?;
    let output = output.ok()?;
    (given.is_ok() && output.status.success()).then_some(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn what_a_program_prints_is_answered() {
        assert_eq!(run("cat", &["-"], b"slip", LONG).await, Some(b"slip".to_vec()));
    }

    #[tokio::test]
    async fn one_that_is_not_there_fails_does_not_listen_or_does_not_end_says_nothing() {
        assert_eq!(run("no-such-program", &[], &[], LONG).await, None);
        assert_eq!(run("false", &[], &[], LONG).await, None);
        assert_eq!(run("true", &[], &[0; 1 << 20], LONG).await, None);
        assert_eq!(run("sleep", &["60"], &[], Duration::from_millis(1)).await, None);
    }
}
