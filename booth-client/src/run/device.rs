//! The booth's line to the office: the device socket over mutual TLS, one task that owns the socket.

mod machine;

use crate::clock;
use futures_util::{SinkExt, StreamExt};
use machine::{Input, Output};
use protocol::device::{DeviceBye, DeviceMessage, DeviceOrder};
use protocol::problem::{Code, Problem};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config};

/// How long opening a socket may take.
const CONNECT: Duration = Duration::from_secs(10);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A line that stays up until it is dropped.
#[derive(Debug)]
pub(super) struct Line {
    say: mpsc::UnboundedSender<DeviceMessage>,
    orders: mpsc::UnboundedReceiver<DeviceOrder>,
    up: Arc<AtomicBool>,
    task: AbortHandle,
}

impl Line {
    /// Opens a line to `url` (`wss://…/ws/device`) and greets with `hello`.
    pub(super) fn open(url: String, tls: Arc<rustls::ClientConfig>, hello: DeviceMessage) -> Self {
        let (say, said) = mpsc::unbounded_channel();
        let (tell, orders) = mpsc::unbounded_channel();
        let spread = Duration::from_millis(rand::random_range(0..1_000));
        let line = machine::Line::new(clock::now(), spread, hello);
        let up = Arc::new(AtomicBool::new(false));
        let keeping = Keeping { url, tls, line, socket: None, tell, up: Arc::clone(&up) };
        let task = tokio::spawn(keeping.keep(said)).abort_handle();
        Self { say, orders, up, task }
    }

    /// Whether what is said now is heard now.
    pub(super) fn is_up(&self) -> bool {
        self.up.load(Ordering::Relaxed)
    }

    /// Says something, now or when the line is up again.
    pub(super) fn say(&self, message: DeviceMessage) {
        // The task lives as long as this value.
        let _ = self.say.send(message);
    }

    /// The next order.
    pub(super) async fn order(&mut self) -> Option<DeviceOrder> {
        self.orders.recv().await
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Keeping {
    url: String,
    tls: Arc<rustls::ClientConfig>,
    line: machine::Line,
    socket: Option<Socket>,
    tell: mpsc::UnboundedSender<DeviceOrder>,
    up: Arc<AtomicBool>,
}

impl Keeping {
    async fn keep(mut self, mut said: mpsc::UnboundedReceiver<DeviceMessage>) {
        loop {
            let wake = self.line.wake_at();
            let outputs = tokio::select! {
                message = said.recv() => match message {
                    Some(message) => self.line.handle(clock::now(), Input::Say(message)),
                    None => return,
                },
                text = next_text(&mut self.socket) => match text {
                    Some(text) => self.line.handle(clock::now(), Input::Text(&text)),
                    None => {
                        self.socket = None;
                        self.line.handle(clock::now(), Input::Closed)
                    }
                },
                () = sleep_until(wake) => self.line.handle(clock::now(), Input::Tick),
            };
            for output in outputs {
                self.act(output).await;
            }
            self.up.store(self.line.is_up(), Ordering::Relaxed);
        }
    }

    async fn act(&mut self, output: Output) {
        match output {
            Output::Open => {
                let input = self.open().await;
                for output in self.line.handle(clock::now(), input) {
                    Box::pin(self.act(output)).await;
                }
            }
            Output::Text(text) => {
                // A socket that fails here also ends its reading side, which is where it is noticed.
                if let Some(socket) = &mut self.socket {
                    let _ = socket.send(Message::text(text)).await;
                }
            }
            // Whoever listened has dropped the line, which ends this task.
            Output::Heard(order) => drop(self.tell.send(order)),
        }
    }

    async fn open(&mut self) -> Input<'static> {
        self.socket = None;
        let connector = Some(Connector::Rustls(self.tls.clone()));
        match timeout(CONNECT, connect_async_tls_with_config(&self.url, None, true, connector)).await {
            Ok(Ok((socket, _))) => {
                self.socket = Some(socket);
                return Input::Opened;
            }
            Ok(Err(error)) => {
                if let Some(why) = turned_away(&error) {
                    let _ = self.tell.send(DeviceOrder::Bye { why });
                }
                tracing::warn!(%error, "the office cannot be reached; trying again");
            }
            Err(_) => tracing::warn!("the office does not answer; trying again"),
        }
        Input::Closed
    }
}

/// Whether the server answered that it does not want this device any more.
fn turned_away(error: &Error) -> Option<DeviceBye> {
    let Error::Http(response) = error else { return None };
    let problem: Problem = serde_json::from_slice(response.body().as_deref()?).ok()?;
    match problem.code {
        // The certificate itself is good, or there would be no answer at all.
        Code::NotSignedIn => Some(DeviceBye::Revoked),
        Code::Suspended => Some(DeviceBye::Cloned),
        _ => None,
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
