//! The loopback's listener: how long a head may take, and how many strangers may wait.

use super::routes::router;
use super::state::Keeper;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// How long the head of a request may take, and a connection wait for its next one.
const HEAD: Duration = Duration::from_secs(5);
/// Largest head, in bytes.
const HEAD_MAX: usize = 16 * 1024;
/// Most connections over which nobody has shown the launch cookie. A further one takes the oldest's place, so that
/// whoever holds many of them does not keep the page out.
const STRANGERS: usize = 32;

/// Whether the page has asked over this connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Proven(Arc<AtomicBool>);

impl Proven {
    /// It has.
    pub(super) fn prove(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Serves until it is dropped.
pub(super) async fn serve(listener: TcpListener, keeper: Arc<Keeper>) {
    let router = router(keeper);
    let mut strangers: VecDeque<(Proven, AbortHandle)> = VecDeque::new();
    loop {
        // What fails here is a connection that was gone before it was taken up.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let proven = Proven::default();
        let task = tokio::spawn(converse(stream, router.clone().layer(Extension(proven.clone())))).abort_handle();
        strangers.retain(|(proven, task)| !proven.is() && !task.is_finished());
        if strangers.len() == STRANGERS
            && let Some((_, oldest)) = strangers.pop_front()
        {
            oldest.abort();
        }
        strangers.push_back((proven, task));
    }
}

async fn converse(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_MAX)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .with_upgrades();
    // Whatever a client does wrong on its connection is its own loss.
    let _ = connection.await;
}
