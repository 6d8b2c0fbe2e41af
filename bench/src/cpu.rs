//! What a process used, read from `/proc` (Linux `proc_pid_schedstat(5)`, `proc_pid_status(5)`).

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

/// Resident memory in KiB.
pub(crate) fn resident_kib(pid: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).context("the measured process is gone")?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).context("no VmRSS in status")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
