//! A client of `/ws/device`, over any stream: says hello, numbers its frames, and waits for what it is told.

use super::TestCity;
use super::socket::PATIENCE;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use futures_util::{SinkExt, StreamExt};
use protocol::device::{DeviceBye, DeviceFrame, DeviceMessage, DeviceOrder, OrderFrame};
use signaling::http::PeerCertificate;
use std::net::SocketAddr;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

/// Stands for the certificate that TLS would have verified.
pub(crate) const CERTIFICATE: &str = "x-test-certificate";

impl TestCity {
    /// A listener without TLS, where a header stands for the client's certificate.
    pub(crate) async fn listen_for_booths(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = self.router.clone().layer(from_fn(async |mut request: Request, next: Next| {
            let serial = request.headers().get(CERTIFICATE).and_then(|value| value.to_str().ok()).map(str::to_owned);
            if let Some(serial) = serial {
                request.extensions_mut().insert(PeerCertificate(serial));
            }
            next.run(request).await
        }));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(IntoFuture::into_future(axum::serve(listener, service)));
        address
    }
}

/// One device socket.
pub(crate) struct Device<S = TcpStream> {
    stream: WebSocketStream<S>,
    last: u32,
}

impl Device {
    /// Opens a socket with a certificate; the HTTP status where it is refused.
    pub(crate) async fn dial(address: SocketAddr, serial: &str) -> Result<Self, u16> {
        let stream = TcpStream::connect(address).await.expect("a connection");
        Self::over(stream, &[(CERTIFICATE, serial)]).await
    }

    /// Opens a socket and says hello.
    pub(crate) async fn open(address: SocketAddr, serial: &str, instance: &str) -> Self {
        let mut device = Self::dial(address, serial).await.expect("it is let in");
        device.hello(instance).await;
        device
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Device<S> {
    /// Opens a socket over a stream that is connected.
    pub(crate) async fn over(stream: S, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let mut request = "ws://localhost/ws/device".into_client_request().expect("a request");
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a value"));
        }
        match client_async(request, stream).await {
            Ok((stream, _)) => Ok(Self { stream, last: 0 }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Says hello, and does not wait.
    pub(crate) async fn hello(&mut self, instance: &str) {
        let instance = instance.parse().expect("an id");
        let hello = DeviceMessage::Hello { instance, version: "0.1.0".to_owned(), browser: Some("130".to_owned()) };
        self.frame(0, hello).await;
    }

    /// Sends any text.
    pub(crate) async fn text(&mut self, text: impl Into<String>) {
        self.stream.send(Message::text(text.into())).await.expect("sent");
    }

    async fn frame(&mut self, id: u32, body: DeviceMessage) {
        let frame = DeviceFrame { v: protocol::VERSION, id, body };
        self.text(serde_json::to_string(&frame).expect("plain values serialise")).await;
    }

    /// Waits for an order. Reading answers the server's pings.
    pub(crate) async fn until<T>(&mut self, mut pick: impl FnMut(&DeviceOrder) -> Option<T>) -> T {
        loop {
            let message = timeout(PATIENCE, self.stream.next()).await.expect("something is said in time");
            match message.expect("the line is up").expect("a message") {
                Message::Text(text) => {
                    let frame: OrderFrame = serde_json::from_str(&text).expect("a frame");
                    if let Some(found) = pick(&frame.body) {
                        return found;
                    }
                }
                Message::Close(_) => panic!("the line ended"),
                _ => {}
            }
        }
    }

    /// Waits for a welcome.
    pub(crate) async fn welcome(&mut self) -> DeviceOrder {
        self.until(|order| matches!(order, DeviceOrder::Welcome { .. }).then(|| order.clone())).await
    }

    /// Waits for the goodbye.
    pub(crate) async fn bye(&mut self) -> DeviceBye {
        self.until(|order| if let DeviceOrder::Bye { why } = order { Some(*why) } else { None }).await
    }

    /// Says something; the word of the refusal, if it is refused.
    pub(crate) async fn ask(&mut self, body: DeviceMessage) -> Result<(), String> {
        self.last += 1;
        let id = self.last;
        self.frame(id, body).await;
        self.until(|order| match order {
            DeviceOrder::Done { id: n } if *n == id => Some(Ok(())),
            DeviceOrder::Refused { id: n, problem } if *n == Some(id) => Some(Err(problem.code.word())),
            _ => None,
        })
        .await
    }
}
