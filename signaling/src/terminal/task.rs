//! Runs the terminals: the sockets' lines, the clock, the operations. The only part of them with I/O.

use super::{Act, Input, Output, Terminals};
use crate::access::{BoothCaller, Caller, still_holds};
use crate::app::App;
use crate::device::{clone, report};
use crate::mailbox::{Lines, Mail};
use crate::revocation::Revoked;
use protocol::device::{DeviceBye, DeviceOrder};
use protocol::id::BoothId;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

/// How often time passes for the terminals.
const TICK: Duration = Duration::from_millis(250);
/// How often those who are connected are looked up again, in case the announcement of a revocation was missed.
const LOOK_AGAIN: Duration = Duration::from_secs(4);

/// What a session is to do.
#[derive(Debug)]
pub enum Word {
    /// Say it.
    Say(DeviceOrder),
    /// Send a WebSocket ping of this number.
    Ping(u64),
    /// Say goodbye and close.
    Bye(DeviceBye),
}

/// Runs the terminals of `app` until the process ends. Only the first call does.
pub async fn run(app: App) {
    let Some(mut mailbox) = app.terminals.take() else { return };
    let mut terminals = Terminals::new();
    let mut lines = Lines::new();
    let mut revoked = app.revocations.listen();
    let [mut tick, mut look_again] = [TICK, LOOK_AGAIN].map(|every| {
        let mut interval = interval(every);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        interval
    });
    loop {
        // In this order: a right that ended is known before whoever comes in after it, by a fresh right, is heard.
        let input = tokio::select! {
            biased;
            revoked = revoked.recv() => match revoked {
                Ok(revoked) => Input::Revoked(revoked),
                Err(RecvError::Lagged(_)) => {
                    look_again.reset_immediately();
                    continue;
                }
                Err(RecvError::Closed) => return,
            },
            _ = tick.tick() => Input::Tick,
            _ = look_again.tick() => {
                tokio::spawn(look_up(app.clone(), terminals.connected().cloned().collect()));
                continue;
            }
            mail = mailbox.recv() => match mail {
                Some(Mail::Input(input)) => *input,
                Some(Mail::Attach(socket, line)) => {
                    lines.attach(socket, line);
                    continue;
                }
                None => return,
            },
        };
        if let Input::Dropped { socket } = &input {
            lines.detach(*socket);
        }
        for output in terminals.handle(input, app.clock.now()) {
            carry(&app, &mut lines, output);
        }
        let connected: BTreeSet<BoothId> = terminals.connected().map(|booth| booth.booth.clone()).collect();
        app.metrics.sockets("device", connected.len());
        app.connected.send_if_modified(|known| {
            let changed = *known != connected;
            *known = connected;
            changed
        });
    }
}

fn carry(app: &App, lines: &mut Lines<Word>, output: Output) {
    match output {
        Output::Send { socket, order } => lines.say(socket, Word::Say(order)),
        Output::Ping { socket, number } => lines.say(socket, Word::Ping(number)),
        Output::Close { socket, why } => lines.close(socket, Word::Bye(why)),
        Output::Greet { booth, hello } => {
            let app = app.clone();
            tokio::spawn(async move {
                let id = booth.booth.clone();
                let input = match report::greet(&app, &booth, &hello).await {
                    Ok(standing) => Input::Standing { booth: id, standing },
                    Err(fault) => {
                        tracing::error!(error = &fault as &dyn std::error::Error, "a device could not be greeted");
                        Input::Failed { booth: id }
                    }
                };
                app.terminals.tell(input).await;
            });
        }
        Output::Act(act) => {
            let app = app.clone();
            tokio::spawn(async move {
                let Act { booth, instance, id, message } = *act;
                let answer = report::carry_out(&app, &booth, id, message).await;
                app.terminals.tell(Input::Answered { booth: booth.booth, instance, id, answer }).await;
            });
        }
        Output::Suspend { booth } => {
            let app = app.clone();
            tokio::spawn(async move {
                if let Err(fault) = clone::suspend(&app, &booth).await {
                    tracing::error!(error = &fault as &dyn std::error::Error, "a device could not be suspended");
                }
            });
        }
        Output::Seen { booth } => {
            let app = app.clone();
            tokio::spawn(async move {
                if let Err(fault) = report::seen(&app, &booth).await {
                    tracing::error!(error = &fault as &dyn std::error::Error, "a device could not be noted as seen");
                }
            });
        }
    }
}

/// Looks up whether those who are connected still may be.
async fn look_up(app: App, booths: Vec<BoothCaller>) {
    for booth in booths {
        let id = booth.booth.clone();
        match still_holds(&app, &Caller::Booth(booth)).await {
            Ok(true) => {}
            Ok(false) => app.terminals.tell(Input::Revoked(Revoked::Booth(id))).await,
            Err(fault) => {
                tracing::error!(error = &fault as &dyn std::error::Error, "a right could not be looked up");
                return;
            }
        }
    }
}
