//! One task per WebSocket: reads frames, keeps the limits, and says what the hub says. The hub decides; what is
//! refused here never reaches it.
//!
//! ```text
//! frame    text → a frame, or why it is none
//! limits   how much one socket may do in a time
//! ```

mod frame;
mod limits;

use crate::access::Caller;
use crate::app::App;
use crate::hub::task::Word;
use crate::hub::{Input, SocketId};
use axum::extract::ws::{Message, WebSocket};
use limits::Limits;
use protocol::id::ResumeToken;
use protocol::problem::{Code, Problem};
use protocol::signal::{Bye, ClientMessage, ServerFrame, ServerMessage};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

/// How many messages may wait for a client. One that is slower than that loses its socket and comes back.
const QUEUE: usize = 64;
/// How long a client may take to read one message.
const SEND: Duration = Duration::from_secs(5);
/// How long a client may take to say `hello`.
const HELLO: Duration = Duration::from_secs(10);

/// Why a session ends.
enum End {
    /// With a goodbye.
    Bye(Bye),
    /// The line is gone, or too slow to be told anything.
    Gone,
}

struct Session {
    app: App,
    caller: Caller,
    id: SocketId,
    socket: WebSocket,
    limits: Limits,
    greeted: bool,
}

/// Speaks with one client until either side closes.
pub async fn run(app: App, caller: Caller, socket: WebSocket) {
    let (line, words) = mpsc::channel(QUEUE);
    let id = app.hub.attach(line).await;
    let mut session = Session { app, caller, id, socket, limits: Limits::new(), greeted: false };
    let end = session.converse(words).await;
    if let End::Bye(why) = end {
        let _ = session.say(ServerMessage::Bye { why }).await;
        let _ = timeout(SEND, session.close()).await;
    }
    session.app.hub.tell(Input::Dropped { socket: id }).await;
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
                message = self.socket.recv() => match message {
                    Some(Ok(Message::Text(text))) => self.hear(Some(text.as_str())).await,
                    Some(Ok(Message::Binary(_))) => self.hear(None).await,
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => self.count(),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => Err(End::Gone),
                },
                () = &mut hello, if !self.greeted => Err(End::Bye(Bye::Silent)),
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    /// Closes, and reads on until the client has closed too: what lay unread would turn the close into a reset
    /// (RFC 9293 3.6.1), and a reset takes the goodbye from a client that has not read it yet.
    async fn close(&mut self) {
        let _ = self.socket.send(Message::Close(None)).await;
        while let Some(Ok(_)) = self.socket.recv().await {}
    }

    /// Counts a frame.
    fn count(&mut self) -> Result<(), End> {
        let within = self.limits.frame(self.app.clock.now());
        if within { Ok(()) } else { Err(End::Bye(Bye::Flooding)) }
    }

    /// Takes one frame in; `None` is one that is not text.
    async fn hear(&mut self, text: Option<&str>) -> Result<(), End> {
        self.count()?;
        let frame = match text.ok_or(frame::Bad { id: None, code: Code::BadMessage }).and_then(frame::read) {
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
        let text = serde_json::to_string(&frame).expect("plain values serialise");
        match timeout(SEND, self.socket.send(Message::Text(text.into()))).await {
            Ok(Ok(())) if refusal && !self.limits.refusal(self.app.clock.now()) => Err(End::Bye(Bye::Flooding)),
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }
}
