//! A running SFU: workers, and which of them a command is for.

#![expect(clippy::disallowed_methods, reason = "the rim: here a process gets its first instant and its seeds")]

use crate::config::Config;
use crate::grant::{self, GrantKey};
use crate::metrics::Metrics;
use crate::peer::{Identity, NoCertificate};
use crate::shard::Shard;
use crate::worker::{Message, Port, Worker};
use mio::Waker;
use prometheus_client::registry::Registry;
use protocol::id::{CallId, MediaSessionId};
use protocol::media::{Answer, Command, Event};
use protocol::problem::Code;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

/// Why an SFU does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// `listen` or `workers` is empty.
    #[error("the SFU needs at least one address to listen on and one worker")]
    Nothing,
    /// 0.0.0.0 or `[::]` cannot stand in an answer.
    #[error("{0} names no address that clients can reach: listen on a real one, or advertise one")]
    Unnamed(SocketAddr),
    /// The address is taken or not this machine's.
    #[error("cannot listen on {addr}/udp")]
    Bind {
        /// Which.
        addr: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Crypto is not there.
    #[error(transparent)]
    Certificate(#[from] NoCertificate),
    /// The system refused a thread or a poll.
    #[error("cannot start a worker")]
    Worker(#[source] io::Error),
}

/// A running SFU. Dropping it stops the workers and cuts what media is left.
pub struct Sfu {
    workers: Vec<Handle>,
    addrs: Vec<SocketAddr>,
    metrics: Metrics,
    ready: Readiness,
    events: Arc<dyn Fn(Event) + Send + Sync>,
}

/// Whether an SFU takes new rooms: its ports are bound, it does not drain and no worker has stopped. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// Whether it does now.
    pub fn is_ready(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::Relaxed);
    }
}

struct Handle {
    inbox: Sender<Message>,
    waker: Waker,
    thread: Option<JoinHandle<()>>,
}

impl Sfu {
    /// Binds the addresses and starts the workers. `events` is called from their threads and must not block.
    pub fn start(
        config: Config,
        grants: GrantKey,
        events: impl Fn(Event) + Send + Sync + 'static,
    ) -> Result<Self, StartError> {
        if config.listen.is_empty() || config.workers == 0 {
            return Err(StartError::Nothing);
        }
        let identity = Identity::warm(Instant::now())?;
        let mut sfu = Self {
            workers: Vec::new(),
            addrs: Vec::new(),
            metrics: Metrics::default(),
            ready: Readiness::default(),
            events: Arc::new(events),
        };
        for number in 0..config.workers {
            sfu.start_worker(number, &config, grants.clone(), identity.clone())?;
        }
        sfu.ready.set(true);
        Ok(sfu)
    }

    /// Hands a command to the worker that has the call. Answers come as events.
    pub fn send(&self, command: Command) {
        let worker = match &command {
            Command::Open { call, .. }
            | Command::Remove { call, .. }
            | Command::SetPolicy { call, .. }
            | Command::Cover { call, .. }
            | Command::Close { call, .. } => Ok(self.worker_of(call)),
            Command::Join { request, grant, .. } => match grant::call_of(grant) {
                Some(call) => Ok(self.worker_of(&call)),
                None => Err((*request, Code::BadGrant)),
            },
            Command::Patch { request, session, .. } | Command::Delete { request, session } => {
                self.worker_named(session).ok_or((*request, Code::NotFound))
            }
            Command::Drain => {
                self.ready.set(false);
                self.workers.iter().for_each(|worker| worker.tell(Message::Command(Command::Drain)));
                return;
            }
        };
        match worker {
            Ok(worker) => worker.tell(Message::Command(command)),
            Err((request, code)) => (self.events)(Event::Answer { request, answer: Answer::Refused { code } }),
        }
    }

    /// Names the SFU's metrics in a registry.
    pub fn register(&self, registry: &mut Registry) {
        self.metrics.register(registry);
    }

    /// Whether it takes new rooms, to be asked from elsewhere.
    pub fn readiness(&self) -> Readiness {
        self.ready.clone()
    }

    /// What the workers listen on.
    pub fn local_addrs(&self) -> Vec<SocketAddr> {
        self.addrs.clone()
    }

    fn start_worker(
        &mut self,
        number: usize,
        config: &Config,
        grants: GrantKey,
        identity: Identity,
    ) -> Result<(), StartError> {
        let mut ports = Vec::new();
        for addr in &config.listen {
            let mut addr = *addr;
            if addr.port() != 0 {
                addr.set_port(addr.port().saturating_add(u16::try_from(number).unwrap_or(u16::MAX)));
            }
            let bound = Port::bind(addr, config).and_then(|port| port.local_addr().map(|local| (port, local)));
            let (port, local) = bound.map_err(|source| StartError::Bind { addr, source })?;
            if port.public.is_empty() {
                return Err(StartError::Unnamed(addr));
            }
            self.addrs.push(local);
            ports.push(port);
        }
        let candidates = ports.iter().flat_map(|port| port.public.iter().copied()).collect();
        let shard =
            Shard::new(number, config.clone(), grants, identity, self.metrics.clone(), candidates, rand::random());
        let (inbox, messages) = channel();
        let (worker, waker) = Worker::new(shard, ports, messages, self.events.clone(), self.metrics.clone())
            .map_err(StartError::Worker)?;
        let ready = self.ready.clone();
        let thread = thread::Builder::new()
            .name(format!("sfu-{number}"))
            .spawn(move || {
                if let Err(error) = worker.run() {
                    tracing::error!(%error, "a worker stopped");
                }
                ready.set(false);
            })
            .map_err(StartError::Worker)?;
        self.workers.push(Handle { inbox, waker, thread: Some(thread) });
        Ok(())
    }

    /// A call stays on one worker for life, and everybody can tell which without a table.
    fn worker_of(&self, call: &CallId) -> &Handle {
        let mut hasher = DefaultHasher::new();
        call.hash(&mut hasher);
        let count = self.workers.len() as u64;
        &self.workers[(hasher.finish() % count) as usize]
    }

    /// A session's name begins with its worker's number.
    fn worker_named(&self, session: &MediaSessionId) -> Option<&Handle> {
        let (number, _) = session.as_str().split_once('-')?;
        self.workers.get(number.parse::<usize>().ok()?)
    }
}

impl Handle {
    fn tell(&self, message: Message) {
        // Fails only if the worker has stopped, which it has logged.
        if self.inbox.send(message).is_ok() {
            let _ = self.waker.wake();
        }
    }
}

impl Drop for Sfu {
    fn drop(&mut self) {
        self.workers.iter().for_each(|worker| worker.tell(Message::Stop));
        for worker in &mut self.workers {
            let _ = worker.thread.take().map(JoinHandle::join);
        }
    }
}
