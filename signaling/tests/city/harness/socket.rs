//! A client of `/ws`: says hello, numbers its frames, and waits for what it is told.

use super::{Client, ORIGIN, TestCity};
use certs::Authority;
use futures_util::{SinkExt, StreamExt};
use protocol::call::{CallView, QueueRow};
use protocol::id::ResumeToken;
use protocol::problem::Problem;
use protocol::signal::{Bye, ClientFrame, ClientMessage, DeskPresence, ServerFrame, ServerMessage};
use rand::SeedableRng;
use rand::rngs::StdRng;
use signaling::app::App;
use signaling::http;
use std::net::SocketAddr;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async, connect_async};

/// How long something that must happen may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

impl TestCity {
    /// Starts what is alive, and a listener without TLS.
    pub(crate) async fn go_live(&self) -> SocketAddr {
        signaling::live::start(&self.app).await.expect("it starts");
        self.listen().await
    }

    /// The same city after a restart: what is kept is there, what was alive is not.
    pub(crate) fn restarted(&self) -> Self {
        let now = time::OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(self.app.clock.now());
        let authority = Authority::open(&self.directory.path().join("certs"), now).expect("an authority");
        let (config, db, clock) = (self.app.config.clone(), self.app.db.clone(), self.app.clock.clone());
        let app =
            App::new(config, db, self.app.vault.clone(), clock, authority, StdRng::seed_from_u64(2)).expect("an app");
        Self { router: http::router(app.clone()), app, directory: TempDir::new().expect("a directory") }
    }

    /// A listener without TLS.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(IntoFuture::into_future(axum::serve(listener, service)));
        address
    }
}

impl TestCity {
    /// A listener, and a client of it that says hello and then never reads, with the smallest buffers that the system
    /// gives to both ends.
    pub(crate) async fn slow(&self, client: &Client) -> WebSocketStream<TcpStream> {
        const SMALL: u32 = 4 * 1024;
        let listener = TcpSocket::new_v4().expect("a socket");
        listener.set_send_buffer_size(SMALL).expect("a buffer");
        listener.bind(([127, 0, 0, 1], 0).into()).expect("a port");
        let listener = listener.listen(1).expect("a listener");
        let address = listener.local_addr().expect("an address");
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(IntoFuture::into_future(axum::serve(listener, service)));
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(SMALL).expect("a buffer");
        let stream = socket.connect(address).await.expect("a connection");
        let mut request = format!("ws://{address}/ws").into_client_request().expect("a request");
        request.headers_mut().insert("cookie", client.cookies().parse().expect("cookies"));
        request.headers_mut().insert("origin", ORIGIN.parse().expect("an origin"));
        let (mut stream, _) = client_async(request, stream).await.expect("it is let in");
        let hello = ClientFrame { v: protocol::VERSION, id: 0, body: ClientMessage::Hello { resume: None } };
        let hello = serde_json::to_string(&hello).expect("plain values serialise");
        stream.send(Message::text(hello)).await.expect("sent");
        stream
    }
}

/// One WebSocket.
pub(crate) struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last: u32,
    /// What `welcome` said.
    pub(crate) token: Option<ResumeToken>,
    pub(crate) resumed: bool,
    pub(crate) handled: u32,
}

impl Socket {
    /// Opens a socket as the page of an origin; the HTTP status where it is refused.
    pub(crate) async fn dial(address: SocketAddr, client: &Client, origin: Option<&str>) -> Result<Self, u16> {
        let origin = origin.map(|origin| ("origin", origin));
        Self::with(address, [("cookie", client.cookies())].into_iter().chain(origin)).await
    }

    /// Opens a socket of a booth with a certificate, where [`TestCity::listen_for_booths`] listens, and says hello.
    pub(crate) async fn certified(address: SocketAddr, serial: &str) -> Self {
        let mut socket = Self::with(address, [(super::CERTIFICATE, serial)]).await.expect("it is let in");
        socket.greet(None).await;
        socket
    }

    async fn with(address: SocketAddr, headers: impl IntoIterator<Item = (&'static str, &str)>) -> Result<Self, u16> {
        let mut request = format!("ws://{address}/ws").into_client_request().expect("a request");
        for (name, value) in headers {
            request.headers_mut().insert(name, value.parse().expect("a value"));
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Self { stream, last: 0, token: None, resumed: false, handled: 0 }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a socket and says hello.
    pub(crate) async fn open(address: SocketAddr, client: &Client) -> Self {
        Self::resume(address, client, None).await
    }

    /// Opens a socket and says hello with a token.
    pub(crate) async fn resume(address: SocketAddr, client: &Client, resume: Option<ResumeToken>) -> Self {
        let mut socket = Self::dial(address, client, Some(ORIGIN)).await.expect("it is let in");
        socket.greet(resume).await;
        socket
    }

    async fn greet(&mut self, resume: Option<ResumeToken>) {
        self.frame(0, ClientMessage::Hello { resume }).await;
        let welcome = self.until(|message| match message {
            ServerMessage::Welcome { resume, resumed, handled, .. } => Some((resume.clone(), *resumed, *handled)),
            _ => None,
        });
        let (token, resumed, handled) = welcome.await;
        (self.token, self.resumed, self.handled) = (Some(token), resumed, handled);
    }

    /// Opens a desk that is 対応可.
    pub(crate) async fn desk(address: SocketAddr, client: &Client) -> Self {
        let mut desk = Self::open(address, client).await;
        desk.done(ClientMessage::SetPresence { presence: DeskPresence::Available }).await;
        desk
    }

    /// Sends any text.
    pub(crate) async fn text(&mut self, text: impl Into<String>) {
        self.stream.send(Message::text(text.into())).await.expect("sent");
    }

    /// Sends a frame of a number.
    pub(crate) async fn frame(&mut self, id: u32, body: ClientMessage) {
        let frame = ClientFrame { v: protocol::VERSION, id, body };
        self.text(serde_json::to_string(&frame).expect("plain values serialise")).await;
    }

    /// Sends the next frame and answers its number.
    pub(crate) async fn say(&mut self, body: ClientMessage) -> u32 {
        self.last += 1;
        self.frame(self.last, body).await;
        self.last
    }

    /// The next message; `None` when the line ends.
    async fn next(&mut self) -> Option<ServerMessage> {
        loop {
            let message = timeout(PATIENCE, self.stream.next()).await.expect("something is said in time");
            match message {
                Some(Ok(Message::Text(text))) => {
                    let frame: ServerFrame = serde_json::from_str(&text).expect("a frame");
                    return Some(frame.body);
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(_) | Err(_)) | None => return None,
            }
        }
    }

    /// Waits for a message.
    pub(crate) async fn until<T>(&mut self, mut pick: impl FnMut(&ServerMessage) -> Option<T>) -> T {
        loop {
            let message = self.next().await.expect("the line is up");
            if let Some(found) = pick(&message) {
                return found;
            }
        }
    }

    /// Waits for the goodbye.
    pub(crate) async fn bye(&mut self) -> Bye {
        self.until(|message| if let ServerMessage::Bye { why } = message { Some(*why) } else { None }).await
    }

    /// Says something and waits for its answer.
    pub(crate) async fn ask(&mut self, body: ClientMessage) -> Result<ServerMessage, Problem> {
        let id = self.say(body).await;
        self.answer(id).await
    }

    /// Waits for the answer to a number.
    pub(crate) async fn answer(&mut self, id: u32) -> Result<ServerMessage, Problem> {
        self.until(|message| match message {
            ServerMessage::Done { id: n }
            | ServerMessage::Rang { id: n, .. }
            | ServerMessage::Grant { id: n, .. }
            | ServerMessage::Prospect { id: n, .. }
                if *n == id =>
            {
                Some(Ok(message.clone()))
            }
            ServerMessage::Refused { id: n, problem } if *n == Some(id) => Some(Err(problem.clone())),
            _ => None,
        })
        .await
    }

    /// Says something that is done.
    pub(crate) async fn done(&mut self, body: ClientMessage) {
        self.ask(body).await.expect("it is done");
    }

    /// Says something, and waits for the call that comes of it and for its answer.
    pub(crate) async fn makes(&mut self, body: ClientMessage, fits: impl FnMut(&CallView) -> bool) -> CallView {
        let id = self.say(body).await;
        let call = self.call(fits).await;
        self.answer(id).await.expect("it is done");
        call
    }

    /// Says something that leaves it without a call.
    pub(crate) async fn is_free(&mut self, body: ClientMessage) {
        let id = self.say(body).await;
        self.no_call().await;
        self.answer(id).await.expect("it is done");
    }

    /// Says something that is refused, and the word for it.
    pub(crate) async fn refused(&mut self, body: ClientMessage) -> String {
        match self.ask(body).await {
            Ok(message) => panic!("not refused: {message:?}"),
            Err(problem) => problem.code.word(),
        }
    }

    /// Waits for a refusal of any number.
    pub(crate) async fn refusal(&mut self) -> (Option<u32>, String) {
        self.until(|message| match message {
            ServerMessage::Refused { id, problem } => Some((*id, problem.code.word())),
            _ => None,
        })
        .await
    }

    /// Waits for a call that is as asked.
    pub(crate) async fn call(&mut self, mut fits: impl FnMut(&CallView) -> bool) -> CallView {
        self.until(|message| match message {
            ServerMessage::Call { call: Some(call) } if fits(call) => Some(call.clone()),
            _ => None,
        })
        .await
    }

    /// Waits for having no call.
    pub(crate) async fn no_call(&mut self) {
        self.until(|message| matches!(message, ServerMessage::Call { call: None }).then_some(())).await;
    }

    /// Waits for a queue that is as asked.
    pub(crate) async fn queue(&mut self, mut fits: impl FnMut(&[QueueRow]) -> bool) -> Vec<QueueRow> {
        self.until(|message| match message {
            ServerMessage::Queue { rows } if fits(rows) => Some(rows.clone()),
            _ => None,
        })
        .await
    }
}
