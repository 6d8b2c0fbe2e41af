//! Runs the hub: the sockets' lines, the clock, the operations. The only part of it with I/O.

use super::{Hub, Input, Output};
use crate::access::Caller;
use crate::app::App;
use crate::call::{Limits, acts, operate};
use crate::mailbox::Lines;
use crate::rim::{Rim, Wake, look_up};
use protocol::signal::{Bye, ServerMessage};

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
    let Some(mut rim) = Rim::take(&app.hub, &app.revocations) else { return };
    let mut hub = Hub::new(Limits::default(), app.config.queue.patience());
    while let Some(wake) = rim.next().await {
        let input = match wake {
            Wake::Input(input) => input,
            Wake::Revoked(revoked) => Input::Revoked(revoked),
            Wake::Tick => {
                measure(&app, &hub);
                Input::Tick
            }
            Wake::LookAgain => {
                let ended = async |app: &App, revoked| app.hub.tell(Input::Revoked(revoked)).await;
                tokio::spawn(look_up(app.clone(), hub.callers(), ended));
                continue;
            }
        };
        if let Input::Dropped { socket } = &input {
            rim.lines.detach(*socket);
        }
        for output in hub.handle(input, app.clock.now()) {
            carry(&app, &mut rim.lines, output);
        }
    }
}

fn measure(app: &App, hub: &Hub) {
    let callers = hub.callers();
    let booths = callers.iter().filter(|caller| matches!(caller, Caller::Booth(_))).count();
    app.metrics.sockets("booth", booths);
    app.metrics.sockets("desk", callers.len() - booths);
    app.staffed.send_replace(hub.staffed());
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
