//! Which processes are ours, as `/proc` shows them: those that carry our mark, and whoever shares a process group with one.
//! Chromium's own children overwrite their environment, and its crash handler leaves the group; either way one is found by
//! the other.

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::collections::HashSet;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// One process.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Process {
    id: i32,
    group: i32,
    marked: bool,
}

/// What marks a process: a variable of its environment that names a folder.
pub(super) type Mark<'a> = (&'a str, &'a Path);

/// Every living process with this mark, and of these groups.
pub(super) fn find(mark: Mark<'_>, groups: &HashSet<i32>) -> Vec<i32> {
    let entry = [mark.0.as_bytes(), b"=", mark.1.as_os_str().as_bytes()].concat();
    let all: Vec<Process> = fs::read_dir("/proc").map_or_else(
        |_| Vec::new(),
        |list| {
            list.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
                .filter_map(|id| read(id, &entry))
                .collect()
        },
    );
    select(&all, groups, i32::try_from(std::process::id()).unwrap_or_default())
}

/// Ends them at once. One that is gone already is as good.
pub(super) fn end(processes: &[i32]) {
    for &process in processes {
        if let Err(error) = kill(Pid::from_raw(process), Signal::SIGKILL)
            && error != nix::errno::Errno::ESRCH
        {
            tracing::warn!(%error, process, "a process cannot be ended");
        }
    }
}

fn select(all: &[Process], groups: &HashSet<i32>, own: i32) -> Vec<i32> {
    let marked = all.iter().filter(|process| process.marked).map(|process| process.group);
    let own_group = all.iter().find(|process| process.id == own).map(|process| process.group);
    // A marked process in the supervisor's own group must not take the supervisor with it.
    let groups: HashSet<i32> = marked.chain(groups.iter().copied()).filter(|group| Some(*group) != own_group).collect();
    let ours = |process: &&Process| process.id != own && (process.marked || groups.contains(&process.group));
    all.iter().filter(ours).map(|process| process.id).collect()
}

/// A process; none if it has gone, or is a zombie that only waits to be collected.
fn read(id: i32, mark: &[u8]) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in brackets may hold anything; state, parent and group follow the last of them.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let (state, group) = (fields.next()?, fields.nth(1)?.parse().ok()?);
    if matches!(state, "Z" | "X") {
        return None;
    }
    let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
    Some(Process { id, group, marked: environment.split(|byte| *byte == 0).any(|entry| entry == mark) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::MARK;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    fn process(id: i32, group: i32, marked: bool) -> Process {
        Process { id, group, marked }
    }

    #[test]
    fn marked_ones_are_ours_and_so_is_whoever_shares_their_group() {
        let all = [process(10, 10, true), process(11, 10, false), process(12, 12, true), process(20, 20, false)];
        assert_eq!(select(&all, &HashSet::new(), 1), [10, 11, 12]);
    }

    #[test]
    fn a_known_group_is_ours_when_all_marks_in_it_are_gone() {
        let all = [process(11, 10, false), process(20, 20, false)];
        assert_eq!(select(&all, &HashSet::from([10]), 1), [11]);
    }

    #[test]
    fn the_supervisor_and_its_group_stay() {
        let all = [process(1, 1, true), process(2, 1, true), process(3, 1, false)];
        assert_eq!(select(&all, &HashSet::new(), 1), [2]);
    }

    #[test]
    fn a_real_process_is_found_by_its_mark_and_ended_with_its_group() {
        let runtime = tempfile::tempdir().expect("a folder");
        let mut child = Command::new("sh")
            .args(["-c", "env -i sleep 60 & wait"])
            .env(MARK, runtime.path())
            .process_group(0)
            .spawn()
            .expect("starts");
        let found = find((MARK, runtime.path()), &HashSet::new());
        assert!(found.contains(&(child.id() as i32)), "{found:?}");
        end(&found);
        child.wait().expect("ended");
        let group = HashSet::from([child.id() as i32]);
        while let left = find((MARK, runtime.path()), &group)
            && !left.is_empty()
        {
            end(&left);
        }
        assert_eq!(find((MARK, &runtime.path().join("other")), &HashSet::new()), [0; 0]);
    }
}
