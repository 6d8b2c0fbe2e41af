//! The keeper (`chikamado-booth keeper`): a child of the supervisor, one for each visit. It serves the booth's face on
//! the loopback, carries its requests to signaling, and holds what a crashed page needs to come back. Its exit is the
//! forgetting: nothing of a visit is ever written anywhere else.
//!
//! ```text
//! protocol   what supervisor and keeper say to each other
//! door       who is let in (pure)              visit    the draft of a visit (pure)
//! pace       how often something may be (pure) face     the embedded pages
//! server     the listener                      routes   what it serves
//! upstream   requests to signaling             bridge   the page's WebSocket, one to one
//! equipment  devices, voice, printer           printing one slip at a time
//! state      what these share                  seal     no core dump, no debugger, no swap
//! ```
//!
//! A journey: the supervisor sends [`Order::Start`] and hears the port; it gives its browser the launch cookie, and the
//! page loads. The page keeps its draft here, rings through [`bridge`] and submits through [`upstream`]. It crashes:
//! the next page gets the draft, and signaling tells it of its call. It says that the visit is over: the supervisor
//! hears [`Report::Ended`], ends the browser and then this process.

mod bridge;
mod door;
pub(crate) mod equipment;
mod face;
mod pace;
mod printing;
pub(crate) mod protocol;
mod routes;
mod seal;
mod server;
mod state;
#[cfg(test)]
mod tests;
mod upstream;
mod visit;

use crate::clock;
use anyhow::{Result, bail};
use door::Door;
use face::Face;
use protocol::{Obstacle, Order, Report, Start};
use state::Keeper;
use std::io::{self, BufRead, Write};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::interval;
use upstream::Upstream;

/// How often is looked at what the passing of time changes.
const ROUND: Duration = Duration::from_secs(10);

/// Keeps a visit until stdin ends.
pub(crate) async fn run() -> Result<()> {
    seal::seal();
    let (reports, told) = reports();
    let mut orders = orders();
    let opened = match orders.recv().await {
        None => return Ok(()),
        Some(Order::Start(start)) => open(*start, Face::embedded(), reports.clone()).await,
        Some(_) => Err(Obstacle::BadOrder),
    };
    let (listener, keeper) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            reports.send(Report::CannotStart { why })?;
            drop(reports);
            // The end of stdin tells that the report was read, or that nobody waits for it.
            while orders.recv().await.is_some() {}
            spawn_blocking(|| told.join()).await?.ok();
            bail!("the keeper cannot start: {why:?}");
        }
    };
    keeper.tell(Report::Listening { port: listener.local_addr()?.port() });
    let serving = server::serve(listener, Arc::clone(&keeper));
    tokio::pin!(serving);
    let mut round = interval(ROUND);
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Tell { event }) => keeper.tell_page(event),
                Some(Order::Printed { number, done }) => keeper.printing.end(number, done),
                Some(Order::Forget) | None => return Ok(()),
                Some(Order::Start(_)) => tracing::warn!("a keeper is started once"),
            },
            _ = round.tick() => keeper.round(clock::now()),
            () = &mut serving => {}
        }
    }
}

/// Whether this program was built with the booth's face.
pub(crate) fn has_face() -> bool {
    Face::embedded().is_some()
}

/// Makes everything ready to serve.
async fn open(
    start: Start,
    face: Option<Face>,
    reports: mpsc::UnboundedSender<Report>,
) -> Result<(TcpListener, Arc<Keeper>), Obstacle> {
    let face = face.ok_or_else(|| {
        tracing::error!("built without the booth's face: run `make web`, then build again");
        Obstacle::NoFace
    })?;
    let upstream = Upstream::open(start.identity).map_err(|error| {
        tracing::error!(%error, "the booth's identity cannot be used");
        Obstacle::NoIdentity
    })?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, start.port)).await;
    let listener = listener.map_err(|error| {
        tracing::error!(%error, port = start.port, "the loopback port cannot be had");
        Obstacle::PortTaken
    })?;
    let port = listener.local_addr().map_err(|_| Obstacle::PortTaken)?.port();
    let door = Door::new(port, start.launch, start.input).ok_or(Obstacle::BadOrder)?;
    Ok((listener, Arc::new(Keeper::new(door, face, upstream, start.equipment, reports))))
}

/// The supervisor's orders; a thread of their own reads them, since stdin cannot be polled.
fn orders() -> mpsc::Receiver<Order> {
    let (pass, orders) = mpsc::channel(16);
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            match serde_json::from_str(&line) {
                Ok(order) => {
                    if pass.blocking_send(order).is_err() {
                        return;
                    }
                }
                Err(_) => tracing::warn!("the supervisor gave an order that this version does not know"),
            }
        }
    });
    orders
}

/// The way to the supervisor's ear; a thread of its own, so that a supervisor that does not read stops nobody. It ends once
/// everything was told.
fn reports() -> (mpsc::UnboundedSender<Report>, JoinHandle<()>) {
    let (tell, mut reports) = mpsc::unbounded_channel::<Report>();
    let told = std::thread::spawn(move || {
        while let Some(report) = reports.blocking_recv() {
            let line = serde_json::to_string(&report).expect("plain values serialise");
            let mut out = io::stdout().lock();
            if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
                return;
            }
        }
    });
    (tell, told)
}
