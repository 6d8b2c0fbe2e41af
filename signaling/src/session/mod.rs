//! One task per WebSocket: reads frames, keeps the limits, and says what it is told to. The hub, or the terminals,
//! decide; what is refused here never reaches them.
//!
//! ```text
//! line     the WebSocket under it
//! frame    text → a frame, or why it is none
//! limits   how much one socket may do in a time
//! device   the same for a booth's own program
//! ```

mod device;
mod frame;
mod limits;
mod line;

pub use device::run as run_device;

use crate::access::Caller;
use crate::app::App;
use crate::hub::task::Word;
use crate::hub::{Input, SocketId};
use axum::extract::ws::WebSocket;
use line::{Cut, Heard, Line};
use protocol::id::ResumeToken;
use protocol::problem::{Code, Problem};
use protocol::signal::{Bye, ClientFrame, ClientMessage, ServerFrame, ServerMessage};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

/// How many messages may wait for a client. One that is slower than that loses its socket and comes back.
const QUEUE: usize = 64;
/// How long a client may take to say `hello`.
const HELLO: Duration = Duration::from_secs(10);

/// Why a session ends.
enum End {
    /// With a goodbye.
    Bye(Bye),
    /// The line is gone.
    Gone,
}

impl From<Cut> for End {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Flooding => Self::Bye(Bye::Flooding),
            Cut::Gone => Self::Gone,
        }
    }
}

struct Session {
    app: App,
    caller: Caller,
    id: SocketId,
    line: Line,
    greeted: bool,
}

/// Speaks with one client until either side closes.
pub async fn run(app: App, caller: Caller, socket: WebSocket) {
    let (words, said) = mpsc::channel(QUEUE);
    let id = app.hub.attach(words).await;
    let line = Line::new(socket, app.clock.clone());
    let mut session = Session { app, caller, id, line, greeted: false };
    let end = session.converse(said).await;
    // Known at once: a client that reads its goodbye slowly must not look as if it were there.
    session.app.hub.tell(Input::Dropped { socket: id }).await;
    if let End::Bye(why) = end {
        let _ = session.say(ServerMessage::Bye { why }).await;
        session.line.close().await;
    }
}

impl Session {
    async fn converse(&mut self, mut words: mpsc::Receiver<Word>) -> End {
        #[expect(clippy::disallowed_methods, reason = "the deadline of a greeting is the socket's own")]
        let hello = sleep(HELLO);
        tokio::pin!(hello);
        loop {
            let done = tokio::select! {
                word = words.recv() => match word {
                    Some(Word::Say(message)) => self.say(message).await,
                    Some(Word::Bye(why)) => Err(End::Bye(why)),
                    None => Err(End::Gone),
                },
                heard = self.line.hear() => match heard {
                    Ok(Heard::Text(text)) => self.hear(Some(&text)).await,
                    Ok(Heard::NoText) => self.hear(None).await,
                    Ok(Heard::Ping | Heard::Pong(_)) => Ok(()),
                    Err(cut) => Err(cut.into()),
                },
                () = &mut hello, if !self.greeted => Err(End::Bye(Bye::Silent)),
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    /// Takes one frame in; `None` is one that is not text.
    async fn hear(&mut self, text: Option<&str>) -> Result<(), End> {
        let frame: ClientFrame = match frame::read(text) {
            Ok(frame) => frame,
            Err(bad) => return self.refuse(bad.id, bad.code).await,
        };
        let (socket, id) = (self.id, frame.id);
        let input = match (frame.body, self.greeted) {
            (ClientMessage::Hello { resume }, false) => {
                self.greeted = true;
                let token = ResumeToken::random(&mut self.app.rng());
                Input::Hello { socket, caller: self.caller.clone(), resume, token }
            }
            (ClientMessage::Hello { .. }, true) | (_, false) => {
                return self.refuse(Some(id), Code::WrongState).await;
            }
            (message, true) => Input::Frame { socket, id, message },
        };
        self.app.hub.tell(input).await;
        Ok(())
    }

    async fn refuse(&mut self, id: Option<u32>, code: Code) -> Result<(), End> {
        self.say(ServerMessage::Refused { id, problem: Problem::from(code) }).await
    }

    async fn say(&mut self, message: ServerMessage) -> Result<(), End> {
        let refusal = matches!(message, ServerMessage::Refused { .. });
        let frame = ServerFrame { v: protocol::VERSION, body: message };
        Ok(self.line.say(&frame, refusal).await?)
    }
}
