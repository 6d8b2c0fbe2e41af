//! The self-check that the office asked for: done while nobody is there, and given up when somebody comes.

use anyhow::Result;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use protocol::selfcheck::SelfcheckReport;
use tokio::sync::oneshot::{self, error::TryRecvError};
use tokio::task::AbortHandle;

/// How the booth is checked.
pub(super) type Check = Box<dyn Fn() -> BoxFuture<'static, Result<SelfcheckReport>> + Send>;

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Report(SelfcheckReport),
    /// It could not be made; the log says why.
    Impossible,
}

/// Whether a check is wanted, and the one under way.
pub(super) struct Checkup {
    check: Check,
    wanted: bool,
    running: Option<(oneshot::Receiver<SelfcheckReport>, AbortHandle)>,
}

impl Checkup {
    /// None is wanted yet.
    pub(super) fn new(check: Check) -> Self {
        Self { check, wanted: false, running: None }
    }

    /// The office asks.
    pub(super) fn want(&mut self) {
        self.wanted = true;
    }

    /// Goes on, if the booth is free; what came of it, once it is done.
    pub(super) fn turn(&mut self, free: bool) -> Option<Outcome> {
        match self.running.as_mut().map(|(report, _)| report.try_recv()) {
            Some(Ok(report)) => {
                (self.wanted, self.running) = (false, None);
                return Some(Outcome::Report(report));
            }
            // Asking again would change nothing.
            Some(Err(TryRecvError::Closed)) => {
                (self.wanted, self.running) = (false, None);
                return Some(Outcome::Impossible);
            }
            Some(Err(TryRecvError::Empty)) if !free => self.give_up(),
            Some(Err(TryRecvError::Empty)) => {}
            None if self.wanted && free => self.start(),
            None => {}
        }
        None
    }

    fn start(&mut self) {
        let (tell, report) = oneshot::channel();
        let work = (self.check)().map(|done| match done {
            // Who waited for it may have given up.
            Ok(report) => drop(tell.send(report)),
            Err(error) => tracing::warn!("the self-check could not be made: {error:#}"),
        });
        self.running = Some((report, tokio::spawn(work).abort_handle()));
    }

    fn give_up(&mut self) {
        if let Some((_, work)) = self.running.take() {
            work.abort();
        }
    }
}

impl Drop for Checkup {
    fn drop(&mut self) {
        self.give_up();
    }
}

impl std::fmt::Debug for Checkup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let running = self.running.is_some();
        f.debug_struct("Checkup").field("wanted", &self.wanted).field("running", &running).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn report() -> SelfcheckReport {
        SelfcheckReport { passed: true, took_ms: 1, lamps: Vec::new(), line: None }
    }

    /// A check that counts its beginnings, and what it comes to.
    fn counted(ends: impl Fn() -> Option<Result<SelfcheckReport>> + Send + 'static) -> (Checkup, Arc<AtomicU32>) {
        let begun = Arc::new(AtomicU32::new(0));
        let count = begun.clone();
        let check = move || {
            count.fetch_add(1, Ordering::Relaxed);
            match ends() {
                Some(done) => std::future::ready(done).boxed(),
                None => std::future::pending().boxed(),
            }
        };
        (Checkup::new(Box::new(check)), begun)
    }

    async fn turns(checkup: &mut Checkup, free: bool) -> Option<Outcome> {
        for _ in 0..10 {
            if let Some(outcome) = checkup.turn(free) {
                return Some(outcome);
            }
            tokio::task::yield_now().await;
        }
        None
    }

    #[tokio::test]
    async fn a_check_waits_until_nobody_is_there_and_reports_once() {
        let (mut checkup, begun) = counted(|| Some(Ok(report())));
        assert_eq!(turns(&mut checkup, true).await, None, "nobody asked");
        checkup.want();
        assert_eq!(turns(&mut checkup, false).await, None);
        assert_eq!(begun.load(Ordering::Relaxed), 0);
        assert_eq!(turns(&mut checkup, true).await, Some(Outcome::Report(report())));
        assert_eq!(turns(&mut checkup, true).await, None);
        assert_eq!(begun.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn a_visit_interrupts_a_check_which_begins_again_after_it() {
        let (mut checkup, begun) = counted(|| None);
        checkup.want();
        assert_eq!(turns(&mut checkup, true).await, None);
        assert_eq!(turns(&mut checkup, false).await, None);
        assert_eq!(turns(&mut checkup, true).await, None);
        assert_eq!(begun.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn a_check_that_cannot_be_made_is_not_tried_again_and_again() {
        let (mut checkup, begun) = counted(|| Some(Err(anyhow::anyhow!("no key"))));
        checkup.want();
        assert_eq!(turns(&mut checkup, true).await, Some(Outcome::Impossible));
        assert_eq!(turns(&mut checkup, true).await, None);
        assert_eq!(begun.load(Ordering::Relaxed), 1);
    }
}
