//! Runs the hub: the sockets' lines, the clock, the operations. The only part of it with I/O.

use super::{Hub, Input, Output, SocketId};
use crate::access::{Caller, Pass, still_holds};
use crate::app::App;
use crate::call::{acts, operate};
use crate::revocation::Revoked;
use protocol::signal::{Bye, ServerMessage};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

/// How often time passes for the hub.
const TICK: Duration = Duration::from_millis(250);
/// How often those who are connected are looked up again, in case the announcement of a revocation was missed.
const LOOK_AGAIN: Duration = Duration::from_secs(4);
/// How many inputs may wait before those who bring them have to.
const MAILBOX: usize = 1024;

/// What a session is to do.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "moved on at once; a box would be an allocation a message")]
pub enum Word {
    /// Say it.
    Say(ServerMessage),
    /// Say goodbye and close.
    Bye(Bye),
}

/// The end of a session's line that the hub speaks into. A session that does not keep up loses its line.
pub type Line = mpsc::Sender<Word>;

#[derive(Debug)]
enum Mail {
    Input(Box<Input>),
    Attach(SocketId, Line),
}

/// How everybody else speaks to the hub.
#[derive(Debug)]
pub struct Handle {
    sender: mpsc::Sender<Mail>,
    mailbox: Mutex<Option<mpsc::Receiver<Mail>>>,
    sockets: AtomicU64,
}

impl Handle {
    /// A hub that does not run yet; what it is told waits.
    pub fn new() -> Self {
        let (sender, mailbox) = mpsc::channel(MAILBOX);
        Self { sender, mailbox: Mutex::new(Some(mailbox)), sockets: AtomicU64::new(1) }
    }

    /// Tells it something. Returns when it is in the mailbox.
    pub async fn tell(&self, input: Input) {
        let _ = self.sender.send(Mail::Input(Box::new(input))).await;
    }

    /// A number for a new socket, whose words from now on go into `line`.
    pub async fn attach(&self, line: Line) -> SocketId {
        let socket = SocketId(self.sockets.fetch_add(1, Ordering::Relaxed));
        let _ = self.sender.send(Mail::Attach(socket, line)).await;
        socket
    }

    fn take_mailbox(&self) -> Option<mpsc::Receiver<Mail>> {
        self.mailbox.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Default for Handle {
    fn default() -> Self {
        Self::new()
    }
}

/// Runs the hub of `app` until the process ends. Only the first call does.
pub async fn run(app: App) {
    let Some(mut mailbox) = app.hub.take_mailbox() else { return };
    let mut hub = Hub::new(operate::limits(&app.config.calls));
    let mut lines: HashMap<SocketId, Line> = HashMap::new();
    let mut revoked = app.revocations.listen();
    let [mut tick, mut look_again] = [TICK, LOOK_AGAIN].map(|every| {
        let mut interval = interval(every);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        interval
    });
    loop {
        let input = tokio::select! {
            mail = mailbox.recv() => match mail {
                Some(Mail::Input(input)) => *input,
                Some(Mail::Attach(socket, line)) => {
                    lines.insert(socket, line);
                    continue;
                }
                None => return,
            },
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
        };
        if let Input::Dropped { socket } = &input {
            lines.remove(socket);
        }
        for output in hub.handle(input, app.clock.now()) {
            carry(&app, &mut lines, output);
        }
    }
}

fn carry(app: &App, lines: &mut HashMap<SocketId, Line>, output: Output) {
    match output {
        Output::Send { socket, message } => {
            if lines.get(&socket).is_some_and(|line| line.try_send(Word::Say(message)).is_err()) {
                lines.remove(&socket);
            }
        }
        Output::Close { socket, why } => {
            if let Some(line) = lines.remove(&socket) {
                let _ = line.try_send(Word::Bye(why));
            }
        }
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
