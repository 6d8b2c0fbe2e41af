//! Runs the hub: the sockets' lines, the clock, the operations. The only part of it with I/O.

use super::{Hub, Input, Output};
use crate::access::{Caller, Pass, still_holds};
use crate::app::App;
use crate::call::{acts, operate};
use crate::mailbox::{Lines, Mail};
use crate::revocation::Revoked;
use protocol::signal::{Bye, ServerMessage};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

/// How often time passes for the hub.
const TICK: Duration = Duration::from_millis(250);
/// How often those who are connected are looked up again, in case the announcement of a revocation was missed.
const LOOK_AGAIN: Duration = Duration::from_secs(4);

/// What a session is to do.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "moved on at once; a box would be an allocation a message")]
pub enum Word {
    /// Say it.
    Say(ServerMessage),
    /// Say goodbye and close.
    Bye(Bye),
}

/// Runs the hub of `app` until the process ends. Only the first call does.
pub async fn run(app: App) {
    let Some(mut mailbox) = app.hub.take() else { return };
    let mut hub = Hub::new(operate::limits(&app.config.calls));
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
                tokio::spawn(look_up(app.clone(), hub.callers()));
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
        if matches!(input, Input::Tick) {
            measure(&app, &hub);
        }
        for output in hub.handle(input, app.clock.now()) {
            carry(&app, &mut lines, output);
        }
    }
}

fn measure(app: &App, hub: &Hub) {
    let callers = hub.callers();
    let booths = callers.iter().filter(|caller| matches!(caller, Caller::Booth(_))).count();
    app.metrics.sockets("booth", booths);
    app.metrics.sockets("desk", callers.len() - booths);
    for (state, count) in hub.calls_by_state() {
        app.metrics.calls(state, count);
    }
}

fn carry(app: &App, lines: &mut Lines<Word>, output: Output) {
    match output {
        Output::Send { socket, message } => lines.say(socket, Word::Say(message)),
        Output::Close { socket, why } => lines.close(socket, Word::Bye(why)),
        Output::Act(act) => {
            let app = app.clone();
            tokio::spawn(async move {
                let (place, id) = (act.place.clone(), act.id);
                let answer = acts::carry_out(&app, *act).await;
                app.hub.tell(Input::Answered { place, id, answer }).await;
            });
        }
        Output::Step { call, event } => {
            let app = app.clone();
            tokio::spawn(async move { operate::notice(&app, &call, event).await });
        }
        Output::Media(command) => app.media.send(command),
    }
}

/// Looks up whether those who are connected still may be.
async fn look_up(app: App, callers: Vec<Caller>) {
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
                app.hub.tell(Input::Revoked(revoked)).await;
            }
            Err(fault) => {
                tracing::error!(error = &fault as &dyn std::error::Error, "a right could not be looked up");
                return;
            }
        }
    }
}
