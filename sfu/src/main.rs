//! `chikamado-sfu`: an SFU on its own. It reads commands from standard input and writes events to standard output, one
//! JSON value a line, and ends when its input does.

use anyhow::Context;
use clap::Parser;
use prometheus_client::registry::Registry;
use protocol::media::Command;
use sfu::{Config, GrantKey, Sfu};
use std::io::{self, BufRead, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

/// A selective forwarding unit, driven over standard input and output.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// A TOML file with the knobs of `sfu::Config`. Without it, the defaults.
    #[arg(long)]
    config: Option<PathBuf>,
    /// The public key with which media grants are checked (PEM, P-256).
    #[arg(long)]
    grant_key: PathBuf,
    /// Where to answer `GET /readyz` and `GET /metrics`: an address that no client reaches. Without it, nowhere.
    #[arg(long)]
    probe: Option<SocketAddr>,
}

fn main() -> anyhow::Result<()> {
    // The media engine's own log names addresses, which have no place in ours.
    let filter = tracing_subscriber::EnvFilter::new("info,str0m=off,is=off");
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();

    let options = Options::parse();
    let config = match &options.config {
        Some(path) => {
            let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            toml::from_str(&text).with_context(|| format!("{} is not a configuration", path.display()))?
        }
        None => Config::default(),
    };
    let pem =
        std::fs::read(&options.grant_key).with_context(|| format!("cannot read {}", options.grant_key.display()))?;
    let sfu = Sfu::start(config, GrantKey::from_ec_public_pem(&pem)?, |event| {
        let mut line = serde_json::to_vec(&event).expect("plain values serialise");
        line.push(b'\n');
        // Nobody reads any more: standard input ends too, and with it this program.
        let _ = io::stdout().lock().write_all(&line);
    })?;
    for addr in sfu.local_addrs() {
        tracing::info!(%addr, "listening");
    }
    if let Some(addr) = options.probe {
        let listener = TcpListener::bind(addr).with_context(|| format!("cannot listen on {addr}/tcp"))?;
        tracing::info!(addr = %listener.local_addr()?, "answering probes");
        let mut registry = Registry::with_prefix("chikamado");
        sfu.register(&mut registry);
        let ready = sfu.readiness();
        std::thread::spawn(move || sfu::probe::serve(&listener, &ready, &registry));
    }
    for line in io::stdin().lock().lines() {
        match serde_json::from_str::<Command>(&line?) {
            Ok(command) => sfu.send(command),
            Err(_) => tracing::warn!("a line that is no command was ignored"),
        }
    }
    Ok(())
}
