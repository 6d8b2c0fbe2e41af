//! The listeners: browsers, booths, metrics; and how they stop.

use crate::app::App;
use crate::http::{PeerCertificate, metrics_router, router};
use crate::live;
use crate::tls;
use anyhow::Context;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum_server::Handle;
use axum_server::tls::TlsInfo;
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// Serves until `stop` comes; then takes no new connections and gives those in progress the configured time.
pub async fn serve(app: App, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    let now = time::OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(app.clock.now());
    let config = &app.config.server;
    let public = tls::public(&app.config.tls, &app.authority, now)?;
    let booths = tls::booths(&app.config.tls, &app.authority, now)?;
    live::start(&app).await?;
    let handle = Handle::new();
    let mut listeners = JoinSet::new();
    for (addresses, config, router) in [
        (&config.public, Arc::new(public), router(app.clone())),
        (&config.booths, Arc::new(booths), booths_router(app.clone())),
    ] {
        for address in addresses {
            listeners.spawn(listen(bind(*address)?, Arc::clone(&config), router.clone(), handle.clone()));
        }
    }
    let metrics = tokio::net::TcpListener::bind(config.metrics).await.context("binding the metrics listener")?;
    let metrics = tokio::spawn(axum::serve(metrics, metrics_router(app.clone())).into_future());
    tracing::info!(public = ?config.public, booths = ?config.booths, metrics = %config.metrics, "serving");

    let failed = tokio::select! {
        () = stop => None,
        Some(ended) = listeners.join_next() => Some(ended),
    };
    tracing::info!("stopping: no new connections");
    live::drain(&app).await;
    app.stop();
    live::stop(&app).await;
    handle.graceful_shutdown(Some(Duration::from_secs(config.drain_seconds)));
    while listeners.join_next().await.is_some() {}
    metrics.abort();
    app.db.close().await;
    app.vault.close().await;
    match failed {
        None => Ok(()),
        Some(ended) => ended.context("a listener panicked")?.context("a listener failed"),
    }
}

/// The routes as the booths' listener serves them: the verified certificate says who is asking.
pub fn booths_router(app: App) -> Router {
    router(app).layer(from_fn(name_the_booth))
}

async fn name_the_booth(mut request: Request, next: Next) -> Response {
    let certificate = request.extensions().get::<Arc<TlsInfo>>().and_then(|tls| tls.peer_certificates.first().cloned());
    let serial = certificate.and_then(|der| certs::serial_of(&der.into()).ok());
    // A certificate that cannot be read names no booth, hence is let in nowhere.
    request.extensions_mut().insert(PeerCertificate(serial.unwrap_or_default()));
    next.run(request).await
}

async fn listen(
    listener: TcpListener,
    config: Arc<ServerConfig>,
    router: Router,
    handle: Handle<SocketAddr>,
) -> std::io::Result<()> {
    axum_server::from_tcp_rustls(listener, RustlsConfig::from_config(config))?
        .handle(handle)
        .serve(router.into_make_service_with_connect_info::<SocketAddr>())
        .await
}

fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).with_context(|| format!("binding {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// SIGTERM or ctrl-C.
pub async fn signal() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminated) => drop(terminated.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
