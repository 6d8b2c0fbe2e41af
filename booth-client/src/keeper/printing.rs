//! The slip that is being printed: one at a time, and only its own answer ends it.

use super::state::locked;
use std::sync::Mutex;
use tokio::sync::oneshot;

/// Whether there is one.
#[derive(Debug, Default)]
pub(super) struct Printing(Mutex<Slot>);

#[derive(Debug, Default)]
struct Slot {
    last: u32,
    /// Who waits for the last one. Whoever gave up waiting has let go of the other end.
    waits: Option<oneshot::Sender<bool>>,
}

impl Printing {
    /// Begins one, and answers its number and whether it was printed, once that is known. None while another is printed.
    pub(super) fn begin(&self) -> Option<(u32, impl Future<Output = bool> + use<>)> {
        let mut slot = locked(&self.0);
        if slot.waits.as_ref().is_some_and(|waits| !waits.is_closed()) {
            return None;
        }
        let (tell, printed) = oneshot::channel();
        slot.last = slot.last.wrapping_add(1);
        slot.waits = Some(tell);
        Some((slot.last, async { printed.await.unwrap_or(false) }))
    }

    /// The supervisor answers.
    pub(super) fn end(&self, number: u32, done: bool) {
        let mut slot = locked(&self.0);
        if slot.last == number
            && let Some(tell) = slot.waits.take()
        {
            // A page that does not wait any more has gone.
            let _ = tell.send(done);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_slip_is_printed_at_a_time() {
        let printing = Printing::default();
        let (first, printed) = printing.begin().expect("nothing is printed");
        assert!(printing.begin().is_none());
        printing.end(first, true);
        assert!(printed.await);
        let (second, printed) = printing.begin().expect("the first is done");
        printing.end(first, true);
        printing.end(second, false);
        assert!(!printed.await, "the late answer to the first is not its own");
    }

    #[test]
    fn a_page_that_has_gone_does_not_keep_the_printer() {
        let printing = Printing::default();
        drop(printing.begin());
        assert!(printing.begin().is_some());
    }
}
