//! Runs the terminals: the sockets' lines, the clock, the operations. The only part of them with I/O.

use super::{Act, Input, Output, Terminals};
use crate::access::Caller;
use crate::app::App;
use crate::device::{clone, report};
use crate::mailbox::Lines;
use crate::rim::{Rim, Wake, look_up};
use protocol::device::{DeviceBye, DeviceOrder};
use protocol::id::BoothId;
use std::collections::BTreeSet;

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
    let Some(mut rim) = Rim::take(&app.terminals, &app.revocations) else { return };
    let mut terminals = Terminals::new();
    while let Some(wake) = rim.next().await {
        let input = match wake {
            Wake::Input(input) => input,
            Wake::Revoked(revoked) => Input::Revoked(revoked),
            Wake::Tick => Input::Tick,
            Wake::LookAgain => {
                let ended = async |app: &App, revoked| app.terminals.tell(Input::Revoked(revoked)).await;
                let booths = terminals.connected().cloned().map(Caller::Booth).collect();
                tokio::spawn(look_up(app.clone(), booths, ended));
                continue;
            }
        };
        if let Input::Dropped { socket } = &input {
            rim.lines.detach(*socket);
        }
        for output in terminals.handle(input, app.clock.now()) {
            carry(&app, &mut rim.lines, output);
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
