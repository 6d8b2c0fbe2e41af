//! What wakes the hub and the terminals: their mailbox, rights that end, the clock. And the lines of their sockets.

use crate::access::{Caller, Pass, still_holds};
use crate::app::App;
use crate::mailbox::{Handle, Lines, Mail};
use crate::revocation::{Revocations, Revoked};
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::mpsc;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often time passes.
const TICK: Duration = Duration::from_millis(250);
/// How often those who are connected are looked up again, in case the announcement of a revocation was missed.
const LOOK_AGAIN: Duration = Duration::from_secs(4);

/// What is the matter.
pub(crate) enum Wake<I> {
    /// Somebody told something.
    Input(I),
    /// A right ended.
    Revoked(Revoked),
    /// Time passed.
    Tick,
    /// It is time to [`look_up`] who is connected.
    LookAgain,
}

/// Everything that something alive hears, one at a time.
pub(crate) struct Rim<I, W> {
    mailbox: mpsc::Receiver<Mail<I, W>>,
    revoked: broadcast::Receiver<Revoked>,
    tick: Interval,
    look_again: Interval,
    /// The lines of the sockets that were attached.
    pub(crate) lines: Lines<W>,
}

impl<I, W> Rim<I, W> {
    /// Takes the mailbox; `None` if somebody has it.
    pub(crate) fn take(handle: &Handle<I, W>, revocations: &Revocations) -> Option<Self> {
        let [tick, look_again] = [TICK, LOOK_AGAIN].map(|every| {
            let mut interval = interval(every);
            interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
            interval
        });
        let (mailbox, revoked) = (handle.take()?, revocations.listen());
        Some(Self { mailbox, revoked, tick, look_again, lines: Lines::new() })
    }

    /// The next one; `None` when the server has ended.
    pub(crate) async fn next(&mut self) -> Option<Wake<I>> {
        loop {
            // In this order: a right that ended is known before whoever comes in after it, by a fresh right, is heard.
            return tokio::select! {
                biased;
                revoked = self.revoked.recv() => match revoked {
                    Ok(revoked) => Some(Wake::Revoked(revoked)),
                    Err(RecvError::Lagged(_)) => Some(Wake::LookAgain),
                    Err(RecvError::Closed) => None,
                },
                _ = self.tick.tick() => Some(Wake::Tick),
                _ = self.look_again.tick() => Some(Wake::LookAgain),
                mail = self.mailbox.recv() => match mail {
                    Some(Mail::Input(input)) => Some(Wake::Input(*input)),
                    Some(Mail::Attach(socket, line)) => {
                        self.lines.attach(socket, line);
                        continue;
                    }
                    None => None,
                },
            };
        }
    }
}

/// Looks up whether those who are connected still may be, and says of whom it is not true any more.
pub(crate) async fn look_up(app: App, callers: Vec<Caller>, ended: impl AsyncFn(&App, Revoked)) {
    for caller in callers {
        match still_holds(&app, &caller).await {
            Ok(true) => {}
            Ok(false) => {
                let revoked = match caller {
                    Caller::Account(person) => Revoked::Session(person.session),
                    Caller::Booth(booth) => match booth.pass {
                        Pass::Session(session) => Revoked::Session(session),
                        Pass::Certificate(_) => Revoked::Booth(booth.booth),
                    },
                };
                ended(&app, revoked).await;
            }
            Err(fault) => {
                tracing::error!(error = &fault as &dyn std::error::Error, "a right could not be looked up");
                return;
            }
        }
    }
}
