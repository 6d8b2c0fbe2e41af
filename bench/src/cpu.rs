//! What a process used, read from `/proc` (Linux `sched-stats`).

use anyhow::{Context, Result};
use std::time::Duration;

/// CPU time of all threads that are alive.
pub(crate) fn time(pid: u32) -> Result<Duration> {
    let mut total = 0;
    for thread in std::fs::read_dir(format!("/proc/{pid}/task")).context("the measured process is gone")? {
        let text = std::fs::read_to_string(thread?.path().join("schedstat"))?;
        total += text.split_whitespace().next().context("schedstat is empty")?.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(total))
}
