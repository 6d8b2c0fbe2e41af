//! The WebSocket under a session: reads texts, keeps the limits, says frames, and closes in order.

use super::limits::Limits;
use crate::clock::Clock;
use axum::extract::ws::{Message, WebSocket};
use bytes::Bytes;
use serde::Serialize;
use std::time::Duration;
use tokio::time::timeout;

/// How long a client may take to read one message.
const SEND: Duration = Duration::from_secs(5);

/// Why a line cannot go on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The client broke the limits.
    Flooding,
    /// It is gone, or too slow to be told anything.
    Gone,
}

/// What comes in.
#[derive(Debug)]
pub(super) enum Heard {
    /// A text.
    Text(String),
    /// A message that is no text.
    NoText,
    /// An answer to [`Line::ping`], or a pong that nobody asked for.
    Pong(Bytes),
    /// A ping, which the library answers.
    Ping,
}

/// One WebSocket and its limits.
pub(super) struct Line {
    socket: WebSocket,
    limits: Limits,
    clock: Clock,
}

impl Line {
    pub(super) fn new(socket: WebSocket, clock: Clock) -> Self {
        Self { socket, limits: Limits::new(), clock }
    }

    /// The next message, counted. Safe to drop half-way.
    pub(super) async fn hear(&mut self) -> Result<Heard, Cut> {
        let heard = match self.socket.recv().await {
            Some(Ok(Message::Text(text))) => Heard::Text(text.as_str().to_owned()),
            Some(Ok(Message::Binary(_))) => Heard::NoText,
            Some(Ok(Message::Pong(payload))) => Heard::Pong(payload),
            Some(Ok(Message::Ping(_))) => Heard::Ping,
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Cut::Gone),
        };
        if self.limits.frame(self.clock.now()) { Ok(heard) } else { Err(Cut::Flooding) }
    }

    /// Says a frame; refusals are counted.
    pub(super) async fn say(&mut self, frame: &impl Serialize, refusal: bool) -> Result<(), Cut> {
        let text = serde_json::to_string(frame).expect("plain values serialise");
        self.send(Message::Text(text.into())).await?;
        if refusal && !self.limits.refusal(self.clock.now()) { Err(Cut::Flooding) } else { Ok(()) }
    }

    /// Asks whether somebody is there.
    pub(super) async fn ping(&mut self, payload: Bytes) -> Result<(), Cut> {
        self.send(Message::Ping(payload)).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Cut> {
        match timeout(SEND, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Cut::Gone),
        }
    }

    /// Closes, and reads on until the client has closed too: what lay unread would turn the close into a reset
    /// (RFC 9293 3.6.1), and a reset takes the goodbye from a client that has not read it yet.
    pub(super) async fn close(mut self) {
        let _ = self.send(Message::Close(None)).await;
        let _ = timeout(SEND, async { while let Some(Ok(_)) = self.socket.recv().await {} }).await;
    }
}
