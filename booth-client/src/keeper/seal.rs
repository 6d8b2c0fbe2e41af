//! Keeps this process's memory to itself: no core dump, no debugger of the same user, no page in the swap.

use nix::libc::MCL_ONFAULT;
use nix::sys::mman::{MlockAllFlags, mlockall};
use nix::sys::prctl::set_dumpable;
use nix::sys::resource::{RLIM_INFINITY, Resource, getrlimit, setrlimit};

/// Seals the process. What the machine does not allow is logged and left: `chikamado-booth doctor` says how to allow it.
pub(super) fn seal() {
    if let Err(error) = setrlimit(Resource::RLIMIT_CORE, 0, 0) {
        tracing::warn!(%error, "core dumps cannot be switched off");
    }
    if let Err(error) = set_dumpable(false) {
        tracing::warn!(%error, "debuggers cannot be kept out");
    }
    // Below a limit, an allocation that goes beyond it would fail later, in the middle of a visit.
    let unlimited = getrlimit(Resource::RLIMIT_MEMLOCK).is_ok_and(|(most, _)| most == RLIM_INFINITY);
    // What is never touched needs no memory: most of the program, and of its threads' stacks.
    let all = MlockAllFlags::MCL_CURRENT | MlockAllFlags::MCL_FUTURE | MlockAllFlags::from_bits_retain(MCL_ONFAULT);
    if !unlimited {
        tracing::warn!("memory is not kept out of the swap: LimitMEMLOCK is not infinity");
    } else if let Err(error) = mlockall(all) {
        tracing::warn!(%error, "memory is not kept out of the swap");
    }
}
