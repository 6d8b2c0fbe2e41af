//! The session of a booth's own program on `/ws/device`.

use super::line::{Cut, Heard, Line};
use super::{HELLO, QUEUE, frame};
use crate::access::BoothCaller;
use crate::app::App;
use crate::mailbox::SocketId;
use crate::terminal::{Hello, Input, Word};
use axum::extract::ws::WebSocket;
use protocol::device::{DeviceBye, DeviceFrame, DeviceMessage, DeviceOrder, OrderFrame};
use protocol::problem::{Code, Problem};
use tokio::sync::mpsc;
use tokio::time::sleep;

/// Why a session ends.
enum End {
    /// With a goodbye.
    Bye(DeviceBye),
    /// The line is gone.
    Gone,
}

impl From<Cut> for End {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Flooding => Self::Bye(DeviceBye::Flooding),
            Cut::Gone => Self::Gone,
        }
    }
}

struct Session {
    app: App,
    booth: BoothCaller,
    id: SocketId,
    line: Line,
    greeted: bool,
}

/// Speaks with one device until either side closes.
pub async fn run(app: App, booth: BoothCaller, socket: WebSocket) {
    let (words, said) = mpsc::channel(QUEUE);
    let id = app.terminals.attach(words).await;
    let line = Line::new(socket, app.clock.clone());
    let mut session = Session { app, booth, id, line, greeted: false };
    let end = session.converse(said).await;
    session.app.terminals.tell(Input::Dropped { socket: id }).await;
    if let End::Bye(why) = end {
        let _ = session.say(DeviceOrder::Bye { why }).await;
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
                    Some(Word::Say(order)) => self.say(order).await,
                    Some(Word::Ping(number)) => {
                        let payload = number.to_be_bytes().to_vec().into();
                        self.line.ping(payload).await.map_err(End::from)
                    }
                    Some(Word::Bye(why)) => Err(End::Bye(why)),
                    None => Err(End::Gone),
                },
                heard = self.line.hear() => match heard {
                    Ok(Heard::Text(text)) => self.hear(Some(&text)).await,
                    Ok(Heard::NoText) => self.hear(None).await,
                    Ok(Heard::Pong(payload)) => {
                        if let Ok(number) = payload.as_ref().try_into().map(u64::from_be_bytes) {
                            self.app.terminals.tell(Input::Pong { socket: self.id, number }).await;
                        }
                        Ok(())
                    }
                    Ok(Heard::Ping) => Ok(()),
                    Err(cut) => Err(cut.into()),
                },
                () = &mut hello, if !self.greeted => Err(End::Bye(DeviceBye::Silent)),
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    /// Takes one frame in; `None` is one that is not text.
    async fn hear(&mut self, text: Option<&str>) -> Result<(), End> {
        let frame: DeviceFrame = match frame::read(text) {
            Ok(frame) => frame,
            Err(bad) => return self.refuse(bad.id, bad.code).await,
        };
        let (socket, id) = (self.id, frame.id);
        let input = match (frame.body, self.greeted) {
            (DeviceMessage::Hello { instance, version, browser }, false) => {
                let Some(hello) = Hello::new(instance, version, browser) else {
                    return self.refuse(Some(id), Code::BadField).await;
                };
                self.greeted = true;
                Input::Hello { socket, booth: self.booth.clone(), hello }
            }
            (DeviceMessage::Hello { .. }, true) | (_, false) => {
                return self.refuse(Some(id), Code::WrongState).await;
            }
            (message, true) => Input::Frame { socket, id, message },
        };
        self.app.terminals.tell(input).await;
        Ok(())
    }

    async fn refuse(&mut self, id: Option<u32>, code: Code) -> Result<(), End> {
        self.say(DeviceOrder::Refused { id, problem: Problem::from(code) }).await
    }

    async fn say(&mut self, order: DeviceOrder) -> Result<(), End> {
        let refusal = matches!(order, DeviceOrder::Refused { .. });
        let frame = OrderFrame { v: protocol::VERSION, body: order };
        Ok(self.line.say(&frame, refusal).await?)
    }
}
