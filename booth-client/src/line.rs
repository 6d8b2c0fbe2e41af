//! A line to the server: a WebSocket over mutual TLS that comes back by itself. What is said over it decides a [`Talk`];
//! this is its rim, one task that owns the socket.
//!
//! ```text
//! pulse      when it opens, greets, pings, and comes back (pure)
//! lateness   whether a certificate failed for its time
//! ```

pub(crate) mod lateness;
mod pulse;

pub(crate) use pulse::{Beat, Pulse};

use crate::clock;
use futures_util::{SinkExt, StreamExt};
use protocol::problem::{Code, Problem};
use std::sync::Arc;
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

/// What happens to a line.
#[derive(Debug)]
pub(crate) enum Input<'a, S> {
    /// The socket is open.
    Opened,
    /// The socket closed.
    Closed,
    /// The socket did not open.
    Failed(Failure),
    /// A text frame came.
    Text(&'a str),
    /// There is something to say.
    Say(S),
    /// Time passed.
    Tick,
}

/// Why a socket did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// There was no answer.
    Away,
    /// The server answered that it does not want this booth.
    Refused(Code),
    /// By this machine's clock the server's certificate does not hold yet, or no longer.
    OutOfTime,
}

/// What a line wants.
#[derive(Debug, PartialEq)]
pub(crate) enum Output<N> {
    /// Open a socket, after closing the one there is.
    Open,
    /// Send a text frame.
    Text(String),
    /// Pass this on.
    Tell(N),
}

/// What is said over a line, and when (pure).
pub(crate) trait Talk: Send + 'static {
    /// What the booth says.
    type Say: Send;
    /// What comes of it.
    type News: Send;

    /// When to give [`Input::Tick`] at the latest.
    fn wake_at(&self) -> Option<Instant>;

    /// Moves on.
    fn handle(&mut self, now: Instant, input: Input<'_, Self::Say>) -> Vec<Output<Self::News>>;
}

/// A line that stays up until it is dropped.
#[derive(Debug)]
pub(crate) struct Line<T: Talk> {
    say: mpsc::UnboundedSender<T::Say>,
    news: mpsc::UnboundedReceiver<T::News>,
    task: AbortHandle,
}

impl<T: Talk> Line<T> {
    /// Opens a line to `url` (`wss://…`), over which `talk` is held: made from now and the spread of its retries.
    pub(crate) fn open(url: String, tls: Arc<rustls::ClientConfig>, talk: impl FnOnce(Instant, Duration) -> T) -> Self {
        let (say, said) = mpsc::unbounded_channel();
        let (tell, news) = mpsc::unbounded_channel();
        let spread = Duration::from_millis(rand::random_range(0..1_000));
        let keeping = Keeping { url, tls, talk: talk(clock::now(), spread), socket: None, tell };
        let task = tokio::spawn(keeping.keep(said)).abort_handle();
        Self { say, news, task }
    }

    /// Says something, now or when the line is up again.
    pub(crate) fn say(&self, message: T::Say) {
        // The task lives as long as this value.
        let _ = self.say.send(message);
    }

    /// The next news.
    pub(crate) async fn news(&mut self) -> Option<T::News> {
        self.news.recv().await
    }
}

impl<T: Talk> Drop for Line<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Keeping<T: Talk> {
    url: String,
    tls: Arc<rustls::ClientConfig>,
    talk: T,
    socket: Option<Socket>,
    tell: mpsc::UnboundedSender<T::News>,
}

impl<T: Talk> Keeping<T> {
    async fn keep(mut self, mut said: mpsc::UnboundedReceiver<T::Say>) {
        loop {
            let wake = self.talk.wake_at();
            let outputs = tokio::select! {
                message = said.recv() => match message {
                    Some(message) => self.talk.handle(clock::now(), Input::Say(message)),
                    None => return,
                },
                text = next_text(&mut self.socket) => match text {
                    Some(text) => self.talk.handle(clock::now(), Input::Text(&text)),
                    None => {
                        self.socket = None;
                        self.talk.handle(clock::now(), Input::Closed)
                    }
                },
                () = sleep_until(wake) => self.talk.handle(clock::now(), Input::Tick),
            };
            for output in outputs {
                self.act(output).await;
            }
        }
    }

    async fn act(&mut self, output: Output<T::News>) {
        match output {
            Output::Open => {
                let input = self.open().await;
                for output in self.talk.handle(clock::now(), input) {
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
            Output::Tell(news) => drop(self.tell.send(news)),
        }
    }

    async fn open(&mut self) -> Input<'static, T::Say> {
        self.socket = None;
        let connector = Some(Connector::Rustls(self.tls.clone()));
        match timeout(CONNECT, connect_async_tls_with_config(&self.url, None, true, connector)).await {
            Ok(Ok((socket, _))) => {
                self.socket = Some(socket);
                Input::Opened
            }
            Ok(Err(error)) => {
                tracing::warn!(%error, "the server cannot be reached; trying again");
                Input::Failed(failure(&error))
            }
            Err(_) => {
                tracing::warn!("the server does not answer; trying again");
                Input::Failed(Failure::Away)
            }
        }
    }
}

fn failure(error: &Error) -> Failure {
    if lateness::is_out_of_time(error) {
        return Failure::OutOfTime;
    }
    let Error::Http(response) = error else { return Failure::Away };
    let problem = response.body().as_deref().and_then(|body| serde_json::from_slice::<Problem>(body).ok());
    problem.map_or(Failure::Away, |problem| Failure::Refused(problem.code))
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
