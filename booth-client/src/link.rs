//! The booth's line to signaling: a WebSocket over mutual TLS that resumes by itself.
//!
//! [`machine`] decides, [`Line`] is its rim: one task that owns the socket.

mod machine;

use crate::clock;
use futures_util::{SinkExt, StreamExt};
use machine::{Input, Link, Output};
use protocol::signal::{ClientMessage, ServerMessage};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config};

/// How long opening a socket may take.
const CONNECT: Duration = Duration::from_secs(10);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What the line brings.
#[expect(clippy::large_enum_variant, reason = "one at a time, passed on at once")]
#[derive(Debug)]
pub(crate) enum News {
    /// The server said this.
    Heard(ServerMessage),
    /// The booth is not let in any more.
    Revoked,
}

/// A line that stays up until it is dropped.
pub(crate) struct Line {
    say: mpsc::UnboundedSender<ClientMessage>,
    news: mpsc::UnboundedReceiver<News>,
    task: AbortHandle,
}

impl Line {
    /// Opens a line to `url` (`wss://…/ws`).
    pub(crate) fn open(url: String, tls: Arc<rustls::ClientConfig>) -> Self {
        let (say, said) = mpsc::unbounded_channel();
        let (tell, news) = mpsc::unbounded_channel();
        let spread = Duration::from_millis(rand::random_range(0..1_000));
        let keeper = Keeper { url, tls, link: Link::new(clock::now(), spread), socket: None, tell };
        let task = tokio::spawn(keeper.keep(said)).abort_handle();
        Self { say, news, task }
    }

    /// Says something, now or when the line is up again.
    pub(crate) fn say(&self, message: ClientMessage) {
        // The task lives as long as this value.
        let _ = self.say.send(message);
    }

    /// The next news.
    pub(crate) async fn news(&mut self) -> Option<News> {
        self.news.recv().await
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Keeper {
    url: String,
    tls: Arc<rustls::ClientConfig>,
    link: Link,
    socket: Option<Socket>,
    tell: mpsc::UnboundedSender<News>,
}

impl Keeper {
    async fn keep(mut self, mut said: mpsc::UnboundedReceiver<ClientMessage>) {
        loop {
            let wake = self.link.wake_at();
            let outputs = tokio::select! {
                message = said.recv() => match message {
                    Some(message) => self.link.handle(clock::now(), Input::Say(message)),
                    None => return,
                },
                text = next_text(&mut self.socket) => match text {
                    Some(text) => self.link.handle(clock::now(), Input::Text(&text)),
                    None => {
                        self.socket = None;
                        self.link.handle(clock::now(), Input::Closed)
                    }
                },
                () = sleep_until(wake) => self.link.handle(clock::now(), Input::Tick),
            };
            for output in outputs {
                self.act(output).await;
            }
        }
    }

    async fn act(&mut self, output: Output) {
        match output {
            Output::Open => {
                self.socket = None;
                let connector = Some(Connector::Rustls(self.tls.clone()));
                let connecting = connect_async_tls_with_config(&self.url, None, true, connector);
                let input = match timeout(CONNECT, connecting).await {
                    Ok(Ok((socket, _))) => {
                        self.socket = Some(socket);
                        Input::Opened
                    }
                    Ok(Err(error)) => {
                        tracing::warn!(%error, "the server cannot be reached; trying again");
                        Input::Closed
                    }
                    Err(_) => {
                        tracing::warn!("the server does not answer; trying again");
                        Input::Closed
                    }
                };
                for output in self.link.handle(clock::now(), input) {
                    Box::pin(self.act(output)).await;
                }
            }
            Output::Text(text) => {
                // A socket that fails here also ends its reading side, which is where it is noticed.
                if let Some(socket) = &mut self.socket {
                    let _ = socket.send(Message::text(text)).await;
                }
            }
            Output::Heard(message) => self.report(News::Heard(message)),
            Output::Revoked => self.report(News::Revoked),
        }
    }

    fn report(&self, news: News) {
        // A reader that is gone has dropped the line, which ends this task.
        let _ = self.tell.send(news);
    }
}

/// The next text frame; `None` when the socket closed. Never, without a socket.
async fn next_text(socket: &mut Option<Socket>) -> Option<String> {
    let Some(socket) = socket else { return std::future::pending().await };
    loop {
        match socket.next().await? {
            Ok(Message::Text(text)) => return Some(text.to_string()),
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at.into()).await,
        None => std::future::pending().await,
    }
}
