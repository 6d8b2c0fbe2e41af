//! The slip that the page asked for, on its way from the browser to the printer.

use crate::printer::{Queue, Slip};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long a slip that is on its way when the visit ends may take to the queue.
const LAST: Duration = Duration::from_secs(1);

/// Which slip, and whether it is in the printer's queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) number: u32,
    pub(super) done: bool,
}

/// The slips of this booth.
#[derive(Debug)]
pub(super) struct Slips {
    printer: Option<Queue>,
    tell: mpsc::UnboundedSender<Printed>,
    told: mpsc::UnboundedReceiver<Printed>,
    under_way: Option<JoinHandle<()>>,
}

impl Slips {
    pub(super) fn new(printer: Option<Queue>) -> Self {
        let (tell, told) = mpsc::unbounded_channel();
        Self { printer, tell, told, under_way: None }
    }

    /// Prints what the browser makes of its page; none where there is no browser.
    pub(super) fn print(&mut self, number: u32, slip: Option<oneshot::Receiver<Option<Slip>>>) {
        let (printer, tell) = (self.printer.clone(), self.tell.clone());
        self.under_way = Some(tokio::spawn(async move {
            let done = match (slip, printer) {
                (Some(slip), Some(printer)) => match slip.await {
                    Ok(Some(slip)) => printer.print(&slip).await,
                    // The browser made none, or has gone.
                    Ok(None) | Err(_) => false,
                },
                _ => false,
            };
            if !done {
                tracing::warn!("a slip was not printed");
            }
            // Without a supervisor nobody has to be told.
            let _ = tell.send(Printed { number, done });
        }));
    }

    /// What came of a slip.
    pub(super) async fn printed(&mut self) -> Printed {
        self.told.recv().await.expect("this holds a sender, too")
    }

    /// The visit ends: a slip on its way gets there now or not at all, so that none comes into a queue that was emptied.
    pub(super) async fn settle(&mut self) {
        if let Some(mut under_way) = self.under_way.take()
            && timeout(LAST, &mut under_way).await.is_err()
        {
            under_way.abort();
        }
        while self.told.try_recv().is_ok() {}
    }
}
